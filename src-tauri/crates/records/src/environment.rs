//! The environment of Loket that records are of: what is made in practice never passes for real.

use rusqlite::{Connection, params};

use crate::fault::OpenFault;
use crate::options::Options;
use crate::setting_key::{self, SettingKey};
use crate::stop::Stop;

/// Refuses records of another environment than the one that is asked for. Those that do not say theirs pass.
pub(crate) fn refuse_other(connection: &Connection, options: &Options) -> Result<(), Stop> {
    let Some(wanted) = &options.environment else { return Ok(()) };
    match setting_key::read(connection, SettingKey::ENVIRONMENT)? {
        Some(found) if found != *wanted => Err(OpenFault::OtherEnvironment { found }.into()),
        _ => Ok(()),
    }
}

/// Writes the environment into records that do not say theirs yet.
pub(crate) fn claim(connection: &Connection, options: &Options) -> Result<(), Stop> {
    let Some(wanted) = &options.environment else { return Ok(()) };
    if setting_key::read(connection, SettingKey::ENVIRONMENT)?.is_none() {
        let sql = "INSERT INTO settings (key, value) VALUES (?1, ?2)";
        connection.execute(sql, params![SettingKey::ENVIRONMENT.as_str(), wanted])?;
    }
    Ok(())
}
