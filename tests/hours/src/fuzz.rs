//! Whatever the bytes of a file are, reading it ends in cells or a reason: changed files, over and over.

use std::fs;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use domain::hours::head::HeadChoice;
use domain::hours::layout::Layout;
use domain::hours::rows::{Answers, read};
use domain::hours::sensitive::drop_sensitive;
use domain::hours::totals::totals;

/// No reading of so small a file may take longer, also where much else is going on.
const LONGEST: Duration = Duration::from_mins(1);

/// The files that are changed, by the reader that they are for: the end of their names.
pub const READERS: [&str; 6] = ["csv", "xlsx", "xlsb", "xls", "ods", "html"];

/// The corpus that comes with the project.
pub fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("files")
}

/// The small files of the corpus for a reader, in order.
///
/// # Errors
/// When the folder cannot be read.
pub fn seeds(reader: &str) -> std::io::Result<Vec<Vec<u8>>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(corpus())? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == reader) {
            paths.push(path);
        }
    }
    paths.sort();
    paths.iter().map(fs::read).collect()
}

/// Numbers that follow from the one before: the same start gives the same run.
pub struct Numbers(pub u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() >> 16).unwrap_or(0) % most.max(1)
    }
}

/// Signs and numbers at which readers stumble.
const PIECES: [&[u8]; 16] = [
    b"\"",
    b";",
    b"\r\n",
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x00\x00\x00\x80",
    b"-",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"<",
    b"</table>",
    b"&#x110000;",
    b"\xef\xbb\xbf",
    b"sep=,\n",
    b"PT9999999999999H",
];

/// A file with changes in it: bytes, pieces, parts twice, away or cut off. Of a packed one half the time within a part, which is then
/// packed anew, since nearly every other change only damages the package.
pub fn changed(seed: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    if seed.starts_with(b"PK")
        && numbers.below(4) > 0
        && let Some(bytes) = within_package(seed, numbers)
    {
        return bytes;
    }
    let mut bytes = seed.to_vec();
    change(&mut bytes, numbers);
    bytes
}

fn change(bytes: &mut Vec<u8>, numbers: &mut Numbers) {
    for _ in 0..=numbers.below(6) {
        let at = numbers.below(bytes.len() + 1);
        let to = (at + numbers.below(64)).min(bytes.len());
        match numbers.below(7) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(numbers.below(256)).unwrap_or(0),
            1 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            2 => drop(bytes.splice(at..at, PIECES[numbers.below(PIECES.len())].iter().copied())),
            3 => drop(bytes.drain(at..to)),
            4 => {
                let part = bytes[at..to].to_vec();
                let place = numbers.below(bytes.len() + 1);
                drop(bytes.splice(place..place, part));
            }
            5 if numbers.below(8) == 0 => bytes.truncate(at),
            _ => {
                let piece = PIECES[numbers.below(PIECES.len())];
                let end = (at + piece.len()).min(bytes.len());
                drop(bytes.splice(at..end, piece.iter().copied()));
            }
        }
    }
}

fn within_package(seed: &[u8], numbers: &mut Numbers) -> Option<Vec<u8>> {
    use std::io::{Cursor, Read};
    let mut archive = zip::ZipArchive::new(Cursor::new(seed)).ok()?;
    let chosen = numbers.below(archive.len());
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let mut part = Vec::new();
        file.read_to_end(&mut part).ok()?;
        if index == chosen {
            change(&mut part, numbers);
        }
        writer
            .start_file(String::from_utf8_lossy(file.name_raw()), zip::write::SimpleFileOptions::default())
            .ok()?;
        writer.write_all(&part).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

/// Reads bytes as far as they go: cells, columns, rows and totals.
pub fn through(bytes: Vec<u8>, name: &str) {
    let Ok(mut workbook) = exchange::hours::read(bytes, name) else { return };
    let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
    let layout = Layout::guess(&workbook, &dropped, None);
    let reading = read(&workbook, &layout, "2026-11".parse().ok(), &Answers::default());
    let _ = totals(&reading);
}

/// Changes the files of a reader for so long. What makes it panic, or takes too long, is kept in `folder`.
///
/// # Errors
/// With how many were found, and when a file cannot be read or written.
pub fn run(reader: &str, seconds: u64, folder: &Path) -> Result<String, String> {
    let seeds = seeds(reader).map_err(|fault| fault.to_string())?;
    if seeds.is_empty() {
        return Err(format!("no files for {reader} in {}", corpus().display()));
    }
    let started = Instant::now();
    let since =
        std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(1, |since| since.as_secs());
    let mut numbers = Numbers(since | 1);
    let (mut tried, mut found) = (0_u64, 0_u64);
    while started.elapsed() < Duration::from_secs(seconds) {
        let bytes = changed(&seeds[numbers.below(seeds.len())], &mut numbers);
        let before = Instant::now();
        let copy = bytes.clone();
        let ended = catch_unwind(AssertUnwindSafe(|| through(copy, &format!("uren.{reader}"))));
        if ended.is_err() || before.elapsed() > LONGEST {
            found += 1;
            fs::create_dir_all(folder).map_err(|fault| fault.to_string())?;
            let path = folder.join(format!("found-{tried}.{reader}"));
            fs::write(&path, bytes).map_err(|fault| fault.to_string())?;
        }
        tried += 1;
    }
    let said = format!("{reader}: {tried} files in {seconds} s, {found} that panicked or took too long");
    if found == 0 { Ok(said) } else { Err(format!("{said}; they are in {}", folder.display())) }
}
