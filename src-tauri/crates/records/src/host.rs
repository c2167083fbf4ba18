//! What the computer says of itself and of the folders of the user: passed in, since nothing here looks at variables.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The computer and the session that the program runs in, as far as the system says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Host {
    /// The name of the computer.
    pub computer: Option<String>,
    /// The session of the user on it: `Console`, or `RDP-Tcp#3` on a remote desktop.
    pub session: Option<String>,
    /// Folders that `OneDrive` keeps in step, as Windows names them.
    pub onedrive: Vec<String>,
    /// The folders of the user's profile, as Windows names them.
    pub profile: Vec<String>,
}

/// Who has the records open, as that program wrote down when it began.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedBy {
    #[serde(default)]
    pub computer: Option<String>,
    #[serde(default)]
    pub session: Option<String>,
    /// Since when, in UTC.
    pub since: Timestamp,
}

impl OpenedBy {
    pub(crate) fn new(host: &Host, since: Timestamp) -> Self {
        Self { computer: host.computer.clone(), session: host.session.clone(), since }
    }
}
