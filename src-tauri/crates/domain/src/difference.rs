//! What changed between two versions of a handbook, so that a person can read it.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::handbook::{Handbook, Step};
use crate::item::Item;
use crate::text::Text;

/// One change. What changed in several ways is told once for each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Change {
    pub kind: ChangeKind,
    /// The step it is in; none for the handbook as a whole.
    pub step: Option<Text>,
    /// None: the step or the handbook itself changed, not one of its lines.
    pub item: Option<Text>,
    /// What stood here before: the former words, or the step that a line stood in. None where there is nothing to show.
    pub was: Option<Text>,
}

/// What happened to a step or line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ChangeKind {
    Added,
    Removed,
    /// Other words: `was` holds the former.
    Reworded,
    /// Other rules: kind, condition, requirement, help or page.
    Changed,
    /// Another place in the order, or another step: `was` then holds the former step.
    Moved,
}

/// The changes from one version to another, in the order of the new one; what went comes last.
pub fn difference(old: &Handbook, new: &Handbook) -> Vec<Change> {
    let mut changes = vec![];
    let whole_book = |kind, was| Change { kind, step: None, item: None, was };
    let head =
        |book: &Handbook| Handbook { steps: vec![], version: 0, title: new.title.clone(), ..book.clone() };
    if old.title != new.title {
        changes.push(whole_book(ChangeKind::Reworded, Some(old.title.clone())));
    }
    if head(old) != head(new) {
        changes.push(whole_book(ChangeKind::Changed, None));
    }
    let moved = moved(&ids(&old.steps), &ids(&new.steps));
    for step in &new.steps {
        match old.step(&step.id) {
            None => changes.push(of_step(step, ChangeKind::Added, None)),
            Some(before) => {
                if before.title != step.title {
                    changes.push(of_step(step, ChangeKind::Reworded, Some(before.title.clone())));
                }
                let bare = |one: &Step| Step { items: vec![], title: step.title.clone(), ..one.clone() };
                if bare(before) != bare(step) {
                    changes.push(of_step(step, ChangeKind::Changed, None));
                }
                if moved.contains(&step.id.as_str()) {
                    changes.push(of_step(step, ChangeKind::Moved, None));
                }
            }
        }
        changes.extend(lines(old, step));
    }
    for step in &old.steps {
        if new.step(&step.id).is_none() {
            changes.push(of_step(step, ChangeKind::Removed, None));
            continue;
        }
        let gone = step.items.iter().filter(|item| new.item(&item.id).is_none());
        changes.extend(gone.map(|item| of_line(step, item, ChangeKind::Removed, None)));
    }
    changes
}

/// The changes of the lines that a step has now. Those of a step that is new itself are told only where they stood in
/// another one.
fn lines(old: &Handbook, step: &Step) -> Vec<Change> {
    let before = old.step(&step.id);
    let stood = before.map(|before| item_ids(&before.items)).unwrap_or_default();
    let moved = moved(&stood, &item_ids(&step.items));
    let mut changes = vec![];
    for item in &step.items {
        let Some((former, was)) = old.item(&item.id) else {
            changes.extend(before.map(|_| of_line(step, item, ChangeKind::Added, None)));
            continue;
        };
        if was.label != item.label {
            changes.push(of_line(step, item, ChangeKind::Reworded, Some(was.label.clone())));
        }
        if (Item { label: item.label.clone(), ..was.clone() }) != *item {
            changes.push(of_line(step, item, ChangeKind::Changed, None));
        }
        if former.id != step.id {
            changes.push(of_line(step, item, ChangeKind::Moved, Some(former.title.clone())));
        } else if moved.contains(&item.id.as_str()) {
            changes.push(of_line(step, item, ChangeKind::Moved, None));
        }
    }
    changes
}

fn of_step(step: &Step, kind: ChangeKind, was: Option<Text>) -> Change {
    Change { kind, step: Some(step.title.clone()), item: None, was }
}

fn of_line(step: &Step, item: &Item, kind: ChangeKind, was: Option<Text>) -> Change {
    Change { kind, step: Some(step.title.clone()), item: Some(item.label.clone()), was }
}

fn ids(steps: &[Step]) -> Vec<&str> {
    steps.iter().map(|step| step.id.as_str()).collect()
}

fn item_ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

/// The fewest ids that have to move to bring those that both have from the first order into the second.
fn moved<'a>(old: &[&str], new: &[&'a str]) -> Vec<&'a str> {
    let places: Vec<(usize, &str)> =
        new.iter().filter_map(|id| Some((old.iter().position(|other| other == id)?, *id))).collect();
    // For each place the longest run of ids, ending there, that stand in the old order.
    let mut longest: Vec<Vec<usize>> = vec![];
    for (nth, (place, _)) in places.iter().enumerate() {
        let follows = longest.iter().filter(|run| run.last().is_some_and(|last| places[*last].0 < *place));
        let mut run = follows.max_by_key(|run| run.len()).cloned().unwrap_or_default();
        run.push(nth);
        longest.push(run);
    }
    let stay = longest.into_iter().max_by_key(Vec::len).unwrap_or_default();
    places.iter().enumerate().filter(|(nth, _)| !stay.contains(nth)).map(|(_, (_, id))| *id).collect()
}
