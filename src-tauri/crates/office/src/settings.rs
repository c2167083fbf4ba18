//! Settings: who is at the keyboard, and how the app behaves. Kept in the records.

use domain::id::{DossierId, ItemId};
use domain::message::{MessageTemplate, MessageText, OwnMessage, with_text};
pub use domain::settings::{Appearance, Settings};
use domain::state::DossierState;
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
    /// The office's own texts of messages.
    #[serde(default)]
    pub messages: Vec<OwnMessage>,
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

/// A size at which a window still shows enough, in percent.
fn readable_size(percent: u16) -> u16 {
    percent.clamp(50, 300)
}

impl Office {
    /// The settings. What cannot be read falls back to the defaults: the app always starts.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn settings(&self) -> Result<Settings> {
        Ok(read(&*self.records()?)?.settings)
    }

    /// How large text is on the screens, in percent of the usual size.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn text_size(&self) -> Result<u16> {
        let kept = self.records()?.setting(SettingKey::TEXT_SIZE)?;
        Ok(kept.and_then(|kept| kept.parse().ok()).map_or(100, readable_size))
    }

    /// Saves how large text is, within what fits a window, and gives it back.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`]; it is then as it was at the next start.
    pub fn set_text_size(&self, percent: u16) -> Result<u16> {
        let percent = readable_size(percent);
        self.records()?.set_setting(SettingKey::TEXT_SIZE, Some(&percent.to_string()))?;
        Ok(percent)
    }

    /// Saves the language of the screens, on top of what was saved before. It is chosen before there is a name.
    ///
    /// # Errors
    /// [`Refusal::NotSaved`]; the settings are as they were.
    pub fn speak(&self, language: Language) -> Result<Settings> {
        let mut records = self.records()?;
        let mut kept = read(&records)?;
        kept.settings.language = language;
        write(&mut records, kept)
    }

    /// Saves the settings.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] with each field that does not read; nothing is saved then.
    pub fn save_settings(&self, settings: Settings) -> Result<Settings> {
        let settings = settings.checked().map_err(|fields| Refusal::Wrong { fields })?;
        let mut records = self.records()?;
        let messages = read(&records)?.messages;
        write(&mut records, Kept { settings, at: self.clock.now(), messages })
    }

    /// The text of a message of a dossier's handbook, as the office can change it.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when the item is no message.
    pub fn message_template(&self, dossier: DossierId, item: &ItemId) -> Result<MessageTemplate> {
        MessageTemplate::of(&self.context(dossier)?, item).ok_or(Refusal::NotFound)
    }

    /// Saves the office's own text of a message, for all dossiers of the handbook; none goes back to the handbook's.
    ///
    /// # Errors
    /// As [`domain::message::TextFault`] has it; [`Refusal::NotSaved`]. The text is as it was then.
    pub fn set_message_text(
        &self,
        dossier: DossierId,
        item: &ItemId,
        text: Option<MessageText>,
    ) -> Result<DossierState> {
        let mut records = self.records()?;
        let mut context = self.gather(&records, dossier, None)?;
        context.settings.messages = with_text(&context, item, text)?;
        let kept = Kept { messages: context.settings.messages.clone(), ..read(&records)? };
        write(&mut records, kept)?;
        Ok(DossierState::of(&context))
    }
}
