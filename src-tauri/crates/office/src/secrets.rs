//! Passwords of coupling users: made by Loket's rules, kept in the keychain, copied from here, forgotten on demand.
//! None of them ever goes to a screen.

use domain::DossierChange;
use domain::answer::Answer;
use domain::id::{DossierId, ItemId};
use domain::item::Ask;
use domain::kept_secret;
use domain::state::DossierState;
use vault::{Secret, SecretName};

use crate::Office;
use crate::refusal::{NoKeychain, Refusal, Result};

/// The password that an item of a dossier asks for.
pub struct Password<'a> {
    office: &'a Office,
    dossier: DossierId,
    item: &'a ItemId,
    name: SecretName,
}

impl Password<'_> {
    /// Makes a password and keeps it.
    ///
    /// # Errors
    /// [`Refusal::Keychain`].
    pub fn make(&self) -> Result<DossierState> {
        self.keep(&made()?)
    }

    /// Makes a password in the place of the one that is there, whether or not that can be read. Only after the user
    /// agreed that it goes.
    ///
    /// # Errors
    /// As [`Password::make`].
    pub fn replace(&self) -> Result<DossierState> {
        self.office.keys.vault.replace(&self.name, &made()?)?;
        self.answer_kept()
    }

    /// Keeps a password that was typed.
    ///
    /// # Errors
    /// [`Refusal::BadPassword`] when it does not fit Loket's rules; otherwise as [`Password::make`].
    pub fn set(&self, typed: String) -> Result<DossierState> {
        vault::password_fits(&typed).map_err(|_| Refusal::BadPassword)?;
        self.keep(&Secret::new(typed))
    }

    fn keep(&self, password: &Secret) -> Result<DossierState> {
        self.office.keys.vault.keep(&self.name, password)?;
        self.answer_kept()
    }

    /// Answers the item with that the keychain holds the password.
    fn answer_kept(&self) -> Result<DossierState> {
        let answer = Some(Answer::Kept);
        self.office
            .change_dossier(self.dossier, DossierChange::AnswerItem { item: self.item.clone(), answer })?;
        self.answer_lines(true)
    }

    /// Answers the lines that say of the password whether it was removed.
    fn answer_lines(&self, is_kept: bool) -> Result<DossierState> {
        let context = self.office.context(self.dossier)?;
        let changes = kept_secret::answers(self.item, is_kept, &context.handbook, &context.dossier);
        let mut state = DossierState::of(&context);
        for change in changes {
            state = self.office.change_dossier(self.dossier, change)?;
        }
        Ok(state)
    }

    /// Whether a password is there.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when the keychain cannot say.
    pub fn is_there(&self) -> Result<bool> {
        self.office.keeps_secret(self.dossier, self.item)
    }

    /// Forgets a password, and answers the lines that say so. That it was there stays in the history.
    ///
    /// # Errors
    /// [`Refusal::Keychain`]; otherwise as [`Office::change_dossier`].
    pub fn forget(&self) -> Result<DossierState> {
        self.office.keys.vault.forget(&self.name)?;
        self.answer_lines(false)
    }
}

impl Office {
    /// The password of an item.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] when the item asks for none; otherwise as [`Office::open_dossier`].
    pub fn password<'a>(&'a self, dossier: DossierId, item: &'a ItemId) -> Result<Password<'a>> {
        let context = self.context(dossier)?;
        let (_, asked) = context.handbook.item(item).ok_or(Refusal::BadInput)?;
        if !matches!(asked.ask, Ask::Secret(_)) {
            return Err(Refusal::BadInput);
        }
        Ok(Password { office: self, dossier, item, name: name(dossier, item)? })
    }

    /// Whether the keychain holds the password of an item.
    pub(crate) fn keeps_secret(&self, dossier: DossierId, item: &ItemId) -> Result<bool> {
        Ok(self.keys.vault.has(&name(dossier, item)?)?)
    }

    /// Lets the shell use a password, to copy it or to show it in a window of the system.
    ///
    /// # Errors
    /// [`Refusal::Keychain`]; with [`NoKeychain::NotThere`] when it is not there.
    pub fn with_password<R>(
        &self,
        dossier: DossierId,
        item: &ItemId,
        work: impl FnOnce(&str) -> Result<R>,
    ) -> Result<R> {
        self.keys.vault.with_secret(&self.password(dossier, item)?.name, work)?
    }

    /// Forgets all passwords of a dossier. With no keychain at all there is nothing to forget.
    pub(crate) fn forget_secrets(&self, dossier: DossierId) -> Result<()> {
        let context = self.context(dossier)?;
        let kept = context.handbook.items().filter(|(_, item)| {
            matches!(item.ask, Ask::Secret(_)) && context.dossier.answer(&item.id).is_some()
        });
        for (_, item) in kept {
            match self.keys.vault.forget(&name(dossier, &item.id)?).map_err(Refusal::from) {
                Ok(()) | Err(Refusal::Keychain { why: NoKeychain::Missing }) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }
}

fn name(dossier: DossierId, item: &ItemId) -> Result<SecretName> {
    SecretName::new(&format!("dossier.{dossier}.{item}")).map_err(|_| Refusal::BadInput)
}

fn made() -> Result<Secret> {
    vault::generate_password(vault::PASSWORD_LENGTH).map_err(|_| Refusal::Unexpected)
}
