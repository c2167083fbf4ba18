//! Making the two installers: one for who installs it for himself, one for who administers computers.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use super::build;
use super::sign::sign;
use crate::run::{Failure, Step, root};

/// The version that the installers are of.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Both installers of one version.
pub struct Installers {
    /// Made by NSIS.
    pub setup: PathBuf,
    /// For Windows Installer.
    pub msi: PathBuf,
    /// What they install: the bytes of the files by name.
    pub stage: PathBuf,
}

/// The files that an installation consists of, besides its uninstaller.
pub const FILES: [&str; 4] =
    ["koppelwijzer.exe", "WebView2Loader.dll", "LICENSE-MIT.txt", "LICENSE-APACHE.txt"];

/// The installers of the program as it was built, stripped of what only a debugger reads.
///
/// # Errors
/// When a file cannot be written, or one of the makers does not succeed.
pub fn of_the_program(release: bool) -> Result<Installers, Failure> {
    let made = build::made(release);
    let stage = stage(VERSION)?;
    Step::new("x86_64-w64-mingw32-strip")
        .arguments(["-o"])
        .arguments([stage.join(FILES[0]), made.join(FILES[0])])
        .run()?;
    fs::copy(made.join(FILES[1]), stage.join(FILES[1]))?;
    let signed = sign(&stage.join(FILES[0]))?;
    // In one block it gets a third smaller, which takes a minute.
    let installers = packed(VERSION, stage, if release { "/SOLID lzma" } else { "zlib" })?;
    for installer in [&installers.setup, &installers.msi] {
        sign(installer)?;
    }
    eprintln!(
        "{}",
        if signed {
            "Program and installers are signed."
        } else {
            "Nothing is signed: there is no certificate."
        }
    );
    Ok(installers)
}

/// Installers of another version with a program in them that only differs from the real one: to upgrade from, or to.
///
/// # Errors
/// When a file cannot be written, or one of the makers does not succeed.
pub fn stand_in(version: &str) -> Result<Installers, Failure> {
    let stage = stage(version)?;
    for file in &FILES[..2] {
        fs::write(stage.join(file), format!("{file} of version {version}"))?;
    }
    packed(version, stage, "zlib")
}

/// A new folder with what every version has.
fn stage(version: &str) -> Result<PathBuf, Failure> {
    let stage = build::folder().join("installers").join(version);
    if stage.exists() {
        fs::remove_dir_all(&stage)?;
    }
    fs::create_dir_all(&stage)?;
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
        fs::copy(root().join(licence), stage.join(format!("{licence}.txt")))?;
    }
    fs::copy(root().join("icons/icon.ico"), stage.join("koppelwijzer.ico"))?;
    Ok(stage)
}

fn packed(version: &str, stage: PathBuf, compressor: &str) -> Result<Installers, Failure> {
    let folder = build::folder().join("installers");
    let setup = folder.join(format!("Koppelwijzer-{version}-setup.exe"));
    let msi = folder.join(format!("Koppelwijzer-{version}.msi"));
    let packaging = root().join("packaging/windows");
    let defined = |name: &str, value: &Path| format!("-D{name}={}", value.display());
    // The uninstaller is made while the setup is, so makensis asks this program to sign it.
    let signing = format!("-DSIGN=\"{}\" windows sign", env::current_exe()?.display());
    Step::new("makensis")
        .arguments(["-V2", "-WX", "-INPUTCHARSET", "UTF8"])
        .arguments([format!("-DVERSION={version}"), format!("-DCOMPRESSOR={compressor}")])
        .arguments([defined("STAGE", &stage), defined("ICON", &stage.join("koppelwijzer.ico"))])
        .arguments([defined("OUT", &setup), signing])
        .arguments([packaging.join("koppelwijzer.nsi")])
        .run()?;
    // Files are named as they stand in the folder in which it is run: wixl takes no absolute path for an icon.
    Step::new("wixl")
        .within(&stage)
        .arguments(["-a", "x64", "-D", &format!("Version={version}"), "-o"])
        .arguments([msi.clone(), packaging.join("koppelwijzer.wxs")])
        .run()?;
    Ok(Installers { setup, msi, stage })
}
