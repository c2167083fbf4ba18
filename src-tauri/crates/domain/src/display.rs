//! Kept values as people write them.

use jiff::civil::Date;

use crate::field::{self, FieldType};

/// A day as dd-mm-yyyy.
pub fn day(date: Date) -> String {
    date.strftime("%d-%m-%Y").to_string()
}

/// A kept value as people write it: 24-11-2026, 12,50. What does not read as its type stays as it is.
pub fn value(kind: FieldType, kept: &str) -> String {
    match kind {
        FieldType::Datum => kept.parse().map_or_else(|_| kept.to_owned(), day),
        FieldType::Bedrag if field::read(kind, kept).is_ok() => kept.replace('.', ","),
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
            (FieldType::Bedrag, "1234.50", "1234,50"),
            (FieldType::Email, "salaris@kantoor.example", "salaris@kantoor.example"),
        ] {
            assert_eq!(value(kind, kept), shown);
        }
    }
}
