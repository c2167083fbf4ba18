//! A file, and where something stands in it.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::Sheet;

/// What kind of file it is, by its bytes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, strum::IntoStaticStr, strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "HoursFileKind", rename_all = "camelCase")]
pub enum FileKind {
    Text,
    Xlsx,
    Xls,
    Xlsb,
    Ods,
    Html,
}

/// A file that was read into cells.
#[derive(Debug, Clone)]
pub struct Workbook {
    pub kind: FileKind,
    /// Whether its name says another kind.
    pub misnamed: bool,
    pub sheets: Vec<Sheet>,
}

/// Where something stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Position {
    /// Name of the sheet; empty where the file has only one.
    #[serde(default)]
    pub sheet: String,
    /// From 1; 0 when it concerns the whole sheet.
    pub row: u32,
    /// From 0; none when it concerns the whole row.
    #[serde(default)]
    pub column: Option<u32>,
}

/// A column by its letters, as spreadsheets name it: 0 is A, 27 is AB.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
}
