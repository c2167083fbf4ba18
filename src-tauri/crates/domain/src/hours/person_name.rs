//! Names of people, as they are compared.

use std::collections::BTreeSet;

/// The words of a name in small letters, whatever their order: `Oeveren, S. van` is `S. van Oeveren`.
pub(super) fn words_of(name: &str) -> BTreeSet<String> {
    let lower = name.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

/// Whether two names differ only in that first names are written as initials in one of them: `J. de Vries` and
/// `Jan de Vries`, also `J.P. de Vries`. That says little by itself: a J. is a Jan, and a Johanna as well.
pub(super) fn fits_initials(one: &str, other: &str) -> bool {
    let (one, other) = (words_of(one), words_of(other));
    short_for(&one, &other) || short_for(&other, &one)
}

/// Whether the words of the first are those of the second with initials in the place of first names.
fn short_for(short: &BTreeSet<String>, long: &BTreeSet<String>) -> bool {
    let is_initial = |word: &&String| word.chars().count() == 1;
    let initials: Vec<&String> = short.iter().filter(is_initial).collect();
    let surname: BTreeSet<&String> = short.iter().filter(|word| !is_initial(word)).collect();
    let first_names: Vec<&String> = long.iter().filter(|word| !surname.contains(word)).collect();
    let begins = |name: &&String| initials.iter().any(|initial| name.starts_with(initial.as_str()));
    !initials.is_empty()
        && !surname.is_empty()
        && surname.iter().all(|word| long.contains(*word))
        && !first_names.is_empty()
        && first_names.iter().all(begins)
        && first_names.iter().all(|name| !is_initial(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_fit_first_names_of_the_same_surname_and_no_other() {
        for (one, other) in [
            ("J. de Vries", "Jan de Vries"),
            ("Vries, J. de", "Jan de Vries"),
            ("Jan de Vries", "J.P. de Vries"),
            ("J.P. de Vries", "Jan Piet de Vries"),
        ] {
            assert!(fits_initials(one, other) && fits_initials(other, one), "{one}, {other}");
        }
        for (one, other) in [
            ("J. de Vries", "Piet de Vries"),
            ("J. de Vries", "Jan Vries"),
            ("J. de Vries", "Jan Piet de Vries"),
            ("J. de Vries", "J. de Vries"),
            ("Jan de Vries", "Jan de Vries"),
            ("J.", "Jan"),
            ("", "Jan"),
        ] {
            assert!(!fits_initials(one, other), "{one}, {other}");
        }
    }
}
