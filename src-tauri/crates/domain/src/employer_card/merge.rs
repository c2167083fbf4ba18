//! Loket's list of employers put into the cards.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use crate::employer::{Employer, InLoket};
use crate::id::EmployerId;
use crate::reading::EmployerReading;

/// What Loket's list makes of the cards.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// Cards to store, new or changed.
    pub cards: Vec<Employer>,
    pub new: u32,
    /// Cards that were linked just now: seen in Loket for the first time.
    pub linked: Vec<EmployerId>,
    /// How many are known here, and not in Loket any more or not for this user.
    pub vanished: u32,
}

/// Puts the list in the cards: new employers get one, of known ones what is empty is filled, and those that are not in
/// the list are marked. A card is found by its Werkgever ID, or by its number while it has none.
pub fn merge(
    cards: &[Employer],
    list: &[EmployerReading],
    now: Timestamp,
    mut new_id: impl FnMut() -> EmployerId,
) -> Merged {
    let by_id: HashMap<String, &Employer> =
        cards.iter().filter_map(|card| Some((card.employer_id.as_deref()?.to_lowercase(), card))).collect();
    let mut by_number: HashMap<&str, &Employer> = cards
        .iter()
        .filter(|card| card.employer_id.is_none())
        .filter_map(|card| Some((card.employer_number.as_deref()?, card)))
        .collect();
    let mut merged = Merged { cards: vec![], new: 0, linked: vec![], vanished: 0 };
    for one in list {
        let number = one.employer_number.to_string();
        // A card serves one employer, also where Loket gives two of them the same number.
        let known = by_id.get(&one.id.to_lowercase()).copied().or_else(|| by_number.remove(number.as_str()));
        merged.linked.extend(known.filter(|card| card.loket.is_none()).map(|card| card.id));
        merged.new += u32::from(known.is_none());
        let mut card = known.map_or_else(|| blank(new_id(), now), Clone::clone);
        super::fill(&mut card, one);
        card.loket = Some(InLoket { seen: now, vanished: false });
        merged.cards.push(card);
    }
    let seen: HashSet<EmployerId> = merged.cards.iter().map(|card| card.id).collect();
    for card in cards.iter().filter(|card| !seen.contains(&card.id)) {
        if let Some(loket) = card.loket {
            merged.vanished += 1;
            merged.cards.push(Employer { loket: Some(InLoket { vanished: true, ..loket }), ..card.clone() });
        }
    }
    merged
}

pub(super) fn blank(id: EmployerId, now: Timestamp) -> Employer {
    Employer {
        id,
        company_name: String::new(),
        employer_id: None,
        employer_number: None,
        kvk: None,
        email: None,
        administrations: vec![],
        changed: now,
        loket: None,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn read(id: &str, number: i32) -> EmployerReading {
        EmployerReading {
            id: id.into(),
            employer_number: number,
            company_name: format!("Werkgever {number}"),
            chamber_of_commerce_number: None,
            email_address: None,
        }
    }

    #[test]
    fn cards_are_found_by_id_or_number_and_one_that_is_not_in_the_list_is_marked() {
        let now = Timestamp::UNIX_EPOCH;
        let card = |nth| blank(Uuid::from_u128(nth).into(), now);
        let seen = Some(InLoket { seen: now, vanished: false });
        let cards = [
            Employer { employer_id: Some("AA".into()), loket: seen, ..card(1) },
            Employer { employer_number: Some("7".into()), company_name: "Eigen naam".into(), ..card(2) },
            Employer { employer_id: Some("gone".into()), loket: seen, ..card(3) },
        ];
        let list = [read("aa", 1), read("bb", 7), read("cc", 7)];
        let merged = merge(&cards, &list, now, || Uuid::from_u128(9).into());
        assert_eq!((merged.new, merged.vanished), (1, 1));
        assert_eq!(merged.linked, [EmployerId::from(Uuid::from_u128(2))], "by its number, and only once");
        let names: Vec<_> = merged.cards.iter().map(|card| card.company_name.as_str()).collect();
        assert_eq!(names, ["Werkgever 1", "Eigen naam", "Werkgever 7", ""], "what was entered stays");
        assert!(merged.cards[3].loket.is_some_and(|loket| loket.vanished));
    }
}
