//! From what was typed to what is asked of the index.

/// Longer than this nobody types; the rest is left out. In characters and in words.
const LONGEST: usize = 200;
const MOST_WORDS: usize = 8;

/// An expression that every word must fit by its beginning. None: no words.
///
/// Each word is quoted, so that nothing in it is taken for an operator. Control characters separate words: a NUL
/// would end the expression.
pub(super) fn expression(asked: &str) -> Option<String> {
    let typed: String = asked.chars().take(LONGEST).collect();
    let words: Vec<String> = typed
        .split(|char: char| char.is_whitespace() || char.is_control())
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .take(MOST_WORDS)
        .map(|word| format!("\"{}\"*", word.replace('"', "\"\"")))
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// How many of each kind to show: a quarter of the room for each first, what is left over in order.
pub(super) fn shares(found: [usize; 4], limit: usize) -> [usize; 4] {
    let quarter = limit.div_ceil(found.len());
    let mut room = limit;
    let mut shares = [0; 4];
    for most in [quarter, usize::MAX] {
        for (share, found) in shares.iter_mut().zip(found) {
            let more = found.min(most).saturating_sub(*share).min(room);
            *share += more;
            room -= more;
        }
    }
    shares
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotes_every_word() {
        let expression = |asked| expression(asked).unwrap_or_default();
        assert_eq!(expression("Bakkerij de Jong"), r#""Bakkerij"* "de"* "Jong"*"#);
        assert_eq!(expression(r#"a"b NOT (c:d)"#), r#""a""b"* "NOT"* "(c:d)"*"#);
        assert_eq!(expression("a\0b"), r#""a"* "b"*"#);
        assert_eq!(expression(" - * \" ( "), "");
    }

    #[test]
    fn leaves_room_for_every_kind() {
        assert_eq!(shares([50, 50, 50, 50], 20), [5, 5, 5, 5]);
        assert_eq!(shares([50, 0, 2, 0], 20), [18, 0, 2, 0]);
        assert_eq!(shares([1, 1, 1, 1], 20), [1, 1, 1, 1]);
        assert_eq!(shares([3, 3, 3, 3], 2), [1, 1, 0, 0]);
        assert_eq!(shares([3, 3, 3, 3], 0), [0, 0, 0, 0]);
    }

    proptest! {
        #[test]
        fn shares_fill_the_room(found in prop::array::uniform4(0..60_usize), limit in 0..80_usize) {
            let shares = shares(found, limit);
            prop_assert_eq!(shares.iter().sum::<usize>(), limit.min(found.iter().sum()));
            prop_assert!(shares.iter().zip(found).all(|(share, found)| *share <= found));
        }
    }
}
