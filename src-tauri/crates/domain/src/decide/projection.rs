//! What is stored of a dossier in addition to its events, so that it is found and serves elsewhere.

use crate::answer::{Answer, Personal};
use crate::chain::ChainAction;
use crate::check;
use crate::context::{DossierContext, LearntValue};
use crate::event::{Action, Event};
use crate::field;
use crate::handbook::Handbook;
use crate::id::{DossierId, EventId, StepId};
use crate::item::Ask;
use crate::known::fill_of;
use crate::text::Text;

/// Something of a dossier that can be found. Nothing personal: it is stored unsealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRow {
    /// The step; none: the dossier itself.
    pub step: Option<StepId>,
    pub title: Text,
}

/// A note in clear that can be found. Kept in memory only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoteRow {
    /// The event that wrote it.
    pub note: EventId,
    pub dossier: DossierId,
    /// None: the note is about the dossier as a whole.
    pub step: Option<StepId>,
    pub text: String,
}

/// The coupling user of a dossier, so that two couplings never share one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CouplingUserName {
    /// The name; empty while none was entered, or it cannot be read.
    pub user_name: String,
}

/// What can be found of a dossier: itself, and each step.
pub fn search_rows(handbook: &Handbook) -> Vec<SearchRow> {
    let whole = SearchRow { step: None, title: handbook.title.clone() };
    let steps = handbook
        .steps
        .iter()
        .map(|step| SearchRow { step: Some(step.id.clone()), title: step.title.clone() });
    std::iter::once(whole).chain(steps).collect()
}

/// Notes among events that were opened.
pub fn note_rows(events: &[Event]) -> Vec<NoteRow> {
    let rows = events.iter().filter_map(|event| match &event.action {
        Action::NoteAdded { step, text: Personal::Clear(text) } => {
            Some(NoteRow { note: event.id, dossier: event.chain, step: step.clone(), text: text.clone() })
        }
        _ => None,
    });
    rows.collect()
}

/// Typed values that other dossiers can use. What identifies a person is never one.
pub(super) fn learnt(events: &[Event], handbook: &Handbook) -> Vec<LearntValue> {
    let values = events.iter().filter_map(|event| {
        let Action::ItemAnswered { item, answer: Some(answer), origin: None } = &event.action else {
            return None;
        };
        let Answer::Value { value: Personal::Clear(value) } = answer else { return None };
        let (_, item) = handbook.item(item)?;
        let fill = fill_of(&item.ask)?;
        let serves = match &item.ask {
            Ask::Field(asked) if asked.proposal_only || asked.personal => false,
            Ask::Field(asked) => field::read(asked.field_type, value).is_ok(),
            Ask::Choice(asked) => !asked.proposal_only,
            _ => true,
        };
        let in_clear = event.action.clone().values_to_seal(handbook).is_empty();
        let (value, handbook) = (value.as_str().into(), handbook.id.clone());
        serves.then_some(LearntValue { fill, value, in_clear, handbook, at: event.at })
    });
    values.collect()
}

/// The coupling user, where the handbook has one.
pub(super) fn coupling_user(context: &DossierContext) -> Option<CouplingUserName> {
    let user = check::coupling_user(&context.handbook, &context.dossier)?;
    Some(CouplingUserName { user_name: user.name(&context.dossier).unwrap_or_default() })
}
