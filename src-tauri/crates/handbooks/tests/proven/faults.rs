//! For each requirement that Loket can be asked about: what can be wrong, and what is then found.

use domain::Text;
use domain::answer::Answer;
use domain::check::OtherCoupling;
use domain::reading::{Access, ApplicationReading, Source};

use crate::fixture::{Fixture, rows, set};
use crate::loket::{self, read};

/// One thing that can be wrong.
pub struct Fault {
    pub handbook: &'static str,
    pub row: &'static str,
    pub item: &'static str,
    /// Makes the item count, in the fixture where all is well.
    pub setup: fn(&mut Fixture),
    /// What is then found, as the code that crosses to the page.
    pub found: &'static str,
    pub breaks: fn(&mut Fixture),
}

const fn fault(
    handbook: &'static str,
    (row, item): (&'static str, &'static str),
    setup: fn(&mut Fixture),
    (found, breaks): (&'static str, fn(&mut Fixture)),
) -> Fault {
    Fault { handbook, row, item, setup, found, breaks }
}

fn change<T: Clone + serde::Serialize + serde::de::DeserializeOwned>(
    source: &mut Source<Vec<T>>,
    edit: impl FnOnce(&mut Vec<T>),
) {
    let mut list = source.content().unwrap().clone();
    edit(&mut list);
    *source = read(list);
}

/// The loonheffingennummers are asked for, and listed.
fn listed(fixture: &mut Fixture) {
    fixture.answer("number-of-administrations", Answer::of("more"));
    fixture.answer("administrations", rows(&[&["Bakkerij", "1111 11 110 L01", "yes"]]));
}

fn nothing(_: &mut Fixture) {}

fn office(fixture: &mut Fixture) {
    if fixture.handbook.item(&"user-level".into()).is_some() {
        fixture.answer("user-level", Answer::of("office"));
    }
    fixture.answer("user-name", Answer::of("KANTOOR.koppel"));
}

fn distribution_units(fixture: &mut Fixture) {
    fixture.answer("cost-split", Answer::of("distribution-unit"));
}

fn payroll_numbers(fixture: &mut Fixture) {
    fixture.answer("personnel-number", Answer::of("payrollId"));
}

fn no_user(fixture: &mut Fixture) {
    change(&mut fixture.readings.users, Vec::clear);
}

fn blocked(fixture: &mut Fixture) {
    change(&mut fixture.readings.users, |users| {
        users[0].access = Access::Barred { status: "Geblokkeerd".into() }
    });
}

fn fewer_rights(fixture: &mut Fixture) {
    change(&mut fixture.readings.users, |users| {
        change(&mut users[0].rights, |rights| drop(rights.remove(0)));
    });
}

fn more_rights(fixture: &mut Fixture) {
    let more = |rights: &mut Vec<_>| rights.push(loket::right("Beheren beloningen"));
    change(&mut fixture.readings.users, |users| change(&mut users[0].rights, more));
}

fn shared(fixture: &mut Fixture) {
    let handbook = Text { nl: "Ander".into(), en: "Other".into() };
    fixture.others.push(OtherCoupling { handbook, user_name: "KOPPEL.bakker ".into() });
}

fn no_team(fixture: &mut Fixture) {
    change(&mut fixture.readings.teams, |teams| teams[0].users.clear());
}

fn other_employers(fixture: &mut Fixture) {
    change(&mut fixture.readings.teams, |teams| teams[0].employers.push("other".into()));
}

fn four_weeks(fixture: &mut Fixture) {
    change(&mut fixture.readings.administrations, |all| all[0].payroll_period_type = 3);
}

fn off(fixture: &mut Fixture) {
    change(&mut fixture.readings.products, |on| on.retain(|one| one.description != "Preboarding"));
}

fn too_many_products(fixture: &mut Fixture) {
    change(&mut fixture.readings.products, |on| on.push(loket::product("MijnLoket - Declaraties", 9)));
}

fn no_mijn_loket(fixture: &mut Fixture) {
    let remove =
        |list: &mut Vec<domain::reading::ProductReading>| list.retain(|one| one.description != "MijnLoket");
    change(&mut fixture.readings.products, remove);
    change(&mut fixture.readings.office_products, remove);
}

const LR: &str = "leerrekening-iob";
const PS: &str = "personeelssysteem-koppeling";
const AW: &str = "asr-werkgever";
const ML: &str = "mijnloket-activeren";

/// All of them.
pub const FAULTS: &[Fault] = &[
    fault(LR, ("LR3", "user-kind"), nothing, ("noSuchUser", no_user)),
    fault(LR, ("LR4", "rights"), nothing, ("rightsMissing", fewer_rights)),
    fault(LR, ("LR4", "rights"), office, ("rightsMissing", no_team)),
    fault(LR, ("LR4", "rights-no-more"), nothing, ("rightsTooMany", more_rights)),
    fault(LR, ("LR11", "period-same"), nothing, ("differs", four_weeks)),
    fault(
        LR,
        ("LR11", "count-verdict"),
        nothing,
        ("differs", |fixture| {
            fixture.answer("result", rows(&[&["4", "month", "12,50"]]));
        }),
    ),
    fault(LR, ("LR13", "still-active"), nothing, ("barred", blocked)),
    fault(LR, ("LR13", "still-rights"), nothing, ("rightsMissing", fewer_rights)),
    fault(LR, ("LR13", "still-rights"), nothing, ("rightsTooMany", more_rights)),
    fault(
        LR,
        ("LR13", "application-connected"),
        nothing,
        ("notConnected", |fixture| {
            change(&mut fixture.readings.applications, |all| all[0].is_activated = false);
        }),
    ),
    fault(
        LR,
        ("LR13", "application-connected"),
        nothing,
        ("couplingBlocked", |fixture| {
            change(&mut fixture.readings.applications, |all| {
                change(&mut all[0].users, |users| users[0].is_blocked = true);
            });
        }),
    ),
    fault(
        PS,
        ("PS5", "cost-centers"),
        nothing,
        ("notInLoket", |fixture| {
            fixture.answer("cost-centers", rows(&[&["Keuken", "Naam van 10"]]));
        }),
    ),
    fault(
        PS,
        ("PS5", "distribution-units"),
        distribution_units,
        ("notInLoket", |fixture| {
            fixture.answer("distribution-units", rows(&[&["Keuken", "30"]]));
        }),
    ),
    fault(
        PS,
        ("PS6", "hour-components"),
        nothing,
        ("notInLoket", |fixture| {
            fixture.answer("hour-components", rows(&[&["Gewerkt", "Gewerkte uren"]]));
        }),
    ),
    fault(
        PS,
        ("PS6", "hour-components"),
        nothing,
        ("wrongCategory", |fixture| {
            fixture.answer("hour-components", rows(&[&["Fooi", "372"]]));
        }),
    ),
    fault(
        PS,
        ("PS7", "wage-components"),
        nothing,
        ("wrongCategory", |fixture| {
            fixture.answer("wage-components", rows(&[&["Gewerkt", "2"]]));
        }),
    ),
    fault(
        PS,
        ("PS8", "employees"),
        nothing,
        ("notInLoket", |fixture| {
            fixture.answer("employees", rows(&[&["77", "add"]]));
        }),
    ),
    fault(
        PS,
        ("PS9", "numbers-unique"),
        payroll_numbers,
        ("notUnique", |fixture| {
            change(&mut fixture.readings.employments, |all| all[2].payroll_id = all[1].payroll_id);
        }),
    ),
    fault(
        PS,
        ("PS13", "periods"),
        nothing,
        ("differs", |fixture| {
            fixture.answer("periods", rows(&[&["2026-11", "2026-11-20", "4", "400"]]));
        }),
    ),
    fault(
        PS,
        ("PS13", "periods"),
        nothing,
        ("hoursChanged", |fixture| {
            fixture.readings.periods = read(vec![loket::period(10, 300), loket::period(11, 410)]);
        }),
    ),
    fault(AW, ("AW1", "user-kind"), nothing, ("noSuchUser", no_user)),
    fault(AW, ("AW1", "user-is-new"), nothing, ("sharedUser", shared)),
    fault(
        AW,
        ("AW1", "user-is-new"),
        nothing,
        ("sharedUser", |fixture| {
            change(&mut fixture.readings.applications, |all| {
                let other = ApplicationReading { name: "Rooster Plus".into(), ..all[0].clone() };
                all.push(other);
            });
        }),
    ),
    fault(AW, ("AW2", "user-active"), nothing, ("barred", blocked)),
    fault(AW, ("AW2", "still-active"), nothing, ("barred", blocked)),
    fault(AW, ("AW3", "access-at-employer"), nothing, ("noSuchUser", no_user)),
    fault(AW, ("AW3", "access-by-team"), office, ("noAccess", no_team)),
    fault(AW, ("AW3", "access-no-more"), office, ("seesOthers", other_employers)),
    fault(AW, ("AW4", "rights"), nothing, ("rightsMissing", fewer_rights)),
    fault(AW, ("AW4", "rights-no-more"), nothing, ("rightsTooMany", more_rights)),
    fault(AW, ("AW4", "still-rights"), nothing, ("rightsMissing", fewer_rights)),
    fault(AW, ("AW4", "still-rights"), nothing, ("rightsTooMany", more_rights)),
    fault(
        AW,
        ("AW8", "payroll-taxes-number"),
        nothing,
        ("differs", |fixture| {
            fixture.answer("payroll-taxes-number", Answer::of("123456782L01"));
        }),
    ),
    fault(
        AW,
        ("AW8", "administrations"),
        listed,
        ("notEntered", |fixture| {
            change(&mut fixture.readings.administrations, |all| {
                all.push(loket::administration("123456782L02"));
            });
        }),
    ),
    fault(
        AW,
        ("AW8", "administrations"),
        listed,
        ("notInLoket", |fixture| {
            fixture.answer("administrations", rows(&[&["Bakkerij", "123456782L02", "yes"]]));
        }),
    ),
    fault(
        AW,
        ("AW9", "employer-id"),
        nothing,
        ("differs", |fixture| fixture.answer("employer-id", Answer::of("1234"))),
    ),
    fault(
        AW,
        ("AW10", "directors"),
        nothing,
        ("notEntered", |fixture| {
            change(&mut fixture.readings.employments, |all| all[1].is_director = Some(true));
        }),
    ),
    fault(
        AW,
        ("AW10", "directors"),
        nothing,
        ("notInLoket", |fixture| {
            fixture.answer("directors", rows(&[&["A. Bakker", "1"], &["Z. Zomer", "9"]]));
        }),
    ),
    fault(
        AW,
        ("AW10", "directors"),
        nothing,
        ("differs", |fixture| {
            fixture.answer("directors", rows(&[&["A. Bakker", "9"]]));
        }),
    ),
    fault(AW, ("AW11", "pay-frequency"), nothing, ("differs", four_weeks)),
    fault(ML, ("ML1", "in-list"), nothing, ("productNotAvailable", no_mijn_loket)),
    fault(
        ML,
        ("ML1", "in-list-now"),
        |fixture| fixture.answer("in-list", Answer::of("no")),
        ("productNotAvailable", no_mijn_loket),
    ),
    fault(
        ML,
        ("ML1", "mijnloket-on"),
        nothing,
        ("productsOff", |fixture| {
            change(&mut fixture.readings.products, |on| on[0] = loket::product("MijnLoket", 500));
        }),
    ),
    fault(ML, ("ML3", "switched-on"), nothing, ("productsOn", too_many_products)),
    fault(
        ML,
        ("ML3", "variant-in-loket"),
        nothing,
        ("differs", |fixture| {
            fixture.answer("functions", set(&["documents"]));
        }),
    ),
    fault(ML, ("ML5", "switched-on"), nothing, ("productsOff", off)),
    fault(
        ML,
        ("ML6", "switched-on"),
        nothing,
        ("productNotAvailable", |fixture| {
            off(fixture);
            change(&mut fixture.readings.office_products, |all| {
                all.retain(|one| one.description != "Preboarding");
            });
        }),
    ),
    fault(
        ML,
        ("ML6", "variant-in-loket"),
        nothing,
        ("differs", |fixture| {
            fixture.answer("variant-in-loket", Answer::of("start"));
        }),
    ),
    fault(
        ML,
        ("ML6", "variant-in-loket"),
        nothing,
        ("differs", |fixture| {
            change(&mut fixture.readings.products, |on| {
                on.retain(|one| one.description != "MijnLoket - Preboarding");
            });
        }),
    ),
    fault(ML, ("ML7", "email-right"), nothing, ("rightsMissingFor", fewer_rights)),
    fault(ML, ("ML7", "email-right"), nothing, ("notInLoket", no_user)),
    // Not marked in the list of requirements, and reported all the same.
    fault(LR, ("LR2", "user-is-new"), nothing, ("noSuchUser", no_user)),
    fault(LR, ("LR2", "office-user-limited"), office, ("seesOthers", other_employers)),
    fault(LR, ("LR10", "company-chosen"), office, ("noAccess", no_team)),
    fault(LR, ("LR10", "company-chosen"), office, ("seesOthers", other_employers)),
    fault(
        AW,
        ("AW15", "application-connected"),
        nothing,
        ("notConnected", |fixture| {
            change(&mut fixture.readings.applications, |all| all[0].is_activated = false);
        }),
    ),
    fault(
        PS,
        ("PS12", "import-product"),
        nothing,
        ("productsOff", |fixture| {
            change(&mut fixture.readings.products, |on| on.retain(|one| one.number != Some(50)));
        }),
    ),
];
