//! Loket's list of employers put into the cards.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use uuid::Uuid;

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
    /// How many were seen by another user and are not in the list of this one. They stay as they are.
    pub of_others: u32,
}

/// Puts the list in the cards: new employers get one, of known ones what is empty is filled, and those that are not in
/// the list are marked, where it was in the list of the same user before: another user may reach others. A card is
/// found by its Werkgever ID, or by its number while it has none.
pub fn merge(
    cards: &[Employer],
    list: &[EmployerReading],
    now: Timestamp,
    reader: Option<Uuid>,
    mut new_id: impl FnMut() -> EmployerId,
) -> Merged {
    let by_id: HashMap<String, &Employer> =
        cards.iter().filter_map(|card| Some((card.employer_id.as_deref()?.to_lowercase(), card))).collect();
    let mut by_number: HashMap<&str, &Employer> = cards
        .iter()
        .filter(|card| card.employer_id.is_none())
        .filter_map(|card| Some((card.employer_number.as_deref()?, card)))
        .collect();
    let mut merged = Merged { cards: vec![], new: 0, linked: vec![], vanished: 0, of_others: 0 };
    for one in list {
        let number = one.employer_number.to_string();
        // A card serves one employer, also where Loket gives two of them the same number.
        let known = by_id.get(&one.id.to_lowercase()).copied().or_else(|| by_number.remove(number.as_str()));
        merged.linked.extend(known.filter(|card| card.loket.is_none()).map(|card| card.id));
        merged.new += u32::from(known.is_none());
        let mut card = known.map_or_else(|| blank(new_id(), now), Clone::clone);
        super::fill(&mut card, one);
        card.loket = Some(InLoket { seen: now, vanished: false, seen_by: reader });
        merged.cards.push(card);
    }
    let seen: HashSet<EmployerId> = merged.cards.iter().map(|card| card.id).collect();
    for card in cards.iter().filter(|card| !seen.contains(&card.id)) {
        let Some(loket) = card.loket else { continue };
        if loket.seen_by == reader {
            merged.vanished += 1;
            merged.cards.push(Employer { loket: Some(InLoket { vanished: true, ..loket }), ..card.clone() });
        } else {
            merged.of_others += 1;
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
        let reader = Some(Uuid::from_u128(50));
        let seen = Some(InLoket { seen: now, vanished: false, seen_by: reader });
        let cards = [
            Employer { employer_id: Some("AA".into()), loket: seen, ..card(1) },
            Employer { employer_number: Some("7".into()), company_name: "Eigen naam".into(), ..card(2) },
            Employer { employer_id: Some("gone".into()), loket: seen, ..card(3) },
        ];
        let list = [read("aa", 1), read("bb", 7), read("cc", 7)];
        let merged = merge(&cards, &list, now, reader, || Uuid::from_u128(9).into());
        assert_eq!((merged.new, merged.vanished, merged.of_others), (1, 1, 0));
        assert_eq!(merged.linked, [EmployerId::from(Uuid::from_u128(2))], "by its number, and only once");
        let names: Vec<_> = merged.cards.iter().map(|card| card.company_name.as_str()).collect();
        assert_eq!(names, ["Werkgever 1", "Eigen naam", "Werkgever 7", ""], "what was entered stays");
        assert!(merged.cards[3].loket.is_some_and(|loket| loket.vanished));
    }

    #[test]
    fn the_list_of_another_user_marks_nobody_as_gone() {
        let now = Timestamp::UNIX_EPOCH;
        let [a, b] = [1, 2].map(|nth| Some(Uuid::from_u128(nth)));
        let seen_by = |nth, id: &str, reader| Employer {
            employer_id: Some(id.into()),
            loket: Some(InLoket { seen: now, vanished: false, seen_by: reader }),
            ..blank(Uuid::from_u128(nth).into(), now)
        };
        // One was stored before it was known who sees what.
        let cards = [seen_by(1, "aa", a), seen_by(2, "bb", a), seen_by(3, "cc", b), seen_by(4, "dd", None)];
        let merged = merge(&cards, &[read("aa", 1)], now, b, || Uuid::from_u128(9).into());
        assert_eq!((merged.vanished, merged.of_others), (1, 2));
        let gone: Vec<_> = merged.cards.iter().filter(|card| card.loket.unwrap().vanished).collect();
        assert_eq!(gone.iter().map(|card| card.id).collect::<Vec<_>>(), [Uuid::from_u128(3).into()]);
        assert_eq!(merged.cards[0].loket.unwrap().seen_by, b, "seen by both, and by this one last");
    }
}
