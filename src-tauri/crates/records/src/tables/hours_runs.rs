//! Runs of hours: their events and what is shown of each in a list. Never a person's hours.

use domain::authenticity::Mac;
use domain::hours::run::{RunSummary, SealedHoursEvent};
use domain::id::{EmployerId, HoursRunId};
use rusqlite::{Connection, Row};

use crate::commit::{Standing, store_chain};
use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::row::{json, parsed, text, to_json};

/// What changes in one run, all of it or nothing.
#[derive(Debug, Clone)]
pub struct HoursRunCommit {
    /// The new events, in order. The first must follow from the last one stored.
    pub events: Vec<SealedHoursEvent>,
    /// The run as it stands after them.
    pub summary: RunSummary,
    /// The code over [`crate::summary_message`] of it, when there is a key.
    pub summary_mac: Option<Mac>,
}

/// The summary of a run with what shows whether it is what this program wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursRunRow {
    pub run: HoursRunId,
    /// Hash of its last event.
    pub head: String,
    /// The summary as it is stored.
    pub text: String,
    /// The summary; none when this version of the app cannot read it.
    pub summary: Option<RunSummary>,
    /// The code over both, when there is one.
    pub mac: Option<Mac>,
}

impl Records {
    /// Writes a change of a run: events and summary in one transaction. Durable when it returns.
    ///
    /// # Errors
    /// [`WriteFault::Stale`] when the first event does not follow from the last one stored; otherwise see
    /// [`WriteFault`]. Nothing of the change is stored then.
    pub fn commit_hours_run(&mut self, change: &HoursRunCommit) -> Result<(), WriteFault> {
        self.write(|tx| store(tx, change))
    }

    /// The runs of an employer, or all, in no particular order.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn hours_runs(&self, employer: Option<EmployerId>) -> Result<Vec<HoursRunRow>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT id, head, summary, mac, mac_key FROM hours_runs WHERE ?1 IS NULL OR employer = ?1",
            )?;
            statement.query_map([employer.map(text)], run_row)?.collect()
        })
    }
}

fn run_row(row: &Row<'_>) -> rusqlite::Result<HoursRunRow> {
    let (code, key): (Option<String>, Option<String>) = (row.get(3)?, row.get(4)?);
    Ok(HoursRunRow {
        run: parsed(row, 0)?,
        head: row.get(1)?,
        text: row.get(2)?,
        summary: json(row, 2).ok(),
        mac: code.zip(key).map(|(code, key)| Mac { key, code }),
    })
}

fn store(tx: &Connection, change: &HoursRunCommit) -> Result<(), WriteFault> {
    let summary = &change.summary;
    let standing = Standing {
        employer: Some(summary.employer),
        finished: summary.signed_off,
        summary: to_json(summary)?,
        mac: change.summary_mac.as_ref(),
    };
    store_chain(tx, summary.run, &change.events, &standing)?;
    Ok(())
}
