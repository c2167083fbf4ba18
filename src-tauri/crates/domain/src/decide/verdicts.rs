//! What readings say of a dossier: verdicts, and the answers that they prove. Needs no connection.

use crate::answer::{Answer, Origin, OriginSource};
use crate::chain::undone;
use crate::check::{self, CheckId};
use crate::context::DossierContext;
use crate::dossier::Answered;
use crate::event::Action;
use crate::findings;
use crate::item::{Ask, Item};
use crate::reading::{Part, Readings, Unread};
use crate::verdict::{Outcome, Verdict};

/// The verdicts on every line that can be checked, and the answers that they prove.
pub(super) fn all(context: &DossierContext, readings: &Readings) -> Vec<Action> {
    keepable(context, verdicts(context, readings, |_, _| true))
}

/// The verdicts that are others now than those that stand there.
pub(super) fn changed(context: &DossierContext, readings: &Readings) -> Vec<Action> {
    if context.employer.is_none() || context.dossier.checks.is_empty() {
        return vec![];
    }
    let is_other = |item: &Item, verdict: &Verdict| {
        let before = context.dossier.checks.get(&item.id);
        before.is_some_and(|before| !before.knows(verdict))
    };
    let mut found = verdicts(context, readings, is_other);
    found.retain(|action| matches!(action, Action::Checked { .. }));
    keepable(context, found)
}

fn keepable(context: &DossierContext, found: Vec<Action>) -> Vec<Action> {
    let kept = found
        .into_iter()
        .filter_map(|action| super::keepable::keepable(action, &context.handbook, context.can_seal));
    kept.collect()
}

/// The verdicts on the lines that count, and the answers that they prove. Only those that `wanted` keeps.
fn verdicts(
    context: &DossierContext,
    readings: &Readings,
    wanted: impl Fn(&Item, &Verdict) -> bool,
) -> Vec<Action> {
    let DossierContext { handbook, dossier, .. } = context;
    let case = context.case_on(readings);
    let mut actions = vec![];
    for (step, item) in handbook.items() {
        let Some(check) = item.check.filter(|_| findings::applies(step, item, handbook, dossier)) else {
            continue;
        };
        let Some(verdict) = check::check(item, &case).filter(|verdict| wanted(item, verdict)) else {
            continue;
        };
        if dossier.checks.contains_key(&item.id) && tells_nothing(&verdict) {
            continue;
        }
        let proven = check::answer_from(item, &case).zip(verdict.read_at());
        let other_input = matches!(verdict.outcome, Outcome::Unknown { .. })
            && dossier.checks.get(&item.id).is_some_and(|before| before.verdict.blocks())
            && is_of_other_input(item, check, context);
        actions.push(Action::Checked { item: item.id.clone(), check, verdict, other_input });
        let now = dossier.answers.get(&item.id);
        let open = dossier.signed_off.is_none() && now.is_none_or(is_lokets);
        let is_new = |answer: &Answer| now.is_none_or(|now| now.answer != *answer);
        if let Some((answer, at)) = proven.filter(|(answer, _)| open && is_new(answer)) {
            let origin = Some(Origin { source: OriginSource::Loket, at });
            actions.push(Action::ItemAnswered { item: item.id.clone(), answer: Some(answer), origin });
        }
    }
    actions
}

/// Whether what was entered for a check is other than when it was last found not to be so: then that stands in the way
/// of nothing, whether this can be told or not.
fn is_of_other_input(item: &Item, check: CheckId, context: &DossierContext) -> bool {
    let DossierContext { handbook, dossier, events, .. } = context;
    let mut inputs = vec![];
    // A tick, and what was found to be on, is what comes of a check and not what goes into it.
    if matches!(item.ask, Ask::Field(_) | Ask::Choice(_) | Ask::List(_) | Ask::Mapping(_) | Ask::Result(_)) {
        inputs.push(item.id.as_str());
    }
    if check.parts().contains(&Part::Users) {
        inputs.extend(check::coupling_user(handbook, dossier).map(|user| user.user_name.id.as_str()));
    }
    let is_asked_about = |other: &Item| match &other.ask {
        Ask::Products(asked) => asked.compare.is_none() && check.parts().contains(&Part::Products),
        Ask::List(_) | Ask::Result(_) => {
            handbook.item(&item.id).is_some_and(|(step, _)| step.items.iter().any(|one| one.id == other.id))
        }
        _ => false,
    };
    inputs.extend(
        handbook.items().filter(|(_, other)| is_asked_about(other)).map(|(_, other)| other.id.as_str()),
    );
    let taken_back = undone(events);
    let is_input = |action: &Action| match action {
        Action::ItemAnswered { item, origin, .. } => {
            let by_loket = origin.as_ref().is_some_and(|origin| origin.source == OriginSource::Loket);
            !by_loket && inputs.contains(&item.as_str())
        }
        _ => false,
    };
    let mut since = events.iter().rev().take_while(|event| match &event.action {
        Action::Checked { item: of, verdict, .. } => *of != item.id || !verdict.blocks(),
        _ => true,
    });

    since.any(|event| match &event.action {
        Action::Undone { event } => {
            events.iter().any(|earlier| earlier.id == *event && is_input(&earlier.action))
        }
        action => is_input(action) && !taken_back.contains(&event.id),
    })
}

/// Whether Loket answered it, so that it may answer it anew. What a person answered stays.
fn is_lokets(answered: &Answered) -> bool {
    answered.origin.as_ref().is_some_and(|origin| origin.source == OriginSource::Loket)
}

/// Whether a verdict says only that nothing could be read now: it takes the place of no earlier one.
fn tells_nothing(verdict: &Verdict) -> bool {
    matches!(&verdict.outcome, Outcome::Unknown { because } if because.iter().all(Unread::is_temporary))
}
