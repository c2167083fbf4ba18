//! What a dossier's actions hold that a person or Loket wrote, and which of it is stored in clear.

use std::collections::BTreeMap;

use crate::answer::{Answer, Personal};
use crate::chain::ChainAction;
use crate::environment::Environment;
use crate::event::{Action, Event, SealedEvent};
use crate::field::{self, FieldType};
use crate::handbook::Handbook;
use crate::id::{DossierId, EventId};
use crate::item::{Ask, Choosable, Column};

impl ChainAction for Action {
    type Id = DossierId;
    type Rules = Handbook;
    const KIND: Option<&'static str> = None;

    fn starts(&self) -> bool {
        matches!(self, Self::DossierStarted { .. })
    }

    fn environment(&self) -> Option<Environment> {
        if let Self::DossierStarted { environment, .. } = self { *environment } else { None }
    }

    fn undoes(&self) -> Option<EventId> {
        if let Self::Undone { event } = self { Some(*event) } else { None }
    }

    fn values(&mut self) -> Vec<&mut Personal> {
        match self {
            Self::ItemAnswered { answer, .. } => answer.iter_mut().flat_map(Answer::values_mut).collect(),
            Self::Checked { verdict, .. } => verdict.values(),
            Self::StepSetAside { reason: text, .. }
            | Self::WentOn { reason: text, .. }
            | Self::NoteAdded { text, .. }
            | Self::FileMade { name: text, .. } => vec![text],
            Self::WaitStarted { waiting, .. } => {
                let texts = [&mut waiting.on, &mut waiting.reason, &mut waiting.then];
                texts.into_iter().chain(&mut waiting.contact).collect()
            }
            Self::LoketChangeStarted { change, .. } => change.user_name().into_iter().collect(),
            Self::ChangedInLoket { change, outcome, .. } => {
                change.user_name().into_iter().chain(outcome.messages()).collect()
            }
            Self::DossierStarted { .. }
            | Self::StepCompleted { .. }
            | Self::StepReopened { .. }
            | Self::WaitEnded { .. }
            | Self::DueSet { .. }
            | Self::Assigned { .. }
            | Self::HandbookMoved { .. }
            | Self::SignedOff
            | Self::Countersigned
            | Self::Reopened
            | Self::Imported { .. }
            | Self::Undone { .. } => vec![],
        }
    }

    fn values_to_seal(&mut self, handbook: &Handbook) -> Vec<(usize, &mut Personal)> {
        match self {
            Self::ItemAnswered { item, answer: Some(answer), .. } => {
                let ask = handbook.item(item).map(|(_, item)| &item.ask);
                answer_to_seal(ask, answer)
            }
            other => other.values().into_iter().enumerate().collect(),
        }
    }
}

/// The values of an answer that are not stored in clear. Of an item that the handbook does not have: all.
fn answer_to_seal<'a>(ask: Option<&Ask>, answer: &'a mut Answer) -> Vec<(usize, &'a mut Personal)> {
    match (ask, answer) {
        (Some(Ask::Field(field)), Answer::Value { value }) => {
            let open = !field.personal && is_open(field.field_type, &[], value);
            if open { vec![] } else { vec![(0, value)] }
        }
        (Some(Ask::Choice(choice)), Answer::Value { value }) => {
            let open = is_open(FieldType::Choice, &choice.options, value);
            if open { vec![] } else { vec![(0, value)] }
        }
        (Some(ask), Answer::Rows { rows, .. }) => {
            let columns = ask.columns();
            let cells = rows.iter_mut().flat_map(|row| row.iter_mut().enumerate()).enumerate();
            let sealed = cells.filter(|(_, (column, value))| {
                let open =
                    |column: &&Column| !column.personal && is_open(column.field_type, &column.options, value);
                !columns.get(*column).is_some_and(open)
            });
            sealed.map(|(place, (_, value))| (place, value)).collect()
        }
        (_, answer) => answer.values_mut().into_iter().enumerate().collect(),
    }
}

/// Whether a value is stored in clear: it reads as one of the open types. What does not read may be anything.
fn is_open(kind: FieldType, options: &[Choosable], value: &Personal) -> bool {
    let Some(words) = value.clear() else { return true };
    if words.is_empty() {
        return true;
    }
    if kind == FieldType::Choice {
        return options.iter().any(|option| option.id == words);
    }
    kind.is_open() && field::read(kind, words).is_ok_and(|reading| reading.value == words)
}

/// The words behind each sealed value that could be opened.
pub fn opened_values(stored: &[SealedEvent], opened: &[Event]) -> BTreeMap<String, String> {
    let mut pairs = BTreeMap::new();
    for (stored, opened) in stored.iter().zip(opened) {
        let (mut stored, mut opened) = (stored.action().clone(), opened.action.clone());
        for (sealed, clear) in stored.values().into_iter().zip(opened.values()) {
            if let (Personal::Sealed(sealed), Personal::Clear(clear)) = (sealed, clear) {
                pairs.insert(sealed.clone(), clear.clone());
            }
        }
    }
    pairs
}
