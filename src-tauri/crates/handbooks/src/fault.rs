//! What is wrong with a handbook's file, as a code with data: the screen words it.

use std::fmt;

use serde::Serialize;
use specta::Type;

use crate::characters::visible;

/// One fault, with where it stands and what was expected there.
///
/// All text that comes out of the file is made safe to show: characters that are invisible or
/// change the direction of reading are written out, and long text is cut.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Fault {
    /// Name of the file.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// The way to the place, such as `steps[2].items[0].ask.type`; lists count from 0. Empty: the
    /// file itself.
    pub path: String,
    pub expected: Expected,
}

/// What was expected. Each case is a rule that a handbook keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "code", rename_all = "camelCase")]
pub enum Expected {
    /// A file of at most so many bytes.
    BytesAtMost {
        most: u32,
    },
    /// A file of at most so many values.
    ValuesAtMost {
        most: u32,
    },
    /// A handbook of at most so many items over all its steps.
    ItemsAtMost {
        most: u32,
    },
    /// A file of text: this is of another kind, such as an archive.
    TextFile,
    /// Text stored as UTF-8.
    Utf8,
    Toml {
        problem: TomlProblem,
        /// What the reader of TOML says, in English.
        detail: String,
    },
    /// Another kind of value.
    Kind {
        /// The kind that belongs here.
        kind: ValueKind,
        /// The kind that stands here.
        found: ValueKind,
    },
    Key {
        key: String,
    },
    /// One of the keys that belong here, not this one.
    KnownKey {
        key: String,
        allowed: Vec<String>,
        /// The one that was probably meant.
        meant: Option<String>,
    },
    /// One of a few words.
    OneOf {
        found: String,
        allowed: Vec<String>,
        /// The one that was probably meant.
        meant: Option<String>,
    },
    /// A text of at least so many characters.
    LengthAtLeast {
        least: u32,
    },
    /// A text of at most so many characters.
    LengthAtMost {
        most: u32,
    },
    /// A list of at least so many.
    CountAtLeast {
        least: u32,
    },
    /// A list of at most so many.
    CountAtMost {
        most: u32,
    },
    NumberAtLeast {
        least: u32,
    },
    NumberAtMost {
        most: u32,
    },
    /// Small letters, digits and single dashes.
    Name {
        found: String,
    },
    /// A day that exists, as yyyy-mm-dd.
    Day {
        found: String,
    },
    /// A year, a month or a day, as yyyy, yyyy-mm or yyyy-mm-dd.
    Date {
        /// What stands there.
        found: String,
    },
    /// An address that starts with `https://` and names a host, without a user name.
    HttpsAddress {
        found: String,
    },
    /// The host written in plain letters, so that look-alikes show.
    PlainHost {
        /// The host as it is to be written.
        host: String,
    },
    /// No such character: it is invisible, changes the direction of reading, or stands for a lost one.
    PlainCharacters {
        /// The character, such as `U+202E`.
        character: String,
    },
    /// A name that is not used before in the same list.
    Unique {
        name: String,
        /// The line where it stood first.
        first: u32,
    },
    /// The name of something that exists.
    Existing {
        thing: NameKind,
        name: String,
        /// The one that was probably meant.
        meant: Option<String>,
    },
    /// Something else than itself.
    NotItself {
        name: String,
    },
    /// An item that stands earlier in the handbook.
    Earlier {
        name: String,
    },
    /// Steps that do not wait for each other in a circle.
    NoCircle {
        steps: Vec<String>,
    },
    /// A condition on an item without a long chain of conditions behind it.
    ShorterChain {
        /// The longest chain.
        most: u32,
    },
    /// An item of another kind.
    ItemOfKind {
        name: String,
        /// The kinds that can be used here.
        kinds: Vec<String>,
    },
    /// A word that the answer to this item can be.
    PossibleAnswer {
        name: String,
        found: String,
        /// The words it can be; empty for a field: any value of its type.
        allowed: Vec<String>,
        /// The one that was probably meant.
        meant: Option<String>,
    },
    /// Options, because this is a choice.
    Options,
    /// No options, because this is not a choice.
    NoOptions,
    /// Another kind of item: options belong to `kind = "choice"`.
    ChoiceItem,
    /// Options, with the tiers they belong to, or `compare`; not both, and not neither.
    OptionsOrCompare,
    /// A field of whole numbers, because only those have a least and a most.
    WholeNumberField,
    /// A type of value that this can fill.
    FillFits {
        fill: String,
        /// The types it can fill.
        types: Vec<String>,
    },
    /// At least one option that this can fill in.
    FillOption {
        fill: String,
        /// The ids of options that it can choose.
        allowed: Vec<String>,
    },
    /// Nothing of an employer: this handbook is done once for the office.
    NoEmployer {
        name: String,
    },
    /// A kind of item that this check can be asked of.
    CheckKind {
        name: String,
        kinds: Vec<String>,
    },
    /// A kind of item that can rest on this fact of the hours runs.
    RunKind {
        name: String,
        kind: String,
    },
    /// A value of a type that this check looks at.
    CheckType {
        name: String,
        types: Vec<String>,
    },
    /// Another check beside this one, that the coupling user is an ordinary one: a web-service user is not shown.
    OrdinaryUser {
        name: String,
    },
    /// A `when` on an item with products: the check looks at those that it names.
    CheckCondition {
        name: String,
    },
    KnownPlace {
        /// What stands between the braces.
        found: String,
        /// What can stand there beside the items of the handbook.
        allowed: Vec<String>,
        /// The one that was probably meant.
        meant: Option<String>,
    },
    /// Braces in pairs, around a place to fill.
    PairedBraces,
    /// An e-mail address, a place to fill, or nothing.
    Recipient {
        found: String,
    },
    /// A column that holds a number or an amount.
    NumericColumn {
        name: String,
    },
    /// Something the format does not take.
    Other {
        /// What the reader says, in English.
        detail: String,
    },
    /// Fewer faults: so many more were found and are not listed.
    Fewer {
        more: u32,
    },
}

/// What is wrong in the TOML itself, by what its writer did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TomlProblem {
    /// A text without the quotes that end it, or with a line break within one pair of quotes.
    UnclosedText,
    /// A text without quotes, or with another kind of quotes.
    UnquotedText,
    /// Another quote, or other words, after the end of a text or value.
    AfterValue,
    /// A backslash before a character that it does not belong to.
    Backslash,
    /// A character that does not show.
    InvisibleCharacter,
    /// A key without `=` behind it.
    NoEquals,
    /// Nothing behind `=`.
    NoValue,
    /// Nothing before `=`, or a key that is written otherwise than keys are.
    NoKey,
    /// Two values without a comma between them.
    NoComma,
    /// A comma or `=` too many.
    TooMany,
    /// A list without its `]`.
    UnclosedList,
    /// A head of a step or item without its `]` or `]]`.
    UnclosedHead,
    /// A table without its `}`.
    UnclosedTable,
    /// A key that stands there twice.
    Twice,
    /// A number or day that does not read as one.
    Number,
    /// Something else.
    Other,
}

/// A kind of value in TOML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ValueKind {
    /// Text between quotes.
    Text,
    WholeNumber,
    /// A number with a fraction.
    Number,
    /// `true` or `false`.
    TrueOrFalse,
    /// A list between square brackets.
    List,
    /// Keys with values: a table.
    Table,
}

/// What a name can refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum NameKind {
    Step,
    Item,
    /// A tier of the same item.
    Tier,
    /// An extra of the same item.
    Extra,
    /// A column of the same item.
    Column,
    /// An option of the same column.
    Option,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: ", visible(&self.file), self.line, self.column)?;
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "{}", self.expected)
    }
}

impl std::error::Error for Fault {}
