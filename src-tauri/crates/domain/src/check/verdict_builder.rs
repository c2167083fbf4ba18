//! What a check gathers on its way to a verdict.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::answer::Personal;
use crate::reading::{Evidence, Readings, Source, Unread};
use crate::verdict::{Discrepancy, Outcome, Remark, Unstated, Verdict};

/// The readings used, what is worth knowing, and what is unknown.
#[derive(Debug, Default)]
pub(super) struct VerdictBuilder {
    evidence: Vec<Evidence>,
    remarks: Vec<Remark>,
    because: Vec<Unread>,
}

impl VerdictBuilder {
    /// What was read, as evidence; or why not, as a reason not to know.
    pub(super) fn take<'a, T: Serialize + DeserializeOwned>(
        &mut self,
        source: &'a Source<T>,
    ) -> Option<&'a T> {
        match source.content() {
            Ok(content) => {
                self.uses(source);
                Some(content)
            }
            Err(why) => {
                self.unknown(why);
                None
            }
        }
    }

    /// What was read, as evidence, when it was: the verdict can do without.
    pub(super) fn glance<'a, T: Serialize + DeserializeOwned>(
        &mut self,
        source: &'a Source<T>,
    ) -> Option<&'a T> {
        let content = source.content().ok()?;
        self.uses(source);
        Some(content)
    }

    fn uses<T: Serialize + DeserializeOwned>(&mut self, source: &Source<T>) {
        if let Some(evidence) = source.evidence()
            && !self.evidence.contains(&evidence)
        {
            self.evidence.push(evidence);
        }
    }

    /// What was entered; or why it is not there, as a reason not to know.
    pub(super) fn entered<T>(&mut self, value: Result<T, Unread>) -> Option<T> {
        value.map_err(|why| self.unknown(why)).ok()
    }

    /// A reason not to know.
    pub(super) fn unknown(&mut self, why: Unread) {
        if !self.because.contains(&why) {
            self.because.push(why);
        }
    }

    /// Reasons not to know.
    pub(super) fn unknowns(&mut self, reasons: Vec<Unread>) {
        for why in reasons {
            self.unknown(why);
        }
    }

    /// Loket leaves empty what would tell, of these: not known, and said of whom. Nothing when there are none.
    pub(super) fn not_stated(&mut self, what: Unstated, values: Vec<Personal>) {
        if !values.is_empty() {
            self.unknown(Unread::NotStated);
            self.remark(Remark::NotStated { what, values });
        }
    }

    /// Something worth knowing.
    pub(super) fn remark(&mut self, remark: Remark) {
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
    }

    /// Says that lists of employments are shortened, and whether they are. Settings that were not read
    /// are taken to be off: otherwise nothing could be judged without the right to read them.
    pub(super) fn filtered(&mut self, readings: &Readings) -> bool {
        let Some(filters) = self.glance(&readings.filters).filter(|filters| !filters.is_empty()) else {
            return false;
        };
        self.remark(Remark::Filtered { filters: filters.iter().map(|one| one.as_str().into()).collect() });
        true
    }

    /// The verdict: what is lacking for certain fails it, whatever else is not known.
    pub(super) fn verdict(self, discrepancies: Vec<Discrepancy>) -> Verdict {
        let outcome = if discrepancies.is_empty() {
            self.without_discrepancies()
        } else {
            Outcome::Unmet { discrepancies }
        };
        Verdict { outcome, remarks: self.remarks, evidence: self.evidence }
    }

    /// The verdict on what one can only expect: a difference is shown, and fails nothing.
    pub(super) fn expectation(self, discrepancies: Vec<Discrepancy>) -> Verdict {
        let outcome = if discrepancies.is_empty() {
            self.without_discrepancies()
        } else {
            Outcome::Unexpected { discrepancies }
        };
        Verdict { outcome, remarks: self.remarks, evidence: self.evidence }
    }

    fn without_discrepancies(&self) -> Outcome {
        if self.because.is_empty() {
            Outcome::Met
        } else {
            Outcome::Unknown { because: self.because.clone() }
        }
    }
}
