//! Which right of the catalogue is meant by one of Loket's names for rights.
//!
//! Loket and its handbooks vary the same name: Beheer and Beheren, HRM and HRM-gegevens, e-mailadres and emailadres.

use domain::right::Right;

/// The right that a name means, when the catalogue knows it.
pub fn right_named(name: &str) -> Option<Right> {
    let key = key(name);
    Right::ALL.into_iter().find(|right| key == self::key(right.name()))
}

/// Whether two names mean the same right, also one that the catalogue does not know.
pub fn same_right(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

/// A name without what varies: case, signs, spaces, and the words that come and go.
fn key(name: &str) -> String {
    let joined = name.to_lowercase().replace("e-mail", "email");
    let words = joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut words: Vec<&str> = words
        .map(|word| match word {
            "beheer" => "beheren",
            "div" => "diverse",
            other => other,
        })
        .collect();
    if let [.., "hrm", "gegevens"] = words.as_slice() {
        words.pop();
    }
    if let [first, "en", second, ..] = words.as_mut_slice()
        && *first > *second
    {
        // "Raadplegen en beheren" is "Beheren en raadplegen".
        std::mem::swap(first, second);
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_right_of_the_catalogue_is_found_by_its_own_name() {
        for right in Right::ALL {
            assert_eq!(right_named(right.name()), Some(right));
            assert_eq!(right_named(&right.name().to_uppercase()), Some(right));
        }
    }

    #[test]
    fn the_ways_in_which_loket_varies_a_name_mean_the_same() {
        assert_eq!(right_named("Raadplegen HRM-gegevens"), Some(Right::ViewHrm));
        assert_eq!(right_named("raadplegen  mijnloket emailadres"), Some(Right::ViewMijnLoketEmail));
        assert_eq!(right_named("Raadplegen en beheren BSN"), Some(Right::ManageBsn));
        assert!(same_right("Beheer dienstverbanden", "Beheren dienstverbanden"));
        assert!(same_right(
            "Raadplegen div. vaste gegevens salarisverwerking",
            "Raadplegen diverse vaste gegevens salarisverwerking"
        ));
    }

    #[test]
    fn rights_that_resemble_each_other_stay_apart() {
        assert_eq!(right_named("Raadplegen loonoutput"), None);
        assert_eq!(right_named("Beheren dienstverbanden"), None);
        assert_eq!(right_named("Raadplegen variabele"), None);
        assert!(!same_right("Raadplegen beloningen", "Beheren beloningen"));
        assert!(!same_right("Raadplegen loonoutput", "Raadplegen loonoutput beperkt"));
    }
}
