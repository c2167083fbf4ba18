//! People of a file that has no personnel numbers: each is known by name, with the date of birth where the file has that.

use std::sync::Arc;

use jiff::civil::Date;

use super::super::sheet::Row;
use super::Reader;
use super::columns::{SheetColumns, cell_text};
use super::shifts::day_in;
use super::texts::TextId;

/// Somebody whom the file only names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPerson {
    pub name: Arc<str>,
    /// None: the file has none, or it does not read.
    pub birth_date: Option<Date>,
}

impl<'a> Reader<'a> {
    /// Who the row is about: the number, or the name with the date of birth behind it.
    pub(super) fn person_of(&mut self, row: Row<'a>, columns: &SheetColumns) -> TextId {
        if columns.named_by.is_empty() {
            return self.texts.of(row, columns.person);
        }
        let Some(named) = self.named(row, columns) else { return TextId::NOTHING };
        match named.birth_date {
            Some(date) => self.texts.add(&format!("{}, {}", named.name, date.strftime("%d-%m-%Y"))),
            // What does not read tells people apart as well as what does.
            None => match cell_text(row, columns.birth_date) {
                Some(written) => self.texts.add(&format!("{}, {written}", named.name)),
                None => self.texts.add(&named.name),
            },
        }
    }

    /// The name of the row, where people are known by that.
    pub(super) fn named(&mut self, row: Row<'a>, columns: &SheetColumns) -> Option<NamedPerson> {
        let parts: Vec<String> =
            columns.named_by.iter().filter_map(|column| cell_text(row, Some(*column))).collect();
        if parts.is_empty() {
            return None;
        }
        let order = self.columns.birth_order();
        let written = columns.birth_date.map(|column| self.dates.of(row.cell(column)));
        let birth_date = written.and_then(|written| day_in(written, order).ok().flatten());
        Some(NamedPerson { name: Arc::from(parts.join(" ")), birth_date })
    }
}

#[cfg(test)]
mod tests {
    use crate::hours::fixture;
    use crate::hours::head::HeadChoice;
    use crate::hours::layout::Layout;
    use crate::hours::rows::{Answers, Reading, read};
    use crate::hours::sensitive::drop_sensitive;

    fn reading(text: &str) -> (Reading, Vec<String>) {
        let mut workbook = fixture::workbook(text.lines().map(|line| line.split(';')));
        let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
        let layout = Layout::guess(&workbook, &dropped, None);
        let heads = dropped.into_iter().map(|column| column.head).collect();
        (read(&workbook, &layout, "2026-11".parse().ok(), &Answers::default()), heads)
    }

    #[test]
    fn without_numbers_people_are_known_by_name_and_date_of_birth() {
        let text = "Voornaam;Achternaam;Geboortedatum;Uursoort;Uren\nJan;de Vries;1-2-1990;A;8\nJan;de Vries;23-4-1985;A;4\n\
            Piet;Mol;;A;2\nTotaal;;;;14\n";
        let (reading, dropped) = reading(text);
        assert_eq!(dropped, Vec::<String>::new(), "needed here");
        let people: Vec<&str> = reading.rows().map(|row| row.person).collect();
        assert_eq!(people, ["Jan de Vries, 01-02-1990", "Jan de Vries, 23-04-1985", "Piet Mol"]);
        let first = &reading.named["Jan de Vries, 01-02-1990"];
        assert_eq!((&*first.name, first.birth_date), ("Jan de Vries", Some(jiff::civil::date(1990, 2, 1))));
    }

    #[test]
    fn with_numbers_or_addresses_dates_of_birth_are_dropped_unread() {
        for key in ["Persnr", "Email"] {
            let text = format!("{key};Naam;Geboortedatum;Uren\n6;Jan de Vries;1-2-1990;8\n");
            let (reading, dropped) = reading(&text);
            assert_eq!(dropped, ["Geboortedatum"]);
            assert!(reading.named.is_empty() && reading.rows().next().is_some_and(|row| row.person == "6"));
        }
    }
}
