//! A chain of events: append-only, each with the hash of the one before it. Written once for every kind of chain.
//!
//! An event has two types. [`Event`] is in clear, to fold and to show; it cannot be serialised, so it cannot be hashed
//! or stored by mistake. [`SealedEvent`] is what is stored: the exact text, and the hash over exactly that text.

use std::collections::BTreeSet;
use std::fmt;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::answer::Personal;
use crate::authenticity::Mac;
use crate::bounds::{self, Bounds, TooLarge};
use crate::environment::Environment;
use crate::id::EventId;
use crate::stamp::{Actor, Stamp};

/// What stands in place of a previous hash at the start of a chain.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What can happen in one kind of chain, and all that the shared code has to know about it.
pub trait ChainAction: Clone + PartialEq + fmt::Debug + Serialize + DeserializeOwned {
    /// Id of a chain: for a dossier its own.
    type Id: Copy + Eq + fmt::Debug + fmt::Display + Serialize + DeserializeOwned;
    /// What decides which values are stored in clear: for a dossier its handbook.
    type Rules: ?Sized;
    /// Name of the kind, stored with each event so that no other kind reads it. None for dossiers only: their events
    /// are older than kinds.
    const KIND: Option<&'static str>;
    /// How large an action can be.
    const BOUNDS: Bounds = Bounds::STANDARD;

    /// Whether it starts a chain. The first event does, and no other.
    fn starts(&self) -> bool;

    /// The environment that a starting action says the chain is of.
    fn environment(&self) -> Option<Environment> {
        None
    }

    /// The event that it undoes.
    fn undoes(&self) -> Option<EventId> {
        None
    }

    /// Every value in it that a person or Loket wrote. What is sealed names its place among these, so a value that a
    /// later version adds to an action comes after those that were there.
    fn values(&mut self) -> Vec<&mut Personal>;

    /// Of those, the values to seal before they are stored, each with its place among all. All, unless the kind knows
    /// better.
    fn values_to_seal(&mut self, _rules: &Self::Rules) -> Vec<(usize, &mut Personal)> {
        self.values().into_iter().enumerate().collect()
    }
}

/// One thing that happened, in clear as far as it could be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<A: ChainAction> {
    /// Id: UUID v7, so that ids sort by time.
    pub id: EventId,
    /// The chain it belongs to: the dossier.
    pub chain: A::Id,
    /// When, in UTC.
    pub at: Timestamp,
    pub actor: Actor,
    /// The version of the rules that were in force: a dossier's handbook.
    pub version: u32,
    /// Hash of the event before it; [`START`] for the first.
    pub previous: String,
    pub action: A,
}

/// An event as it is stored. Made by sealing an [`Event`], or from stored text that reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEvent<A: ChainAction> {
    event: Event<A>,
    text: String,
    hash: String,
    /// None: there was no key at hand to make the code with.
    mac: Option<Mac>,
}

/// The stored form. Its field names are part of what is hashed.
#[derive(Serialize)]
struct Written<'a, A: ChainAction> {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'a str>,
    id: EventId,
    dossier: A::Id,
    at: Timestamp,
    actor: &'a Actor,
    handbook_version: u32,
    previous: &'a str,
    action: &'a A,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, bound = "A: ChainAction")]
struct Read<A: ChainAction> {
    #[serde(default)]
    kind: Option<String>,
    id: EventId,
    dossier: A::Id,
    at: Timestamp,
    actor: Actor,
    handbook_version: u32,
    previous: String,
    action: A,
}

/// Why an event could not be sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SealFault<E> {
    /// Something in it is larger than is stored.
    TooLarge(TooLarge),
    /// A value could not be sealed.
    Value(E),
}

/// Why stored text is not an event of this kind.
#[derive(Debug, thiserror::Error)]
pub enum TextFault {
    /// Not the JSON of one.
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    /// Of another kind of chain.
    #[error("an event of another kind of chain")]
    OtherKind,
}

/// Why a chain of events cannot be trusted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChainFault {
    /// There is no event at all.
    #[error("no events")]
    Empty,
    /// An event does not carry the hash of the one before it.
    #[error("event {0} does not follow from the one before it")]
    Broken(EventId),
    /// An event belongs to another chain.
    #[error("event {0} belongs to another dossier")]
    Foreign(EventId),
    /// The first event does not start a chain, or a later one does.
    #[error("event {0} starts a dossier out of place")]
    Start(EventId),
    /// An event carries a code of our own key that is not the code of its hash.
    #[error("event {0} was rewritten")]
    Forged(EventId),
}

impl<A: ChainAction> Event<A> {
    /// Who and when.
    pub fn stamp(&self) -> Stamp {
        Stamp { actor: self.actor.clone(), at: self.at }
    }
}

impl<A: ChainAction> Event<A> {
    /// Seals what the rules do not leave in clear, and fixes the text. `close` seals one value, given its place among
    /// the values of the action; one that is sealed already passes through it as well.
    ///
    /// # Errors
    /// [`SealFault::TooLarge`] before anything is sealed; otherwise the first error of `close`.
    pub fn seal<E>(
        mut self,
        rules: &A::Rules,
        close: impl FnMut(Personal, usize) -> Result<Personal, E>,
    ) -> Result<SealedEvent<A>, SealFault<E>> {
        bounds::check(&mut self.action).map_err(SealFault::TooLarge)?;
        replace(self.action.values_to_seal(rules), close).map_err(SealFault::Value)?;
        Ok(self.fixed())
    }

    /// The same without rules: every value is sealed.
    ///
    /// # Errors
    /// As [`Event::seal`].
    pub fn seal_all<E>(
        mut self,
        mut close: impl FnMut(Personal) -> Result<Personal, E>,
    ) -> Result<SealedEvent<A>, SealFault<E>> {
        bounds::check(&mut self.action).map_err(SealFault::TooLarge)?;
        replace(self.action.values().into_iter().enumerate(), |value, _| close(value))
            .map_err(SealFault::Value)?;
        Ok(self.fixed())
    }

    fn fixed(self) -> SealedEvent<A> {
        let written = Written {
            kind: A::KIND,
            id: self.id,
            dossier: self.chain,
            at: self.at,
            actor: &self.actor,
            handbook_version: self.version,
            previous: &self.previous,
            action: &self.action,
        };
        // Serialising plain data into memory cannot fail; an empty text would not read back.
        let text = serde_json::to_string(&written).unwrap_or_default();
        SealedEvent { hash: hash(&text), text, event: self, mac: None }
    }
}

impl<A: ChainAction> SealedEvent<A> {
    /// Its id.
    pub fn id(&self) -> EventId {
        self.event.id
    }

    /// The chain it belongs to.
    pub fn chain(&self) -> A::Id {
        self.event.chain
    }

    /// The version of the rules that were in force.
    pub fn version(&self) -> u32 {
        self.event.version
    }

    /// When, in UTC.
    pub fn at(&self) -> Timestamp {
        self.event.at
    }

    /// Who.
    pub fn actor(&self) -> &Actor {
        &self.event.actor
    }

    /// Hash of the event before it.
    pub fn previous(&self) -> &str {
        &self.event.previous
    }

    /// What happened, with sealed values as they are stored.
    pub fn action(&self) -> &A {
        &self.event.action
    }

    /// The exact text that is stored.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// SHA-256 over the text, in hexadecimal.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The code that shows who wrote it, when there is one.
    pub fn mac(&self) -> Option<&Mac> {
        self.mac.as_ref()
    }

    /// The same with such a code over its hash.
    #[must_use]
    pub fn with_mac(mut self, mac: Option<Mac>) -> Self {
        self.mac = mac;
        self
    }
}

impl<A: ChainAction> SealedEvent<A> {
    /// Reads stored text.
    ///
    /// # Errors
    /// When it is not the text of an event of this kind.
    pub fn read(text: String) -> Result<Self, TextFault> {
        let read: Read<A> = serde_json::from_str(&text)?;
        if read.kind.as_deref() != A::KIND {
            return Err(TextFault::OtherKind);
        }
        let event = Event {
            id: read.id,
            chain: read.dossier,
            at: read.at,
            actor: read.actor,
            version: read.handbook_version,
            previous: read.previous,
            action: read.action,
        };
        Ok(Self { hash: hash(&text), text, event, mac: None })
    }

    /// The event with each value passed through `open` with its place among the values of the action. What cannot be
    /// opened is left as it is.
    pub fn open(&self, mut open: impl FnMut(Personal, usize) -> Personal) -> Event<A> {
        let mut event = self.event.clone();
        let values = event.action.values().into_iter().enumerate();
        let Ok(()) = replace(values, |value, place| Ok::<_, std::convert::Infallible>(open(value, place)));
        event
    }
}

/// Puts what `change` makes of each value in its place.
fn replace<'a, E>(
    values: impl IntoIterator<Item = (usize, &'a mut Personal)>,
    mut change: impl FnMut(Personal, usize) -> Result<Personal, E>,
) -> Result<(), E> {
    for (place, value) in values {
        let before = std::mem::replace(value, Personal::Clear(String::new()));
        *value = change(before, place)?;
    }
    Ok(())
}

/// SHA-256 in hexadecimal, as chains and files carry it.
pub fn hash(text: &str) -> String {
    format!("{:x}", Sha256::digest(text))
}

/// Where a chain has got to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head<Id> {
    pub chain: Id,
    /// Hash of its last event; [`START`] before the first.
    pub hash: String,
    pub length: u64,
}

impl<Id: Copy + Eq> Head<Id> {
    /// Before the first event of a chain.
    pub fn start(chain: Id) -> Self {
        Self { chain, hash: START.to_owned(), length: 0 }
    }

    /// Goes on to the next event.
    ///
    /// # Errors
    /// When the event does not follow.
    pub fn follow<A: ChainAction<Id = Id>>(&mut self, event: &SealedEvent<A>) -> Result<(), ChainFault> {
        if event.chain() != self.chain {
            return Err(ChainFault::Foreign(event.id()));
        }
        if event.action().starts() != (self.length == 0) {
            return Err(ChainFault::Start(event.id()));
        }
        if event.previous() != self.hash {
            return Err(ChainFault::Broken(event.id()));
        }
        event.hash().clone_into(&mut self.hash);
        self.length += 1;
        Ok(())
    }
}

/// Checks that events form one whole chain, and tells where it has got to. Their hashes were taken when they were
/// read.
///
/// # Errors
/// The first place where they do not.
pub fn verify<A: ChainAction>(events: &[SealedEvent<A>]) -> Result<Head<A::Id>, ChainFault> {
    let first = events.first().ok_or(ChainFault::Empty)?;
    let mut head = Head::start(first.chain());
    events.iter().try_for_each(|event| head.follow(event))?;
    Ok(head)
}

/// Ids of the events that are undone. Undoing an undo does not happen: one does it again.
pub fn undone<A: ChainAction>(events: &[Event<A>]) -> BTreeSet<EventId> {
    events.iter().filter_map(|event| event.action.undoes()).collect()
}
