//! Lines that say of a kept password that it was removed: they are so, or are not taken.

use crate::answer::Answer;
use crate::decide::DossierChange;
use crate::dossier::Dossier;
use crate::findings;
use crate::handbook::{Handbook, Step};
use crate::id::ItemId;
use crate::item::{Ask, Item, SecretRemoval};
use crate::rules::Refusal;

/// What an item says of a kept password.
fn removal(item: &Item) -> Option<&SecretRemoval> {
    if let Ask::Choice(asked) = &item.ask { asked.removes.as_ref() } else { None }
}

fn is_chosen(removal: &SecretRemoval, answer: Option<&Answer>) -> bool {
    matches!(answer, Some(Answer::Value { value }) if value.clear() == Some(&removal.option))
}

/// The item of the password that a change says something of: whether that is kept has to be known to decide on it.
pub fn asked_about<'a>(change: &DossierChange, handbook: &'a Handbook) -> Option<&'a ItemId> {
    let DossierChange::AnswerItem { item, answer: Some(_) } = change else { return None };
    let (_, item) = handbook.item(item)?;
    removal(item).map(|removal| &removal.secret)
}

/// Refuses an answer that says other than is so. `is_kept` tells whether the keychain holds the password; none: nobody
/// can tell.
pub(crate) fn check(item: &Item, answer: Option<&Answer>, is_kept: Option<bool>) -> Result<(), Refusal> {
    let Some((removal, answer)) = removal(item).zip(answer) else { return Ok(()) };
    let secret = || removal.secret.clone();
    match is_kept {
        Some(true) | None if is_chosen(removal, Some(answer)) => Err(Refusal::StillKept { secret: secret() }),
        Some(false) if !is_chosen(removal, Some(answer)) => Err(Refusal::NotKept { secret: secret() }),
        _ => Ok(()),
    }
}

/// What the lines about a password have to say now that it was removed, or is kept anew. Nothing once the dossier is
/// signed off: they said what was so then.
pub fn answers(secret: &ItemId, is_kept: bool, handbook: &Handbook, dossier: &Dossier) -> Vec<DossierChange> {
    let about = |(step, item): &(&Step, &Item)| {
        removal(item).is_some_and(|removal| {
            removal.secret == *secret && is_chosen(removal, dossier.answer(&item.id)) == is_kept
        }) && findings::applies(step, item, handbook, dossier)
    };
    let lines = handbook.items().filter(about).filter(|_| dossier.signed_off.is_none());
    let changes = lines.map(|(_, item)| {
        let answer = (!is_kept).then(|| removal(item).map(|removal| Answer::of(&removal.option))).flatten();
        DossierChange::AnswerItem { item: item.id.clone(), answer }
    });
    changes.collect()
}
