//! What version 0.1.0 kept still opens: its databases, and its dossier files.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::Environment;
use domain::difference::ChangeKind;
use domain::history::Happening;
use domain::id::DossierId;
use keyring_core::api::CredentialStoreApi;
use office::{Office, Vault};
use serde_json::{Map, Value, json};

use crate::changes::Changes as _;
use crate::fixture::{Ticking, noor};

fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/version-0.1.0").join(name)
}

/// A keychain that holds the sealing key of the fixtures.
fn vault() -> Vault {
    let store = keyring_core::mock::Store::new().unwrap();
    let key = std::fs::read_to_string(fixture("sealing-key.txt")).unwrap();
    store.build("test", "sealing-key", None).unwrap().set_secret(key.trim().as_bytes()).unwrap();
    Vault::with_store("test", store, Duration::from_secs(2))
}

fn open(folder: &std::path::Path, environment: Environment) -> Office {
    let office = Office::open(folder, environment, vault(), Arc::new(Ticking::default()), None).unwrap();
    // Fetches the key.
    office.keychain().unwrap();
    office
}

/// One dossier in words that do not depend on how it is kept.
pub fn dossier_in_words(office: &Office, id: DossierId) -> Value {
    let open = office.open_dossier(id).unwrap();
    let state = &open.state;
    let answers: Map<String, Value> = state
        .items
        .iter()
        .filter_map(|(item, now)| Some((item.to_string(), json!(now.answer.as_ref()?))))
        .collect();
    let verdicts: Map<String, Value> = state
        .items
        .iter()
        .filter_map(|(item, now)| {
            Some((item.to_string(), json!(now.check.as_ref()?.verdict.as_ref()?.outcome)))
        })
        .collect();
    let history: Vec<Value> = office.dossier_history(id).unwrap().iter().map(line_in_words).collect();
    let summary = &state.summary;
    json!({
        "handbook": open.handbook.id,
        "version": open.handbook.version,
        "employer": state.employer.as_ref().map(|employer| employer.company_name.clone()),
        "answers": answers,
        "verdicts": verdicts,
        "notes": state.notes.iter().map(|note| json!(note.text)).collect::<Vec<_>>(),
        "history": history,
        "files": office.files(id).unwrap().iter().map(|file| json!([file.name, file.sha256])).collect::<Vec<_>>(),
        "summary": {
            "status": summary.status, "done": summary.done, "total": summary.total,
            "setAside": summary.set_aside, "failing": summary.failing, "due": summary.due,
            "signedOff": summary.signed_off,
        },
    })
}

fn line_in_words(line: &domain::history::HistoryLine) -> Value {
    let words = |text: &Option<domain::Text>| text.as_ref().map(|text| text.nl.clone());
    // When it was taken in is of the test itself.
    let at = (line.what != Happening::Imported).then(|| line.stamp.at.to_string());
    json!({
        "at": at, "who": line.stamp.actor.name, "what": line.what, "step": words(&line.step),
        "item": words(&line.item), "value": words(&line.value), "undone": line.undone,
    })
}

/// Everything that an office holds, in such words.
pub fn office_in_words(office: &Office) -> Value {
    let board = office.board().unwrap();
    let dossiers: Map<String, Value> = board
        .rows
        .iter()
        .map(|row| (row.summary.dossier.to_string(), dossier_in_words(office, row.summary.dossier)))
        .collect();
    let mut employers: Vec<Value> = office
        .employers()
        .unwrap()
        .into_iter()
        .map(|row| {
            let draft = office.employer(row.employer.id).unwrap().draft;
            json!({ "card": row.employer, "draft": draft })
        })
        .collect();
    employers.sort_by_key(|employer| employer["card"]["id"].to_string());
    let imported: Vec<_> = office
        .handbooks()
        .catalogue()
        .unwrap()
        .into_iter()
        .filter(|entry| entry.imported)
        .map(|entry| entry.id)
        .collect();
    let contents = office.backups().contents().unwrap();
    let mut settings = json!(office.settings().unwrap());
    // A choice that came later: nobody had made it.
    assert_eq!(settings.as_object_mut().unwrap().remove("backup_months"), Some(Value::Null));
    json!({
        "contents": contents,
        "settings": settings,
        "employers": employers,
        "newEmployerDraft": office.new_employer_draft().unwrap(),
        "importedHandbooks": imported,
        "notesFound": office.search("maandag").unwrap().len(),
        "dossiers": dossiers,
    })
}

fn expected() -> Value {
    serde_json::from_str(&std::fs::read_to_string(fixture("expected.json")).unwrap()).unwrap()
}

/// Says where two values part, rather than printing both.
fn assert_same(found: &Value, wanted: &Value, place: &str) {
    match (found, wanted) {
        (Value::Object(found), Value::Object(wanted)) => {
            let names = |one: &Map<String, Value>| one.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(found), names(wanted), "{place}");
            for (name, value) in found {
                assert_same(value, &wanted[name], &format!("{place}.{name}"));
            }
        }
        (Value::Array(found), Value::Array(wanted)) => {
            assert_eq!(found.len(), wanted.len(), "{place}");
            for (number, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                assert_same(found, wanted, &format!("{place}[{number}]"));
            }
        }
        _ => assert_eq!(found, wanted, "{place}"),
    }
}

#[test]
fn its_databases_open_with_everything_in_them() {
    let expected = expected();
    for (name, environment) in [("production", Environment::Production), ("practice", Environment::Sandbox)] {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(fixture(&format!("{name}.db")), folder.path().join("koppelwijzer.db")).unwrap();
        let office = open(folder.path(), environment);
        assert_same(&office_in_words(&office), &expected[name], name);
        assert!(office.backups().records_are_whole().unwrap());
        office.close().unwrap();
        drop(office);
        let office = open(folder.path(), environment);
        assert_same(&office_in_words(&office), &expected[name], "opened again");
    }
}

#[test]
fn its_dossiers_move_to_the_newest_handbooks_with_every_answer_in_them() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(fixture("production.db"), folder.path().join("koppelwijzer.db")).unwrap();
    let office = open(folder.path(), Environment::Production);
    let mut moved = 0;
    for row in office.board().unwrap().rows {
        let id = row.summary.dossier;
        let before = office.open_dossier(id).unwrap();
        if before.state.newer.is_none() || before.state.signed_off.is_some() {
            continue;
        }
        let changes = office.handbooks().changes(&before.handbook.id, before.handbook.version).unwrap();
        let after = office.move_to_newest(id).unwrap();
        assert_eq!(Some(after.handbook.version), before.state.newer);
        for (step, item) in before.handbook.items() {
            let Some(answer) = &before.state.items[&item.id].answer else { continue };
            let gone = changes.iter().any(|change| {
                change.kind == ChangeKind::Removed && change.item.as_ref() == Some(&item.label)
            });
            let now = after.state.items.get(&item.id);
            assert!(
                gone || now.is_some_and(|now| now.answer.as_ref() == Some(answer)),
                "{} {} {}",
                after.handbook.id,
                step.id,
                item.id
            );
        }
        moved += 1;
    }
    assert!(moved > 0);
}

#[test]
fn its_dossier_files_are_taken_in_with_everything_in_them() {
    for (name, file) in expected()["files"].as_object().unwrap() {
        let environment =
            if file["environment"] == "practice" { Environment::Sandbox } else { Environment::Production };
        let folder = tempfile::tempdir().unwrap();
        let office = open(folder.path(), environment);
        office.save_settings(noor()).unwrap();
        let summary = office.import_dossier(&fixture(name)).unwrap();
        assert_eq!(json!(summary.dossier), file["dossier"]);
        office.keychain().unwrap();
        assert_same(&dossier_in_words(&office, summary.dossier), &file["holds"], name);
    }
}
