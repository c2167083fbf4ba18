//! Dividing strips over pages.

use super::block::Block;

/// A page: its strips with the distance of each from the top of the text.
#[derive(Default)]
pub(super) struct Page {
    pub placed: Vec<Placed>,
}

/// A strip in its place.
pub(super) struct Placed {
    pub y: f32,
    pub block: Block,
    /// The head of a table again, on a next page: seen, but not read out a second time.
    pub again: bool,
}

/// Divides strips over pages of this height. What should stay together does, unless it is higher
/// than a page.
pub(super) fn divide(blocks: Vec<Block>, heads: &[Vec<Block>], height: f32) -> Vec<Page> {
    let mut pages = Pages { heads, height, done: vec![], page: Page::default(), y: 0.0 };
    let mut together = vec![];
    for block in blocks {
        let goes_on = block.keep;
        together.push(block);
        if !goes_on {
            pages.add(std::mem::take(&mut together));
        }
    }
    pages.add(together);
    pages.finish()
}

struct Pages<'a> {
    heads: &'a [Vec<Block>],
    height: f32,
    done: Vec<Page>,
    page: Page,
    y: f32,
}

impl Pages<'_> {
    fn add(&mut self, together: Vec<Block>) {
        let height: f32 = together.iter().map(|block| block.height).sum();
        if self.y + height > self.height && height <= self.height {
            self.turn();
        }
        for block in together {
            if self.y + block.height > self.height {
                self.turn();
            }
            self.put(block);
        }
    }

    fn put(&mut self, block: Block) {
        if self.page.placed.is_empty() {
            let plain = block.space && block.table.is_none();
            if plain {
                return;
            }
            let heads = self.heads;
            let head = block.table.and_then(|table| heads.get(table));
            for block in head.into_iter().flatten() {
                self.place(block.clone(), true);
            }
        }
        self.place(block, false);
    }

    fn place(&mut self, block: Block, again: bool) {
        let y = self.y;
        self.y += block.height;
        self.page.placed.push(Placed { y, block, again });
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
