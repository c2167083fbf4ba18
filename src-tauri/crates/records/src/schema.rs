//! The schema: its steps, and what a file says about which one it has.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension};
use rusqlite_migration::{M, Migrations};

use crate::check::Unsound;
use crate::fault::OpenFault;

/// Marks a file as ours: "Kwiz".
pub(crate) const APPLICATION_ID: i32 = 0x4B77_697A;

/// Tables that tell a file of ours even when its header is damaged.
const OUR_TABLES: &str = "('about', 'dossiers', 'events', 'employers')";
const OUR_TABLES_COUNT: u32 = 4;

/// The steps from an empty file to the newest schema. Append-only.
#[derive(Debug, Clone)]
pub struct Schema {
    steps: Vec<String>,
}

impl Default for Schema {
    fn default() -> Self {
        Self::current()
    }
}

impl Schema {
    /// The schema of this version of the app.
    pub fn current() -> Self {
        let first = Self { steps: vec![] }.then(include_str!("schema/1.sql"));
        first
            .then(include_str!("schema/2.sql"))
            .then(include_str!("schema/3.sql"))
            .then(include_str!("schema/4.sql"))
            .then(include_str!("schema/5.sql"))
            .then(include_str!("schema/6.sql"))
    }

    /// The same with one more step: how a later version, or a test of one, comes to be.
    #[must_use]
    pub fn then(mut self, sql: &str) -> Self {
        let version = self.steps.len() + 1;
        let app = env!("CARGO_PKG_VERSION");
        self.steps.push(format!("{sql}\nUPDATE about SET schema = {version}, app = '{app}';"));
        self
    }

    /// The newest version.
    pub fn version(&self) -> u32 {
        u32::try_from(self.steps.len()).unwrap_or(u32::MAX)
    }

    /// What a file of a version holds: the SQL of each table, index, view and trigger by its type and name.
    fn objects(&self, version: u32) -> rusqlite::Result<Objects> {
        let mut empty = Connection::open_in_memory()?;
        let steps = self.steps.iter().take(version as usize).map(|step| M::up(step)).collect();
        Migrations::new(steps).to_latest(&mut empty).map_err(|error| match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err,
            _ => rusqlite::Error::InvalidQuery,
        })?;
        objects(&empty)
    }

    /// Brings a file up to date, all steps in one transaction.
    pub(crate) fn migrate(&self, connection: &mut Connection) -> Result<(), OpenFault> {
        let steps = self.steps.iter().map(|step| M::up(step)).collect();
        let outcome = Migrations::new(steps).to_latest(connection);
        outcome.map_err(|error| OpenFault::Io(error.to_string()))
    }
}

/// What a file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Found {
    Empty,
    /// Ours, of a schema this version knows.
    Ours(u32),
    /// Ours, of a newer schema.
    Newer {
        found: u32,
        app: String,
    },
    Foreign,
    /// Ours, and contradicting itself.
    Damaged,
}

/// Reads what a file says about itself. Changes nothing.
pub(crate) fn inspect(connection: &Connection, schema: &Schema) -> rusqlite::Result<Found> {
    let id: i32 = connection.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    let version: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let sql = format!("SELECT count(*), count(*) FILTER (WHERE name IN {OUR_TABLES}) FROM sqlite_schema");
    let (all, ours): (u32, u32) = connection.query_row(&sql, [], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let newer_without_our_tables = id == APPLICATION_ID && version > i64::from(schema.version());
    if ours < OUR_TABLES_COUNT && !newer_without_our_tables {
        return Ok(match id {
            0 if all == 0 && version == 0 => Found::Empty,
            APPLICATION_ID => Found::Damaged,
            _ if ours > 0 => Found::Damaged,
            _ => Found::Foreign,
        });
    }
    if id != APPLICATION_ID {
        return Ok(Found::Damaged);
    }
    let plain: bool = connection.query_row(
        "SELECT count(*) = 1 FROM sqlite_schema WHERE name = 'about' AND type = 'table'",
        [],
        |row| row.get(0),
    )?;
    if !plain {
        return Ok(Found::Damaged);
    }
    let about = connection
        .query_row("SELECT schema, app FROM about", [], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
        .optional()?;
    Ok(match (about, u32::try_from(version)) {
        (Some((same, app)), Ok(found)) if same == version && found > 0 => {
            if found > schema.version() {
                Found::Newer { found, app }
            } else {
                Found::Ours(found)
            }
        }
        _ => Found::Damaged,
    })
}

type Objects = BTreeMap<(String, String), String>;

/// The version that a file of ours says it has.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Compares what a file holds with what this version of the schema has: a trigger or view that was added, or a table
/// that was made anew with another meaning, would run among the app's own statements.
pub(crate) fn compare(connection: &Connection, schema: &Schema, version: u32) -> Result<(), Unsound> {
    let (found, expected) = (objects(connection)?, schema.objects(version)?);
    let differs =
        found.iter().find(|(object, sql)| expected.get(object) != Some(sql)).map(|(object, _)| object);
    let lacks = expected.keys().find(|object| !found.contains_key(object));
    match differs.or(lacks) {
        Some((kind, name)) => Err(Unsound::Damaged(format!("{kind} {name} is not the app's own"))),
        None => Ok(()),
    }
}

/// Everything in a file that SQLite did not make by itself. The tables that keep a search index are known by their
/// names alone: how they are written is up to the version of SQLite.
fn objects(connection: &Connection) -> rusqlite::Result<Objects> {
    let mut statement =
        connection.prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")?;
    let rows = statement.query_map([], |row| {
        let (kind, name, sql): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let of_an_index = kind == "table" && name.contains("_search_");
        Ok(((kind, name), if of_an_index { String::new() } else { sql }))
    })?;
    let own = |object: &(String, String)| object.0 == "table" && object.1.starts_with("sqlite_stat");
    rows.filter(|row| row.as_ref().map_or(true, |(object, _)| !own(object))).collect()
}
