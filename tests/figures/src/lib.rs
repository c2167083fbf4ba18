//! A row of the table, and the figures in it.

use std::time::Instant;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// What was measured, over several runs.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    pub median: f64,
    /// The one that 95 in 100 stay under.
    pub p95: f64,
    pub runs: usize,
}

impl Figures {
    /// Of these measurements; all zero when there are none.
    #[must_use]
    pub fn of(mut measured: Vec<f64>) -> Self {
        measured.sort_by(f64::total_cmp);
        let at =
            |part: usize| measured.get((measured.len() * part / 100).min(measured.len().saturating_sub(1)));
        let median = at(50).copied().unwrap_or_default();
        Self { median, p95: at(95).copied().unwrap_or_default(), runs: measured.len() }
    }
}

/// What of the figures is held against the goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Held {
    /// The ratio of the median to the floor's.
    Ratio,
    Median,
    /// The one that 95 in 100 stay under.
    P95,
}

/// One line of the table: the program beside its floor, and the goal.
#[derive(Clone, Debug)]
pub struct Row {
    pub what: &'static str,
    pub unit: &'static str,
    /// The program.
    pub ours: Figures,
    /// The least that could do the same, measured in between; none when there is no such thing.
    pub floor: Option<Figures>,
    /// What is held against the goal. Without a floor there is no ratio: then the median is.
    pub held: Held,
    /// What is to be reached at most.
    pub goal: f64,
}

impl Row {
    /// What is held against the goal.
    #[must_use]
    pub fn reached(&self) -> f64 {
        match (self.held, &self.floor) {
            (Held::Ratio, Some(floor)) => self.ours.median / floor.median,
            (Held::P95, _) => self.ours.p95,
            (Held::Ratio | Held::Median, _) => self.ours.median,
        }
    }

    /// Whether the goal is reached. Not so when nothing was measured.
    #[must_use]
    pub fn is_met(&self) -> bool {
        self.ours.runs > 0 && self.reached() <= self.goal
    }

    /// The row as a line of text under [`Row::head`].
    #[must_use]
    pub fn line(&self) -> String {
        let figures = |one: &Figures| format!("{:.2} / {:.2}", one.median, one.p95);
        let floor = self.floor.as_ref().map_or_else(|| "-".to_owned(), figures);
        let verdict = if self.is_met() { "met" } else { "NOT MET" };
        let held = match self.held {
            Held::Ratio => "x".to_owned(),
            Held::Median => self.unit.to_owned(),
            Held::P95 => format!("{} p95", self.unit),
        };
        format!(
            "{:<48} {:>4} {:>19} {:>19} {:>8.2} {:<6} {:>6.2}  {verdict}",
            self.what,
            self.unit,
            figures(&self.ours),
            floor,
            self.reached(),
            held,
            self.goal
        )
    }

    /// The table's head: figures are median / 95th percentile.
    #[must_use]
    pub fn head() -> String {
        format!("{:<48} {:>4} {:>19} {:>19} {:>15} {:>6}", "what", "unit", "ours", "floor", "reached", "goal")
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_struct("Row", 8)?;
        row.serialize_field("what", self.what)?;
        row.serialize_field("unit", self.unit)?;
        row.serialize_field("ours", &self.ours)?;
        row.serialize_field("floor", &self.floor)?;
        row.serialize_field("held", &self.held)?;
        row.serialize_field("goal", &self.goal)?;
        row.serialize_field("reached", &self.reached())?;
        row.serialize_field("met", &self.is_met())?;
        row.end()
    }
}

/// How long a job takes, in milliseconds.
///
/// # Errors
/// When the job does not succeed.
pub fn timed<T, E>(job: impl FnOnce() -> Result<T, E>) -> Result<f64, E> {
    let start = Instant::now();
    job()?;
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_and_the_slow_end() {
        let figures = Figures::of((1..=100).rev().map(f64::from).collect());
        assert_eq!((figures.median, figures.p95, figures.runs), (51.0, 96.0, 100));
        assert!((Figures::of(vec![4.0]).p95 - 4.0).abs() < f64::EPSILON);
    }

    fn row(held: Held, floor: Option<Figures>) -> Row {
        let ours = Figures { median: 300.0, p95: 400.0, runs: 15 };
        Row { what: "start", unit: "ms", ours, floor, held, goal: 310.0 }
    }

    #[test]
    fn what_is_held_is_held_against_the_goal() {
        let floor = Some(Figures { median: 200.0, p95: 250.0, runs: 15 });
        assert!((row(Held::Ratio, floor.clone()).reached() - 1.5).abs() < f64::EPSILON);
        assert!(row(Held::Ratio, floor.clone()).line().ends_with(" met"));
        assert!(row(Held::Median, floor.clone()).line().ends_with(" met"));
        assert!(row(Held::P95, floor).line().ends_with("NOT MET"));
    }

    #[test]
    fn nothing_measured_meets_nothing() {
        let row = Row { ours: Figures::of(vec![]), ..row(Held::Median, None) };
        assert!(!row.is_met());
    }

    #[test]
    fn the_verdict_is_in_the_json() {
        let json = serde_json::to_value(row(Held::P95, None)).unwrap();
        assert_eq!((&json["met"], &json["held"]), (&false.into(), &"p95".into()));
    }
}
