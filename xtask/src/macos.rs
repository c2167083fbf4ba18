//! `cargo xtask macos`: the whole program, type-checked for macOS on a Debian machine. It is not linked or run.

use std::fs;
use std::path::Path;

use crate::run::{Failure, Step, root, target};
use crate::{debian_rust, page, require};

/// The kind of computer that is checked for.
const TARGET: &str = "aarch64-apple-darwin";
/// Zig, whose C compiler comes with the headers of macOS, as a package of Python.
const ZIG: &str = "ziglang==0.17.1";
/// What the tools are called that stand in for Apple's, after `zig`, and the variable that names each.
const TOOLS: [(&str, &str); 3] = [
    ("cc", "CC_aarch64_apple_darwin"),
    ("c++", "CXX_aarch64_apple_darwin"),
    ("ar", "AR_aarch64_apple_darwin"),
];

/// Checks it.
///
/// # Errors
/// When something is missing that cannot be installed, or does not check.
pub fn check() -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Err(Failure::new("This checks for macOS on Debian. On macOS itself: cargo xtask check"));
    }
    require::programs()?;
    require::packages(require::MACOS)?;
    page()?;
    let folder = target().join("macos");
    let zig = folder.join("zig");
    if !zig.join("bin/python3").exists() {
        Step::new("/usr/bin/python3").arguments(["-m", "venv"]).arguments([&zig]).run()?;
    }
    let python = zig.join("bin/python3");
    Step::new(&python)
        .arguments(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", ZIG])
        .run()?;
    let tools = folder.join("tools");
    let sdk = folder.join("sdk");
    fs::create_dir_all(&tools)?;
    fs::create_dir_all(&sdk)?;
    let script = root().join("xtask/macos/compiler");
    let mut step = debian_rust::cargo(&folder)
        .variable("KOPPELWIJZER_ZIG_PYTHON", &python)
        // Apple's own is asked for no longer once this is set.
        .variable("SDKROOT", &sdk);
    for (tool, variable) in TOOLS {
        let link = tools.join(format!("zig{tool}"));
        linked(&script, &link)?;
        step = step.variable(variable, &link);
    }
    step.arguments(["check", "--package", "koppelwijzer"]).arguments(debian_rust::options(TARGET)).run()
}

/// Has a name lead to the script.
fn linked(script: &Path, link: &Path) -> Result<(), Failure> {
    if link.symlink_metadata().is_ok() {
        fs::remove_file(link)?;
    }
    #[cfg(unix)]
    std::os::unix::fs::symlink(script, link)?;
    #[cfg(not(unix))]
    let _ = script;
    Ok(())
}
