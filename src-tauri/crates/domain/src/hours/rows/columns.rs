//! Where the columns of a layout stand in each sheet, and in which format their amounts are written.

use jiff::civil::Date;

use super::super::amount_format::{AmountFault, AmountFormat, FormatQuestion, Unit, decide, stated_unit};
use super::super::day::DateOrder;
use super::super::exact::Amount;
use super::super::finding::{FindingKind, Findings};
use super::super::head::{find_head, plain_text};
use super::super::layout::{ColumnLayout, Layout};
use super::super::period::Period;
use super::super::roles::Role;
use super::super::sheet::{Cell, Position, Row, Sheet, Workbook};
use super::super::written::{Written, written};
use super::texts::Dates;
use super::{ColumnFormat, Watch};
use gathered::Gathered;

mod gathered;

/// A column of amounts in a sheet.
#[derive(Debug, Clone)]
pub(super) struct AmountColumn {
    pub head: String,
    pub column: u32,
    pub format: AmountFormat,
    /// What its head names beside a week or day, where that counts as its code.
    pub code: Option<String>,
    /// First and last day of what its head names.
    pub days: Option<(Date, Date)>,
    /// What passed between two clock times; its column is that of the end.
    pub clock: bool,
}

impl AmountColumn {
    pub fn is_time(&self) -> bool {
        self.format.unit.is_none_or(Unit::is_time)
    }

    /// Whether what is written is what is uploaded, without converting.
    pub fn is_plain(&self) -> bool {
        matches!(self.format.unit, Some(Unit::Hours | Unit::Money | Unit::Pieces))
    }
}

/// The columns of one sheet, from 0.
#[derive(Debug, Clone, Default)]
pub(super) struct SheetColumns {
    /// The last row of the head, and the first.
    pub head: u32,
    pub first: u32,
    pub names: Vec<String>,
    /// The last column that has a name.
    last: u32,
    /// Personnel numbers; or where the file has none, the first column of names.
    pub person: Option<u32>,
    /// Columns that name people together, where the file has no personnel numbers.
    pub named_by: Vec<u32>,
    /// Birth dates, where people are known by their names.
    pub birth_date: Option<u32>,
    pub contract: Option<u32>,
    pub name: Option<u32>,
    pub department: Option<u32>,
    /// Ploeg.
    pub shift: Option<u32>,
    pub code: Option<u32>,
    pub date: Option<u32>,
    pub end_date: Option<u32>,
    pub period: Option<u32>,
    pub start: Option<u32>,
    pub end: Option<u32>,
    pub running: Option<u32>,
    pub administration: Option<u32>,
    /// The break of a shift, where hours are made of clock times.
    pub pause: Option<AmountColumn>,
    pub amounts: Vec<AmountColumn>,
}

impl SheetColumns {
    fn of(sheet: &Sheet, layout: &Layout, period: Option<Period>) -> Option<Self> {
        let head = find_head(sheet, layout.head())?;
        let find =
            |name: &str| (0..).zip(&head.names).find(|(_, known)| *known == name).map(|(column, _)| column);
        let with = |role| layout.with_role(role).find_map(|column| find(&column.head));
        let open = AmountFormat { unit: None, decimal: None, thousands: None, numbers_beside_times: false };
        let of_role = |role| {
            let column = move |column: &ColumnLayout| {
                let index = find(&column.head)?;
                let dated = layout.dated(column);
                Some(AmountColumn {
                    head: column.head.clone(),
                    column: index,
                    format: open,
                    days: dated.as_ref().zip(period).and_then(|(dated, period)| dated.days.near(period)),
                    code: dated.map(|dated| dated.name),
                    clock: false,
                })
            };
            layout.with_role(role).filter_map(column)
        };
        let clock = layout.clock_columns();
        let amounts: Vec<AmountColumn> = match clock {
            None => of_role(Role::Amount).collect(),
            Some((begin, end)) => {
                let format = AmountFormat { unit: Some(Unit::Hours), ..open };
                let made = |column| AmountColumn {
                    head: format!("{} - {}", begin.head, end.head),
                    column,
                    format,
                    code: None,
                    days: None,
                    clock: true,
                };
                find(&begin.head).and(find(&end.head)).map(made).into_iter().collect()
            }
        };
        let pause = clock.and_then(|_| of_role(Role::Break).next());
        let named = sheet.rows().find(|row| row.number() == head.row)?;
        let numbers = with(Role::Person);
        let named_by: Vec<u32> = match numbers {
            Some(_) => vec![],
            None => layout.with_role(Role::Name).filter_map(|column| find(&column.head)).collect(),
        };
        let birth_date = with(Role::BirthDate).filter(|_| !named_by.is_empty());
        let columns = Self {
            head: head.row,
            first: head.first,
            last: (0..named.width()).rev().find(|column| named.cell(*column) != Cell::Empty).unwrap_or(0),
            person: numbers.or(named_by.first().copied()),
            birth_date,
            contract: with(Role::Contract),
            name: with(Role::Name).filter(|_| named_by.is_empty()),
            named_by,
            shift: with(Role::Shift),
            department: with(Role::Department),
            code: with(Role::HoursCode).or_else(|| with(Role::WageCode)),
            date: with(Role::Date),
            end_date: with(Role::EndDate),
            period: with(Role::Period),
            start: with(Role::Start),
            end: with(Role::End),
            running: with(Role::Running),
            administration: with(Role::Administration),
            amounts,
            pause,
            names: head.names,
        };
        (columns.person.is_some() && !columns.amounts.is_empty()).then_some(columns)
    }

    /// Whether the row is the head once more; `person` is what stands in the column of persons.
    pub fn is_head(&self, row: Row<'_>, person: &str) -> bool {
        let name = self.person.and_then(|column| self.names.get(column as usize));
        let says_name = |name: &String| {
            if self.named_by.is_empty() {
                *name == person
            } else {
                cell_text(row, self.person).as_ref() == Some(name)
            }
        };
        let is_amount = |amount: &AmountColumn| {
            cell_text(row, Some(amount.column)).as_ref() == self.names.get(amount.column as usize)
        };
        name.is_some_and(says_name) && self.amounts.iter().all(is_amount)
    }

    /// Whether the row names a person.
    fn has_person(&self, row: Row<'_>) -> bool {
        match self.person.map(|column| row.cell(column)) {
            Some(Cell::Text(text)) if text.starts_with(|c: char| c.is_ascii_alphanumeric()) => true,
            Some(Cell::Number(_)) => true,
            _ => cell_text(row, self.person).is_some(),
        }
    }

    /// Whether something stands behind the last column that has a name.
    pub fn is_too_wide(&self, row: Row<'_>) -> bool {
        (self.last + 1..row.width()).any(|column| cell_text(row, Some(column)).is_some())
    }

    /// Whether anything of what is used stands in the row.
    pub fn says_something(&self, row: Row<'_>) -> bool {
        [self.person, self.name, self.code, self.department, self.date]
            .into_iter()
            .any(|column| cell_text(row, column).is_some())
    }
}

/// What stands in a cell as text; none where it is empty or there is no such column.
pub(super) fn cell_text(row: Row<'_>, column: Option<u32>) -> Option<String> {
    let text = match row.cell(column?) {
        Cell::Empty => return None,
        Cell::Text(text) | Cell::Fault(text) => plain_text(text),
        Cell::Number(number) => number.to_string(),
        Cell::Time(time) => time.date.map(|date| date.to_string()).unwrap_or_default(),
    };
    (!text.is_empty()).then_some(text)
}

/// The columns of all sheets.
pub(super) struct Columns {
    sheets: Vec<Option<SheetColumns>>,
    formats: Vec<ColumnFormat>,
    questions: Vec<(String, FormatQuestion)>,
    order: Option<DateOrder>,
    birth_order: Option<DateOrder>,
    date_head: String,
}

impl Columns {
    pub fn of<'a>(
        workbook: &'a Workbook,
        layout: &Layout,
        period: Option<Period>,
        findings: &mut Findings,
        dates: &mut Dates<'a>,
        watch: &mut Watch<'_>,
    ) -> Self {
        let mut sheets: Vec<_> =
            workbook.sheets.iter().map(|sheet| SheetColumns::of(sheet, layout, period)).collect();
        if sheets.iter().all(Option::is_none) {
            super::source::missing(workbook, layout, findings);
        }
        let mut gathered = Gathered::default();
        for (sheet, columns) in workbook.sheets.iter().zip(&sheets) {
            if let Some(columns) = columns {
                gathered.take(sheet, columns, dates, watch);
            }
        }
        let (mut formats, mut questions) = (Vec::new(), Vec::new());
        let measured = if layout.clock_columns().is_some() { Role::Break } else { Role::Amount };
        for column in layout.with_role(measured) {
            let evidence = gathered.columns.remove(&column.head).unwrap_or_default().finish();
            if evidence.filled == 0 {
                continue;
            }
            let (format, asked) = decide(&column.head, &evidence, &column.format);
            if evidence.currency > 0 {
                findings.add(FindingKind::Currency { column: column.head.clone() }, None);
            }
            for question in asked {
                // Which cells are asked about is added as they are read.
                if question != FormatQuestion::Thousands {
                    let kind =
                        FindingKind::AmountFormat { column: column.head.clone(), question: question.clone() };
                    findings.add(kind, None);
                }
                questions.push((column.head.clone(), question));
            }
            for columns in sheets.iter_mut().flatten() {
                let measured =
                    columns.amounts.iter_mut().filter(|amount| !amount.clock).chain(&mut columns.pause);
                for amount in measured.filter(|amount| amount.head == column.head) {
                    amount.format = format;
                }
            }
            let decimals = evidence.comma + evidence.point;
            formats.push(ColumnFormat {
                column: column.head.clone(),
                format,
                unit_in_head: format.unit.is_some() && format.unit == stated_unit(&column.head),
                clocks: evidence.clocks,
                decimals,
            });
        }
        let date_head =
            layout.with_role(Role::Date).next().map(|column| column.head.clone()).unwrap_or_default();
        let order = layout.date_order.or(gathered.order.order());
        let birth_order = gathered.births.order().or(order);
        Self { sheets, formats, questions, order, birth_order, date_head }
    }

    pub fn of_sheet(&self, index: usize) -> Option<&SheetColumns> {
        self.sheets.get(index)?.as_ref()
    }

    pub fn date_order(&self) -> Option<DateOrder> {
        self.order
    }

    /// How day and month stand in dates of birth.
    pub fn birth_order(&self) -> Option<DateOrder> {
        self.birth_order
    }

    pub fn formats(&self) -> Vec<ColumnFormat> {
        self.formats.clone()
    }

    /// Adds a cell to the question that its column asks.
    pub fn ask(
        &self,
        column: u32,
        sheet: usize,
        fault: AmountFault,
        cell: Position,
        findings: &mut Findings,
    ) {
        let amount = self
            .of_sheet(sheet)
            .and_then(|sheet| sheet.amounts.iter().find(|amount| amount.column == column));
        let Some(amount) = amount else { return };
        let thousands = fault == AmountFault::AskThousands;
        let asked = self.questions.iter().find(|(head, question)| {
            *head == amount.head && (*question == FormatQuestion::Thousands) == thousands
        });
        if let Some((head, question)) = asked {
            findings.add(
                FindingKind::AmountFormat { column: head.clone(), question: question.clone() },
                Some(cell),
            );
        }
    }

    pub fn ask_order(&self, cell: &Position, findings: &mut Findings) {
        findings.add(FindingKind::DateOrder { column: self.date_head.clone() }, Some(cell.clone()));
    }
}

/// How many decimals a cell is written with.
pub(super) fn written_decimals(cell: Cell<'_>) -> usize {
    match cell {
        Cell::Number(number) => number.decimals().unwrap_or(0),
        Cell::Text(text) => match written(text) {
            Written::Number(number) => number.comma.or(number.point).and_then(Amount::decimals).unwrap_or(0),
            _ => 0,
        },
        _ => 0,
    }
}
