//! Sheets of text for the tests of hours files.

use super::sheet::{FileKind, Sheet, Workbook};

/// A sheet with these cells, from its first row and column on.
pub fn sheet<'a, Row: IntoIterator<Item = &'a str>>(rows: impl IntoIterator<Item = Row>) -> Sheet {
    let mut sheet = Sheet::new("");
    for (number, cells) in (1..).zip(rows) {
        sheet.begin_row(number, false);
        cells.into_iter().for_each(|cell| sheet.push_text(cell));
    }
    sheet.finish();
    sheet
}

/// A text file with that sheet.
pub fn workbook<'a, Row: IntoIterator<Item = &'a str>>(rows: impl IntoIterator<Item = Row>) -> Workbook {
    Workbook { kind: FileKind::Text, misnamed: false, sheets: vec![sheet(rows)] }
}
