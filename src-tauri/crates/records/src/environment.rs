//! The environment of Loket that records are of: what is made in practice never passes for real.

use domain::Environment;
use rusqlite::{Connection, params};
use serde::Deserialize;

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

/// Refuses records that do not say their environment themselves, and hold dossiers of another one. Their schema must
/// have been found to be the app's own.
pub(crate) fn refuse_other_chains(connection: &Connection, options: &Options) -> Result<(), Stop> {
    let Some(wanted) = &options.environment else { return Ok(()) };
    if setting_key::read(connection, SettingKey::ENVIRONMENT)?.is_some() {
        return Ok(());
    }
    let mut statement = connection.prepare("SELECT content FROM events WHERE sequence = 0")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let content = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let said = serde_json::from_str::<First>(content).ok().and_then(|first| first.action.environment);
        if let Some(found) = said.map(Environment::word).filter(|found| found != wanted) {
            return Err(OpenFault::OtherEnvironment { found: found.to_owned() }.into());
        }
    }
    Ok(())
}

/// What the first event of a chain says of its environment.
#[derive(Deserialize)]
struct First {
    action: Start,
}

#[derive(Deserialize)]
struct Start {
    environment: Option<Environment>,
}

/// Writes the environment into records that do not say theirs yet.
pub(crate) fn claim(connection: &Connection, options: &Options) -> Result<(), Stop> {
    let Some(wanted) = &options.environment else { return Ok(()) };
    refuse_other_chains(connection, options)?;
    if setting_key::read(connection, SettingKey::ENVIRONMENT)?.is_none() {
        let sql = "INSERT INTO settings (key, value) VALUES (?1, ?2)";
        connection.execute(sql, params![SettingKey::ENVIRONMENT.as_str(), wanted])?;
    }
    Ok(())
}
