//! Rows and fields out of text.

use csv::{ReaderBuilder, StringRecord};
use domain::hours::head::find_head;
use domain::hours::roles::role_of_head;
use domain::hours::sheet::Sheet;

use super::progress::ReadProgress;
use domain::hours::read_fault::ReadFault;

const DELIMITERS: [u8; 4] = [b';', b'\t', b',', b'|'];

/// How many rows are looked at to find the delimiter.
const SAMPLE: usize = 200;

/// Reads text into a sheet, with the rows as a spreadsheet counts them: empty lines count, line ends in quotes do not.
///
/// # Errors
/// A quote that is not closed and would swallow rows; more cells than are kept.
pub(super) fn read(text: &str, progress: &ReadProgress) -> Result<Sheet, ReadFault> {
    let (delimiter, start) = match sep_line(text) {
        Some(found) => found,
        None => (find_delimiter(text), 0),
    };
    let body = &text[start..];
    let mut sheet = Sheet::new("");
    fill(&mut sheet, body, delimiter, usize::MAX, progress)?;
    Ok(sheet)
}

/// A first line `sep=;`, which spreadsheets read and do not show.
fn sep_line(text: &str) -> Option<(u8, usize)> {
    let line = text.split(['\r', '\n']).next()?;
    let plain = line.trim().trim_matches('"');
    let sign = plain.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).map(|_| &plain[4..])?;
    // A tab is taken away with the spaces around the line.
    let delimiter = if sign.is_empty() { b'\t' } else { *sign.as_bytes().first()? };
    let rest = &text[line.len()..];
    let end = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\r', '\n'])).unwrap_or(rest);
    (sign.len() <= 1 && delimiter.is_ascii()).then_some((delimiter, text.len() - end.len()))
}

/// The delimiter by which the rows fit best: first the most names of columns that are known, then the most rows of one width,
/// then the widest.
fn find_delimiter(text: &str) -> u8 {
    let score = |delimiter: u8| {
        let mut sheet = Sheet::new("");
        if fill(&mut sheet, text, delimiter, SAMPLE, &ReadProgress::default()).is_err() || sheet.width() < 2 {
            return (0, 0, 0);
        }
        let widths: Vec<u32> = sheet.rows().map(domain::hours::sheet::Row::width).collect();
        let same = |width: u32| widths.iter().filter(|other| **other == width).count();
        let usual = widths.iter().copied().max_by_key(|width| (same(*width), *width)).unwrap_or(0);
        let known = find_head(&sheet, None)
            .map_or(0, |head| head.names.iter().filter(|name| role_of_head(name).is_some()).count());
        if usual < 2 { (0, 0, 0) } else { (known, same(usual) * 100 / widths.len().max(1), usual) }
    };
    // The first of equal ones: a semicolon before a comma.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b';')
}

fn fill(
    sheet: &mut Sheet,
    text: &str,
    delimiter: u8,
    most: usize,
    progress: &ReadProgress,
) -> Result<(), ReadFault> {
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut row = 0;
    let mut width = 0;
    for _ in 0..most {
        let start = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        // Text that is valid and in memory: what fails is the end.
        if !reader.read_record(&mut record).unwrap_or(false) {
            break;
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
        row += 1 + empty_lines(text, start);
        let raw = text.get(start..end).unwrap_or_default();
        if swallows_rows(&record, raw, delimiter, width) {
            return Err(ReadFault::OpenQuote { row });
        }
        width = width.max(record.len());
        sheet.begin_row(row, false);
        let filled = (0..record.len()).rev().find(|at| !record[*at].is_empty()).map_or(0, |last| last + 1);
        for field in record.iter().take(filled) {
            sheet.push_text(field);
        }
        progress.grown(sheet)?;
    }
    sheet.finish();
    Ok(())
}

/// Empty lines before a record, which the reader passes over. The record before may have ended in the middle of CRLF.
fn empty_lines(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let mut lines = 0;
    let mut before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
    for byte in bytes.get(start..).unwrap_or_default() {
        match byte {
            b'\n' if before == Some(b'\r') => {}
            b'\r' | b'\n' => lines += 1,
            _ => break,
        }
        before = Some(*byte);
    }
    lines
}

/// How the quotes of a record are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Fine,
    /// A field goes on behind its closing quote.
    GoOn,
    /// The last one is not closed.
    Open,
}

fn quotes(raw: &str, delimiter: u8) -> Quotes {
    let bytes = raw.as_bytes();
    let ends =
        |at: usize| bytes.get(at).is_none_or(|byte| *byte == delimiter || matches!(byte, b'\r' | b'\n'));
    let (mut at, mut within, mut found) = (0, false, Quotes::Fine);
    // The line end before a record may still stand before it.
    let mut begins = true;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' if within && bytes.get(at + 1) == Some(&b'"') => at += 1,
            b'"' if within => {
                within = false;
                if !ends(at + 1) {
                    found = Quotes::GoOn;
                }
            }
            b'"' if begins => within = true,
            _ => {}
        }
        begins = !within && (*byte == delimiter || matches!(byte, b'\r' | b'\n'));
        at += 1;
    }
    if within { Quotes::Open } else { found }
}

/// Whether a quote that is not closed took in further rows: it is open at the end of the text, or a field with line ends goes on
/// behind its quote, or holds as many delimiters behind a line end as a row does.
fn swallows_rows(record: &StringRecord, raw: &str, delimiter: u8, width: usize) -> bool {
    if !raw.contains('"') {
        return false;
    }
    let lines = |field: &str| field.contains(['\n', '\r']);
    let set = quotes(raw, delimiter);
    if set == Quotes::Open || set == Quotes::GoOn && record.iter().any(lines) {
        return true;
    }
    record.iter().filter(|field| lines(field)).any(|field| {
        let mut rows = field.split(['\n', '\r']).skip(1);
        width > 1 && rows.any(|line| line.bytes().filter(|byte| *byte == delimiter).count() + 1 >= width)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::hours::sheet::Cell;

    fn rows(text: &str) -> Vec<(u32, Vec<String>)> {
        let sheet = read(text, &ReadProgress::default()).unwrap();
        let cells = |row: domain::hours::sheet::Row<'_>| {
            row.cells()
                .map(|cell| match cell {
                    Cell::Text(text) => text.to_owned(),
                    _ => String::new(),
                })
                .collect()
        };
        sheet.rows().map(|row| (row.number(), cells(row))).collect()
    }

    #[test]
    fn the_delimiter_is_the_one_by_which_the_rows_fit() {
        for delimiter in [';', ',', '\t', '|'] {
            let decimal = if delimiter == ',' { "." } else { "," };
            let text = format!(
                "Persnr;Naam;Uren\r\n12;S, van Oeveren;8{decimal}00\r\n34;J. de Boer;7{decimal}50\r\n"
            );
            let text = text.replace("S, van", "S van").replace(';', &delimiter.to_string());
            let read = rows(&text);
            assert_eq!(read[1].1.len(), 3, "{delimiter}");
        }
        // More commas than semicolons, and the semicolons count.
        assert_eq!(rows("Persnr;Uren;Opmerking\n12;8,00;a, b, c, d\n34;7,50;e, f\n")[1].1[1], "8,00");
    }

    #[test]
    fn rows_count_as_a_spreadsheet_counts_them() {
        let read =
            rows("Persnr;Naam;Uren\r\n\r\n12;\"Van\r\nOeveren\";8\n\n\n34;\"De \"\"Boer\"\"\";7\r56;;6");
        let numbers: Vec<u32> = read.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [1, 3, 6, 7]);
        assert_eq!(read[1].1[1], "Van\r\nOeveren");
        assert_eq!(read[2].1[1], "De \"Boer\"");
    }

    #[test]
    fn a_line_that_says_the_delimiter_is_not_a_row() {
        let read = rows("sep=|\r\nPersnr|Uren\r\n12|8;5\r\n");
        assert_eq!(read[0], (1, vec!["Persnr".to_owned(), "Uren".to_owned()]));
        assert_eq!(read[1].1[1], "8;5");
        assert_eq!(rows("\"sep=\t\"\nPersnr\tUren\n12\t8\n")[1].1, ["12", "8"]);
    }

    #[test]
    fn ragged_rows_stay_as_they_are() {
        let read = rows("Titel\nPersnr;Uren;Code\n12;8\n34;7;UREN;;extra\n");
        assert_eq!(read[2].1, ["12", "8"]);
        assert_eq!(read[3].1, ["34", "7", "UREN", "", "extra"]);
    }

    #[test]
    fn a_quote_that_is_not_closed_never_swallows_rows() {
        for (text, row) in [
            ("Persnr;Naam;Uren\n12;\"Jan;8\n34;Piet;7\n", 2),
            ("Persnr;Naam;Uren\n12;Jan;8\n34;\"Piet;7\n56;\"Kees\";6\n78;Joop;5\n", 3),
            ("Persnr;Naam;Uren\n12;Jan;8\n34;Piet;\"7", 3),
        ] {
            assert_eq!(
                read(text, &ReadProgress::default()).unwrap_err(),
                ReadFault::OpenQuote { row },
                "{text}"
            );
        }
        // A quote within a field is only a sign.
        assert_eq!(rows("Persnr;Naam;Uren\n12;Jan 5\" pijp;8\n34;Piet;7\n").len(), 3);
    }
}
