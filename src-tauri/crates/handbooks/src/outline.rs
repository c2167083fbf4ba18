//! A handbook as far as it can be made out, also when parts of it are wrong. So what the file means
//! can be judged, and reported, together with its shape.

use std::collections::HashMap;

use domain::Ask;
use domain::check::CheckId;
use domain::handbook::{Generation, Scope};
use domain::hours::proof::RunProof;
use domain::item::Condition;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::place::Place;

/// The kinds of items.
pub(crate) const KINDS: [&str; 12] = [
    "confirm",
    "field",
    "choice",
    "rights",
    "products",
    "secret",
    "wait",
    "list",
    "mapping",
    "result",
    "message",
    "hand-over",
];

/// The parts of a handbook that refer to each other. What is missing or does not read is `None`.
pub(crate) struct Outline<'v> {
    pub(crate) id: Option<&'v str>,
    pub(crate) scope: Option<Scope>,
    pub(crate) generation: Option<Generation>,
    pub(crate) leads_to: Vec<Named<'v>>,
    pub(crate) steps: Vec<StepOutline<'v>>,
    items: HashMap<&'v str, (usize, usize)>,
}

/// A name in the file, and where it stands.
pub(crate) type Named<'v> = (Place, &'v str);

/// A step.
pub(crate) struct StepOutline<'v> {
    pub(crate) place: Place,
    pub(crate) id: Option<&'v str>,
    /// Steps that come first.
    pub(crate) after: Vec<Named<'v>>,
    pub(crate) when: Option<Condition>,
    /// What decides who does it, where an answer does.
    pub(crate) who_when: Option<Condition>,
    pub(crate) items: Vec<ItemOutline<'v>>,
}

/// An item.
pub(crate) struct ItemOutline<'v> {
    pub(crate) place: Place,
    pub(crate) id: Option<&'v str>,
    pub(crate) when: Option<Condition>,
    /// The only steps that need it.
    pub(crate) needed_for: Vec<Named<'v>>,
    /// What Loket is asked about it.
    pub(crate) check: Option<CheckId>,
    /// What the hours runs are asked about it.
    pub(crate) run: Option<RunProof>,
    /// What it asks, when that can be read.
    pub(crate) ask: Option<Ask>,
    /// The kind of what it asks, also when the rest of it cannot be read; `None` when there is no
    /// such kind.
    pub(crate) kind: Option<&'v str>,
    /// Where it stands among the steps and in its step.
    pub(crate) at: (usize, usize),
}

impl<'v> Outline<'v> {
    /// What can be made out.
    pub(crate) fn of(file: &'v Value) -> Self {
        let top = Place::top();
        let steps: Vec<_> = list(file, "steps")
            .iter()
            .enumerate()
            .map(|(nth, step)| StepOutline::of(step, nth, top.key("steps").index(nth)))
            .collect();
        let mut items = HashMap::new();
        for item in steps.iter().flat_map(|step| &step.items) {
            if let Some(id) = item.id {
                items.entry(id).or_insert(item.at);
            }
        }
        Self {
            id: text(file, "id"),
            scope: read(file, "scope"),
            generation: read(file, "generation"),
            leads_to: names(file, "leads_to", &top),
            steps,
            items,
        }
    }

    /// The first item with a name.
    pub(crate) fn item(&self, id: &str) -> Option<&ItemOutline<'v>> {
        let (step, item) = self.items.get(id)?;
        self.steps.get(*step)?.items.get(*item)
    }

    /// All items, in order.
    pub(crate) fn items(&self) -> impl Iterator<Item = &ItemOutline<'v>> {
        self.steps.iter().flat_map(|step| &step.items)
    }
}

impl<'v> StepOutline<'v> {
    fn of(step: &'v Value, nth: usize, place: Place) -> Self {
        let items = list(step, "items").iter().enumerate();
        Self {
            id: text(step, "id"),
            after: names(step, "after", &place),
            when: read(step, "when"),
            who_when: step.get("who_when").and_then(|other| read(other, "when")),
            items: items
                .map(|(item, value)| ItemOutline::of(value, (nth, item), place.key("items").index(item)))
                .collect(),
            place,
        }
    }
}

impl<'v> ItemOutline<'v> {
    fn of(item: &'v Value, at: (usize, usize), place: Place) -> Self {
        Self {
            id: text(item, "id"),
            when: read(item, "when"),
            needed_for: names(item, "needed_for", &place),
            check: read(item, "check"),
            run: read(item, "run"),
            ask: read(item, "ask"),
            kind: item.get("ask").and_then(|ask| text(ask, "kind")).filter(|kind| KINDS.contains(kind)),
            at,
            place,
        }
    }
}

/// A list under a key; empty when there is none.
pub(crate) fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.get(key).and_then(Value::as_str)
}

fn names<'v>(value: &'v Value, key: &'static str, place: &Place) -> Vec<Named<'v>> {
    let names = list(value, key).iter().enumerate();
    names.filter_map(|(nth, name)| Some((place.key(key).index(nth), name.as_str()?))).collect()
}

fn read<T: DeserializeOwned>(value: &Value, key: &str) -> Option<T> {
    T::deserialize(value.get(key)?).ok()
}

#[cfg(test)]
mod tests {
    use super::KINDS;
    use crate::schema::schema;

    #[test]
    fn the_kinds_are_those_of_the_schema() {
        let branches = schema().pointer("/definitions/Ask/oneOf").unwrap().as_array().unwrap();
        let kinds = branches.iter().map(|branch| branch.pointer("/properties/kind/const").unwrap());
        assert!(kinds.eq(KINDS.iter()));
    }
}
