//! The report of a dossier, worked out from all that bears on it. Set by [`crate::report`].

use domain::answer::Answer;
use domain::context::{DossierContext, OfficeSettings};
use domain::employer::Employer;
use domain::event::{Action, Event};
use domain::handbook::{Handbook, Step};
use domain::history::{HistoryLine, entries, history};
use domain::item::{Ask, Column, Item};
use domain::progress::StepStatus;
use domain::record_words::{FactLabel, Mark};
use domain::{Environment, Language, Personal, Stamp, display, record_words};

use crate::report::{AnswerLine, Chain, CheckMade, Fact, Happening, MadeFile, Report, ReportStep, Source};
use crate::verdict_words;
use crate::words;

/// The report of a dossier whose chain was verified. `earlier_files` were made for it by earlier versions of the app,
/// which kept them beside the chain.
pub fn dossier_report(
    context: &DossierContext,
    earlier_files: Vec<MadeFile>,
    environment: Environment,
    made: Stamp,
) -> Report {
    let settings = &context.settings;
    let language = settings.language;
    let book = &context.handbook;
    let name = context.employer.as_ref().map(|employer| employer.company_name.clone());
    let lines = history(context);
    let happened = entries(&lines).map(|entry| Happening {
        at: entry.line.stamp.at,
        who: entry.line.stamp.actor.name.clone(),
        what: record_words::entry(&entry, language),
    });
    Report {
        title: book.title.in_language(language).to_owned(),
        subject: name.unwrap_or_else(|| settings.office_name.clone()),
        handbook_version: context.dossier.version,
        partner: book.partner.clone(),
        employer: context.employer.as_ref().map(|e| employer_facts(e, language)).unwrap_or_default(),
        office: office_facts(settings, language),
        sources: book.sources.iter().map(source).collect(),
        steps: steps(context, language),
        warnings: book.warnings.iter().map(|w| w.text.in_language(language).to_owned()).collect(),
        sign_off: context.dossier.signed_off.clone(),
        countersign: context.dossier.countersigned.clone(),
        second_person: settings.second_pair_of_eyes,
        history: happened.collect(),
        checks: checks(context, &lines),
        chain: Chain {
            events: context.events.len(),
            head: context.dossier.head.clone(),
            // It was gathered: nothing that does not hold is.
            verified: true,
            authenticated: context.authenticity.authenticated_up_to as usize,
            imported: imported(&context.events),
        },
        files: earlier_files.into_iter().chain(files(context, language)).collect(),
        environment,
        made,
    }
}

fn files(context: &DossierContext, language: Language) -> impl Iterator<Item = MadeFile> {
    let files = context.dossier.files.iter();
    files.map(move |file| MadeFile {
        name: record_words::shown(&file.name, language).to_owned(),
        at: file.stamp.at,
        sha256: file.sha256.clone(),
    })
}

/// Each check, in the words of its line of the history: there is a line for each event, in their order.
fn checks(context: &DossierContext, lines: &[HistoryLine]) -> Vec<CheckMade> {
    let language = context.settings.language;
    let made = context.events.iter().zip(lines).filter_map(|(event, line)| {
        let Action::Checked { verdict, .. } = &event.action else { return None };
        Some(CheckMade {
            at: event.at,
            who: event.actor.name.clone(),
            what: record_words::happening(line, language),
            details: verdict_words::details(&verdict.outcome, context.version(event.version), language),
            asked: verdict_words::asked(verdict, language),
        })
    });
    made.collect()
}

/// How many events stand before the last import: those came from the file.
fn imported(events: &[Event]) -> usize {
    events.iter().rposition(|event| matches!(event.action, Action::Imported { .. })).unwrap_or_default()
}

fn source(source: &domain::handbook::Source) -> Source {
    Source {
        title: source.title.clone(),
        url: source.url.clone().unwrap_or_default(),
        dated: source.dated.clone(),
        read: source.read.parse().ok(),
    }
}

fn fact(label: &str, value: Option<&str>) -> Option<Fact> {
    let value = value.filter(|value| !value.is_empty())?;
    Some(Fact { label: label.to_owned(), value: value.to_owned() })
}

fn office_facts(settings: &OfficeSettings, language: Language) -> Vec<Fact> {
    let fact = |label, value| fact(record_words::fact(label, language), value);
    let facts = [
        fact(FactLabel::Name, Some(&settings.office_name)),
        fact(FactLabel::Email, Some(&settings.office_email)),
    ];
    facts.into_iter().flatten().collect()
}

fn employer_facts(employer: &Employer, language: Language) -> Vec<Fact> {
    let fact = |label, value: Option<&str>| fact(record_words::fact(label, language), value);
    let mut facts = vec![
        fact(FactLabel::Name, Some(&employer.company_name)),
        fact(FactLabel::EmployerId, employer.employer_id.as_deref()),
        fact(FactLabel::EmployerNumber, employer.employer_number.as_deref()),
        fact(FactLabel::Kvk, employer.kvk.as_deref()),
    ];
    for administration in &employer.administrations {
        let period = administration
            .payroll_period_type
            .map(|period| display::inside_sentence(record_words::period(period, language)));
        let parts = [
            Some(administration.name.as_str()),
            administration.payroll_taxes_number.as_deref(),
            administration.client_number.as_deref(),
            period.as_deref(),
        ];
        let words: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        facts.push(fact(FactLabel::Administration, Some(&words.join(", "))));
    }
    facts.into_iter().flatten().collect()
}

fn steps(context: &DossierContext, language: Language) -> Vec<ReportStep> {
    let mut part = String::new();
    let steps = context.handbook.steps.iter().zip(&context.progress.steps).map(|(step, now)| {
        if let Some(heading) = &step.part {
            heading.in_language(language).clone_into(&mut part);
        }
        ReportStep {
            title: step.title.in_language(language).to_owned(),
            part: part.clone(),
            status: sign(&now.status),
            status_words: match &now.status {
                StepStatus::RuledOut { item } => {
                    record_words::ruled_out(item, &context.handbook, &context.dossier, language)
                }
                status => record_words::step_status(status, language),
            },
            who: record_words::who(
                step.who(&context.handbook, &context.dossier),
                &context.handbook.partner,
                language,
            )
            .to_owned(),
            lines: lines(step, context, language),
            notes: notes(step, context, language),
            waits: waits(step, context, language),
        }
    });
    steps.collect()
}

fn sign(status: &StepStatus) -> crate::report::StepStatus {
    use crate::report::StepStatus as Sign;
    match status {
        StepStatus::NotStarted => Sign::NotStarted,
        StepStatus::Busy => Sign::Busy,
        StepStatus::Waiting { .. } => Sign::Waiting,
        StepStatus::Done => Sign::Done,
        StepStatus::CannotStart { .. } | StepStatus::DependsOn { .. } => Sign::Blocked,
        StepStatus::Problem | StepStatus::Outdated => Sign::Problem,
        StepStatus::RuledOut { .. } | StepStatus::NotApplicable { .. } => Sign::NotApplicable,
    }
}

fn lines(step: &Step, context: &DossierContext, language: Language) -> Vec<AnswerLine> {
    let counting = step
        .items
        .iter()
        .filter(|item| domain::findings::applies(step, item, &context.handbook, &context.dossier));
    let lines = counting.map(|item| {
        let answered = context.dossier.answers.get(&item.id);
        let arrived = context.dossier.arrived.get(&item.id);
        let arrived = arrived.map(|on| record_words::arrived_on(&display::day(*on), language));
        let answer = answered
            .map(|answered| answer_lines(item, &answered.answer, &context.handbook, language))
            .unwrap_or_default();
        AnswerLine {
            label: item.label.in_language(language).to_owned(),
            answer: answer.into_iter().chain(arrived).collect(),
            origin: answered.and_then(|a| a.origin.as_ref()).map(|origin| words::origin(origin, language)),
            by: answered
                .map(|a| format!("{}, {}", a.stamp.actor.initials, words::moment(a.stamp.at, language))),
            loket: checked(item, context, language),
            requirement: None,
        }
    });
    lines.collect()
}

/// What Loket said of a line, and why one went on over what is ticked in it.
fn checked(item: &Item, context: &DossierContext, language: Language) -> Vec<String> {
    let checked = context.dossier.checks.get(&item.id);
    let mut lines =
        checked.map(|one| verdict_words::describe(one, &context.handbook, language)).unwrap_or_default();
    // The same reason is said once.
    if checked.is_none_or(|one| one.went_on.is_none())
        && let Some(given) = domain::findings::went_on(item, &context.handbook, &context.dossier)
    {
        let (who, when) = (&given.stamp.actor.initials, words::moment(given.stamp.at, language));
        lines.push(record_words::went_on(who, &when, record_words::shown(&given.reason, language), language));
    }
    lines
}

/// An answer as it is read: a line for each thing in it.
pub(crate) fn answer_lines(
    item: &Item,
    answer: &Answer,
    handbook: &Handbook,
    language: Language,
) -> Vec<String> {
    let mark = |mark| vec![record_words::mark(mark, language).to_owned()];
    let shown = |value| record_words::shown(value, language);
    match (answer, &item.ask) {
        (Answer::Confirmed, _) => mark(Mark::Yes),
        (Answer::Kept, _) => mark(Mark::Kept),
        (Answer::Sent, _) => mark(Mark::Sent),
        (Answer::Value { value }, Ask::Choice(choice)) => {
            vec![option_text(&choice.options, shown(value), language)]
        }
        (Answer::Value { value }, Ask::Field(field)) => {
            display::value(field.field_type, shown(value)).lines().map(str::to_owned).collect()
        }
        (Answer::Value { value }, _) => shown(value).lines().map(str::to_owned).collect(),
        (Answer::Set { ids }, Ask::Rights(asked)) => {
            let (ticked, not) = asked.ticked_and_not(ids);
            let ticked = ticked.into_iter().map(str::to_owned);
            ticked.chain(record_words::not_ticked(&not, language)).collect()
        }
        (Answer::Set { ids }, Ask::Products(products)) => {
            let (on, off) = products.on_and_off(ids, handbook);
            let names =
                if products.compare.is_some() { record_words::on_and_off(&on, &off, language) } else { on };
            if names.is_empty() { mark(Mark::NoProducts) } else { names }
        }
        (Answer::Set { ids }, _) => ids.iter().cloned().collect(),
        (Answer::Rows { rows, none }, ask) => {
            if *none && rows.is_empty() {
                return vec![record_words::no_rows(ask, language).to_owned()];
            }
            let columns = ask.columns();
            rows.iter().map(|row| row_line(row, &columns, language)).collect()
        }
        (Answer::HandedOver { filled, sent, processed }, _) => {
            let days = [(filled, Mark::Filled), (sent, Mark::Sent), (processed, Mark::Processed)];
            let described = days.into_iter().filter_map(|(day, mark)| {
                day.map(|day| record_words::mark_on(mark, &display::day(day), language))
            });
            described.collect()
        }
    }
}

fn row_line(row: &[Personal], columns: &[&Column], language: Language) -> String {
    let cells = row.iter().zip(columns).filter(|(value, _)| !value.is_blank()).map(|(value, column)| {
        let value = display::value(column.field_type, record_words::shown(value, language));
        format!("{}: {}", column.label.in_language(language), option_text(&column.options, &value, language))
    });
    cells.collect::<Vec<_>>().join(", ")
}

fn option_text(options: &[domain::item::Choosable], id: &str, language: Language) -> String {
    let option = options.iter().find(|option| option.id == id);
    option.map_or_else(|| id.to_owned(), |option| option.text.in_language(language).to_owned())
}

fn notes(step: &Step, context: &DossierContext, language: Language) -> Vec<String> {
    let of_step = context.dossier.notes.iter().filter(|note| note.step.as_ref() == Some(&step.id));
    let described = of_step.map(|note| {
        let text = record_words::shown(&note.text, language);
        format!("{text} ({}, {})", note.stamp.actor.initials, words::moment(note.stamp.at, language))
    });
    described.collect()
}

fn waits(step: &Step, context: &DossierContext, language: Language) -> Vec<String> {
    let waiting = context.dossier.step(&step.id).and_then(|state| state.waiting.as_ref());
    let described = waiting.map(|(_, waiting)| {
        let since = display::day(waiting.since);
        let shown = |value| record_words::shown(value, language);
        record_words::waiting_since(shown(&waiting.on), &since, shown(&waiting.reason), language)
    });
    described.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;

    fn handbook() -> Handbook {
        let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
        let item = |id: &str, ask| serde_json::json!({ "id": id, "label": text("l"), "ask": ask });
        let column = serde_json::json!({ "id": "name", "label": text("n"), "type": "text" });
        let list = |none: Option<&str>| serde_json::json!({ "kind": "list", "columns": [column.clone()], "none": none.map(text) });
        let book = serde_json::json!({
            "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p",
            "scope": "employer", "generation": "rest", "summary": text("t"), "afterwards": text("t"),
            "steps": [ { "id": "first", "title": text("t"), "hint": text("t"), "who": "office", "items": [
                item("products", serde_json::json!({ "kind": "products" })),
                item("list", list(None)),
                item("own-words", list(Some("Geen DGA's"))),
                item("form", serde_json::json!({ "kind": "hand-over", "fields": [] })) ] } ]
        });
        serde_json::from_value(book).unwrap()
    }

    #[test]
    fn answers_are_worded_as_on_the_screen() {
        let handbook = handbook();
        let said = |id: &str, answer: Answer| {
            let (_, item) = handbook.item(&id.into()).unwrap();
            answer_lines(item, &answer, &handbook, Language::Nl)
        };
        let none = || Answer::Rows { rows: vec![], none: true };
        assert_eq!(
            said("products", Answer::Set { ids: BTreeSet::new() }),
            ["Geen enkele"],
            "none is an answer"
        );
        assert_eq!(said("list", none()), ["Er is er geen"]);
        assert_eq!(said("own-words", none()), ["Geen DGA's"]);
        let sent = Answer::HandedOver {
            filled: Some(date(2026, 11, 20)),
            sent: Some(date(2026, 11, 21)),
            processed: None,
        };
        assert_eq!(said("form", sent), ["Ingevuld op 20-11-2026", "Verstuurd op 21-11-2026"]);
    }
}
