//! Summaries that an earlier version of the app stored, and since when a status is as it is.

use domain::Answer;
use rusqlite::Connection;

use crate::changes::Changes as _;
use crate::fixture::Fixture;

/// Brings the stored summaries to what a version without `since` stored.
fn age(folder: &std::path::Path) {
    let records = Connection::open(folder.join("koppelwijzer.db")).unwrap();
    let aged = records.execute("UPDATE dossiers SET summary = json_remove(summary, '$.since')", []).unwrap();
    assert!(aged > 0);
}

#[test]
fn summaries_of_an_earlier_version_are_made_anew_when_the_app_opens() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    let before = fixture.office.board().unwrap().rows;
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    age(folder.path());
    let fixture = Fixture::on(folder, vault);
    let after = fixture.office.board().unwrap().rows;
    assert_eq!(after.len(), 1, "no dossier is missing from the board");
    assert_eq!(after[0].summary, before[0].summary);
}

#[test]
fn a_backup_of_an_earlier_version_is_brought_up_to_date_when_it_is_put_back() {
    let fixture = Fixture::new();
    fixture.start("asr-werkgever");
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    age(folder.path());
    // The backup that is made here holds the old summaries.
    let records = records_alone(folder.path());
    let name = records;
    let fixture = Fixture::on(folder, vault);
    fixture.office.backups().restore(&name).unwrap();
    assert_eq!(fixture.office.board().unwrap().rows.len(), 1);
}

/// Opens the records by themselves, makes a backup, and gives its name.
fn records_alone(folder: &std::path::Path) -> String {
    let now = jiff::Timestamp::from_second(1_795_100_000).unwrap();
    let mut records = records::Records::open(folder, now).unwrap().records;
    let backup = records.backup(now, records::Reason::Asked).unwrap();
    records.close(now).unwrap();
    backup.name
}

#[test]
fn the_board_says_since_when_a_dossier_is_as_it_is() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let busy = fixture.office.answer(id, "user-name", Some(Answer::of("eerste"))).unwrap().summary;
    let later = fixture.office.answer(id, "user-name", Some(Answer::of("tweede"))).unwrap().summary;
    assert!(later.changed > busy.changed);
    assert_eq!(later.since, busy.changed);
    assert_eq!(fixture.office.board().unwrap().rows[0].summary.since, busy.changed);
}
