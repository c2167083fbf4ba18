//! Names of people, as they are compared.

use std::collections::BTreeSet;

/// The words of a name in small letters, whatever their order: `Oeveren, S. van` is `S. van Oeveren`.
pub(super) fn words_of(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
