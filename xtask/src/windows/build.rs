//! Building for Windows with the compiler and linker that Debian has, the standard library included.

use std::path::PathBuf;

use serde_json::Value;

use super::rooms;
use crate::debian_rust;
use crate::run::{Failure, Step, target};

/// The kind of Windows program that Debian's linker makes.
const TARGET: &str = "x86_64-pc-windows-gnu";

/// A test program for Windows.
pub struct Program {
    /// The package that it is of.
    pub package: String,
    /// `lib`, or the name of one of its tests.
    pub name: String,
    pub file: PathBuf,
    /// Where it expects to be run.
    pub folder: PathBuf,
}

/// Where all that is for Windows is put.
pub fn folder() -> PathBuf {
    target().join("windows")
}

/// Where the program and the library that it brings along are put.
pub fn made(release: bool) -> PathBuf {
    folder().join(TARGET).join(if release { "release" } else { "debug" })
}

/// Builds the program itself.
///
/// # Errors
/// When it does not build.
pub fn app(release: bool) -> Result<(), Failure> {
    let profile: &[&str] = if release { &["--release"] } else { &[] };
    cargo(&["build", "--package", "koppelwijzer"]).arguments(profile).run()
}

/// Builds the tests of every room.
///
/// # Errors
/// When one does not build, or a room has no test program at all.
pub fn tests() -> Result<Vec<Program>, Failure> {
    let rooms = rooms::names()?;
    let named = rooms.iter().flat_map(|room| ["--package", room.as_str()]);
    let messages = cargo(&["test", "--no-run"]).arguments(named).arguments(MESSAGES).run_printing()?;
    let programs = programs(&messages)?;
    for room in rooms {
        if !programs.iter().any(|program| program.package == room) {
            return Err(Failure::new(format!("{room} has no test program for Windows")));
        }
    }
    Ok(programs)
}

const MESSAGES: [&str; 1] = ["--message-format=json-render-diagnostics"];

/// Cargo for Windows.
fn cargo(arguments: &[&str]) -> Step {
    debian_rust::cargo(&folder())
        .variable("CARGO_PROFILE_DEV_DEBUG", "0")
        .variable("CARGO_PROFILE_TEST_DEBUG", "0")
        .variable("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_LINKER", "x86_64-w64-mingw32-gcc")
        .arguments(arguments)
        .arguments(debian_rust::options(TARGET))
}

/// The test programs in Cargo's messages, one a line.
fn programs(messages: &str) -> Result<Vec<Program>, Failure> {
    let mut found = Vec::new();
    for line in messages.lines().filter(|line| line.starts_with('{')) {
        let message: Value = serde_json::from_str(line).map_err(|error| Failure::new(error.to_string()))?;
        let (Some(file), Some(manifest)) =
            (message["executable"].as_str(), message["manifest_path"].as_str().map(PathBuf::from))
        else {
            continue;
        };
        if message["profile"]["test"] != true {
            continue;
        }
        let folder = manifest.parent().unwrap_or(&manifest).to_owned();
        let package = package_name(message["package_id"].as_str().unwrap_or_default());
        let named = message["target"]["name"].as_str().unwrap_or_default();
        let name = if message["target"]["kind"][0] == "test" { named } else { "lib" }.to_owned();
        found.push(Program { package, name, file: file.into(), folder });
    }
    Ok(found)
}

/// The name in an id of Cargo's: `path+file:///project/crates/records#0.1.0`, or with the name before the version where the
/// folder is called otherwise: `path+file:///project#koppelwijzer@0.1.0`.
fn package_name(id: &str) -> String {
    let (path, version) = id.rsplit_once('#').unwrap_or((id, ""));
    let name = version.split_once('@').map_or_else(|| path.rsplit('/').next(), |(name, _)| Some(name));
    name.unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn test_programs_are_found_in_what_cargo_says() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","package_id":"path+file:///p/crates/records#0.1.0","manifest_path":"/p/crates/records/Cargo.toml","target":{"name":"it","kind":["test"]},"profile":{"test":true},"executable":"/t/it-1.exe"}"#,
            "\n",
            r#"{"reason":"compiler-artifact","package_id":"path+file:///p#koppelwijzer@0.1.0","manifest_path":"/p/Cargo.toml","target":{"name":"koppelwijzer"},"profile":{"test":false},"executable":"/t/koppelwijzer.exe"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
            "\n",
        );
        let found = programs(messages).unwrap();
        assert_eq!(found.len(), 1, "the program itself is no test");
        assert_eq!((found[0].package.as_str(), found[0].name.as_str()), ("records", "it"));
        assert_eq!(found[0].folder, PathBuf::from("/p/crates/records"));
        assert_eq!(package_name("path+file:///p#koppelwijzer@0.1.0"), "koppelwijzer");
    }

    #[test]
    fn what_is_no_message_is_refused() {
        assert!(programs("{ this is not JSON").is_err());
    }
}
