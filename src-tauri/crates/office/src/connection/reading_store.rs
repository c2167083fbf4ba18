//! Readings on their way to and from the records: each part by itself, sealed where it identifies people.

use std::collections::BTreeMap;

use domain::reading::Readings;
use jiff::Timestamp;
use records::{KeptReading, Records, Scope};
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::Office;
use crate::refusal::{Refusal, Result};

/// Parts that identify people, by their names in [`Readings`].
const PERSONAL: [&str; 3] = ["users", "officeUsers", "employments"];
/// Parts that are the same for every employer of the office.
const OF_THE_OFFICE: [&str; 3] = ["officeUsers", "teams", "officeProducts"];
/// Fixed data of an employer: small, and wanted with every dossier.
const FIXED: [&str; 2] = ["employer", "administrations"];
/// Reasons of the moment: they do not take the place of what was read before.
const OF_THE_MOMENT: [&str; 4] = ["never", "offline", "signedOut", "sealed"];

type Parts = BTreeMap<String, Value>;

impl Office {
    /// What was read of an employer, as it is kept. Parts that cannot be opened say so.
    pub(crate) fn readings(&self, records: &Records, employer: Uuid) -> Result<Readings> {
        tracing::trace!(target: "office::unseal", "readings");
        let mut parts = Parts::new();
        for scope in [Scope::Office, Scope::Employer(employer)] {
            let kept = records.readings(scope)?;
            parts.extend(kept.into_iter().map(|one| (one.what.clone(), self.opened_part(&one))));
        }
        together(parts)
    }

    /// The fixed data of an employer as it is kept: itself and its administrations.
    pub(crate) fn fixed_readings(&self, records: &Records, employer: Uuid) -> Result<Readings> {
        let kept = records.readings_named(Scope::Employer(employer), &FIXED)?;
        together(kept.into_iter().map(|one| (one.what.clone(), self.opened_part(&one))).collect())
    }

    /// Keeps what was just read, and gives it back with what was known before where nothing was asked now. What was
    /// asked and could not be had says so: what was known before stays, but is no answer of now.
    pub(crate) fn keep_reading(
        &self,
        records: &mut Records,
        employer: Uuid,
        fresh: &Readings,
    ) -> Result<Readings> {
        let fresh: Parts = apart(fresh)?.into_iter().filter(|(_, part)| why(part) != Some("never")).collect();
        let mut rows = vec![];
        for (name, part) in fresh.iter().filter(|(_, part)| lasts(part)) {
            let scope = if OF_THE_OFFICE.contains(&name.as_str()) {
                Scope::Office
            } else {
                Scope::Employer(employer)
            };
            if let Some(content) = self.closed_part(scope, name, part)? {
                rows.push(KeptReading { scope, what: name.clone(), at: self.at(part), content });
            }
        }
        records.keep_readings(&rows)?;
        let mut parts = apart(&self.readings(records, employer)?)?;
        parts.extend(fresh);
        together(parts)
    }

    /// The part as text; none when it would have to be sealed and the key is not to be had: then it is used now and
    /// not kept.
    fn closed_part(&self, scope: Scope, name: &str, part: &Value) -> Result<Option<String>> {
        let text = part.to_string();
        if !PERSONAL.contains(&name) {
            return Ok(Some(text));
        }
        if !self.seal.is_unlocked() {
            return Ok(None);
        }
        Ok(Some(self.seal.seal(&text, &context(scope, name))?))
    }

    fn opened_part(&self, kept: &KeptReading) -> Value {
        let sealed = json!({ "kind": "unread", "why": { "kind": "sealed" } });
        let text = if PERSONAL.contains(&kept.what.as_str()) {
            match self.seal.unseal(&kept.content, &context(kept.scope, &kept.what)) {
                Ok(text) => text,
                Err(_) => return sealed,
            }
        } else {
            kept.content.clone()
        };
        serde_json::from_str(&text)
            .unwrap_or_else(|_| json!({ "kind": "unread", "why": { "kind": "never" } }))
    }

    fn at(&self, part: &Value) -> Timestamp {
        let at = part.get("at").and_then(Value::as_str).and_then(|at| at.parse().ok());
        at.unwrap_or_else(|| self.clock.now())
    }
}

fn context(scope: Scope, name: &str) -> String {
    match scope {
        Scope::Office => format!("reading of the office: {name}"),
        Scope::Employer(id) => format!("reading of {id}: {name}"),
    }
}

fn apart(readings: &Readings) -> Result<Parts> {
    match serde_json::to_value(readings) {
        Ok(Value::Object(parts)) => Ok(parts.into_iter().collect()),
        _ => Err(Refusal::Unexpected),
    }
}

/// What an earlier version kept in another form reads as never read: it is read again.
fn together(parts: Parts) -> Result<Readings> {
    let mut whole = Map::new();
    for (name, part) in parts {
        let one = Value::Object(Map::from_iter([(name.clone(), part.clone())]));
        if serde_json::from_value::<Readings>(one).is_ok() {
            whole.insert(name, part);
        }
    }
    serde_json::from_value(Value::Object(whole)).map_err(|_| Refusal::Unexpected)
}

fn lasts(part: &Value) -> bool {
    why(part).is_none_or(|why| !OF_THE_MOMENT.contains(&why))
}

/// Why a part was not read; none: it was.
fn why(part: &Value) -> Option<&str> {
    part.pointer("/why/kind").and_then(Value::as_str)
}
