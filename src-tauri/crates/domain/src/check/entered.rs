//! What was entered in the dossier, as checks need it; or why it is not there.

use crate::answer::{Answer, Personal};
use crate::check::Case;
use crate::dossier::Dossier;
use crate::field::{self, FieldType};
use crate::findings;
use crate::handbook::{Generation, Handbook, Step};
use crate::item::{Ask, Fill, Item};
use crate::reading::Unread;

use super::coupling::coupling_user;
use super::{CheckId, answers};

/// The items that count, each with its step.
pub(super) fn items<'a>(case: &Case<'a>) -> impl Iterator<Item = (&'a Step, &'a Item)> {
    counting(case.handbook, case.dossier)
}

/// The items of a dossier that count, each with its step.
pub(super) fn counting<'a>(
    handbook: &'a Handbook,
    dossier: &'a Dossier,
) -> impl Iterator<Item = (&'a Step, &'a Item)> {
    handbook.items().filter(move |(step, item)| findings::applies(step, item, handbook, dossier))
}

/// The items that count, those of the item's own step first.
pub(super) fn near<'a>(item: &Item, case: &Case<'a>) -> impl Iterator<Item = &'a Item> {
    let own = case.handbook.item(&item.id).map(|(step, _)| step.id.clone());
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        items(case).partition(|(step, _)| Some(&step.id) == own.as_ref());
    here.into_iter().chain(elsewhere).map(|(_, item)| item)
}

/// The value of a field or choice, in the form in which it is kept: what was answered, or what stands there as known
/// from Loket until it is.
pub(super) fn value(item: &Item, case: &Case<'_>) -> Result<String, Unread> {
    if case.dossier.answer(&item.id).is_some() {
        return answered(item, case.dossier);
    }
    known(item, case).ok_or_else(|| missing(item))
}

/// What Loket has for a field or choice that nobody answered.
fn known(item: &Item, case: &Case<'_>) -> Option<String> {
    match &item.ask {
        Ask::Field(asked) => answers::fill(case, asked.fill?).map(|(value, _)| value),
        Ask::Choice(asked) => {
            let (value, _) = answers::fill(case, asked.fill?)?;
            asked.options.iter().any(|option| option.id == value).then_some(value)
        }
        _ => None,
    }
}

/// What was answered to a field or choice, in the form in which it is kept.
pub(super) fn answered(item: &Item, dossier: &Dossier) -> Result<String, Unread> {
    let Some(Answer::Value { value }) = dossier.answer(&item.id) else {
        return Err(missing(item));
    };
    let typed = clear(value)?.ok_or_else(|| missing(item))?;
    Ok(match &item.ask {
        Ask::Field(asked) => kept(asked.field_type, typed),
        _ => typed.to_owned(),
    })
}

/// A value in the form in which it is kept; as typed when it does not read.
pub(super) fn kept(kind: FieldType, typed: &str) -> String {
    field::read(kind, typed).map_or_else(|_| typed.trim().to_owned(), |reading| reading.value)
}

/// The words of a value that may be sealed; none when nothing was typed.
pub(super) fn clear(value: &Personal) -> Result<Option<&str>, Unread> {
    let words = value.clear().ok_or(Unread::Sealed)?.trim();
    Ok((!words.is_empty()).then_some(words))
}

/// The rows of a list, mapping or result.
pub(super) fn rows<'a>(item: &Item, case: &Case<'a>) -> Result<&'a [Vec<Personal>], Unread> {
    match case.dossier.answer(&item.id) {
        Some(Answer::Rows { rows, none }) if *none || !rows.is_empty() => Ok(rows),
        _ => Err(missing(item)),
    }
}

/// What stands in one column of each row, without what was left empty.
pub(super) fn column<'a>(item: &Item, column: usize, case: &Case<'a>) -> Result<Vec<&'a str>, Unread> {
    let cells = rows(item, case)?.iter().filter_map(|row| row.get(column));
    cells.filter_map(|cell| clear(cell).transpose()).collect()
}

/// That an item has to be answered first.
pub(super) fn missing(item: &Item) -> Unread {
    Unread::NotEntered { item: item.id.clone() }
}

/// The user name of the coupling.
pub(super) fn user_name(case: &Case<'_>) -> Result<String, Unread> {
    let user = coupling_user(case.handbook, case.dossier).ok_or(Unread::NotOffered)?;
    user.name(case.dossier)
}

/// Whether the coupling user is a web-service user, whom the REST interface does not show. A handbook
/// of the old generation can have a branch with an ordinary user: there it asks for one.
pub(super) fn is_web_service(case: &Case<'_>) -> bool {
    case.handbook.generation == Generation::Soap
        && !items(case).any(|(_, item)| item.check == Some(CheckId::UserIsStandard))
}

/// What was answered to the first item that counts and that something known fills. What would only be filled in
/// decides nothing: that may hang on this very answer.
pub(super) fn filled(fill: Fill, case: &Case<'_>) -> Option<String> {
    let asks = |item: &Item| match &item.ask {
        Ask::Field(asked) => asked.fill == Some(fill),
        Ask::Choice(asked) => asked.fill == Some(fill),
        _ => false,
    };
    items(case).find(|(_, item)| asks(item)).and_then(|(_, item)| answered(item, case.dossier).ok())
}

/// A GUID in the form in which two of them can be compared.
pub(super) fn guid(written: &str) -> String {
    kept(FieldType::WerkgeverId, written).to_lowercase()
}

/// A text in the form in which two writings of it can be compared.
pub(super) fn plain(written: &str) -> String {
    written.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}
