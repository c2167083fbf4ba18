//! Leaving values out of what programs say of an error.

/// In the place of what is left out.
const GONE: char = '…';
/// From so many digits on a number can be somebody's.
const DIGITS: usize = 4;

/// The text without what may be a value: what is quoted, addresses, longer numbers, and all from a path on, since names
/// in it can have spaces.
pub fn redacted(text: &str) -> String {
    let without_quoted = without_quoted(text);
    let mut written = String::with_capacity(text.len());
    for word in without_quoted.split_whitespace() {
        if !written.is_empty() {
            written.push(' ');
        }
        if word.contains(['/', '\\']) {
            written.push(GONE);
            break;
        }
        let digits = word.chars().filter(char::is_ascii_digit).count();
        if digits >= DIGITS || word.contains('@') {
            written.push(GONE);
        } else {
            written += word;
        }
    }
    written
}

/// Without what stands between quotes. A quote that is not closed takes the rest along.
fn without_quoted(text: &str) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if !matches!(letter, '"' | '`' | '\'') {
            rest.push(letter);
            continue;
        }
        rest.push(GONE);
        while let Some(quoted) = letters.next() {
            if quoted == '\\' {
                letters.next();
            } else if quoted == letter {
                break;
            }
        }
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_value_is_left_out_and_the_reason_stays() {
        for (said, written) in [
            ("Sharing violation. (os error 32)", "Sharing violation. (os error 32)"),
            (r#"invalid type: string "J. Jansen", expected u32"#, "invalid type: string …, expected u32"),
            ("unknown field `Bakkerij Voorbeeld`", "unknown field …"),
            (r#"Wrong { fields: ["a \" b", "NL91"] }"#, "Wrong { fields: […, …] }"),
            ("NotSaved { why: Busy }", "NotSaved { why: Busy }"),
            ("the file is kept as C:\\Klanten\\Bakkerij Voorbeeld (2).csv", "the file is kept as …"),
            ("a backup of noor@kantoor.example failed", "a backup of … failed"),
            ("got 123456782 and 1.234,56", "got … and …"),
            ("not closed: 'Jansen and more", "not closed: …"),
            ("UNIQUE constraint failed: employers.id", "UNIQUE constraint failed: employers.id"),
        ] {
            assert_eq!(redacted(said), written);
        }
    }
}
