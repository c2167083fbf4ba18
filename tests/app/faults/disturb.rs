//! Surroundings that get in the program's way, none of which needs the rights of an administrator: a disk whose
//! answers are changed by `strace`, and folders that are mounted otherwise for the program alone.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use driver::{App, Fault, Options, Result};

/// How long `strace` may take to take hold of every thread, or to let go.
const HOLDING: Duration = Duration::from_mins(1);

/// Starts the program as a child of a shell that becomes `strace` at a signal: a program may always be held by
/// the one that started it, whatever `kernel.yama.ptrace_scope` says of others. The outer shell stays as long as the
/// program does, since the web driver ends what it started when that ends.
const READY_TO_HOLD: &str = r#"
(
  "$@" &
  echo "$!" > "$HOME/held-pid"
  trap 'exec sh "$HOME/hold" "$(cat "$HOME/held-pid")"' USR1
  while kill -0 "$(cat "$HOME/held-pid")" 2> /dev/null; do wait; done
)
while kill -0 "$(cat "$HOME/held-pid")" 2> /dev/null; do sleep 0.1; done
"#;

/// The program, ready to be held.
pub fn holdable(options: Options) -> Options {
    options.through(["sh", "-c", READY_TO_HOLD, "sh"])
}

/// The program held by `strace`, which changes the answers that the system gives it.
pub struct Held(u32);

impl Held {
    /// Takes hold of a program that was started with [`holdable`]. `changes` are arguments of `strace`, such as
    /// `["-e", "inject=fsync:error=EIO", "-P", "/a/file"]`.
    pub fn by(app: &App, changes: &[&str]) -> Result<Self> {
        let home = app.desktop().home();
        let quoted: Vec<String> =
            changes.iter().map(|word| format!("'{}'", word.replace('\'', r"'\''"))).collect();
        let said = home.join("strace-said");
        let script =
            format!("exec strace -f -qq -o /dev/null -p \"$1\" {} 2> '{}'", quoted.join(" "), said.display());
        fs::write(home.join("hold"), script)?;
        let pid = app.pid()?;
        let parent = parent(pid)?;
        signal(parent, "USR1")?;
        until(pid, true).map_err(|fault| {
            Fault::new(format!(
                "{fault}; strace said: {}; kernel.yama.ptrace_scope is {} (above 1 nobody but an administrator may \
                 hold a program, and this test cannot run)",
                fs::read_to_string(said).unwrap_or_default(),
                fs::read_to_string("/proc/sys/kernel/yama/ptrace_scope").unwrap_or_else(|_| "not there".into()),
            ))
        })?;
        Ok(Self(parent))
    }

    /// Lets go: from now on the system's answers are its own.
    pub fn let_go(self, app: &App) -> Result {
        // Ended by TERM it takes its hands off first; KILL would do too, but in the middle of a call.
        signal(self.0, "TERM")?;
        until(app.pid()?, false)
    }
}

fn signal(pid: u32, name: &str) -> Result {
    let sent = Command::new("kill").args([format!("-{name}"), pid.to_string()]).status()?;
    if sent.success() { Ok(()) } else { Err(Fault::new(format!("{name} was not taken by {pid}"))) }
}

/// Waits until every thread of the program is held, or none is.
fn until(pid: u32, held: bool) -> Result {
    let start = Instant::now();
    loop {
        let mut threads = fs::read_dir(format!("/proc/{pid}/task"))?.filter_map(|thread| {
            let status = fs::read_to_string(thread.ok()?.path().join("status")).ok()?;
            Some(status.lines().any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0")))
        });
        if threads.all(|thread| thread == held) {
            return Ok(());
        }
        if start.elapsed() > HOLDING {
            let what = if held { "take hold of" } else { "let go of" };
            return Err(Fault::new(format!("strace did not {what} the program")));
        }
        thread::sleep(Duration::from_millis(10));
    }
}

fn parent(pid: u32) -> Result<u32> {
    let status = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("PPid:"));
    line.and_then(|number| number.trim().parse().ok()).ok_or_else(|| Fault::new("the program has no parent"))
}

/// The program, which alone sees this folder as one that nothing can be written to.
pub fn read_only(options: Options, folder: &Path) -> Result<Options> {
    mounted(options, folder, r#"mount --bind "$1" "$1" && mount -o remount,ro,bind "$1""#)
}

/// The program, which alone sees an empty disk of a few kilobytes in the place of this folder.
pub fn small_disk(options: Options, folder: &Path, kilobytes: u32) -> Result<Options> {
    mounted(options, folder, &format!(r#"mount -t tmpfs -o size={kilobytes}k tmpfs "$1""#))
}

/// The program in a mount namespace of its own. An administrator may make one; others may where the system lets them
/// have a user namespace, in which they stay who they are, as D-Bus wants it.
fn mounted(options: Options, folder: &Path, mount: &str) -> Result<Options> {
    let own = ["unshare", "--mount"];
    let others = ["unshare", "--map-current-user", "--keep-caps", "--mount"];
    let folder = folder.display().to_string();
    let try_out = |unshare: &[&str]| -> Result<(bool, String)> {
        let script = format!("{mount} && exit 0; exit 1");
        let mut command = Command::new(unshare[0]);
        command.args(&unshare[1..]).args(["sh", "-c", &script, "sh", &folder]).stdin(Stdio::null());
        let tried = command.output()?;
        Ok((tried.status.success(), String::from_utf8_lossy(&tried.stderr).into_owned()))
    };
    let mut said = String::new();
    for unshare in [&own[..], &others[..]] {
        let (can, refused) = try_out(unshare)?;
        if can {
            let script = format!(r#"{mount} && shift && exec "$@""#);
            let words = unshare.iter().map(|word| (*word).to_owned());
            return Ok(options.through(words.chain(["sh".into(), "-c".into(), script, "sh".into(), folder])));
        }
        said.push_str(&refused);
    }
    Err(Fault::new(format!(
        "this test mounts a folder for the program alone, and may not: run it as an administrator, or allow user \
         namespaces (kernel.unprivileged_userns_clone=1, kernel.apparmor_restrict_unprivileged_userns=0): {said}"
    )))
}
