//! Employers: by hand, with their payroll administrations.

use domain::employer::{Employer, PayrollAdministration};
use domain::field::{self, FieldProblem, FieldType};
use domain::summary::Summary;
use records::RemovalScope;
use serde::Serialize;
use specta::Type;
use uuid::Uuid;

use crate::Office;
use crate::connection::employers::Difference;
use crate::employer_drafts::draft;
use crate::refusal::{Refusal, Result, Wrong};

/// An employer in the list.
#[derive(Debug, Clone, Serialize, Type)]
pub struct EmployerRow {
    /// The employer.
    pub employer: Employer,
    /// How many dossiers it has.
    pub dossiers: u32,
    /// How many of those are not signed off.
    pub open: u32,
}

/// An employer with its dossiers.
#[derive(Debug, Clone, Serialize, Type)]
pub struct EmployerCard {
    /// The employer.
    pub employer: Employer,
    /// Its dossiers, open ones first.
    pub dossiers: Vec<Summary>,
    /// Where the card says otherwise than Loket.
    pub differences: Vec<Difference>,
    /// The card as it was typed last, when something in it did not read.
    pub draft: Option<Employer>,
}

/// What goes when an employer is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
pub struct Removal {
    /// Dossiers.
    pub dossiers: u32,
    /// Everything that happened in them.
    pub events: u32,
    /// Records of files that were made. The files themselves stay where they were saved.
    pub files: u32,
    /// Backups there are: they keep what goes until they are let go themselves.
    pub backups: u32,
    /// Damaged files that were set aside, in which it may stand until they are deleted.
    pub set_aside: u32,
}

/// The longest list of payroll administrations that is taken.
const MOST_ADMINISTRATIONS: usize = 200;

impl Office {
    /// All employers, in no particular order: sorting names is up to the language.
    ///
    /// # Errors
    /// When the records cannot be read.
    pub fn employers(&self) -> Result<Vec<EmployerRow>> {
        let records = self.records()?;
        let summaries = self.summaries(&records)?;
        let mut counts: std::collections::HashMap<Uuid, (u32, u32)> = std::collections::HashMap::new();
        for summary in summaries {
            if let Some(employer) = summary.employer {
                let count = counts.entry(employer).or_default();
                count.0 += 1;
                count.1 += u32::from(summary.signed_off.is_none());
            }
        }
        let rows = records.employers()?.into_iter().map(|row| {
            let (dossiers, open) = counts.get(&row.employer.id).copied().unwrap_or_default();
            EmployerRow { employer: row.employer, dossiers, open }
        });
        Ok(rows.collect())
    }

    /// An employer with its dossiers.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn employer(&self, id: Uuid) -> Result<EmployerCard> {
        let records = self.records()?;
        let employer = records.employer(id)?.ok_or(Refusal::NotFound)?;
        let mut dossiers: Vec<_> =
            self.summaries(&records)?.into_iter().filter(|summary| summary.employer == Some(id)).collect();
        dossiers.sort_by_key(|summary| (summary.signed_off.is_some(), std::cmp::Reverse(summary.changed)));
        let draft = draft(&records, id)?;
        drop(records);
        let differences = self.card_differences(&employer)?;
        Ok(EmployerCard { employer, dossiers, differences, draft })
    }

    /// Adds an employer, or changes one: the id decides. A nil id adds.
    ///
    /// # Errors
    /// [`Refusal::Wrong`] with each field that does not read; nothing is saved then.
    pub fn save_employer(&self, mut employer: Employer) -> Result<EmployerCard> {
        read_fields(&mut employer)?;
        employer.changed = self.clock.now();
        {
            let mut records = self.records()?;
            // How it stands in Loket is not the page's to say.
            employer.loket = None;
            if employer.id.is_nil() {
                employer.id = self.clock.new_id();
            } else {
                employer.loket = records.employer(employer.id)?.ok_or(Refusal::NotFound)?.loket;
            }
            records.save_employer(&employer)?;
        }
        self.employer(employer.id)
    }

    /// What goes when an employer is removed.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn employer_removal(&self, id: Uuid) -> Result<Removal> {
        let records = self.records()?;
        records.employer(id)?.ok_or(Refusal::NotFound)?;
        let removal = records.removal(&RemovalScope::Employer(id))?;
        Ok(Removal {
            dossiers: shown(removal.dossiers),
            events: shown(removal.events),
            files: shown(removal.files),
            backups: shown(removal.backups),
            set_aside: shown(removal.set_aside),
        })
    }

    /// Removes an employer with everything: dossiers, history, notes, passwords in the keychain.
    ///
    /// # Errors
    /// [`Refusal::Keychain`] when passwords cannot be forgotten now; nothing is removed then.
    pub fn remove_employer(&self, id: Uuid) -> Result<()> {
        let summaries = self.records()?.summaries()?;
        for summary in summaries.iter().filter(|summary| summary.employer == Some(id)) {
            self.forget_secrets(summary.dossier)?;
        }
        self.drop_employer_draft(id)?;
        self.records()?.remove(&RemovalScope::Employer(id), self.clock.now())?;
        Ok(())
    }
}

/// A count as the screens take it.
pub(crate) fn shown(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn read_fields(employer: &mut Employer) -> Result<()> {
    if employer.administrations.len() > MOST_ADMINISTRATIONS {
        return Err(Refusal::BadInput);
    }
    let mut wrong = vec![];
    let mut needed = Some(std::mem::take(&mut employer.company_name));
    read_into(&mut needed, FieldType::Text, "company_name", &mut wrong);
    if needed.is_none() {
        wrong.push(Wrong { field: "company_name".into(), problem: FieldProblem::Empty });
    }
    employer.company_name = needed.unwrap_or_default();
    read_into(&mut employer.employer_id, FieldType::WerkgeverId, "employer_id", &mut wrong);
    read_into(&mut employer.employer_number, FieldType::Number, "employer_number", &mut wrong);
    read_into(&mut employer.kvk, FieldType::Kvk, "kvk", &mut wrong);
    read_into(&mut employer.email, FieldType::Email, "email", &mut wrong);
    for (number, administration) in employer.administrations.iter_mut().enumerate() {
        read_administration(administration, number, &mut wrong);
    }
    if wrong.is_empty() { Ok(()) } else { Err(Refusal::Wrong { fields: wrong }) }
}

fn read_administration(administration: &mut PayrollAdministration, number: usize, wrong: &mut Vec<Wrong>) {
    let field = |name: &str| format!("administrations.{number}.{name}");
    let mut name = Some(std::mem::take(&mut administration.name));
    read_into(&mut name, FieldType::Text, &field("name"), wrong);
    administration.name = name.unwrap_or_default();
    let taxes = &mut administration.payroll_taxes_number;
    read_into(taxes, FieldType::Loonheffingennummer, &field("payroll_taxes_number"), wrong);
    read_into(&mut administration.client_number, FieldType::Number, &field("client_number"), wrong);
}

/// Brings an optional value to the form in which it is kept; empty becomes none.
fn read_into(value: &mut Option<String>, kind: FieldType, name: &str, wrong: &mut Vec<Wrong>) {
    let Some(typed) = value.take() else { return };
    match field::read(kind, &typed) {
        Ok(reading) => *value = Some(reading.value),
        Err(FieldProblem::Empty) => {}
        Err(problem) => {
            wrong.push(Wrong { field: name.to_owned(), problem });
            *value = Some(typed);
        }
    }
}
