//! The connection with Loket: environment, signing in, reading, checking.

use domain::employer_card::CardField;
use domain::state::DossierState;
use domain::{DossierChange, Environment};
use office::connection::checking::Checked;
use office::connection::employers::EmployersRead;
use office::connection::loket_changes::{LoketChangePreview, LoketChangeResult};
use office::connection::permissions::OperationState;
use office::connection::progress::{Progress, ProgressCallback};
use office::connection::registration::RegistrationInput;
use office::connection::state::ConnectionState;
use office::employers::EmployerCard;
use office::{Environments, Refusal};
use std::sync::Arc;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use uuid::Uuid;

use crate::browser;

/// How the connection stands.
#[tauri::command(async)]
#[specta::specta]
pub fn connection(environments: State<'_, Environments>) -> Result<ConnectionState, Refusal> {
    environments.now().connection()
}

/// Goes over to another environment, with records of its own. Load the page anew after it.
#[tauri::command(async)]
#[specta::specta]
pub fn switch_environment(environments: State<'_, Environments>, to: Environment) -> Result<(), Refusal> {
    environments.switch(to)
}

/// Keeps the client id, secret and redirect addresses that Loket gave the office.
#[tauri::command(async)]
#[specta::specta]
pub fn save_registration(
    environments: State<'_, Environments>,
    registration: RegistrationInput,
) -> Result<ConnectionState, Refusal> {
    let office = environments.now();
    office.save_registration(registration)?;
    office.connection()
}

/// Prepares a sign-in.
#[tauri::command]
#[specta::specta]
pub async fn begin_sign_in(environments: State<'_, Environments>) -> Result<ConnectionState, Refusal> {
    let office = environments.now();
    office.begin_sign_in().await?;
    office.connection()
}

/// Opens the sign-in that is under way in the browser.
#[tauri::command(async)]
#[specta::specta]
pub fn open_sign_in(app: AppHandle, environments: State<'_, Environments>) -> Result<(), Refusal> {
    browser::open(&app, &environments.now().sign_in_page()?)
}

/// Waits until the user comes back from the browser, or pastes the answer, in the sign-in with this address.
#[tauri::command]
#[specta::specta]
pub async fn finish_sign_in(
    environments: State<'_, Environments>,
    address: String,
) -> Result<ConnectionState, Refusal> {
    let office = environments.now();
    office.finish_sign_in(&address).await?;
    office.connection()
}

/// Takes what the user copied from the browser.
#[tauri::command]
#[specta::specta]
pub async fn paste_answer(environments: State<'_, Environments>, text: String) -> Result<(), Refusal> {
    environments.now().paste_answer(text).await
}

/// Ends a sign-in that is under way.
#[tauri::command(async)]
#[specta::specta]
pub fn cancel_sign_in(environments: State<'_, Environments>) -> Result<ConnectionState, Refusal> {
    let office = environments.now();
    office.cancel_sign_in();
    office.connection()
}

/// Signs out. What was read stays.
#[tauri::command]
#[specta::specta]
pub async fn sign_out(environments: State<'_, Environments>) -> Result<ConnectionState, Refusal> {
    let office = environments.now();
    office.sign_out().await?;
    office.connection()
}

/// Opens the page of the sandbox where rights and products can be changed.
#[tauri::command(async)]
#[specta::specta]
pub fn open_sandbox(app: AppHandle, environments: State<'_, Environments>) -> Result<(), Refusal> {
    browser::open(&app, &environments.now().sandbox_page()?)
}

/// Reads the list of employers.
#[tauri::command]
#[specta::specta]
pub async fn read_employers(
    environments: State<'_, Environments>,
    progress: Channel<Progress>,
) -> Result<EmployersRead, Refusal> {
    environments.now().read_employers(on_progress(progress)).await
}

/// Reads the own data of one employer.
#[tauri::command]
#[specta::specta]
pub async fn read_employer(
    environments: State<'_, Environments>,
    employer: Uuid,
    progress: Channel<Progress>,
) -> Result<EmployerCard, Refusal> {
    environments.now().read_employer(employer, on_progress(progress)).await
}

/// Takes over what Loket has for one field of an employer's card.
#[tauri::command(async)]
#[specta::specta]
pub fn take_over_from_loket(
    environments: State<'_, Environments>,
    employer: Uuid,
    field: CardField,
) -> Result<EmployerCard, Refusal> {
    let office = environments.now();
    office.take_over_from_loket(employer, field)?;
    office.employer(employer)
}

/// Asks Loket about every line of a dossier that can be checked.
#[tauri::command]
#[specta::specta]
pub async fn check_dossier(
    environments: State<'_, Environments>,
    id: Uuid,
    progress: Channel<Progress>,
) -> Result<DossierState, Refusal> {
    environments.now().check_dossier(id, on_progress(progress)).await
}

/// Asks Loket about all dossiers of an employer.
#[tauri::command]
#[specta::specta]
pub async fn check_employer(
    environments: State<'_, Environments>,
    employer: Uuid,
    progress: Channel<Progress>,
) -> Result<Checked, Refusal> {
    environments.now().check_employer(employer, on_progress(progress)).await
}

/// Asks Loket about every dossier of the board; with `resume` a run that was broken off goes on where it was.
#[tauri::command]
#[specta::specta]
pub async fn check_board(
    environments: State<'_, Environments>,
    resume: bool,
    progress: Channel<Progress>,
) -> Result<Checked, Refusal> {
    environments.now().check_board(resume, on_progress(progress)).await
}

/// Stops the run that is under way. What was read and checked by then is kept.
#[tauri::command(async)]
#[specta::specta]
#[expect(clippy::unnecessary_wraps, reason = "the page reads every answer in one way")]
pub fn stop_run(environments: State<'_, Environments>) -> Result<(), Refusal> {
    environments.now().stop_run();
    Ok(())
}

/// What setting an item right would change in Loket. Changes nothing.
#[tauri::command]
#[specta::specta]
pub async fn preview_loket_change(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
) -> Result<LoketChangePreview, Refusal> {
    environments.now().preview_loket_change(dossier, &item).await
}

/// Carries out what was previewed: the user said yes to it.
#[tauri::command]
#[specta::specta]
pub async fn apply_loket_change(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
    token: String,
    progress: Channel<Progress>,
) -> Result<LoketChangeResult, Refusal> {
    environments.now().apply_loket_change(dossier, &item, &token, on_progress(progress)).await
}

/// What the app calls at Loket. With `ask` whether the signed-in user may.
#[tauri::command]
#[specta::specta]
pub async fn permissions(
    environments: State<'_, Environments>,
    ask: bool,
) -> Result<Vec<OperationState>, Refusal> {
    if ask { environments.now().permissions().await } else { Ok(office::Office::operations()) }
}

/// Goes on although a check fails; the reason stays in the dossier.
#[tauri::command(async)]
#[specta::specta]
pub fn go_on(
    environments: State<'_, Environments>,
    dossier: Uuid,
    item: String,
    reason: String,
) -> Result<DossierState, Refusal> {
    environments.now().change_dossier(dossier, DossierChange::GoOn { item, reason })
}

/// Passes on to the page how far a run is. A page that went away is no reason to stop.
fn on_progress(channel: Channel<Progress>) -> ProgressCallback {
    Arc::new(move |progress| {
        if let Err(error) = channel.send(progress) {
            tracing::debug!(%error, "nobody listens to the progress");
        }
    })
}
