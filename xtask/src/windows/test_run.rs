//! Running the test programs under Wine, and the sums by room.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};

use super::build::{self, Program};
use super::wine::{Wine, logs, seen_from_windows};
use crate::count::Count;
use crate::run::{Failure, root};

/// Tests that hold on Windows and not under Wine, with what Wine lacks. Each must exist, so that the list does not
/// outlive them.
const NOT_UNDER_WINE: [(&str, &str, &str); 3] = [
    ("loket", "transport::tests::a_certificate_in_order_is_taken", CHAIN_ENGINE),
    ("loket", "transport::tests::a_certificate_of_another_host_is_refused", CHAIN_ENGINE),
    ("loket", "transport::tests::an_expired_certificate_is_refused", CHAIN_ENGINE),
];

const CHAIN_ENGINE: &str = "Wine 8 makes no certificate chain engine with roots of one's own";

/// Rooms whose tests go over sockets and threads: one that fails on a busy machine is tried once more, as
/// `.config/nextest.toml` has it everywhere else, and shown.
const TRIED_AGAIN: [&str; 4] = ["loket", "office", "sandbox", "vault"];

/// Runs every program, also when an earlier one failed; ends with the sums.
///
/// # Errors
/// When a test fails, a program ends without having said how its tests went, or a room has no test that ran.
pub fn run(wine: &Wine, programs: &[Program]) -> Result<(), Failure> {
    let mut rooms: BTreeMap<&str, Count> = BTreeMap::new();
    let (mut failed, mut noted) = (Vec::new(), Vec::new());
    for program in programs {
        eprintln!("{} {}", program.package, program.name);
        let ran = one(wine, program)?;
        rooms.entry(&program.package).or_default().add(&ran.count);
        let ignored = ran.ignored.iter().map(|test| ("ignored on Windows", test));
        let flaky = ran.flaky.iter().map(|test| ("passed at a second try", test));
        noted.extend(ignored.chain(flaky).map(|(what, test)| format!("{what}: {} {test}", program.package)));
        if let Some(failure) = ran.failure {
            writeln!(io::stdout(), "{}", ran.output)?;
            failed.push(failure);
        }
    }
    failed.extend(without_tests(&rooms));
    write!(io::stdout(), "\n{}", sums(&rooms, &noted))?;
    if failed.is_empty() { Ok(()) } else { Err(Failure::new(failed.join("\n"))) }
}

/// What came of one program.
struct Ran {
    count: Count,
    ignored: Vec<String>,
    /// What failed at first and passed when it was tried again.
    flaky: Vec<String>,
    output: String,
    failure: Option<String>,
}

fn one(wine: &Wine, program: &Program) -> Result<Ran, Failure> {
    let left_out = left_out(program);
    let skipped: Vec<&str> = left_out.iter().flat_map(|test| ["--skip", test]).collect();
    let (output, ended) = output(wine, program, "", &skipped)?;
    let ran = judged(program, left_out.len(), output, ended);
    let failed = failed(&ran.output);
    // A program that ended early says less than what failed, and another try would say less still.
    if !TRIED_AGAIN.contains(&program.package.as_str()) || failed.len() as u64 != ran.count.failed {
        return Ok(ran);
    }
    let names: Vec<&str> = failed.iter().map(String::as_str).collect();
    if names.is_empty() {
        return Ok(ran);
    }
    let (output, ended) = self::output(wine, program, "-again", &names)?;
    Ok(after_another_try(ran, failed, &judged(program, 0, output, ended).count))
}

/// What a program printed, which is kept under its name, and how it ended.
fn output(
    wine: &Wine,
    program: &Program,
    ending: &str,
    arguments: &[&str],
) -> Result<(String, Result<(), Failure>), Failure> {
    let log = logs().join(format!("{}-{}{ending}.txt", program.package, program.name));
    let ended = wine
        .program(&program.file, &program.folder)
        .variable("INSTA_WORKSPACE_ROOT", root())
        .variable("INSTA_UPDATE", "no")
        // Libraries that the program brings along stand beside it, and not beside its tests.
        .variable("WINEPATH", seen_from_windows(&build::made(false)))
        // An office elsewhere: times are Dutch all the same.
        .variable("TZ", "America/New_York")
        .arguments(["--test-threads=2", "--exact"])
        .arguments(arguments)
        .run_into(&log);
    Ok((String::from_utf8_lossy(&fs::read(&log)?).into_owned(), ended))
}

/// The names of the tests that failed.
fn failed(output: &str) -> Vec<String> {
    output
        .lines()
        .filter_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"))
        .map(str::to_owned)
        .collect()
}

/// What failed at first counts as passed when all of it passes by itself.
fn after_another_try(ran: Ran, failed: Vec<String>, again: &Count) -> Ran {
    if again.failed > 0 || again.passed != failed.len() as u64 {
        return ran;
    }
    let passed = ran.count.passed + again.passed;
    Ran { count: Count { passed, failed: 0, ..ran.count }, flaky: failed, failure: None, ..ran }
}

/// The tests of a program that Wine stands in the way of, all of which are in libraries.
fn left_out(program: &Program) -> Vec<&'static str> {
    NOT_UNDER_WINE
        .iter()
        .filter(|(room, _, _)| *room == program.package && program.name == "lib")
        .map(|(_, test, _)| *test)
        .collect()
}

fn judged(program: &Program, left_out: usize, output: String, ended: Result<(), Failure>) -> Ran {
    let mut count = Count::default();
    output.lines().for_each(|line| count.read(line));
    let named = |what: String| Some(format!("{} {}: {what}", program.package, program.name));
    let failure = if count.sums != 1 {
        named(format!(
            "did not say how its tests went; {}",
            ended.err().map_or_else(String::new, |e| e.to_string())
        ))
    } else if count.failed > 0 {
        named(format!("{} failed", count.failed))
    } else if let Err(failure) = ended {
        named(failure.to_string())
    } else if count.filtered != left_out as u64 {
        named(format!("{} of its tests were to be left out, and {} were", left_out, count.filtered))
    } else {
        None
    };
    let ignored = output
        .lines()
        .filter_map(|line| line.strip_prefix("test ")?.split_once(" ... ignored"))
        .map(|(test, why)| format!("{test}{why}"))
        .collect();
    Ran { count, ignored, flaky: Vec::new(), output, failure }
}

fn without_tests(rooms: &BTreeMap<&str, Count>) -> Vec<String> {
    let empty = rooms.iter().filter(|(_, count)| count.passed == 0);
    let mut empty: Vec<String> = empty.map(|(room, _)| format!("{room}: no test passed")).collect();
    if rooms.is_empty() {
        empty.push("no test ran".into());
    }
    empty
}

/// The table at the end.
fn sums(rooms: &BTreeMap<&str, Count>, noted: &[String]) -> String {
    let mut text =
        format!("{:<14}{:>8}{:>8}{:>9}{:>14}\n", "under Wine", "passed", "failed", "ignored", "not in Wine");
    let mut all = Count::default();
    for count in rooms.values() {
        all.add(count);
    }
    let rows = rooms.iter().map(|(room, count)| (*room, count)).chain([("all", &all)]);
    for (room, count) in rows {
        let Count { passed, failed, ignored, filtered, .. } = count;
        // Writing to a text does not fail.
        let _ = writeln!(text, "{room:<14}{passed:>8}{failed:>8}{ignored:>9}{filtered:>14}");
    }
    for test in noted {
        let _ = writeln!(text, "{test}");
    }
    for (room, test, why) in NOT_UNDER_WINE {
        let _ = writeln!(text, "left out under Wine: {room} {test}, {why}");
    }
    text
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    fn program() -> Program {
        let here = PathBuf::from("/");
        Program { package: "records".into(), name: "it".into(), file: here.clone(), folder: here }
    }

    const GOOD: &str = "test a ... ok\ntest b ... ignored, needs Debian's python3\n\n\
        test result: ok. 1 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";

    #[test]
    fn a_program_that_passes_is_counted_with_what_it_passed_over() {
        let ran = judged(&program(), 0, GOOD.into(), Ok(()));
        assert_eq!(ran.failure, None);
        assert_eq!((ran.count.passed, ran.count.ignored), (1, 1));
        assert_eq!(ran.ignored, ["b, needs Debian's python3"]);
    }

    #[test]
    fn a_program_that_ends_without_a_sum_fails_whatever_its_exit_code() {
        for output in ["", "test a ... ok\n", "thread main has overflowed its stack\n"] {
            let ran = judged(&program(), 0, output.into(), Ok(()));
            assert!(ran.failure.unwrap().contains("did not say"), "{output}");
        }
    }

    #[test]
    fn a_failing_test_a_failing_end_and_a_test_left_out_unasked_all_fail() {
        let failing = GOOD.replace("0 failed", "1 failed");
        assert!(judged(&program(), 0, failing, Ok(())).failure.is_some());
        assert!(judged(&program(), 0, GOOD.into(), Err(Failure::new("exit 3"))).failure.is_some());
        assert!(judged(&program(), 1, GOOD.into(), Ok(())).failure.unwrap().contains("to be left out"));
    }

    #[test]
    fn what_passes_when_it_is_tried_again_is_shown_and_what_does_not_stays_failed() {
        let failing = "test a ... ok\ntest b ... FAILED\n\n\
            test result: FAILED. 1 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        let first = || judged(&program(), 0, failing.into(), Err(Failure::new("exit 101")));
        assert_eq!(failed(failing), ["b"]);
        let passed = after_another_try(first(), failed(failing), &Count { passed: 1, ..Count::default() });
        assert_eq!((passed.count.passed, passed.count.failed), (2, 0));
        assert_eq!((passed.failure, passed.flaky), (None, vec!["b".to_owned()]));
        for again in [Count { failed: 1, ..Count::default() }, Count::default()] {
            let ran = after_another_try(first(), failed(failing), &again);
            assert_eq!((ran.count.failed, ran.flaky.len()), (1, 0));
            assert!(ran.failure.is_some());
        }
    }

    #[test]
    fn a_room_without_a_test_that_passed_fails_and_so_do_none_at_all() {
        let rooms = BTreeMap::from([("records", Count::default())]);
        assert_eq!(without_tests(&rooms), ["records: no test passed"]);
        assert_eq!(without_tests(&BTreeMap::new()), ["no test ran"]);
    }

    #[test]
    fn the_table_has_a_row_a_room_and_what_was_passed_over() {
        let rooms = BTreeMap::from([("records", judged(&program(), 0, GOOD.into(), Ok(())).count)]);
        let text = sums(&rooms, &["ignored on Windows: records b, needs Debian's python3".into()]);
        assert!(text.contains("records              1       0        1             0"), "{text}");
        assert!(text.contains("ignored on Windows: records b, needs Debian's python3"));
        assert!(
            text.contains("left out under Wine: loket transport::tests::a_certificate_in_order_is_taken")
        );
    }
}
