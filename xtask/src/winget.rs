//! `cargo xtask winget INSTALLER URL`: the three files that Microsoft's package list wants of a version.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::run::{Failure, target};

/// What the package is called in the list.
const IDENTIFIER: &str = "Koppelwijzer.Koppelwijzer";

/// The version of the form of these files.
const SCHEMA: &str = "1.12.0";

/// Writes them to `target/winget/<version>`, for the installer in a file and the address that it can be fetched from.
///
/// # Errors
/// When the installer cannot be read, the address is not one of https, or the files cannot be written.
pub fn write(arguments: &[String]) -> Result<(), Failure> {
    let [installer, url] = arguments else {
        return Err(Failure::new("cargo xtask winget INSTALLER URL"));
    };
    let bytes = fs::read(installer)?;
    let folder = target().join("winget").join(env!("CARGO_PKG_VERSION"));
    fs::create_dir_all(&folder)?;
    for (path, text) in files(&bytes, url)? {
        fs::write(folder.join(path), text)?;
    }
    eprintln!("{}", folder.display());
    Ok(())
}

/// The files by their names.
fn files(installer: &[u8], url: &str) -> Result<Vec<(PathBuf, String)>, Failure> {
    let plain =
        !url.is_empty() && url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'#".contains(&byte));
    if !plain || !url.starts_with("https://") {
        return Err(Failure::new(format!("not an address of https: {url}")));
    }
    let hash = format!("{:X}", Sha256::digest(installer));
    let installer = format!(
        "InstallerType: nullsoft\n\
         InstallModes:\n- interactive\n- silent\n\
         UpgradeBehavior: install\n\
         Installers:\n\
         - Architecture: x64\n\
         \x20 Scope: user\n\
         \x20 InstallerUrl: {url}\n\
         \x20 InstallerSha256: {hash}\n\
         - Architecture: x64\n\
         \x20 Scope: machine\n\
         \x20 ElevationRequirement: elevationRequired\n\
         \x20 InstallerSwitches:\n\
         \x20   Custom: /ALLUSERS\n\
         \x20 InstallerUrl: {url}\n\
         \x20 InstallerSha256: {hash}\n"
    );
    let locale = "PackageLocale: nl-NL\n\
        Publisher: Koppelwijzer\n\
        PackageName: Koppelwijzer\n\
        License: MIT OR Apache-2.0\n\
        ShortDescription: Koppelingen met Loket.nl, stap voor stap\n";
    Ok(vec![
        file("installer", ".installer", &installer),
        file("defaultLocale", ".locale.nl-NL", locale),
        file("version", "", "DefaultLocale: nl-NL\n"),
    ])
}

/// One of them: its name, and what it says between what all of them say.
fn file(kind: &str, ending: &str, middle: &str) -> (PathBuf, String) {
    let version = env!("CARGO_PKG_VERSION");
    let text = format!(
        "# yaml-language-server: $schema=https://aka.ms/winget-manifest.{kind}.{SCHEMA}.schema.json\n\n\
         PackageIdentifier: {IDENTIFIER}\n\
         PackageVersion: {version}\n\
         {middle}\
         ManifestType: {kind}\n\
         ManifestVersion: {SCHEMA}\n"
    );
    (Path::new(&format!("{IDENTIFIER}{ending}.yaml")).to_owned(), text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_installer_and_each_file_names_its_kind() {
        let files = files(b"abc", "https://example.com/koppelwijzer.exe").unwrap();
        let (name, installer) = &files[0];
        assert_eq!(name, Path::new("Koppelwijzer.Koppelwijzer.installer.yaml"));
        // The known SHA-256 of "abc".
        let hash = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD";
        assert_eq!(installer.matches(hash).count(), 2, "for one person and for all");
        assert!(installer.contains("  Scope: machine\n") && installer.contains("    Custom: /ALLUSERS\n"));
        for ((_, text), kind) in files.iter().zip(["installer", "defaultLocale", "version"]) {
            assert!(text.contains(&format!("ManifestType: {kind}\n")), "{text}");
            assert!(text.contains(&format!("PackageVersion: {}\n", env!("CARGO_PKG_VERSION"))));
            assert!(text.lines().all(|line| !line.contains('\t') && line == line.trim_end()));
        }
    }

    #[test]
    fn an_address_that_is_not_of_https_is_refused() {
        for url in ["", "http://example.com/k.exe", "https://example.com/k.exe\nInstallerType: exe", "k.exe"]
        {
            assert!(files(b"abc", url).is_err(), "{url:?}");
        }
    }
}
