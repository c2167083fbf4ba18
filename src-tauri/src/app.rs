//! Putting the app together: office, windows, plugins, and what happens when it starts and closes.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use office::{Clock as _, DataFolder, Environments, SystemClock, log_file};
use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{AppHandle, Builder, Manager, RunEvent, WebviewWindow, WindowEvent, Wry};

use crate::closing::{self, Closing};
use crate::dropped_files::{self, DroppedFiles};
use crate::start_faults::{self, Next};
use crate::{blocking, clipboard, dialogs, navigation, reminders, test_variable, updates, window_state};

/// Overrides where the data lives: for tests, and for who keeps it elsewhere.
const FOLDER: &str = "KOPPELWIJZER_DATA_DIR";

/// Opens the main window and runs until it closes.
///
/// # Errors
/// When the system shows no windows.
pub fn run() -> tauri::Result<()> {
    let mut context = tauri::generate_context!();
    let app = updates::add(single_instance(tauri::Builder::default()), &mut context)
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(tauri_plugin_notification::init())
        .invoke_handler(crate::bindings::handler())
        .on_window_event(|window, event| match event {
            WindowEvent::CloseRequested { api, .. } => closing::asked(window, api),
            WindowEvent::DragDrop(event) => dropped_files::happened(window, event),
            _ => {}
        })
        .setup(|app| {
            set_up(app.handle());
            Ok(())
        })
        .build(context)?;
    app.run(|app, event| match event {
        RunEvent::Exit => close(app),
        #[cfg(target_os = "macos")]
        RunEvent::Opened { urls } => {
            opened(app, urls.iter().filter_map(|url| url.to_file_path().ok()), Path::new(""));
        }
        _ => {}
    });
    Ok(())
}

/// One program a data folder: a second start on the same folder brings the window of the first forward, with the dossier
/// file that it was to open. A folder of one's own has a name of its own on the bus; where a system has no such names, the lock of the folder says it.
fn single_instance(builder: Builder<Wry>) -> Builder<Wry> {
    let plugin = tauri_plugin_single_instance::Builder::new().callback(|app, arguments, folder| {
        focus(app);
        opened(app, arguments.into_iter().skip(1), Path::new(&folder));
    });
    match std::env::var_os(FOLDER) {
        None => builder.plugin(plugin.build()),
        Some(folder) if cfg!(target_os = "linux") => {
            builder.plugin(plugin.dbus_id(bus_name(Path::new(&folder))).build())
        }
        Some(_) => builder,
    }
}

/// The name on the bus of a program with a folder of its own.
fn bus_name(folder: &Path) -> String {
    let path = folder.canonicalize().or_else(|_| std::path::absolute(folder));
    let mut hasher = DefaultHasher::new();
    path.unwrap_or_else(|_| folder.to_owned()).hash(&mut hasher);
    format!("{}.folder{:x}", office::SERVICE, hasher.finish())
}

/// What is looked at before the records are opened: whether there is anything to show pages with, and where the records
/// are.
fn set_up(app: &AppHandle) {
    if let Err(error) = tauri::webview_version() {
        tracing::error!(%error, "there is no web view");
        end(app, start_faults::no_web_view());
        return;
    }
    match folders(app) {
        Ok(folders) => open(app, folders),
        Err(error) => end(app, start_faults::no_window(&error.to_string())),
    }
}

/// Where the records are, and where an earlier version kept them.
#[derive(Clone)]
struct Folders {
    now: PathBuf,
    before: PathBuf,
}

/// A folder that stays on this computer, as the key of the records does.
fn folders(app: &AppHandle) -> tauri::Result<Folders> {
    if let Some(own) = std::env::var_os(FOLDER).map(PathBuf::from) {
        return Ok(Folders { now: own.clone(), before: own });
    }
    Ok(Folders { now: app.path().app_local_data_dir()?, before: app.path().app_data_dir()? })
}

/// Opens records and window, or says why not.
fn open(app: &AppHandle, folders: Folders) {
    log_file::begin(&folders.now);
    let folder = match DataFolder::moved(&folders.before, &folders.now) {
        Ok(folder) => folder,
        Err(fault) => {
            tracing::error!(%fault, "the records could not be moved");
            return refuse(app.clone(), folders, move |folders, ask| {
                start_faults::not_moved(&fault, &folders.before, &folders.now, ask)
            });
        }
    };
    let sandbox = test_variable::read(test_variable::LOKET).and_then(|address| address.into_string().ok());
    let vault = Box::new(office::Vault::open);
    match Environments::open_folder(folder, vault, Arc::new(SystemClock), sandbox.as_deref()) {
        Ok(environments) => {
            // At the first start there was no folder before.
            log_file::begin(&folders.now);
            let environments = Arc::new(environments);
            let text_size = environments.now().text_size().unwrap_or(100);
            blocking::read_back_open_changes(&environments);
            app.manage(environments);
            app.manage(Closing::default());
            app.manage(Arc::new(DroppedFiles::default()));
            opened(app, std::env::args_os().skip(1), &std::env::current_dir().unwrap_or_default());
            match window(app) {
                Ok(window) => {
                    if text_size != 100 {
                        window_state::zoom(&window, text_size);
                    }
                    reminders::start(app);
                }
                Err(error) => end(app, start_faults::no_window(&error.to_string())),
            }
        }
        Err(fault) => {
            tracing::error!(%fault, "the records could not be opened");
            refuse(app.clone(), folders, move |folders, ask| {
                start_faults::resolve(&fault, &folders.now, SystemClock.now(), ask)
            });
        }
    }
}

/// The one window. It shows only the app's own pages: no navigation away, no new windows, no downloads.
fn window(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    window_state::within_reach(app);
    app.plugin(tauri_plugin_window_state::Builder::default().build())?;
    let config = app.config().app.windows.first().cloned().unwrap_or_default();
    WebviewWindowBuilder::from_config(app, &config)?
        .on_navigation(navigation::is_own)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .on_download(|_, _| false)
        .build()
}

/// Asks in windows of the system. The buttons are in the order in which they stand.
type Asking<'a> = &'a mut dyn FnMut(&str, &[&'static str]) -> &'static str;

/// Says why the records cannot be opened and what can be done about it. Nothing is changed unless the user chooses to.
fn refuse(
    app: AppHandle,
    folders: Folders,
    resolve: impl FnOnce(&Folders, Asking<'_>) -> Next + Send + 'static,
) {
    tauri::async_runtime::spawn_blocking(move || {
        let mut ask = |text: &str, buttons: &[&'static str]| dialogs::choose(&app, text, buttons);
        match resolve(&folders, &mut ask) {
            Next::End => app.exit(1),
            Next::Open => {
                let opening = app.clone();
                if let Err(error) = app.run_on_main_thread(move || open(&opening, folders)) {
                    tracing::error!(%error, "the records were not opened");
                    app.exit(1);
                }
            }
        }
    });
}

/// Says why the app cannot go on, and ends it.
fn end(app: &AppHandle, text: String) {
    tracing::error!("the window could not be made");
    let app = app.clone();
    tauri::async_runtime::spawn_blocking(move || {
        dialogs::choose(&app, &text, &["Sluiten / Close"]);
        app.exit(1);
    });
}

/// The system opened the program with these.
fn opened<A: AsRef<Path>>(app: &AppHandle, arguments: impl IntoIterator<Item = A>, folder: &Path) {
    if let Some(files) = app.try_state::<Arc<DroppedFiles>>() {
        files.open(arguments, folder);
    }
}

fn focus(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "the window could not be brought forward");
        }
    }
}

/// Puts the records away, with the backup of the day, before the program ends. Nothing is read or written after it.
pub fn close(app: &AppHandle) {
    clipboard::forget();
    let Some(environments) = app.try_state::<Arc<Environments>>() else { return };
    closing::wait(app, &environments);
    if let Err(refusal) = environments.now().close() {
        tracing::error!(?refusal, "the records could not be put away");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_data_folders_are_two_programs() {
        let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        assert_ne!(bus_name(one.path()), bus_name(other.path()));
        let roundabout = one.path().join("..").join(one.path().file_name().unwrap());
        assert_eq!(bus_name(one.path()), bus_name(&roundabout));
    }
}
