//! Pages and messages that open outside: addresses come from handbooks, never from the page.

use office::Refusal;
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;
use url::Url;

/// Opens an address: https or mailto, nothing else.
///
/// # Errors
/// [`Refusal::NotOpened`] when it is another kind of address, or the system did not take it.
pub fn open(app: &AppHandle, address: &Url) -> Result<(), Refusal> {
    if !matches!(address.scheme(), "https" | "mailto") {
        return Err(Refusal::NotOpened);
    }
    app.opener().open_url(address.as_str(), None::<&str>).map_err(|error| {
        tracing::warn!(%error, "could not be opened");
        Refusal::NotOpened
    })
}
