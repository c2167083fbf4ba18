//! The fields of a card as they are typed, brought to the form in which they are kept.

use crate::employer::{Employer, PayrollAdministration};
use crate::field::{self, FieldProblem, FieldType, Wrong};

/// The longest list of payroll administrations that is taken.
pub const MOST_ADMINISTRATIONS: usize = 200;

/// Brings every field to the form in which it is kept; empty becomes none. Returns those that do not read, which stay
/// as typed.
pub fn read_fields(employer: &mut Employer) -> Vec<Wrong> {
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
    wrong
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
