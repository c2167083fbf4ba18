//! Rows that are for another run: of another period, or of another administration than this run is for.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::super::finding::{FindingKind, Findings};
use super::super::period::Period;
use super::super::sheet::{Position, Row, Workbook};
use super::columns::{Columns, SheetColumns, cell_text};
use super::shifts::Shift;
use super::{Reader, RowStatus};

/// What tells rows of this run from those of others.
#[derive(Debug, Default)]
pub(super) struct OtherRuns {
    /// The administration that was chosen; none where the file has one at most, or nobody chose.
    own: Option<String>,
    /// The only administration that the rows name; none where they name none, or more.
    pub only: Option<String>,
    /// Whether there are rows of another period.
    periods: bool,
    /// Rows that say no period that can be compared, by their place among those that are kept.
    not_stated: Vec<usize>,
}

/// Another period than was chosen; within none where there is no such period.
struct OtherPeriod(Option<Period>);

impl OtherRuns {
    /// Looks which administrations the rows are of. Several of which none was chosen are a finding.
    pub fn of(workbook: &Workbook, columns: &Columns, chosen: Option<&str>, findings: &mut Findings) -> Self {
        let mut rows: BTreeMap<String, usize> = BTreeMap::new();
        for (index, sheet) in workbook.sheets.iter().enumerate() {
            let Some(own) = columns.of_sheet(index).filter(|own| own.administration.is_some()) else {
                continue;
            };
            for row in sheet.rows().filter(|row| row.number() > own.head) {
                let administration = cell_text(row, own.administration);
                if let Some(administration) = administration.filter(|_| cell_text(row, own.person).is_some())
                {
                    *rows.entry(administration).or_default() += 1;
                }
            }
        }
        let own = chosen.filter(|chosen| rows.contains_key(*chosen)).map(str::to_owned);
        if rows.len() > 1 && own.is_none() {
            let administrations = rows.into_iter().collect();
            findings.add(FindingKind::SeveralAdministrations { administrations }, None);
            return Self::default();
        }
        let only = if rows.len() == 1 { rows.keys().next().cloned() } else { None };
        Self { own: own.filter(|_| rows.len() > 1), only, ..Self::default() }
    }
}

impl<'a> Reader<'a> {
    /// Whether something about a row of this run has to be put right first; none for a row that stays behind for another run,
    /// which is said.
    pub(super) fn is_of_this_run(
        &mut self,
        row: Row<'a>,
        columns: &SheetColumns,
        shift: &Shift,
        place: &Position,
    ) -> Option<bool> {
        let mut blocks = false;
        if let Some(own) = &self.other_runs.own {
            match cell_text(row, columns.administration) {
                Some(administration) if administration == *own => {}
                Some(administration) => {
                    let kind = FindingKind::LeftForAdministration { administration };
                    self.findings.add(kind, Some(place.clone()));
                    return None;
                }
                None => {
                    self.findings.add(FindingKind::NoAdministration, Some(place.clone()));
                    blocks = true;
                }
            }
        }
        let stays = self.stays_behind(shift.day.ok().flatten(), None, shift, place);
        (!stays).then_some(blocks)
    }

    /// Whether a row, or an amount of it, is of another period and was chosen to stay behind for the run of that; it is said then.
    pub(super) fn stays_behind(
        &mut self,
        day: Option<Date>,
        days: Option<(Date, Date)>,
        shift: &Shift,
        place: &Position,
    ) -> bool {
        let other = self.other_period(day, days, shift).filter(|_| self.answers.split);
        let Some(OtherPeriod(other)) = other else { return false };
        self.other_runs.periods = true;
        self.findings.add(FindingKind::LeftForPeriod { other }, Some(place.clone()));
        true
    }

    /// Of which other period than was chosen a row is; none where it is of that one, or nothing tells. `days` are those of the head
    /// of its column, first and last: a week that is partly in the period may be of that.
    fn other_period(
        &self,
        day: Option<Date>,
        days: Option<(Date, Date)>,
        shift: &Shift,
    ) -> Option<OtherPeriod> {
        let period = self.period?;
        if let Some((first, last)) = days.filter(|_| day.is_none()) {
            let outside = last < period.first() || first > period.last();
            return outside.then(|| OtherPeriod(Period::of(first, period.kind)));
        }
        match (day, shift.period) {
            (Some(day), _) => (!period.holds(day)).then(|| OtherPeriod(Period::of(day, period.kind))),
            // A week says nothing of the month that it is in.
            (None, Ok(Some(named))) => {
                (named.kind == period.kind && named != period).then_some(OtherPeriod(Some(named)))
            }
            (None, _) => None,
        }
    }

    /// Whether a row is of another period than was chosen, which is an error; what runs on into the next one is said.
    pub(super) fn is_of_other_period(
        &mut self,
        day: Option<Date>,
        days: Option<(Date, Date)>,
        shift: &Shift,
        place: &Position,
    ) -> bool {
        let Some(period) = self.period else { return false };
        if let Some(OtherPeriod(other)) = self.other_period(day, days, shift) {
            self.other_runs.periods = true;
            self.findings.add(FindingKind::OtherPeriod { period, other }, Some(place.clone()));
            return true;
        }
        if day.is_some() && shift.end_day.is_some_and(|end| end > period.last()) {
            self.findings.add(FindingKind::RunsOn, Some(place.clone()));
        }
        false
    }

    /// Takes note of a row that is about to be kept and says no period.
    pub(super) fn note_period(&mut self, day: Option<Date>, columns: &SheetColumns, shift: &Shift) {
        let Some(period) = self.period else { return };
        let says = day.is_some() || matches!(shift.period, Ok(Some(named)) if named.kind == period.kind);
        if columns.period.is_some() && !says {
            self.other_runs.not_stated.push(self.rows.len());
        }
    }

    /// In a file with several periods a row that says none could count in each of their runs: it has to say which.
    pub(super) fn without_period(&mut self) {
        let rows = std::mem::take(&mut self.other_runs.not_stated);
        for at in rows.into_iter().filter(|_| self.other_runs.periods) {
            let Some(row) = self.rows.get(at).copied() else { continue };
            let place = self.place(usize::from(row.sheet), row.row, None);
            self.findings.add(FindingKind::PeriodNotStated, Some(place));
            self.rows[at].status = RowStatus::Blocked;
            self.blocked.insert((row.person, row.code));
        }
    }
}
