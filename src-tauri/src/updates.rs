//! Newer versions of the program: where they are, and whether it installs them itself. Both are decided when it is built.
//! Without a key and an address there is no updater in it that does anything, and with them it looks only when asked to.

mod install;

use std::path::Path;

use serde_json::json;
use tauri::{AppHandle, Builder, Context, Manager, Wry};
use url::Url;

use crate::test_variable;

pub use install::{NewerVersion, install, look};

/// The page with released versions, for a person to look at.
const RELEASES: &str = built_with(option_env!("KOPPELWIJZER_RELEASES"));
/// The public key that newer versions are signed with: what is in the `.pub` file that `tauri signer generate` makes.
const KEY: &str = built_with(option_env!("KOPPELWIJZER_UPDATE_KEY"));
/// Where `latest.json` is, which says what the newest version is.
const ADDRESS: &str = built_with(option_env!("KOPPELWIJZER_UPDATE_ADDRESS"));

const _: () = assert!(is_https_or_empty(RELEASES), "KOPPELWIJZER_RELEASES is not an address of https");
const _: () = assert!(is_https_or_empty(ADDRESS), "KOPPELWIJZER_UPDATE_ADDRESS is not an address of https");

/// What the build was given; a variable that is not set and one that is empty are the same.
const fn built_with(value: Option<&'static str>) -> &'static str {
    match value {
        Some(value) => value,
        None => "",
    }
}

/// Looked at by the compiler: a program with another kind of address is not built.
const fn is_https_or_empty(address: &str) -> bool {
    matches!(address.as_bytes(), [] | [b'h', b't', b't', b'p', b's', b':', b'/', b'/', _, ..])
}

/// An address of https. While the program is being developed also one of this computer, for tests.
fn secure(address: &str) -> Option<Url> {
    let address = Url::parse(address).ok()?;
    (address.scheme() == "https" || cfg!(debug_assertions) && is_loopback(&address)).then_some(address)
}

fn is_loopback(address: &Url) -> bool {
    address.scheme() == "http" && address.host_str() == Some("127.0.0.1")
}

/// What the updater needs: it is on when both are there.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Source {
    /// The public key, in base64.
    key: String,
    address: Url,
}

impl Source {
    fn of(key: &str, address: &str) -> Option<Self> {
        if key.trim().is_empty() {
            return None;
        }
        Some(Self { key: key.trim().to_owned(), address: secure(address)? })
    }

    /// What this program was built with.
    fn built_in() -> Option<Self> {
        Self::of(&given(test_variable::UPDATE_KEY, KEY), &given(test_variable::UPDATE_ADDRESS, ADDRESS))
    }
}

/// The page with released versions, if the program was built with its address.
pub fn releases() -> Option<Url> {
    secure(&given(test_variable::RELEASES, RELEASES))
}

/// What the program was built with, or what a test gives in its place.
fn given(variable: &str, built_with: &str) -> String {
    let test = test_variable::read(variable).and_then(|value| value.into_string().ok());
    test.unwrap_or_else(|| built_with.to_owned())
}

/// Who brings newer versions of this copy of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, specta::Type)]
#[serde(rename_all = "camelCase")]
pub enum Updater {
    /// It was built without an updater.
    Off,
    /// It looks for a newer version when the user asks, and installs it.
    On,
    /// It came in a package of the system.
    Package,
    /// It was installed for everybody on the computer, by who administers that.
    Administrator,
}

/// What the program knows about newer versions without looking anywhere.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, specta::Type)]
pub struct NewerVersions {
    /// The address of the page with released versions. None: the program was built without it.
    releases: Option<String>,
    updater: Updater,
}

/// Where newer versions are, and who brings them. Looks nowhere.
pub fn newer_versions(app: &AppHandle) -> NewerVersions {
    NewerVersions { releases: releases().map(Into::into), updater: updater(app) }
}

fn updater(app: &AppHandle) -> Updater {
    who_updates(Source::built_in().is_some(), is_in_package(app), is_for_everybody(app))
}

const fn who_updates(has_source: bool, in_package: bool, for_everybody: bool) -> Updater {
    match (has_source, in_package, for_everybody) {
        (false, ..) => Updater::Off,
        (_, true, _) => Updater::Package,
        (.., true) => Updater::Administrator,
        _ => Updater::On,
    }
}

/// On Linux only an `AppImage` can be replaced by who uses it.
#[cfg(target_os = "linux")]
fn is_in_package(app: &AppHandle) -> bool {
    app.env().appimage.is_none()
}

#[cfg(not(target_os = "linux"))]
fn is_in_package(_: &AppHandle) -> bool {
    false
}

/// On Windows the program of one person is in that person's own folder.
fn is_for_everybody(app: &AppHandle) -> bool {
    if !cfg!(windows) {
        return false;
    }
    let own = app.path().local_data_dir().ok().zip(std::env::current_exe().ok());
    !own.is_some_and(|(folder, program)| is_below(&program, &folder))
}

/// Whether a file is in a folder, however the two are written.
fn is_below(file: &Path, folder: &Path) -> bool {
    file.canonicalize()
        .ok()
        .zip(folder.canonicalize().ok())
        .is_some_and(|(file, folder)| file.starts_with(folder))
}

/// Adds the updater to the program, if it was built with one. The page gets no permission for it: what it can ask are the
/// commands of the program.
pub fn add(builder: Builder<Wry>, context: &mut Context<Wry>) -> Builder<Wry> {
    let Some(Source { key, address }) = Source::built_in() else { return builder };
    let configuration = json!({
        "pubkey": key,
        "endpoints": [address],
        // The list of versions is not signed, so a file counts only for the version that it was signed for.
        "requireSignedVersion": true,
        // The program's own installer takes no options of Tauri's.
        "windows": { "installMode": "basicUi" },
    });
    context.config_mut().plugins.0.insert("updater".to_owned(), configuration);
    builder.plugin(tauri_plugin_updater::Builder::new().build()).manage(install::Found::default())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAFE: &str = "https://example.com/latest.json";

    #[test]
    fn the_updater_is_on_only_with_a_key_and_an_address() {
        assert_eq!(Source::of("", ""), None);
        assert_eq!(Source::of("key", ""), None);
        assert_eq!(Source::of("", SAFE), None);
        assert_eq!(Source::of(" \n", SAFE), None);
        let both = Source::of("key\n", SAFE).unwrap();
        assert_eq!((both.key.as_str(), both.address.as_str()), ("key", SAFE));
    }

    #[test]
    fn a_build_that_was_given_nothing_has_no_updater() {
        assert_eq!(built_with(None), "");
        assert_eq!(Source::of(built_with(None), built_with(Some(""))), None);
    }

    #[test]
    fn only_an_address_of_https_is_built_in_and_opened() {
        for address in ["", SAFE, "https://example.com/office/releases/latest"] {
            assert!(is_https_or_empty(address), "{address}");
        }
        for address in
            ["http://example.com", "https://", "HTTPS:example.com", "example.com", "file:///etc", " "]
        {
            assert!(!is_https_or_empty(address), "{address}");
        }
        assert!(secure(SAFE).is_some());
        for address in
            ["http://example.com/", "http://127.0.0.2/", "http://localhost/", "https://", "ftp://example.com"]
        {
            assert_eq!(secure(address), None, "{address}");
        }
        assert_eq!(Source::of("key", "http://example.com/latest.json"), None);
    }

    #[test]
    fn a_package_and_an_administrator_bring_their_own_versions() {
        assert_eq!(who_updates(true, false, false), Updater::On);
        assert_eq!(who_updates(true, true, false), Updater::Package);
        assert_eq!(who_updates(true, false, true), Updater::Administrator);
        for (in_package, for_everybody) in [(false, false), (true, false), (false, true)] {
            assert_eq!(who_updates(false, in_package, for_everybody), Updater::Off);
        }
    }

    #[test]
    fn a_program_in_the_folder_of_one_person_is_told_from_another() {
        let (own, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let program = own.path().join("koppelwijzer.exe");
        std::fs::write(&program, "").unwrap();
        assert!(is_below(&program, &own.path().join(".")));
        assert!(!is_below(&program, other.path()));
        assert!(!is_below(&own.path().join("gone.exe"), own.path()));
    }
}
