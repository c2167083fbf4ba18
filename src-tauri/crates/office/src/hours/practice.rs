//! Hours files to learn on: of one employer of the sandbox, in the period of the run.

use domain::Environment;
use domain::employer::Employer;
use domain::hours::period::{Period, PeriodKind};
use domain::hours::view::HoursView;
use domain::id::HoursRunId;
use sandbox::HoursLesson;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{HoursProgress, HoursRuns};
use crate::refusal::{Refusal, Result};

/// What there is to learn of an hours file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum PracticeLesson {
    Good,
    WithFaults,
    AddsToEarlier,
}

/// An hours file to learn on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PracticeFile {
    pub lesson: PracticeLesson,
    /// Name of the file.
    pub name: String,
}

impl From<HoursLesson> for PracticeLesson {
    fn from(lesson: HoursLesson) -> Self {
        match lesson {
            HoursLesson::Good => Self::Good,
            HoursLesson::WithFaults => Self::WithFaults,
            HoursLesson::AddsToEarlier => Self::AddsToEarlier,
        }
    }
}

impl HoursRuns<'_> {
    /// The files to learn on that fit a run. None anywhere but in the sandbox, nor for another employer: nobody there would
    /// be one of these people.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn practice_files(&self, id: HoursRunId) -> Result<Vec<PracticeFile>> {
        let found = self.practice(id)?.into_iter();
        Ok(found.map(|file| PracticeFile { lesson: file.lesson.into(), name: file.name }).collect())
    }

    /// Reads one of them for a run, as if it was chosen.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] when it does not fit the run; otherwise as [`HoursRuns::read_file`].
    pub fn read_practice_file(
        &self,
        id: HoursRunId,
        lesson: PracticeLesson,
        on_progress: &dyn Fn(HoursProgress),
    ) -> Result<HoursView> {
        let file = self.practice(id)?.into_iter().find(|file| PracticeLesson::from(file.lesson) == lesson);
        let file = file.ok_or(Refusal::NotFound)?;
        self.read_bytes(id, file.name, file.bytes, on_progress)
    }

    fn practice(&self, id: HoursRunId) -> Result<Vec<sandbox::HoursFile>> {
        let context = self.gather(&*self.0.records()?, id)?;
        let today = self.0.clock.today();
        let (is_sandbox, period) = (self.0.environment() == Environment::Sandbox, context.run.period);
        if is_sandbox && is_practice(&context.employer, context.run.administration, period, today.year()) {
            Ok(sandbox::hours_files(period.first()))
        } else {
            Ok(vec![])
        }
    }
}

/// Whether the files are of this administration: its people change with the year.
fn is_practice(employer: &Employer, administration: u32, period: Period, year: i16) -> bool {
    let (id, number) = sandbox::hours_files_of();
    let is_employer = employer.employer_id.as_deref().is_some_and(|own| own.parse() == Ok(id));
    is_employer && administration == number && period.kind == PeriodKind::Month && period.year == year
}
