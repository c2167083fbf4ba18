//! File names that Windows, macOS and Linux all take.

use crate::words::kept as kept_word;
use domain::Language;

/// The longest name, in characters and in bytes; room is left for ` (2)`.
const LONGEST: usize = 120;
const LONGEST_BYTES: usize = 200;
/// The longest extension that is seen as one, with its dot: `.koppelwijzer`.
const EXTENSION: usize = 13;

/// Names of devices: Windows opens the device, whatever the extension.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Makes a file name of a wish: forbidden and invisible characters, reserved names, dots and spaces
/// at the ends and too great a length are dealt with. An extension stays.
pub fn file_name(wanted: &str) -> String {
    let mut name = made(wanted);
    // What is dropped at the end, or cut off there, can leave another extension behind. Each turn takes something away.
    loop {
        let again = made(&name);
        if again == name {
            return name;
        }
        name = again;
    }
}

fn made(wanted: &str) -> String {
    let plain: String = wanted.chars().filter_map(allowed).collect();
    let squeezed = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let (stem, extension) = parts(&squeezed);
    let stem = shortened(trimmed(stem), extension.len());
    let stem = if stem.is_empty() { "bestand" } else { stem };
    if is_device(stem) { format!("_{stem}{extension}") } else { format!("{stem}{extension}") }
}

/// The name with a number: the same for 1, `naam (2).csv` for 2.
pub fn numbered(name: &str, number: u32) -> String {
    if number < 2 {
        return name.to_owned();
    }
    let (stem, extension) = parts(name);
    format!("{stem} ({number}){extension}")
}

/// The name for a file that could not take its place.
pub(super) fn kept(name: &str) -> String {
    let (stem, extension) = parts(name);
    format!("{stem} ({}){extension}", kept_word(Language::Nl))
}

fn allowed(c: char) -> Option<char> {
    let invisible = matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{ffff}');
    match c {
        _ if invisible => None,
        '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => Some('-'),
        _ if c.is_control() || c.is_whitespace() => Some(' '),
        _ => Some(c),
    }
}

/// The stem and the extension with its dot.
fn parts(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(dot) if dot > 0 && is_extension(&name[dot..]) => name.split_at(dot),
        _ => (name, ""),
    }
}

fn is_extension(end: &str) -> bool {
    let after = &end[1..];
    !after.is_empty() && end.len() <= EXTENSION && after.chars().all(|c| c.is_ascii_alphanumeric())
}

/// Without dots and spaces at the ends: the first hide a file, the last Windows drops.
fn trimmed(stem: &str) -> &str {
    stem.trim_matches(|c: char| c == '.' || c.is_whitespace())
}

fn shortened(stem: &str, taken: usize) -> &str {
    let room = LONGEST_BYTES - taken;
    let end = stem
        .char_indices()
        .enumerate()
        .find(|(count, (at, c))| *count >= LONGEST - taken || at + c.len_utf8() > room)
        .map_or(stem.len(), |(_, (at, _))| at);
    trimmed(&stem[..end])
}

fn is_device(stem: &str) -> bool {
    let first = stem.split('.').next().unwrap_or(stem).trim_end();
    let upper = first.to_ascii_uppercase();
    let numbered = ["COM", "LPT"].iter().any(|port| {
        let rest = upper.strip_prefix(port);
        rest.is_some_and(|rest| {
            rest.chars().count() == 1 && rest.chars().all(|c| c.is_ascii_digit() || "¹²³".contains(c))
        })
    });
    numbered || DEVICES.contains(&upper.as_str())
}
