//! Runs of hours: from a file to an upload file.

use std::sync::Arc;

use domain::hours::period::Period;
use domain::id::{EmployerId, HoursRunId};
use office::hours::{
    HoursProgress, HoursRunChange, HoursStart, HoursView, PracticeFile, PracticeLesson, RunSummary,
};
use office::{Environments, Refusal};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::blocking::{blocking, in_office};
use crate::dialogs;
use crate::dropped_files::{DroppedFiles, FileDrop};

/// Files of hours that are offered in the dialog. What a file is, is seen from its bytes.
const ENDINGS: [&str; 8] = ["csv", "txt", "xlsx", "xlsm", "xls", "xlsb", "ods", "html"];

/// The runs of an employer, or all, the one that was changed last first.
#[tauri::command]
#[specta::specta]
pub async fn hours_runs(
    environments: State<'_, Arc<Environments>>,
    employer: Option<EmployerId>,
) -> Result<Vec<RunSummary>, Refusal> {
    in_office(&environments, move |office| office.hours().list(employer)).await
}

/// For which administrations of an employer a run can be started, and the period that is proposed.
#[tauri::command]
#[specta::specta]
pub async fn hours_starts(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
) -> Result<Vec<HoursStart>, Refusal> {
    in_office(&environments, move |office| office.hours().starts(employer)).await
}

/// Starts a run.
#[tauri::command]
#[specta::specta]
pub async fn create_hours_run(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
    administration: u32,
    period: Period,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| office.hours().create(employer, administration, period)).await
}

/// Begins the run for another period, administration or employer with the file that is open for this one, or gives the one that there
/// is.
#[tauri::command]
#[specta::specta]
pub async fn start_hours_run_with_same_file(
    environments: State<'_, Arc<Environments>>,
    from: HoursRunId,
    employer: EmployerId,
    administration: u32,
    period: Period,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| {
        office.hours().start_with_same_file(from, employer, administration, period)
    })
    .await
}

/// A run, with what is in its file while that is open.
#[tauri::command]
#[specta::specta]
pub async fn open_hours_run(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| office.hours().open(id)).await
}

/// Lets the file of a run go.
#[tauri::command]
#[specta::specta]
pub async fn close_hours_run(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| {
        office.hours().close(id);
        Ok(())
    })
    .await
}

/// Asks for a file and reads it for a run.
#[tauri::command]
#[specta::specta]
pub async fn choose_hours_file(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    progress: Channel<HoursProgress>,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| {
        let path = dialogs::open(&app, &ENDINGS)?;
        office.hours().read_file(id, &path, &|now| drop(progress.send(now)))
    })
    .await
}

/// Reads a file that was dropped on the window for a run.
#[tauri::command]
#[specta::specta]
pub async fn take_dropped_file(
    environments: State<'_, Arc<Environments>>,
    dropped: State<'_, Arc<DroppedFiles>>,
    id: HoursRunId,
    token: u32,
    progress: Channel<HoursProgress>,
) -> Result<HoursView, Refusal> {
    let path = dropped.take(token);
    in_office(&environments, move |office| {
        office.hours().read_file(id, &path.ok_or(Refusal::NotFound)?, &|now| drop(progress.send(now)))
    })
    .await
}

/// Tells the page from now on what is dragged over the window and dropped on it. No path goes to the page.
#[tauri::command]
#[specta::specta]
pub async fn watch_dropped_files(
    dropped: State<'_, Arc<DroppedFiles>>,
    drops: Channel<FileDrop>,
) -> Result<(), Refusal> {
    let dropped = Arc::clone(&dropped);
    blocking(move || {
        dropped.watch(drops);
        Ok(())
    })
    .await
}

/// Stops reading a file of hours, if one is read.
#[tauri::command]
#[specta::specta]
pub async fn stop_hours_file(environments: State<'_, Arc<Environments>>) -> Result<(), Refusal> {
    in_office(&environments, |office| {
        office.hours().stop_reading();
        Ok(())
    })
    .await
}

/// Does something in a run.
#[tauri::command]
#[specta::specta]
pub async fn change_hours_run(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    change: HoursRunChange,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| office.hours().change(id, change)).await
}

/// Takes over the mapping of another run, where nothing was chosen here. Of another employer people are left out.
#[tauri::command]
#[specta::specta]
pub async fn copy_hours_mapping(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    from: HoursRunId,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| office.hours().copy_mapping(id, from)).await
}

/// Asks where to save the mapping of a run, and saves it there; with its people only when asked for.
#[tauri::command]
#[specta::specta]
pub async fn save_hours_mapping(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    people: bool,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| {
        let target = dialogs::save_as(&app, &office.hours().mapping_name(id)?)?;
        office.hours().write_mapping(id, people, &target)
    })
    .await
}

/// Asks for a mapping that was saved, and takes it over where nothing was chosen here.
#[tauri::command]
#[specta::specta]
pub async fn open_hours_mapping(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| office.hours().read_mapping(id, &dialogs::open(&app, &["json"])?))
        .await
}

/// Makes the upload file, asks where to save it, and writes and proves it there.
#[tauri::command]
#[specta::specta]
pub async fn make_upload_file(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| {
        let out = office.hours().upload(id)?;
        let target = dialogs::save_as(&app, &out.name)?;
        office.hours().write_upload(out, &target)
    })
    .await
}

/// The hours files to learn on that fit a run: none but in the sandbox.
#[tauri::command]
#[specta::specta]
pub async fn practice_hours_files(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
) -> Result<Vec<PracticeFile>, Refusal> {
    in_office(&environments, move |office| office.hours().practice_files(id)).await
}

/// Reads an hours file to learn on for a run.
#[tauri::command]
#[specta::specta]
pub async fn take_practice_file(
    environments: State<'_, Arc<Environments>>,
    id: HoursRunId,
    lesson: PracticeLesson,
    progress: Channel<HoursProgress>,
) -> Result<HoursView, Refusal> {
    in_office(&environments, move |office| {
        office.hours().read_practice_file(id, lesson, &|now| drop(progress.send(now)))
    })
    .await
}
