//! One core, dialogs that stand open, a keychain that does not answer: whatever else is asked is answered.

use std::time::Duration;

use driver::{App, Result, Screen};
use serde_json::json;

use crate::faults::keychain::make_password;
use crate::program;

/// What waits: for who sits at the keyboard, or for the keychain. More than a runtime on one core has threads.
const WAITING: &str = "
const [dossier] = arguments;
window.ended = [];
const begin = (command, given) => {
    const end = () => window.ended.push(command);
    window.__TAURI_INTERNALS__.invoke(command, given).then(end, end);
};
begin('save_file', { request: { kind: 'history', dossier } });
begin('save_file', { request: { kind: 'reportHtml', dossier } });
begin('import_dossier', {});
begin('copy_password', { dossier, item: 'user-password' });
begin('copy_password', { dossier, item: 'user-password' });
return null;
";

/// A tick, as the page sends it; what ended before it was answered, and the milliseconds it took.
const TICK: &str = "
const [dossier, value, done] = arguments;
const answer = { kind: 'value', value: { clear: value } };
const change = { kind: 'answerItem', item: 'user-level', answer };
const begin = performance.now();
window.__TAURI_INTERNALS__.invoke('change_dossier', { id: dossier, change }).then(
    () => done({ ended: window.ended, took: performance.now() - begin }),
    (refused) => done({ refused }),
);
";

#[test]
fn with_one_core_open_dialogs_and_a_silent_keychain_a_tick_is_answered_first() -> Result {
    // No folder answers the dialogs here: they are the system's, and nobody closes them.
    let app = App::start(program().through(["taskset", "-c", "0"]))?;
    make_password(&app)?;
    let place = app.place()?;
    let dossier = place.split('/').nth(2).unwrap_or_default().to_owned();
    let (screen, pid) = (Screen::of(app.desktop())?, app.pid()?);
    assert_eq!(screen.windows(pid)?, 1);
    app.desktop().hold_keychain();
    app.evaluate(WAITING, vec![json!(dossier)])?;
    app.wait_until("an open dialog", || Ok(screen.windows(pid)? > 1))?;
    std::thread::sleep(Duration::from_secs(1));
    let mut times = vec![];
    for nth in 0..10 {
        let value = if nth % 2 == 0 { "employer" } else { "office" };
        let answered = app.evaluate_later(TICK, vec![json!(dossier), json!(value)])?;
        assert_eq!(answered["ended"], json!([]), "the tick waited for something else: {answered}");
        times.push(answered["took"].as_f64().unwrap_or_default());
    }
    times.sort_by(f64::total_cmp);
    eprintln!("a tick beside open dialogs and a silent keychain: {times:.0?} ms");
    app.desktop().release_keychain();
    Ok(())
}
