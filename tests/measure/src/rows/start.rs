//! Start to usable: from starting the program to a first row that is painted and answers a click, seen from outside.

use std::path::Path;
use std::thread;
use std::time::Duration;

use driver::{App, Area, Desktop, Fault, Options, Result, Screen};
use serde_json::Value;

use crate::run::{Look, Run};
use crate::{Figures, Held, Large, Programs, Row};

/// How often each is started.
const RUNS: usize = 15;
/// How long a page gets to come to rest before it is taken as what to wait for.
const REST: Duration = Duration::from_secs(3);

/// Where the first row of the board stands, and the heading over it, which another page has another of. Answers x, y,
/// width and height of both, in CSS pixels.
const PLACES: &str = "return ['main tbody a', 'main h1'].flatMap((found) => {
        const box = document.querySelector(found).getBoundingClientRect();
        return [box.x, box.y, box.width, box.height].map(Math.round);
    })";

/// The button of the bare page, as its style sheet puts it.
const BUTTON: Area = Area { x: 40, y: 40, width: 400, height: 44 };

/// One program and what to look at.
struct Subject<'a> {
    program: &'a Path,
    /// What is clicked once it looks like this.
    row: Look,
    /// What the click changes. Not the row itself: that may change already because the mouse is there.
    answer: Look,
}

/// The program with many dossiers beside the bare page, in turn.
///
/// # Errors
/// When one of them does not show itself.
pub fn measure(programs: &Programs, large: &Large) -> Result<Row> {
    let options = Options::new(&programs.ours);
    let desktop = Desktop::new(&options)?;
    large.copy_to(&desktop.data())?;
    let mut app = App::start_on(desktop, options)?;
    let [row, heading] = places(&app)?;
    app.close()?;
    let desktop = app.into_desktop();
    let screen = Screen::of(&desktop)?;
    let ours = Subject::at_rest(&desktop, &screen, &programs.ours, [row, heading])?;
    let bare = Subject::at_rest(&desktop, &screen, &programs.bare, [BUTTON, BUTTON])?;
    let (mut measured, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        floor.push(bare.start(&desktop, &screen)?);
        measured.push(ours.start(&desktop, &screen)?);
    }
    Ok(Row {
        what: "start to usable, 2,000 dossiers",
        unit: "ms",
        ours: Figures::of(measured),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 1.5,
    })
}

fn places(app: &App) -> Result<[Area; 2]> {
    app.wait_until("the board is there", || {
        Ok(app.evaluate("return document.querySelector('main tbody a') !== null", Vec::new())? == true)
    })?;
    thread::sleep(REST);
    let found = app.evaluate(PLACES, Vec::new())?;
    let numbers = found.as_array().into_iter().flatten().filter_map(Value::as_i64);
    let numbers: Vec<i16> = numbers.filter_map(|number| number.try_into().ok()).collect();
    let area = |numbers: &[i16]| match *numbers {
        [x, y, width, height] => Ok(Area { x, y, width: width.try_into()?, height: height.try_into()? }),
        _ => Err(Fault::new("the page has no row to click")),
    };
    let (row, heading) = numbers.split_at(numbers.len() / 2);
    Ok([area(row)?, area(heading)?])
}

impl<'a> Subject<'a> {
    /// Opens the program once to see what it looks like when it is ready.
    fn at_rest(desktop: &Desktop, screen: &Screen, program: &'a Path, places: [Area; 2]) -> Result<Self> {
        screen.park_mouse()?;
        let run = Run::start(desktop, program)?;
        run.rest(screen, REST)?;
        let [row, answer] = places.map(|inside| Look::of(screen, run.id(), inside));
        run.close(desktop)?;
        Ok(Self { program, row: row?, answer: answer? })
    }

    fn start(&self, desktop: &Desktop, screen: &Screen) -> Result<f64> {
        screen.park_mouse()?;
        let run = Run::start(desktop, self.program)?;
        let time = run.usable(screen, &self.row, &self.answer)?;
        run.close(desktop)?;
        Ok(time.as_secs_f64() * 1000.0)
    }
}
