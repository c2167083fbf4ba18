//! Where the items of a handbook stand: lines are looked up by id hundreds of times for one look at a dossier.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::handbook::Handbook;
use crate::id::ItemId;

/// The places of the items of one handbook: their step and their place in it, from 0. Says nothing that the steps do not
/// say, so that handbooks with the same steps are equal, and one that is copied to be changed finds its own places.
#[derive(Debug, Default)]
pub(crate) struct ItemPlaces(OnceLock<HashMap<ItemId, (usize, usize)>>);

impl ItemPlaces {
    /// Where an item stands in the handbook that these are the places of.
    pub fn of(&self, id: &ItemId, handbook: &Handbook) -> Option<(usize, usize)> {
        let places = self.0.get_or_init(|| {
            let steps = handbook.steps.iter().enumerate();
            let all = steps.flat_map(|(step, of)| {
                of.items.iter().enumerate().map(move |(item, of)| (of.id.clone(), (step, item)))
            });
            // Of two items with one id, which no reader lets through, the first is meant.
            let mut places = HashMap::new();
            all.for_each(|(id, place)| {
                places.entry(id).or_insert(place);
            });
            places
        });
        places.get(id).copied()
    }
}

impl Clone for ItemPlaces {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for ItemPlaces {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
