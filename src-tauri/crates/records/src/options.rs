//! What may differ from one opening to the next.

use std::time::Duration;

use crate::host::Host;
use crate::schema::Schema;

/// How the records are opened.
#[derive(Debug, Clone)]
pub struct Options {
    /// How long to wait for another program's lock.
    pub busy_timeout: Duration,
    /// The schema to bring the file to.
    pub schema: Schema,
    /// The SQLite file layer by name; none is the system's own. Others lack what a network share lacks.
    pub vfs: Option<String>,
    /// The environment that the records and their backups must be of. Records that do not say theirs yet take this
    /// one. None: it is not looked at.
    pub environment: Option<String>,
    /// Where the program runs.
    pub host: Host,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            busy_timeout: Duration::from_secs(5),
            schema: Schema::current(),
            vfs: None,
            environment: None,
            host: Host::default(),
        }
    }
}
