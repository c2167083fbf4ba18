//! What happens between a run and Loket: sending, reading back, and totals that somebody typed over.

use std::collections::BTreeMap;

use crate::hours::exact::Amount;
use crate::hours::run::{ComponentTotal, HoursAction, HoursRun, HoursRunChange, TypedTotal};
use crate::hours::written::{Written, written};
use crate::rules::Refusal;

/// What is recorded of it.
pub(super) fn happened(run: &HoursRun, change: HoursRunChange) -> Result<HoursAction, Refusal> {
    match change {
        // One at a time: a sending whose outcome is not known is read back first.
        HoursRunChange::StartSending { people, totals } if run.sending.is_none() => {
            Ok(HoursAction::SendStarted { people, totals })
        }
        HoursRunChange::EndSending(counts) => {
            let (start, _) = run.sending.clone().ok_or(Refusal::UnknownItem)?;
            Ok(HoursAction::SendEnded { start, counts })
        }
        HoursRunChange::RecordComparison(counts) => Ok(HoursAction::Compared { counts }),
        HoursRunChange::RecordDifferencesFile(made) => Ok(HoursAction::DifferencesFileMade {
            name: made.name.into(),
            sha256: made.sha256,
            people: made.people,
            rows: made.rows,
        }),
        HoursRunChange::CompareTotals { typed } => compare_totals(run, &typed),
        _ => Err(Refusal::UnknownItem),
    }
}

/// Holds typed totals against those of what was made or sent last. Without either there is nothing to compare.
fn compare_totals(run: &HoursRun, typed: &[TypedTotal]) -> Result<HoursAction, Refusal> {
    let table = run.last_totals().ok_or(Refusal::NothingFails)?;
    let typed: BTreeMap<u32, Amount> = typed
        .iter()
        .map(|one| Some((one.component, amount_of(&one.total)?)))
        .collect::<Option<_>>()
        .ok_or(Refusal::UnknownItem)?;
    if typed.is_empty() || typed.contains_key(&0) {
        return Err(Refusal::UnknownItem);
    }
    let totals = |totals: &BTreeMap<u32, Amount>| {
        let total =
            |(component, total): (&u32, &Amount)| ComponentTotal { component: *component, total: *total };
        totals.iter().map(total).collect()
    };
    Ok(HoursAction::TotalsTyped { typed: totals(&typed), table: totals(table) })
}

/// A total as people write it, with a comma or a point; of `1.000` Dutch reading is meant: a thousand.
fn amount_of(typed: &str) -> Option<Amount> {
    match written(typed) {
        Written::Number(number) => number.comma.or(number.point),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_total_is_read_as_it_is_written_here() {
        let read = |typed: &str| amount_of(typed).map(|amount| amount.to_string());
        for (typed, amount) in
            [("152,5", "152.5"), ("1.234,50", "1234.5"), ("152.25", "152.25"), ("1.000", "1000")]
        {
            assert_eq!(read(typed).as_deref(), Some(amount), "{typed}");
        }
        for typed in ["", "veel", "7:30", "12,5 uur"] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }
}
