//! An office on a folder of its own, with a clock that ticks by the second and a keychain in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::employer::{PayrollAdministration, PayrollPeriodType};
use domain::field::FieldType;
use domain::handbook::Handbook;
use domain::id::{DossierId, EmployerId};
use domain::item::{Ask, Column, Item};
use domain::{Answer, Employer, Environment, Personal};
use jiff::Timestamp;
use jiff::civil::Date;
use office::settings::Settings;
use office::{Clock, Office, Vault};
use uuid::Uuid;

/// A handbook of the office itself, with one line.
pub const OWN_HANDBOOK: &str = r#"
id = "eigen-handboek"
version = 1
title = { nl = "Doe het zelf", en = "Do it yourself" }
short = { nl = "Eigen", en = "Own" }
partner = "Proefpartij"
scope = "office"
generation = "rest"
summary = { nl = "Een handboek van ons.", en = "A handbook of ours." }
afterwards = { nl = "Klaar.", en = "Done." }

[[steps]]
id = "begin"
title = { nl = "Begin", en = "Begin" }
hint = { nl = "Hier begin je.", en = "Begin here." }
who = "office"

[[steps.items]]
id = "klaar"
label = { nl = "Het is klaar", en = "It is done" }
ask = { kind = "confirm" }
"#;

/// Seconds since a fixed morning.
#[derive(Default)]
pub struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + self.0.fetch_add(1, Ordering::Relaxed)).unwrap()
    }

    fn today(&self) -> Date {
        jiff::civil::date(2026, 11, 20)
    }

    fn new_id(&self) -> Uuid {
        Uuid::now_v7()
    }
}

/// An office and the folder it lives in.
pub struct Fixture {
    pub office: Office,
    pub vault: Vault,
    pub folder: tempfile::TempDir,
}

impl Fixture {
    /// An empty office without a name at the keyboard.
    pub fn bare() -> Self {
        Self::of(Environment::Production)
    }

    /// An empty office in another environment.
    pub fn of(environment: Environment) -> Self {
        let store = keyring_core::mock::Store::new().unwrap();
        let vault = Vault::with_store("test", store, Duration::from_secs(2));
        Self::open(tempfile::tempdir().unwrap(), vault, environment)
    }

    /// An office on a folder that is there.
    pub fn on(folder: tempfile::TempDir, vault: Vault) -> Self {
        Self::open(folder, vault, Environment::Production)
    }

    fn open(folder: tempfile::TempDir, vault: Vault, environment: Environment) -> Self {
        let office =
            Office::open(folder.path(), environment, vault.clone(), Arc::new(Ticking::default()), None)
                .unwrap();
        Self { office, vault, folder }
    }

    /// An office with Noor Voorbeeld at the keyboard.
    pub fn new() -> Self {
        let fixture = Self::bare();
        fixture.office.save_settings(noor()).unwrap();
        fixture
    }

    /// Closes the office and opens it again on the same folder.
    pub fn reopened(self) -> Self {
        let Self { office, vault, folder } = self;
        office.close().unwrap();
        drop(office);
        Self::on(folder, vault)
    }

    /// An employer with everything on its card.
    pub fn employer(&self, name: &str) -> EmployerId {
        self.office.save_employer_card(&card(name)).unwrap().card.unwrap().employer.id
    }

    /// Starts a handbook, for a new employer where it is for employers.
    pub fn start(&self, handbook: &str) -> DossierId {
        let employer = self.employer("Bakkerij Voorbeeld B.V.");
        self.office.start_dossiers(&handbook.into(), &[employer], None).unwrap()[0].dossier
    }
}

/// Noor Voorbeeld's settings.
pub fn noor() -> Settings {
    Settings {
        name: "Noor Voorbeeld".into(),
        initials: "NV".into(),
        office_name: "Kantoor Voorbeeld".into(),
        office_email: "salaris@kantoor-voorbeeld.example".into(),
        ..Settings::default()
    }
}

/// The card of a fictional employer.
pub fn card(name: &str) -> Employer {
    Employer {
        id: EmployerId::NEW,
        company_name: name.into(),
        employer_id: Some("{3F2A9C10-1111-4222-8333-444455556666}".into()),
        employer_number: Some("1047".into()),
        kvk: Some("01234567".into()),
        email: Some("post@bakkerij-voorbeeld.example".into()),
        administrations: vec![PayrollAdministration {
            name: "Administratie 1".into(),
            payroll_taxes_number: Some("123456782 L 01".into()),
            client_number: Some("395".into()),
            payroll_period_type: Some(PayrollPeriodType::Month),
        }],
        changed: Timestamp::UNIX_EPOCH,
        loket: None,
    }
}

/// A value that reads as its type.
pub fn value(kind: FieldType, column: Option<&Column>) -> String {
    let text = match kind {
        FieldType::Text | FieldType::LongText => "Iets",
        FieldType::Number | FieldType::Personeelsnummer => "14",
        FieldType::Bedrag => "12,50",
        FieldType::Datum => "24-11-2026",
        FieldType::Email => "iemand@voorbeeld.example",
        FieldType::Telefoon => "0131234567",
        FieldType::Loonheffingennummer => "111222333L01",
        FieldType::WerkgeverId => "3f2a9c10-1111-4222-8333-444455556666",
        FieldType::Raamwerkcontractnummer => "A020123",
        FieldType::Kvk => "01234567",
        FieldType::Omgevingscode => "KV-77",
        FieldType::Gebruikersnaam => "asr_koppeling",
        FieldType::Voorletters => "WSG",
        FieldType::Achternaam => "Koppeling",
        FieldType::Componentcode => "372",
        FieldType::Choice => return column.map(|column| column.options[0].id.clone()).unwrap_or_default(),
    };
    text.to_owned()
}

/// A good answer to an item; none for a wait, which has events of its own. `pick` chooses among options.
pub fn good_answer(item: &Item, handbook: &Handbook, pick: usize) -> Option<Answer> {
    let row = |columns: &[&Column]| -> Vec<Personal> {
        columns.iter().map(|column| Personal::Clear(value(column.field_type, Some(column)))).collect()
    };
    Some(match &item.ask {
        Ask::Confirm(_) => Answer::Confirmed,
        Ask::Field(field) => {
            Answer::of(&field.max.map_or_else(|| value(field.field_type, None), |most| most.to_string()))
        }
        Ask::Choice(choice) => Answer::of(&choice.options[pick % choice.options.len()].id),
        Ask::Rights(rights) => {
            Answer::Set { ids: rights.rights.iter().map(|right| right.id().to_owned()).collect() }
        }
        Ask::Products(products) => match &products.compare {
            None => Answer::Set { ids: products.options.iter().map(|option| option.id.clone()).collect() },
            Some(other) => {
                let (_, chosen) = handbook.item(other)?;
                let Ask::Products(chosen) = &chosen.ask else { return None };
                let options = chosen.options.iter().map(|option| option.id.clone());
                Answer::Set {
                    ids: options.chain(chosen.extras.iter().map(|extra| extra.id.clone())).collect(),
                }
            }
        },
        Ask::Secret(_) => Answer::Kept,
        Ask::Wait(_) => return None,
        Ask::List(list) => {
            Answer::Rows { rows: vec![row(&list.columns.iter().collect::<Vec<_>>())], none: false }
        }
        Ask::Mapping(mapping) => Answer::Rows { rows: vec![row(&[&mapping.from, &mapping.to])], none: false },
        Ask::Result(page) => {
            Answer::Rows { rows: vec![row(&page.fields.iter().collect::<Vec<_>>())], none: false }
        }
        Ask::Message(_) => Answer::Sent,
        Ask::HandOver(_) => {
            let day = Some(jiff::civil::date(2026, 11, 20));
            Answer::HandedOver { filled: day, sent: day, processed: None }
        }
    })
}
