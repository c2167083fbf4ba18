//! Notifications of the system for what falls due, while the app runs.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use domain::id::DossierId;
use office::reminders::Due;
use office::{Environments, Refusal};
use tauri::{AppHandle, Manager};
use tauri_plugin_notification::NotificationExt;

/// How long between looks. Days, not minutes, fall due: an hour keeps the machine at rest.
const BETWEEN: Duration = Duration::from_hours(1);
/// More than this at once become one notification.
const AT_ONCE: usize = 3;

/// How long after the start the records are read through: the user comes first.
const FIRST: Duration = Duration::from_secs(20);

/// Looks now and then for what falls due, each thing once a run, and for the day's backup. Reads the records through
/// once, soon after the start.
pub fn start(app: &AppHandle) {
    let app = app.clone();
    thread::spawn(move || {
        let mut notified = BTreeSet::new();
        thread::sleep(FIRST);
        look_through(&app);
        loop {
            if let Err(refusal) = notify(&app, &mut notified) {
                tracing::warn!(?refusal, "reminders could not be read");
            }
            if let Err(refusal) = app.state::<Arc<Environments>>().now().backups().make_due() {
                tracing::warn!(?refusal, "the day's backup could not be made");
            }
            thread::sleep(BETWEEN);
        }
    });
}

fn look_through(app: &AppHandle) {
    let office = app.state::<Arc<Environments>>().now();
    match office.backups().records_are_whole() {
        Ok(true) => {}
        Ok(false) => {
            let english = office.settings().is_ok_and(|settings| settings.language == domain::Language::En);
            let body = if english {
                "Your records are damaged. Close Koppelwijzer and start it again: the newest good backup is put back."
            } else {
                "Je gegevens zijn beschadigd. Sluit Koppelwijzer en start opnieuw: de laatste goede reservekopie wordt \
                 teruggezet."
            };
            show(app, "Koppelwijzer", body);
        }
        Err(refusal) => tracing::warn!(?refusal, "the records could not be read through"),
    }
}

fn notify(app: &AppHandle, notified: &mut BTreeSet<(DossierId, office::Day)>) -> Result<(), Refusal> {
    let office = app.state::<Arc<Environments>>().now();
    let due = office.due(notified)?;
    let english = office.settings()?.language == domain::Language::En;
    if due.len() > AT_ONCE {
        let title = if english { "Reminders for today" } else { "Herinneringen voor vandaag" };
        let body = due.iter().map(|due| due.name.as_str()).collect::<Vec<_>>().join(", ");
        show(app, title, &body);
        return Ok(());
    }
    for one in due {
        show(app, &one.name, &body(&one, english));
    }
    Ok(())
}

fn body(due: &Due, english: bool) -> String {
    let language = if english { domain::Language::En } else { domain::Language::Nl };
    let waiting = due.on.as_ref().map(|on| format!("{}. ", domain::record_words::waiting(on, language)));
    format!("{}{}", waiting.unwrap_or_default(), due.next.as_deref().unwrap_or_default())
}

fn show(app: &AppHandle, title: &str, body: &str) {
    if let Err(error) = app.notification().builder().title(title).body(body).show() {
        tracing::warn!(%error, "a notification could not be shown");
    }
}
