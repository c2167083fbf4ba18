//! Each requirement that Loket can be asked about is really proven: met when all is well, and found out
//! when something is wrong. With the handbooks themselves and through the items that name the checks.

// What sets a test up fails the test.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../answers/mod.rs"]
mod answers;
mod faults;
mod fixture;
mod going_on;
mod held_back;
mod loket;
mod properties;
mod rights;
mod rows;
mod runs;
mod truth;
mod unstated;

use std::collections::{BTreeMap, BTreeSet};

use domain::Handbook;
use domain::answer::Answer;
use domain::id::HandbookId;
use domain::item::Fill;
use domain::reading::Unread;
use domain::verdict::{Outcome, Remark};
use handbooks::read_built_in;

use faults::FAULTS;
use fixture::{Fixture, rows, set};
use loket::read;

/// The requirements that a reading of Loket can decide.
const ROWS: [&str; 23] = [
    "LR3", "LR4", "LR11", "LR13", "PS5", "PS6", "PS7", "PS8", "PS9", "PS13", "AW1", "AW2", "AW3", "AW4",
    "AW8", "AW9", "AW10", "AW11", "ML1", "ML3", "ML5", "ML6", "ML7",
];

fn books() -> BTreeMap<HandbookId, Handbook> {
    let books = read_built_in().unwrap();
    books.into_iter().map(|book| (book.id.clone(), book)).collect()
}

/// The codes of what is found.
fn found(outcome: &Outcome) -> Vec<String> {
    let (Outcome::Unmet { discrepancies } | Outcome::Unexpected { discrepancies }) = outcome else {
        return vec![];
    };
    let code = |discrepancy| serde_json::to_value(discrepancy).unwrap()["kind"].as_str().unwrap().to_owned();
    discrepancies.iter().map(code).collect()
}

#[test]
fn every_requirement_is_met_when_all_is_well_and_found_out_when_not() {
    let books = books();
    let mut proven = BTreeSet::new();
    for fault in FAULTS {
        let book = &books[fault.handbook];
        let place = format!("{} {}", fault.handbook, fault.item);
        let (_, item) = book.item(&fault.item.into()).unwrap();
        assert!(
            fault.row.is_empty() || item.rows.iter().any(|row| row == fault.row),
            "{place}: {}",
            fault.row
        );
        let mut fixture = Fixture::good(book);
        (fault.setup)(&mut fixture);
        let verdict = fixture.check(fault.item);
        assert_eq!(verdict.outcome, Outcome::Met, "{place}");
        assert!(!verdict.evidence.is_empty(), "{place}");
        (fault.breaks)(&mut fixture);
        let verdict = fixture.check(fault.item);
        let codes = found(&verdict.outcome);
        assert!(codes.iter().any(|code| code == fault.found), "{place}: {:?}", verdict.outcome);
        proven.insert(fault.row);
    }
    let proven = ROWS.iter().filter(|row| proven.contains(*row)).count();
    eprintln!("K rows proven by reading: {proven} of {}", ROWS.len());
    assert_eq!(proven, ROWS.len());
}

#[test]
fn every_item_that_names_a_check_for_such_a_requirement_is_shown_to_fail() {
    for book in books().values() {
        for (_, item) in book.items().filter(|(_, item)| item.check.is_some()) {
            for row in item.rows.iter().filter(|row| ROWS.contains(&row.as_str())) {
                let shown = |fault: &&faults::Fault| item.id == fault.item && book.id == fault.handbook;
                let rows: BTreeSet<_> = FAULTS.iter().filter(shown).map(|fault| fault.row).collect();
                assert!(rows.contains(row.as_str()), "{}: {} for {row}", book.id, item.id);
            }
        }
    }
}

#[test]
fn what_was_not_read_is_unknown_and_says_why() {
    for (id, book) in books() {
        for (_, item) in book.items().filter(|(_, item)| item.check.is_some()) {
            let mut fixture = Fixture::good(&book);
            fixture.readings = domain::reading::Readings::default();
            if FAULTS.iter().any(|fault| id == fault.handbook && item.id == fault.item) {
                let setup = FAULTS.iter().find(|fault| id == fault.handbook && item.id == fault.item);
                (setup.unwrap().setup)(&mut fixture);
                let outcome = fixture.check(item.id.as_str()).outcome;
                assert!(
                    matches!(&outcome, Outcome::Unknown { because } if because.contains(&Unread::Never)),
                    "{id} {}: {outcome:?}",
                    item.id
                );
            }
        }
    }
}

#[test]
fn what_loket_fills_in_need_not_be_entered() {
    let books = books();
    for item in ["payroll-taxes-number", "employer-id", "pay-frequency"] {
        let mut fixture = Fixture::good(&books["asr-werkgever"]);
        assert!(fixture.answers.remove(item).is_some(), "{item} is answered otherwise");
        assert_eq!(fixture.check(item).outcome, Outcome::Met, "{item}");
    }
}

#[test]
fn what_was_not_entered_is_asked_for_first() {
    let books = books();
    for (id, item, needs) in [
        ("leerrekening-iob", "user-kind", "user-name"),
        ("leerrekening-iob", "rights", "user-name"),
        ("leerrekening-iob", "period-same", "result"),
        ("leerrekening-iob", "count-verdict", "result"),
        ("asr-werkgever", "directors", "directors"),
        ("asr-werkgever", "user-active", "user-name"),
        ("personeelssysteem-koppeling", "periods", "periods"),
        ("mijnloket-activeren", "switched-on", "functions"),
        ("mijnloket-activeren", "email-right", "email-viewer-names"),
    ] {
        let mut fixture = Fixture::good(&books[id]);
        fixture.answers.remove(needs);
        let outcome = fixture.check(item).outcome;
        let missing = Unread::NotEntered { item: needs.into() };
        assert!(
            matches!(&outcome, Outcome::Unknown { because } if because.contains(&missing)),
            "{outcome:?}"
        );
    }
}

#[test]
fn a_web_service_user_cannot_be_seen_but_can_be_shared_or_ordinary() {
    let books = books();
    let mut fixture = Fixture::good(&books["personeelssysteem-koppeling"]);
    assert_eq!(found(&fixture.check("user-is-new").outcome), ["isOrdinaryUser"]);
    fixture.answer("user-name", Answer::of("webservice.bakker"));
    assert_eq!(fixture.check("user-is-new").outcome, Outcome::Met);
    let unknown = Outcome::Unknown { because: vec![Unread::NotOffered] };
    assert_eq!(fixture.check("team-employers").outcome, unknown);
    fixture.readings.teams = read(vec![]);
    assert_eq!(found(&fixture.check("team-employers").outcome), ["noAccess"]);
}

#[test]
fn rights_on_the_user_itself_replace_those_of_the_team_and_cannot_be_read() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    fixture.answer("user-name", Answer::of("kantoor.koppel"));
    let mut users = fixture.readings.office_users.content().unwrap().clone();
    users[0].rights_on_user = true;
    fixture.readings.office_users = read(users);
    let verdict = fixture.check("rights");
    assert!(matches!(verdict.outcome, Outcome::Unknown { .. }));
    assert_eq!(verdict.remarks, [Remark::RightsOnUser]);
}

#[test]
fn a_dossier_tells_its_coupling_user() {
    let books = books();
    let name = |id: &str| {
        let fixture = Fixture::good(&books[id]);
        let dossier = fixture.dossier();
        domain::check::coupling_user(&fixture.handbook, &dossier).and_then(|user| user.name(&dossier).ok())
    };
    assert_eq!(name("asr-werkgever").as_deref(), Some("koppel.bakker"));
    assert_eq!(name("mijnloket-activeren"), None);
}

#[test]
fn a_shortened_list_proves_no_absence() {
    let books = books();
    let mut fixture = Fixture::good(&books["asr-werkgever"]);
    fixture.readings.filters = read(vec!["ActiveEmployments".to_owned()]);
    fixture.answer("directors", rows(&[&["A. Bakker", "1"], &["Z. Zomer", "9"]]));
    let verdict = fixture.check("directors");
    assert_eq!(verdict.outcome, Outcome::Unknown { because: vec![Unread::Filtered] });
    assert!(matches!(verdict.remarks.as_slice(), [Remark::Filtered { .. }]));
    fixture.answer("directors", Answer::Rows { rows: vec![], none: true });
    assert_eq!(found(&fixture.check("directors").outcome), ["notEntered"]);
}

#[test]
fn the_result_page_is_shown_with_who_looks_entitled_and_what_it_costs() {
    let verdict = Fixture::good(&books()["leerrekening-iob"]).check("count-verdict");
    assert!(verdict.remarks.contains(&Remark::HoursUnknown));
    assert!(verdict.remarks.contains(&Remark::Budget { total: "37.50".parse().unwrap() }));
    let people = ["B. de Vries (2)", "C. Smit (3)", "D. Visser (4)"].map(Into::into).into();
    assert!(verdict.remarks.contains(&Remark::Candidates { people }));
}

#[test]
fn which_personnel_number_is_meant_decides() {
    let mut fixture = Fixture::good(&books()["personeelssysteem-koppeling"]);
    let mut people = loket::people();
    people[2].payroll_id = people[1].payroll_id;
    fixture.readings.employments = read(people);
    fixture.answer("personnel-number", Answer::of("employeeNumber"));
    assert_eq!(fixture.check("numbers-unique").outcome, Outcome::Met);
    fixture.answer("personnel-number", Answer::of("payrollId"));
    assert_eq!(found(&fixture.check("numbers-unique").outcome), ["notUnique"]);
}

#[test]
fn what_is_read_answers() {
    let books = books();
    let fixture = Fixture::good(&books["leerrekening-iob"]);
    assert_eq!(fixture.answer_from("user-kind"), Some(Answer::Confirmed));
    let rights = ["viewWages", "viewEmployments", "viewHrm", "viewPeriodData", "viewLeave"];
    assert_eq!(fixture.answer_from("rights"), Some(set(&rights)));
    let mut fixture = Fixture::good(&books["asr-werkgever"]);
    assert_eq!(fixture.answer_from("directors"), Some(rows(&[&["A. Bakker", "1"]])));
    fixture.readings.employments = read(vec![]);
    assert_eq!(fixture.answer_from("directors"), Some(Answer::Rows { rows: vec![], none: true }));
    let fixture = Fixture::good(&books["mijnloket-activeren"]);
    assert_eq!(
        fixture.answer_from("switched-on"),
        Some(set(&["documents", "preboarding", "file-keeping", "preboarding-product"]))
    );
    assert_eq!(fixture.answer_from("variant-in-loket"), Some(Answer::of("pro")));
    assert_eq!(fixture.answer_from("in-list"), Some(Answer::of("yes")));
    assert_eq!(fixture.answer_from("email-right"), Some(set(&["viewMijnLoketEmail"])));
}

/// The versions that dossiers were started with before these.
fn previous() -> impl Iterator<Item = Handbook> {
    let texts = [
        include_str!("../previous/leerrekening-iob.toml"),
        include_str!("../previous/asr-salarisverwerker.toml"),
        include_str!("../previous/asr-werkgever.toml"),
        include_str!("../previous/personeelssysteem-koppeling.toml"),
        include_str!("../previous/mijnloket-activeren.toml"),
    ];
    texts.into_iter().map(|text| handbooks::read_accepted(text).unwrap())
}

#[test]
fn a_line_that_is_gone_is_still_checked_in_the_version_that_has_it() {
    let before = previous().find(|book| book.id == "mijnloket-activeren").unwrap();
    let mut fixture = Fixture::good(&before);
    assert_eq!(fixture.check("preboarding-both").outcome, Outcome::Met);
    let mut on = fixture.readings.products.content().unwrap().clone();
    on.retain(|one| one.description != "Preboarding");
    fixture.readings.products = read(on);
    assert_eq!(found(&fixture.check("preboarding-both").outcome), ["productsOff"]);
    let before = previous().find(|book| book.id == "leerrekening-iob").unwrap();
    let mut fixture = Fixture::good(&before);
    fixture.answer("period-in-loket", Answer::of("month"));
    assert_eq!(fixture.check("period-in-loket").outcome, Outcome::Met);
    fixture.answer("period-in-loket", Answer::of("week"));
    assert_eq!(found(&fixture.check("period-in-loket").outcome), ["differs"]);
}

#[test]
fn what_is_read_fills() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    assert_eq!(fixture.fill(Fill::EmployerId).as_deref(), Some(loket::EMPLOYER));
    assert_eq!(fixture.fill(Fill::EmployerNumber).as_deref(), Some("1234"));
    assert_eq!(fixture.fill(Fill::EmployerEmail).as_deref(), Some("info@bakker.example"));
    assert_eq!(fixture.fill(Fill::PayrollTaxesNumber).as_deref(), Some("111111110L01"));
    assert_eq!(fixture.fill(Fill::PayrollPeriodType).as_deref(), Some("month"));
    assert_eq!(fixture.fill(Fill::ClientNumber).as_deref(), Some("395"));
    let mut second = loket::administration("123456782L02");
    second.payroll_period_type = 3;
    fixture.readings.administrations = read(vec![loket::administration("111111110L01"), second]);
    // The number that was entered says which administration it is; the number itself is not known.
    assert_eq!(fixture.fill(Fill::PayrollPeriodType).as_deref(), Some("month"));
    assert_eq!(fixture.fill(Fill::PayrollTaxesNumber), None);
    fixture.answers.remove("payroll-taxes-number");
    assert_eq!(fixture.fill(Fill::PayrollPeriodType), None);
    assert_eq!(fixture.fill(Fill::OfficeName), None);
}

#[test]
fn how_many_numbers_there_are_is_counted_and_not_guessed() {
    let mut fixture = Fixture::good(&books()["asr-werkgever"]);
    let mut count = |all: &[Option<&str>]| {
        let one = |number: Option<&str>| {
            let mut one = loket::administration("");
            one.payroll_taxes_number = number.map(str::to_owned);
            one
        };
        fixture.readings.administrations = read(all.iter().copied().map(one).collect());
        fixture.fill(Fill::PayrollTaxesNumbers)
    };
    let (first, second) = (Some("111111110L01"), Some("111111110L02"));
    assert_eq!(count(&[first]).as_deref(), Some("one"));
    assert_eq!(count(&[first, Some("1111.11.110 L01")]).as_deref(), Some("one"), "one number in two forms");
    assert_eq!(count(&[first, second]).as_deref(), Some("more"), "only the last digits differ");
    assert_eq!(count(&[first, second, None]).as_deref(), Some("more"));
    assert_eq!(count(&[first, None]), None, "the one that is missing may be another");
    assert_eq!(count(&[None]), None);
    assert_eq!(count(&[]), None);
}
