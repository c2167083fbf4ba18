//! The upload of variable data by hand, as the dialog of Loket takes it: all of a file or nothing.

use super::period_data::{Checked, check};
use super::records::{Method, SHIFTS};
use crate::catalogue::catalogue;
use crate::provider::{Administration, Employer, FictionalProvider};
use crate::upload_file::{Complaint, UploadFile, UploadRow, complaint};

/// The product without which nothing is uploaded.
const PRODUCT: u16 = 50;
/// The ordinary payslip.
const PAYSLIP: i32 = 1;

/// What is chosen in the dialog.
#[derive(Debug, Clone, Default)]
pub(crate) struct Upload {
    pub employer: u16,
    /// Place of the administration, from 1.
    pub administration: u32,
    /// YYYYPP.
    pub period: i32,
    /// Add up with what is there, and do not overwrite it.
    pub add_up: bool,
    /// Whether the file has a column for verdelingseenheid.
    pub with_unit: bool,
}

/// What was uploaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Uploaded {
    pub rows: usize,
    pub people: usize,
    pub values: usize,
}

/// Takes a file in.
///
/// # Errors
/// All that is wrong with it, in Dutch; nothing was kept.
pub(crate) fn upload(
    office: &mut FictionalProvider,
    chosen: &Upload,
    bytes: &[u8],
) -> Result<Uploaded, Vec<Complaint>> {
    let (checked, uploaded) = checked(office, chosen, bytes)?;
    let method = if chosen.add_up { Method::AddUp } else { Method::Overwrite };
    for row in checked {
        row.keep(&mut office.live, method);
    }
    Ok(uploaded)
}

fn checked(
    office: &FictionalProvider,
    chosen: &Upload,
    bytes: &[u8],
) -> Result<(Vec<Checked>, Uploaded), Vec<Complaint>> {
    let whole = |why: &str| vec![complaint(0, why)];
    let employer = office.fixed.employer(chosen.employer).ok_or_else(|| whole("Die werkgever is er niet"))?;
    let administration =
        employer.administration(chosen.administration).ok_or_else(|| whole("Kies een administratie"))?;
    if !office.products(chosen.employer).contains(&PRODUCT) {
        let name = catalogue().product(PRODUCT).map_or("", |product| product.text.as_str());
        return Err(whole(&format!("Het product {name} ({PRODUCT}) staat uit bij deze werkgever")));
    }
    let file = UploadFile::read(bytes)?;
    if file.with_unit != chosen.with_unit {
        return Err(whole(if file.with_unit {
            "Het bestand heeft een kolom verdelingseenheid: kies bij Verdelingseenheid Ja"
        } else {
            "Het bestand heeft geen kolom verdelingseenheid: kies bij Verdelingseenheid Nee"
        }));
    }
    let mut wrong = unknown_components(&file, administration);
    let mut rows = Vec::new();
    for row in &file.rows {
        match check_row(office, chosen, employer, administration, row) {
            Ok(row) => rows.push(row),
            Err(why) => wrong.extend(why),
        }
    }
    if !wrong.is_empty() {
        wrong.sort_by_key(|complaint| complaint.line);
        return Err(wrong);
    }
    let mut people: Vec<u32> = file.rows.iter().map(|row| row.payroll_id).collect();
    people.sort_unstable();
    people.dedup();
    let values = file.rows.iter().map(|row| row.values.len()).sum();
    Ok((rows, Uploaded { rows: file.rows.len(), people: people.len(), values }))
}

fn unknown_components(file: &UploadFile, administration: &Administration) -> Vec<Complaint> {
    let known = |key: &u16| administration.components().any(|component| component.key == *key);
    let unknown = file.components.iter().filter(|key| !known(key));
    unknown
        .map(|key| complaint(1, format!("component {key} is er niet in {}", administration.name)))
        .collect()
}

fn check_row(
    office: &FictionalProvider,
    chosen: &Upload,
    employer: &Employer,
    administration: &Administration,
    row: &UploadRow,
) -> Result<Checked, Vec<Complaint>> {
    let mut wrong = Vec::new();
    let mut refuse = |why: String| wrong.push(complaint(row.line, why));
    if row.client != administration.client_number() {
        refuse(format!("aanslnr {} is niet van {}", row.client, administration.name));
    }
    if !SHIFTS.contains(&row.shift) {
        refuse(format!("ploeg {} is er niet", row.shift));
    }
    if row.unit.is_some_and(|unit| unit as usize > employer.departments.len()) {
        refuse(format!("verdelingseenheid {} is er niet", row.unit.unwrap_or_default()));
    }
    for (key, value) in &row.values {
        let hours = administration.components().any(|known| known.key == *key && known.is_hours());
        if hours && value.is_sign_negative() && !value.is_zero() {
            refuse(format!("component {key}: {value} is negatief"));
        }
        if hours && *value >= 1000.into() {
            refuse(format!("component {key}: {value} is 1000 uur of meer"));
        }
    }
    let employee = employer.employee_by_payroll_id(administration.place, row.payroll_id);
    if employee.is_none() {
        refuse(format!("persnr {} is er niet in {}", row.payroll_id, administration.name));
    }
    let (Some(employee), true) = (employee, wrong.is_empty()) else { return Err(wrong) };
    let body = row.body(employer, employee, (chosen.period, PAYSLIP));
    check(office, (employer.number, employee.number), &body).map_err(|messages| {
        let words = messages.iter().map(|message| match message["properties"][0].as_str() {
            Some("payrollPeriod")
                if message["description"].as_str().is_some_and(|text| text.contains("closed")) =>
            {
                "de loonperiode is afgesloten".to_owned()
            }
            Some("payrollPeriod") => format!("persnr {} is niet in dienst in deze periode", row.payroll_id),
            // Said of the head already.
            Some("payrollComponent") => String::new(),
            _ => message["description"].as_str().unwrap_or_default().to_owned(),
        });
        words.filter(|words| !words.is_empty()).map(|words| complaint(row.line, words)).collect()
    })
}
