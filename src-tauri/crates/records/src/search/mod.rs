//! Finding employers, dossiers, steps and notes by the beginnings of words.

mod index;
mod notes;
mod query;

pub(crate) use index::{store, store_employer};
pub(crate) use notes::{forget_dossiers, forget_notes, index_notes, prepare_notes};

pub use domain::decide::NoteRow;
use domain::id::{DossierId, EmployerId, EventId, StepId};
pub use domain::search::HitKind;

use crate::fault::ReadFault;
use crate::records::Records;

/// What can be found of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchRow {
    /// The step; none for the dossier itself.
    pub step: Option<StepId>,
    pub title: String,
    /// What else it is found by. The employer's name is added of itself.
    pub body: String,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    pub kind: HitKind,
    /// The employer; none: it belongs to the office.
    pub employer: Option<EmployerId>,
    /// The employer's name; empty when there is none.
    pub employer_name: String,
    /// The dossier, unless an employer was found.
    pub dossier: Option<DossierId>,
    /// The step, if any.
    pub step: Option<StepId>,
    /// The event that wrote the note, if a note was found.
    pub note: Option<EventId>,
    /// What it is called; of a note, the words around what was found.
    pub title: String,
}

impl From<Hit> for domain::search::Hit {
    fn from(hit: Hit) -> Self {
        let Hit { kind, employer, employer_name, dossier, step, title, .. } = hit;
        Self { kind, employer, employer_name, dossier, step, run: None, title }
    }
}

impl Records {
    /// Makes notes findable for the rest of the session, once the keychain has opened them. A note that is findable
    /// already is replaced.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn index_notes(&mut self, notes: &[NoteRow]) -> Result<(), ReadFault> {
        self.read(|connection| {
            let moment = connection.unchecked_transaction()?;
            notes::index_notes(&moment, notes)?;
            moment.commit()
        })
    }

    /// Finds what has a word beginning with each of the words asked for: employers first, then dossiers, steps and
    /// notes, the newest first. At most `limit` in all; no kind crowds out the others.
    ///
    /// Any text will do: nothing in it has a meaning of its own. Capitals and accents make no difference.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn search(&self, asked: &str, limit: usize) -> Result<Vec<Hit>, ReadFault> {
        let Some(expression) = query::expression(asked) else {
            return Ok(vec![]);
        };
        let found = self.read(|connection| {
            Ok([
                index::employers(connection, &expression, limit)?,
                index::dossiers(connection, &expression, limit)?,
                index::steps(connection, &expression, limit)?,
                notes::find(connection, &expression, limit)?,
            ])
        })?;
        let shares = query::shares(found.each_ref().map(Vec::len), limit);
        let kinds = found.into_iter().zip(shares);
        Ok(kinds.flat_map(|(hits, share)| hits.into_iter().take(share)).collect())
    }
}
