//! Starting, opening and changing runs of hours.

use domain::authenticity::Authenticity;
use domain::chain::START;
use domain::hours::finding::Level;
use domain::hours::findings::{Judged, judge};
use domain::hours::known::LoketData;
use domain::hours::period::{Period, PeriodKind};
use domain::hours::rows::Reading;
use domain::hours::run::{
    HoursAction, HoursEvent, HoursRun, HoursRunChange, RunContext, RunDecision, RunSummary, decide,
    has_values_to_seal, proposed_period,
};
use domain::hours::view::{AdministrationView, HoursView, PeriodView, view};
use domain::id::{EmployerId, HoursRunId};
use records::{HoursRunCommit, HoursRunRow, Records};
use serde::Serialize;
use specta::Type;
use std::sync::Arc;

use super::HoursRuns;
use super::open_files::OpenFile;
use crate::refusal::{Refusal, Result};
use crate::settings;

/// An administration that a run can be started for, and the period that is proposed.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HoursStart {
    pub administration: AdministrationView,
    /// None: the card does not say how often is paid, and no run was made before.
    pub kind: Option<PeriodKind>,
    /// The period after the last run, else that of today.
    pub proposed: Option<PeriodView>,
    /// Periods that can be chosen, the newest first.
    pub periods: Vec<PeriodView>,
}

/// How many periods before and after the proposed one can be chosen.
const PERIODS: usize = 14;

impl HoursRuns<'_> {
    /// The runs of an employer, or all, the one that was changed last first.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn list(&self, employer: Option<EmployerId>) -> Result<Vec<RunSummary>> {
        let mut runs = self.summaries(&*self.0.records()?, employer)?;
        runs.sort_by_key(|run| std::cmp::Reverse(run.changed));
        Ok(runs)
    }

    /// The administrations of an employer for which a run can be started, with the period that is proposed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn starts(&self, employer: EmployerId) -> Result<Vec<HoursStart>> {
        let records = self.0.records()?;
        let card = records.employer(employer)?.ok_or(Refusal::NotFound)?;
        let runs = self.summaries(&records, Some(employer))?;
        let today = self.0.clock.today();
        let start = |one: &domain::employer::PayrollAdministration| {
            let client_number = one.client_number.as_deref()?.parse().ok()?;
            let own: Vec<_> = runs.iter().filter(|run| run.administration == client_number).collect();
            let last = own.iter().max_by_key(|run| run.created).map(|run| run.period.kind);
            let kind = one.payroll_period_type.map(PeriodKind::from).or(last);
            let proposed = kind.and_then(|kind| proposed_period(own, kind, today));
            Some(HoursStart {
                administration: AdministrationView {
                    client_number,
                    name: one.name.clone(),
                    payroll_taxes_number: one.payroll_taxes_number.clone(),
                },
                kind,
                proposed: proposed.map(PeriodView::from),
                periods: proposed.map(around).unwrap_or_default(),
            })
        };
        Ok(card.administrations.iter().filter_map(start).collect())
    }

    /// Starts a run. The mapping and choices of the last run of the administration are taken over.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] for an employer, administration or period that there is not; [`Refusal::NeedsName`];
    /// [`Refusal::Keychain`] when the key is not to be had; [`Refusal::NotSaved`].
    pub fn create(&self, employer: EmployerId, administration: u32, period: Period) -> Result<HoursView> {
        self.0.keys.unlock()?;
        let mut records = self.0.records()?;
        let actor = settings::read(&records)?.settings.actor()?;
        let card = records.employer(employer)?.ok_or(Refusal::NotFound)?;
        let number = administration.to_string();
        let named = card.administrations.iter().find(|one| one.client_number.as_deref() == Some(&number));
        let period = Period::new(period.year, period.kind, period.number).ok_or(Refusal::NotFound)?;
        let created = HoursEvent {
            id: self.0.clock.new_id().into(),
            chain: self.0.clock.new_id().into(),
            at: self.0.clock.now(),
            actor,
            version: 1,
            previous: String::new(),
            action: HoursAction::RunCreated {
                employer,
                administration,
                name: named.ok_or(Refusal::NotFound)?.name.as_str().into(),
                period,
                environment: Some(self.0.environment()),
            },
        };
        let run = HoursRun::replay(std::slice::from_ref(&created), START.to_owned());
        let mut context = self.context(&records, run.map_err(|_| Refusal::Unexpected)?, vec![created])?;
        let mut decision = RunDecision { events: context.events.clone(), after: context.clone() };
        for change in self.taken_over(&records, &context)? {
            let next = decide(context, change, None, None, || self.0.clock.new_id().into())?;
            decision.events.extend(next.events);
            context = next.after.clone();
            decision.after = next.after;
        }
        self.commit(&mut records, &mut decision)?;
        drop(records);
        Ok(self.shown(&decision.after))
    }

    /// A run, with what is in its file while that is open.
    ///
    /// # Errors
    /// [`Refusal::NotFound`]; [`Refusal::Unreadable`] when its chain does not hold.
    pub fn open(&self, id: HoursRunId) -> Result<HoursView> {
        let context = self.gather(&*self.0.records()?, id)?;
        Ok(self.shown(&context))
    }

    /// Changes a run, and gives it as it stands then. All of the change is saved, or nothing is.
    ///
    /// # Errors
    /// Why it is not made, as [`domain::rules::Refusal`] has it; [`Refusal::Keychain`]; [`Refusal::NotSaved`].
    pub fn change(&self, id: HoursRunId, change: HoursRunChange) -> Result<HoursView> {
        Ok(self.shown(&self.decide_and_commit(id, change)?.after))
    }

    /// Closes the file of a run: what was in it is let go.
    pub fn close(&self, id: HoursRunId) {
        self.0.hours_files.close(id);
    }

    pub(super) fn decide_and_commit(&self, id: HoursRunId, change: HoursRunChange) -> Result<RunDecision> {
        // The keychain may take its time: it is asked with the records free for others.
        let unlocked = self.0.keys.unlock();
        let mut records = self.0.records()?;
        let context = self.gather(&records, id)?;
        let open = self.0.hours_files.get(id);
        let judged = open.as_deref().filter(|_| change.needs_findings());
        let judged = judged.and_then(|open| self.judged(&context, open)).map(|(_, judged)| judged);
        let file = open.as_deref().map(|open| &*open.file);
        let mut decision = decide(context, change, file, judged.as_ref(), || self.0.clock.new_id().into())?;
        if has_values_to_seal(&decision.events) {
            unlocked?;
        }
        self.commit(&mut records, &mut decision)?;
        Ok(decision)
    }

    /// A run with all that bears on it: its chain verified, what is sealed opened as far as possible.
    pub(super) fn gather(&self, records: &Records, id: HoursRunId) -> Result<RunContext> {
        let stored = records.chain::<HoursAction>(id)?;
        let head = stored.last().ok_or(Refusal::NotFound)?.hash().to_owned();
        let authenticity = self.0.keys.verified(&stored)?;
        let events = self.0.keys.opened(&stored);
        let run = HoursRun::replay(&events, head).map_err(|_| Refusal::Unreadable)?;
        Ok(RunContext { authenticity, ..self.context(records, run, events)? })
    }

    pub(super) fn context(
        &self,
        records: &Records,
        run: HoursRun,
        events: Vec<HoursEvent>,
    ) -> Result<RunContext> {
        let mut others = self.summaries(records, Some(run.employer))?;
        others.retain(|other| other.run != run.id);
        Ok(RunContext {
            authenticity: Authenticity::default(),
            elsewhere: None,
            employer: records.employer(run.employer)?.ok_or(Refusal::NotFound)?,
            readings: self.0.keys.readings(records, run.employer)?,
            actor: settings::read(records)?.settings.actor().ok(),
            now: self.0.clock.now(),
            today: self.0.clock.today(),
            others,
            events,
            run,
        })
    }

    /// Another run, only folded.
    pub(super) fn folded(&self, records: &Records, id: HoursRunId) -> Result<HoursRun> {
        let stored = records.chain::<HoursAction>(id)?;
        let head = stored.last().ok_or(Refusal::NotFound)?.hash().to_owned();
        self.0.keys.verified(&stored)?;
        HoursRun::replay(&self.0.keys.opened(&stored), head).map_err(|_| Refusal::Unreadable)
    }

    fn commit(&self, records: &mut Records, decision: &mut RunDecision) -> Result<()> {
        let RunDecision { events, after } = decision;
        if events.is_empty() {
            return Ok(());
        }
        let stored = self.0.keys.stored(after.run.head.clone(), events, &())?;
        let Some(head) = stored.last().map(|event| event.hash().to_owned()) else { return Ok(()) };
        let summary = RunSummary::of(&after.run);
        let text = serde_json::to_string(&summary).map_err(|_| Refusal::Unexpected)?;
        let summary_mac = self.0.keys.mac(&records::summary_message(&head, &text));
        for event in &stored {
            after.authenticity = after.authenticity.followed(event.mac().is_some());
        }
        let (run, employer) = (summary.run, summary.employer);
        let before = records.hours_runs(Some(employer))?.into_iter().find(|row| row.run == run);
        let before = before.and_then(|row| row.summary);
        let shows_the_same = before.is_some_and(|before| before.shows_the_same(&summary));
        records.commit_hours_run(&HoursRunCommit { events: stored, summary, summary_mac })?;
        after.run.head = head;
        if !shows_the_same && let Err(refusal) = self.0.remake_summaries_on_runs(records, employer) {
            // The change of the run itself stands. A dossier says what runs show when it is opened, whatever its row says.
            tracing::error!(%employer, ?refusal, "the dossiers that rest on runs were not summed up anew");
        }
        Ok(())
    }

    /// Runs in one row each. One whose stored summary is not what was written is made anew from its events; one that
    /// cannot be read itself is left out.
    pub(super) fn summaries(
        &self,
        records: &Records,
        employer: Option<EmployerId>,
    ) -> Result<Vec<RunSummary>> {
        let rows = records.hours_runs(employer)?.into_iter();
        let summary = |row: HoursRunRow| {
            let run = row.run;
            let trusted = self.0.keys.is_trusted(&row.head, &row.text, row.mac.as_ref());
            let kept = row.summary.filter(|kept| trusted && kept.stages.is_some());
            kept.or_else(|| self.folded(records, run).ok().map(|run| RunSummary::of(&run)))
        };
        Ok(rows.filter_map(summary).collect())
    }

    /// What was read of an open file, and what came of it.
    pub(super) fn judged(&self, context: &RunContext, open: &OpenFile) -> Option<(Arc<Reading>, Judged)> {
        let reading = open.reading(&context.run)?;
        let loket = self.loket_data(context);
        let decimals = super::upload::decimals(&context.run.options.profile);
        let judged = judge(&reading, context, &loket, decimals);
        Some((reading, judged))
    }

    /// Takes in what was just read of Loket for a run, and gives the run as it stands with it. It is kept in memory only,
    /// until the run is closed.
    ///
    /// # Errors
    /// As [`HoursRuns::open`].
    pub fn open_with(&self, id: HoursRunId, loket: LoketData) -> Result<HoursView> {
        self.0.hours_files.put_loket(id, loket);
        self.open(id)
    }

    /// What was read of Loket for this run, else what is kept of its employer.
    pub(super) fn loket_data(&self, context: &RunContext) -> LoketData {
        let fresh = self.0.hours_files.loket(context.run.id);
        fresh.unwrap_or_else(|| LoketData::of(&context.readings, context.run.administration))
    }

    /// A run as it is shown. Records are read for it: nobody who calls this holds them.
    pub(super) fn shown(&self, context: &RunContext) -> HoursView {
        let loket = self.loket_data(context);
        let open = self.0.hours_files.get(context.run.id);
        let judged = open.as_deref().and_then(|open| Some((open, self.judged(context, open)?)));
        if let Some((_, (_, judged))) = &judged {
            let open = judged.count(Level::Error) + judged.count(Level::Question);
            self.0.hours_files.put_open_findings(context.run.id, u32::try_from(open).unwrap_or(u32::MAX));
        }
        let file = judged.as_ref().map(|(open, (reading, judged))| (&*open.file, &**reading, judged));
        match file.and_then(|(_, _, judged)| self.elsewhere(context, judged)) {
            Some(found) => view(&RunContext { elsewhere: Some(found), ..context.clone() }, &loket, file),
            None => view(context, &loket, file),
        }
    }
}

/// The periods around one, the newest first.
pub(super) fn around(proposed: Period) -> Vec<PeriodView> {
    let later = std::iter::successors(proposed.next(), |period| period.next()).take(2);
    let mut later: Vec<Period> = later.collect();
    later.reverse();
    let earlier = std::iter::successors(Some(proposed), |period| period.before()).take(PERIODS);
    later.into_iter().chain(earlier).map(PeriodView::from).collect()
}
