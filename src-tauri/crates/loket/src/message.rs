//! What Loket says with an answer: `messages` of its envelopes.

use domain::Personal;
use serde::{Deserialize, Deserializer};

use crate::read::Text;

/// The most messages of one answer that are taken over. Each can have a text of a thousand characters.
const MOST_MESSAGES: usize = 100;

/// One message. Its texts come from Loket and can hold names: they are for the screen, not for the log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// Loket's number of the rule; it may change.
    #[serde(default, deserialize_with = "lenient")]
    pub code: Option<i64>,
    /// The entity it is about, when it is about one.
    #[serde(default, deserialize_with = "text")]
    pub id: Option<String>,
    #[serde(default, rename = "type", deserialize_with = "kind")]
    pub kind: MessageKind,
    /// Loket's text, in Dutch.
    #[serde(default, deserialize_with = "text")]
    pub description: Option<String>,
    /// The fields it is about. Not filled everywhere.
    #[serde(default, deserialize_with = "texts")]
    pub properties: Vec<String>,
}

impl Message {
    /// Words alone.
    fn of(text: &str) -> Self {
        let description = Some(Text::from(text).0);
        Self { code: None, id: None, kind: MessageKind::Unstated, description, properties: Vec::new() }
    }
}

impl std::fmt::Debug for Message {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The description can name a person.
        out.debug_struct("Message")
            .field("code", &self.code)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// The kinds of messages of Loket's specification.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum MessageKind {
    /// What was sent breaks a rule of payroll.
    BrokenBusinessRule,
    /// It was done, with a remark.
    Warning,
    /// It went wrong inside Loket.
    Exception,
    /// What it is about is not there.
    NotFound,
    /// A kind that is not in the specification.
    Other(String),
    /// No kind was given.
    #[default]
    Unstated,
}

impl From<&str> for MessageKind {
    fn from(word: &str) -> Self {
        match word {
            "BrokenBusinessRule" => Self::BrokenBusinessRule,
            "Warning" => Self::Warning,
            "Exception" => Self::Exception,
            "NotFound" => Self::NotFound,
            other => Self::Other(other.to_owned()),
        }
    }
}

/// A value of another type than expected is left out: a message is shown as far as it reads.
fn lenient<'de, D: Deserializer<'de>, T: serde::de::DeserializeOwned>(
    source: D,
) -> Result<Option<T>, D::Error> {
    Ok(serde_json::from_value(serde_json::Value::deserialize(source)?).ok())
}

fn kind<'de, D: Deserializer<'de>>(source: D) -> Result<MessageKind, D::Error> {
    Ok(text(source)?.map_or(MessageKind::Unstated, |word| word.as_str().into()))
}

fn text<'de, D: Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    Ok(lenient::<D, Text>(source)?.map(|text| text.0))
}

fn texts<'de, D: Deserializer<'de>>(source: D) -> Result<Vec<String>, D::Error> {
    let all = lenient::<D, Vec<Text>>(source)?.unwrap_or_default();
    Ok(all.into_iter().take(MOST_MESSAGES).map(|text| text.0).collect())
}

/// The texts of messages; the number of a message that has none.
pub(crate) fn words(messages: &[Message]) -> Vec<Personal> {
    let text = |message: &Message| {
        let code = message.code.map(|code| code.to_string());
        message.description.clone().filter(|text| !text.trim().is_empty()).or(code)
    };
    messages.iter().filter_map(text).map(Personal::from).collect()
}

/// A message in a body that is no JSON: words, as a server without an envelope sends them.
pub(crate) fn message_in_text(body: &[u8]) -> Option<Message> {
    let text = std::str::from_utf8(body).ok()?.trim();
    let is_plain = !text.starts_with(['<', '{', '['])
        && text.chars().all(|sign| !sign.is_control() || sign.is_whitespace());
    (is_plain && !text.is_empty()).then(|| Message::of(text))
}

/// The messages in the body of a refusal: `messages` of an envelope, or one `message`. None when it does not read.
pub(crate) fn messages_in(body: &[u8]) -> Vec<Message> {
    #[derive(Deserialize)]
    struct Refusal {
        #[serde(default)]
        messages: Option<Vec<Message>>,
        #[serde(default)]
        message: Option<String>,
    }
    let Ok(refusal) = serde_json::from_slice::<Refusal>(body) else { return Vec::new() };
    match (refusal.messages, refusal.message) {
        (Some(mut messages), _) if !messages.is_empty() => {
            messages.truncate(MOST_MESSAGES);
            messages
        }
        (_, Some(text)) => vec![Message::of(&text)],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_read_as_far_as_it_goes() {
        let body = br#"{"version":null,"messages":[
            {"code":83,"id":null,"type":"BrokenBusinessRule","description":"[lastName] has an invalid length","properties":["lastName"]},
            {"code":"x","type":"Novelty","properties":null,"extra":1}],"content":{}}"#;
        let messages = messages_in(body);
        assert_eq!(messages.len(), 2);
        assert_eq!(messages[0].code, Some(83));
        assert_eq!(messages[0].kind, MessageKind::BrokenBusinessRule);
        assert_eq!(messages[0].properties, ["lastName"]);
        assert_eq!(messages[1].code, None);
        assert_eq!(messages[1].kind, MessageKind::Other("Novelty".into()));
        assert!(!format!("{messages:?}").contains("invalid length"));
    }

    #[test]
    fn what_is_kept_of_messages_has_a_bound() {
        let message = serde_json::json!({"type": "x".repeat(5000), "description": "é".repeat(5000),
            "properties": vec!["p".repeat(5000); 500], "id": "i".repeat(5000)});
        let body = serde_json::json!({"messages": vec![message; 500]}).to_string();
        let messages = messages_in(body.as_bytes());
        assert_eq!(messages.len(), MOST_MESSAGES);
        let first = &messages[0];
        assert_eq!(first.description.as_ref().map(|text| text.chars().count()), Some(1000));
        assert_eq!((first.properties.len(), first.properties[0].len()), (MOST_MESSAGES, 1000));
        assert_eq!(first.kind, MessageKind::Other("x".repeat(1000)));
        assert_eq!(first.id.as_ref().map(String::len), Some(1000));
        let one = serde_json::json!({"message": "m".repeat(5000)}).to_string();
        assert_eq!(messages_in(one.as_bytes())[0].description, Some("m".repeat(1000)));
    }

    #[test]
    fn words_without_an_envelope_are_a_message_and_a_page_or_json_is_not() {
        let said = |body: &[u8]| message_in_text(body).and_then(|message| message.description);
        assert_eq!(said(b" Periode is afgesloten\r\n").as_deref(), Some("Periode is afgesloten"));
        for other in ["", "  ", "<html>", "{\"a\":1}", "[]", "\u{0}\u{1}"] {
            assert_eq!(said(other.as_bytes()), None, "{other}");
        }
        assert_eq!(said(&[0xff, 0xfe]), None);
    }

    #[test]
    fn a_single_message_counts_too_and_anything_else_is_none() {
        let one = messages_in(br#"{"message":"Insufficient rights for this request, reason \"product\""}"#);
        assert_eq!(
            one[0].description.as_deref(),
            Some("Insufficient rights for this request, reason \"product\"")
        );
        assert!(messages_in(b"<html>").is_empty());
        assert!(messages_in(b"[]").is_empty());
    }
}
