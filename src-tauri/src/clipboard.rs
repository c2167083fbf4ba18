//! The clipboard, from Rust: what is copied for a while is gone after half a minute, or when the app closes.

use std::sync::OnceLock;
use std::thread;
use std::time::Duration;

use arboard::Clipboard;
use office::Refusal;
use parking_lot::Mutex;
use zeroize::Zeroizing;

/// How long a password may stand on the clipboard.
const A_WHILE: Duration = Duration::from_secs(30);

/// The password that stands on the clipboard, or did before something else was copied.
static COPIED: Mutex<Option<Zeroizing<String>>> = Mutex::new(None);

/// The one connection to the clipboard. On some systems its contents last only as long as this does.
fn clipboard() -> Result<&'static Mutex<Clipboard>, Refusal> {
    static CLIPBOARD: OnceLock<Mutex<Clipboard>> = OnceLock::new();
    if let Some(ready) = CLIPBOARD.get() {
        return Ok(ready);
    }
    let made = Clipboard::new().map_err(|_| Refusal::NotOpened)?;
    Ok(CLIPBOARD.get_or_init(|| Mutex::new(made)))
}

/// Copies text.
///
/// # Errors
/// [`Refusal::NotOpened`] when the system has no clipboard for us.
pub fn copy(text: &str) -> Result<(), Refusal> {
    let mut clipboard = clipboard()?.lock();
    clipboard.set_text(text).map_err(|_| Refusal::NotOpened)
}

/// Copies a secret, kept out of clipboard histories where the system lets us. It is taken away after a while, and when
/// the app closes before that, unless something else was copied meanwhile.
///
/// # Errors
/// As [`copy`].
pub fn copy_for_a_while(secret: &str) -> Result<(), Refusal> {
    copy_unrecorded(secret)?;
    let secret = Zeroizing::new(secret.to_owned());
    *COPIED.lock() = Some(secret.clone());
    thread::spawn(move || {
        thread::sleep(A_WHILE);
        clear(&secret);
        let mut copied = COPIED.lock();
        if copied.as_ref() == Some(&secret) {
            *copied = None;
        }
    });
    Ok(())
}

/// Takes the password that was copied last from the clipboard, when it still stands there: for when the app closes.
pub fn forget() {
    let copied = COPIED.lock().take();
    if let Some(secret) = copied {
        clear(&secret);
    }
}

fn clear(secret: &str) {
    let Ok(clipboard) = clipboard() else { return };
    let mut clipboard = clipboard.lock();
    if clipboard.get_text().is_ok_and(|now| now == *secret) && clipboard.clear().is_err() {
        tracing::warn!("the clipboard could not be cleared");
    }
}

#[cfg(target_os = "linux")]
fn copy_unrecorded(secret: &str) -> Result<(), Refusal> {
    use arboard::SetExtLinux;
    let mut clipboard = clipboard()?.lock();
    clipboard.set().exclude_from_history().text(secret).map_err(|_| Refusal::NotOpened)
}

#[cfg(target_os = "macos")]
fn copy_unrecorded(secret: &str) -> Result<(), Refusal> {
    use arboard::SetExtApple;
    let mut clipboard = clipboard()?.lock();
    clipboard.set().exclude_from_history().text(secret).map_err(|_| Refusal::NotOpened)
}

#[cfg(windows)]
fn copy_unrecorded(secret: &str) -> Result<(), Refusal> {
    use arboard::SetExtWindows;
    let mut clipboard = clipboard()?.lock();
    let set = clipboard.set().exclude_from_cloud().exclude_from_history().exclude_from_monitoring();
    set.text(secret).map_err(|_| Refusal::NotOpened)
}
