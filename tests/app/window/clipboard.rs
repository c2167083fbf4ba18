//! The clipboard: a password stands on it as long as it takes to paste it, and no longer than the program runs.

use std::time::{Duration, Instant};

use driver::{App, Clipboard, Result, button};
use serde_json::json;

use crate::faults::keychain::{kept_password, make_password};
use crate::program;

/// Copies the password that is on the page; gives it.
fn copy_password(app: &App) -> Result<String> {
    let secret = kept_password(app)?;
    app.click(button("Kopieer wachtwoord"))?;
    app.wait_for_text("Gekopieerd. Over 30 seconden")?;
    assert_eq!(Clipboard::of(app.desktop())?.text()?.as_ref(), Some(&secret));
    Ok(secret)
}

#[test]
fn a_password_is_taken_from_the_clipboard_when_the_program_closes() -> Result {
    let mut app = App::start(program())?;
    make_password(&app)?;
    let step = app.place()?;
    copy_password(&app)?;
    let mut clipboard = Clipboard::of(app.desktop())?;
    app.close()?;
    assert!(clipboard.was_emptied()?, "it was left there: only here it went with the program");
    assert_eq!(clipboard.text()?, None);
    app.restart()?;
    app.go(&step)?;
    copy_password(&app)?;
    app.evaluate_later(
        "const [text, done] = arguments;
         window.__TAURI_INTERNALS__.invoke('copy_text', { text }).then(() => done('copied'))",
        vec![json!("iets anders")],
    )?;
    assert_eq!(clipboard.text()?.as_deref(), Some("iets anders"));
    app.close()?;
    assert!(!clipboard.was_emptied()?, "what was copied after it was taken away too");
    Ok(())
}

#[test]
fn a_password_leaves_the_clipboard_after_half_a_minute() -> Result {
    let app = App::start(program())?;
    make_password(&app)?;
    let mut clipboard = Clipboard::of(app.desktop())?;
    let secret = copy_password(&app)?;
    let copied = Instant::now();
    while clipboard.text()?.as_ref() == Some(&secret) {
        assert!(copied.elapsed() < Duration::from_secs(90), "it stays");
        std::thread::sleep(Duration::from_millis(250));
    }
    assert!(clipboard.was_emptied()? && app.is_running());
    assert_eq!(clipboard.text()?, None);
    Ok(())
}
