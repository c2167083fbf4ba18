//! A file of which every row is of another administration than the run is for.

use crate::employer::PayrollAdministration;
use crate::hours::finding::{FindingKind, Findings};
use crate::hours::rows::Reading;
use crate::hours::run::{RunContext, administration_of};

/// Holds the only administration that the rows name against that of the run. What is no number and no name of the employer may be
/// anything, and says nothing.
pub(super) fn check(reading: &Reading, context: &RunContext, findings: &mut Findings) {
    let Some(named) = &reading.administration else { return };
    let (own, employer) = (context.run.administration, &context.employer);
    if context.run.own_administration.as_ref() == Some(named) || names(named, own) {
        return;
    }
    let administration = || named.clone();
    if let Some(meant) = administration_of(employer, named).or_else(|| {
        let numbers = employer.administrations.iter().filter_map(number_of);
        numbers.into_iter().find(|number| names(named, *number))
    }) {
        if meant != own {
            findings.add(FindingKind::OtherAdministration { administration: administration() }, None);
        }
        return;
    }
    let is_own = |number: Option<&str>| number.is_some_and(|number| number.trim() == named.trim());
    let of_several = employer.administrations.iter().any(|one| is_own(one.payroll_taxes_number.as_deref()));
    let is_number = !named.trim().is_empty() && named.trim().chars().all(|c| c.is_ascii_digit());
    if is_number && !of_several && !is_own(employer.employer_number.as_deref()) {
        findings.add(FindingKind::OtherEmployer { administration: administration() }, None);
    }
}

/// Whether a text is this number, with or without zeros in front.
fn names(written: &str, number: u32) -> bool {
    written.trim().parse() == Ok(number)
}

fn number_of(administration: &PayrollAdministration) -> Option<u32> {
    administration.client_number.as_deref()?.parse().ok()
}
