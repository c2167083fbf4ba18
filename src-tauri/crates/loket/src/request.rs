//! One call as it is asked: the operation and what fills it.

use std::fmt;

use serde::Serialize;
use url::Url;

use crate::fault::Fault;
use crate::operation::{Operation, name_of};

/// What to call, and with what.
#[derive(Clone)]
pub struct Request {
    operation: &'static Operation,
    path: Vec<(&'static str, String)>,
    query: Vec<(&'static str, String)>,
    body: Option<Vec<u8>>,
}

// A body can hold a name or an address of a user: only what is called is shown.
impl fmt::Debug for Request {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Request").field("operation", &self.operation).finish_non_exhaustive()
    }
}

impl Request {
    /// A call without anything filled in.
    pub fn new(operation: &'static Operation) -> Self {
        Self { operation, path: Vec::new(), query: Vec::new(), body: None }
    }

    /// Fills a name in the path.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.path.push((name, value.into()));
        self
    }

    /// Adds to the query, such as `filter` or `orderBy`.
    #[must_use]
    pub fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.query.push((name, value.into()));
        self
    }

    /// Gives the body as JSON.
    ///
    /// # Errors
    /// [`Fault::Unaskable`] when the value has no JSON form.
    pub fn json(mut self, body: &impl Serialize) -> Result<Self, Fault> {
        let bytes = serde_json::to_vec(body).map_err(|_| self.unaskable("body"))?;
        self.body = Some(bytes);
        Ok(self)
    }

    /// What is called.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    pub(crate) fn body(&self) -> Option<&[u8]> {
        self.body.as_deref()
    }

    /// The address to call under `api`.
    pub(crate) fn address(&self, api: &Url) -> Result<Url, Fault> {
        let mut address = api.clone();
        {
            let mut segments = address.path_segments_mut().map_err(|()| self.unaskable("base"))?;
            segments.pop_if_empty();
            for part in self.operation.path.split('/').skip(1) {
                segments.push(match name_of(part) {
                    Some(name) => self.filled(name)?,
                    None => part,
                });
            }
        }
        if !self.query.is_empty() {
            address.query_pairs_mut().extend_pairs(&self.query);
        }
        Ok(address)
    }

    /// A value that stays one segment of the path: dots alone would climb out of it.
    fn filled(&self, name: &'static str) -> Result<&str, Fault> {
        let value = self.path.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
        match value {
            Some(value) if !value.is_empty() && value.len() <= 100 && !value.trim_matches('.').is_empty() => {
                Ok(value)
            }
            _ => Err(self.unaskable(name)),
        }
    }

    fn unaskable(&self, part: &'static str) -> Fault {
        Fault::Unaskable { operation: self.operation, part }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{GET_EMPLOYER_USER_AUTHORIZATIONS, GET_EMPLOYERS_MINIMIZED, GET_USER};

    fn address(request: &Request) -> String {
        request.address(&Url::parse("https://api.loket.nl").expect("url")).expect("address").to_string()
    }

    #[test]
    fn the_path_is_filled_and_the_query_encoded() {
        let request =
            Request::new(GET_EMPLOYER_USER_AUTHORIZATIONS).with("userId", "b").with("employerId", "a");
        assert_eq!(address(&request), "https://api.loket.nl/v2/providers/employers/a/users/b/authorizations");
        assert_eq!(address(&Request::new(GET_USER)), "https://api.loket.nl/user");
        let filtered =
            Request::new(GET_EMPLOYERS_MINIMIZED).query("filter", "name eq 'A & B'").query("pageNumber", "2");
        assert!(address(&filtered).ends_with("?filter=name+eq+%27A+%26+B%27&pageNumber=2"));
    }

    #[test]
    fn a_second_v2_is_a_setting_of_the_base() {
        let api = Url::parse("https://api.loket.nl/v2").expect("url");
        let found = Request::new(GET_EMPLOYERS_MINIMIZED).address(&api).expect("address");
        assert_eq!(found.path(), "/v2/v2/providers/employers/minimized");
    }

    #[test]
    fn a_value_never_leaves_its_place_in_the_path() {
        for bad in ["", ".", "..", "..."] {
            let request = Request::new(crate::operation::GET_EMPLOYER).with("employerId", bad);
            let fault = request.address(&Url::parse("https://api.loket.nl").expect("url"));
            assert!(matches!(fault, Err(Fault::Unaskable { part: "employerId", .. })), "{bad:?}");
        }
        let odd = Request::new(crate::operation::GET_EMPLOYER).with("employerId", "../x?y#z");
        assert_eq!(address(&odd), "https://api.loket.nl/v2/providers/employers/..%2Fx%3Fy%23z");
    }
}
