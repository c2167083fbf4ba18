//! Runs of hours: from a file to an upload file that was proven. What is in a file lives in memory only.

mod board;
mod drafts;
mod files;
mod loket;
mod mapping;
mod open_files;
mod other_run;
mod practice;
mod proof;
mod report;
mod runs;
mod send;
mod upload;
mod upload_check;

use std::sync::Arc;

use crate::Office;

pub use domain::hours::board::HoursBoard;
pub use domain::hours::run::{HoursRunChange, RunSummary};
pub use domain::hours::upload_check::UploadCheckView;
pub use domain::hours::view::{ComparisonView, HoursView};
pub use files::{HoursProgress, HoursStage};
pub use loket::{HoursPreviewed, HoursSentView};
pub(crate) use open_files::OpenFiles;
pub use practice::{PracticeFile, PracticeLesson};
pub use runs::HoursStart;
pub use upload::UploadOut;

/// The runs of hours of an office.
pub struct HoursRuns<'a>(pub(crate) &'a Office);

/// What goes on between the hours of an office and Loket.
pub struct HoursInLoket(pub(crate) Arc<Office>);

impl Office {
    /// The runs of hours.
    pub fn hours(&self) -> HoursRuns<'_> {
        HoursRuns(self)
    }

    /// Hours in Loket: read, previewed, sent and compared.
    pub fn hours_in_loket(self: &Arc<Self>) -> HoursInLoket {
        HoursInLoket(Arc::clone(self))
    }
}
