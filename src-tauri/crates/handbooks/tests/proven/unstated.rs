//! What Loket leaves empty is unknown, and said of whom: never "no", and never that all is well.

use domain::answer::Answer;
use domain::reading::Unread;
use domain::verdict::{Outcome, Remark, Unstated, Verdict};

use crate::fixture::{Fixture, rows};
use crate::loket::{self, read};
use crate::{books, found};

fn is_unknown(verdict: &Verdict) -> bool {
    verdict.outcome == Outcome::Unknown { because: vec![Unread::NotStated] }
}

fn names(what: Unstated, whom: &str) -> Remark {
    Remark::NotStated { what, values: vec![whom.into()] }
}

#[test]
fn who_may_be_a_director_is_unknown_by_name_and_number() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    let mut people = loket::people();
    people[1].is_director = None;
    fixture.readings.employments = read(people);
    // The director that is known was entered: that the list is complete is not proven.
    let verdict = fixture.check("directors");
    assert!(is_unknown(&verdict), "{verdict:?}");
    assert_eq!(verdict.remarks, [names(Unstated::Director, "B. de Vries (2)")]);
    assert_eq!(fixture.answer_from("directors"), None, "and answers nothing");
    // Entered as one, she is no stranger; somebody else is.
    fixture.answer("directors", rows(&[&["A. Bakker", "1"], &["B. de Vries", "2"]]));
    assert!(is_unknown(&fixture.check("directors")));
    fixture.answer("directors", rows(&[&["A. Bakker", "1"], &["Z. Zomer", "9"]]));
    assert_eq!(found(&fixture.check("directors").outcome), ["notInLoket"]);
}

#[test]
fn who_may_be_a_director_may_be_entitled_or_not() {
    let mut fixture = Fixture::good(&books()["leerrekening-iob"]);
    let mut people = loket::people();
    people[1].is_director = None;
    fixture.readings.employments = read(people);
    for count in ["2", "3"] {
        fixture.answer("result", rows(&[&[count, "month", "12,50"]]));
        let verdict = fixture.check("count-verdict");
        assert!(is_unknown(&verdict), "{count}: {verdict:?}");
        assert!(verdict.remarks.contains(&names(Unstated::Director, "B. de Vries (2)")));
    }
    fixture.answer("result", rows(&[&["4", "month", "12,50"]]));
    assert_eq!(found(&fixture.check("count-verdict").outcome), ["differs"]);
}

#[test]
fn a_component_that_may_count_hours_is_unknown_by_its_code() {
    let mut fixture = Fixture::good(&books()["personeelssysteem-koppeling"]);
    let mut components = fixture.readings.components.content().unwrap().clone();
    components[0].is_hours = None;
    fixture.readings.components = read(components);
    let verdict = fixture.check("hour-components");
    assert!(is_unknown(&verdict), "{verdict:?}");
    assert_eq!(verdict.remarks, [names(Unstated::Hours, "2")]);
    fixture.answer("wage-components", rows(&[&["Fooi", "2"]]));
    assert!(is_unknown(&fixture.check("wage-components")), "nor is it said to be of the wrong kind");
}

#[test]
fn an_application_that_is_connected_through_an_unnamed_user_is_unknown() {
    let mut fixture = Fixture::good(&books()["leerrekening-iob"]);
    let mut applications = fixture.readings.applications.content().unwrap().clone();
    let mut linked = applications[0].users.content().unwrap().clone();
    linked.truncate(1);
    linked[0].id = None;
    applications[0].users = read(linked);
    let name = applications[0].name.clone();
    fixture.readings.applications = read(applications);
    let verdict = fixture.check("application-connected");
    assert!(is_unknown(&verdict), "{verdict:?}");
    assert!(verdict.remarks.contains(&names(Unstated::LinkedUser, &name)), "{verdict:?}");
}

#[test]
fn a_user_of_whom_no_second_factor_is_told_is_unknown() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    fixture.answer("user-level", Answer::of("employer"));
    let mut users = fixture.readings.users.content().unwrap().clone();
    users[0].two_factor = None;
    let name = users[0].user_name.clone().unwrap();
    fixture.readings.users = read(users);
    let verdict = fixture.check("user-active");
    assert!(is_unknown(&verdict), "{verdict:?}");
    assert!(verdict.remarks.contains(&names(Unstated::SecondFactor, &name)), "{verdict:?}");
}
