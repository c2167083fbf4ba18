//! What was read from Loket for a run, and how what Loket holds stands to the file: each value with the rows it comes from.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

use super::{PlaceView, number};
use crate::answer::Personal;
use crate::hours::compare::{Allowance, CellResult, ComparedCell, Comparison, ComparisonCounts};
use crate::hours::exact::Amount;
use crate::hours::finding::LoketPart;
use crate::hours::known::LoketData;
use crate::hours::rows::Reading;
use crate::hours::run::{RunContext, for_run};
use crate::hours::sent::{PersonSent, SendAnswer, SendVerdict};
use crate::hours::sheet::Position;
use crate::hours::upload::source_rows;
use crate::hours::words;
use crate::reading::Source;
use crate::record_words;
use crate::text::Text;

/// The most source rows that go to the page with a value.
const MOST_ROWS: usize = 40;

/// What was read from Loket for a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LoketDataView {
    /// When the oldest part was read, in UTC; none: nothing was.
    #[specta(type = Option<String>)]
    pub read: Option<Timestamp>,
    pub parts: Vec<LoketPartView>,
}

/// A part of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct LoketPartView {
    pub part: LoketPart,
    pub name: Text,
    /// How many are in a list that was read.
    pub count: Option<u32>,
    /// Why it is not known; none: it was read.
    pub unread: Option<Text>,
}

/// The rows of the file that a value of the table comes from, by personnel number and component.
#[derive(Debug, Clone, Default)]
pub struct SourceRows(BTreeMap<(u32, u32), Vec<Position>>);

/// A value of the table or of Loket, with both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ComparedValue {
    /// Personnel number of the table. None: somebody who is not in it.
    pub person: Option<u32>,
    /// Name as Loket prints it; empty where that is not known.
    pub name: String,
    pub shift: u8,
    pub distribution_unit: Option<u32>,
    /// Code of the kostenplaats, where the table uses them.
    pub cost_center: Option<String>,
    pub component: u32,
    #[specta(type = Option<String>)]
    pub table: Option<Amount>,
    #[specta(type = Option<String>)]
    pub loket: Option<Amount>,
    pub result: CellResult,
    /// Of a component that is a Toeslag too.
    pub allowance: Option<Allowance>,
    /// The first rows of the file that it comes from, and how many there are.
    pub places: Vec<PlaceView>,
    pub rows: u32,
}

/// The total of a component on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct TotalInLoket {
    pub component: u32,
    #[specta(type = String)]
    pub table: Amount,
    #[specta(type = String)]
    pub loket: Amount,
}

/// The table held against what Loket holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparisonView {
    pub counts: ComparisonCounts,
    /// Of the components of the table.
    pub totals: Vec<TotalInLoket>,
    /// What is not equal: those of the table first.
    pub values: Vec<ComparedValue>,
}

/// What came of sending the hours of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PersonSentView {
    /// Personnel number of the table.
    pub person: u32,
    pub name: String,
    pub answer: SendAnswer,
    pub verdict: SendVerdict,
    /// What Loket said with it.
    pub messages: Vec<Personal>,
    /// Of who is not done: what is not as it was meant, with the rows it comes from. Empty where that could not be read.
    pub values: Vec<ComparedValue>,
    /// The first rows of the file that are this person's, and how many there are.
    pub places: Vec<PlaceView>,
    pub rows: u32,
}

impl SourceRows {
    /// Of a file as it is read and mapped now.
    pub fn of(reading: &Reading, context: &RunContext) -> Self {
        Self(source_rows(reading, &for_run(&context.run)))
    }

    fn at(&self, person: Option<u32>, component: u32) -> (Vec<PlaceView>, u32) {
        let places = person.and_then(|person| self.0.get(&(person, component)));
        let places = places.map(Vec::as_slice).unwrap_or_default();
        (super::findings::places(places.get(..MOST_ROWS).unwrap_or(places)), number(places.len()))
    }

    fn of_person(&self, person: u32) -> (Vec<PlaceView>, u32) {
        let own = self.0.range((person, 0)..=(person, u32::MAX)).flat_map(|(_, places)| places);
        let mut own: Vec<Position> = own.cloned().collect();
        own.sort();
        own.dedup();
        let first = own.get(..MOST_ROWS).unwrap_or(&own);
        (super::findings::places(first), number(own.len()))
    }
}

/// A part, with how many it holds, and when it was read.
fn part_view<T>(
    part: LoketPart,
    source: &Source<T>,
    count: impl FnOnce(&T) -> Option<usize>,
) -> (LoketPartView, Option<Timestamp>) {
    let name = words::both(|language| words::loket_part(part, language));
    match source {
        Source::Read { at, content, .. } => {
            (LoketPartView { part, name, count: count(content).map(number), unread: None }, Some(*at))
        }
        Source::Unread { why } => {
            let unread = words::both(|language| record_words::unread_of_no_handbook(why, language));
            (LoketPartView { part, name, count: None, unread: Some(unread) }, None)
        }
    }
}

pub(super) fn data_view(loket: &LoketData) -> LoketDataView {
    let all = [
        part_view(LoketPart::Employments, &loket.employments, |all| Some(all.len())),
        part_view(LoketPart::Components, &loket.components, |all| Some(all.len())),
        part_view(LoketPart::CostCenters, &loket.cost_centers, |all| Some(all.len())),
        part_view(LoketPart::DistributionUnits, &loket.distribution_units, |all| Some(all.len())),
        part_view(LoketPart::Shifts, &loket.shifts, |all| Some(all.len())),
        part_view(LoketPart::Filters, &loket.filters, |_| None),
        part_view(LoketPart::Product, &loket.import_product, |_| None),
        part_view(LoketPart::Right, &loket.may_import, |_| None),
        part_view(LoketPart::Period, &loket.period, |_| None),
    ];
    let read = all.iter().filter_map(|(_, at)| *at).min();
    LoketDataView { read, parts: all.into_iter().map(|(view, _)| view).collect() }
}

/// A comparison as the page shows it. `names` are those of Loket by personnel number.
pub fn comparison_view(
    comparison: &Comparison,
    sources: &SourceRows,
    names: &BTreeMap<u32, String>,
) -> ComparisonView {
    let in_table: BTreeSet<u32> =
        comparison.cells.iter().filter(|cell| cell.table.is_some()).map(|cell| cell.component).collect();
    let totals = comparison.totals().into_iter().filter(|(component, _)| in_table.contains(component));
    let mut values: Vec<ComparedValue> = comparison
        .cells
        .iter()
        .filter(|cell| cell.result != CellResult::Equal)
        .map(|cell| value(cell, sources, names))
        .collect();
    values.sort_by_key(|value| value.table.is_none());
    ComparisonView {
        counts: comparison.counts(),
        totals: totals.map(|(component, (table, loket))| TotalInLoket { component, table, loket }).collect(),
        values,
    }
}

/// What came of a sending as the page shows it: who is not done first. `read_back` is what Loket holds afterwards.
pub fn people_sent_view(
    people: &[(PersonSent, SendVerdict)],
    read_back: Option<&Comparison>,
    sources: &SourceRows,
    names: &BTreeMap<u32, String>,
) -> Vec<PersonSentView> {
    let cells = |person: u32| {
        let all = read_back.map(|comparison| comparison.cells.as_slice()).unwrap_or_default();
        all.iter().filter(move |cell| cell.person == Some(person) && cell.table.is_some())
    };
    let view = |(sent, verdict): &(PersonSent, SendVerdict)| {
        let (places, rows) = sources.of_person(sent.person);
        PersonSentView {
            places,
            rows,
            person: sent.person,
            name: names.get(&sent.person).cloned().unwrap_or_default(),
            answer: sent.answer,
            verdict: *verdict,
            messages: sent.messages.clone(),
            values: if *verdict == SendVerdict::Done {
                vec![]
            } else {
                cells(sent.person)
                    .filter(|cell| cell.result != CellResult::Equal)
                    .map(|cell| value(cell, sources, names))
                    .collect()
            },
        }
    };
    let mut views: Vec<PersonSentView> = people.iter().map(view).collect();
    views.sort_by_key(|one| one.verdict == SendVerdict::Done);
    views
}

fn value(cell: &ComparedCell, sources: &SourceRows, names: &BTreeMap<u32, String>) -> ComparedValue {
    let (places, rows) =
        if cell.table.is_some() { sources.at(cell.person, cell.component) } else { (vec![], 0) };
    let own = cell.person.and_then(|person| names.get(&person));
    ComparedValue {
        person: cell.person,
        name: if cell.name.is_empty() { own.cloned().unwrap_or_default() } else { cell.name.clone() },
        shift: cell.shift,
        distribution_unit: cell.distribution_unit,
        cost_center: cell.cost_center.clone(),
        component: cell.component,
        table: cell.table,
        loket: cell.loket,
        result: cell.result,
        allowance: cell.allowance,
        places,
        rows,
    }
}
