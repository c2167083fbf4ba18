//! Conditions: on an item that stands earlier, with words that its answer can be.

use std::collections::{HashMap, HashSet};

use domain::Ask;
use domain::field::{self, FieldType};
use domain::item::Condition;
use domain::variant::Products;

use crate::characters::visible;
use crate::fault::{Expected, NameKind};
use crate::outline::{ItemOutline, Outline};
use crate::place::Place;
use crate::report::Report;

/// How many conditions may hang on each other. Whether an item counts is asked of each item that its
/// conditions name, and of theirs: the work doubles with each.
const CHAIN: u32 = 8;

/// The most possible answers that a fault lists.
const SHOWN: usize = 40;

/// Checks the conditions of steps and items.
pub(super) fn check(outline: &Outline<'_>, report: &mut Report<'_>) {
    let mut chains = Chains::default();
    for step in &outline.steps {
        let before = step.items.first().map_or((step_position(&step.place, outline), 0), |item| item.at);
        let of_step = |when: Option<&Condition>, place: Place, report: &mut Report<'_>| {
            when.map_or(0, |when| {
                one(when, &place, before, outline, report);
                chains.behind(when, &place, report)
            })
        };
        of_step(step.who_when.as_ref(), step.place.key("who_when").key("when"), report);
        let own = of_step(step.when.as_ref(), step.place.key("when"), report);
        for item in &step.items {
            let place = item.place.key("when");
            let length = item.when.as_ref().map_or(0, |when| {
                if item.id == Some(when.item.as_str()) {
                    let name = visible(when.item.as_str());
                    report.value(&place.key("item"), Expected::NotItself { name });
                    return 0;
                }
                one(when, &place, item.at, outline, report);
                chains.behind(when, &place, report)
            });
            chains.note(item, own.max(length));
        }
    }
}

fn step_position(place: &Place, outline: &Outline<'_>) -> usize {
    outline.steps.iter().position(|step| step.place == *place).unwrap_or_default()
}

fn one(
    when: &Condition,
    place: &Place,
    before: (usize, usize),
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    let name = visible(when.item.as_str());
    let at = place.key("item");
    let Some(item) = outline.item(when.item.as_str()) else {
        report.value(&at, Expected::Existing { thing: NameKind::Item, name, meant: None });
        return;
    };
    if item.at >= before {
        report.value(&at, Expected::Earlier { name });
        return;
    }
    let Some(answers) = answers(item, outline) else {
        return;
    };
    for (nth, word) in when.is.iter().enumerate().filter(|(_, word)| !answers.can_be(word)) {
        let (found, allowed) = (visible(word), answers.shown());
        let expected = Expected::PossibleAnswer { name: name.clone(), found, allowed, meant: None };
        report.value(&place.key("is").index(nth), expected);
    }
}

/// The answers to an item, as conditions name them.
enum Answers {
    /// One of these words.
    Words(HashSet<String>),
    /// A value of this type, in the form in which it is kept.
    Of(FieldType),
}

impl Answers {
    fn can_be(&self, word: &str) -> bool {
        match self {
            Self::Words(words) => words.contains(word),
            Self::Of(kind) => field::read(*kind, word).is_ok_and(|reading| reading.value == word),
        }
    }

    fn shown(&self) -> Vec<String> {
        let Self::Words(words) = self else {
            return vec![];
        };
        let mut shown: Vec<_> = words.iter().map(|word| visible(word)).collect();
        shown.sort_unstable();
        shown.truncate(SHOWN);
        shown
    }
}

/// What the answer to an item can be; `None` when that cannot be made out.
fn answers(item: &ItemOutline<'_>, outline: &Outline<'_>) -> Option<Answers> {
    Some(Answers::Words(match item.ask.as_ref()? {
        // A field without options of its own is a fault already.
        Ask::Field(asked) if asked.field_type == FieldType::Choice => return None,
        Ask::Field(asked) => return Some(Answers::Of(asked.field_type)),
        Ask::Choice(asked) => asked.options.iter().map(|option| option.id.clone()).collect(),
        Ask::Rights(asked) => asked.rights.iter().map(|right| right.id().to_owned()).collect(),
        Ask::Products(asked) => products(asked, outline),
        Ask::Confirm(_) => words(&["yes"]),
        Ask::List(asked) if asked.none.is_none() => words(&["some"]),
        Ask::List(_) => words(&["some", "none"]),
        Ask::Mapping(asked) => {
            let chosen = asked.to.options.iter().map(|option| option.id.clone());
            words(&["some", "none"]).into_iter().chain(chosen).collect()
        }
        Ask::Result(_) => words(&["some"]),
        Ask::Wait(_) => words(&["waiting", "arrived"]),
        Ask::HandOver(_) => words(&["filled", "sent", "processed"]),
        Ask::Message(_) => words(&["sent"]),
        Ask::Secret(_) => words(&["kept"]),
    }))
}

fn words(words: &[&str]) -> HashSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

fn products(asked: &Products, outline: &Outline<'_>) -> HashSet<String> {
    let compared = asked.compare.as_ref().and_then(|name| outline.item(name.as_str()));
    let source = match compared.and_then(|item| item.ask.as_ref()) {
        Some(Ask::Products(chosen)) => chosen,
        _ => asked,
    };
    let options = source.options.iter().map(|option| &option.id);
    options.chain(source.extras.iter().map(|extra| &extra.id)).cloned().collect()
}

/// How many conditions stand behind each item, near and far.
#[derive(Default)]
struct Chains(HashMap<String, u32>);

impl Chains {
    /// The length of the chain that a condition ends; reported when it grows too long.
    fn behind(&self, when: &Condition, place: &Place, report: &mut Report<'_>) -> u32 {
        let length = self.0.get(when.item.as_str()).copied().unwrap_or_default() + 1;
        if length == CHAIN + 1 {
            report.value(place, Expected::ShorterChain { most: CHAIN });
        }
        length
    }

    fn note(&mut self, item: &ItemOutline<'_>, length: u32) {
        if let Some(id) = item.id {
            self.0.entry(id.to_owned()).or_insert(length);
        }
    }
}
