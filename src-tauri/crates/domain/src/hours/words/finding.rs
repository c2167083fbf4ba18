//! What each kind of finding says.

use jiff::civil::Date;

use super::{Texts, amount, filled, period, words};
use crate::display;
use crate::hours::amount_format::FormatQuestion;
use crate::hours::clock::ClockFault;
use crate::hours::finding::{FindingKind, LeftOut};
use crate::hours::period::Period;
use crate::record_words;
use crate::text::Language;

/// A finding in words, without its places.
pub fn finding(kind: &FindingKind, language: Language) -> String {
    if let FindingKind::AmountFormat { column, question } = kind {
        return question_of_format(column, question, language);
    }
    let name: &str = kind.into();
    let own = own_name(kind);
    let values = values(kind, language);
    let values: Vec<(&str, &str)> = values.iter().map(|(place, value)| (*place, value.as_str())).collect();
    filled(&words(language).findings, &own.map_or(name.to_owned(), |end| format!("{name}{end}")), &values)
}

/// What tells a finding apart from others of its kind, behind the name of the kind.
fn own_name(kind: &FindingKind) -> Option<&'static str> {
    match kind {
        FindingKind::NoHead { sheet } => (!sheet.is_empty()).then_some("With"),
        FindingKind::Sheets { control, .. } => (!control.is_empty()).then_some("With"),
        FindingKind::SheetNotRead { hours: true, .. } => Some("Hours"),
        FindingKind::ClockTimes { fault } => Some(clock_fault(*fault)),
        FindingKind::HiddenRows { filtered: true } => Some("Filtered"),
        FindingKind::NotEmployed { start: Some(_), .. } => Some("Start"),
        FindingKind::NotEmployed { end: Some(_), .. } => Some("End"),
        FindingKind::PersonNotChosen { same_name: 2.., .. } => Some("Several"),
        FindingKind::CodeNotMapped { code } => code.is_empty().then_some("NoName"),
        FindingKind::DepartmentNotMapped { department } => department.is_empty().then_some("NoName"),
        FindingKind::SecondRun { totals } => (!totals.is_empty()).then_some("With"),
        FindingKind::TooManyHours { contract: true, .. } => Some("Contract"),
        _ => None,
    }
}

#[expect(clippy::too_many_lines, reason = "the values of each kind")]
fn values(kind: &FindingKind, language: Language) -> Vec<(&'static str, String)> {
    let text = |texts: &Texts, name: &str| filled(texts, name, &[]);
    let all = words(language);
    let list = |names: &[String]| names.join(", ");
    let number = |value| amount(value, language);
    let day = |day: &Option<Date>| day.map(display::day).unwrap_or_default();
    match kind {
        FindingKind::Misnamed { is } => vec![("is", text(&all.file_kinds, is.into()))],
        FindingKind::NoHead { sheet }
        | FindingKind::ControlSheet { sheet }
        | FindingKind::HiddenSheet { sheet }
        | FindingKind::SheetNotRead { sheet, .. } => vec![("sheet", sheet.clone())],
        FindingKind::Sheets { proposed, control } => {
            vec![("proposed", list(proposed)), ("control", list(control))]
        }
        FindingKind::DroppedColumn { head, holds } => {
            vec![("head", head.clone()), ("holds", text(&all.sensitive, holds.into()))]
        }
        FindingKind::HiddenColumn { head } => vec![("head", head.clone())],
        FindingKind::SameAmounts { used, other } | FindingKind::ColumnsDisagree { used, other, .. } => {
            vec![("used", used.clone()), ("other", other.clone())]
        }
        FindingKind::AmountsNotUsed { columns } => vec![("columns", list(columns))],
        FindingKind::Currency { column } | FindingKind::DateOrder { column } => {
            vec![("column", column.clone())]
        }
        FindingKind::NotANumber { person }
        | FindingKind::LeadingZeros { person }
        | FindingKind::PersonUnknown { person }
        | FindingKind::PersonNotSeen { person }
        | FindingKind::EmploymentUnclear { person }
        | FindingKind::AddFirst { person } => vec![("person", person.clone())],
        FindingKind::Contracts { person, contracts } => {
            let and = format!(" {} ", text(&all.marks, "and"));
            vec![("person", person.clone()), ("contracts", contracts.join(&and))]
        }
        FindingKind::SeveralNames { person, names } => {
            vec![("person", person.clone()), ("names", list(names))]
        }
        FindingKind::TooManyDecimals { decimals } => vec![("decimals", decimals.to_string())],
        FindingKind::FifthWeek { period: one } => vec![("period", period(*one, language))],
        FindingKind::OtherPeriod { period: one, other } => {
            vec![("period", period(*one, language)), ("other", other_period(*other, language))]
        }
        FindingKind::LeftForPeriod { other } => vec![("other", other_period(*other, language))],
        FindingKind::SeveralPeriods { periods } => {
            let periods: Vec<String> = periods.iter().map(|one| period(*one, language)).collect();
            vec![("periods", list(&periods))]
        }
        FindingKind::SeveralAdministrations { administrations } => {
            let said = administrations.iter().map(|(name, rows)| {
                let counted = if *rows == 1 { "rowsOne" } else { "rowsMany" };
                format!("{name} ({})", filled(&all.marks, counted, &[("count", &rows.to_string())]))
            });
            vec![("administrations", said.collect::<Vec<_>>().join(", "))]
        }
        FindingKind::LeftForAdministration { administration }
        | FindingKind::OtherAdministration { administration }
        | FindingKind::OtherEmployer { administration } => {
            vec![("administration", administration.clone())]
        }
        FindingKind::SurchargeExceeds { person, code, surcharge, hours } => vec![
            ("person", person.clone()),
            ("code", code.clone()),
            ("surcharge", number(*surcharge)),
            ("hours", number(*hours)),
        ],
        FindingKind::LeftOut { why } => vec![("why", text(&all.left_out, why.into()))],
        FindingKind::ControlDiffers { column, file, rows }
        | FindingKind::ControlRounding { column, file, rows }
        | FindingKind::ControlVisible { column, file, rows }
        | FindingKind::ControlOfText { column, file, rows } => {
            vec![("column", column.clone()), ("file", number(*file)), ("rows", number(*rows))]
        }
        FindingKind::Rounded { person, code, exact, written } => vec![
            ("person", person.clone()),
            ("code", code.clone()),
            ("exact", exact.to_string()),
            ("written", written.clone()),
        ],
        FindingKind::SumTooLarge { person, code } => {
            vec![("person", person.clone()), ("code", code.clone())]
        }
        FindingKind::NotEmployed { person, start, end } => {
            vec![("person", person.clone()), ("start", day(start)), ("end", day(end))]
        }
        FindingKind::SamePersonTwice { number, people } => {
            vec![("number", number.to_string()), ("people", list(people))]
        }
        FindingKind::NumbersDiffer { people } | FindingKind::WithoutHours { people } => {
            vec![("people", list(people))]
        }
        FindingKind::CodeNotMapped { code } => vec![("code", code.clone())],
        FindingKind::ComponentUnknown { code, component, year } => {
            vec![("code", code.clone()), ("component", component.to_string()), ("year", year.to_string())]
        }
        FindingKind::DepartmentNotMapped { department } => vec![("department", department.clone())],
        FindingKind::UnitUnknown { department, unit } => {
            vec![("department", department.clone()), ("unit", unit.clone())]
        }
        FindingKind::ShiftUnknown { shift, name } => {
            vec![("shift", shift.to_string()), ("name", name.clone())]
        }
        FindingKind::ShiftNotMapped { shift } => vec![("shift", shift.clone())],
        FindingKind::PersonNotChosen { person, same_name: count }
        | FindingKind::SameNameInLoket { person, count }
        | FindingKind::SeveralEmployments { person, count } => {
            vec![("person", person.clone()), ("count", count.to_string())]
        }
        FindingKind::SecondRun { totals } => {
            let none = text(&all.marks, "none");
            let shown = |total: &Option<_>| total.map_or_else(|| none.clone(), number);
            let totals = totals
                .iter()
                .map(|(component, before, now)| format!("{component}: {} / {}", shown(before), shown(now)));
            vec![("totals", totals.collect::<Vec<_>>().join(", "))]
        }
        FindingKind::TotalDiffers { component, before, now, percent } => vec![
            ("component", component.to_string()),
            ("before", number(*before)),
            ("now", number(*now)),
            ("percent", percent.to_string()),
        ],
        FindingKind::TooManyHours { person, hours, most, .. } => {
            vec![("person", person.clone()), ("hours", number(*hours)), ("most", number(*most))]
        }
        FindingKind::OnlyForces { component } => vec![("component", component.to_string())],
        FindingKind::Filtered { filters } => {
            let named = filters.iter().map(|name| record_words::filter(name, language));
            vec![("filters", list(&named.collect::<Vec<_>>()))]
        }
        FindingKind::NotRead { what } => vec![("what", text(&all.loket_parts, what.into()))],
        _ => vec![],
    }
}

/// What tells the text of a fault in clock times apart.
fn clock_fault(fault: ClockFault) -> &'static str {
    match fault {
        ClockFault::Open => "Open",
        ClockFault::Unreadable | ClockFault::Repeated => "Unreadable",
        ClockFault::Same => "Same",
        ClockFault::Backwards => "Backwards",
        ClockFault::TooLong => "TooLong",
        ClockFault::NotThere => "NotThere",
        ClockFault::Break => "Break",
    }
}

/// A period that rows are of; without one in words as well.
pub(super) fn other_period(other: Option<Period>, language: Language) -> String {
    other.map_or_else(|| filled(&words(language).marks, "noPeriod", &[]), |other| period(other, language))
}

fn question_of_format(column: &str, question: &FormatQuestion, language: Language) -> String {
    let all = words(language);
    match question {
        FormatQuestion::Unit { proposed, other, why } => {
            let unit = |unit: &str| filled(&all.units, unit, &[]);
            let (proposed, other) = (unit(proposed.into()), unit(other.into()));
            let why = filled(&all.unit_reasons, why.into(), &[]);
            let values = [("column", column), ("proposed", &proposed), ("other", &other), ("why", &why)];
            filled(&all.findings, "amountFormat", &values)
        }
        FormatQuestion::Decimal => filled(&all.findings, "amountFormatDecimal", &[("column", column)]),
        FormatQuestion::Thousands => filled(&all.findings, "amountFormatThousands", &[("column", column)]),
    }
}

/// A kind of finding by its name, in a few words that name nobody and hold no hours. Empty for a kind of a later version.
pub fn kind_title(kind: &str, language: Language) -> String {
    filled(&words(language).kinds, kind, &[])
}

/// What is wrong with an upload file, by its kind.
pub fn upload_problem(kind: &str, values: &[(&str, String)], language: Language) -> String {
    let values: Vec<(&str, &str)> = values.iter().map(|(place, value)| (*place, value.as_str())).collect();
    filled(&words(language).upload_problems, kind, &values)
}

/// Why a row was left out.
pub fn left_out(why: LeftOut, language: Language) -> String {
    filled(&words(language).left_out, why.into(), &[])
}
