//! Adding up what the test runners report.

/// Tests by what became of them, and how many runs of a runner closed with such a sum.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
    /// There, and passed over: cargo's `ignored`, nextest's `skipped`.
    pub ignored: u64,
    /// Left out by name on the command line; cargo alone says so.
    pub filtered: u64,
    pub sums: u64,
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
            self.ignored += before(&line, "ignored") + before(&line, "skipped");
            self.filtered += before(&line, "filtered out");
            self.sums += 1;
        }
    }

    /// Adds what was counted elsewhere.
    pub fn add(&mut self, other: &Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
        self.filtered += other.filtered;
        self.sums += other.sums;
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
            "test result: ok. 3 passed; 0 failed; 2 ignored; 0 measured; 4 filtered out; finished in 0.00s",
            "     Summary [   3.208s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped",
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[31m2 failed\u{1b}[39m | \u{1b}[32m40 passed\u{1b}[39m (42)",
            "test window::opens ... 7 passed by the way",
            "    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 99 filtered out; finished in 9.9s",
        ] {
            count.read(line);
        }
        assert_eq!(count, Count { passed: 51, failed: 3, ignored: 2, filtered: 4, sums: 3 });
        let mut twice = Count { passed: 1, failed: 1, ignored: 1, filtered: 1, sums: 1 };
        twice.add(&count);
        assert_eq!(twice, Count { passed: 52, failed: 4, ignored: 3, filtered: 5, sums: 4 });
    }
}
