//! The names of settings.

use rusqlite::{Connection, OptionalExtension};

/// The name of a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SettingKey(&'static str);

impl SettingKey {
    /// The office's settings, JSON.
    pub const SETTINGS: Self = Self("settings");
    /// Settings that did not read, as they stood.
    pub const SETTINGS_UNREADABLE: Self = Self("settingsUnreadable");
    /// The environment that the records are of, in a word.
    pub const ENVIRONMENT: Self = Self("environment");
    /// `yes` once a sealing key was made.
    pub const SEALING: Self = Self("sealing");
    /// `yes` once an authentication key was made.
    pub const AUTHENTICATION: Self = Self("authentication");
    /// The computer whose keychain held the sealing key last.
    pub const KEY_COMPUTER: Self = Self("keyComputer");
    /// How large text is on the screens, in percent.
    pub const TEXT_SIZE: Self = Self("textSize");
    /// The folder that was last written to.
    pub const LAST_FOLDER: Self = Self("last-folder");
    /// The app's registration with Loket, JSON.
    pub const CONNECTION: Self = Self("connection");
    /// Since when a run of checks is not finished, in UTC.
    pub const UNFINISHED_CHECK: Self = Self("unfinishedCheck");
    /// The newest change in Loket that was read.
    pub const NEWEST_IN_LOKET: Self = Self("newestInLoket");
    /// Notices that were not read yet, JSON.
    pub(crate) const NOTICES: Self = Self("untold");
    /// After how many months backups are let go; the newest always stays.
    pub const BACKUP_MONTHS: Self = Self("backupMonths");

    /// A key by its text, for what has no constant here.
    pub const fn new(key: &'static str) -> Self {
        Self(key)
    }

    /// The key as it is stored.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// The value of a setting. None: never set, or taken away.
pub(crate) fn read(connection: &Connection, key: SettingKey) -> rusqlite::Result<Option<String>> {
    connection
        .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
        .query_row([key.as_str()], |row| row.get(0))
        .optional()
}
