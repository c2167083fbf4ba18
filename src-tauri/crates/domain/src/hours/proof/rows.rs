//! Rows of a dossier that the runs have: what names are in Loket, and which periods were done.

use super::{OwnRuns, RunFinding, ShownByRun, origin};
use crate::answer::{Answer, Origin, OriginSource, Personal};
use crate::check::CheckId;
use crate::context::DossierContext;
use crate::field::FieldType;
use crate::findings::applies;
use crate::hours::exact::Amount;
use crate::hours::run::{MappingChoice, MappingOf, RunSummary};
use crate::item::Item;

/// What the names in the file of the last run are in Loket, where the dossier does not say the same. A row of the dossier
/// that the run has too gets what the run says; every other stays.
pub(super) fn mapping(item: &Item, context: &DossierContext, own: &OwnRuns<'_>) -> Option<ShownByRun> {
    let found = own.names?;
    let linked: Vec<(&str, String)> = found
        .names
        .iter()
        .filter_map(|(of, name, choice)| Some((name.as_str(), linked(item, *of, choice, context)?)))
        .collect();
    let mut rows = rows_of(item, context);
    for (name, to) in &linked {
        match rows.iter_mut().find(|row| is_named(row, name)) {
            Some(row) => {
                row.truncate(1);
                row.push(to.as_str().into());
            }
            None => rows.push(vec![(*name).into(), to.as_str().into()]),
        }
    }
    let origin =
        Origin { source: OriginSource::HoursRun { run: found.run, period: found.period }, at: found.at };
    (!linked.is_empty()).then(|| shown(item, origin, rows))
}

fn is_named(row: &[Personal], name: &str) -> bool {
    row.first().and_then(Personal::clear).is_some_and(|said| said.trim() == name.trim())
}

/// What a name is in Loket, as the rows of an item have it; none where it is no row of this item. Whether a component counts
/// hours is what Loket says: one of which that is unknown is hours where the dossier asks for no wages, and else neither.
fn linked(item: &Item, of: MappingOf, choice: &MappingChoice, context: &DossierContext) -> Option<String> {
    let is_hours = |number: u32| {
        let components = context.readings.components.content().ok()?;
        let key = i32::try_from(number).ok()?;
        components.iter().find(|one| one.key == key)?.is_hours
    };
    let asks_for_wages = context.handbook.items().any(|(step, other)| {
        other.check == Some(CheckId::WageComponentsExist)
            && applies(step, other, &context.handbook, &context.dossier)
    });
    match (item.check?, of, choice) {
        (CheckId::CostCentersExist, MappingOf::Department, MappingChoice::CostCenter { code }) => {
            Some(code.clone())
        }
        (
            CheckId::DistributionUnitsExist,
            MappingOf::Department,
            MappingChoice::DistributionUnit { number },
        ) => Some(number.to_string()),
        (CheckId::HourComponentsExist, MappingOf::Code, MappingChoice::Component { number }) => {
            is_hours(*number).unwrap_or(!asks_for_wages).then(|| number.to_string())
        }
        (CheckId::WageComponentsExist, MappingOf::Code, MappingChoice::Component { number }) => {
            (is_hours(*number) == Some(false)).then(|| number.to_string())
        }
        _ => None,
    }
}

/// The periods of which the hours were uploaded, as rows beside those of the dossier. How many hours that are together is
/// said only where Loket was read and says of every component whether it counts hours.
pub(super) fn periods(item: &Item, context: &DossierContext, own: &OwnRuns<'_>) -> Option<ShownByRun> {
    let mut done: Vec<&RunSummary> =
        own.newest_first.iter().copied().filter(|run| run.uploaded.is_some()).collect();
    done.reverse();
    // Of two runs of one period the later one counts.
    done.dedup_by(|later, earlier| {
        let same = later.period == earlier.period;
        if same {
            std::mem::swap(later, earlier);
        }
        same
    });
    let last = done.last()?;
    let columns = item.ask.columns();
    let mut rows = rows_of(item, context);
    for run in &done {
        let written = run.period.to_string();
        let numbers = [run.people.to_string(), hours(run, context).unwrap_or_default()];
        let mut numbers = numbers.into_iter();
        let row = columns.iter().map(|column| match column.field_type {
            FieldType::Text => written.clone(),
            FieldType::Datum => run.uploaded.map(|day| day.to_string()).unwrap_or_default(),
            FieldType::Number => numbers.next().unwrap_or_default(),
            _ => String::new(),
        });
        let row: Vec<Personal> = row.map(|cell| cell.as_str().into()).collect();
        match rows.iter_mut().find(|row| is_named(row, &written)) {
            Some(before) => fill_in(before, row),
            None => rows.push(row),
        }
    }
    let at = last.stages.as_ref().and_then(|stages| stages.compared.or(stages.made)).unwrap_or(last.changed);
    Some(shown(item, origin(last, at), rows))
}

/// Takes over what is shown, and leaves what was typed where nothing is.
fn fill_in(before: &mut [Personal], shown: Vec<Personal>) {
    for (cell, shown) in before.iter_mut().zip(shown) {
        if !shown.is_blank() {
            *cell = shown;
        }
    }
}

/// The hours of a run together, in whole hours.
fn hours(run: &RunSummary, context: &DossierContext) -> Option<String> {
    let components = context.readings.components.content().ok()?;
    let mut sum = Amount::whole(0);
    for one in &run.totals {
        let key = i32::try_from(one.component).ok()?;
        if components.iter().find(|known| known.key == key)?.is_hours? {
            sum = sum.plus(one.total)?;
        }
    }
    Some(sum.rounded(0).to_string())
}

fn rows_of(item: &Item, context: &DossierContext) -> Vec<Vec<Personal>> {
    match context.dossier.answer(&item.id) {
        Some(Answer::Rows { rows, .. }) => rows.clone(),
        _ => vec![],
    }
}

fn shown(item: &Item, origin: Origin, rows: Vec<Vec<Personal>>) -> ShownByRun {
    let answer = Answer::Rows { rows, none: false };
    // Rows are looked at before they become those of the dossier.
    let finding = RunFinding::Shown { answer, counts: false };
    let fact = item.run.map_or(super::RunFact::Mapping, |proof| proof.fact);
    ShownByRun { fact, origin, on: None, finding }
}
