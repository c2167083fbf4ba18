//! What shows only when rows or columns are held beside each other.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::amount_format::{
    AmountFormat, Evidence, FormatChoice, FormatQuestion, decide, read_amount, unit_of_head,
};
use super::super::exact::Amount;
use super::super::finding::{FindingKind, Findings};
use super::super::layout::{ColumnLayout, Layout, Reason};
use super::super::period::{Period, PeriodKind};
use super::super::roles::{Role, is_no_amount, plain_head, stem};
use super::super::sheet::{Position, Sheet, Workbook};
use super::columns::{AmountColumn, Columns, SheetColumns, cell_text, written_decimals};
use super::{HoursRow, RowStatus};

/// Double rows, periods, corrections and surcharges.
pub(super) fn rows(rows: &[HoursRow], layout: &Layout, period: Option<Period>, findings: &mut Findings) {
    doubles(rows, findings);
    corrections(rows, layout, findings);
    surcharges(rows, findings);
    if let Some(period) = period.filter(|period| period.has_fifth_week()) {
        findings.add(FindingKind::FifthWeek { period }, None);
    }
    if period.is_none() {
        let months: BTreeSet<Period> =
            rows.iter().filter_map(|row| Period::of(row.day?, PeriodKind::Month)).collect();
        if months.len() > 1 {
            findings.add(FindingKind::SeveralPeriods { periods: months.into_iter().collect() }, None);
        }
    }
}

/// The same person, code, department and day twice, with the same amount and, where the file tells, the same start.
fn doubles(rows: &[HoursRow], findings: &mut Findings) {
    type Key<'a> = (&'a str, &'a str, &'a str, &'a str, Option<jiff::civil::Date>, Amount);
    let mut seen: HashMap<Key<'_>, &Position> = HashMap::new();
    for row in rows.iter().filter(|row| !row.amount.is_zero()) {
        let key = (
            row.person.as_ref(),
            row.code.as_ref(),
            row.department.as_ref(),
            row.start.as_ref(),
            row.day,
            row.amount,
        );
        if let Some(first) = seen.get(&key) {
            findings.add(FindingKind::DoubleRow, Some((*first).clone()));
            findings.add(FindingKind::DoubleRow, Some(row.place.clone()));
        } else {
            seen.insert(key, &row.place);
        }
    }
}

/// Most hours are negative: the file says what has to be added to an earlier one.
fn corrections(rows: &[HoursRow], layout: &Layout, findings: &mut Findings) {
    let hours = || rows.iter().filter(|row| row.is_time && !row.amount.is_zero());
    let negative = hours().filter(|row| row.amount.is_negative()).count();
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

/// Somebody with more hours of a surcharge than hours.
fn surcharges(rows: &[HoursRow], findings: &mut Findings) {
    let is_surcharge = |code: &str| {
        let plain = plain_head(code);
        plain.split(' ').any(|word| SURCHARGES.contains(&word) || word.ends_with("toeslag"))
    };
    let mut worked: BTreeMap<&str, Amount> = BTreeMap::new();
    let mut paid: BTreeMap<(&str, &str), Amount> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.is_time && row.status != RowStatus::LeftOut) {
        let sum = if is_surcharge(&row.code) {
            paid.entry((&row.person, &row.code)).or_insert(Amount::ZERO)
        } else {
            worked.entry(&row.person).or_insert(Amount::ZERO)
        };
        *sum = sum.plus(row.amount).unwrap_or(*sum);
    }
    for ((person, code), surcharge) in paid {
        let Some(hours) = worked.get(person).copied().filter(|hours| *hours < surcharge) else { continue };
        let kind = FindingKind::SurchargeExceeds {
            person: person.to_owned(),
            code: code.to_owned(),
            surcharge,
            hours,
        };
        let places = rows.iter().filter(|row| row.person.as_ref() == person && row.code.as_ref() == code);
        for row in places {
            findings.add(kind.clone(), Some(row.place.clone()));
        }
    }
}

/// Columns that say the same as one that is used, or nearly, and several administrations in one file. Gives the rows of which is
/// asked what they are: those in which two columns disagree, when the user did not choose between them.
pub(super) fn columns(
    workbook: &Workbook,
    layout: &Layout,
    columns: &Columns,
    findings: &mut Findings,
) -> BTreeSet<Position> {
    let mut asked = BTreeSet::new();
    let mut administrations = BTreeSet::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let Some(own) = columns.of_sheet(index) else { continue };
        let several = workbook.sheets.len() > 1;
        let name: Arc<str> = Arc::from(if several { sheet.name.as_str() } else { "" });
        for row in sheet.rows().filter(|row| row.number() > own.head) {
            if cell_text(row, own.person).is_some() {
                administrations.extend(cell_text(row, own.administration));
            }
        }
        for used in &own.amounts {
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
                            findings.add(kind, Some(place.clone()));
                            if !chosen {
                                asked.insert(Position { column: None, ..place });
                            }
                        }
                    }
                    Comparison::Unrelated => {}
                }
            }
        }
    }
    not_used(workbook, layout, columns, findings);
    if administrations.len() > 1 {
        let administrations = administrations.into_iter().collect();
        findings.add(FindingKind::SeveralAdministrations { administrations }, None);
    }
    asked
}

/// Columns that hold amounts and are not used, so that none is left out without a word. Those that are planned, differences and
/// the like are no hours that were worked, and what is said of elsewhere is not said twice.
fn not_used(workbook: &Workbook, layout: &Layout, columns: &Columns, findings: &mut Findings) {
    let mut heads: Vec<String> = Vec::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        let Some(own) = columns.of_sheet(index) else { continue };
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
            let mut evidence = Evidence::default();
            let rows = sheet.rows().filter(|row| row.number() > own.head);
            rows.for_each(|row| evidence.add(row.cell(column), false));
            if evidence.is_of_amounts() {
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
