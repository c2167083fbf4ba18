//! What on the page is meant: a role and the name a user reads, as assistive technology would say them.

use serde::Serialize;

/// Something on the page, found by what is written on it.
#[derive(Clone, Debug, Serialize)]
pub struct Target {
    role: &'static str,
    name: String,
    within: Vec<String>,
}

impl Target {
    /// Only inside the smallest row, item, section, group or dialog that shows `text`: which of ten equal buttons.
    #[must_use]
    pub fn within(mut self, text: impl Into<String>) -> Self {
        self.within.push(text.into());
        self
    }
}

/// Whatever can be clicked and is called so.
impl From<&str> for Target {
    fn from(name: &str) -> Self {
        role("clickable", name)
    }
}

/// Whatever can be clicked and is called so.
impl From<&String> for Target {
    fn from(name: &String) -> Self {
        role("clickable", name)
    }
}

/// An element with an ARIA role, its own or one it has by nature, such as `row`, `dialog`, `tab`, `combobox`.
pub fn role(role: &'static str, name: impl Into<String>) -> Target {
    Target { role, name: name.into(), within: Vec::new() }
}

/// A button, or a fold that opens like one.
pub fn button(name: impl Into<String>) -> Target {
    role("button", name)
}

/// A link.
pub fn link(name: impl Into<String>) -> Target {
    role("link", name)
}

/// A field to type in or choose from, by its label.
pub fn field(label: impl Into<String>) -> Target {
    role("field", label)
}

/// A tick box.
pub fn checkbox(label: impl Into<String>) -> Target {
    role("checkbox", label)
}

/// One of a group of choices.
pub fn radio(label: impl Into<String>) -> Target {
    role("radio", label)
}

/// A heading.
pub fn heading(name: impl Into<String>) -> Target {
    role("heading", name)
}

/// The innermost element with exactly this text.
pub fn text(words: impl Into<String>) -> Target {
    role("text", words)
}

/// The control with this id: for one of several that are called the same.
pub fn control(id: impl Into<String>) -> Target {
    role("id", id)
}
