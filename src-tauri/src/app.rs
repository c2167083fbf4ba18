//! Putting the app together: office, windows, plugins, and what happens when it starts and closes.

use std::path::PathBuf;
use std::sync::Arc;

use office::{Environments, SystemClock};
use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{App, AppHandle, Manager, RunEvent, WebviewWindow, WindowEvent};
use tauri_plugin_dialog::{DialogExt, MessageDialogKind};

use crate::closing::{self, Closing};
use crate::{blocking, clipboard, navigation, reminders, start_faults, test_variable};

/// Overrides where the data lives: for tests, and for who keeps it elsewhere.
const FOLDER: &str = "KOPPELWIJZER_DATA_DIR";

/// Opens the main window and runs until it closes.
///
/// # Errors
/// When the window cannot be made.
pub fn run() -> tauri::Result<()> {
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| focus(app)))
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_notification::init())
        .invoke_handler(crate::bindings::handler())
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event {
                closing::asked(window, api);
            }
        })
        .setup(|app| Ok(set_up(app)?))
        .build(tauri::generate_context!())?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            close(app);
        }
    });
    Ok(())
}

fn set_up(app: &mut App) -> tauri::Result<()> {
    let folder = match std::env::var_os(FOLDER) {
        Some(folder) => PathBuf::from(folder),
        None => app.path().app_data_dir()?,
    };
    let sandbox = test_variable::read(test_variable::LOKET).and_then(|address| address.into_string().ok());
    let vault = Box::new(office::Vault::open);
    match Environments::open(&folder, vault, Arc::new(SystemClock), sandbox.as_deref()) {
        Ok(environments) => {
            let environments = Arc::new(environments);
            blocking::read_back_open_changes(&environments);
            app.manage(environments);
            app.manage(Closing::default());
            window(app)?;
            reminders::start(app.handle());
        }
        Err(fault) => refuse(app.handle(), &fault, &folder),
    }
    Ok(())
}

/// The one window. It shows only the app's own pages: no navigation away, no new windows, no downloads.
fn window(app: &App) -> tauri::Result<WebviewWindow> {
    let config = app.config().app.windows.first().cloned().unwrap_or_default();
    WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(navigation::is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
}

/// Says why the app cannot start, and ends. The files are as they were.
fn refuse(app: &AppHandle, fault: &office::OpenFault, folder: &std::path::Path) {
    tracing::error!(%fault, "the records could not be opened");
    let text = start_faults::words(fault, folder);
    let ending = app.clone();
    app.dialog()
        .message(text)
        .kind(MessageDialogKind::Error)
        .title("Koppelwijzer")
        .show(move |_| ending.exit(1));
}

fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window could not be brought forward");
        }
    }
}

fn close(app: &AppHandle) {
    clipboard::forget();
    let Some(environments) = app.try_state::<Arc<Environments>>() else { return };
    closing::wait(app, &environments);
    if let Err(refusal) = environments.now().close() {
        tracing::error!(?refusal, "the records could not be put away");
    }
}
