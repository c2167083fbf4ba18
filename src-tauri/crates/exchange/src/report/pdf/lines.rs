//! Breaking text into lines that fit.

use super::fonts::{Fonts, Shaped, Weight};

/// From this length on, a word may be broken after a sign in it: addresses, GUIDs, hashes.
const LONG_WORD: usize = 16;

/// Breaks text into lines of at most `width` em. There is always at least one line.
pub(super) fn break_lines(fonts: &Fonts, text: &str, weight: Weight, width: f32) -> Vec<Shaped> {
    let plain = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'], "\n")
        // A soft hyphen only says where a word may be broken.
        .replace('\u{ad}', "");
    let paragraphs = plain.trim_end_matches('\n').split('\n');
    let lines = paragraphs.flat_map(|paragraph| {
        let measure = Measure { fonts, weight };
        let filling = Filling { measure, width, lines: vec![], line: String::new(), taken: 0.0 };
        let texts = filling.fill(paragraph);
        texts.into_iter().map(|line| fonts.shape(&line, weight)).collect::<Vec<_>>()
    });
    lines.collect()
}

/// Text on one line, with an ellipsis when it is longer than `width` em.
pub(super) fn one_line(fonts: &Fonts, text: &str, weight: Weight, width: f32) -> Shaped {
    let flat: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let measure = Measure { fonts, weight };
    if measure.text(&flat) <= width {
        return fonts.shape(&flat, weight);
    }
    let (first, _) = measure.split(&flat, width - fonts.advance('…', weight));
    fonts.shape(&format!("{}…", first.trim_end()), weight)
}

/// Measures text by the widths of its characters. Set close together as they are in print they take
/// a hair less.
#[derive(Clone, Copy)]
struct Measure<'a> {
    fonts: &'a Fonts,
    weight: Weight,
}

impl Measure<'_> {
    fn text(self, text: &str) -> f32 {
        text.chars().map(|c| self.fonts.advance(c, self.weight)).sum()
    }

    /// Splits text where the width is reached, never between a letter and its accents, and never so
    /// that the first half is empty.
    fn split(self, text: &str, width: f32) -> (&str, &str) {
        let mut taken = 0.0;
        for (at, c) in text.char_indices() {
            taken += self.fonts.advance(c, self.weight);
            if taken > width && at > 0 && !is_accent(c) {
                return text.split_at(at);
            }
        }
        (text, "")
    }
}

/// Whether a character stands on the one before it.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}')
}

/// One paragraph being filled into lines.
struct Filling<'a> {
    measure: Measure<'a>,
    width: f32,
    lines: Vec<String>,
    line: String,
    taken: f32,
}

impl Filling<'_> {
    fn fill(mut self, paragraph: &str) -> Vec<String> {
        for piece in pieces(paragraph) {
            self.add(piece);
        }
        if !self.line.is_empty() || self.lines.is_empty() {
            self.lines.push(self.line);
        }
        self.lines
    }

    fn add(&mut self, piece: &str) {
        let bare = self.measure.text(piece.trim_end());
        if self.taken + bare > self.width && !self.line.is_empty() {
            self.lines.push(std::mem::take(&mut self.line));
            self.taken = 0.0;
        }
        if bare > self.width {
            self.add_too_long(piece);
        } else {
            self.line.push_str(piece);
            self.taken += self.measure.text(piece);
        }
    }

    /// A word that is longer than a line is broken wherever the line ends.
    fn add_too_long(&mut self, piece: &str) {
        let mut rest = piece;
        loop {
            let (first, second) = self.measure.split(rest, self.width);
            if second.trim_end().is_empty() {
                break;
            }
            self.lines.push(first.to_owned());
            rest = second;
        }
        self.taken = self.measure.text(rest);
        rest.clone_into(&mut self.line);
    }
}

/// The pieces between which a line may end, spaces at their ends.
fn pieces(paragraph: &str) -> impl Iterator<Item = &str> {
    paragraph.split_inclusive([' ', '\t', '\u{2009}', '\u{2002}', '\u{2003}']).flat_map(|word| {
        let long = word.chars().count() >= LONG_WORD;
        let signs: &[char] = if long { &['-', '/', '_', '@', '.', '›'] } else { &[] };
        word.split_inclusive(signs)
    })
}
