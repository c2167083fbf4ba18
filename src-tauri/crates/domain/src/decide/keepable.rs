//! What can be kept of an action: within the bounds, and without the key only what need not be sealed.

use crate::answer::Personal;
use crate::bounds;
use crate::chain::ChainAction;
use crate::event::{Action, Event};
use crate::handbook::Handbook;
use crate::reading::Unread;
use crate::verdict::Outcome;

/// Whether anything in these events has to be sealed.
pub fn has_values_to_seal(events: &[Event], handbook: &Handbook) -> bool {
    events.iter().any(|event| {
        let mut action = event.action.clone();
        action
            .values_to_seal(handbook)
            .iter()
            .any(|(_, value)| value.clear().is_some_and(|words| !words.is_empty()))
    })
}

/// What can be kept of what a check found. Without the key a verdict is kept without what was written in it, which then
/// shows as sealed, and an answer that has to be sealed is left to the user. A verdict that is larger than is stored is
/// not known: it is never met.
pub(super) fn keepable(mut action: Action, handbook: &Handbook, can_seal: bool) -> Option<Action> {
    let too_large = bounds::check(&mut action).is_err();
    match &mut action {
        Action::Checked { verdict, .. } => {
            if too_large {
                verdict.outcome = Outcome::Unknown { because: vec![Unread::Changed] };
                verdict.remarks.clear();
            }
            if !can_seal {
                verdict.values().into_iter().for_each(hide);
            }
        }
        Action::ItemAnswered { .. } if too_large => return None,
        Action::ItemAnswered { .. } if !can_seal => {
            let open = action.values_to_seal(handbook).iter().all(|(_, value)| value.is_blank());
            return open.then_some(action);
        }
        _ => {}
    }
    Some(action)
}

/// Leaves a mark of a value that was there and is not kept.
fn hide(value: &mut Personal) {
    if !value.is_blank() {
        *value = Personal::Sealed(String::new());
    }
}
