//! Removing for good: an employer with everything, or dossiers whose time is over.

use rusqlite::{Connection, params_from_iter};
use uuid::Uuid;

use crate::fault::{ReadFault, WriteFault};
use crate::records::{Records, checkpoint};
use crate::row::text;
use crate::search;

/// What is to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemovalScope {
    /// An employer with its dossiers, their events, its files' records and what is known about it.
    Employer(Uuid),
    /// Dossiers with their events and files' records.
    Dossiers(Vec<Uuid>),
}

/// How much goes, or went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Removal {
    /// Employers.
    pub employers: u64,
    /// Dossiers.
    pub dossiers: u64,
    /// Events.
    pub events: u64,
    /// Records of files that were made. The files themselves stay where the user put them.
    pub files: u64,
    /// Known values.
    pub known: u64,
    /// Backups there are, in which it stays until they are let go.
    pub backups: u64,
}

impl Records {
    /// What would go.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn removal(&self, scope: &RemovalScope) -> Result<Removal, ReadFault> {
        let counted = self.read(|connection| {
            let dossiers = dossiers(connection, scope)?;
            let mut removal = Removal::default();
            for step in steps(scope, &dossiers) {
                let sql = format!("SELECT count(*) FROM {} WHERE {}", step.table, step.condition);
                let count = connection
                    .query_row(&sql, params_from_iter(&step.ids), |row| crate::row::count(row, 0))?;
                removal.add(step.table, count);
            }
            Ok(removal)
        })?;
        Ok(self.with_backups(counted))
    }

    /// Removes it, in one transaction, and wipes what was in the log. What it was cannot be read from the file any
    /// more; backups keep it until they are let go.
    ///
    /// # Errors
    /// See [`WriteFault`]. Nothing went then.
    pub fn remove(&mut self, scope: &RemovalScope) -> Result<Removal, WriteFault> {
        let (removal, gone) = self.write(|tx| {
            let dossiers = dossiers(tx, scope)?;
            let mut removal = Removal::default();
            for step in steps(scope, &dossiers) {
                let sql = format!("DELETE FROM {} WHERE {}", step.table, step.condition);
                let count = tx.execute(&sql, params_from_iter(&step.ids))?;
                removal.add(step.table, count as u64);
            }
            Ok((removal, dossiers))
        })?;
        if let Err(error) = search::forget_dossiers(&self.connection, &gone) {
            tracing::warn!(%error, "notes stay findable until the end of the session");
        }
        // Another program that is reading keeps the log in being; closing wipes it then.
        if !checkpoint(&self.connection).unwrap_or(false) {
            tracing::warn!("the log is wiped later");
        }
        Ok(self.with_backups(removal))
    }

    fn with_backups(&self, removal: Removal) -> Removal {
        Removal { backups: self.archive().len(), ..removal }
    }
}

impl Removal {
    fn add(&mut self, table: &str, count: u64) {
        match table {
            "employers" => self.employers += count,
            "dossiers" => self.dossiers += count,
            "events" => self.events += count,
            "files" => self.files += count,
            "known" => self.known += count,
            _ => {}
        }
    }
}

struct Step {
    table: &'static str,
    condition: &'static str,
    ids: Vec<String>,
}

fn dossiers(connection: &Connection, scope: &RemovalScope) -> rusqlite::Result<Vec<String>> {
    match scope {
        RemovalScope::Dossiers(ids) => Ok(ids.iter().copied().map(text).collect()),
        RemovalScope::Employer(id) => {
            let mut statement = connection.prepare_cached("SELECT id FROM dossiers WHERE employer = ?1")?;
            statement.query_map([text(*id)], |row| row.get(0))?.collect()
        }
    }
}

/// What to count or delete, in an order in which nothing refers to what is gone.
fn steps(scope: &RemovalScope, dossiers: &[String]) -> Vec<Step> {
    let mut steps = vec![];
    for id in dossiers {
        for (table, condition) in [
            ("files", "dossier = ?1"),
            ("events", "dossier = ?1"),
            ("search_rows", "dossier = ?1"),
            ("dossiers", "id = ?1"),
        ] {
            let ids = vec![id.clone()];
            steps.push(Step { table, condition, ids });
        }
    }
    if let RemovalScope::Employer(id) = scope {
        for (table, condition) in [
            // Those in its dossiers are counted above.
            (
                "files",
                "employer = ?1 AND (dossier IS NULL OR dossier NOT IN
                     (SELECT id FROM dossiers WHERE employer = ?1))",
            ),
            ("search_rows", "employer = ?1"),
            ("known", "scope = ?1"),
            ("readings", "scope = ?1"),
            ("employers", "id = ?1"),
        ] {
            let ids = vec![text(*id)];
            steps.push(Step { table, condition, ids });
        }
    }
    steps
}
