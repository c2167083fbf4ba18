//! A handbook is known by what it says, not by how its file was laid out.

use domain::Answer;
use office::refusal::Refusal;

use crate::changes::Changes as _;
use crate::fixture::{Fixture, OWN_HANDBOOK, noor};

/// The same handbook, as other editors leave it.
fn laid_out_otherwise() -> [String; 3] {
    let windows = OWN_HANDBOOK.replace('\n', "\r\n");
    [windows.clone(), format!("\u{feff}{windows}"), format!("# Ons eigen handboek\n{OWN_HANDBOOK}")]
}

fn import(fixture: &Fixture, text: &str) -> office::Result<()> {
    let path = fixture.folder.path().join("eigen.toml");
    std::fs::write(&path, text).unwrap();
    fixture.office.handbooks().import(&path).map(|_| ())
}

#[test]
fn the_same_handbook_with_other_line_ends_is_not_another_one() {
    let fixture = Fixture::new();
    import(&fixture, OWN_HANDBOOK).unwrap();
    for text in laid_out_otherwise() {
        assert_eq!(import(&fixture, &text), Ok(()), "{text:?}");
    }
    let other = OWN_HANDBOOK.replace("Het is klaar", "Het is niet klaar");
    fixture.office.start_dossiers(&"eigen-handboek".into(), &[], None).unwrap();
    assert!(matches!(import(&fixture, &other), Err(Refusal::HandbookTaken { .. })));
    for text in laid_out_otherwise() {
        assert_eq!(import(&fixture, &text), Ok(()), "also while a dossier follows it: {text:?}");
    }
}

#[test]
fn a_dossier_file_whose_handbook_is_laid_out_otherwise_follows_the_one_that_is_here() {
    for text in laid_out_otherwise() {
        let here = Fixture::new();
        import(&here, &text).unwrap();
        let id = here.office.start_dossiers(&"eigen-handboek".into(), &[], None).unwrap()[0].dossier;
        here.office.answer(id, "klaar", Some(Answer::Confirmed)).unwrap();
        let path = here.folder.path().join("uit.koppelwijzer");
        std::fs::write(&path, here.office.dossier_file(id).unwrap().bytes).unwrap();

        let there = Fixture::bare();
        there.office.save_settings(noor()).unwrap();
        import(&there, OWN_HANDBOOK).unwrap();
        there.office.import_dossier(&path).unwrap();
        assert_eq!(there.office.open_dossier(id).unwrap().handbook.version, 1);
        let records = rusqlite::Connection::open(there.folder.path().join("koppelwijzer.db")).unwrap();
        let kept: u32 = records
            .query_row("SELECT count(*) FROM handbooks WHERE id = 'eigen-handboek'", [], |row| row.get(0))
            .unwrap();
        assert_eq!(kept, 1, "no second one beside it");
    }
}
