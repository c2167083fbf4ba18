//! Whether a line is answered well, and what is missing when it is not.

mod going_on;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use specta::Type;

pub use going_on::{to_go_on_over, went_on};

use crate::answer::{Answer, Personal};
use crate::dossier::Dossier;
use crate::field::{self, FieldProblem, FieldType};
use crate::handbook::{Handbook, Step};
use crate::hours::proof;
use crate::id::{ItemId, StepId};
use crate::item::{Ask, Choosable, Column, Condition, Field, Item};
use crate::right::Right;
use crate::stamp::Stamp;
use crate::verdict::{Discrepancy, Outcome};

/// Something missing or wrong in a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Finding {
    pub step: StepId,
    pub item: ItemId,
    /// The row in it, from 0, for lists.
    pub row: Option<u32>,
    /// The column in it, for lists and results.
    pub column: Option<String>,
    pub problem: Problem,
}

/// The same in a line that is known.
struct Found {
    row: Option<u32>,
    column: Option<String>,
    problem: Problem,
}

impl Found {
    fn whole(problem: Problem) -> Self {
        Self { row: None, column: None, problem }
    }

    fn in_line(self, step: &Step, item: &Item) -> Finding {
        let Self { row, column, problem } = self;
        Finding { step: step.id.clone(), item: item.id.clone(), row, column, problem }
    }
}

/// A line in which something is missing or wrong.
pub(crate) struct OpenLine<'a> {
    pub item: &'a Item,
    /// Whether something wrong was entered, rather than something still open.
    pub is_wrong: bool,
    /// Whether Loket says that it is not so.
    pub check_fails: bool,
}

/// What can be missing or wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Problem {
    Unanswered,
    /// A value that does not read.
    Value {
        problem: FieldProblem,
    },
    /// Rights that are not ticked.
    RightsMissing {
        rights: Vec<Right>,
    },
    /// Products still to switch on or off.
    ProductsDiffer {
        on: Vec<String>,
        off: Vec<String>,
    },
    /// Rows were started but none is there, nor was it said that there is none.
    NoRows,
    NotArrived,
    /// A form that was not sent yet.
    NotSent,
    /// Loket says that it is not so.
    CheckFails {
        /// What is missing, too much or different.
        #[serde(rename = "lacks")]
        discrepancies: Vec<Discrepancy>,
    },
}

/// Why one goes on although what was ticked is not what is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WentOn {
    pub reason: Personal,
    /// What it was given for.
    pub over: Vec<Problem>,
    pub stamp: Stamp,
}

impl Problem {
    /// Whether something wrong was entered, rather than something still open.
    pub fn is_wrong(&self) -> bool {
        match self {
            Self::Value { problem } => *problem != FieldProblem::Empty,
            Self::CheckFails { .. } => true,
            _ => false,
        }
    }
}

/// How a condition stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding<'a> {
    Yes,
    /// It does not: what decides it was answered otherwise, or does not apply itself.
    No {
        /// The item whose answer decides it; none when the handbook has no such item.
        item: Option<&'a ItemId>,
    },
    /// The item that decides it, or that decides whether that one is asked at all, is still open.
    Open {
        item: &'a ItemId,
    },
}

/// How a condition stands. An item that does not apply itself never makes one hold.
pub fn holding<'a>(condition: &Condition, handbook: &'a Handbook, dossier: &Dossier) -> Holding<'a> {
    let Some((step, item)) = handbook.item(&condition.item) else {
        return Holding::No { item: None };
    };
    let mut open = None;
    // The loader refuses conditions that look forward, so this ends.
    for before in item.when.iter().chain(step.when.iter()).filter(|before| before.item != item.id) {
        match holding(before, handbook, dossier) {
            Holding::Yes => {}
            no @ Holding::No { .. } => return no,
            waits @ Holding::Open { .. } => open = open.or(Some(waits)),
        }
    }
    if let Some(open) = open {
        return open;
    }
    if says(step, item, dossier, &|word| condition.is.iter().any(|named| named == word)) {
        return Holding::Yes;
    }
    if is_decided(step, item, handbook, dossier) {
        Holding::No { item: Some(&item.id) }
    } else {
        Holding::Open { item: &item.id }
    }
}

/// Whether a condition holds.
pub fn holds(condition: &Condition, handbook: &Handbook, dossier: &Dossier) -> bool {
    holding(condition, handbook, dossier) == Holding::Yes
}

/// Whether what an item says stands: nothing in it is missing or wrong, or its step was
/// closed without it.
fn is_decided(step: &Step, line: &Item, handbook: &Handbook, dossier: &Dossier) -> bool {
    let said = dossier.step(&step.id);
    if said.is_some_and(|said| said.set_aside.is_some()) {
        return true;
    }
    let whole = match (&line.ask, dossier.answer(&line.id)) {
        (Ask::Wait(_), _) => dossier.arrived.contains_key(&line.id),
        (_, Some(Answer::HandedOver { filled, sent, processed })) => {
            filled.is_some() && sent.is_some() && processed.is_some()
        }
        // Sealed: what it says cannot be read now.
        (_, Some(Answer::Value { value })) if value.clear().is_none() => return false,
        (_, answer) => answer.is_some(),
    };
    let done = said.is_some_and(|said| said.completed.is_some());
    (whole || done) && found(line, handbook, dossier).is_empty()
}

/// Whether an item counts: its own condition and its step's hold.
pub fn applies(step: &Step, item: &Item, handbook: &Handbook, dossier: &Dossier) -> bool {
    let conditions = item.when.iter().chain(step.when.iter());
    conditions.filter(|c| c.item != item.id).all(|condition| holds(condition, handbook, dossier))
}

/// Whether one of the words of an item's answer that conditions can name is one of those.
fn says(step: &Step, item: &Item, dossier: &Dossier, named: &dyn Fn(&str) -> bool) -> bool {
    if matches!(item.ask, Ask::Wait(_)) {
        return if dossier.arrived.contains_key(&item.id) {
            named("arrived")
        } else {
            dossier.waiting(&step.id, &item.id).is_some() && named("waiting")
        };
    }
    match dossier.answer(&item.id) {
        None => false,
        Some(Answer::Confirmed) => named("yes"),
        Some(Answer::Value { value }) => value.clear().is_some_and(named),
        Some(Answer::Set { ids }) => ids.iter().any(|id| named(id)),
        Some(Answer::Rows { rows, .. }) => {
            named(if rows.is_empty() { "none" } else { "some" }) || chosen_in(item, rows).any(named)
        }
        Some(Answer::Kept) => named("kept"),
        Some(Answer::Sent) => named("sent"),
        Some(Answer::HandedOver { filled, sent, processed }) => {
            let marks = [(filled, "filled"), (sent, "sent"), (processed, "processed")];
            marks.iter().any(|(day, word)| day.is_some() && named(word))
        }
    }
}

/// The options that were chosen in the rows of a mapping.
fn chosen_in<'a>(item: &Item, rows: &'a [Vec<Personal>]) -> impl Iterator<Item = &'a str> {
    let chooses = matches!(&item.ask, Ask::Mapping(asked) if asked.to.field_type == FieldType::Choice);
    let cells = rows.iter().filter(move |_| chooses).filter_map(|row| row.get(1));
    cells.filter_map(Personal::clear)
}

/// The lines of a step that count. Its own condition is the same for all of them but the line that it names.
pub(crate) fn counting<'a>(step: &'a Step, handbook: &Handbook, dossier: &Dossier) -> Vec<&'a Item> {
    let holds = |when: &Condition| holds(when, handbook, dossier);
    let step_holds = step.when.as_ref().is_none_or(holds);
    let of_step = |item: &Item| step_holds || step.when.iter().any(|when| when.item == item.id);
    let own = |item: &Item| item.when.iter().all(|when| when.item == item.id || holds(when));
    step.items.iter().filter(|item| of_step(item) && own(item)).collect()
}

/// Of these lines those in which something is missing or wrong.
pub(crate) fn open_lines<'a>(
    lines: &[&'a Item],
    handbook: &Handbook,
    dossier: &Dossier,
) -> Vec<OpenLine<'a>> {
    let open = lines.iter().filter_map(|item| {
        let found = found(item, handbook, dossier);
        let check_fails = failing_check(item, dossier).is_some();
        let is_wrong = found.iter().any(|found| found.problem.is_wrong());
        (check_fails || !found.is_empty()).then_some(OpenLine { item, is_wrong, check_fails })
    });
    open.collect()
}

/// What is missing or wrong in the items of a step that count.
pub fn step(step: &Step, handbook: &Handbook, dossier: &Dossier) -> Vec<Finding> {
    let counting = counting(step, handbook, dossier);
    let found =
        |line: &&Item| item(step, line, handbook, dossier).into_iter().chain(failing(step, line, dossier));
    counting.iter().flat_map(found).collect()
}

/// The finding that a check of the item fails, or that a run of hours contradicts it, unless one went on all the same.
pub fn failing(step: &Step, item: &Item, dossier: &Dossier) -> Option<Finding> {
    let discrepancies = failing_check(item, dossier)?;
    Some(Found::whole(Problem::CheckFails { discrepancies }).in_line(step, item))
}

fn failing_check(item: &Item, dossier: &Dossier) -> Option<Vec<Discrepancy>> {
    let checked = item.check.and_then(|_| dossier.checks.get(&item.id)).filter(|checked| checked.blocks());
    match checked.map(|checked| &checked.verdict.outcome) {
        Some(Outcome::Unmet { discrepancies }) => Some(discrepancies.clone()),
        _ => proof::in_the_way(item, dossier),
    }
}

/// What is missing or wrong in one item, without what one decided to go on over. An optional item may be open, but not
/// wrong.
pub fn item(step: &Step, item: &Item, handbook: &Handbook, dossier: &Dossier) -> Vec<Finding> {
    found(item, handbook, dossier).into_iter().map(|found| found.in_line(step, item)).collect()
}

fn found(item: &Item, handbook: &Handbook, dossier: &Dossier) -> Vec<Found> {
    let checked = dossier.checks.get(&item.id).filter(|_| item.check.is_some());
    // Where a check fails and one goes on all the same, nothing has to be ticked or filled in that is not so.
    let check_fails = checked.is_some_and(|checked| checked.verdict.blocks() && !checked.blocks());
    if check_fails || proof::is_gone_over(item, dossier) {
        return vec![];
    }
    let over = dossier.went_on.get(&item.id).map_or(&[][..], |went_on| &went_on.over);
    let mut found = answered(item, handbook, dossier);
    found.retain(|found| !over.contains(&found.problem));
    found
}

/// What is missing or wrong in the answer of one item.
fn answered(item: &Item, handbook: &Handbook, dossier: &Dossier) -> Vec<Found> {
    let answer = dossier.answer(&item.id);
    if let Ask::Wait(_) = item.ask {
        let open = !item.optional && !dossier.arrived.contains_key(&item.id);
        return if open { vec![Found::whole(Problem::NotArrived)] } else { vec![] };
    }
    let Some(answer) = answer else {
        return if item.optional { vec![] } else { vec![Found::whole(Problem::Unanswered)] };
    };
    let found: Vec<Found> = match (&item.ask, answer) {
        (Ask::Field(asked), Answer::Value { value }) => value_problem(asked.field_type, value, &[])
            .or_else(|| out_of_range(asked, value))
            .into_iter()
            .map(Found::whole)
            .collect(),
        (Ask::Choice(asked), Answer::Value { value }) => {
            value_problem(FieldType::Choice, value, &asked.options).into_iter().map(Found::whole).collect()
        }
        (Ask::Rights(asked), Answer::Set { ids }) => {
            let rights = missing_rights(&asked.rights, ids);
            let missing = (!rights.is_empty()).then_some(Problem::RightsMissing { rights });
            missing.map(Found::whole).into_iter().collect()
        }
        (Ask::Products(asked), Answer::Set { ids }) => {
            products(asked, ids, handbook, dossier).map(Found::whole).into_iter().collect()
        }
        (ask @ (Ask::List(_) | Ask::Mapping(_) | Ask::Result(_)), Answer::Rows { rows, none }) => {
            let none = *none
                && match ask {
                    Ask::List(asked) => asked.none.is_some(),
                    Ask::Mapping(_) => true,
                    _ => false,
                };
            rows_found(&ask.columns(), rows, none)
        }
        (Ask::HandOver(_), Answer::HandedOver { sent: None, .. }) => {
            vec![Found::whole(Problem::NotSent)]
        }
        (Ask::Confirm(_), Answer::Confirmed)
        | (Ask::Secret(_), Answer::Kept)
        | (Ask::Message(_), Answer::Sent)
        | (Ask::HandOver(_), Answer::HandedOver { .. }) => vec![],
        // An answer of another kind, left by an older version of the handbook: asked again.
        _ => vec![Found::whole(Problem::Unanswered)],
    };
    if item.optional { found.into_iter().filter(|found| found.problem.is_wrong()).collect() } else { found }
}

/// The rights that are asked for and not ticked.
pub fn missing_rights(asked: &[Right], ticked: &BTreeSet<String>) -> Vec<Right> {
    asked.iter().copied().filter(|right| !ticked.contains(right.id())).collect()
}

fn products(
    asked: &crate::variant::Products,
    on: &BTreeSet<String>,
    handbook: &Handbook,
    dossier: &Dossier,
) -> Option<Problem> {
    let (_, chosen_item) = handbook.item(asked.compare.as_ref()?)?;
    let Ask::Products(products) = &chosen_item.ask else {
        return None;
    };
    let Some(Answer::Set { ids }) = dossier.answer(&chosen_item.id) else {
        return None;
    };
    let todo = products.switching(ids, on);
    (!todo.on.is_empty() || !todo.off.is_empty())
        .then_some(Problem::ProductsDiffer { on: todo.on, off: todo.off })
}

fn rows_found(columns: &[&Column], rows: &[Vec<Personal>], none: bool) -> Vec<Found> {
    if rows.is_empty() {
        return if none { vec![] } else { vec![Found::whole(Problem::NoRows)] };
    }
    let blank = Personal::Clear(String::new());
    let mut found = vec![];
    for (number, row) in (0..).zip(rows) {
        for (place, column) in columns.iter().enumerate() {
            let value = row.get(place).unwrap_or(&blank);
            if column.optional && value.is_blank() {
                continue;
            }
            if let Some(problem) = value_problem(column.field_type, value, &column.options) {
                found.push(Found { row: Some(number), column: Some(column.id.clone()), problem });
            }
        }
    }
    found
}

/// A whole number that reads, and that the field does not take.
fn out_of_range(asked: &Field, value: &Personal) -> Option<Problem> {
    let read = field::read(asked.field_type, value.clear()?).ok()?;
    let number: u64 = read.value.parse().ok()?;
    let fits = asked.min.is_none_or(|least| u64::from(least) <= number)
        && asked.max.is_none_or(|most| number <= u64::from(most));
    (!fits).then_some(Problem::Value { problem: FieldProblem::OutOfRange })
}

fn value_problem(kind: FieldType, value: &Personal, options: &[Choosable]) -> Option<Problem> {
    let clear = value.clear()?;
    let problem = match field::read(kind, clear) {
        Err(problem) => Some(problem),
        Ok(reading) if kind == FieldType::Choice && !options.iter().any(|o| o.id == reading.value) => {
            Some(FieldProblem::NotAnOption)
        }
        Ok(_) => None,
    };
    problem.map(|problem| Problem::Value { problem })
}
