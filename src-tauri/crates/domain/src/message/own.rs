//! The office's own texts of messages, and how they differ from those of the handbook.

use serde::{Deserialize, Serialize};
use similar::{ChangeTag, TextDiff};
use specta::Type;
use strum::VariantArray;

use super::{MISSING, OF_THE_APP};
use crate::context::DossierContext;
use crate::field::{self, FieldType, Wrong};
use crate::handbook::{Handbook, Scope};
use crate::id::{HandbookId, ItemId};
use crate::item::{Ask, Fill, Item};
use crate::text::{Language, Text};

/// The texts of a message, with places to fill.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct MessageText {
    pub subject: String,
    pub body: String,
}

/// The office's own text of a message of a handbook, in one language. Stored with the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnMessage {
    pub handbook: HandbookId,
    /// The item of the message.
    pub item: ItemId,
    pub language: Language,
    pub text: MessageText,
    /// The text that the handbook had when this one was saved.
    pub instead_of: MessageText,
}

/// Whose text a message is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TextSource {
    Handbook,
    /// The office's own.
    Office,
    /// The office's own, of which the handbook says something else now than when it was saved.
    OfficeBeforeChange,
    /// The handbook's: the office's own names a place that this version of the handbook does not have.
    OwnDoesNotFit,
}

/// A line of two texts that are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ComparedLine {
    /// Whether it is of the subject.
    pub subject: bool,
    pub kind: LineKind,
    pub text: String,
}

/// In which of two texts a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LineKind {
    Both,
    Before,
    After,
}

/// A place that can stand in a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MessagePlace {
    /// As it is written between braces.
    pub name: String,
    /// The line of the handbook that fills it; none for what is known of the office, the employer and the app.
    pub item: Option<Text>,
}

/// The text of a message as the office can change it, in its own language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct MessageTemplate {
    /// The office's own text, else the handbook's.
    pub text: MessageText,
    pub source: TextSource,
    pub handbook: MessageText,
    /// The handbook's text beside the office's own; empty while there is none.
    pub difference: Vec<ComparedLine>,
    /// What the handbook said when the office's own text was saved beside what it says now; empty where that is the same.
    pub changed: Vec<ComparedLine>,
    /// What can stand between braces.
    pub places: Vec<MessagePlace>,
}

/// Why a text is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextFault {
    /// The handbook has no such message.
    NoMessage,
    /// A subject or body that does not read as text.
    Wrong(Vec<Wrong>),
    /// What stands between braces and is no place, each once, as written with its braces; an opening brace that is not
    /// closed counts as one.
    UnknownPlaces(Vec<String>),
}

impl MessageTemplate {
    /// The text of the message of an item; none where it is no message.
    pub fn of(context: &DossierContext, item: &ItemId) -> Option<Self> {
        let (_, item) = context.handbook.item(item)?;
        let handbook = of_handbook(item, context.settings.language)?;
        let (_, source) = text_of(item, context)?;
        let own = own_of(item, context);
        let changed = own.filter(|own| own.instead_of != handbook);
        Some(Self {
            text: own.map_or_else(|| handbook.clone(), |own| own.text.clone()),
            source,
            difference: own.map(|own| compared(&handbook, &own.text)).unwrap_or_default(),
            changed: changed.map(|own| compared(&own.instead_of, &handbook)).unwrap_or_default(),
            places: places(item, &handbook, &context.handbook),
            handbook,
        })
    }
}

/// The office's own texts with this one in the place of what was there for the message; none, or the handbook's own
/// words, take it away.
///
/// # Errors
/// Why the text is not taken.
pub fn with_text(
    context: &DossierContext,
    item: &ItemId,
    text: Option<MessageText>,
) -> Result<Vec<OwnMessage>, TextFault> {
    let language = context.settings.language;
    let (_, item) = context.handbook.item(item).ok_or(TextFault::NoMessage)?;
    let handbook = of_handbook(item, language).ok_or(TextFault::NoMessage)?;
    let text = text.map(|text| checked(text, item, &handbook, &context.handbook)).transpose()?;
    let mut own = context.settings.messages.clone();
    own.retain(|one| !is_of(one, item, context));
    if let Some(text) = text.filter(|text| *text != trimmed(&handbook)) {
        let (id, item) = (context.handbook.id.clone(), item.id.clone());
        own.push(OwnMessage { handbook: id, item, language, text, instead_of: handbook });
    }
    Ok(own)
}

/// The text that a message is made from, and whose it is; none where the item is no message.
pub(crate) fn text_of(item: &Item, context: &DossierContext) -> Option<(MessageText, TextSource)> {
    let handbook = of_handbook(item, context.settings.language)?;
    let Some(own) = own_of(item, context) else { return Some((handbook, TextSource::Handbook)) };
    if !unknown_places(&own.text, item, &handbook, &context.handbook).is_empty() {
        return Some((handbook, TextSource::OwnDoesNotFit));
    }
    let same = own.instead_of == handbook;
    let source = if same { TextSource::Office } else { TextSource::OfficeBeforeChange };
    Some((own.text.clone(), source))
}

fn of_handbook(item: &Item, language: Language) -> Option<MessageText> {
    let Ask::Message(message) = &item.ask else { return None };
    let [subject, body] = [&message.subject, &message.body].map(|text| text.in_language(language).to_owned());
    Some(MessageText { subject, body })
}

fn is_of(own: &OwnMessage, item: &Item, context: &DossierContext) -> bool {
    own.handbook == context.handbook.id && own.item == item.id && own.language == context.settings.language
}

fn own_of<'a>(item: &Item, context: &'a DossierContext) -> Option<&'a OwnMessage> {
    context.settings.messages.iter().find(|own| is_of(own, item, context))
}

fn trimmed(text: &MessageText) -> MessageText {
    MessageText { subject: text.subject.trim().to_owned(), body: text.body.trim().to_owned() }
}

fn checked(
    text: MessageText,
    item: &Item,
    of_handbook: &MessageText,
    handbook: &Handbook,
) -> Result<MessageText, TextFault> {
    let mut wrong = vec![];
    let mut read = |name: &str, field_type, typed: String| match field::read(field_type, &typed) {
        Ok(reading) => reading.value.replace("\r\n", "\n"),
        Err(problem) => {
            wrong.push(Wrong { field: name.to_owned(), problem });
            typed
        }
    };
    let subject = read("subject", FieldType::Text, text.subject);
    let body = read("body", FieldType::LongText, text.body);
    if !wrong.is_empty() {
        return Err(TextFault::Wrong(wrong));
    }
    let text = MessageText { subject, body };
    let unknown = unknown_places(&text, item, of_handbook, handbook);
    if unknown.is_empty() { Ok(text) } else { Err(TextFault::UnknownPlaces(unknown)) }
}

/// What stands between braces and is no place of this message.
fn unknown_places(
    text: &MessageText,
    item: &Item,
    of_handbook: &MessageText,
    handbook: &Handbook,
) -> Vec<String> {
    let known = places(item, of_handbook, handbook);
    let mut unknown: Vec<String> = vec![];
    let is_known = |written: &str| {
        let name = written.strip_suffix('}');
        name.is_some_and(|name| known.iter().any(|place| place.name == name))
    };
    for written in written_places(text).filter(|written| !is_known(written)) {
        let written = format!("{{{written}");
        if !unknown.contains(&written) {
            unknown.push(written);
        }
    }
    unknown
}

/// What follows each opening brace: up to and with the closing one, or else to the end of the line.
fn written_places(text: &MessageText) -> impl Iterator<Item = &str> {
    let pieces = [&text.subject, &text.body].into_iter().flat_map(|text| text.split('{').skip(1));
    pieces.filter_map(|piece| piece.split('\n').next()?.split_inclusive('}').next())
}

/// What can stand in the message: what is known of the office and the employer, the answers that read as words, the
/// rights that are missing, and whatever the handbook's own text names.
fn places(item: &Item, of_handbook: &MessageText, handbook: &Handbook) -> Vec<MessagePlace> {
    let fills = Fill::VARIANTS
        .iter()
        .copied()
        .filter(|fill| handbook.scope == Scope::Employer || fill.is_of_office());
    let fills = fills.filter_map(|fill| serde_json::to_value(fill).ok()?.as_str().map(str::to_owned));
    let of_nothing = fills.map(|name| MessagePlace { name, item: None });
    let answers = handbook.items().filter(|(_, other)| other.id != item.id).filter_map(|(_, other)| {
        let name = match other.ask {
            Ask::Field(_) | Ask::Choice(_) | Ask::Products(_) => other.id.to_string(),
            Ask::Rights(_) => format!("{MISSING}{}", other.id),
            _ => return None,
        };
        Some(MessagePlace { name, item: Some(other.label.clone()) })
    });
    let mut places: Vec<MessagePlace> = of_nothing.chain(answers).collect();
    let of_the_app = OF_THE_APP.iter().copied().filter(|_| handbook.scope == Scope::Office);
    let written = written_places(of_handbook).filter_map(|written| written.strip_suffix('}'));
    for name in of_the_app.chain(written) {
        if !places.iter().any(|place| place.name == name) {
            let item = handbook.item(&name.into()).map(|(_, item)| item.label.clone());
            places.push(MessagePlace { name: name.to_owned(), item });
        }
    }
    places
}

/// Two texts line by line.
fn compared(before: &MessageText, after: &MessageText) -> Vec<ComparedLine> {
    let lines = |subject: bool, before: &str, after: &str| -> Vec<ComparedLine> {
        let (before, after) = (format!("{}\n", before.trim()), format!("{}\n", after.trim()));
        let diff = TextDiff::from_lines(&before, &after);
        let line = |change: similar::Change<&str>| ComparedLine {
            subject,
            kind: match change.tag() {
                ChangeTag::Equal => LineKind::Both,
                ChangeTag::Delete => LineKind::Before,
                ChangeTag::Insert => LineKind::After,
            },
            text: change.value().trim_end().to_owned(),
        };
        diff.iter_all_changes().map(line).collect()
    };
    let mut all = lines(true, &before.subject, &after.subject);
    all.extend(lines(false, &before.body, &after.body));
    all
}
