//! The list of employers, cards, and where a card says otherwise.

use domain::employer_card::CardField;
use domain::id::EmployerId;
use sandbox::employer_id;

use crate::connected_office::{ConnectedOffice, reported, silent};
use crate::loket::words;

#[tokio::test(flavor = "multi_thread")]
async fn the_employers_come_with_their_cards_filled() {
    let connected = ConnectedOffice::new();
    connected.sign_in("oefenen").await;
    let (on_progress, progress) = reported();
    let read = connected.office.read_employers(on_progress).await.unwrap();
    assert_eq!((read.read, read.new, read.vanished, read.refreshed), (13, 13, 0, 0));
    let card = connected.card("Gouden Korenaar");
    assert_eq!(card.employer_id, Some(employer_id(1).to_string()));
    assert_eq!(card.employer_number.as_deref().map(str::is_empty), Some(false));
    assert!(card.loket.is_some_and(|loket| !loket.vanished));
    assert!(
        !connected
            .office
            .employers()
            .unwrap()
            .iter()
            .any(|row| row.employer.company_name.contains("Van Buren"))
    );
    let reported = progress.lock().unwrap();
    assert!(reported.iter().any(|now| now.items == Some((13, 13))), "{reported:?}");
    let state = connected.office.connection().state().unwrap();
    assert_eq!(state.employers, 13);
    assert!(state.employers_at.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn reading_again_with_nothing_changed_reads_no_employer_and_a_change_is_seen() {
    let connected = ConnectedOffice::connected().await;
    connected.start("leerrekening-iob", "Korenaar");
    connected.start("leerrekening-iob", "Van Aalst");
    let again = connected.office.read_employers(silent()).await.unwrap();
    assert_eq!((again.new, again.vanished, again.refreshed), (0, 0, 0));
    connected.loket.right(2, 9, "viewLeave").await;
    let again = connected.office.read_employers(silent()).await.unwrap();
    assert_eq!(again.refreshed, 1);
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().refreshed, 0);
    assert_eq!(
        connected.card("Van Aalst").administrations[0].payroll_taxes_number.as_deref(),
        Some("111111110L02")
    );
}

/// Fault 10, of the card: both values stand beside each other, and nothing is written over.
#[tokio::test(flavor = "multi_thread")]
async fn a_card_made_by_hand_is_linked_by_its_number_and_not_written_over() {
    let connected = ConnectedOffice::connected().await;
    let number = connected.card("Gouden Korenaar").employer_number;
    let fresh = ConnectedOffice::new();
    let mut card = connected.card("Gouden Korenaar");
    (card.id, card.employer_id, card.loket) = (EmployerId::NEW, None, None);
    card.company_name = "Bakker Korenaar (oude naam)".into();
    card.kvk = None;
    card.administrations = vec![];
    let by_hand = fresh.office.save_employer_card(&card).unwrap().card.unwrap().employer.id;
    fresh.sign_in("oefenen").await;
    let read = fresh.office.read_employers(silent()).await.unwrap();
    assert_eq!((read.new, read.refreshed), (12, 1));
    let shown = fresh.office.employer(by_hand).unwrap();
    assert_eq!(shown.employer.employer_number, number);
    assert_eq!(shown.employer.employer_id, Some(employer_id(1).to_string()), "what was empty is filled");
    assert_eq!(shown.employer.kvk.as_deref(), Some("00000001"));
    assert_eq!(shown.employer.administrations.len(), 1);
    assert_eq!(shown.employer.company_name, "Bakker Korenaar (oude naam)", "what was entered stays");
    let [difference] = &shown.differences[..] else { panic!("{:?}", shown.differences) };
    assert_eq!(difference.field, CardField::CompanyName);
    assert_eq!(difference.loket, "Bakkerij De Gouden Korenaar B.V.");
    fresh.office.take_over_from_loket(by_hand, CardField::CompanyName).unwrap();
    let shown = fresh.office.employer(by_hand).unwrap();
    assert_eq!(shown.employer.company_name, "Bakkerij De Gouden Korenaar B.V.");
    assert!(shown.differences.is_empty());
}

/// Fault 9.
#[tokio::test(flavor = "multi_thread")]
async fn an_employer_that_is_gone_is_marked_and_kept_and_comes_back() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    // Team 1 is that of the user.
    let team = [("wat", "toegang"), ("werkgever", "1"), ("ding", "1")];
    connected.loket.press(&team).await;
    let read = connected.office.read_employers(silent()).await.unwrap();
    assert_eq!((read.read, read.vanished), (12, 1));
    assert!(connected.card("Korenaar").loket.unwrap().vanished);
    assert!(connected.state(dossier).history_count > 0);
    connected.loket.press(&team).await;
    assert_eq!(connected.office.read_employers(silent()).await.unwrap().vanished, 0);
    assert!(!connected.card("Korenaar").loket.unwrap().vanished);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_that_is_not_found_when_it_is_read_is_marked_too() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("mijnloket-activeren", "Korenaar");
    let path = format!("/v2/providers/employers/{}", employer_id(1));
    connected.loket.trap("GET", &path, words(404, r#"{"messages":[]}"#), 99);
    connected.check(dossier).await;
    assert!(connected.card("Korenaar").loket.unwrap().vanished);
}

/// Fault 3 of the list: a page that fails leaves no part of it behind.
#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_cannot_be_read_whole_changes_nothing() {
    let connected = ConnectedOffice::connected().await;
    connected.loket.trap("GET", "/employers", words(400, r#"{"messages":[]}"#), 1);
    connected.office.read_employers(silent()).await.unwrap_err();
    assert!(connected.office.employers().unwrap().iter().all(|row| !row.employer.loket.unwrap().vanished));
}
