//! An office with many dossiers. One dossier of each handbook goes through the use cases, so that all of it is valid;
//! the others are the same under other ids and employers, because tens of thousands of durable answers take long.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use domain::employer::{Employer, PayrollAdministration, PayrollPeriodType};
use domain::event::{Action, START, SealedEvent};
use domain::id::{DossierId, EmployerId, StepId};
use domain::summary::Summary;
use domain::{Answer, Ask, DossierChange, Handbook};
use driver::{Fault, Result};
use jiff::Timestamp;
use office::settings::Settings;
use office::{Office, Refusal, SystemClock, Vault};
use records::{Batch, Change, Records, SearchRow};
use tempfile::TempDir;
use uuid::Uuid;

/// The handbooks; each employer gets a dossier of each.
const HANDBOOKS: [&str; 4] =
    ["asr-werkgever", "mijnloket-activeren", "leerrekening-iob", "personeelssysteem-koppeling"];

/// The step and the line to confirm that stay open in dossiers of the first handbook: to be ticked while measuring.
pub(crate) const STEP: &str = "check-request";
pub(crate) const ITEM: &str = "employer-requested";

/// Things that happened in each dossier.
const EVENTS: usize = 30;
/// Dossiers in one transaction.
const AT_ONCE: usize = 100;

/// A data folder that was filled, put away cleanly.
pub struct Large {
    folder: TempDir,
    /// Dossiers of the first handbook, in which the line above stays open.
    pub(crate) open: Vec<DossierId>,
}

impl Large {
    /// Fills a folder with so many employers, with four dossiers each and 30 events in every dossier.
    ///
    /// # Errors
    /// When the office refuses something: what is filled in no longer fits the handbooks.
    pub fn fill(employers: usize) -> Result<Self> {
        let folder = tempfile::Builder::new().prefix("koppelwijzer-large-").tempdir()?;
        let cards: Vec<Employer> = (1..=employers).map(card).collect();
        let first = cards.first().ok_or_else(|| Fault::new("an office without employers"))?;
        let patterns = patterns(folder.path(), first)?;
        let mut records = Records::open(folder.path(), Timestamp::now())?.records;
        let mut open = vec![patterns[0].id];
        let patterns: Vec<Kept> =
            patterns.iter().map(|pattern| pattern.kept(&records)).collect::<Result<_>>()?;
        records.commit_batch(&Batch {
            handbooks: vec![],
            employers: cards[1..].to_vec(),
            changes: vec![],
        })?;
        let mut changes = Vec::new();
        for employer in &cards[1..] {
            for pattern in &patterns {
                changes.push(pattern.copy(employer.id)?);
            }
        }
        open.extend(changes.iter().step_by(patterns.len()).map(|change| change.summary.dossier));
        for changes in changes.chunks(AT_ONCE) {
            records.commit_batch(&Batch {
                handbooks: vec![],
                employers: vec![],
                changes: changes.to_vec(),
            })?;
        }
        records.close(Timestamp::now())?;
        Ok(Self { folder, open })
    }

    /// Puts a copy of it into `target`, which is there.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn copy_to(&self, target: &Path) -> Result {
        copy(self.folder.path(), target)
    }

    /// A copy of its own.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn copied(&self) -> Result<TempDir> {
        let target = tempfile::Builder::new().prefix("koppelwijzer-large-").tempdir()?;
        self.copy_to(target.path())?;
        Ok(target)
    }
}

/// Opens the office on a folder, with a keychain of its own in memory.
///
/// # Errors
/// When its records cannot be opened.
pub(crate) fn open(folder: &Path) -> Result<Office> {
    let store = keyring_core::mock::Store::new().map_err(|error| Fault::new(error.to_string()))?;
    let vault = Vault::with_store("large", store, Vault::LIMIT);
    Ok(Office::open(folder, domain::Environment::Production, vault, Arc::new(SystemClock), None)?)
}

/// What the office refuses, as a fault of the measuring.
#[expect(clippy::needless_pass_by_value, reason = "it is given to map_err, which passes it so")]
pub(crate) fn refused(refusal: Refusal) -> Fault {
    Fault::new(format!("the office refused: {refusal:?}"))
}

fn copy(from: &Path, to: &Path) -> Result {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn card(number: usize) -> Employer {
    const NAMES: [&str; 6] = ["Bakkerij", "Garage", "Kwekerij", "Café", "Drukkerij", "Slagerij"];
    const OWNERS: [&str; 5] = ["de Jong", "Özdemir", "van den Berg", "Jansen", "Smit"];
    let (name, owner) = (NAMES[number % NAMES.len()], OWNERS[number / NAMES.len() % OWNERS.len()]);
    Employer {
        id: Uuid::now_v7().into(),
        company_name: format!("{name} {owner} {number}"),
        employer_id: None,
        employer_number: Some(format!("W{number:05}")),
        kvk: None,
        email: Some(format!("loon{number}@werkgever.example")),
        administrations: vec![PayrollAdministration {
            name: "Personeel".into(),
            payroll_taxes_number: Some("111111110L01".into()),
            client_number: None,
            payroll_period_type: Some(PayrollPeriodType::Month),
        }],
        changed: Timestamp::now(),
        loket: None,
    }
}

/// A dossier that the others are copies of.
struct Pattern {
    id: DossierId,
    handbook: Handbook,
}

/// The same as it was stored.
struct Kept {
    events: Vec<SealedEvent>,
    summary: Summary,
    search: Vec<SearchRow>,
}

/// One dossier of each handbook, made as a user does.
fn patterns(folder: &Path, first: &Employer) -> Result<Vec<Pattern>> {
    let mut records = Records::open(folder, Timestamp::now())?.records;
    records.save_employer(first)?;
    records.close(Timestamp::now())?;
    let office = open(folder)?;
    let settings = Settings { name: "Noor Voorbeeld".into(), initials: "NV".into(), ..Settings::default() };
    office.save_settings(settings).map_err(refused)?;
    let made = HANDBOOKS.map(|handbook| pattern(&office, handbook, first.id).map_err(refused));
    office.close().map_err(refused)?;
    made.into_iter().collect()
}

fn pattern(office: &Office, handbook: &str, employer: EmployerId) -> Result<Pattern, Refusal> {
    let started = office.start_dossiers(&handbook.into(), &[employer], None)?;
    let id = started.first().ok_or(Refusal::Unexpected)?.dossier;
    let handbook = office.open_dossier(id)?.handbook;
    let lines = || {
        let lines = handbook.items().map(|(_, item)| item);
        lines.filter(|item| matches!(item.ask, Ask::Confirm(_)) && item.id != ITEM)
    };
    // Ticked in one round, unticked in the next.
    let rounds = [Some(Answer::Confirmed), None].into_iter().cycle();
    let answers = rounds.flat_map(|answer| lines().map(move |item| (&item.id, answer.clone())));
    for (item, answer) in answers.take(EVENTS - 1) {
        office.change_dossier(id, DossierChange::AnswerItem { item: item.as_str().into(), answer })?;
    }
    Ok(Pattern { id, handbook })
}

impl Pattern {
    fn kept(&self, records: &Records) -> Result<Kept> {
        let summary = records.summary(self.id)?.ok_or_else(|| Fault::new("the dossier was not kept"))?;
        let row = |step: Option<&StepId>, title: &domain::Text| SearchRow {
            step: step.cloned(),
            title: title.nl.clone(),
            body: title.en.clone(),
        };
        let steps = self.handbook.steps.iter().map(|step| row(Some(&step.id), &step.title));
        let search = std::iter::once(row(None, &self.handbook.title)).chain(steps).collect();
        Ok(Kept { events: records.events(self.id)?, summary, search })
    }
}

impl Kept {
    /// The same for another employer.
    fn copy(&self, employer: EmployerId) -> Result<Change> {
        let dossier = DossierId::from(Uuid::now_v7());
        let mut events: Vec<SealedEvent> = vec![];
        for event in &self.events {
            let mut event = event.open(|value, _| value);
            event.id = Uuid::now_v7().into();
            event.chain = dossier;
            events.last().map_or(START, SealedEvent::hash).clone_into(&mut event.previous);
            if let Action::DossierStarted { employer: whose, .. } = &mut event.action {
                *whose = Some(employer);
            }
            let sealed = event.seal_all(Ok::<_, Fault>);
            events.push(sealed.map_err(|_| Fault::new("an event was not sealed"))?);
        }
        Ok(Change {
            events,
            summary: Summary { dossier, employer: Some(employer), ..self.summary.clone() },
            search: Some(self.search.clone()),
            notes: vec![],
            withdrawn_notes: vec![],
            known: vec![],
            coupling_user: None,
            summary_mac: None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dossier_opens_and_takes_a_tick() {
        let large = Large::fill(3).unwrap();
        let folder = large.copied().unwrap();
        let office = open(folder.path()).unwrap();
        let board = office.board().unwrap();
        assert_eq!((board.rows.len(), large.open.len()), (12, 3));
        for row in board.rows {
            assert_eq!(office.open_dossier(row.summary.dossier).unwrap().state.history_count, 30);
        }
        for dossier in &large.open {
            let state = office
                .change_dossier(
                    *dossier,
                    DossierChange::AnswerItem { item: ITEM.into(), answer: Some(Answer::Confirmed) },
                )
                .unwrap();
            assert_eq!(state.history_count, 31);
        }
        assert!(!office.search("garage").unwrap().is_empty(), "the copies can be found");
        office.close().unwrap();
    }
}
