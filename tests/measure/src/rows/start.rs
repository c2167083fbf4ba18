//! Start to usable: from starting the program to a first row that is painted and answers a click, seen from outside.

use std::path::Path;
use std::thread;
use std::time::Duration;

use driver::{App, Area, Desktop, Fault, Options, Outcome, Screen};
use serde_json::Value;

use crate::run::Run;
use crate::{Figures, Programs, Row};

/// How often each is started.
const RUNS: usize = 15;
/// How long a page gets to come to rest before it is taken as what to wait for.
const REST: Duration = Duration::from_secs(3);

/// Where the first thing to click stands in the main part of the page: the first row of the board, or the first way
/// in when there is none yet. Answers x, y, width and height in CSS pixels.
const FIRST: &str = "const first = document.querySelector('main tbody a, main li a, main a, main button');
    const box = first.getBoundingClientRect();
    return [box.x, box.y, box.width, box.height].map(Math.round)";

/// The button of the bare page, as its style sheet puts it.
const BUTTON: Area = Area { x: 40, y: 40, width: 400, height: 44 };

/// One program and what to look at.
struct Subject<'a> {
    program: &'a Path,
    area: Area,
    expected: Vec<u8>,
}

/// The program beside the bare page, in turn.
///
/// # Errors
/// When one of them does not show itself.
pub fn measure(programs: &Programs) -> Outcome<Row> {
    let options = Options::new(&programs.ours);
    let mut app = App::start_on(Desktop::new(&options)?, options)?;
    let first = first_row(&app)?;
    app.close()?;
    let desktop = app.into_desktop();
    let screen = Screen::of(&desktop)?;
    let ours = Subject::at_rest(&desktop, &screen, &programs.ours, first)?;
    let bare = Subject::at_rest(&desktop, &screen, &programs.bare, BUTTON)?;
    let (mut measured, mut floor) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        floor.push(bare.start(&desktop, &screen)?);
        measured.push(ours.start(&desktop, &screen)?);
    }
    Ok(Row {
        what: "start to usable",
        unit: "ms",
        ours: Figures::of(measured),
        floor: Some(Figures::of(floor)),
        goal: 1.5,
    })
}

fn first_row(app: &App) -> Outcome<Area> {
    thread::sleep(REST);
    let place = app.evaluate(FIRST, Vec::new())?;
    let numbers: Vec<i16> = place
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_i64)
        .filter_map(|n| n.try_into().ok())
        .collect();
    match numbers[..] {
        [x, y, width, height] => Ok(Area { x, y, width: width.try_into()?, height: height.try_into()? }),
        _ => Err(Fault::new("the page has nothing to click")),
    }
}

impl<'a> Subject<'a> {
    /// Opens the program once to see what it looks like when it is ready; `inside` counts from its window's corner.
    fn at_rest(desktop: &Desktop, screen: &Screen, program: &'a Path, inside: Area) -> Outcome<Self> {
        screen.park_mouse()?;
        let run = Run::start(desktop, program)?;
        thread::sleep(REST);
        let window = screen.window_of(run.id())?;
        let area = Area { x: window.x + inside.x, y: window.y + inside.y, ..inside };
        let expected = screen.pixels(area)?;
        run.close(desktop)?;
        Ok(Self { program, area, expected })
    }

    fn start(&self, desktop: &Desktop, screen: &Screen) -> Outcome<f64> {
        screen.park_mouse()?;
        let run = Run::start(desktop, self.program)?;
        let time = run.usable(screen, self.area, &self.expected)?;
        run.close(desktop)?;
        Ok(time.as_secs_f64() * 1000.0)
    }
}
