//! What a file means: whether what it names exists, and whether its parts can go together.

mod asks;
mod braces;
mod checks;
mod conditions;
mod fills;
mod names;
mod order;
mod writing;

use serde_json::Value;

use crate::outline::Outline;
use crate::report::Report;

/// Reports everything that does not hold together.
pub(crate) fn check(file: &Value, report: &mut Report<'_>) {
    writing::check(file, report);
    let outline = Outline::of(file);
    names::check(&outline, report);
    order::check(&outline, report);
    conditions::check(&outline, report);
    for item in outline.items() {
        asks::check(item, &outline, report);
        checks::check(item, &outline, report);
    }
}
