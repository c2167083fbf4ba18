//! Asking Loket whether requirements are met: for a dossier, an employer, the whole board. Verdicts become events.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::DossierChange;
use domain::check::{self, CheckId};
pub use domain::connection::{CheckSelection, Checked, Skipped};
use domain::connection::{LoketFault, OfflineWhy};
use domain::context::DossierContext;
use domain::employer::Employer;
use domain::employer_card;
use domain::id::{DossierId, EmployerId};
use domain::reading::{Part, PartScope, Readings, Unread};
use domain::state::DossierState;
use domain::summary::Summary;
use jiff::Timestamp;
use loket::read::{Milestone, ProviderReadings, Reader};
use records::{Records, SettingKey};

use crate::Office;
use crate::connection::link::Run;
use crate::connection::progress::ProgressCallback;
use crate::connection::sign_in::blocking;
use crate::employers::shown;
use crate::refusal::{Refusal, Result};

impl Office {
    /// Asks Loket about every line of a dossier that can be checked, and keeps what it says.
    ///
    /// # Errors
    /// [`crate::Refusal::Loket`]; verdicts from before stay.
    pub async fn check_dossier(
        self: &Arc<Self>,
        id: DossierId,
        on_progress: ProgressCallback,
    ) -> Result<DossierState> {
        let run = self.begin_check(on_progress).await?;
        let outcome = run
            .unless_stopped(Box::pin(async {
                let loaded = self.context(id)?;
                let wanted = parts_of_checks([&loaded]);
                let run = CheckRun::begin(self, &wanted).await?;
                run.read_back_changes(&loaded).await;
                let readings = run.read_for(&loaded, &wanted).await?;
                self.change_dossier(id, DossierChange::RecordCheck { readings: Box::new(readings) })
            }))
            .await;
        self.link.note_end(outcome)
    }

    /// Asks Loket about several dossiers. A run over the whole board that is broken off can go on where it was.
    ///
    /// # Errors
    /// [`crate::Refusal::Loket`]; what was checked by then is kept.
    pub async fn check_selection(
        self: &Arc<Self>,
        selection: &CheckSelection,
        on_progress: ProgressCallback,
    ) -> Result<Checked> {
        let run = self.begin_check(on_progress).await?;
        let due = match selection {
            CheckSelection::Board { resume } => {
                let mut records = self.records()?;
                let before = if *resume { unfinished_check(&records)? } else { None };
                let since = before.unwrap_or_else(|| self.clock.now());
                records.set_setting(SettingKey::UNFINISHED_CHECK, Some(&since.to_string()))?;
                by_employer(&records, |summary| summary.checked.is_none_or(|at| at < since))?
            }
            CheckSelection::Employer { employer } => {
                vec![(Some(*employer), self.records()?.dossiers_of(*employer)?)]
            }
            CheckSelection::Dossiers { dossiers } => {
                by_employer(&*self.records()?, |summary| dossiers.contains(&summary.dossier))?
            }
        };
        let outcome = run
            .unless_stopped(Box::pin(async { CheckRun::begin(self, Part::ALL).await?.all(due).await }))
            .await;
        if outcome.is_ok() && matches!(selection, CheckSelection::Board { .. }) {
            self.records()?.set_setting(SettingKey::UNFINISHED_CHECK, None)?;
        }
        self.link.note_end(outcome)
    }

    /// Begins a run that records what it finds. The keychain is asked once, where waiting for it harms nobody: without
    /// it everything goes on, and what identifies people is not kept.
    async fn begin_check(self: &Arc<Self>, on_progress: ProgressCallback) -> Result<Run<'_>> {
        self.settings()?.actor()?;
        let run = self.link.begin_run(on_progress)?;
        let office = Arc::clone(self);
        if let Err(refusal) = blocking(move || office.keys.unlock()).await {
            tracing::info!(?refusal, "checking without the key");
        }
        Ok(run)
    }

    /// Reads parts of an employer, keeps them, and fills what is empty on its card.
    pub(crate) async fn read_card(
        self: &Arc<Self>,
        reader: &Reader,
        office: &ProviderReadings,
        card: &Employer,
        wanted: &[Part],
    ) -> Result<Readings> {
        let Some(id) = &card.employer_id else {
            return Err(LoketFault::NotLinked { employer: card.company_name.clone() }.into());
        };
        let mut fresh = Readings::default();
        let progress_reporter = Arc::clone(&self.link.progress_reporter);
        let reported = move |milestone| {
            progress_reporter.say(|reported| match milestone {
                Milestone::Items { items, of_items, .. } => {
                    reported.items = Some((shown(items), shown(of_items)));
                }
                Milestone::Done { parts, of_parts, .. }
                    if reported.of.is_none() || reported.now.is_none() =>
                {
                    (reported.done, reported.of) = (shown(parts as u64), Some(shown(of_parts as u64)));
                }
                Milestone::Done { .. } => reported.items = None,
            });
        };
        let outcome = reader.read_employer(office, id, wanted, &mut fresh, &reported).await;
        let readings = self.keys.keep_reading(&mut *self.records()?, card.id, &fresh, self.clock.now())?;
        outcome?;
        if matches!(fresh.employer.content(), Err(Unread::Offline)) {
            let host = self.link.host()?;
            return Err(LoketFault::offline(host, OfflineWhy::Unreachable).into());
        }
        let mut records = self.records()?;
        if let Some(before) = records.employer(card.id)? {
            let user = self.link.kept_in(&records)?.signed_in.map(|user| user.key);
            let card = employer_card::filled(&before, &readings, user, self.clock.today());
            if card != before {
                records.save_employer(&card)?;
            }
        }
        Ok(readings)
    }
}

/// Checking against Loket, with what was read of the office itself: once for all dossiers.
struct CheckRun<'a> {
    office: &'a Arc<Office>,
    reader: Arc<Reader>,
    provider: ProviderReadings,
}

impl<'a> CheckRun<'a> {
    /// Begins one that looks at these parts.
    async fn begin(office: &'a Arc<Office>, wanted: &[Part]) -> Result<Self> {
        let reader = office.link.reader().await?;
        reader.reach().await?;
        let provider = if wanted.iter().any(|part| part.scope() == PartScope::Provider) {
            reader.read_office().await?
        } else {
            ProviderReadings::default()
        };
        Ok(Self { office, reader, provider })
    }

    /// Dossiers by employer.
    async fn all(&self, due: Vec<(Option<EmployerId>, Vec<DossierId>)>) -> Result<Checked> {
        let mut found = Checked::default();
        let of = shown(due.len() as u64);
        for (nth, (employer, dossiers)) in due.into_iter().enumerate() {
            let card = match employer {
                Some(id) => self.office.records()?.employer(id)?,
                None => None,
            };
            self.office.link.progress_reporter.say(|reported| {
                (reported.done, reported.of, reported.items) = (shown(nth as u64), Some(of), None);
                reported.now = card.as_ref().map(|card| card.company_name.clone());
            });
            self.of_employer(&dossiers, &mut found).await?;
        }
        Ok(found)
    }

    /// Finds out what became of changes in Loket that were started for a dossier and never closed.
    async fn read_back_changes(&self, context: &DossierContext) {
        if !context.dossier.open_changes.is_empty() {
            self.office.read_back_changes_of(&self.reader, context.dossier.id).await;
        }
    }

    /// Dossiers of one employer: it is read once for all of them.
    async fn of_employer(&self, dossiers: &[DossierId], found: &mut Checked) -> Result<()> {
        let loaded = readable(self.office, dossiers)?;
        let wanted = parts_of_checks(&loaded);
        let Some(first) = loaded.first().filter(|_| !wanted.is_empty()) else { return Ok(()) };
        let skipped = |why| {
            let card = first.employer.as_ref()?;
            Some(Skipped { employer: card.id, name: card.company_name.clone(), why })
        };
        let readings = match self.read_for(first, &wanted).await {
            Err(Refusal::Loket { fault: LoketFault::NotLinked { .. } }) => {
                found.skipped.extend(skipped(Unread::NotLinked));
                return Ok(());
            }
            other => other?,
        };
        if let Err(why) = readings.employer.content()
            && check::is_out_of_reach(&first.case_on(&readings))
        {
            // Nothing was looked at: it is neither counted nor marked as checked.
            found.skipped.extend(skipped(why));
            return Ok(());
        }
        for one in &loaded {
            self.read_back_changes(one).await;
            let check = DossierChange::RecordCheck { readings: Box::new(readings.clone()) };
            let mut count =
                |after: &DossierContext| found.count(&one.dossier, &after.dossier, &after.handbook);
            self.office.change_and_look(one.dossier.id, check, &mut count)?;
        }
        Ok(())
    }

    /// Reads what the checks of a dossier need, and keeps it.
    async fn read_for(&self, loaded: &DossierContext, wanted: &[Part]) -> Result<Readings> {
        let Some(card) = &loaded.employer else {
            return Ok(Readings {
                office_users: self.provider.users.clone(),
                teams: self.provider.teams.clone(),
                office_products: self.provider.products.clone(),
                ..Readings::default()
            });
        };
        self.office.read_card(&self.reader, &self.provider, card, wanted).await
    }
}

/// The dossiers that can be read. One whose chain does not hold is no reason to leave the others.
pub(crate) fn readable(office: &Office, dossiers: &[DossierId]) -> Result<Vec<DossierContext>> {
    let records = office.records()?;
    let mut loaded = vec![];
    for id in dossiers {
        match office.gather(&records, *id, None) {
            Ok(one) => loaded.push(one),
            Err(Refusal::Unreadable | Refusal::NotFound) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(loaded)
}

/// Since when a run over the board is unfinished.
pub(crate) fn unfinished_check(records: &Records) -> Result<Option<Timestamp>> {
    Ok(records.setting(SettingKey::UNFINISHED_CHECK)?.and_then(|text| text.parse().ok()))
}

/// Those dossiers, by employer: each is read once for all of its dossiers.
fn by_employer(
    records: &Records,
    is_due: impl Fn(&Summary) -> bool,
) -> Result<Vec<(Option<EmployerId>, Vec<DossierId>)>> {
    let mut due: BTreeMap<Option<EmployerId>, Vec<DossierId>> = BTreeMap::new();
    for summary in records.summaries()?.iter().filter(|summary| is_due(summary)) {
        due.entry(summary.employer).or_default().push(summary.dossier);
    }
    Ok(due.into_iter().collect())
}

/// The parts that the checks of these dossiers look at.
fn parts_of_checks<'l>(dossiers: impl IntoIterator<Item = &'l DossierContext>) -> Vec<Part> {
    let items = dossiers.into_iter().flat_map(|loaded| loaded.handbook.items());
    let checks: BTreeSet<CheckId> = items.filter_map(|(_, item)| item.check).collect();
    let parts: BTreeSet<Part> = checks.into_iter().flat_map(CheckId::parts).copied().collect();
    parts.into_iter().collect()
}
