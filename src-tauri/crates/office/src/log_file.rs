//! A log file for who helps: what went wrong, where in the program and when, and never what somebody entered.
//!
//! What programs say of an error can hold a value of the user: a name that did not read, a path with a name in it. Of every
//! text what is quoted, what is a path or an address and what is a longer number is left out before it is written.

use std::fmt::{self, Write as _};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use parking_lot::Mutex;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

mod redact;

pub use redact::redacted;

/// The file, and the one before it.
const NAME: &str = "koppelwijzer.log";
const EARLIER: &str = "koppelwijzer-earlier.log";
/// How large a file becomes before it is the earlier one, in bytes.
const MOST: u64 = 1 << 20;
/// The crates of the app. What others say is not known to be free of values.
const OWN: [&str; 10] = [
    "domain",
    "exchange",
    "file_access",
    "handbooks",
    "koppelwijzer",
    "loket",
    "office",
    "records",
    "sandbox",
    "vault",
];

/// The file that is written to. None until the folder is known.
static LOG: Mutex<Option<LogFile>> = Mutex::new(None);

/// Writes to the log file in a data folder from now on, and says in it which version starts; does nothing when that is
/// so already. Without a folder, or a file that can be written, everything goes on.
pub fn begin(folder: &Path) {
    if path().is_some() {
        return;
    }
    match LogFile::open(folder, MOST) {
        Ok(opened) => {
            *LOG.lock() = Some(opened);
            write(&format!("start {} {}", env!("CARGO_PKG_VERSION"), std::env::consts::OS));
        }
        Err(error) => tracing::info!(kind = ?error.kind(), "there is no log file yet"),
    }
}

/// Where the log file is; none where there is none.
pub fn path() -> Option<PathBuf> {
    LOG.lock().as_ref().map(|log| log.folder.join(NAME))
}

/// Writes down that the program panicked and where. What the panic says only where it is a text of the program itself.
pub fn panicked(panic: &std::panic::PanicHookInfo<'_>) {
    let says = panic.payload().downcast_ref::<&'static str>().map(|says| redacted(says)).unwrap_or_default();
    let place =
        panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
    write(&format!("PANIC {place} {says}"));
}

fn write(text: &str) {
    if let Some(log) = LOG.lock().as_mut() {
        // There is nowhere to say that the log cannot be written.
        let _ = log.line(text);
    }
}

/// The layer that writes warnings and errors of the app to the log file.
#[derive(Debug, Clone, Copy, Default)]
pub struct LogLayer;

impl<S: Subscriber> Layer<S> for LogLayer {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let about = event.metadata();
        let own = about.target().split("::").next().is_some_and(|name| OWN.contains(&name));
        if !own || *about.level() > Level::WARN {
            return;
        }
        let mut text = format!("{} {}:{}", about.level(), about.target(), about.line().unwrap_or_default());
        event.record(&mut Fields(&mut text));
        write(&text);
    }
}

/// Fields that hold a word of the program or of Loket's interface, and never one of the user.
const WORDS: [&str; 2] = ["operation", "place"];

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_str(&mut self, field: &Field, value: &str) {
        if WORDS.contains(&field.name()) {
            self.record_debug(field, &format_args!("{value}"));
        } else {
            self.record_debug(field, &value);
        }
    }

    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let value = redacted(&format!("{value:?}"));
        let written = match field.name() {
            "message" => write!(self.0, " {value}"),
            name => write!(self.0, " {name}={value}"),
        };
        // Writing to a text does not fail.
        let _ = written;
    }
}

/// A file that makes place for another when it is full.
struct LogFile {
    folder: PathBuf,
    file: File,
    size: u64,
    most: u64,
}

impl LogFile {
    fn open(folder: &Path, most: u64) -> io::Result<Self> {
        let file = options().append(true).open(folder.join(NAME))?;
        let size = file.metadata()?.len();
        Ok(Self { folder: folder.to_owned(), file, size, most })
    }

    fn line(&mut self, text: &str) -> io::Result<()> {
        let line = format!("{} {}\n", Timestamp::now(), text.replace(['\n', '\r'], " "));
        if self.size + line.len() as u64 > self.most {
            self.begin_anew()?;
        }
        self.file.write_all(line.as_bytes())?;
        self.size += line.len() as u64;
        Ok(())
    }

    fn begin_anew(&mut self) -> io::Result<()> {
        let path = self.folder.join(NAME);
        // Where another program holds it, the bound matters more than what was written before.
        let kept = fs::rename(&path, self.folder.join(EARLIER));
        self.file = options().append(true).open(&path)?;
        if kept.is_err() {
            self.file.set_len(0)?;
        }
        self.size = 0;
        Ok(())
    }
}

fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_stays_small_and_the_newest_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = LogFile::open(folder.path(), 1_000).unwrap();
        for number in 0..100 {
            log.line(&format!("WARN line {number}")).unwrap();
        }
        let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(read(NAME).contains("line 99") && read(NAME).len() <= 1_000);
        assert!(!read(EARLIER).contains("line 99") && read(EARLIER).len() <= 1_000);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        // The next start goes on where it was.
        LogFile::open(folder.path(), 1_000).unwrap().line("WARN once more").unwrap();
        assert!(read(NAME).contains("line 99") && read(NAME).contains("once more"));
    }

    #[test]
    fn a_line_break_in_a_text_begins_no_line_of_its_own() {
        let folder = tempfile::tempdir().unwrap();
        LogFile::open(folder.path(), 1_000).unwrap().line("one\nERROR office: made up\r\n").unwrap();
        assert_eq!(fs::read_to_string(folder.path().join(NAME)).unwrap().lines().count(), 1);
    }
}
