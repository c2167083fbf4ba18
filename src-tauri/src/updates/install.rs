//! Looking for a newer version, and installing it.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::Poll;
use std::time::Duration;

use office::refusal::NotUpdated;
use office::{Environments, Refusal};
use parking_lot::Mutex;
use tauri::{AppHandle, Manager, async_runtime};
use tauri_plugin_updater::{Error, Update, UpdaterExt};

use super::{Source, Updater, is_loopback, secure, updater};
use crate::closing::{self, Closing};
use crate::{dialogs, questions};

/// How long the address of the newest version may take to answer.
const LOOKING: Duration = Duration::from_secs(30);
/// How long a download may take.
const DOWNLOADING: Duration = Duration::from_mins(30);
/// How many bytes are downloaded at most; an installer is a tenth of it.
const LARGEST: usize = 400 << 20;
/// How many characters of the notes of a version are shown.
const LONGEST_NOTES: usize = 4000;

/// What was found last, and how far installing it is.
#[derive(Default)]
pub struct Found {
    update: Mutex<Option<Update>>,
    /// The records were put away for the installer: the program cannot go on.
    is_closed: Arc<AtomicBool>,
}

/// A version that is newer than this one.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct NewerVersion {
    version: String,
    /// What is new in it, as its makers wrote it.
    notes: Option<String>,
}

/// Asks which version is the newest. None: this one. What is found is kept, to be installed.
///
/// # Errors
/// [`Refusal::NotUpdated`] with why it is not known; [`Refusal::NotFound`] when the program does not install versions itself.
pub async fn look(app: &AppHandle) -> Result<Option<NewerVersion>, Refusal> {
    let found = app.try_state::<Found>().ok_or(Refusal::NotFound)?;
    let source = Source::built_in().filter(|_| updater(app) == Updater::On).ok_or(Refusal::NotFound)?;
    let here = is_loopback(&source.address);
    let (closing, is_closed) = (app.clone(), Arc::clone(&found.is_closed));
    let mut builder = app
        .updater_builder()
        .timeout(LOOKING)
        .restart_after_install(false)
        .configure_client(move |client| client.https_only(!here))
        .on_before_exit(move || {
            crate::app::close(&closing);
            is_closed.store(true, Ordering::Release);
            closing.cleanup_before_exit();
        });
    if here {
        builder = builder.no_proxy();
    }
    let looked =
        builder.build().map_err(|error| refusal(&error))?.check().await.map_err(|error| refusal(&error))?;
    let Some(mut update) = looked else {
        *found.update.lock() = None;
        return Ok(None);
    };
    if secure(update.download_url.as_str()).is_none() {
        return Err(NotUpdated::NotUnderstood.into());
    }
    update.timeout = Some(DOWNLOADING);
    let notes = update.body.as_deref().map(str::trim).filter(|notes| !notes.is_empty());
    let notes = notes.map(|notes| notes.chars().take(LONGEST_NOTES).collect());
    let newer = NewerVersion { version: update.version.clone(), notes };
    *found.update.lock() = Some(update);
    Ok(Some(newer))
}

/// Downloads what was found, checks its signature, closes the program as its window does, and puts the newer version in its
/// place. Does not return on Windows, where the installer takes over.
///
/// # Errors
/// [`Refusal::NotUpdated`] with why nothing was installed; [`Refusal::Cancelled`] when the user stays because of a change in
/// Loket; [`Refusal::NotFound`] when nothing was found, or it is being installed already.
pub fn install(app: &AppHandle) -> Result<(), Refusal> {
    let found = app.try_state::<Found>().ok_or(Refusal::NotFound)?;
    let update = found.update.lock().take().ok_or(Refusal::NotFound)?;
    let done =
        async_runtime::block_on(download(&update)).and_then(|file| replace(app, &found, &update, &file));
    if done.is_err() {
        *found.update.lock() = Some(update);
    }
    done
}

/// The file of a version, after its signature was checked.
async fn download(update: &Update) -> Result<Vec<u8>, Refusal> {
    let received = Cell::new(0_usize);
    let mut download = pin!(update.download(|length, _| received.set(received.get() + length), || ()));
    poll_fn(|context| {
        if received.get() > LARGEST {
            return Poll::Ready(Err(NotUpdated::NotUnderstood.into()));
        }
        download.as_mut().poll(context).map_err(|error| refusal(&error))
    })
    .await
}

fn replace(app: &AppHandle, found: &Found, update: &Update, file: &[u8]) -> Result<(), Refusal> {
    let window = app.get_webview_window("main").ok_or(Refusal::Unexpected)?;
    let environments = app.try_state::<Arc<Environments>>().ok_or(Refusal::Unexpected)?;
    let language = closing::language(&environments);
    if !closing::prepare(&window.as_ref().window(), &environments) {
        return Err(Refusal::Cancelled);
    }
    let Err(error) = update.install(file) else {
        app.request_restart();
        return Ok(());
    };
    let refusal = refusal(&error);
    if found.is_closed.load(Ordering::Acquire) {
        dialogs::show(app, questions::not_installed(language));
        app.exit(1);
    }
    app.state::<Closing>().stay_open();
    Err(refusal)
}

/// What a fault of the updater means for the user.
fn refusal(error: &Error) -> Refusal {
    tracing::warn!(%error, "a newer version");
    why(error).into()
}

fn why(error: &Error) -> NotUpdated {
    match error {
        Error::Minisign(_)
        | Error::Base64(_)
        | Error::SignatureUtf8(_)
        | Error::SignedVersionMismatch { .. }
        | Error::MissingSignedVersion => NotUpdated::NotSigned,
        Error::Reqwest(error) if error.is_decode() && !error.is_timeout() => NotUpdated::NotUnderstood,
        Error::Reqwest(_) | Error::Network(_) | Error::ReleaseNotFound => NotUpdated::NotReached,
        Error::Serialization(_) | Error::Semver(_) | Error::UrlParse(_) => NotUpdated::NotUnderstood,
        Error::TargetNotFound(_)
        | Error::TargetsNotFound(_)
        | Error::UnsupportedArch
        | Error::UnsupportedOs
        | Error::InvalidUpdaterFormat => NotUpdated::NotForThisSystem,
        _ => NotUpdated::NotInstalled,
    }
}
