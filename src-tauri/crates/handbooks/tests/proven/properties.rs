//! What holds whatever Loket says and whatever was answered.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::answer::{Answer, Personal};
use domain::check::{CheckId, OtherCoupling};
use domain::id::HandbookId;
use domain::item::Fill;
use domain::reading::{
    Access, AdministrationReading, ApplicationReading, CodeReading, ComponentReading, EmployerReading,
    EmploymentReading, GrantedRight, LinkedUser, PeriodReading, ProductReading, Readings, Source,
    TeamReading, Unread, UserReading,
};
use domain::right::Right;
use domain::verdict::{Discrepancy, Outcome, Remark};
use domain::{Ask, Handbook, Text};
use jiff::civil::Date;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::fixture::Fixture;
use crate::loket::{self, read};

pub static BOOKS: LazyLock<BTreeMap<HandbookId, Handbook>> = LazyLock::new(crate::books);

/// Makes choices from a list of bytes, for as long as there are any.
#[derive(Debug)]
struct Dice(std::vec::IntoIter<u8>);

impl Dice {
    fn throw(&mut self) -> usize {
        self.0.next().unwrap_or(0).into()
    }

    fn coin(&mut self) -> bool {
        self.throw() % 2 == 1
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.throw() % from.len()].clone()
    }

    /// Few different words, so that they meet; some of them odd.
    fn word(&mut self) -> String {
        let words = [
            "koppel.bakker",
            "KANTOOR.koppel",
            "1",
            "2",
            "10",
            "0010",
            "",
            "  ",
            "MijnLoket",
            "Preboarding",
            "é\u{0}😀",
            "MijnLoket - Documenten",
            "Raadplegen HRM",
            "111111110L01",
            "Bakker, A.",
            "De Leerrekening",
            "2026-11",
            "99999999999999999999",
            "month",
            "12,50",
            "-3",
            "uitzendkracht",
            loket::EMPLOYER,
            "Weekend",
        ];
        self.pick(&words).to_owned()
    }

    fn id(&mut self) -> String {
        self.pick(&[loket::EMPLOYER, loket::USER, loket::OFFICE_USER, loket::ADMINISTRATION, "x", ""])
            .to_owned()
    }

    fn number(&mut self) -> i32 {
        self.pick(&[0, 1, 2, 3, 10, 50, 395, -1, i32::MIN, i32::MAX])
    }

    fn day(&mut self) -> Date {
        let days = ["2020-01-01", "2025-01-01", "2026-11-22", "2027-01-01", "2024-02-29"];
        let days: Vec<Date> = days.iter().map(|day| day.parse().unwrap()).collect();
        self.pick(&[days, vec![Date::MIN, Date::MAX]].concat())
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.coin().then(|| make(self))
    }

    fn several<T>(&mut self, make: impl Fn(&mut Self) -> T) -> Vec<T> {
        let count = self.throw() % 4;
        (0..count).map(|_| make(self)).collect()
    }

    fn source<T: Serialize + DeserializeOwned>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Source<T> {
        let why = [Unread::Never, Unread::Offline, Unread::Sealed];
        if self.throw() % 5 == 4 { Source::Unread { why: self.pick(&why) } } else { read(make(self)) }
    }

    fn right(&mut self) -> GrantedRight {
        let known = self.pick(&Right::ALL);
        let description = if self.coin() { known.name().to_owned() } else { self.word() };
        GrantedRight { id: self.id(), description, right: None, enabled: self.throw() % 4 != 3 }
    }

    fn user(&mut self) -> UserReading {
        let status = self.word();
        UserReading {
            id: self.id(),
            user_name: self.maybe(Self::word),
            is_web_service: self.maybe(Self::coin),
            name: self.word(),
            login_method: self.word(),
            access: self.pick(&[Access::Open, Access::Unstated, Access::Barred { status }]),
            two_factor: self.maybe(Self::coin),
            several_employers: self.coin(),
            department_manager: self.coin(),
            rights_on_user: self.coin(),
            last_sign_in: self.maybe(Self::day),
            rights: self.source(|dice| dice.several(Self::right)),
        }
    }

    fn employment(&mut self) -> EmploymentReading {
        EmploymentReading {
            id: self.id(),
            employee: self.id(),
            employee_number: self.number(),
            payroll_id: self.number(),
            name: self.word(),
            administration: self.maybe(Self::id),
            since: self.day(),
            until: self.maybe(Self::day),
            is_director: self.maybe(Self::coin),
            is_on_call: self.maybe(Self::coin),
            kinds: self.several(Self::word),
        }
    }

    fn administration(&mut self) -> AdministrationReading {
        AdministrationReading {
            id: self.id(),
            name: self.word(),
            client_number: self.number(),
            payroll_taxes_number: self.maybe(Self::word),
            payroll_period_type: self.pick(&[1, 2, 3, 4, -7]),
            end_date: self.maybe(Self::day),
        }
    }

    fn application(&mut self) -> ApplicationReading {
        ApplicationReading {
            id: self.id(),
            name: self.word(),
            is_activated: self.coin(),
            users: self.source(|dice| {
                dice.several(|dice| LinkedUser { id: dice.maybe(Self::id), is_blocked: dice.coin() })
            }),
        }
    }

    fn period(&mut self) -> PeriodReading {
        let hours = |dice: &mut Self| (dice.number(), dice.pick(&[Decimal::ONE, Decimal::MAX, Decimal::MIN]));
        PeriodReading {
            administration: self.id(),
            year: 2026,
            number: self.pick(&[10, 11, 12]),
            hours: self.several(hours),
            employments: 1,
        }
    }

    fn product(&mut self) -> ProductReading {
        ProductReading {
            id: self.id(),
            description: self.word(),
            number: self.maybe(|dice| i64::from(dice.number())),
            bundle: None,
        }
    }

    fn code(&mut self) -> CodeReading {
        CodeReading { id: self.id(), code: self.word(), description: self.word() }
    }

    fn team(&mut self) -> TeamReading {
        TeamReading {
            id: self.id(),
            description: self.word(),
            users: self.several(Self::id),
            employers: self.several(Self::id),
            rights: self.several(Self::right),
        }
    }

    fn readings(&mut self) -> Readings {
        let component = |dice: &mut Self| ComponentReading {
            administration: dice.id(),
            key: dice.number(),
            description: dice.word(),
            is_hours: dice.maybe(Dice::coin),
        };
        let employer = |dice: &mut Self| EmployerReading {
            id: dice.id(),
            employer_number: dice.number(),
            company_name: dice.word(),
            chamber_of_commerce_number: None,
            email_address: dice.maybe(Self::word),
        };
        Readings {
            employer: self.source(employer),
            administrations: self.source(|dice| dice.several(Self::administration)),
            users: self.source(|dice| dice.several(Self::user)),
            office_users: self.source(|dice| dice.several(Self::user)),
            teams: self.source(|dice| dice.several(Self::team)),
            products: self.source(|dice| dice.several(Self::product)),
            office_products: self.source(|dice| dice.several(Self::product)),
            components: self.source(|dice| dice.several(component)),
            cost_centers: self.source(|dice| dice.several(Self::code)),
            distribution_units: self.source(|dice| dice.several(Self::code)),
            employments: self.source(|dice| dice.several(Self::employment)),
            filters: self.source(|dice| dice.several(Self::word)),
            applications: self.source(|dice| dice.several(Self::application)),
            periods: self.source(|dice| dice.several(Self::period)),
        }
    }

    /// An answer of the right kind, with anything in it.
    fn answer(&mut self, ask: &Ask) -> Option<Answer> {
        let value = |dice: &mut Self| match dice.throw() % 6 {
            5 => Personal::Sealed(dice.word()),
            _ => Personal::Clear(dice.word()),
        };
        match ask {
            Ask::Field(_) => Some(Answer::Value { value: value(self) }),
            Ask::Choice(asked) => Some(Answer::of(&self.pick(&asked.options).id)),
            Ask::Products(asked) if !asked.options.is_empty() => {
                let ids = self.several(|dice| dice.pick(&asked.options).id);
                Some(Answer::Set { ids: ids.into_iter().collect() })
            }
            Ask::List(_) | Ask::Mapping(_) | Ask::Result(_) => {
                let rows = self.several(|dice| dice.several(value));
                Some(Answer::Rows { rows, none: self.coin() })
            }
            _ => None,
        }
    }

    fn fixture(&mut self, book: &Handbook) -> Fixture {
        let mut fixture = Fixture::good(book);
        for (_, item) in book.items() {
            if self.coin()
                && let Some(answer) = self.answer(&item.ask)
            {
                fixture.answer(item.id.as_str(), answer);
            }
        }
        fixture.readings = self.readings();
        let handbook = Text { nl: "Ander".into(), en: "Other".into() };
        fixture.others =
            self.several(|dice| OtherCoupling { handbook: handbook.clone(), user_name: dice.word().into() });
        fixture
    }
}

fn dice() -> impl Strategy<Value = Dice> {
    prop::collection::vec(any::<u8>(), 0..600).prop_map(|bytes| Dice(bytes.into_iter()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_check_says_something_whatever_was_read(mut dice in dice()) {
        for book in BOOKS.values() {
            let fixture = dice.fixture(book);
            for (_, item) in book.items().filter(|(_, item)| item.check.is_some()) {
                let verdict = fixture.verdict(item.id.as_str());
                match &verdict.outcome {
                    Outcome::Met => prop_assert!(!verdict.evidence.is_empty(), "{}", item.id),
                    Outcome::Unmet { discrepancies } | Outcome::Unexpected { discrepancies } => prop_assert!(!discrepancies.is_empty()),
                    Outcome::Unknown { because } => prop_assert!(!because.is_empty()),
                }
                // Nothing under a verdict says otherwise than the verdict itself.
                if verdict.outcome == Outcome::Met {
                    prop_assert!(!verdict.remarks.iter().any(Remark::hinders), "{}: {:?}", item.id, verdict.remarks);
                }
                // What a reading proves and what it refutes never go together.
                if fixture.answer_from(item.id.as_str()) == Some(Answer::Confirmed) {
                    prop_assert!(!verdict.blocks());
                }
                prop_assert!(fixture.verdict(item.id.as_str()).says_the_same(&verdict));
            }
            for fill in [Fill::EmployerId, Fill::PayrollTaxesNumber, Fill::ClientNumber, Fill::PayrollPeriodType] {
                prop_assert!(fixture.fill(fill).is_none_or(|value| !value.trim().is_empty()));
            }
        }
    }

    #[test]
    fn more_rights_never_make_more_missing(mut dice in dice(), on_office in any::<bool>()) {
        for book in ["leerrekening-iob", "asr-werkgever"] {
            let mut fixture = Fixture::good(&BOOKS[book]);
            fixture.answer("user-name", Answer::of(if on_office { "kantoor.koppel" } else { "koppel.bakker" }));
            // Names that are not known make what is missing unknown: see the property below.
            let mut known = || {
                let mut rights = dice.several(Dice::right);
                rights.retain(|right| Right::from_description(&right.description).is_some());
                rights
            };
            let (few, more) = (known(), known());
            let mut missing = |rights: Vec<GrantedRight>| {
                let mut teams = fixture.readings.teams.content().unwrap().clone();
                teams[0].rights.clone_from(&rights);
                fixture.readings.teams = read(teams);
                fixture.readings.users = read(vec![loket::user(loket::USER, "koppel.bakker", read(rights))]);
                match fixture.verdict("rights").outcome {
                    Outcome::Met => vec![],
                    Outcome::Unmet { discrepancies } => match discrepancies.as_slice() {
                        [Discrepancy::RightsMissing { rights }] => rights.clone(),
                        other => panic!("{other:?}"),
                    },
                    other => panic!("{other:?}"),
                }
            };
            let before = missing(few.clone());
            let after = missing([few, more].concat());
            prop_assert!(after.iter().all(|right| before.contains(right)));
        }
    }
}

#[test]
fn every_check_of_the_catalogue_is_named_by_a_handbook_of_now_or_before() {
    let previous: Vec<_> = crate::previous().collect();
    let books = BOOKS.values().chain(&previous);
    let named: Vec<CheckId> = books.flat_map(Handbook::items).filter_map(|(_, item)| item.check).collect();
    let schema = handbooks::schema().pointer("/definitions/CheckId/oneOf").unwrap().as_array().unwrap();
    for check in schema.iter().map(|one| serde_json::from_value::<CheckId>(one["const"].clone()).unwrap()) {
        assert!(named.contains(&check), "{check:?}");
    }
}
