//! The texts on a card, held to the bounds of what is stored.

use crate::bounds::{Bounds, Measured, TooLarge};
use crate::employer::Employer;

/// Holds every text on a card to the most characters that a text has.
///
/// # Errors
/// When one is longer.
pub fn check_texts(card: &Employer) -> Result<(), TooLarge> {
    let most = Bounds::STANDARD.text;
    let too_long = |text: &String| text.chars().nth(most as usize).is_some();
    if texts(card).any(too_long) { Err(TooLarge { what: Measured::Text, most }) } else { Ok(()) }
}

fn texts(card: &Employer) -> impl Iterator<Item = &String> {
    let optional = [&card.employer_id, &card.employer_number, &card.kvk, &card.email];
    let administrations = card.administrations.iter().flat_map(|one| {
        [Some(&one.name), one.payroll_taxes_number.as_ref(), one.client_number.as_ref()].into_iter().flatten()
    });
    std::iter::once(&card.company_name).chain(optional.into_iter().flatten()).chain(administrations)
}
