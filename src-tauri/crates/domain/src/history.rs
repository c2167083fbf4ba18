//! What happened in a dossier, as data: the screens and the files find the words.

mod runs;
pub mod timeline;
mod values;

pub use runs::{CheckCounts, CheckRun, HistoryEntry, entries};
pub use values::shown;

use std::collections::BTreeSet;

use crate::answer::{Answer, Personal};
use crate::chain::undone;
use crate::context::DossierContext;
use crate::display;
use crate::event::{Action, Event};
use crate::handbook::Handbook;
use crate::id::{EventId, ItemId, StepId};
use crate::item::Ask;
use crate::loket_change::{LoketChange, LoketChangeOutcome};
use crate::record_words;
use crate::stamp::Stamp;
use crate::text::{Language, Text};
use crate::verdict;
use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct HistoryLine {
    /// Id of the event.
    pub id: EventId,
    pub stamp: Stamp,
    pub what: Happening,
    /// None: it is about the dossier as a whole, or the handbook does not have the step any more.
    pub step: Option<Text>,
    /// None: it is not about one line, or the handbook does not have that line any more.
    pub item: Option<Text>,
    /// The value, when it is short enough to show and readable.
    pub value: Option<Text>,
    /// Whether it was undone later.
    pub undone: bool,
    /// Whether the clock of the computer said an earlier time than at an event before it. The order is that of the chain.
    pub clock_back: bool,
}

/// What kind of thing happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum Happening {
    Started,
    Answered,
    /// An answer was taken away.
    Cleared,
    /// A password was kept in the keychain.
    SecretKept,
    SecretForgotten,
    /// A step was declared done.
    StepCompleted,
    /// A step was opened again.
    StepReopened,
    /// A step was set aside; the value is the reason.
    StepSetAside,
    /// Waiting began; the value is for whom.
    WaitStarted,
    /// It came; the value is the day.
    WaitEnded,
    /// Loket was asked: it is so.
    CheckMet,
    /// Loket was asked: it is not so.
    CheckFailed,
    /// Loket was asked: it is not as expected, which proves nothing.
    CheckUnexpected,
    /// Loket was asked, and the answer is unknown.
    CheckUnknown,
    /// A check fails and one went on all the same; the value is why.
    WentOn,
    /// The coupling user was made in Loket from here; the value is its name.
    UserMade,
    /// Rights were set in Loket from here; the value is whose.
    RightsSet,
    /// Products were switched in Loket from here.
    ProductsSwitched,
    /// A change in Loket was about to be asked; the value is what it is about.
    ChangeStarted,
    /// A file was made; the value is its name.
    FileMade,
    /// Something was asked of Loket and did not happen; the value is what Loket said, or else what it was about.
    ChangeFailed,
    /// The user was made in Loket, and its rights are not as asked; the value as above.
    ChangePartly,
    /// Something was asked of Loket and nobody knows whether it happened; the value is what it was about.
    ChangeUncertain,
    /// A note was written; the value is the note.
    NoteAdded,
    /// The target day was set; the value is the day.
    DueSet,
    /// Handed over to a colleague; the value is who.
    Assigned,
    /// Another version of the handbook; the value is its number.
    HandbookMoved,
    SignedOff,
    /// Seen by a second person.
    Countersigned,
    Reopened,
    /// Came from a file.
    Imported,
    Undone,
}

/// The history of a dossier, oldest first, each event in the words of the version of the handbook that it names. Where
/// that version is not at hand, those of the one that the dossier follows. Values that are sealed are left out.
pub fn history(context: &DossierContext) -> Vec<HistoryLine> {
    lines(context, 0).collect()
}

/// The newest entries of the history, newest first. Words are found for these alone: the history may be long.
pub fn newest(context: &DossierContext, count: usize) -> Vec<HistoryEntry> {
    let mut reach = 2 * count;
    loop {
        let lines: Vec<_> = lines(context, context.events.len().saturating_sub(reach)).collect();
        let mut newest: Vec<_> = entries(&lines).rev().take(count + 1).collect();
        // The run of checks that comes before the ones asked for may go on before where this begins.
        if newest.len() > count || lines.len() == context.events.len() {
            newest.truncate(count);
            return newest;
        }
        reach *= 4;
    }
}

/// The line of one event.
pub fn of_event(context: &DossierContext, event: EventId) -> Option<HistoryLine> {
    let place = context.events.iter().rposition(|one| one.id == event)?;
    lines(context, place).next()
}

/// The lines from the event in this place on, oldest first.
fn lines(context: &DossierContext, from: usize) -> impl Iterator<Item = HistoryLine> {
    let undone = undone(&context.events);
    let (before, events) = context.events.split_at(from);
    let mut latest = before.iter().map(|event| event.at).max().unwrap_or(Timestamp::MIN);
    events.iter().map(move |event| {
        let clock_back = event.at < latest;
        latest = latest.max(event.at);
        HistoryLine { clock_back, ..line(event, context, &undone) }
    })
}

fn line(event: &Event, context: &DossierContext, undone: &BTreeSet<EventId>) -> HistoryLine {
    let (what, step, item, value) = match &event.action {
        Action::Undone { event } => {
            let taken_back = context.events.iter().find(|earlier| earlier.id == *event);
            let described =
                taken_back.map(|earlier| describe(&earlier.action, context.version(earlier.version)));
            let (_, step, item, _) = described.unwrap_or((Happening::Undone, None, None, None));
            (Happening::Undone, step, item, None)
        }
        action => describe(action, context.version(event.version)),
    };
    HistoryLine {
        id: event.id,
        stamp: event.stamp(),
        what,
        step,
        item,
        value,
        undone: undone.contains(&event.id),
        clock_back: false,
    }
}

type Description = (Happening, Option<Text>, Option<Text>, Option<Text>);

fn describe(action: &Action, handbook: &Handbook) -> Description {
    let step = |id: &StepId| handbook.step(id).map(|step| step.title.clone());
    match action {
        Action::DossierStarted { .. } => (Happening::Started, None, None, Some(handbook.title.clone())),
        Action::ItemAnswered { item, answer, .. } => answered(item, answer.as_ref(), handbook),
        Action::StepCompleted { step: id } => (Happening::StepCompleted, step(id), None, None),
        Action::StepReopened { step: id } => (Happening::StepReopened, step(id), None, None),
        Action::StepSetAside { step: id, reason } => (Happening::StepSetAside, step(id), None, clear(reason)),
        Action::WaitStarted { step: id, waiting, .. } => {
            (Happening::WaitStarted, step(id), None, clear(&waiting.on))
        }
        Action::WaitEnded { step: id, on, .. } => (Happening::WaitEnded, step(id), None, Some(day(*on))),
        Action::Checked { item, verdict, .. } => about(item, handbook, checked(&verdict.outcome), None),
        Action::WentOn { item, reason, .. } => about(item, handbook, Happening::WentOn, clear(reason)),
        Action::LoketChangeStarted { item, change, .. } => {
            about(item, handbook, Happening::ChangeStarted, changed(change, &LoketChangeOutcome::Done).1)
        }
        Action::FileMade { name, .. } => (Happening::FileMade, None, None, clear(name)),
        Action::ChangedInLoket { item, change, outcome, .. } => {
            let (what, value) = changed(change, outcome);
            about(item, handbook, what, value)
        }
        Action::NoteAdded { step: id, text } => {
            (Happening::NoteAdded, id.as_ref().and_then(step), None, clear(text))
        }
        Action::DueSet { due } => (Happening::DueSet, None, None, due.map(day)),
        Action::Assigned { to } => (Happening::Assigned, None, None, to.as_ref().map(|to| same(&to.name))),
        Action::HandbookMoved { to } => (Happening::HandbookMoved, None, None, Some(same(&to.to_string()))),
        Action::SignedOff => (Happening::SignedOff, None, None, None),
        Action::Countersigned => (Happening::Countersigned, None, None, None),
        Action::Reopened => (Happening::Reopened, None, None, None),
        Action::Imported { .. } => (Happening::Imported, None, None, None),
        Action::Undone { .. } => (Happening::Undone, None, None, None),
    }
}

fn about(item: &ItemId, handbook: &Handbook, what: Happening, value: Option<Text>) -> Description {
    let found = handbook.item(item);
    let label = found.map(|(_, item)| item.label.clone());
    (what, found.map(|(step, _)| step.title.clone()), label, value)
}

fn checked(outcome: &verdict::Outcome) -> Happening {
    match outcome {
        verdict::Outcome::Met => Happening::CheckMet,
        verdict::Outcome::Unmet { .. } => Happening::CheckFailed,
        verdict::Outcome::Unexpected { .. } => Happening::CheckUnexpected,
        verdict::Outcome::Unknown { .. } => Happening::CheckUnknown,
    }
}

fn changed(change: &LoketChange, outcome: &LoketChangeOutcome) -> (Happening, Option<Text>) {
    let (what, value) = match change {
        LoketChange::MakeUser { user_name, .. } => (Happening::UserMade, clear(user_name)),
        LoketChange::SetRights { user_name, .. } => (Happening::RightsSet, clear(user_name)),
        LoketChange::SwitchProducts { on, off } => (Happening::ProductsSwitched, Some(switched(on, off))),
    };
    match outcome {
        LoketChangeOutcome::Done => (what, value),
        // Why Loket did not take it says more than whom it was about, which the line itself names.
        LoketChangeOutcome::NotDone { messages } | LoketChangeOutcome::Conflict { messages, .. } => {
            (Happening::ChangeFailed, said(messages).or(value))
        }
        LoketChangeOutcome::Partly { messages, .. } => (Happening::ChangePartly, said(messages).or(value)),
        LoketChangeOutcome::Uncertain => (Happening::ChangeUncertain, value),
    }
}

/// Which products were switched on and which off, in both languages.
fn switched(on: &[String], off: &[String]) -> Text {
    in_both(|language| record_words::switched(on, off, language))
}

fn in_both(words: impl Fn(Language) -> String) -> Text {
    Text { nl: words(Language::Nl), en: words(Language::En) }
}

fn said(messages: &[Personal]) -> Option<Text> {
    let words: Vec<&str> = messages.iter().filter_map(Personal::clear).collect();
    (!words.is_empty()).then(|| same(&words.join(" ")))
}

fn answered(id: &ItemId, answer: Option<&Answer>, handbook: &Handbook) -> Description {
    let found = handbook.item(id);
    let step = found.map(|(step, _)| step.title.clone());
    let label = found.map(|(_, item)| item.label.clone());
    let secret = found.is_some_and(|(_, item)| matches!(item.ask, Ask::Secret(_)));
    let what = match (secret, answer) {
        (true, Some(_)) => Happening::SecretKept,
        (true, None) => Happening::SecretForgotten,
        (false, Some(_)) => Happening::Answered,
        (false, None) => Happening::Cleared,
    };
    let value = found.zip(answer).and_then(|((_, item), answer)| shown(item, answer, handbook));
    (what, step, label, value)
}

fn clear(words: &Personal) -> Option<Text> {
    words.clear().map(same)
}

fn same(words: &str) -> Text {
    Text { nl: words.to_owned(), en: words.to_owned() }
}

fn day(date: jiff::civil::Date) -> Text {
    same(&display::day(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_loket_did_not_take_a_change_stands_in_the_history() {
        let change = LoketChange::SwitchProducts { on: vec!["MijnLoket".into()], off: vec![] };
        let refused = LoketChangeOutcome::NotDone { messages: vec!["Eerst een addendum.".into()] };
        let (what, value) = changed(&change, &refused);
        assert_eq!(
            (what, value.map(|text| text.nl)),
            (Happening::ChangeFailed, Some("Eerst een addendum.".into()))
        );
        let both = LoketChange::SwitchProducts {
            on: vec!["MijnLoket".into(), "HRM".into()],
            off: vec!["Workflow".into()],
        };
        let value = changed(&both, &LoketChangeOutcome::Done).1.unwrap();
        assert_eq!(value.nl, "aan: MijnLoket, HRM; uit: Workflow");
        assert_eq!(value.en, "on: MijnLoket, HRM; off: Workflow");
        let (what, value) = changed(&change, &LoketChangeOutcome::Uncertain);
        assert_eq!(
            (what, value.map(|text| text.nl)),
            (Happening::ChangeUncertain, Some("aan: MijnLoket".into()))
        );
    }
}
