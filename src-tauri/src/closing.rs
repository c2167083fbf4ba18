//! Closing the window: what is being typed is saved first, and the outcome of a change in Loket that is under way is
//! recorded.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use domain::Language;
use office::Environments;
use tauri::{AppHandle, CloseRequestApi, Emitter, Manager, Window};

use crate::{dialogs, questions};

/// How long closing waits for a change before it asks. A change takes seconds; longer means that Loket does not answer.
const LONGEST: Duration = Duration::from_mins(1);
/// How long the page may take to save what is typed. One that does not answer by then is not there, or hangs; what was
/// typed is in its drafts.
const SAVING: Duration = Duration::from_secs(2);
/// The event that tells the page that the window closes.
const CLOSES: &str = "window-closes";
/// How often is looked whether it came to its end.
const BETWEEN: Duration = Duration::from_millis(20);

/// What closing is at.
#[derive(Default)]
pub struct Closing {
    /// It waits already: a second press of the cross adds nothing.
    waits: AtomicBool,
    /// The user closes although a change is under way.
    anyway: AtomicBool,
    /// The page saved what was typed.
    page_is_ready: AtomicBool,
}

impl Closing {
    /// The page saved what was typed.
    pub fn page_is_ready(&self) {
        self.page_is_ready.store(true, Ordering::Release);
    }

    /// The program goes on after all.
    pub fn stay_open(&self) {
        self.anyway.store(false, Ordering::Release);
        self.waits.store(false, Ordering::Release);
    }
}

/// The window was asked to close. The page saves what is typed first. While a change is under way the window stays, says
/// why, and closes when that is done; after a minute the user is asked.
pub fn asked(window: &Window, request: &CloseRequestApi) {
    let app = window.app_handle().clone();
    let Some(environments) =
        app.try_state::<Arc<Environments>>().map(|environments| Arc::clone(&environments))
    else {
        return;
    };
    request.prevent_close();
    let window = window.clone();
    thread::spawn(move || {
        if prepare(&window, &environments)
            && let Err(error) = window.destroy()
        {
            tracing::error!(%error, "the window could not be closed");
        }
    });
}

/// Saves what is being typed and waits for a change that is under way. Whether the program may end: not when the user stays
/// because of the change, nor while it is closing already.
pub fn prepare(window: &Window, environments: &Environments) -> bool {
    let app = window.app_handle();
    let closing = app.state::<Closing>();
    if closing.waits.swap(true, Ordering::AcqRel) {
        return false;
    }
    wait_for_page(window, &closing);
    let may = !environments.is_changing() || wait_for_change(app, window, environments);
    if !may {
        closing.stay_open();
    }
    may
}

fn wait_for_page(window: &Window, closing: &Closing) {
    closing.page_is_ready.store(false, Ordering::Release);
    let asked = window.emit(CLOSES, ());
    if asked.is_err() || !ends(|| !closing.page_is_ready.load(Ordering::Acquire), SAVING) {
        tracing::warn!("the window closes although the page did not say that everything is saved");
    }
}

/// Whether the window may close although a change was under way.
fn wait_for_change(app: &AppHandle, window: &Window, environments: &Environments) -> bool {
    let language = language(environments);
    let before = window.title().unwrap_or_default();
    name(window, questions::waiting(language));
    let ask = || dialogs::ask(app, questions::close_anyway(language));
    let may = may_close(|| environments.is_changing(), LONGEST, ask);
    if may {
        app.state::<Closing>().anyway.store(true, Ordering::Release);
    } else {
        name(window, &before);
    }
    may
}

/// The program ends. Where nobody could be asked, as when the system itself ends it, a change is waited for here.
pub fn wait(app: &AppHandle, environments: &Environments) {
    if !app.state::<Closing>().anyway.load(Ordering::Acquire) && !ends(|| environments.is_changing(), LONGEST)
    {
        tracing::error!("the program ends while a change in Loket is under way");
    }
}

/// Whether the window may close: a change came to its end in time, or the user was asked and says so.
fn may_close(is_changing: impl Fn() -> bool, longest: Duration, ask: impl FnOnce() -> bool) -> bool {
    ends(&is_changing, longest) || ask() || !is_changing()
}

/// Waits for the end of a change; whether it came in time.
fn ends(is_changing: impl Fn() -> bool, longest: Duration) -> bool {
    let begin = Instant::now();
    while is_changing() {
        if begin.elapsed() >= longest {
            return false;
        }
        thread::sleep(BETWEEN);
    }
    true
}

/// The language of the user, in windows of the system.
pub fn language(environments: &Environments) -> Language {
    environments.now().settings().map(|settings| settings.language).unwrap_or_default()
}

fn name(window: &Window, title: &str) {
    if let Err(error) = window.set_title(title) {
        tracing::warn!(%error, "the window could not be named");
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const AT_ONCE: Duration = Duration::ZERO;

    #[test]
    fn a_change_that_ends_in_time_closes_without_a_question() {
        let looks = Cell::new(0);
        let is_changing = || {
            looks.set(looks.get() + 1);
            looks.get() < 3
        };
        assert!(may_close(is_changing, LONGEST, || unreachable!("asked")));
        assert_eq!(looks.get(), 3);
    }

    #[test]
    fn a_change_that_does_not_end_closes_only_when_the_user_says_so() {
        assert!(may_close(|| true, AT_ONCE, || true));
        assert!(!may_close(|| true, AT_ONCE, || false));
    }

    #[test]
    fn a_change_that_ends_while_the_user_is_asked_closes_whatever_the_answer() {
        let under_way = Cell::new(true);
        let ask = || {
            under_way.set(false);
            false
        };
        assert!(may_close(|| under_way.get(), AT_ONCE, ask));
    }
}
