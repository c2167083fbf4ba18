//! The one door through which dossiers change.

use domain::Event;
use domain::employer::Employer;
use domain::event::{Action, START};
use domain::summary::Summary;
use rusqlite::{Connection, OptionalExtension, params};
use uuid::Uuid;

use crate::fault::WriteFault;
use crate::records::Records;
use crate::removed;
use crate::row::{text, to_json};
use crate::search::{self, NoteRow, SearchRow};
use crate::tables::coupling_users::{self, CouplingUser};
use crate::tables::employers;
use crate::tables::handbooks::{self, HandbookVersion};
use crate::tables::known::{self, Known};

/// What changes in one dossier, all of it or nothing.
#[derive(Debug, Clone)]
pub struct Change {
    /// The new events, in order. The first must follow from the last one stored. Empty: only the projection is made
    /// again, as after an update of the app.
    pub events: Vec<Event>,
    /// The dossier as it stands after them.
    pub summary: Summary,
    /// All that can be found of the dossier, in place of what could be found before: one row for the dossier itself
    /// and one for each step. Nothing personal: this is stored unsealed.
    pub search: Vec<SearchRow>,
    /// Notes that can be found from now on. In memory only.
    pub notes: Vec<NoteRow>,
    /// Notes that cannot be found any more.
    pub withdrawn_notes: Vec<Uuid>,
    /// Values to remember for the next time they are asked.
    pub known: Vec<Known>,
    /// The coupling user of the dossier, when it may be another from now on.
    pub coupling_user: Option<CouplingUser>,
}

/// Several changes, all of them or none: an import.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// Versions of handbooks that the changes follow. The same as is kept already changes nothing.
    pub handbooks: Vec<HandbookVersion>,
    /// Employers, new or changed.
    pub employers: Vec<Employer>,
    /// Changes in dossiers.
    pub changes: Vec<Change>,
}

impl Records {
    /// Writes a change: events, projection, what can be found, what is known, in one transaction. Durable when it
    /// returns.
    ///
    /// # Errors
    /// [`WriteFault::Stale`] when the first event does not follow from the last one stored; otherwise see
    /// [`WriteFault`]. Nothing of the change is stored then.
    pub fn commit(&mut self, change: &Change) -> Result<(), WriteFault> {
        self.write(|tx| store(tx, change))?;
        self.after(std::slice::from_ref(change));
        Ok(())
    }

    /// Writes many changes in one transaction: for imports, where one commit for each would take long.
    ///
    /// # Errors
    /// As [`Records::commit`], for the first change that does not fit.
    pub fn commit_batch(&mut self, batch: &Batch) -> Result<(), WriteFault> {
        self.write(|tx| {
            batch.handbooks.iter().try_for_each(|handbook| handbooks::store(tx, handbook))?;
            for employer in &batch.employers {
                employers::store(tx, employer)?;
            }
            batch.changes.iter().try_for_each(|change| store(tx, change))
        })?;
        self.after(&batch.changes);
        Ok(())
    }

    /// Notes live in memory: what goes wrong there does not undo what is stored.
    fn after(&self, changes: &[Change]) {
        for change in changes {
            let outcome = search::forget_notes(&self.connection, &change.withdrawn_notes)
                .and_then(|()| search::index_notes(&self.connection, &change.notes));
            if let Err(error) = outcome {
                tracing::warn!(%error, "notes were not indexed");
            }
        }
    }
}

fn store(tx: &Connection, change: &Change) -> Result<(), WriteFault> {
    let dossier = change.summary.dossier;
    let (head, length) = stored_head(tx, dossier)?.unwrap_or((START.to_owned(), 0));
    let links = chain(&change.events, dossier, head, length)?;
    let head = links.last().map_or("", |link| link.hash.as_str());
    let added = i64::try_from(links.len()).unwrap_or(i64::MAX);
    upsert(tx, &change.summary, head, length + added)?;
    let mut insert = tx.prepare_cached(
        "INSERT INTO events (id, dossier, sequence, hash, content) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    let id = text(dossier);
    for (sequence, (event, link)) in (length..).zip(change.events.iter().zip(&links)) {
        insert.execute(params![text(event.id), id, sequence, link.hash, link.content])?;
    }
    search::store(tx, &change.summary, &change.search)?;
    known::store(tx, &change.known)?;
    if let Some(user) = &change.coupling_user {
        coupling_users::store(tx, user)?;
    }
    if length == 0 {
        removed::came_back(tx, dossier)?;
    }
    Ok(())
}

/// Hash of the last event of a dossier, and how many there are.
fn stored_head(tx: &Connection, dossier: Uuid) -> rusqlite::Result<Option<(String, i64)>> {
    tx.prepare_cached("SELECT head, length FROM dossiers WHERE id = ?1")?
        .query_row([text(dossier)], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// An event as it is stored.
struct Link {
    hash: String,
    content: String,
}

/// Lines up the new events behind the stored ones.
fn chain(events: &[Event], dossier: Uuid, mut head: String, length: i64) -> Result<Vec<Link>, WriteFault> {
    if events.is_empty() && length == 0 {
        return Err(WriteFault::Refused(format!("dossier {dossier} has no events")));
    }
    let mut links = Vec::with_capacity(events.len());
    for (sequence, event) in (length..).zip(events) {
        if event.dossier != dossier {
            return Err(WriteFault::Refused(format!("event {} is of another dossier", event.id)));
        }
        if event.previous != head {
            return Err(if sequence == length {
                WriteFault::Stale
            } else {
                WriteFault::Refused(format!("event {} breaks the chain", event.id))
            });
        }
        let starts = matches!(event.action, Action::DossierStarted { .. });
        if starts != (sequence == 0) {
            return Err(WriteFault::Refused(format!("event {} is out of place", event.id)));
        }
        let hash = event.hash();
        let content = to_json(event)?;
        head.clone_from(&hash);
        links.push(Link { hash, content });
    }
    Ok(links)
}

/// Writes a dossier's row. Without new events its head stays what it was; its employer never changes.
fn upsert(tx: &Connection, summary: &Summary, head: &str, length: i64) -> Result<(), WriteFault> {
    tx.prepare_cached(
        "INSERT INTO dossiers (id, employer, head, length, finished, summary)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET
             head = CASE excluded.head WHEN '' THEN head ELSE excluded.head END,
             length = excluded.length, finished = excluded.finished, summary = excluded.summary",
    )?
    .execute(params![
        text(summary.dossier),
        summary.employer.map(text),
        head,
        length,
        summary.signed_off.map(jiff::Timestamp::as_microsecond),
        to_json(summary)?,
    ])?;
    Ok(())
}
