//! The reader and the writer against the sandbox, and every call held against Loket's specification.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, prints what it measures, and hands over its JSON"
)]

mod rehearsal;

use std::collections::BTreeSet;
use std::time::Instant;

use contract::Contract;
use domain::loket_change::LoketChangeOutcome;
use domain::reading::{Access, Part, PartScope, Readings, Unread, UserReading};
use domain::right::Right;
use loket::Fault;
use loket::read::May;
use loket::write::{NewUser, NotStarted, Writer};
use rehearsal::{Call, Rehearsal};
use sandbox::{Options, employer_id};
use secrecy::SecretString;

async fn start() -> Rehearsal {
    Rehearsal::start("oefenen", Options::default()).await
}

async fn read_employer(rehearsal: &Rehearsal, employer: u16) -> Readings {
    let office = rehearsal.reader.read_office().await.unwrap();
    let mut readings = Readings::default();
    let id = employer_id(employer).to_string();
    rehearsal.reader.read_employer(&office, &id, Part::ALL, &mut readings, &|_| {}).await.unwrap();
    readings
}

fn new_user(name: &str) -> NewUser {
    NewUser {
        user_name: name.into(),
        login_method: 1,
        initials: "K".into(),
        prefix: None,
        last_name: "Koppeling".into(),
        email_address: "koppeling@kantoor.example".into(),
        phone_number: None,
        place_of_employment: None,
        rights: vec![],
    }
}

fn named<'r>(users: &'r [UserReading], name: &str) -> &'r UserReading {
    users.iter().find(|user| user.user_name.as_deref() == Some(name)).unwrap()
}

/// Every call that came is in the specification as it was made; the filter settings are not part of it.
fn assert_as_specified(calls: &[Call]) {
    let Some(contract) = Contract::load() else { return };
    assert!(!calls.is_empty());
    let mut findings = BTreeSet::new();
    for call in calls.iter().filter(|call| !call.path.starts_with("/globalfilter/")) {
        findings.extend(contract.check_request(&call.method, &call.path, call.body.as_ref()));
        assert!(call.accept.starts_with("application/json;version="), "{call:?}");
    }
    assert!(findings.is_empty(), "{findings:#?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn every_part_of_every_fictional_employer_is_read_as_specified() {
    let rehearsal = start().await;
    let listed = rehearsal.reader.list_employers(|_| {}).await.unwrap();
    assert_eq!(listed.len(), 13);
    let office = rehearsal.reader.read_office().await.unwrap();
    for employer in &listed {
        let mut readings = Readings::default();
        let reader = &rehearsal.reader;
        reader.read_employer(&office, &employer.id, Part::ALL, &mut readings, &|_| {}).await.unwrap();
        let unread: Vec<_> = Part::ALL.iter().copied().filter(|part| !readings.is_read(*part)).collect();
        assert!(unread.is_empty(), "{}: {unread:?} of {readings:#?}", employer.company_name);
        assert_eq!(readings.employer.content().unwrap().company_name, employer.company_name);
        assert!(!readings.employments.content().unwrap().is_empty());
        assert!(!readings.distribution_units.content().unwrap().is_empty());
        assert!(
            readings.components.content().unwrap().iter().any(|component| component.is_hours == Some(true))
        );
    }
    assert_as_specified(&rehearsal.calls());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lessons_of_the_fictional_employers_can_be_read() {
    let rehearsal = start().await;
    let aalst = read_employer(&rehearsal, 2).await;
    let user = named(aalst.users.content().unwrap(), "koppeling.aalst");
    let on: BTreeSet<Right> = user
        .rights
        .content()
        .unwrap()
        .iter()
        .filter(|right| right.enabled)
        .filter_map(|right| right.right)
        .collect();
    assert_eq!(on.len(), 4);
    assert!(!on.contains(&Right::ViewLeave));

    let vonk = read_employer(&rehearsal, 3).await;
    assert!(named(vonk.office_users.content().unwrap(), "koppeling.vonk").rights_on_user);
    assert_eq!(
        vonk.employments.content().unwrap().iter().filter(|one| one.is_director == Some(true)).count(),
        1
    );

    let buitenhof = read_employer(&rehearsal, 5).await;
    let user = named(buitenhof.users.content().unwrap(), "koppeling.buitenhof");
    assert!(matches!(user.access, Access::Barred { .. }), "{:?}", user.access);
    let application = buitenhof.applications.content().unwrap().iter().find(|one| one.is_activated).unwrap();
    assert_eq!(application.users.content().unwrap()[0].id.as_deref(), Some(user.id.as_str()));

    let noordzij = read_employer(&rehearsal, 6).await;
    let products = noordzij.products.content().unwrap();
    assert!(!products.iter().any(|product| product.number == Some(50)), "{products:?}");

    let speelboom = read_employer(&rehearsal, 9).await;
    assert!(!speelboom.cost_centers.content().unwrap().is_empty());
    let user = &named(speelboom.office_users.content().unwrap(), "koppeling.speelboom").id;
    let teams = speelboom.teams.content().unwrap();
    assert_eq!(teams.iter().find(|team| team.users.contains(user)).unwrap().employers.len(), 5);

    let eiken = read_employer(&rehearsal, 10).await;
    assert_eq!(eiken.filters.content().unwrap(), &["ActiveEmployments"]);
    let kleurrijk = read_employer(&rehearsal, 12).await;
    assert_eq!(kleurrijk.administrations.content().unwrap().len(), 2);
    let staal = read_employer(&rehearsal, 14).await;
    assert_eq!(staal.administrations.content().unwrap()[0].payroll_period_type, 3);
    assert_eq!(
        staal.employments.content().unwrap().iter().filter(|one| one.is_director == Some(true)).count(),
        2
    );
    assert_eq!(staal.periods.content().unwrap().len(), 3);
    assert!(staal.periods.content().unwrap().iter().any(|period| !period.hours.is_empty()));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_employer_out_of_reach_is_not_permitted_in_every_part() {
    let rehearsal = start().await;
    let readings = read_employer(&rehearsal, 13).await;
    for part in Part::ALL.iter().copied() {
        assert_eq!(readings.is_read(part), part.scope() == PartScope::Provider, "{part}");
    }
    assert!(matches!(readings.employer.content(), Err(Unread::NotPermitted { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_reads_what_is_allowed_and_what_would_give_the_rest() {
    let rehearsal = Rehearsal::start("stagiair", Options::default()).await;
    let readings = read_employer(&rehearsal, 1).await;
    assert!(readings.employments.content().is_ok());
    let Err(Unread::NotPermitted { rights, .. }) = readings.users.content() else { panic!("permitted") };
    assert!(rights.contains(&"Raadplegen applicatiebeheer werkgever".to_owned()), "{rights:?}");
    let id = employer_id(1).to_string();
    let permissions = rehearsal.reader.permissions(&id).await.unwrap();
    let may = |name: &str| &permissions.iter().find(|one| one.operation.activity == name).unwrap().may;
    assert_eq!(may("GetEmploymentsByEmployerId"), &May::Yes);
    assert!(matches!(may("PostEmployerUserByEmployerId"), May::No { .. }));
    // No call was made that was sure to be refused, but those of the office, which no employer tells about.
    assert!(!rehearsal.calls().iter().any(|call| call.path.contains(&format!("{id}/users"))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_coupling_user_is_made_its_rights_changed_and_products_switched_as_specified() {
    let rehearsal = start().await;
    let (reader, id) = (&rehearsal.reader, employer_id(8).to_string());
    let writer = Writer::new(reader);
    let method = reader.login_methods_of_office().await.unwrap().remove(0);
    let rights = vec![Right::ViewLeave, Right::ViewHrm];
    let user = NewUser { login_method: method.key, rights, ..new_user("koppeling.nieuw") };
    let password = SecretString::from("Zeer-Geheim-123");
    writer.plan_user(&id, &user).await.unwrap();
    assert_eq!(writer.make_user(&id, &user, &password).await, Ok(LoketChangeOutcome::Done));
    assert_eq!(writer.make_user(&id, &user, &password).await, Err(NotStarted::UserExists));
    let (give, take) = (vec![Right::ViewWages.name().to_owned()], vec![Right::ViewLeave.name().to_owned()]);
    let plan = writer.plan_rights(&id, &user.user_name, &give, &take).await.unwrap();
    assert_eq!(writer.set_rights(&plan).await, Ok(LoketChangeOutcome::Done));
    assert_eq!(writer.set_rights(&plan).await, Err(NotStarted::ChangedMeanwhile));
    let readings = read_employer(&rehearsal, 8).await;
    let made = named(readings.users.content().unwrap(), "koppeling.nieuw");
    let on: Vec<_> = made.rights.content().unwrap().iter().filter(|right| right.enabled).collect();
    assert_eq!(
        on.iter().filter_map(|right| right.right).collect::<BTreeSet<_>>(),
        [Right::ViewWages, Right::ViewHrm].into()
    );

    let off = vec!["Import variabele gegevens".to_owned()];
    let plan = writer.plan_products(&id, &["MijnLoket".to_owned()], &off).await.unwrap();
    assert_eq!(writer.switch_products(&plan).await, Ok(LoketChangeOutcome::Done));
    let changes = rehearsal.calls().iter().filter(|call| call.method != "GET").count();
    assert_eq!(changes, 4, "each change once");
    assert_as_specified(&rehearsal.calls());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_weak_password_is_refused_with_lokets_words() {
    let rehearsal = start().await;
    let user = new_user("koppeling.zwak");
    let id = employer_id(8).to_string();
    let outcome = Writer::new(&rehearsal.reader).make_user(&id, &user, &SecretString::from("zwak")).await;
    let Ok(LoketChangeOutcome::NotDone { messages }) = outcome else { panic!("{outcome:?}") };
    assert!(!messages.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_changed_since_a_version_number_is_little() {
    let rehearsal = start().await;
    let reader = &rehearsal.reader;
    let all = reader.changed_since(0).await.unwrap();
    assert_eq!(all.ids.len(), 13);
    assert!(reader.changed_since(all.newest).await.unwrap().ids.is_empty());
    let id = employer_id(8).to_string();
    let plan = Writer::new(reader).plan_products(&id, &["MijnLoket".to_owned()], &[]).await.unwrap();
    Writer::new(reader).switch_products(&plan).await.unwrap();
    assert_eq!(reader.changed_since(all.newest).await.unwrap().ids, std::slice::from_ref(&id));
    assert_as_specified(&rehearsal.calls());
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_employers_and_ten_thousand_employments_are_all_there() {
    let options = Options { employers: 1987, employees: 10_000, ..Options::default() };
    let rehearsal = Rehearsal::start("oefenen", options).await;
    let reader = &rehearsal.reader;
    let begun = Instant::now();
    let employers = reader.list_employers(|_| {}).await.unwrap();
    let took = begun.elapsed();
    let ids: BTreeSet<_> = employers.iter().map(|employer| &employer.id).collect();
    assert_eq!(ids.len(), 2000);
    println!("{} employers in {took:?}, {} calls", employers.len(), rehearsal.calls().len());

    let (office, mut readings) = (loket::read::ProviderReadings::default(), Readings::default());
    let id = employer_id(15).to_string();
    let begun = Instant::now();
    reader.read_employer(&office, &id, &[Part::Employments], &mut readings, &|_| {}).await.unwrap();
    let took = begun.elapsed();
    let employments = readings.employments.content().unwrap();
    let ids: BTreeSet<_> = employments.iter().map(|employment| &employment.id).collect();
    assert_eq!(ids.len(), 10_000);
    println!("{} employments in {took:?}, {} calls in all", employments.len(), rehearsal.calls().len());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_is_no_guid_is_not_asked() {
    let rehearsal = start().await;
    let mut readings = Readings::default();
    let office = loket::read::ProviderReadings::default();
    let outcome = rehearsal.reader.read_employer(&office, "20720", Part::ALL, &mut readings, &|_| {}).await;
    assert!(matches!(outcome, Err(Fault::Unaskable { part: "employerId", .. })));
    assert!(rehearsal.calls().is_empty());
}
