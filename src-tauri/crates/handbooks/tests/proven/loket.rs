//! What Loket says when everything is as the handbooks ask.

use domain::Handbook;
use domain::item::Ask;
use domain::reading::{
    Access, AdministrationReading, ApplicationReading, CodeReading, ComponentReading, EmployerReading,
    EmploymentReading, GrantedRight, LinkedUser, PeriodReading, ProductReading, Readings, Source,
    TeamReading, UserReading,
};
use domain::right::Right;
use jiff::civil::date;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub const EMPLOYER: &str = "0b7f2f34-6a0e-4c0d-9a5b-0d5a3f1c2e01";
pub const USER: &str = "0b7f2f34-6a0e-4c0d-9a5b-0d5a3f1c2e02";
pub const OFFICE_USER: &str = "0b7f2f34-6a0e-4c0d-9a5b-0d5a3f1c2e03";
pub const ADMINISTRATION: &str = "0b7f2f34-6a0e-4c0d-9a5b-0d5a3f1c2e04";

/// Something that was read.
pub fn read<T: Serialize + DeserializeOwned>(content: T) -> Source<T> {
    Source::read("GetIt", "2026-11-20T13:02:00Z".parse().unwrap(), content)
}

/// A right as Loket gives it.
pub fn right(name: &str) -> GrantedRight {
    GrantedRight { id: name.into(), description: name.into(), right: None, enabled: true }
}

pub fn user(id: &str, name: &str, rights: Source<Vec<GrantedRight>>) -> UserReading {
    UserReading {
        id: id.into(),
        user_name: Some(name.into()),
        is_web_service: None,
        name: format!("Gebruiker {name}"),
        login_method: "Loket".into(),
        access: Access::Open,
        two_factor: Some(false),
        several_employers: false,
        department_manager: false,
        rights_on_user: false,
        last_sign_in: None,
        rights,
    }
}

pub fn product(name: &str, number: i64) -> ProductReading {
    ProductReading { id: name.into(), description: name.into(), number: Some(number), bundle: None }
}

pub fn code(code: &str) -> CodeReading {
    CodeReading { id: code.into(), code: code.into(), description: format!("Naam van {code}") }
}

pub fn component(key: i32, is_hours: bool) -> ComponentReading {
    ComponentReading {
        administration: ADMINISTRATION.into(),
        key,
        description: format!("Component {key}"),
        is_hours: Some(is_hours),
    }
}

pub fn employment(number: i32, name: &str) -> EmploymentReading {
    EmploymentReading {
        id: format!("employment {number}"),
        employee: format!("employee {number}"),
        employee_number: number,
        payroll_id: number,
        name: name.into(),
        administration: Some(ADMINISTRATION.into()),
        since: date(2020, 3, 1),
        until: None,
        is_director: Some(false),
        is_on_call: Some(false),
        kinds: vec!["Contract voor onbepaalde tijd".into()],
    }
}

pub fn administration(number: &str) -> AdministrationReading {
    AdministrationReading {
        id: ADMINISTRATION.into(),
        name: "Bakkerij".into(),
        client_number: 395,
        payroll_taxes_number: Some(number.into()),
        payroll_period_type: 1,
        end_date: None,
    }
}

pub fn period(number: i16, hours: i64) -> PeriodReading {
    PeriodReading {
        administration: ADMINISTRATION.into(),
        year: 2026,
        number,
        hours: vec![(2, hours.into()), (15, 20.into())],
        employments: 4,
    }
}

/// The rights that a handbook asks for.
fn asked(handbook: &Handbook) -> Vec<GrantedRight> {
    let rights = handbook.items().filter_map(|(_, item)| match &item.ask {
        Ask::Rights(asked) => Some(asked.rights.iter().map(|right| Right::name(*right)).map(right)),
        _ => None,
    });
    rights.flatten().collect()
}

/// Five people: three who look entitled to the IOB, a director, an agency worker.
pub fn people() -> Vec<EmploymentReading> {
    let mut director = employment(1, "A. Bakker");
    director.is_director = Some(true);
    let mut agency = employment(5, "E. Jansen");
    agency.kinds = vec!["Uitzendovereenkomst".into()];
    let ordinary = [employment(2, "B. de Vries"), employment(3, "C. Smit"), employment(4, "D. Visser")];
    [director].into_iter().chain(ordinary).chain([agency]).collect()
}

/// Everything as it should be for a handbook.
pub fn good(handbook: &Handbook) -> Readings {
    let rights = asked(handbook);
    let linked = vec![USER, OFFICE_USER];
    let linked = linked.into_iter().map(|id| LinkedUser { id: Some(id.into()), is_blocked: false }).collect();
    let products = [
        ("MijnLoket", 1),
        ("Mijnloket - Documenten", 2),
        ("MijnLoket - Preboarding", 3),
        ("Preboarding", 4),
        ("Dossiervorming Qwoater Lite", 5),
        ("Import variabele gegevens", 50),
    ];
    let products: Vec<_> = products.into_iter().map(|(name, number)| product(name, number)).collect();
    Readings {
        employer: read(EmployerReading {
            id: EMPLOYER.into(),
            employer_number: 1234,
            company_name: "Bakkerij Bakker".into(),
            chamber_of_commerce_number: None,
            email_address: Some("info@bakker.example".into()),
        }),
        administrations: read(vec![administration("111111110L01")]),
        users: read(vec![user(USER, "Koppel.Bakker", read(rights.clone()))]),
        office_users: read(vec![user(OFFICE_USER, "kantoor.koppel", Source::default())]),
        teams: read(vec![TeamReading {
            id: "team".into(),
            description: "Koppeling".into(),
            users: vec![OFFICE_USER.into()],
            employers: vec![EMPLOYER.to_uppercase()],
            rights,
        }]),
        products: read(products.clone()),
        office_products: read(products),
        components: read(vec![component(2, true), component(15, true), component(372, false)]),
        cost_centers: read(vec![code("10"), code("K2")]),
        distribution_units: read(vec![code("10"), code("20")]),
        employments: read(people()),
        filters: read(vec![]),
        applications: read(vec![ApplicationReading {
            id: "application".into(),
            name: format!("{} salariskoppeling", handbook.partner),
            is_activated: true,
            users: read(linked),
        }]),
        periods: read(vec![period(10, 400), period(11, 410)]),
    }
}
