//! How hours are made of clock times, in words.

use super::{both, filled, words};
use crate::text::Text;

/// The rules in the order in which they are shown.
pub(in crate::hours) fn clock_rules() -> Vec<Text> {
    let rules = ["passed", "night", "changed", "open", "edge"];
    rules.into_iter().map(|rule| both(|language| filled(&words(language).clock_rules, rule, &[]))).collect()
}
