//! Answers that came back: a line fell away by a later choice, and a choice after that brought it back with what was
//! answered before.

use std::collections::BTreeMap;

use crate::answer::Answer;
use crate::chain::undone;
use crate::context::DossierContext;
use crate::dossier::Dossier;
use crate::event::Action;
use crate::findings;
use crate::handbook::{Handbook, Step};
use crate::id::ItemId;
use crate::item::Item;

/// The answers to each line, oldest first, each with the place of its event in the chain. Those that were undone are
/// left out.
pub(crate) struct AnswersOverTime<'a>(BTreeMap<&'a ItemId, Vec<(usize, Option<&'a Answer>)>>);

impl<'a> AnswersOverTime<'a> {
    pub(crate) fn of(context: &'a DossierContext) -> Self {
        let undone = undone(&context.events);
        let mut answers: BTreeMap<&ItemId, Vec<_>> = BTreeMap::new();
        for (place, event) in context.events.iter().enumerate().filter(|(_, one)| !undone.contains(&one.id)) {
            if let Action::ItemAnswered { item, answer, .. } = &event.action {
                answers.entry(item).or_default().push((place, answer.as_ref()));
            }
        }
        Self(answers)
    }

    /// Of a line that counts: the line by whose answer it fell away after it was answered itself.
    pub(crate) fn fell_away_by(
        &self,
        step: &Step,
        item: &Item,
        context: &'a DossierContext,
    ) -> Option<&'a ItemId> {
        let DossierContext { handbook, dossier, .. } = context;
        let (own, answer) = self.0.get(&item.id)?.last()?;
        answer.as_ref()?;
        let mut deciding = vec![];
        decides(step, item, handbook, &mut deciding);
        deciding.into_iter().find(|decides| {
            let all = self.0.get(decides).map(Vec::as_slice).unwrap_or_default();
            let later = all.iter().filter(|(place, _)| place > own);
            later.into_iter().any(|(_, answer)| !applied(step, item, handbook, dossier, decides, *answer))
        })
    }
}

/// Whether a line counted while another had this answer. That it had none decides nothing.
fn applied(
    step: &Step,
    item: &Item,
    handbook: &Handbook,
    dossier: &Dossier,
    decides: &ItemId,
    answer: Option<&Answer>,
) -> bool {
    let (Some(answer), Some(now)) = (answer, dossier.answers.get(decides)) else { return true };
    if now.answer == *answer {
        return true;
    }
    let mut then = dossier.clone();
    let answered = crate::dossier::Answered { answer: answer.clone(), ..now.clone() };
    then.answers.insert(decides.clone(), answered);
    findings::applies(step, item, handbook, &then)
}

/// The lines on whose answers it hangs whether this one counts, also by way of others.
fn decides<'a>(step: &Step, item: &Item, handbook: &'a Handbook, found: &mut Vec<&'a ItemId>) {
    for condition in item.when.iter().chain(&step.when).filter(|condition| condition.item != item.id) {
        let Some((step, item)) = handbook.item(&condition.item) else { continue };
        if !found.contains(&&item.id) {
            found.push(&item.id);
            decides(step, item, handbook, found);
        }
    }
}
