//! What Loket leads one to expect: numbers that prove nothing, numbers that are shared, and the report of it on paper.

use std::process::Command;

use domain::id::DossierId;
use domain::state::DossierState;
use domain::verdict::{Discrepancy, HoursLine, Outcome, Remark, Subject};
use domain::{Answer, Language, Personal};
use jiff::ToSpan;
use rust_decimal::Decimal;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, discrepancies, is_met};

fn remarks(state: &DossierState, item: &str) -> Vec<Remark> {
    state.items[item].check.as_ref().unwrap().verdict.as_ref().unwrap().remarks.clone()
}

fn row(connected: &ConnectedOffice, dossier: DossierId, item: &str, cells: &[&str]) -> DossierState {
    let row: Vec<Personal> = cells.iter().map(|cell| Personal::from(*cell)).collect();
    connected.office.answer(dossier, item, Some(Answer::Rows { rows: vec![row], none: false })).unwrap()
}

/// The words of a PDF, with all breaks as one space.
fn words_of(pdf: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), pdf).unwrap();
    let reported = Command::new("pdftotext").args(["-enc", "UTF-8"]).arg(file.path()).arg("-").output();
    let reported =
        reported.unwrap_or_else(|_| panic!("pdftotext reads the PDF in this test: install poppler-utils"));
    assert!(reported.status.success());
    String::from_utf8(reported.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[tokio::test(flavor = "multi_thread")]
#[cfg_attr(windows, ignore = "needs poppler-utils")]
async fn the_report_on_paper_says_what_loket_answered_and_what_that_rests_on() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Van Aalst");
    connected.say(dossier, "user-name", "koppeling.aalst");
    let state = connected.check(dossier).await;
    let reported = words_of(&connected.office.report_pdf(dossier).unwrap().bytes);
    let checked = state.items["rights"].check.as_ref().unwrap();
    let at = exchange::words::moment(checked.stamp.as_ref().unwrap().at, Language::Nl);
    let read = &checked.verdict.as_ref().unwrap().evidence[0];
    for words in [
        "Loket: klopt".to_owned(),
        format!("Loket: klopt niet (NV, {at})"),
        "Deze rechten ontbreken: Raadplegen verlofadministratie".into(),
        read.operations[0].clone(),
        exchange::words::moment(read.at, Language::Nl),
    ] {
        assert!(reported.contains(&words), "{words} is not in the report");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_for_the_iob_stands_beside_what_the_employments_lead_one_to_expect() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.check(dossier).await;
    let state = row(&connected, dossier, "result", &["99", "month", "12,50"]);
    let [Discrepancy::Differs { what: Subject::EntitledEmployees, entered, read }] =
        &discrepancies(&state, "count-verdict")[..]
    else {
        panic!("{:?}", discrepancies(&state, "count-verdict"))
    };
    assert_eq!(entered.clear(), Some("99"));
    let expected: usize = read[0].clear().unwrap().parse().unwrap();
    assert!((3..12).contains(&expected), "three of the twelve, or more as hours cannot be read: {expected}");
    let reported = remarks(&state, "count-verdict");
    assert!(reported.contains(&Remark::HoursUnknown));
    assert!(
        reported.iter().any(|one| matches!(one, Remark::Candidates { people } if people.len() == expected))
    );
    assert!(!state.items["count-verdict"].check.as_ref().unwrap().verdict.as_ref().unwrap().blocks());
    let state = row(&connected, dossier, "result", &[&expected.to_string(), "month", "12,50"]);
    assert!(is_met(&state, "count-verdict"));
}

#[tokio::test(flavor = "multi_thread")]
async fn numbers_of_payroll_that_two_administrations_share_are_found() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("personeelssysteem-koppeling", "Kleurrijk");
    connected.say(dossier, "couplings", "more");
    connected.say(dossier, "personnel-number", "payrollId");
    let state = connected.check(dossier).await;
    let [Discrepancy::NotUnique { what: Subject::PersonnelNumber, values }] =
        &discrepancies(&state, "numbers-unique")[..]
    else {
        panic!("{:?}", discrepancies(&state, "numbers-unique"))
    };
    assert!(!values.is_empty());
    let state = connected.say(dossier, "personnel-number", "employeeNumber");
    assert!(is_met(&state, "numbers-unique"), "each employee has a number of its own");
    // Two administrations, each with a loonheffingennummer of its own: which one is meant is not known.
    let asr = connected.start("asr-werkgever", "Kleurrijk");
    let state = connected.check(asr).await;
    assert_eq!(state.items["payroll-taxes-number"].proposal, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn hours_of_a_period_stand_beside_those_in_loket() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("personeelssysteem-koppeling", "Korenaar");
    // The sandbox counts its periods by the day in UTC, wherever the computer is.
    let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
    let last = now.first_of_month().checked_sub(1.day()).unwrap();
    let period = last.strftime("%Y-%m").to_string();
    let day = now.to_string();
    row(&connected, dossier, "periods", &[&period, &day, "12", "1"]);
    let state = connected.check(dossier).await;
    let found = discrepancies(&state, "periods");
    let read = found.iter().find_map(|discrepancy| match discrepancy {
        Discrepancy::Differs { what: Subject::Hours, entered, read } if entered.clear() == Some("1") => {
            read[0].clear()
        }
        _ => None,
    });
    let read = read.unwrap_or_else(|| panic!("{found:?}")).to_owned();
    let lines: Vec<HoursLine> = remarks(&state, "periods")
        .into_iter()
        .find_map(|one| if let Remark::HoursBeside { lines } = one { Some(lines) } else { None })
        .unwrap();
    let sum: Decimal = lines.iter().map(|line| line.last).sum();
    assert_eq!(sum, read.parse().unwrap(), "each component beside the period before");
    let whole = sum.round().to_string();
    let state = row(&connected, dossier, "periods", &[&period, &day, "12", &whole]);
    let outcome = crate::connected_office::outcome(&state, "periods");
    let differs = matches!(&outcome, Outcome::Unexpected { discrepancies }
        if discrepancies.iter().any(|discrepancy| matches!(discrepancy, Discrepancy::Differs { .. })));
    assert!(!differs, "{outcome:?}");
}
