//! The letters: the two fonts in the program, and text as glyphs of them.

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Direction, Face, ShapePlan, UnicodeBuffer, script};

const REGULAR: &[u8] = include_bytes!("../../../fonts/OpenSans-Regular.ttf");
const SEMIBOLD: &[u8] = include_bytes!("../../../fonts/OpenSans-SemiBold.ttf");

/// Stands for a character that the letters do not have.
const REPLACEMENT: char = '\u{fffd}';

/// How heavy letters are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// One font, for drawing and for measuring.
struct Cut {
    font: Font,
    face: Face<'static>,
    /// The same for all text: these fonts treat their scripts alike.
    plan: ShapePlan,
}

impl Cut {
    fn new(bytes: &'static [u8]) -> Option<Self> {
        let font = Font::new(bytes.into(), 0)?;
        let face = Face::from_slice(bytes, 0)?;
        let latin = Some(script::LATIN);
        let plan = ShapePlan::new(&face, Direction::LeftToRight, latin, None, &[]);
        Some(Self { font, face, plan })
    }

    fn has(&self, c: char) -> bool {
        self.face.glyph_index(c).is_some()
    }
}

/// Both fonts.
pub(super) struct Fonts {
    regular: Cut,
    semibold: Cut,
}

/// A piece of text as glyphs.
#[derive(Debug, Clone)]
pub(super) struct Shaped {
    /// The text as drawn.
    pub text: String,
    /// The text as it was, when letters in it are missing: for copying and reading aloud.
    pub spoken: Option<String>,
    pub glyphs: Vec<KrillaGlyph>,
    /// Width in em.
    pub width: f32,
}

impl Fonts {
    pub fn new() -> Option<Self> {
        let (regular, semibold) = (Cut::new(REGULAR)?, Cut::new(SEMIBOLD)?);
        Some(Self { regular, semibold })
    }

    fn cut(&self, weight: Weight) -> &Cut {
        match weight {
            Weight::Regular => &self.regular,
            Weight::SemiBold => &self.semibold,
        }
    }

    pub fn font(&self, weight: Weight) -> Font {
        self.cut(weight).font.clone()
    }

    /// Width of a character in em, as it stands alone.
    pub fn advance(&self, c: char, weight: Weight) -> f32 {
        let face = &self.cut(weight).face;
        let glyph = face.glyph_index(self.shown(c));
        let advance = glyph.and_then(|glyph| face.glyph_hor_advance(glyph));
        units(i32::from(advance.unwrap_or_default())) / units(face.units_per_em())
    }

    /// A text as these letters can show it; nothing else may be shaped.
    fn showable(&self, text: &str) -> String {
        text.chars().map(|c| self.shown(c)).collect()
    }

    fn shown(&self, c: char) -> char {
        match c {
            '\t' => ' ',
            '\u{2011}' => '-',
            '→' => '›',
            _ if is_hidden(c) => REPLACEMENT,
            _ if self.regular.has(c) && self.semibold.has(c) => c,
            _ => REPLACEMENT,
        }
    }

    /// Text as glyphs, left to right. Characters without a letter are shown as a sign for that.
    pub fn shape(&self, text: &str, weight: Weight) -> Shaped {
        let drawn = self.showable(text);
        let kept = without_hidden(text);
        let spoken = (drawn != kept && drawn.contains(REPLACEMENT)).then_some(kept);
        let Cut { face, plan, .. } = self.cut(weight);
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(&drawn);
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(script::LATIN);
        let shaped = rustybuzz::shape_with_plan(face, plan, buffer);
        let em = units(face.units_per_em());
        let infos = shaped.glyph_infos();
        let mut glyphs = Vec::with_capacity(infos.len());
        let mut width = 0.0;
        for (place, (info, at)) in infos.iter().zip(shaped.glyph_positions()).enumerate() {
            let start = info.cluster as usize;
            let next = infos[place..].iter().find(|later| later.cluster != info.cluster);
            let end = next.map_or(drawn.len(), |later| later.cluster as usize);
            let advance = units(at.x_advance) / em;
            glyphs.push(KrillaGlyph::new(
                GlyphId::new(info.glyph_id),
                advance,
                units(at.x_offset) / em,
                units(at.y_offset) / em,
                units(at.y_advance) / em,
                start..end,
                None,
            ));
            width += advance;
        }
        Shaped { text: drawn, spoken, glyphs, width }
    }
}

/// Font units are small whole numbers, which a float holds exactly.
#[allow(clippy::cast_precision_loss)]
fn units(number: i32) -> f32 {
    number as f32
}

/// Whether a character cannot be seen, or changes how others are read: controls other than tab and
/// line end, zero-width characters, turns of direction, private and unassigned ones.
pub(in crate::report) fn is_hidden(c: char) -> bool {
    let control = c.is_control() && c != '\n' && c != '\t';
    control
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{e000}'..='\u{f8ff}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff0}'..='\u{fffb}'
            | '\u{e0000}'..='\u{10ffff}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// Text as a label for other programs: hidden characters become a sign that they are there.
pub(super) fn without_hidden(text: &str) -> String {
    let replace = |c: char| if is_hidden(c) || c == '\n' { REPLACEMENT } else { c };
    text.chars().map(replace).collect()
}
