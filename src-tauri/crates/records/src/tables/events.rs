//! Events: what happened, as it was written.

use domain::SealedEvent;
use domain::authenticity::Mac;
use domain::chain::{self, ChainAction};
use domain::id::DossierId;
use rusqlite::Row;

use crate::fault::ReadFault;
use crate::records::Records;
use crate::row::text;
use crate::tables::stored_chain::StoredChain;

impl Records {
    /// The events that wrote a note, in all dossiers, in no particular order.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn note_events(&self) -> Result<Vec<SealedEvent>, ReadFault> {
        let read = self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT content, hash, mac, mac_key FROM events WHERE content ->> '$.action.do' = 'noteAdded'",
            )?;
            let notes = statement.query_map([], event)?;
            notes.collect::<rusqlite::Result<Vec<_>>>()
        })?;
        let whole: Option<Vec<SealedEvent>> = read.into_iter().collect();
        whole.ok_or_else(|| self.rewritten("an event that wrote a note is not what was written"))
    }

    /// The events of a dossier, in order. None: there is no such dossier.
    ///
    /// # Errors
    /// As [`Records::chain`].
    pub fn events(&self, dossier: DossierId) -> Result<Vec<SealedEvent>, ReadFault> {
        self.chain(dossier)
    }

    /// The events of a chain, in order. None: there is no such chain. Each text is hashed once, here; that they follow
    /// from one another is for [`chain::verify`] to say.
    ///
    /// # Errors
    /// [`ReadFault::Damaged`] when one is not, by its hash, what was written, or is missing at the end; otherwise see
    /// [`ReadFault`].
    pub fn chain<A: StoredChain>(&self, id: A::Id) -> Result<Vec<chain::SealedEvent<A>>, ReadFault> {
        let (events, head) = self.read(|connection| {
            let mut statement = connection.prepare_cached(&format!(
                "SELECT content, hash, mac, mac_key FROM {} WHERE {} = ?1 ORDER BY sequence",
                A::EVENTS,
                A::CHAIN,
            ))?;
            let events =
                statement.query_map([text(id)], event::<A>)?.collect::<rusqlite::Result<Vec<_>>>()?;
            let head: Option<String> = {
                let mut statement =
                    connection.prepare_cached(&format!("SELECT head FROM {} WHERE id = ?1", A::HEADS))?;
                let mut rows = statement.query([text(id)])?;
                rows.next()?.map(|row| row.get(0)).transpose()?
            };
            Ok((events, head))
        })?;
        let count = events.len();
        let whole: Option<Vec<chain::SealedEvent<A>>> = events.into_iter().collect();
        whole
            .filter(|events| events.last().map(chain::SealedEvent::hash) == head.as_deref())
            .ok_or_else(|| self.rewritten(&format!("the {count} events of {id} are not what was written")))
    }

    fn rewritten(&self, sign: &str) -> ReadFault {
        self.damaged(sign);
        ReadFault::Damaged(sign.to_owned())
    }
}

/// An event from its columns; none when it is not, by its hash, what was written.
fn event<A: ChainAction>(row: &Row<'_>) -> rusqlite::Result<Option<chain::SealedEvent<A>>> {
    let hash = row.get_ref(1)?.as_str()?;
    let (code, key): (Option<String>, Option<String>) = (row.get(2)?, row.get(3)?);
    let mac = code.zip(key).map(|(code, key)| Mac { key, code });
    let read = chain::SealedEvent::read(row.get(0)?).ok();
    Ok(read.filter(|event| event.hash() == hash).map(|event| event.with_mac(mac)))
}
