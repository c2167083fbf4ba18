//! The words for what stands in the records, in both languages: one source for the screens and for all files.
//!
//! They stand in `words/nl.json` and `words/en.json`, which the page imports too. A text has places such as `{item}`.
//! `{name}With` takes the place of `{name}` where its places have values, `{name}One` where something counts one.

mod finding;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

pub use finding::{discrepancy, failing, unread, unread_of_no_handbook};

use crate::answer::{OriginSource, Personal};
use crate::dossier::Dossier;
use crate::employer::PayrollPeriodType;
use crate::handbook::{Handbook, Who};
use crate::history::{self, Happening, HistoryEntry, HistoryLine};
use crate::hours;
use crate::id::ItemId;
use crate::item::{Ask, List};
use crate::progress::{DossierStatus, StepStatus};
use crate::reading::AccessBlock;
use crate::text::{Language, Text};
use crate::verdict::Outcome;

type Texts = BTreeMap<String, String>;

/// All words of one language, by group and then by the name of what they are for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct RecordWords {
    happenings: Texts,
    statuses: Texts,
    outcomes: Texts,
    bars: Texts,
    discrepancies: Texts,
    unread: Texts,
    subjects: Texts,
    periods: Texts,
    marks: Texts,
    origins: Texts,
    who: Texts,
    waits: Texts,
    check_runs: Texts,
    sign_off: Texts,
    progress: Texts,
    facts: Texts,
    filters: Texts,
    months: Vec<String>,
}

/// A fact of the office or of an employer that has a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
pub enum FactLabel {
    Name,
    EmployerId,
    EmployerNumber,
    Kvk,
    Email,
    PayrollTaxesNumber,
    ClientNumber,
    PayrollPeriodType,
    Administration,
}

/// The label of a fact.
pub fn fact(label: FactLabel, language: Language) -> &'static str {
    text(&words(language).facts, label.into())
}

/// A filter setting of the user in Loket, by the word or the name that Loket has for it. One that is not known is given as Loket
/// writes it, and named as such.
pub fn filter(name: &str, language: Language) -> String {
    let filters = &words(language).filters;
    match filters.get(name).filter(|_| name != UNKNOWN_FILTER) {
        Some(known) => known.clone(),
        None => fill(text(filters, UNKNOWN_FILTER), &[("name", name)]),
    }
}

const UNKNOWN_FILTER: &str = "unknown";

/// The month of a date, in words.
pub fn month(date: Date, language: Language) -> &'static str {
    let place = usize::try_from(date.month() - 1).unwrap_or_default();
    words(language).months.get(place).map_or("", String::as_str)
}

static DUTCH: LazyLock<RecordWords> = LazyLock::new(|| read(include_str!("../words/nl.json")));
static ENGLISH: LazyLock<RecordWords> = LazyLock::new(|| read(include_str!("../words/en.json")));

/// They are part of the program: a test shows that they read and that nothing is missing.
fn read(text: &str) -> RecordWords {
    serde_json::from_str(text).unwrap_or_default()
}

fn words(language: Language) -> &'static RecordWords {
    match language {
        Language::Nl => &DUTCH,
        Language::En => &ENGLISH,
    }
}

fn text<'a>(texts: &'a Texts, name: &str) -> &'a str {
    texts.get(name).map_or("", String::as_str)
}

/// Fills the places of a text. After a value that ends a sentence no colon or full stop follows.
pub(crate) fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else { break };
        let value = values.iter().find(|(place, _)| *place == name).map_or("", |(_, value)| value);
        filled.push_str(before);
        filled.push_str(value);
        let ends = value.ends_with(['.', '?', '!']);
        rest = after.strip_prefix([':', '.']).filter(|_| ends).unwrap_or(after);
    }
    filled + rest
}

/// A line of the history as a sentence.
pub fn happening(line: &HistoryLine, language: Language) -> String {
    let texts = &words(language).happenings;
    let in_language = |text: &Option<Text>| {
        text.as_ref().map(|text| text.in_language(language).to_owned()).unwrap_or_default()
    };
    let (step, item, value) = (in_language(&line.step), in_language(&line.item), in_language(&line.value));
    let subject = if item.is_empty() { &step } else { &item };
    let values = [("step", &*step), ("item", &*item), ("value", &*value), ("subject", subject)];
    let name: &str = line.what.into();
    let with = text(texts, &format!("{name}With"));
    let complete =
        values.iter().all(|(place, value)| !value.is_empty() || !with.contains(&format!("{{{place}}}")));
    let chosen = if !with.is_empty() && complete { with } else { text(texts, name) };
    marked(&fill(chosen, &values), line, language)
}

/// An entry of the history as a sentence: of a run of checks how many were in order, and which were not.
pub fn entry(entry: &HistoryEntry, language: Language) -> String {
    let Some(run) = entry.checks.as_ref().filter(|run| run.lines.len() > 1) else {
        return happening(&entry.line, language);
    };
    let texts = &words(language).check_runs;
    let names = |what: Happening| {
        let found = run.lines.iter().filter(|line| line.what == what);
        let names = found.filter_map(|line| Some(line.item.as_ref()?.in_language(language)));
        names.collect::<Vec<_>>().join(", ")
    };
    let counts = &run.counts;
    let found = [
        ("met", counts.met, String::new()),
        ("failed", counts.failed, names(Happening::CheckFailed)),
        ("unexpected", counts.unexpected, names(Happening::CheckUnexpected)),
        ("unknown", counts.unknown, String::new()),
    ];
    let found = found.into_iter().filter(|(_, count, _)| *count > 0).map(|(name, count, names)| {
        let name = if names.is_empty() { name.to_owned() } else { format!("{name}With") };
        fill(text(texts, &name), &[("count", &count.to_string()), ("items", &names)])
    });
    let found = found.collect::<Vec<_>>().join(", ");
    marked(&fill(text(texts, "found"), &[("found", &found)]), &entry.line, language)
}

/// A sentence, with what was undone or has a clock that stood back marked as such.
fn marked(words: &str, line: &HistoryLine, language: Language) -> String {
    let texts = &self::words(language).happenings;
    let marks = [(line.undone, "undoneMark"), (line.clock_back, "clockMark")];
    let marks = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, name)| text(texts, name));
    marks.fold(words.to_owned(), |words, mark| format!("{words} ({mark})"))
}

/// Which products are switched on and which off: `aan: HRM; uit: Workflow`.
pub fn switched(on: &[String], off: &[String], language: Language) -> String {
    on_and_off(on, off, language).join("; ")
}

/// Which products are on and which are off, each in a text of its own; where there are none, that text is left out.
pub fn on_and_off(on: &[String], off: &[String], language: Language) -> Vec<String> {
    let marks = &words(language).marks;
    let both = [("switchedOn", on), ("switchedOff", off)].into_iter().filter(|(_, names)| !names.is_empty());
    both.map(|(name, names)| fill(text(marks, name), &[("products", &names.join(", "))])).collect()
}

/// Which rights are not ticked; none when all are.
pub fn not_ticked(names: &[&str], language: Language) -> Option<String> {
    let names = names.join(", ");
    (!names.is_empty()).then(|| fill(text(&words(language).marks, "notTicked"), &[("names", &names)]))
}

/// How many rows there are.
pub fn rows(count: usize, language: Language) -> String {
    let name = if count == 1 { "rowsOne" } else { "rows" };
    fill(text(&words(language).marks, name), &[("count", &count.to_string())])
}

/// How many rows there are besides those that are named.
pub fn more_rows(count: usize, language: Language) -> String {
    fill(text(&words(language).marks, "moreRows"), &[("count", &count.to_string())])
}

/// That there are no rows, in the words of the item where it has them.
pub fn no_rows(ask: &Ask, language: Language) -> &str {
    match ask {
        Ask::List(List { none: Some(none), .. }) => none.in_language(language),
        _ => mark(Mark::None, language),
    }
}

/// The status of a step in words. That a step does not apply is followed by the reason, where it can be read.
pub fn step_status(status: &StepStatus, language: Language) -> String {
    let on = match status {
        StepStatus::Waiting { on, .. } => shown(on, language),
        _ => "",
    };
    let words = fill(text(&words(language).statuses, status.into()), &[("on", on)]);
    match status {
        StepStatus::NotApplicable { reason } => {
            reason.clear().map_or(words.clone(), |reason| format!("{words}: {reason}"))
        }
        _ => words,
    }
}

/// That a step falls away, and by the answer to which line. The answer stands there where it has a short form.
pub fn ruled_out(by: &ItemId, handbook: &Handbook, dossier: &Dossier, language: Language) -> String {
    let texts = &words(language).statuses;
    let Some((_, item)) = handbook.item(by) else { return text(texts, "ruledOut").to_owned() };
    let answer = dossier.answer(by).and_then(|answer| history::shown(item, answer, handbook));
    let value = answer.as_ref().map(|value| value.in_language(language)).unwrap_or_default();
    let name = if value.is_empty() { "ruledOutBy" } else { "ruledOutByWith" };
    fill(text(texts, name), &[("item", item.label.in_language(language)), ("value", value)])
}

/// The status of a dossier in words.
pub fn dossier_status(status: &DossierStatus, language: Language) -> String {
    let on = match status {
        DossierStatus::Waiting { on, .. } => shown(on, language),
        _ => "",
    };
    fill(text(&words(language).statuses, status.into()), &[("on", on)])
}

/// That one waits for somebody.
pub fn waiting(on: &str, language: Language) -> String {
    fill(text(&words(language).statuses, "waiting"), &[("on", on)])
}

/// For whom one waits, since which day, and what was asked.
pub fn waiting_since(on: &str, day: &str, what: &str, language: Language) -> String {
    let texts = &words(language).waits;
    let since = fill(text(texts, "since"), &[("on", on), ("day", day)]);
    format!("{since}. {}", fill(text(texts, "asked"), &[("what", what)]))
}

/// The outcome of a check in words.
pub fn outcome(outcome: &Outcome, language: Language) -> &'static str {
    text(&words(language).outcomes, outcome.into())
}

/// That one went on although a check failed: who, when and why.
pub fn went_on(who: &str, when: &str, reason: &str, language: Language) -> String {
    let values = [("who", who), ("when", when), ("reason", reason)];
    fill(text(&words(language).outcomes, "wentOn"), &values)
}

/// That somebody could not see later whether what failed is in order now.
pub fn unseen(who: &str, when: &str, language: Language) -> String {
    fill(text(&words(language).outcomes, "unseen"), &[("who", who), ("when", when)])
}

/// Why a user has no access, to follow "has no access:".
pub fn bar(by: AccessBlock, language: Language) -> &'static str {
    text(&words(language).bars, by.into())
}

/// How often is paid, as a term of its own: `Per maand`.
pub fn period(period: PayrollPeriodType, language: Language) -> &'static str {
    text(&words(language).periods, period.into())
}

/// Where a value came from and since when it was known there.
pub fn origin(source: &OriginSource, when: &str, language: Language) -> String {
    let period = match source {
        OriginSource::HoursRun { period, .. } => hours::words::period(*period, language),
        _ => String::new(),
    };
    fill(text(&words(language).origins, source.into()), &[("when", when), ("period", &period)])
}

/// Who does a step; `partner` is the name of the other party, where it has one.
pub fn who<'a>(who: &Who, partner: &'a str, language: Language) -> &'a str {
    if *who == Who::Third && !partner.is_empty() {
        return partner;
    }
    text(&words(language).who, who.into())
}

/// What an answer says that is not a value itself, and what stands where a value cannot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr, strum::VariantNames)]
#[strum(serialize_all = "camelCase")]
pub enum Mark {
    /// Ticked.
    Yes,
    /// Of a list: there is none.
    None,
    /// Of products: not one was chosen.
    NoProducts,
    /// Loket has no value.
    Nothing,
    /// A password: in the keychain.
    Kept,
    /// A form: filled in.
    Filled,
    /// A message or form: sent.
    Sent,
    /// A form: processed by the other party.
    Processed,
    /// The value cannot be read without the key.
    Sealed,
}

/// A mark in words.
pub fn mark(mark: Mark, language: Language) -> &'static str {
    text(&words(language).marks, mark.into())
}

/// A mark with its day.
pub fn mark_on(what: Mark, day: &str, language: Language) -> String {
    fill(text(&words(language).marks, "markOn"), &[("mark", mark(what, language)), ("day", day)])
}

/// The day on which what one waited for arrived.
pub fn arrived_on(day: &str, language: Language) -> String {
    fill(text(&words(language).marks, "arrivedOn"), &[("day", day)])
}

/// A value, or that it is sealed.
pub fn shown(value: &Personal, language: Language) -> &str {
    value.clear().unwrap_or_else(|| mark(Mark::Sealed, language))
}

/// To stand before the name of who signed a dossier off.
pub fn signed_by(language: Language) -> &'static str {
    text(&words(language).sign_off, "signed")
}

/// To stand before the name of the colleague who checked a dossier that was signed off.
pub fn countersigned_by(language: Language) -> &'static str {
    text(&words(language).sign_off, "countersigned")
}

/// How many steps are done of those that apply, and how many do not apply.
pub fn progress(done: usize, total: usize, not_applicable: usize, language: Language) -> String {
    let texts = &words(language).progress;
    let name = if total == 1 { "stepsOne" } else { "steps" };
    let steps = fill(text(texts, name), &[("done", &done.to_string()), ("total", &total.to_string())]);
    if not_applicable == 0 {
        return steps;
    }
    let aside = fill(text(texts, "notApplicable"), &[("count", &not_applicable.to_string())]);
    format!("{steps}, {aside}")
}

#[cfg(test)]
mod tests;
