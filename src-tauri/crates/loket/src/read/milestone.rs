//! How far reading an employer is.

use domain::reading::Part;

/// Something that came in while an employer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// Items of a long list came in.
    Items { part: Part, items: u64, of_items: u64 },
    /// A part is done, read or not.
    Done { part: Part, parts: usize, of_parts: usize },
}
