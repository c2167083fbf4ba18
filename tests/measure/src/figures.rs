//! A row of the table, and the figures in it.

use serde::Serialize;

/// What was measured, over several runs.
#[derive(Clone, Debug, Serialize)]
pub struct Figures {
    /// The middle one.
    pub median: f64,
    /// The one that 95 in 100 stay under.
    pub p95: f64,
    /// How many runs.
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

/// One line of the table: the program beside its floor, and the goal.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// What is measured.
    pub what: &'static str,
    /// In what.
    pub unit: &'static str,
    /// The program.
    pub ours: Figures,
    /// The least that could do the same, measured in between; none when the goal is absolute.
    pub floor: Option<Figures>,
    /// The ratio of the medians, or the median itself, that is to be reached at most.
    pub goal: f64,
}

impl Row {
    /// What is held against the goal.
    #[must_use]
    pub fn reached(&self) -> f64 {
        match &self.floor {
            Some(floor) => self.ours.median / floor.median,
            None => self.ours.median,
        }
    }

    /// The row as a line of text under [`Row::head`].
    #[must_use]
    pub fn line(&self) -> String {
        let figures = |one: &Figures| format!("{:.2} / {:.2}", one.median, one.p95);
        let floor = self.floor.as_ref().map_or_else(|| "-".to_owned(), figures);
        let verdict = if self.reached() <= self.goal { "met" } else { "NOT MET" };
        let unit = if self.floor.is_some() { "x" } else { self.unit };
        format!(
            "{:<42} {:>5} {:>19} {:>19} {:>7.2} {:<4} {:>7.2}  {verdict}",
            self.what,
            self.unit,
            figures(&self.ours),
            floor,
            self.reached(),
            unit,
            self.goal
        )
    }

    /// The table's head: figures are median / 95th percentile.
    #[must_use]
    pub fn head() -> String {
        format!("{:<42} {:>5} {:>19} {:>19} {:>12} {:>7}", "what", "unit", "ours", "floor", "reached", "goal")
    }
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

    #[test]
    fn the_ratio_is_held_against_the_goal() {
        let row = |floor| Row { what: "start", unit: "ms", ours: Figures::of(vec![300.0]), floor, goal: 1.5 };
        assert!((row(Some(Figures::of(vec![200.0]))).reached() - 1.5).abs() < f64::EPSILON);
        assert!(row(Some(Figures::of(vec![200.0]))).line().ends_with(" met"));
        assert!(row(None).line().ends_with("NOT MET"));
    }
}
