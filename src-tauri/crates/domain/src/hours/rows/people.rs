//! Who the rows are about, and what has to be asked about them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::super::finding::FindingKind;
use super::columns::PersonText;

/// The people of a file.
#[derive(Debug, Default)]
pub(super) struct People {
    /// By what stands in the file.
    known: HashMap<(String, Option<String>), Arc<str>>,
    by_number: BTreeMap<String, Number>,
    names: BTreeMap<Arc<str>, Arc<str>>,
}

/// Everything under one number.
#[derive(Debug, Default)]
struct Number {
    digits: bool,
    /// As written, with the zeros in front.
    written: BTreeSet<String>,
    /// By contract, the person of the rows.
    contracts: BTreeMap<String, Arc<str>>,
    names: BTreeSet<String>,
}

impl People {
    /// The person of a row: the number without zeros in front, and the contract.
    pub fn add(&mut self, text: PersonText, name: Option<&str>) -> Arc<str> {
        let number = without_zeros(&text.number);
        let is_number = number.parse::<u32>().is_ok_and(|number| number > 0);
        let key = (text.number, text.contract);
        let person = if let Some(person) = self.known.get(&key) {
            Arc::clone(person)
        } else {
            let contract = key.1.as_deref().map(without_zeros);
            let person: Arc<str> = match &contract {
                Some(contract) => Arc::from(format!("{number}/{contract}")),
                None => Arc::from(number.as_str()),
            };
            let entry = self.by_number.entry(number.clone()).or_default();
            entry.digits = is_number;
            entry.written.insert(key.0.clone());
            entry.contracts.insert(contract.unwrap_or_default(), Arc::clone(&person));
            self.known.insert(key, Arc::clone(&person));
            person
        };
        if let (Some(name), Some(entry)) = (name, self.by_number.get_mut(&number)) {
            if !entry.names.contains(name) {
                entry.names.insert(name.to_owned());
            }
            if !self.names.contains_key(&person) {
                self.names.insert(Arc::clone(&person), Arc::from(name));
            }
        }
        person
    }

    pub fn names(&self) -> BTreeMap<Arc<str>, Arc<str>> {
        self.names.clone()
    }

    /// What is found about people, by person. `coupled` are those of whom the user chose which employment they are.
    pub fn judge(&self, coupled: &BTreeSet<String>) -> BTreeMap<Arc<str>, Vec<FindingKind>> {
        let mut judged: BTreeMap<Arc<str>, Vec<FindingKind>> = BTreeMap::new();
        let numbers = self.by_number.values().filter(|entry| entry.digits).count();
        // Among numbers, what is none is a mistake; a column of addresses says who it is in another way.
        let among_numbers = numbers > 0 && numbers * 2 >= self.by_number.len();
        for (number, entry) in &self.by_number {
            let mut found = Vec::new();
            let open = entry.contracts.values().any(|person| !coupled.contains(person.as_ref()));
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
                judged.insert(Arc::clone(person), found.clone());
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
