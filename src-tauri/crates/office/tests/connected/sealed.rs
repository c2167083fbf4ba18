//! What identifies people is sealed on disk, and what nobody needs is not there at all.

use domain::Answer;

use crate::changes::Changes as _;
use crate::connected_office::{ConnectedOffice, holds};

/// Fault 29.
#[tokio::test(flavor = "multi_thread")]
async fn names_are_sealed_and_wages_and_bsn_are_nowhere() {
    let connected = ConnectedOffice::connected().await;
    let staal = connected.start("asr-werkgever", "Staal");
    let state = connected.check(staal).await;
    let Some(Answer::Rows { rows, .. }) = &state.items["directors"].answer else { panic!("directors") };
    let director = rows[0][0].clear().unwrap().to_owned();
    // A director that Loket does not have, so that names stand in a verdict too.
    let mut wrong = rows.clone();
    wrong[0][0] = "Petronella Kanarie".into();
    wrong[0][1] = "986543".into();
    connected.office.answer(staal, "directors", Some(Answer::Rows { rows: wrong, none: false })).unwrap();
    let iob = connected.start("leerrekening-iob", "Korenaar");
    connected.say(iob, "user-name", "koppeling.korenaar");
    connected.check(iob).await;
    connected.office.backups().make().unwrap();
    let connected = connected.reopened();
    let bytes = connected.on_disk();
    assert!(holds(&bytes, "Staal & Zoon"), "the search would find names");
    for name in [
        director.as_str(),
        "Petronella Kanarie",
        "Oefenaar, Olga",
        "citizenServiceNumber",
        "burgerservicenummer",
    ] {
        assert!(!holds(&bytes, name), "{name} stands on disk");
    }
    // Each with a quotation mark, as keys have them: a few letters alone stand in sealed text by chance.
    for words in ["\"wage", "grossWage\"", "dateOfBirth\"", "iban\""] {
        assert!(!holds(&bytes, words), "{words} stands on disk");
    }
    connected.office.keychain().unwrap();
    let state = connected.state(staal);
    let Some(Answer::Rows { rows, .. }) = &state.items["directors"].answer else { panic!("directors") };
    assert_eq!(rows[0][0].clear(), Some("Petronella Kanarie"));
}

/// Fault 46, of the connection: tokens are in the keychain and nowhere else.
#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_nowhere_on_disk_nor_in_what_the_page_gets() {
    let connected = ConnectedOffice::connected().await;
    let dossier = connected.start("leerrekening-iob", "Korenaar");
    connected.check(dossier).await;
    let token = connected.kept(crate::connected_office::TOKEN).unwrap();
    assert!(!holds(&connected.on_disk(), &token));
    let state = serde_json::to_string(&connected.office.connection().state().unwrap()).unwrap();
    assert!(!state.contains(&token));
}
