#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::Arc;
use std::time::Duration;

use domain::Environment;
use domain::id::EmployerId;
use jiff::Timestamp;
use keyring_core::mock;
use uuid::Uuid;
use vault::Vault;

use super::*;
use crate::Office;
use crate::SystemClock;

/// Stands in every part that these tests store.
const CANARY: &str = "Kanarie";

fn at() -> Timestamp {
    "2026-09-15T10:00:00Z".parse().unwrap()
}

fn office(folder: &tempfile::TempDir) -> Office {
    let vault = Vault::with_store("test", mock::Store::new().unwrap(), Duration::from_secs(2));
    Office::open(folder.path(), Environment::Acceptance, vault, Arc::new(SystemClock), None).unwrap()
}

/// A part as earlier versions wrote it into the records.
fn json(part: Part) -> String {
    let content = match part {
        Part::Employer => {
            r#"{"chamberOfCommerceNumber":null,"companyName":"B","emailAddress":null,"employerNumber":1,"id":"e"}"#
        }
        _ => "[]",
    };
    format!(r#"{{"at":"{}","content":{content},"kind":"read","operations":["{CANARY}"]}}"#, at())
}

fn readings(parts: &[Part]) -> Readings {
    let mut readings = Readings::default();
    for part in parts {
        readings.part_from_json(*part, &json(*part)).unwrap();
    }
    readings
}

fn stored(office: &Office, employer: EmployerId) -> Vec<(Part, KeptReading)> {
    let kept = super::kept_readings(&office.records().unwrap(), employer).unwrap();
    kept.into_iter().map(|one| (Part::from_str(&one.what).unwrap(), one)).collect()
}

fn in_clear(office: &Office, employer: EmployerId) -> Vec<Part> {
    let rows = stored(office, employer).into_iter().filter(|(_, row)| row.content.contains(CANARY));
    rows.map(|(part, _)| part).collect()
}

fn store_as_before(office: &Office, employer: EmployerId, parts: &[Part]) {
    let rows: Vec<KeptReading> = parts
        .iter()
        .map(|part| {
            let scope =
                if part.scope() == PartScope::Provider { Scope::Office } else { Scope::Employer(employer) };
            KeptReading { scope, what: part.to_string(), at: at(), content: json(*part) }
        })
        .collect();
    office.records().unwrap().keep_readings(&rows).unwrap();
}

#[test]
fn a_part_that_is_not_on_the_list_is_never_stored_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let (office, employer) = (office(&folder), EmployerId::from(Uuid::from_u128(7)));
    office.keys.unlock().unwrap();
    let fresh = readings(Part::ALL);
    assert_eq!(
        office.keys.keep_reading(&mut office.records().unwrap(), employer, &fresh, at()).unwrap(),
        fresh
    );
    let rows = stored(&office, employer);
    assert_eq!(rows.len(), Part::ALL.len());
    for (part, row) in rows {
        assert_eq!(row.content.contains(CANARY), part.in_clear().is_some(), "{part}");
        assert_eq!(Seal::is_sealed(&row.content), part.in_clear().is_none(), "{part}");
        assert_eq!(row.at, at(), "{part}");
    }
    assert_eq!(
        office.keys.readings(&office.records().unwrap(), employer).unwrap(),
        fresh,
        "it all opens again"
    );
    let fixed = office.keys.fixed_readings(&office.records().unwrap(), employer).unwrap();
    assert_eq!(fixed, readings(&Part::EMPLOYER_DETAILS));
}

#[test]
fn without_the_key_what_would_be_sealed_is_used_and_not_stored() {
    let folder = tempfile::tempdir().unwrap();
    let (office, employer) = (office(&folder), EmployerId::from(Uuid::from_u128(7)));
    let fresh = readings(Part::ALL);
    assert_eq!(
        office.keys.keep_reading(&mut office.records().unwrap(), employer, &fresh, at()).unwrap(),
        fresh
    );
    let rows = stored(&office, employer);
    assert!(!rows.is_empty() && rows.iter().all(|(part, _)| part.in_clear().is_some()), "{rows:?}");
}

#[test]
fn what_an_earlier_version_stored_in_clear_opens_and_is_sealed_at_the_next_write() {
    let folder = tempfile::tempdir().unwrap();
    let (office, employer) = (office(&folder), EmployerId::from(Uuid::from_u128(7)));
    let mut before = Part::EMPLOYER_DETAILS.to_vec();
    before.extend(ONCE_IN_CLEAR);
    store_as_before(&office, employer, &before);
    let known = readings(&before);
    assert_eq!(office.keys.readings(&office.records().unwrap(), employer).unwrap(), known);

    // Without the key it stays as it was.
    let fresh = readings(&[Part::Employer]);
    assert_eq!(
        office.keys.keep_reading(&mut office.records().unwrap(), employer, &fresh, at()).unwrap(),
        known
    );
    assert_eq!(in_clear(&office, employer).len(), before.len());

    office.keys.unlock().unwrap();
    assert_eq!(
        office.keys.keep_reading(&mut office.records().unwrap(), employer, &fresh, at()).unwrap(),
        known
    );
    let left = in_clear(&office, employer);
    assert!(left.len() == 2 && left.iter().all(|part| part.in_clear().is_some()), "{left:?}");
    assert_eq!(office.keys.readings(&office.records().unwrap(), employer).unwrap(), known);
}

/// Who can write in the file and has no key cannot put users or employments of his own there.
#[test]
fn a_part_that_was_always_sealed_does_not_open_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let (office, employer) = (office(&folder), EmployerId::from(Uuid::from_u128(7)));
    office.keys.unlock().unwrap();
    let always = [Part::Users, Part::OfficeUsers, Part::Employments];
    store_as_before(&office, employer, &always);
    let found = office.keys.readings(&office.records().unwrap(), employer).unwrap();
    for part in always {
        assert_eq!(found.unread(part), Some(&Unread::Sealed), "{part}");
    }
}

#[test]
fn what_says_nothing_lasting_takes_no_earlier_reading_away() {
    let folder = tempfile::tempdir().unwrap();
    let (office, employer) = (office(&folder), EmployerId::from(Uuid::from_u128(7)));
    office.keys.unlock().unwrap();
    office.keys.keep_reading(&mut office.records().unwrap(), employer, &readings(Part::ALL), at()).unwrap();
    let mut fresh = Readings::default();
    fresh.leave_unread(Part::Users, Unread::Offline);
    fresh.leave_unread(Part::Teams, Unread::Vanished);
    fresh.leave_unread(Part::Employments, Unread::ListChanged);
    // In clear, were it kept.
    fresh.leave_unread(Part::CostCenters, Unread::Rejected { said: vec!["J. Kanarie".into()] });
    let now = office.keys.keep_reading(&mut office.records().unwrap(), employer, &fresh, at()).unwrap();
    assert_eq!(now.unread(Part::Users), Some(&Unread::Offline), "what was known is no answer of now");
    assert!(now.is_read(Part::Products), "what was not asked is as it was");
    let later = office.keys.readings(&office.records().unwrap(), employer).unwrap();
    assert!(
        later.is_read(Part::Users) && later.is_read(Part::Employments) && later.is_read(Part::CostCenters)
    );
    assert_eq!(later.unread(Part::Teams), Some(&Unread::Vanished));
    // A part of another version, and one in another form, are no fault.
    let scope = Scope::Employer(employer);
    let row = |what: &str| KeptReading { scope, what: what.into(), at: at(), content: "{}".into() };
    office.records().unwrap().keep_readings(&[row("departments"), row("products")]).unwrap();
    assert_eq!(
        office.keys.readings(&office.records().unwrap(), employer).unwrap().unread(Part::Products),
        Some(&Unread::Never)
    );
}
