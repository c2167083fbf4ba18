//! Heads of two rows: groups above the names of columns (`Week 12` above `ma di wo`), names below groups, or units below names.

use std::collections::BTreeSet;

use super::{Head, apart, name};
use crate::hours::amount_format::unit_of_head;
use crate::hours::day::written_date;
use crate::hours::roles::{Role, role_of_head};
use crate::hours::sensitive;
use crate::hours::sheet::{Cell, Row, Sheet};
use crate::hours::written::{Written, written};

/// A head with a row of groups above it: only where that tells names apart that are the same without it. A title does not.
pub(super) fn above(sheet: &Sheet, row: Row<'_>, groups: Option<Row<'_>>) -> Option<Head> {
    let groups = groups.filter(|groups| is_text(*groups))?;
    let width = sheet.width();
    let own: Vec<String> = (0..width).map(|column| name(row, column)).collect();
    if !has_doubles(&own) {
        return None;
    }
    let groups_of = of_groups(groups, &own);
    let is_double = |name: &str| own.iter().filter(|other| other.eq_ignore_ascii_case(name)).count() > 1;
    let told_apart = own
        .iter()
        .zip(&groups_of)
        .all(|(name, group)| name.is_empty() || !group.is_empty() || !is_double(name));
    let grouped = with_groups(&groups_of, &own);
    (told_apart && !has_doubles(&grouped)).then(|| head(groups, row, grouped))
}

/// A head with a row of names or units below it: nobody stands in that, and no amount.
pub(super) fn below(sheet: &Sheet, row: Row<'_>, lower: Option<Row<'_>>) -> Option<Head> {
    let lower = lower.filter(|lower| is_text(*lower))?;
    let width = sheet.width();
    let upper: Vec<String> = (0..width).map(|column| name(row, column)).collect();
    let own: Vec<String> = (0..width).map(|column| own_name(sheet, row, lower, column)).collect();
    let filled = || (0..).zip(&own).filter(|(_, text)| !text.is_empty());
    let is_of_person =
        |name: &str| matches!(role_of_head(name), Some((Role::Person | Role::Name | Role::Contract, _)));
    let has_person = upper.iter().any(|name| is_of_person(name));
    let says_person = upper.iter().zip(&own).any(|(upper, own)| is_of_person(upper) && !own.is_empty());
    if filled().count() == 0 || !has_person || says_person {
        return None;
    }
    let is_unit = |text: &str| unit_of_head(text).is_some() || matches!(text, "%" | "stuk" | "aantal");
    if filled().all(|(_, text)| is_unit(&text.to_lowercase())) {
        return Some(head(row, lower, joined(&upper, &own)));
    }
    // Names below a group that stands over several columns: those have no name of their own above.
    let is_grouped =
        |column: usize| upper[column].is_empty() || sheet.is_covered(row.number(), position(column));
    let grouped = filled().count() > 1 && filled().any(|(column, _)| is_grouped(column));
    grouped.then(|| head(row, lower, with_groups(&of_groups(row, &own), &own)))
}

/// A head of these two rows, as the user says.
pub(super) fn chosen(sheet: &Sheet, row: Row<'_>, lower: Row<'_>) -> Head {
    let own: Vec<String> = (0..sheet.width()).map(|column| own_name(sheet, row, lower, column)).collect();
    head(row, lower, joined(&of_groups(row, &own), &own))
}

fn head(first: Row<'_>, last: Row<'_>, names: Vec<String>) -> Head {
    Head { first: first.number(), row: last.number(), names: apart(names) }
}

fn position(column: usize) -> u32 {
    u32::try_from(column).unwrap_or(u32::MAX)
}

/// What stands in the lower row itself: a cell that is merged with the one above says nothing more.
fn own_name(sheet: &Sheet, row: Row<'_>, lower: Row<'_>, column: u32) -> String {
    let own = name(lower, column);
    let merged = sheet.is_covered(lower.number(), column) && own == name(row, column);
    if merged { String::new() } else { own }
}

/// Whether texts stand in a row and nothing else: no amounts, dates or numbers.
fn is_text(row: Row<'_>) -> bool {
    let mut cells = row.cells().filter(|cell| *cell != Cell::Empty).peekable();
    cells.peek().is_some()
        && cells.all(|cell| match cell {
            Cell::Text(text) => {
                matches!(written(text), Written::Unreadable | Written::Nothing)
                    && written_date(Cell::Text(text)).is_err()
            }
            _ => false,
        })
}

/// The group of each column: it goes on over columns that have no group of their own, as far as they have a name below it.
fn of_groups(row: Row<'_>, below: &[String]) -> Vec<String> {
    let mut last = String::new();
    (0..)
        .zip(below)
        .map(|(column, below)| {
            let own = name(row, column);
            if !own.is_empty() {
                last.clone_from(&own);
            } else if below.is_empty() {
                last.clear();
            }
            last.clone()
        })
        .collect()
}

/// The names below the groups, each with its group; what a name says by itself stays as it is.
fn with_groups(groups: &[String], names: &[String]) -> Vec<String> {
    let doubles = has_doubles(names);
    let alone = |name: &str| {
        let role = role_of_head(name).map(|(role, _)| role);
        sensitive::by_head(name).is_some() || role.is_some_and(|role| role != Role::Amount)
    };
    groups
        .iter()
        .zip(names)
        .map(|(group, name)| match (group.is_empty(), name.is_empty()) {
            (_, true) => group.clone(),
            (true, _) => name.clone(),
            _ if !doubles || alone(name) => name.clone(),
            _ => format!("{group} {name}"),
        })
        .collect()
}

/// What stands above with what stands below.
fn joined(upper: &[String], lower: &[String]) -> Vec<String> {
    let join = |(upper, lower): (&String, &String)| match (upper.is_empty(), lower.is_empty()) {
        (true, _) => lower.clone(),
        (_, true) => upper.clone(),
        _ => format!("{upper} {lower}"),
    };
    upper.iter().zip(lower).map(join).collect()
}

fn has_doubles(names: &[String]) -> bool {
    let mut seen = BTreeSet::new();
    names.iter().filter(|name| !name.is_empty()).any(|name| !seen.insert(name.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::super::{HeadChoice, find_head};
    use super::*;
    use crate::hours::fixture;

    fn sheet(text: &str) -> Sheet {
        fixture::sheet(text.lines().map(|line| line.split(';')))
    }

    /// First and last row with the names, of a head that is looked for.
    fn found(sheet: &Sheet) -> (u32, u32, Vec<String>) {
        let head = find_head(sheet, HeadChoice::default()).unwrap();
        (head.first, head.row, head.names)
    }

    #[test]
    fn groups_above_tell_names_apart_that_are_the_same_without_them() {
        let sheet =
            sheet("Uren november\n;;Week 45;;Week 46;\nPersnr;Naam;ma;di;ma;di\n6;A. Kanarie;8;8;7;7\n");
        let (first, last, names) = found(&sheet);
        assert_eq!((first, last), (2, 3));
        assert_eq!(names, ["Persnr", "Naam", "Week 45 ma", "Week 45 di", "Week 46 ma", "Week 46 di"]);
    }

    #[test]
    fn names_stand_below_groups_also_where_cells_are_merged() {
        let text = sheet(
            "Persnr;Naam;Normaal;;Overwerk;\n;;week 45;week 46;week 45;week 46\n6;A. Kanarie;8;8;1;2\n",
        );
        let names =
            ["Persnr", "Naam", "Normaal week 45", "Normaal week 46", "Overwerk week 45", "Overwerk week 46"];
        assert_eq!(found(&text), (1, 2, names.map(str::to_owned).to_vec()));
        let mut merged = sheet(
            "Persnr;Naam;Normaal;;Overwerk;\n;;week 45;week 46;week 45;week 46\n6;A. Kanarie;8;8;1;2\n",
        );
        merged.merge((1, 2), (0, 0));
        merged.merge((1, 2), (1, 1));
        merged.merge((1, 1), (2, 3));
        merged.merge((1, 1), (4, 5));
        assert_eq!(found(&merged), (1, 2, names.map(str::to_owned).to_vec()));
    }

    #[test]
    fn a_unit_below_a_code_belongs_to_it() {
        let sheet = sheet("Persnr;Normaal;Reiskosten;Toeslag\n;uren;km;min\n6;8;12;30\n");
        let names = ["Persnr", "Normaal uren", "Reiskosten km", "Toeslag min"];
        assert_eq!(found(&sheet), (1, 2, names.map(str::to_owned).to_vec()));
    }

    #[test]
    fn titles_and_rows_of_people_are_no_part_of_the_head() {
        for text in [
            "Werkgever;De Zwaan\nPersnr;Naam;Uren;;Uren\n6;A. Kanarie;8;;1\n",
            "Persnr;Naam;Uren\n;Afdeling Zaal;\n6;A. Kanarie;8\n",
            "Persnr;Naam;Uren\n6;A. Kanarie;8\n",
            "Persnr;Naam;Uren\n;;\n6;A. Kanarie;8\n",
        ] {
            let head = find_head(&sheet(text), HeadChoice::default()).unwrap();
            assert_eq!(head.first, head.row, "{text}");
        }
    }

    #[test]
    fn what_is_found_can_be_corrected() {
        let sheet = sheet("Persnr;Normaal;Reiskosten\n;uren;km\n6;8;12\n");
        let of = |row, rows| find_head(&sheet, HeadChoice { row, rows }).unwrap();
        assert_eq!((of(None, Some(1)).row, of(None, Some(1)).names[1].as_str()), (1, "Normaal"));
        assert_eq!((of(Some(1), Some(2)).row, of(Some(1), Some(2)).names[1].as_str()), (2, "Normaal uren"));
        assert_eq!(of(Some(1), None).row, 2, "still looked for below the row that was chosen");
        let plain = fixture::sheet([["Persnr", "Uren"], ["code", "x"], ["6", "8"]]);
        assert_eq!(find_head(&plain, HeadChoice::default()).unwrap().row, 1);
        let two = find_head(&plain, HeadChoice { row: Some(1), rows: Some(2) }).unwrap();
        assert_eq!((two.row, two.names), (2, vec!["Persnr code".to_owned(), "Uren x".to_owned()]));
    }

    #[test]
    fn a_group_hides_no_column_that_must_not_be_read() {
        let sheet = sheet("Persoon;;Week 45;;Week 46;\nPersnr;BSN;ma;di;ma;di\n6;111222333;8;8;7;7\n");
        let (.., names) = found(&sheet);
        assert_eq!(names[..2], ["Persnr".to_owned(), "BSN".to_owned()]);
    }
}
