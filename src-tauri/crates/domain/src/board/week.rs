//! What the week brings: what is due, whom one waits for and since when, what got worse, and what was finished.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use specta::Type;

use super::Board;
use crate::answer::Personal;
use crate::id::DossierId;
use crate::progress::DossierStatus;

/// How many months what was finished is counted over, this one included.
const MONTHS: i32 = 6;

/// What the week brings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Week {
    /// The last day of it, a Sunday.
    #[specta(type = String)]
    pub until: Date,
    /// Dossiers whose day is in it or before it, the oldest day first.
    pub due: Vec<DossierId>,
    /// Whom one waits for, most dossiers first.
    pub waits: Vec<PartyWaits>,
    /// Dossiers with something that was in order before and is not now.
    pub worsened: Vec<DossierId>,
    /// What was finished in each of the last months, oldest first.
    pub finished: Vec<MonthCount>,
}

/// What one waits for of one party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct PartyWaits {
    /// A party, or a role. All that are sealed count as one.
    pub on: Personal,
    pub dossiers: u32,
    /// Since when the longest of them waits.
    #[specta(type = String)]
    pub since: Date,
    /// Of how many the day to ask again has come.
    pub overdue: u32,
}

/// How much was finished in a month, by UTC.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MonthCount {
    /// Its first day.
    #[specta(type = String)]
    pub month: Date,
    pub dossiers: u32,
}

impl Board {
    /// What the week of today brings.
    pub fn week(&self) -> Week {
        let left = 7 - i32::from(self.today.weekday().to_monday_one_offset());
        let until = self.today.saturating_add(left.days());
        let mut due: Vec<_> = self
            .rows
            .iter()
            .filter_map(|row| Some((row.summary.day().filter(|day| *day <= until)?, row.summary.dossier)))
            .collect();
        due.sort_unstable();
        let worsened = self.rows.iter().filter(|row| row.summary.worsened > 0);
        Week {
            until,
            due: due.into_iter().map(|(_, dossier)| dossier).collect(),
            waits: self.waits(),
            worsened: worsened.map(|row| row.summary.dossier).collect(),
            finished: self.finished(),
        }
    }

    fn waits(&self) -> Vec<PartyWaits> {
        let mut waits: BTreeMap<Option<String>, PartyWaits> = BTreeMap::new();
        for row in &self.rows {
            let DossierStatus::Waiting { on, since, due } = &row.summary.status else { continue };
            let key = on.clear().map(|name| name.trim().to_lowercase());
            let waits = waits.entry(key).or_insert_with(|| PartyWaits {
                on: on.clone(),
                dossiers: 0,
                since: *since,
                overdue: 0,
            });
            waits.dossiers += 1;
            waits.since = waits.since.min(*since);
            waits.overdue += u32::from(*due <= self.today);
        }
        let mut waits: Vec<PartyWaits> = waits.into_values().collect();
        waits.sort_by_key(|one| (Reverse(one.dossiers), one.since));
        waits
    }

    fn finished(&self) -> Vec<MonthCount> {
        let first = self.today.first_of_month();
        let months = (0..MONTHS).rev().map(|ago| first.saturating_sub(ago.months()));
        let signed_off: Vec<Date> = self
            .rows
            .iter()
            .filter_map(|row| Some(row.summary.signed_off?.to_zoned(TimeZone::UTC).date().first_of_month()))
            .collect();
        let count = |month| signed_off.iter().filter(|finished| **finished == month).count();
        months
            .map(|month| MonthCount { month, dossiers: u32::try_from(count(month)).unwrap_or(u32::MAX) })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::super::BoardRow;
    use super::*;

    fn row(nth: u128, more: Value) -> BoardRow {
        let mut json = json!({
            "dossier": Uuid::from_u128(nth), "handbook": "asr-werkgever", "version": 1, "total": 9,
            "short": { "nl": "Werkgever", "en": "Employer" }, "employer": null,
            "status": { "kind": "busy" }, "since": "2026-11-02T10:00:00Z", "changed": "2026-11-02T10:00:00Z",
            "next": null, "done": 1, "set_aside": 0, "due": null, "signed_off": null,
            "actor": { "name": "Noor Voorbeeld", "initials": "NV" },
        });
        if let (Value::Object(all), Value::Object(more)) = (&mut json, more) {
            all.extend(more);
        }
        BoardRow { summary: serde_json::from_value(json).unwrap(), employer: None, employer_number: None }
    }

    fn waits(on: &Value, since: &str, due: &str) -> Value {
        json!({ "status": { "kind": "waiting", "on": on, "since": since, "due": due } })
    }

    /// The week of Wednesday 18 November 2026.
    fn week(rows: Vec<Value>) -> Week {
        let rows = (1..).zip(rows).map(|(nth, more)| row(nth, more)).collect();
        Board { rows, today: date(2026, 11, 18), employers: 1 }.week()
    }

    fn ids(all: &[DossierId]) -> Vec<String> {
        let short = |id: &DossierId| id.to_string().trim_start_matches(['0', '-']).to_owned();
        all.iter().map(short).collect()
    }

    #[test]
    fn due_is_what_falls_in_the_week_and_what_is_late_and_never_what_is_finished() {
        let done = json!({ "status": { "kind": "done" }, "signed_off": "2026-11-09T10:00:00Z",
            "due": "2026-11-10" });
        let worse = json!({ "status": { "kind": "problem" }, "signed_off": "2026-11-09T10:00:00Z",
            "due": "2026-11-10", "failing": 1, "worsened": 1 });
        let week = week(vec![
            json!({ "due": "2026-11-22" }),
            json!({ "due": "2026-11-23" }),
            json!({ "due": "2026-10-01" }),
            waits(&json!({ "clear": "Loket" }), "2026-11-02", "2026-11-18"),
            done,
            worse,
        ]);
        assert_eq!(week.until, date(2026, 11, 22));
        assert_eq!(ids(&week.due), ["3", "4", "1"]);
        assert_eq!(ids(&week.worsened), ["6"]);
    }

    #[test]
    fn waits_are_by_party_however_it_was_typed_with_the_longest_and_what_is_overdue() {
        let week = week(vec![
            waits(&json!({ "clear": "Keylane" }), "2026-11-12", "2026-11-19"),
            waits(&json!({ "clear": "Loket" }), "2026-11-01", "2026-11-30"),
            waits(&json!({ "clear": "keylane " }), "2026-11-04", "2026-11-18"),
            waits(&json!({ "sealed": "v1.a" }), "2026-11-05", "2026-11-30"),
            waits(&json!({ "sealed": "v1.b" }), "2026-11-06", "2026-11-30"),
        ]);
        let waits: Vec<_> =
            week.waits.iter().map(|one| (one.on.clear(), one.dossiers, one.overdue)).collect();
        assert_eq!(waits, [(Some("Keylane"), 2, 1), (None, 2, 0), (Some("Loket"), 1, 0)]);
        assert_eq!(week.waits[0].since, date(2026, 11, 4));
    }

    #[test]
    fn finished_is_counted_a_month_with_months_without_any() {
        let done = |at: &str| json!({ "status": { "kind": "done" }, "signed_off": at });
        let week = week(vec![
            done("2026-11-01T00:00:00Z"),
            done("2026-11-18T10:00:00Z"),
            done("2026-09-30T10:00:00Z"),
            done("2026-05-31T10:00:00Z"),
        ]);
        let counts: Vec<_> = week.finished.iter().map(|one| (one.month.month(), one.dossiers)).collect();
        assert_eq!(counts, [(6, 0), (7, 0), (8, 0), (9, 1), (10, 0), (11, 2)]);
    }
}
