//! Running the writer under strace, which makes a system call fail or kills the program at it.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::OnceLock;

use crate::support::directory;

/// The system calls by which anything on the disk changes.
pub const CALLS: [&str; 5] = ["pwrite64", "fsync", "ftruncate", "rename", "unlink"];

/// The example program, built once for this run.
pub fn writer() -> &'static Path {
    static WRITER: OnceLock<PathBuf> = OnceLock::new();
    WRITER.get_or_init(|| {
        // .../PROFILE/deps/it-HASH
        let deps = std::env::current_exe().expect("a path");
        let profile = deps.ancestors().nth(2).expect("a target directory");
        let target = profile.parent().expect("a target directory");
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--package", "records", "--example", "writer"]);
        build.arg("--target-dir").arg(target);
        build.current_dir(env!("CARGO_MANIFEST_DIR"));
        if profile.ends_with("release") {
            build.arg("--release");
        }
        assert!(build.status().expect("cargo runs").success(), "the writer builds");
        profile.join("examples/writer")
    })
}

/// Runs the writer under strace with these options.
pub fn run(options: &[&str], dir: &Path, words: &[&str]) -> Output {
    let mut command = Command::new("strace");
    command.args(["-o", "/dev/null", "-f"]).args(options);
    command.arg(writer()).arg(dir).args(words);
    match command.output() {
        Ok(output) => output,
        Err(error) => panic!("this test needs strace (apt-get install strace): {error}"),
    }
}

/// What it said, line by line.
pub fn said(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().map(str::to_owned).collect()
}

/// Kills the writer at the first, second, ... of each system call, each time on a directory made anew, until it runs
/// to its end; looks at what is left each time. Gives the number of runs.
pub fn kill_everywhere(
    prepare: impl Fn(&Path) + Sync,
    words: &[&str],
    look: impl Fn(&Path, &[String]) + Sync,
) -> usize {
    writer();
    let threads = 2;
    let one_thread = |thread: usize| {
        let mut runs = 0;
        for call in CALLS {
            for number in (1 + thread..).step_by(threads) {
                let dir = directory();
                prepare(dir.path());
                let inject = format!("inject={call}:signal=KILL:when={number}");
                let trace = format!("trace={call}");
                let output = run(&["-e", &trace, "-e", &inject], dir.path(), words);
                runs += 1;
                look(dir.path(), &said(&output));
                if output.status.success() {
                    break;
                }
                assert!(
                    output.stderr.is_empty(),
                    "at {call} {number}: {}",
                    String::from_utf8_lossy(&output.stderr)
                );
            }
        }
        runs
    };
    let runs = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|thread| scope.spawn(move || one_thread(thread))).collect();
        threads.into_iter().map(|thread| thread.join().expect("a thread")).sum()
    });
    // Were nothing ever killed, each call would take one run in each thread.
    assert!(runs > 5 * threads * CALLS.len(), "only {runs} runs");
    eprintln!("{runs} runs of {words:?}");
    runs
}
