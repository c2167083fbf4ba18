//! A run and Loket as the page shows them: what was read, what sending changes, what came of it, and a file of what differs.

use std::path::PathBuf;
use std::sync::Arc;

use domain::hours::run::HoursRunChange;
use domain::hours::sent::{HoursObstacle, SendCounts};
use domain::hours::view::{ComparisonView, HoursView, PersonSentView, comparison_view, people_sent_view};
use domain::id::HoursRunId;
use serde::Serialize;
use specta::Type;

use super::HoursInLoket;
use crate::connection::hours::{HoursPreview, HoursQuestion, HoursTarget};
use crate::connection::progress::ProgressCallback;
use crate::connection::sign_in::blocking;
use crate::refusal::{Refusal, Result};

/// What sending the hours of a run would change, or why that is not known yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum HoursPreviewed {
    Ready { preview: Box<HoursPreview> },
    Obstacle { obstacle: HoursObstacle },
}

/// What came of sending the hours of a run.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HoursSentView {
    pub counts: SendCounts,
    /// Everybody for whom something was to be sent; who is not done first.
    pub people: Vec<PersonSentView>,
    /// What Loket holds afterwards; none: it could not be read back.
    pub comparison: Option<ComparisonView>,
    /// Why not everything was sent, or it could not be read back.
    pub refused: Option<Refusal>,
}

impl HoursInLoket {
    /// Reads from Loket what a run is held against, and gives the run as it stands with it.
    ///
    /// # Errors
    /// As [`HoursInLoket::read`] and [`HoursRuns::open`](crate::hours::HoursRuns::open).
    pub async fn read_run(&self, run: HoursRunId, on_progress: ProgressCallback) -> Result<HoursView> {
        let office = Arc::clone(&self.0);
        let target = blocking(move || {
            let run = office.hours().gather(&*office.records()?, run)?.run;
            Ok(HoursTarget { employer: run.employer, administration: run.administration, period: run.period })
        });
        let known = self.read(target.await?, on_progress).await?;
        let office = Arc::clone(&self.0);
        blocking(move || office.hours().open_with(run, known)).await
    }

    /// [`HoursInLoket::preview_run`] as the page shows it.
    ///
    /// # Errors
    /// As that.
    pub async fn preview_view(
        &self,
        run: HoursRunId,
        on_progress: ProgressCallback,
    ) -> Result<HoursPreviewed> {
        Ok(match self.preview_run(run, on_progress).await? {
            Ok(preview) => HoursPreviewed::Ready { preview: Box::new(preview) },
            Err(obstacle) => HoursPreviewed::Obstacle { obstacle },
        })
    }

    /// [`HoursInLoket::send_run`], with what came of it as the page shows it.
    ///
    /// # Errors
    /// As that. Nothing was sent then.
    pub async fn send_view(
        &self,
        run: HoursRunId,
        token: &str,
        agrees: impl FnOnce(&HoursQuestion) -> bool,
        on_progress: ProgressCallback,
    ) -> Result<HoursSentView> {
        let (ready, sent) = self.sent(run, token, agrees, on_progress).await?;
        let verdicts = sent.people.iter().map(|(_, verdict)| *verdict);
        let read_back = sent.read_back.as_ref();
        Ok(HoursSentView {
            counts: SendCounts::of(verdicts, read_back.is_some()),
            people: people_sent_view(&sent.people, read_back, &ready.sources, &ready.names),
            comparison: read_back.map(|comparison| comparison_view(comparison, &ready.sources, &ready.names)),
            refused: sent.refused,
        })
    }

    /// [`HoursInLoket::compare_run`] as the page shows it.
    ///
    /// # Errors
    /// As that.
    pub async fn compare_view(
        &self,
        run: HoursRunId,
        on_progress: ProgressCallback,
    ) -> Result<ComparisonView> {
        let (ready, comparison) = self.compared(run, on_progress).await?;
        Ok(comparison_view(&comparison, &ready.sources, &ready.names))
    }

    /// Makes a file of only what differs from what Loket holds now: uploading it with Overschrijven puts that right and leaves
    /// the rest alone. It is read back with the second reader, and recorded; what was made of the whole table stays the file
    /// of the run. `target` says where it goes, by the name that is proposed, and may wait for the answer. None: nothing
    /// differs.
    ///
    /// # Errors
    /// As [`HoursInLoket::compare_run`] and [`HoursRuns::write_upload`](crate::hours::HoursRuns::write_upload).
    pub async fn make_differences(
        &self,
        run: HoursRunId,
        on_progress: ProgressCallback,
        target: impl FnOnce(&str) -> Result<PathBuf> + Send + 'static,
    ) -> Result<Option<HoursView>> {
        let (ready, comparison) = self.compared(run, on_progress).await?;
        let table = comparison.remaining(&ready.table);
        if table.uses_cost_centers() {
            // The file has no column for them: they go straight to Loket only.
            return Err(Refusal::UploadHeldBack);
        }
        if table.rows.is_empty() {
            return Ok(None);
        }
        let office = Arc::clone(&self.0);
        blocking(move || {
            let hours = office.hours();
            let out = hours.differences_out(run, table)?;
            let target = target(&out.name)?;
            let (run, made) = hours.written(out, &target)?;
            hours.change(run, HoursRunChange::RecordDifferencesFile(made)).map(Some)
        })
        .await
    }
}
