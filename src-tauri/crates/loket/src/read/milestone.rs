//! How far reading an employer is.

use domain::reading::Part;

/// Something that came in while an employer is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Milestone {
    /// Items of a long list came in.
    Items {
        /// Of which part.
        part: Part,
        /// Items so far.
        items: u64,
        /// Items in all.
        of_items: u64,
    },
    /// A part is done, read or not.
    Done {
        /// Which part.
        part: Part,
        /// Parts done.
        parts: usize,
        /// Parts in all.
        of_parts: usize,
    },
}
