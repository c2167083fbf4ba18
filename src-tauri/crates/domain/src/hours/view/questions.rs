//! Questions with the answers that can be given, the proposed one first.

use super::findings::{key, places};
use super::ways_out::ways_out;
use super::{AnswerView, QuestionView, number};
use crate::hours::amount_format::{DecimalSign, FormatChoice, FormatQuestion, Unit};
use crate::hours::clock::RepeatedHour;
use crate::hours::day::DateOrder;
use crate::hours::finding::{Finding, FindingKind};
use crate::hours::layout::Layout;
use crate::hours::roles::Role;
use crate::hours::run::{
    HoursRun, HoursRunChange, MappingChoice, MappingOf, PersonNumbers, RunContext, RunOptions,
};
use crate::hours::words;
use crate::text::Text;

pub(super) fn question(finding: &Finding, context: &RunContext, sha256: &str) -> QuestionView {
    let kind: &str = (&finding.kind).into();
    QuestionView {
        key: key(finding, sha256),
        kind: kind.to_owned(),
        text: words::both(|language| words::finding(&finding.kind, language)),
        places: places(&finding.places),
        count: number(finding.places.len()),
        answers: answers(&finding.kind, &context.run),
        ways_out: ways_out(finding, context),
    }
}

fn answer(text: Text, change: HoursRunChange) -> AnswerView {
    AnswerView { text, change }
}

fn answers(kind: &FindingKind, run: &HoursRun) -> Vec<AnswerView> {
    match kind {
        FindingKind::Sheets { proposed, control } => {
            let mut answers = vec![answer(
                words::option("proposedSheets", &[("sheets", &proposed.join(", "))]),
                HoursRunChange::SetSheets { sheets: Some(proposed.clone()) },
            )];
            if !control.is_empty() {
                let all = proposed.iter().chain(control).cloned().collect();
                let change = HoursRunChange::SetSheets { sheets: Some(all) };
                answers.push(answer(words::option("allSheets", &[]), change));
            }
            answers
        }
        FindingKind::HiddenRows { .. } => {
            yes_or_no(|count| HoursRunChange::CountHiddenRows { count: Some(count) })
        }
        FindingKind::StillRunning => yes_or_no(|count| HoursRunChange::CountRunning { count: Some(count) }),
        FindingKind::RepeatedHour => {
            [("firstHour", RepeatedHour::First), ("secondHour", RepeatedHour::Second)]
                .into_iter()
                .map(|(name, hour)| {
                    answer(words::option(name, &[]), HoursRunChange::SetRepeatedHour { hour: Some(hour) })
                })
                .collect()
        }
        FindingKind::DateOrder { .. } => {
            [("dayMonth", DateOrder::DayMonth), ("monthDay", DateOrder::MonthDay)]
                .into_iter()
                .map(|(name, order)| {
                    answer(words::option(name, &[]), HoursRunChange::SetDateOrder { order: Some(order) })
                })
                .collect()
        }
        FindingKind::AddsToEarlier => vec![answer(
            words::option("correction", &[]),
            HoursRunChange::AllowCorrection { allowed: Some(true) },
        )],
        FindingKind::AmountFormat { column, question } => of_format(column, question, run.layout.as_ref()),
        FindingKind::ColumnsDisagree { used, other, .. } => [used, other]
            .into_iter()
            .map(|column| {
                let change = HoursRunChange::SetRole { column: column.clone(), role: Role::Amount };
                answer(words::option("useColumn", &[("column", column)]), change)
            })
            .collect(),
        FindingKind::LeadingZeros { person } => {
            let number = person.parse().ok().filter(|number| *number > 0);
            let same = number.map(|number| {
                let change = HoursRunChange::Map {
                    of: MappingOf::Person,
                    names: vec![person.clone()],
                    choice: Some(MappingChoice::Employment { number }),
                };
                answer(words::option("samePerson", &[]), change)
            });
            same.into_iter().collect()
        }
        FindingKind::NumbersDiffer { .. } => {
            [("payrollId", PersonNumbers::PayrollId), ("employeeNumber", PersonNumbers::EmployeeNumber)]
                .into_iter()
                .map(|(name, numbers)| {
                    let options = RunOptions { numbers: Some(numbers), ..run.options.clone() };
                    answer(words::option(name, &[]), HoursRunChange::SetOptions { options })
                })
                .collect()
        }
        _ => vec![],
    }
}

fn yes_or_no(change: impl Fn(bool) -> HoursRunChange) -> Vec<AnswerView> {
    let answers = [("yes", true), ("no", false)];
    answers.into_iter().map(|(name, yes)| answer(words::option(name, &[]), change(yes))).collect()
}

fn of_format(column: &str, question: &FormatQuestion, layout: Option<&Layout>) -> Vec<AnswerView> {
    let now = layout.and_then(|layout| layout.columns.iter().find(|one| one.head == column));
    let now = now.map_or_else(FormatChoice::default, |one| one.format);
    let set = |text, format| answer(text, HoursRunChange::SetFormat { column: column.to_owned(), format });
    let unit = |unit: Unit| {
        let text = words::both(|language| words::unit(unit, language));
        set(text, FormatChoice { unit: Some(unit), ..now })
    };
    match question {
        FormatQuestion::Unit { proposed, other, .. } => vec![unit(*proposed), unit(*other)],
        FormatQuestion::Decimal => [("comma", DecimalSign::Comma), ("point", DecimalSign::Point)]
            .into_iter()
            .map(|(name, sign)| set(words::option(name, &[]), FormatChoice { decimal: Some(sign), ..now }))
            .collect(),
        FormatQuestion::Thousands => [("thousand", true), ("one", false)]
            .into_iter()
            .map(|(name, yes)| set(words::option(name, &[]), FormatChoice { thousands: Some(yes), ..now }))
            .collect(),
    }
}
