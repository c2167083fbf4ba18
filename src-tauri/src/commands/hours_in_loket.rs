//! A run of hours and Loket: read, preview, send, compare.

use std::sync::Arc;

use domain::id::HoursRunId;
use office::connection::hours::HoursQuestion;
use office::connection::progress::Progress;
use office::hours::{ComparisonView, HoursPreviewed, HoursSentView, HoursView};
use office::{Environments, Refusal};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::blocking::in_office_async;
use crate::commands::connection::on_progress;
use crate::input::TypedText;
use crate::{dialogs, questions};

/// Reads from Loket what the file of a run is held against.
#[tauri::command]
#[specta::specta]
pub async fn read_loket_for_hours(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    progress: Channel<Progress>,
) -> Result<HoursView, Refusal> {
    in_office_async(&environments, async move |office| {
        office.hours_in_loket().read_run(id, on_progress(progress)).await
    })
    .await
}

/// What sending the hours of a run would change in Loket. Changes nothing.
#[tauri::command]
#[specta::specta]
pub async fn preview_hours(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    progress: Channel<Progress>,
) -> Result<HoursPreviewed, Refusal> {
    in_office_async(&environments, async move |office| {
        office.hours_in_loket().preview_view(id, on_progress(progress)).await
    })
    .await
}

/// Sends the hours of a run as they were previewed, once the user agreed in a window of the system.
#[tauri::command]
#[specta::specta]
pub async fn send_hours(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    token: TypedText,
    progress: Channel<Progress>,
) -> Result<HoursSentView, Refusal> {
    in_office_async(&environments, async move |office| {
        let agrees = |question: &HoursQuestion| dialogs::ask(&app, questions::hours(question));
        office.hours_in_loket().send_view(id, &token.read()?, agrees, on_progress(progress)).await
    })
    .await
}

/// Reads back what Loket holds, and holds the hours of a run against it.
#[tauri::command]
#[specta::specta]
pub async fn compare_hours(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    progress: Channel<Progress>,
) -> Result<ComparisonView, Refusal> {
    in_office_async(&environments, async move |office| {
        office.hours_in_loket().compare_view(id, on_progress(progress)).await
    })
    .await
}

/// Makes a file of only what differs from what Loket holds now, asks where to save it, and proves it there. None: nothing
/// differs.
#[tauri::command]
#[specta::specta]
pub async fn make_differences_file(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    progress: Channel<Progress>,
) -> Result<Option<HoursView>, Refusal> {
    in_office_async(&environments, async move |office| {
        let target = move |name: &str| dialogs::save_as(&app, name);
        office.hours_in_loket().make_differences(id, on_progress(progress), target).await
    })
    .await
}
