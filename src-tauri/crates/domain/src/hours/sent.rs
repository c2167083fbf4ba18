//! What came of hours that were sent straight to Loket, person by person.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::compare::{CellResult, Comparison};
use crate::answer::Personal;

/// Why hours are not sent as they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum HoursObstacle {
    /// People of the table who are nobody in Loket in the period, or several.
    UnknownPeople { people: Vec<u32> },
    /// Components of the table that the administration does not have in this year.
    UnknownComponents { components: Vec<u32> },
    /// Distribution units of the table that the employer does not have.
    UnknownUnits { units: Vec<u32> },
    /// Cost centres of the table that Loket does not offer for these employments. None at all are named where it does not
    /// tell which it offers.
    UnknownCostCenters { codes: Vec<String> },
    /// Components that are, or may be, a Toeslag too: whether hours are added to it or take its place has to be chosen.
    AllowanceOpen { components: Vec<u32> },
    /// Loket holds something else than when the preview was made: look again.
    ChangedMeanwhile,
    /// It is as in the table already.
    NothingToDo,
}

/// What Loket answered to what was sent for a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SendAnswer {
    /// Took it.
    Accepted,
    /// Refused it, so that nothing was done.
    Refused,
    /// Did not answer clearly: it may have been done or not.
    Unclear,
    /// Was not asked: the sending was stopped before.
    NotSent,
}

/// What is so for a person afterwards. What counts is what was read back, whatever Loket answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SendVerdict {
    /// Read back: all of it is as in the table.
    Done,
    /// Read back, or refused at once: it is not as in the table.
    NotDone,
    /// Could not be read back, or Loket may still be at work on it: never to be sent again before it was read back.
    Uncertain,
    NotSent,
}

/// What came of sending hours, by how many people.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendCounts {
    pub done: u32,
    pub not_done: u32,
    pub uncertain: u32,
    pub not_sent: u32,
    /// Whether Loket was read back; otherwise nothing is known to be done.
    pub read_back: bool,
}

impl SendCounts {
    /// Counts what is so.
    pub fn of(verdicts: impl IntoIterator<Item = SendVerdict>, read_back: bool) -> Self {
        let mut counts = Self { read_back, ..Self::default() };
        for verdict in verdicts {
            *match verdict {
                SendVerdict::Done => &mut counts.done,
                SendVerdict::NotDone => &mut counts.not_done,
                SendVerdict::Uncertain => &mut counts.uncertain,
                SendVerdict::NotSent => &mut counts.not_sent,
            } += 1;
        }
        counts
    }

    /// Whether everything that was to be sent stands in Loket.
    pub fn is_all_done(&self) -> bool {
        self.read_back && self.not_done + self.uncertain + self.not_sent == 0
    }
}

/// A person for whom hours were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PersonSent {
    /// Personnel number of the table.
    pub person: u32,
    /// Loket's GUID of the employment.
    pub employment: String,
    pub answer: SendAnswer,
    /// What Loket said with it, also when it took it.
    pub messages: Vec<Personal>,
}

impl PersonSent {
    /// What is so, by what was read back; none: it could not be read.
    pub fn verdict(&self, read_back: Option<&Comparison>) -> SendVerdict {
        let Some(read_back) = read_back else {
            return match self.answer {
                SendAnswer::Accepted | SendAnswer::Unclear => SendVerdict::Uncertain,
                SendAnswer::Refused => SendVerdict::NotDone,
                SendAnswer::NotSent => SendVerdict::NotSent,
            };
        };
        let own =
            read_back.cells.iter().filter(|cell| cell.table.is_some() && cell.person == Some(self.person));
        let mut own = own.peekable();
        let is_so = own.peek().is_some() && own.all(|cell| cell.result == CellResult::Equal);
        match self.answer {
            _ if is_so => SendVerdict::Done,
            SendAnswer::Accepted | SendAnswer::Refused => SendVerdict::NotDone,
            SendAnswer::Unclear => SendVerdict::Uncertain,
            SendAnswer::NotSent => SendVerdict::NotSent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hours::compare::ComparedCell;

    fn sent(answer: SendAnswer) -> PersonSent {
        PersonSent { person: 1, employment: "e1".into(), answer, messages: vec![] }
    }

    fn comparison(result: CellResult) -> Comparison {
        let cell = ComparedCell {
            person: Some(1),
            employment: Some("e1".into()),
            name: String::new(),
            shift: 1,
            distribution_unit: None,
            cost_center: None,
            component: 2,
            table: Some("8".parse().unwrap()),
            loket: None,
            result,
            allowance: None,
        };
        Comparison { cells: vec![cell] }
    }

    #[test]
    fn what_was_read_back_counts_and_not_what_loket_answered() {
        use SendAnswer::{Accepted, NotSent, Refused, Unclear};
        let (equal, missing) = (comparison(CellResult::Equal), comparison(CellResult::Missing));
        for answer in [Accepted, Refused, Unclear, NotSent] {
            assert_eq!(sent(answer).verdict(Some(&equal)), SendVerdict::Done, "{answer:?}");
        }
        let verdicts =
            |read_back| [Accepted, Refused, Unclear, NotSent].map(|one| sent(one).verdict(read_back));
        assert_eq!(
            verdicts(Some(&missing)),
            [SendVerdict::NotDone, SendVerdict::NotDone, SendVerdict::Uncertain, SendVerdict::NotSent]
        );
        assert_eq!(
            verdicts(None),
            [SendVerdict::Uncertain, SendVerdict::NotDone, SendVerdict::Uncertain, SendVerdict::NotSent]
        );
        assert_eq!(sent(Accepted).verdict(Some(&Comparison::default())), SendVerdict::NotDone);
    }
}
