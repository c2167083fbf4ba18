//! Changing something at Loket for the user: each change is previewed, asked for, sent once and read back.
//!
//! Nothing is ever sent a second time. Whatever Loket answers, what counts is what is read back afterwards; only
//! when that cannot be read is the outcome uncertain.

mod hours;
mod products;
mod read_back;
mod rights;
mod user;

pub use hours::{HoursNotStarted, HoursPlan, HoursSent, HoursToSend, SendProgress, Stopped};
pub use products::ProductsPlan;
pub use rights::RightsPlan;
pub use user::NewUser;

use thiserror::Error;

use crate::fault::Fault;
use crate::read::Reader;

/// Makes changes at Loket, through the reader that also reads them back.
pub struct Writer<'r> {
    reader: &'r Reader,
}

impl<'r> Writer<'r> {
    /// A writer for the user of this reader.
    pub fn new(reader: &'r Reader) -> Self {
        Self { reader }
    }
}

/// Why a change was not begun. Nothing was sent.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum NotStarted {
    /// What has to be known beforehand could not be read.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// The employer has no such user.
    #[error("no such user")]
    NoSuchUser,
    /// The employer has a user of that name already.
    #[error("there is such a user already")]
    UserExists,
    /// Loket does not know a right of that name.
    #[error("no such right")]
    NoSuchRight { name: String },
    /// Neither the employer nor the office has a product of that name.
    #[error("no such product")]
    NoSuchProduct { name: String },
    /// It was changed in Loket since the preview: look again.
    #[error("changed since the preview")]
    ChangedMeanwhile,
    /// It is as asked already.
    #[error("nothing to do")]
    NothingToDo,
}
