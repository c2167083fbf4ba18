//! What the app knows already, and where from: never ask twice.

use std::collections::BTreeMap;

use crate::answer::{Origin, OriginSource, Personal};
use crate::check::{self, ChoicesInLoket, RowsInLoket};
use crate::context::DossierContext;
use crate::employer::{Employer, PayrollPeriodType, PayrollTaxesNumbers};
use crate::findings;
use crate::id::{HandbookId, ItemId};
use crate::item::{Ask, Fill, Item};
use jiff::Timestamp;
use serde::Serialize;
use specta::Type;

/// A value that is known from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Proposal {
    /// The value, as it would be answered.
    pub value: Personal,
    pub origin: Origin,
}

/// All values that are known for one dossier.
#[derive(Debug, Clone, Default)]
pub struct Known {
    values: BTreeMap<Fill, Proposal>,
    loket: BTreeMap<Fill, Proposal>,
    rows: BTreeMap<ItemId, RowsInLoket>,
    choices: BTreeMap<ItemId, ChoicesInLoket>,
}

impl Known {
    /// What the settings, the employer's card, Loket and earlier dossiers say. Of several administrations only what
    /// they agree on is known: which one is meant is then the user's choice.
    pub fn of(context: &DossierContext) -> Self {
        let mut known = Self::default();
        let settings = &context.settings;
        known.put(Fill::OfficeName, &settings.office_name, OriginSource::Settings, settings.saved);
        known.put(Fill::OfficeEmail, &settings.office_email, OriginSource::Settings, settings.saved);
        if let Some(employer) = &context.employer {
            known.employer(employer);
            known.loket(context);
        }
        for value in &context.learnt {
            known.learnt(value.fill, value.value.clone(), &value.handbook, value.at);
        }
        known
    }

    fn employer(&mut self, employer: &Employer) {
        let at = employer.changed;
        let mut put = |fill, value: Option<&str>| {
            self.put(fill, value.unwrap_or_default(), OriginSource::Employer, at);
        };
        put(Fill::EmployerCompanyName, Some(&employer.company_name));
        put(Fill::EmployerId, employer.employer_id.as_deref());
        put(Fill::EmployerNumber, employer.employer_number.as_deref());
        put(Fill::EmployerEmail, employer.email.as_deref());
        let all = &employer.administrations;
        put(Fill::PayrollTaxesNumber, agreed(all.iter().map(|a| a.payroll_taxes_number.as_deref())));
        let count = PayrollTaxesNumbers::of(all.iter().map(|a| a.payroll_taxes_number.as_deref()));
        put(Fill::PayrollTaxesNumbers, count.map(PayrollTaxesNumbers::id));
        put(Fill::ClientNumber, agreed(all.iter().map(|a| a.client_number.as_deref())));
        let period = all.iter().map(|a| a.payroll_period_type.map(PayrollPeriodType::id));
        put(Fill::PayrollPeriodType, agreed(period));
    }

    fn put(&mut self, fill: Fill, value: &str, source: OriginSource, at: Timestamp) {
        if !value.trim().is_empty() {
            let origin = Origin { source, at };
            self.values.insert(fill, Proposal { value: value.into(), origin });
        }
    }

    /// Adds what was learnt from a dossier, unless something nearer says it already.
    fn learnt(&mut self, fill: Fill, value: Personal, handbook: &HandbookId, at: Timestamp) {
        if !self.values.contains_key(&fill) && value.clear().is_some_and(|value| !value.trim().is_empty()) {
            let source = OriginSource::Dossier { handbook: handbook.clone() };
            self.values.insert(fill, Proposal { value, origin: Origin { source, at } });
        }
    }

    /// Adds what Loket has. It comes before everything else: what stands on the card may be old.
    fn loket(&mut self, context: &DossierContext) {
        let case = context.case();
        for fill in context.handbook.items().filter_map(|(_, item)| fill_of(&item.ask)) {
            let Some((value, at)) = check::fill(&case, fill) else { continue };
            let origin = Origin { source: OriginSource::Loket, at };
            let proposal = Proposal { value: value.as_str().into(), origin };
            self.values.insert(fill, proposal.clone());
            self.loket.insert(fill, proposal);
        }
        let lists = context.handbook.items().filter(|(step, item)| {
            shows_rows_of_loket(item) && findings::applies(step, item, &context.handbook, &context.dossier)
        });
        for (_, item) in lists {
            if let Some(rows) = check::rows_in_loket(item, &case) {
                self.rows.insert(item.id.clone(), rows);
            }
            if let Some(choices) = check::choices_in_loket(item, &case) {
                self.choices.insert(item.id.clone(), choices);
            }
        }
    }

    /// What Loket has for the rows of an item, where that is not what was entered.
    pub fn rows_in_loket(&self, item: &ItemId) -> Option<RowsInLoket> {
        self.rows.get(item).cloned()
    }

    /// What Loket has to choose from for the rows of an item.
    pub fn choices_in_loket(&self, item: &ItemId) -> Option<ChoicesInLoket> {
        self.choices.get(item).cloned()
    }

    /// What Loket has for an item.
    pub fn in_loket(&self, ask: &Ask) -> Option<Proposal> {
        self.loket.get(&fill_of(ask)?).cloned()
    }

    /// The value for a place to fill.
    pub fn value(&self, fill: Fill) -> Option<&str> {
        self.values.get(&fill).and_then(|known| known.value.clear())
    }

    /// What is known for an item. What a choice does not offer is no answer to it.
    pub fn proposal(&self, ask: &Ask) -> Option<Proposal> {
        let known = self.values.get(&fill_of(ask)?)?;
        if let Ask::Choice(choice) = ask {
            let value = known.value.clear()?;
            choice.options.iter().find(|option| option.id == value)?;
        }
        Some(known.clone())
    }
}

/// What fills an item, and what its answer teaches.
pub fn fill_of(ask: &Ask) -> Option<Fill> {
    match ask {
        Ask::Field(field) => field.fill,
        Ask::Choice(choice) => choice.fill,
        _ => None,
    }
}

/// Whether the rows of an item are compared with those that Loket has.
pub fn shows_rows_of_loket(item: &Item) -> bool {
    matches!(item.ask, Ask::List(_) | Ask::Mapping(_)) && item.check.is_some()
}

fn agreed<'a>(mut values: impl Iterator<Item = Option<&'a str>>) -> Option<&'a str> {
    let first = values.next()??;
    values.all(|value| value == Some(first)).then_some(first)
}
