//! Names stand once in their list, and refer to what exists.

use std::collections::{HashMap, HashSet};

use crate::characters::visible;
use crate::fault::{Expected, NameKind};
use crate::outline::Outline;
use crate::place::Place;
use crate::report::Report;

/// Names of steps and items, and the handbooks that this one leads to.
pub(super) fn check(outline: &Outline<'_>, report: &mut Report<'_>) {
    let steps = outline.steps.iter().filter_map(|step| Some((step.place.key("id"), step.id?)));
    unique(steps, report);
    let items = outline.items().filter_map(|item| Some((item.place.key("id"), item.id?)));
    unique(items, report);
    unique(outline.leads_to.iter().map(|(place, name)| (place.clone(), *name)), report);
    for (place, name) in &outline.leads_to {
        if Some(*name) == outline.id {
            report.value(place, Expected::NotItself { name: visible(name) });
        }
    }
}

/// Reports each name that stood in the list before.
pub(super) fn unique<'n>(names: impl IntoIterator<Item = (Place, &'n str)>, report: &mut Report<'_>) {
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for (place, name) in names {
        if let Some(first) = seen.get(name) {
            let first = report.line(first);
            report.value(&place, Expected::Unique { name: visible(name), first });
        } else {
            seen.insert(name, place);
        }
    }
}

/// Reports a name that is not in the list.
pub(super) fn existing(
    place: &Place,
    thing: NameKind,
    name: &str,
    known: &HashSet<&str>,
    report: &mut Report<'_>,
) {
    if !known.contains(name) {
        report.value(place, Expected::Existing { thing, name: visible(name), meant: None });
    }
}
