//! What a user does on the page and reads from it.

use std::panic::Location;
use std::thread;
use std::time::{Duration, Instant};

use fantoccini::elements::{Element, ElementRef};
use serde_json::{Value, json};

use crate::app::App;
use crate::fault::{Fault, Result};
use crate::keys;
use crate::target::{Target, field};

/// How long a step waits for the page to catch up. Generous: two tests may share two busy cores.
pub(crate) const PATIENCE: Duration = Duration::from_secs(45);
/// How often the page is asked meanwhile.
const ASK: Duration = Duration::from_millis(25);
/// The name under which `WebDriver` passes an element.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

const FIND: &str = include_str!("find.js");
const TEXT: &str = r"return document.body.innerText.replace(/[ \u00a0\u202f]+/g, ' ')";

/// Something found on the page.
struct Found {
    element: Element,
    label: Option<Element>,
    disabled: bool,
}

impl App {
    /// Clicks it, once it is there and enabled.
    ///
    /// # Errors
    /// When it is not there, is there more than once, or cannot be clicked.
    #[track_caller]
    pub fn click(&self, target: impl Into<Target>) -> Result {
        let target = target.into();
        self.patiently(PATIENCE, Location::caller(), || self.try_click(&target))
    }

    /// Replaces what stands in the field with this label.
    ///
    /// # Errors
    /// When there is no such field, or it takes no text.
    #[track_caller]
    pub fn fill(&self, label: impl Into<String>, text: &str) -> Result {
        self.fill_target(&field(label), text)
    }

    /// The same for a field that its label alone does not single out.
    ///
    /// # Errors
    /// As for [`App::fill`].
    #[track_caller]
    pub fn fill_target(&self, target: &Target, text: &str) -> Result {
        self.patiently(PATIENCE, Location::caller(), || {
            let found = self.usable(target)?;
            self.run(|_| async move {
                found.element.clear().await?;
                found.element.send_keys(text).await
            })
        })
    }

    /// Chooses the option with this text in the list with this label.
    ///
    /// # Errors
    /// When the list or the option is not there.
    #[track_caller]
    pub fn choose(&self, label: impl Into<String>, option: &str) -> Result {
        self.choose_target(&field(label), option)
    }

    /// The same for a list that its label alone does not single out.
    ///
    /// # Errors
    /// As for [`App::choose`].
    #[track_caller]
    pub fn choose_target(&self, target: &Target, option: &str) -> Result {
        self.patiently(PATIENCE, Location::caller(), || {
            let found = self.usable(target)?;
            self.run(|_| async move { found.element.select_by_label(option).await })
        })?;
        // One opens the list, one chooses in it.
        self.count_presses(2);
        Ok(())
    }

    /// Presses a key or a combination, such as `Tab`, `Shift+Tab`, `Control+k`, where the focus is.
    ///
    /// # Errors
    /// When the key has no such name.
    #[track_caller]
    pub fn press(&self, combination: &str) -> Result {
        let strokes = keys::strokes(combination)?;
        self.run(|client| async move { client.perform_actions(strokes).await })?;
        self.count_presses(usize::from(keys::acts(combination)));
        Ok(())
    }

    /// Types where the focus is.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn type_text(&self, text: &str) -> Result {
        for letter in text.chars() {
            self.press(&letter.to_string())?;
        }
        Ok(())
    }

    /// Waits until these words stand on the page.
    ///
    /// # Errors
    /// When they do not come in time.
    #[track_caller]
    pub fn wait_for_text(&self, words: &str) -> Result {
        self.wait_for_text_within(words, PATIENCE)
    }

    /// Waits until these words stand on the page, at most so long.
    ///
    /// # Errors
    /// When they do not come in time.
    #[track_caller]
    pub fn wait_for_text_within(&self, words: &str, limit: Duration) -> Result {
        self.patiently(limit, Location::caller(), || {
            if self.text()?.contains(words) {
                Ok(())
            } else {
                Err(Fault::new(format!("not on the page: {words:?}")))
            }
        })
    }

    /// Waits until these words no longer stand on the page.
    ///
    /// # Errors
    /// When they are still there after all that time.
    #[track_caller]
    pub fn wait_until_gone(&self, words: &str) -> Result {
        self.patiently(PATIENCE, Location::caller(), || {
            if self.text()?.contains(words) {
                Err(Fault::new(format!("still on the page: {words:?}")))
            } else {
                Ok(())
            }
        })
    }

    /// Waits until this holds; `what` says in a failure what did not come about.
    ///
    /// # Errors
    /// When it does not hold in time, or cannot be looked at.
    #[track_caller]
    pub fn wait_until(&self, what: &str, mut holds: impl FnMut() -> Result<bool>) -> Result {
        self.patiently(PATIENCE, Location::caller(), || {
            if holds()? { Ok(()) } else { Err(Fault::new(format!("did not come about: {what}"))) }
        })
    }

    /// Waits until it is on the page.
    ///
    /// # Errors
    /// When it does not come, or is there more than once.
    #[track_caller]
    pub fn wait_for(&self, target: impl Into<Target>) -> Result {
        let target = target.into();
        self.patiently(PATIENCE, Location::caller(), || self.find(&target).map(|_| ()))
    }

    /// Whether exactly one such thing is on the page now.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn has(&self, target: impl Into<Target>) -> Result<bool> {
        Ok(self.look_up(&target.into(), false)?.get("element").is_some())
    }

    /// Whether it is on the page but cannot be used.
    ///
    /// # Errors
    /// When it is not there.
    #[track_caller]
    pub fn is_disabled(&self, target: impl Into<Target>) -> Result<bool> {
        Ok(self.find(&target.into())?.disabled)
    }

    /// Whether the tick box or choice is on.
    ///
    /// # Errors
    /// When it is not there.
    #[track_caller]
    pub fn is_checked(&self, target: impl Into<Target>) -> Result<bool> {
        let found = self.find(&target.into())?;
        self.run(|_| async move { found.element.is_selected().await })
    }

    /// What stands in the field with this label.
    ///
    /// # Errors
    /// When there is no such field.
    #[track_caller]
    pub fn value(&self, label: impl Into<String>) -> Result<String> {
        self.value_of(&field(label))
    }

    /// The same for a field that its label alone does not single out.
    ///
    /// # Errors
    /// As for [`App::value`].
    #[track_caller]
    pub fn value_of(&self, target: &Target) -> Result<String> {
        let found = self.find(target)?;
        Ok(self.run(|_| async move { found.element.prop("value").await })?.unwrap_or_default())
    }

    /// The text a user sees, lines as they are laid out, spaces made plain.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn text(&self) -> Result<String> {
        Ok(self.evaluate(TEXT, Vec::new())?.as_str().unwrap_or_default().to_owned())
    }

    /// What has the focus, as its text or label; empty when nothing has.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn focused(&self) -> Result<String> {
        let script = "const e = document.activeElement; if (!e || e === document.body) return '';
            return (e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || e.id || e.tagName).trim()";
        Ok(self.evaluate(script, Vec::new())?.as_str().unwrap_or_default().to_owned())
    }

    /// The page's place: what follows `#` in its address.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn place(&self) -> Result<String> {
        Ok(self
            .evaluate("return location.hash.slice(1)", Vec::new())?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Goes to a place by its address, as a link would.
    ///
    /// # Errors
    /// When the window is gone.
    #[track_caller]
    pub fn go(&self, place: &str) -> Result {
        self.evaluate("location.hash = arguments[0]", vec![json!(place)]).map(|_| ())
    }

    /// Runs a script as the body of a function on the page; returns what it returns.
    ///
    /// # Errors
    /// When it throws, or the window is gone.
    #[track_caller]
    pub fn evaluate(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let location = Location::caller();
        self.run(|client| async move { client.execute(script, arguments).await })
            .map_err(|fault| fault.at(location))
    }

    /// Runs a script that answers later, by calling its last argument; returns what it was called with.
    ///
    /// # Errors
    /// When it throws, does not answer within 30 seconds, or the window is gone.
    #[track_caller]
    pub fn evaluate_later(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let location = Location::caller();
        self.run(|client| async move { client.execute_async(script, arguments).await })
            .map_err(|fault| fault.at(location))
    }

    /// Gives the page this size in CSS pixels.
    ///
    /// # Errors
    /// When the window does not take it.
    #[track_caller]
    pub fn set_size(&self, width: u32, height: u32) -> Result {
        self.run(|client| async move { client.set_window_size(width, height).await })?;
        self.patiently(PATIENCE, Location::caller(), || {
            let size = self.evaluate("return [innerWidth, innerHeight]", Vec::new())?;
            if size == json!([width, height]) {
                Ok(())
            } else {
                Err(Fault::new(format!("the page is {size}, not {width} by {height}")))
            }
        })
    }

    fn try_click(&self, target: &Target) -> Result {
        let found = self.usable(target)?;
        self.run(|_| async move {
            let clicked = match (found.element.click().await, found.label) {
                // A tick box that is drawn by its label is clicked there, as a user does.
                (Err(_), Some(label)) => label.click().await,
                (clicked, _) => clicked,
            };
            // The web view gives a code and often no words.
            clicked.map_err(|error| Fault::new(format!("{target:?} was not clicked: {error:?}")))
        })?;
        self.count_presses(1);
        Ok(())
    }

    fn usable(&self, target: &Target) -> Result<Found> {
        let found = self.found(target, &self.look_up(target, true)?)?;
        if found.disabled { Err(Fault::new(format!("{target:?} is there but disabled"))) } else { Ok(found) }
    }

    #[track_caller]
    fn find(&self, target: &Target) -> Result<Found> {
        self.found(target, &self.look_up(target, false)?)
    }

    #[track_caller]
    fn found(&self, target: &Target, answer: &Value) -> Result<Found> {
        let element = |name: &str| {
            let id = answer.get(name)?.get(ELEMENT)?.as_str()?.to_owned();
            let client = self.run(|client| async move { Ok::<_, Fault>(client) }).ok()?;
            Some(Element::from_element_id(client, ElementRef::from(id)))
        };
        match element("element") {
            Some(found) => Ok(Found {
                element: found,
                label: element("label"),
                disabled: answer["disabled"] == json!(true),
            }),
            None => Err(Fault::new(
                answer["problem"].as_str().map_or_else(|| format!("no {target:?}"), str::to_owned),
            )),
        }
    }

    /// With `reach` what is found is scrolled to, where it can be clicked.
    fn look_up(&self, target: &Target, reach: bool) -> Result<Value> {
        self.evaluate(FIND, vec![serde_json::to_value(target)?, json!(reach)])
    }

    /// Tries until it works or the time is over; then says what the last try said, and what is on the page.
    pub(crate) fn patiently(
        &self,
        limit: Duration,
        location: &'static Location<'static>,
        mut attempt: impl FnMut() -> Result,
    ) -> Result {
        let start = Instant::now();
        loop {
            match attempt() {
                Ok(()) => return Ok(()),
                Err(fault) if start.elapsed() > limit || !self.is_running() => {
                    return Err(fault.at(location).on_page(self.text().unwrap_or_else(|_| self.log())));
                }
                Err(_) => thread::sleep(ASK),
            }
        }
    }
}
