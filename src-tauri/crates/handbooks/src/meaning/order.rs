//! The order of steps: what comes first exists, and no steps wait for each other.

use std::collections::{BTreeSet, HashMap};

use crate::characters::visible;
use crate::fault::{Expected, NameKind};
use crate::outline::{Outline, StepOutline};
use crate::report::Report;

/// For each step, the positions of the steps it waits for.
type Waits = Vec<BTreeSet<usize>>;

/// Checks what each step waits for.
pub(super) fn check(outline: &Outline<'_>, report: &mut Report<'_>) {
    let mut positions = HashMap::new();
    for (position, step) in outline.steps.iter().enumerate() {
        if let Some(id) = step.id {
            positions.entry(id).or_insert(position);
        }
    }
    for step in &outline.steps {
        let needed_for = step.items.iter().flat_map(|item| &item.needed_for);
        for (place, name) in step.after.iter().chain(needed_for) {
            let thing = NameKind::Step;
            if step.id == Some(name) {
                report.value(place, Expected::NotItself { name: visible(name) });
            } else if !positions.contains_key(name) {
                report.value(place, Expected::Existing { thing, name: visible(name), meant: None });
            }
        }
    }
    circles(&waits(outline, &positions), outline, report);
}

/// What each step waits for: the steps it names, those with a line that it needs, and the one whose answer decides
/// whether it counts.
fn waits(outline: &Outline<'_>, positions: &HashMap<&str, usize>) -> Waits {
    let steps = outline.steps.iter().enumerate();
    steps
        .map(|(position, step)| {
            let named = step.after.iter().filter_map(|(_, name)| positions.get(name).copied());
            let decides = step.when.iter().filter_map(|when| Some(outline.item(when.item.as_str())?.at.0));
            let is_needed = |other: &StepOutline<'_>| {
                let mut needed_for = other.items.iter().flat_map(|item| &item.needed_for);
                needed_for.any(|(_, id)| step.id == Some(*id))
            };
            let needed =
                outline.steps.iter().enumerate().filter(|(_, other)| is_needed(other)).map(|(at, _)| at);
            named.chain(decides).chain(needed).filter(|other| *other != position).collect()
        })
        .collect()
}

/// Reports each group of steps of which every one waits for every other, once.
fn circles(waits: &Waits, outline: &Outline<'_>, report: &mut Report<'_>) {
    let reached: Vec<_> = (0..waits.len()).map(|step| reach(step, waits)).collect();
    let both = |one: usize, other: usize| {
        let leads = |from: usize, to: usize| reached.get(from).is_some_and(|all| all.contains(&to));
        leads(one, other) && leads(other, one)
    };
    let mut reported = BTreeSet::new();
    for (position, step) in outline.steps.iter().enumerate() {
        if reported.contains(&position) || !both(position, position) {
            continue;
        }
        let group: Vec<_> = (0..waits.len()).filter(|other| both(position, *other)).collect();
        let names = group.iter().filter_map(|member| outline.steps.get(*member)?.id);
        let steps = names.map(visible).collect();
        let key = if step.after.is_empty() { "when" } else { "after" };
        report.key(&step.place.key(key), Expected::NoCircle { steps });
        reported.extend(group);
    }
}

/// All steps that a step waits for, near and far.
fn reach(from: usize, waits: &Waits) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(step) = open.pop() {
        for next in waits.get(step).into_iter().flatten() {
            if reached.insert(*next) {
                open.push(*next);
            }
        }
    }
    reached
}
