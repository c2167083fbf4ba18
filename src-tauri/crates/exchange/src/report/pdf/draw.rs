//! Drawing the pages, and telling what each piece of text belongs to.

use krilla::Document;
use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};

use super::block::{Ink, Mark, Run, SMALL, Style};
use super::fonts::{Fonts, Shaped, Weight, without_hidden};
use super::lines::one_line;
use super::pages::{Page, Placed};
use super::shapes::Pen;
use super::structure::Structure;
use super::{LEFT, PAGE, TOP, WIDTH};
use crate::report::content::Content;
use crate::words::page_of;

/// Where the running head and foot stand: the line of their letters.
const HEAD_LINE: f32 = 50.0;
const FOOT_LINE: f32 = PAGE.1 - 38.0;
const BRAND: Style = Style { size: 9.0, leading: 12.0, weight: Weight::SemiBold, ink: Ink::Text };

pub(super) fn draw(
    document: &mut Document,
    content: &Content,
    fonts: &Fonts,
    pages: &[Page],
    mut structure: Structure,
) {
    for (number, page) in pages.iter().enumerate() {
        let Some(settings) = PageSettings::from_wh(PAGE.0, PAGE.1) else { return };
        let mut sheet = document.start_page_with(settings);
        let mut surface = sheet.surface();
        let mut painter = Painter { surface: &mut surface, fonts };
        painter.head(content, number);
        for placed in &page.placed {
            painter.block(placed, &mut structure);
        }
        painter.foot(content, number + 1, pages.len());
        surface.finish();
        sheet.finish();
    }
    document.set_outline(outline(pages));
    document.set_tag_tree(structure.tree());
}

struct Painter<'a, 'b> {
    surface: &'a mut Surface<'b>,
    fonts: &'a Fonts,
}

impl Painter<'_, '_> {
    fn glyphs(&mut self, shaped: &Shaped, style: Style, x: f32, line: f32) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(style.ink.fill()));
        let font = self.fonts.font(style.weight);
        let at = Point::from_xy(x, line);
        self.surface.draw_glyphs(at, &shaped.glyphs, font, &shaped.text, style.size, false);
    }

    /// Draws what is seen but not read out.
    fn artifact(&mut self, kind: ArtifactType, draw: impl FnOnce(&mut Self)) {
        self.surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(kind)));
        draw(self);
        self.surface.end_tagged();
    }

    /// The first page shows the brand; the others what they are of. Each shows the mark of the environment.
    fn head(&mut self, content: &Content, number: usize) {
        let fonts = self.fonts;
        self.artifact(ArtifactType::Header, |painter| {
            Pen(painter.surface).sign(LEFT, HEAD_LINE - 3.2, 7.0, Ink::Accent);
            let x = LEFT + 25.0;
            let mut room = WIDTH - 25.0;
            if let Some(mark) = content.mark {
                let mark = fonts.shape(mark, BRAND.weight);
                let width = mark.width * BRAND.size;
                painter.glyphs(&mark, BRAND, LEFT + WIDTH - width, HEAD_LINE);
                room -= width + 10.0;
            }
            if number == 0 {
                let name = fonts.shape("Koppelwijzer", BRAND.weight);
                painter.glyphs(&name, BRAND, x, HEAD_LINE);
            } else {
                let text = format!("{}, {}", content.title, content.subject);
                let line = one_line(fonts, &text, SMALL.weight, room / SMALL.size);
                painter.glyphs(&line, SMALL, x, HEAD_LINE);
            }
        });
    }

    fn foot(&mut self, content: &Content, page: usize, pages: usize) {
        let fonts = self.fonts;
        self.artifact(ArtifactType::Footer, |painter| {
            let number = fonts.shape(&page_of(page, pages, content.language), SMALL.weight);
            let width = number.width * SMALL.size;
            painter.glyphs(&number, SMALL, LEFT + WIDTH - width, FOOT_LINE);
            let room = (WIDTH - width - 20.0) / SMALL.size;
            let made = one_line(fonts, &content.made, SMALL.weight, room);
            painter.glyphs(&made, SMALL, LEFT, FOOT_LINE);
        });
    }

    fn block(&mut self, placed: &Placed, structure: &mut Structure) {
        let top = TOP + placed.y;
        let block = &placed.block;
        if !block.marks.is_empty() {
            self.artifact(ArtifactType::Layout, |painter| {
                for mark in &block.marks {
                    painter.mark(*mark, top, block.height);
                }
            });
        }
        for run in &block.runs {
            let line = top + baseline(run.style);
            if placed.again {
                self.artifact(ArtifactType::PaginationOther, |painter| {
                    painter.glyphs(&run.shaped, run.style, LEFT + run.x, line);
                });
            } else {
                self.run(run, line, structure);
            }
        }
    }

    fn run(&mut self, run: &Run, line: f32, structure: &mut Structure) {
        let span = SpanTag::empty().with_actual_text(run.shaped.spoken.as_deref());
        let text = self.surface.start_tagged(ContentTag::Span(span));
        self.glyphs(&run.shaped, run.style, LEFT + run.x, line);
        self.surface.end_tagged();
        structure.text(run.place, text);
    }

    fn mark(&mut self, mark: Mark, top: f32, height: f32) {
        let mut pen = Pen(self.surface);
        match mark {
            Mark::Rule(ink) => pen.rectangle(LEFT, top + height - 0.6, WIDTH, 0.6, ink),
            Mark::Ground => {
                // A hair over the strip's edge, so that no seam is seen between two.
                pen.rectangle(LEFT, top - 0.1, WIDTH, height + 0.2, Ink::SandTint);
                pen.rectangle(LEFT, top - 0.1, 2.0, height + 0.2, Ink::SandLine);
            }
            Mark::Status(status) => pen.status(status, LEFT, top + (height - 9.0) / 2.0),
            Mark::Sign(x) => pen.sign(LEFT + x, top + height / 2.0 + 0.3, 4.6, Ink::Accent),
            Mark::Dot(x) => pen.dot(LEFT + x + 3.0, top + height / 2.0 + 0.4, 1.3, Ink::Soft),
        }
    }
}

/// From the top of a line of text to the foot of its letters.
fn baseline(style: Style) -> f32 {
    // Open Sans' capitals are 0.71 em high.
    style.leading.midpoint(0.71 * style.size)
}

fn outline(pages: &[Page]) -> Outline {
    let mut outline = Outline::new();
    let mut part: Option<OutlineNode> = None;
    for (number, page) in pages.iter().enumerate() {
        for placed in &page.placed {
            let Some((level, text)) = placed.block.heading.as_ref() else { continue };
            let at = XyzDestination::new(number, Point::from_xy(0.0, TOP + placed.y - 12.0));
            let node = OutlineNode::new(without_hidden(text), at);
            match (&mut part, level) {
                (Some(part), 3..) => part.push_child(node),
                _ => {
                    if let Some(part) = part.replace(node.with_open(false)) {
                        outline.push_child(part);
                    }
                }
            }
        }
    }
    if let Some(part) = part {
        outline.push_child(part);
    }
    outline
}
