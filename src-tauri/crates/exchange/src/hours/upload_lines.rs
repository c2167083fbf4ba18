//! An upload file that somebody else made, split into cells as well as it can be.

use domain::hours::upload_check::{UploadColumns, UploadFormFault, UploadLines};

use super::ReadFault;
use super::upload_file::{EmptyCell, LineEnd, Profile};

/// The largest upload file that is read, in bytes.
pub const LARGEST_UPLOAD: u64 = 32 * 1024 * 1024;

/// Splits the bytes of an upload file. What is not as the profile has it is said, and read as it is meant.
///
/// # Errors
/// [`ReadFault`] for what is no text.
pub fn upload_lines(bytes: &[u8], profile: &Profile) -> Result<UploadLines, ReadFault> {
    if bytes.is_empty() {
        return Err(ReadFault::Empty);
    }
    let mut form = vec![];
    if !bytes.is_ascii() {
        form.push(UploadFormFault::NotAscii);
    }
    let text = super::text::decode(bytes.to_vec())?;
    let first = text.lines().next().unwrap_or_default();
    let separator = [profile.separator, ';', ',', '\t', '|'].into_iter().find(|sign| first.contains(*sign));
    let separator = separator.unwrap_or(profile.separator);
    if separator != profile.separator {
        form.push(UploadFormFault::Separator);
    }
    let bare = text.matches('\n').count() - text.matches("\r\n").count();
    let is_wrong = match profile.line_end {
        LineEnd::Crlf => bare > 0 || (text.contains('\r') && !text.contains('\n')),
        LineEnd::Lf => text.contains('\r'),
    };
    if is_wrong {
        form.push(UploadFormFault::LineEnd);
    }
    if text.contains('"') {
        form.push(UploadFormFault::Quotes);
    }
    if text.lines().any(|line| line.trim().is_empty()) {
        form.push(UploadFormFault::EmptyLines);
    }
    let mut rows = vec![];
    // A value never goes over a line end in such a file: each line is one row, with its own number.
    for (line, text) in (1..).zip(text.lines()) {
        let cells = cells(text, separator)?;
        if !cells.iter().all(|cell| cell.trim().is_empty()) {
            rows.push((line, cells));
        }
    }
    if rows.is_empty() {
        return Err(ReadFault::Empty);
    }
    let (_, head) = rows.remove(0);
    Ok(UploadLines { head, rows, form })
}

fn cells(line: &str, separator: char) -> Result<Vec<String>, ReadFault> {
    if !line.contains('"') {
        return Ok(line.split(separator).map(str::to_owned).collect());
    }
    let delimiter = u8::try_from(separator).map_err(|_| ReadFault::Damaged)?;
    let reader =
        csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(line.as_bytes());
    let record = reader.into_records().next().ok_or(ReadFault::Damaged)?.map_err(|_| ReadFault::Damaged)?;
    Ok(record.iter().map(str::to_owned).collect())
}

impl Profile {
    /// Its columns and how it writes amounts, to read a file by.
    pub fn columns(&self) -> UploadColumns {
        UploadColumns {
            administration: self.administration.clone(),
            person: self.person.clone(),
            shift: self.shift.clone(),
            distribution_unit: self.distribution_unit.clone(),
            decimal_sign: self.decimal_sign,
            decimals: self.decimals,
            empty_is_zero: self.empty_cell == EmptyCell::Zero,
        }
    }
}
