//! A first look at the file, without SQLite: before any connection there is nothing to disturb.

use std::fs::OpenOptions;
use std::io::{self, ErrorKind, Read};

use crate::place::{Place, sidecar};
use crate::schema::APPLICATION_ID;

/// What the first bytes say.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// There is no file.
    Missing,
    /// Not a database, or not any more.
    Garbage,
    /// Another program's database with a transaction half done. SQLite would roll that back on the first read.
    ForeignAndBusy,
    Database,
}

/// Length of SQLite's header; the first bytes of it; the place of the application id in it.
const LENGTH: usize = 100;
const MAGIC: &[u8] = b"SQLite format 3\0";
const ID_AT: usize = 68;

/// Reads the header.
pub(crate) fn look(place: &Place) -> io::Result<Look> {
    let mut file = match file_access::open(OpenOptions::new().read(true), &place.db()) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Look::Missing),
        other => other?,
    };
    let mut header = [0; LENGTH];
    match file.read_exact(&mut header) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(Look::Garbage),
        other => other?,
    }
    if !header.starts_with(MAGIC) {
        return Ok(Look::Garbage);
    }
    let id = header[ID_AT..ID_AT + 4].iter().fold(0_i32, |id, byte| (id << 8) | i32::from(*byte));
    let half_done = sidecar(&place.db(), "-journal").exists();
    Ok(if half_done && id != 0 && id != APPLICATION_ID { Look::ForeignAndBusy } else { Look::Database })
}
