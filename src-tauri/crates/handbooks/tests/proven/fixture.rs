//! A desk with one dossier, the answers in it, and what Loket says.

use std::collections::BTreeMap;

use domain::answer::{Answer, Personal};
use domain::check::{
    Case, OtherCoupling, RowsInLoket, answer_from, check, choices_in_loket, fill, rows_in_loket,
};
use domain::dossier::Dossier;
use domain::event::{Action, Event, START};
use domain::id::ItemId;
use domain::item::Fill;
use domain::reading::Readings;
use domain::stamp::Actor;
use domain::verdict::Verdict;
use domain::{Handbook, findings};
use jiff::Timestamp;
use jiff::civil::date;
use uuid::Uuid;

use crate::loket;

/// A dossier in the middle of its work.
pub struct Fixture {
    pub handbook: Handbook,
    pub answers: BTreeMap<ItemId, Answer>,
    pub readings: Readings,
    pub others: Vec<OtherCoupling>,
}

pub fn event(number: u128, action: Action) -> Event {
    Event {
        id: Uuid::from_u128(number).into(),
        chain: Uuid::from_u128(99).into(),
        at: Timestamp::from_second(1_795_000_000).unwrap(),
        actor: Actor { name: "Noor Visser".into(), initials: "NV".into() },
        version: 1,
        previous: START.into(),
        action,
    }
}

pub fn rows(rows: &[&[&str]]) -> Answer {
    let rows = rows.iter().map(|row| row.iter().map(|cell| Personal::from(*cell)).collect());
    Answer::Rows { rows: rows.collect(), none: false }
}

pub fn set(ids: &[&str]) -> Answer {
    Answer::Set { ids: ids.iter().map(ToString::to_string).collect() }
}

impl Fixture {
    /// The desk on which all is well.
    pub fn good(handbook: &Handbook) -> Self {
        let answers = [
            ("user-level", Answer::of("employer")),
            ("who-connects", Answer::of("me")),
            ("user-name", Answer::of("koppel.bakker")),
            ("result", rows(&[&["3", "month", "12,50"]])),
            ("payroll-taxes-number", Answer::of("1111 11 110 L01")),
            ("employer-id", Answer::of(&format!("{{{}}}", loket::EMPLOYER.to_uppercase()))),
            ("directors", rows(&[&["Bakker, A.", "1"]])),
            ("pay-frequency", Answer::of("month")),
            ("cost-split", Answer::of("cost-center")),
            ("couplings", Answer::of("more")),
            ("cost-centers", rows(&[&["Keuken", "10"], &["Bar", "k2"]])),
            ("distribution-units", rows(&[&["Keuken", "10"]])),
            ("hour-components", rows(&[&["Gewerkt", "2"], &["Ongebruikt", ""]])),
            ("wage-components-used", Answer::of("yes")),
            ("wage-components", rows(&[&["Fooi", "372"]])),
            ("employees", rows(&[&["2", "add"], &["3", "link"]])),
            (
                "periods",
                rows(&[&["2026-10", "2026-11-02", "4", "420"], &["2026-11", "2026-11-20", "4", "430"]]),
            ),
            ("in-list", Answer::of("yes")),
            ("functions", set(&["documents", "preboarding"])),
            ("email-viewers", Answer::of("both")),
            ("email-viewer-names", rows(&[&["koppel.bakker"], &["Gebruiker kantoor.koppel"]])),
        ];
        let known = answers
            .into_iter()
            .map(|(item, answer)| (ItemId::from(item), answer))
            .filter(|(item, _)| handbook.item(item).is_some());
        Self {
            handbook: handbook.clone(),
            answers: known.collect(),
            readings: loket::good(handbook),
            others: vec![],
        }
    }

    pub fn answer(&mut self, item: &str, answer: Answer) {
        assert!(self.handbook.item(&item.into()).is_some(), "no item {item}");
        self.answers.insert(item.into(), answer);
    }

    /// Whether the app can set right what the check of an item finds.
    pub fn can_fix(&self, item: &str) -> bool {
        let (_, asked) = self.handbook.item(&item.into()).unwrap();
        let checked = Action::Checked {
            item: item.into(),
            check: asked.check.unwrap(),
            verdict: self.check(item),
            other_input: false,
        };
        domain::fix::can_fix(asked, &self.handbook, &self.with_actions(vec![checked]))
    }

    /// The dossier with these answers.
    pub fn dossier(&self) -> Dossier {
        self.with_actions(vec![])
    }

    pub fn with_actions(&self, more: Vec<Action>) -> Dossier {
        let start = Action::DossierStarted {
            handbook: self.handbook.id.clone(),
            employer: None,
            due: None,
            environment: None,
        };
        let answered = self.answers.iter().map(|(item, answer)| Action::ItemAnswered {
            item: item.clone(),
            answer: Some(answer.clone()),
            origin: None,
        });
        let actions = std::iter::once(start).chain(answered).chain(more);
        let events: Vec<_> = (1..).zip(actions).map(|(number, action)| event(number, action)).collect();
        Dossier::replay(&events, String::new()).unwrap()
    }

    fn with<T>(&self, ask: impl FnOnce(&Case<'_>) -> T) -> T {
        let dossier = self.dossier();
        ask(&Case {
            handbook: &self.handbook,
            dossier: &dossier,
            readings: &self.readings,
            others: &self.others,
            today: date(2026, 11, 22),
        })
    }

    /// What the check of an item that counts finds.
    pub fn check(&self, item: &str) -> Verdict {
        let (step, asked) = self.handbook.item(&item.into()).unwrap_or_else(|| panic!("no item {item}"));
        assert!(findings::applies(step, asked, &self.handbook, &self.dossier()), "{item} does not count");
        self.with(|case| check(asked, case)).unwrap_or_else(|| panic!("{item} names no check"))
    }

    /// The same for any item, whether it counts or not.
    pub fn verdict(&self, item: &str) -> Verdict {
        let (_, asked) = self.handbook.item(&item.into()).unwrap();
        self.with(|case| check(asked, case)).unwrap()
    }

    /// The answer that a reading proves.
    pub fn answer_from(&self, item: &str) -> Option<Answer> {
        let (_, asked) = self.handbook.item(&item.into()).unwrap();
        self.with(|case| answer_from(asked, case))
    }

    /// The rows that Loket has, where those entered are others.
    pub fn rows_in_loket(&self, item: &str) -> Option<RowsInLoket> {
        let (_, asked) = self.handbook.item(&item.into()).unwrap();
        self.with(|case| rows_in_loket(asked, case))
    }

    /// What Loket has to choose from: the column, and each value with its name.
    pub fn choices_in_loket(&self, item: &str) -> Option<(u32, Vec<(String, String)>)> {
        let (_, asked) = self.handbook.item(&item.into()).unwrap();
        let found = self.with(|case| choices_in_loket(asked, case))?;
        let named = found.choices.into_iter().map(|one| (one.value, one.name.clear().unwrap().to_owned()));
        Some((found.column, named.collect()))
    }

    /// The value that a reading knows.
    pub fn fill(&self, of: Fill) -> Option<String> {
        self.with(|case| fill(case, of)).map(|(value, _)| value)
    }
}
