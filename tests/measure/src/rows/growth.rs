//! What opening, ticking and searching cost when there is ten times as much.

use domain::id::DossierId;
use domain::{Answer, DossierChange};
use driver::{Fault, Result};
use figures::timed;
use office::Office;

use super::search::QUESTIONS;
use crate::large::{self, ITEM, refused};
use crate::{Figures, Held, Large, Row};

/// How often each is done, each time in another dossier.
const RUNS: usize = 40;
/// Employers in the small office: a tenth of the large one's.
const SMALL: usize = 50;

/// How long each of the three took.
#[derive(Default)]
struct Took {
    opening: Vec<f64>,
    ticking: Vec<f64>,
    searching: Vec<f64>,
}

impl Took {
    fn once(&mut self, office: &Office, dossier: DossierId, question: &str) -> Result {
        self.opening.push(timed(|| office.open_dossier(dossier).map_err(refused))?);
        self.ticking.push(timed(|| {
            office
                .change_dossier(
                    dossier,
                    DossierChange::AnswerItem { item: ITEM.into(), answer: Some(Answer::Confirmed) },
                )
                .map_err(refused)
        })?);
        self.searching.push(timed(|| office.search(question).map_err(refused))?);
        Ok(())
    }
}

/// The office with 2,000 dossiers, and as its floor one with 200, in turn.
///
/// # Errors
/// When something is refused.
pub fn measure(large: &Large) -> Result<Vec<Row>> {
    let small = Large::fill(SMALL)?;
    if small.open.len().min(large.open.len()) < RUNS {
        return Err(Fault::new("there are too few dossiers"));
    }
    let folders = (small.copied()?, large.copied()?);
    let environments = (large::open(folders.0.path())?, large::open(folders.1.path())?);
    let (mut floor, mut ours) = (Took::default(), Took::default());
    let dossiers = small.open.iter().zip(&large.open).take(RUNS);
    for ((in_small, in_large), question) in dossiers.zip(QUESTIONS.into_iter().cycle()) {
        floor.once(&environments.0, *in_small, question)?;
        ours.once(&environments.1, *in_large, question)?;
    }
    environments.0.close().map_err(refused)?;
    environments.1.close().map_err(refused)?;
    let row = |what, ours, floor| Row {
        what,
        unit: "ms",
        ours: Figures::of(ours),
        floor: Some(Figures::of(floor)),
        held: Held::Ratio,
        goal: 1.3,
    };
    Ok(vec![
        row("opening a dossier, 2,000 beside 200", ours.opening, floor.opening),
        row("ticking, 2,000 beside 200", ours.ticking, floor.ticking),
        row("searching, 2,000 beside 200", ours.searching, floor.searching),
    ])
}
