//! Which calls go wrong.

use regex::Regex;

use crate::act::Act;
use crate::call::Call;

/// Which calls go wrong, and how.
pub struct Rule {
    method: String,
    path: Regex,
    first: usize,
    last: usize,
    came: usize,
    act: Act,
}

/// Calls of a method to paths that fit this expression whole. Without more they are answered as ever.
///
/// # Panics
/// When the expression does not read: a mistake in the test.
#[expect(clippy::expect_used, reason = "a mistake in a test fails it")]
pub fn on(method: &str, path: &str) -> Rule {
    let path = Regex::new(&format!("^(?:{path})$")).expect("an expression for a path");
    Rule { method: method.to_owned(), path, first: 1, last: usize::MAX, came: 0, act: Act::PassOn }
}

impl Rule {
    /// Only the call with this number since the rule was given; the first is 1.
    #[must_use]
    pub fn nth(mut self, number: usize) -> Self {
        (self.first, self.last) = (number, number);
        self
    }

    /// From the call with this number on.
    #[must_use]
    pub fn from(mut self, number: usize) -> Self {
        self.first = number;
        self
    }

    /// Up to and including the call with this number.
    #[must_use]
    pub fn until(mut self, number: usize) -> Self {
        self.last = number;
        self
    }

    /// What happens to them.
    #[must_use]
    pub fn then(mut self, act: Act) -> Self {
        self.act = act;
        self
    }

    pub(crate) fn fits(&self, call: &Call) -> bool {
        self.method == call.method && self.path.is_match(&call.path)
    }

    /// Counts a call that fits; gives the act when it is one of those.
    pub(crate) fn apply(&mut self, call: &Call) -> Option<Act> {
        if !self.fits(call) {
            return None;
        }
        self.came += 1;
        (self.first..=self.last).contains(&self.came).then(|| self.act.clone())
    }
}
