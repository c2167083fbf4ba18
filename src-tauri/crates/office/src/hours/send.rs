//! The hours of a run straight to Loket: previewed, sent with its start and outcome as events of the run, read back.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::connection::LoketFault;
use domain::hours::compare::{Comparison, Employments, HoursTable};
use domain::hours::known::{KnownEmployment, LoketData};
use domain::hours::run::{ComponentTotal, HoursRunChange, PersonNumbers};
use domain::hours::sent::{HoursObstacle, SendCounts, SendVerdict};
use domain::hours::upload::UploadTable;
use domain::hours::view::{SourceRows, is_ready_to_send};
use domain::id::HoursRunId;
use domain::loket_change::MAY_BE_UNDER_WAY;
use domain::reading::Unread;

use super::HoursInLoket;
use crate::Office;
use crate::connection::hours::{HoursPreview, HoursQuestion, HoursSendResult, HoursTarget, RecordsSending};
use crate::connection::progress::ProgressCallback;
use crate::connection::sign_in::blocking;
use crate::refusal::{Refusal, Result};

/// The hours of a run, ready to be sent or compared.
pub(super) struct ReadyRun {
    target: HoursTarget,
    pub table: UploadTable,
    employments: Employments,
    allowances: BTreeMap<u32, bool>,
    /// Names of Loket, by the personnel numbers of the table.
    pub names: BTreeMap<u32, String>,
    pub sources: SourceRows,
    /// Whether an earlier sending has no outcome yet.
    is_open: bool,
}

/// The table of a run that nothing holds back.
struct TableToSend {
    table: UploadTable,
    /// By which number its people are known.
    numbers: Option<PersonNumbers>,
    allowances: BTreeMap<u32, bool>,
    sources: SourceRows,
    /// Whether a sending of it has no outcome yet.
    is_open: bool,
}

/// Records the sending of a run as its events.
struct RunRecord {
    office: Arc<Office>,
    run: HoursRunId,
    people: u32,
    totals: Vec<ComponentTotal>,
}

impl RunRecord {
    async fn change(&self, change: HoursRunChange) -> Result<()> {
        let (office, run) = (Arc::clone(&self.office), self.run);
        blocking(move || office.hours().decide_and_commit(run, change).map(|_| ())).await
    }
}

impl RecordsSending for RunRecord {
    async fn started(&self) -> Result<()> {
        self.change(HoursRunChange::StartSending { people: self.people, totals: self.totals.clone() }).await
    }

    async fn ended(&self, result: &HoursSendResult) -> Result<()> {
        let verdicts = result.people.iter().map(|(_, verdict)| *verdict);
        let counts = SendCounts::of(verdicts, result.read_back.is_some());
        self.change(HoursRunChange::EndSending(counts)).await
    }
}

impl ReadyRun {
    fn hours(&self) -> HoursTable<'_> {
        HoursTable { table: &self.table, employments: &self.employments, allowances: &self.allowances }
    }
}

impl HoursInLoket {
    /// What sending the hours of a run would change in Loket; or what has to be chosen or put right first. An earlier
    /// sending without an outcome is read back first, and its outcome recorded.
    ///
    /// # Errors
    /// [`Refusal::HoursFileClosed`]; [`Refusal::UploadHeldBack`]; [`Refusal::Loket`], above all
    /// [`LoketFault::Uncertain`] while Loket may still be at work on an earlier sending.
    pub async fn preview_run(
        &self,
        run: HoursRunId,
        on_progress: ProgressCallback,
    ) -> Result<std::result::Result<HoursPreview, HoursObstacle>> {
        let ready = self.ready_to_send(run, &on_progress).await?;
        if ready.is_open {
            self.end_by_reading_back(run, &ready, &on_progress).await?;
        }
        let mut previewed = self.preview(ready.target, ready.hours(), on_progress).await?;
        if let Ok(preview) = &mut previewed {
            // Of who has no value there yet, Loket prints no name in the period.
            for cell in preview.preview.cells.iter_mut().filter(|cell| cell.name.is_empty()) {
                let name = cell.person.and_then(|person| ready.names.get(&person));
                cell.name = name.cloned().unwrap_or_default();
            }
        }
        Ok(previewed)
    }

    /// Sends the hours of a run, as previewed. That it starts is an event of the run before the first byte goes out, and so
    /// is what came of it.
    ///
    /// # Errors
    /// As [`HoursInLoket::preview_run`] and [`HoursInLoket::send`]. Nothing was sent then.
    pub async fn send_run(
        &self,
        run: HoursRunId,
        token: &str,
        agrees: impl FnOnce(&HoursQuestion) -> bool,
        on_progress: ProgressCallback,
    ) -> Result<HoursSendResult> {
        self.sent(run, token, agrees, on_progress).await.map(|(_, sent)| sent)
    }

    /// The same, with what was sent.
    pub(super) async fn sent(
        &self,
        run: HoursRunId,
        token: &str,
        agrees: impl FnOnce(&HoursQuestion) -> bool,
        on_progress: ProgressCallback,
    ) -> Result<(ReadyRun, HoursSendResult)> {
        let ready = self.ready_to_send(run, &on_progress).await?;
        if ready.is_open {
            // It is read back by a preview, which the user has not seen then.
            return Err(LoketFault::PreviewChanged.into());
        }
        let totals = ready.table.totals().into_iter();
        let record = RunRecord {
            office: Arc::clone(&self.0),
            run,
            people: u32::try_from(ready.table.people()).unwrap_or(u32::MAX),
            totals: totals.map(|(component, total)| ComponentTotal { component, total }).collect(),
        };
        let sent = self.send(ready.target, ready.hours(), token, agrees, record, on_progress).await?;
        Ok((ready, sent))
    }

    /// Reads back what Loket holds in the period of a run and holds it against its hours: after an upload by hand, or after
    /// a sending that was broken off. What came of it, in numbers, is an event of the run.
    ///
    /// # Errors
    /// As [`HoursInLoket::preview_run`].
    pub async fn compare_run(&self, run: HoursRunId, on_progress: ProgressCallback) -> Result<Comparison> {
        self.compared(run, on_progress).await.map(|(_, comparison)| comparison)
    }

    /// The same, with what was compared.
    pub(super) async fn compared(
        &self,
        run: HoursRunId,
        on_progress: ProgressCallback,
    ) -> Result<(ReadyRun, Comparison)> {
        let mut ready = self.ready_to_send(run, &on_progress).await?;
        let (comparison, table) = if ready.is_open {
            self.end_by_reading_back(run, &ready, &on_progress).await?
        } else {
            self.compare_in_shifts(ready.target, ready.hours(), on_progress).await?
        };
        ready.table = table;
        let counts = HoursRunChange::RecordComparison(comparison.counts());
        let office = Arc::clone(&self.0);
        blocking(move || office.hours().decide_and_commit(run, counts).map(|_| ())).await?;
        Ok((ready, comparison))
    }

    /// Closes a sending whose outcome was never recorded with what is read back.
    async fn end_by_reading_back(
        &self,
        run: HoursRunId,
        ready: &ReadyRun,
        on_progress: &ProgressCallback,
    ) -> Result<(Comparison, UploadTable)> {
        let (comparison, table) =
            self.compare_in_shifts(ready.target, ready.hours(), Arc::clone(on_progress)).await?;
        let done = comparison.people_as_sent();
        let people: std::collections::BTreeSet<u32> = ready.table.rows.iter().map(|row| row.person).collect();
        let verdict = |person: u32| {
            if done.contains(&person) { SendVerdict::Done } else { SendVerdict::NotDone }
        };
        let counts = SendCounts::of(people.into_iter().map(verdict), true);
        let office = Arc::clone(&self.0);
        blocking(move || {
            office.hours().decide_and_commit(run, HoursRunChange::EndSending(counts)).map(|_| ())
        })
        .await?;
        Ok((comparison, table))
    }

    async fn ready_to_send(&self, run: HoursRunId, on_progress: &ProgressCallback) -> Result<ReadyRun> {
        let office = Arc::clone(&self.0);
        let target = blocking(move || HoursInLoket(office).target_of(run)).await?;
        let known = self.read(target, Arc::clone(on_progress)).await?;
        // The run is judged with what Loket says now.
        self.0.hours_files.put_loket(run, known.clone());
        let office = Arc::clone(&self.0);
        let wanted = blocking(move || HoursInLoket(office).table_to_send(run)).await?;
        let TableToSend { table, numbers, allowances, sources, is_open } = wanted;
        let number = |one: &KnownEmployment| match numbers {
            Some(PersonNumbers::EmployeeNumber) => one.employee_number,
            // Where nobody chose, the number that payroll uses is meant.
            Some(PersonNumbers::PayrollId) | None => one.payroll_id,
        };
        let known = employments_of(&known)?;
        let employments = Employments::of(known, target.period, number);
        let named = known.iter().filter_map(|one| Some((number(one)?, one.name.clone())));
        Ok(ReadyRun { target, table, employments, allowances, names: named.collect(), sources, is_open })
    }

    /// Where the hours of a run go to, when they may go there now.
    fn target_of(&self, run: HoursRunId) -> Result<HoursTarget> {
        let run = self.0.hours().gather(&*self.0.records()?, run)?.run;
        if run.signed_off.is_some() {
            return Err(Refusal::SignedOff);
        }
        let may_be_under_way =
            |stamp: &domain::stamp::Stamp| self.0.clock.now().duration_since(stamp.at) < MAY_BE_UNDER_WAY;
        if run.sending.as_ref().is_some_and(|(_, stamp)| may_be_under_way(stamp)) {
            return Err(LoketFault::Uncertain.into());
        }
        Ok(HoursTarget { employer: run.employer, administration: run.administration, period: run.period })
    }

    fn table_to_send(&self, run: HoursRunId) -> Result<TableToSend> {
        let context = self.0.hours().gather(&*self.0.records()?, run)?;
        let open = self.0.hours_files.get(run).ok_or(Refusal::HoursFileClosed)?;
        let (reading, judged) = self.0.hours().judged(&context, &open).ok_or(Refusal::HoursFileClosed)?;
        if !is_ready_to_send(&context.run, &judged, &open.file.facts.sha256) {
            return Err(Refusal::UploadHeldBack);
        }
        Ok(TableToSend {
            table: judged.table.map_err(|_| Refusal::UploadHeldBack)?,
            numbers: context.run.options.numbers,
            allowances: context.run.options.allowances.iter().map(|one| (one.component, one.added)).collect(),
            sources: SourceRows::of(&reading, &context),
            is_open: context.run.sending.is_some(),
        })
    }
}

/// The employments, or why they are not known.
fn employments_of(known: &LoketData) -> Result<&[KnownEmployment]> {
    known.employments.content().map(Vec::as_slice).map_err(|why| match why {
        Unread::NotPermitted { activity, .. } => {
            LoketFault::NotPermitted { activity: activity.clone() }.into()
        }
        Unread::ListChanged => LoketFault::ListChanged.into(),
        _ => LoketFault::Vanished.into(),
    })
}
