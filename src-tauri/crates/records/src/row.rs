//! Columns to values and back.

use std::error::Error;
use std::fmt::Display;
use std::str::FromStr;

use domain::id::StepId;
use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A column that holds JSON. Anything else in it counts as damage.
pub(crate) fn json<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    serde_json::from_str(text).map_err(|error| unreadable(column, error))
}

/// A column that holds an id, a time or the like in its usual spelling.
pub(crate) fn parsed<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<T>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    let text = row.get_ref(column)?.as_str()?;
    text.parse().map_err(|error| unreadable(column, error))
}

/// The same, where there may be none.
pub(crate) fn parsed_or_none<T>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>>
where
    T: FromStr<Err: Error + Send + Sync + 'static>,
{
    if row.get_ref(column)?.as_str_or_null()?.is_none() {
        return Ok(None);
    }
    parsed(row, column).map(Some)
}

/// A column that holds a number that cannot be negative.
pub(crate) fn count(row: &Row<'_>, column: impl RowIndex) -> rusqlite::Result<u64> {
    row.get::<_, i64>(column).map(|number| u64::try_from(number).unwrap_or(0))
}

/// A column that holds the id of a step, where there may be none.
pub(crate) fn step(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<StepId>> {
    Ok(row.get::<_, Option<String>>(column)?.map(StepId::from))
}

/// A value as JSON.
pub(crate) fn to_json(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// An id as it is stored.
pub(crate) fn text(id: impl Display) -> String {
    id.to_string()
}

fn unreadable(column: usize, error: impl Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, Box::new(error))
}
