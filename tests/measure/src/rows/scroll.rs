//! Scrolling the board: what each frame costs while rows come and go.

use driver::{App, Desktop, Fault, Options, Result};
use serde_json::{Value, json};

use crate::{Figures, Held, Large, Programs, Row};

/// Frames of one way down the board, and how far each scrolls: as fast as a wheel that is spun, in CSS pixels.
const FRAMES: usize = 150;
const FAR: u32 = 160;
/// How often it is scrolled so. Each way goes on where the one before ended.
const WAYS: usize = 3;
/// More rows in the page than this, and the list renders what nobody sees.
const MOST: u64 = 200;

/// Scrolls a step in each frame. Answers for each frame the milliseconds from its first script to the first moment
/// after it was painted: scripts, layout and painting. (From frame to frame is never less than the screen's pace.)
const SCROLL: &str = "const [frames, far, done] = arguments;
    const took = [];
    const next = () => {
        const start = performance.now();
        window.scrollBy(0, far);
        setTimeout(() => {
            took.push(performance.now() - start);
            if (took.length < frames) requestAnimationFrame(next);
            else done(took);
        });
    };
    requestAnimationFrame(next);";

/// How far down the page is, how far that can be, and how many rows are in it.
const PLACE: &str = "const { scrollTop, scrollHeight } = document.scrollingElement;
    return [Math.round(scrollTop), scrollHeight, document.querySelectorAll('main tbody tr').length]";

/// The board with many dossiers.
///
/// # Errors
/// When it does not scroll, or renders all of its rows.
pub fn measure(programs: &Programs, large: &Large) -> Result<Row> {
    let options = Options::new(&programs.ours);
    let desktop = Desktop::new(&options)?;
    large.copy_to(&desktop.data())?;
    let mut app = App::start_on(desktop, options)?;
    app.wait_until("the board is there", || Ok(place(&app)?[2] > 1))?;
    app.wait_until_still()?;
    let mut took = Vec::new();
    for _ in 0..WAYS {
        let [before, ..] = place(&app)?;
        let frames = app.evaluate_later(SCROLL, vec![json!(FRAMES), json!(FAR)])?;
        took.extend(frames.as_array().into_iter().flatten().filter_map(Value::as_f64));
        let [after, height, rows] = place(&app)?;
        if after <= before || rows > MOST {
            let fault = format!("from {before} to {after} of {height}, with {rows} rows in the page");
            return Err(Fault::new(format!("the board does not scroll as it should: {fault}")));
        }
    }
    app.close()?;
    Ok(Row {
        what: "a frame while scrolling 2,000 dossiers",
        unit: "ms",
        ours: Figures::of(took),
        floor: None,
        held: Held::P95,
        goal: 16.0,
    })
}

fn place(app: &App) -> Result<[u64; 3]> {
    let answer = app.evaluate(PLACE, Vec::new())?;
    let numbers: Vec<u64> = answer.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    numbers.try_into().map_err(|_| Fault::new("the page has no place"))
}
