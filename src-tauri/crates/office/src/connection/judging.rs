//! What readings say of a dossier: verdicts, the answers that they prove, values and rows that Loket has. Needs no
//! connection.

use domain::answer::{Answer, Origin, OriginSource};
use domain::check::{self, Case, OtherCoupling};
use domain::dossier::Answered;
use domain::event::Action;
use domain::findings;
use domain::item::{Ask, Fill, Item};
use domain::reading::{Readings, Unread};
use domain::verdict::{Outcome as Found, Verdict};
use uuid::Uuid;

use crate::Office;
use crate::change::Loaded;
use crate::known::Known;
use crate::refusal::{NotSaved, Refusal, Result};
use crate::state::DossierState;

impl Office {
    /// Judges every line of a dossier that can be checked, on these readings.
    pub(crate) fn check_again(&self, id: Uuid, readings: &Readings) -> Result<DossierState> {
        let others = self.other_couplings(id)?;
        let today = self.clock.today();
        let judge = || {
            self.change(id, |loaded| {
                let found = verdicts(loaded, readings, &others, today, |_, _| true);
                Ok(self.keepable(found, &loaded.handbook))
            })
        };
        match judge() {
            // Somebody answered while it was read: judged beside that answer.
            Err(Refusal::NotSaved { why: NotSaved::Stale }) => judge(),
            outcome => outcome,
        }
    }

    /// After an answer: the verdicts that would be others now, on the readings that are kept. Needs no connection.
    pub(crate) fn judged_anew(&self, loaded: &Loaded) -> Result<Vec<Action>> {
        let (Some(card), false) = (&loaded.employer, loaded.dossier.checks.is_empty()) else {
            return Ok(vec![]);
        };
        let readings = self.readings(card.id)?;
        let others = self.other_couplings(loaded.dossier.id)?;
        let changed = |item: &Item, verdict: &Verdict| {
            let before = loaded.dossier.checks.get(&item.id);
            before.is_some_and(|before| !before.verdict.says_the_same(verdict))
        };
        let actions = verdicts(loaded, &readings, &others, self.clock.today(), changed);
        let found: Vec<_> =
            actions.into_iter().filter(|action| matches!(action, Action::Checked { .. })).collect();
        if !found.is_empty() && self.unlock_seal().is_err() {
            tracing::info!("judged without the key");
        }
        Ok(self.keepable(found, &loaded.handbook))
    }

    /// Puts what Loket has beside what is known from elsewhere. Needs no connection.
    pub(crate) fn known_in_loket(&self, loaded: &Loaded, fills: &[Fill], known: &mut Known) -> Result<()> {
        let Some(card) = &loaded.employer else { return Ok(()) };
        let readings = self.fixed_readings(card.id)?;
        let Loaded { handbook, dossier, .. } = loaded;
        let today = self.clock.today();
        let case = Case { handbook, dossier, readings: &readings, others: &[], today };
        for fill in fills {
            if let Some((value, at)) = check::fill(&case, *fill) {
                known.read(*fill, &value, at);
            }
        }
        self.rows_in_loket(loaded, card.id, known)
    }

    /// Puts the rows that Loket has beside those of lists and mappings. Who has none of these reads nothing more.
    fn rows_in_loket(&self, loaded: &Loaded, card: Uuid, known: &mut Known) -> Result<()> {
        let Loaded { handbook, dossier, .. } = loaded;
        let asks = |item: &Item| matches!(item.ask, Ask::List(_) | Ask::Mapping(_)) && item.check.is_some();
        let lists = || {
            let items = handbook.items().filter(|(_, item)| asks(item));
            items.filter(|(step, item)| findings::applies(step, item, handbook, dossier))
        };
        if lists().next().is_none() {
            return Ok(());
        }
        let readings = self.readings(card)?;
        let case = Case { handbook, dossier, readings: &readings, others: &[], today: self.clock.today() };
        for (_, item) in lists() {
            if let Some(rows) = check::rows_in_loket(item, &case) {
                known.read_rows(&item.id, rows);
            }
        }
        Ok(())
    }
}

/// The verdicts on the lines that count, and the answers that they prove. Only those that `wanted` keeps.
fn verdicts(
    loaded: &Loaded,
    readings: &Readings,
    others: &[OtherCoupling],
    today: jiff::civil::Date,
    wanted: impl Fn(&Item, &Verdict) -> bool,
) -> Vec<Action> {
    let Loaded { handbook, dossier, .. } = loaded;
    let case = Case { handbook, dossier, readings, others, today };
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
        let at = verdict.evidence.iter().map(|evidence| evidence.at).max();
        let proven = check::answer_from(item, &case).zip(at);
        actions.push(Action::Checked { item: item.id.clone(), check, verdict });
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

/// Whether Loket answered it, so that it may answer it anew. What a person answered stays.
fn is_lokets(answered: &Answered) -> bool {
    answered.origin.as_ref().is_some_and(|origin| origin.source == OriginSource::Loket)
}

/// Whether a verdict says only that nothing could be read now: it takes the place of no earlier one.
fn tells_nothing(verdict: &Verdict) -> bool {
    let of_the_moment =
        |why: &Unread| matches!(why, Unread::Never | Unread::Offline | Unread::SignedOut | Unread::Sealed);
    matches!(&verdict.outcome, Found::Unknown { because } if because.iter().all(of_the_moment))
}
