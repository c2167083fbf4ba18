//! What a column holds, guessed from the words of its head.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::amount_format::unit_of_word;
use super::head::dated_head;

mod words;

pub(super) use words::BIRTH_DATE;
use words::{REMARKS, WORDS};

/// What a column is used for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    Type,
    strum::IntoStaticStr,
    strum::VariantNames,
)]
#[strum(serialize_all = "camelCase")]
#[serde(rename = "ColumnRole", rename_all = "camelCase")]
pub enum Role {
    /// Personnel number, or what else says who it is.
    Person,
    /// Which employment, where a number has several.
    Contract,
    Name,
    BirthDate,
    Department,
    /// Ploeg: a number of 1 to 15, or a name.
    Shift,
    /// The day that the amount is for.
    Date,
    /// The day on which a shift ends.
    EndDate,
    Period,
    HoursCode,
    WageCode,
    Amount,
    /// Clock times, which are turned into hours only where the user chose so.
    Start,
    End,
    /// What was not worked of a shift: used with clock times only.
    Break,
    /// Whether a shift is still under way.
    Running,
    Administration,
    Remark,
    NotUsed,
    /// Was dropped unread.
    Dropped,
}

/// A head in small letters, without signs: `Pers.nr.` is `pers nr`.
pub fn plain_head(head: &str) -> String {
    let lower = head.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The role that the words of a head tell, and the word that does; none where they tell nothing.
pub fn role_of_head(head: &str) -> Option<(Role, &'static str)> {
    let plain = plain_head(head);
    let mut words: Vec<&str> = plain.split(' ').collect();
    // "Pauze in minuten": its unit, and not when somebody came in.
    if let [.., "in", unit] = words[..]
        && unit_of_word(unit).is_some()
    {
        words.truncate(words.len() - 2);
        words.push(unit);
    }
    let mut exact = WORDS.iter().flat_map(|entry| entry.exact.iter().map(move |word| (entry.role, *word)));
    if let Some(found) = exact.find(|(_, word)| *word == plain) {
        return Some(found);
    }
    if let Some(word) = REMARKS.iter().find(|word| words.contains(*word)) {
        return Some((Role::Remark, word));
    }
    let found = WORDS.iter().find_map(|entry| {
        if entry.never.iter().any(|word| words.contains(word)) {
            return None;
        }
        let word = entry.within.iter().find(|word| words.contains(*word))?;
        Some((entry.role, *word))
    });
    // Reisuren, nachturen, zondagtoeslag: each is hours of its own.
    let compound = words.iter().any(|word| word.ends_with("uren") || word.ends_with("toeslag"));
    found.or_else(|| compound.then_some((Role::Amount, "uren")))
}

/// An address, which says who it is where there is no number.
pub fn is_address(head: &str) -> bool {
    matches!(
        plain_head(head).as_str(),
        "email" | "e mail" | "mail" | "emailadres" | "e mailadres" | "email address"
    )
}

/// Heads of numbers that are no amounts: numbers of people and things, years, and what is known not to be worked.
pub fn is_no_amount(head: &str) -> bool {
    const NUMBERS: [&str; 22] = [
        "id",
        "nr",
        "nummer",
        "number",
        "no",
        "code",
        "postcode",
        "telefoon",
        "phone",
        "jaar",
        "year",
        "week",
        "weeknr",
        "weeknummer",
        "dag",
        "kwartaal",
        "versie",
        "version",
        "volgnummer",
        "regel",
        "rij",
        "leeftijd",
    ];
    if let Some(dated) = dated_head(head) {
        return is_no_code(&dated.name);
    }
    let plain = plain_head(head);
    let words = || plain.split(' ');
    let number =
        words().any(|word| NUMBERS.contains(&word) || word.ends_with("nummer") || word.ends_with("code"));
    number || preference(head) < 0
}

/// Whether what a head names beside a week or day is known not to be worked. `NORM` is a code there.
pub(super) fn is_no_code(name: &str) -> bool {
    preference(name) < 0 && plain_head(name) != "norm"
}

/// How likely an amount column is the hours that were worked, higher first: net before gross, and never what was planned, what
/// differs or what was a break.
pub fn preference(head: &str) -> i32 {
    let plain = plain_head(head);
    let words: Vec<&str> = plain.split(' ').collect();
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let never = [
        "gepland",
        "planned",
        "geplande",
        "rooster",
        "verschil",
        "difference",
        "pauze",
        "break",
        "saldo",
        "balance",
        "plan",
        "norm",
        "contract",
        "bruto",
        "gross",
        "totaal",
        "total",
        "meer",
        "minder",
        "contracturen",
    ];
    if has(&never) {
        return -1;
    }
    let net = ["netto", "net", "gewerkt", "gewerkte", "worked", "goedgekeurd", "approved"];
    i32::from(has(&net)) * 2 + i32::from(has(&["uur", "uren"]))
}

/// A head without the words of its unit: `Netto (min)` and `Netto (uur)` are both `netto`.
pub fn stem(head: &str) -> String {
    const UNITS: [&str; 20] = [
        "min", "minuten", "minuut", "minutes", "uur", "uren", "u", "h", "hrs", "hours", "hour", "decimal",
        "decimaal", "dec", "hh", "mm", "uu", "sec", "seconds", "seconden",
    ];
    let plain = plain_head(head).replace('_', " ");
    plain.split(' ').filter(|word| !UNITS.contains(word)).collect::<Vec<_>>().join(" ")
}
