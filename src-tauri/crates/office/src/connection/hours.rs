//! Hours and Loket: what they are held against, what sending them would change, sending, and reading back.
//!
//! Neither the table nor what Loket holds is kept: both identify people and say what they worked, and live as long as a
//! call does. That a sending starts is recorded by who asks for it, before anything goes out.

use std::sync::Arc;

use domain::connection::LoketFault;
use domain::hours::compare::{Comparison, HoursTable, Preview, compare};
use domain::hours::known::LoketData;
use domain::hours::period::Period;
use domain::hours::run::ComponentTotal;
use domain::hours::sent::{HoursObstacle, PersonSent, SendVerdict};
use domain::hours::upload::UploadTable;
use domain::id::EmployerId;
use domain::reading::{Part, Readings};
use domain::{Environment, Language};
use loket::read::{ProviderReadings, Reader};
use loket::write::{HoursNotStarted, HoursPlan, HoursSent, HoursToSend, SendProgress, Stopped, Writer};
use serde::Serialize;
use sha2::{Digest, Sha256};
use specta::Type;

use crate::connection::progress::ProgressCallback;
use crate::employers::shown;
use crate::hours::HoursInLoket;
use crate::refusal::{Refusal, Result};

/// Where hours go to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoursTarget {
    pub employer: EmployerId,
    /// Aansluitnummer.
    pub administration: u32,
    pub period: Period,
}

/// What sending hours would change in Loket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HoursPreview {
    pub preview: Preview,
    /// For how many people something is sent.
    pub people: u32,
    /// Name of the employer on its card, and of the administration in Loket.
    pub employer: String,
    pub administration: String,
    /// The employer's name as Loket has it now; none where Loket does not show the employer itself.
    pub employer_name: Option<String>,
    /// Werkgever ID: where it is sent to.
    pub employer_id: String,
    /// Aansluitnummer.
    pub client_number: u32,
    pub period: Period,
    /// By component, of the whole table: also what is so already.
    pub totals: Vec<ComponentTotal>,
    /// Say yes with this: it holds for this preview only.
    pub token: String,
}

/// What the user is asked in a window of the system before hours are sent: the page has no say in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursQuestion {
    pub environment: Environment,
    pub language: Language,
    pub preview: HoursPreview,
}

/// What came of sending hours.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursSendResult {
    /// Everybody for whom something was to be sent, with what is so.
    pub people: Vec<(PersonSent, SendVerdict)>,
    /// What Loket holds afterwards against the table; none: it could not be read back, and `refused` says why.
    pub read_back: Option<Comparison>,
    /// Why not everything was sent, or it could not be read back.
    pub refused: Option<Refusal>,
}

/// Records that hours are sent, and what came of it.
pub trait RecordsSending: Send + Sync + 'static {
    /// That it starts. Awaited before the first byte goes out, and on disk when it is done; where it fails nothing is sent.
    fn started(&self) -> impl Future<Output = Result<()>> + Send;
    /// What came of it. Awaited also when nobody waits for the sending any more.
    fn ended(&self, result: &HoursSendResult) -> impl Future<Output = Result<()>> + Send;
}

/// An administration as Loket knows it.
struct LoketAdministration {
    /// GUIDs.
    employer: String,
    id: String,
    name: String,
    /// Name of the employer on its card.
    company: String,
    /// Its name in Loket, where Loket shows it.
    company_in_loket: Option<String>,
}

impl HoursInLoket {
    /// Reads from Loket what the hours of an administration and period are held against. What Loket refuses or does not
    /// tell stands in its place with the reason. Nothing of it is kept.
    ///
    /// # Errors
    /// [`Refusal::Loket`], also when Loket has no such administration.
    pub async fn read(&self, target: HoursTarget, on_progress: ProgressCallback) -> Result<LoketData> {
        let run = self.0.link.begin_run(on_progress)?;
        let outcome = run
            .unless_stopped(Box::pin(async {
                let reader = self.0.link.reader().await?;
                let found = self.administration_of(&reader, target).await?;
                Ok(reader.read_hours(&found.employer, &found.id, target.period).await?)
            }))
            .await;
        self.0.link.note_end(outcome)
    }

    /// What sending hours would change in Loket; or what has to be chosen or put right first. Changes nothing.
    ///
    /// # Errors
    /// [`Refusal::Loket`].
    pub async fn preview(
        &self,
        target: HoursTarget,
        hours: HoursTable<'_>,
        on_progress: ProgressCallback,
    ) -> Result<std::result::Result<HoursPreview, HoursObstacle>> {
        let run = self.0.link.begin_run(on_progress)?;
        let outcome = run
            .unless_stopped(Box::pin(async {
                let reader = self.0.link.reader().await?;
                let found = self.administration_of(&reader, target).await?;
                Ok(match plan(&reader, &found, target, hours).await? {
                    Ok(plan) => Ok(preview_of(&plan, &found, target)?),
                    Err(obstacle) => Err(obstacle),
                })
            }))
            .await;
        self.0.link.note_end(outcome)
    }

    /// Sends what was previewed, and reads back what is so. `agrees` asks the user, outside the page, and may wait for the
    /// answer. `record` keeps that it starts and what came of it.
    ///
    /// Stopping the run ends it between employments: what is under way is seen through, and read back.
    ///
    /// # Errors
    /// [`Refusal::Loket`] when it was not begun: above all [`LoketFault::PreviewChanged`]; [`Refusal::Cancelled`] when the
    /// user does not agree; why its start was not
    /// recorded. Nothing was sent then.
    pub async fn send(
        &self,
        target: HoursTarget,
        hours: HoursTable<'_>,
        token: &str,
        agrees: impl FnOnce(&HoursQuestion) -> bool,
        record: impl RecordsSending,
        on_progress: ProgressCallback,
    ) -> Result<HoursSendResult> {
        self.0.settings()?.actor()?;
        // Counted before it is planned: another environment would close the records that its outcome belongs in.
        let counted = self.0.link.begin_change();
        let run = self.0.link.begin_run(on_progress)?;
        let reader = self.0.link.reader().await?;
        let planned = async {
            let found = self.administration_of(&reader, target).await?;
            let plan = plan(&reader, &found, target, hours).await?;
            let plan = plan.map_err(|_| Refusal::from(LoketFault::PreviewChanged))?;
            let preview = preview_of(&plan, &found, target)?;
            Ok((plan, preview))
        };
        let (plan, preview) = self.0.link.note_end(run.unless_stopped(Box::pin(planned)).await)?;
        if preview.token != token {
            return Err(LoketFault::PreviewChanged.into());
        }
        let language = self.0.settings()?.language;
        if !agrees(&HoursQuestion { environment: self.0.environment, language, preview }) {
            return Err(Refusal::Cancelled);
        }
        // What was begun is seen through, whatever happens to the window: its outcome has to be recorded.
        let (office, cancel) = (Arc::clone(&self.0), run.stopping());
        let seen_through = tokio::spawn(async move {
            let _under_way = office.link.begin_change();
            let progress_reporter = Arc::clone(&office.link.progress_reporter);
            let reported = move |sent: SendProgress| {
                progress_reporter.say(|progress| {
                    (progress.done, progress.of) = (sent.people, Some(sent.of_people));
                });
            };
            let sent = Writer::new(&reader).send_hours(&plan, record.started(), &cancel, &reported).await?;
            let mut result = match sent {
                Ok(sent) => result_of(sent),
                Err(HoursNotStarted::Fault(fault)) => return Err(fault.into()),
                Err(HoursNotStarted::Obstacle(_)) => return Err(LoketFault::PreviewChanged.into()),
            };
            // What was done is done: that it cannot be recorded does not undo it.
            if let Err(why) = record.ended(&result).await {
                result.refused.get_or_insert(why);
            }
            Ok(result)
        });
        let sent = seen_through.await.map_err(|_| Refusal::Unexpected)?;
        drop(counted);
        drop(run);
        self.0.link.note_end(sent)
    }

    /// Reads back what Loket holds in the period, and holds the table against it: after an upload by hand, or after a sending
    /// that was broken off.
    ///
    /// # Errors
    /// [`Refusal::Loket`]; [`Refusal::BadInput`] when nobody of the table is in Loket.
    pub async fn compare(
        &self,
        target: HoursTarget,
        hours: HoursTable<'_>,
        on_progress: ProgressCallback,
    ) -> Result<Comparison> {
        self.compare_in_shifts(target, hours, on_progress).await.map(|(comparison, _)| comparison)
    }

    /// The same, with the table in the shifts in which it was compared: where hours of somebody stand in another shift, that
    /// which Loket proposes for the employment is meant.
    pub(crate) async fn compare_in_shifts(
        &self,
        target: HoursTarget,
        hours: HoursTable<'_>,
        on_progress: ProgressCallback,
    ) -> Result<(Comparison, UploadTable)> {
        let run = self.0.link.begin_run(on_progress)?;
        let outcome = run
            .unless_stopped(Box::pin(async {
                let HoursTable { table, employments, .. } = hours;
                let reader = self.0.link.reader().await?;
                let found = self.administration_of(&reader, target).await?;
                let own = table.rows.iter().find_map(|row| employments.by_number.get(&row.person));
                let own = own.ok_or(Refusal::BadInput)?;
                let stored = reader.period_data(&found.id, target.period, &table.components, own).await?;
                let comparison = compare(hours, &stored, None);
                let elsewhere = comparison.people_in_other_shifts();
                if elsewhere.is_empty() {
                    return Ok((comparison, table.clone()));
                }
                let of = |person: &u32| employments.by_number.get(person).cloned();
                let shifts = reader.proposed_shifts(elsewhere.iter().filter_map(of)).await?;
                let placed = table.with_shifts(|person| shifts.get(&of(&person)?).copied());
                Ok((compare(HoursTable { table: &placed, ..hours }, &stored, None), placed))
            }))
            .await;
        self.0.link.note_end(outcome)
    }

    async fn administration_of(&self, reader: &Reader, target: HoursTarget) -> Result<LoketAdministration> {
        let card = self.0.records()?.employer(target.employer)?.ok_or(Refusal::NotFound)?;
        let Some(employer) = card.employer_id.clone() else {
            return Err(LoketFault::NotLinked { employer: card.company_name }.into());
        };
        let (mut fresh, silent) = (Readings::default(), |_| {});
        let provider = ProviderReadings::default();
        reader
            .read_employer(
                &provider,
                &employer,
                &[Part::Administrations, Part::Employer],
                &mut fresh,
                &silent,
            )
            .await?;
        let all = fresh.administrations.content().map_err(|_| LoketFault::Vanished)?;
        let found = all.iter().find(|one| u32::try_from(one.client_number) == Ok(target.administration));
        let found = found.ok_or(LoketFault::Vanished)?;
        Ok(LoketAdministration {
            employer,
            id: found.id.clone(),
            name: found.name.clone(),
            company: card.company_name,
            company_in_loket: fresh.employer.content().ok().map(|read| read.company_name.clone()),
        })
    }
}

fn result_of(sent: HoursSent) -> HoursSendResult {
    let stopped = sent.stopped.map(|why| match why {
        Stopped::Cancelled => LoketFault::Stopped.into(),
        Stopped::Unclear => LoketFault::Uncertain.into(),
        Stopped::Fault(fault) => Refusal::from(fault),
    });
    let (read_back, unread) = match sent.read_back {
        Ok(comparison) => (Some(comparison), None),
        Err(fault) => (None, Some(Refusal::from(fault))),
    };
    let verdict = |person: PersonSent| {
        let verdict = person.verdict(read_back.as_ref());
        (person, verdict)
    };
    let people = sent.people.into_iter().map(verdict).collect();
    HoursSendResult { people, read_back, refused: stopped.or(unread) }
}

async fn plan(
    reader: &Reader,
    found: &LoketAdministration,
    target: HoursTarget,
    hours: HoursTable<'_>,
) -> Result<std::result::Result<HoursPlan, HoursObstacle>> {
    let (employer, administration) = (&found.employer, &found.id);
    let wanted = HoursToSend { employer, administration, period: target.period, hours };
    match Writer::new(reader).plan_hours(wanted).await {
        Ok(plan) => Ok(Ok(plan)),
        Err(HoursNotStarted::Obstacle(obstacle)) => Ok(Err(obstacle)),
        Err(HoursNotStarted::Fault(fault)) => Err(fault.into()),
    }
}

fn preview_of(plan: &HoursPlan, found: &LoketAdministration, target: HoursTarget) -> Result<HoursPreview> {
    let requests = plan.requests_as_text()?;
    let said = serde_json::to_vec(&(&requests, plan.preview(), &found.id, target.period)).unwrap_or_default();
    let totals = plan.totals().into_iter().map(|(component, total)| ComponentTotal { component, total });
    Ok(HoursPreview {
        preview: plan.preview().clone(),
        people: shown(plan.people() as u64),
        employer: found.company.clone(),
        administration: found.name.clone(),
        employer_name: found.company_in_loket.clone(),
        employer_id: found.employer.clone(),
        client_number: target.administration,
        period: target.period,
        totals: totals.collect(),
        token: format!("{:x}", Sha256::digest(said)),
    })
}
