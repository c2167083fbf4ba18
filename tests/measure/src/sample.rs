//! A sample office: fictional employers with dossiers in every state, made through the use cases themselves.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use domain::employer::{Employer, PayrollAdministration, PayrollPeriodType};
use domain::event::Waiting;
use domain::field::FieldType;
use domain::id::{DossierId, EmployerId};
use domain::progress::is_finished;
use domain::text::Language;
use domain::{Answer, Ask, DossierChange, Handbook};
use driver::{Fault, Result};
use jiff::civil::Date;
use jiff::{Span, Timestamp, Zoned};
use office::settings::Settings;
use office::{Clock, Office, Refusal, SERVICE, Vault};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::large::refused as fault;

/// Runs behind the real clock by a number of hours, so that things happened on other days.
struct Behind(AtomicI64);

impl Clock for Behind {
    fn now(&self) -> Timestamp {
        let hours = Span::new().hours(self.0.load(Ordering::Relaxed));
        Timestamp::now().checked_sub(hours).unwrap_or(Timestamp::UNIX_EPOCH)
    }

    fn today(&self) -> Date {
        Zoned::now().date()
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// The dossiers that pictures are taken of.
#[derive(Serialize, Deserialize)]
pub struct Sample {
    /// One in which much was filled in.
    pub busy: DossierId,
    /// One with products to choose.
    pub products: DossierId,
    /// One that is signed off.
    pub done: DossierId,
    /// One with a table of what belongs together, in which something is wrong.
    pub mapping: DossierId,
    pub employer: EmployerId,
}

/// Employer, handbook, days ago it was started, days until it should be done.
const DOSSIERS: [(&str, &str, i64, i64); 11] = [
    ("Bakkerij Voorbeeld B.V.", "asr-werkgever", 9, 3),
    ("Garage Proefrit B.V.", "mijnloket-activeren", 4, 5),
    ("Stichting Opvang Voorbeeld", "leerrekening-iob", 8, 7),
    ("Timmerbedrijf Testhout B.V.", "asr-werkgever", 10, 11),
    ("Transport Nergens B.V.", "personeelssysteem-koppeling", 12, 12),
    ("Hoveniersbedrijf Verzonnen", "leerrekening-iob", 9, -1),
    ("Fysiotherapie Oefenzorg", "mijnloket-activeren", 15, 3),
    ("Installatie De Schijn B.V.", "asr-werkgever", 4, 7),
    ("Bloemisterij Zogenaamd", "mijnloket-activeren", 20, 11),
    ("Café De Proef", "personeelssysteem-koppeling", 2, 0),
    ("Roosterbureau Nagemaakt", "personeelssysteem-koppeling", 6, 9),
];

/// Fills a data folder that holds nothing yet, and seals with the keychain of the session it runs in: the program
/// that opens the folder later has to find the key there.
///
/// # Errors
/// When the office refuses something: the sample no longer fits the handbooks.
pub fn fill(folder: &Path, language: Language) -> Result<Sample> {
    let clock = Arc::new(Behind(AtomicI64::new(24 * 30)));
    let vault = Vault::open(SERVICE);
    let office = Office::open(folder, domain::Environment::Production, vault, clock.clone(), None)
        .map_err(|fault| Fault::new(fault.to_string()))?;
    let made = make(&office, &clock, language).map_err(fault)?;
    office.close().map_err(fault)?;
    Ok(made)
}

fn make(office: &Office, clock: &Behind, language: Language) -> Result<Sample, Refusal> {
    office.save_settings(Settings {
        name: "Noor Voorbeeld".into(),
        initials: "NV".into(),
        office_name: "Kantoor Voorbeeld".into(),
        office_email: "salaris@kantoor-voorbeeld.example".into(),
        language,
        ..Settings::default()
    })?;
    let (mut dossiers, mut employers) = (vec![], vec![]);
    for (name, handbook, ago, until) in DOSSIERS {
        clock.0.store(24 * ago, Ordering::Relaxed);
        let saved = office.save_employer_card(&card(name, employers.len()))?;
        let employer = saved.card.ok_or(Refusal::Unexpected)?.employer.id;
        let due = clock.today().checked_add(Span::new().days(until)).ok();
        dossiers.extend(
            office.start_dossiers(&handbook.into(), &[employer], due)?.into_iter().map(|made| made.dossier),
        );
        employers.push(employer);
    }
    let [busy, garage, stichting, _, transport, hovenier, fysio, schijn, bloemist, cafe, mapping] =
        dossiers[..]
    else {
        return Err(Refusal::Unexpected);
    };
    clock.0.store(24, Ordering::Relaxed);
    asr(office, busy)?;
    office.change_dossier(
        busy,
        DossierChange::AnswerItem { item: "user-name".into(), answer: Some(Answer::of("asr.bakkerij")) },
    )?;
    office.change_dossier(
        garage,
        DossierChange::AnswerItem { item: "in-list".into(), answer: Some(Answer::of("yes")) },
    )?;
    office.change_dossier(garage, DossierChange::CompleteStep { step: "find-product".into() })?;
    office.change_dossier(
        garage,
        DossierChange::AnswerItem { item: "functions".into(), answer: Some(chosen()) },
    )?;
    for dossier in [stichting, transport, cafe] {
        begin(office, dossier)?;
    }
    wait(office, clock, hovenier, "de werkgever", 10, -1)?;
    wait(office, clock, fysio, "Loket", 15, 3)?;
    wait(office, clock, schijn, "Keylane", 4, 7)?;
    finish(office, bloemist)?;
    map_hours(office, mapping)?;
    Ok(Sample { busy, products: garage, done: bloemist, mapping, employer: employers[0] })
}

fn card(name: &str, number: usize) -> Employer {
    Employer {
        id: EmployerId::NEW,
        company_name: name.into(),
        employer_id: Some(format!("3f2a9c10-1111-4222-8333-4444555566{number:02}")),
        employer_number: Some((1047 + number).to_string()),
        kvk: Some(format!("012345{number:02}")),
        email: Some("post@voorbeeld.example".into()),
        administrations: vec![PayrollAdministration {
            name: "Administratie 1".into(),
            payroll_taxes_number: Some("123456782L01".into()),
            client_number: Some((395 + number).to_string()),
            payroll_period_type: Some(PayrollPeriodType::Month),
        }],
        changed: Timestamp::UNIX_EPOCH,
        loket: None,
    }
}

/// The first steps of the a.s.r. handbook, done.
fn asr(office: &Office, dossier: DossierId) -> Result<(), Refusal> {
    for (item, answer) in [
        ("office-signed-up", Answer::Confirmed),
        ("user-generation", Answer::of("standard")),
        ("employer-requested", Answer::Confirmed),
        ("user-level", Answer::of("employer")),
        ("user-is-new", Answer::Confirmed),
    ] {
        office
            .change_dossier(dossier, DossierChange::AnswerItem { item: item.into(), answer: Some(answer) })?;
    }
    office.change_dossier(dossier, DossierChange::CompleteStep { step: "check-request".into() })?;
    Ok(())
}

/// Which hours belong to which component, with one that does not read and one that is missing.
fn map_hours(office: &Office, dossier: DossierId) -> Result<(), Refusal> {
    let reason = "Ingericht door de leverancier".into();
    office.change_dossier(dossier, DossierChange::SetStepAside { step: "connect".into(), reason })?;
    let hours = [
        ("Gewerkte uren", "310"),
        ("Toeslag zaterdag", "325"),
        ("Toeslag nacht 150%", "drie"),
        ("", "340"),
        ("Verlof opgenomen", ""),
    ];
    let rows = hours.map(|(hours, component)| vec![hours.into(), component.into()]).into();
    let answer = Some(Answer::Rows { rows, none: false });
    office.change_dossier(dossier, DossierChange::AnswerItem { item: "hour-components".into(), answer })?;
    Ok(())
}

/// The products that are chosen: they make it Plus.
const CHOSEN: [&str; 4] = ["documents", "leave-card", "leave-requests", "edit-personal-data"];

fn chosen() -> Answer {
    Answer::Set { ids: CHOSEN.into_iter().map(str::to_owned).collect() }
}

/// Ticks the first line there is to tick.
fn begin(office: &Office, dossier: DossierId) -> Result<(), Refusal> {
    let book = office.open_dossier(dossier)?.handbook;
    let first =
        book.items().find(|(_, item)| matches!(item.ask, Ask::Confirm(_))).ok_or(Refusal::Unexpected)?;
    office.change_dossier(
        dossier,
        DossierChange::AnswerItem { item: first.1.id.clone(), answer: Some(Answer::Confirmed) },
    )?;
    Ok(())
}

/// Puts every step that could be begun on waiting, so that the dossier waits.
fn wait(
    office: &Office,
    clock: &Behind,
    dossier: DossierId,
    on: &str,
    ago: i64,
    until: i64,
) -> Result<(), Refusal> {
    let day = |days: i64| clock.today().checked_add(Span::new().days(days)).map_err(|_| Refusal::Unexpected);
    let waiting = Waiting {
        on: on.into(),
        contact: None,
        reason: "Antwoord op het bericht".into(),
        since: day(-ago)?,
        due: day(until)?,
        then: "Bel en vraag ernaar".into(),
    };
    let open = office.open_dossier(dossier)?;
    for step in &open.handbook.steps {
        use domain::progress::StepStatus::{CannotStart, DependsOn, NotApplicable, RuledOut};
        let now = office.open_dossier(dossier)?.state;
        let status = now.steps.iter().find(|state| state.step == step.id).map(|state| state.status.clone());
        if !matches!(
            status,
            Some(CannotStart { .. } | DependsOn { .. } | RuledOut { .. } | NotApplicable { .. })
        ) {
            office.change_dossier(
                dossier,
                DossierChange::StartWait { step: step.id.clone(), item: None, waiting: waiting.clone() },
            )?;
        }
    }
    Ok(())
}

/// Answers everything with the first thing there is to choose, and signs off. For handbooks that then need no wait.
fn finish(office: &Office, dossier: DossierId) -> Result<(), Refusal> {
    let open = office.open_dossier(dossier)?;
    for step in &open.handbook.steps {
        for item in &step.items {
            let applies = office.open_dossier(dossier)?.state.items[&item.id].applies;
            // Nobody sees addresses: otherwise their names would be asked for.
            let answer = match item.id.as_str() {
                "email-viewers" => Some(Answer::of("nobody")),
                _ => first_answer(&item.ask, &open.handbook),
            };
            if let Some(answer) = answer.filter(|_| applies) {
                office.change_dossier(
                    dossier,
                    DossierChange::AnswerItem { item: item.id.clone(), answer: Some(answer) },
                )?;
            }
        }
        let now = office.open_dossier(dossier)?.state;
        let finished = now.steps.iter().any(|now| now.step == step.id && is_finished(&now.status));
        if !finished {
            office.change_dossier(dossier, DossierChange::CompleteStep { step: step.id.clone() })?;
        }
    }
    office.change_dossier(dossier, DossierChange::SignOff {})?;
    Ok(())
}

fn first_answer(ask: &Ask, handbook: &Handbook) -> Option<Answer> {
    Some(match ask {
        Ask::Confirm(_) => Answer::Confirmed,
        Ask::Message(_) => Answer::Sent,
        Ask::Choice(choice) => Answer::of(&choice.options.first()?.id),
        Ask::Field(field) if field.field_type == FieldType::Datum => Answer::of("20-11-2026"),
        Ask::Rights(rights) => Answer::Set { ids: rights.rights.iter().map(|r| r.id().to_owned()).collect() },
        Ask::Products(products) => match &products.compare {
            None => chosen(),
            Some(other) => match &handbook.item(other)?.1.ask {
                Ask::Products(products) => {
                    let extras = products.extras.iter().map(|extra| extra.id.as_str());
                    Answer::Set { ids: CHOSEN.into_iter().chain(extras).map(str::to_owned).collect() }
                }
                _ => return None,
            },
        },
        _ => return None,
    })
}
