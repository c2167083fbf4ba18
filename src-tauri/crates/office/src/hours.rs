//! Runs of hours: from a file to an upload file that was proven. What is in a file lives in memory only.

mod files;
mod mapping;
mod open_files;
mod runs;
mod send;
mod upload;

pub use domain::hours::run::{HoursRunChange, RunSummary};
pub use domain::hours::view::HoursView;
pub use files::{HoursProgress, HoursStage};
pub(crate) use open_files::OpenFiles;
pub use runs::HoursStart;
pub use upload::UploadOut;
