//! What Loket knows is filled in, on cards and in dossiers, and judged as what it is.

use domain::answer::{Answer, OriginSource, Personal};
use domain::connection::LoketFault;
use domain::id::EmployerId;
use domain::verdict::{Discrepancy, Outcome, Subject};
use office::refusal::Refusal;
use sandbox::employer_id;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, discrepancies, is_met, outcome, silent};
use crate::loket::words;

#[tokio::test(flavor = "multi_thread")]
async fn what_loket_fills_in_is_in_order_before_anybody_takes_it_over() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Van Aalst");
    let state = connected.check(dossier).await;
    for item in ["payroll-taxes-number", "employer-id", "pay-frequency"] {
        let line = &state.items[item];
        assert_eq!(line.answer, None, "{item}");
        assert_eq!(line.proposal.as_ref().unwrap().origin.source, OriginSource::Loket, "{item}");
        assert!(is_met(&state, item), "{item}: {:?}", outcome(&state, item));
    }
    let state = connected.say(dossier, "payroll-taxes-number", "111222333L01");
    assert!(matches!(outcome(&state, "payroll-taxes-number"), Outcome::Unmet { .. }), "what is typed counts");
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_administrations_none_is_taken_for_the_one_that_is_meant() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("asr-werkgever", "Kleurrijk");
    let state = connected.check(dossier).await;
    assert_eq!(state.items["payroll-taxes-number"].proposal, None);
    assert!(matches!(outcome(&state, "payroll-taxes-number"), Outcome::Unknown { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn how_many_administrations_there_are_and_which_comes_from_loket() {
    let connected = ConnectedOffice::connected().await;
    let single = connected.start("asr-werkgever", "Van Aalst");
    let known = connected.check(single).await.items["number-of-administrations"].proposal.clone().unwrap();
    assert_eq!((known.value.clear(), known.origin.source), (Some("one"), OriginSource::Loket));

    let dossier = connected.start("asr-werkgever", "Kleurrijk");
    let state = connected.check(dossier).await;
    let known = state.items["number-of-administrations"].proposal.as_ref().unwrap();
    assert_eq!((known.value.clear(), &known.origin.source), (Some("more"), &OriginSource::Loket));
    let state = connected.say(dossier, "number-of-administrations", "one");
    let in_loket = state.items["number-of-administrations"].in_loket.as_ref().unwrap();
    assert_eq!(in_loket.value.clear(), Some("more"), "what differs stands beside it");
    assert_eq!(state.items["administrations"].rows_in_loket, None, "not asked");

    let state = connected.say(dossier, "number-of-administrations", "more");
    assert_eq!(state.items["number-of-administrations"].in_loket, None);
    let rows = state.items["administrations"].rows_in_loket.as_ref().unwrap().missing.clone();
    let cells: Vec<Vec<_>> =
        rows.iter().map(|row| row.iter().filter_map(Personal::clear).collect()).collect();
    let both = [["Kleurrijk Onderhoud", "111222333L04", ""], ["Kleurrijk Nieuwbouw", "111222333L05", ""]];
    assert_eq!(cells, both, "who takes part is the employer's to say");
    let fewer = Answer::Rows { rows: rows[..1].to_vec(), none: false };
    let state = connected.office.answer(dossier, "administrations", Some(fewer)).unwrap();
    assert_eq!(state.items["administrations"].rows_in_loket.as_ref().unwrap().missing, rows[1..]);
    let found = discrepancies(&connected.check(dossier).await, "administrations");
    assert!(
        matches!(&found[..], [Discrepancy::NotEntered { what: Subject::PayrollTaxesNumber, .. }]),
        "{found:?}"
    );
    let state = connected
        .office
        .answer(dossier, "administrations", Some(Answer::Rows { rows, none: false }))
        .unwrap();
    assert!(is_met(&state, "administrations"), "judged again on what was read");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_card_of_one_employer_is_read_without_a_dossier() {
    let connected = ConnectedOffice::connected().await;
    let before = connected.card("Van Aalst");
    assert!(before.administrations.is_empty());
    let card = connected.office.read_employer(before.id, silent()).await.unwrap();
    let [administration] = &card.employer.administrations[..] else {
        panic!("{:?}", card.employer.administrations)
    };
    assert_eq!(administration.payroll_taxes_number.as_deref(), Some("111111110L02"));
    assert_eq!(card.employer.kvk.as_deref(), Some("00000002"));
    assert_eq!(card.employer.changed, before.changed, "nobody changed it by hand");
    assert!(card.differences.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_card_that_loket_does_not_show_says_why_and_stays() {
    let connected = ConnectedOffice::connected().await;
    let card = connected.card("Van Aalst");
    let path = format!("/v2/providers/employers/{}", employer_id(2));
    connected.loket.trap("GET", &path, words(403, r#"{"messages":[]}"#), 99);
    let refusal = connected.office.read_employer(card.id, silent()).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Loket { fault: LoketFault::NotPermitted { .. } }), "{refusal:?}");
    assert_eq!(connected.card("Van Aalst").company_name, card.company_name);
    let mut by_hand = card;
    (by_hand.id, by_hand.employer_id, by_hand.employer_number) = (EmployerId::NEW, None, None);
    let by_hand = connected.office.save_employer_card(&by_hand).unwrap().card.unwrap().employer.id;
    let refusal = connected.office.read_employer(by_hand, silent()).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Loket { fault: LoketFault::NotLinked { .. } }), "{refusal:?}");
}
