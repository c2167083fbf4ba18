//! Who the rows are about, and what has to be asked about them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;

use super::super::finding::FindingKind;
use super::NamedPerson;
use super::texts::{TextId, Texts};

/// The people of a file.
#[derive(Debug, Default)]
pub(super) struct People {
    /// By what stands in a row: number, contract and name.
    known: HashMap<(TextId, TextId, TextId), Known>,
    /// That of the row before, since rows of one person mostly follow each other.
    last: Option<((TextId, TextId, TextId), TextId)>,
    names: BTreeMap<TextId, TextId>,
    /// By person, where the file has names only.
    named: BTreeMap<TextId, NamedPerson>,
}

/// What is found about people, by person.
pub(super) type Judged = BTreeMap<TextId, Vec<FindingKind>>;

/// Who a row is about.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// The number without zeros in front.
    plain: TextId,
    person: TextId,
}

/// A number as it is written, with a contract and a name, and who that is.
#[derive(Debug, Clone, Copy)]
struct Written {
    known: Known,
    number: TextId,
    contract: TextId,
    name: TextId,
}

impl People {
    /// The person of a row: the number without zeros in front, and the contract.
    pub fn add(&mut self, number: TextId, contract: TextId, name: TextId, texts: &mut Texts<'_>) -> TextId {
        let row = (number, contract, name);
        if let Some((_, person)) = self.last.filter(|(last, _)| *last == row) {
            return person;
        }
        if let Some(known) = self.known.get(&row) {
            self.last = Some((row, known.person));
            return known.person;
        }
        let number_text = without_zeros(texts.text(number)).to_owned();
        let plain = texts.add(&number_text);
        let person = match contract.filled() {
            Some(contract) => {
                let contract = without_zeros(texts.text(contract));
                texts.add(&format!("{number_text}/{contract}"))
            }
            None => plain,
        };
        if name.filled().is_some() {
            self.names.entry(person).or_insert(name);
        }
        self.known.insert(row, Known { plain, person });
        self.last = Some((row, person));
        person
    }

    /// Somebody is known by name.
    pub fn name(&mut self, person: TextId, named: NamedPerson) {
        self.named.entry(person).or_insert(named);
    }

    /// Those who are known by name.
    pub fn named(&self, texts: &Texts<'_>) -> BTreeMap<Arc<str>, NamedPerson> {
        let one = |(person, named): (&TextId, &NamedPerson)| (texts.shared(*person), named.clone());
        self.named.iter().map(one).collect()
    }

    /// Names by person.
    pub fn names(&self, texts: &Texts<'_>) -> BTreeMap<Arc<str>, Arc<str>> {
        self.names.iter().map(|(person, name)| (texts.shared(*person), texts.shared(*name))).collect()
    }

    /// Persons whose answer to which employment they are changes what is found. `judged` is what is found without any answer.
    pub fn asked(judged: &Judged, texts: &Texts<'_>) -> Vec<Arc<str>> {
        let waits = |found: &Vec<FindingKind>| {
            found.iter().any(|kind| !matches!(kind, FindingKind::SeveralNames { .. }))
        };
        judged.iter().filter(|(_, found)| waits(found)).map(|(person, _)| texts.shared(*person)).collect()
    }

    /// What is found about people, by person. `coupled` are those of whom the user chose which employment they are.
    pub fn judge(&self, coupled: &BTreeSet<String>, texts: &Texts<'_>) -> Judged {
        let one = |(&(number, contract, name), &known): (&(TextId, TextId, TextId), &Known)| Written {
            known,
            number,
            contract,
            name,
        };
        let mut all: Vec<Written> = self.known.iter().map(one).collect();
        all.sort_unstable_by_key(|one| one.known.plain);
        let by_number = || all.chunk_by(|one, next| one.known.plain == next.known.plain);
        let numbers = by_number().filter(|same| is_number(texts.text(same[0].known.plain))).count();
        // Among numbers, what is none is a mistake; a column of addresses says who it is in another way.
        let among_numbers = numbers > 0 && numbers * 2 >= by_number().count();
        let mut judged = BTreeMap::new();
        for same in by_number() {
            let found = judge_number(same, among_numbers, coupled, texts);
            for one in same.iter().filter(|_| !found.is_empty()) {
                judged.insert(one.known.person, found.clone());
            }
        }
        judged
    }
}

/// What is found about everything under one number.
fn judge_number(
    same: &[Written],
    among_numbers: bool,
    coupled: &BTreeSet<String>,
    texts: &Texts<'_>,
) -> Vec<FindingKind> {
    let mut found = Vec::new();
    let number = texts.text(same[0].known.plain);
    let person = || number.to_owned();
    let open = same.iter().any(|one| !coupled.contains(texts.text(one.known.person)));
    if open && among_numbers && !is_number(number) {
        found.push(FindingKind::NotANumber { person: person() });
    }
    if let [one] = same
        && one.contract == TextId::NOTHING
    {
        return found;
    }
    if open && same.iter().any(|one| one.number != same[0].number) {
        found.push(FindingKind::LeadingZeros { person: person() });
    }
    let contracts: BTreeSet<&str> = same.iter().map(|one| without_zeros(texts.text(one.contract))).collect();
    // A second employment without its first is no less another one.
    let second = contracts.iter().any(|contract| contract.parse::<u32>().is_ok_and(|contract| contract > 1));
    if open && (second || contracts.len() > 1) {
        let contracts = contracts.into_iter().map(str::to_owned).collect();
        found.push(FindingKind::Contracts { person: person(), contracts });
    }
    let names: BTreeSet<&str> =
        same.iter().filter_map(|one| one.name.filled()).map(|name| texts.text(name)).collect();
    let different: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
    if different.len() > 1 {
        let names = names.into_iter().map(str::to_owned).collect();
        found.push(FindingKind::SeveralNames { person: person(), names });
    }
    found
}

fn is_number(text: &str) -> bool {
    text.parse::<u32>().is_ok_and(|number| number > 0)
}

/// A number without zeros in front; anything else as it is.
fn without_zeros(text: &str) -> &str {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return text;
    }
    let rest = text.trim_start_matches('0');
    if rest.is_empty() { "0" } else { rest }
}
