//! Rights (rechten) in Loket, under one canonical id each.
//!
//! Loket and its handbooks write the same right in several ways (Beheer/Beheren, HRM/HRM-gegevens);
//! the aliases here bring them back to one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// A right that a coupling can need.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    Type,
    JsonSchema,
    strum::IntoStaticStr,
)]
#[serde(rename_all = "camelCase")]
#[strum(serialize_all = "camelCase")]
pub enum Right {
    /// Beheren en raadplegen BSN.
    ManageBsn,
    /// Raadplegen beloningen.
    ViewWages,
    /// Raadplegen dienstverbanden.
    ViewEmployments,
    /// Raadplegen HRM.
    ViewHrm,
    /// Raadplegen variabele gegevens.
    ViewPeriodData,
    /// Raadplegen verlofadministratie.
    ViewLeave,
    /// Raadplegen loonoutput beperkt.
    ViewPayrollOutputLimited,
    /// Raadplegen `MijnLoket` e-mailadres.
    ViewMijnLoketEmail,
}

impl Right {
    /// Every right of the catalogue.
    pub const ALL: [Self; 8] = [
        Self::ManageBsn,
        Self::ViewWages,
        Self::ViewEmployments,
        Self::ViewHrm,
        Self::ViewPeriodData,
        Self::ViewLeave,
        Self::ViewPayrollOutputLimited,
        Self::ViewMijnLoketEmail,
    ];

    /// The name as Loket shows it. Dutch: it is what the user looks for on the screen beside.
    pub fn name(self) -> &'static str {
        match self {
            Self::ManageBsn => "Beheren en raadplegen BSN",
            Self::ViewWages => "Raadplegen beloningen",
            Self::ViewEmployments => "Raadplegen dienstverbanden",
            Self::ViewHrm => "Raadplegen HRM",
            Self::ViewPeriodData => "Raadplegen variabele gegevens",
            Self::ViewLeave => "Raadplegen verlofadministratie",
            Self::ViewPayrollOutputLimited => "Raadplegen loonoutput beperkt",
            Self::ViewMijnLoketEmail => "Raadplegen MijnLoket e-mailadres",
        }
    }

    /// The id as it stands in handbooks and answers.
    pub fn id(self) -> &'static str {
        self.into()
    }

    /// The right that Loket means by a name, however it writes it; none when the catalogue has it not.
    pub fn from_description(description: &str) -> Option<Self> {
        let key = key(description);
        Self::ALL.into_iter().find(|right| self::key(right.name()) == key)
    }
}

/// Whether two of Loket's names mean the same right, also one that the catalogue does not have.
pub fn same_right(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

/// What is left of a name when everything is taken away in which writings of the same right differ: the words, each in
/// one form, whatever their order.
fn key(name: &str) -> String {
    let small = name.to_lowercase();
    let mut words: Vec<String> = vec![];
    for word in small.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let word = match word {
            "en" | "van" | "de" | "het" => continue,
            "beheer" => "beheren",
            "dienstverband" => "dienstverbanden",
            "beloning" => "beloningen",
            "beperkte" => "beperkt",
            "div" => "diverse",
            word => word,
        };
        // "e-mailadres", "e-mail adres" and "emailadres" are one word, and so are "Mijn Loket" and "MijnLoket".
        let joins = |last: &str| matches!(last, "e" | "mijn") || (last == "email" && word == "adres");
        match words.last_mut() {
            Some(last) if joins(last) => last.push_str(word),
            _ => words.push(word.to_owned()),
        }
    }
    let is_hrm = |word: &String| word == "hrm" || word == "hrmgegevens";
    if words.iter().any(is_hrm) {
        words.retain(|word| !is_hrm(word) && word != "gegevens");
        words.push("hrm".to_owned());
    }
    words.sort_unstable();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Right, same_right};

    #[test]
    fn ids_are_what_a_handbook_writes() {
        for right in Right::ALL {
            assert_eq!(serde_json::to_value(right).unwrap(), right.id());
        }
    }

    #[test]
    fn a_right_is_found_in_every_writing_and_not_in_a_right_like_it() {
        for (written, right) in [
            ("Beheer en raadplegen BSN", Right::ManageBsn),
            ("beheren/raadplegen  bsn", Right::ManageBsn),
            ("Raadplegen HRM-gegevens", Right::ViewHrm),
            ("RAADPLEGEN HRM", Right::ViewHrm),
            (" Raadplegen loonoutput (beperkt) ", Right::ViewPayrollOutputLimited),
            ("Raadplegen beperkte loonoutput", Right::ViewPayrollOutputLimited),
            ("Loonoutput raadplegen, beperkt", Right::ViewPayrollOutputLimited),
            ("Verlofadministratie raadplegen", Right::ViewLeave),
            ("HRM gegevens raadplegen", Right::ViewHrm),
            ("Raadplegen e-mail adres MijnLoket", Right::ViewMijnLoketEmail),
            ("Raadplegen Mijn Loket emailadres", Right::ViewMijnLoketEmail),
        ] {
            assert_eq!(Right::from_description(written), Some(right), "{written}");
        }
        for other in ["Raadplegen loonoutput", "Raadplegen BSN", "Beheren beloningen", "Raadplegen", ""] {
            assert_eq!(Right::from_description(other), None, "{other}");
        }
        for right in Right::ALL {
            assert_eq!(Right::from_description(right.name()), Some(right));
        }
    }

    #[test]
    fn names_that_the_catalogue_does_not_have_are_compared_too() {
        assert_eq!(Right::from_description("Raadplegen en beheren BSN"), Some(Right::ManageBsn));
        assert!(same_right("Beheer dienstverbanden", "Beheren dienstverbanden"));
        assert!(same_right(
            "Raadplegen div. vaste gegevens salarisverwerking",
            "Raadplegen diverse vaste gegevens salarisverwerking"
        ));
        assert!(!same_right("Raadplegen beloningen", "Beheren beloningen"));
        assert!(!same_right("Raadplegen loonoutput", "Raadplegen loonoutput beperkt"));
    }
}
