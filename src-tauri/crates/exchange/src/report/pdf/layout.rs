//! Setting the parts of a report into strips.

use krilla::tagging::Tag;

use super::block::{
    BODY, Block, CODE, HEAD, LABEL, LEDE, Mark, PART, PROBLEM, Run, SMALL, STEP, STRONG, Style, TITLE,
};
use super::fonts::Fonts;
use super::lines::break_lines;
use super::structure::{Place, Structure};
use super::{WIDTH, block::Ink};
use crate::report::StepStatus;
use crate::report::content::{Content, Entry, Line, Part, Row, Table, Tone};

/// A report in strips, with what they mean.
pub(super) struct Set {
    pub blocks: Vec<Block>,
    /// The heads of the tables that have one.
    pub heads: Vec<Vec<Block>>,
    pub structure: Structure,
}

/// Space between columns, and above and under the text of a table's row.
const GUTTER: f32 = 14.0;
const ROW_PADDING: f32 = 5.0;
/// A row of more lines than this may be broken over pages.
const WHOLE_ROW: usize = 30;
/// Where text starts beside a sign.
const BESIDE_SIGN: f32 = 15.0;
const BESIDE_DOT: f32 = 12.0;
const NOTICE_PADDING: f32 = 14.0;

pub(super) fn set(content: &Content, fonts: &Fonts) -> Set {
    let structure = Structure::default();
    let mut layout = Layout { fonts, structure, blocks: vec![], heads: vec![] };
    layout.opening(content);
    for part in &content.parts {
        layout.part(part);
    }
    let Layout { structure, blocks, heads, .. } = layout;
    Set { blocks, heads, structure }
}

struct Layout<'a> {
    fonts: &'a Fonts,
    structure: Structure,
    blocks: Vec<Block>,
    heads: Vec<Vec<Block>>,
}

/// A line of a cell on its way into strips.
struct CellLine {
    run: Run,
    mark: Option<Mark>,
}

impl Layout<'_> {
    fn space(&mut self, height: f32, keep: bool) {
        self.blocks.push(Block::space(height, keep));
    }

    fn runs(&self, text: &str, style: Style, x: f32, width: f32, place: Place) -> Vec<Run> {
        let lines = break_lines(self.fonts, text, style.weight, width / style.size);
        let run = |shaped| Run { x, style, shaped, place };
        lines.into_iter().map(run).collect()
    }

    /// Text of any length; its first two and last two lines stay together. Says where it starts.
    fn text(&mut self, text: &str, style: Style, x: f32, width: f32, place: Place) -> usize {
        let first = self.blocks.len();
        let runs = self.runs(text, style, x, width, place);
        let count = runs.len();
        for (line, run) in runs.into_iter().enumerate() {
            self.blocks.push(Block {
                height: style.leading,
                keep: line + 1 < count && (line == 0 || line + 2 == count),
                runs: vec![run],
                ..Block::default()
            });
        }
        first
    }

    /// All strips from here on stay with the one after them.
    fn keep_from(&mut self, first: usize) {
        for block in &mut self.blocks[first..] {
            block.keep = true;
        }
    }

    fn opening(&mut self, content: &Content) {
        let place = self.structure.paragraph();
        let first = self.text(&content.subject, LEDE, 0.0, WIDTH, place);
        self.space(1.0, true);
        let place = self.structure.heading(1, &heading_text(&content.title, content.words.report));
        let title = self.text(&content.title, TITLE, 0.0, WIDTH, place);
        self.blocks[title].heading = Some((1, content.title.clone()));
        self.space(2.0, true);
        let place = self.structure.paragraph();
        self.text(&content.subtitle, LEDE, 0.0, WIDTH, place);
        self.space(3.0, true);
        let place = self.structure.paragraph();
        self.text(&content.made, SMALL, 0.0, WIDTH, place);
        self.keep_from(first);
        self.space(14.0, false);
    }

    fn part(&mut self, part: &Part) {
        match part {
            Part::Heading { level: 2, text } => self.heading(2, text, PART, 26.0, 4.0),
            Part::Heading { level, text } => self.heading(*level, text, STEP, 18.0, 1.0),
            Part::Words(text) => {
                let place = self.structure.paragraph();
                self.text(text, BODY, 0.0, WIDTH, place);
            }
            Part::Status { status, words, who } => self.status(*status, words, who),
            Part::Notice { title, lines } => self.notice(title, lines),
            Part::List { title, entries } => self.list(title.as_deref(), entries),
            Part::Table(table) => self.table(table),
        }
    }

    fn heading(&mut self, level: u8, text: &str, style: Style, above: f32, under: f32) {
        // With the heading, so that one under another does not let go of it.
        self.space(above, true);
        let place = self.structure.heading(level, &heading_text(text, "-"));
        let first = self.text(text, style, 0.0, WIDTH, place);
        self.blocks[first].heading = Some((level, text.to_owned()));
        if level == 2 {
            let mark = Mark::Rule(Ink::Line);
            self.blocks.push(Block { marks: vec![mark], ..Block::space(under + 2.0, true) });
        } else {
            self.space(under, true);
        }
        self.keep_from(first);
    }

    fn status(&mut self, status: StepStatus, words: &str, who: &str) {
        let style = if status == StepStatus::Problem { PROBLEM } else { BODY };
        let place = self.structure.paragraph();
        let room = if who.is_empty() { WIDTH } else { WIDTH * 0.6 };
        let first = self.blocks.len();
        self.text(words, style, BESIDE_SIGN, room - BESIDE_SIGN, place);
        self.blocks[first].marks.push(Mark::Status(status));
        if !who.is_empty() {
            let shown = self.blocks[first].runs.first();
            let end = shown.map_or(0.0, |run| run.x + run.shaped.width * run.style.size);
            let x = end + GUTTER;
            let place = self.structure.paragraph();
            let runs = self.runs(who, LABEL, x, WIDTH - x, place);
            for (line, run) in runs.into_iter().enumerate() {
                if first + line == self.blocks.len() {
                    let height = LABEL.leading;
                    self.blocks.push(Block { height, ..Block::default() });
                }
                self.blocks[first + line].runs.push(run);
            }
        }
        self.keep_from(first);
        self.space(4.0, true);
    }

    fn notice(&mut self, title: &str, lines: &[String]) {
        self.space(12.0, true);
        let first = self.blocks.len();
        self.space(10.0, true);
        let place = self.structure.heading(2, &heading_text(title, "-"));
        let width = WIDTH - 2.0 * NOTICE_PADDING;
        let heading = self.text(title, STRONG, NOTICE_PADDING, width, place);
        self.blocks[heading].heading = Some((2, title.to_owned()));
        self.keep_from(first);
        self.entries(lines.iter().map(|line| (line.as_str(), None)), NOTICE_PADDING, width);
        if let Some(last) = self.blocks.last_mut() {
            last.keep = true;
        }
        self.space(10.0, false);
        for block in &mut self.blocks[first..] {
            block.marks.insert(0, Mark::Ground);
            block.space = false;
        }
    }

    fn list(&mut self, title: Option<&str>, entries: &[Entry]) {
        self.space(10.0, true);
        if let Some(title) = title {
            let place = self.structure.heading(4, &heading_text(title, "-"));
            let first = self.text(title, HEAD, 0.0, WIDTH, place);
            self.keep_from(first);
        }
        let entries = entries.iter().map(|entry| (entry.text.as_str(), entry.note.as_deref()));
        self.entries(entries, 0.0, WIDTH);
    }

    fn entries<'t>(&mut self, entries: impl Iterator<Item = (&'t str, Option<&'t str>)>, x: f32, width: f32) {
        let list = self.structure.list();
        for (text, note) in entries {
            let item = self.structure.group(Some(list), Tag::LI);
            let body = self.structure.group(Some(item), Tag::LBody);
            let (inner, room) = (x + BESIDE_DOT, width - BESIDE_DOT);
            self.space(2.0, true);
            let first = self.text(text, BODY, inner, room, body);
            self.blocks[first].marks.push(Mark::Dot(x));
            if let Some(note) = note {
                if let Some(last) = self.blocks.last_mut() {
                    last.keep = true;
                }
                self.text(note, SMALL, inner, room, body);
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let place = self.structure.table(&super::fonts::without_hidden(&table.caption));
        let columns = columns(table.shares);
        let repeat = (!table.heads.is_empty()).then(|| self.table_head(table, place, &columns));
        let body = self.structure.group(Some(place), Tag::TBody);
        for row in &table.rows {
            let first = self.blocks.len();
            self.row(row, body, &columns);
            for block in &mut self.blocks[first..] {
                block.table = repeat;
            }
        }
    }

    /// Sets the head, and says under which number it can be set again on a next page.
    fn table_head(&mut self, table: &Table, place: Place, columns: &[(f32, f32)]) -> usize {
        let first = self.blocks.len();
        let group = self.structure.group(Some(place), Tag::THead);
        let row = self.structure.group(Some(group), Tag::TR);
        let mut cells = vec![];
        for (head, (x, width)) in table.heads.iter().zip(columns) {
            let cell = self.structure.head_cell(row);
            let runs = self.runs(head, HEAD, *x, *width, cell);
            cells.push(runs.into_iter().map(|run| CellLine { run, mark: None }).collect());
        }
        self.stack(cells, Ink::Soft);
        self.keep_from(first);
        self.heads.push(self.blocks[first..].to_vec());
        self.heads.len() - 1
    }

    fn row(&mut self, row: &Row, body: Place, columns: &[(f32, f32)]) {
        let group = self.structure.group(Some(body), Tag::TR);
        let name = self.structure.name_cell(group);
        let style = if row.cells.len() == 1 { LABEL } else { BODY };
        let (x, width) = columns.first().copied().unwrap_or_default();
        let runs = self.runs(&row.name, style, x, width, name);
        let mut cells = vec![runs.into_iter().map(|run| CellLine { run, mark: None }).collect()];
        for (lines, (x, width)) in row.cells.iter().zip(&columns[1..]) {
            let cell = self.structure.group(Some(group), Tag::TD);
            cells.push(self.cell(lines, *x, *width, cell));
        }
        self.stack(cells, Ink::Line);
    }

    fn cell(&mut self, lines: &[Line], x: f32, width: f32, place: Place) -> Vec<CellLine> {
        let mut set = vec![];
        for line in lines {
            let (style, indent) = match line.tone {
                Tone::Plain => (BODY, 0.0),
                Tone::Absent => (LABEL, 0.0),
                Tone::Soft => (SMALL, 0.0),
                Tone::Origin => (SMALL, BESIDE_SIGN + 2.0),
                Tone::Code => (CODE, 0.0),
                Tone::Problem => (PROBLEM, 0.0),
            };
            let words = self.structure.group(Some(place), Tag::P);
            let runs = self.runs(&line.text, style, x + indent, width - indent, words);
            for (place, run) in runs.into_iter().enumerate() {
                let sign = line.tone == Tone::Origin && place == 0;
                set.push(CellLine { run, mark: sign.then_some(Mark::Sign(x)) });
            }
        }
        set
    }

    /// Stacks the lines of a row's cells beside each other, with space around and a rule under.
    fn stack(&mut self, cells: Vec<Vec<CellLine>>, rule: Ink) {
        let count = cells.iter().map(Vec::len).max().unwrap_or_default();
        self.space(ROW_PADDING, true);
        let mut cells: Vec<_> = cells.into_iter().map(Vec::into_iter).collect();
        for line in 0..count {
            let may_break = count > WHOLE_ROW && line >= 2 && line + 3 < count;
            let mut block = Block { keep: !may_break, ..Block::default() };
            for found in cells.iter_mut().filter_map(Iterator::next) {
                block.height = block.height.max(found.run.style.leading);
                block.marks.extend(found.mark);
                block.runs.push(found.run);
            }
            self.blocks.push(block);
        }
        let marks = vec![Mark::Rule(rule)];
        self.blocks.push(Block { height: ROW_PADDING, marks, ..Block::default() });
    }
}

/// Where each column starts and how wide its text may be.
fn columns(shares: &[f32]) -> Vec<(f32, f32)> {
    let mut x = 0.0;
    let mut columns = vec![];
    for (place, share) in shares.iter().enumerate() {
        let whole = share * WIDTH;
        let gutter = if place + 1 < shares.len() { GUTTER } else { 0.0 };
        columns.push((x, whole - gutter));
        x += whole;
    }
    columns
}

/// The text of a heading for the structure, which wants one that is not empty.
fn heading_text(text: &str, otherwise: &str) -> String {
    let text = super::fonts::without_hidden(text);
    if text.trim().is_empty() { otherwise.to_owned() } else { text }
}
