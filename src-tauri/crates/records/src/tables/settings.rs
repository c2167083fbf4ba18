//! Settings: a value by its key. What they mean is for the rooms above.

use rusqlite::{OptionalExtension, params};

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;

impl Records {
    /// A setting. None: never set, or taken away.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn setting(&self, key: &str) -> Result<Option<String>, ReadFault> {
        self.read(|connection| {
            connection
                .prepare_cached("SELECT value FROM settings WHERE key = ?1")?
                .query_row([key], |row| row.get(0))
                .optional()
        })
    }

    /// Sets a setting; none takes it away.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn set_setting(&mut self, key: &str, value: Option<&str>) -> Result<(), WriteFault> {
        self.write(|tx| {
            match value {
                Some(value) => tx.execute(
                    "INSERT INTO settings (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    params![key, value],
                )?,
                None => tx.execute("DELETE FROM settings WHERE key = ?1", [key])?,
            };
            Ok(())
        })
    }
}
