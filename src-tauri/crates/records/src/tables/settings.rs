//! Settings: a value by its key. What they mean is for the rooms above.

use rusqlite::params;

use crate::fault::{ReadFault, WriteFault};
use crate::records::Records;
use crate::setting_key::{self, SettingKey};

impl Records {
    /// A setting. None: never set, or taken away.
    ///
    /// # Errors
    /// See [`ReadFault`].
    pub fn setting(&self, key: SettingKey) -> Result<Option<String>, ReadFault> {
        self.read(|connection| setting_key::read(connection, key))
    }

    /// Sets a setting; none takes it away.
    ///
    /// # Errors
    /// See [`WriteFault`].
    pub fn set_setting(&mut self, key: SettingKey, value: Option<&str>) -> Result<(), WriteFault> {
        self.write(|tx| {
            match value {
                Some(value) => tx.execute(
                    "INSERT INTO settings (key, value) VALUES (?1, ?2)
                     ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                    params![key.as_str(), value],
                )?,
                None => tx.execute("DELETE FROM settings WHERE key = ?1", [key.as_str()])?,
            };
            Ok(())
        })
    }
}
