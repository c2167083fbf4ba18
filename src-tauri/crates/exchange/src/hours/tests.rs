//! Files that are made here, byte by byte, with what makes each of them hard to read.

use std::fmt::Write as _;
use std::io::{Cursor, Write};

use domain::hours::exact::Amount;
use domain::hours::sheet::{Cell, FileKind, Row, Sheet, Workbook};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

fn package(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs></styleSheet>"#;

fn xlsx(properties: &str, sheet: &str) -> Vec<u8> {
    let workbook = format!(
        r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{properties}<sheets><sheet name="Uren" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{sheet}</worksheet>"#
    );
    package(&[
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn ods(body: &str) -> Vec<u8> {
    let content = format!(
        r#"<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"#
    );
    package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn one(bytes: Vec<u8>, name: &str) -> Sheet {
    let Workbook { mut sheets, .. } = read(bytes, name).unwrap();
    sheets.remove(0)
}

/// Every cell as text, with the number of its row.
fn cells(sheet: &Sheet) -> Vec<(u32, Vec<String>)> {
    let shown = |cell: Cell<'_>| match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Time(time) => match (time.hours, time.date) {
            (_, Some(date)) if date.year() > 1950 => date.date().to_string(),
            (Some(hours), _) => format!("{hours} h"),
            _ => "?".to_owned(),
        },
        Cell::Fault(text) => format!("! {text}"),
    };
    sheet.rows().map(|row| (row.number(), row.cells().map(shown).collect())).collect()
}

#[test]
fn a_workbook_gives_values_durations_and_what_is_hidden() {
    let sheet = one(
        xlsx(
            "",
            r#"<cols><col min="4" max="4" hidden="1"/></cols><sheetData>
            <row r="1"><c r="A1" t="inlineStr"><is><t>Persnr</t></is></c><c r="B1" t="inlineStr"><is><t>Uren</t></is></c></row>
            <row r="2" hidden="1"><c r="A2"><v>12</v></c><c r="B2" s="1"><v>62.5</v></c><c r="C2" s="2"><v>46328</v></c></row>
            <row r="3"><c r="A3"><v>34</v></c><c r="B3"><v>0.30000000000000004</v></c><c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c></row>
            <row r="7"><c r="B7"><f>SUM(B2:B3)</f></c><c r="C7"><f>SUBTOTAL(109,B2:B3)</f><v>95</v></c></row>
            </sheetData><autoFilter ref="A1:C3"><filterColumn colId="0"/></autoFilter><mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>"#,
        ),
        "uren.xlsx",
    );
    assert_eq!(
        cells(&sheet)[1..],
        [
            (2, vec!["12".to_owned(), "1500 h".to_owned(), "2026-11-02".to_owned()]),
            (3, vec!["34".to_owned(), "0.3".to_owned(), "WAAR".to_owned(), "! #N/A".to_owned()]),
            (7, vec![String::new(), "! formule zonder waarde".to_owned(), "95".to_owned()]),
        ]
    );
    let hidden: Vec<u32> = sheet.rows().filter(|row| row.hidden()).map(Row::number).collect();
    assert_eq!((hidden, sheet.filtered, sheet.hidden_columns.contains(&3)), (vec![2], true, true));
    assert!(sheet.is_sum(7, 1) && sheet.is_visible_sum(7, 2) && !sheet.is_visible_sum(7, 1));
    assert!(sheet.is_covered(3, 0));
}

#[test]
fn dates_count_from_1904_where_the_workbook_says_so() {
    let rows = r#"<sheetData><row r="1"><c r="A1" s="2"><v>44866</v></c><c r="B1" s="1"><v>1.1041666666666667</v></c></row></sheetData>"#;
    let sheet = one(xlsx(r#"<workbookPr date1904="1"/>"#, rows), "uren.xlsx");
    assert_eq!(cells(&sheet)[0].1, ["2026-11-02", "26.5 h"]);
}

#[test]
fn a_million_empty_rows_cost_nothing() {
    let mut rows = String::from(r#"<sheetData><row r="1"><c r="A1"><v>1</v></c></row>"#);
    for row in 2..1000 {
        let _ = write!(rows, r#"<row r="{row}"><c r="A{row}"/></row>"#);
    }
    rows.push_str(r#"<row r="1048576"><c r="C1048576"><v>2</v></c></row></sheetData>"#);
    let sheet = one(xlsx("", &rows), "uren.xlsx");
    assert_eq!((sheet.len(), sheet.cell_count()), (2, 4));
    let sheet = one(
        ods(
            r#"<table:table table:name="Uren"><table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row><table:table-row><table:table-cell office:value-type="float" office:value="2"/></table:table-row></table:table>"#,
        ),
        "uren.ods",
    );
    assert_eq!(cells(&sheet), [(1_048_575, vec!["2".to_owned()])]);
}

#[test]
fn rows_that_ods_stores_once_are_all_there() {
    let sheet = one(
        ods(
            r#"<table:table table:name="Uren"><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>
            <table:table-row><table:table-cell office:value-type="string"><text:p>Persnr</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Uren &amp; min</text:p></table:table-cell></table:table-row>
            <table:table-row table:number-rows-repeated="3" table:visibility="filter"><table:table-cell office:value-type="float" office:value="12"><text:p>00012</text:p></table:table-cell><table:table-cell office:value-type="time" office:time-value="PT07H29M59.9999999S"><text:p>7:30</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2026-11-02"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><office:annotation><text:p>geheim</text:p></office:annotation><text:p>34<text:s text:c="2"/>a</text:p></table:table-cell><table:table-cell table:formula="of:=SUM([.B2:.B4])"/></table:table-row>
            <table:table-row><table:covered-table-cell/><table:table-cell office:value-type="time" office:time-value="PT1500H00M00S" table:formula="of:=SUBTOTAL(9;[.B2])"/></table:table-row>
            </table:table><table:table table:name="Weg" table:style-name="ta2"/>"#,
        ),
        "uren.ods",
    );
    let row = |number| (number, vec!["12".to_owned(), "7.5 h".to_owned(), "2026-11-02".to_owned()]);
    assert_eq!(
        cells(&sheet),
        [
            (1, vec!["Persnr".to_owned(), "Uren & min".to_owned()]),
            row(2),
            row(3),
            row(4),
            (7, vec!["34  a".to_owned(), "! formule zonder waarde".to_owned()]),
            (8, vec!["34  a".to_owned(), "1500 h".to_owned()]),
        ]
    );
    assert!(
        sheet.filtered
            && sheet.hidden_columns.contains(&2)
            && sheet.is_sum(7, 1)
            && sheet.is_visible_sum(8, 1)
    );
    assert!(sheet.rows().nth(1).unwrap().hidden());
}

#[test]
fn a_web_page_reads_as_excel_opens_it() {
    let page = "<html><head><meta charset=\"windows-1252\"><style>td{}</style></head><body><table><tr><td colspan=2>Uren &ndash; Caf\u{e9}</td></tr></table>\
        <table><tr><th>Persnr</th><th>Uren<br>gewerkt</th></tr><tr style='display: none'><td rowspan=2>12</td><td>&nbsp;</td></tr>\
        <tr><td>7:30<table><tr><td>binnen</td></tr></table></td></tr></table></body></html>";
    let bytes = encoding_rs::WINDOWS_1252.encode(page).0.into_owned();
    let workbook = read(bytes, "uren.xls").unwrap();
    assert_eq!((workbook.kind, workbook.misnamed), (FileKind::Html, true));
    let sheet = &workbook.sheets[0];
    assert_eq!(
        cells(sheet),
        [
            (1, vec!["Uren – Café".to_owned(), "Uren – Café".to_owned()]),
            (2, vec!["Persnr".to_owned(), "Uren gewerkt".to_owned()]),
            (3, vec!["12".to_owned()]),
            (4, vec!["12".to_owned(), "7:30 binnen".to_owned()]),
        ]
    );
    assert!(sheet.rows().nth(2).unwrap().hidden() && sheet.is_covered(4, 0));
}

/// A workbook of Excel 97, record by record.
fn xls(records_of_sheet: &[(u16, Vec<u8>)], globals: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let record = |kind: u16, content: &[u8]| {
        let length = u16::try_from(content.len()).unwrap();
        [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
    };
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut head = begin(5);
    for (kind, content) in globals {
        head.extend(record(*kind, content));
    }
    let name = b"Uren";
    let bound = |at: u32| [&at.to_le_bytes()[..], &[0, 0, 4, 0], name].concat();
    let start = head.len() + record(0x0085, &bound(0)).len() + record(0x000a, &[]).len();
    head.extend(record(0x0085, &bound(u32::try_from(start).unwrap())));
    head.extend(record(0x000a, &[]));
    head.extend(begin(0x10));
    for (kind, content) in records_of_sheet {
        head.extend(record(*kind, content));
    }
    head.extend(record(0x000a, &[]));
    // Small streams are kept elsewhere in the container than large ones.
    head.resize(head.len().max(8192), 0);
    let mut file = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&head).unwrap();
    file.into_inner().into_inner()
}

fn number(row: u16, column: u16, value: f64) -> (u16, Vec<u8>) {
    (0x0203, [&row.to_le_bytes()[..], &column.to_le_bytes(), &[0, 0], &value.to_le_bytes()].concat())
}

#[test]
fn an_old_workbook_gives_values_and_hidden_rows() {
    let dimensions = (
        0x0200,
        [0_u32.to_le_bytes().to_vec(), 3_u32.to_le_bytes().to_vec(), vec![0, 0, 2, 0, 0, 0]].concat(),
    );
    let hidden_row = (0x0208, vec![1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]);
    let hidden_column = (0x007d, vec![1, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
    let filter = (0x009b, vec![]);
    let rows = [
        dimensions.clone(),
        hidden_column,
        filter,
        hidden_row,
        number(0, 0, 12.0),
        number(1, 0, 34.0),
        number(2, 1, 36.5),
    ];
    let sheet = one(xls(&rows, &[]), "uren.xls");
    assert_eq!(
        cells(&sheet),
        [(1, vec!["12".to_owned()]), (2, vec!["34".to_owned()]), (3, vec![String::new(), "36.5".to_owned()])]
    );
    assert!(sheet.filtered && sheet.hidden_columns.contains(&1) && sheet.shows_hidden);
    let hidden: Vec<u32> = sheet.rows().filter(|row| row.hidden()).map(Row::number).collect();
    assert_eq!(hidden, [2]);
    assert_eq!(read(xls(&rows, &[(0x002f, vec![1, 0, 0, 0])]), "uren.xls").unwrap_err(), ReadFault::Password);
    // One that says it is larger than a sheet can be is not believed.
    let large = (
        0x0200,
        [0_u32.to_le_bytes().to_vec(), u32::MAX.to_le_bytes().to_vec(), vec![0, 0, 255, 255, 0, 0]].concat(),
    );
    assert_eq!(read(xls(&[large], &[]), "uren.xls").unwrap_err(), ReadFault::Damaged);
}

#[test]
fn what_is_no_hours_file_is_refused_with_what_it_looks_like() {
    let refused = |bytes: &[u8]| read(bytes.to_vec(), "uren.csv").unwrap_err();
    let looks = |bytes: &[u8]| match refused(bytes) {
        ReadFault::LooksLike { what: kind } => kind,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(b""), ReadFault::Empty);
    assert_eq!(looks(b"%PDF-1.7\n..."), LooksLike::Pdf);
    assert_eq!(looks(b"\x89PNG\r\n\x1a\n"), LooksLike::Image);
    assert_eq!(looks(b"\xff\xd8\xff\xe0"), LooksLike::Image);
    assert_eq!(looks(b"Rar!\x1a\x07"), LooksLike::Archive);
    assert_eq!(looks(b"{\\rtf1 Uren}"), LooksLike::Document);
    assert_eq!(looks(b"MIME-Version: 1.0\r\n"), LooksLike::WebArchive);
    assert_eq!(
        looks(b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"),
        LooksLike::Xml
    );
    assert_eq!(looks(&package(&[("uren.csv", "a;b")])), LooksLike::Zip);
    assert_eq!(looks(&package(&[("word/document.xml", "<w/>")])), LooksLike::Document);
    assert_eq!(refused(b"PK\x03\x04 and then nothing"), ReadFault::Damaged);
    assert_eq!(refused(b"<html><body>Aanmelden</body></html>"), ReadFault::NoTable);
    let mut protected = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    protected.create_stream("/EncryptedPackage").unwrap().write_all(&[0; 64]).unwrap();
    assert_eq!(refused(&protected.into_inner().into_inner()), ReadFault::Password);
    let encrypted = package(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "\u{1}\u{2}"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
    ]);
    assert_eq!(refused(&encrypted), ReadFault::Password);
    for fault in [
        ReadFault::Password,
        ReadFault::Damaged,
        ReadFault::LooksLike { what: LooksLike::Pdf },
        ReadFault::TooLarge,
    ] {
        assert!(fault.words(domain::text::Language::Nl).ends_with('.'), "{fault:?}");
    }
}

#[test]
fn a_zip_bomb_ends_at_its_bound_and_entities_are_refused() {
    // Spaces pack to a thousandth; a sheet is counted with everything else, any other part also by itself.
    let bomb = |part: &str, megabytes: usize| {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("xl/workbook.xml", SimpleFileOptions::default()).unwrap();
        writer.start_file(part, SimpleFileOptions::default()).unwrap();
        let spaces = vec![b' '; 1024 * 1024];
        for _ in 0..megabytes {
            writer.write_all(&spaces).unwrap();
        }
        writer.finish().unwrap().into_inner()
    };
    for (part, megabytes) in [("xl/sharedStrings.xml", 5), ("xl/worksheets/sheet1.xml", 17)] {
        let bytes = bomb(part, megabytes);
        assert!(bytes.len() < 256 * 1024);
        assert_eq!(read(bytes, "uren.xlsx").unwrap_err(), ReadFault::UnpacksTooLarge);
    }
    let content = " ".repeat(5 * 1024 * 1024);
    let calc = "application/vnd.oasis.opendocument.spreadsheet";
    let bytes = package(&[("mimetype", calc), ("content.xml", &content)]);
    assert_eq!(read(bytes, "uren.ods").unwrap_err(), ReadFault::UnpacksTooLarge);
    let laughs = xlsx("", r#"<!DOCTYPE a [<!ENTITY b "ha">]><sheetData/>"#);
    assert_eq!(read(laughs, "uren.xlsx").unwrap_err(), ReadFault::Entities);
    let wide = ods(
        r#"<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"/></table:table-row></table:table>"#,
    );
    assert_eq!(read(wide, "uren.ods").unwrap_err(), ReadFault::TooManyCells);
}

#[test]
fn macros_are_passed_over_and_the_cells_are_read() {
    let rows = r#"<sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData>"#;
    let mut writer = ZipWriter::new_append(Cursor::new(xlsx("", rows))).unwrap();
    writer.start_file("xl/vbaProject.bin", SimpleFileOptions::default()).unwrap();
    writer.write_all(b"Sub Auto_Open()").unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(cells(&one(bytes, "uren.xlsm")), [(1, vec!["12".to_owned()])]);
}

#[test]
fn a_part_with_a_path_outside_is_never_written_anywhere() {
    let bytes = package(&[("../../../tmp/boos.csv", "a;b"), ("C:\\boos.csv", "a;b")]);
    assert_eq!(read(bytes, "uren.zip").unwrap_err(), ReadFault::LooksLike { what: LooksLike::Zip });
}

fn samples() -> Vec<Vec<u8>> {
    let rows =
        r#"<sheetData><row r="1"><c r="A1"><v>12</v></c><c r="B1" s="1"><v>0.5</v></c></row></sheetData>"#;
    vec![
        xlsx("", rows),
        ods(
            r#"<table:table table:name="U"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>"#,
        ),
        xls(&[number(0, 0, 12.0), number(1, 1, 8.0)], &[]),
        b"Persnr;Naam;Uren\r\n12;\"Van, Oeveren\";8,00\r\n".to_vec(),
        b"<table><tr><td rowspan=2>12</td><td>8</td></tr><tr><td>7</td></tr></table>".to_vec(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn numbers_and_times_of_a_workbook_read_back_exactly(
        cents in prop::collection::vec(-10_000_000_i32..10_000_000, 1..20),
        minutes in prop::collection::vec(0_i32..200_000, 1..20),
    ) {
        let mut rows = String::from("<sheetData>");
        for (row, (cents, minutes)) in (1..).zip(cents.iter().zip(&minutes)) {
            let (number, days) = (f64::from(*cents) / 100.0, f64::from(*minutes) / 1440.0);
            let _ = write!(rows, r#"<row r="{row}"><c r="A{row}"><v>{number}</v></c><c r="B{row}" s="1"><v>{days}</v></c></row>"#);
        }
        rows.push_str("</sheetData>");
        let sheet = one(xlsx("", &rows), "uren.xlsx");
        for (row, (cents, minutes)) in sheet.rows().zip(cents.iter().zip(&minutes)) {
            let exact = |numerator: &i32, denominator| Amount::fraction(i64::from(*numerator), denominator).unwrap();
            prop_assert_eq!(row.cell(0), Cell::Number(exact(cents, 100)));
            let Cell::Time(time) = row.cell(1) else { return Err(TestCaseError::fail("no time")) };
            prop_assert_eq!(time.hours, Some(exact(minutes, 60)));
        }
    }

    #[test]
    fn whatever_the_bytes_are_the_answer_is_cells_or_a_reason(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = read(bytes, "uren.xlsx");
    }

    #[test]
    fn a_file_with_wrong_bytes_in_it_never_ends_the_program(
        sample in 0_usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        cut in any::<prop::sample::Index>(),
        shorter in any::<bool>(),
    ) {
        let mut bytes = samples().remove(sample);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if shorter {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(bytes, "uren.xls");
    }
}
