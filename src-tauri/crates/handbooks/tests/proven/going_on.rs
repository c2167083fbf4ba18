//! A written reason covers all that stands in the way of a line: the step can be declared done without an untruth.

use domain::answer::Answer;
use domain::event::Action;
use domain::findings;
use domain::handbook::Who;
use domain::item::Ask;
use domain::reading::Unread;
use domain::rules::Refusal;
use domain::verdict::Outcome;

use crate::books;
use crate::faults::FAULTS;
use crate::fixture::Fixture;
use crate::held_back::{Course, checked, completed, fails};

fn reason(item: &str, over: Vec<findings::Problem>) -> Action {
    Action::WentOn { item: item.into(), reason: "Zo afgesproken met de werkgever.".into(), over }
}

#[test]
fn a_reason_lets_every_line_with_a_check_that_fails_go_unanswered() {
    for book in books().values() {
        let all = Course::finished(book).dossier();
        for (step, item) in book.items() {
            let Some(check) = item.check.filter(|_| findings::applies(step, item, book, &all)) else {
                continue;
            };
            let place = format!("{} {}", book.id, item.id);
            let others = book
                .steps
                .iter()
                .filter(|other| other.id != step.id)
                .map(|other| completed(other.id.as_str()));
            let work = Course::answered(book, |other| other.id != item.id)
                .and(others)
                .and([fails(item.id.as_str(), check)]);
            let refusal = work.allows(book, &completed(step.id.as_str())).unwrap_err();
            assert!(
                matches!(&refusal, Refusal::Incomplete { findings } if findings.iter().all(|one| one.item == item.id)),
                "{place}: {refusal:?}"
            );
            let went_on = work.and([reason(item.id.as_str(), vec![])]);
            assert_eq!(went_on.allows(book, &completed(step.id.as_str())), Ok(()), "{place}");
            assert_eq!(went_on.dossier().answer(&item.id), None, "{place}: nothing was ticked");
            assert!(went_on.dossier().checks[&item.id].went_on.is_some(), "{place}: the reason stands there");
        }
    }
}

#[test]
fn what_a_check_found_not_to_be_so_cannot_be_ticked_with_a_reason_or_without() {
    let mut looked = 0;
    for book in books().values() {
        for (step, item) in book.items().filter(|(_, item)| matches!(item.ask, Ask::Confirm(_))) {
            let Some(check) = item.check else { continue };
            looked += 1;
            let place = format!("{} {}", book.id, item.id);
            let tick = |answer| Action::ItemAnswered { item: item.id.clone(), answer, origin: None };
            let failing = Course::answered(book, |_| false).and([fails(item.id.as_str(), check)]);
            let read = failing.dossier().checks[&item.id].stamp.at;
            let refusal = Err(Refusal::Contradicted { item: item.id.clone(), read });
            assert_eq!(failing.allows(book, &tick(Some(Answer::Confirmed))), refusal, "{place}");
            assert_eq!(failing.allows(book, &tick(None)), Ok(()), "{place}: an older tick can be taken away");
            // A tick of before the check, or of an earlier version of the app, stays; the step is not done with it.
            let ticked = failing.clone().and([tick(Some(Answer::Confirmed))]).dossier();
            assert_eq!(ticked.answer(&item.id), Some(&Answer::Confirmed), "{place}");
            assert!(findings::failing(step, item, &ticked).is_some(), "{place}");
            let mended = failing.clone().and([checked(item.id.as_str(), check, Outcome::Met)]);
            assert_eq!(mended.allows(book, &tick(Some(Answer::Confirmed))), Ok(()), "{place}: seen to be so");
            let unknown = || Outcome::Unknown { because: vec![Unread::Offline] };
            let unseen = failing.clone().and([checked(item.id.as_str(), check, unknown())]);
            assert_eq!(unseen.allows(book, &tick(Some(Answer::Confirmed))), Ok(()), "{place}: unknown since");
            let never = Course::answered(book, |_| false).and([checked(item.id.as_str(), check, unknown())]);
            assert_eq!(never.allows(book, &tick(Some(Answer::Confirmed))), Ok(()), "{place}: unknown");
            let went_on = Course::answered(book, |_| false)
                .and([fails(item.id.as_str(), check), reason(item.id.as_str(), vec![])]);
            assert_eq!(went_on.allows(book, &tick(Some(Answer::Confirmed))), refusal, "{place}");
            assert_eq!(went_on.allows(book, &tick(None)), Ok(()), "{place}: it can be taken away");
        }
    }
    assert!(looked > 20, "{looked}");
}

#[test]
fn every_line_about_a_kept_password_removes_it() {
    let mut removing = vec![];
    for book in books().values() {
        let secrets = book.items().filter(|(_, item)| matches!(item.ask, Ask::Secret(_))).count();
        let lines: Vec<_> = book
            .items()
            .filter_map(|(_, item)| match &item.ask {
                Ask::Choice(asked) => asked.removes.as_ref().map(|removal| (item.id.as_str(), removal)),
                _ => None,
            })
            .collect();
        assert_eq!(lines.len(), secrets, "{}: a line decides about each password", book.id);
        removing
            .extend(lines.into_iter().map(|(line, removal)| (line.to_owned(), removal.secret.to_string())));
    }
    assert_eq!(removing, vec![("password-decision".to_owned(), "user-password".to_owned()); 4]);
}

#[test]
fn a_reason_covers_what_each_check_really_finds() {
    for fault in FAULTS {
        let mut fixture = Fixture::good(&books()[fault.handbook]);
        (fault.setup)(&mut fixture);
        (fault.breaks)(&mut fixture);
        let verdict = fixture.check(fault.item);
        if !matches!(verdict.outcome, Outcome::Unmet { .. }) {
            continue;
        }
        let (step, item) = fixture.handbook.item(&fault.item.into()).unwrap();
        let checked = Action::Checked {
            item: item.id.clone(),
            check: item.check.unwrap(),
            verdict,
            other_input: false,
        };
        let dossier = fixture.with_actions(vec![checked.clone(), reason(fault.item, vec![])]);
        let left = findings::item(step, item, &fixture.handbook, &dossier);
        assert_eq!((left, findings::failing(step, item, &dossier)), (vec![], None), "{}", fault.item);
        let without = fixture.with_actions(vec![checked]);
        assert!(findings::failing(step, item, &without).is_some(), "{}", fault.item);
    }
}

#[test]
fn a_reason_for_other_products_or_rights_holds_for_these_and_no_others() {
    let book = &books()["mijnloket-activeren"];
    let answered = |ids: &[&str]| Action::ItemAnswered {
        item: "switched-on".into(),
        answer: Some(crate::fixture::set(ids)),
        origin: None,
    };
    let on = |ids: &[&str]| Course::finished(book).and([answered(ids)]);
    let over = |work: &Course| findings::to_go_on_over(&"switched-on".into(), book, &work.dossier());
    let work = on(&["documents"]);
    assert!(matches!(work.allows(book, &completed("switch-on")), Err(Refusal::Incomplete { .. })));
    let covered = over(&work);
    assert!(matches!(&covered[..], [findings::Problem::ProductsDiffer { .. }]));
    let went_on = work.and([reason("switched-on", covered)]);
    assert_eq!(went_on.allows(book, &completed("switch-on")), Ok(()));
    assert_eq!(
        went_on.dossier().answer(&"switched-on".into()),
        Some(&crate::fixture::set(&["documents"])),
        "as it is"
    );
    // With fewer products on, it is another difference.
    let other = went_on.and([answered(&[])]);
    assert!(matches!(other.allows(book, &completed("switch-on")), Err(Refusal::Incomplete { .. })));
    // Nothing to go on over.
    let fine = Course::finished(book);
    assert_eq!(over(&fine), []);
    assert_eq!(fine.allows(book, &reason("switched-on", vec![])), Err(Refusal::NothingFails));

    let book = &books()["leerrekening-iob"];
    let fewer = Action::ItemAnswered {
        item: "rights".into(),
        answer: Some(Answer::Set { ids: ["viewWages".to_owned()].into() }),
        origin: None,
    };
    let work = Course::finished(book).and([fewer]);
    let covered = findings::to_go_on_over(&"rights".into(), book, &work.dossier());
    assert!(matches!(&covered[..], [findings::Problem::RightsMissing { .. }]));
    assert_eq!(work.and([reason("rights", covered)]).allows(book, &completed("give-rights")), Ok(()));
}

#[test]
fn who_does_a_step_follows_the_answer_that_decides_it() {
    let book = &books()["personeelssysteem-koppeling"];
    let who = |answer: Option<&str>| {
        let answered = answer.map(|answer| Action::ItemAnswered {
            item: "hr-worker".into(),
            answer: Some(Answer::of(answer)),
            origin: None,
        });
        let dossier = Course::answered(book, |_| false).and(answered).dossier();
        let of = |step: &str| book.step(&step.into()).unwrap().who(book, &dossier).clone();
        (of("connect"), of("map-hours"), of("upload-hours"))
    };
    let (office, employer) = (|| Who::Office, || Who::Employer);
    assert_eq!(who(None), (office(), office(), office()), "while it is open");
    assert_eq!(who(Some("office")), (office(), office(), office()));
    assert_eq!(who(Some("employer")), (employer(), employer(), office()), "the upload is in Loket");
}

#[test]
fn who_finishes_the_coupling_is_whoever_connects() {
    let book = &books()["leerrekening-iob"];
    for (answer, expected) in [("me", Who::Office), ("other", Who::Third)] {
        let answered = Action::ItemAnswered {
            item: "who-connects".into(),
            answer: Some(Answer::of(answer)),
            origin: None,
        };
        let dossier = Course::answered(book, |_| false).and(Some(answered)).dossier();
        assert_eq!(*book.step(&"finish".into()).unwrap().who(book, &dossier), expected, "{answer}");
    }
}
