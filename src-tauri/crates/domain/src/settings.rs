//! Settings: who is at the keyboard, and how the app behaves.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::field::{self, FieldType, Wrong};
use crate::rules::Refusal;
use crate::stamp::Actor;
use crate::text::Language;

/// The settings of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Full name of who is at the keyboard, for the history.
    pub name: String,
    pub initials: String,
    /// Name of the office.
    pub office_name: String,
    pub office_email: String,
    pub language: Language,
    pub appearance: Appearance,
    /// Whether a second person has to look at a dossier that was signed off.
    pub second_pair_of_eyes: bool,
    /// Whether waits that fall due give a notification.
    pub reminders: bool,
    /// Years after which finished dossiers are offered for removal; none keeps them.
    pub retention_years: Option<u32>,
    /// Months after which backups are let go, though never the newest; none: twelve.
    pub backup_months: Option<u32>,
    /// Whether handbooks open with all steps on one page.
    pub compact: bool,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Appearance {
    /// As the system has it.
    #[default]
    System,
    Light,
    Dark,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            name: String::new(),
            initials: String::new(),
            office_name: String::new(),
            office_email: String::new(),
            language: Language::default(),
            appearance: Appearance::default(),
            second_pair_of_eyes: false,
            reminders: true,
            retention_years: None,
            backup_months: None,
            compact: false,
        }
    }
}

impl Settings {
    /// Who is at the keyboard.
    ///
    /// # Errors
    /// [`Refusal::NeedsName`] until name and initials are given: the history has to say who did what.
    pub fn actor(&self) -> Result<Actor, Refusal> {
        if self.name.trim().is_empty() || self.initials.trim().is_empty() {
            return Err(Refusal::NeedsName);
        }
        Ok(Actor { name: self.name.clone(), initials: self.initials.clone() })
    }

    /// The settings as they are kept: read as their types, or each field that does not.
    ///
    /// # Errors
    /// The fields that do not read.
    pub fn checked(mut self) -> Result<Self, Vec<Wrong>> {
        let mut wrong = vec![];
        let mut read = |name: &str, kind, value: &mut String, needed: bool| {
            if value.trim().is_empty() && !needed {
                value.clear();
                return;
            }
            match field::read(kind, value) {
                Ok(reading) => *value = reading.value,
                Err(problem) => wrong.push(Wrong { field: name.to_owned(), problem }),
            }
        };
        read("name", FieldType::Text, &mut self.name, true);
        read("initials", FieldType::Voorletters, &mut self.initials, true);
        read("office_name", FieldType::Text, &mut self.office_name, false);
        read("office_email", FieldType::Email, &mut self.office_email, false);
        if wrong.is_empty() { Ok(self) } else { Err(wrong) }
    }
}
