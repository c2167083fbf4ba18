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
    known: HashMap<(TextId, TextId, TextId), TextId>,
    by_number: BTreeMap<String, Number>,
    names: BTreeMap<TextId, TextId>,
    /// By person, where the file has names only.
    named: BTreeMap<TextId, NamedPerson>,
}

/// Everything under one number.
#[derive(Debug, Default)]
struct Number {
    digits: bool,
    /// As written, with the zeros in front.
    written: BTreeSet<TextId>,
    /// By contract, the person of the rows.
    contracts: BTreeMap<String, TextId>,
    names: BTreeSet<String>,
}

impl People {
    /// The person of a row: the number without zeros in front, and the contract.
    pub fn add(&mut self, number: TextId, contract: TextId, name: TextId, texts: &mut Texts<'_>) -> TextId {
        if let Some(person) = self.known.get(&(number, contract, name)) {
            return *person;
        }
        let plain = without_zeros(texts.text(number));
        let of = contract.filled().map(|contract| without_zeros(texts.text(contract)));
        let person = match &of {
            Some(contract) => texts.add(&format!("{plain}/{contract}")),
            None => texts.add(&plain),
        };
        let is_number = plain.parse::<u32>().is_ok_and(|number| number > 0);
        let entry = self.by_number.entry(plain).or_default();
        entry.digits = is_number;
        entry.written.insert(number);
        entry.contracts.insert(of.unwrap_or_default(), person);
        if name.filled().is_some() {
            entry.names.insert(texts.text(name).to_owned());
            self.names.entry(person).or_insert(name);
        }
        self.known.insert((number, contract, name), person);
        person
    }

    /// Somebody is known by name.
    pub fn name(&mut self, person: TextId, named: NamedPerson) {
        self.named.entry(person).or_insert(named);
    }

    /// Those who are known by name.
    pub fn named(&self, texts: &Texts<'_>) -> BTreeMap<Arc<str>, NamedPerson> {
        let one = |(person, named): (&TextId, &NamedPerson)| (Arc::from(texts.text(*person)), named.clone());
        self.named.iter().map(one).collect()
    }

    /// Names by person.
    pub fn names(&self, texts: &Texts<'_>) -> BTreeMap<Arc<str>, Arc<str>> {
        let text = |id: &TextId| Arc::from(texts.text(*id));
        self.names.iter().map(|(person, name)| (text(person), text(name))).collect()
    }

    /// Persons whose answer to which employment they are changes what is found.
    pub fn asked(&self, texts: &Texts<'_>) -> Vec<Arc<str>> {
        let judged = self.judge(&BTreeSet::new(), texts).into_iter();
        let waits = |found: &Vec<FindingKind>| {
            found.iter().any(|kind| !matches!(kind, FindingKind::SeveralNames { .. }))
        };
        judged.filter(|(_, found)| waits(found)).map(|(person, _)| Arc::from(texts.text(person))).collect()
    }

    /// What is found about people, by person. `coupled` are those of whom the user chose which employment they are.
    pub fn judge(&self, coupled: &BTreeSet<String>, texts: &Texts<'_>) -> BTreeMap<TextId, Vec<FindingKind>> {
        let mut judged: BTreeMap<TextId, Vec<FindingKind>> = BTreeMap::new();
        let numbers = self.by_number.values().filter(|entry| entry.digits).count();
        // Among numbers, what is none is a mistake; a column of addresses says who it is in another way.
        let among_numbers = numbers > 0 && numbers * 2 >= self.by_number.len();
        for (number, entry) in &self.by_number {
            let mut found = Vec::new();
            let open = entry.contracts.values().any(|person| !coupled.contains(texts.text(*person)));
            if open && among_numbers && !entry.digits {
                found.push(FindingKind::NotANumber { person: number.clone() });
            }
            if open && entry.written.len() > 1 {
                found.push(FindingKind::LeadingZeros { person: number.clone() });
            }
            // A second employment without its first is no less another one.
            let second = entry
                .contracts
                .keys()
                .any(|contract| contract.parse::<u32>().is_ok_and(|contract| contract > 1));
            if open && (second || entry.contracts.len() > 1) {
                let contracts = entry.contracts.keys().cloned().collect();
                found.push(FindingKind::Contracts { person: number.clone(), contracts });
            }
            let different: BTreeSet<String> = entry.names.iter().map(|name| name.to_lowercase()).collect();
            if different.len() > 1 {
                let names = entry.names.iter().cloned().collect();
                found.push(FindingKind::SeveralNames { person: number.clone(), names });
            }
            for person in entry.contracts.values().filter(|_| !found.is_empty()) {
                judged.insert(*person, found.clone());
            }
        }
        judged
    }
}

/// A number without zeros in front; anything else as it is.
fn without_zeros(text: &str) -> String {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits {
        return text.to_owned();
    }
    let rest = text.trim_start_matches('0');
    if rest.is_empty() { "0".to_owned() } else { rest.to_owned() }
}
