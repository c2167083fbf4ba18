//! The commands as the page knows them: one list, for the window and for the TypeScript that is generated from it.

use crate::commands::{
    app, backups, board, connection, dossiers, drafts, employees, employers, files, handbooks, hours,
    hours_in_loket, keychain, secrets, settings, updates, upload_check,
};

/// Hands every command of the app to the macro that is named.
macro_rules! every_command {
    ($($into:tt)+) => {
        $($into)+![
            settings::startup,
            settings::save_settings,
            settings::set_language,
            settings::dismiss_notice,
            settings::finished_long_ago,
            settings::remove_finished,
            board::board,
            board::hours_board,
            board::search,
            employers::employers,
            employers::employer,
            employers::employer_timeline,
            employers::save_employer_card,
            employers::new_employer_draft,
            employers::drop_employer_draft,
            employers::employer_removal,
            employers::remove_employer,
            employees::employee_file,
            employees::read_employees,
            employees::choose_employee_columns,
            employees::save_employee_file,
            employees::close_employee_file,
            handbooks::handbooks,
            handbooks::handbook,
            handbooks::handbook_changes,
            handbooks::preview_handbook,
            handbooks::import_handbook,
            handbooks::remove_handbook,
            dossiers::start_dossiers,
            dossiers::open_dossier,
            dossiers::dossier_history,
            dossiers::change_dossier,
            dossiers::newer_version,
            dossiers::move_to_newest,
            dossiers::message_template,
            dossiers::set_message_text,
            dossiers::remove_dossier,
            drafts::keep_draft,
            drafts::keep_hours_draft,
            drafts::hours_drafts,
            drafts::keep_employer_draft,
            drafts::ready_to_close,
            secrets::make_password,
            secrets::replace_password,
            secrets::set_password,
            secrets::has_password,
            secrets::copy_password,
            secrets::show_password,
            secrets::forget_password,
            keychain::keychain,
            keychain::retry_keychain,
            keychain::use_session_only,
            keychain::use_keychain,
            keychain::replace_lost_key,
            files::save_file,
            files::import_dossier,
            files::import_opened_dossier,
            files::files,
            hours::hours_runs,
            hours::hours_starts,
            hours::create_hours_run,
            hours::start_hours_run_with_same_file,
            hours::open_hours_run,
            hours::close_hours_run,
            hours::choose_hours_file,
            hours::take_dropped_file,
            hours::watch_dropped_files,
            hours::stop_hours_file,
            hours::change_hours_run,
            hours::make_upload_file,
            hours::copy_hours_mapping,
            hours::save_hours_mapping,
            hours::open_hours_mapping,
            hours::practice_hours_files,
            hours::take_practice_file,
            hours_in_loket::read_loket_for_hours,
            hours_in_loket::preview_hours,
            hours_in_loket::send_hours,
            hours_in_loket::compare_hours,
            hours_in_loket::make_differences_file,
            upload_check::check_upload_file,
            upload_check::check_upload_again,
            upload_check::save_mended_upload,
            backups::backups,
            backups::make_backup,
            backups::records_now,
            backups::restore_backup,
            backups::set_aside,
            backups::remove_set_aside,
            connection::connection,
            connection::switch_environment,
            connection::save_registration,
            connection::begin_sign_in,
            connection::open_sign_in,
            connection::finish_sign_in,
            connection::paste_answer,
            connection::cancel_sign_in,
            connection::confirm_user,
            connection::sign_out,
            connection::open_sandbox,
            connection::permissions,
            connection::read_employers,
            connection::read_employer,
            connection::take_over_from_loket,
            connection::check_dossier,
            connection::check_selection,
            connection::stop_run,
            connection::preview_loket_change,
            connection::apply_loket_change,
            app::copy_text,
            app::open_page,
            app::open_source,
            app::open_message,
            app::open_log_folder,
            app::change_text_size,
            updates::newer_versions,
            updates::open_releases,
            updates::look_for_newer_version,
            updates::install_newer_version,
        ]
    };
}

/// Answers every command of the app.
pub fn handler() -> impl Fn(tauri::ipc::Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    every_command!(tauri::generate_handler)
}

/// The same commands with their types.
#[cfg(test)]
fn typed() -> tauri_specta::Builder<tauri::Wry> {
    tauri_specta::Builder::new()
        .disable_serde_phases()
        .commands(every_command!(tauri_specta::collect_commands))
}

#[cfg(test)]
mod tests {
    use specta_typescript::Typescript;

    const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/src/host/bindings.ts");

    /// Ids with a type each. TypeScript takes any two names of `string` for the same type, so these get a mark that
    /// exists for the compiler only: neither a plain string nor an id of another kind goes for one of them.
    const IDS: [&str; 8] = [
        "DossierId",
        "EmployerId",
        "EventId",
        "LoketChangeId",
        "HoursRunId",
        "HandbookId",
        "StepId",
        "ItemId",
    ];

    fn with_marked_ids(bindings: &str) -> String {
        IDS.iter().fold(bindings.to_owned(), |bindings, id| {
            let plain = format!("export type {id} = string;");
            assert!(bindings.contains(&plain), "{id} goes to the page");
            let marked = format!("export type {id} = string & {{ readonly __id: \"{id}\" }};");
            bindings.replace(&plain, &marked)
        })
    }

    /// No command takes a text or a list that is not read by a type of its own first.
    #[test]
    fn every_text_and_list_that_a_command_takes_is_bounded_by_its_type() {
        let bindings = std::fs::read_to_string(COMMITTED).unwrap();
        let commands = bindings.lines().filter(|line| line.contains("__TAURI_INVOKE(\""));
        let taken = commands.filter_map(|line| line.split_once("=>")).map(|(before, _)| before);
        let raw: Vec<&str> = taken.filter(|taken| taken.contains("string") || taken.contains("[]")).collect();
        assert_eq!(raw, Vec::<&str>::new());
    }

    /// `UPDATE_BINDINGS=1` writes the file anew.
    #[test]
    fn the_committed_bindings_are_what_the_commands_say() {
        let made = tempfile::NamedTempFile::new().unwrap();
        super::typed().export(Typescript::default(), made.path()).unwrap();
        let generated = with_marked_ids(&std::fs::read_to_string(made.path()).unwrap());
        if std::env::var_os("UPDATE_BINDINGS").is_some() {
            std::fs::write(COMMITTED, &generated).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(COMMITTED).unwrap(),
            generated,
            "run it again with UPDATE_BINDINGS=1"
        );
    }
}
