//! What shows only when rows or columns are held beside each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::amount_format::{
    AmountFormat, Evidence, FormatChoice, FormatQuestion, decide, read_amount, unit_of_head,
};
use super::super::clock::ClockTime;
use super::super::exact::Amount;
use super::super::finding::{FindingKind, Findings};
use super::super::layout::{ColumnLayout, Layout, Reason};
use super::super::period::{Period, PeriodKind};
use super::super::roles::{Role, is_no_amount, plain_head, stem};
use super::super::sheet::{Position, Row, Sheet, Workbook};
use super::columns::{AmountColumn, Columns, SheetColumns, cell_text, written_decimals};
use super::shifts::clock_time;
use super::{KeptRow, Reading, RowStatus};

/// Double rows, periods, corrections and surcharges.
pub(super) fn rows(reading: &Reading, layout: &Layout, period: Option<Period>, findings: &mut Findings) {
    doubles(reading, findings);
    corrections(reading, layout, findings);
    surcharges(reading, str::to_owned, findings);
    if let Some(period) = period.filter(|period| period.has_fifth_week()) {
        findings.add(FindingKind::FifthWeek { period }, None);
    }
    if period.is_none() {
        let days: BTreeSet<_> = reading.rows.iter().filter_map(|row| row.day).collect();
        let months: BTreeSet<Period> =
            days.into_iter().filter_map(|day| Period::of(day, PeriodKind::Month)).collect();
        if months.len() > 1 {
            findings.add(FindingKind::SeveralPeriods { periods: months.into_iter().collect() }, None);
        }
    }
}

/// The same person, code, department and day twice, with the same amount and, where the file tells, the same start.
fn doubles(reading: &Reading, findings: &mut Findings) {
    // Days first: most files have them in order, and what is in order is sorted at once.
    let key =
        |row: &KeptRow| (row.day, row.start, row.code, row.department, row.shift_name, reading.amount(row));
    // Equal ones beside each other, those of one person in the order of the file.
    let mut sorted: Vec<u32> = (0..).take(reading.rows.len()).collect();
    sorted.retain(|at| !reading.amount(&reading.rows[*at as usize]).is_zero());
    sorted.sort_by_key(|at| reading.rows[*at as usize].person);
    for of_person in sorted
        .chunk_by_mut(|one, two| reading.rows[*one as usize].person == reading.rows[*two as usize].person)
    {
        of_person
            .sort_by(|one, two| key(&reading.rows[*one as usize]).cmp(&key(&reading.rows[*two as usize])));
        for pair in of_person.windows(2) {
            let (one, two) = (&reading.rows[pair[0] as usize], &reading.rows[pair[1] as usize]);
            if key(one) == key(two) {
                findings.add(FindingKind::DoubleRow, Some(reading.place(one)));
                findings.add(FindingKind::DoubleRow, Some(reading.place(two)));
            }
        }
    }
}

/// Most hours are negative: the file says what has to be added to an earlier one.
fn corrections(reading: &Reading, layout: &Layout, findings: &mut Findings) {
    let hours = || reading.rows.iter().filter(|row| row.is_time && !reading.amount(row).is_zero());
    let negative = hours().filter(|row| reading.amount(row).is_negative()).count();
    if layout.correction.is_none() && negative > 0 && negative * 2 > hours().count() {
        findings.add(FindingKind::AddsToEarlier, None);
    }
}

const SURCHARGES: [&str; 10] = [
    "toeslag",
    "ort",
    "onregelmatigheidstoeslag",
    "nachttoeslag",
    "nacht",
    "avond",
    "weekendtoeslag",
    "zondagtoeslag",
    "surcharge",
    "night",
];

/// Somebody with more hours of a surcharge than hours. `name_of` says what a code is called.
pub(in super::super) fn surcharges(
    reading: &Reading,
    name_of: impl Fn(&str) -> String,
    findings: &mut Findings,
) {
    let says = |code: &str| {
        let plain = plain_head(&name_of(code));
        plain.split(' ').any(|word| SURCHARGES.contains(&word) || word.ends_with("toeslag"))
    };
    let codes: BTreeSet<&str> = reading.sums().map(|sum| sum.code).collect();
    let surcharges: BTreeSet<&str> = codes.into_iter().filter(|code| says(code)).collect();
    if surcharges.is_empty() {
        return;
    }
    let mut worked: HashMap<&str, Amount> = HashMap::new();
    let mut paid: BTreeMap<(&str, &str), Amount> = BTreeMap::new();
    for sum in reading.sums().filter(|sum| sum.is_time && sum.status != RowStatus::LeftOut) {
        let total = if surcharges.contains(sum.code) {
            paid.entry((sum.person, sum.code)).or_insert(Amount::ZERO)
        } else {
            worked.entry(sum.person).or_insert(Amount::ZERO)
        };
        *total = total.plus(sum.amount).unwrap_or(*total);
    }
    paid.retain(|(person, _), surcharge| worked.get(person).is_some_and(|hours| hours < surcharge));
    if paid.is_empty() {
        return;
    }
    for row in reading.rows() {
        let Some(surcharge) = paid.get(&(row.person, row.code)).copied() else { continue };
        let kind = FindingKind::SurchargeExceeds {
            person: row.person.to_owned(),
            code: row.code.to_owned(),
            surcharge,
            hours: worked.get(row.person).copied().unwrap_or(Amount::ZERO),
        };
        findings.add(kind, Some(row.place()));
    }
}

/// Columns that say the same as one that is used, or nearly. Gives the rows of which is
/// asked what they are, by sheet and number: those in which two columns disagree, when the user did not choose between them.
pub(super) fn columns(
    workbook: &Workbook,
    layout: &Layout,
    columns: &Columns,
    findings: &mut Findings,
) -> BTreeSet<(usize, u32)> {
    let mut asked = BTreeSet::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let Some(own) = columns.of_sheet(index) else { continue };
        let several = workbook.sheets.len() > 1;
        let name: Arc<str> = Arc::from(if several { sheet.name.as_str() } else { "" });
        for used in own.amounts.iter().filter(|amount| !amount.clock) {
            let is_chosen =
                |column: &ColumnLayout| column.head == used.head && column.reason == Reason::Chosen;
            let chosen = layout.with_role(Role::Amount).any(is_chosen);
            for (other, head) in own.names.iter().enumerate() {
                let comparison = compare_columns(sheet, own, used, other);
                let (used, other) = (used.head.clone(), head.clone());
                match comparison {
                    Comparison::Same => findings.add(FindingKind::SameAmounts { used, other }, None),
                    Comparison::Differs(cells) => {
                        for (row, column) in cells {
                            let place = Position { sheet: name.to_string(), row, column: Some(column) };
                            let kind = FindingKind::ColumnsDisagree {
                                used: used.clone(),
                                other: other.clone(),
                                chosen,
                            };
                            findings.add(kind, Some(place));
                            if !chosen {
                                asked.insert((index, row));
                            }
                        }
                    }
                    Comparison::Unrelated => {}
                }
            }
        }
    }
    not_used(workbook, layout, columns, findings);
    asked
}

/// Columns that hold amounts, or times of the day where hours are made of those, and are not used, so that none is left out without a word. Those that are planned, differences and
/// the like are no hours that were worked, and what is said of elsewhere is not said twice.
fn not_used(workbook: &Workbook, layout: &Layout, columns: &Columns, findings: &mut Findings) {
    let mut heads: Vec<String> = Vec::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let Some(own) = columns.of_sheet(index) else { continue };
        let made_of_times = own.amounts.iter().any(|amount| amount.clock);
        for (column, head) in (0..).zip(&own.names) {
            let is_open = |known: &ColumnLayout| {
                let why = matches!(known.reason, Reason::Unknown | Reason::OtherPreferred { .. });
                known.head == *head && known.role == Role::NotUsed && why
            };
            let same_hours = own.amounts.iter().any(|amount| stem(&amount.head) == stem(head));
            if same_hours || heads.contains(head) || is_no_amount(head) || !layout.columns.iter().any(is_open)
            {
                continue;
            }
            let rows = || sheet.rows().filter(|row| row.number() > own.head);
            let mut evidence = Evidence::default();
            rows().for_each(|row| evidence.add(row.cell(column), false));
            // Of begin and end one column each counts: those of other days would be lost.
            let is_time = |row: Row<'_>| match clock_time(row.cell(column), None) {
                Ok(None) => None,
                read => Some(matches!(read, Ok(Some(ClockTime { day: None, .. })))),
            };
            let mut times = rows().filter_map(is_time).peekable();
            let of_times = made_of_times && times.peek().is_some() && times.all(|is_time| is_time);
            if of_times || evidence.is_of_amounts() {
                heads.push(head.clone());
            }
        }
    }
    if !heads.is_empty() {
        findings.add(FindingKind::AmountsNotUsed { columns: heads }, None);
    }
}

/// What a column is beside one that is used.
enum Comparison {
    /// The same amounts.
    Same,
    /// The same amounts, except in these cells: rows by number, and the column.
    Differs(Vec<(u32, u32)>),
    /// Something else.
    Unrelated,
}

/// Holds a column that is not used beside one that is.
fn compare_columns(sheet: &Sheet, own: &SheetColumns, used: &AmountColumn, other: usize) -> Comparison {
    let (Some(head), Ok(column)) = (own.names.get(other), u32::try_from(other)) else {
        return Comparison::Unrelated;
    };
    let same_stem = stem(head) == stem(&used.head);
    let taken = own.amounts.iter().any(|amount| amount.column == column);
    if taken || (!same_stem && unit_of_head(head).is_none()) {
        return Comparison::Unrelated;
    }
    let rows = || sheet.rows().filter(|row| row.number() > own.head && cell_text(*row, own.person).is_some());
    let mut evidence = Evidence::default();
    rows().for_each(|row| evidence.add(row.cell(column), false));
    let Some(format) = likeliest(head, &evidence) else { return Comparison::Unrelated };
    let (mut equal, mut different) = (0, Vec::new());
    for row in rows() {
        let (Ok(Some(one)), Ok(Some(two))) =
            (read_amount(row.cell(used.column), used.format), read_amount(row.cell(column), format))
        else {
            continue;
        };
        let decimals = |column, format: AmountFormat| {
            written_decimals(row.cell(column)).max(usize::from(format.decimal.is_some()) * 2)
        };
        // Either of them may be the one that is rounded.
        let same = is_same(one, two, decimals(column, format), format)
            || is_same(one, two, decimals(used.column, used.format), used.format);
        if same {
            equal += usize::from(!one.is_zero());
        } else {
            different.push((row.number(), column));
        }
    }
    if different.is_empty() && equal > if same_stem { 0 } else { 2 } {
        Comparison::Same
    } else if same_stem {
        // Also when they never agree: hours and minutes may stand in a column each.
        Comparison::Differs(different)
    } else {
        Comparison::Unrelated
    }
}

/// How a column that is not used is written, with every question answered as proposed: it is only compared.
fn likeliest(head: &str, evidence: &Evidence) -> Option<AmountFormat> {
    if evidence.filled == 0 || evidence.unreadable > 0 {
        return None;
    }
    let (mut format, questions) = decide(head, evidence, &FormatChoice::default());
    for question in questions {
        match question {
            FormatQuestion::Unit { proposed, .. } => format.unit = format.unit.or(Some(proposed)),
            FormatQuestion::Thousands => format.thousands = Some(true),
            FormatQuestion::Decimal => return None,
        }
    }
    Some(format)
}

/// Whether two amounts are the same, as far as the second is written: 8,33 is 8:20.
fn is_same(one: Amount, two: Amount, decimals: usize, format: AmountFormat) -> bool {
    use super::super::amount_format::Unit;
    let half = match format.unit {
        Some(Unit::Minutes) => Amount::fraction(1, 120),
        Some(Unit::Seconds) => Amount::fraction(1, 7200),
        _ => Amount::fraction(5, 10_i64.pow(u32::try_from(decimals.min(9)).unwrap_or(9) + 1)),
    };
    one.minus(two).map(Amount::abs) <= half
}
