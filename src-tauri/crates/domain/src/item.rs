//! The lines of a checklist: a small closed set of kinds.

mod fill;

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::check::CheckId;
use crate::field::FieldType;
use crate::hours::proof::RunProof;
use crate::id::{ItemId, StepId};
use crate::right::Right;
use crate::text::{self, NameOrText, Text};
use crate::variant::Products;

pub use fill::Fill;

/// One line of a step's checklist.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Name of the item, unique in the handbook.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 60))]
    pub id: ItemId,
    /// The requirements this covers.
    #[serde(default)]
    pub rows: Vec<String>,
    /// What is asked, or what to tick.
    pub label: Text,
    /// A short word of help under it.
    #[serde(default)]
    pub hint: Option<Text>,
    /// Where the value is found in Loket, folded under the field.
    #[serde(default)]
    pub find: Option<Text>,
    /// Advice that goes with the line, shown beside it.
    #[serde(default)]
    pub advice: Option<Text>,
    /// The line counts only when this holds.
    #[serde(default)]
    pub when: Option<Condition>,
    /// The line may stay open.
    #[serde(default)]
    pub optional: bool,
    /// The only steps that need the line: while it is open or not so, they are held back, and what comes after its own
    /// step is not. Empty: all that come after its step need it.
    #[serde(default)]
    pub needed_for: Vec<StepId>,
    /// The check that proves the line from Loket.
    #[serde(default)]
    pub check: Option<CheckId>,
    /// What the hours runs of the employer show of the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run: Option<RunProof>,
    /// What is asked for.
    pub ask: Ask,
}

/// A condition on another item: holds when its answer is one of the words given.
///
/// The words of an answer: a choice gives the option's id; a set (rights, products) the ids in it;
/// confirm `yes`; list `some` or `none`; mapping the same, and the options that were chosen in it; wait
/// `waiting` or `arrived`; hand-over `filled`, `sent`, `processed`; message `sent`; secret `kept`; a field
/// its value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// The item whose answer decides.
    pub item: ItemId,
    /// One of these words makes it hold.
    #[schemars(length(min = 1))]
    pub is: Vec<String>,
}

/// What an item asks for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Ask {
    /// A thing that is so, or was done: tick it.
    Confirm(Confirm),
    /// A value to type.
    Field(Field),
    /// One of a few.
    Choice(Choice),
    /// Rights to give the coupling user, ticked one by one.
    Rights(Rights),
    /// Products (modules) to choose, with the variant that follows from them.
    Products(Products),
    /// The password of a coupling user, kept in the keychain.
    Secret(Secret),
    /// Waiting for somebody else.
    Wait(Wait),
    /// A list of things of the same shape.
    List(List),
    /// What belongs to what: theirs to Loket's.
    Mapping(Mapping),
    /// What a page outside shows, typed over.
    Result(ResultPage),
    /// A message, ready to copy or to mail.
    Message(Message),
    /// A form of another party: values in its order, and how far it got.
    HandOver(HandOver),
}

/// Asks for a tick.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Confirm {}

/// Asks for one value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// What kind of value.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// What fills it when known, and what it teaches the app when typed.
    #[serde(default)]
    pub fill: Option<Fill>,
    /// The fill is a proposal for another thing: what is typed here teaches nothing.
    #[serde(default)]
    pub proposal_only: bool,
    /// The value identifies a person: it is sealed on disk.
    #[serde(default)]
    pub personal: bool,
    /// The least that a whole number may be.
    #[serde(default)]
    pub min: Option<u32>,
    /// The most that a whole number may be.
    #[serde(default)]
    pub max: Option<u32>,
}

/// Asks for one of a few.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// What can be chosen.
    #[schemars(length(min = 2, max = 20))]
    pub options: Vec<Choosable>,
    /// What fills it when known: its value is an option's id.
    #[serde(default)]
    pub fill: Option<Fill>,
    /// The fill is a proposal for another thing: what is chosen here teaches nothing.
    #[serde(default)]
    pub proposal_only: bool,
    /// One of the options says that a kept password was removed: choosing it removes the password.
    #[serde(default)]
    pub removes: Option<SecretRemoval>,
}

/// What removes a kept password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SecretRemoval {
    /// The item that asks for the password.
    pub secret: ItemId,
    /// The option that says that it was removed.
    pub option: String,
}

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choosable {
    /// Name of the option, unique in its list.
    #[schemars(length(min = 1, max = 60))]
    pub id: String,
    /// What it says.
    pub text: Text,
    /// A short word under it.
    #[serde(default)]
    pub hint: Option<Text>,
}

/// Asks for rights to be given, one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// The rights that are needed.
    #[schemars(length(min = 1))]
    pub rights: Vec<Right>,
}

/// Asks for the password of a coupling user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Secret {
    /// The item that holds the user name.
    pub username: ItemId,
    /// Who else will hold the password.
    pub holder: Text,
}

/// Asks to wait for somebody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// Whom one waits for: a name, or words in the two languages.
    #[serde(deserialize_with = "text::name_or_text")]
    #[specta(type = Text)]
    #[schemars(with = "NameOrText")]
    pub on: Text,
    /// What for.
    #[serde(rename = "for")]
    pub reason: Text,
    /// Days until one asks again.
    #[schemars(range(min = 1, max = 365))]
    pub days: u16,
    /// What to do when the day comes and nothing has.
    pub then: Text,
}

/// One column of a list, a mapping or a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Name of the column, unique in its item.
    #[schemars(length(min = 1, max = 60))]
    pub id: String,
    /// What stands over it.
    pub label: Text,
    /// What kind of value.
    #[serde(rename = "type")]
    pub field_type: FieldType,
    /// Values identify a person: sealed on disk.
    #[serde(default)]
    pub personal: bool,
    /// May stay empty.
    #[serde(default)]
    pub optional: bool,
    /// What can be chosen, for `type = "choice"`.
    #[serde(default)]
    pub options: Vec<Choosable>,
}

/// Asks for rows of the same shape.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct List {
    /// The columns.
    #[schemars(length(min = 1, max = 8))]
    pub columns: Vec<Column>,
    /// What to tick when there is none. Without it at least one row is needed.
    #[serde(default)]
    pub none: Option<Text>,
}

/// Asks what belongs to what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// On the other side.
    pub from: Column,
    /// In Loket.
    pub to: Column,
    /// What to do with rows mapped in a certain way, as a list to work off.
    #[serde(default)]
    pub remind: Option<Reminder>,
}

/// Rows of a mapping that ask for something by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reminder {
    /// Rows whose `to` is this.
    pub to: String,
    /// What to do for each.
    pub text: Text,
}

/// Asks for what a page outside shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultPage {
    /// The values, in the page's order.
    #[schemars(length(min = 1, max = 20))]
    pub fields: Vec<Column>,
    /// A value that follows from two of them.
    #[serde(default)]
    pub product: Option<Product>,
}

/// One value times another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Product {
    /// What it says.
    pub label: Text,
    /// The two fields of the result that are multiplied.
    pub of: [String; 2],
}

/// A message to somebody, with places to fill: `{office.name}`, `{employer.companyName}`, `{item-id}`,
/// `{missing:item-id}` (rights that are not ticked).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    /// To whom: an address, or a place to fill such as `{employer.email}`; empty when unknown.
    #[serde(default)]
    pub to: String,
    /// Subject.
    pub subject: Text,
    /// Body, plain text.
    pub body: Text,
}

/// A form of another party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// Items whose answers go into the form, in the form's order.
    #[schemars(length(min = 1))]
    pub fields: Vec<ItemId>,
}

impl Rights {
    /// Names of the rights that are ticked, and of those that are not.
    pub fn ticked_and_not(&self, ids: &BTreeSet<String>) -> (Vec<&'static str>, Vec<&'static str>) {
        let (ticked, not): (Vec<&Right>, _) = self.rights.iter().partition(|right| ids.contains(right.id()));
        let names = |rights: Vec<&Right>| rights.into_iter().map(|right| right.name()).collect();
        (names(ticked), names(not))
    }
}

impl Ask {
    /// The columns of a list, mapping or result, in the order of the cells in a row. Empty for everything else.
    pub fn columns(&self) -> Vec<&Column> {
        match self {
            Self::List(list) => list.columns.iter().collect(),
            Self::Mapping(mapping) => vec![&mapping.from, &mapping.to],
            Self::Result(page) => page.fields.iter().collect(),
            _ => vec![],
        }
    }

    /// Whether an answer to it can hold what identifies a person.
    pub fn is_personal(&self) -> bool {
        match self {
            Self::Field(field) => field.personal,
            other => other.columns().iter().any(|column| column.personal),
        }
    }
}
