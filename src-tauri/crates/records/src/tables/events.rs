//! Events: what happened, as it was written.

use domain::Event;
use uuid::Uuid;

use crate::check;
use crate::fault::ReadFault;
use crate::records::Records;
use crate::row::text;

impl Records {
    /// The events that wrote a note, in all dossiers, in no particular order.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn note_events(&self) -> Result<Vec<Event>, ReadFault> {
        self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT content FROM events WHERE content ->> '$.action.do' = 'noteAdded'")?;
            let notes = statement.query_map([], |row| crate::row::json(row, 0))?;
            notes.collect()
        })
    }

    /// The events of a dossier, in order. None: there is no such dossier.
    ///
    /// # Errors
    /// [`ReadFault::Damaged`] when one is not, by its hash, what was written, or is missing at the end; otherwise see
    /// [`ReadFault`].
    pub fn events(&self, dossier: Uuid) -> Result<Vec<Event>, ReadFault> {
        let (events, stored, head) = self.read(|connection| {
            let mut statement = connection
                .prepare_cached("SELECT content, hash FROM events WHERE dossier = ?1 ORDER BY sequence")?;
            let mut rows = statement.query([text(dossier)])?;
            let (mut events, mut last) = (vec![], None);
            while let Some(row) = rows.next()? {
                let content = row.get_ref(0)?.as_str()?;
                let hash: String = row.get(1)?;
                let same = check::hash(content) == hash;
                events.push(same.then(|| serde_json::from_str::<Event>(content).ok()).flatten());
                last = Some(hash);
            }
            let head: Option<String> = {
                let mut statement = connection.prepare_cached("SELECT head FROM dossiers WHERE id = ?1")?;
                let mut rows = statement.query([text(dossier)])?;
                rows.next()?.map(|row| row.get(0)).transpose()?
            };
            Ok((events, last, head))
        })?;
        let count = events.len();
        let whole: Option<Vec<Event>> = events.into_iter().collect();
        match whole {
            Some(events) if stored == head => Ok(events),
            _ => {
                let sign = format!("the {count} events of {dossier} are not what was written");
                self.damaged(&sign);
                Err(ReadFault::Damaged(sign))
            }
        }
    }
}
