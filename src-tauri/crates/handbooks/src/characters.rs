//! Characters that have no place in text that people are to trust: they do not show, or make other
//! characters show in another order.

use std::fmt::Write;

/// The most characters of the file that a fault repeats.
const SHOWN: usize = 120;

/// Whether a character is refused in text. A line break is judged apart.
pub(crate) fn is_unwelcome(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Soft hyphen, combining grapheme joiner, Arabic letter mark, Mongolian vowel separator.
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}'
            // Fillers of Korean writing that show as nothing.
            | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}'
            // Zero width, direction marks, line and paragraph separators, embeddings, overrides.
            | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            // Word joiner, invisible operators, isolates, deprecated format characters.
            | '\u{2060}'..='\u{206F}'
            // Byte order mark, interlinear annotations, tags.
            | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}'
            // Stands where a character was lost: the file was not stored as UTF-8.
            | '\u{FFFD}')
}

/// The character as it is spoken of: `U+202E`.
pub(crate) fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Text from the file, safe to show: unwelcome characters are written out, the rest is cut.
pub(crate) fn visible(text: &str) -> String {
    let mut shown = String::new();
    let mut characters = text.chars();
    for c in characters.by_ref().take(SHOWN) {
        if is_unwelcome(c) {
            // Writing to a string does not fail.
            let _ = write!(shown, "<{}>", code(c));
        } else {
            shown.push(c);
        }
    }
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_show_is_written_out() {
        assert_eq!(visible("a\u{202E}b\nc"), "a<U+202E>b<U+000A>c");
        assert_eq!(visible("é ✓ ⚠\u{FE0F} 漢"), "é ✓ ⚠\u{FE0F} 漢");
    }

    #[test]
    fn long_text_is_cut() {
        assert_eq!(visible(&"x".repeat(500)).chars().count(), SHOWN + 1);
    }
}
