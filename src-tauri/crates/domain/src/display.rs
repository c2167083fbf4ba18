//! Kept values as people write them.

use jiff::civil::Date;

use crate::field::{self, FieldType};

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

#[cfg(test)]
mod tests {
    use super::*;

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
