//! Trying again while another program holds a file.

use std::io::{self, ErrorKind};
use std::thread::sleep;
use std::time::Duration;

/// How often a held file is tried again, and how long between: two seconds in all.
pub const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(100);

/// What Windows says when another program holds a file: sharing violation and lock violation.
const HELD: [i32; 2] = [32, 33];
/// Windows: access denied. Said of a rename or removal also while a program holds the file.
const DENIED: i32 = 5;

/// Whose error numbers they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum System {
    Windows,
    Other,
}

impl System {
    /// The system that the program runs on.
    pub const HERE: Self = if cfg!(windows) { Self::Windows } else { Self::Other };
}

/// Whether an error says that another program holds the file. `denied_is_held`: nothing else can be the reason why
/// access is denied.
pub fn is_held(system: System, denied_is_held: bool, error: &io::Error) -> bool {
    let number = error.raw_os_error().unwrap_or_default();
    matches!(error.kind(), ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy)
        || (system == System::Windows && (HELD.contains(&number) || denied_is_held && number == DENIED))
}

/// Does something with a file that may be renamed and removed, and tries again while another program holds it.
///
/// # Errors
/// As [`retry`].
pub fn retry_while_held<T>(operation: impl FnMut() -> io::Result<T>) -> io::Result<T> {
    retry(System::HERE, true, sleep, operation)
}

/// Does something and tries again, for two seconds in all, while [`is_held`] says that another program is in the way.
///
/// # Errors
/// What the operation says; [`ErrorKind::ResourceBusy`], around that, when the last try still met the other program.
pub fn retry<T>(
    system: System,
    denied_is_held: bool,
    wait: impl Fn(Duration),
    mut operation: impl FnMut() -> io::Result<T>,
) -> io::Result<T> {
    for _ in 0..TRIES {
        match operation() {
            Err(error) if is_held(system, denied_is_held, &error) => wait(PAUSE),
            other => return other,
        }
    }
    operation().map_err(|error| {
        if is_held(system, denied_is_held, &error) {
            io::Error::new(ErrorKind::ResourceBusy, error)
        } else {
            error
        }
    })
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// What comes of a file on Windows that answers with this error for so many tries, and how long it took.
    fn tried(number: i32, times: u32, denied_is_held: bool) -> (io::Result<&'static str>, Duration) {
        let (left, waited) = (Cell::new(times), Cell::new(Duration::ZERO));
        let wait = |pause| waited.set(waited.get() + pause);
        let outcome = retry(System::Windows, denied_is_held, wait, || {
            if left.get() == 0 {
                return Ok("done");
            }
            left.set(left.get() - 1);
            Err(io::Error::from_raw_os_error(number))
        });
        (outcome, waited.get())
    }

    #[test]
    fn a_file_that_is_held_for_a_moment_is_tried_again() {
        for number in [5, 32, 33] {
            let (outcome, waited) = tried(number, 3, true);
            assert_eq!((outcome.unwrap(), waited), ("done", 3 * PAUSE), "{number}");
        }
    }

    #[test]
    fn a_file_that_stays_held_is_called_busy_after_two_seconds() {
        for number in [5, 32, 33] {
            let (outcome, waited) = tried(number, u32::MAX, true);
            assert_eq!(outcome.unwrap_err().kind(), ErrorKind::ResourceBusy, "{number}");
            assert_eq!(waited, Duration::from_secs(2));
        }
    }

    #[test]
    fn other_errors_are_told_at_once() {
        for number in [2, 3, 112] {
            let (outcome, waited) = tried(number, 1, true);
            assert_eq!((outcome.unwrap_err().raw_os_error(), waited), (Some(number), Duration::ZERO));
        }
        let (outcome, waited) = tried(5, 1, false);
        assert_eq!((outcome.unwrap_err().raw_os_error(), waited), (Some(5), Duration::ZERO), "no rights");
        assert!(
            !is_held(System::Other, true, &io::Error::from_raw_os_error(32)),
            "32 is a broken pipe there"
        );
    }
}
