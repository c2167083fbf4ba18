//! Hours files: from bytes to cells with their place, and the file that is uploaded to Loket.
//!
//! What kind of file it is, is seen from its bytes and not from its name. Nothing is ever unpacked to a folder, everything has
//! a bound, and whatever the bytes are, the answer is cells or a [`ReadFault`].

mod delimiter;
mod html;
mod kind;
mod mapping_file;
mod ods;
mod package;
mod package_xml;
mod progress;
#[cfg(test)]
mod tests;
mod text;
mod upload_file;
mod upload_lines;
mod workbook;
mod xls;
mod xlsb;

use std::panic::{AssertUnwindSafe, catch_unwind};

use domain::hours::sheet::{FileKind, Sheet, Workbook};

pub use domain::hours::read_fault::{LooksLike, ReadFault};
use kind::Kind;
pub use mapping_file::{LARGEST_MAPPING, MappingFile, NoMapping};
pub use progress::ReadProgress;
pub use upload_file::{
    EmptyCell, LineEnd, Profile, UploadFault, UploadFile, is_of, period_of_name, profile, profiles,
    upload_bytes, upload_file,
};
pub use upload_lines::{LARGEST_UPLOAD, upload_lines};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 200 * 1024 * 1024;

/// The most cells that are kept of a file: a million rows of thirty columns.
const MOST_CELLS: usize = 30_000_000;

/// Reads a file into cells. `name` serves only to say when it promises another kind of file.
///
/// # Errors
/// Why it is not read, and what to do: [`ReadFault`].
pub fn read(bytes: Vec<u8>, name: &str) -> Result<Workbook, ReadFault> {
    read_with(bytes, name, &ReadProgress::default())
}

/// The same, with how far it is for who waits for it.
///
/// # Errors
/// As [`read`]; [`ReadFault::Stopped`].
pub fn read_with(bytes: Vec<u8>, name: &str, progress: &ReadProgress) -> Result<Workbook, ReadFault> {
    if bytes.len() as u64 > LARGEST {
        return Err(ReadFault::TooLarge);
    }
    // The readers of workbooks trust some lengths in them; a damaged one must not end the program.
    let read = catch_unwind(AssertUnwindSafe(|| by_kind(bytes, progress)));
    let (kind, sheets) = read.unwrap_or(Err(ReadFault::Damaged))?;
    Ok(Workbook { kind, misnamed: kind::is_misnamed(name, kind), sheets })
}

fn by_kind(bytes: Vec<u8>, progress: &ReadProgress) -> Result<(FileKind, Vec<Sheet>), ReadFault> {
    match kind::detect(&bytes)? {
        Kind::Xlsx => Ok((FileKind::Xlsx, workbook::xlsx(&bytes, progress)?)),
        Kind::Xlsb => Ok((FileKind::Xlsb, xlsb::read(&bytes, progress)?)),
        Kind::Xls => Ok((FileKind::Xls, xls::read(&bytes, progress)?)),
        Kind::Ods => Ok((FileKind::Ods, ods::read(&bytes, progress)?)),
        Kind::Html => Ok((FileKind::Html, vec![html::read(&bytes, progress)?])),
        Kind::Text => Ok((FileKind::Text, vec![delimiter::read(text::decode(bytes)?, progress)?])),
    }
}

/// Refuses a sheet that has grown beyond what is kept.
fn within_bounds(sheet: &Sheet) -> Result<(), ReadFault> {
    if sheet.cell_count() > MOST_CELLS { Err(ReadFault::TooManyCells) } else { Ok(()) }
}
