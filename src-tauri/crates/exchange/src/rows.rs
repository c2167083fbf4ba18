//! What stands in tables and in the calendar, worked out from dossiers and their summaries.

use domain::board;
use domain::context::DossierContext;
use domain::handbook::Step;
use domain::history::{entries, history};
use domain::item::{HandOver, Item};
use domain::known::Known;
use domain::progress::DossierStatus;
use domain::summary::Summary;
use domain::{Answer, Language, findings, record_words};

use crate::calendar::Reminder;
use crate::dossier_report::answer_lines;
use crate::table::{BoardRow, FormRow, HistoryRow};
use crate::words;

/// A dossier as it stands in the table of the board. `office` is the name of the office, for its own dossiers.
pub fn board_row(row: &board::BoardRow, office: &str, language: Language) -> BoardRow {
    let summary = &row.summary;
    let (waiting_on, since) = match &summary.status {
        DossierStatus::Waiting { on, since, .. } => {
            (record_words::shown(on, language).to_owned(), Some(*since))
        }
        _ => (String::new(), None),
    };
    let next = summary.next.as_ref().map(|next| next.title.in_language(language).to_owned());
    BoardRow {
        employer: row.employer.clone().unwrap_or_else(|| office.to_owned()),
        employer_number: row.employer_number.clone().unwrap_or_default(),
        handbook: summary.short.in_language(language).to_owned(),
        status: record_words::dossier_status(&summary.status, language),
        next: next.unwrap_or_default(),
        waiting_on,
        since,
        due: summary.day(),
        done: summary.done as usize,
        steps: summary.total.saturating_sub(summary.set_aside) as usize,
        colleague: summary.assigned.as_ref().unwrap_or(&summary.actor).name.clone(),
        checked: summary.checked,
    }
}

/// What happened in a dossier, oldest first. A run of checks is one row, with each check in it.
pub fn history_rows(context: &DossierContext) -> Vec<HistoryRow> {
    let language = context.settings.language;
    let lines = history(context);
    let rows = entries(&lines).map(|entry| {
        let what = record_words::entry(&entry, language);
        let run = entry.checks.filter(|run| run.lines.len() > 1).map(|run| run.lines).unwrap_or_default();
        // The checks of a run are of several steps.
        let step = entry.line.step.filter(|_| run.is_empty());
        HistoryRow {
            at: entry.line.stamp.at,
            what,
            who: entry.line.stamp.actor.name,
            step: step.map(|step| step.in_language(language).to_owned()).unwrap_or_default(),
            checks: run.iter().map(|line| record_words::happening(line, language)).collect(),
        }
    });
    rows.collect()
}

/// What goes into a form of another party, in the order of that form: of the lines that count, what was answered or
/// else is known.
pub fn form_rows(context: &DossierContext, form: &HandOver) -> Vec<FormRow> {
    let known = Known::of(context);
    let fields = form.fields.iter().filter_map(|id| context.handbook.item(id));
    fields
        .filter(|(step, item)| findings::applies(step, item, &context.handbook, &context.dossier))
        .map(|(step, item)| form_row(step, item, context, &known))
        .collect()
}

fn form_row(step: &Step, item: &Item, context: &DossierContext, known: &Known) -> FormRow {
    let language = context.settings.language;
    let answered = context.dossier.answers.get(&item.id);
    let answered = answered.map(|answered| (answered.answer.clone(), answered.origin.clone()));
    let known = || {
        let known = known.proposal(&item.ask)?;
        Some((Answer::Value { value: known.value }, Some(known.origin)))
    };
    let (answer, origin) = answered.or_else(known).unzip();
    let value = answer.map(|answer| answer_lines(item, &answer, &context.handbook, language).join("\n"));
    let origin = origin.flatten().map(|origin| words::origin(&origin, language));
    FormRow {
        part: step.title.in_language(language).to_owned(),
        field: item.label.in_language(language).to_owned(),
        value: value.unwrap_or_default(),
        origin: origin.unwrap_or_default(),
    }
}

/// When to come back to a dossier; none when no day was set, or nothing is left to do. `employer` is its name; none for
/// the office itself.
pub fn reminder(summary: &Summary, employer: Option<&str>, language: Language) -> Option<Reminder> {
    let name = employer.unwrap_or_else(|| summary.short.in_language(language));
    let next = summary.next.as_ref()?;
    Some(Reminder {
        dossier: summary.dossier,
        item: next.step.to_string(),
        on: summary.day()?,
        title: format!("{name}: {}", next.title.in_language(language)),
        words: record_words::dossier_status(&summary.status, language),
    })
}

#[cfg(test)]
mod tests {
    use domain::id::EmployerId;
    use domain::{Actor, Text};
    use uuid::Uuid;

    use super::*;

    /// "2 of 4" on paper and "2 of 2" on the screen: the same count everywhere.
    #[test]
    fn steps_that_do_not_count_are_left_out_of_the_count_of_the_board() {
        let same = |words: &str| Text { nl: words.into(), en: words.into() };
        let at = jiff::Timestamp::UNIX_EPOCH;
        let summary = Summary {
            dossier: Uuid::from_u128(1).into(),
            handbook: "test".into(),
            short: same("Test"),
            version: 1,
            employer: Some(EmployerId::from(Uuid::from_u128(2))),
            status: DossierStatus::Busy,
            since: at,
            next: None,
            done: 2,
            set_aside: 2,
            total: 4,
            due: None,
            changed: at,
            actor: Actor { name: "Noor Visser".into(), initials: "NV".into() },
            failing: 0,
            worsened: 0,
            checked: None,
            open_changes: 0,
            signed_off: None,
            assigned: None,
            failing_lines: vec![],
        };
        let row = board::BoardRow { summary, employer: None, employer_number: None };
        let row = board_row(&row, "Kantoor Voorbeeld", Language::Nl);
        assert_eq!((row.done, row.steps), (2, 2));
    }
}
