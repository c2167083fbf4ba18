//! `cargo xtask latest FOLDER ADDRESS NOTES`: the list by which the program finds its newest version.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::run::Failure;

/// Which file is for which kind of computer, by how its name ends.
const PLATFORMS: [(&str, &str); 4] = [
    ("-setup.exe", "windows-x86_64"),
    (".AppImage", "linux-x86_64"),
    ("_aarch64.app.tar.gz", "darwin-aarch64"),
    ("_x64.app.tar.gz", "darwin-x86_64"),
];

/// Writes `latest.json` into the folder with the files of a release, each with the `.sig` file that `cargo tauri signer sign`
/// put beside it. They are downloaded from below the address; what is new stands in the file with notes.
///
/// # Errors
/// When the address is not one of https, or a file or signature is missing.
pub fn write(arguments: &[String]) -> Result<(), Failure> {
    let [folder, address, notes] = arguments else {
        return Err(Failure::new("cargo xtask latest FOLDER ADDRESS NOTES"));
    };
    let folder = Path::new(folder);
    let list = list(folder, address, fs::read_to_string(notes)?.trim())?;
    Ok(fs::write(folder.join("latest.json"), format!("{list:#}\n"))?)
}

fn list(folder: &Path, address: &str, notes: &str) -> Result<Value, Failure> {
    if !address.starts_with("https://") {
        return Err(Failure::new(format!("not an address of https: {address}")));
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    let mut platforms = BTreeMap::new();
    for (ending, platform) in PLATFORMS {
        let mut found = names.iter().filter(|name| name.ends_with(ending));
        let (Some(name), None) = (found.next(), found.next()) else {
            return Err(Failure::new(format!("not exactly one file for {platform}: *{ending}")));
        };
        let signature = fs::read_to_string(folder.join(format!("{name}.sig")))
            .map_err(|error| Failure::new(format!("{name}.sig: {error}")))?;
        if signature.trim().is_empty() {
            return Err(Failure::new(format!("{name}.sig is empty")));
        }
        let url = format!("{}/{name}", address.trim_end_matches('/'));
        platforms.insert(platform, json!({ "url": url, "signature": signature.trim() }));
    }
    Ok(json!({ "version": env!("CARGO_PKG_VERSION"), "notes": notes, "platforms": platforms }))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADDRESS: &str = "https://example.com/releases/download/v1.2.3";
    const FILES: [&str; 4] = [
        "Koppelwijzer-1.2.3-setup.exe",
        "Koppelwijzer_1.2.3_amd64.AppImage",
        "Koppelwijzer_1.2.3_aarch64.app.tar.gz",
        "Koppelwijzer_1.2.3_x64.app.tar.gz",
    ];

    /// The files of a release with their signatures, and some that the program does not install.
    fn release() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in FILES {
            fs::write(folder.path().join(name), "file").unwrap();
            fs::write(folder.path().join(format!("{name}.sig")), format!("of {name}\n")).unwrap();
        }
        for name in ["Koppelwijzer-1.2.3.msi", "koppelwijzer_1.2.3_amd64.deb", "SHA256SUMS"] {
            fs::write(folder.path().join(name), "file").unwrap();
        }
        folder
    }

    #[test]
    fn each_kind_of_computer_has_its_own_file_and_signature() {
        let list = list(release().path(), &format!("{ADDRESS}/"), "What is new").unwrap();
        assert_eq!(list["version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(list["notes"], "What is new");
        assert_eq!(list["platforms"].as_object().unwrap().len(), PLATFORMS.len());
        for (name, (_, platform)) in FILES.iter().zip(PLATFORMS) {
            let file = &list["platforms"][platform];
            assert_eq!(file["url"], format!("{ADDRESS}/{name}"));
            assert_eq!(file["signature"], format!("of {name}"));
        }
    }

    #[test]
    fn a_release_that_lacks_a_file_or_a_signature_makes_no_list() {
        for name in FILES {
            let folder = release();
            fs::write(folder.path().join(format!("{name}.sig")), "\n").unwrap();
            assert!(list(folder.path(), ADDRESS, "").is_err(), "empty signature: {name}");
            fs::remove_file(folder.path().join(format!("{name}.sig"))).unwrap();
            assert!(list(folder.path(), ADDRESS, "").is_err(), "no signature: {name}");
            let folder = release();
            fs::remove_file(folder.path().join(name)).unwrap();
            assert!(list(folder.path(), ADDRESS, "").is_err(), "no file: {name}");
        }
        let twice = release();
        fs::write(twice.path().join("Koppelwijzer-1.2.2-setup.exe"), "file").unwrap();
        assert!(list(twice.path(), ADDRESS, "").is_err(), "two installers");
    }

    #[test]
    fn an_address_that_is_not_of_https_is_refused() {
        for address in ["", "http://example.com", "example.com"] {
            assert!(list(release().path(), address, "").is_err(), "{address:?}");
        }
    }
}
