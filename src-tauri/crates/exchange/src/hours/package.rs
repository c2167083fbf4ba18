//! The zip file that a workbook is: looked through with a bound before anything reads it, in memory, never to a folder.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;

use domain::hours::read_fault::ReadFault;

pub(super) type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// The most parts that a workbook has.
const MOST_PARTS: usize = 10_000;

/// The most bytes that all parts may be together, unpacked. Tests reach the bounds with smaller files.
const MOST_UNPACKED: u64 = if cfg!(test) { 16 * 1024 * 1024 } else { 1024 * 1024 * 1024 };

/// The most bytes of a part that is held in memory as a whole.
const MOST_WHOLE: u64 = MOST_UNPACKED / 4;

/// How much is read at a time; `OVERLAP` bytes of it are looked at once more with the next.
const CHUNK: usize = 64 * 1024;
const OVERLAP: usize = 16;

pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, ReadFault> {
    let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadFault::Damaged)?;
    if archive.len() > MOST_PARTS { Err(ReadFault::UnpacksTooLarge) } else { Ok(archive) }
}

/// What was seen in a part while it was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen {
    /// Something in it may be hidden or filtered.
    pub hidden: bool,
    pub formulas: bool,
    pub merged: bool,
}

/// Unpacks every part once without keeping it, and counts: what a part says of its own size need not be true.
///
/// # Errors
/// More than is read, a part that is damaged or protected, or XML that defines entities.
pub(super) fn look_through(archive: &mut Archive<'_>) -> Result<Vec<(String, Seen)>, ReadFault> {
    let mut left = MOST_UNPACKED;
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).map_err(|_| ReadFault::Damaged)?;
        if file.encrypted() {
            return Err(ReadFault::Password);
        }
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let sheet = is_sheet(&name);
        let part = look_at(&mut file, sheet, &mut left)?;
        parts.push((name, part));
    }
    Ok(parts)
}

/// Whether a part is read row by row; all others are held in memory.
pub(super) fn is_sheet(name: &str) -> bool {
    name.to_ascii_lowercase().contains("worksheets/")
}

fn look_at(part: &mut impl Read, sheet: bool, left: &mut u64) -> Result<Seen, ReadFault> {
    let mut buffer = vec![0; OVERLAP + CHUNK];
    let mut kept = 0;
    let mut whole: u64 = 0;
    let mut seen = Seen::default();
    loop {
        let read = part.read(&mut buffer[kept..]).map_err(|_| ReadFault::Damaged)?;
        if read == 0 {
            return Ok(seen);
        }
        whole += read as u64;
        *left = left.checked_sub(read as u64).ok_or(ReadFault::UnpacksTooLarge)?;
        if !sheet && whole > MOST_WHOLE {
            return Err(ReadFault::UnpacksTooLarge);
        }
        let text = &buffer[..kept + read];
        let has = |needle: &[u8]| memmem::find(text, needle).is_some();
        // Only markup has declarations, and pictures may hold the same bytes by chance.
        if has(b"<!DOCTYPE") || has(b"<!ENTITY") {
            return Err(ReadFault::Entities);
        }
        if sheet {
            seen.hidden = seen.hidden || has(b"hidden") || has(b"ilterColumn");
            seen.formulas = seen.formulas || has_tag(text, b"<f") || has_tag(text, b":f");
            seen.merged = seen.merged || has(b"mergeCell");
        }
        let end = kept + read;
        let keep = end.min(OVERLAP);
        buffer.copy_within(end - keep..end, 0);
        kept = keep;
    }
}

/// Whether a tag begins so and ends there.
fn has_tag(text: &[u8], start: &[u8]) -> bool {
    let mut found = memmem::find_iter(text, start);
    found.any(|at| matches!(text.get(at + start.len()), Some(b'>' | b' ' | b'/')))
}

/// A part as a whole.
pub(super) fn whole(archive: &mut Archive<'_>, name: &str) -> Result<Vec<u8>, ReadFault> {
    let file = archive.by_name(name).map_err(|_| ReadFault::Damaged)?;
    let mut bytes = Vec::new();
    file.take(MOST_UNPACKED).read_to_end(&mut bytes).map_err(|_| ReadFault::Damaged)?;
    Ok(bytes)
}

/// A part of at most a few words.
pub(super) fn small_text(archive: &mut Archive<'_>, name: &str) -> Result<String, ReadFault> {
    let file = archive.by_name(name).map_err(|_| ReadFault::Damaged)?;
    let mut bytes = Vec::new();
    file.take(1024).read_to_end(&mut bytes).map_err(|_| ReadFault::Damaged)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
