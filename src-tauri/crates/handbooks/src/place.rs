//! The way to a value: keys and positions in lists.

use std::borrow::Cow;
use std::fmt;

use crate::characters::visible;

/// One part of the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Part {
    Key(Cow<'static, str>),
    /// At this position of a list, from 0.
    Index(usize),
}

/// The way from the top of the file to a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Place(Vec<Part>);

impl Place {
    /// The top of the file.
    pub(crate) fn top() -> Self {
        Self::default()
    }

    /// The value under a key.
    pub(crate) fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.with(Part::Key(key.into()))
    }

    /// The value at a position, from 0.
    pub(crate) fn index(&self, index: usize) -> Self {
        self.with(Part::Index(index))
    }

    fn with(&self, part: Part) -> Self {
        let mut parts = self.0.clone();
        parts.push(part);
        Self(parts)
    }

    /// The parts, from the top.
    pub(crate) fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The key the way ends with.
    pub(crate) fn last_key(&self) -> Option<&str> {
        match self.0.last()? {
            Part::Key(key) => Some(key),
            Part::Index(_) => None,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, part) in self.0.iter().enumerate() {
            match part {
                Part::Key(key) if nth == 0 => write!(f, "{}", visible(key))?,
                Part::Key(key) => write!(f, ".{}", visible(key))?,
                Part::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}
