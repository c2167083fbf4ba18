//! Whether an upload file that somebody else made is one that Loket takes, and the table that it stands for.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use specta::Type;

use super::exact::Amount;
use super::finding::Level;
use super::known::LoketData;
use super::run::ComponentTotal;
use super::sheet::Position;
use super::upload::{UploadRow, UploadTable};
use super::view::PlaceView;
use super::words;
use crate::text::Text;

/// The most places that are shown of one finding.
const MOST_PLACES: usize = 200;

/// An upload file in cells, as it was split. Rows have their line in the file, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UploadLines {
    pub head: Vec<String>,
    pub rows: Vec<(u32, Vec<String>)>,
    /// What is not as Loket wants it before a cell is looked at.
    pub form: Vec<UploadFormFault>,
}

/// The names of the columns before the components, and how amounts are written: those of a layout of upload files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadColumns {
    pub administration: String,
    pub person: String,
    pub shift: String,
    pub distribution_unit: String,
    pub decimal_sign: char,
    pub decimals: usize,
}

/// What is not as Loket wants it in the file as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
pub enum UploadFormFault {
    /// A byte order mark, or signs that are not ASCII.
    NotAscii,
    Separator,
    LineEnd,
    Quotes,
    /// Lines without anything in them.
    EmptyLines,
}

/// What is wrong with an upload file, or worth a look.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
pub enum UploadProblem {
    /// It has not the columns of an upload file.
    NoHead,
    /// A column is called something else.
    ColumnName {
        is: String,
        should: String,
    },
    /// A name where the number of a component belongs.
    ComponentName {
        head: String,
    },
    ComponentTwice {
        component: u32,
    },
    /// The numbers do not go up.
    ComponentOrder,
    RowWidth,
    NoAdministration,
    SeveralAdministrations,
    NoPerson,
    /// A shift is 1 to 15.
    ShiftNumber,
    NoUnit,
    AmountUnreadable,
    DecimalSign,
    Negative,
    TooLarge,
    TooManyDecimals,
    /// The same person, shift and unit more than once, with different components.
    SplitRow,
    /// The same, with an amount for the same component.
    DoubleRow,
    PersonUnknown,
    ComponentUnknown {
        component: u32,
    },
    ShiftUnknown,
    /// People and components could not be held against Loket.
    NotRead,
    Nothing,
}

/// Something that was found, with its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UploadFindingView {
    pub kind: String,
    pub level: Level,
    pub text: Text,
    /// Whether the file that is proposed has it right.
    pub mended: bool,
    /// The first of them.
    pub places: Vec<PlaceView>,
    /// All of them.
    pub count: u32,
}

/// An upload file as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UploadCheckView {
    pub name: String,
    /// In hexadecimal.
    pub sha256: String,
    /// Aansluitnummer; none where it holds none, or more than one.
    pub administration: Option<u32>,
    /// The employer of that administration; none: there is no card with it.
    pub employer: Option<String>,
    pub people: u32,
    pub rows: u32,
    /// Of what reads.
    pub totals: Vec<ComponentTotal>,
    /// The most serious first.
    pub findings: Vec<UploadFindingView>,
    /// Names this file for saving a mended one; none: it is in order, or cannot be mended without guessing.
    pub mended: Option<u32>,
}

/// What came of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedUpload {
    pub administrations: BTreeSet<u32>,
    pub people: BTreeSet<u32>,
    pub rows: usize,
    pub totals: BTreeMap<u32, Amount>,
    pub findings: Vec<UploadFindingView>,
    /// The table that it stands for; none where something in it does not read.
    pub table: Option<UploadTable>,
    /// Whether writing the table anew puts something right.
    pub mends: bool,
}

impl UploadProblem {
    fn level(&self) -> Level {
        match self {
            Self::DoubleRow | Self::SplitRow | Self::PersonUnknown => Level::Warning,
            Self::ComponentOrder | Self::NotRead => Level::Note,
            _ => Level::Error,
        }
    }

    /// Whether it is right in the table that is written anew.
    fn is_mended(&self) -> bool {
        matches!(self, Self::ColumnName { .. } | Self::ComponentOrder | Self::DecimalSign | Self::SplitRow)
    }

    fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::ColumnName { is, should } => vec![("is", is.clone()), ("should", should.clone())],
            Self::ComponentName { head } => vec![("head", head.clone())],
            Self::ComponentTwice { component } | Self::ComponentUnknown { component } => {
                vec![("component", component.to_string())]
            }
            _ => vec![],
        }
    }
}

/// Reads the cells of an upload file and says what is wrong with each. `loket` is what is known of the administration by
/// its number.
pub fn check_upload(
    lines: &UploadLines,
    columns: &UploadColumns,
    loket: impl Fn(u32) -> Option<LoketData>,
) -> CheckedUpload {
    let mut checking = Checking { columns, found: BTreeMap::new() };
    let Some(head) = checking.head(&lines.head) else {
        checking.add(UploadProblem::NoHead, None);
        return checking.over(lines, Read::default());
    };
    let components = head.components.iter().filter_map(|(_, component)| *component).collect();
    let mut read = Read { distribution_units: head.unit.is_some(), components, ..Read::default() };
    for (line, cells) in &lines.rows {
        checking.row(*line, cells, &head, &mut read);
    }
    if read.administrations.len() > 1 {
        checking.add(UploadProblem::SeveralAdministrations, None);
    }
    if lines.rows.is_empty() {
        checking.add(UploadProblem::Nothing, None);
    }
    if let Some(administration) = read.administrations.first() {
        checking.against(loket(*administration).as_ref(), &head, &read);
    }
    checking.over(lines, read)
}

/// Where the columns are.
struct Head {
    unit: Option<usize>,
    /// By column: its component, where it is one.
    components: Vec<(usize, Option<u32>)>,
    width: usize,
}

#[derive(Default)]
struct Read {
    distribution_units: bool,
    administrations: BTreeSet<u32>,
    /// By person, shift and unit, with the lines that say so.
    rows: BTreeMap<(u32, u8, Option<u32>), (BTreeMap<u32, Amount>, Vec<u32>)>,
    totals: BTreeMap<u32, Amount>,
    components: BTreeSet<u32>,
    count: usize,
    /// The same cell was given twice: what counts cannot be told.
    twice: bool,
}

struct Checking<'a> {
    columns: &'a UploadColumns,
    found: BTreeMap<UploadProblem, Vec<Position>>,
}

impl Checking<'_> {
    fn add(&mut self, problem: UploadProblem, place: Option<(u32, Option<usize>)>) {
        let place = place.map(|(row, column)| Position {
            sheet: String::new(),
            row,
            column: column.and_then(|column| u32::try_from(column).ok()),
        });
        self.found.entry(problem).or_default().extend(place);
    }

    fn head(&mut self, head: &[String]) -> Option<Head> {
        let columns = self.columns;
        let is = |at: usize, name: &str| head.get(at).is_some_and(|is| is.trim().eq_ignore_ascii_case(name));
        let fixed = [&columns.administration, &columns.person, &columns.shift];
        // Two of the three tell an upload file from any other.
        let known = fixed.iter().enumerate().filter(|(at, name)| is(*at, name)).count();
        if known < 2 || head.len() < 4 {
            return None;
        }
        let unit = is(3, &columns.distribution_unit).then_some(3);
        let named = fixed.into_iter().enumerate().chain(unit.map(|at| (at, &columns.distribution_unit)));
        for (at, should) in named {
            if head.get(at).is_some_and(|is| is != should) {
                let is = head.get(at).cloned().unwrap_or_default();
                self.add(UploadProblem::ColumnName { is, should: should.clone() }, Some((1, Some(at))));
            }
        }
        let mut components = vec![];
        let mut before = 0;
        let mut seen = BTreeSet::new();
        for (at, name) in head.iter().enumerate().skip(if unit.is_some() { 4 } else { 3 }) {
            let number = name.trim().parse::<u32>().ok().filter(|number| *number > 0);
            match number {
                None if name.trim().is_empty() && at + 1 == head.len() => continue,
                None => {
                    let head = name.clone();
                    self.add(UploadProblem::ComponentName { head }, Some((1, Some(at))));
                }
                Some(component) if !seen.insert(component) => {
                    self.add(UploadProblem::ComponentTwice { component }, Some((1, Some(at))));
                }
                Some(component) if component < before => {
                    self.add(UploadProblem::ComponentOrder, Some((1, Some(at))));
                }
                Some(component) => before = component,
            }
            components.push((at, number));
        }
        Some(Head { unit, components, width: head.len() })
    }

    fn row(&mut self, line: u32, cells: &[String], head: &Head, read: &mut Read) {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        if cells.len() != head.width {
            self.add(UploadProblem::RowWidth, Some((line, None)));
        }
        let administration = cell(0).parse::<u32>().ok().filter(|number| *number > 0);
        match administration {
            Some(number) => drop(read.administrations.insert(number)),
            None => self.add(UploadProblem::NoAdministration, Some((line, Some(0)))),
        }
        let person = cell(1).parse::<u32>().ok().filter(|number| *number > 0);
        if person.is_none() {
            self.add(UploadProblem::NoPerson, Some((line, Some(1))));
        }
        let shift = cell(2).parse::<u8>().ok().filter(|shift| (1..=15).contains(shift));
        if shift.is_none() {
            self.add(UploadProblem::ShiftNumber, Some((line, Some(2))));
        }
        let unit = match head.unit {
            None => Some(None),
            Some(at) => match cell(at).parse::<u32>() {
                Ok(unit) => Some(Some(unit)),
                Err(_) if cell(at).is_empty() => Some(None),
                Err(_) => {
                    self.add(UploadProblem::NoUnit, Some((line, Some(at))));
                    None
                }
            },
        };
        let mut amounts = vec![];
        for (at, component) in &head.components {
            let Some(component) = component else { continue };
            if let Some(amount) = self.amount(cell(*at), (line, *at)) {
                amounts.push((*component, amount, *at));
            }
        }
        read.count += 1;
        let (Some(person), Some(shift), Some(unit)) = (person, shift, unit) else { return };
        let (held, lines) = read.rows.entry((person, shift, unit)).or_default();
        if !lines.is_empty() {
            let twice: Vec<usize> = amounts
                .iter()
                .filter(|(component, ..)| held.contains_key(component))
                .map(|(_, _, at)| *at)
                .collect();
            read.twice |= !twice.is_empty();
            if twice.is_empty() {
                self.add(UploadProblem::SplitRow, Some((line, None)));
            }
            for at in twice {
                self.add(UploadProblem::DoubleRow, Some((line, Some(at))));
            }
        }
        lines.push(line);
        for (component, amount, _) in amounts {
            held.insert(component, amount);
            let total = read.totals.entry(component).or_insert(Amount::ZERO);
            *total = total.plus(amount).unwrap_or(*total);
        }
    }

    /// A cell as an amount; none where it is empty or does not read.
    fn amount(&mut self, text: &str, (line, at): (u32, usize)) -> Option<Amount> {
        if text.is_empty() {
            return None;
        }
        let place = Some((line, Some(at)));
        let other = if self.columns.decimal_sign == ',' { '.' } else { ',' };
        let plain = |sign: char| {
            let digits = text.strip_prefix('-').unwrap_or(text);
            let parts: Vec<&str> = digits.split(sign).collect();
            let is_number = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            (parts.len() <= 2 && parts.iter().all(|part| is_number(part)))
                .then(|| {
                    text.replace(sign, ".")
                        .parse::<Amount>()
                        .ok()
                        .map(|amount| (amount, parts.get(1).map_or(0, |part| part.len())))
                })
                .flatten()
        };
        let (amount, decimals) = match (plain(self.columns.decimal_sign), plain(other)) {
            (Some(read), _) => read,
            // 1.234 with the other sign may be a thousand: with exactly three digits behind it nobody can tell.
            (None, Some((_, 3))) | (None, None) => {
                self.add(UploadProblem::AmountUnreadable, place);
                return None;
            }
            (None, Some(read)) => {
                self.add(UploadProblem::DecimalSign, place);
                read
            }
        };
        if amount.is_negative() {
            self.add(UploadProblem::Negative, place);
        }
        if amount >= Amount::whole(1000) {
            self.add(UploadProblem::TooLarge, place);
        }
        if decimals > self.columns.decimals && amount.rounded(self.columns.decimals) != amount {
            self.add(UploadProblem::TooManyDecimals, place);
        }
        Some(amount)
    }

    fn against(&mut self, loket: Option<&LoketData>, head: &Head, read: &Read) {
        let people = loket.and_then(|loket| loket.employments.content().ok());
        let components = loket.and_then(|loket| loket.components.content().ok());
        let shifts = loket.and_then(|loket| loket.shifts.content().ok()).filter(|shifts| !shifts.is_empty());
        if people.is_none() || components.is_none() {
            self.add(UploadProblem::NotRead, None);
        }
        for ((person, shift, _), (_, lines)) in &read.rows {
            let is_known = people.is_none_or(|people| {
                people
                    .iter()
                    .any(|one| one.payroll_id == Some(*person) || one.employee_number == Some(*person))
            });
            if !is_known {
                lines.iter().for_each(|line| self.add(UploadProblem::PersonUnknown, Some((*line, Some(1)))));
            }
            if shifts.is_some_and(|shifts| !shifts.iter().any(|one| one.number == *shift)) {
                lines.iter().for_each(|line| self.add(UploadProblem::ShiftUnknown, Some((*line, Some(2)))));
            }
        }
        for (at, component) in head.components.iter().filter_map(|(at, one)| Some((*at, (*one)?))) {
            if components.is_some_and(|known| !known.iter().any(|one| one.number == component)) {
                self.add(UploadProblem::ComponentUnknown { component }, Some((1, Some(at))));
            }
        }
    }

    fn over(self, lines: &UploadLines, read: Read) -> CheckedUpload {
        let form = !lines.form.is_empty();
        let stands = |problem: &UploadProblem| problem.level() == Level::Error && !problem.is_mended();
        // What nobody can mend without guessing stays: then nothing is proposed.
        let reads = !self.found.keys().any(stands) && !read.twice && read.administrations.len() == 1;
        let mends = form || self.found.keys().any(UploadProblem::is_mended);
        let table = reads.then(|| table(&read)).filter(|table| !table.rows.is_empty());
        let can_mend = table.is_some();
        let mut findings: Vec<UploadFindingView> = lines
            .form
            .iter()
            .map(|fault| {
                let kind: &'static str = fault.into();
                view(kind, Level::Error, can_mend, &[], &[])
            })
            .collect();
        for (problem, places) in &self.found {
            let mended = can_mend && problem.is_mended();
            findings.push(view(problem.into(), problem.level(), mended, &problem.values(), places));
        }
        findings.sort_by_key(|finding| finding.level);
        CheckedUpload {
            people: read.rows.keys().map(|(person, ..)| *person).collect(),
            rows: read.count,
            administrations: read.administrations,
            totals: read.totals,
            findings,
            table,
            mends,
        }
    }
}

fn table(read: &Read) -> UploadTable {
    let rows = read.rows.iter().map(|((person, shift, unit), (amounts, _))| UploadRow {
        person: *person,
        shift: *shift,
        distribution_unit: *unit,
        cost_center: None,
        amounts: amounts.clone(),
    });
    UploadTable {
        administration: read.administrations.first().copied().unwrap_or_default(),
        components: read.components.iter().copied().collect(),
        distribution_units: read.distribution_units,
        rows: rows.collect(),
        rounded: vec![],
        not_imported: BTreeMap::new(),
    }
}

fn view(
    kind: &str,
    level: Level,
    mended: bool,
    values: &[(&'static str, String)],
    places: &[Position],
) -> UploadFindingView {
    let place = |place: &Position| PlaceView {
        sheet: String::new(),
        row: place.row,
        cell: place.column.map(|column| format!("{}{}", super::sheet::column_letters(column), place.row)),
    };
    UploadFindingView {
        kind: kind.to_owned(),
        level,
        text: words::both(|language| words::upload_problem(kind, values, language)),
        mended,
        places: places.iter().take(MOST_PLACES).map(place).collect(),
        count: u32::try_from(places.len()).unwrap_or(u32::MAX),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> UploadColumns {
        UploadColumns {
            administration: "aanslnr".into(),
            person: "persnr".into(),
            shift: "ploeg".into(),
            distribution_unit: "verdelingseenheid".into(),
            decimal_sign: ',',
            decimals: 2,
        }
    }

    fn checked(text: &str) -> CheckedUpload {
        let mut lines = (1..)
            .zip(text.lines())
            .map(|(line, text)| (line, text.split(';').map(str::to_owned).collect::<Vec<_>>()));
        let (_, head) = lines.next().unwrap();
        let lines = UploadLines { head, rows: lines.collect(), form: vec![] };
        check_upload(&lines, &columns(), |_| None)
    }

    /// What was found besides that Loket was not read, with its places.
    fn found(text: &str) -> Vec<(String, Vec<String>)> {
        let findings = checked(text).findings.into_iter().filter(|one| one.kind != "notRead");
        let place = |place: &PlaceView| place.cell.clone().unwrap_or_else(|| place.row.to_string());
        findings.map(|one| (one.kind.clone(), one.places.iter().map(place).collect())).collect()
    }

    fn one(kind: &str, place: &str) -> Vec<(String, Vec<String>)> {
        vec![(kind.to_owned(), vec![place.to_owned()])]
    }

    const HEAD: &str = "aanslnr;persnr;ploeg;2;15\n";

    #[test]
    fn a_file_in_order_has_nothing_to_mend() {
        let checked = checked(&format!("{HEAD}395;6;1;12,5;\n395;9;1;8;1,25\n"));
        assert_eq!(checked.findings.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["notRead"]);
        assert!(!checked.mends && checked.table.is_some());
        assert_eq!(checked.totals[&2].to_string(), "20.5");
    }

    #[test]
    fn each_cell_that_is_wrong_is_said_with_its_address() {
        let row = |row: &str| found(&format!("{HEAD}{row}\n"));
        assert_eq!(row("395;6;1;-4;"), one("negative", "D2"));
        assert_eq!(row("395;6;1;1000;"), one("tooLarge", "D2"));
        assert_eq!(row("395;6;1;1,234;"), one("tooManyDecimals", "D2"));
        assert_eq!(row("395;6;1;7:30;"), one("amountUnreadable", "D2"));
        assert_eq!(row("395;6;1;1.234;"), one("amountUnreadable", "D2"), "a thousand or one and a bit");
        assert_eq!(row("395;6;1;;1.5"), one("decimalSign", "E2"));
        assert_eq!(row("395;6;16;8;"), one("shiftNumber", "C2"));
        assert_eq!(row("395;Jan;1;8;"), one("noPerson", "B2"));
        assert_eq!(row(";6;1;8;"), one("noAdministration", "A2"));
        assert_eq!(row("395;6;1;8"), one("rowWidth", "2"));
        assert_eq!(row("395;6;1;8;\n395;6;1;8;"), one("doubleRow", "D3"));
        assert_eq!(row("395;6;1;8;\n395;6;1;;1"), one("splitRow", "3"));
        assert_eq!(row("395;6;1;8;\n396;6;1;8;")[0].0, "severalAdministrations");
        assert_eq!(found("persoon;uren\n6;8\n")[0].0, "noHead");
        assert_eq!(found("aanslnr;persnr;ploeg;NORM\n395;6;1;8\n"), one("componentName", "D1"));
        assert_eq!(found("aanslnr;persnr;ploeg;2;2\n395;6;1;8;8\n")[0].0, "componentTwice");
    }

    #[test]
    fn what_nobody_has_to_guess_is_mended_and_nothing_else() {
        let text = "Aanslnr;persnr;ploeg;15;2\n395;9;1;1.25;8\n395;6;1;;12.5\n395;6;1;2;\n";
        let mended = checked(text);
        assert!(mended.mends && mended.findings.iter().all(|one| one.mended || one.kind == "notRead"));
        let table = mended.table.unwrap();
        assert_eq!(table.components, [2, 15]);
        let rows: Vec<(u32, String)> = table
            .rows
            .iter()
            .map(|row| {
                (
                    row.person,
                    format!("{:?}", row.amounts.values().map(ToString::to_string).collect::<Vec<_>>()),
                )
            })
            .collect();
        assert_eq!(rows, [(6, "[\"12.5\", \"2\"]".to_owned()), (9, "[\"8\", \"1.25\"]".to_owned())]);
        for text in ["395;6;1;8;\n395;6;1;8;", "395;6;1;-4;1.5", "395;6;1;8;\n396;6;1;8;1.5"] {
            let checked = checked(&format!("{HEAD}{text}\n"));
            assert!(checked.table.is_none() && checked.findings.iter().all(|one| !one.mended), "{text}");
        }
    }
}
