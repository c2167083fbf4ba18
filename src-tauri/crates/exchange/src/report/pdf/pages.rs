//! Dividing strips over pages.

use super::strip::Strip;

/// A page: its strips with the distance of each from the top of the text.
#[derive(Default)]
pub(super) struct Page {
    pub placed: Vec<Placed>,
}

/// A strip in its place.
pub(super) struct Placed {
    pub y: f32,
    pub strip: Strip,
    /// The head of a table again, on a next page: seen, but not read out a second time.
    pub again: bool,
}

/// Divides strips over pages of this height. What should stay together does, unless it is higher
/// than a page.
pub(super) fn divide(strips: Vec<Strip>, heads: &[Vec<Strip>], height: f32) -> Vec<Page> {
    let mut pages = Pages { heads, height, done: vec![], page: Page::default(), y: 0.0 };
    let mut together = vec![];
    for strip in strips {
        let goes_on = strip.keep;
        together.push(strip);
        if !goes_on {
            pages.add(std::mem::take(&mut together));
        }
    }
    pages.add(together);
    pages.finish()
}

struct Pages<'a> {
    heads: &'a [Vec<Strip>],
    height: f32,
    done: Vec<Page>,
    page: Page,
    y: f32,
}

impl Pages<'_> {
    fn add(&mut self, together: Vec<Strip>) {
        let height: f32 = together.iter().map(|strip| strip.height).sum();
        if self.y + height > self.height && height <= self.height {
            self.turn();
        }
        for strip in together {
            if self.y + strip.height > self.height {
                self.turn();
            }
            self.put(strip);
        }
    }

    fn put(&mut self, strip: Strip) {
        if self.page.placed.is_empty() {
            let plain = strip.space && strip.table.is_none();
            if plain {
                return;
            }
            let heads = self.heads;
            let head = strip.table.and_then(|table| heads.get(table));
            for strip in head.into_iter().flatten() {
                self.place(strip.clone(), true);
            }
        }
        self.place(strip, false);
    }

    fn place(&mut self, strip: Strip, again: bool) {
        let y = self.y;
        self.y += strip.height;
        self.page.placed.push(Placed { y, strip, again });
    }

    fn turn(&mut self) {
        if !self.page.placed.is_empty() {
            self.done.push(std::mem::take(&mut self.page));
        }
        self.y = 0.0;
    }

    fn finish(mut self) -> Vec<Page> {
        self.turn();
        self.done
    }
}
