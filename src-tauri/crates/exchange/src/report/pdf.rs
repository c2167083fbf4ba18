//! The report as PDF on A4, tagged, with its letters in it.
//!
//! Three passes: the parts are set into strips (a line of text, or a bit of space), the strips are
//! divided over pages, and the pages are drawn. Only then is it known which page is the last.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata};
use krilla::{Document, SerializeSettings};

use super::content::Content;

mod block;
mod draw;
mod fonts;
mod layout;
mod lines;
mod pages;
mod shapes;
mod structure;

use fonts::Fonts;
pub(super) use fonts::is_hidden;

/// Why there is no PDF. Not the user's doing: the letters in the program, or the writer, failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PdfFault {
    /// The letters in the program cannot be read.
    #[error("the letters cannot be read")]
    Fonts,
    /// The writer refused; in its own words.
    #[error("the PDF cannot be written: {0}")]
    Writer(String),
}

/// Points; A4.
const PAGE: (f32, f32) = (595.276, 841.89);
const LEFT: f32 = 62.0;
const WIDTH: f32 = PAGE.0 - 2.0 * LEFT;
const TOP: f32 = 78.0;
const BOTTOM: f32 = PAGE.1 - 72.0;

pub(super) fn document(content: &Content, made_at: Timestamp) -> Result<Vec<u8>, PdfFault> {
    let fonts = Fonts::new().ok_or(PdfFault::Fonts)?;
    let set = layout::set(content, &fonts);
    let pages = pages::divide(set.blocks, &set.heads, BOTTOM - TOP);
    let mut document = Document::new_with(settings()?);
    document.set_metadata(metadata(content, made_at));
    draw::draw(&mut document, content, &fonts, &pages, set.structure);
    document.finish().map_err(|fault| PdfFault::Writer(format!("{fault:?}")))
}

fn settings() -> Result<SerializeSettings, PdfFault> {
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A2_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|fault| PdfFault::Writer(format!("{fault:?}")))?;
    Ok(SerializeSettings { configuration, ..SerializeSettings::default() })
}

fn metadata(content: &Content, made_at: Timestamp) -> Metadata {
    let title = format!("{} - {}", content.title, content.subject);
    let title = content.mark.map_or_else(|| title.clone(), |mark| format!("{mark} {title}"));
    Metadata::new()
        .title(fonts::without_hidden(&title))
        .language(content.words.tag.to_owned())
        .creator("Koppelwijzer".to_owned())
        .creation_date(date_time(made_at))
}

fn date_time(at: Timestamp) -> DateTime {
    let at = at.to_zoned(TimeZone::UTC);
    let small = |number: i8| u8::try_from(number).unwrap_or_default();
    DateTime::new(u16::try_from(at.year()).unwrap_or_default())
        .month(small(at.month()))
        .day(small(at.day()))
        .hour(small(at.hour()))
        .minute(small(at.minute()))
        .second(small(at.second()))
        .utc_offset_hour(0)
}
