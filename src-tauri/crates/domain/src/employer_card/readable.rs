//! What can be saved of a card that is typed while some of it does not read.

use crate::employer::{Employer, PayrollAdministration};
use crate::field::Wrong;

/// The card as typed, in which each field that does not read has the value of the card that is stored; without one, or
/// without an administration there that is the same one, it is empty.
#[must_use]
pub fn readable(typed: &Employer, stored: Option<&Employer>, wrong: &[Wrong]) -> Employer {
    let is_wrong = |field: &str| wrong.iter().any(|one| one.field == field);
    let mut card = typed.clone();
    if is_wrong("company_name") {
        card.company_name = stored.map(|stored| stored.company_name.clone()).unwrap_or_default();
    }
    let optional = |field: &str, value: &mut Option<String>, kept: fn(&Employer) -> &Option<String>| {
        if is_wrong(field) {
            *value = stored.and_then(|stored| kept(stored).clone());
        }
    };
    optional("employer_id", &mut card.employer_id, |stored| &stored.employer_id);
    optional("employer_number", &mut card.employer_number, |stored| &stored.employer_number);
    optional("kvk", &mut card.kvk, |stored| &stored.kvk);
    optional("email", &mut card.email, |stored| &stored.email);
    let before = same_administrations(typed, stored);
    for (number, (administration, before)) in card.administrations.iter_mut().zip(before).enumerate() {
        let is_wrong = |name: &str| is_wrong(&format!("administrations.{number}.{name}"));
        if is_wrong("name") {
            administration.name = before.map(|before| before.name.clone()).unwrap_or_default();
        }
        if is_wrong("payroll_taxes_number") {
            administration.payroll_taxes_number = before.and_then(|one| one.payroll_taxes_number.clone());
        }
        if is_wrong("client_number") {
            administration.client_number = before.and_then(|one| one.client_number.clone());
        }
    }
    card
}

/// For each administration that is typed the stored one that it was: one may have been removed before it, so its place
/// says little. It is the one it has most in common with, and each is taken once.
fn same_administrations<'a>(
    typed: &Employer,
    stored: Option<&'a Employer>,
) -> Vec<Option<&'a PayrollAdministration>> {
    let stored = stored.map_or(&[][..], |stored| &stored.administrations);
    let mut pairs = vec![];
    for (place, one) in typed.administrations.iter().enumerate() {
        for (stored_place, other) in stored.iter().enumerate() {
            let common = in_common(one, other);
            if common > 0 {
                pairs.push((std::cmp::Reverse((common, place == stored_place)), place, stored_place));
            }
        }
    }
    pairs.sort_unstable();
    let mut found = vec![None; typed.administrations.len()];
    let mut taken = vec![false; stored.len()];
    for (_, place, stored_place) in pairs {
        if found[place].is_none() && !taken[stored_place] {
            found[place] = Some(&stored[stored_place]);
            taken[stored_place] = true;
        }
    }
    found
}

/// How many fields of two administrations are the same and not empty.
fn in_common(one: &PayrollAdministration, other: &PayrollAdministration) -> usize {
    let same = |one: Option<&str>, other: Option<&str>| {
        one.is_some_and(|value| !value.is_empty() && other == Some(value))
    };
    let numbers = [
        same(Some(&one.name), Some(&other.name)),
        same(one.payroll_taxes_number.as_deref(), other.payroll_taxes_number.as_deref()),
        same(one.client_number.as_deref(), other.client_number.as_deref()),
    ];
    numbers.into_iter().filter(|same| *same).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employer_card::{merge, read_fields};

    fn administration(name: &str, taxes: &str) -> PayrollAdministration {
        PayrollAdministration {
            name: name.into(),
            payroll_taxes_number: Some(taxes.into()),
            client_number: None,
            payroll_period_type: None,
        }
    }

    fn card(administrations: Vec<PayrollAdministration>) -> Employer {
        let blank = merge::blank(crate::id::EmployerId::NEW, jiff::Timestamp::UNIX_EPOCH);
        Employer { company_name: "Bakker".into(), kvk: Some("12345678".into()), administrations, ..blank }
    }

    #[test]
    fn a_field_that_does_not_read_has_what_it_was_before() {
        let stored = card(vec![]);
        let mut typed =
            Employer { kvk: Some("12".into()), email: Some("a@b.example".into()), ..card(vec![]) };
        let wrong = read_fields(&mut typed);
        let readable = readable(&typed, Some(&stored), &wrong);
        assert_eq!(readable, Employer { email: Some("a@b.example".into()), ..stored });
    }

    #[test]
    fn without_a_stored_card_it_is_empty() {
        let mut typed = Employer { kvk: Some("12".into()), ..card(vec![administration("Week", "1")]) };
        let wrong = read_fields(&mut typed);
        let readable = readable(&typed, None, &wrong);
        assert_eq!((readable.kvk, readable.company_name.as_str()), (None, "Bakker"));
        assert_eq!(readable.administrations[0].payroll_taxes_number, None);
    }

    #[test]
    fn an_administration_that_moved_up_keeps_its_own_value_and_not_that_of_its_place() {
        let stored =
            card(vec![administration("Maand", "123456782L01"), administration("Week", "123456782L02")]);
        let mut typed = card(vec![administration("Week", "1")]);
        let wrong = read_fields(&mut typed);
        let kept = readable(&typed, Some(&stored), &wrong).administrations;
        assert_eq!(kept, [administration("Week", "123456782L02")]);
    }

    #[test]
    fn of_two_with_the_same_name_each_stored_one_serves_once() {
        let stored = card(vec![administration("Maand", "123456782L01")]);
        let mut typed = card(vec![administration("Maand", "123456782L01"), administration("Maand", "1")]);
        let wrong = read_fields(&mut typed);
        let kept = readable(&typed, Some(&stored), &wrong).administrations;
        assert_eq!(kept[0], stored.administrations[0]);
        assert_eq!(kept[1].payroll_taxes_number, None);
    }
}
