//! An office on a sandbox, with a keychain in memory.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use ::loket::Addresses;
use domain::check::CheckId;
use domain::id::{DossierId, ItemId};
use domain::state::DossierState;
use domain::verdict::{Discrepancy, Outcome};
use domain::{Answer, Employer, Environment};
use keyring_core::api::CredentialStoreApi;
use keyring_core::mock;
use office::connection::loket_changes::{LoketChangePreview, LoketChangeResult};
use office::connection::progress::{Progress, ProgressCallback};
use office::connection::registration::RegistrationInput;
use office::connection::sign_in::SigningIn;
use office::connection::state::SessionState;
use office::refusal::Refusal;
use office::settings::Settings;
use office::{Office, SystemClock, Vault};
use tokio::task::JoinHandle;

use crate::changes::Changes as _;
use crate::loket::{Loket, answer_sign_in, arrive};

/// The keychain's name for the refresh token.
pub const TOKEN: &str = "loket-refresh-token";

pub struct ConnectedOffice {
    pub office: Arc<Office>,
    pub store: Arc<mock::Store>,
    pub folder: tempfile::TempDir,
    pub loket: Loket,
}

/// Nobody listens.
pub fn silent() -> ProgressCallback {
    Arc::new(|_| {})
}

/// Collects the progress.
pub fn reported() -> (ProgressCallback, Arc<Mutex<Vec<Progress>>>) {
    let reported = Arc::<Mutex<Vec<Progress>>>::default();
    let kept = Arc::clone(&reported);
    (Arc::new(move |progress| kept.lock().unwrap().push(progress)), reported)
}

pub fn noor() -> Settings {
    Settings {
        name: "Noor Voorbeeld".into(),
        initials: "NV".into(),
        office_name: "Kantoor Voorbeeld".into(),
        office_email: "salaris@kantoor-voorbeeld.example".into(),
        ..Settings::default()
    }
}

/// Somebody waits for the end of a sign-in, beside the test.
pub fn wait_for(office: &Arc<Office>, signing_in: &SigningIn) -> JoinHandle<Result<(), Refusal>> {
    let (office, address) = (Arc::clone(office), signing_in.address.clone());
    tokio::spawn(async move { office.connection().finish_sign_in(&address).await })
}

/// The way back on a port that the system chooses, so that tests can run beside each other.
pub fn any_port() -> RegistrationInput {
    RegistrationInput {
        client_id: sandbox::SANDBOX_CLIENT_ID.into(),
        secret: None,
        redirects: "http://127.0.0.1:0/koppelwijzer".into(),
        prefix: String::new(),
    }
}

fn open(folder: &std::path::Path, store: &Arc<mock::Store>, loket: &Loket) -> Arc<Office> {
    let vault = Vault::with_store("test", Arc::clone(store) as _, Duration::from_secs(2));
    let addresses = Addresses::from_loopback(&loket.url()).unwrap();
    let office =
        Office::open(folder, Environment::Sandbox, vault, Arc::new(SystemClock), Some(addresses)).unwrap();
    Arc::new(office)
}

impl ConnectedOffice {
    /// An office with Noor Voorbeeld at the keyboard, and nobody signed in.
    pub fn new() -> Self {
        Self::with(sandbox::Options::default())
    }

    /// The same on another sandbox.
    pub fn with(options: sandbox::Options) -> Self {
        let (folder, loket) = (tempfile::tempdir().unwrap(), Loket::start_with(options));
        let store = mock::Store::new().unwrap();
        let office = open(folder.path(), &store, &loket);
        office.save_settings(noor()).unwrap();
        office.connection().save_registration(any_port()).unwrap();
        Self { office, store, folder, loket }
    }

    /// The same with the user `oefenen` signed in and the employers read.
    pub async fn connected() -> Self {
        let connected = Self::new();
        connected.sign_in("oefenen").await;
        connected.office.read_employers(silent()).await.unwrap();
        connected
    }

    /// Closes the office and opens it again on the same folder and keychain.
    pub fn reopened(self) -> Self {
        let Self { office, store, folder, loket } = self;
        office.close().unwrap();
        drop(office);
        let office = open(folder.path(), &store, &loket);
        Self { office, store, folder, loket }
    }

    /// Opens the records again that were never closed, as after a kill. The caller holds the only office.
    pub fn killed(self) -> Self {
        let Self { office, store, folder, loket } = self;
        drop(office);
        let office = open(folder.path(), &store, &loket);
        Self { office, store, folder, loket }
    }

    pub async fn sign_in(&self, user: &'static str) {
        let signing_in = self.office.connection().begin_sign_in().await.unwrap();
        assert!(signing_in.listens);
        let waiting = wait_for(&self.office, &signing_in);
        let back = answer_sign_in(&signing_in.address, user, true).await;
        assert_eq!(arrive(back).await, 200);
        waiting.await.unwrap().unwrap();
        if matches!(self.session(), SessionState::SignedIn { instead_of: Some(_), .. }) {
            self.office.connection().confirm_user().unwrap();
        }
    }

    pub fn session(&self) -> SessionState {
        self.office.connection().state().unwrap().session
    }

    /// Who is signed in.
    pub fn user(&self) -> String {
        match self.session() {
            SessionState::SignedIn { user, .. } => user,
            other => panic!("{other:?}"),
        }
    }

    /// What the keychain holds under a name.
    pub fn kept(&self, name: &str) -> Option<String> {
        let secret = self.store.build("test", name, None).unwrap().get_secret().ok()?;
        Some(String::from_utf8(secret).unwrap())
    }

    /// The next call of the keychain about this name fails.
    pub fn keychain_fails(&self, name: &str) {
        let entry = self.store.build("test", name, None).unwrap();
        let failure = keyring_core::Error::NoStorageAccess("locked".into());
        entry.as_any().downcast_ref::<mock::Cred>().unwrap().set_error(failure);
    }

    /// The card of an employer by a part of its name.
    pub fn card(&self, name: &str) -> Employer {
        let rows = self.office.employers().unwrap();
        rows.into_iter().map(|row| row.employer).find(|card| card.company_name.contains(name)).unwrap()
    }

    /// Starts a handbook for an employer.
    pub fn start(&self, handbook: &str, name: &str) -> DossierId {
        let employer = self.card(name).id;
        self.office.start_dossiers(&handbook.into(), &[employer], None).unwrap()[0].dossier
    }

    pub fn say(&self, dossier: DossierId, item: &str, value: &str) -> DossierState {
        self.office.answer(dossier, item, Some(Answer::of(value))).unwrap()
    }

    pub async fn check(&self, dossier: DossierId) -> DossierState {
        self.office.check_dossier(dossier, silent()).await.unwrap()
    }

    /// Carries out what was previewed.
    pub async fn set_right(
        &self,
        dossier: DossierId,
        item: &str,
        preview: &LoketChangePreview,
    ) -> LoketChangeResult {
        self.office
            .apply_loket_change(dossier, &item.into(), &preview.token, |_| true, silent())
            .await
            .unwrap()
    }

    pub fn state(&self, dossier: DossierId) -> DossierState {
        self.office.open_dossier(dossier).unwrap().state
    }

    /// Everything in the data folder, as bytes.
    pub fn on_disk(&self) -> Vec<u8> {
        let (mut all, mut folders) = (vec![], vec![self.folder.path().to_owned()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() { folders.push(path) } else { all.extend(std::fs::read(path).unwrap()) }
            }
        }
        all
    }
}

/// What Loket said of an item.
pub fn outcome(state: &DossierState, item: &str) -> Outcome {
    let check = state.items[item].check.as_ref().unwrap_or_else(|| panic!("{item} has no check"));
    check.verdict.as_ref().unwrap_or_else(|| panic!("{item} was not checked")).outcome.clone()
}

pub fn is_met(state: &DossierState, item: &str) -> bool {
    outcome(state, item) == Outcome::Met
}

/// What is lacking by an item whose check fails or is unexpected.
pub fn discrepancies(state: &DossierState, item: &str) -> Vec<Discrepancy> {
    match outcome(state, item) {
        Outcome::Unmet { discrepancies } | Outcome::Unexpected { discrepancies } => discrepancies,
        other => panic!("{item}: {other:?}"),
    }
}

/// The items whose check fails.
pub fn failing(state: &DossierState) -> Vec<(CheckId, ItemId)> {
    let items = state.items.iter().filter_map(|(id, item)| {
        let check = item.check.as_ref()?;
        check.verdict.as_ref()?.blocks().then(|| (check.id, id.clone()))
    });
    items.collect()
}

/// Whether bytes hold words.
pub fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}
