//! Columns that nothing here needs and that must not be kept: they are dropped before anything is read from them.

use super::finding::Sensitive;
use super::head::{HeadChoice, find_head};
use super::roles::{BIRTH_DATE, Role, is_address, plain_head, role_of_head};
use super::sheet::{Cell, Sheet, Workbook};

/// A column that was dropped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroppedColumn {
    pub sheet: String,
    pub head: String,
    pub holds: Sensitive,
}

/// Drops columns with BSN, IBAN, wages or birth dates from all sheets, by their heads and by what stands in them. Their text
/// is overwritten in memory. `chosen` is the head where the user chose it.
pub fn drop_sensitive(workbook: &mut Workbook, chosen: HeadChoice) -> Vec<DroppedColumn> {
    let mut dropped = Vec::new();
    for sheet in &mut workbook.sheets {
        let head = find_head(sheet, chosen);
        let below = head.as_ref().map_or(0, |head| head.row);
        let needs_births = head.as_ref().is_some_and(|head| needs_birth_dates(&head.names));
        for column in 0..sheet.width() {
            let name = head.as_ref().and_then(|head| head.names.get(column as usize));
            let by_head = name.and_then(|name| by_head(name));
            let by_head = by_head.filter(|holds| !needs_births || *holds != Sensitive::BirthDate);
            if let Some(holds) = by_head.or_else(|| by_values(sheet, column, below)) {
                sheet.forget(column, below);
                let head = name.cloned().unwrap_or_else(|| super::sheet::column_letters(column));
                dropped.push(DroppedColumn { sheet: sheet.name.clone(), head, holds });
            }
        }
    }
    dropped
}

/// Whether dates of birth are needed: a file without personnel numbers or addresses has nothing but names to know people by.
pub fn needs_birth_dates(heads: &[String]) -> bool {
    let is =
        |wanted: Role| heads.iter().any(|head| role_of_head(head).is_some_and(|(role, _)| role == wanted));
    is(Role::Name) && !is(Role::Person) && !heads.iter().any(|head| is_address(head))
}

/// What a head says that a column holds.
pub fn by_head(head: &str) -> Option<Sensitive> {
    const BSN: [&str; 8] = [
        "bsn",
        "bsn nr",
        "bsn nummer",
        "bsnnummer",
        "sofinummer",
        "sofi nummer",
        "sofi",
        "burgerservicenummer",
    ];
    const IBAN: [&str; 7] = [
        "iban",
        "iban nummer",
        "ibannummer",
        "rekeningnummer",
        "bankrekening",
        "bankrekeningnummer",
        "bank account",
    ];
    const WAGE: [&str; 28] = [
        "loon",
        "uurloon",
        "bruto uurloon",
        "brutoloon",
        "bruto loon",
        "nettoloon",
        "netto loon",
        "maandloon",
        "salaris",
        "maandsalaris",
        "bruto salaris",
        "brutosalaris",
        "tarief",
        "uurtarief",
        "rate",
        "hourly rate",
        "wage",
        "hourly wage",
        "salary",
        "wages",
        "loonkosten",
        "kosten",
        "billable rate",
        "billable amount",
        "cost rate",
        "billable rate eur",
        "billable amount eur",
        "loonschaal",
    ];
    let plain = plain_head(head);
    let is = |list: &[&str]| list.contains(&plain.as_str());
    let first = plain.split(' ').next().unwrap_or_default();
    if is(&BSN) || matches!(first, "bsn" | "sofinummer") {
        Some(Sensitive::Bsn)
    } else if is(&IBAN) || first == "iban" {
        Some(Sensitive::Iban)
    } else if is(&BIRTH_DATE) || is(&["geboortejaar"]) || first == "geboortedatum" {
        Some(Sensitive::BirthDate)
    } else {
        is(&WAGE).then_some(Sensitive::Wage)
    }
}

/// What the values say: all of them BSNs that pass their check, or all of them IBANs. Three are needed to be sure of a BSN,
/// since one number in eleven passes.
fn by_values(sheet: &Sheet, column: u32, below: u32) -> Option<Sensitive> {
    let (mut bsns, mut ibans, mut filled) = (0, 0, 0);
    for row in sheet.rows().filter(|row| row.number() > below) {
        let (bsn, iban) = match row.cell(column) {
            Cell::Empty => continue,
            Cell::Text(text) => (is_bsn(text), is_iban(text)),
            Cell::Number(number) => (is_bsn(&number.to_string()), false),
            Cell::Time(_) | Cell::Fault(_) => (false, false),
        };
        filled += 1;
        bsns += usize::from(bsn);
        ibans += usize::from(iban);
        if filled > bsns && filled > ibans {
            return None;
        }
    }
    if filled >= 3 && bsns == filled {
        return Some(Sensitive::Bsn);
    }
    (filled > 0 && ibans == filled).then_some(Sensitive::Iban)
}

/// Nine digits, or eight without the zero in front, that pass the 11-proef.
pub(crate) fn is_bsn(text: &str) -> bool {
    let digits: Vec<u32> =
        text.chars().filter(|c| !matches!(c, '.' | ' ' | '-')).filter_map(|c| c.to_digit(10)).collect();
    let plain = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-'));
    if !plain || !matches!(digits.len(), 8 | 9) {
        return false;
    }
    let weights = [9, 8, 7, 6, 5, 4, 3, 2].into_iter().skip(9 - digits.len());
    let sum: u32 = weights.zip(&digits).map(|(weight, digit)| weight * digit).sum();
    let last = digits.last().copied().unwrap_or(0);
    sum > 0 && sum % 11 == last % 11 && last < 10
}

/// By its length and the remainder of 97.
pub(crate) fn is_iban(text: &str) -> bool {
    let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if !(15..=34).contains(&plain.len()) || !plain.is_ascii() {
        return false;
    }
    let (front, back) = plain.split_at(4);
    let country = front[..2].bytes().all(|byte| byte.is_ascii_uppercase());
    let check = front[2..].bytes().all(|byte| byte.is_ascii_digit());
    if !country || !check {
        return false;
    }
    let mut rest = 0_u32;
    for c in back.chars().chain(front.chars()) {
        let Some(value) = c.to_digit(36) else { return false };
        rest = if value < 10 { (rest * 10 + value) % 97 } else { (rest * 100 + value) % 97 };
    }
    rest == 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::fixture;

    fn workbook(rows: &[&[&str]]) -> Workbook {
        fixture::workbook(rows.iter().map(|cells| cells.iter().copied()))
    }

    #[test]
    fn what_nothing_needs_is_dropped_by_head_and_by_value() {
        let mut workbook = workbook(&[
            &["Persnr", "BSN", "Nummer", "Rekening", "Uurloon", "Geboortedatum", "Looncode", "Uren"],
            &["12", "111222333", "111222333", "NL91ABNA0417164300", "14,50", "1-2-1990", "1", "8,00"],
            &["34", "x", "123456782", "NL91 ABNA 0417 1643 00", "15", "", "2", "7,50"],
            &["56", "", "111111110", "", "15", "", "2", "7,50"],
        ]);
        let dropped = drop_sensitive(&mut workbook, HeadChoice::default());
        let names: Vec<_> = dropped.iter().map(|column| column.head.as_str()).collect();
        assert_eq!(names, ["BSN", "Nummer", "Rekening", "Uurloon", "Geboortedatum"]);
        // Nothing of them is left, not even in memory that is kept.
        let kept = format!("{workbook:?}");
        for value in ["111222333", "ABNA", "14,50", "1990"] {
            assert!(!kept.contains(value), "{value}");
        }
        assert!(kept.contains("8,00") && kept.contains("Looncode"));
    }

    #[test]
    fn numbers_that_are_no_bsn_stay() {
        let mut workbook =
            workbook(&[&["Nummer", "Uren"], &["111222333", "8"], &["111222334", "8"], &["111111110", "8"]]);
        assert_eq!(drop_sensitive(&mut workbook, HeadChoice::default()), []);
    }
}
