//! Judging a dossier file before anything of it is stored. A file is not trusted: whoever made it may have written anything.

use std::collections::{BTreeMap, BTreeSet};

use domain::chain::ChainAction;
use domain::dossier::Dossier;
use domain::event::{Action, Event, START, SealedEvent};
use domain::handbook::Handbook;
use domain::id::{EmployerId, EventId};
use domain::progress::progress;
use domain::stamp::Actor;
use domain::status_since::StatusSince;
use domain::summary::Summary;
use domain::{Environment, Personal, employer_card, text};
use exchange::dossier_file::{DossierFile, DossierFileFault};

use crate::Office;
use crate::library::CarriedHandbook;
use crate::refusal::{Refusal, Result};

/// The longest name of who did something, in characters.
const LONGEST_NAME: usize = 1_000;

/// A dossier file of which everything was looked at.
pub(crate) struct JudgedFile {
    pub file: DossierFile,
    /// The versions of the handbook that the events name, by version, with their texts.
    pub handbooks: BTreeMap<u32, CarriedHandbook>,
}

impl JudgedFile {
    /// Judges a file whose form and chain were read as whole.
    ///
    /// # Errors
    /// [`Refusal::OtherEnvironment`]; [`Refusal::HandbookFaults`] when a handbook in it has faults;
    /// [`Refusal::NotADossierFile`] when a handbook is of another id or version or serves no event, or when a card or a
    /// value is not one that this app writes.
    pub(crate) fn judge(file: DossierFile, here: Environment) -> Result<Self> {
        let first = file.events.first().ok_or(Refusal::NotADossierFile)?;
        if first.action().environment().is_some_and(|of| of != here) {
            return Err(Refusal::OtherEnvironment);
        }
        let Action::DossierStarted { handbook, .. } = first.action() else {
            return Err(Refusal::NotADossierFile);
        };
        let ids: BTreeSet<EventId> = file.events.iter().map(SealedEvent::id).collect();
        if ids.len() != file.events.len() {
            return Err(Refusal::NotADossierFile);
        }
        let named: BTreeSet<u32> = file.events.iter().map(SealedEvent::version).collect();
        if !file.handbook_texts.keys().eq(&named) {
            return Err(Refusal::NotADossierFile);
        }
        let mut handbooks = BTreeMap::new();
        for (version, text) in &file.handbook_texts {
            let book = handbooks::read("", text).map_err(|faults| Refusal::HandbookFaults { faults })?;
            if book.id != *handbook || book.version != *version {
                return Err(Refusal::NotADossierFile);
            }
            handbooks.insert(*version, CarriedHandbook { handbook: book, text: text.clone() });
        }
        let judged = Self { file, handbooks };
        if judged.is_plain() { Ok(judged) } else { Err(Refusal::NotADossierFile) }
    }

    /// Whether the card reads as one that was saved here would, and no text holds characters that do not show or turn
    /// others around.
    fn is_plain(&self) -> bool {
        let card = self.file.employer.as_ref();
        let card_reads = card.is_none_or(|card| {
            let mut read = card.clone();
            let fits = card.id != EmployerId::NEW
                && card.administrations.len() <= employer_card::MOST_ADMINISTRATIONS;
            fits && employer_card::read_fields(&mut read).is_empty() && read == *card
        });
        let card_text = card.and_then(|card| serde_json::to_string(card).ok()).unwrap_or_default();
        let actors = self.file.events.iter().map(SealedEvent::actor).chain([&self.file.made_by]);
        let mut names = actors.flat_map(|actor| [&actor.name, &actor.initials]);
        card_reads
            && text::is_plain(&card_text)
            && names.all(|name| name.chars().count() <= LONGEST_NAME && text::is_plain(name))
            && self.file.opened.values().all(|words| text::is_plain(words))
            && self.file.events.iter().all(|event| {
                let mut action = event.action().clone();
                action.values().iter().all(|value| value.clear().is_none_or(text::is_plain))
            })
    }

    /// The employer that the events name.
    pub(crate) fn employer(&self) -> Option<EmployerId> {
        match self.file.events.first().map(SealedEvent::action) {
            Some(Action::DossierStarted { employer, .. }) => *employer,
            _ => None,
        }
    }

    /// The handbook in one of its versions.
    pub(crate) fn handbook(&self, version: u32) -> Result<&Handbook> {
        self.handbooks.get(&version).map(|carried| &carried.handbook).ok_or(Refusal::NotADossierFile)
    }

    /// The dossier that the events make, and its row of the board.
    pub(crate) fn folded(&self, events: &[SealedEvent], opened: &[Event]) -> Result<(Dossier, Summary)> {
        let head = events.last().map(SealedEvent::hash).unwrap_or_default().to_owned();
        let dossier = Dossier::replay(opened, head).map_err(|_| Refusal::NotADossierFile)?;
        let book = self.handbook(dossier.version)?;
        let status_since = StatusSince::of(book, opened).map_err(|_| Refusal::NotADossierFile)?;
        let summary = Summary::of(book, &dossier, &progress(book, &dossier), status_since.since);
        Ok((dossier, summary))
    }

    /// The events of the file, opened with the words beside them, sealed by the handbook that was in force, and chained
    /// here for this employer and environment, with one more that says where they came from.
    pub(crate) fn chained_anew(
        &self,
        office: &Office,
        actor: &Actor,
        employer: Option<EmployerId>,
    ) -> Result<Vec<SealedEvent>> {
        let mut chained: Vec<SealedEvent> = vec![];
        let mut add = |event: Event| -> Result<()> {
            let previous = chained.last().map_or(START, SealedEvent::hash).to_owned();
            chained.push(office.keys.written(Event { previous, ..event }, self.handbook(event.version)?)?);
            Ok(())
        };
        for event in &self.file.events {
            let mut event = event.open(|value, _| self.words_of(value));
            if let Action::DossierStarted { employer: of, environment, .. } = &mut event.action {
                (*of, *environment) = (employer, Some(office.environment));
            }
            add(event)?;
        }
        let last = self.file.events.last().ok_or(Refusal::NotADossierFile)?;
        add(Event {
            id: office.clock.new_id().into(),
            chain: last.chain(),
            at: office.clock.now(),
            actor: actor.clone(),
            version: last.version(),
            previous: String::new(),
            action: Action::Imported { head: self.file.head.clone() },
        })?;
        Ok(chained)
    }

    /// The employer that the dossier will be of: the one that is here with the same Werkgever ID, or else the file's
    /// own.
    pub(crate) fn employer_among(&self, rows: &[records::EmployerRow]) -> Option<EmployerId> {
        let Some(card) = &self.file.employer else { return self.employer() };
        let Some(id) = &card.employer_id else { return Some(card.id) };
        if rows.iter().any(|row| row.employer.id == card.id) {
            return Some(card.id);
        }
        let same = rows.iter().find(|row| {
            row.employer.employer_id.as_deref().is_some_and(|here| here.eq_ignore_ascii_case(id))
        });
        Some(same.map_or(card.id, |row| row.employer.id))
    }

    /// The words behind a sealed value, where they stand beside the events.
    fn words_of(&self, value: Personal) -> Personal {
        match &value {
            Personal::Sealed(sealed) => {
                self.file.opened.get(sealed).map_or(value, |words| words.as_str().into())
            }
            Personal::Clear(_) => value,
        }
    }
}

impl From<DossierFileFault> for Refusal {
    fn from(fault: DossierFileFault) -> Self {
        // The words of the reader may repeat what stands in the file, so only the place goes into the log.
        let place = match fault {
            DossierFileFault::Odd { line, column, .. } | DossierFileFault::NotReadable { line, column } => {
                Some((line, column))
            }
            _ => None,
        };
        tracing::warn!(?place, "a dossier file is refused");
        match fault {
            DossierFileFault::TooLarge | DossierFileFault::TooMuch => Self::TooLarge,
            DossierFileFault::UnknownVersion(_) => Self::DossierFileTooNew,
            _ => Self::NotADossierFile,
        }
    }
}
