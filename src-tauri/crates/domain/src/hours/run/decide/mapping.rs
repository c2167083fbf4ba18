//! What people, codes and departments of the file are in Loket, as it was chosen or taken over.

use std::collections::{BTreeMap, BTreeSet};

use crate::hours::run::{
    HoursAction, HoursRun, MappingChoice, MappingEntry, MappingOf, MappingSource, NamedChoice,
};
use crate::rules::Refusal;

/// What was chosen, the same for all of these names.
pub(super) fn chosen(
    of: MappingOf,
    names: &[String],
    choice: Option<&MappingChoice>,
) -> Result<Vec<HoursAction>, Refusal> {
    if choice.is_some_and(|choice| !choice.fits(of)) || names.is_empty() {
        return Err(Refusal::UnknownItem);
    }
    if let Some(MappingChoice::NotImported { reason }) = choice {
        super::words(reason)?;
    }
    let names: BTreeSet<&String> = names.iter().collect();
    let entries = names.into_iter().map(|name| MappingEntry::new(of, name, choice));
    Ok(in_parts(&entries.collect::<Vec<_>>(), &MappingSource::Chosen {}))
}

/// What was chosen, for each of these names something else.
pub(super) fn chosen_each(of: MappingOf, choices: &[NamedChoice]) -> Result<Vec<HoursAction>, Refusal> {
    if choices.is_empty() || !choices.iter().all(|one| one.choice.fits(of)) {
        return Err(Refusal::UnknownItem);
    }
    for one in choices {
        if let MappingChoice::NotImported { reason } = &one.choice {
            super::words(reason)?;
        }
    }
    let choices: BTreeMap<&String, &MappingChoice> =
        choices.iter().map(|one| (&one.name, &one.choice)).collect();
    let entries = choices.into_iter().map(|(name, choice)| MappingEntry::new(of, name, Some(choice)));
    Ok(in_parts(&entries.collect::<Vec<_>>(), &MappingSource::Chosen {}))
}

/// Choices of elsewhere, where nothing was chosen here.
pub(super) fn taken_over(
    run: &HoursRun,
    entries: Vec<(MappingOf, String, MappingChoice)>,
    source: &MappingSource,
) -> Vec<HoursAction> {
    let open = entries
        .into_iter()
        .filter(|(of, name, choice)| choice.fits(*of) && !run.mapping.contains_key(&(*of, name.clone())));
    let entries = open.map(|(of, name, choice)| MappingEntry::new(of, &name, Some(&choice)));
    in_parts(&entries.collect::<Vec<_>>(), source)
}

fn in_parts(entries: &[MappingEntry], source: &MappingSource) -> Vec<HoursAction> {
    let parts = entries.chunks(super::MOST_ENTRIES);
    parts.map(|part| HoursAction::Mapped { entries: part.to_vec(), source: source.clone() }).collect()
}
