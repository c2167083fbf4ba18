//! The report of a run of hours, worked out from what is kept of it. Set by [`crate::report`]. It holds totals by component,
//! counts and what people wrote with their choices: never hours, names or numbers of the people in the file.

mod choices;
mod words;

use domain::hours::known::LoketData;
use domain::hours::run::{FoundCount, HoursAction, HoursRun, RunContext, RunStatus};
use domain::hours::words as hours_words;
use domain::record_words::{self, FactLabel};
use domain::{Environment, Language, Stamp};
use jiff::civil::Date;

use crate::report::{Chain, Fact, Happening, MadeFile, RunReport, RunTable};
use crate::words::{day, moment};
use words::{RunWords, run_words};

/// What a report is made of.
pub struct Inputs<'a> {
    pub context: &'a RunContext,
    /// For the names of components.
    pub loket: &'a LoketData,
    /// What is found in the file that is open; none while there is none, or nothing in it to read.
    pub found: Option<Vec<FoundCount>>,
    pub office: &'a str,
    pub language: Language,
    pub environment: Environment,
    pub made: Stamp,
}

/// The report of a run whose chain was verified.
pub fn hours_report(inputs: Inputs<'_>) -> RunReport {
    let Inputs { context, loket, language, .. } = inputs;
    let words = run_words(language);
    let run = &context.run;
    let found =
        inputs.found.unwrap_or_else(|| run.made.last().map(|made| made.found.clone()).unwrap_or_default());
    let history = context.events.iter().map(|event| Happening {
        at: event.at,
        who: event.actor.name.clone(),
        what: hours_words::happening_without_people(&event.action, language),
    });
    let note = |(text, stamp): &(String, Stamp)| {
        format!("{text} ({}, {})", stamp.actor.initials, moment(stamp.at, language))
    };
    RunReport {
        title: format!("{}, {}", words.title, hours_words::period(run.period, language)),
        subject: context.employer.company_name.clone(),
        subtitle: format!("{} {} {}", words.client_number, run.administration, run.name).trim().to_owned(),
        outcome: outcome(run, words, language),
        warnings: if run.sealed { vec![words.sealed.to_owned()] } else { vec![] },
        facts: facts(context, inputs.office, words, language),
        sign_off: run.signed_off.clone(),
        tables: [
            totals(context, loket, words, language),
            findings(context, &found, words, language),
            choices::codes(run, loket, words, language),
            choices::departments(run, words, language),
        ]
        .into_iter()
        .chain(choices::shifts(run, words, language))
        .chain([choices::people(run, words), left_out(run, words), columns(run, words, language)])
        .collect(),
        notes: run.notes.iter().map(note).collect(),
        history: history.collect(),
        chain: Chain {
            events: context.events.len(),
            head: run.head.clone(),
            // It was gathered: nothing that does not hold is.
            verified: true,
            authenticated: context.authenticity.authenticated_up_to as usize,
            imported: 0,
        },
        files: run
            .made
            .iter()
            .map(|made| MadeFile { name: made.name.clone(), at: made.stamp.at, sha256: made.sha256.clone() })
            .collect(),
        environment: inputs.environment,
        made: inputs.made,
    }
}

fn outcome(run: &HoursRun, words: &RunWords, language: Language) -> String {
    let on = |date: Option<Date>| date.map(|date| day(date, language)).unwrap_or_default();
    let status = match run.status() {
        RunStatus::NoFile => words.no_file.to_owned(),
        RunStatus::Busy => words.busy.to_owned(),
        RunStatus::Made => words.made.to_owned(),
        RunStatus::Uploaded => format!("{} {}.", words.uploaded, on(run.uploaded)),
        RunStatus::Processed => format!("{} {}.", words.processed, on(run.processed)),
        RunStatus::SignedOff => words.signed_off.to_owned(),
    };
    let compared = match &run.compared {
        Some((counts, stamp)) => {
            let said = HoursAction::Compared { counts: *counts };
            let said = hours_words::happening(&said, language);
            format!("{said} ({}).", moment(stamp.at, language))
        }
        None => words.not_compared.to_owned(),
    };
    format!("{status} {compared}")
}

fn facts(context: &RunContext, office: &str, words: &RunWords, language: Language) -> Vec<Fact> {
    let run = &context.run;
    let number = run.administration.to_string();
    let card = context.employer.administrations.iter();
    let on_card = card.clone().find(|one| one.client_number.as_deref() == Some(&number));
    let made = run.made.last();
    let period = format!(
        "{}: {} - {}",
        hours_words::period(run.period, language),
        day(run.period.first(), language),
        day(run.period.last(), language)
    );
    let counts = made.map(|made| format!("{} / {}", made.people, made.rows));
    let file = run.file.as_ref();
    let read = file.map(|file| format!("{}, {}", file.stamp.actor.name, moment(file.stamp.at, language)));
    let everywhere = crate::words::words(language);
    let all = [
        (everywhere.office, Some(office.to_owned())),
        (everywhere.employer, Some(context.employer.company_name.clone())),
        (words.client_number, Some(number)),
        (
            record_words::fact(FactLabel::PayrollTaxesNumber, language),
            on_card.and_then(|one| one.payroll_taxes_number.clone()),
        ),
        (words.period, Some(period)),
        (words.file, file.map(|file| file.name.clone())),
        (words.file_rows, file.map(|file| file.rows.to_string())),
        (words.file_hash, file.map(|file| file.sha256.clone())),
        (words.file_read, read),
        (words.upload_counts, counts),
        (words.upload_hash, made.map(|made| made.sha256.clone())),
        (words.upload_day, run.uploaded.map(|on| day(on, language))),
        (words.processed_day, run.processed.map(|on| day(on, language))),
    ];
    let fact = |(label, value): (&str, Option<String>)| {
        let value = value.filter(|value| !value.is_empty())?;
        Some(Fact { label: label.to_owned(), value })
    };
    all.into_iter().filter_map(fact).collect()
}

fn totals(context: &RunContext, loket: &LoketData, words: &RunWords, language: Language) -> RunTable {
    let now = context.run.made.last().map(|made| made.totals.clone()).unwrap_or_default();
    let previous = context.previous().and_then(domain::hours::run::RunSummary::totals).unwrap_or_default();
    let mut components: Vec<u32> = now.keys().chain(previous.keys()).copied().collect();
    components.sort_unstable();
    components.dedup();
    let shown = |amount: Option<&domain::hours::exact::Amount>| {
        amount.map_or_else(|| words.nothing.to_owned(), |amount| hours_words::amount(*amount, language))
    };
    let row = |component: u32| {
        vec![
            choices::component(component, loket),
            shown(now.get(&component)),
            shown(previous.get(&component)),
        ]
    };
    let is_made = !now.is_empty();
    RunTable {
        title: words.totals,
        heads: vec![words.component, words.this_period, words.previous_period],
        shares: &[0.5, 0.25, 0.25],
        rows: components.into_iter().filter(|_| is_made).map(row).collect(),
        none: words.not_made,
    }
}

/// What was found by kind, with the reasons that were given; and reasons of which the finding is not known any more.
fn findings(context: &RunContext, found: &[FoundCount], words: &RunWords, language: Language) -> RunTable {
    let run = &context.run;
    let gone = domain::chain::undone(&context.events);
    let acknowledged = context.events.iter().filter(|event| !gone.contains(&event.id)).filter_map(|event| {
        let HoursAction::FindingAcknowledged { finding, kind, .. } = &event.action else { return None };
        // What was said of another file does not count.
        let (reason, stamp) = run.acknowledged.get(finding)?;
        let by = format!("{}, {}", stamp.actor.initials, moment(stamp.at, language));
        Some((kind.as_str(), format!("{reason} ({by})")))
    });
    let acknowledged: Vec<(&str, String)> = acknowledged.collect();
    let reasons = |kind: &str| {
        let mut reasons: Vec<&str> = vec![];
        for (of, reason) in &acknowledged {
            if *of == kind && !reasons.contains(&reason.as_str()) {
                reasons.push(reason);
            }
        }
        reasons.join("\n")
    };
    let mut rows: Vec<Vec<String>> = found
        .iter()
        .map(|one| {
            let count = if one.places > 0 { one.places } else { one.findings };
            vec![
                hours_words::kind_title(&one.kind, language),
                words.level(one.level).to_owned(),
                count.to_string(),
                reasons(&one.kind),
            ]
        })
        .collect();
    let mut kinds: Vec<&str> = acknowledged.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    for kind in kinds {
        if !found.iter().any(|one| one.kind == kind) {
            let title = hours_words::kind_title(kind, language);
            rows.push(vec![title, words.warning.to_owned(), String::new(), reasons(kind)]);
        }
    }
    RunTable {
        title: words.findings,
        heads: vec![words.finding, words.level, words.count, words.reason],
        shares: &[0.36, 0.14, 0.1, 0.4],
        rows,
        none: words.no_findings,
    }
}

fn left_out(run: &HoursRun, words: &RunWords) -> RunTable {
    let rows = choices::counted(run.left_out.values().map(String::as_str));
    RunTable {
        title: words.left_out,
        heads: vec![words.reason, words.count],
        shares: &[0.8, 0.2],
        rows,
        none: words.none_left_out,
    }
}

/// Columns that are used, and those that were dropped unread; of others the head may be anything.
fn columns(run: &HoursRun, words: &RunWords, language: Language) -> RunTable {
    use domain::hours::layout::Reason;
    use domain::hours::roles::Role;
    let columns = run.layout.iter().flat_map(|layout| &layout.columns);
    let said = columns
        .filter(|column| column.role != Role::NotUsed || matches!(column.reason, Reason::Sensitive { .. }));
    let rows = said.map(|column| {
        vec![
            column.head.clone(),
            hours_words::role(column.role, language),
            hours_words::reason(&column.reason, language),
        ]
    });
    RunTable {
        title: words.columns,
        heads: vec![words.column, words.read_as, words.why],
        shares: &[0.34, 0.26, 0.4],
        rows: rows.collect(),
        none: words.no_columns,
    }
}
