//! Places to fill in a message: `{office.name}`, `{item-id}`, `{missing:item-id}`, `{loket.redirects}`.

use domain::field::{self, FieldType};
use domain::item::Message;
use domain::message::{MISSING, OF_THE_APP};

use crate::characters::visible;
use crate::fault::{Expected, NameKind};
use crate::meaning::fills;
use crate::outline::{ItemOutline, Outline};
use crate::place::Place;
use crate::report::Report;

/// Checks the texts of a message.
pub(super) fn check(
    message: &Message,
    item: &ItemOutline<'_>,
    ask: &Place,
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    let texts = [
        (ask.key("subject").key("nl"), &message.subject.nl),
        (ask.key("subject").key("en"), &message.subject.en),
        (ask.key("body").key("nl"), &message.body.nl),
        (ask.key("body").key("en"), &message.body.en),
    ];
    for (place, text) in &texts {
        places(text, place, item, outline, report);
    }
    recipient(&message.to, &ask.key("to"), item, outline, report);
}

fn recipient(
    to: &str,
    place: &Place,
    item: &ItemOutline<'_>,
    outline: &Outline<'_>,
    report: &mut Report<'_>,
) {
    if to.contains(['{', '}']) {
        places(to, place, item, outline, report);
        let alone = to.starts_with('{') && to.find('}') == Some(to.len() - 1);
        if !alone {
            report.value(place, Expected::Recipient { found: visible(to) });
        }
    } else if !to.is_empty() && field::read(FieldType::Email, to).is_err() {
        report.value(place, Expected::Recipient { found: visible(to) });
    }
}

fn places(text: &str, place: &Place, item: &ItemOutline<'_>, outline: &Outline<'_>, report: &mut Report<'_>) {
    let mut pieces = text.split('{');
    let mut unpaired = pieces.next().is_some_and(|before| before.contains('}'));
    for piece in pieces {
        match piece.split_once('}') {
            Some((name, after)) => {
                unpaired |= after.contains('}');
                if let Some(expected) = one(name, item, outline) {
                    report.words(place, &format!("{{{name}}}"), expected);
                }
            }
            None => unpaired = true,
        }
    }
    if unpaired {
        report.value(place, Expected::PairedBraces);
    }
}

/// What is wrong with a place to fill.
fn one(name: &str, own: &ItemOutline<'_>, outline: &Outline<'_>) -> Option<Expected> {
    if fills::FILLS.iter().any(|(_, known, _)| *known == name) {
        return fills::of_employer(name, outline);
    }
    if OF_THE_APP.contains(&name) {
        return None;
    }
    let (id, kinds): (_, &[&str]) = match name.strip_prefix(MISSING) {
        Some(id) => (id, &["rights"]),
        None => (name, &KINDS),
    };
    let shown = visible(id);
    if own.id == Some(id) {
        return Some(Expected::NotItself { name: shown });
    }
    match outline.item(id) {
        Some(item) if item.kind.is_some_and(|kind| !kinds.contains(&kind)) => {
            let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            Some(Expected::ItemOfKind { name: shown, kinds })
        }
        Some(_) => None,
        None if kinds.len() == 1 => {
            Some(Expected::Existing { thing: NameKind::Item, name: shown, meant: None })
        }
        None => {
            let fills = fills::FILLS.iter().map(|(_, known, _)| (*known).to_owned());
            let own = OF_THE_APP.map(str::to_owned);
            let allowed = fills.chain(own).chain([format!("{MISSING}…")]).collect();
            Some(Expected::KnownPlace { found: visible(name), allowed, meant: None })
        }
    }
}

/// The kinds of items whose answer can stand in a message. A secret cannot.
const KINDS: [&str; 7] = ["field", "choice", "rights", "products", "list", "mapping", "result"];
