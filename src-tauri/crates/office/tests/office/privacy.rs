//! What identifies people is sealed on disk, and what is secret is not there at all.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use crate::changes::Changes as _;
use crate::fixture::{Fixture, noor};
use domain::id::{DossierId, ItemId};
use domain::item::Ask;
use domain::{Answer, DossierChange, Personal};
use keyring_core::api::CredentialStoreApi;
use office::Vault;
use office::keychain::KeychainState;
use office::refusal::{NoKeychain, Refusal};

const CANARIES: [&str; 9] = [
    "Petronella Kanarie",
    "986543",
    "Belt liever na vijven",
    "Meneer Kanariegeel",
    "Kanariepartij",
    "Kanarie-inrichting",
    "Kanarie bellen",
    "Kanarie is met pensioen",
    "kanarie_koppeling",
];

/// Everything in the data folder, as bytes.
pub fn on_disk(folder: &Path) -> Vec<u8> {
    let mut all = vec![];
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { all.extend(std::fs::read(path).unwrap()) }
        }
    }
    all
}

pub fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// The list of directors in the handbook, and a row with a name and number for it.
fn directors(fixture: &Fixture, dossier: DossierId) -> (ItemId, Answer) {
    let book = fixture.office.open_dossier(dossier).unwrap().handbook;
    let (_, item) = book
        .items()
        .find(|(_, item)| matches!(&item.ask, Ask::List(list) if list.columns.iter().any(|column| column.personal)))
        .unwrap();
    let Ask::List(list) = &item.ask else { unreachable!() };
    let row = list.columns.iter().enumerate();
    let row = row.map(|(place, _)| Personal::from(CANARIES[place])).collect();
    (item.id.clone(), Answer::Rows { rows: vec![row], none: false })
}

#[test]
fn names_numbers_notes_and_contacts_are_not_readable_on_disk_but_come_back() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let (item, answer) = directors(&fixture, id);
    fixture.office.answer(id, item.as_str(), Some(answer.clone())).unwrap();
    fixture.office.add_note(id, None, CANARIES[2]).unwrap();
    let waiting = domain::event::Waiting {
        on: CANARIES[4].into(),
        contact: Some(CANARIES[3].into()),
        reason: CANARIES[5].into(),
        since: jiff::civil::date(2026, 11, 18),
        due: jiff::civil::date(2026, 11, 24),
        then: CANARIES[6].into(),
    };
    fixture.office.start_wait(id, "make-user", None, waiting).unwrap();
    let steps = fixture.office.open_dossier(id).unwrap().handbook.steps;
    fixture.office.set_step_aside(id, steps.last().unwrap().id.as_str(), CANARIES[7]).unwrap();
    fixture.office.answer(id, "user-name", Some(Answer::of(CANARIES[8]))).unwrap();
    fixture.office.backups().make().unwrap();
    let fixture = fixture.reopened();
    let bytes = on_disk(fixture.folder.path());
    assert!(holds(&bytes, "Bakkerij Voorbeeld"), "the search for canaries would find them");
    for canary in CANARIES {
        assert!(!holds(&bytes, canary), "{canary} stands on disk");
    }
    assert!(fixture.office.keychain().unwrap().unsealed);
    let state = fixture.office.open_dossier(id).unwrap().state;
    assert_eq!(state.items[&item].answer, Some(answer));
    let hits = fixture.office.search("vijven").unwrap();
    assert_eq!(hits[0].dossier, Some(id));
}

#[test]
fn a_password_is_nowhere_but_in_the_keychain() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let state = fixture.office.password(id, &"user-password".into()).unwrap().make().unwrap();
    assert_eq!(state.items["user-password"].answer, Some(Answer::Kept));
    let password =
        fixture.office.with_password(id, &"user-password".into(), |word| Ok(word.to_owned())).unwrap();
    assert!(!serde_json::to_string(&state).unwrap().contains(&password));
    let file = fixture.office.dossier_file(id).unwrap();
    assert!(!holds(&file.bytes, &password));
    let fixture = fixture.reopened();
    assert!(!holds(&on_disk(fixture.folder.path()), &password));
    fixture.office.password(id, &"user-password".into()).unwrap().forget().unwrap();
    assert!(!fixture.office.password(id, &"user-password".into()).unwrap().is_there().unwrap());
}

/// The line that says what became of the password of a coupling user says what is so.
#[test]
fn a_password_is_said_to_be_removed_when_it_is_and_kept_when_it_is() {
    for handbook in
        ["asr-werkgever", "asr-salarisverwerker", "leerrekening-iob", "personeelssysteem-koppeling"]
    {
        let fixture = Fixture::new();
        let id = fixture.start(handbook);
        let say = |option: &str| {
            let answer = Some(Answer::of(option));
            let change = DossierChange::AnswerItem { item: "password-decision".into(), answer };
            fixture.office.change_dossier(id, change)
        };
        let said = |state: &domain::state::DossierState| state.items["password-decision"].answer.clone();
        let secret = ItemId::from("user-password");
        let password = || fixture.office.password(id, &secret).unwrap();
        password().make().unwrap();
        assert_eq!(say("forget").unwrap_err(), Refusal::StillKept { secret: secret.clone() }, "{handbook}");
        assert_eq!(said(&say("keep").unwrap()), Some(Answer::of("keep")));
        // Removed wherever that is asked: the line says so by itself.
        assert_eq!(said(&password().forget().unwrap()), Some(Answer::of("forget")));
        assert!(!password().is_there().unwrap());
        assert_eq!(say("keep").unwrap_err(), Refusal::NotKept { secret: secret.clone() }, "{handbook}");
        // A new one is kept: what was said is not so any more, and is asked again.
        assert_eq!(said(&password().make().unwrap()), None);
    }
}

#[test]
fn removing_an_employer_takes_its_passwords_along() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    fixture.office.password(id, &"user-password".into()).unwrap().make().unwrap();
    let employer = fixture.office.board().unwrap().rows[0].summary.employer.unwrap();
    let going = fixture.office.employer_removal(employer).unwrap();
    assert_eq!((going.dossiers, going.events > 1), (1, true));
    fixture.office.remove_employer(employer).unwrap();
    assert!(fixture.office.board().unwrap().rows.is_empty());
    let name = vault::SecretName::new(&format!("dossier.{id}.user-password")).unwrap();
    assert!(!fixture.vault.has(&name).unwrap());
}

#[test]
fn for_this_session_only_nothing_is_sealed_and_the_rest_goes_on() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    assert_eq!(
        {
            fixture.office.keys().use_session_only();
            fixture.office.keychain().unwrap().state
        },
        KeychainState::SessionOnly
    );
    let refusal = fixture.office.add_note(id, None, "Een notitie").unwrap_err();
    assert_eq!(refusal, Refusal::Keychain { why: NoKeychain::SessionOnly });
    // A name that was typed is not stored in clear either.
    let refusal = fixture.office.answer(id, "user-name", Some(Answer::of("asr_koppeling"))).unwrap_err();
    assert_eq!(refusal, Refusal::Keychain { why: NoKeychain::SessionOnly });
    fixture.office.answer(id, "employer-requested", Some(Answer::Confirmed)).unwrap();
    fixture.office.password(id, &"user-password".into()).unwrap().make().unwrap();
    assert!(fixture.office.password(id, &"user-password".into()).unwrap().is_there().unwrap());
}

#[test]
fn a_typed_password_must_fit_lokets_rules() {
    let fixture = Fixture::new();
    let id = fixture.start("asr-werkgever");
    let refusal =
        fixture.office.password(id, &"user-password".into()).unwrap().set("kort".into()).unwrap_err();
    assert_eq!(refusal, Refusal::BadPassword);
    assert_eq!(fixture.office.password(id, &"user-name".into()).err().unwrap(), Refusal::BadInput);
}

#[test]
fn what_cannot_be_read_in_the_keychain_goes_only_when_the_user_agrees() {
    let store = keyring_core::mock::Store::new().unwrap();
    let vault = Vault::with_store("test", Arc::clone(&store) as _, Duration::from_secs(2));
    let fixture = Fixture::on(tempfile::tempdir().unwrap(), vault);
    fixture.office.save_settings(noor()).unwrap();
    let id = fixture.start("asr-werkgever");
    fixture.office.password(id, &"user-password".into()).unwrap().make().unwrap();
    let entry = store.build("test", &format!("dossier.{id}.user-password"), None).unwrap();
    entry.set_secret(&[0xff, 0xfe]).unwrap();
    let unreadable = Refusal::Keychain { why: NoKeychain::Unreadable };
    assert_eq!(
        fixture.office.password(id, &"user-password".into()).unwrap().is_there(),
        Err(unreadable.clone())
    );
    assert_eq!(fixture.office.password(id, &"user-password".into()).unwrap().make().unwrap_err(), unreadable);
    assert_eq!(entry.get_secret().unwrap(), [0xff, 0xfe]);
    fixture.office.password(id, &"user-password".into()).unwrap().replace().unwrap();
    assert_eq!(fixture.office.password(id, &"user-password".into()).unwrap().is_there(), Ok(true));

    fixture.office.add_note(id, None, "Een notitie").unwrap();
    store.build("test", "sealing-key", None).unwrap().set_secret(b"geen sleutel").unwrap();
    let fixture = fixture.reopened();
    assert_eq!(fixture.office.keychain().unwrap().state, KeychainState::KeyLost);
    let refusal = fixture.office.add_note(id, None, "Nog een").unwrap_err();
    assert_eq!(refusal, Refusal::Keychain { why: NoKeychain::KeyMissing });
    let key = store.build("test", "sealing-key", None).unwrap();
    assert_eq!(key.get_secret().unwrap(), b"geen sleutel");
    fixture.office.keys().replace_lost_key().unwrap();
    assert!(fixture.office.keychain().unwrap().unsealed);
}

/// Fault 83.
#[test]
fn records_whose_key_is_on_another_computer_name_it_and_make_no_new_key() {
    let (there, here) =
        (keyring_core::mock::Store::new().unwrap(), keyring_core::mock::Store::new().unwrap());
    let vault = |store: &Arc<keyring_core::mock::Store>| {
        Vault::with_store("test", Arc::clone(store) as _, Duration::from_secs(2))
    };
    let fixture = Fixture::on(tempfile::tempdir().unwrap(), vault(&there));
    fixture.office.save_settings(noor()).unwrap();
    let id = fixture.start("asr-werkgever");
    fixture.office.add_note(id, None, "Een notitie").unwrap();
    assert_eq!(fixture.office.keychain().unwrap().key_computer, None, "it is this one");
    fixture.office.close().unwrap();
    let Fixture { office, folder, .. } = fixture;
    drop(office);
    // As they would be had the folder travelled here from another computer, without its keychain.
    let database = rusqlite::Connection::open(folder.path().join("koppelwijzer.db")).unwrap();
    let moved =
        database.execute("UPDATE settings SET value = 'KANTOOR-3' WHERE key = 'keyComputer'", []).unwrap();
    assert_eq!(moved, 1);
    drop(database);

    let fixture = Fixture::on(folder, vault(&here));
    for _ in 0..2 {
        let keychain = fixture.office.keychain().unwrap();
        assert_eq!((keychain.state, keychain.unsealed), (KeychainState::KeyLost, false));
        assert_eq!(keychain.key_computer.as_deref(), Some("KANTOOR-3"));
        assert_eq!(
            fixture.office.add_note(id, None, "Nog een").unwrap_err(),
            Refusal::Keychain { why: NoKeychain::KeyMissing }
        );
    }
    let key = here.build("test", "sealing-key", None).unwrap().get_secret();
    assert!(matches!(key, Err(keyring_core::Error::NoEntry)), "no key was made");
    // The way out on this computer, on purpose: from then on the key is here.
    fixture.office.keys().replace_lost_key().unwrap();
    assert_eq!(fixture.office.keychain().unwrap().key_computer, None);
    fixture.office.add_note(id, None, "Hier verder").unwrap();
}
