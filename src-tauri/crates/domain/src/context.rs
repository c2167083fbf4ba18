//! Everything that a decision about one dossier, or a screen of it, rests on: gathered once, then only looked at.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::answer::Personal;
use crate::authenticity::Authenticity;
use crate::chain::ChainFault;
use crate::check::{Case, OtherCoupling};
use crate::dossier::Dossier;
use crate::employer::Employer;
use crate::event::{Event, SealedEvent};
use crate::handbook::Handbook;
use crate::hours::proof::{EmployerRuns, shown_by_runs};
use crate::id::HandbookId;
use crate::item::Fill;
use crate::message::{LoketAccess, OwnMessage};
use crate::progress::{Progress, progress};
use crate::reading::Readings;
use crate::stamp::Actor;
use crate::status_since::StatusSince;
use crate::summary::Summary;
use crate::text::Language;

/// One dossier with all that bears on it, at one moment.
#[derive(Debug, Clone)]
pub struct DossierContext {
    /// The handbook, in the version that the dossier follows.
    pub handbook: Arc<Handbook>,
    /// Other versions of it: those that events name, and the one that a change can lead to.
    pub other_versions: Vec<Arc<Handbook>>,
    /// The newest version of it that there is.
    pub newest: Option<u32>,
    pub dossier: Dossier,
    /// What happened, with everything opened that can be opened.
    pub events: Vec<Event>,
    /// How many of the events are proven to be what this computer's key wrote.
    pub authenticity: Authenticity,
    /// How far it is, worked out once after each event.
    pub progress: Progress,
    pub status_since: StatusSince,
    /// The card of its employer; none for a dossier of the office.
    pub employer: Option<Employer>,
    /// What was read of its employer and of the office. Nothing for a dossier of the office.
    pub readings: Readings,
    /// What earlier dossiers taught.
    pub learnt: Vec<LearntValue>,
    /// The coupling users of other dossiers.
    pub other_couplings: Vec<OtherCoupling>,
    /// The hours runs of its employer, where its handbook asks about them.
    pub runs: EmployerRuns,
    /// What the office entered about itself.
    pub settings: OfficeSettings,
    /// What the app needs of Loket, for the request for access.
    pub loket_access: LoketAccess,
    /// Whether the keychain holds the password of which a change says something; none: it says nothing, or nobody can tell.
    pub keeps_secret: Option<bool>,
    /// Whether personal values can be sealed. Where they cannot, what checks found is kept without them.
    pub can_seal: bool,
    /// The day it is where the user is.
    pub today: Date,
    /// The moment, in UTC.
    pub now: Timestamp,
}

/// What decisions need of the settings.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfficeSettings {
    /// Who is at the keyboard; none until name and initials were given.
    pub actor: Option<Actor>,
    /// Name of the office.
    pub office_name: String,
    /// E-mail address of the office.
    pub office_email: String,
    /// When they were saved, in UTC.
    pub saved: Timestamp,
    pub language: Language,
    /// Whether a second person has to look at a dossier that was signed off.
    pub second_pair_of_eyes: bool,
    /// The office's own texts of messages.
    pub messages: Vec<OwnMessage>,
}

/// A value that was typed in a dossier and serves in others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LearntValue {
    pub fill: Fill,
    /// The value; sealed while it cannot be opened.
    pub value: Personal,
    /// Whether it is stored in clear, as its answer is.
    pub in_clear: bool,
    /// Id of the handbook it was typed in.
    pub handbook: HandbookId,
    /// When, in UTC.
    pub at: Timestamp,
}

impl DossierContext {
    /// The handbook in this version; in the one that the dossier follows where this one is not at hand.
    pub fn version(&self, version: u32) -> &Handbook {
        let other = self.other_versions.iter().find(|book| book.version == version);
        match other {
            Some(other) if version != self.handbook.version => other,
            _ => &self.handbook,
        }
    }

    /// What a check looks at.
    pub fn case(&self) -> Case<'_> {
        self.case_on(&self.readings)
    }

    /// What a check looks at, on other readings than those that are kept.
    pub fn case_on<'a>(&'a self, readings: &'a Readings) -> Case<'a> {
        Case {
            handbook: &self.handbook,
            dossier: &self.dossier,
            readings,
            others: &self.other_couplings,
            today: self.today,
        }
    }

    /// The dossier in one row.
    pub fn summary(&self) -> Summary {
        Summary::of(&self.handbook, &self.dossier, &self.progress, self.status_since.since)
    }

    /// The newest events are on disk now: takes over what they got there, their places in the chain, and how much of it is
    /// proven.
    pub fn committed(&mut self, newest: &[SealedEvent], authenticity: Authenticity) {
        self.authenticity = authenticity;
        let before = self.events.len().saturating_sub(newest.len());
        for (event, stored) in self.events.iter_mut().skip(before).zip(newest) {
            stored.previous().clone_into(&mut event.previous);
        }
        if let Some(last) = newest.last() {
            last.hash().clone_into(&mut self.dossier.head);
        }
    }

    /// Works out what the hours runs show of its lines, and how far it is with that.
    pub fn look_at_runs(&mut self) {
        self.dossier.shown_by_runs = shown_by_runs(self);
        self.progress = progress(&self.handbook, &self.dossier);
    }

    /// Takes in one more event.
    ///
    /// # Errors
    /// [`FollowFault`]; the context is of no use then.
    pub(crate) fn follow(&mut self, event: Event) -> Result<(), FollowFault> {
        self.events.push(event);
        self.dossier.follow(&self.events)?;
        if self.dossier.version != self.handbook.version {
            let version = self.dossier.version;
            let other = self.other_versions.iter().position(|book| book.version == version);
            let other = other.ok_or(FollowFault::NoSuchVersion)?;
            std::mem::swap(&mut self.other_versions[other], &mut self.handbook);
        }
        self.look_at_runs();
        let last = self.events.last();
        let followed = last.and_then(|last| self.status_since.clone().after(&self.progress.status, last));
        self.status_since = match followed {
            Some(status_since) => status_since,
            None => StatusSince::of(&self.handbook, &self.events)?,
        };
        Ok(())
    }
}

/// Why an event could not be taken in.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum FollowFault {
    /// The events do not form a dossier.
    #[error(transparent)]
    Chain(#[from] ChainFault),
    /// The version of the handbook that the dossier goes on with is not at hand.
    #[error("that version of the handbook is not here")]
    NoSuchVersion,
}
