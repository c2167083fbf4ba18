//! An office that is connected to a Loket of the test: signing in through the browser, reading, checking.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use driver::{App, Fault, Options, Result};
use peer::{Peer, Visitor};
use serde_json::{Value, json};

use crate::journey::office::{Dialogs, introduce};
use crate::program;

/// The employer at which all is well.
pub const WELL: &str = "Bakkerij De Gouden Korenaar B.V.";
/// The salary administrator of the sandbox office.
pub const USER: &str = "oefenen";
/// The users of an employer: one of the things that a check reads.
pub const USERS: &str = "/v2/providers/employers/[^/]+/users";
/// Where the acceptance environment of Loket signs people in, and where its interface is.
pub const ACCEPTANCE: [&str; 2] = ["oauth.loket-acc.nl", "api.loket-acc.nl"];
/// What a run may take on a busy machine.
const RUN: Duration = Duration::from_mins(2);

/// Asks the program as the page's own code does, and leaves the answer where it can be picked up.
const ASK: &str = r"
const [number, command, given, follow] = arguments;
const inside = window.__TAURI_INTERNALS__;
window.asked ??= {};
window.progress ??= [];
const more = follow
    ? { progress: `__CHANNEL__:${inside.transformCallback((report) => report.message && window.progress.push(report.message))}` }
    : {};
inside.invoke(command, { ...given, ...more }).then(
    (done) => { window.asked[number] = { done: done ?? null } },
    (refused) => { window.asked[number] = { refused } },
);
";

/// The program and the Loket it is connected to.
pub struct ConnectedApp {
    pub app: App,
    pub peer: Peer,
    pub files: Dialogs,
}

/// Something that was asked and is not answered yet.
pub struct Asked(u64);

impl ConnectedApp {
    /// Somebody at the keyboard, signed in at a Loket without faults, with its employers read.
    pub fn connected() -> Result<Self> {
        let connected = Self::signed_out()?;
        connected.sign_in(USER)?;
        connected.run("read_employers", json!({}))?;
        Ok(connected)
    }

    /// Somebody at the keyboard, and nobody signed in.
    pub fn signed_out() -> Result<Self> {
        Self::with(Peer::start()?, |options| options)
    }

    /// The same with another Loket and other options.
    pub fn with(peer: Peer, surroundings: impl FnOnce(Options) -> Options) -> Result<Self> {
        let options = surroundings(program().sandbox(peer.url()));
        Self::start(peer, options)
    }

    /// The same in the acceptance environment, in whose place the test has put this peer.
    pub fn at_acceptance(peer: Peer, surroundings: impl FnOnce(Options) -> Options) -> Result<Self> {
        Self::start(peer, surroundings(program().at("acceptance")))
    }

    /// Signed in, with the windows of the system left to the mouse: no folder answers them.
    pub fn with_dialogs_of_the_system() -> Result<Self> {
        let peer = Peer::start()?;
        let options = program().sandbox(peer.url());
        let connected = Self::answered_by(Dialogs::new()?, peer, options)?;
        connected.sign_in(USER)?;
        connected.run("read_employers", json!({}))?;
        Ok(connected)
    }

    fn start(peer: Peer, options: Options) -> Result<Self> {
        let files = Dialogs::new()?;
        let options = files.answer(options);
        Self::answered_by(files, peer, options)
    }

    fn answered_by(files: Dialogs, peer: Peer, options: Options) -> Result<Self> {
        let app = App::start(options)?;
        introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
        app.wait_until("the page after the first", || Ok(app.place()? != "/" && !app.place()?.is_empty()))?;
        let connected = Self { app, peer, files };
        // Tests beside each other would fight over the ports that an office registers.
        connected.register("http://127.0.0.1:0/koppelwijzer", None)?;
        Ok(connected)
    }

    /// Keeps other redirect addresses, and a secret.
    pub fn register(&self, redirects: &str, secret: Option<&str>) -> Result {
        let registration = json!({
            "client_id": sandbox::SANDBOX_CLIENT_ID, "secret": secret, "redirects": redirects, "prefix": "",
        });
        self.ask("save_registration", json!({ "registration": registration })).map(|_| ())
    }

    /// Signs in through the browser.
    pub fn sign_in(&self, user: &str) -> Result {
        let (waiting, address) = self.open_browser()?;
        let page = Visitor::default().sign_in(&self.within_reach(&address), user, true)?;
        assert_eq!(page.status, 200, "{}", page.text);
        self.done(&waiting).map(|_| ())
    }

    /// A page of the peer by the address at which the browser of the test reaches it.
    pub fn within_reach(&self, address: &str) -> String {
        address.replace(&format!("https://{}", ACCEPTANCE[0]), &self.peer.url())
    }

    /// Begins to sign in; gives who waits for it, and the address in the browser.
    pub fn open_browser(&self) -> Result<(Asked, String)> {
        let before = self.app.desktop().visited().len();
        let begun = self.ask("begin_sign_in", json!({}))?;
        self.ask("open_sign_in", json!({}))?;
        let address = &begun["session"]["signing_in"]["address"];
        let waiting = self.begin("finish_sign_in", json!({ "address": address }), false)?;
        Ok((waiting, self.app.visited(before + 1)?))
    }

    /// Asks the program something.
    #[track_caller]
    pub fn ask(&self, command: &str, given: Value) -> Result<Value> {
        let asked = self.begin(command, given, false)?;
        self.done(&asked)
    }

    /// Asks the program for a run at Loket.
    #[track_caller]
    pub fn run(&self, command: &str, given: Value) -> Result<Value> {
        let asked = self.begin(command, given, true)?;
        self.done(&asked)
    }

    /// Asks for a run that Loket does not let succeed; gives the fault.
    #[track_caller]
    pub fn run_refused(&self, command: &str, given: Value) -> Result<Value> {
        let asked = self.begin(command, given, true)?;
        self.refused(&asked)
    }

    /// Asks something and does not wait for the answer.
    pub fn begin(&self, command: &str, given: Value, follow: bool) -> Result<Asked> {
        let number = self.app.evaluate("return window.count = (window.count ?? 0) + 1", vec![])?;
        let asked = Asked(number.as_u64().unwrap_or_default());
        self.app.evaluate(ASK, vec![number, json!(command), given, json!(follow)])?;
        Ok(asked)
    }

    /// What came of it.
    #[track_caller]
    pub fn done(&self, asked: &Asked) -> Result<Value> {
        let answer = self.answer(asked)?;
        match answer.get("done") {
            Some(done) => Ok(done.clone()),
            None => Err(Fault::new(format!("refused: {}", answer["refused"])).on_page(self.app.log())),
        }
    }

    /// Why it was refused: the fault of Loket, or else the whole refusal.
    #[track_caller]
    pub fn refused(&self, asked: &Asked) -> Result<Value> {
        let answer = self.answer(asked)?;
        match answer.get("refused") {
            Some(refused) => Ok(refused.get("fault").unwrap_or(refused).clone()),
            None => Err(Fault::new(format!("not refused: {}", answer["done"]))),
        }
    }

    /// Either of both, whichever it is.
    pub fn wait(&self, asked: &Asked) -> Result<Value> {
        self.answer(asked)
    }

    /// Whether there is an answer yet.
    pub fn is_answered(&self, asked: &Asked) -> Result<bool> {
        Ok(self.app.evaluate("return arguments[0] in window.asked", vec![json!(asked.0)])? == json!(true))
    }

    #[track_caller]
    fn answer(&self, asked: &Asked) -> Result<Value> {
        let begin = Instant::now();
        while !self.is_answered(asked)? {
            if begin.elapsed() > RUN {
                return Err(Fault::new("no answer").on_page(self.app.log()));
            }
            std::thread::sleep(Duration::from_millis(25));
        }
        self.app.evaluate("return window.asked[arguments[0]]", vec![json!(asked.0)])
    }

    /// Every progress report of the runs so far.
    pub fn progress_reports(&self) -> Result<Vec<Value>> {
        let reports = self.app.evaluate("return window.progress ?? []", vec![])?;
        Ok(reports.as_array().cloned().unwrap_or_default())
    }

    /// How the session stands: `signedIn`, `ended`, ...
    pub fn session(&self) -> Result<String> {
        let state = self.ask("connection", json!({}))?;
        Ok(state["session"]["kind"].as_str().unwrap_or_default().to_owned())
    }

    /// The employers by name.
    pub fn employers(&self) -> Result<BTreeMap<String, String>> {
        let rows = self.ask("employers", json!({}))?;
        let rows = rows.as_array().cloned().unwrap_or_default();
        let name = |row: &Value| {
            Some((
                row["employer"]["company_name"].as_str()?.to_owned(),
                row["employer"]["id"].as_str()?.to_owned(),
            ))
        };
        Ok(rows.iter().filter_map(name).collect())
    }

    /// Starts a dossier of a handbook for an employer by this name.
    pub fn dossier(&self, handbook: &str, employer: &str) -> Result<String> {
        let employers = self.employers()?;
        let id =
            employers.get(employer).ok_or_else(|| Fault::new(format!("no {employer} in {employers:?}")))?;
        let given = json!({ "handbook": handbook, "employers": [id], "due": null });
        let made = self.ask("start_dossiers", given)?;
        made[0]["dossier"]
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| Fault::new(format!("no dossier: {made}")))
    }

    /// A dossier of a.s.r. of the employer at which all is well, with its coupling user entered.
    pub fn coupling(&self) -> Result<String> {
        let id = self.dossier("asr-werkgever", WELL)?;
        self.answer_item(&id, "user-level", "employer")?;
        self.answer_item(&id, "user-name", "koppeling.korenaar")?;
        Ok(id)
    }

    /// A dossier as it stands, without asking Loket.
    pub fn state(&self, id: &str) -> Result<Value> {
        Ok(self.ask("open_dossier", json!({ "id": id }))?["state"].clone())
    }

    /// Answers an item with one value.
    pub fn answer_item(&self, id: &str, item: &str, value: &str) -> Result {
        let answer = json!({ "kind": "value", "value": { "clear": value } });
        let change = json!({ "kind": "answerItem", "item": item, "answer": answer });
        self.ask("change_dossier", json!({ "id": id, "change": change })).map(|_| ())
    }

    /// Asks Loket about a dossier; gives its state.
    #[track_caller]
    pub fn check(&self, id: &str) -> Result<Value> {
        self.run("check_dossier", json!({ "id": id }))
    }

    /// Asks Loket about a dossier, which does not come off; gives the fault.
    #[track_caller]
    pub fn check_refused(&self, id: &str) -> Result<Value> {
        self.run_refused("check_dossier", json!({ "id": id }))
    }
}

/// What the check of an item says: `met`, `unmet`, `unknown`; empty when it was never asked.
pub fn outcome<'a>(state: &'a Value, item: &str) -> &'a str {
    state["items"][item]["check"]["verdict"]["outcome"]["kind"].as_str().unwrap_or_default()
}

/// Why the check of an item could not be done: `offline`, `changed`; empty when it could.
pub fn because(state: &Value, item: &str) -> String {
    let because = &state["items"][item]["check"]["verdict"]["outcome"]["because"];
    because[0]["kind"].as_str().unwrap_or_default().to_owned()
}
