//! What one choice in the mapping costs until its totals can be drawn.

use domain::employer::Employer;
use domain::hours::findings::judge;
use domain::hours::head::HeadChoice;
use domain::hours::known::LoketData;
use domain::hours::layout::Layout;
use domain::hours::rows::read;
use domain::hours::run::{
    FileFacts, HoursAction, HoursEvent, HoursRun, MappingChoice, MappingEntry, MappingOf, MappingSource,
    OpenedFile, RunContext,
};
use domain::hours::sensitive::drop_sensitive;
use domain::hours::view::view;
use domain::stamp::Actor;
use figures::{Figures, Held, Row, timed};
use jiff::Timestamp;

use super::made::{CODES, Files};
use super::{ROWS, Result};

/// Choices that are made one after the other.
const CHOICES: usize = 40;

pub(super) fn measure(files: &Files) -> Result<Row> {
    let mut workbook = exchange::hours::read(std::fs::read(&files.csv)?, "uren.csv")
        .map_err(|fault| format!("{fault:?}"))?;
    let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
    let layout = Layout::guess(&workbook, &dropped, None);
    let facts =
        FileFacts { name: "uren.csv".into(), sha256: "0".repeat(64), bytes: 1, rows: ROWS + 1, sheets: 1 };
    let opened = OpenedFile { facts, workbook, dropped };
    let mut context = context()?;
    // Rows are read once; a choice of a code does not read them again.
    let reading = read(&opened.workbook, &layout, Some(context.run.period), &context.run.answers());
    let loket = LoketData::of(&context.readings, context.run.administration);
    let mut took = Vec::new();
    for choice in 0..CHOICES {
        took.push(timed(|| -> Result {
            choose(&mut context, CODES[choice % CODES.len()], u32::try_from(choice)? + 2)?;
            let judged = judge(&reading, &context, &loket, 2);
            let shown = view(&context, &loket, Some((&opened, &reading, &judged)));
            if serde_json::to_string(&shown)?.is_empty() { Err("nothing is shown".into()) } else { Ok(()) }
        })?);
    }
    Ok(Row {
        what: "one mapping choice to its totals, 100,000 rows",
        unit: "ms",
        ours: Figures::of(took),
        floor: None,
        held: Held::P95,
        goal: 50.0,
    })
}

fn event(number: u128, action: HoursAction) -> HoursEvent {
    HoursEvent {
        id: uuid::Uuid::from_u128(number).into(),
        chain: uuid::Uuid::from_u128(77).into(),
        at: Timestamp::UNIX_EPOCH,
        actor: Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() },
        version: 1,
        previous: String::new(),
        action,
    }
}

fn context() -> Result<RunContext> {
    let employer = uuid::Uuid::from_u128(5);
    let created = HoursAction::RunCreated {
        employer: employer.into(),
        administration: 395,
        name: "Café De Proef".into(),
        period: "2026-11".parse()?,
        environment: None,
    };
    let events = vec![event(1, created)];
    let run = HoursRun::replay(&events, String::new()).map_err(|fault| format!("{fault:?}"))?;
    Ok(RunContext {
        run,
        events,
        elsewhere: None,
        authenticity: domain::authenticity::Authenticity::default(),
        employer: Employer {
            id: employer.into(),
            company_name: "Café De Proef".into(),
            employer_id: None,
            employer_number: None,
            kvk: None,
            email: None,
            administrations: vec![],
            changed: Timestamp::UNIX_EPOCH,
            loket: None,
        },
        others: vec![],
        readings: domain::reading::Readings::default(),
        actor: None,
        now: Timestamp::UNIX_EPOCH,
        today: jiff::civil::date(2026, 11, 30),
    })
}

fn choose(context: &mut RunContext, code: &str, number: u32) -> Result {
    let choice = MappingChoice::Component { number };
    let entries = vec![MappingEntry::new(MappingOf::Code, code, Some(&choice))];
    let next = u128::try_from(context.events.len())? + 1;
    context.events.push(event(next, HoursAction::Mapped { entries, source: MappingSource::Chosen {} }));
    context.run = HoursRun::replay(&context.events, String::new()).map_err(|fault| format!("{fault:?}"))?;
    Ok(())
}
