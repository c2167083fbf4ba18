//! Running other programs: shown before it starts, from the project's folder, output as it comes.

use std::ffi::OsStr;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::count::Count;

/// Why a command of the project did not succeed, in words for the person who ran it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with this message.
    pub fn new(message: impl Into<String>) -> Self {
        Self(message.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

/// One program to run, with how it reads on a command line.
pub struct Step {
    command: Command,
    shown: String,
}

/// The project's folder.
pub fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Cargo, the one that runs this.
pub fn cargo<const N: usize>(arguments: [&str; N]) -> Step {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut step = Step::new(program);
    step.shown = "cargo".into();
    step.arguments(arguments)
}

/// npm in `ui/`.
pub fn npm<const N: usize>(arguments: [&str; N]) -> Step {
    let mut step = Step::new(if cfg!(windows) { "npm.cmd" } else { "npm" }).arguments(arguments);
    step.command.current_dir(root().join("ui"));
    step
}

impl Step {
    /// A program, run from the project's folder.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(&program);
        command.current_dir(root());
        Self { command, shown: program.as_ref().to_string_lossy().into_owned() }
    }

    /// In this folder of the project, or at this path.
    pub fn within(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(root().join(folder));
        self
    }

    /// From where the command of the project was given, for files that are named on it.
    pub fn where_given(mut self) -> Self {
        self.command.current_dir(std::env::current_dir().unwrap_or_else(|_| root()));
        self
    }

    /// More arguments.
    pub fn arguments<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(mut self, arguments: I) -> Self {
        for argument in arguments {
            self.shown.push(' ');
            self.shown.push_str(&argument.as_ref().to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// With this variable in its environment.
    pub fn variable(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without this variable.
    pub fn without_variable(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Whether it runs and succeeds; shows nothing.
    pub fn succeeds(mut self) -> bool {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// What it prints; empty when it fails.
    pub fn output(mut self) -> String {
        self.command
            .stdin(Stdio::null())
            .output()
            .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
            .unwrap_or_default()
    }

    /// Runs it to its end and gives what it prints; its errors and its progress are shown as they come.
    ///
    /// # Errors
    /// When it cannot be started or does not succeed.
    pub fn run_printing(mut self) -> Result<String, Failure> {
        eprintln!("\n> {}", self.shown);
        match self.command.stdin(Stdio::null()).stderr(Stdio::inherit()).output() {
            Ok(output) => {
                self.judge(Ok(output.status))?;
                Ok(String::from_utf8_lossy(&output.stdout).into_owned())
            }
            Err(error) => self.judge(Err(error)).map(|()| String::new()),
        }
    }

    /// Runs it to its end with both its outputs in a file, in the order in which they come. No pipe: what the program leaves
    /// running would keep that open.
    ///
    /// # Errors
    /// When it cannot be started or does not succeed.
    pub fn run_into(mut self, log: &Path) -> Result<(), Failure> {
        let file = File::create(log)?;
        let status = self.command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file).status();
        self.judge(status)
    }

    /// Runs it to its end.
    ///
    /// # Errors
    /// When it cannot be started or does not succeed.
    pub fn run(mut self) -> Result<(), Failure> {
        eprintln!("\n> {}", self.shown);
        let status = self.command.status();
        self.judge(status)
    }

    /// Runs it to its end and counts the tests it reports, on either of its outputs.
    ///
    /// # Errors
    /// When it cannot be started or does not succeed; what was counted until then is in `count`.
    pub fn run_counting(mut self, count: &mut Count) -> Result<(), Failure> {
        eprintln!("\n> {}", self.shown);
        // One pipe for both outputs keeps their lines in order.
        let (reader, writer) = io::pipe()?;
        self.command.stdout(writer.try_clone()?).stderr(writer);
        let child = self.command.spawn();
        // The command holds the writing ends; without letting go of them the reading would never end.
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        let mut out = io::stdout();
        if child.is_ok() {
            for line in BufReader::new(reader).split(b'\n') {
                let line = line?;
                out.write_all(&line)?;
                out.write_all(b"\n")?;
                count.read(&String::from_utf8_lossy(&line));
            }
        }
        let status = child.and_then(|mut child| child.wait());
        self.judge(status)
    }

    fn judge(&self, status: io::Result<ExitStatus>) -> Result<(), Failure> {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(Failure(format!("FAILED ({status}): {}", self.shown))),
            Err(error) => Err(Failure(format!("FAILED, could not be started ({error}): {}", self.shown))),
        }
    }
}
