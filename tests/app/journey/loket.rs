//! The part of a walkthrough that Loket does: asking it, leaving to it what it knows, and having it set right.

use std::time::{Duration, Instant};

use domain::check::CheckId;
use domain::handbook::{Handbook, Step};
use domain::item::{Ask, Fill, Item};
use driver::{Fault, Result, button, heading, link};
use peer::Visitor;
use serde_json::json;

use crate::connected::app::{ConnectedApp, USER};
use crate::journey::office::start_dossier;
use crate::journey::walkthrough::DossierWalkthrough;

/// What a check may take when calls are tried again on a busy machine.
const CHECK: Duration = Duration::from_mins(1);

/// What a line shows, and where it says that comes from: as a control, or as a fact that is known.
const SHOWN: &str = r"
const [id, label] = arguments;
const squeeze = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const origin = (box) => squeeze(box?.querySelector('.origin')?.innerText);
const control = document.getElementById(id);
const line = control?.closest('.line');
if (line) {
    const ticks = [...line.querySelectorAll('input[type=radio], input[type=checkbox]')];
    const ticked = ticks.filter((tick) => tick.checked);
    const typed = [...line.querySelectorAll('input, textarea, select')].filter((one) => !ticks.includes(one));
    const words = ticked.map((tick) => (tick.type === 'radio' ? tick.value : squeeze(tick.closest('label')?.innerText)));
    return { said: [...words, ...typed.map((one) => one.value)], origin: origin(line) };
}
const term = [...document.querySelectorAll('dt')].find((term) => squeeze(term.innerText) === label);
const value = squeeze(term?.parentElement.querySelector('dd')?.innerText);
const origins = [...(term?.closest('section').querySelectorAll('.origin') ?? [])].map((one) => squeeze(one.innerText));
const own = origins.length > 1 ? origins.find((one) => one.includes(label)) : origins[0];
return term ? { said: [value], origin: own ?? '' } : { said: [], origin: '' };
";

/// Signs in through the browser, takes the employer from Loket, and starts a dossier for it.
pub fn begin_connected(connected: &ConnectedApp, handbook: &Handbook, employer: &str) -> Result {
    let app = &connected.app;
    app.go("/verbinding")?;
    app.click(button("Meld je aan bij het oefen-Loket"))?;
    Visitor::default().sign_in(&app.visited(1)?, USER, true)?;
    app.wait_for_text("Je bent aangemeld als")?;
    app.click(button("Lees werkgevers uit Loket"))?;
    app.wait_for_text("13 werkgevers gelezen uit Loket")?;
    app.go("/werkgevers")?;
    app.click(link(employer))?;
    app.wait_for(heading(employer))?;
    start_dossier(app, handbook)?;
    app.click(link("Begin met stap 1"))?;
    app.wait_until("the first step", || Ok(app.place()?.contains("/stap/")))
}

impl<'a> DossierWalkthrough<'a> {
    /// Asks Loket, and waits until the page shows what it says.
    pub fn check(&self) -> Result {
        let connected = self.connected()?;
        let before = self.events()?;
        self.app.click(button("Controleer in Loket"))?;
        let begin = Instant::now();
        while self.events()? == before || self.app.is_disabled(button("Controleer in Loket"))? {
            if begin.elapsed() > CHECK {
                return Err(Fault::new("the check does not end").on_page(connected.app.text()?));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    /// Checks that everything that was left to Loket is there, as Loket's, and remembers it.
    pub fn read_loket_values(&mut self, step: &'a Step) -> Result {
        self.read_loket_values_except(step, "")
    }

    /// The same for all but one item, which Loket does not know.
    pub fn read_loket_values_except(&mut self, step: &'a Step, except: &str) -> Result {
        for item in step.items.iter().filter(|item| item.id != except) {
            if self.asks(step, item) && self.leaves(item) {
                let said = self.lokets(item)?;
                self.said.insert(item.id.clone(), said.into_iter().collect());
            }
        }
        Ok(())
    }

    /// What Loket knows of an item, where it shows it and says that it is Loket's.
    pub fn lokets(&self, item: &Item) -> Result<Vec<String>> {
        let mut said = vec![];
        self.app.wait_until(&format!("{} out of Loket", item.id), || {
            let asked = vec![json!(format!("item-{}", item.id)), json!(item.label.nl)];
            let shown = self.app.evaluate(SHOWN, asked)?;
            let words = shown["said"].as_array().into_iter().flatten();
            said = words.filter_map(|word| word.as_str().map(str::to_owned)).collect();
            let is_lokets = shown["origin"].as_str().is_some_and(|origin| origin.starts_with("Uit Loket, "));
            Ok(is_lokets && said.iter().any(|word| !word.is_empty()))
        })?;
        Ok(said)
    }

    /// That an item shows this, and that it comes from Loket.
    pub fn knows(&self, item: &str, words: &[&str]) -> Result {
        let (_, item) =
            self.handbook.item(&item.into()).ok_or_else(|| Fault::new(format!("no item {item}")))?;
        assert_eq!(self.lokets(item)?, words, "{}", item.id);
        Ok(())
    }

    /// Has the program set something right in Loket: looks at what would change, says yes twice, and waits until it was read
    /// back. `what` is the name of the line inside a sentence. Gives what was shown before the yes.
    pub fn set_right(&self, what: &str) -> Result<String> {
        self.app.click(button(format!("Pas aan in Loket: {what}")))?;
        self.app.wait_for(button("Ja, wijzig in Loket"))?;
        let shown = self.app.evaluate("return document.querySelector('dialog[open]').innerText", vec![])?;
        self.connected()?.files.agree()?;
        self.app.click(button("Ja, wijzig in Loket"))?;
        self.app.wait_for_text("Gewijzigd in Loket, en teruggelezen.")?;
        Ok(shown.as_str().unwrap_or_default().to_owned())
    }

    /// Whether a step has something that Loket can be asked.
    pub fn checks(&self, step: &Step) -> bool {
        step.items.iter().any(|item| item.check.is_some() && self.asks(step, item))
    }

    /// Whether an item is left to Loket: it is not typed or ticked where Loket can answer it.
    pub fn leaves(&self, item: &Item) -> bool {
        self.connected.is_some()
            && match (&item.ask, item.check) {
                (Ask::Confirm(_) | Ask::Rights(_), check) => check.is_some(),
                (Ask::List(_), check) => check == Some(CheckId::DirectorsMatch),
                (Ask::Products(_), check) => check == Some(CheckId::ProductsMatch),
                (Ask::Choice(_), Some(CheckId::VariantMatches | CheckId::MijnLoketIsAvailable)) => true,
                (Ask::Field(asked), _) => asked.fill.is_some_and(is_lokets),
                (Ask::Choice(asked), _) => asked.fill.is_some_and(is_lokets),
                _ => false,
            }
    }

    fn connected(&self) -> Result<&'a ConnectedApp> {
        self.connected.ok_or_else(|| Fault::new("not connected"))
    }

    /// How much the dossier's history tells: every check adds to it.
    fn events(&self) -> Result<u64> {
        let place = self.app.place()?;
        let id = place.split('/').nth(2).ok_or_else(|| Fault::new(format!("no dossier in {place}")))?;
        Ok(self.connected()?.state(id)?["history_count"].as_u64().unwrap_or_default())
    }
}

/// Whether Loket has it for every employer. An address it may have or not.
fn is_lokets(fill: Fill) -> bool {
    !matches!(fill, Fill::OfficeName | Fill::OfficeEmail | Fill::OfficeEnvironmentCode | Fill::EmployerEmail)
}
