//! What the user is asked before a change in Loket is sent, outside the page.

use domain::{Environment, Language};

use crate::connection::loket_changes::LoketChangePreview;

/// What the user is asked in a window of the system before a change is sent: the page has no say in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoketChangeQuestion {
    pub environment: Environment,
    pub language: Language,
    pub preview: LoketChangePreview,
}
