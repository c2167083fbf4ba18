//! What changed between two versions of a handbook, so that a person can read it.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::handbook::{Handbook, Step};
use crate::id::{ItemId, StepId};
use crate::item::Item;
use crate::text::Text;

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Change {
    pub kind: ChangeKind,
    /// The step it is in; none for the handbook as a whole.
    pub step: Option<Text>,
    /// None: the step or the handbook itself changed, not one of its lines.
    pub item: Option<Text>,
    /// How it reads now, or read when it went; none where only its rules changed.
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
    /// The same words, other rules: kind, order, condition, help or place.
    Changed,
}

/// The changes from one version to another, in the order of the new one; what went comes last.
pub fn difference(old: &Handbook, new: &Handbook) -> Vec<Change> {
    let mut changes = vec![];
    let head = |book: &Handbook| {
        let mut head = book.clone();
        head.steps.clear();
        head.version = 0;
        head
    };
    if old.title != new.title {
        changes.push(Change {
            kind: ChangeKind::Reworded,
            step: None,
            item: None,
            was: Some(old.title.clone()),
        });
    } else if head(old) != head(new) {
        changes.push(Change { kind: ChangeKind::Changed, step: None, item: None, was: None });
    }
    for step in &new.steps {
        match old.step(&step.id) {
            None => changes.push(whole(step, ChangeKind::Added)),
            Some(before) => changes.extend(in_step(before, step)),
        }
    }
    let gone = old.steps.iter().filter(|step| new.step(&step.id).is_none());
    changes.extend(gone.map(|step| whole(step, ChangeKind::Removed)));
    if changes.iter().all(|c| c.kind == ChangeKind::Reworded) && order(old) != order(new) {
        changes.push(Change { kind: ChangeKind::Changed, step: None, item: None, was: None });
    }
    changes
}

fn order(book: &Handbook) -> Vec<&StepId> {
    book.steps.iter().map(|step| &step.id).collect()
}

/// The lines that both have, in the order of the first.
fn order_of<'a>(step: &'a Step, other: &Step) -> Vec<&'a str> {
    let ids = step.items.iter().map(|item| item.id.as_str());
    ids.filter(|id| other.items.iter().any(|item| item.id == *id)).collect()
}

fn whole(step: &Step, kind: ChangeKind) -> Change {
    Change { kind, step: Some(step.title.clone()), item: None, was: None }
}

fn in_step(old: &Step, new: &Step) -> Vec<Change> {
    let mut changes = vec![];
    let bare = |step: &Step| Step { items: vec![], title: new.title.clone(), ..step.clone() };
    if old.title != new.title {
        changes.push(Change { was: Some(old.title.clone()), ..whole(new, ChangeKind::Reworded) });
    }
    if bare(old) != bare(new) {
        changes.push(whole(new, ChangeKind::Changed));
    }
    let find = |step: &Step, id: &ItemId| step.items.iter().find(|item| item.id == *id).cloned();
    let line = |item: &Item, kind, was| Change {
        kind,
        step: Some(new.title.clone()),
        item: Some(item.label.clone()),
        was,
    };
    for item in &new.items {
        match find(old, &item.id) {
            None => changes.push(line(item, ChangeKind::Added, None)),
            Some(before) if before.label != item.label => {
                changes.push(line(item, ChangeKind::Reworded, Some(before.label)));
            }
            Some(before) if before != *item => changes.push(line(item, ChangeKind::Changed, None)),
            Some(_) => {}
        }
    }
    if bare(old) == bare(new) && order_of(old, new) != order_of(new, old) {
        changes.push(whole(new, ChangeKind::Changed));
    }
    let gone = old.items.iter().filter(|item| find(new, &item.id).is_none());
    changes.extend(gone.map(|item| line(item, ChangeKind::Removed, None)));
    changes
}
