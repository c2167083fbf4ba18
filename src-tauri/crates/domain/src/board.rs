//! The board: all dossiers of all employers.

pub mod week;

use std::collections::HashMap;
use std::hash::Hash;

use crate::id::{DossierId, EmployerId, HandbookId};
use crate::progress::DossierStatus;
use crate::stamp::Actor;
use crate::summary::{FailingLine, NextStep, Summary};
use crate::text::Text;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use specta::Type;

use self::week::Week;

/// The board.
#[derive(Debug, Clone)]
pub struct Board {
    /// One row a dossier, in no particular order.
    pub rows: Vec<BoardRow>,
    /// The day it is.
    pub today: Date,
    /// How many employers there are, with or without dossiers.
    pub employers: u32,
}

/// A dossier on the board.
#[derive(Debug, Clone)]
pub struct BoardRow {
    pub summary: Summary,
    /// Name of the employer; none for the office itself.
    pub employer: Option<String>,
    /// Its number in Loket; none: not known.
    pub employer_number: Option<String>,
}

/// The board on its way to the page: thousands of rows, of which most say the same. What many say stands in a list
/// once, and a row has its place in it.
#[derive(Debug, Clone, Serialize, Type)]
pub struct PackedBoard {
    /// The handbooks that are followed, by version.
    pub books: Vec<PackedBook>,
    /// The employers that have dossiers.
    pub of: Vec<PackedEmployer>,
    /// The steps to go on with.
    pub steps: Vec<NextStep>,
    /// Who did something last, and to whom dossiers were handed over.
    pub actors: Vec<Actor>,
    /// One row a dossier, in no particular order.
    pub rows: Vec<PackedRow>,
    /// What the week brings.
    pub week: Week,
    /// The day it is: yyyy-mm-dd.
    pub today: String,
    /// How many employers there are, with or without dossiers.
    pub employers: u32,
}

/// What dossiers of the same handbook have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackedBook {
    /// Id of the handbook.
    pub handbook: HandbookId,
    /// Its name in a word or two.
    pub short: Text,
    pub version: u32,
    pub total: u32,
}

/// What dossiers of the same employer have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PackedEmployer {
    pub id: EmployerId,
    /// Its name; none when its card is not there.
    pub name: Option<String>,
}

/// A [`Summary`], with places in the lists of [`PackedBoard`] for what stands there.
#[derive(Debug, Clone, Serialize, Type)]
pub struct PackedRow {
    pub dossier: DossierId,
    /// Index in [`PackedBoard::books`].
    pub book: u32,
    /// Index in [`PackedBoard::of`]; none for the office itself.
    pub of: Option<u32>,
    pub status: DossierStatus,
    /// Since when, in UTC.
    #[specta(type = String)]
    pub since: Timestamp,
    /// Index in [`PackedBoard::steps`] of the step to go on with; none: everything is done, or it is signed off.
    pub next: Option<u32>,
    /// Steps that are done, and steps that do not apply.
    pub steps: (u32, u32),
    #[specta(type = Option<String>)]
    pub due: Option<Date>,
    /// When something last happened, in UTC.
    #[specta(type = String)]
    pub changed: Timestamp,
    /// Index in [`PackedBoard::actors`] of who did that.
    pub actor: u32,
    /// Index in [`PackedBoard::actors`] of the colleague it was handed over to.
    pub assigned: Option<u32>,
    /// What Loket said; none while it was never asked.
    pub checks: Option<PackedChecks>,
    /// When it was signed off, in UTC.
    #[specta(type = Option<String>)]
    pub signed_off: Option<Timestamp>,
}

/// What Loket said about a dossier.
#[derive(Debug, Clone, Serialize, Type)]
pub struct PackedChecks {
    pub failing: u32,
    /// Of those, checks that were met before.
    pub worsened: u32,
    /// The lines that fail, in the handbook's order.
    pub lines: Vec<FailingLine>,
    /// When it was last asked, in UTC.
    #[specta(type = String)]
    pub checked: Timestamp,
}

/// What many rows say, each thing once.
struct Once<Key, Thing> {
    places: HashMap<Key, u32>,
    things: Vec<Thing>,
}

impl<Key: Hash + Eq, Thing> Once<Key, Thing> {
    fn new() -> Self {
        Self { places: HashMap::new(), things: vec![] }
    }

    /// The place of the thing with this key, which is put there if need be.
    fn place(&mut self, key: Key, thing: impl FnOnce() -> Thing) -> u32 {
        let next = u32::try_from(self.things.len()).unwrap_or(u32::MAX);
        *self.places.entry(key).or_insert_with(|| {
            self.things.push(thing());
            next
        })
    }
}

impl Board {
    /// The same, on its way to the page.
    pub fn packed(&self) -> PackedBoard {
        let (mut books, mut of) = (Once::new(), Once::new());
        let (mut steps, mut actors) = (Once::new(), Once::new());
        let rows = self.rows.iter().map(|BoardRow { summary, employer, .. }| PackedRow {
            dossier: summary.dossier,
            book: books.place((&summary.handbook, summary.version), || PackedBook {
                handbook: summary.handbook.clone(),
                short: summary.short.clone(),
                version: summary.version,
                total: summary.total,
            }),
            of: summary.employer.map(|id| of.place(id, || PackedEmployer { id, name: employer.clone() })),
            status: summary.status.clone(),
            since: summary.since,
            next: summary
                .next
                .as_ref()
                .map(|next| steps.place((&next.step, &next.title.nl, &next.title.en), || next.clone())),
            steps: (summary.done, summary.set_aside),
            due: summary.due,
            changed: summary.changed,
            actor: actors.place((&summary.actor.name, &summary.actor.initials), || summary.actor.clone()),
            assigned: summary
                .assigned
                .as_ref()
                .map(|to| actors.place((&to.name, &to.initials), || to.clone())),
            checks: summary.checked.map(|checked| PackedChecks {
                failing: summary.failing,
                worsened: summary.worsened,
                lines: summary.failing_lines.clone(),
                checked,
            }),
            signed_off: summary.signed_off,
        });
        let rows = rows.collect();
        PackedBoard {
            books: books.things,
            of: of.things,
            steps: steps.things,
            actors: actors.things,
            rows,
            week: self.week(),
            today: self.today.to_string(),
            employers: self.employers,
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn summary(nth: u128) -> Summary {
        let json = serde_json::json!({
            "dossier": Uuid::from_u128(nth), "handbook": "asr-werkgever", "version": 1 + nth % 2, "total": 9,
            "short": { "nl": "Werkgever", "en": "Employer" }, "employer": Uuid::from_u128(100 + nth / 2),
            "status": { "kind": "busy" }, "since": "2026-11-20T10:00:00Z", "changed": "2026-11-20T10:00:00Z",
            "next": { "step": "ask", "title": { "nl": "Vraag", "en": "Ask" } }, "done": 1, "set_aside": 2,
            "due": null, "actor": { "name": "Noor Voorbeeld", "initials": "NV" }, "signed_off": null,
        });
        serde_json::from_value(json).unwrap()
    }

    #[test]
    fn what_rows_have_in_common_goes_once() {
        let row = |nth| BoardRow {
            summary: summary(nth),
            employer: Some(format!("Employer {}", nth / 2)),
            employer_number: None,
        };
        let today = jiff::civil::date(2026, 11, 20);
        let board = Board { rows: (0..6).map(row).collect(), today, employers: 4 };
        let packed = board.packed();
        let lists = [packed.books.len(), packed.of.len(), packed.steps.len(), packed.actors.len()];
        assert_eq!(lists, [2, 3, 1, 1]);
        for (row, whole) in packed.rows.iter().zip(&board.rows) {
            let (book, of) = (&packed.books[row.book as usize], &packed.of[row.of.unwrap() as usize]);
            assert_eq!((book.version, row.dossier), (whole.summary.version, whole.summary.dossier));
            assert_eq!((Some(of.id), &of.name), (whole.summary.employer, &whole.employer));
        }
    }
}
