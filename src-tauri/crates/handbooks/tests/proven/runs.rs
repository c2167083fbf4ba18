//! What the hours runs show of the lines of a handbook: taken over where it counts by itself, and never ticked against it.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::answer::{Answer, Origin, OriginSource};
use domain::dossier::Dossier;
use domain::event::Action;
use domain::findings::{self, Problem};
use domain::hours::proof::{RunFinding, ShownByRun};
use domain::item::Item;
use domain::progress::{StepStatus, progress};
use domain::rules::{self, Refusal};
use domain::stamp::Actor;
use domain::verdict::Discrepancy;
use domain::{Ask, Handbook};
use jiff::Timestamp;

use crate::books;
use crate::held_back::Course;

fn book() -> Arc<Handbook> {
    Arc::new(books()["personeelssysteem-koppeling"].clone())
}

fn at() -> Timestamp {
    Timestamp::from_second(1_795_000_000).unwrap()
}

fn contradicted(item: &Item) -> ShownByRun {
    let period = "2026-11".parse().unwrap();
    let discrepancy = Discrepancy::HoursDiffer { period, different: 1, missing: 2 };
    ShownByRun {
        fact: item.run.unwrap().fact,
        origin: Origin { source: OriginSource::EmployeesFile, at: at() },
        on: None,
        finding: RunFinding::Contradicted { discrepancy },
    }
}

fn with(dossier: Dossier, item: &Item) -> Dossier {
    Dossier { shown_by_runs: BTreeMap::from([(item.id.clone(), contradicted(item))]), ..dossier }
}

#[test]
fn what_a_run_contradicts_cannot_be_ticked_with_a_reason_or_without() {
    let (book, mut looked) = (book(), 0);
    let actor = Actor { name: "Noor Visser".into(), initials: "NV".into() };
    for (step, item) in book.items().filter(|(_, item)| item.run.is_some()) {
        if !matches!(item.ask, Ask::Confirm(_)) {
            continue;
        }
        looked += 1;
        let tick =
            Action::ItemAnswered { item: item.id.clone(), answer: Some(Answer::Confirmed), origin: None };
        let allowed = |dossier: &Dossier| rules::allow(&tick, &actor, &book, dossier);
        let refusal = Err(Refusal::Contradicted { item: item.id.clone(), read: at() });
        let open = Course::answered(&book, |other| other.id != item.id);
        assert_eq!(allowed(&open.dossier()), Ok(()), "{}", item.id);
        let dossier = with(open.dossier(), item);
        assert_eq!(allowed(&dossier), refusal, "{}", item.id);
        // Ticked before it was seen: the step that was done with it is not in order any more.
        let done = with(Course::finished(&book).dossier(), item);
        assert!(findings::failing(step, item, &done).is_some(), "{}", item.id);
        assert_eq!(progress(&book, &done).step(&step.id), Some(&StepStatus::Outdated), "{}", item.id);
        // The reason to go on holds for what it was given for, and for nothing else.
        let over = findings::to_go_on_over(&item.id, &book, &dossier);
        assert!(matches!(over.as_slice(), [Problem::CheckFails { .. }]), "{}", item.id);
        let reason = |over: Vec<Problem>| Action::WentOn {
            item: item.id.clone(),
            reason: "Zo afgesproken met de werkgever.".into(),
            over,
        };
        let gone_over = with(open.clone().and([reason(over)]).dossier(), item);
        assert!(findings::step(step, &book, &gone_over).iter().all(|one| one.item != item.id), "{}", item.id);
        assert_eq!(allowed(&gone_over), refusal, "{}", item.id);
        let discrepancy = Discrepancy::HoursNotSent { period: "2026-11".parse().unwrap(), people: 3 };
        let other = reason(vec![Problem::CheckFails { discrepancies: vec![discrepancy] }]);
        let other = with(open.clone().and([other]).dossier(), item);
        assert!(findings::failing(step, item, &other).is_some(), "{}", item.id);
    }
    assert_eq!(looked, 5);
}
