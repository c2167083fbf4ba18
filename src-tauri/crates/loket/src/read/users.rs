//! Users of an employer and of the office, and the rights that are given.

use std::collections::BTreeMap;

use domain::reading::{Access, GrantedRight, Source, Unread, UserReading};
use domain::right::Right;
use futures_util::stream::{self, StreamExt, TryStreamExt};
use jiff::civil::Date;
use serde::Deserialize;

use super::reader::{Reader, asked};
use super::values::{Choice, Guid, Names, Text, filled};
use crate::fault::Fault;
use crate::operation::{GET_EMPLOYER_USER_AUTHORIZATIONS, GET_EMPLOYER_USERS, GET_PROVIDER_USERS};
use crate::request::Request;

/// What users of an employer and of the office have in common.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EmployerUser {
    id: Guid,
    user_name: Option<Text>,
    personal_details: Option<Names>,
    login_method: Choice,
    user_custom_specified_role: Option<Text>,
    access_status: Choice,
    has_multi_factor_authentication: bool,
    two_factor_authentication_required: Option<bool>,
    is_linked_to_multiple_employers: bool,
    is_department_manager: bool,
    date_time_last_login: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ProviderUser {
    id: Guid,
    user_name: Option<Text>,
    personal_details: Option<Names>,
    login_method: Choice,
    user_custom_specified_role: Option<Text>,
    access_status: Choice,
    has_multi_factor_authentication: bool,
    two_factor_authentication_required: Option<bool>,
    #[serde(rename = "hasAuthorisationsOnUserLevel", alias = "hasAuthorizationsOnUserLevel")]
    has_rights: bool,
    date_time_last_login: Option<Text>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Authorization {
    id: Guid,
    description: Text,
    is_enabled: bool,
}

/// A way of signing in that users have, with Loket's key for it: making a user asks for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoginMethod {
    /// Loket's key.
    pub key: i32,
    /// Loket's words.
    pub words: String,
    /// How many users have it.
    pub users: usize,
}

impl From<Authorization> for GrantedRight {
    fn from(authorization: Authorization) -> Self {
        let description = authorization.description.0;
        let right = Right::from_description(&description);
        Self { id: authorization.id.0, right, description, enabled: authorization.is_enabled }
    }
}

/// Whether a second factor is asked for. Loket says whether it is required only of users who sign in at its website as
/// well as through another party; of others a factor that is set up is all there is.
fn second_factor(is_set_up: bool, is_required: Option<bool>, login_method: &Choice) -> Option<bool> {
    if is_set_up {
        return Some(true);
    }
    let words = login_method.words().to_lowercase();
    let is_both = words.is_empty() || (words.contains("sso") && words.contains("website"));
    is_required.or_else(|| (!is_both).then_some(false))
}

/// Whether the words of an access status let a user in. The set of statuses is not documented: only words that
/// say so plainly do, and anything else is shown as Loket words it.
fn access(status: &Choice) -> Access {
    let words = status.words();
    if words.is_empty() {
        return Access::Unstated;
    }
    let lower = words.to_lowercase();
    let opens = ["has access", "heeft toegang", "active", "actief", "open"]
        .iter()
        .any(|sign| lower.match_indices(sign).any(|(at, _)| !lower[..at].ends_with(char::is_alphanumeric)));
    let bars = ["no ", "not ", "geen ", "niet ", "block", "geblok"].iter().any(|sign| lower.contains(sign));
    if opens && !bars { Access::Open } else { Access::Barred { status: words } }
}

/// Whether a user is a web-service user. No field of Loket's says so: only a role that is called so does, and what
/// another role says proves nothing.
fn is_web_service(role: Option<&Text>) -> Option<bool> {
    let letters: String = role?.0.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect();
    letters.contains("webservice").then_some(true)
}

/// The day in a date or a moment, as Loket writes it; none when it is neither.
fn day(written: Option<&Text>) -> Option<Date> {
    written?.0.get(..10)?.parse().ok()
}

/// The name of a person; the user name when there is none.
fn name(names: Option<Names>, user_name: Option<&String>) -> String {
    let name = names.unwrap_or_default().formatted();
    if name.is_empty() { user_name.cloned().unwrap_or_default() } else { name }
}

impl EmployerUser {
    fn reading(self, rights: Source<Vec<GrantedRight>>) -> UserReading {
        let user_name = filled(self.user_name);
        UserReading {
            id: self.id.0,
            is_web_service: is_web_service(self.user_custom_specified_role.as_ref()),
            name: name(self.personal_details, user_name.as_ref()),
            user_name,
            two_factor: second_factor(
                self.has_multi_factor_authentication,
                self.two_factor_authentication_required,
                &self.login_method,
            ),
            login_method: self.login_method.words(),
            access: access(&self.access_status),
            several_employers: self.is_linked_to_multiple_employers,
            department_manager: self.is_department_manager,
            // Employer users are in no team that could be overruled.
            rights_on_user: false,
            last_sign_in: day(self.date_time_last_login.as_ref()),
            rights,
        }
    }
}

impl From<ProviderUser> for UserReading {
    fn from(user: ProviderUser) -> Self {
        let user_name = filled(user.user_name);
        Self {
            id: user.id.0,
            is_web_service: is_web_service(user.user_custom_specified_role.as_ref()),
            name: name(user.personal_details, user_name.as_ref()),
            user_name,
            two_factor: second_factor(
                user.has_multi_factor_authentication,
                user.two_factor_authentication_required,
                &user.login_method,
            ),
            login_method: user.login_method.words(),
            access: access(&user.access_status),
            several_employers: false,
            department_manager: false,
            rights_on_user: user.has_rights,
            last_sign_in: day(user.date_time_last_login.as_ref()),
            rights: Source::Unread { why: Unread::NotOffered },
        }
    }
}

impl Reader {
    /// The users made at an employer, each with its rights there.
    pub(crate) async fn employer_users(&self, employer: &Guid) -> Result<Vec<UserReading>, Fault> {
        let found = self.bare_employer_users(employer).await?;
        let read = found.into_iter().map(|user| self.with_rights(employer, user));
        stream::iter(read).buffered(4).try_collect().await
    }

    async fn bare_employer_users(&self, employer: &Guid) -> Result<Vec<EmployerUser>, Fault> {
        let request = Request::new(GET_EMPLOYER_USERS).with("employerId", &employer.0);
        self.paged(&request, |user: &EmployerUser| user.id.0.clone()).await
    }

    async fn with_rights(&self, employer: &Guid, user: EmployerUser) -> Result<UserReading, Fault> {
        let reading = self.user_rights(employer, &user.id);
        let rights = self.source(&[GET_EMPLOYER_USER_AUTHORIZATIONS.activity], reading).await?;
        Ok(user.reading(rights))
    }

    /// The rights of a user at an employer, those that are off too.
    pub(crate) async fn user_rights(&self, employer: &Guid, user: &Guid) -> Result<Vec<GrantedRight>, Fault> {
        let request = Request::new(GET_EMPLOYER_USER_AUTHORIZATIONS);
        self.rights(request.with("employerId", &employer.0).with("userId", &user.0)).await
    }

    /// The rights of a team or a user.
    pub(crate) async fn rights(&self, request: Request) -> Result<Vec<GrantedRight>, Fault> {
        let found: Vec<Authorization> = self.paged(&request, |one: &Authorization| one.id.0.clone()).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// The user of an employer with this user name, without its rights. Loket takes no notice of capitals.
    ///
    /// # Errors
    /// As reading the users; [`Fault::Changed`] when nobody has the name and Loket leaves the names of some empty: one of
    /// them may be the one.
    pub(crate) async fn find_user(
        &self,
        employer: &Guid,
        user_name: &str,
    ) -> Result<Option<UserReading>, Fault> {
        Ok(self.look_up_user(employer, user_name).await?.0)
    }

    /// The same, and whether Loket lists users without a user name, of whom the one that is looked for may be one.
    pub(crate) async fn look_up_user(
        &self,
        employer: &Guid,
        user_name: &str,
    ) -> Result<(Option<UserReading>, bool), Fault> {
        let found = self.bare_employer_users(employer).await?;
        let nameless = found.iter().any(|user| user.user_name.as_ref().is_none_or(|name| name.0.is_empty()));
        let named = |user: &EmployerUser| {
            user.user_name.as_ref().is_some_and(|name| name.0.eq_ignore_ascii_case(user_name.trim()))
        };
        let unread = || Source::Unread { why: Unread::Never };
        Ok((found.into_iter().find(named).map(|user| user.reading(unread())), nameless))
    }

    /// The users of the office.
    pub(crate) async fn provider_users(&self, provider: &Guid) -> Result<Vec<UserReading>, Fault> {
        let request = Request::new(GET_PROVIDER_USERS).with("providerId", &provider.0);
        let found: Vec<ProviderUser> = self.paged(&request, |user: &ProviderUser| user.id.0.clone()).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// The ways of signing in that users of an employer have, most used first. Loket documents no list of them.
    ///
    /// # Errors
    /// As reading the users of the employer.
    pub async fn login_methods(&self, employer: &str) -> Result<Vec<LoginMethod>, Fault> {
        let employer = asked(GET_EMPLOYER_USERS, "employerId", employer)?;
        let users = self.bare_employer_users(&employer).await?;
        Ok(count_methods(users.iter().map(|user| &user.login_method)))
    }

    /// The same of the users of the office, for an employer that has no users yet.
    ///
    /// # Errors
    /// As reading the users of the office.
    pub async fn login_methods_of_office(&self) -> Result<Vec<LoginMethod>, Fault> {
        let provider = self.provider().await?;
        let request = Request::new(GET_PROVIDER_USERS).with("providerId", &provider.0);
        let users: Vec<ProviderUser> = self.paged(&request, |user: &ProviderUser| user.id.0.clone()).await?;
        Ok(count_methods(users.iter().map(|user| &user.login_method)))
    }
}

fn count_methods<'u>(methods: impl Iterator<Item = &'u Choice>) -> Vec<LoginMethod> {
    let mut counted: BTreeMap<i32, LoginMethod> = BTreeMap::new();
    for method in methods {
        let Some(key) = method.number().and_then(|key| i32::try_from(key).ok()) else { continue };
        counted.entry(key).or_insert_with(|| LoginMethod { key, words: method.words(), users: 0 }).users += 1;
    }
    let mut counted: Vec<LoginMethod> = counted.into_values().collect();
    counted.sort_by_key(|method| (std::cmp::Reverse(method.users), method.key));
    counted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_say_so_let_a_user_in() {
        let judge = |words: &str| access(&Choice { key: None, value: Some(words.into()) });
        for open in ["Has access to Client", "Heeft toegang", "Actief", "Active"] {
            assert_eq!(judge(open), Access::Open, "{open}");
        }
        for barred in [
            "Blocked",
            "Geblokkeerd",
            "Has no access",
            "Heeft geen toegang",
            "Inactief",
            "Niet actief",
            "Invited",
        ] {
            assert_eq!(judge(barred), Access::Barred { status: barred.into() }, "{barred}");
        }
        assert_eq!(judge(""), Access::Unstated);
        assert_eq!(access(&Choice { key: None, value: None }), Access::Unstated);
    }

    #[test]
    fn a_second_factor_that_loket_does_not_tell_of_is_not_known() {
        let choice = |words: &str| Choice { key: None, value: Some(words.into()) };
        let both = choice("Via website en SSO");
        assert_eq!(second_factor(false, None, &both), None);
        assert_eq!(second_factor(false, None, &choice("")), None);
        assert_eq!(second_factor(false, Some(false), &both), Some(false));
        assert_eq!(second_factor(false, Some(true), &both), Some(true));
        assert_eq!(second_factor(true, None, &both), Some(true));
        // Loket's specification: only told of who signs in both ways.
        assert_eq!(second_factor(false, None, &choice("Via website")), Some(false));
    }

    #[test]
    fn only_a_role_that_is_called_so_makes_a_web_service_user() {
        let told = |role: Option<&str>| is_web_service(role.map(Text::from).as_ref());
        for role in ["Webservicegebruiker", "Web service", "web-service user"] {
            assert_eq!(told(Some(role)), Some(true), "{role}");
        }
        for role in [None, Some(""), Some("Secretariaat medewerker")] {
            assert_eq!(told(role), None, "{role:?}");
        }
    }

    #[test]
    fn ways_of_signing_in_are_counted() {
        let choice = |text: &str| serde_json::from_str::<Choice>(text).unwrap();
        let methods = [choice(r#"{"key":3,"value":"SSO"}"#), choice(r#"{"key":1,"value":"Website"}"#)];
        let counted = count_methods(methods.iter().chain(&methods[1..]).chain([&choice("{}")]));
        assert_eq!(
            counted.iter().map(|method| (method.key, method.users)).collect::<Vec<_>>(),
            [(1, 2), (3, 1)]
        );
    }
}
