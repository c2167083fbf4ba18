//! A web page that is called a workbook: all of its tables below each other, as Excel opens it.

use domain::hours::head::plain_text;
use domain::hours::sheet::Sheet;
use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

use super::progress::ReadProgress;
use super::text::decode_page;
use domain::hours::read_fault::ReadFault;

/// A page is held in memory many times its size.
const LARGEST_PAGE: usize = 40 * 1024 * 1024;

/// The most columns of a table, and the most rows and columns that one cell covers.
const MOST_COLUMNS: u32 = 1000;
const MOST_SPAN: u32 = 1000;

pub(super) fn read(bytes: &[u8], progress: &ReadProgress) -> Result<Sheet, ReadFault> {
    if bytes.len() > LARGEST_PAGE {
        return Err(ReadFault::TooLarge);
    }
    let page = Html::parse_document(&decode_page(bytes));
    let (Ok(tables), Ok(rows)) = (Selector::parse("table"), Selector::parse("tr")) else {
        return Err(ReadFault::NoTable);
    };
    let mut reader = TableReader { sheet: Sheet::new(""), row: 0, merged: Vec::new() };
    for table in page.select(&tables).filter(|table| !is_within_table(*table)) {
        // Of its own rows only: a table within a cell is text of that cell.
        let mut above: Vec<Above> = Vec::new();
        for row in table.select(&rows).filter(|row| is_row_of(*row, table)) {
            reader.row(row, &mut above)?;
            progress.grown(&reader.sheet)?;
        }
    }
    let mut sheet = reader.sheet;
    sheet.finish();
    if sheet.is_empty() {
        return Err(ReadFault::NoTable);
    }
    for (rows, columns) in reader.merged {
        sheet.merge(rows, columns);
    }
    Ok(sheet)
}

fn is_within_table(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|above| above.value().name() == "table")
}

fn is_row_of(row: ElementRef<'_>, table: ElementRef<'_>) -> bool {
    let mut above = row.ancestors().filter_map(ElementRef::wrap);
    above.find(|above| above.value().name() == "table").is_some_and(|nearest| nearest.id() == table.id())
}

/// A cell of a row above that reaches into the next rows.
#[derive(Debug, Clone, Copy)]
struct Above {
    columns: (u32, u32),
    rows_left: u32,
}

struct TableReader {
    sheet: Sheet,
    row: u32,
    merged: Vec<((u32, u32), (u32, u32))>,
}

impl TableReader {
    fn row(&mut self, row: ElementRef<'_>, above: &mut Vec<Above>) -> Result<(), ReadFault> {
        self.row += 1;
        self.sheet.begin_row(self.row, is_hidden(row));
        let mut column = 0;
        let mut new = Vec::new();
        let cells = row.child_elements().filter(|cell| matches!(cell.value().name(), "td" | "th"));
        for cell in cells {
            while let Some(taken) =
                above.iter().find(|above| (above.columns.0..=above.columns.1).contains(&column))
            {
                column = taken.columns.1 + 1;
            }
            let span = |name: &str| {
                let number = cell.value().attr(name).and_then(|span| span.trim().parse::<u32>().ok());
                number.unwrap_or(1).clamp(1, MOST_SPAN)
            };
            let (wide, high) = (span("colspan"), span("rowspan"));
            if column + wide > MOST_COLUMNS {
                return Err(ReadFault::TooManyCells);
            }
            let text = plain_text(&text_of(cell));
            if !text.is_empty() {
                self.sheet.put(column, domain::hours::sheet::Value::Text(text));
            }
            let columns = (column, column + wide - 1);
            if wide > 1 || high > 1 {
                self.merged.push(((self.row, self.row + high - 1), columns));
            }
            if high > 1 {
                new.push(Above { columns, rows_left: high - 1 });
            }
            column += wide;
        }
        for above in above.iter_mut() {
            above.rows_left -= 1;
        }
        above.retain(|above| above.rows_left > 0);
        above.extend(new);
        Ok(())
    }
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let style = element.value().attr("style").unwrap_or_default();
    let plain: String = style.to_lowercase().chars().filter(|c| !c.is_whitespace()).collect();
    plain.contains("display:none")
        || plain.contains("mso-height-source:userset;height:0")
        || element.value().attr("hidden").is_some()
}

/// The text of a cell as it is shown: without scripts and styles, and with a space for each line end.
fn text_of(cell: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in cell.descendants() {
        match node.value() {
            Node::Text(piece) => {
                let above = node.parent().and_then(ElementRef::wrap);
                if !above.is_some_and(|above| matches!(above.value().name(), "script" | "style")) {
                    text.push_str(piece);
                }
            }
            Node::Element(element) if matches!(element.name(), "br" | "p" | "div" | "tr" | "td" | "li") => {
                text.push(' ');
            }
            _ => {}
        }
    }
    text
}
