//! The report of a dossier, worked out from all that bears on it. Set by [`crate::report`].

use std::collections::BTreeSet;

use domain::answer::Answer;
use domain::context::{DossierContext, OfficeSettings};
use domain::employer::{Employer, PayrollPeriodType};
use domain::event::{Action, Event};
use domain::handbook::{Handbook, Step};
use domain::history::history;
use domain::item::{Ask, Column, Item};
use domain::progress::{StepStatus, progress};
use domain::variant::Products;
use domain::{Environment, Language, Personal, Stamp, display, record_words};

use crate::report::{AnswerLine, Chain, Fact, Happening, MadeFile, Report, ReportStep, Source};
use crate::verdict_words;
use crate::wording::{self, Mark};
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
    let happened = history(&context.events, book).into_iter().map(|line| Happening {
        at: line.stamp.at,
        who: line.stamp.actor.name.clone(),
        what: record_words::happening(&line, language),
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
        history: happened.collect(),
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
        name: wording::shown(&file.name, language),
        at: file.stamp.at,
        sha256: file.sha256.clone(),
    })
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
    let label = |nl: &'static str, en: &'static str| if language == Language::Nl { nl } else { en };
    let facts = [
        fact(label("Naam", "Name"), Some(&settings.office_name)),
        fact(label("E-mail", "E-mail"), Some(&settings.office_email)),
    ];
    facts.into_iter().flatten().collect()
}

fn employer_facts(employer: &Employer, language: Language) -> Vec<Fact> {
    let label = |nl: &'static str, en: &'static str| if language == Language::Nl { nl } else { en };
    let mut facts = vec![
        fact(label("Naam", "Name"), Some(&employer.company_name)),
        fact("Werkgever ID", employer.employer_id.as_deref()),
        fact(label("Werkgevernummer", "Employer number"), employer.employer_number.as_deref()),
        fact("KvK", employer.kvk.as_deref()),
    ];
    for administration in &employer.administrations {
        let period = administration.payroll_period_type.map(|period| match period {
            PayrollPeriodType::Month => label("per maand", "monthly"),
            PayrollPeriodType::FourWeeks => label("per 4 weken", "every 4 weeks"),
            PayrollPeriodType::Week => label("per week", "weekly"),
        });
        let parts = [
            Some(administration.name.as_str()),
            administration.payroll_taxes_number.as_deref(),
            administration.client_number.as_deref(),
            period,
        ];
        let words: Vec<_> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        facts.push(fact(label("Administratie", "Payroll administration"), Some(&words.join(", "))));
    }
    facts.into_iter().flatten().collect()
}

fn steps(context: &DossierContext, language: Language) -> Vec<ReportStep> {
    let progress = progress(&context.handbook, &context.dossier);
    let mut part = String::new();
    let steps = context.handbook.steps.iter().zip(&progress.steps).map(|(step, now)| {
        if let Some(heading) = &step.part {
            heading.in_language(language).clone_into(&mut part);
        }
        ReportStep {
            title: step.title.in_language(language).to_owned(),
            part: part.clone(),
            status: sign(&now.status),
            status_words: wording::step_status(&now.status, language),
            who: wording::who(&step.who, &context.handbook.partner, language),
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
        StepStatus::Problem => Sign::Problem,
        StepStatus::NotApplicable { .. } => Sign::NotApplicable,
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
        let arrived =
            arrived.map(|on| format!("{} {}", wording::mark(Mark::Arrived, language), display::day(*on)));
        let answer = answered
            .map(|answered| answer_lines(item, &answered.answer, &context.handbook, language))
            .unwrap_or_default();
        AnswerLine {
            label: item.label.in_language(language).to_owned(),
            answer: answer.into_iter().chain(arrived).collect(),
            origin: answered.and_then(|a| a.origin.as_ref()).map(|origin| wording::origin(origin, language)),
            by: answered
                .map(|a| format!("{}, {}", a.stamp.actor.initials, words::moment(a.stamp.at, language))),
            loket: context
                .dossier
                .checks
                .get(&item.id)
                .map(|c| verdict_words::describe(c, language))
                .unwrap_or_default(),
            requirement: None,
        }
    });
    lines.collect()
}

/// An answer as it is read: a line for each thing in it.
pub(crate) fn answer_lines(
    item: &Item,
    answer: &Answer,
    handbook: &Handbook,
    language: Language,
) -> Vec<String> {
    let shown =
        |value: &Personal| value.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned);
    match (answer, &item.ask) {
        (Answer::Confirmed, _) => vec![wording::mark(Mark::Yes, language)],
        (Answer::Kept, _) => vec![wording::mark(Mark::Kept, language)],
        (Answer::Sent, _) => vec![wording::mark(Mark::Sent, language)],
        (Answer::Value { value }, Ask::Choice(choice)) => {
            vec![option_text(&choice.options, &shown(value), language)]
        }
        (Answer::Value { value }, Ask::Field(field)) => {
            let words = shown(value);
            display::value(field.field_type, &words).lines().map(str::to_owned).collect()
        }
        (Answer::Value { value }, _) => shown(value).lines().map(str::to_owned).collect(),
        (Answer::Set { ids }, Ask::Rights(asked)) => {
            let given = asked.rights.iter().filter(|right| ids.contains(right.id()));
            given.map(|right| right.name().to_owned()).collect()
        }
        (Answer::Set { ids }, Ask::Products(products)) => product_names(products, ids, handbook),
        (Answer::Set { ids }, _) => ids.iter().cloned().collect(),
        (Answer::Rows { rows, none }, ask) => {
            if *none && rows.is_empty() {
                return vec![wording::mark(Mark::None, language)];
            }
            let columns = ask.columns();
            rows.iter().map(|row| row_line(row, &columns, language)).collect()
        }
        (Answer::HandedOver { filled, sent, processed }, _) => {
            let days = [(filled, Mark::Filled), (sent, Mark::Submitted), (processed, Mark::Processed)];
            let described = days.into_iter().filter_map(|(day, mark)| {
                day.map(|day| format!("{}: {}", wording::mark(mark, language), display::day(day)))
            });
            described.collect()
        }
    }
}

/// Names of products that were chosen, or that are on beside those that were chosen elsewhere in the handbook.
fn product_names(products: &Products, ids: &BTreeSet<String>, handbook: &Handbook) -> Vec<String> {
    let compared = products.compare.as_ref().and_then(|other| handbook.item(other));
    let listed = match compared.map(|(_, item)| &item.ask) {
        Some(Ask::Products(chosen)) => chosen,
        _ => products,
    };
    let options = listed.options.iter().map(|option| (&option.id, &option.product));
    let extras = listed.extras.iter().map(|extra| (&extra.id, &extra.product));
    let found = options.chain(extras).filter(|(id, _)| ids.contains(*id));
    found.map(|(_, name)| name.clone()).collect()
}

fn row_line(row: &[Personal], columns: &[&Column], language: Language) -> String {
    let cells = row.iter().zip(columns).filter(|(value, _)| !value.is_blank()).map(|(value, column)| {
        let value = value.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned);
        let value = display::value(column.field_type, &value);
        format!("{}: {}", column.label.in_language(language), option_text(&column.options, &value, language))
    });
    cells.collect::<Vec<_>>().join(", ")
}

fn option_text(options: &[domain::item::Choosable], id: &str, language: Language) -> String {
    let option = options.iter().find(|option| option.id == id);
    option.map_or_else(|| id.to_owned(), |option| option.text.in_language(language).to_owned())
}

fn notes(step: &Step, context: &DossierContext, language: Language) -> Vec<String> {
    let of_step = context.dossier.notes.iter().filter(|note| note.step.as_deref() == Some(&step.id));
    let described = of_step.map(|note| {
        let text = note.text.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned);
        format!("{text} ({}, {})", note.stamp.actor.initials, words::moment(note.stamp.at, language))
    });
    described.collect()
}

fn waits(step: &Step, context: &DossierContext, language: Language) -> Vec<String> {
    let waiting = context.dossier.step(&step.id).and_then(|state| state.waiting.as_ref());
    let described = waiting.map(|(_, waiting)| {
        let since = display::day(waiting.since);
        let (on, reason) = (wording::shown(&waiting.on, language), wording::shown(&waiting.reason, language));
        let waiting = record_words::waiting(&on, language);
        match language {
            Language::Nl => format!("{waiting} sinds {since}: {reason}"),
            Language::En => format!("{waiting} since {since}: {reason}"),
        }
    });
    described.into_iter().collect()
}
