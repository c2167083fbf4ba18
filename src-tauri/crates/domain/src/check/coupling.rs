//! The coupling user of a dossier: the one place that says which items are about it.

use crate::check::entered;
use crate::dossier::Dossier;
use crate::field::FieldType;
use crate::handbook::{Handbook, Step};
use crate::item::{Ask, Item};
use crate::reading::Unread;

/// Where a dossier asks for its coupling user.
#[derive(Debug, Clone, Copy)]
pub struct CouplingUser<'a> {
    pub step: &'a Step,
    pub user_name: &'a Item,
    /// The item that keeps the password, when one is asked for.
    pub password: Option<&'a Item>,
}

impl CouplingUser<'_> {
    /// The user name, in the form in which it is kept.
    ///
    /// # Errors
    /// Why it is not there: not entered, or sealed.
    pub fn name(&self, dossier: &Dossier) -> Result<String, Unread> {
        entered::answered(self.user_name, dossier)
    }
}

/// Whether the dossier says that its coupling user is made at the office: the answer to a choice between `employer` and
/// `office`.
pub fn is_made_at_office(handbook: &Handbook, dossier: &Dossier) -> bool {
    entered::counting(handbook, dossier).any(|(_, item)| {
        let Ask::Choice(asked) = &item.ask else { return false };
        let offers = |id: &str| asked.options.iter().any(|option| option.id == id);
        offers("employer")
            && offers("office")
            && entered::answered(item, dossier).is_ok_and(|answer| answer == "office")
    })
}

/// The coupling user of a dossier, of the items that count: that of the first password that is asked for, else the
/// first user name that is asked for at all. None: the dossier has none.
pub fn coupling_user<'a>(handbook: &'a Handbook, dossier: &'a Dossier) -> Option<CouplingUser<'a>> {
    let secret = entered::counting(handbook, dossier).find_map(|(_, item)| match &item.ask {
        Ask::Secret(asked) => handbook.item(&asked.username).map(|found| (found, Some(item))),
        _ => None,
    });
    let is_name =
        |item: &Item| matches!(&item.ask, Ask::Field(asked) if asked.field_type == FieldType::Gebruikersnaam);
    let named = || entered::counting(handbook, dossier).find(|(_, item)| is_name(item)).zip(Some(None));
    let ((step, user_name), password) = secret.or_else(named)?;
    Some(CouplingUser { step, user_name, password })
}
