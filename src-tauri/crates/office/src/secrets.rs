//! Passwords of coupling users: made by Loket's rules, kept in the keychain, copied from here, forgotten on demand.
//! None of them ever goes to a screen.

use domain::DossierChange;
use domain::answer::Answer;
use domain::item::Ask;
use domain::state::DossierState;
use uuid::Uuid;
use vault::{Secret, SecretName};

use crate::Office;
use crate::refusal::{NoKeychain, Refusal, Result};

impl Office {
    /// Makes a password and keeps it.
    ///
    /// # Errors
    /// [`Refusal::BadInput`] when the item is not a secret, [`Refusal::Keychain`].
    pub fn make_password(&self, dossier: Uuid, item: &str) -> Result<DossierState> {
        self.keep_password(dossier, item, &made()?)
    }

    /// Makes a password in the place of the one that is there, whether or not that can be read. Only after the user
    /// agreed that it goes.
    ///
    /// # Errors
    /// As [`Office::make_password`].
    pub fn replace_password(&self, dossier: Uuid, item: &str) -> Result<DossierState> {
        self.vault.replace(&self.secret_name(dossier, item)?, &made()?)?;
        self.change_dossier(dossier, kept(item))
    }

    /// Keeps a password that was typed.
    ///
    /// # Errors
    /// [`Refusal::BadPassword`] when it does not fit Loket's rules; otherwise as [`Office::make_password`].
    pub fn set_password(&self, dossier: Uuid, item: &str, typed: String) -> Result<DossierState> {
        vault::password_fits(&typed).map_err(|_| Refusal::BadPassword)?;
        self.keep_password(dossier, item, &Secret::new(typed))
    }

    fn keep_password(&self, dossier: Uuid, item: &str, password: &Secret) -> Result<DossierState> {
        self.vault.keep(&self.secret_name(dossier, item)?, password)?;
        self.change_dossier(dossier, kept(item))
    }

    /// Whether a password is there.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when the keychain cannot say.
    pub fn has_password(&self, dossier: Uuid, item: &str) -> Result<bool> {
        let name = self.secret_name(dossier, item)?;
        Ok(self.vault.has(&name)?)
    }

    /// Forgets a password. That it was there stays in the history.
    ///
    /// # Errors
    /// [`Refusal::Keychain`].
    pub fn forget_password(&self, dossier: Uuid, item: &str) -> Result<()> {
        Ok(self.vault.forget(&self.secret_name(dossier, item)?)?)
    }

    /// Lets the shell use a password, to copy it or to show it in a window of the system.
    ///
    /// # Errors
    /// [`Refusal::Keychain`]; with [`NoKeychain::NotThere`] when it is not there.
    pub fn with_password<R>(
        &self,
        dossier: Uuid,
        item: &str,
        work: impl FnOnce(&str) -> Result<R>,
    ) -> Result<R> {
        let name = self.secret_name(dossier, item)?;
        self.vault.with_secret(&name, work)?
    }

    /// Forgets all passwords of a dossier. With no keychain at all there is nothing to forget.
    pub(crate) fn forget_secrets(&self, dossier: Uuid) -> Result<()> {
        let context = self.context(dossier)?;
        let kept = context.handbook.items().filter(|(_, item)| {
            matches!(item.ask, Ask::Secret(_)) && context.dossier.answer(&item.id).is_some()
        });
        for (_, item) in kept {
            match self.vault.forget(&name(dossier, &item.id)?).map_err(Refusal::from) {
                Ok(()) | Err(Refusal::Keychain { why: NoKeychain::Missing }) => {}
                Err(other) => return Err(other),
            }
        }
        Ok(())
    }

    fn secret_name(&self, dossier: Uuid, item: &str) -> Result<SecretName> {
        let context = self.context(dossier)?;
        let (_, asked) = context.handbook.item(item).ok_or(Refusal::BadInput)?;
        if matches!(asked.ask, Ask::Secret(_)) { name(dossier, item) } else { Err(Refusal::BadInput) }
    }
}

fn name(dossier: Uuid, item: &str) -> Result<SecretName> {
    SecretName::new(&format!("dossier.{dossier}.{item}")).map_err(|_| Refusal::BadInput)
}

/// That the keychain holds the password.
fn kept(item: &str) -> DossierChange {
    DossierChange::AnswerItem { item: item.into(), answer: Some(Answer::Kept) }
}

fn made() -> Result<Secret> {
    vault::generate_password(vault::PASSWORD_LENGTH).map_err(|_| Refusal::Unexpected)
}
