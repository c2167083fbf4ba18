//! Handbooks of the office's own: tried out, replaced, taken along and removed while no dossier follows them.

use office::Refusal;
use office::files::{FileKind, FileRequest};

use crate::changes::Changes;
use crate::fixture::{Fixture, OWN_HANDBOOK};

const ID: &str = "eigen-handboek";

fn file(fixture: &Fixture, text: &str) -> std::path::PathBuf {
    let path = fixture.folder.path().join("eigen.toml");
    std::fs::write(&path, text).unwrap();
    path
}

fn import(fixture: &Fixture, text: &str) -> office::Result<u32> {
    fixture.office.handbooks().import(&file(fixture, text)).map(|imported| imported.version)
}

fn line(fixture: &Fixture) -> String {
    fixture.office.handbooks().newest(&ID.into()).unwrap().steps[0].items[0].label.nl.clone()
}

fn other() -> String {
    OWN_HANDBOOK.replace("Het is klaar", "Het is anders")
}

fn second() -> String {
    OWN_HANDBOOK.replace("version = 1", "version = 2").replace("Het is klaar", "Het is verder")
}

#[test]
fn a_version_that_no_dossier_follows_is_replaced_without_a_higher_number() {
    let fixture = Fixture::new();
    import(&fixture, OWN_HANDBOOK).unwrap();
    assert_eq!(import(&fixture, &other()), Ok(1));
    assert_eq!(line(&fixture), "Het is anders");
    let fixture = fixture.reopened();
    assert_eq!(line(&fixture), "Het is anders", "on disk");
}

#[test]
fn a_version_that_a_dossier_followed_ever_stays_as_it_is() {
    let fixture = Fixture::new();
    import(&fixture, OWN_HANDBOOK).unwrap();
    let id = fixture.office.start_dossiers(&ID.into(), &[], None).unwrap()[0].dossier;
    let taken = |version| Refusal::HandbookTaken { id: ID.into(), version, dossiers: Some(1) };
    assert_eq!(import(&fixture, &other()), Err(taken(1)));
    assert_eq!(line(&fixture), "Het is klaar");
    import(&fixture, &second()).unwrap();
    let third = second().replace("Het is verder", "Het is nog verder");
    assert_eq!(import(&fixture, &third), Ok(2), "the dossier does not follow this one yet");
    fixture.office.move_to_newest(id).unwrap();
    assert_eq!(import(&fixture, &second()), Err(taken(2)));
    assert_eq!(import(&fixture, &other()), Err(taken(1)), "its history is told by that version");
    assert_eq!(fixture.office.handbooks().remove(&ID.into()), Err(Refusal::HandbookFollowed { dossiers: 1 }));
    assert_eq!(fixture.office.open_dossier(id).unwrap().handbook.version, 2);
    fixture.office.remove_dossier(id).unwrap();
    assert_eq!(import(&fixture, &second()), Ok(2), "nobody follows it any more");
}

#[test]
fn a_handbook_that_no_dossier_follows_is_removed_in_all_its_versions() {
    let fixture = Fixture::new();
    import(&fixture, OWN_HANDBOOK).unwrap();
    import(&fixture, &second()).unwrap();
    fixture.office.handbooks().remove(&ID.into()).unwrap();
    assert_eq!(fixture.office.handbooks().newest(&ID.into()).unwrap_err(), Refusal::NotFound);
    assert_eq!(fixture.office.handbooks().catalogue().unwrap().len(), 6);
    fixture.office.handbooks().remove(&"asr-werkgever".into()).unwrap();
    assert_eq!(fixture.office.handbooks().catalogue().unwrap().len(), 6, "those of the app stay");
    assert_eq!(import(&fixture, OWN_HANDBOOK), Ok(1), "and it can come back");
}

#[test]
fn a_name_of_the_app_is_not_taken() {
    let fixture = Fixture::new();
    let text = OWN_HANDBOOK.replace(ID, "asr-werkgever").replace("version = 1", "version = 99");
    let taken = Refusal::HandbookTaken { id: "asr-werkgever".into(), version: 99, dossiers: None };
    assert_eq!(import(&fixture, &text), Err(taken));
}

#[test]
fn a_handbook_is_taken_along_as_the_file_it_was() {
    let fixture = Fixture::new();
    let text = format!("# Ons eigen handboek\n{OWN_HANDBOOK}");
    import(&fixture, &text).unwrap();
    let out = fixture.office.makes(&FileRequest::Handbook { handbook: ID.into() }).unwrap();
    assert_eq!(
        (out.kind, out.name.as_str(), out.ending()),
        (FileKind::Handbook, "eigen-handboek.toml", "toml")
    );
    assert_eq!(String::from_utf8(out.bytes.clone()).unwrap(), text);
    let folder = tempfile::tempdir().unwrap();
    let made = fixture.office.write(out, &folder.path().join("eigen-handboek.toml")).unwrap();
    assert!(made.recorded);
    let there = Fixture::new();
    there.office.handbooks().import(&folder.path().join("eigen-handboek.toml")).unwrap();
    assert_eq!(
        there.office.handbooks().newest(&ID.into()).unwrap(),
        fixture.office.handbooks().newest(&ID.into()).unwrap()
    );
    let gone = fixture.office.makes(&FileRequest::Handbook { handbook: "weg".into() }).unwrap_err();
    assert_eq!(gone, Refusal::NotFound);
}

#[test]
fn a_handbook_can_be_looked_at_without_importing_it() {
    let fixture = Fixture::new();
    let book = fixture.office.handbooks().preview(&file(&fixture, OWN_HANDBOOK)).unwrap();
    assert_eq!(book.steps[0].items[0].label.nl, "Het is klaar");
    assert_eq!(
        fixture.office.handbooks().newest(&ID.into()).unwrap_err(),
        Refusal::NotFound,
        "nothing was kept"
    );
    let faulty = file(&fixture, &OWN_HANDBOOK.replace("who = \"office\"", "wie = \"office\""));
    let refused = fixture.office.handbooks().preview(&faulty).unwrap_err();
    assert!(matches!(&refused, Refusal::HandbookFaults { faults } if faults.len() == 2), "{refused:?}");
}
