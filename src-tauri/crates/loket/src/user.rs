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
}
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PersonalDetails {
    initials: Option<String>,
    prefix: Option<String>,
    last_name: String,
}

impl Client {
    /// The name of the signed-in user.
    ///
    /// # Errors
    /// [`Fault::Forbidden`] when Loket does not tell; otherwise faults of the connection.
    pub async fn user_name(&self) -> Result<String, Fault> {
        let user: User = self.call(&Request::new(GET_USER)).await?.detail()?.content;
        let name = user.personal_details;
        let parts = [name.initials, name.prefix, Some(name.last_name)];
        Ok(parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
    }
}
