//! Searching: from what is typed to what is painted.

use driver::{App, Desktop, Fault, Options, Result};
use figures::timed;
use serde_json::Value;

use crate::large::{self, refused};
use crate::raw::Find;
use crate::{Figures, Held, Large, Programs, Row};

/// How many times each question is asked.
const ROUNDS: usize = 8;
/// Beginnings of words, of few rows and of thousands.
pub(crate) const QUESTIONS: [&str; 5] = ["bak", "controleer", "loket", "özdem", "w0001"];

/// Types the question at once. Answers milliseconds from there to the first moment after hits were painted, or
/// nothing when older ones were still there.
const ASK: &str = "const [question, done] = arguments;
    const input = document.querySelector('search input');
    const isFound = () => document.querySelector('search [role=option]') !== null;
    if (isFound()) return done(null);
    let typed = 0;
    const watch = new MutationObserver(() => {
        if (!isFound()) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - typed)));
    });
    watch.observe(document.body, { subtree: true, childList: true });
    input.focus();
    input.value = question;
    typed = performance.now();
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));";

/// Empties the box; answers whether the hits have gone.
const CLEAR: &str = "const input = document.querySelector('search input');
    input.value = '';
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    return document.querySelector('search [role=option]') === null";

/// In the window, and without it, each beside a bare query in between.
///
/// # Errors
/// When nothing is found, or the records cannot be read.
pub fn measure(programs: &Programs, large: &Large) -> Result<Vec<Row>> {
    Ok(vec![painted(programs, large)?, found(large)?])
}

fn questions() -> impl Iterator<Item = &'static str> {
    (0..ROUNDS).flat_map(|_| QUESTIONS)
}

/// A bare query; nothing found is nothing measured.
fn bare(raw: &Find, question: &str) -> Result {
    if raw.rows(question)? > 0 { Ok(()) } else { Err(Fault::new(format!("nothing begins with {question}"))) }
}

fn painted(programs: &Programs, large: &Large) -> Result<Row> {
    let options = Options::new(&programs.ours);
    let desktop = Desktop::new(&options)?;
    large.copy_to(&desktop.data())?;
    let folder = large.copied()?;
    let raw = Find::new(folder.path())?;
    let mut app = App::start_on(desktop, options)?;
    app.wait_until_still()?;
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for question in questions() {
        floor.push(timed(|| bare(&raw, question))?);
        ours.push(ask(&app, question)?);
    }
    app.close()?;
    Ok(Row {
        what: "search, from typing to painted",
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::P95,
        goal: 50.0,
    })
}

fn ask(app: &App, question: &str) -> Result<f64> {
    app.wait_until("the box is empty", || Ok(app.evaluate(CLEAR, Vec::new())? == true))?;
    let took = app.evaluate_later(ASK, vec![Value::String(question.to_owned())])?;
    took.as_f64().ok_or_else(|| Fault::new("older hits were still there"))
}

/// The Rust part: from the command to its answer.
fn found(large: &Large) -> Result<Row> {
    let (one, other) = (large.copied()?, large.copied()?);
    let office = large::open(one.path())?;
    let raw = Find::new(other.path())?;
    let (mut ours, mut floor) = (Vec::new(), Vec::new());
    for question in questions() {
        floor.push(timed(|| bare(&raw, question))?);
        ours.push(timed(|| office.search(question).map_err(refused))?);
    }
    office.close().map_err(refused)?;
    Ok(Row {
        what: "search, the Rust part beside a bare query",
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::P95,
        goal: 50.0,
    })
}
