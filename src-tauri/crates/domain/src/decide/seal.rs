//! Which values of an event are sealed, and passing them through.

use std::convert::Infallible;

use crate::answer::{Answer, Personal};
use crate::event::{Action, Event};
use crate::handbook::Handbook;
use crate::item::Ask;

/// The action with each value that is sealed on disk passed through `close`: of answers what the handbook marks as
/// personal, and always notes, reasons, contacts, and the values in verdicts. Empty values stay as they are.
///
/// # Errors
/// The first error of `close`.
pub fn seal_action<E>(
    action: Action,
    handbook: &Handbook,
    close: &mut impl FnMut(Personal) -> Result<Personal, E>,
) -> Result<Action, E> {
    let mut close = |value: Personal| match value {
        Personal::Clear(words) if !words.is_empty() => close(Personal::Clear(words)),
        other => Ok(other),
    };
    match action {
        Action::ItemAnswered { item, answer: Some(answer), origin } => {
            let answer = match handbook.item(&item) {
                Some((_, asked)) => seal_answer(&asked.ask, answer, &mut close)?,
                None => answer.try_map(close)?,
            };
            Ok(Action::ItemAnswered { item, answer: Some(answer), origin })
        }
        other => try_map_personal(other, &mut close),
    }
}

fn seal_answer<E>(
    asked: &Ask,
    answer: Answer,
    close: &mut impl FnMut(Personal) -> Result<Personal, E>,
) -> Result<Answer, E> {
    match (asked, answer) {
        (Ask::Field(field), answer) if field.personal => answer.try_map(close),
        (asked, Answer::Rows { rows, none }) => {
            let columns = asked.columns();
            let mut row = |row: Vec<Personal>| -> Result<Vec<Personal>, E> {
                let cells = row.into_iter().zip(&columns);
                cells.map(|(value, column)| if column.personal { close(value) } else { Ok(value) }).collect()
            };
            let rows = rows.into_iter().map(&mut row).collect::<Result<_, E>>()?;
            Ok(Answer::Rows { rows, none })
        }
        (_, answer) => Ok(answer),
    }
}

/// Whether anything in these events has to be sealed.
pub fn has_values_to_seal(events: &[Event], handbook: &Handbook) -> bool {
    let is_free =
        |event: &Event| seal_action(event.action.clone(), handbook, &mut |_| Err::<Personal, ()>(())).is_ok();
    !events.iter().all(is_free)
}

/// What can be kept of a check when nothing can be sealed: a verdict without the values that identify people, which
/// then show as sealed, and no answer that holds them.
pub(super) fn without_people(action: Action, handbook: &Handbook) -> Option<Action> {
    match action {
        Action::ItemAnswered { .. } => seal_action(action, handbook, &mut |_| Err::<Personal, ()>(())).ok(),
        other => {
            let hide = &mut |value: Personal| {
                Ok::<_, Infallible>(if value.is_blank() { value } else { Personal::Sealed(String::new()) })
            };
            let Ok(hidden) = seal_action(other, handbook, hide);
            Some(hidden)
        }
    }
}

/// The action with every value that may be personal passed through `change`.
///
/// # Errors
/// The first error of `change`.
pub fn try_map_personal<E>(
    action: Action,
    change: &mut impl FnMut(Personal) -> Result<Personal, E>,
) -> Result<Action, E> {
    Ok(match action {
        Action::ItemAnswered { item, answer, origin } => {
            let answer = answer.map(|answer| answer.try_map(change)).transpose()?;
            Action::ItemAnswered { item, answer, origin }
        }
        Action::Checked { item, check, verdict } => {
            Action::Checked { item, check, verdict: verdict.try_map(change)? }
        }
        Action::WentOn { item, reason } => Action::WentOn { item, reason: change(reason)? },
        Action::NoteAdded { step, text } => Action::NoteAdded { step, text: change(text)? },
        Action::StepSetAside { step, reason } => Action::StepSetAside { step, reason: change(reason)? },
        Action::WaitStarted { step, item, mut waiting } => {
            waiting.contact = waiting.contact.map(change).transpose()?;
            Action::WaitStarted { step, item, waiting }
        }
        other => other,
    })
}
