//! What goes when something is removed for good, and what was removed: a backup that is put back later does not bring it
//! back.

use domain::id::{DossierId, EmployerId};
use std::path::Path;

use jiff::Timestamp;
use rusqlite::{Connection, params, params_from_iter};
use uuid::Uuid;

use crate::connection;
use crate::fault::BackupFault;
use crate::options::Options;
use crate::place;
use crate::row::{count, parsed, text};
use crate::stop::Stop;

/// What is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemovalScope {
    /// An employer with its dossiers, their events, its files' records and what is known about it.
    Employer(EmployerId),
    /// Dossiers with their events and files' records.
    Dossiers(Vec<DossierId>),
}

/// How much goes, or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Removal {
    pub employers: u64,
    pub dossiers: u64,
    pub events: u64,
    /// Runs of hours.
    pub hours_runs: u64,
    /// Records of files that were made. The files themselves stay where the user put them.
    pub files: u64,
    pub known: u64,
    /// Backups there are, in which it stays until they are let go.
    pub backups: u64,
    /// Damaged files that were set aside, in which it may stand: see [`crate::Records::remove_set_aside`].
    pub set_aside: u64,
}

impl Removal {
    pub(crate) fn add(&mut self, table: &str, count: u64) {
        match table {
            "employers" => self.employers += count,
            "dossiers" => self.dossiers += count,
            "events" | "hours_events" => self.events += count,
            "hours_runs" => self.hours_runs += count,
            "files" => self.files += count,
            "known" => self.known += count,
            _ => {}
        }
    }
}

pub(crate) struct Step {
    pub(crate) table: &'static str,
    pub(crate) condition: &'static str,
    pub(crate) ids: Vec<String>,
}

pub(crate) fn dossiers(connection: &Connection, leaving: &RemovalScope) -> rusqlite::Result<Vec<String>> {
    match leaving {
        RemovalScope::Dossiers(ids) => Ok(ids.iter().copied().map(text).collect()),
        RemovalScope::Employer(id) => {
            let mut statement = connection.prepare_cached("SELECT id FROM dossiers WHERE employer = ?1")?;
            statement.query_map([text(*id)], |row| row.get(0))?.collect()
        }
    }
}

/// What to count or delete, in an order in which nothing refers to what is gone.
pub(crate) fn steps(leaving: &RemovalScope, dossiers: &[String]) -> Vec<Step> {
    let mut steps = vec![];
    for id in dossiers {
        for (table, condition) in [
            ("files", "dossier = ?1"),
            ("known", "dossier = ?1"),
            // Before values named their dossier they named its handbook only: what may be of this one goes.
            (
                "known",
                "dossier IS NULL AND EXISTS (SELECT 1 FROM dossiers d WHERE d.id = ?1
                     AND known.origin = d.summary ->> '$.handbook'
                     AND known.scope IN ('office', coalesce(d.employer, 'office')))",
            ),
            ("coupling_users", "dossier = ?1"),
            ("drafts", "owner = ?1"),
            ("handbooks", "dossier = ?1"),
            ("events", "dossier = ?1"),
            ("search_rows", "dossier = ?1"),
            ("dossiers", "id = ?1"),
        ] {
            let ids = vec![id.clone()];
            steps.push(Step { table, condition, ids });
        }
    }
    if let RemovalScope::Employer(id) = leaving {
        for (table, condition) in [
            // Those in its dossiers are counted above.
            (
                "files",
                "employer = ?1 AND (dossier IS NULL OR dossier NOT IN
                     (SELECT id FROM dossiers WHERE employer = ?1))",
            ),
            ("search_rows", "employer = ?1"),
            // Those learnt in its dossiers are counted above.
            (
                "known",
                "scope = ?1 AND NOT EXISTS (SELECT 1 FROM dossiers d WHERE d.employer = ?1
                     AND (known.dossier = d.id
                         OR (known.dossier IS NULL AND known.origin = d.summary ->> '$.handbook')))",
            ),
            ("drafts", "owner = ?1 OR owner IN (SELECT id FROM hours_runs WHERE employer = ?1)"),
            ("readings", "scope = ?1"),
            ("hours_events", "run IN (SELECT id FROM hours_runs WHERE employer = ?1)"),
            ("hours_runs", "employer = ?1"),
            ("employers", "id = ?1"),
        ] {
            let ids = vec![text(*id)];
            steps.push(Step { table, condition, ids });
        }
    }
    steps
}

/// Deletes what goes, in an order in which nothing refers to what is gone, and writes down that it is gone.
pub(crate) fn delete(
    tx: &Connection,
    leaving: &RemovalScope,
    dossiers: &[String],
    at: Timestamp,
) -> rusqlite::Result<Removal> {
    let mut removal = Removal::default();
    let mut gone: Vec<(String, Kind)> = vec![];
    for step in steps(leaving, dossiers) {
        let sql = format!("DELETE FROM {} WHERE {}", step.table, step.condition);
        let deleted = tx.execute(&sql, params_from_iter(&step.ids))?;
        removal.add(step.table, deleted as u64);
        let kind = match step.table {
            "dossiers" => Kind::Dossier,
            "employers" => Kind::Employer,
            _ => continue,
        };
        if deleted > 0 {
            gone.extend(step.ids.into_iter().map(|id| (id, kind)));
        }
    }
    for (id, kind) in gone {
        write_down(tx, &id, kind, at)?;
    }
    Ok(removal)
}

/// What kind of thing was removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Employer,
    Dossier,
}

/// Something that was removed for good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tombstone {
    id: Uuid,
    kind: Kind,
    at: Timestamp,
}

fn write_down(tx: &Connection, id: &str, kind: Kind, at: Timestamp) -> rusqlite::Result<()> {
    let kind = match kind {
        Kind::Employer => "employer",
        Kind::Dossier => "dossier",
    };
    tx.prepare_cached("INSERT INTO removed (id, kind, at) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO NOTHING")?
        .execute(params![id, kind, at.to_string()])?;
    Ok(())
}

/// Everything that was removed for good.
pub(crate) fn all(connection: &Connection) -> rusqlite::Result<Vec<Tombstone>> {
    let mut statement = connection.prepare("SELECT id, kind, at FROM removed")?;
    let rows = statement.query_map([], |row| {
        let kind = if row.get_ref(1)?.as_str()? == "employer" { Kind::Employer } else { Kind::Dossier };
        Ok(Tombstone { id: parsed(row, 0)?, kind, at: parsed(row, 2)? })
    })?;
    rows.collect()
}

/// That something came back on purpose, as from a dossier file.
pub(crate) fn came_back(tx: &Connection, id: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM removed WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// How many of these a file holds, those of a removed employer included.
pub(crate) fn held(connection: &Connection, removed: &[Tombstone]) -> rusqlite::Result<u64> {
    let mut total = 0;
    for one in removed {
        let sql = match one.kind {
            Kind::Employer => {
                "SELECT count(*) + (SELECT count(*) FROM dossiers WHERE employer = ?1) FROM employers WHERE id = ?1"
            }
            // One of a removed employer is counted with it, unless both are listed.
            Kind::Dossier => "SELECT count(*) FROM dossiers WHERE id = ?1",
        };
        let employer_is_listed = one.kind == Kind::Dossier && {
            let employer: Option<String> = connection
                .query_row("SELECT employer FROM dossiers WHERE id = ?1", [text(one.id)], |row| row.get(0))
                .unwrap_or(None);
            removed.iter().any(|other| {
                other.kind == Kind::Employer && employer.as_deref() == Some(text(other.id).as_str())
            })
        };
        if !employer_is_listed {
            total += connection.query_row(sql, [text(one.id)], |row| count(row, 0))?;
        }
    }
    Ok(total)
}

/// Removes from a copy of a backup, before it becomes the live file, what was removed for good since.
pub(crate) fn apply(incoming: &Path, options: &Options, removed: &[Tombstone]) -> Result<(), BackupFault> {
    place::owner_only(incoming, false);
    if removed.is_empty() {
        return Ok(());
    }
    let mut connection = connection::create(incoming, options)?;
    connection::apply_settings(&connection, options.busy_timeout).map_err(Stop::from)?;
    options.schema.migrate(&mut connection).map_err(Stop::from)?;
    let tx = connection.transaction()?;
    for one in removed {
        let leaving = match one.kind {
            Kind::Employer => RemovalScope::Employer(one.id.into()),
            Kind::Dossier => RemovalScope::Dossiers(vec![one.id.into()]),
        };
        let dossiers = dossiers(&tx, &leaving)?;
        delete(&tx, &leaving, &dossiers, one.at)?;
        // Also when the backup never had it: an older one may be put back next.
        write_down(&tx, &text(one.id), one.kind, one.at)?;
    }
    tx.commit()?;
    // A backup is written without wiping what moves while its pages fill: only pages made anew hold nothing of it.
    connection.execute_batch("VACUUM")?;
    connection.close().map_err(|(_, error)| error)?;
    Ok(place::sync_file(incoming)?)
}
