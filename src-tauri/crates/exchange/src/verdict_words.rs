//! What Loket said of a line, as lines of the report.

use domain::Handbook;
use domain::dossier::Checked;
use domain::record_words;
use domain::text::Language;
use domain::verdict::{Outcome, Verdict};

use crate::words;

/// A verdict as lines: what was found and when, what is lacking, and why one went on.
pub(crate) fn describe(checked: &Checked, handbook: &Handbook, language: Language) -> Vec<String> {
    let verdict = &checked.verdict;
    let who = &checked.stamp.actor.initials;
    let found = record_words::outcome(&verdict.outcome, language).to_lowercase();
    let mut lines = vec![format!("Loket: {found} ({who}, {})", words::moment(checked.stamp.at, language))];
    lines.extend(details(&verdict.outcome, handbook, language));
    if let Some(unseen) = &checked.unseen {
        let when = words::moment(unseen.stamp.at, language);
        lines.push(record_words::unseen(&unseen.stamp.actor.initials, &when, language));
        lines.extend(unseen.because.iter().map(|why| record_words::unread(why, handbook, language)));
    }
    if let Some((reason, stamp)) = &checked.went_on {
        let (who, when) = (&stamp.actor.initials, words::moment(stamp.at, language));
        lines.push(record_words::went_on(who, &when, record_words::shown(reason, language), language));
    }
    lines
}

/// What Loket was asked for a verdict, and when: the operations of its API.
pub(crate) fn asked(verdict: &Verdict, language: Language) -> Vec<String> {
    let asked = verdict.evidence.iter().map(|evidence| {
        format!("{}, {}", evidence.operations.join(", "), words::moment(evidence.at, language))
    });
    asked.collect()
}

/// What is lacking, or why it is not known.
pub(crate) fn details(outcome: &Outcome, handbook: &Handbook, language: Language) -> Vec<String> {
    match outcome {
        Outcome::Met => vec![],
        Outcome::Unmet { discrepancies } | Outcome::Unexpected { discrepancies } => {
            discrepancies.iter().map(|one| record_words::discrepancy(one, handbook, language)).collect()
        }
        Outcome::Unknown { because } => {
            because.iter().map(|why| record_words::unread(why, handbook, language)).collect()
        }
    }
}
