//! Messages with their places filled.

mod own;

pub use own::{
    ComparedLine, LineKind, MessagePlace, MessageTemplate, MessageText, OwnMessage, TextFault, TextSource,
    with_text,
};

use crate::answer::Answer;
use crate::context::DossierContext;
use crate::dossier::Dossier;
use crate::findings;
use crate::handbook::Handbook;
use crate::id::ItemId;
use crate::item::{Ask, Fill, Item};
use crate::known::Known;
use crate::right::Right;
use crate::text::Language;
use crate::variant::Products;
use serde::Serialize;
use specta::Type;
use url::{Url, form_urlencoded};

/// A message, ready to copy or to mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct ReadyMessage {
    /// To whom; empty when unknown.
    pub to: String,
    pub subject: String,
    pub body: String,
    /// The places that have no value yet, each once, in the order in which they stand.
    pub missing: Vec<MissingPlace>,
    /// Whose text it is made from.
    pub source: TextSource,
}

/// A place of a message that has no value yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum MissingPlace {
    /// Something of the office or the employer.
    Fill { fill: Fill },
    /// The answer to an item of the handbook.
    Item { item: ItemId },
}

impl ReadyMessage {
    /// The message of an item, filled; none where it is no message.
    pub(crate) fn of(item: &Item, context: &DossierContext, known: &Known) -> Option<Self> {
        let Ask::Message(message) = &item.ask else { return None };
        let (text, source) = own::text_of(item, context)?;
        let places = Places {
            dossier: &context.dossier,
            handbook: &context.handbook,
            known,
            access: &context.loket_access,
            language: context.settings.language,
        };
        let mut missing = vec![];
        let mut fill = |template: &str| places.fill(template, &mut missing);
        let (to, subject, body) = (fill(&message.to), fill(&text.subject), fill(&text.body));
        Some(Self { to, subject, body, missing, source })
    }

    /// The message as a link for the mail program; none when it cannot be one, or a place in it has no value yet.
    pub fn mail_link(&self) -> Option<Url> {
        if !self.missing.is_empty() {
            return None;
        }
        let query: String = form_urlencoded::Serializer::new(String::new())
            .append_pair("subject", &self.subject)
            .append_pair("body", &self.body.replace('\n', "\r\n"))
            .finish();
        // Mail programs take %20 for a space, not the plus sign of forms.
        let link = format!("mailto:{}?{}", mail_address(&self.to), query.replace('+', "%20"));
        Url::parse(&link).ok()
    }
}

/// An e-mail address as it stands in a `mailto:` link (RFC 6068): what would end or extend the link is encoded.
fn mail_address(address: &str) -> String {
    let encoded = |part: &str| form_urlencoded::byte_serialize(part.as_bytes()).collect::<String>();
    match address.rsplit_once('@') {
        Some((name, host)) => format!("{}@{}", encoded(name), encoded(host)),
        None => encoded(address),
    }
}

/// What the app needs of Loket, as it stands in the request for access. From the client's own tables, so that what is
/// asked of Loket is what this version uses.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoketAccess {
    /// Activities that read, each with what it is for.
    pub reads: Vec<String>,
    /// Activities that change something, each with what it is for.
    pub writes: Vec<String>,
    /// Addresses to which a sign-in may return.
    pub redirects: Vec<String>,
}

/// What the places of a message can be filled with.
struct Places<'a> {
    dossier: &'a Dossier,
    handbook: &'a Handbook,
    known: &'a Known,
    access: &'a LoketAccess,
    language: Language,
}

/// What stands where a value is not known: the reader sees at once that something is to be filled in.
const BLANK: &str = "…";

/// Before the id of an item of rights, for those that are not ticked.
pub const MISSING: &str = "missing:";

/// What the app itself knows of its access to Loket: the activities that it calls, to read and to change, and the
/// addresses to which a sign-in returns.
pub const OF_THE_APP: [&str; 3] = ["loket.activities.read", "loket.activities.write", "loket.redirects"];

fn missing_place(place: &str) -> MissingPlace {
    match Fill::named(place) {
        Some(fill) => MissingPlace::Fill { fill },
        None => MissingPlace::Item { item: place.trim_start_matches(MISSING).into() },
    }
}

impl Places<'_> {
    /// Fills `{office.name}`, `{employer.companyName}`, `{item-id}`, `{missing:item-id}`, and what the app itself knows
    /// of its access to Loket: `{loket.activities.read}`, `{loket.activities.write}` and `{loket.redirects}`. Places
    /// that have no value yet are added to `missing`, each once.
    fn fill(&self, template: &str, missing: &mut Vec<MissingPlace>) -> String {
        let mut filled = String::with_capacity(template.len());
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((place, after)) = after.split_once('}') else {
                filled.push('{');
                rest = after;
                continue;
            };
            if let Some(value) = self.value(place) {
                filled.push_str(&value);
            } else {
                filled.push_str(BLANK);
                let place = missing_place(place);
                if !missing.contains(&place) {
                    missing.push(place);
                }
            }
            // A name like `Voorbeeld B.V.` brings the full stop that ends the sentence.
            rest = after.strip_prefix('.').filter(|_| filled.ends_with('.')).unwrap_or(after);
        }
        filled + rest
    }

    fn value(&self, place: &str) -> Option<String> {
        match place {
            "loket.activities.read" => return Some(list(&self.access.reads)),
            "loket.activities.write" => return Some(list(&self.access.writes)),
            "loket.redirects" => return Some(list(&self.access.redirects)),
            _ => {}
        }
        if let Some(id) = place.strip_prefix(MISSING) {
            return self.missing(&id.into());
        }
        if let Some(fill) = Fill::named(place) {
            return self.known.value(fill).map(str::to_owned);
        }
        let (_, item) = self.handbook.item(&place.into())?;
        self.answer(item).or_else(|| self.known.proposal(&item.ask)?.value.clear().map(str::to_owned))
    }

    fn answer(&self, item: &Item) -> Option<String> {
        match (self.dossier.answer(&item.id)?, &item.ask) {
            (Answer::Value { value }, Ask::Choice(choice)) => {
                let id = value.clear()?;
                let chosen = choice.options.iter().find(|option| option.id == id)?;
                Some(chosen.text.in_language(self.language).to_owned())
            }
            (Answer::Value { value }, _) => value.clear().map(str::to_owned),
            (Answer::Set { ids }, Ask::Products(products)) => {
                let asked = self.compared(products).unwrap_or(products);
                let named = asked.options.iter().filter(|option| ids.contains(&option.id));
                let named = lines(named.map(|option| option.product.as_str()));
                Some(if named.is_empty() { self.none().to_owned() } else { named })
            }
            _ => None,
        }
    }

    /// The products that were chosen in the item that this one is compared with.
    fn compared(&self, products: &Products) -> Option<&Products> {
        let (_, chosen) = self.handbook.item(products.compare.as_ref()?)?;
        if let Ask::Products(products) = &chosen.ask { Some(products) } else { None }
    }

    /// What stands where an answer is that there is none.
    fn none(&self) -> &'static str {
        match self.language {
            Language::Nl => "geen",
            Language::En => "none",
        }
    }

    /// The rights of an item that are not ticked, one a line; what says that there are none where all are.
    fn missing(&self, id: &ItemId) -> Option<String> {
        let (_, item) = self.handbook.item(id)?;
        let Ask::Rights(asked) = &item.ask else { return None };
        let none = std::collections::BTreeSet::new();
        let ticked = match self.dossier.answer(id) {
            Some(Answer::Set { ids }) => ids,
            _ => &none,
        };
        let missing = lines(findings::missing_rights(&asked.rights, ticked).into_iter().map(Right::name));
        Some(if missing.is_empty() { self.none().to_owned() } else { missing })
    }
}

fn list(names: &[String]) -> String {
    lines(names.iter().map(String::as_str))
}

fn lines<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("- {name}")).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_cannot_add_to_the_link() {
        for (address, encoded) in [
            ("salaris@kantoor.example", "salaris@kantoor.example"),
            ("a?bcc=b&c#d%41@kantoor.example", "a%3Fbcc%3Db%26c%23d%2541@kantoor.example"),
            ("a+b@kantoor.example", "a%2Bb@kantoor.example"),
            ("geen adres?subject=x", "geen+adres%3Fsubject%3Dx"),
            ("", ""),
        ] {
            assert_eq!(mail_address(address), encoded);
            let link = Url::parse(&format!("mailto:{}?subject=s", mail_address(address))).unwrap();
            assert_eq!((link.query(), link.fragment()), (Some("subject=s"), None), "{address}");
        }
    }
}
