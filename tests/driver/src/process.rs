//! The processes a test starts: found through /proc, ended by their id, never by name.

use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command};
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::fault::{Fault, Result};

/// How long a program gets to put its things away when it is asked to end.
const PARTING: Duration = Duration::from_secs(1);

/// A program of the desktop, ended when dropped.
pub(crate) struct Running(Child);

impl Running {
    pub(crate) fn start(command: &mut Command) -> io::Result<Self> {
        command.spawn().map(Self)
    }

    pub(crate) fn stdin(&mut self) -> Option<ChildStdin> {
        self.0.stdin.take()
    }

    pub(crate) fn stdout(&mut self) -> Option<ChildStdout> {
        self.0.stdout.take()
    }

    pub(crate) fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        signal(self.id(), Signal::TERM);
        let asked = Instant::now();
        while asked.elapsed() < PARTING && matches!(self.0.try_wait(), Ok(None)) {
            thread::sleep(Duration::from_millis(5));
        }
        // Both fail only when it has already ended, which is what is wanted.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A command for `program` that the kernel ends when the thread that started it dies, so that a test that is cut
/// off leaves nothing behind.
pub(crate) fn guarded(program: &str) -> Command {
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "KILL", "--", program]);
    command
}

/// Ends one process at once. False when it was already gone.
pub(crate) fn end(pid: u32) -> bool {
    signal(pid, Signal::KILL)
}

/// Stops one process where it is.
pub(crate) fn hold(pid: u32) {
    signal(pid, Signal::STOP);
}

/// Lets a process that was stopped go on.
pub(crate) fn release(pid: u32) {
    signal(pid, Signal::CONT);
}

fn signal(pid: u32, signal: Signal) -> bool {
    i32::try_from(pid).ok().and_then(Pid::from_raw).is_some_and(|pid| kill_process(pid, signal).is_ok())
}

/// Whether the process is there and not merely waiting to be collected.
pub(crate) fn alive(pid: u32) -> bool {
    stat(pid).is_some_and(|(state, _)| state != 'Z')
}

/// The processes below `ancestor`, nearest first, itself not among them.
pub fn descendants(ancestor: u32) -> Vec<u32> {
    let parents: Vec<(u32, u32)> = all().filter_map(|pid| Some((pid, stat(pid)?.1))).collect();
    let mut found = vec![ancestor];
    let mut next = 0;
    while let Some(&parent) = found.get(next) {
        found.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(pid, _)| *pid));
        next += 1;
    }
    found.split_off(1)
}

/// The program a process runs.
pub(crate) fn executable(pid: u32) -> Option<PathBuf> {
    fs::read_link(format!("/proc/{pid}/exe")).ok()
}

/// The processes whose environment holds `home` as their home folder.
pub(crate) fn living_in(home: &Path) -> Vec<u32> {
    let mark = [b"HOME=", home.as_os_str().as_bytes()].concat();
    all()
        .filter(|pid| {
            fs::read(format!("/proc/{pid}/environ"))
                .is_ok_and(|text| text.split(|byte| *byte == 0).any(|variable| variable == mark))
        })
        .collect()
}

/// The memory of a process in bytes, shared pages counted in proportion (PSS).
pub fn proportional_memory(pid: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    line.split_whitespace().next()?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// The most memory (resident) a process has had at one time since this was last started, in bytes.
#[derive(Debug)]
pub struct PeakMemory {
    pid: u32,
    before: u64,
}

impl PeakMemory {
    /// Starts anew: from here on the most is looked for.
    ///
    /// # Errors
    /// When the process is gone, or the system does not let its peak be set back.
    pub fn start(pid: u32) -> Result<Self> {
        fs::write(format!("/proc/{pid}/clear_refs"), "5")?;
        Ok(Self { pid, before: high_water(pid)? })
    }

    /// By how many bytes the process was larger at its largest than at the start.
    ///
    /// # Errors
    /// When the process is gone.
    pub fn grown(&self) -> Result<u64> {
        Ok(high_water(self.pid)?.saturating_sub(self.before))
    }
}

fn high_water(pid: u32) -> Result<u64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    kilobytes
        .map(|kilobytes| kilobytes * 1024)
        .ok_or_else(|| Fault::new("the system names no peak of memory"))
}

/// The processor time a process has used so far, its collected children not counted.
pub fn processor_time(pid: u32) -> Option<Duration> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks: u64 = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
    // Linux counts in hundredths of a second for every program, whatever the kernel's own clock does.
    Some(Duration::from_millis(ticks * 10))
}

fn all() -> impl Iterator<Item = u32> {
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
}

/// The state and the parent of a process, from the fields after its name, which is itself in brackets.
fn stat(pid: u32) -> Option<(char, u32)> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?.chars().next()?;
    Some((state, fields.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_found_below_its_parent_and_gone_after_its_end() {
        let child = Running::start(guarded("sleep").arg("60")).unwrap();
        let pid = child.id();
        assert!(descendants(std::process::id()).contains(&pid));
        assert!(alive(pid));
        assert!(end(pid));
        drop(child);
        assert!(!alive(pid));
    }

    #[test]
    fn this_process_has_memory_and_a_program() {
        let me = std::process::id();
        assert!(proportional_memory(me).unwrap() > 100_000);
        assert_eq!(executable(me).unwrap(), std::env::current_exe().unwrap());
    }
}
