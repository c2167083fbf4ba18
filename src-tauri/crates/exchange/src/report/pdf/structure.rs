//! What the drawn text is: headings, tables, lists. Screen readers go by this.

use std::num::NonZeroU16;

use krilla::tagging::{Identifier, ListNumbering, Node, TableHeaderScope, Tag, TagGroup, TagKind, TagTree};

/// A place in the structure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place(usize);

enum Child {
    Group(Place),
    Text(Identifier),
}

/// The structure in the making: first its groups, then, while drawing, the text in them.
#[derive(Default)]
pub(super) struct Structure {
    groups: Vec<(TagKind, Vec<Child>)>,
    top: Vec<Place>,
}

impl Structure {
    /// A new group within another, or at the top.
    pub fn group(&mut self, within: Option<Place>, tag: impl Into<TagKind>) -> Place {
        let place = Place(self.groups.len());
        self.groups.push((tag.into(), vec![]));
        match within.and_then(|Place(outer)| self.groups.get_mut(outer)) {
            Some((_, children)) => children.push(Child::Group(place)),
            None => self.top.push(place),
        }
        place
    }

    pub fn heading(&mut self, level: u8, text: &str) -> Place {
        let level = NonZeroU16::new(u16::from(level)).unwrap_or(NonZeroU16::MIN);
        self.group(None, Tag::Hn(level, Some(text.to_owned())))
    }

    pub fn paragraph(&mut self) -> Place {
        self.group(None, Tag::P)
    }

    pub fn list(&mut self) -> Place {
        self.group(None, Tag::L(ListNumbering::Disc))
    }

    pub fn table(&mut self, summary: &str) -> Place {
        self.group(None, Tag::Table.with_summary(Some(summary.to_owned())))
    }

    pub fn head_cell(&mut self, row: Place) -> Place {
        self.group(Some(row), Tag::TH(TableHeaderScope::Column))
    }

    pub fn name_cell(&mut self, row: Place) -> Place {
        self.group(Some(row), Tag::TH(TableHeaderScope::Row))
    }

    /// Text that was drawn belongs here.
    pub fn text(&mut self, Place(place): Place, text: Identifier) {
        if let Some((_, children)) = self.groups.get_mut(place) {
            children.push(Child::Text(text));
        }
    }

    pub fn tree(self) -> TagTree {
        let mut groups: Vec<Option<(TagKind, Vec<Child>)>> = self.groups.into_iter().map(Some).collect();
        let mut tree = TagTree::new();
        for place in self.top {
            if let Some(group) = grown(&mut groups, place) {
                tree.push(group);
            }
        }
        tree
    }
}

/// A group with all that is in it. As deep as a cell in a table, never deeper.
fn grown(groups: &mut [Option<(TagKind, Vec<Child>)>], Place(place): Place) -> Option<TagGroup> {
    let (tag, children) = groups.get_mut(place)?.take()?;
    let children = children.into_iter().filter_map(|child| match child {
        Child::Text(text) => Some(Node::Leaf(text)),
        Child::Group(place) => grown(groups, place).map(Node::Group),
    });
    Some(TagGroup::with_children(tag, children.collect()))
}
