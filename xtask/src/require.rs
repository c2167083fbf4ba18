//! What has to be on the machine, and installing it where that can be done.

use std::env;
use std::fs;
use std::io::IsTerminal as _;

use crate::run::{Failure, Step, npm, root};

/// Debian packages to build the program.
pub const BUILD: &[&str] = &["libwebkit2gtk-4.1-dev", "build-essential", "pkg-config"];

/// Debian packages to open it without a screen and steer it. The font makes pictures equal on every machine.
pub const DESKTOP: &[&str] = &[
    "webkit2gtk-driver",
    "xvfb",
    "dbus-x11",
    "dbus-daemon",
    "gnome-keyring",
    "libsecret-tools",
    "strace",
    "iproute2",
    "fonts-open-sans",
    "poppler-utils",
    "python3",
];

/// Debian packages to build for Windows, to make its installers, and to run both.
pub const WINDOWS: &[&str] = &[
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "gcc-mingw-w64-x86-64",
    "g++-mingw-w64-x86-64",
    "wine64",
    "wine",
    "nsis",
    "wixl",
    "xvfb",
    "xauth",
];

/// Debian packages to check the program for macOS.
pub const MACOS: &[&str] = &["rustc-web", "cargo-web", "rust-web-src", "python3-venv"];

/// Debian packages to sign what goes out for Windows.
pub const SIGNING: &[&str] = &["osslsigncode"];

/// Debian packages to make a package of Debian's and see its window.
pub const DEB: &[&str] = &["dpkg-dev", "xvfb", "xauth", "x11-utils", "dbus-daemon", "libglib2.0-bin"];

/// Debian packages that hours files are measured and proven beside. Large, and nothing else needs them.
pub const HOURS: &[&str] = &["libreoffice-calc", "miller"];

/// Sees to it that Debian's packages are there.
///
/// # Errors
/// When they are missing and cannot be installed here; the message names them.
pub fn packages(wanted: &[&str]) -> Result<(), Failure> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    if !Step::new("dpkg-query").arguments(["--version"]).succeeds() {
        eprintln!("Not Debian or Ubuntu: what they call {} has to be installed.", wanted.join(", "));
        return Ok(());
    }
    let missing: Vec<&str> = wanted.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !agreed(&missing)? {
        return Err(Failure::new(format!("Not installed. By hand: apt-get install {}", missing.join(" "))));
    }
    eprintln!("Missing, and installed now with apt-get: {}", missing.join(" "));
    apt_get(&["update", "--quiet"]).run()?;
    apt_get(&["install", "--yes", "--no-install-recommends"]).arguments(missing).run()
}

/// Whether the packages may be installed: a person at a terminal is asked, a script is not.
fn agreed(missing: &[&str]) -> Result<bool, Failure> {
    if !std::io::stdin().is_terminal() || env::var_os("CI").is_some() {
        return Ok(true);
    }
    eprint!("Missing: {}\nInstall with apt-get? [Y/n] ", missing.join(" "));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(is_yes(&answer))
}

/// An empty answer is the one that is offered.
fn is_yes(answer: &str) -> bool {
    matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes" | "j" | "ja")
}

/// Whether a package of Debian's is installed.
pub fn is_installed(package: &str) -> bool {
    Step::new("dpkg-query")
        .arguments(["--show", "--showformat=${Status}", package])
        .output()
        .contains("install ok installed")
}

/// apt-get without questions, through sudo unless this is root already.
fn apt_get(arguments: &[&str]) -> Step {
    let root = is_root();
    let prefix: &[&str] = if root { &[] } else { &["sudo"] };
    Step::new("env")
        .arguments(["DEBIAN_FRONTEND=noninteractive"].iter().filter(|_| root))
        .arguments(prefix)
        .arguments(["apt-get"])
        .arguments(arguments)
}

/// Whether this may do everything on the machine.
pub fn is_root() -> bool {
    Step::new("id").arguments(["-u"]).output().trim() == "0"
}

/// Sees to it that Node and npm are there.
///
/// # Errors
/// When they are not; the message says where to get them.
pub fn programs() -> Result<(), Failure> {
    let version = Step::new("node").arguments(["--version"]).output();
    let parts: Vec<u32> =
        version.trim().trim_start_matches('v').split('.').filter_map(|part| part.parse().ok()).collect();
    if parts.as_slice() >= [20, 19].as_slice() && npm(["--version"]).succeeds() {
        return Ok(());
    }
    Err(Failure::new(format!(
        "Node 20.19 or newer with npm is needed (https://nodejs.org); here is: {}",
        if version.is_empty() { "none" } else { version.trim() }
    )))
}

/// Sees to it that the page's npm packages are those of its lock file.
///
/// # Errors
/// When npm cannot install them.
pub fn page_packages() -> Result<(), Failure> {
    locked_packages("ui")
}

/// Sees to it that the OAuth server of the tests is there.
///
/// # Errors
/// When npm cannot install it.
pub fn oauth_packages() -> Result<(), Failure> {
    locked_packages("tests/oauth")
}

/// Sees to it that the CSV files with their answers are there, which are not the project's own.
///
/// # Errors
/// When npm cannot install them.
pub fn spectrum_packages() -> Result<(), Failure> {
    locked_packages("tests/hours/spectrum")
}

/// Installs what the lock file in a folder says, unless that is what is there.
fn locked_packages(folder: &str) -> Result<(), Failure> {
    let changed =
        |path: &str| fs::metadata(root().join(folder).join(path)).and_then(|file| file.modified()).ok();
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    npm(["ci", "--no-audit", "--no-fund"]).within(folder).run()
}

/// Whether there is a screen to open a window on.
pub fn has_screen() -> bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_yes_or_the_offered_answer_installs() {
        assert!(["\n", "y\n", "Ja\n", " YES "].iter().all(|answer| is_yes(answer)));
        assert!(["n\n", "nee", "q", "yn"].iter().all(|answer| !is_yes(answer)));
    }
}
