//! The check that the coupling user serves this coupling and nothing else: no other dossier, no other application.

use std::collections::BTreeSet;

use crate::check::Case;
use crate::check::applications;
use crate::check::entered;
use crate::check::users::{self, Found};
use crate::check::verdict_builder::VerdictBuilder;
use crate::reading::Unread;
use crate::text::Language;
use crate::verdict::{Discrepancy, Remark, Verdict};

/// Whether the user serves this coupling and nothing else.
pub(super) fn is_dedicated(case: &Case<'_>) -> Verdict {
    let mut builder = VerdictBuilder::default();
    let Some(name) = builder.entered(entered::user_name(case)) else { return builder.verdict(vec![]) };
    let mut shared = other_dossiers(&name, case, &mut builder);
    let mut discrepancies = vec![];
    let mut several_employers = false;
    match users::find(|user| users::is_called(user, &name), users::levels(case), case, &mut builder) {
        Found::There(user) => {
            if entered::is_web_service(case) && users::kind(user, &mut builder) == Some(false) {
                discrepancies.push(Discrepancy::IsOrdinaryUser { user_name: name.as_str().into() });
            }
            shared.extend(applications::others_through(user.reading, case, &mut builder));
            users::remark_level(user, case, &mut builder);
            several_employers = user.reading.several_employers;
            // For a coupling somebody signs in once to give consent. Who it was, Loket does not tell.
            if let Some(on) = user.reading.last_sign_in {
                builder.remark(Remark::SignedInLast { on });
            }
        }
        Found::Missing if !entered::is_web_service(case) => {
            discrepancies.push(Discrepancy::NoSuchUser { user_name: name.as_str().into() });
        }
        Found::Missing | Found::Unknown => {}
    }
    if !shared.is_empty() {
        discrepancies.push(Discrepancy::SharedUser { handbooks: shared.into_iter().collect() });
    }
    if discrepancies.is_empty() && several_employers {
        // It need not serve a coupling there, but it is not said to be this coupling's alone either.
        return builder.expectation(vec![Discrepancy::SeesOthers { employers: None }]);
    }
    builder.verdict(discrepancies)
}

/// Titles of the handbooks of other dossiers that use the name.
fn other_dossiers(name: &str, case: &Case<'_>, builder: &mut VerdictBuilder) -> BTreeSet<String> {
    let mut shared = BTreeSet::new();
    for other in case.others {
        match other.user_name.clear() {
            Some(used) if used.trim().to_lowercase() == name.trim().to_lowercase() => {
                shared.insert(other.handbook.in_language(Language::Nl).to_owned());
            }
            Some(_) => {}
            None => builder.unknown(Unread::Sealed),
        }
    }
    shared
}
