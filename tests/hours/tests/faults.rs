//! Writing the upload file while the disk is full or the program is killed, and reading from a stick that is pulled out: at each
//! call to the system, one after the other.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use hours::fuzz::corpus;

const CALLS: &str = "write,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat";

fn has_strace() -> bool {
    let has = Command::new("strace").arg("--version").output().is_ok();
    if !has {
        eprintln!("\nNOT TESTED: strace is not on this machine\n");
    }
    has
}

/// Runs the program with a fault put in.
fn faulty(fault: &[&str], words: &[&str]) -> Output {
    Command::new("strace")
        .args(["-f", "-qq", "-o", "/dev/null"])
        .args(fault)
        .arg(env!("CARGO_BIN_EXE_hours"))
        .args(words)
        .output()
        .unwrap()
}

fn write(fault: &[&str], out: &Path) -> Output {
    let file = corpus().join("uren.csv");
    let words = [
        "write",
        file.to_str().unwrap(),
        "--period",
        "2026-11",
        "--administration",
        "395",
        "--component",
        "NORM=2",
        "--component",
        "OV125=15",
        "--component",
        "REIS=4015",
        "--out",
        out.to_str().unwrap(),
    ];
    faulty(fault, &words)
}

const WHOLE: &str = "aanslnr;persnr;ploeg;2;15;4015\r\n395;12;1;15,75;;\r\n395;34;1;;0,3;\r\n395;56;1;152,25;;\r\n395;78;1;;;999,99\r\n";

/// What stands under the name of the upload file: it is whole, or not there.
fn whole_or_none(out: &Path, when: u32) {
    if let Ok(found) = fs::read_to_string(out.join("uren-395-2026-11.csv")) {
        assert_eq!(found, WHOLE, "{when}");
    }
}

#[test]
fn an_upload_file_that_is_killed_at_any_call_is_whole_or_not_there() {
    if !has_strace() {
        return;
    }
    for when in 1..200 {
        let out = tempfile::tempdir().unwrap();
        let inject = format!("inject={CALLS}:signal=KILL:when={when}");
        let ended = write(&["-e", &format!("trace={CALLS}"), "-e", &inject], out.path());
        whole_or_none(out.path(), when);
        if ended.status.success() {
            assert!(when > 3, "{when}");
            assert_eq!(fs::read_to_string(out.path().join("uren-395-2026-11.csv")).unwrap(), WHOLE);
            return;
        }
    }
    unreachable!("it never ended by itself");
}

#[test]
fn a_disk_that_is_full_at_any_call_leaves_no_half_upload_file() {
    if !has_strace() {
        return;
    }
    for call in ["write", "fsync"] {
        let mut failed = 0;
        for when in 1..50 {
            let out = tempfile::tempdir().unwrap();
            let inject = format!("inject={call}:error=ENOSPC:when={when}");
            let ended = write(&["-e", &format!("trace={call}"), "-e", &inject], out.path());
            whole_or_none(out.path(), when);
            if ended.status.success() {
                break;
            }
            failed += 1;
        }
        assert!(failed > 0, "{call}");
    }
}

#[test]
fn a_file_on_a_stick_that_is_pulled_out_is_not_read_in_part() {
    if !has_strace() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("uren.csv");
    let rows = (1..20_000).map(|row| format!("{row};NORM;8,00\r\n")).collect::<Vec<_>>().concat();
    fs::write(&path, format!("Personeelsnummer;Uursoort;Uren\r\n{rows}")).unwrap();
    let name = path.to_str().unwrap();
    for when in [1, 2] {
        let inject = format!("inject=read:error=EIO:when={when}");
        let ended = faulty(&["-P", name, "-e", "trace=read", "-e", &inject], &["read", name]);
        assert!(!ended.status.success() && ended.stdout.is_empty(), "{when}");
        assert!(String::from_utf8_lossy(&ended.stderr).contains("uren.csv"), "{when}");
    }
}
