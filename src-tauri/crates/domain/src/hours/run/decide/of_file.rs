//! What is chosen about what was found in the file: rows of another period or administration, and warnings that were read.

use std::collections::BTreeSet;

use super::OpenedFile;
use crate::hours::finding::{Finding, FindingKind};
use crate::hours::findings::Judged;
use crate::hours::run::{AcknowledgedFinding, HoursAction, HoursRun, HoursRunChange, LeftRows};
use crate::hours::view::warnings;
use crate::rules::Refusal;

/// What is recorded of it.
pub(super) fn happened(
    run: &HoursRun,
    change: HoursRunChange,
    file: Option<&OpenedFile>,
    judged: Option<&Judged>,
) -> Result<Vec<HoursAction>, Refusal> {
    let known =
        || file.zip(judged).map(|(file, judged)| warnings(judged, &file.facts.sha256)).unwrap_or_default();
    Ok(match change {
        HoursRunChange::SplitPeriods { split } => {
            let left = if split { left_rows(judged) } else { vec![] };
            vec![HoursAction::PeriodsSplit { split, left }]
        }
        HoursRunChange::ChooseAdministration { own: None } if run.own_administration.is_none() => vec![],
        HoursRunChange::ChooseAdministration { own: None } => {
            vec![HoursAction::AdministrationChosen { own: None, left: 0 }]
        }
        HoursRunChange::ChooseAdministration { own: Some(own) } => {
            let left = rows_of_others(&own, run, judged).ok_or(Refusal::UnknownItem)?;
            vec![HoursAction::AdministrationChosen { own: Some(own.into()), left }]
        }
        HoursRunChange::Acknowledge { finding, reason } => {
            let kind = known().remove(&finding).ok_or(Refusal::UnknownItem)?;
            vec![HoursAction::FindingAcknowledged { finding, kind, reason: super::words(&reason)? }]
        }
        HoursRunChange::AcknowledgeAll { findings, reason } => {
            let reason = super::words(&reason)?;
            let keys: BTreeSet<String> = findings.into_iter().collect();
            if keys.is_empty() {
                return Err(Refusal::UnknownItem);
            }
            let mut known = known();
            let one = |finding: String| Some(AcknowledgedFinding { kind: known.remove(&finding)?, finding });
            let read = keys.into_iter().map(one).collect::<Option<Vec<_>>>().ok_or(Refusal::UnknownItem)?;
            let parts = read.chunks(super::MOST_ENTRIES);
            parts
                .map(|part| HoursAction::FindingsAcknowledged {
                    findings: part.to_vec(),
                    reason: reason.clone(),
                })
                .collect()
        }
        _ => return Err(Refusal::UnknownItem),
    })
}

/// How many rows are of another period, by that.
fn left_rows(judged: Option<&Judged>) -> Vec<LeftRows> {
    let found = judged.into_iter().flat_map(|judged| &judged.findings);
    found
        .filter_map(|finding| match &finding.kind {
            FindingKind::OtherPeriod { other, .. } | FindingKind::LeftForPeriod { other } => {
                Some(LeftRows { period: *other, rows: rows(finding) })
            }
            _ => None,
        })
        .collect()
}

/// How many rows are of other administrations than this one; none where the file does not have it.
fn rows_of_others(own: &str, run: &HoursRun, judged: Option<&Judged>) -> Option<u32> {
    let findings = &judged?.findings;
    let several = findings.iter().find_map(|finding| match &finding.kind {
        FindingKind::SeveralAdministrations { administrations } => Some(administrations),
        _ => None,
    });
    if let Some(administrations) = several {
        let others = administrations.iter().filter(|(name, _)| name != own);
        let known = administrations.iter().any(|(name, _)| name == own);
        return known.then(|| others.map(|(_, rows)| u32::try_from(*rows).unwrap_or(u32::MAX)).sum());
    }
    let is_only = |finding: &Finding| match &finding.kind {
        FindingKind::OtherAdministration { administration }
        | FindingKind::OtherEmployer { administration } => administration == own,
        _ => false,
    };
    if findings.iter().any(is_only) {
        return Some(0);
    }
    // Another one was chosen before, and its rows do not stand among those that stay behind.
    let left = findings.iter().filter_map(|finding| match &finding.kind {
        FindingKind::LeftForAdministration { administration } => Some((administration, rows(finding))),
        _ => None,
    });
    let left: Vec<_> = left.collect();
    let known = run.own_administration.as_deref() == Some(own) || left.iter().any(|(name, _)| *name == own);
    known.then(|| left.iter().filter(|(name, _)| *name != own).map(|(_, rows)| *rows).sum())
}

fn rows(finding: &Finding) -> u32 {
    let rows: BTreeSet<_> = finding.places.iter().map(|place| (&place.sheet, place.row)).collect();
    u32::try_from(rows.len()).unwrap_or(u32::MAX)
}
