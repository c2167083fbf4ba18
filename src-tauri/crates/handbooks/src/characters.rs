//! Characters that have no place in text that people are to trust: they do not show, or make other
//! characters show in another order.

use std::fmt::Write;

pub(crate) use domain::text::is_unwelcome;

/// The most characters of the file that a fault repeats.
const SHOWN: usize = 120;

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
