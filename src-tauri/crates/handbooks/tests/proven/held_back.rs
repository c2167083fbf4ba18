//! A check that fails takes nothing away that was done, and holds back only what needs it, with the root of it named.

use domain::Handbook;
use domain::check::CheckId;
use domain::dossier::Dossier;
use domain::event::{Action, Event, Waiting};
use domain::item::Item;
use domain::progress::{Cause, DossierStatus, StepStatus, is_finished, progress};
use domain::rules::{self, Refusal};
use domain::stamp::Actor;
use domain::verdict::{Discrepancy, Outcome, Verdict};
use jiff::civil::date;

use crate::answers::answer;
use crate::books;
use crate::fixture::event;

/// What was done in a dossier, to which more can be added.
#[derive(Clone)]
pub struct Course(Vec<Event>);

impl Course {
    /// A dossier in which every line was answered well, the first option of each choice, and every step declared done.
    pub fn finished(book: &Handbook) -> Self {
        Self::answered(book, |_| true).and(book.steps.iter().map(|step| completed(step.id.as_str())))
    }

    /// A dossier in which these lines were answered well.
    pub fn answered(book: &Handbook, which: impl Fn(&Item) -> bool) -> Self {
        let started = Action::DossierStarted {
            handbook: book.id.clone(),
            employer: None,
            due: None,
            environment: None,
        };
        let answered = book.items().filter(|(_, item)| which(item)).map(|(step, item)| {
            let id = item.id.clone();
            match answer(item, book, 0) {
                Some(answer) => Action::ItemAnswered { item: id, answer: Some(answer), origin: None },
                None => Action::WaitEnded { step: step.id.clone(), item: Some(id), on: date(2026, 11, 20) },
            }
        });
        Self(vec![]).and([started]).and(answered)
    }

    pub fn and(mut self, actions: impl IntoIterator<Item = Action>) -> Self {
        for action in actions {
            let number = u128::try_from(self.0.len()).unwrap() + 1;
            self.0.push(event(number, action));
        }
        self
    }

    pub fn dossier(&self) -> Dossier {
        Dossier::replay(&self.0, String::new()).unwrap()
    }

    pub fn allows(&self, book: &Handbook, action: &Action) -> Result<(), Refusal> {
        let actor = Actor { name: "Noor Visser".into(), initials: "NV".into() };
        rules::allow(action, &actor, book, &self.dossier())
    }

    fn status(&self, book: &Handbook, step: &str) -> StepStatus {
        progress(book, &self.dossier()).step(&step.into()).unwrap().clone()
    }
}

pub fn completed(step: &str) -> Action {
    Action::StepCompleted { step: step.into() }
}

fn reopened(step: &str) -> Action {
    Action::StepReopened { step: step.into() }
}

/// A check of an item that fails.
pub fn fails(item: &str, check: CheckId) -> Action {
    checked(item, check, Outcome::Unmet { discrepancies: vec![Discrepancy::NoAccess] })
}

/// What a check of an item found.
pub fn checked(item: &str, check: CheckId, outcome: Outcome) -> Action {
    let verdict = Verdict { outcome, remarks: vec![], evidence: vec![] };
    Action::Checked { item: item.into(), check, verdict, other_input: false }
}

fn caused_by(step: &str, item: &str) -> Vec<Cause> {
    vec![Cause { step: step.into(), items: vec![item.into()] }]
}

#[test]
fn a_finished_dossier_loses_nothing_by_a_check_that_fails() {
    let mut looked = 0;
    for book in books().values() {
        let finished = progress(book, &Course::finished(book).dossier());
        assert!(finished.is_complete(), "{}: {:?}", book.id, finished.steps);
        for (step, item) in book.items() {
            let dossier = Course::finished(book).dossier();
            let Some(check) = item.check.filter(|_| domain::findings::applies(step, item, book, &dossier))
            else {
                continue;
            };
            looked += 1;
            let worse = Course::finished(book).and([fails(item.id.as_str(), check)]);
            let now = progress(book, &worse.dossier());
            for (before, after) in finished.steps.iter().zip(&now.steps) {
                let expected = if after.step == step.id { &StepStatus::Outdated } else { &before.status };
                assert_eq!(&after.status, expected, "{} {}: {}", book.id, item.id, after.step);
            }
            assert_eq!((now.status.clone(), now.next.as_ref()), (DossierStatus::Problem, Some(&step.id)));
            let refusal = worse.allows(book, &Action::SignedOff).unwrap_err();
            assert_eq!(refusal, Refusal::StepsOpen { steps: vec![step.id.clone()] });
        }
    }
    assert!(looked >= 40, "{looked}");
}

#[test]
fn product_50_holds_back_the_upload_alone() {
    let book = &books()["personeelssysteem-koppeling"];
    let off = || [fails("import-product", CheckId::ImportProductIsOn)];
    let causes = caused_by("prepare", "import-product");
    let held = StepStatus::CannotStart { because: vec!["prepare".into()], causes };
    // As the help of that step says: it is not declared done, and the rest is set up meanwhile.
    let rest = book.steps.iter().filter(|step| step.id != "prepare" && step.id != "upload-hours");
    let begun = Course::answered(book, |item| item.id != "import-product").and(off());
    assert_eq!(begun.status(book, "prepare"), StepStatus::Problem);
    assert_eq!(begun.status(book, "make-user"), StepStatus::Busy);
    let set_up = begun.and(rest.map(|step| completed(step.id.as_str())));
    for step in &book.steps {
        let status = set_up.status(book, step.id.as_str());
        match step.id.as_str() {
            "prepare" => assert_eq!(status, StepStatus::Problem),
            "upload-hours" => assert_eq!(status, held),
            other => assert!(is_finished(&status), "{other}: {status:?}"),
        }
    }
    let refusal = set_up.allows(book, &completed("upload-hours")).unwrap_err();
    assert_eq!(refusal, Refusal::CannotStart { because: vec!["prepare".into()] });
    // The same where it was on, and is off since.
    let later = Course::finished(book).and(off()).and([reopened("make-user"), reopened("upload-hours")]);
    assert_eq!(later.status(book, "prepare"), StepStatus::Outdated);
    assert_eq!(later.status(book, "make-user"), StepStatus::Busy);
    assert_eq!(later.status(book, "upload-hours"), held);
}

#[test]
fn what_is_held_back_names_the_root_however_far_it_is() {
    let book = &books()["asr-werkgever"];
    let open = ["send-form", "await-keylane", "note-first-exchange"];
    let work = Course::finished(book)
        .and([fails("rights", CheckId::UserHasRights)])
        .and(open.iter().map(|step| reopened(step)));
    let causes = caused_by("give-rights", "rights");
    for (step, first) in open.into_iter().zip(["give-rights", "send-form", "await-keylane"]) {
        let held = StepStatus::CannotStart { because: vec![first.into()], causes: causes.clone() };
        assert_eq!(work.status(book, step), held);
    }
    assert_eq!(work.status(book, "check-first-exchange"), StepStatus::Done, "what was done stays done");
    // Where nothing is wrong, there is only what comes first.
    let fresh = Course::answered(book, |_| false);
    let StepStatus::CannotStart { because, causes } = fresh.status(book, "send-form") else {
        panic!("nothing was done yet")
    };
    assert_eq!(
        (because, causes),
        (vec!["check-active".into(), "give-rights".into(), "check-answers".into()], vec![])
    );
}

#[test]
fn who_was_asked_something_is_still_waited_for() {
    let book = &books()["asr-werkgever"];
    let waiting = Waiting {
        on: "Keylane".into(),
        contact: None,
        reason: "contact".into(),
        since: date(2026, 11, 18),
        due: date(2026, 11, 28),
        then: "Bel".into(),
    };
    let asked =
        Action::WaitStarted { step: "await-keylane".into(), item: Some("keylane-wait".into()), waiting };
    let work = Course::finished(book).and([reopened("await-keylane"), reopened("send-form"), asked]);
    assert!(matches!(work.status(book, "await-keylane"), StepStatus::Waiting { .. }));
    let refusal = work.allows(book, &completed("await-keylane")).unwrap_err();
    assert_eq!(refusal, Refusal::CannotStart { because: vec!["send-form".into()] });
}
