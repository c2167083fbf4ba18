//! Goes through a dossier as a user does: reads what a step asks, and answers it by what stands on the page.

use std::collections::{BTreeMap, BTreeSet};

use domain::handbook::{Handbook, Step};
use domain::id::{ItemId, StepId};
use domain::item::{Ask, Choice, Column, Condition, Item};
use driver::{App, Fault, Result, Target, button, checkbox, control, field, radio};
use serde_json::json;

use crate::connected::app::ConnectedApp;
use crate::journey::values::{products, sample, sample_of};

/// Fills in one dossier from its first step to its sign-off.
pub struct DossierWalkthrough<'a> {
    pub app: &'a App,
    pub handbook: &'a Handbook,
    /// Where the program is connected to Loket: then Loket is asked in every step that it can answer something of.
    pub connected: Option<&'a ConnectedApp>,
    /// What to answer where the walkthrough would answer something else, by item.
    plan: BTreeMap<&'static str, &'static str>,
    /// What was answered so far, in the words that conditions can name.
    pub said: BTreeMap<ItemId, BTreeSet<String>>,
    /// Ids of the steps that were finished, in order.
    pub finished: Vec<StepId>,
}

/// What the walkthrough knows of the dossier.
pub struct Memory {
    said: BTreeMap<ItemId, BTreeSet<String>>,
    finished: Vec<StepId>,
}

impl<'a> DossierWalkthrough<'a> {
    pub fn of(app: &'a App, handbook: &'a Handbook) -> Self {
        Self {
            app,
            handbook,
            connected: None,
            plan: BTreeMap::new(),
            said: BTreeMap::new(),
            finished: Vec::new(),
        }
    }

    /// One that asks Loket, and leaves to it what it can answer.
    pub fn at(connected: &'a ConnectedApp, handbook: &'a Handbook) -> Self {
        Self { connected: Some(connected), ..Self::of(&connected.app, handbook) }
    }

    /// Says this at an item: a value, the id of an option, ids of products with commas between; for a cell in rows,
    /// the item and the column with a dot between.
    pub fn saying(mut self, item: &'static str, words: &'static str) -> Self {
        self.plan.insert(item, words);
        self
    }

    /// What was answered and finished, to go on with after the program was opened again.
    pub fn into_memory(self) -> Memory {
        Memory { said: self.said, finished: self.finished }
    }

    pub fn remembering(mut self, memory: Memory) -> Self {
        (self.said, self.finished) = (memory.said, memory.finished);
        self
    }

    /// Finishes steps from the one on the page until `enough` were, or until all are and the answers are shown.
    pub fn on(&mut self, enough: usize) -> Result {
        while self.finished.len() < enough {
            let Some(step) = self.current()? else {
                return Ok(());
            };
            self.step(step)?;
            self.finish(step)?;
        }
        Ok(())
    }

    /// Finishes steps until this one is on the page.
    pub fn to(&mut self, id: &str) -> Result<&'a Step> {
        loop {
            let step = self.current()?.ok_or_else(|| Fault::new(format!("all is finished before {id}")))?;
            if step.id == id {
                return Ok(step);
            }
            self.step(step)?;
            self.finish(step)?;
        }
    }

    /// The step that is on the page.
    pub fn current(&self) -> Result<Option<&'a Step>> {
        let place = self.app.place()?;
        let place = place.split('?').next().unwrap_or_default();
        Ok(place.rsplit_once("/stap/").and_then(|(_, id)| self.handbook.step(&id.into())))
    }

    /// Answers everything that a step asks, and has Loket answer the rest.
    pub fn step(&mut self, step: &'a Step) -> Result {
        self.fill(step)?;
        if self.connected.is_some() && self.checks(step) {
            self.check()?;
            self.read_loket_values(step)?;
        }
        Ok(())
    }

    /// Answers what a step asks and Loket does not know.
    pub fn fill(&mut self, step: &'a Step) -> Result {
        for item in &step.items {
            if self.asks(step, item) && !self.leaves(item) {
                let words = self.item(item).map_err(|fault| {
                    Fault::new(format!("{}, {}, {}: {fault}", self.handbook.id, step.id, item.id))
                })?;
                self.said.insert(item.id.clone(), words);
            }
        }
        Ok(())
    }

    /// Says that the step is done and goes on; fails with what the page has against it.
    pub fn finish(&mut self, step: &Step) -> Result {
        self.choose(&radio("Ja, deze stap is af"))?;
        let place = self.app.place()?;
        self.app.click(button("Doorgaan"))?;
        self.app.wait_until("the step after it", || Ok(self.app.place()? != place))?;
        self.finished.push(step.id.clone());
        Ok(())
    }

    /// Whether an item of a step counts, after what was said so far.
    pub fn asks(&self, step: &Step, item: &Item) -> bool {
        self.holds(item.when.as_ref()) && self.holds(step.when.as_ref())
    }

    fn holds(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|condition| {
            let said = self.said.get(&condition.item);
            said.is_some_and(|said| condition.is.iter().any(|word| said.contains(word)))
        })
    }

    fn item(&self, item: &Item) -> Result<BTreeSet<String>> {
        let label = item.label.nl.as_str();
        let id = format!("item-{}", item.id);
        match &item.ask {
            Ask::Confirm(_) => {
                self.choose(&checkbox(label))?;
                Ok(one("yes"))
            }
            Ask::Field(asked) => self.field(label, &id, self.planned(item.id.as_str(), sample_of(asked))),
            Ask::Choice(asked) => self.choice(item, asked),
            Ask::Rights(asked) => {
                for right in &asked.rights {
                    self.choose(&checkbox(right.name()).within(label))?;
                }
                Ok(asked.rights.iter().map(|right| right.id().to_owned()).collect())
            }
            Ask::Products(asked) => {
                let planned = self.plan.get(item.id.as_str()).copied();
                let wanted = products(asked, self.handbook, &self.said, planned);
                for (_, name) in &wanted {
                    self.choose(&checkbox(name))?;
                }
                Ok(wanted.into_iter().map(|(id, _)| id).collect())
            }
            Ask::Secret(_) => {
                self.app.click(button("Maak een wachtwoord"))?;
                self.app.wait_for_text("Bewaard op de computer")?;
                Ok(one("kept"))
            }
            Ask::Wait(_) => self.wait(&id),
            Ask::List(asked) => self.row(item, asked.columns.iter()),
            Ask::Mapping(asked) => self.row(item, [&asked.from, &asked.to].into_iter()),
            Ask::Result(asked) => self.row(item, asked.fields.iter()),
            Ask::Message(_) => {
                self.app.click(control(&id))?;
                self.app
                    .wait_until("the message marked as sent", || self.says(&id, "Toch niet verstuurd"))?;
                Ok(one("sent"))
            }
            Ask::HandOver(_) => {
                for mark in ["Ingevuld", "Verstuurd", "Verwerkt"] {
                    self.choose(&checkbox(mark))?;
                    self.app.wait_for(field(format!("{mark} op")))?;
                }
                Ok(["filled", "sent", "processed"].map(str::to_owned).into())
            }
        }
    }

    /// Ticks or chooses, again when the page moved on under the mouse, as one does.
    fn choose(&self, target: &Target) -> Result {
        self.app.wait_until(&format!("{target:?} chosen"), || {
            if !self.app.is_checked(target.clone())? {
                self.app.click(target.clone())?;
            }
            self.app.is_checked(target.clone())
        })
    }

    /// Types a value, unless it is known already and stands there, as a fact or in its field.
    fn field(&self, label: &str, id: &str, value: &str) -> Result<BTreeSet<String>> {
        if self.is_fact(label, id)? {
            return Ok(BTreeSet::new());
        }
        if self.app.value(label)?.is_empty() {
            self.app.fill(label, value)?;
        }
        Ok(one(value))
    }

    /// Whether it is shown as known: its name stands there, and there is nothing to fill in.
    fn is_fact(&self, label: &str, id: &str) -> Result<bool> {
        let script = "return [document.getElementById(arguments[0]) !== null, document.body.innerText]";
        let mut fact = false;
        self.app.wait_until(label, || {
            let found = self.app.evaluate(script, vec![json!(id)])?;
            fact = found[0] == json!(false);
            Ok(!fact || found[1].as_str().is_some_and(|text| text.contains(label)))
        })?;
        Ok(fact)
    }

    /// Chooses what asks the most of the user, so that the walkthrough sees as many lines as it can.
    fn choice(&self, item: &Item, asked: &Choice) -> Result<BTreeSet<String>> {
        let opens = |option: &str| {
            let lines = self.handbook.items().filter_map(|(_, line)| line.when.as_ref());
            let steps = self.handbook.steps.iter().filter_map(|step| step.when.as_ref());
            let wanted =
                |when: &&Condition| when.item == item.id && when.is.iter().any(|word| word == option);
            lines.filter(wanted).count() + 10 * steps.filter(wanted).count()
        };
        let planned = self.plan.get(item.id.as_str());
        let options = asked.options.iter().rev().filter(|option| planned.is_none_or(|id| option.id == *id));
        let Some(option) = options.max_by_key(|option| opens(&option.id)) else {
            return Err(Fault::new(format!("no option to choose, {planned:?} was planned")));
        };
        let target = radio(&option.text.nl).within(&item.label.nl);
        if asked.removes.as_ref().is_some_and(|removal| removal.option == option.id) {
            // The question stands before the page.
            self.app.click(target)?;
            self.app.click(button("Verwijder het wachtwoord"))?;
            self.app.wait_for_text("Het wachtwoord is verwijderd")?;
        } else {
            self.choose(&target)?;
        }
        Ok(one(&option.id))
    }

    /// Starts to wait, and then has it arrive.
    fn wait(&self, id: &str) -> Result<BTreeSet<String>> {
        // One press: whom and what for the handbook says.
        self.app.click(control(id))?;
        self.app.click(button("Antwoord is binnen"))?;
        self.app.wait_until("the day it came", || self.says(id, "Wijzig de dag"))?;
        self.app.wait_for_text("Binnen op ")?;
        // Today, until another day is said.
        self.app.click(control(id))?;
        self.app.wait_for(field("Op welke dag kwam het binnen?"))?;
        self.app.click(button("Bewaar"))?;
        self.app.wait_for_text("Binnen op ")?;
        Ok(one("arrived"))
    }

    /// Fills in one row.
    fn row<'c>(&self, item: &Item, columns: impl Iterator<Item = &'c Column>) -> Result<BTreeSet<String>> {
        for column in columns {
            let cell: Target = field(&column.label.nl).within(&item.label.nl);
            let planned = format!("{}.{}", item.id, column.id);
            match column.options.first() {
                Some(option) => self.app.choose_target(&cell, &option.text.nl)?,
                None => self.app.fill_target(&cell, self.planned(&planned, sample(column.field_type)))?,
            }
        }
        Ok(one("some"))
    }

    /// What was planned to say, or else this.
    fn planned(&self, item: &str, otherwise: &'static str) -> &'static str {
        self.plan.get(item).copied().unwrap_or(otherwise)
    }

    fn says(&self, id: &str, words: &str) -> Result<bool> {
        let script = "return (document.getElementById(arguments[0])?.innerText ?? '').includes(arguments[1])";
        Ok(self.app.evaluate(script, vec![json!(id), json!(words)])? == json!(true))
    }
}

fn one(word: &str) -> BTreeSet<String> {
    BTreeSet::from([word.to_owned()])
}
