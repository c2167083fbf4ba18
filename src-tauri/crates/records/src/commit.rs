//! The only way in which dossiers change.

use domain::SealedEvent;
use domain::authenticity::Mac;
use domain::chain::{self, ChainAction, Head};
use domain::employer::Employer;
use domain::id::{EmployerId, EventId};
use domain::summary::Summary;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};

use crate::fault::WriteFault;
use crate::records::Records;
use crate::removed;
use crate::row::{count, text, to_json};
use crate::search::{self, NoteRow, SearchRow};
use crate::setting_key::{self, SettingKey};
use crate::tables::coupling_users::{self, CouplingUser};
use crate::tables::employers;
use crate::tables::handbooks::{self, HandbookVersion};
use crate::tables::known::{self, Known};
use crate::tables::stored_chain::StoredChain;

/// What changes in one dossier, all of it or nothing.
#[derive(Debug, Clone)]
pub struct Change {
    /// The new events, in order. The first must follow from the last one stored. Empty: only the projection is made
    /// again, as after an update of the app.
    pub events: Vec<SealedEvent>,
    /// The dossier as it stands after them, sealed by the caller where it is personal.
    pub summary: Summary,
    /// The code over [`summary_message`] of it, when there is a key.
    pub summary_mac: Option<Mac>,
    /// All that can be found of the dossier, in place of what could be found before: one row for the dossier itself
    /// and one for each step. Nothing personal: this is stored unsealed. None: it is as it was.
    pub search: Option<Vec<SearchRow>>,
    /// Notes that can be found from now on. In memory only.
    pub notes: Vec<NoteRow>,
    /// Notes that cannot be found any more.
    pub withdrawn_notes: Vec<EventId>,
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

/// What the code of a summary is over: the hash of the dossier's last event, and the text of the summary as it is
/// stored.
pub fn summary_message(head: &str, summary: &str) -> String {
    format!("{head}\n{summary}")
}

fn store(tx: &Connection, change: &Change) -> Result<(), WriteFault> {
    let summary = &change.summary;
    let standing = Standing {
        employer: summary.employer,
        finished: summary.signed_off,
        summary: to_json(summary)?,
        mac: change.summary_mac.as_ref(),
    };
    let is_new = store_chain(tx, summary.dossier, &change.events, &standing)?;
    if let Some(rows) = &change.search {
        search::store(tx, summary, rows)?;
    }
    known::store(tx, &change.known)?;
    if let Some(user) = &change.coupling_user {
        coupling_users::store(tx, user)?;
    }
    if is_new {
        removed::came_back(tx, &text(summary.dossier))?;
    }
    Ok(())
}

/// How a chain stands after its last event, as it is stored beside the events. Its employer never changes.
pub(crate) struct Standing<'a> {
    pub employer: Option<EmployerId>,
    pub finished: Option<Timestamp>,
    /// The summary as JSON, sealed by the caller where it is personal.
    pub summary: String,
    /// The code over [`summary_message`] of it.
    pub mac: Option<&'a Mac>,
}

/// Writes new events of a chain of any kind, and how it stands after them. Gives whether the chain is new.
pub(crate) fn store_chain<A: StoredChain>(
    tx: &Connection,
    id: A::Id,
    events: &[chain::SealedEvent<A>],
    standing: &Standing<'_>,
) -> Result<bool, WriteFault> {
    let before = stored_head::<A>(tx, id)?;
    let mut after = before.clone();
    for event in events {
        follow(tx, &before, &mut after, event)?;
    }
    if after.length == 0 {
        return Err(WriteFault::Refused(format!("{id} has no events")));
    }
    let (code, key) = columns(standing.mac);
    tx.prepare_cached(&format!(
        "INSERT INTO {} (id, employer, head, length, finished, summary, mac, mac_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET
             head = excluded.head, length = excluded.length, finished = excluded.finished,
             summary = excluded.summary, mac = excluded.mac, mac_key = excluded.mac_key",
        A::HEADS,
    ))?
    .execute(params![
        text(id),
        standing.employer.map(text),
        after.hash,
        number(after.length),
        standing.finished.map(Timestamp::as_microsecond),
        standing.summary,
        code,
        key,
    ])?;
    insert(tx, before.length, events)?;
    Ok(before.length == 0)
}

/// Goes on to a new event of a chain of any kind, if it fits what is stored.
fn follow<A: ChainAction>(
    tx: &Connection,
    stored: &Head<A::Id>,
    head: &mut Head<A::Id>,
    event: &chain::SealedEvent<A>,
) -> Result<(), WriteFault> {
    // One that follows from another head than the stored one comes from a copy that is not up to date.
    if head.length == stored.length && event.chain() == stored.chain && event.previous() != stored.hash {
        return Err(WriteFault::Stale);
    }
    head.follow(event).map_err(|fault| WriteFault::Refused(fault.to_string()))?;
    let Some(of) = event.action().environment() else { return Ok(()) };
    match setting_key::read(tx, SettingKey::ENVIRONMENT)? {
        Some(here) if here != of.word() => Err(WriteFault::OtherEnvironment),
        _ => Ok(()),
    }
}

/// Writes events of a chain of any kind, from a place in it on.
fn insert<A: StoredChain>(
    tx: &Connection,
    from: u64,
    events: &[chain::SealedEvent<A>],
) -> rusqlite::Result<()> {
    let mut insert = tx.prepare_cached(&format!(
        "INSERT INTO {} (id, {}, sequence, hash, content, mac, mac_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        A::EVENTS,
        A::CHAIN,
    ))?;
    for (sequence, event) in (number(from)..).zip(events) {
        let (code, key) = columns(event.mac());
        let (id, chain) = (text(event.id()), text(event.chain()));
        insert.execute(params![id, chain, sequence, event.hash(), event.text(), code, key])?;
    }
    Ok(())
}

/// Where a chain has got to on disk.
fn stored_head<A: StoredChain>(tx: &Connection, id: A::Id) -> rusqlite::Result<Head<A::Id>> {
    let stored = tx
        .prepare_cached(&format!("SELECT head, length FROM {} WHERE id = ?1", A::HEADS))?
        .query_row([text(id)], |row| Ok(Head { chain: id, hash: row.get(0)?, length: count(row, 1)? }))
        .optional()?;
    Ok(stored.unwrap_or_else(|| Head::start(id)))
}

fn columns(mac: Option<&Mac>) -> (Option<&str>, Option<&str>) {
    (mac.map(|mac| mac.code.as_str()), mac.map(|mac| mac.key.as_str()))
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
