//! Kept values as people write them.

use jiff::civil::Date;

use crate::field::{self, FieldType};
use crate::text::Language;

/// A day as dd-mm-yyyy.
pub fn day(date: Date) -> String {
    date.strftime("%d-%m-%Y").to_string()
}

/// An amount of digits with a point as people write it: 1.234,50.
fn amount(kept: &str) -> String {
    let (whole, cents) = kept.split_once('.').unwrap_or((kept, "00"));
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut written = String::from(sign);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    format!("{written},{cents}")
}

/// A kept value as people write it: 24-11-2026, 1.234,50. What does not read as its type stays as it is.
pub fn value(kind: FieldType, kept: &str) -> String {
    match kind {
        FieldType::Datum => kept.parse().map_or_else(|_| kept.to_owned(), day),
        FieldType::Bedrag => {
            field::read(kind, kept).map_or_else(|_| kept.to_owned(), |reading| amount(&reading.value))
        }
        _ => kept.to_owned(),
    }
}

/// A decimal number as it is written: `1.200,5` in Dutch. Nothing is rounded; what is no number stays as it is.
pub fn number(value: &str, language: Language) -> String {
    let (sign, digits) = value.strip_prefix('-').map_or(("", value), |digits| ("\u{2212}", digits));
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(a, b)| (a, Some(b)));
    let figures = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !figures(whole) || !fraction.is_none_or(figures) {
        return value.to_owned();
    }
    let (decimal, thousands) = match language {
        Language::Nl => (',', '.'),
        Language::En => ('.', ','),
    };
    let mut shown = sign.to_owned();
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            shown.push(thousands);
        }
        shown.push(digit);
    }
    if let Some(fraction) = fraction {
        shown.push(decimal);
        shown.push_str(fraction);
    }
    shown
}

/// A term inside a sentence: `Loonheffingennummer` becomes `loonheffingennummer`; `DGA` and `Werkgever ID` stay.
pub fn inside_sentence(term: &str) -> String {
    let mut letters = term.chars();
    let Some(first) = letters.next() else { return String::new() };
    let begins = |word: &str| word.starts_with(char::is_uppercase);
    let is_name = term.split_whitespace().skip(1).any(begins)
        || letters.clone().take_while(|letter| !letter.is_whitespace()).any(char::is_uppercase);
    if is_name { term.to_owned() } else { first.to_lowercase().chain(letters).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_people_do_and_what_is_none_stays() {
        for (value, dutch, english) in [
            ("800.5", "800,5", "800.5"),
            ("1200", "1.200", "1,200"),
            ("-1234567.25", "\u{2212}1.234.567,25", "\u{2212}1,234,567.25"),
            ("12", "12", "12"),
            ("veel", "veel", "veel"),
            ("1.", "1.", "1."),
        ] {
            assert_eq!(number(value, Language::Nl), dutch);
            assert_eq!(number(value, Language::En), english);
        }
    }

    #[test]
    fn a_term_inside_a_sentence_is_small_unless_it_is_a_name() {
        for (term, inside) in [
            ("Kostenplaats", "kostenplaats"),
            ("Per 4 weken", "per 4 weken"),
            ("DGA", "DGA"),
            ("Werkgever ID", "Werkgever ID"),
            ("", ""),
        ] {
            assert_eq!(inside_sentence(term), inside);
        }
    }

    #[test]
    fn days_and_amounts_read_as_people_write_them_and_the_rest_as_it_is() {
        for (kind, kept, shown) in [
            (FieldType::Datum, "2026-11-20", "20-11-2026"),
            (FieldType::Datum, "volgende week", "volgende week"),
            (FieldType::Bedrag, "1355.90", "1.355,90"),
            (FieldType::Bedrag, "-1234567.05", "-1.234.567,05"),
            (FieldType::Bedrag, "999.00", "999,00"),
            (FieldType::Bedrag, "ongeveer 10", "ongeveer 10"),
            (FieldType::Email, "salaris@kantoor.example", "salaris@kantoor.example"),
        ] {
            assert_eq!(value(kind, kept), shown);
        }
    }
}
