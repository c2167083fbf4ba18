//! Everything that a use case needs of one dossier, read once, under the lock of the caller.

use std::collections::BTreeSet;

use domain::DossierChange;
use domain::check::OtherCoupling;
use domain::context::{DossierContext, LearntValue, OfficeSettings};
use domain::dossier::Dossier;
use domain::event::{Event, SealedEvent};
use domain::handbook::Handbook;
use domain::hours::proof::EmployerRuns;
use domain::id::{DossierId, EmployerId};
use domain::item::Fill;
use domain::known::{fill_of, shows_rows_of_loket};
use domain::progress::progress;
use domain::reading::Readings;
use domain::status_since::StatusSince;
use records::{Records, Scope};

use crate::keys::Keys;
use crate::library::Library;
use crate::opened::{Basis, OpenedDossier, StillGood};
use crate::refusal::{Refusal, Result};
use crate::{Office, settings};

impl Office {
    /// A dossier to be looked at.
    pub(crate) fn context(&self, id: DossierId) -> Result<DossierContext> {
        self.gather(&*self.records()?, id, None)
    }

    /// A dossier with all that bears on it: its chain verified, what is sealed opened as far as possible. For a change
    /// also what that change rests on.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Unreadable`] when its chain does not hold.
    pub(crate) fn gather(
        &self,
        records: &Records,
        id: DossierId,
        change: Option<&DossierChange>,
    ) -> Result<DossierContext> {
        self.gather_on(records, &self.basis(records, id)?, change)
    }

    /// The same for a basis that was looked up already.
    pub(crate) fn gather_on(
        &self,
        records: &Records,
        basis: &Basis,
        change: Option<&DossierChange>,
    ) -> Result<DossierContext> {
        let last = change.and_then(|change| {
            self.last_opened.take(basis, |dossier, judges| suffices(change, dossier, judges))
        });
        let opened = match last {
            Some(StillGood::Everything(context)) => {
                let (today, now) = (self.clock.today(), self.clock.now());
                return Ok(DossierContext { today, now, keeps_secret: None, ..*context });
            }
            Some(StillGood::History(opened)) => *opened,
            None => self.opened(records, basis.chain.dossier, change)?,
        };
        let OpenedDossier { dossier, events, handbook, progress, status_since, authenticity } = opened;
        let employer = dossier.employer.map(|id| records.employer(id)).transpose()?.flatten();
        let settings = settings::read(records)?;
        let asks_runs = handbook.items().any(|(_, item)| item.run.is_some());
        let runs = match &employer {
            Some(card) if asks_runs => self.hours().of_employer(records, card.id)?,
            _ => EmployerRuns::default(),
        };
        let mut context = DossierContext {
            newest: self.library.newest_version(records, &dossier.handbook)?,
            other_versions: self.library.other_versions(records, &dossier, &events, change)?,
            readings: match &employer {
                Some(card) => self.keys.readings_for(records, card.id, &handbook, &dossier, change)?,
                None => Readings::default(),
            },
            learnt: self.keys.learnt(records, &handbook, dossier.employer)?,
            other_couplings: self.keys.couplings_for(records, &dossier, change)?,
            loket_access: loket::operation::access(settings.settings.language),
            settings: OfficeSettings {
                actor: settings.settings.actor().ok(),
                office_name: settings.settings.office_name,
                office_email: settings.settings.office_email,
                saved: settings.at,
                language: settings.settings.language,
                second_pair_of_eyes: settings.settings.second_pair_of_eyes,
                messages: settings.messages,
            },
            keeps_secret: None,
            can_seal: self.keys.is_unlocked(),
            today: self.clock.today(),
            now: self.clock.now(),
            handbook,
            dossier,
            events,
            progress,
            status_since,
            employer,
            authenticity,
            runs,
        };
        if asks_runs {
            context.look_at_runs();
        }
        Ok(context)
    }
}

impl Office {
    /// On what a dossier rests that is opened now.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub(crate) fn basis(&self, records: &Records, id: DossierId) -> Result<Basis> {
        let chain = records.chain_state(id, self.last_opened.chain())?.ok_or(Refusal::NotFound)?;
        Ok(self.keys.basis(chain))
    }

    /// A dossier from its events: verified, opened, and folded.
    fn opened(
        &self,
        records: &Records,
        id: DossierId,
        change: Option<&DossierChange>,
    ) -> Result<OpenedDossier> {
        let stored = records.events(id)?;
        let authenticity = self.keys.verified(&stored)?;
        let head = stored.last().map(SealedEvent::hash).unwrap_or_default().to_owned();
        let events = self.keys.opened(&stored);
        let dossier = Dossier::replay(&events, head).map_err(|_| Refusal::Unreadable)?;
        let handbook = self.library.pinned(records, id, &dossier.handbook, dossier.version)?;
        // A change keeps the summary up to date, so that the history has not to be gone through for it.
        let kept = change.map(|_| records.summary_row(id)).transpose()?.flatten();
        let kept = kept.and_then(|row| self.keys.trusted(row));
        let progress = progress(&handbook, &dossier);
        let status_since = match kept {
            Some(kept) => StatusSince { status: kept.status, since: kept.since },
            None => StatusSince::of(&handbook, &events).map_err(|_| Refusal::Unreadable)?,
        };
        Ok(OpenedDossier { dossier, events, handbook, progress, status_since, authenticity })
    }
}

impl Keys {
    /// What was read from Loket. All of it where verdicts or rows hang on it; the employer's own data otherwise.
    fn readings_for(
        &self,
        records: &Records,
        employer: EmployerId,
        handbook: &Handbook,
        dossier: &Dossier,
        change: Option<&DossierChange>,
    ) -> Result<Readings> {
        let judges = change.is_some_and(|change| change.may_judge(dossier));
        if judges || handbook.items().any(|(_, item)| shows_rows_of_loket(item)) {
            self.readings(records, employer)
        } else {
            self.fixed_readings(records, employer)
        }
    }

    /// The coupling users of other dossiers, where a verdict can hang on them.
    fn couplings_for(
        &self,
        records: &Records,
        dossier: &Dossier,
        change: Option<&DossierChange>,
    ) -> Result<Vec<OtherCoupling>> {
        if change.is_some_and(|change| change.may_judge(dossier)) {
            self.other_couplings(records, dossier.id)
        } else {
            Ok(vec![])
        }
    }

    /// What earlier dossiers taught, of what this handbook asks for.
    fn learnt(
        &self,
        records: &Records,
        handbook: &Handbook,
        employer: Option<EmployerId>,
    ) -> Result<Vec<LearntValue>> {
        let asked: BTreeSet<Fill> = handbook.items().filter_map(|(_, item)| fill_of(&item.ask)).collect();
        let mut learnt = vec![];
        for scope in [Some(Scope::Office), employer.map(Scope::Employer)].into_iter().flatten() {
            let known = records.known_for(scope)?.into_iter().filter_map(|one| {
                let value = self.open_text(&one.value, &one.what);
                let fill = Fill::named(&one.what)?;
                let serves = asked.contains(&fill) && fill_scope(fill, employer) == scope;
                let (in_clear, handbook) = (false, one.origin.into());
                serves.then_some(LearntValue { fill, value, in_clear, handbook, at: one.at })
            });
            learnt.extend(known);
        }
        Ok(learnt)
    }
}

impl Library {
    /// The other versions of the handbook: those that events name, which may be missing in what came from elsewhere, and
    /// the newest for a move to it.
    fn other_versions(
        &self,
        records: &Records,
        dossier: &Dossier,
        events: &[Event],
        change: Option<&DossierChange>,
    ) -> Result<Vec<std::sync::Arc<Handbook>>> {
        let named: BTreeSet<u32> = events.iter().map(|event| event.version).collect();
        let mut others = vec![];
        for version in named.into_iter().filter(|version| *version != dossier.version) {
            match self.pinned(records, dossier.id, &dossier.handbook, version) {
                Ok(handbook) => others.push(handbook),
                Err(Refusal::NotFound) => {}
                Err(refusal) => return Err(refusal),
            }
        }
        if matches!(change, Some(DossierChange::MoveToNewest {})) {
            others.extend(self.newest(records, &dossier.handbook)?.map(|edition| edition.handbook));
        }
        Ok(others)
    }
}

/// Whether what was gathered before does for a change; `judges`: what verdicts hang on is part of it. The version that a
/// move leads to is gathered for the move alone.
fn suffices(change: &DossierChange, dossier: &Dossier, judges: bool) -> bool {
    (judges || !change.may_judge(dossier)) && !matches!(change, DossierChange::MoveToNewest {})
}

/// For whom a value is learnt: what is the office's own serves all employers.
pub(crate) fn fill_scope(fill: Fill, employer: Option<EmployerId>) -> Scope {
    employer.filter(|_| !fill.is_of_office()).map_or(Scope::Office, Scope::Employer)
}
