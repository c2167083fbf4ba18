//! Pages and messages that open outside: addresses come from handbooks, never from the page.

use std::path::Path;

use office::Refusal;
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt;
use url::Url;

/// Opens an address: https, mailto, or a page of this computer (the sandbox); nothing else.
///
/// # Errors
/// [`Refusal::NotOpened`] when it is another kind of address, or the system did not take it.
pub fn open(app: &AppHandle, address: &Url) -> Result<(), Refusal> {
    let here = address.scheme() == "http" && address.host_str() == Some("127.0.0.1");
    if !here && !matches!(address.scheme(), "https" | "mailto") {
        return Err(Refusal::NotOpened);
    }
    app.opener().open_url(address.as_str(), None::<&str>).map_err(|error| {
        tracing::warn!(%error, "could not be opened");
        Refusal::NotOpened
    })
}

/// Shows a file of the app in its folder.
///
/// # Errors
/// [`Refusal::NotOpened`] when the system does not show it.
pub fn show_file(app: &AppHandle, file: &Path) -> Result<(), Refusal> {
    let shown = app.opener().reveal_item_in_dir(file).or_else(|error| {
        tracing::info!(%error, "the file could not be shown; its folder is opened");
        app.opener().open_path(file.parent().unwrap_or(file).to_string_lossy(), None::<&str>)
    });
    shown.map_err(|error| {
        tracing::warn!(%error, "the folder could not be opened");
        Refusal::NotOpened
    })
}
