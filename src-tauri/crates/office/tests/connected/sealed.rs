//! What identifies people is sealed on disk, and what nobody needs is not there at all.

use domain::Answer;

use crate::desk::{Desk, holds};

/// Fault 29.
#[tokio::test(flavor = "multi_thread")]
async fn names_are_sealed_and_wages_and_bsn_are_nowhere() {
    let desk = Desk::connected().await;
    let staal = desk.start("asr-werkgever", "Staal");
    let state = desk.check(staal).await;
    let Some(Answer::Rows { rows, .. }) = &state.items["directors"].answer else { panic!("directors") };
    let director = rows[0][0].clear().unwrap().to_owned();
    // A director that Loket does not have, so that names stand in a verdict too.
    let mut wrong = rows.clone();
    wrong[0][0] = "Petronella Kanarie".into();
    wrong[0][1] = "986543".into();
    desk.office.answer(staal, "directors", Some(Answer::Rows { rows: wrong, none: false })).unwrap();
    let iob = desk.start("leerrekening-iob", "Korenaar");
    desk.say(iob, "user-name", "koppeling.korenaar");
    desk.check(iob).await;
    desk.office.make_backup().unwrap();
    let desk = desk.reopened();
    let bytes = desk.on_disk();
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
    for words in ["\"wage", "grossWage", "dateOfBirth", "iban"] {
        assert!(!holds(&bytes, words), "{words} stands on disk");
    }
    desk.office.keychain().unwrap();
    let state = desk.state(staal);
    let Some(Answer::Rows { rows, .. }) = &state.items["directors"].answer else { panic!("directors") };
    assert_eq!(rows[0][0].clear(), Some("Petronella Kanarie"));
}

/// Fault 46, of the connection: tokens are in the keychain and nowhere else.
#[tokio::test(flavor = "multi_thread")]
async fn tokens_are_nowhere_on_disk_nor_in_what_the_page_gets() {
    let desk = Desk::connected().await;
    let dossier = desk.start("leerrekening-iob", "Korenaar");
    desk.check(dossier).await;
    let token = desk.kept(crate::desk::TOKEN).unwrap();
    assert!(!holds(&desk.on_disk(), &token));
    let state = serde_json::to_string(&desk.office.connection().unwrap()).unwrap();
    assert!(!state.contains(&token));
}
