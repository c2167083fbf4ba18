//! Making the coupling user of an employer, with exactly the rights that the coupling needs.

use std::collections::BTreeSet;

use domain::loket_change::{LoketChange, LoketChangeOutcome};
use domain::reading::GrantedRight;
use domain::right::Right;
use secrecy::{ExposeSecret, SecretString};
use serde::Serialize;

use super::read_back::{messages_of, refused};
use super::{NotStarted, Writer};
use crate::fault::Fault;
use crate::operation::{PATCH_EMPLOYER_USER_AUTHORIZATIONS, POST_EMPLOYER_USER};
use crate::read::{Guid, asked};
use crate::request::Request;

/// A user to be made. Loket's own limits stand in its specification (`userPost`); it checks them itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewUser {
    /// User name: 3 to 50 of letters, digits and `_.@-`.
    pub user_name: String,
    /// Loket's key of the way of signing in, as [`crate::read::LoginMethod`] tells.
    pub login_method: i32,
    /// Initials: one to six letters.
    pub initials: String,
    /// What comes before the last name.
    pub prefix: Option<String>,
    /// Last name: up to 25 letters.
    pub last_name: String,
    pub email_address: String,
    pub phone_number: Option<String>,
    /// Where the user works (standplaats).
    pub place_of_employment: Option<String>,
    /// The rights: these and no others.
    pub rights: Vec<Right>,
}

// None of these can be shown: the account holds the password.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body<'b> {
    login_method: Key,
    personal_details: Person<'b>,
    contact_information: Contact<'b>,
    has_access_to_payrolling_test_data: bool,
    sso_account: Account<'b>,
}

#[derive(Serialize)]
struct Key {
    key: i32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person<'b> {
    initials: &'b str,
    prefix: Option<&'b str>,
    last_name: &'b str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Contact<'b> {
    place_of_employment: Option<&'b str>,
    phone_number: Option<&'b str>,
    email_address: &'b str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Account<'b> {
    user_name: &'b str,
    password: &'b str,
}

impl NewUser {
    /// The change as it is asked of the user.
    pub fn change(&self) -> LoketChange {
        LoketChange::MakeUser { user_name: self.user_name.as_str().into(), rights: self.rights.clone() }
    }

    fn body<'b>(&'b self, password: &'b SecretString) -> Body<'b> {
        // An empty text is shorter than Loket allows; leaving it out is what was meant.
        let some = |text: &'b Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty());
        Body {
            login_method: Key { key: self.login_method },
            personal_details: Person {
                initials: &self.initials,
                prefix: some(&self.prefix),
                last_name: &self.last_name,
            },
            contact_information: Contact {
                place_of_employment: some(&self.place_of_employment),
                phone_number: some(&self.phone_number),
                email_address: &self.email_address,
            },
            has_access_to_payrolling_test_data: false,
            sso_account: Account { user_name: &self.user_name, password: password.expose_secret() },
        }
    }
}

impl Writer<'_> {
    /// Whether the user can be made: nobody at the employer has the name.
    ///
    /// # Errors
    /// Why not.
    pub async fn plan_user(&self, employer: &str, user: &NewUser) -> Result<LoketChange, NotStarted> {
        let employer = asked(POST_EMPLOYER_USER, "employerId", employer)?;
        match self.reader.find_user(&employer, &user.user_name).await? {
            Some(_) => Err(NotStarted::UserExists),
            None => Ok(user.change()),
        }
    }

    /// Makes the user and sets its rights: two changes, each sent once and read back. When the user is there and
    /// the rights are not, it is partly done, and setting rights is what is left to do.
    ///
    /// # Errors
    /// Why it was not begun.
    pub async fn make_user(
        &self,
        employer: &str,
        user: &NewUser,
        password: &SecretString,
    ) -> Result<LoketChangeOutcome, NotStarted> {
        self.plan_user(employer, user).await?;
        let employer = asked(POST_EMPLOYER_USER, "employerId", employer)?;
        let request = Request::new(POST_EMPLOYER_USER).with("employerId", &employer.0);
        let sent = self.reader.client().call(&request.json(&user.body(password))?).await;
        if let Err(fault) = &sent
            && refused(fault)
        {
            return Ok(LoketChangeOutcome::NotDone { messages: messages_of(fault) });
        }
        let made = match self.reader.look_up_user(&employer, &user.user_name).await {
            Ok((Some(made), _)) => made,
            Ok((None, false)) => return Ok(LoketChangeOutcome::NotDone { messages: Vec::new() }),
            Ok((None, true)) | Err(_) => return Ok(LoketChangeOutcome::Uncertain),
        };
        Ok(match self.give_rights(&employer, &made.id, &user.rights).await {
            Ok(LoketChangeOutcome::NotDone { messages } | LoketChangeOutcome::Conflict { messages, .. }) => {
                LoketChangeOutcome::Partly { messages, read_back: true }
            }
            Ok(LoketChangeOutcome::Uncertain) => {
                LoketChangeOutcome::Partly { messages: vec![], read_back: false }
            }
            Ok(outcome) => outcome,
            Err(fault) => LoketChangeOutcome::Partly { messages: messages_of(&fault), read_back: false },
        })
    }

    async fn give_rights(
        &self,
        employer: &Guid,
        user: &str,
        rights: &[Right],
    ) -> Result<LoketChangeOutcome, Fault> {
        let user = asked(PATCH_EMPLOYER_USER_AUTHORIZATIONS, "userId", user)?;
        let mut offered = self.reader.user_rights(employer, &user).await?;
        if !chosen(&offered, rights).1.is_empty() {
            self.reader.authorization_model_if_any().await?.name(&mut offered);
        }
        let (wanted, missing) = chosen(&offered, rights);
        if !missing.is_empty() {
            return Ok(LoketChangeOutcome::NotDone {
                messages: missing.into_iter().map(Into::into).collect(),
            });
        }
        if super::rights::enabled(&offered) == wanted {
            return Ok(LoketChangeOutcome::Done);
        }
        self.replace_rights(employer, &user, &wanted).await
    }
}

/// The ids of these rights, and the names of those that Loket does not offer.
fn chosen(offered: &[GrantedRight], rights: &[Right]) -> (BTreeSet<String>, Vec<String>) {
    let (mut ids, mut missing) = (BTreeSet::new(), Vec::new());
    for right in rights {
        match offered.iter().find(|one| one.right == Some(*right)) {
            Some(found) => {
                ids.insert(found.id.clone());
            }
            None => missing.push(right.name().to_owned()),
        }
    }
    (ids, missing)
}
