//! Looking at an upload file that somebody else made.

use std::sync::Arc;

use domain::hours::period::Period;
use office::hours::UploadCheckView;
use office::{Environments, Refusal};
use tauri::{AppHandle, State};

use crate::blocking::in_office;
use crate::dialogs;
use crate::input::LayoutName;

/// Asks for an upload file, and says what is wrong with it.
#[tauri::command]
#[specta::specta]
pub async fn check_upload_file(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
) -> Result<UploadCheckView, Refusal> {
    in_office(&environments, move |office| {
        office.hours().check_upload_file(&dialogs::open(&app, &["csv", "txt"])?)
    })
    .await
}

/// Looks at the same upload file for a period, or for none, and by a layout.
#[tauri::command]
#[specta::specta]
pub async fn check_upload_again(
    environments: State<'_, Arc<Environments>>,
    period: Option<Period>,
    layout: LayoutName,
) -> Result<UploadCheckView, Refusal> {
    in_office(&environments, move |office| office.hours().check_upload_again(period, &layout.read()?)).await
}

/// Asks where to save the mended file, and gives the name under which it stands there.
#[tauri::command]
#[specta::specta]
pub async fn save_mended_upload(
    app: AppHandle,
    environments: State<'_, Arc<Environments>>,
    number: u32,
) -> Result<String, Refusal> {
    in_office(&environments, move |office| {
        let target = dialogs::save_as(&app, &office.hours().mended_name(number)?)?;
        office.hours().write_mended(number, &target)
    })
    .await
}
