//! The report of a dossier: gathered here, set by [`exchange::report`].

use std::collections::BTreeSet;

use domain::answer::Answer;
use domain::employer::{Employer, PayrollPeriodType};
use domain::handbook::{Handbook, Step};
use domain::item::{Ask, Column, Item};
use domain::progress::{StepStatus, progress};
use domain::variant::Products;
use domain::{Language, Personal, Stamp};
use exchange::report::{AnswerLine, Chain, Fact, Happening, MadeFile, Report, ReportStep, Source};
use exchange::words;

use crate::Office;
use crate::change::Loaded;
use crate::history::history;
use crate::refusal::Result;
use crate::settings::Settings;
use crate::verdict_words;
use crate::wording::{self, Mark};

impl Office {
    pub(crate) fn report(&self, loaded: &Loaded, settings: &Settings) -> Result<Report> {
        let language = settings.language;
        let book = &loaded.handbook;
        let name = loaded.employer.as_ref().map(|employer| employer.company_name.clone());
        let files = self.records()?.files(loaded.dossier.id)?;
        let described = history(&loaded.events, book).into_iter().map(|line| Happening {
            at: line.stamp.at,
            who: line.stamp.actor.name.clone(),
            what: wording::happening(&line, language),
        });
        Ok(Report {
            title: book.title.in_language(language).to_owned(),
            subject: name.unwrap_or_else(|| settings.office_name.clone()),
            handbook_version: loaded.dossier.version,
            partner: book.partner.clone(),
            employer: loaded.employer.as_ref().map(|e| employer_facts(e, language)).unwrap_or_default(),
            office: office_facts(settings, language),
            sources: book.sources.iter().map(source).collect(),
            steps: steps(loaded, language),
            warnings: book.warnings.iter().map(|w| w.text.in_language(language).to_owned()).collect(),
            sign_off: loaded.dossier.signed_off.clone(),
            countersign: loaded.dossier.countersigned.clone(),
            history: described.collect(),
            chain: Chain {
                events: loaded.stored.len(),
                head: loaded.dossier.head.clone(),
                // It was loaded: nothing that does not hold is.
                verified: true,
                authenticated: loaded.authenticity.authenticated_up_to as usize,
            },
            files: files.into_iter().map(|f| MadeFile { name: f.name, at: f.at, sha256: f.sha256 }).collect(),
            made: Stamp { actor: settings.actor()?, at: self.clock.now() },
        })
    }
}

fn source(source: &domain::handbook::Source) -> Source {
    Source {
        title: source.title.clone(),
        url: source.url.clone().unwrap_or_default(),
        read: source.read.parse().ok(),
    }
}

fn fact(label: &str, value: Option<&str>) -> Option<Fact> {
    let value = value.filter(|value| !value.is_empty())?;
    Some(Fact { label: label.to_owned(), value: value.to_owned() })
}

fn office_facts(settings: &Settings, language: Language) -> Vec<Fact> {
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

fn steps(loaded: &Loaded, language: Language) -> Vec<ReportStep> {
    let progress = progress(&loaded.handbook, &loaded.dossier);
    let mut part = String::new();
    let steps = loaded.handbook.steps.iter().zip(&progress.steps).map(|(step, now)| {
        if let Some(heading) = &step.part {
            heading.in_language(language).clone_into(&mut part);
        }
        ReportStep {
            title: step.title.in_language(language).to_owned(),
            part: part.clone(),
            status: sign(&now.status),
            status_words: wording::step_status(&now.status, language),
            who: wording::who(&step.who, &loaded.handbook.partner, language),
            lines: lines(step, loaded, language),
            notes: notes(step, loaded, language),
            waits: waits(step, loaded, language),
        }
    });
    steps.collect()
}

fn sign(status: &StepStatus) -> exchange::report::StepStatus {
    use exchange::report::StepStatus as Sign;
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

fn lines(step: &Step, loaded: &Loaded, language: Language) -> Vec<AnswerLine> {
    let counting = step
        .items
        .iter()
        .filter(|item| domain::findings::applies(step, item, &loaded.handbook, &loaded.dossier));
    let lines = counting.map(|item| {
        let answered = loaded.dossier.answers.get(&item.id);
        let arrived = loaded.dossier.arrived.get(&item.id);
        let arrived =
            arrived.map(|on| format!("{} {}", wording::mark(Mark::Arrived, language), wording::day(*on)));
        let answer = answered
            .map(|answered| answer_lines(item, &answered.answer, &loaded.handbook, language))
            .unwrap_or_default();
        AnswerLine {
            label: item.label.in_language(language).to_owned(),
            answer: answer.into_iter().chain(arrived).collect(),
            origin: answered.and_then(|a| a.origin.as_ref()).map(|origin| wording::origin(origin, language)),
            by: answered
                .map(|a| format!("{}, {}", a.stamp.actor.initials, words::moment(a.stamp.at, language))),
            loket: loaded
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
            wording::typed(field.field_type, &words).lines().map(str::to_owned).collect()
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
            let columns = columns(ask);
            rows.iter().map(|row| row_line(row, &columns, language)).collect()
        }
        (Answer::HandedOver { filled, sent, processed }, _) => {
            let days = [(filled, Mark::Filled), (sent, Mark::Submitted), (processed, Mark::Processed)];
            let described = days.into_iter().filter_map(|(day, mark)| {
                day.map(|day| format!("{}: {}", wording::mark(mark, language), wording::day(day)))
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

fn columns(ask: &Ask) -> Vec<&Column> {
    match ask {
        Ask::List(list) => list.columns.iter().collect(),
        Ask::Mapping(mapping) => vec![&mapping.from, &mapping.to],
        Ask::Result(page) => page.fields.iter().collect(),
        _ => vec![],
    }
}

fn row_line(row: &[Personal], columns: &[&Column], language: Language) -> String {
    let cells = row.iter().zip(columns).filter(|(value, _)| !value.is_blank()).map(|(value, column)| {
        let value = value.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned);
        let value = wording::typed(column.field_type, &value);
        format!("{}: {}", column.label.in_language(language), option_text(&column.options, &value, language))
    });
    cells.collect::<Vec<_>>().join(", ")
}

fn option_text(options: &[domain::item::Choosable], id: &str, language: Language) -> String {
    let option = options.iter().find(|option| option.id == id);
    option.map_or_else(|| id.to_owned(), |option| option.text.in_language(language).to_owned())
}

fn notes(step: &Step, loaded: &Loaded, language: Language) -> Vec<String> {
    let of_step = loaded.dossier.notes.iter().filter(|note| note.step.as_deref() == Some(&step.id));
    let described = of_step.map(|note| {
        let text = note.text.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned);
        format!("{text} ({}, {})", note.stamp.actor.initials, words::moment(note.stamp.at, language))
    });
    described.collect()
}

fn shown(value: &Personal, language: Language) -> String {
    value.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned)
}

fn waits(step: &Step, loaded: &Loaded, language: Language) -> Vec<String> {
    let waiting = loaded.dossier.step(&step.id).and_then(|state| state.waiting.as_ref());
    let described = waiting.map(|(_, waiting)| {
        let since = wording::day(waiting.since);
        let (on, reason) = (shown(&waiting.on, language), shown(&waiting.reason, language));
        match language {
            Language::Nl => format!("Wacht op {on} sinds {since}: {reason}"),
            Language::En => format!("Waiting for {on} since {since}: {reason}"),
        }
    });
    described.into_iter().collect()
}
