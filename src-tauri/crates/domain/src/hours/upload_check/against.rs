//! An upload file held against all that a run of its administration and period is held against.

use std::collections::BTreeMap;

use super::UploadFindingView;
use super::checking::{Read, places};
use crate::hours::finding::{Finding, FindingKind, Findings, Level};
use crate::hours::findings::judge;
use crate::hours::known::LoketData;
use crate::hours::rows::{self, Reading, UploadCell, of_upload};
use crate::hours::run::{
    DepartmentUse, Mapped, MappingChoice, MappingOf, MappingSource, RunContext, RunMapping,
};
use crate::hours::words;

/// What is found, as of a run. Shifts are looked at line by line elsewhere.
pub(super) fn judged(
    context: &RunContext,
    loket: &LoketData,
    read: &Read,
    decimals: usize,
) -> Vec<UploadFindingView> {
    let is_time = time_of(loket);
    let cells = read.cells.iter().map(|cell| UploadCell { is_time: is_time(cell.component), ..*cell });
    let reading = of_upload(&cells.collect::<Vec<_>>());
    let mut context = context.clone();
    context.run.mapping = mapping(read, &context);
    context.run.options.departments = DepartmentUse::NotUsed;
    let judged = judge(&reading, &context, loket, decimals);
    // The file is as it is: that it was rounded cannot be seen, and its cells are looked at one by one.
    let is_of_cells =
        |kind: &FindingKind| matches!(kind, FindingKind::Rounded { .. } | FindingKind::ShiftUnknown { .. });
    let mut findings = judged.findings;
    findings.extend(surcharges(&reading, loket));
    findings.retain(|finding| !is_of_cells(&finding.kind));
    // Of a run this is said when its file is read.
    if context.run.period.has_fifth_week() {
        let kind = FindingKind::FifthWeek { period: context.run.period };
        findings.push(Finding { level: kind.level(), kind, places: vec![] });
    }
    findings.iter().map(view).collect()
}

/// More hours of a surcharge than hours, by what Loket calls the components: the file has numbers only. Nothing while Loket was not
/// read.
fn surcharges(reading: &Reading, loket: &LoketData) -> Vec<Finding> {
    let Ok(components) = loket.components.content() else { return vec![] };
    let name_of = |code: &str| {
        let known = components.iter().find(|one| code.parse() == Ok(one.number));
        known.map(|one| one.description.clone()).unwrap_or_default()
    };
    let mut found = Findings::default();
    rows::surcharges(reading, name_of, &mut found);
    found.finish()
}

/// Whether a component counts hours, as far as Loket says so.
fn time_of(loket: &LoketData) -> impl Fn(u32) -> bool {
    let known = loket.components.content().map(|components| {
        let is_time = |category: &Option<String>| {
            category.as_deref().is_some_and(|one| one.eq_ignore_ascii_case("uren"))
        };
        components.iter().map(|one| (one.number, is_time(&one.category))).collect::<BTreeMap<_, _>>()
    });
    let known = known.unwrap_or_default();
    move |component| known.get(&component).copied().unwrap_or(false)
}

/// Components are what the file says that they are.
fn mapping(read: &Read, context: &RunContext) -> RunMapping {
    let mapped =
        |choice| Mapped { choice, source: MappingSource::File {}, stamp: context.run.created.clone() };
    let mut mapping = RunMapping::new();
    for cell in &read.cells {
        let number = cell.component;
        let choice = MappingChoice::Component { number };
        mapping.entry((MappingOf::Code, number.to_string())).or_insert_with(|| mapped(choice));
    }
    mapping
}

fn view(finding: &Finding) -> UploadFindingView {
    let kind: &str = (&finding.kind).into();
    UploadFindingView {
        kind: kind.to_owned(),
        // There is nothing to answer here: what a run would ask is worth a look.
        level: if finding.level == Level::Question { Level::Warning } else { finding.level },
        text: words::both(|language| words::finding(&finding.kind, language)),
        mended: false,
        places: places(&finding.places),
        count: u32::try_from(finding.places.len()).unwrap_or(u32::MAX),
    }
}
