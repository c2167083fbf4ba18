//! The peer around a sandbox, spoken to without holding up the runtime of a test.

use std::ops::Deref;

use peer::{Act, Peer, Visitor, on};
use tokio::task::spawn_blocking;
use url::Url;

/// A sandbox that can go away and come back on its own port.
pub struct Loket(Peer);

impl Deref for Loket {
    type Target = Peer;

    fn deref(&self) -> &Peer {
        &self.0
    }
}

impl Loket {
    pub fn start_with(options: sandbox::Options) -> Self {
        Self(Peer::start_with(options).unwrap())
    }

    /// This happens to so many calls of this method whose path holds this.
    pub fn trap(&self, method: &str, path: &str, act: Act, times: usize) {
        self.script(on(method, &format!(".*{path}.*")).until(times).then(act));
    }

    /// How many calls with this method came, whose path holds this.
    pub fn count(&self, method: &str, path: &str) -> usize {
        self.0.count(method, &format!(".*{path}.*"))
    }

    /// Presses a button of the sandbox's control panel.
    pub async fn press(&self, fields: &[(&'static str, &str)]) {
        let address = format!("{}/oefenen", self.url());
        let fields: Vec<(&'static str, String)> =
            fields.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        let answer = spawn_blocking(move || {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            Visitor::default().send(&address, &fields).unwrap()
        });
        let answer = answer.await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.text);
    }

    /// Gives or takes a right.
    pub async fn right(&self, employer: u16, user: u32, right: &str) {
        self.press(&[
            ("wat", "recht"),
            ("werkgever", &employer.to_string()),
            ("gebruiker", &user.to_string()),
            ("ding", right),
        ])
        .await;
    }
}

/// An answer of this status with these words of JSON, without asking Loket.
pub fn words(status: u16, words: &str) -> Act {
    Act::say(status).header("content-type", "application/json").body(words)
}

/// Answers the sign-in pages from the address that the app opens; gives the address to which the browser is sent.
pub async fn answer_sign_in(address: &str, user: &'static str, allow: bool) -> Url {
    let address = address.to_owned();
    let back = spawn_blocking(move || Visitor::default().answer_of(&address, user, allow).unwrap());
    Url::parse(&back.await.unwrap()).unwrap()
}

/// Calls the redirect listener of the app.
pub async fn arrive(address: Url) -> u16 {
    spawn_blocking(move || Visitor::default().open(address.as_str()).unwrap().status).await.unwrap()
}
