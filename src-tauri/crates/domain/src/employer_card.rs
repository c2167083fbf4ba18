//! Compares the card of an employer with what Loket has: fills what is empty, reports differences, takes over.

mod fields;
mod merge;
mod readable;
mod texts;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use specta::Type;
use uuid::Uuid;

use crate::employer::{Employer, InLoket, PayrollAdministration};
use crate::reading::{AdministrationReading, EmployerReading, Readings, Source, Unread};

pub use fields::{MOST_ADMINISTRATIONS, read_fields};
pub use merge::{Merged, merge};
pub use readable::readable;
pub use texts::check_texts;

/// Something on the card of an employer that Loket has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Difference {
    pub field: CardField,
    /// None: the card has no value.
    pub card: Option<String>,
    pub loket: String,
    /// When that was read, in UTC.
    #[specta(type = String)]
    pub at: Timestamp,
}

/// A field of the card that Loket knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CardField {
    CompanyName,
    /// Werkgever ID.
    EmployerId,
    /// Werkgevernummer.
    EmployerNumber,
    Kvk,
    Email,
    Administrations,
}

/// The card with its empty fields filled from what `reader` read, and with whether the employer was found at all: not
/// being found by another user than saw it before says nothing.
#[must_use]
pub fn filled(card: &Employer, readings: &Readings, reader: Option<Uuid>, today: Date) -> Employer {
    let mut card = card.clone();
    match &readings.employer {
        Source::Read { content, at, .. } => {
            fill(&mut card, content);
            card.loket = Some(InLoket { seen: *at, vanished: false, seen_by: reader });
        }
        Source::Unread { why: Unread::Vanished } => {
            if let Some(loket) = card.loket.as_mut().filter(|loket| loket.seen_by == reader) {
                loket.vanished = true;
            }
        }
        Source::Unread { .. } => {}
    }
    if let (Ok(read), true) = (readings.administrations.content(), card.administrations.is_empty()) {
        card.administrations = administrations(read, today);
    }
    card
}

/// Where the card of an employer says otherwise than Loket.
pub fn differences(card: &Employer, readings: &Readings, today: Date) -> Vec<Difference> {
    let mut found = vec![];
    if let Source::Read { at, content, .. } = &readings.employer {
        let number = content.employer_number.to_string();
        let mut differ = |field, card: Option<&str>, loket: Option<&str>| {
            if let Some(loket) = loket.filter(|loket| card.is_some_and(|card| card != *loket)) {
                let card = card.map(str::to_owned);
                found.push(Difference { field, card, loket: loket.to_owned(), at: *at });
            }
        };
        differ(CardField::CompanyName, Some(&card.company_name), Some(&content.company_name));
        differ(CardField::EmployerId, card.employer_id.as_deref(), Some(&content.id));
        differ(CardField::EmployerNumber, card.employer_number.as_deref(), Some(&number));
        differ(CardField::Kvk, card.kvk.as_deref(), content.chamber_of_commerce_number.as_deref());
        differ(CardField::Email, card.email.as_deref(), content.email_address.as_deref());
    }
    if let Source::Read { at, content, .. } = &readings.administrations {
        let read = administrations(content, today);
        if !read.is_empty() && in_words(&read) != in_words(&card.administrations) {
            let card = Some(in_words(&card.administrations));
            let loket = in_words(&read);
            found.push(Difference { field: CardField::Administrations, card, loket, at: *at });
        }
    }
    found
}

/// The card with one field as Loket has it.
///
/// # Errors
/// Why Loket's value is not known.
pub fn taken_over(
    card: &Employer,
    field: CardField,
    readings: &Readings,
    today: Date,
) -> Result<Employer, Unread> {
    let mut card = card.clone();
    let read = || readings.employer.content();
    match field {
        CardField::CompanyName => card.company_name.clone_from(&read()?.company_name),
        CardField::EmployerId => card.employer_id = Some(read()?.id.clone()),
        CardField::EmployerNumber => card.employer_number = Some(read()?.employer_number.to_string()),
        CardField::Kvk => card.kvk.clone_from(&read()?.chamber_of_commerce_number),
        CardField::Email => card.email.clone_from(&read()?.email_address),
        CardField::Administrations => {
            card.administrations = administrations(readings.administrations.content()?, today);
        }
    }
    Ok(card)
}

/// Fills what is empty. What was entered stays, and shows as a difference.
fn fill(card: &mut Employer, read: &EmployerReading) {
    if card.company_name.trim().is_empty() {
        card.company_name.clone_from(&read.company_name);
    }
    card.employer_id.get_or_insert_with(|| read.id.clone());
    card.employer_number.get_or_insert_with(|| read.employer_number.to_string());
    card.kvk = card.kvk.take().or_else(|| read.chamber_of_commerce_number.clone());
    card.email = card.email.take().or_else(|| read.email_address.clone());
}

/// The administrations that count, as the card has them.
fn administrations(read: &[AdministrationReading], today: Date) -> Vec<PayrollAdministration> {
    let counting = read.iter().filter(|one| one.counts_on(today));
    let administration = |one: &AdministrationReading| PayrollAdministration {
        name: one.name.clone(),
        payroll_taxes_number: one.payroll_taxes_number.clone(),
        client_number: Some(one.client_number.to_string()),
        payroll_period_type: one.period(),
    };
    counting.map(administration).collect()
}

fn in_words(administrations: &[PayrollAdministration]) -> String {
    let words = |one: &PayrollAdministration| {
        let number = one.client_number.as_deref().unwrap_or_default();
        let taxes = one.payroll_taxes_number.as_deref().unwrap_or_default();
        let parts = [one.name.as_str(), number, taxes].into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(" · ")
    };
    let mut lines: Vec<String> = administrations.iter().map(words).collect();
    lines.sort();
    lines.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::employer::PayrollPeriodType;

    fn read(name: &str, end_date: Option<Date>) -> AdministrationReading {
        AdministrationReading {
            id: name.to_lowercase(),
            name: name.into(),
            client_number: 395,
            payroll_taxes_number: Some("123456782L01".into()),
            payroll_period_type: 3,
            end_date,
        }
    }

    #[test]
    fn an_administration_that_ends_later_stays_on_the_card_until_it_has_ended() {
        let today = jiff::civil::date(2026, 11, 20);
        let at = Timestamp::UNIX_EPOCH;
        let list = vec![
            read("Ended", Some(jiff::civil::date(2026, 11, 19))),
            read("Ends today", Some(today)),
            read("Ends later", Some(jiff::civil::date(2026, 12, 31))),
            read("Goes on", None),
        ];
        let readings = Readings { administrations: Source::read("A", at, list), ..Readings::default() };
        let card = filled(&merge::blank(crate::id::EmployerId::NEW, at), &readings, None, today);
        let names: Vec<_> = card.administrations.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["Ends today", "Ends later", "Goes on"]);
        assert_eq!(card.administrations[0].payroll_period_type, Some(PayrollPeriodType::FourWeeks));
        assert_eq!(differences(&card, &readings, today), []);
        let next_day = jiff::civil::date(2026, 11, 21);
        assert_eq!(differences(&card, &readings, next_day)[0].field, CardField::Administrations);
        let taken = taken_over(&card, CardField::Administrations, &readings, next_day).unwrap();
        assert_eq!(taken.administrations.len(), 2);
    }
}
