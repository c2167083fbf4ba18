//! ODS, the workbook of `LibreOffice`. Rows and cells that it stores once with a repetition are all there; empty ones cost nothing.

use std::collections::BTreeSet;

use domain::hours::exact::Amount;
use domain::hours::sheet::{Sheet, TimeCell, Value};
use domain::hours::written::{Written, written};
use jiff::civil::{Date, DateTime};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::package;
use super::package_xml::attribute;
use super::progress::ReadProgress;
use super::workbook::{mark_sum, number_value, truth_value};
use domain::hours::read_fault::ReadFault;

const MOST_ROWS: u32 = 1_048_576;
const MOST_COLUMNS: u32 = 16_384;

pub(super) fn read(bytes: &[u8], progress: &ReadProgress) -> Result<Vec<Sheet>, ReadFault> {
    let mut archive = package::open(bytes)?;
    package::look_through(&mut archive)?;
    // Without a manifest it is not protected.
    let manifest = package::whole(&mut archive, "META-INF/manifest.xml").unwrap_or_default();
    if memchr::memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(ReadFault::Password);
    }
    let content = package::whole(&mut archive, "content.xml")?;
    drop(archive);
    let mut reader = Reader::from_reader(content.as_slice());
    let mut buffer = Vec::new();
    let mut tables = Tables::default();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| ReadFault::Damaged)? {
            Event::Start(tag) => tables.start(&tag, false, progress)?,
            Event::Empty(tag) => tables.start(&tag, true, progress)?,
            Event::End(tag) => tables.end(tag.local_name().as_ref(), progress)?,
            Event::Text(text) => tables.text(&text),
            Event::CData(text) => tables.text(&text),
            Event::GeneralRef(reference) => {
                let c = resolved(&reference)?;
                tables.text(c.encode_utf8(&mut [0; 4]));
            }
            Event::DocType(_) => return Err(ReadFault::Entities),
            Event::Eof => return Ok(tables.sheets),
            _ => {}
        }
    }
}

fn resolved(reference: &BytesRef<'_>) -> Result<char, ReadFault> {
    if let Some(c) = reference.resolve_char_ref().map_err(|_| ReadFault::Damaged)? {
        return Ok(c);
    }
    match &**reference {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => Err(ReadFault::Entities),
    }
}

#[derive(Default)]
struct Tables {
    sheets: Vec<Sheet>,
    /// Styles of tables that are not shown.
    hidden_styles: BTreeSet<String>,
    style: String,
    /// How deep within tables: one within a cell is passed over.
    depth: u32,
    column: u32,
    /// Rows passed so far.
    row: u32,
    current: Option<RowOf>,
    cell: Option<CellOf>,
    /// How deep within a remark.
    remark: u32,
    merged: Vec<((u32, u32), (u32, u32))>,
}

/// A row that is being read.
struct RowOf {
    repeated: u32,
    hidden: bool,
    filtered: bool,
    cells: Vec<(u32, Value)>,
    sums: Vec<(u32, String)>,
    next: u32,
}

/// A cell that is being read.
struct CellOf {
    kind: String,
    value: Option<String>,
    formula: Option<String>,
    repeated: u32,
    spanned: (u32, u32),
    text: String,
    paragraphs: u32,
    in_text: bool,
}

fn count(tag: &BytesStart<'_>, name: &str, most: u32) -> u32 {
    attribute(tag, name).and_then(|number| number.parse().ok()).unwrap_or(1).clamp(1, most)
}

impl Tables {
    fn start(&mut self, tag: &BytesStart<'_>, empty: bool, progress: &ReadProgress) -> Result<(), ReadFault> {
        match tag.local_name().as_ref() {
            "style" => self.style = attribute(tag, "name").unwrap_or_default(),
            "table-properties" if attribute(tag, "display").as_deref() == Some("false") => {
                self.hidden_styles.insert(self.style.clone());
            }
            "table" if !empty => {
                self.depth += 1;
                if self.depth == 1 {
                    self.begin_table(tag);
                }
            }
            "annotation" if !empty => self.remark += 1,
            _ if self.depth != 1 || self.remark > 0 => {}
            "table-column" => {
                let repeated = count(tag, "number-columns-repeated", MOST_COLUMNS);
                let hidden = attribute(tag, "visibility").is_some_and(|visibility| visibility != "visible");
                if let (true, Some(sheet)) = (hidden, self.sheets.last_mut()) {
                    sheet
                        .hidden_columns
                        .extend(self.column..self.column.saturating_add(repeated).min(MOST_COLUMNS));
                }
                self.column = self.column.saturating_add(repeated);
            }
            "table-row" => {
                let visibility = attribute(tag, "visibility").unwrap_or_default();
                self.current = Some(RowOf {
                    repeated: count(tag, "number-rows-repeated", MOST_ROWS),
                    hidden: matches!(visibility.as_str(), "collapse" | "filter"),
                    filtered: visibility == "filter",
                    cells: Vec::new(),
                    sums: Vec::new(),
                    next: 0,
                });
                if empty {
                    self.end("table-row", progress)?;
                }
            }
            "table-cell" | "covered-table-cell" => {
                self.begin_cell(tag);
                if empty {
                    self.end("table-cell", progress)?;
                }
            }
            "p" | "h" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.text.push('\n');
                    }
                    cell.paragraphs += 1;
                    cell.in_text = !empty;
                }
            }
            "s" => {
                let spaces = usize::try_from(count(tag, "c", 1000)).unwrap_or(1);
                self.text(&" ".repeat(spaces));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
        Ok(())
    }

    fn begin_table(&mut self, tag: &BytesStart<'_>) {
        let mut sheet = Sheet::new(attribute(tag, "name").unwrap_or_default());
        let style = attribute(tag, "style-name").unwrap_or_default();
        sheet.hidden = self.hidden_styles.contains(&style);
        self.sheets.push(sheet);
        self.row = 0;
        self.column = 0;
        self.merged.clear();
    }

    fn begin_cell(&mut self, tag: &BytesStart<'_>) {
        let kind = attribute(tag, "value-type").unwrap_or_default();
        let value = match kind.as_str() {
            "date" => attribute(tag, "date-value"),
            "time" => attribute(tag, "time-value"),
            "boolean" => attribute(tag, "boolean-value"),
            "string" => attribute(tag, "string-value"),
            _ => attribute(tag, "value"),
        };
        self.cell = Some(CellOf {
            value,
            formula: attribute(tag, "formula"),
            repeated: count(tag, "number-columns-repeated", MOST_COLUMNS),
            spanned: (
                count(tag, "number-rows-spanned", MOST_ROWS),
                count(tag, "number-columns-spanned", MOST_COLUMNS),
            ),
            kind,
            text: String::new(),
            paragraphs: 0,
            in_text: false,
        });
    }

    fn text(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_text && self.remark == 0) {
            cell.text.push_str(text);
        }
    }

    fn end(&mut self, tag: &str, progress: &ReadProgress) -> Result<(), ReadFault> {
        match tag {
            "annotation" => self.remark = self.remark.saturating_sub(1),
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.end_table();
                }
            }
            _ if self.depth != 1 || self.remark > 0 => {}
            "p" | "h" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_text = false;
                }
            }
            "table-cell" | "covered-table-cell" => self.end_cell()?,
            "table-row" => self.end_row(progress)?,
            _ => {}
        }
        Ok(())
    }

    fn end_table(&mut self) {
        let merged = std::mem::take(&mut self.merged);
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.finish();
            for (rows, columns) in merged {
                sheet.merge(rows, columns);
            }
        }
    }

    fn end_cell(&mut self) -> Result<(), ReadFault> {
        let (Some(cell), Some(row)) = (self.cell.take(), self.current.as_mut()) else { return Ok(()) };
        let first = row.next;
        row.next = first.saturating_add(cell.repeated);
        let Some(value) = value_of(&cell) else { return Ok(()) };
        if row.next > MOST_COLUMNS {
            return Err(ReadFault::TooManyCells);
        }
        if cell.spanned != (1, 1) {
            let rows = (self.row + 1, (self.row + 1).saturating_add(cell.spanned.0 - 1));
            self.merged.push((rows, (first, first.saturating_add(cell.spanned.1 - 1).min(MOST_COLUMNS))));
        }
        for column in first..row.next {
            row.cells.push((column, value.clone()));
            row.sums.extend(cell.formula.iter().map(|formula| (column, formula.clone())));
        }
        Ok(())
    }

    fn end_row(&mut self, progress: &ReadProgress) -> Result<(), ReadFault> {
        let (Some(row), Some(sheet)) = (self.current.take(), self.sheets.last_mut()) else { return Ok(()) };
        let first = self.row;
        self.row = self.row.saturating_add(row.repeated);
        if row.cells.is_empty() {
            return Ok(());
        }
        if self.row > MOST_ROWS {
            return Err(ReadFault::TooManyCells);
        }
        // Before anything of it is repeated.
        let cells = row.cells.len().saturating_mul(usize::try_from(row.repeated).unwrap_or(usize::MAX));
        if cells > super::MOST_CELLS {
            return Err(ReadFault::TooManyCells);
        }
        sheet.filtered |= row.filtered;
        for number in first + 1..=self.row {
            sheet.begin_row(number, row.hidden);
            for (column, value) in &row.cells {
                sheet.put(*column, value.clone());
            }
            progress.grown(sheet)?;
            for (column, formula) in &row.sums {
                mark_sum(
                    sheet,
                    (number - 1, *column),
                    formula.trim_start_matches("of:").trim_start_matches("oooc:"),
                );
            }
        }
        Ok(())
    }
}

fn value_of(cell: &CellOf) -> Option<Value> {
    let stored = cell.value.as_deref();
    match cell.kind.as_str() {
        "float" | "percentage" | "currency" => Some(match stored.and_then(|value| value.parse().ok()) {
            Some(number) => number_value(number),
            None => Value::Fault(stored.unwrap_or_default().to_owned()),
        }),
        "time" => Some(match stored.and_then(duration) {
            Some(hours) => Value::Time(TimeCell { hours: Some(hours), date: None }),
            None => Value::Fault(stored.unwrap_or_default().to_owned()),
        }),
        "date" => Some(match stored.and_then(moment) {
            Some(moment) => Value::Time(TimeCell { hours: None, date: Some(moment) }),
            None => Value::Fault(stored.unwrap_or_default().to_owned()),
        }),
        "boolean" => Some(truth_value(stored == Some("true"))),
        _ if cell.text.is_empty() && stored.is_none_or(str::is_empty) => {
            let unfinished = cell.formula.is_some() && cell.kind.is_empty();
            unfinished.then(|| Value::Fault("formule zonder waarde".to_owned()))
        }
        _ => Some(Value::Text(if cell.text.is_empty() {
            stored.unwrap_or_default().to_owned()
        } else {
            cell.text.clone()
        })),
    }
}

/// A duration, to the second where it is one: they are stored as calculated, PT07H29M59.999999999S.
fn duration(text: &str) -> Option<Amount> {
    let Written::Hours { hours, .. } = written(text) else { return None };
    let seconds = hours.times(3600)?;
    let whole = seconds.rounded(0);
    let near = seconds.minus(whole)?.abs() < Amount::fraction(1, 1000)?;
    if near { whole.over(3600) } else { Some(hours) }
}

fn moment(text: &str) -> Option<DateTime> {
    let date = || text.parse::<Date>().ok().map(|day| day.at(0, 0, 0, 0));
    text.parse::<DateTime>().ok().or_else(date)
}
