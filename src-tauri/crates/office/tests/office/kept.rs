//! What is kept though it is not finished: drafts of employers, the language, and notices that were not read.

use domain::Language;
use office::refusal::Refusal;
use office::startup::Notice;
use uuid::Uuid;

use crate::desk::{Desk, card};

#[test]
fn what_does_not_read_on_a_card_is_kept_until_it_is_thrown_away() {
    let desk = Desk::new();
    let saved = desk.office.save_employer(card("Bakkerij Voorbeeld B.V.")).unwrap();
    assert_eq!(saved.draft, None);
    let typed = domain::Employer { kvk: Some("12".into()), ..saved.employer.clone() };
    desk.office.keep_employer_draft(&typed).unwrap();
    let desk = desk.reopened();
    let id = saved.employer.id;
    let found = desk.office.employer(id).unwrap();
    assert_eq!(found.draft, Some(typed));
    assert_eq!(found.employer, saved.employer, "the card is what was saved");
    desk.office.drop_employer_draft(id).unwrap();
    assert_eq!(desk.office.employer(id).unwrap().draft, None);
}

#[test]
fn a_new_employer_without_a_name_is_kept_as_a_draft_and_goes_with_its_removal() {
    let desk = Desk::new();
    let typed = domain::Employer { company_name: String::new(), ..card("") };
    desk.office.keep_employer_draft(&typed).unwrap();
    assert_eq!(desk.office.new_employer_draft().unwrap(), Some(typed.clone()));
    let nobody = domain::Employer { id: Uuid::now_v7(), ..typed };
    assert_eq!(desk.office.keep_employer_draft(&nobody).unwrap_err(), Refusal::NotFound);
    let saved = desk.office.save_employer(card("Bakkerij Voorbeeld B.V.")).unwrap().employer;
    let canary = domain::Employer { kvk: Some("kanarie-in-concept".into()), ..saved.clone() };
    desk.office.keep_employer_draft(&canary).unwrap();
    desk.office.remove_employer(saved.id).unwrap();
    let records = rusqlite::Connection::open(desk.folder.path().join("koppelwijzer.db")).unwrap();
    let left: u32 = records
        .query_row("SELECT count(*) FROM settings WHERE value LIKE '%kanarie%'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(left, 0);
}

#[test]
fn the_language_is_kept_before_there_is_a_name() {
    let desk = Desk::bare();
    assert_eq!(desk.office.speak(Language::En).unwrap().language, Language::En);
    let desk = desk.reopened();
    let settings = desk.office.startup().unwrap().settings;
    assert_eq!((settings.language, settings.name.as_str()), (Language::En, ""));
    assert_eq!(settings.actor().unwrap_err(), Refusal::NeedsName, "the rest is still to be asked");
}

/// Spoils the records of a desk after closing it.
fn spoiled(desk: Desk) -> Desk {
    let Desk { office, vault, folder } = desk;
    office.close().unwrap();
    drop(office);
    std::fs::write(folder.path().join("koppelwijzer.db"), b"geen database").unwrap();
    Desk::on(folder, vault)
}

#[test]
fn that_records_were_restored_is_told_at_each_start_until_it_was_read() {
    let desk = Desk::new();
    desk.employer("Bakkerij Voorbeeld B.V.");
    let desk = spoiled(desk);
    let told = desk.office.startup().unwrap().notices;
    assert!(matches!(&told[..], [Notice::Restored { set_aside: Some(_), .. }]), "{told:?}");
    // Killed before anybody saw it: nothing is put away.
    let Desk { office, vault, folder } = desk;
    drop(office);
    let desk = Desk::on(folder, vault);
    assert_eq!(desk.office.startup().unwrap().notices, told);
    let desk = desk.reopened();
    assert_eq!(desk.office.startup().unwrap().notices, told);
    assert_eq!(desk.office.dismiss_notice(&told[0]).unwrap().notices, []);
    let desk = desk.reopened();
    assert_eq!(desk.office.startup().unwrap().notices, []);
}

#[test]
fn two_damages_in_a_row_are_both_told() {
    let desk = spoiled(Desk::new());
    // The clock of a test begins anew with each desk: its closing backup has to be the newest.
    for nth in 0..20 {
        desk.employer(&format!("Werkgever {nth}"));
    }
    let desk = spoiled(desk);
    let told = desk.office.startup().unwrap().notices;
    assert_eq!(told.len(), 2, "{told:?}");
    let left = desk.office.dismiss_notice(&told[0]).unwrap().notices;
    assert_eq!(left, told[1..]);
}

#[test]
fn a_backup_that_is_put_back_brings_no_old_notice_along() {
    let desk = spoiled(Desk::new());
    let name = desk.office.make_backup().unwrap()[0].name.clone();
    let told = desk.office.startup().unwrap().notices;
    desk.office.dismiss_notice(&told[0]).unwrap();
    desk.office.restore_backup(&name).unwrap();
    assert_eq!(desk.office.startup().unwrap().notices, []);
}
