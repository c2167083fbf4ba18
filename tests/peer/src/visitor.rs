//! Somebody at a browser: opens the page of a sign-in, fills it in, and comes back to the program.

use std::collections::BTreeMap;
use std::io;

use serde_json::Value;
use url::{Url, form_urlencoded};

/// The password of every user of the sandbox.
pub const PASSWORD: &str = "Oefenen-2026";
/// Nobody listens there: for a sign-in of which only the code is wanted.
const NOWHERE: &str = "http://127.0.0.1:9/terug";
/// More redirects than this lead nowhere.
const FAR: usize = 12;

/// A browser with its cookies.
#[derive(Debug, Default)]
pub struct Visitor {
    cookies: BTreeMap<String, String>,
}

/// What a page answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub address: String,
    /// Where it leads to.
    pub location: Option<String>,
    pub text: String,
}

impl Visitor {
    pub(crate) fn agent() -> ureq::Agent {
        ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).proxy(None).build().into()
    }

    /// Opens an address, without following where it leads.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn open(&mut self, address: &str) -> io::Result<Answer> {
        let request = ureq::http::Request::get(address).header("cookie", self.cookie());
        self.finish(address, Self::agent().run(request.body(()).map_err(io::Error::other)?))
    }

    /// Sends a form.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn send(&mut self, address: &str, fields: &[(&str, &str)]) -> io::Result<Answer> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = ureq::http::Request::post(address)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("cookie", self.cookie());
        self.finish(address, Self::agent().run(request.body(body).map_err(io::Error::other)?))
    }

    /// Sends a form with a file in the field `bestand`.
    ///
    /// # Errors
    /// When nobody answers.
    pub fn send_file(
        &mut self,
        address: &str,
        fields: &[(&str, &str)],
        name: &str,
        file: &str,
    ) -> io::Result<Answer> {
        const EDGE: &str = "grens-van-het-formulier";
        let part = |head: String, value: &str| {
            format!("--{EDGE}\r\ncontent-disposition: form-data; {head}\r\n\r\n{value}\r\n")
        };
        let fields = fields.iter().map(|(name, value)| part(format!("name=\"{name}\""), value));
        let file = part(format!("name=\"bestand\"; filename=\"{name}\""), file);
        let body: String = fields.chain([file, format!("--{EDGE}--\r\n")]).collect();
        let request = ureq::http::Request::post(address)
            .header("content-type", format!("multipart/form-data; boundary={EDGE}"))
            .header("cookie", self.cookie());
        self.finish(address, Self::agent().run(request.body(body).map_err(io::Error::other)?))
    }

    /// Signs in at the sandbox and gives access, or refuses to; gives the page that the program shows then.
    ///
    /// # Errors
    /// When nobody answers, or the user cannot sign in.
    pub fn sign_in(&mut self, address: &str, user: &str, give_access: bool) -> io::Result<Answer> {
        let back = self.answer_of(address, user, give_access)?;
        self.open(&back)
    }

    /// The same up to the address that leads back to the program, which is not opened.
    ///
    /// # Errors
    /// When nobody answers, or the user cannot sign in.
    pub fn answer_of(&mut self, address: &str, user: &str, give_access: bool) -> io::Result<String> {
        let page = Url::parse(address).map_err(io::Error::other)?;
        self.open(address)?;
        let asked: Vec<(String, String)> = page.query_pairs().into_owned().collect();
        let mut fields: Vec<(&str, &str)> =
            asked.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend([("gebruikersnaam", user), ("wachtwoord", PASSWORD)]);
        let form = page.join("/authorize").map_err(io::Error::other)?;
        let consent = self.send(form.as_str(), &fields)?;
        let ticket =
            consent.text.split("name=\"kaartje\" value=\"").nth(1).and_then(|rest| rest.split('"').next());
        let ticket = ticket.ok_or_else(|| io::Error::other(format!("{user} was not signed in")))?.to_owned();
        let answer = if give_access { "toestaan" } else { "weigeren" };
        let form = page.join("/toestemming").map_err(io::Error::other)?;
        let done = self.send(form.as_str(), &[("kaartje", &ticket), ("antwoord", answer)])?;
        done.location.ok_or_else(|| io::Error::other("the consent leads nowhere"))
    }

    /// Follows where pages lead until one leads nowhere else; for servers that ask nothing.
    ///
    /// # Errors
    /// When nobody answers, or there is no end to it.
    pub fn follow(&mut self, address: &str) -> io::Result<Answer> {
        let mut answer = self.open(address)?;
        for _ in 0..FAR {
            let Some(next) = answer.location.as_deref() else { return Ok(answer) };
            let next =
                Url::parse(&answer.address).and_then(|here| here.join(next)).map_err(io::Error::other)?;
            answer = self.open(next.as_str())?;
        }
        Err(io::Error::other("no end to where it leads"))
    }

    /// An access token of this user of a sandbox.
    ///
    /// # Errors
    /// When nobody answers, or the user cannot sign in.
    pub fn token(&mut self, base: &str, user: &str) -> io::Result<String> {
        let client = sandbox::SANDBOX_CLIENT_ID;
        let asked = [
            ("client_id", client),
            ("redirect_uri", NOWHERE),
            ("response_type", "code"),
            ("scope", "all"),
            ("state", "s"),
        ];
        let address =
            Url::parse_with_params(&format!("{base}/authorize"), asked).map_err(io::Error::other)?;
        let back = self.answer_of(address.as_str(), user, true)?;
        let back = Url::parse(&back).map_err(io::Error::other)?;
        let code = back.query_pairs().find(|(name, _)| name == "code").map(|(_, code)| code.into_owned());
        let code = code.ok_or_else(|| io::Error::other("no code"))?;
        let fields = [
            ("client_id", client),
            ("grant_type", "authorization_code"),
            ("redirect_uri", NOWHERE),
            ("code", &code),
        ];
        let answer = self.send(&format!("{base}/token"), &fields)?;
        let tokens: Value = serde_json::from_str(&answer.text).map_err(io::Error::other)?;
        tokens["access_token"].as_str().map(str::to_owned).ok_or_else(|| io::Error::other("no token"))
    }

    fn cookie(&self) -> String {
        let all: Vec<String> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        all.join("; ")
    }

    fn finish(
        &mut self,
        address: &str,
        received: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> io::Result<Answer> {
        let mut received = received.map_err(io::Error::other)?;
        for cookie in
            received.headers().get_all("set-cookie").iter().filter_map(|cookie| cookie.to_str().ok())
        {
            if let Some((name, value)) = cookie.split(';').next().and_then(|pair| pair.split_once('=')) {
                self.cookies.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        let location = received.headers().get("location").and_then(|to| to.to_str().ok()).map(str::to_owned);
        let status = received.status().as_u16();
        let text = received.body_mut().read_to_string().unwrap_or_default();
        Ok(Answer { status, address: address.to_owned(), location, text })
    }
}
