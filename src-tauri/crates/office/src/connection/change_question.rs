//! What the user is asked before a change in Loket is sent, outside the page.

use domain::{Environment, Language};

use crate::connection::loket_changes::LoketChangePreview;

/// What the user is asked in a window of the system before a change is sent: the page has no say in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoketChangeQuestion {
    /// The environment in which it would change.
    pub environment: Environment,
    /// The language of the user.
    pub language: Language,
    /// What would change.
    pub preview: LoketChangePreview,
}
