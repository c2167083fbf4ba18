//! Where the work of a command runs. Records, keychain, files and dialogs wait, the runtime has as few threads as the
//! computer has cores, and a command that waits on one of those keeps every other command waiting. So no command does
//! its work there: it goes through here, to a thread that may wait.

use std::sync::Arc;

use office::{Environments, Office, Refusal};
use tauri::async_runtime;

/// Does work that may wait, on a thread of its own.
///
/// # Errors
/// As the work; [`Refusal::Unexpected`] when it panics.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    async_runtime::spawn_blocking(work).await.map_err(|error| {
        tracing::error!(%error, "a command broke off");
        Refusal::Unexpected
    })?
}

/// Does work of the office that is open, on a thread of its own.
///
/// # Errors
/// As [`blocking`].
pub async fn in_office<T: Send + 'static>(
    environments: &Arc<Environments>,
    work: impl FnOnce(&Office) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let environments = Arc::clone(environments);
    blocking(move || work(&environments.now())).await
}

/// The same for work that asks Loket: it waits for the network, and for records and keychain in between.
///
/// # Errors
/// As [`blocking`].
pub async fn in_office_async<T: Send + 'static>(
    environments: &Arc<Environments>,
    work: impl AsyncFnOnce(Arc<Office>) -> Result<T, Refusal> + Send + 'static,
) -> Result<T, Refusal> {
    let environments = Arc::clone(environments);
    blocking(move || async_runtime::block_on(work(environments.now()))).await
}

/// Finds out, while everything else goes on, what came of changes in Loket whose outcome was not recorded: after the app
/// opened, after a sign-in, and after another environment was opened.
pub fn read_back_open_changes(environments: &Arc<Environments>) {
    let environments = Arc::clone(environments);
    async_runtime::spawn_blocking(move || {
        let office = environments.now();
        if let Err(refusal) = async_runtime::block_on(office.read_back_open_changes()) {
            tracing::info!(?refusal, "changes in Loket stay open");
        }
    });
}
