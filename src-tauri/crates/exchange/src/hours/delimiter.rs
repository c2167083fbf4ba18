//! Rows and fields out of text.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord};
use domain::hours::head::{HeadChoice, find_head};
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
pub(super) fn read(text: String, progress: &ReadProgress) -> Result<Sheet, ReadFault> {
    let (delimiter, start) = match sep_line(&text) {
        Some(found) => found,
        None => (find_delimiter(&text), 0),
    };
    let mut sheet = Sheet::of_text([delimiter, b'\r', b'\n']);
    let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1;
    let delimiters = memchr::memchr_iter(delimiter, text.as_bytes()).count();
    let room = lines.saturating_add(delimiters);
    if room <= super::MOST_CELLS {
        sheet.reserve(lines, room);
    }
    let filled = fill(&mut sheet, &text, start, delimiter, usize::MAX, progress)?;
    let mut bytes = text.into_bytes();
    // What was copied is not kept a second time: a column that is forgotten has to be gone.
    for record in filled.copied {
        bytes[record].fill(b' ');
    }
    sheet.set_text(String::from_utf8(bytes).unwrap_or_default());
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
        let mut sheet = Sheet::of_text([delimiter, b'\r', b'\n']);
        let filled = fill(&mut sheet, text, 0, delimiter, SAMPLE, &ReadProgress::default());
        let Ok(Filled { end, .. }) = filled else { return (0, 0, 0) };
        if sheet.width() < 2 {
            return (0, 0, 0);
        }
        sheet.set_text(text[..end].to_owned());
        let widths: Vec<u32> = sheet.rows().map(domain::hours::sheet::Row::width).collect();
        let same = |width: u32| widths.iter().filter(|other| **other == width).count();
        let usual = widths.iter().copied().max_by_key(|width| (same(*width), *width)).unwrap_or(0);
        let known = find_head(&sheet, HeadChoice::default())
            .map_or(0, |head| head.names.iter().filter(|name| role_of_head(name).is_some()).count());
        if usual < 2 { (0, 0, 0) } else { (known, same(usual) * 100 / widths.len().max(1), usual) }
    };
    // The first of equal ones: a semicolon before a comma.
    DELIMITERS.into_iter().rev().max_by_key(|delimiter| score(*delimiter)).unwrap_or(b';')
}

/// What became of a text.
struct Filled {
    /// Where it ended.
    end: usize,
    /// Records of which the fields were copied.
    copied: Vec<Range<usize>>,
}

/// Adds at most so many records of a text, from a place on.
fn fill(
    sheet: &mut Sheet,
    text: &str,
    start: usize,
    delimiter: u8,
    most: usize,
    progress: &ReadProgress,
) -> Result<Filled, ReadFault> {
    let bytes = text.as_bytes();
    let mut records = Records { sheet, text, delimiter, copied: Vec::new(), width: 0 };
    let (mut at, mut row) = (start, 0);
    let mut left = most;
    while left > 0 && at < bytes.len() {
        row += 1;
        match bytes[at] {
            // Empty lines are rows without anything in them.
            b'\n' => at += 1,
            b'\r' => at += if bytes.get(at + 1) == Some(&b'\n') { 2 } else { 1 },
            _ => {
                left -= 1;
                records.sheet.begin_row(row, false);
                at = match records.plain(at) {
                    Some(end) => end,
                    None => records.quoted(at).ok_or(ReadFault::OpenQuote { row })?,
                };
                records.sheet.trim_row();
                progress.grown(records.sheet)?;
            }
        }
    }
    records.sheet.finish();
    Ok(Filled { end: at, copied: records.copied })
}

/// Takes records out of a text, one after the other.
struct Records<'a> {
    sheet: &'a mut Sheet,
    text: &'a str,
    delimiter: u8,
    copied: Vec<Range<usize>>,
    /// Fields of the widest record.
    width: usize,
}

impl Records<'_> {
    /// A record in which every field stands as it is, or in quotes with neither quotes nor line ends in it: its fields are parts of
    /// the text. Gives where it ends, behind its line end; none for any other record.
    fn plain(&mut self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let ends = |at: usize| {
            bytes.get(at).is_none_or(|byte| *byte == self.delimiter || matches!(byte, b'\r' | b'\n'))
        };
        let (mut at, mut fields) = (start, 0);
        loop {
            fields += 1;
            if bytes.get(at) == Some(&b'"') {
                let within = memchr::memchr3(b'"', b'\r', b'\n', &bytes[at + 1..])?;
                let close = at + 1 + within;
                if bytes[close] != b'"' || !ends(close + 1) {
                    return None;
                }
                if within == 0 {
                    self.sheet.push_empty();
                } else {
                    self.sheet.push_part(&self.text[at + 1..close], at + 1, true);
                }
                at = close + 1;
            } else {
                let begin = at;
                while !ends(at) {
                    at += 1;
                }
                if at == begin {
                    self.sheet.push_empty();
                } else {
                    self.sheet.push_part(&self.text[begin..at], begin, false);
                }
            }
            match bytes.get(at) {
                Some(byte) if *byte == self.delimiter => at += 1,
                Some(b'\r') if bytes.get(at + 1) == Some(&b'\n') => break at += 2,
                Some(_) => break at += 1,
                None => break,
            }
        }
        self.width = self.width.max(fields);
        Some(at)
    }

    /// Any other record, by the rules of the reader for them. None when a quote that is not closed takes in further rows.
    fn quoted(&mut self, start: usize) -> Option<usize> {
        self.sheet.clear_row();
        let mut reader = ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1024)
            .from_reader(&self.text.as_bytes()[start..]);
        let mut record = StringRecord::new();
        // Text that is valid and in memory: reading it does not fail.
        reader.read_record(&mut record).ok()?;
        let mut end = start + usize::try_from(reader.position().byte()).ok()?;
        let bytes = self.text.as_bytes();
        if bytes.get(end) == Some(&b'\n') && bytes.get(end.checked_sub(1)?) == Some(&b'\r') {
            end += 1;
        }
        if swallows_rows(&record, self.text.get(start..end)?, self.delimiter, self.width) {
            return None;
        }
        self.width = self.width.max(record.len());
        for field in &record {
            self.sheet.push_text(field);
        }
        self.copied.push(start..end);
        Some(end)
    }
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
        let sheet = read(text.to_owned(), &ReadProgress::default()).unwrap();
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
    fn what_is_forgotten_is_gone_from_the_text_too() {
        let text = "Persnr;BSN;Naam\n12;111222333;\"Jan \"\"Piet\"\" Proef\"\n34;123456782;Kees\n56;\"111111110\";Joop\n";
        let mut sheet = read(text.to_owned(), &ReadProgress::default()).unwrap();
        sheet.forget(1, 1);
        let kept = format!("{sheet:?}");
        for value in ["111222333", "123456782", "111111110"] {
            assert!(!kept.contains(value), "{value}");
        }
        let names: Vec<_> = sheet.rows().map(|row| row.cell(2)).collect();
        let right = ["Naam", "Jan \"Piet\" Proef", "Kees", "Joop"].map(Cell::Text);
        assert_eq!(names, right);
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
                read(text.to_owned(), &ReadProgress::default()).unwrap_err(),
                ReadFault::OpenQuote { row },
                "{text}"
            );
        }
        // A quote within a field is only a sign.
        assert_eq!(rows("Persnr;Naam;Uren\n12;Jan 5\" pijp;8\n34;Piet;7\n").len(), 3);
    }

    proptest::proptest! {
        /// The fields are those of the reader that is made for it, whatever the quotes and line ends are.
        #[test]
        fn fields_are_those_of_the_csv_reader(text in "[0-9a-z;,\"\n\r \u{e9}]{0,80}") {
            let progress = ReadProgress::default();
            let mut sheet = Sheet::of_text([b';', b'\r', b'\n']);
            if fill(&mut sheet, &text, 0, b';', usize::MAX, &progress).is_err() {
                // A quote that takes in further rows is refused here.
                return Ok(());
            }
            sheet.set_text(text.clone());
            let read: Vec<Vec<String>> = sheet
                .rows()
                .map(|row| row.cells().map(|cell| if let Cell::Text(text) = cell { text.to_owned() } else { String::new() }).collect())
                .collect();
            let mut reader = ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text.as_bytes());
            let right: Vec<Vec<String>> = reader
                .records()
                .map(|record| {
                    let mut fields: Vec<String> = record.unwrap().iter().map(str::to_owned).collect();
                    while fields.last().is_some_and(String::is_empty) {
                        fields.pop();
                    }
                    fields
                })
                .filter(|fields| !fields.is_empty())
                .collect();
            proptest::prop_assert_eq!(read, right);
        }
    }
}
