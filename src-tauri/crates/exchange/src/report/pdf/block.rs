//! Strips: what is stacked to make a page.

use super::fonts::{Shaped, Weight};
use super::structure::Place;
use crate::report::StepStatus;

/// The colours, light only: it is paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    Text,
    Soft,
    Line,
    Accent,
    Problem,
    Sand,
    SandLine,
    SandTint,
}

/// How text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// Size, and height of a line, in points.
    pub size: f32,
    pub leading: f32,
    pub weight: Weight,
    pub ink: Ink,
}

const fn style(size: f32, leading: f32, weight: Weight, ink: Ink) -> Style {
    Style { size, leading, weight, ink }
}

pub(super) const TITLE: Style = style(23.0, 29.0, Weight::SemiBold, Ink::Text);
pub(super) const PART: Style = style(14.0, 19.0, Weight::SemiBold, Ink::Text);
pub(super) const STEP: Style = style(11.0, 15.5, Weight::SemiBold, Ink::Text);
pub(super) const BODY: Style = style(9.5, 14.0, Weight::Regular, Ink::Text);
pub(super) const LABEL: Style = style(9.5, 14.0, Weight::Regular, Ink::Soft);
pub(super) const STRONG: Style = style(9.5, 14.0, Weight::SemiBold, Ink::Text);
pub(super) const PROBLEM: Style = style(9.5, 14.0, Weight::SemiBold, Ink::Problem);
pub(super) const SMALL: Style = style(8.0, 12.0, Weight::Regular, Ink::Soft);
pub(super) const CODE: Style = style(8.5, 12.5, Weight::Regular, Ink::Text);
pub(super) const HEAD: Style = style(8.0, 12.0, Weight::SemiBold, Ink::Soft);
pub(super) const LEDE: Style = style(11.0, 16.0, Weight::Regular, Ink::Soft);

/// A line of text in a strip.
#[derive(Debug, Clone)]
pub(super) struct Run {
    /// From the left margin, in points.
    pub x: f32,
    pub style: Style,
    pub shaped: Shaped,
    /// What it belongs to.
    pub place: Place,
}

/// What is drawn that is not text.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    /// A hairline under the block.
    Rule(Ink),
    /// A ground behind the block, with a line at its left.
    Ground,
    /// The sign of a status, from the left margin.
    Status(StepStatus),
    /// The brand's sign, small, at this distance from the left margin.
    Sign(f32),
    /// The dot of a list's entry.
    Dot(f32),
}

/// A piece of a page that is not broken: a line of text, or space.
#[derive(Debug, Clone, Default)]
pub(super) struct Block {
    pub height: f32,
    /// It stays with the block after it.
    pub keep: bool,
    /// It is only space, and falls away at the top of a page.
    pub space: bool,
    pub runs: Vec<Run>,
    pub marks: Vec<Mark>,
    /// Level and text of a heading that starts here.
    pub heading: Option<(u8, String)>,
    /// The table whose head is repeated when a page starts with this block.
    pub table: Option<usize>,
}

impl Block {
    pub fn space(height: f32, keep: bool) -> Self {
        Self { height, keep, space: true, ..Self::default() }
    }
}
