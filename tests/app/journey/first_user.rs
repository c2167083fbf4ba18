//! A first user with a mouse and a keyboard: how many presses it takes from the first start to a signed-off dossier.
//!
//! Every press of a mouse button counts, and every key that acts. Typing a value does not. Nothing is skipped: the
//! program refuses to sign off what is not whole.

use domain::handbook::Handbook;
use domain::item::{Ask, Item};
use driver::{App, Fault, Result, button, checkbox, control, heading, link, radio};
use peer::Visitor;

use crate::connected::app::{USER, WELL};
use crate::journey::office::{Dialogs, NAME, OFFICE, handbook};
use crate::journey::report::sign_off;

/// From the first start to a signed-off dossier in which one practises.
const PRACTISING: usize = 30;
/// The same for the longest handbook, by hand: without Loket to answer anything.
const BY_HAND: usize = 45;

/// Pressing the button that signs in, and the one that gives access, on Loket's own pages.
const IN_THE_BROWSER: usize = 2;
/// Agreeing in the window of the system that asks before a change.
const IN_THE_SYSTEM: usize = 1;

/// Somebody who does what a step asks, each thing in the way that takes the fewest presses.
struct User<'a> {
    app: &'a App,
    handbook: &'a Handbook,
}

impl User<'_> {
    fn item(&self, id: &str) -> Result<&Item> {
        let found = self.handbook.item(&id.into()).map(|(_, item)| item);
        found.ok_or_else(|| Fault::new(format!("no item {id}")))
    }

    fn tick(&self, item: &str) -> Result {
        self.app.click(checkbox(&self.item(item)?.label.nl))
    }

    fn pick(&self, item: &str, option: &str) -> Result {
        let item = self.item(item)?;
        let Ask::Choice(asked) = &item.ask else { return Err(Fault::new(format!("no choice: {}", item.id))) };
        let found = asked.options.iter().find(|one| one.id == option);
        let found = found.ok_or_else(|| Fault::new(format!("no option {option}")))?;
        self.app.click(radio(&found.text.nl).within(&item.label.nl))
    }

    fn fill(&self, item: &str, text: &str) -> Result {
        self.app.fill(&self.item(item)?.label.nl, text)
    }

    /// Sets a line on waiting, and has the answer come.
    fn wait(&self, item: &str) -> Result {
        self.app.click(control(format!("item-{item}")))?;
        self.app.click(button("Antwoord is binnen"))?;
        self.app.wait_for_text("Binnen op ")
    }

    /// Goes on to the next step; `step` is the one that is on the page.
    fn next(&self, step: &str) -> Result {
        let place = self.app.place()?;
        assert!(place.ends_with(&format!("/stap/{step}")), "{step} is on the page, not {place}");
        self.app.click(button("Doorgaan"))?;
        self.app.wait_until("the page after it", || Ok(self.app.place()? != place))
    }
}

fn at_most(app: &App, presses: usize) {
    eprintln!("{} presses, {presses} at most", app.presses());
    assert!(app.presses() <= presses, "{} presses, {presses} at most", app.presses());
}

#[test]
fn a_practice_dossier_is_signed_off_in_thirty_presses() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    let handbook = handbook("mijnloket-activeren")?;
    let user = User { app: &app, handbook: &handbook };
    app.fill("Je naam", NAME)?;
    app.fill("Naam van je kantoor", OFFICE)?;
    app.click(button("Doorgaan"))?;
    app.wait_for(heading("Aanmelden"))?;
    app.click(button("Meld je aan bij het oefen-Loket"))?;
    Visitor::default().sign_in(&app.visited(1)?, USER, true)?;
    app.count_presses(IN_THE_BROWSER);
    app.click(button("Lees werkgevers uit Loket"))?;
    app.wait_for_text("werkgevers gelezen uit Loket")?;
    app.click(link("Begin een dossier"))?;
    app.click(radio(&handbook.title.nl))?;
    app.click(checkbox(WELL))?;
    app.click(button("Begin dossier"))?;
    app.click(link("Begin met stap 1"))?;

    app.click(button("Controleer in Loket"))?;
    app.wait_for_text("Laatst gelezen")?;
    user.next("find-product")?;
    let Ask::Products(products) = &user.item("functions")?.ask else { return Err(Fault::new("no products")) };
    let wanted = products.options.iter().find(|option| option.id == "view-personal-data");
    let wanted = wanted.ok_or_else(|| Fault::new("no such product"))?;
    app.click(checkbox(&wanted.text.nl))?;
    user.tick("variant-agreed")?;
    user.fill("variant-agreed-on", "20-11-2026")?;
    user.next("choose-functions")?;
    // What is chosen is not what is on: the program sets it right.
    app.click(button("Pas aan in Loket"))?;
    files.agree()?;
    app.click(button("Ja, wijzig in Loket"))?;
    app.count_presses(IN_THE_SYSTEM);
    app.wait_for_text("Gewijzigd in Loket, en teruggelezen.")?;
    user.next("switch-on")?;
    user.next("set-up-extras")?;
    user.pick("email-viewers", "nobody")?;
    user.next("give-email-right")?;
    user.tick("private-addresses-known")?;
    user.pick("invitations-by", "employer")?;
    app.click(control("item-client-message"))?;
    user.next("tell-employer")?;
    sign_off(&app)?;
    at_most(&app, PRACTISING);
    Ok(())
}

#[test]
fn asr_werkgever_by_hand_is_signed_off_in_forty_five_presses() -> Result {
    let app = App::start(crate::program())?;
    let handbook = handbook("asr-werkgever")?;
    let user = User { app: &app, handbook: &handbook };
    app.fill("Je naam", NAME)?;
    app.fill("Naam van je kantoor", OFFICE)?;
    app.click(radio("Zonder Loket: zelf een werkgever invoeren"))?;
    app.click(button("Doorgaan"))?;
    app.fill("Bedrijfsnaam", "Bakkerij Zomer")?;
    app.fill("Werkgever ID", "0f8fad5b-d9cb-469f-a165-70867728950e")?;
    app.fill("Loonheffingennummer", "111222333L01")?;
    app.click(radio("Per maand"))?;
    app.click(button("Doorgaan"))?;
    app.click(link(&handbook.title.nl))?;
    app.click(button("Begin dossier"))?;
    app.click(link("Begin met stap 1"))?;

    user.tick("office-signed-up")?;
    user.pick("user-generation", "standard")?;
    user.tick("employer-requested")?;
    user.next("check-request")?;
    user.pick("user-level", "employer")?;
    user.tick("user-is-new")?;
    user.fill("user-name", "koppeling.zomer")?;
    app.click(button("Maak een wachtwoord"))?;
    app.wait_for_text("Bewaard op de computer")?;
    user.fill("user-email", "koppeling@kantoor.example")?;
    user.tick("user-kind")?;
    user.next("make-user")?;
    user.tick("user-active")?;
    user.next("check-active")?;
    user.tick("access-at-employer")?;
    user.tick("access-no-more")?;
    user.next("give-access")?;
    app.click(button("Alle 6 staan aan"))?;
    user.tick("rights-no-more")?;
    user.next("give-rights")?;
    user.next("choose-administration")?;
    user.fill("office-email", "koppeling@kantoor.example")?;
    user.fill("contract-number", "A020.12345")?;
    app.click(checkbox("Geen enkele DGA staat op de loonlijst"))?;
    user.pick("thirteenth-month", "no")?;
    user.next("collect-data")?;
    user.tick("answers-employer")?;
    user.next("check-answers")?;
    app.click(checkbox("Verstuurd"))?;
    user.next("send-form")?;
    user.wait("keylane-wait")?;
    user.fill("keylane-contact", "P. Proef, 0612345678")?;
    user.tick("keylane-rights")?;
    user.next("await-keylane")?;
    user.wait("confirmation-wait")?;
    user.fill("first-exchange-on", "20-11-2026")?;
    user.next("note-first-exchange")?;
    user.tick("first-exchange-done")?;
    user.tick("still-active")?;
    user.tick("still-rights")?;
    user.pick("password-decision", "keep")?;
    user.next("check-first-exchange")?;
    sign_off(&app)?;
    at_most(&app, BY_HAND);
    Ok(())
}
