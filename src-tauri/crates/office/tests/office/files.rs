//! Files out and in: what they say, and that a dossier survives the journey to another computer.

use crate::changes::Changes as _;
use crate::fixture::{Fixture, OWN_HANDBOOK, noor};
use domain::id::DossierId;
use domain::{Answer, Personal};
use office::refusal::Refusal;

#[test]
fn the_board_and_the_history_open_in_excel() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    let board = String::from_utf8(fixture.office.board_file(&[id]).unwrap().bytes).unwrap();
    assert!(board.starts_with('\u{feff}'));
    assert!(board.contains("Bakkerij Voorbeeld B.V.;1047;a.s.r. werkgever;Bezig"), "{board}");
    let history = String::from_utf8(fixture.office.history_file(id).unwrap().bytes).unwrap();
    assert!(history.contains("Noor Voorbeeld") && history.contains("asr_koppeling"), "{history}");
}

#[test]
fn a_form_pack_holds_the_fields_in_the_forms_order_and_no_password() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let book = fixture.office.open_dossier(id).unwrap().handbook;
    let form = book.items().find_map(|(_, item)| match &item.ask {
        domain::Ask::HandOver(form) if form.fields.len() > 5 => Some((item.id.clone(), form.fields.clone())),
        _ => None,
    });
    let (item, fields) = form.unwrap();
    let csv = String::from_utf8(fixture.office.form_file(id, item.as_str()).unwrap().bytes).unwrap();
    let places: Vec<_> = fields
        .iter()
        .filter_map(|id| book.item(id))
        .filter_map(|(_, item)| csv.find(&format!(";{};", item.label.nl)))
        .collect();
    assert!(places.len() > 5 && places.is_sorted(), "{csv}");
    assert!(csv.contains("123456782L01") && csv.contains("Kantoor Voorbeeld"), "{csv}");
}

#[test]
fn a_file_is_written_under_a_new_name_each_time_and_recorded() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("verslag.html");
    let first = fixture.office.write(fixture.office.report_html(id).unwrap(), &target).unwrap();
    let second = fixture.office.write(fixture.office.report_html(id).unwrap(), &target).unwrap();
    assert_eq!((first.name.as_str(), second.name.as_str()), ("verslag.html", "verslag (2).html"));
    let files = fixture.office.files(id).unwrap();
    assert_eq!(files.len(), 2);
    assert!(files.iter().any(|file| file.sha256 == first.sha256));
}

#[test]
fn a_file_that_cannot_be_written_is_not_recorded() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let gone = fixture.folder.path().join("bestaat-niet").join("verslag.html");
    let refusal = fixture.office.write(fixture.office.report_html(id).unwrap(), &gone).unwrap_err();
    assert!(matches!(refusal, Refusal::NotWritten { .. }));
    assert!(fixture.office.files(id).unwrap().is_empty());
}

#[test]
fn a_dossier_goes_to_another_computer_whole() {
    let here = Fixture::new();
    let id = here.start("asr-werkgever");
    here.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    here.office.add_note(id, None, "Bel op maandag.").unwrap();
    let file = here.office.dossier_file(id).unwrap();
    let path = here.folder.path().join("uit.koppelwijzer");
    std::fs::write(&path, &file.bytes).unwrap();

    let there = Fixture::bare();
    there.office.save_settings(office::settings::Settings { initials: "SP".into(), ..noor() }).unwrap();
    let summary = there.office.import_dossier(&path).unwrap();
    assert_eq!(summary.dossier, id);
    let state = there.office.open_dossier(id).unwrap().state;
    assert_eq!(state.items["user-name"].answer, Some(Answer::of("asr_koppeling")));
    assert_eq!(state.notes[0].text, Personal::from("Bel op maandag."));
    assert_eq!(state.employer.unwrap().company_name, "Bakkerij Voorbeeld B.V.");
    assert_eq!(there.office.import_dossier(&path).unwrap_err(), Refusal::DossierIsHere);
}

#[test]
fn a_dossier_file_that_was_tampered_with_is_refused_whole() {
    let here = Fixture::new();
    let id = here.start("asr-werkgever");
    here.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    let text = String::from_utf8(here.office.dossier_file(id).unwrap().bytes).unwrap();
    let path = here.folder.path().join("uit.koppelwijzer");
    std::fs::write(&path, text.replace("asr_koppeling", "een_ander_ding")).unwrap();
    let there = Fixture::new();
    assert_eq!(there.office.import_dossier(&path).unwrap_err(), Refusal::NotADossierFile);
    assert!(there.office.board().unwrap().rows.is_empty());
}

#[test]
fn an_own_handbook_is_imported_started_and_moved_to_its_next_version() {
    let fixture = Fixture::new();
    let path = fixture.folder.path().join("eigen.toml");
    std::fs::write(&path, OWN_HANDBOOK).unwrap();
    fixture.office.handbooks().import(&path).unwrap();
    let id = fixture.office.start_dossiers(&"eigen-handboek".into(), &[], None).unwrap()[0].dossier;
    fixture.office.answer(id, "klaar", Some(Answer::Confirmed)).unwrap();

    let next =
        OWN_HANDBOOK.replace("version = 1", "version = 2").replace("Het is klaar", "Het is echt klaar");
    std::fs::write(&path, next).unwrap();
    fixture.office.handbooks().import(&path).unwrap();
    let open = fixture.office.open_dossier(id).unwrap();
    assert_eq!((open.handbook.version, open.state.newer), (1, Some(2)));
    assert_eq!(fixture.office.newer_version(id).unwrap().len(), 1);
    let moved = fixture.office.move_to_newest(id).unwrap();
    assert_eq!((moved.handbook.version, moved.state.newer), (2, None));
    assert_eq!(moved.state.items["klaar"].answer, Some(Answer::Confirmed));
}

#[test]
fn a_handbook_with_faults_or_a_taken_name_changes_nothing() {
    let fixture = Fixture::new();
    let path = fixture.folder.path().join("eigen.toml");
    std::fs::write(
        &path,
        OWN_HANDBOOK.replace("kind = \"confirm\"", "kind = \"tick\"").replace("who = \"office\"", ""),
    )
    .unwrap();
    let refusal = fixture.office.handbooks().import(&path).unwrap_err();
    assert!(matches!(refusal, Refusal::HandbookFaults { faults } if faults.len() == 2));
    std::fs::write(&path, OWN_HANDBOOK.replace("eigen-handboek", "asr-werkgever")).unwrap();
    assert!(matches!(fixture.office.handbooks().import(&path).unwrap_err(), Refusal::HandbookTaken { .. }));
    assert_eq!(fixture.office.handbooks().catalogue().unwrap().len(), 6);
}

#[test]
fn a_backup_brings_back_what_was() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap();
    let name = fixture.office.backups().make().unwrap()[0].name.clone();
    fixture.office.answer(id, "user-name", None).unwrap();
    let later = fixture.start("asr-werkgever");
    assert_eq!(fixture.office.backups().contents().unwrap().dossiers, 2);
    fixture.office.backups().restore(&name).unwrap();
    assert_eq!(fixture.office.backups().contents().unwrap().dossiers, 1);
    let state = fixture.office.open_dossier(id).unwrap().state;
    assert_eq!(state.items["user-name"].answer, Some(Answer::of("asr_koppeling")));
    assert_eq!(fixture.office.open_dossier(later).unwrap_err(), Refusal::NotFound);
}

/// Fault 84.
#[test]
fn a_backup_does_not_bring_back_what_was_removed_and_says_so() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let name = fixture.office.backups().make().unwrap()[0].name.clone();
    fixture.office.remove_dossier(id).unwrap();
    let backup = fixture.office.backups().list().unwrap().into_iter().find(|one| one.name == name).unwrap();
    assert_eq!((backup.removed_again, backup.unusable), (1, None));
    fixture.office.backups().restore(&name).unwrap();
    assert_eq!(fixture.office.backups().contents().unwrap().dossiers, 0);
    assert_eq!(fixture.office.open_dossier(id).unwrap_err(), Refusal::NotFound);
    assert_eq!(fixture.office.employers().unwrap().len(), 1, "its employer was not removed");
}

#[test]
fn waits_become_reminders_for_the_calendar_and_are_reported_once() {
    let fixture = Fixture::new();
    let employer = fixture.employer("Garage Proefrit B.V.");
    let due = Some(jiff::civil::date(2026, 11, 19));
    let id =
        fixture.office.start_dossiers(&"mijnloket-activeren".into(), &[employer], due).unwrap()[0].dossier;
    let ics = String::from_utf8(fixture.office.reminders_file(Some(id)).unwrap().bytes).unwrap();
    assert!(ics.contains("Garage Proefrit") && ics.contains("20261119"), "{ics}");
    let mut reported = std::collections::BTreeSet::new();
    assert_eq!(fixture.office.due(&mut reported).unwrap().len(), 1);
    assert!(fixture.office.due(&mut reported).unwrap().is_empty());
}

#[test]
fn a_message_goes_to_the_mail_program_with_its_places_filled() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let link = fixture.office.mail_link(id, &"contract-request".into()).unwrap();
    assert!(link.as_str().starts_with("mailto:post@bakkerij-voorbeeld.example?subject="), "{link}");
    assert!(link.as_str().contains("Bakkerij%20Voorbeeld"), "{link}");
    let missing =
        fixture.office.open_dossier(id).unwrap().state.items["rights-request"].message.clone().unwrap();
    assert!(missing.body.contains("- Raadplegen loonoutput beperkt"), "{}", missing.body);
}

#[test]
fn a_name_that_ends_in_a_full_stop_ends_a_sentence_with_one() {
    let fixture = Fixture::new();
    let id = fixture.start("mijnloket-activeren");
    let state = fixture.office.open_dossier(id).unwrap().state;
    let bodies: Vec<_> = state.items.values().filter_map(|item| item.message.as_ref()).collect();
    let ends = |words: &str| bodies.iter().any(|message| message.body.contains(words));
    assert!(ends("voor Bakkerij Voorbeeld B.V. Het product"), "{bodies:?}");
    assert!(!ends("B.V.."), "{bodies:?}");
}

#[test]
fn what_was_left_half_made_is_cleared_at_the_next_start() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let folder = tempfile::tempdir().unwrap();
    fixture
        .office
        .write(fixture.office.report_html(id).unwrap(), &folder.path().join("verslag.html"))
        .unwrap();
    let stray = folder.path().join(format!(".koppelwijzer-{}.part", uuid::Uuid::now_v7()));
    let other = folder.path().join("loon.part");
    std::fs::write(&stray, "half").unwrap();
    std::fs::write(&other, "van een ander").unwrap();
    let _desk = fixture.reopened();
    // Beside the start, since the folder may not answer.
    for _ in 0..1_000 {
        if !stray.exists() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    assert!(!stray.exists() && other.exists());
}

#[test]
fn settings_that_do_not_read_become_the_defaults() {
    let fixture = Fixture::new();
    let file = fixture.folder.path().join("koppelwijzer.db");
    let Fixture { office, vault, folder } = fixture;
    office.close().unwrap();
    drop(office);
    let mut records = records::Records::open(folder.path(), jiff::Timestamp::UNIX_EPOCH).unwrap().records;
    records.set_setting(records::SettingKey::SETTINGS, Some("{ this is no longer JSON")).unwrap();
    records.close(jiff::Timestamp::UNIX_EPOCH).unwrap();
    assert!(file.is_file());
    let fixture = Fixture::on(folder, vault);
    assert_eq!(fixture.office.settings().unwrap(), office::settings::Settings::default());
    fixture.office.speak(domain::text::Language::En).unwrap();
    let Fixture { office, folder, .. } = fixture;
    office.close().unwrap();
    drop(office);
    let records = records::Records::open(folder.path(), jiff::Timestamp::UNIX_EPOCH).unwrap().records;
    let aside = records.setting(records::SettingKey::SETTINGS_UNREADABLE).unwrap();
    assert_eq!(aside.as_deref(), Some("{ this is no longer JSON"), "put aside, not written over");
}

#[test]
fn the_days_backup_is_made_once_and_the_records_are_whole() {
    let fixture = Fixture::new();
    fixture.start("asr-werkgever");
    fixture.office.backups().make_due().unwrap();
    fixture.office.backups().make_due().unwrap();
    assert_eq!(fixture.office.backups().list().unwrap().len(), 1);
    assert!(fixture.office.backups().records_are_whole().unwrap());
}

/// A dossier of one step that is signed off.
fn signed_off(fixture: &Fixture) -> DossierId {
    let path = fixture.folder.path().join("eigen.toml");
    std::fs::write(&path, OWN_HANDBOOK).unwrap();
    fixture.office.handbooks().import(&path).unwrap();
    let id = fixture.office.start_dossiers(&"eigen-handboek".into(), &[], None).unwrap()[0].dossier;
    fixture.office.answer(id, "klaar", Some(Answer::Confirmed)).unwrap();
    fixture.office.complete_step(id, "begin").unwrap();
    fixture.office.sign_off(id).unwrap();
    id
}

/// Fault 76.
#[test]
fn a_made_file_is_an_event_of_its_dossier_also_after_the_sign_off() {
    let fixture = Fixture::new();
    let id = signed_off(&fixture);
    let before = fixture.office.open_dossier(id).unwrap().state.authenticity;
    let folder = tempfile::tempdir().unwrap();
    let target = folder.path().join("verslag.html");
    let made = fixture.office.write(fixture.office.report_html(id).unwrap(), &target).unwrap();
    let after = fixture.office.open_dossier(id).unwrap().state.authenticity;
    let events = |one: domain::authenticity::Authenticity| one.authenticated_up_to + one.not_authenticated;
    assert_eq!(events(after), events(before) + 1);
    let history = String::from_utf8(fixture.office.history_file(id).unwrap().bytes).unwrap();
    assert!(history.contains("Bestand gemaakt: verslag.html"), "{history}");
    let report = String::from_utf8(fixture.office.report_html(id).unwrap().bytes).unwrap();
    assert!(
        report.contains(&made.sha256) && report.contains("<th scope=\"row\">verslag.html</th>"),
        "{report}"
    );
    assert!(made.recorded);
    assert_eq!(fixture.office.files(id).unwrap()[0].sha256, made.sha256);
    // A file of no dossier is recorded beside the chains, as before.
    fixture.office.write(fixture.office.board_file(&[id]).unwrap(), &folder.path().join("bord.csv")).unwrap();
    assert_eq!(fixture.office.files(id).unwrap().len(), 1);
}

/// A keychain that is locked.
struct Away;

impl keyring_core::api::CredentialStoreApi for Away {
    fn vendor(&self) -> String {
        "none".into()
    }

    fn id(&self) -> String {
        "away".into()
    }

    fn build(
        &self,
        _: &str,
        _: &str,
        _: Option<&std::collections::HashMap<&str, &str>>,
    ) -> keyring_core::Result<keyring_core::Entry> {
        Err(keyring_core::Error::NoStorageAccess("locked".into()))
    }

    fn as_any(&self) -> &dyn std::any::Any {
        self
    }
}

#[test]
fn a_file_with_the_keychain_away_is_written_and_not_on_record() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let folder = fixture.folder;
    fixture.office.close().unwrap();
    drop(fixture.office);
    let vault =
        office::Vault::with_store("test", std::sync::Arc::new(Away), std::time::Duration::from_secs(2));
    let fixture = Fixture::on(folder, vault);
    let target = fixture.folder.path().join("verslag.html");
    let made = fixture.office.write(fixture.office.report_html(id).unwrap(), &target).unwrap();
    assert!(target.is_file() && !made.recorded);
    assert!(fixture.office.files(id).unwrap().is_empty());
}

/// Fault 74: whatever is made outside production says so.
#[test]
fn what_is_made_while_practising_or_in_acceptance_says_so() {
    for (environment, mark) in [
        (domain::Environment::Sandbox, Some("OEFENEN ")),
        (domain::Environment::Acceptance, Some("ACCEPTATIE ")),
        (domain::Environment::Production, None),
    ] {
        let fixture = Fixture::of(environment);
        fixture.office.save_settings(noor()).unwrap();
        let id = fixture.start("asr-werkgever");
        fixture.office.set_due(id, Some(jiff::civil::date(2026, 11, 20))).unwrap();
        let book = fixture.office.open_dossier(id).unwrap().handbook;
        let form = book.items().find(|(_, item)| matches!(item.ask, domain::Ask::HandOver(_)));
        let form = form.unwrap().1.id.clone();
        let office = &fixture.office;
        let files = [
            office.board_file(&[id]).unwrap(),
            office.history_file(id).unwrap(),
            office.form_file(id, form.as_str()).unwrap(),
            office.report_pdf(id).unwrap(),
            office.report_html(id).unwrap(),
            office.reminders_file(None).unwrap(),
            office.dossier_file(id).unwrap(),
        ];
        for file in files {
            let starts = ["OEFENEN ", "ACCEPTATIE "].into_iter().find(|mark| file.name.starts_with(mark));
            assert_eq!(starts, mark, "{}", file.name);
            // A dossier file names its environment in its first event. What a PDF says on its pages is tested where it is made.
            let in_words = file.ending() != "koppelwijzer";
            let text = String::from_utf8_lossy(&file.bytes);
            let marked = ["OEFENEN ", "ACCEPTATIE "].into_iter().find(|mark| text.contains(mark));
            assert_eq!(marked, mark.filter(|_| in_words), "{}", file.name);
        }
        let due = office.due(&mut std::collections::BTreeSet::new()).unwrap();
        assert_eq!(due[0].name, format!("{}Bakkerij Voorbeeld B.V.", mark.unwrap_or_default()));
    }
}
