//! Runs of hours on the overview: what each waits for, and which hours are due.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use specta::Type;

use super::period::Period;
use super::run::{DueHours, RunStatus, RunSummary, due_hours};
use crate::id::EmployerId;
use crate::text::Text;

/// Runs that want something, and hours that are due.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HoursBoard {
    /// By what they wait for, then the one that was changed last first.
    pub runs: Vec<HoursBoardRow>,
    /// Due in the week of today or before it, the oldest day first.
    pub due: Vec<DueHoursRow>,
}

/// A run on the overview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HoursBoardRow {
    pub run: RunSummary,
    /// Name of the employer.
    pub employer: String,
    /// Its period in words.
    pub period: Text,
    pub group: HoursGroup,
    /// Errors and questions in its file, as far as that was read since the program started.
    pub open: Option<u32>,
}

/// Hours that are due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct DueHoursRow {
    pub due: DueHours,
    /// Name of the employer.
    pub employer: String,
    /// Its period in words.
    pub period: Text,
    /// Whether the day has passed.
    pub late: bool,
}

/// What a run waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum HoursGroup {
    /// Loket holds something else.
    Differs,
    /// Errors or questions hold it back.
    Errors,
    /// It is worked on; whether something holds it back is not known.
    Busy,
    /// The file was made and not uploaded.
    Ready,
    /// It was uploaded and not compared with Loket.
    NotCompared,
}

/// What a run waits for; none: nothing, or it is over. `open` counts the errors and questions in its file.
fn group(run: &RunSummary, open: Option<u32>) -> Option<HoursGroup> {
    match run.status {
        RunStatus::SignedOff => None,
        RunStatus::NoFile | RunStatus::Busy if open.is_some_and(|open| open > 0) => Some(HoursGroup::Errors),
        RunStatus::NoFile | RunStatus::Busy => Some(HoursGroup::Busy),
        RunStatus::Made => Some(HoursGroup::Ready),
        RunStatus::Uploaded | RunStatus::Processed => match run.compared {
            None => Some(HoursGroup::NotCompared),
            Some(counts) if counts.different + counts.missing + counts.unexplained > 0 => {
                Some(HoursGroup::Differs)
            }
            Some(_) => None,
        },
    }
}

/// The overview of runs. `open` counts the errors and questions in the file of a run, where that is known; `name` names
/// an employer.
pub fn hours_board(
    runs: &[RunSummary],
    open: impl Fn(&RunSummary) -> Option<u32>,
    name: impl Fn(EmployerId) -> String,
    today: Date,
) -> HoursBoard {
    let mut own: BTreeMap<(EmployerId, u32), Vec<&RunSummary>> = BTreeMap::new();
    for run in runs {
        own.entry((run.employer, run.administration)).or_default().push(run);
    }
    // What was never compared is let go once a later period is in Loket.
    let is_past = |run: &RunSummary| {
        let same = own.get(&(run.employer, run.administration)).into_iter().flatten();
        let later = |other: &&&RunSummary| {
            other.period.kind == run.period.kind && other.period > run.period && other.uploaded.is_some()
        };
        same.filter(later).count() > 0
    };
    let row = |run: &RunSummary| {
        let open = open(run);
        let group = group(run, open)?;
        if group == HoursGroup::NotCompared && is_past(run) {
            return None;
        }
        Some(HoursBoardRow {
            run: run.clone(),
            employer: name(run.employer),
            period: words(run.period),
            group,
            open,
        })
    };
    let mut rows: Vec<HoursBoardRow> = runs.iter().filter_map(row).collect();
    rows.sort_by_key(|row| (row.group, std::cmp::Reverse(row.run.changed)));
    let left = 7 - i32::from(today.weekday().to_monday_one_offset());
    let until = today.saturating_add(left.days());
    let due = own.values().filter_map(|own| due_hours(own, until));
    let mut due: Vec<DueHoursRow> = due
        .map(|due| {
            let (employer, period) = (name(due.employer), words(due.period));
            DueHoursRow { employer, period, late: due.day < today, due }
        })
        .collect();
    due.sort_by_key(|row| row.due.day);
    HoursBoard { runs: rows, due }
}

fn words(period: Period) -> Text {
    super::words::both(|language| super::words::period(period, language))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::{Value, json};

    use super::*;

    fn run(period: &str, status: &str, more: Value) -> RunSummary {
        let mut run = json!({
            "run": uuid::Uuid::from_u128(7), "employer": uuid::Uuid::from_u128(9), "administration": 395,
            "period": period.parse::<Period>().unwrap(), "status": status, "people": 0,
            "rows": 0, "totals": [], "created": "2026-11-01T10:00:00Z", "changed": "2026-11-20T10:00:00Z",
            "sha256": null, "actor": { "name": "Noor Voorbeeld", "initials": "NV" }, "uploaded": null,
            "signedOff": null,
        });
        if let (Value::Object(all), Value::Object(more)) = (&mut run, more) {
            all.extend(more);
        }
        serde_json::from_value(run).unwrap()
    }

    fn board(runs: &[RunSummary], open: Option<u32>) -> HoursBoard {
        let name = |_| "Bakkerij Voorbeeld".to_owned();
        hours_board(runs, |_| open, name, date(2026, 11, 18))
    }

    fn groups(runs: &[RunSummary], open: Option<u32>) -> Vec<HoursGroup> {
        board(runs, open).runs.iter().map(|row| row.group).collect()
    }

    #[test]
    fn each_run_stands_with_what_it_waits_for() {
        let equal = json!({ "equal": 3, "different": 0, "missing": 0, "extra": 1, "unexplained": 0 });
        let other = json!({ "equal": 3, "different": 1, "missing": 0, "extra": 0, "unexplained": 0 });
        let up = |compared: &Value| json!({ "uploaded": "2026-11-20", "compared": compared });
        let one = |status, more| groups(&[run("2026-11", status, more)], None);
        assert_eq!(one("noFile", json!({})), [HoursGroup::Busy]);
        assert_eq!(one("made", json!({})), [HoursGroup::Ready]);
        assert_eq!(one("uploaded", up(&Value::Null)), [HoursGroup::NotCompared]);
        assert_eq!(one("processed", up(&other)), [HoursGroup::Differs]);
        assert_eq!(one("uploaded", up(&equal)), [], "nothing is left to do");
        assert_eq!(one("signedOff", up(&Value::Null)), []);
        let busy = [run("2026-11", "busy", json!({}))];
        assert_eq!(groups(&busy, Some(2)), [HoursGroup::Errors]);
        assert_eq!(groups(&busy, Some(0)), [HoursGroup::Busy]);
    }

    #[test]
    fn what_was_never_compared_is_let_go_once_a_later_period_is_in_loket() {
        let up = json!({ "uploaded": "2026-11-20" });
        let runs = [run("2026-10", "uploaded", up.clone()), run("2026-11", "uploaded", up.clone())];
        let left = board(&runs, None).runs;
        assert_eq!(left.iter().map(|row| row.run.period.to_string()).collect::<Vec<_>>(), ["2026-11"]);
        assert_eq!(
            groups(&[run("2026-10", "uploaded", up), run("2026-11", "busy", json!({}))], None).len(),
            2
        );
    }

    #[test]
    fn hours_that_are_due_this_week_are_named_with_whether_they_are_late() {
        let due = |day| board(&[run("2026-11", "busy", json!({ "dueDay": day }))], None).due;
        assert!(due(23).is_empty(), "next week");
        assert_eq!(
            due(20).iter().map(|row| (row.due.day, row.late)).collect::<Vec<_>>(),
            [(date(2026, 11, 20), false)]
        );
        assert!(due(17)[0].late);
    }
}
