//! Who is signed in.

use serde::Deserialize;

use crate::fault::Fault;
use crate::operation::GET_USER;
use crate::request::Request;
use crate::send::Client;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    personal_details: PersonalDetails,
    contact_information: Option<ContactInformation>,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PersonalDetails {
    initials: Option<String>,
    prefix: Option<String>,
    last_name: String,
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ContactInformation {
    email_address: Option<String>,
}

/// The signed-in user. Loket gives no id and no user name: name and address are what tells users apart.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SignedInUser {
    /// Name.
    pub name: String,
    /// E-mail address; empty: not known.
    pub email: String,
}

impl Client {
    /// The signed-in user.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] when Loket does not tell; otherwise faults of the connection.
    pub async fn signed_in_user(&self) -> Result<SignedInUser, Fault> {
        let user: User = self.call(&Request::new(GET_USER)).await?.detail()?.content;
        let name = user.personal_details;
        let parts = [name.initials, name.prefix, Some(name.last_name)];
        let name = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let email = user.contact_information.and_then(|contact| contact.email_address).unwrap_or_default();
        Ok(SignedInUser { name, email })
    }
}
