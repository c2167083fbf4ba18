//! The connection with Loket: environment, signing in, reading, checking.

use std::sync::Arc;

use domain::Environment;
use domain::employer_card::CardField;
use domain::id::{DossierId, EmployerId, ItemId};
use domain::state::DossierState;
use office::connection::change_question::LoketChangeQuestion;
use office::connection::checking::{CheckSelection, Checked};
use office::connection::employers::EmployersRead;
use office::connection::loket_changes::{LoketChangePreview, LoketChangeResult};
use office::connection::permissions::OperationState;
use office::connection::progress::{Progress, ProgressCallback};
use office::connection::registration::RegistrationInput;
use office::connection::state::ConnectionState;
use office::employers::EmployerCard;
use office::{Environments, LoketConnection, Refusal};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::blocking::{blocking, in_office, in_office_async, read_back_open_changes};
use crate::input::TypedText;
use crate::{browser, dialogs, questions};

/// How the connection stands.
#[tauri::command]
#[specta::specta]
pub async fn connection(environments: State<'_, Arc<Environments>>) -> Result<ConnectionState, Refusal> {
    in_office(&environments, |office| office.connection().state()).await
}

/// Goes over to another environment, with records of its own. Load the page anew after it.
#[tauri::command]
#[specta::specta]
pub async fn switch_environment(
    environments: State<'_, Arc<Environments>>,
    to: Environment,
) -> Result<(), Refusal> {
    let switched = Arc::clone(&environments);
    blocking(move || switched.switch(to)).await?;
    read_back_open_changes(&environments);
    Ok(())
}

/// Keeps the client id, secret and redirect addresses that Loket gave the office.
#[tauri::command]
#[specta::specta]
pub async fn save_registration(
    environments: State<'_, Arc<Environments>>,
    registration: RegistrationInput,
) -> Result<ConnectionState, Refusal> {
    in_office(&environments, move |office| {
        office.connection().save_registration(registration)?;
        office.connection().state()
    })
    .await
}

/// Prepares a sign-in.
#[tauri::command]
#[specta::specta]
pub async fn begin_sign_in(environments: State<'_, Arc<Environments>>) -> Result<ConnectionState, Refusal> {
    in_office_async(&environments, async move |office| {
        office.connection().begin_sign_in().await?;
        office.connection().state()
    })
    .await
}

/// Opens the sign-in that is under way in the browser.
#[tauri::command]
#[specta::specta]
pub async fn open_sign_in(app: AppHandle, environments: State<'_, Arc<Environments>>) -> Result<(), Refusal> {
    in_office(&environments, move |office| browser::open(&app, &office.connection().sign_in_page()?)).await
}

/// Waits until the user comes back from the browser, or pastes the answer, in the sign-in with this address.
#[tauri::command]
#[specta::specta]
pub async fn finish_sign_in(
    environments: State<'_, Arc<Environments>>,
    address: TypedText,
) -> Result<ConnectionState, Refusal> {
    let state = in_office_async(&environments, async move |office| {
        office.connection().finish_sign_in(&address.read()?).await?;
        office.connection().state()
    })
    .await?;
    read_back_open_changes(&environments);
    Ok(state)
}

/// Takes what the user copied from the browser.
#[tauri::command]
#[specta::specta]
pub async fn paste_answer(
    environments: State<'_, Arc<Environments>>,
    text: TypedText,
) -> Result<(), Refusal> {
    in_office_async(&environments, async move |office| office.connection().paste_answer(text.read()?).await)
        .await
}

/// Ends a sign-in that is under way.
#[tauri::command]
#[specta::specta]
pub async fn cancel_sign_in(environments: State<'_, Arc<Environments>>) -> Result<ConnectionState, Refusal> {
    in_office(&environments, move |office| {
        office.connection().cancel_sign_in();
        office.connection().state()
    })
    .await
}

/// Says that the user who is signed in is the right one, though another than the last time.
#[tauri::command]
#[specta::specta]
pub async fn confirm_user(environments: State<'_, Arc<Environments>>) -> Result<ConnectionState, Refusal> {
    let state = in_office(&environments, |office| {
        office.connection().confirm_user()?;
        office.connection().state()
    })
    .await?;
    read_back_open_changes(&environments);
    Ok(state)
}

/// Signs out. What was read stays.
#[tauri::command]
#[specta::specta]
pub async fn sign_out(environments: State<'_, Arc<Environments>>) -> Result<ConnectionState, Refusal> {
    in_office_async(&environments, async move |office| {
        office.connection().sign_out().await?;
        office.connection().state()
    })
    .await
}

/// Opens the page of the sandbox where rights and products can be changed.
#[tauri::command]
#[specta::specta]
pub async fn open_sandbox(app: AppHandle, environments: State<'_, Arc<Environments>>) -> Result<(), Refusal> {
    in_office(&environments, move |office| browser::open(&app, &office.connection().sandbox_page()?)).await
}

/// Reads the list of employers.
#[tauri::command]
#[specta::specta]
pub async fn read_employers(
    environments: State<'_, Arc<Environments>>,
    progress: Channel<Progress>,
) -> Result<EmployersRead, Refusal> {
    in_office_async(&environments, async move |office| office.read_employers(on_progress(progress)).await)
        .await
}

/// Reads the own data of one employer.
#[tauri::command]
#[specta::specta]
pub async fn read_employer(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
    progress: Channel<Progress>,
) -> Result<EmployerCard, Refusal> {
    in_office_async(&environments, async move |office| {
        office.read_employer(employer, on_progress(progress)).await
    })
    .await
}

/// Takes over what Loket has for one field of an employer's card.
#[tauri::command]
#[specta::specta]
pub async fn take_over_from_loket(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
    field: CardField,
) -> Result<EmployerCard, Refusal> {
    in_office(&environments, move |office| {
        office.take_over_from_loket(employer, field)?;
        office.employer(employer)
    })
    .await
}

/// Asks Loket about every line of a dossier that can be checked.
#[tauri::command]
#[specta::specta]
pub async fn check_dossier(
    environments: State<'_, Arc<Environments>>,
    id: DossierId,
    progress: Channel<Progress>,
) -> Result<DossierState, Refusal> {
    in_office_async(&environments, async move |office| office.check_dossier(id, on_progress(progress)).await)
        .await
}

/// Asks Loket about several dossiers: those of the board, of an employer, or those that were chosen.
#[tauri::command]
#[specta::specta]
pub async fn check_selection(
    environments: State<'_, Arc<Environments>>,
    selection: CheckSelection,
    progress: Channel<Progress>,
) -> Result<Checked, Refusal> {
    in_office_async(&environments, async move |office| {
        office.check_selection(&selection, on_progress(progress)).await
    })
    .await
}

/// Stops the run that is under way. What was read and checked by then is kept.
#[tauri::command]
#[specta::specta]
pub async fn stop_run(environments: State<'_, Arc<Environments>>) -> Result<(), Refusal> {
    in_office(&environments, |office| {
        office.connection().stop_run();
        Ok(())
    })
    .await
}

/// What setting an item right would change in Loket. Changes nothing.
#[tauri::command]
#[specta::specta]
pub async fn preview_loket_change(
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
) -> Result<LoketChangePreview, Refusal> {
    in_office_async(&environments, async move |office| office.preview_loket_change(dossier, &item).await)
        .await
}

/// Carries out what was previewed: the user said yes to it.
#[tauri::command]
#[specta::specta]
pub async fn apply_loket_change(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    dossier: DossierId,
    item: ItemId,
    token: TypedText,
    progress: Channel<Progress>,
) -> Result<LoketChangeResult, Refusal> {
    in_office_async(&environments, async move |office| {
        let agrees = |question: &LoketChangeQuestion| dialogs::ask(&app, questions::change(question));
        office.apply_loket_change(dossier, &item, &token.read()?, agrees, on_progress(progress)).await
    })
    .await
}

/// What the app calls at Loket. With `ask` whether the signed-in user may.
#[tauri::command]
#[specta::specta]
pub async fn permissions(
    environments: State<'_, Arc<Environments>>,
    ask: bool,
) -> Result<Vec<OperationState>, Refusal> {
    in_office_async(&environments, async move |office| {
        if ask { office.connection().permissions().await } else { Ok(LoketConnection::operations()) }
    })
    .await
}

/// Passes on to the page how far a run is. A page that went away is no reason to stop.
pub(super) fn on_progress(channel: Channel<Progress>) -> ProgressCallback {
    Arc::new(move |progress| {
        if let Err(error) = channel.send(progress) {
            tracing::debug!(%error, "nobody listens to the progress");
        }
    })
}
