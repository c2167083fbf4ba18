//! Text out of bytes: UTF-8 and UTF-16 with or without their mark, and the encodings of Windows.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use domain::hours::read_fault::{LooksLike, ReadFault};

/// How many bytes are looked at to tell in what encoding they are.
const SAMPLE: usize = 256 * 1024;

/// Decodes a text file.
///
/// # Errors
/// A NUL character, or more control characters than text has.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, ReadFault> {
    let (encoding, mark) = encoding_of(&bytes);
    let mut text = if encoding == UTF_8 {
        let mut bytes = bytes;
        bytes.drain(..mark);
        String::from_utf8(bytes)
            .unwrap_or_else(|fault| String::from_utf8_lossy(fault.as_bytes()).into_owned())
    } else {
        encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
    };
    // Some systems end a text file with the sign that ended one under DOS, or with NULs that fill up a block.
    let end = text.trim_end_matches(['\u{1a}', '\0']).len();
    text.truncate(end);
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        let binary = controls(&text) * 20 > text.len().min(SAMPLE);
        let row = u32::try_from(text[..at].lines().count().max(1)).unwrap_or(u32::MAX);
        return Err(if binary {
            ReadFault::LooksLike { what: LooksLike::Unknown }
        } else {
            ReadFault::Nul { row }
        });
    }
    if controls(&text) * 100 > text.len().min(SAMPLE) {
        return Err(ReadFault::LooksLike { what: LooksLike::Unknown });
    }
    if text.trim().is_empty() { Err(ReadFault::Empty) } else { Ok(text) }
}

/// Control characters at the start of a text, other than spaces and line ends.
fn controls(text: &str) -> usize {
    text.bytes().take(SAMPLE).filter(|byte| matches!(byte, 0..=8 | 14..=31 | 127)).count()
}

/// The encoding and how many bytes its mark has.
fn encoding_of(bytes: &[u8]) -> (&'static Encoding, usize) {
    if let Some(found) = Encoding::for_bom(bytes) {
        return found;
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return (encoding, 0);
    }
    if std::str::from_utf8(bytes).is_ok() {
        return (UTF_8, 0);
    }
    (of_windows(bytes), 0)
}

/// Text in UTF-16 has a NUL in every other byte, as far as it is Latin.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let nuls = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nuls(0), nuls(1));
    let pairs = sample.len() / 2;
    let most = |many: usize, few: usize| many * 10 > pairs * 7 && few * 50 < pairs;
    if most(odd, even) {
        Some(UTF_16LE)
    } else if most(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// One of the encodings of Windows with a byte a character. Where it cannot be told it is the Western one.
fn of_windows(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(Some(b"nl"), Utf8Detection::Deny);
    if guess.is_single_byte() { guess } else { WINDOWS_1252 }
}

/// The start of a text in whatever encoding, to tell what kind of file it is.
pub(super) fn start_of(bytes: &[u8], length: usize) -> String {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (utf16_without_mark(bytes).unwrap_or(WINDOWS_1252), 0),
    };
    let end = bytes.len().min(mark + length);
    encoding.decode_without_bom_handling(&bytes[mark..end]).0.into_owned()
}

/// Text of a web page, whose head may say its encoding.
pub(super) fn decode_page(bytes: &[u8]) -> String {
    let (encoding, mark) = encoding_of(bytes);
    // A mark, or bytes that are UTF-8 or UTF-16, say more than the head; many a page says utf-8 and is not.
    let plain = mark == 0 && encoding != UTF_8 && encoding != UTF_16LE && encoding != UTF_16BE;
    let named = plain.then(|| named_encoding(&start_of(bytes, 2048))).flatten();
    let encoding = named.filter(|named| *named != UTF_8).unwrap_or(encoding);
    encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned()
}

fn named_encoding(start: &str) -> Option<&'static Encoding> {
    let lower = start.to_lowercase();
    let at = lower.find("charset=")? + "charset=".len();
    let label = lower[at..].trim_start_matches(['"', '\'', ' ']);
    let end =
        label.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).unwrap_or(label.len());
    Encoding::for_label(&label.as_bytes()[..end]).filter(|encoding| encoding.is_single_byte())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Persnr;Naam;Uren\r\n12;Özkan – Café;8,00\r\n";

    fn utf16(little: bool) -> Vec<u8> {
        let units = TEXT.encode_utf16();
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn every_encoding_reads_as_the_same_text() {
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark, &bytes].concat();
        let windows = encoding_rs::WINDOWS_1252.encode(TEXT).0.into_owned();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            marked(b"\xef\xbb\xbf", TEXT.as_bytes().to_vec()),
            utf16(true),
            utf16(false),
            marked(b"\xff\xfe", utf16(true)),
            marked(b"\xfe\xff", utf16(false)),
            windows,
            marked(TEXT.as_bytes(), vec![0x1a]),
        ] {
            assert_eq!(decode(bytes).unwrap(), TEXT);
        }
    }

    #[test]
    fn a_nul_is_refused_with_its_row() {
        assert_eq!(decode(b"Persnr;Uren\n12;8\n34;\x007\n".to_vec()), Err(ReadFault::Nul { row: 3 }));
        assert_eq!(decode(vec![1; 500]), Err(ReadFault::LooksLike { what: LooksLike::Unknown }));
        assert_eq!(decode(b" \r\n ".to_vec()), Err(ReadFault::Empty));
    }
}
