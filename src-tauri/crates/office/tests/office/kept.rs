//! What is kept though it is not finished: drafts of employers, the language, and notices that were not read.

use domain::Language;
use office::refusal::Refusal;
use office::startup::Notice;
use uuid::Uuid;

use crate::fixture::{Fixture, card};

#[test]
fn what_does_not_read_on_a_card_is_kept_until_it_is_thrown_away() {
    let fixture = Fixture::new();
    let saved = fixture.office.save_employer_card(&card("Bakkerij Voorbeeld B.V.")).unwrap().card.unwrap();
    assert_eq!(saved.draft, None);
    let typed = domain::Employer { kvk: Some("12".into()), ..saved.employer.clone() };
    let kept = fixture.office.save_employer_card(&typed).unwrap();
    assert_eq!(kept.wrong.iter().map(|wrong| wrong.field.as_str()).collect::<Vec<_>>(), ["kvk"]);
    assert_eq!(kept.card.unwrap().draft, Some(typed.clone()));
    let fixture = fixture.reopened();
    let id = saved.employer.id;
    let found = fixture.office.employer(id).unwrap();
    assert_eq!(found.draft, Some(typed.clone()));
    assert_eq!(found.employer, saved.employer, "the card is what was saved");
    fixture.office.drop_employer_draft(id).unwrap();
    assert_eq!(fixture.office.employer(id).unwrap().draft, None);
    // Put right, the draft goes by itself.
    fixture.office.save_employer_card(&typed).unwrap();
    let right = fixture.office.save_employer_card(&saved.employer).unwrap();
    assert_eq!((right.wrong, right.card.unwrap().draft), (vec![], None));
}

#[test]
fn what_reads_on_a_card_is_saved_apart_from_what_does_not() {
    let fixture = Fixture::new();
    let saved = fixture.office.save_employer_card(&card("Bakkerij Voorbeeld B.V.")).unwrap().card.unwrap();
    let typed = domain::Employer {
        kvk: Some("12".into()),
        email: Some("nieuw@bakker.example".into()),
        ..saved.employer.clone()
    };
    let card = fixture.office.save_employer_card(&typed).unwrap().card.unwrap();
    assert_eq!(card.employer.email.as_deref(), Some("nieuw@bakker.example"));
    assert_eq!(card.employer.kvk, saved.employer.kvk);
    // A name that is taken away is not saved either: an employer is found by it.
    let nameless = domain::Employer { company_name: " ".into(), ..card.employer.clone() };
    let card = fixture.office.save_employer_card(&nameless).unwrap().card.unwrap();
    assert_eq!(card.employer.company_name, "Bakkerij Voorbeeld B.V.");
    assert_eq!(card.draft.unwrap().company_name, " ");
}

#[test]
fn a_new_employer_without_a_name_is_kept_as_a_draft_and_goes_with_its_removal() {
    let fixture = Fixture::new();
    let typed = domain::Employer { company_name: String::new(), kvk: Some("12".into()), ..card("") };
    assert!(fixture.office.save_employer_card(&typed).unwrap().card.is_none());
    assert_eq!(fixture.office.new_employer_draft().unwrap(), Some(typed.clone()));
    assert_eq!(fixture.office.employers().unwrap().len(), 0);
    let nobody = domain::Employer { id: Uuid::now_v7().into(), ..typed.clone() };
    assert_eq!(fixture.office.save_employer_card(&nobody).unwrap_err(), Refusal::NotFound);
    // With a name it is an employer, and what does not read goes along to its card.
    let named = domain::Employer { company_name: "Bakkerij Voorbeeld B.V.".into(), ..typed };
    let card = fixture.office.save_employer_card(&named).unwrap().card.unwrap();
    assert_eq!(card.draft.unwrap().kvk.as_deref(), Some("12"));
    assert_eq!(fixture.office.new_employer_draft().unwrap(), None);
    let saved = card.employer;
    let canary = domain::Employer { kvk: Some("kanarie-in-concept".into()), ..saved.clone() };
    fixture.office.save_employer_card(&canary).unwrap();
    fixture.office.remove_employer(saved.id).unwrap();
    let records = rusqlite::Connection::open(fixture.folder.path().join("koppelwijzer.db")).unwrap();
    let left: u32 = records
        .query_row(
            "SELECT (SELECT count(*) FROM settings WHERE value LIKE '%kanarie%')
                 + (SELECT count(*) FROM drafts WHERE content LIKE '%kanarie%')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn what_is_typed_in_a_dossier_is_kept_sealed_until_it_is_saved_or_thrown_away() {
    let fixture = Fixture::new();
    let (first, second) = (fixture.start("asr-werkgever"), fixture.start("asr-werkgever"));
    let keep = |office: &office::Office, text: &str| office.keep_draft(Some(first), "note", text);
    keep(&fixture.office, "Bel kanarie").unwrap();
    keep(&fixture.office, "Bel kanarie morgen").unwrap();
    fixture.office.keep_draft(None, "settings.office_email", "post@").unwrap();
    let stored = |fixture: &Fixture, sql: &str| -> u32 {
        let records = rusqlite::Connection::open(fixture.folder.path().join("koppelwijzer.db")).unwrap();
        records.query_row(sql, [], |row| row.get(0)).unwrap()
    };
    assert_eq!(stored(&fixture, "SELECT count(*) FROM drafts"), 2);
    assert_eq!(stored(&fixture, "SELECT count(*) FROM drafts WHERE content LIKE '%kanarie%'"), 0, "sealed");
    let fixture = fixture.reopened();
    // Until the keychain was read they are left out, and said to be there.
    let early = fixture.office.open_dossier(first).unwrap();
    assert!(early.drafts.is_empty() && early.drafts_sealed);
    fixture.office.keychain().unwrap();
    let opened = fixture.office.open_dossier(first).unwrap();
    assert!(!opened.drafts_sealed);
    let drafts = opened.drafts;
    assert_eq!(drafts.get("note").map(String::as_str), Some("Bel kanarie morgen"));
    assert_eq!(fixture.office.startup().unwrap().drafts["settings.office_email"], "post@");
    // A draft that is put in another place does not open there.
    let records = rusqlite::Connection::open(fixture.folder.path().join("koppelwijzer.db")).unwrap();
    records
        .execute(
            "INSERT INTO drafts SELECT ?1, place, content FROM drafts WHERE owner = ?2",
            [second.to_string(), first.to_string()],
        )
        .unwrap();
    drop(records);
    let other = fixture.office.open_dossier(second).unwrap();
    assert!(other.drafts.is_empty() && other.drafts_sealed);
    // Thrown away it is gone, and a removed dossier takes its drafts along.
    keep(&fixture.office, "").unwrap();
    assert!(fixture.office.open_dossier(first).unwrap().drafts.is_empty());
    keep(&fixture.office, "weer").unwrap();
    fixture.office.remove_dossier(first).unwrap();
    fixture.office.remove_dossier(second).unwrap();
    assert_eq!(stored(&fixture, "SELECT count(*) FROM drafts WHERE owner <> 'office'"), 0);
    assert_eq!(keep(&fixture.office, "te laat").unwrap_err(), Refusal::NotFound);
}

#[test]
fn a_card_is_kept_while_it_is_typed_and_not_saved() {
    let fixture = Fixture::new();
    let typed = domain::Employer { id: domain::id::EmployerId::NEW, ..card("Half een na") };
    fixture.office.keep_employer_draft(&typed).unwrap();
    assert_eq!(fixture.office.employers().unwrap().len(), 0, "half a name is no employer");
    assert_eq!(fixture.office.new_employer_draft().unwrap(), Some(typed.clone()));
    let nobody = domain::Employer { id: Uuid::now_v7().into(), ..typed };
    assert_eq!(fixture.office.keep_employer_draft(&nobody).unwrap_err(), Refusal::NotFound);
}

#[test]
fn the_language_is_kept_before_there_is_a_name() {
    let fixture = Fixture::bare();
    assert_eq!(fixture.office.speak(Language::En).unwrap().language, Language::En);
    let fixture = fixture.reopened();
    let settings = fixture.office.startup().unwrap().settings;
    assert_eq!((settings.language, settings.name.as_str()), (Language::En, ""));
    assert_eq!(
        settings.actor().map_err(Refusal::from),
        Err(Refusal::NeedsName),
        "the rest is still to be asked"
    );
}

/// Spoils the records of a desk after closing it.
fn spoiled(fixture: Fixture) -> Fixture {
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    drop(office);
    std::fs::write(folder.path().join("koppelwijzer.db"), b"geen database").unwrap();
    Fixture::on(folder, vault)
}

#[test]
fn that_records_were_restored_is_reported_at_each_start_until_it_was_read() {
    let fixture = Fixture::new();
    fixture.employer("Bakkerij Voorbeeld B.V.");
    let fixture = spoiled(fixture);
    let reported = fixture.office.startup().unwrap().notices;
    assert!(matches!(&reported[..], [Notice::Restored { set_aside: Some(_), .. }]), "{reported:?}");
    // Killed before anybody saw it: nothing is put away.
    let Fixture { office, vault, folder } = fixture;
    drop(office);
    let fixture = Fixture::on(folder, vault);
    assert_eq!(fixture.office.startup().unwrap().notices, reported);
    let fixture = fixture.reopened();
    assert_eq!(fixture.office.startup().unwrap().notices, reported);
    assert_eq!(fixture.office.dismiss_notice(&reported[0]).unwrap().notices, []);
    let fixture = fixture.reopened();
    assert_eq!(fixture.office.startup().unwrap().notices, []);
}

#[test]
fn two_damages_in_a_row_are_both_reported() {
    let fixture = spoiled(Fixture::new());
    // The clock of a test begins anew with each desk: its closing backup has to be the newest.
    for nth in 0..20 {
        fixture.employer(&format!("Werkgever {nth}"));
    }
    let fixture = spoiled(fixture);
    let reported = fixture.office.startup().unwrap().notices;
    assert_eq!(reported.len(), 2, "{reported:?}");
    let left = fixture.office.dismiss_notice(&reported[0]).unwrap().notices;
    assert_eq!(left, reported[1..]);
}

#[test]
fn a_backup_that_is_put_back_brings_no_old_notice_along() {
    let fixture = spoiled(Fixture::new());
    let name = fixture.office.backups().make().unwrap()[0].name.clone();
    let reported = fixture.office.startup().unwrap().notices;
    fixture.office.dismiss_notice(&reported[0]).unwrap();
    fixture.office.backups().restore(&name).unwrap();
    assert_eq!(fixture.office.startup().unwrap().notices, []);
}
