//! Which values are sealed, and sealing and opening them on their way to and from the records.

use std::convert::Infallible;

use domain::Personal;
use domain::answer::Answer;
use domain::event::{Action, Event};
use domain::handbook::Handbook;
use domain::item::{Ask, Column};
use records::SettingKey;
use uuid::Uuid;

use crate::Office;
use crate::refusal::{NoKeychain, Refusal, Result};

impl Office {
    /// The action as it goes to the records: everything personal in it sealed.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when something has to be sealed and the key is not to be had.
    pub(crate) fn seal(&self, action: Action, dossier: Uuid, handbook: &Handbook) -> Result<Action> {
        let close = |value: Personal| self.seal_value(value, dossier);
        Ok(match action {
            Action::ItemAnswered { item, answer: Some(answer), origin } => {
                let asked = handbook.item(&item).map(|(_, item)| &item.ask).ok_or(Refusal::BadInput)?;
                let answer = Some(seal_answer(asked, answer, &close)?);
                Action::ItemAnswered { item, answer, origin }
            }
            Action::Checked { item, check, verdict } => {
                Action::Checked { item, check, verdict: verdict.try_map(close)? }
            }
            Action::WentOn { item, reason } => Action::WentOn { item, reason: close(reason)? },
            Action::NoteAdded { step, text } => Action::NoteAdded { step, text: close(text)? },
            Action::StepSetAside { step, reason } => Action::StepSetAside { step, reason: close(reason)? },
            Action::WaitStarted { step, item, mut waiting } => {
                waiting.contact = waiting.contact.map(close).transpose()?;
                Action::WaitStarted { step, item, waiting }
            }
            other => other,
        })
    }

    /// What can be kept of checks now. Without the key a verdict is kept without the values that identify people, which
    /// then show as sealed, and an answer that holds them is left to the user.
    pub(crate) fn keepable(&self, actions: Vec<Action>, handbook: &Handbook) -> Vec<Action> {
        if self.seal.is_unlocked() {
            return actions;
        }
        actions.into_iter().filter_map(|action| without_people(action, handbook)).collect()
    }

    pub(crate) fn seal_value(&self, value: Personal, dossier: Uuid) -> Result<Personal> {
        let Personal::Clear(words) = value else { return Ok(value) };
        if words.is_empty() {
            return Ok(Personal::Clear(words));
        }
        self.unlock_seal()?;
        Ok(Personal::Sealed(self.seal.seal(&words, &dossier.to_string())?))
    }

    /// Fetches the key. The first time ever one is made; that it was made is remembered, so that a key that is
    /// gone later is never replaced in silence.
    pub(crate) fn unlock_seal(&self) -> Result<()> {
        if self.seal.is_unlocked() {
            return Ok(());
        }
        let begun = self.records()?.setting(SettingKey::SEALING)?.is_some();
        self.seal.unlock(!begun)?;
        if !begun {
            self.records()?.set_setting(SettingKey::SEALING, Some("yes"))?;
        }
        Ok(())
    }

    /// Fetches the key if there ever was one, so that what is sealed can be read.
    pub(crate) fn unlock_seal_if_begun(&self) -> Result<()> {
        let begun = self.records()?.setting(SettingKey::SEALING)?.is_some();
        if begun { self.unlock_seal() } else { Ok(()) }
    }

    /// Events with everything opened that can be opened. Only for looking: their hashes no longer hold.
    pub(crate) fn opened(&self, events: &[Event]) -> Vec<Event> {
        let open = |value: Personal, dossier: Uuid| match &value {
            Personal::Sealed(text) if self.seal.is_unlocked() => {
                self.seal.unseal(text, &dossier.to_string()).map_or(value, Personal::Clear)
            }
            _ => value,
        };
        let opened = events.iter().cloned().map(|mut event| {
            event.action = map_personal(event.action, &mut |value| open(value, event.dossier));
            event
        });
        opened.collect()
    }

    /// Refuses answers that came back sealed: with the key away they cannot be changed.
    pub(crate) fn must_be_clear(answer: &Answer) -> Result<()> {
        let sealed = answer.values().iter().any(|value| matches!(value, Personal::Sealed(_)));
        if sealed { Err(Refusal::Keychain { why: NoKeychain::Locked }) } else { Ok(()) }
    }
}

fn without_people(action: Action, handbook: &Handbook) -> Option<Action> {
    match action {
        Action::Checked { item, check, verdict } => {
            let hide = |value: Personal| Ok::<_, Infallible>(hidden(value));
            let Ok(verdict) = verdict.try_map(hide);
            Some(Action::Checked { item, check, verdict })
        }
        Action::ItemAnswered { item, answer: Some(answer), origin } => {
            let (_, asked) = handbook.item(&item)?;
            // Only what has to be sealed is closed, so this tells whether anything has.
            let refuse = |_: Personal| Err(Refusal::Keychain { why: NoKeychain::Locked });
            seal_answer(&asked.ask, answer.clone(), &refuse).ok()?;
            Some(Action::ItemAnswered { item, answer: Some(answer), origin })
        }
        other => Some(other),
    }
}

/// A value that was there and is not kept.
fn hidden(value: Personal) -> Personal {
    if value.is_blank() { value } else { Personal::Sealed(String::new()) }
}

fn seal_answer(asked: &Ask, answer: Answer, close: &impl Fn(Personal) -> Result<Personal>) -> Result<Answer> {
    let columns: Vec<&Column> = match asked {
        Ask::Field(field) if field.personal => return answer.try_map(close),
        Ask::List(list) => list.columns.iter().collect(),
        Ask::Mapping(mapping) => vec![&mapping.from, &mapping.to],
        Ask::Result(page) => page.fields.iter().collect(),
        _ => return Ok(answer),
    };
    let Answer::Rows { rows, none } = answer else { return Ok(answer) };
    let row = |row: Vec<Personal>| -> Result<Vec<Personal>> {
        let cells = row.into_iter().zip(&columns);
        cells.map(|(value, column)| if column.personal { close(value) } else { Ok(value) }).collect()
    };
    Ok(Answer::Rows { rows: rows.into_iter().map(row).collect::<Result<_>>()?, none })
}

/// The action with every personal value passed through `change`.
pub(crate) fn map_personal(action: Action, change: &mut impl FnMut(Personal) -> Personal) -> Action {
    match action {
        Action::ItemAnswered { item, answer, origin } => {
            let answer = answer.map(|answer| {
                let Ok(answer) = answer.try_map(|value| Ok::<_, Infallible>(change(value)));
                answer
            });
            Action::ItemAnswered { item, answer, origin }
        }
        Action::Checked { item, check, verdict } => {
            let Ok(verdict) = verdict.try_map(|value| Ok::<_, Infallible>(change(value)));
            Action::Checked { item, check, verdict }
        }
        Action::WentOn { item, reason } => Action::WentOn { item, reason: change(reason) },
        Action::NoteAdded { step, text } => Action::NoteAdded { step, text: change(text) },
        Action::StepSetAside { step, reason } => Action::StepSetAside { step, reason: change(reason) },
        Action::WaitStarted { step, item, mut waiting } => {
            waiting.contact = waiting.contact.map(change);
            Action::WaitStarted { step, item, waiting }
        }
        other => other,
    }
}
