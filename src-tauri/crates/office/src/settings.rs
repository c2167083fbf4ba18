//! Settings: who is at the keyboard, and how the app behaves. Kept in the records.

pub use domain::settings::{Appearance, Settings};
use domain::text::Language;
use jiff::Timestamp;
use records::{Records, SettingKey};
use serde::{Deserialize, Serialize};

use crate::Office;
use crate::refusal::{Refusal, Result};

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
    let months = kept.settings.backup_months.map(|months| months.max(1).to_string());
    records.set_setting(SettingKey::BACKUP_MONTHS, months.as_deref())?;
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
        let settings = settings.checked().map_err(|fields| Refusal::Wrong { fields })?;
        write(&mut *self.records()?, Kept { settings, at: self.clock.now() })
    }
}
