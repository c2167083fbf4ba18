//! What Loket can show of users, rights, products and applications, and what may be said of it.

use domain::Text;
use domain::answer::{Answer, Personal};
use domain::check::OtherCoupling;
use domain::fix;
use domain::loket_change::LoketChange;
use domain::reading::{ApplicationReading, LinkedUser, Readings, Source, TeamReading, Unread};
use domain::right::Right;
use domain::verdict::{Discrepancy, Outcome, Remark};
use jiff::civil::date;

use crate::books;
use crate::fixture::{Fixture, set};
use crate::loket::{self, EMPLOYER, OFFICE_USER, USER, product, read};

fn change<T: Clone + serde::Serialize + serde::de::DeserializeOwned>(
    source: &mut Source<Vec<T>>,
    edit: impl FnOnce(&mut Vec<T>),
) {
    let mut list = source.content().unwrap().clone();
    edit(&mut list);
    *source = read(list);
}

fn unknown(why: Unread) -> Outcome {
    Outcome::Unknown { because: vec![why] }
}

fn lacks(fixture: &Fixture, item: &str) -> Vec<Discrepancy> {
    match fixture.check(item).outcome {
        Outcome::Unmet { discrepancies } => discrepancies,
        other => panic!("{item}: {other:?}"),
    }
}

fn office_user(fixture: &mut Fixture) {
    fixture.answer("user-level", Answer::of("office"));
    fixture.answer("user-name", Answer::of("kantoor.koppel"));
}

#[test]
fn a_user_whose_name_loket_does_not_tell_may_be_the_one_that_is_looked_for() {
    for item in ["user-kind", "user-is-new", "user-active", "rights"] {
        let mut fixture = Fixture::good(&books()["asr-werkgever"]);
        change(&mut fixture.readings.users, |users| users[0].user_name = None);
        assert_eq!(fixture.check(item).outcome, unknown(Unread::UserNamesMissing), "{item}");
        change(&mut fixture.readings.users, |users| users[0].user_name = Some("iemand.anders".into()));
        let user_name = Personal::from("koppel.bakker");
        assert_eq!(lacks(&fixture, item), [Discrepancy::NoSuchUser { user_name }], "{item}: all have a name");
    }
}

#[test]
fn a_user_among_those_of_the_office_is_ordinary_only_where_something_tells() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    office_user(&mut fixture);
    assert_eq!(fixture.check("user-kind").outcome, unknown(Unread::UserKindUnknown));
    assert_eq!(fixture.answer_from("user-kind"), None);
    change(&mut fixture.readings.office_users, |users| users[0].is_web_service = Some(true));
    let user_name = Personal::from("kantoor.koppel");
    assert_eq!(lacks(&fixture, "user-kind"), [Discrepancy::IsWebServiceUser { user_name }]);
    change(&mut fixture.readings.office_users, |users| users[0].is_web_service = Some(false));
    assert_eq!(fixture.check("user-kind").outcome, Outcome::Met);
}

#[test]
fn a_web_service_user_that_the_office_lists_is_not_called_ordinary() {
    let mut fixture = Fixture::good(&books()["personeelssysteem-koppeling"]);
    fixture.answer("user-name", Answer::of("kantoor.koppel"));
    change(&mut fixture.readings.applications, Vec::clear);
    assert_eq!(fixture.check("user-is-new").outcome, unknown(Unread::UserKindUnknown));
    change(&mut fixture.readings.office_users, |users| users[0].is_web_service = Some(true));
    assert_eq!(fixture.check("user-is-new").outcome, Outcome::Met);
}

#[test]
fn without_mijnloket_there_is_no_variant() {
    let mut fixture = Fixture::good(&books()["mijnloket-activeren"]);
    assert_eq!(fixture.check("variant-in-loket").outcome, Outcome::Met);
    change(&mut fixture.readings.products, |on| on.retain(|one| one.description != "MijnLoket"));
    let verdict = fixture.check("variant-in-loket");
    assert_eq!(verdict.outcome, Outcome::Unmet { discrepancies: vec![Discrepancy::NoVariant] });
    assert_eq!(verdict.remarks, []);
    assert_eq!(fixture.answer_from("variant-in-loket"), None, "and none is answered");
}

fn application(name: &str, users: &[&str]) -> ApplicationReading {
    let users = users.iter().map(|id| LinkedUser { id: Some((*id).into()), is_blocked: false });
    ApplicationReading {
        id: name.into(),
        name: name.into(),
        is_activated: true,
        users: read(users.collect()),
    }
}

#[test]
fn dedicated_is_said_only_when_no_other_application_uses_the_user() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    fixture.readings.applications =
        read(vec![application("Rooster Plus", &[USER]), application("Opleidingswinkel", &[USER])]);
    let handbooks = vec!["Opleidingswinkel".to_owned(), "Rooster Plus".into()];
    let both = lacks(&fixture, "user-is-new");
    let [Discrepancy::SharedUser { handbooks: found }] = both.as_slice() else { panic!("{both:?}") };
    let mut found = found.clone();
    found.sort();
    assert_eq!(found, handbooks, "two, and the partner's own is not listed");
    // One alone may be the partner's, under a name that nobody knows.
    fixture.readings.applications = read(vec![application("Rooster Plus", &[USER])]);
    let why = Unread::ApplicationUnknown { application: "Rooster Plus".into() };
    assert_eq!(fixture.check("user-is-new").outcome, unknown(why));
    fixture.readings.applications =
        read(vec![application("Rooster Plus", &[OFFICE_USER]), application("a.s.r.", &[])]);
    assert_eq!(fixture.check("user-is-new").outcome, Outcome::Met);
    fixture.readings.applications = Source::Unread { why: Unread::Changed };
    assert_eq!(fixture.check("user-is-new").outcome, unknown(Unread::Changed), "not read, not said");
    let mut unread = application("Rooster Plus", &[]);
    unread.users = Source::Unread { why: Unread::Changed };
    fixture.readings.applications = read(vec![unread, application("a.s.r.", &[USER])]);
    assert_eq!(fixture.check("user-is-new").outcome, unknown(Unread::Changed));
}

#[test]
fn dedicated_is_said_only_when_no_other_dossier_uses_the_user() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    let handbook = Text { nl: "Uren".into(), en: "Hours".into() };
    fixture.others = vec![OtherCoupling { handbook, user_name: Personal::Sealed("x".into()) }];
    assert_eq!(fixture.check("user-is-new").outcome, unknown(Unread::Sealed), "it may be the same");
    fixture.others[0].user_name = "Koppel.Bakker".into();
    let handbooks = vec!["Uren".to_owned()];
    assert_eq!(lacks(&fixture, "user-is-new"), [Discrepancy::SharedUser { handbooks }]);
    fixture.others[0].user_name = "koppel.anders".into();
    assert_eq!(fixture.check("user-is-new").outcome, Outcome::Met);
}

#[test]
fn a_right_that_is_named_otherwise_is_known_by_its_id() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    change(&mut fixture.readings.users, |users| {
        change(&mut users[0].rights, |rights| {
            for right in rights {
                right.id = format!("id of {}", right.description);
                right.description = format!("Nieuwe naam van {}", right.id);
            }
        });
    });
    let asked = |outcome: Outcome| match outcome {
        Outcome::Unknown { because } => matches!(&because[..], [Unread::RightsUnrecognised { .. }]),
        _ => false,
    };
    change(&mut fixture.readings.teams, Vec::clear);
    assert!(asked(fixture.check("rights").outcome), "neither missing");
    assert!(asked(fixture.check("rights-no-more").outcome), "nor too many");
    // Another list names the same ids as they are known.
    let rights: Vec<_> = Right::ALL
        .iter()
        .map(|right| {
            let mut given = loket::right(right.name());
            given.id = format!("id of {}", right.name());
            given.enabled = false;
            given
        })
        .collect();
    let team = TeamReading {
        id: "team".into(),
        description: "Team".into(),
        users: vec![],
        employers: vec![],
        rights,
    };
    fixture.readings.teams = read(vec![team]);
    assert_eq!(fixture.check("rights").outcome, Outcome::Met);
    assert_eq!(fixture.check("rights-no-more").outcome, Outcome::Met);
}

#[test]
fn a_right_in_another_order_or_form_is_neither_missing_nor_too_many() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    change(&mut fixture.readings.users, |users| {
        change(&mut users[0].rights, |rights| {
            for right in rights {
                right.description = match right.description.as_str() {
                    "Raadplegen loonoutput beperkt" => "Beperkte loonoutput raadplegen".into(),
                    other => other.split(' ').rev().collect::<Vec<_>>().join(" "),
                };
                right.id = String::new();
            }
        });
    });
    change(&mut fixture.readings.teams, Vec::clear);
    assert_eq!(fixture.check("rights").outcome, Outcome::Met);
    assert_eq!(fixture.check("rights-no-more").outcome, Outcome::Met);
}

#[test]
fn an_employer_out_of_reach_is_said_by_every_check() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    let refused =
        || Unread::NotPermitted { activity: "Get".into(), rights: vec!["A".into()], products: vec![] };
    fixture.readings = Readings {
        employer: Source::Unread { why: refused() },
        administrations: Source::Unread { why: refused() },
        users: Source::Unread { why: refused() },
        employments: Source::Unread { why: Unread::Vanished },
        applications: Source::Unread { why: refused() },
        office_users: read(vec![]),
        teams: read(vec![]),
        ..Readings::default()
    };
    for item in ["user-kind", "rights", "employer-id", "directors", "payroll-taxes-number"] {
        assert_eq!(fixture.check(item).outcome, unknown(Unread::EmployerOutOfReach), "{item}");
    }
    fixture.readings.users = read(vec![]);
    assert_eq!(fixture.check("employer-id").outcome, unknown(refused()), "reached, without that one right");
}

#[test]
fn what_hinders_a_coupling_is_in_the_verdict_and_not_under_it() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    fixture.answer("user-level", Answer::of("employer"));
    change(&mut fixture.readings.users, |users| users[0].two_factor = Some(true));
    assert_eq!(lacks(&fixture, "user-active"), [Discrepancy::SecondFactor]);
    change(&mut fixture.readings.users, |users| users[0].department_manager = true);
    assert_eq!(lacks(&fixture, "access-at-employer"), [Discrepancy::DepartmentOnly]);
    assert_eq!(fixture.check("rights").remarks, []);
    change(&mut fixture.readings.users, |users| users[0].several_employers = true);
    let discrepancies = vec![Discrepancy::SeesOthers { employers: None }];
    let verdict = fixture.check("user-is-new");
    assert_eq!((verdict.outcome, verdict.remarks), (Outcome::Unexpected { discrepancies }, vec![]));
}

#[test]
fn the_last_time_somebody_signed_in_with_the_user_is_said_since_it_may_be_a_person() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    fixture.answer("user-level", Answer::of("employer"));
    assert_eq!(fixture.check("user-is-new").remarks, [], "nobody did, or Loket does not tell");
    let on = date(2026, 11, 28);
    change(&mut fixture.readings.users, |users| users[0].last_sign_in = Some(on));
    let verdict = fixture.check("user-is-new");
    assert_eq!((verdict.outcome, verdict.remarks), (Outcome::Met, vec![Remark::SignedInLast { on }]));
}

fn reach(fixture: &mut Fixture, employers: &[&str]) {
    change(&mut fixture.readings.teams, |teams| {
        teams[0].employers = employers.iter().map(|id| (*id).to_owned()).collect();
        teams[0].rights.truncate(2);
    });
}

#[test]
fn a_coupling_that_hangs_on_a_user_of_the_office_is_found() {
    let item = "application-connected";
    let mut fixture = Fixture::good(&books()["leerrekening-iob"]);
    assert_eq!(fixture.check(item).outcome, Outcome::Met, "that user reaches this employer only");
    reach(&mut fixture, &[EMPLOYER, "second", "third"]);
    let rights = fixture.readings.teams.content().unwrap()[0].rights.clone();
    let mut rights: Vec<String> = rights.into_iter().map(|right| right.description).collect();
    rights.sort();
    let through =
        Discrepancy::ConnectedThrough { user: "Gebruiker kantoor.koppel".into(), employers: Some(3), rights };
    assert_eq!(lacks(&fixture, item), vec![through.clone()], "though the coupling user is connected too");
    change(&mut fixture.readings.applications, |all| {
        change(&mut all[0].users, |users| users.retain(|user| user.id.as_deref() == Some(OFFICE_USER)));
    });
    let found = lacks(&fixture, item);
    assert!(matches!(&found[..], [Discrepancy::NotConnected { .. }, last] if *last == through), "{found:?}");
    change(&mut fixture.readings.users, Vec::clear);
    let found = lacks(&fixture, item);
    assert!(matches!(&found[..], [Discrepancy::NoSuchUser { .. }, last] if *last == through), "{found:?}");
}

#[test]
fn whether_a_coupling_hangs_on_a_user_of_the_office_is_not_known_without_its_teams() {
    let mut fixture = Fixture::good(&books()["leerrekening-iob"]);
    fixture.readings.teams = Source::Unread { why: Unread::Changed };
    assert_eq!(fixture.check("application-connected").outcome, unknown(Unread::Changed));
}

#[test]
fn functions_ask_for_mijnloket_first() {
    let mut fixture = Fixture::good(&books()["mijnloket-activeren"]);
    fixture.answer("functions", set(&["documents", "preboarding"]));
    change(&mut fixture.readings.products, |on| {
        on.retain(|one| !one.description.to_lowercase().starts_with("mijnloket"));
    });
    let products =
        ["MijnLoket", "Mijnloket - Documenten", "MijnLoket - Preboarding"].map(str::to_owned).into();
    assert_eq!(lacks(&fixture, "switched-on"), [Discrepancy::ProductsOff { products }]);
    // Where the office does not have it, none of them can be switched on.
    change(&mut fixture.readings.office_products, |all| all.retain(|one| one.description != "MijnLoket"));
    let product = "MijnLoket".to_owned();
    assert_eq!(lacks(&fixture, "switched-on"), [Discrepancy::ProductNotAvailable { product }]);
}

#[test]
fn what_is_offered_can_work() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    change(&mut fixture.readings.users, Vec::clear);
    fixture.answer("user-level", Answer::of("employer"));
    assert!(fixture.can_fix("user-kind"));
    fixture.answer("user-level", Answer::of("office"));
    assert!(!fixture.can_fix("user-kind"), "it is to be made at the office");
    office_user(&mut fixture);
    change(&mut fixture.readings.teams, |teams| teams[0].rights.truncate(1));
    assert!(matches!(&lacks(&fixture, "rights")[..], [Discrepancy::RightsMissing { .. }]));
    assert!(fixture.check("rights").remarks.contains(&Remark::OfficeUser { employers: 1 }));
    assert!(!fixture.can_fix("rights"), "what it may hangs on its teams");
}

#[test]
fn a_variant_moves_by_what_really_moves_it() {
    let book = &books()["mijnloket-activeren"];
    let moved = |now: &[&str], on: &[&str], off: &[&str]| {
        let on_now = now.iter().map(|name| product(name, 1)).collect();
        let readings = Readings { products: read(on_now), ..Readings::default() };
        let names = |all: &[&str]| all.iter().map(|name| (*name).to_owned()).collect();
        let change = LoketChange::SwitchProducts { on: names(on), off: names(off) };
        fix::variant_change(book, &readings, &change).map(|one| {
            let because: Vec<_> = one.because.into_iter().map(|text| text.nl).collect();
            (one.from.map(|from| from.nl), one.to.nl, because)
        })
    };
    let text = |name: &str| {
        let options = book.items().find_map(|(_, item)| match &item.ask {
            domain::Ask::Products(products) if !products.options.is_empty() => Some(&products.options),
            _ => None,
        });
        options.unwrap().iter().find(|option| option.product == name).unwrap().text.nl.clone()
    };
    let texts = |names: &[&str]| names.iter().map(|name| text(name)).collect::<Vec<_>>();
    let (plus, pro) = ("MijnLoket - Declaraties", "MijnLoket - Preboarding");
    let all = ["MijnLoket", plus, pro];
    let some = |name: &str| Some(name.to_owned());
    assert_eq!(
        moved(&all, &[], &[pro]),
        Some((some("Pro"), "Plus".into(), vec![text(pro)])),
        "what goes, and not what stays"
    );
    assert_eq!(moved(&all[..2], &[pro], &[]), Some((some("Plus"), "Pro".into(), vec![text(pro)])));
    assert_eq!(moved(&all, &["MijnLoket - Assistent bedrijfsregelingen"], &[]), None);
    // Each alone would lift it as far; and only both together let it fall.
    let leave = "MijnLoket - Verlofaanvragen";
    assert_eq!(moved(&all[..1], &[leave, plus], &[]).unwrap().2, texts(&[plus, leave]));
    assert_eq!(moved(&all, &[], &[plus, pro]), Some((some("Pro"), "Start".into(), texts(&[plus, pro]))));
    assert_eq!(moved(&all, &[], &[plus]), None, "what goes below the variant does not move it");
    assert_eq!(
        moved(&[all[0], plus], &[pro], &[plus]),
        Some((some("Plus"), "Pro".into(), vec![text(pro)])),
        "what goes at the same time is no cause"
    );
    assert_eq!(
        moved(&[all[0], pro], &[plus], &[pro]),
        Some((some("Pro"), "Plus".into(), vec![text(pro)])),
        "what comes at the same time did not let it fall"
    );
    let (from, to, because) = moved(&[], &all[..2], &[]).unwrap();
    assert_eq!((from, to, because), (None, "Plus".into(), vec![text(plus)]), "there was none");
}
