//! Settings: who is at the keyboard, and how the app behaves. Kept in the records.

use domain::field::{self, FieldType};
use domain::stamp::Actor;
use domain::text::Language;
use jiff::Timestamp;
use records::{Records, SettingKey};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::Office;
use crate::refusal::{Refusal, Result, Wrong};

/// The settings of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Full name of who is at the keyboard, for the history.
    pub name: String,
    /// Their initials.
    pub initials: String,
    /// Name of the office.
    pub office_name: String,
    /// E-mail address of the office.
    pub office_email: String,
    /// Language of the screens.
    pub language: Language,
    /// Light, dark, or as the system has it.
    pub appearance: Appearance,
    /// Whether a second person has to look at a dossier that was signed off.
    pub second_pair_of_eyes: bool,
    /// Whether waits that fall due give a notification.
    pub reminders: bool,
    /// Years after which finished dossiers are offered for removal; none keeps them.
    pub retention_years: Option<u32>,
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
    /// Light.
    Light,
    /// Dark.
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
            compact: false,
        }
    }
}

impl Settings {
    /// Who is at the keyboard.
    ///
    /// # Errors
    /// [`Refusal::NeedsName`] until name and initials are given: the history has to say who did what.
    pub fn actor(&self) -> Result<Actor> {
        if self.name.trim().is_empty() || self.initials.trim().is_empty() {
            return Err(Refusal::NeedsName);
        }
        Ok(Actor { name: self.name.clone(), initials: self.initials.clone() })
    }

    fn checked(mut self) -> Result<Self> {
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
        if wrong.is_empty() { Ok(self) } else { Err(Refusal::Wrong { fields: wrong }) }
    }
}

/// The settings as kept, with the time they were last saved.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub settings: Settings,
    /// In UTC.
    #[serde(default)]
    pub at: Timestamp,
}

/// The settings, and when they were saved. What cannot be read falls back to the defaults.
pub(crate) fn read(records: &Records) -> Result<Kept> {
    let text = records.setting(SettingKey::SETTINGS)?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Writes them down. What stood there and does not read is put aside, not written over.
fn write(records: &mut Records, kept: Kept) -> Result<Settings> {
    let text = serde_json::to_string(&kept).map_err(|_| Refusal::Unexpected)?;
    let before = records.setting(SettingKey::SETTINGS)?;
    if let Some(before) = before.filter(|before| serde_json::from_str::<Kept>(before).is_err()) {
        records.set_setting(SettingKey::SETTINGS_UNREADABLE, Some(&before))?;
    }
    records.set_setting(SettingKey::SETTINGS, Some(&text))?;
    Ok(kept.settings)
}

impl Office {
    /// The settings. What cannot be read falls back to the defaults: the app always starts.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn settings(&self) -> Result<Settings> {
        Ok(read(&*self.records()?)?.settings)
    }

    /// Takes over who is at the keyboard from another environment, unless it is known here already.
    pub(crate) fn take_over(&self, from: &Settings) -> Result<()> {
        let here = self.settings()?;
        if here.actor().is_ok() || from.actor().is_err() {
            return Ok(());
        }
        self.save_settings(from.clone()).map(|_| ())
    }

    /// Saves the language of the screens, on top of what was saved before. It is chosen before there is a name.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`]; the settings are as they were.
    pub fn speak(&self, language: Language) -> Result<Settings> {
        let mut records = self.records()?;
        let Kept { settings, at } = read(&records)?;
        write(&mut records, Kept { settings: Settings { language, ..settings }, at })
    }

    /// Saves the settings.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] with each field that does not read; nothing is saved then.
    pub fn save_settings(&self, settings: Settings) -> Result<Settings> {
        write(&mut *self.records()?, Kept { settings: settings.checked()?, at: self.clock.now() })
    }
}
