//! The small shapes: the brand's sign, and the signs of a status.

use krilla::color::rgb;
use krilla::geom::{Path, PathBuilder, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, Stroke, StrokeDash};
use krilla::surface::Surface;

use super::block::Ink;
use crate::report::StepStatus;

impl Ink {
    /// Its colour in sRGB.
    pub fn colour(self) -> rgb::Color {
        match self {
            Self::Text => rgb::Color::new(0x1b, 0x24, 0x27),
            Self::Soft => rgb::Color::new(0x53, 0x5d, 0x60),
            Self::Line => rgb::Color::new(0xe3, 0xdd, 0xd2),
            Self::Accent => rgb::Color::new(0x0b, 0x56, 0x61),
            Self::Problem => rgb::Color::new(0xa9, 0x27, 0x1c),
            Self::Sand => rgb::Color::new(0x6a, 0x4e, 0x14),
            Self::SandLine => rgb::Color::new(0xe6, 0xd6, 0xb1),
            Self::SandTint => rgb::Color::new(0xf8, 0xf0, 0xde),
        }
    }

    /// A fill of an area in its colour.
    pub fn fill(self) -> Fill {
        Fill { paint: self.colour().into(), opacity: NormalizedF32::ONE, ..Fill::default() }
    }

    fn stroke(self, width: f32) -> Stroke {
        Stroke { paint: self.colour().into(), width, ..Stroke::default() }
    }
}

/// A pen over a page: paths, filled or drawn.
pub(super) struct Pen<'a, 'b>(pub &'a mut Surface<'b>);

impl Pen<'_, '_> {
    fn fill(&mut self, path: Option<Path>, ink: Ink) {
        let Some(path) = path else { return };
        self.0.set_stroke(None);
        self.0.set_fill(Some(ink.fill()));
        self.0.draw_path(&path);
    }

    fn draw(&mut self, path: Option<Path>, stroke: Stroke) {
        let Some(path) = path else { return };
        self.0.set_fill(None);
        self.0.set_stroke(Some(stroke));
        self.0.draw_path(&path);
        self.0.set_stroke(None);
    }

    pub fn rectangle(&mut self, x: f32, y: f32, width: f32, height: f32, ink: Ink) {
        let rectangle = Rect::from_xywh(x, y, width, height);
        let path = rectangle.and_then(|rectangle| {
            let mut path = PathBuilder::new();
            path.push_rect(rectangle);
            path.finish()
        });
        self.fill(path, ink);
    }

    pub fn dot(&mut self, x: f32, y: f32, radius: f32, ink: Ink) {
        self.fill(circle(x, y, radius), ink);
    }

    /// The brand's sign: two ends and the line between. `y` is its middle; it is 2.6 times as wide
    /// as high.
    pub fn sign(&mut self, x: f32, y: f32, height: f32, ink: Ink) {
        let r = height / 2.0;
        let line = height * 0.2;
        self.dot(x + r, y, r, ink);
        self.draw(polyline(&[(x + r, y), (x + 3.3 * r, y)], false), ink.stroke(line));
        self.draw(circle(x + 4.2 * r, y, r - line / 2.0), ink.stroke(line));
    }

    /// The sign of a status in a square of 9 points, from its top left corner.
    pub fn status(&mut self, status: StepStatus, x: f32, y: f32) {
        let at = |(dx, dy): (f32, f32)| (x + dx, y + dy);
        let ring = || circle(x + 4.5, y + 4.5, 3.7);
        let line = Ink::Soft.stroke(1.1);
        match status {
            StepStatus::NotStarted => self.draw(ring(), line),
            StepStatus::Busy => {
                self.draw(ring(), Ink::Accent.stroke(1.1));
                self.fill(right_half(x + 4.5, y + 4.5, 3.7), Ink::Accent);
            }
            StepStatus::Waiting => {
                let glass = [(1.6, 1.0), (7.4, 1.0), (1.6, 8.0), (7.4, 8.0)].map(at);
                self.draw(polyline(&glass, true), Ink::Sand.stroke(1.1));
            }
            StepStatus::Done => {
                let tick = [(1.2, 4.9), (3.5, 7.1), (7.9, 2.0)].map(at);
                self.draw(polyline(&tick, false), Ink::Text.stroke(1.2));
            }
            StepStatus::Blocked => {
                let dash = Some(StrokeDash { array: vec![1.9, 1.9], offset: 0.0 });
                self.draw(ring(), Stroke { dash, ..line });
            }
            StepStatus::Problem => {
                let triangle = [(4.5, 0.8), (8.8, 8.3), (0.2, 8.3)].map(at);
                self.fill(polyline(&triangle, true), Ink::Problem);
            }
            StepStatus::NotApplicable => {
                self.draw(polyline(&[(1.3, 4.5), (7.7, 4.5)].map(at), false), line);
            }
        }
    }
}

fn polyline(points: &[(f32, f32)], closed: bool) -> Option<Path> {
    let ((x, y), rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(*x, *y);
    for (x, y) in rest {
        path.line_to(*x, *y);
    }
    if closed {
        path.close();
    }
    path.finish()
}

/// How far the handles of a quarter circle stand out, in radii.
const HANDLE: f32 = 0.552_285;

fn circle(x: f32, y: f32, r: f32) -> Option<Path> {
    let k = HANDLE * r;
    let mut path = PathBuilder::new();
    path.move_to(x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.cubic_to(x - k, y + r, x - r, y + k, x - r, y);
    path.cubic_to(x - r, y - k, x - k, y - r, x, y - r);
    path.close();
    path.finish()
}

fn right_half(x: f32, y: f32, r: f32) -> Option<Path> {
    let k = HANDLE * r;
    let mut path = PathBuilder::new();
    path.move_to(x, y - r);
    path.cubic_to(x + k, y - r, x + r, y - k, x + r, y);
    path.cubic_to(x + r, y + k, x + k, y + r, x, y + r);
    path.close();
    path.finish()
}
