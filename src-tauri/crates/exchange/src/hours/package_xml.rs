//! What calamine does not tell of an XLSX: where each sheet stands, and what of it is hidden.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::{Archive, whole};
use domain::hours::read_fault::ReadFault;

/// What is hidden in a sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Hidden {
    /// Rows, from 1.
    pub rows: BTreeSet<u32>,
    /// Columns, from 0.
    pub columns: BTreeSet<u32>,
    pub filtered: bool,
}

pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|attribute| {
        let key: &str = attribute.key.as_ref();
        key.rsplit(':').next() == Some(name)
    })?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// The part of each sheet, by its name.
pub(super) fn sheet_parts(archive: &mut Archive<'_>) -> Result<BTreeMap<String, String>, ReadFault> {
    let mut targets = BTreeMap::new();
    each_tag(&whole(archive, "xl/_rels/workbook.xml.rels")?, |tag| {
        let relation = (attribute(tag, "Id"), attribute(tag, "Target"));
        if let ("Relationship", (Some(id), Some(target))) = (tag.local_name().as_ref(), relation) {
            let target = target.replace('\\', "/");
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id, part);
        }
    })?;
    let mut parts = BTreeMap::new();
    each_tag(&whole(archive, "xl/workbook.xml")?, |tag| {
        if tag.local_name().as_ref() == "sheet" {
            let id = relation(tag);
            if let (Some(name), Some(part)) =
                (attribute(tag, "name"), id.and_then(|id| targets.get(&id).cloned()))
            {
                parts.insert(name, part);
            }
        }
    })?;
    Ok(parts)
}

/// The relation of a sheet, whatever its namespace is called.
fn relation(tag: &BytesStart<'_>) -> Option<String> {
    let found = tag
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|attribute| attribute.key.as_ref().ends_with(":id"))?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// What of a sheet is hidden.
pub(super) fn hidden(archive: &mut Archive<'_>, part: &str) -> Result<Hidden, ReadFault> {
    let mut hidden = Hidden::default();
    let mut row = 0;
    each_tag(&whole(archive, part)?, |tag| match tag.local_name().as_ref() {
        "row" => {
            row = attribute(tag, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
            // A height of nothing is hidden as well.
            let flat = attribute(tag, "ht").and_then(|height| height.parse::<f64>().ok()) == Some(0.0);
            if is_true(attribute(tag, "hidden").as_deref()) || flat {
                hidden.rows.insert(row);
            }
        }
        "col" if is_true(attribute(tag, "hidden").as_deref()) => {
            let number = |name| attribute(tag, name).and_then(|number| number.parse::<u32>().ok());
            if let (Some(first), Some(last)) = (number("min"), number("max")) {
                hidden.columns.extend((first.max(1)..=last.min(16_384)).map(|column| column - 1));
            }
        }
        "filterColumn" => hidden.filtered = true,
        _ => {}
    })?;
    Ok(hidden)
}

fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

fn each_tag(xml: &[u8], mut take: impl FnMut(&BytesStart<'_>)) -> Result<(), ReadFault> {
    let mut reader = Reader::from_reader(xml);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer).map_err(|_| ReadFault::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) => take(&tag),
            Event::DocType(_) => return Err(ReadFault::Entities),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
