//! Products with tiers: which variant follows from a choice, what lifts it, and what else it needs.
//!
//! The highest tier of all chosen products wins, as with `MijnLoket` Start, Plus and Pro.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::handbook::Handbook;
use crate::id::ItemId;
use crate::item::Ask;
use crate::text::Text;

/// Asks which products to switch on, or which of the chosen ones are on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Products {
    /// The variants, lowest first.
    #[serde(default)]
    pub tiers: Vec<Tier>,
    /// What can be chosen.
    #[serde(default)]
    pub options: Vec<ProductOption>,
    /// Further products that a choice can need.
    #[serde(default)]
    pub extras: Vec<Extra>,
    /// Ask which products are on, beside what was chosen in this other item; its products are used.
    #[serde(default)]
    pub compare: Option<ItemId>,
}

/// A variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tier {
    /// Name of the tier, unique in its item.
    pub id: String,
    /// What it is called.
    pub name: Text,
    /// What comes with it whatever is chosen.
    #[serde(default)]
    pub always: Vec<Text>,
}

/// A product to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ProductOption {
    /// Name of the product, unique in its item.
    pub id: String,
    /// The name as it stands in Loket's list.
    pub product: String,
    /// Other names under which Loket lists it; one of them is enough.
    #[serde(default)]
    pub names: Vec<String>,
    /// What the employee or employer gets.
    pub text: Text,
    /// A short word under it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// The lowest tier that has it.
    pub tier: String,
    /// Extras it needs.
    #[serde(default)]
    pub needs: Vec<String>,
}

/// A product that others need.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Extra {
    /// Name of the extra, unique in its item.
    pub id: String,
    /// The name as it stands in Loket's list.
    pub product: String,
    /// Other names under which Loket lists it; one of them is enough.
    #[serde(default)]
    pub names: Vec<String>,
    /// What it is for.
    pub text: Text,
}

/// What follows from a choice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Outcome {
    pub tier: String,
    /// The chosen products that lift it above the lowest tier, each with the tier it lifts to.
    pub lifts: Vec<Lift>,
    /// For each tier below the outcome: the chosen products that would have to go to stay there.
    pub to_stay: Vec<Stay>,
    /// Extras that are needed, with the products that need them.
    pub needs: Vec<Need>,
}

/// A product that lifts the variant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Lift {
    /// Id of the product.
    pub product: String,
    /// Id of the tier.
    pub tier: String,
}

/// What would have to go to stay in a lower tier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Stay {
    /// Id of the tier.
    pub tier: String,
    /// Ids of the products that would have to go.
    pub without: Vec<String>,
}

/// An extra that is needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Need {
    /// Id of the extra.
    pub extra: String,
    /// Ids of the chosen products that need it.
    pub because: Vec<String>,
}

/// What is still to be switched on and off so that Loket has what was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Switching {
    /// Ids of products and extras to switch on.
    pub on: Vec<String>,
    /// Ids of products to switch off: they are on but were not chosen.
    pub off: Vec<String>,
}

impl Products {
    fn rank(&self, tier: &str) -> usize {
        self.tiers.iter().position(|known| known.id == tier).unwrap_or(0)
    }

    fn chosen<'a>(&'a self, chosen: &'a BTreeSet<String>) -> impl Iterator<Item = &'a ProductOption> {
        self.options.iter().filter(|option| chosen.contains(&option.id))
    }

    /// Names of the products that are ticked, and of those that could be and are not. Of the extras, which are not always
    /// asked about, only those that are ticked. The handbook has the products that are compared with a choice.
    pub fn on_and_off(&self, ids: &BTreeSet<String>, handbook: &Handbook) -> (Vec<String>, Vec<String>) {
        let compared = self.compare.as_ref().and_then(|other| handbook.item(other));
        let listed = match compared.map(|(_, item)| &item.ask) {
            Some(Ask::Products(chosen)) => chosen,
            _ => self,
        };
        let (on, off): (Vec<_>, Vec<_>) = listed.options.iter().partition(|one| ids.contains(&one.id));
        let extras = listed.extras.iter().filter(|extra| ids.contains(&extra.id));
        let on = on.into_iter().map(|one| &one.product).chain(extras.map(|extra| &extra.product));
        (on.cloned().collect(), off.into_iter().map(|one| one.product.clone()).collect())
    }

    /// What follows from a choice. Ids that are not among the options are passed over.
    pub fn outcome(&self, chosen: &BTreeSet<String>) -> Outcome {
        let highest = self.chosen(chosen).map(|option| self.rank(&option.tier)).max().unwrap_or(0);
        let lifts = self
            .chosen(chosen)
            .filter(|option| self.rank(&option.tier) > 0)
            .map(|option| Lift { product: option.id.clone(), tier: option.tier.clone() })
            .collect();
        let to_stay = self.tiers.iter().take(highest).enumerate().map(|(rank, tier)| Stay {
            tier: tier.id.clone(),
            without: self
                .chosen(chosen)
                .filter(|option| self.rank(&option.tier) > rank)
                .map(|option| option.id.clone())
                .collect(),
        });
        let needs = self.extras.iter().filter_map(|extra| {
            let because: Vec<_> = self
                .chosen(chosen)
                .filter(|option| option.needs.contains(&extra.id))
                .map(|option| option.id.clone())
                .collect();
            (!because.is_empty()).then(|| Need { extra: extra.id.clone(), because })
        });
        Outcome {
            tier: self.tiers.get(highest).map_or_else(String::new, |tier| tier.id.clone()),
            lifts,
            to_stay: to_stay.collect(),
            needs: needs.collect(),
        }
    }

    /// What is still to be done in Loket, given what was chosen and what is on.
    pub fn switching(&self, chosen: &BTreeSet<String>, on: &BTreeSet<String>) -> Switching {
        let needed: BTreeSet<_> = self.outcome(chosen).needs.into_iter().map(|need| need.extra).collect();
        let wanted = self.options.iter().map(|o| &o.id).filter(|id| chosen.contains(*id));
        let extras = self.extras.iter().map(|e| &e.id).filter(|id| needed.contains(*id));
        let off = self.options.iter().map(|o| &o.id).filter(|id| on.contains(*id) && !chosen.contains(*id));
        Switching {
            on: wanted.chain(extras).filter(|id| !on.contains(*id)).cloned().collect(),
            off: off.cloned().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text(words: &str) -> Text {
        Text { nl: words.into(), en: words.into() }
    }

    fn products() -> Products {
        let option = |id: &str, tier: &str, needs: &[&str]| ProductOption {
            id: id.into(),
            product: id.into(),
            names: vec![],
            text: text(id),
            hint: None,
            tier: tier.into(),
            needs: needs.iter().map(ToString::to_string).collect(),
        };
        Products {
            tiers: ["start", "plus", "pro"]
                .map(|id| Tier { id: id.into(), name: text(id), always: vec![] })
                .into(),
            options: vec![
                option("documents", "start", &["dossier"]),
                option("leave-requests", "plus", &["leave"]),
                option("expenses", "plus", &["workflow", "dossier"]),
                option("preboarding", "pro", &[]),
            ],
            extras: ["workflow", "dossier", "leave"]
                .map(|id| Extra { id: id.into(), product: id.into(), names: vec![], text: text(id) })
                .into(),
            compare: None,
        }
    }

    fn set(ids: &[&str]) -> BTreeSet<String> {
        ids.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_highest_tier_wins_and_says_what_lifts_it() {
        let outcome = products().outcome(&set(&["documents", "leave-requests", "preboarding"]));
        assert_eq!(outcome.tier, "pro");
        assert_eq!(outcome.lifts.len(), 2);
        assert_eq!(outcome.to_stay[0].without, ["leave-requests", "preboarding"]);
        assert_eq!(outcome.to_stay[1].without, ["preboarding"]);
    }

    #[test]
    fn extras_name_all_that_need_them() {
        let outcome = products().outcome(&set(&["documents", "expenses"]));
        assert_eq!(outcome.needs[0].extra, "workflow");
        assert_eq!(outcome.needs[1].because, ["documents", "expenses"]);
    }

    #[test]
    fn nothing_chosen_stays_lowest() {
        let outcome = products().outcome(&BTreeSet::new());
        assert_eq!((outcome.tier.as_str(), outcome.needs.len()), ("start", 0));
    }

    #[test]
    fn switching_lists_extras_and_what_is_on_too_much() {
        let todo = products().switching(&set(&["expenses"]), &set(&["dossier", "preboarding"]));
        assert_eq!(todo.on, ["expenses", "workflow"]);
        assert_eq!(todo.off, ["preboarding"]);
    }

    proptest! {
        #[test]
        fn leaving_out_what_stands_in_the_way_really_lowers_the_tier(mask in 0u8..16) {
            let products = products();
            let chosen: BTreeSet<_> = products.options.iter().enumerate()
                .filter(|(bit, _)| mask & (1 << bit) != 0).map(|(_, o)| o.id.clone()).collect();
            for stay in products.outcome(&chosen).to_stay {
                let fewer: BTreeSet<_> = chosen.iter().filter(|id| !stay.without.contains(id)).cloned().collect();
                let reached = products.outcome(&fewer).tier;
                prop_assert!(products.rank(&reached) <= products.rank(&stay.tier));
            }
        }
    }
}
