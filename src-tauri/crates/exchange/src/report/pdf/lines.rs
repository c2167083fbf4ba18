//! Breaking text into lines that fit.

use super::letters::{Letters, Shaped, Weight};

/// From this length on, a word may be broken after a sign in it: addresses, GUIDs, hashes.
const LONG_WORD: usize = 16;

/// Breaks text into lines of at most `width` em. There is always at least one line.
pub(super) fn break_lines(letters: &Letters, text: &str, weight: Weight, width: f32) -> Vec<Shaped> {
    let plain = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
        // A soft hyphen only says where a word may be broken.
        .replace('\u{ad}', "");
    let paragraphs = plain.trim_end_matches('\n').split('\n');
    let lines = paragraphs.flat_map(|paragraph| {
        let texts = Filling::new(letters, weight, width).fill(paragraph);
        texts.into_iter().map(|line| letters.shape(&line, weight)).collect::<Vec<_>>()
    });
    lines.collect()
}

/// The first line of text, with an ellipsis when it is longer than `width` em.
pub(super) fn one_line(letters: &Letters, text: &str, weight: Weight, width: f32) -> Shaped {
    let flat: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let whole = letters.shape(&flat, weight);
    if whole.width() <= width {
        return whole;
    }
    let room = width - letters.shape("…", weight).width();
    let (first, _) = split_at_width(letters, &letters.showable(&flat), weight, room);
    letters.shape(&format!("{}…", first.trim_end()), weight)
}

/// One paragraph being filled into lines.
struct Filling<'a> {
    letters: &'a Letters,
    weight: Weight,
    width: f32,
    lines: Vec<String>,
    line: String,
    taken: f32,
}

impl<'a> Filling<'a> {
    fn new(letters: &'a Letters, weight: Weight, width: f32) -> Self {
        Self { letters, weight, width, lines: vec![], line: String::new(), taken: 0.0 }
    }

    fn fill(mut self, paragraph: &str) -> Vec<String> {
        for piece in pieces(paragraph) {
            self.add(piece);
        }
        if !self.line.is_empty() || self.lines.is_empty() {
            self.lines.push(self.line);
        }
        self.lines
    }

    fn measure(&self, text: &str) -> f32 {
        self.letters.shape(text, self.weight).width()
    }

    fn add(&mut self, piece: &str) {
        let bare = self.measure(piece.trim_end());
        if self.taken + bare > self.width && !self.line.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
            self.taken = 0.0;
        }
        if bare > self.width {
            self.add_too_long(piece);
        } else {
            self.line.push_str(piece);
            self.taken += self.measure(piece);
        }
    }

    /// A word that is longer than a line is broken wherever the line ends.
    fn add_too_long(&mut self, piece: &str) {
        let mut rest = piece.to_owned();
        while self.measure(rest.trim_end()) > self.width {
            let (first, second) = split_at_width(self.letters, &rest, self.weight, self.width);
            self.lines.push(first);
            rest = second;
        }
        self.taken = self.measure(&rest);
        self.line = rest;
    }
}

/// Splits text where the width is reached, never within a character and its accents, and never so
/// that the first half is empty.
fn split_at_width(letters: &Letters, text: &str, weight: Weight, width: f32) -> (String, String) {
    // Only as much as can fit by far is looked at, so that a text without end takes no time without end.
    let most = text.char_indices().nth(600).map_or(text.len(), |(at, _)| at);
    let shown = letters.showable(&text[..most]);
    let shaped = letters.shape(&shown, weight);
    let mut taken = 0.0;
    let mut characters = shown.chars().count();
    for (start, advance) in &shaped.advances {
        taken += advance;
        if taken > width && *start > 0 {
            characters = shown[..*start].chars().count();
            break;
        }
    }
    // What is shown has as many characters as what was there, though not always as many bytes.
    let at = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    (text[..at].to_owned(), text[at..].to_owned())
}

/// The pieces between which a line may end, spaces at their ends.
fn pieces(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive([' ', '\t', '\u{2009}', '\u{2002}', '\u{2003}']).flat_map(|word| {
        let long = word.chars().count() >= LONG_WORD;
        let signs: &[char] = if long { &['-', '/', '_', '@', '.', '›'] } else { &[] };
        word.split_inclusive(signs)
    })
}
