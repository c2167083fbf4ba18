//! A test with a network of its own, in which nothing is but this computer: whatever it asks, nothing leaves. The names
//! of hosts are what the test says they are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use driver::{Fault, Result};

/// The folder with the names, in the environment of the test that runs in a network of its own.
const NAMES: &str = "KOPPELWIJZER_TEST_NAMES";

/// Names are looked up in the list of the test and nowhere else: a resolver of the system would sit outside.
const SET_UP: &str = r#"
ip link set lo up &&
mount --bind "$1/hosts" /etc/hosts &&
mount --bind "$1/nsswitch.conf" /etc/nsswitch.conf &&
mount --bind "$1/resolv.conf" /etc/resolv.conf &&
if [ -d /run/nscd ]; then mount -t tmpfs tmpfs /run/nscd; fi
"#;

/// The names of hosts in the network of the test.
pub struct Names(PathBuf);

impl Names {
    /// From here on these are names of this computer, and no other is known.
    pub fn here(&self, names: &[&str]) -> Result {
        let lines: Vec<String> =
            ["localhost"].iter().chain(names).map(|name| format!("127.0.0.1 {name}\n")).collect();
        Ok(fs::write(self.0.join("hosts"), lines.concat())?)
    }
}

/// Runs this test, whose name is given, in a network of its own.
#[track_caller]
pub fn alone(test: &str, body: impl FnOnce(&Names) -> Result) -> Result {
    if let Some(folder) = env::var_os(NAMES) {
        return body(&Names(folder.into()));
    }
    let folder = tempfile::Builder::new().prefix("koppelwijzer-names-").tempdir()?;
    let names = Names(folder.path().to_owned());
    names.here(&[])?;
    fs::write(folder.path().join("nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n")?;
    fs::write(folder.path().join("resolv.conf"), "nameserver 127.0.0.1\noptions attempts:1 timeout:1\n")?;
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--"]).args(way_in(folder.path())?);
    let script = format!("{SET_UP} shift && exec \"$@\"");
    command.args(["sh", "-e", "-c", &script, "sh"]).arg(folder.path()).arg(env::current_exe()?);
    let ended = command.args([test, "--exact", "--nocapture"]).env(NAMES, folder.path()).status()?;
    if ended.success() {
        Ok(())
    } else {
        Err(Fault::new(format!("{test} failed in its own network; what it said stands above")))
    }
}

/// An administrator may make a network; others may where the system lets them have a user namespace.
fn way_in(folder: &Path) -> Result<&'static [&'static str]> {
    let own = &["unshare", "--net", "--mount"][..];
    let others = &["unshare", "--map-current-user", "--keep-caps", "--net", "--mount"][..];
    let mut said = String::new();
    for unshare in [own, others] {
        let mut command = Command::new(unshare[0]);
        command.args(&unshare[1..]).args(["sh", "-e", "-c", SET_UP, "sh"]).arg(folder).stdin(Stdio::null());
        let tried = command.output()?;
        if tried.status.success() {
            return Ok(unshare);
        }
        said.push_str(&String::from_utf8_lossy(&tried.stderr));
    }
    Err(Fault::new(format!(
        "this test makes a network of its own, and may not: run it as an administrator, or allow user namespaces \
         (kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0): {said}"
    )))
}
