//! The sandbox never passes for real: records, secrets and settings of each environment are its own.

use std::sync::Arc;
use std::time::Duration;

use domain::Environment;
use domain::connection::LoketFault;
use domain::history::Happening;
use domain::id::DossierId;
use keyring_core::api::CredentialStoreApi;
use office::connection::loket_changes::LoketChangeResult;
use office::connection::state::SessionState;
use office::refusal::Refusal;
use office::{Environments, Office, OpenFault, SystemClock, Vault};
use peer::Act;
use tokio::task::JoinHandle;

use crate::connected_office::{ConnectedOffice, TOKEN, any_port, noor, silent, wait_for};
use crate::loket::{Loket, answer_sign_in, arrive};

struct House {
    environments: Environments,
    store: Arc<keyring_core::mock::Store>,
    folder: tempfile::TempDir,
    loket: Loket,
}

fn house() -> House {
    let (folder, loket) = (tempfile::tempdir().unwrap(), Loket::start_with(sandbox::Options::default()));
    let store = keyring_core::mock::Store::new().unwrap();
    let environments = environments(folder.path(), &store, &loket);
    House { environments, store, folder, loket }
}

fn environments(
    folder: &std::path::Path,
    store: &Arc<keyring_core::mock::Store>,
    loket: &Loket,
) -> Environments {
    let store = Arc::clone(store);
    let vault = Box::new(move |service: &str| {
        Vault::with_store(service, Arc::clone(&store) as _, Duration::from_secs(2))
    });
    Environments::open(folder, vault, Arc::new(SystemClock), Some(&loket.url())).unwrap()
}

async fn practise(house: &House) {
    house.environments.switch(Environment::Sandbox).unwrap();
    let office = house.environments.now();
    office.connection().save_registration(any_port()).unwrap();
    let signing_in = office.connection().begin_sign_in().await.unwrap();
    let waiting = wait_for(&office, &signing_in);
    arrive(answer_sign_in(&signing_in.address, "oefenen", true).await).await;
    waiting.await.unwrap().unwrap();
    office.read_employers(silent()).await.unwrap();
}

/// Fault 28.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_the_sandbox_is_in_production_and_each_keeps_its_own() {
    let house = house();
    assert_eq!(house.environments.now().environment(), Environment::Production);
    house.environments.now().save_settings(noor()).unwrap();
    practise(&house).await;
    let office = house.environments.now();
    assert_eq!(office.settings().unwrap().name, "Noor Voorbeeld", "who is at the keyboard comes along");
    let card = office.employers().unwrap()[0].employer.id;
    let dossier = office.start_dossiers(&"leerrekening-iob".into(), &[card], None).unwrap()[0].dossier;
    assert_eq!(office.connection().state().unwrap().environment, Environment::Sandbox);
    drop(office);

    house.environments.switch(Environment::Production).unwrap();
    let office = house.environments.now();
    assert!(office.employers().unwrap().is_empty());
    assert_eq!(office.connection().state().unwrap().session, SessionState::NotRegistered);
    assert!(office.connection().state().unwrap().registration.client_id.is_empty());
    assert_eq!(office.open_dossier(dossier).unwrap_err(), Refusal::NotFound);
    assert_eq!(office.connection().sandbox_page().unwrap_err(), Refusal::BadInput);
    let token = |service: &str| house.store.build(service, TOKEN, None).unwrap().get_secret().is_ok();
    assert!(token("nl.koppelwijzer.desktop.practice") && !token("nl.koppelwijzer.desktop"));
    assert!(office.read_employers(silent()).await.is_err());
    drop(office);

    house.environments.switch(Environment::Sandbox).unwrap();
    let office = house.environments.now();
    assert!(office.open_dossier(dossier).is_ok());
    assert!(matches!(office.connection().state().unwrap().session, SessionState::SignedIn { .. }));
    assert_eq!(office.read_employers(silent()).await.unwrap().read, 13);
    assert!(house.loket.count("POST", "/token") >= 2);
}

/// Fault 28: the records themselves say of which environment they are.
#[tokio::test(flavor = "multi_thread")]
async fn records_of_the_sandbox_do_not_open_as_production() {
    let connected = ConnectedOffice::new();
    let ConnectedOffice { office, folder, .. } = connected;
    office.close().unwrap();
    drop(office);
    let vault = Vault::with_store("x", keyring_core::mock::Store::new().unwrap(), Duration::from_secs(2));
    let opened = Office::open(folder.path(), Environment::Production, vault, Arc::new(SystemClock), None);
    assert!(matches!(opened.err(), Some(OpenFault::OtherEnvironment { found }) if found == "practice"));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_that_was_open_last_is_opened_again() {
    let house = house();
    house.environments.now().save_settings(noor()).unwrap();
    practise(&house).await;
    let House { environments: open, store, folder, loket } = house;
    open.now().close().unwrap();
    drop(open);
    let open = environments(folder.path(), &store, &loket);
    assert_eq!(open.now().environment(), Environment::Sandbox);
    assert_eq!(open.now().read_employers(silent()).await.unwrap().read, 13);
}

#[tokio::test(flavor = "multi_thread")]
async fn switching_ends_a_sign_in_and_a_run_that_are_under_way() {
    let house = house();
    house.environments.now().save_settings(noor()).unwrap();
    practise(&house).await;
    let office = house.environments.now();
    let signing_in = office.connection().begin_sign_in().await.unwrap();
    let waiting = wait_for(&office, &signing_in);
    tokio::task::yield_now().await;
    house.environments.switch(Environment::Production).unwrap();
    assert!(waiting.await.unwrap().is_err());
    assert!(office.employers().is_err(), "the records were put away");
}

/// The browser came back: what it brought belongs in the environment where it was asked for.
#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_that_came_back_is_seen_through_before_another_environment_opens() {
    let house = house();
    house.environments.now().save_settings(noor()).unwrap();
    house.environments.switch(Environment::Sandbox).unwrap();
    let office = house.environments.now();
    office.connection().save_registration(any_port()).unwrap();
    let signing_in = office.connection().begin_sign_in().await.unwrap();
    house.loket.trap("POST", "/token", Act::Late(Duration::from_millis(800)), 1);
    let waiting = wait_for(&office, &signing_in);
    arrive(answer_sign_in(&signing_in.address, "oefenen", true).await).await;
    while house.loket.count("POST", "/token") == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let busy = Refusal::Loket { fault: LoketFault::Busy };
    assert_eq!(house.environments.switch(Environment::Production).unwrap_err(), busy);
    waiting.await.unwrap().unwrap();
    house.environments.switch(Environment::Production).unwrap();
    assert!(matches!(
        house.environments.now().connection().state().unwrap().session,
        SessionState::NotRegistered
    ));
    house.environments.switch(Environment::Sandbox).unwrap();
    assert!(matches!(
        house.environments.now().connection().state().unwrap().session,
        SessionState::SignedIn { .. }
    ));
}

/// A change in the sandbox that the user has seen beforehand.
struct Previewed {
    office: Arc<Office>,
    dossier: DossierId,
    token: String,
}

async fn previewed(house: &House) -> Previewed {
    house.environments.now().save_settings(noor()).unwrap();
    practise(house).await;
    let office = house.environments.now();
    let cards = office.employers().unwrap();
    let card = cards.iter().find(|row| row.employer.company_name.contains("Noordzij")).unwrap().employer.id;
    let dossier =
        office.start_dossiers(&"personeelssysteem-koppeling".into(), &[card], None).unwrap()[0].dossier;
    office.check_dossier(dossier, silent()).await.unwrap();
    let token = office.preview_loket_change(dossier, &"import-product".into()).await.unwrap().token;
    Previewed { office, dossier, token }
}

impl Previewed {
    /// Applies it, beside the test.
    fn begin(&self) -> JoinHandle<Result<LoketChangeResult, Refusal>> {
        let (office, dossier, token) = (Arc::clone(&self.office), self.dossier, self.token.clone());
        tokio::spawn(async move {
            office.apply_loket_change(dossier, &"import-product".into(), &token, |_| true, silent()).await
        })
    }
}

/// A change that was begun is recorded where it belongs before another environment opens.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_under_way_keeps_its_records_open() {
    let house = house();
    let change = previewed(&house).await;
    house.loket.trap("PATCH", "/modules", Act::Late(Duration::from_millis(800)), 1);
    let doing = change.begin();
    while house.loket.count("PATCH", "/modules") == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let busy = Refusal::Loket { fault: LoketFault::Busy };
    assert_eq!(house.environments.switch(Environment::Production).unwrap_err(), busy);
    doing.await.unwrap().unwrap();
    house.environments.switch(Environment::Production).unwrap();
    house.environments.switch(Environment::Sandbox).unwrap();
    let history = house.environments.now().dossier_history(change.dossier).unwrap();
    assert!(history.iter().any(|line| line.what == Happening::ProductsSwitched));
}

/// Fault 79: a change counts from before it is planned, so that its records stay open however slow that is.
#[tokio::test(flavor = "multi_thread")]
async fn a_change_that_is_still_planned_keeps_its_records_open() {
    let house = house();
    let change = previewed(&house).await;
    let before = house.loket.count("GET", "/modules");
    house.loket.trap("GET", "/modules", Act::Late(Duration::from_millis(800)), 1);
    let doing = change.begin();
    while house.loket.count("GET", "/modules") == before {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    assert_eq!(house.loket.count("PATCH", ""), 0, "it is only planned");
    let busy = Refusal::Loket { fault: LoketFault::Busy };
    assert_eq!(house.environments.switch(Environment::Production).unwrap_err(), busy);
    assert!(house.environments.is_changing(), "and the window waits");
    doing.await.unwrap().unwrap();
    house.environments.switch(Environment::Production).unwrap();
}
