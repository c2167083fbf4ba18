//! A full disk and a failing one.

use std::path::Path;
use std::process::Output;

use crate::strace::{run, said};
use crate::support::{db, directory, filled, open, stored};

/// Runs the writer with a call that fails from the Nth time on, on one file of the data directory.
fn failing(dir: &Path, file: &str, call: &str, error: &str, from: usize) -> Output {
    let path = dir.join(file);
    let path = path.to_str().unwrap();
    let inject = format!("inject={call}:error={error}:when={from}+");
    run(&["-P", path, "-e", &format!("trace={call}"), "-e", &inject], dir, &["append", "5"])
}

/// Makes the call fail earlier and earlier, and looks at what the writer said and what is there afterwards.
fn at_every_point(file: &str, call: &str, error: &str, fault: &str) {
    let mut failed = 0;
    for from in 1..60 {
        let dir = directory();
        filled(dir.path(), 2);
        let said = said(&failing(dir.path(), file, call, error, from));
        let count = |what: &str| said.iter().filter(|line| line.starts_with(what)).count();
        let (safe, refused) = (2 + count("ack"), count("fault"));
        for line in said.iter().filter(|line| line.starts_with("fault")) {
            assert!(line.contains(fault), "from {from}: {line}");
        }
        // After a fault the writer reads: exactly what was acknowledged by then.
        let mut there = 2;
        for line in &said {
            there += usize::from(line.starts_with("ack"));
            if let Some(read) = line.strip_prefix("read ") {
                assert_eq!(read.parse(), Ok(there), "from {from}: {said:?}");
            }
        }
        let records = open(dir.path());
        let events = stored(&records).len();
        assert!(events == safe || events == safe + 1 && refused > 0, "from {from}: {events} {safe}");
        failed += usize::from(refused > 0);
        if said.iter().all(|line| line.starts_with("ack")) && said.len() == 5 {
            break;
        }
    }
    assert!(failed > 2, "only {failed} runs failed");
}

#[test]
fn a_full_disk_is_reported_and_changes_nothing() {
    at_every_point("koppelwijzer.db-wal", "pwrite64", "ENOSPC", "DiskFull");
}

#[test]
fn a_failing_sync_is_never_called_saved() {
    at_every_point("koppelwijzer.db-wal", "fsync", "EIO", "Io(");
}

#[test]
fn a_failing_write_is_never_called_saved() {
    at_every_point("koppelwijzer.db-wal", "pwrite64", "EIO", "Io(");
}

#[test]
fn a_disk_that_is_full_from_the_start_opens_to_read() {
    let dir = directory();
    filled(dir.path(), 2);
    let inject = ["-e", "trace=pwrite64,write", "-e", "inject=write:error=ENOSPC:when=1"];
    let output = run(&inject, dir.path(), &["read"]);
    let said = said(&output);
    assert_eq!(said[0], "notices [ReadOnly { cause: DiskFull }]");
    assert_eq!(said[1..], ["read 2", "refused true"]);
}

#[test]
fn a_backup_without_room_leaves_everything_as_it_was() {
    let dir = directory();
    filled(dir.path(), 2);
    let part = dir.path().join("backups/koppelwijzer.part");
    let part = part.to_str().unwrap();
    for from in 1..6 {
        let inject = format!("inject=pwrite64:error=ENOSPC:when={from}+");
        let options = ["-P", part, "-e", "trace=pwrite64", "-e", &inject];
        let output = run(&options, dir.path(), &["backup"]);
        assert_eq!(said(&output), ["backup failed"], "{output:?}");
        assert!(!Path::new(part).exists());
        let records = open(dir.path());
        assert_eq!(stored(&records).len(), 2);
        assert!(records.backups().unwrap().iter().all(|backup| backup.counts.is_some()));
        assert!(db(dir.path()).exists());
    }
}

/// What is confirmed has left the program's hands: a cut of the power cannot take it back.
#[test]
fn nothing_is_acknowledged_before_the_log_is_synced() {
    let dir = directory();
    filled(dir.path(), 1);
    let trace = dir.path().join("trace");
    let options = ["-y", "-e", "trace=pwrite64,fsync,write", "-o", trace.to_str().unwrap()];
    run(&options, dir.path(), &["append", "5"]);
    let (mut unsynced, mut acknowledged, mut written) = (false, 0, 0);
    for line in std::fs::read_to_string(&trace).unwrap().lines() {
        let on_the_log = line.contains("koppelwijzer.db-wal>");
        if on_the_log && line.contains(" pwrite64(") {
            (unsynced, written) = (true, written + 1);
        } else if on_the_log && line.contains(" fsync(") && line.ends_with("= 0") {
            unsynced = false;
        } else if line.contains("\"ack ") {
            assert!(!unsynced, "{line}");
            acknowledged += 1;
        }
    }
    assert_eq!(acknowledged, 5);
    assert!(written > 10, "{written}");
}
