//! Files that another program holds, as Windows itself says so.
#![cfg(windows)]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::{self, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt as _;
use std::thread::{sleep, spawn};
use std::time::Duration;

use file_access::{remove_file, rename};

/// As a virus scanner holds a file: others may read it, and nobody may remove it.
#[test]
fn a_file_that_a_program_holds_is_replaced_once_it_lets_go_and_busy_until_then() {
    const SHARE_READ: u32 = 1;
    let folder = tempfile::tempdir().unwrap();
    let (new, path) = (folder.path().join("new"), folder.path().join("koppelwijzer.session"));
    fs::write(&new, "new").unwrap();
    fs::write(&path, "old").unwrap();
    let hold = || OpenOptions::new().read(true).share_mode(SHARE_READ).open(&path).unwrap();
    let held = hold();
    assert_eq!(rename(&new, &path).unwrap_err().kind(), io::ErrorKind::ResourceBusy);
    assert_eq!(remove_file(&path).unwrap_err().kind(), io::ErrorKind::ResourceBusy);
    drop(held);
    let held = hold();
    let lets_go = spawn(move || {
        sleep(Duration::from_millis(300));
        drop(held);
    });
    rename(&new, &path).unwrap();
    lets_go.join().unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "new");
}
