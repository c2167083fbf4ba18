//! What kind of file it is, by its bytes.

use std::io::Cursor;
use std::path::Path;

use domain::hours::sheet::FileKind;

use domain::hours::read_fault::{LooksLike, ReadFault};

/// A kind of file that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    Html,
}

const SIGNS: [(&[u8], LooksLike); 22] = [
    (b"%PDF", LooksLike::Pdf),
    (b"\x89PNG", LooksLike::Image),
    (b"\xff\xd8\xff", LooksLike::Image),
    (b"GIF8", LooksLike::Image),
    (b"II*\0", LooksLike::Image),
    (b"MM\0*", LooksLike::Image),
    (b"7z\xbc\xaf", LooksLike::Archive),
    (b"Rar!", LooksLike::Archive),
    (b"\x1f\x8b", LooksLike::Archive),
    (b"BZh", LooksLike::Archive),
    (b"\xfd7zXZ", LooksLike::Archive),
    (b"{\\rtf", LooksLike::Document),
    (b"MIME-Version:", LooksLike::WebArchive),
    (b"SQLite format 3", LooksLike::OtherOffice),
    (b"\0\x01\0\0Standard", LooksLike::OtherOffice),
    (b"\x7fELF", LooksLike::Unknown),
    (b"MZ\x90", LooksLike::Unknown),
    // Workbooks of Excel 2 to 4, without the container of later ones.
    (b"\x09\x00\x04\x00", LooksLike::OldWorkbook),
    (b"\x09\x02\x06\x00", LooksLike::OldWorkbook),
    (b"\x09\x04\x06\x00", LooksLike::OldWorkbook),
    (b"From: ", LooksLike::Mail),
    (b"Received: ", LooksLike::Mail),
];

const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The kind of a file.
///
/// # Errors
/// What it looks like when it is none that is read.
pub(super) fn detect(bytes: &[u8]) -> Result<Kind, ReadFault> {
    if bytes.is_empty() {
        return Err(ReadFault::Empty);
    }
    if let Some((_, kind)) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
        return Err(ReadFault::LooksLike { what: *kind });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Err(ReadFault::LooksLike { what: LooksLike::Image });
    }
    if bytes.starts_with(COMPOUND) {
        return compound(bytes);
    }
    if bytes.starts_with(b"PK") && matches!(bytes.get(2..4), Some(b"\x03\x04" | b"\x05\x06" | b"\x07\x08")) {
        return package(bytes);
    }
    markup(bytes)
}

/// A file in the container of Office 97.
fn compound(bytes: &[u8]) -> Result<Kind, ReadFault> {
    let file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(|_| ReadFault::Damaged)?;
    if file.exists("/EncryptedPackage") {
        return Err(ReadFault::Password);
    }
    if file.is_stream("/Workbook") || file.is_stream("/Book") {
        return Ok(Kind::Xls);
    }
    let kind = if file.exists("/WordDocument") {
        LooksLike::Document
    } else if file.exists("/__properties_version1.0") {
        LooksLike::Mail
    } else {
        LooksLike::OtherOffice
    };
    Err(ReadFault::LooksLike { what: kind })
}

/// A zip file: a workbook, or something else in one.
fn package(bytes: &[u8]) -> Result<Kind, ReadFault> {
    let archive = super::package::open(bytes)?;
    let has =
        |wanted: &str| archive.file_names_raw().any(|name| name.eq_ignore_ascii_case(wanted.as_bytes()));
    if has("xl/workbook.xml") {
        return Ok(Kind::Xlsx);
    }
    if has("xl/workbook.bin") {
        return Ok(Kind::Xlsb);
    }
    if has("word/document.xml") || has("ppt/presentation.xml") {
        return Err(ReadFault::LooksLike { what: LooksLike::Document });
    }
    if has("mimetype") && has("content.xml") {
        let mut archive = archive;
        let kind = super::package::small_text(&mut archive, "mimetype")?;
        let spreadsheet = kind.starts_with("application/vnd.oasis.opendocument.spreadsheet");
        return if spreadsheet {
            Ok(Kind::Ods)
        } else {
            Err(ReadFault::LooksLike { what: LooksLike::Document })
        };
    }
    Err(ReadFault::LooksLike { what: LooksLike::Zip })
}

/// A web page, XML, or text.
fn markup(bytes: &[u8]) -> Result<Kind, ReadFault> {
    let start = super::text::start_of(bytes, 4096).to_lowercase();
    let start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with('<') {
        return Ok(Kind::Text);
    }
    if start.starts_with("<?xml") && start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Err(ReadFault::LooksLike { what: LooksLike::Xml });
    }
    let page = ["<html", "<!doctype html", "<table", "<body", "<head", "<meta", "<style"];
    if page.iter().any(|tag| start.contains(tag)) {
        return Ok(Kind::Html);
    }
    if start.starts_with("<?xml") || start.starts_with("<!doctype") {
        return Err(ReadFault::LooksLike { what: LooksLike::Xml });
    }
    Ok(Kind::Text)
}

/// Whether the name of the file promises another kind than it is.
pub(super) fn is_misnamed(name: &str, kind: FileKind) -> bool {
    let extension = Path::new(name)
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
        .to_lowercase();
    let promised: &[FileKind] = match extension.as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => &[FileKind::Xlsx],
        "xls" | "xlt" => &[FileKind::Xls],
        "xlsb" => &[FileKind::Xlsb],
        "ods" | "ots" => &[FileKind::Ods],
        "htm" | "html" => &[FileKind::Html],
        "csv" | "txt" | "tsv" | "tab" | "asc" | "prn" | "dat" => &[FileKind::Text],
        _ => return false,
    };
    !promised.contains(&kind)
}
