//! Adding up what the test runners report.

/// Tests passed and failed.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl Count {
    /// Takes in one line of a runner's output; only closing lines count:
    /// cargo's `test result: ok. 3 passed; 0 failed; ...`, nextest's `Summary [...] 9 tests run: 8 passed, 1 failed, ...`
    /// and vitest's `Tests  1 failed | 8 passed (9)`. Cargo's stands at the start of its line: one that is indented is
    /// what nextest shows of a single test, which it counts itself, and which may have passed at another try.
    pub fn read(&mut self, line: &str) {
        let line = plain(line);
        let trimmed = line.trim_start();
        let closes = ["Summary [", "Tests "].iter().any(|begin| trimmed.starts_with(begin));
        if closes || line.starts_with("test result:") {
            self.passed += before(&line, "passed");
            self.failed += before(&line, "failed") + before(&line, "timed out");
        }
    }
}

/// The number that stands right before `word`, or 0.
fn before(line: &str, word: &str) -> u64 {
    line.split_once(word)
        .and_then(|(ahead, _)| ahead.split_whitespace().next_back())
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}

/// The line without its colours.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut inside = false;
    for letter in line.chars() {
        match letter {
            '\u{1b}' => inside = true,
            'm' if inside => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_three_runners_are_added_up() {
        let mut count = Count::default();
        for line in [
            "test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
            "     Summary [   3.208s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped",
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m2 failed\u{1b}[39m | \u{1b}[32m40 passed\u{1b}[39m (42)",
            "test window::opens ... 7 passed by the way",
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 99 filtered out; finished in 9.9s",
        ] {
            count.read(line);
        }
        assert_eq!(count, Count { passed: 51, failed: 3 });
    }
}
