//! Employees from Loket as a file for the HR system.

use std::sync::Arc;

use domain::employees::{Choice, EmployeesView};
use domain::id::EmployerId;
use office::connection::progress::Progress;
use office::employees::EmployeesSaved;
use office::{Environments, Refusal};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::blocking::{in_office, in_office_async};
use crate::commands::connection::on_progress;
use crate::dialogs;

/// What can be chosen for the file of employees of an employer, and what is in it while Loket's list is open.
#[tauri::command]
#[specta::specta]
pub async fn employee_file(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
) -> Result<EmployeesView, Refusal> {
    in_office(&environments, move |office| office.employees().open(employer)).await
}

/// Reads the employees of an employer from Loket.
#[tauri::command]
#[specta::specta]
pub async fn read_employees(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
    progress: Channel<Progress>,
) -> Result<EmployeesView, Refusal> {
    in_office_async(&environments, async move |office| {
        office.employees().read(employer, on_progress(progress)).await
    })
    .await
}

/// Remembers which columns go into the file of an employer, and in what form it is made.
#[tauri::command]
#[specta::specta]
pub async fn choose_employee_columns(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
    choice: Choice,
) -> Result<EmployeesView, Refusal> {
    in_office(&environments, move |office| office.employees().choose(employer, choice)).await
}

/// Makes the file of employees of an employer, asks where to save it, and writes and proves it there.
#[tauri::command]
#[specta::specta]
pub async fn save_employee_file(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
) -> Result<EmployeesSaved, Refusal> {
    in_office(&environments, move |office| {
        let out = office.employees().file(employer)?;
        let target = dialogs::save_as(&app, &out.file.name)?;
        office.employees().write(out, &target)
    })
    .await
}

/// Lets the list of employees of an employer go.
#[tauri::command]
#[specta::specta]
pub async fn close_employee_file(
    environments: State<'_, Arc<Environments>>,
    employer: EmployerId,
) -> Result<(), Refusal> {
    in_office(&environments, move |office| {
        office.employees().close(employer);
        Ok(())
    })
    .await
}
