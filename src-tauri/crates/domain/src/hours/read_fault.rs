//! Why a file was not read, and what to do about it.

use serde::Serialize;
use specta::Type;

use super::words;
use crate::text::Language;

/// What a file looks like that is no hours file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
#[serde(rename_all = "camelCase")]
pub enum LooksLike {
    Pdf,
    Image,
    Zip,
    /// Another archive: 7z, rar, gzip.
    Archive,
    /// A text document.
    Document,
    /// A saved e-mail.
    Mail,
    /// XML of another program, or an XML spreadsheet of 2003.
    Xml,
    /// A web archive (mht).
    WebArchive,
    /// A workbook from before 1995.
    OldWorkbook,
    /// A database or another file of Office.
    OtherOffice,
    /// Nothing that is known.
    Unknown,
}

/// Why a file was not read. The file itself is never changed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    thiserror::Error,
    Serialize,
    Type,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(tag = "kind", rename = "HoursReadFault", rename_all = "camelCase")]
pub enum ReadFault {
    /// Who waited for it does not any more.
    #[error("the reading was stopped")]
    Stopped,
    #[error("the file is empty")]
    Empty,
    #[error("the file is larger than is read")]
    TooLarge,
    #[error("the file is {what:?} and no table")]
    LooksLike { what: LooksLike },
    #[error("the workbook is protected with a password")]
    Password,
    #[error("the file is damaged")]
    Damaged,
    #[error("unpacked, the file is larger than is read")]
    UnpacksTooLarge,
    #[error("the file defines entities")]
    Entities,
    #[error("the file has more cells than are read")]
    TooManyCells,
    #[error("the text holds a NUL character in row {row}")]
    Nul { row: u32 },
    #[error("a quote is not closed in row {row}")]
    OpenQuote { row: u32 },
    #[error("the web page holds no table")]
    NoTable,
}

impl ReadFault {
    /// What happened and what to do next.
    pub fn words(self, language: Language) -> String {
        words::read_fault(self, language)
    }
}
