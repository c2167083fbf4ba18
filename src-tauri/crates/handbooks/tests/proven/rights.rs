//! Rights that Loket's lists name in several ways are compared by their ids.

use domain::Ask;
use domain::reading::GrantedRight;
use domain::right::Right;
use domain::verdict::{Discrepancy, Outcome};
use proptest::prelude::*;

use crate::fixture::Fixture;
use crate::loket::{self, read};
use crate::properties::BOOKS;

proptest! {
    /// Each right has one id everywhere. The lists name it as they like: as Loket does, in another order, or in words
    /// that nobody knows.
    #[test]
    fn no_right_is_missing_and_too_many_at_once(
        on in prop::collection::vec(any::<bool>(), 10),
        own in prop::collection::vec(0usize..3, 10),
        elsewhere in prop::collection::vec(0usize..4, 10),
    ) {
        let named = |place: usize, manner: usize, enabled: bool| {
            // Eight of the catalogue, and two that it does not have.
            let others = ["Beheren boekjaren", "Beheren jaarwerk"];
            let name = Right::ALL.get(place).map_or_else(|| others[place - 8], |right| right.name());
            let description = match manner {
                0 => name.to_owned(),
                1 => name.split_whitespace().rev().collect::<Vec<_>>().join(" "),
                _ => format!("Recht nummer {place}"),
            };
            GrantedRight { id: format!("id-{place}"), description, right: None, enabled }
        };
        let all: Vec<_> = (0..10).map(|place| named(place, own[place], on[place])).collect();
        // Another list of the same office, which has some of them under some name.
        let others = (0..10).filter(|place| elsewhere[*place] < 3);
        let others: Vec<_> = others.map(|place| named(place, elsewhere[place], false)).collect();
        for book in ["leerrekening-iob", "asr-werkgever"] {
            let mut fixture = Fixture::good(&BOOKS[book]);
            let mut teams = fixture.readings.teams.content().unwrap().clone();
            teams[0].rights.clone_from(&others);
            fixture.readings.teams = read(teams);
            let rights = read(all.clone());
            fixture.readings.users = read(vec![loket::user(loket::USER, "koppel.bakker", rights)]);
            let discrepancies = |item: &str| match fixture.verdict(item).outcome {
                Outcome::Unmet { discrepancies } => discrepancies,
                _ => vec![],
            };
            let found = [discrepancies("rights"), discrepancies("rights-no-more")].concat();
            for discrepancy in &found {
                if let Discrepancy::RightsMissing { rights } = discrepancy {
                    for right in rights {
                        let place = Right::ALL.iter().position(|one| one == right).unwrap();
                        prop_assert!(!on[place], "{right:?} is on: {found:?}");
                    }
                }
                if let Discrepancy::RightsTooMany { rights } = discrepancy {
                    for name in rights {
                        let place = all.iter().position(|one| one.description == *name).unwrap();
                        let asked = Right::ALL.get(place).is_some_and(|right| asks(&fixture, *right));
                        prop_assert!(on[place] && !asked, "{name}: {found:?}");
                    }
                }
            }
        }
    }
}

/// Whether a handbook asks for a right.
fn asks(fixture: &Fixture, right: Right) -> bool {
    let (_, item) = fixture.handbook.item(&"rights".into()).unwrap();
    matches!(&item.ask, Ask::Rights(asked) if asked.rights.contains(&right))
}
