//! What people type: kinds of values, how they are read, and what can be wrong with them.
//!
//! Reading forgives spaces, dots and braces, and gives the one form in which a value is kept.
//! The rules come from the notes on Loket's own validation and from what goes wrong in practice.

mod numbers;
mod words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use specta::Type;

/// The kinds of values a field can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    LongText,
    /// A whole number, 0 or more.
    Number,
    /// An amount in euro, kept as a decimal with a point and two places.
    Bedrag,
    /// A day, kept as yyyy-mm-dd, shown as dd-mm-jjjj.
    Datum,
    /// An e-mail address.
    Email,
    /// A telephone number as Loket takes it.
    Telefoon,
    /// Nine digits, an L and two digits; the nine pass the 11-proef.
    Loonheffingennummer,
    /// A GUID in small letters with dashes.
    WerkgeverId,
    /// A framework contract with a.s.r.; starts as a rule with A020.
    Raamwerkcontractnummer,
    /// Eight digits of the chamber of commerce; no check digit.
    Kvk,
    /// A whole number from 1.
    Personeelsnummer,
    /// The code of the office's environment at Loket; its form is not known.
    Omgevingscode,
    /// A Loket user name: 3 to 50 of letters, digits and `_ . @ -`.
    Gebruikersnaam,
    /// One to six letters.
    Voorletters,
    /// A last name as Loket takes it: 1 to 25.
    Achternaam,
    /// The number of a payroll component, not its name.
    Componentcode,
    /// A choice from the column's own options.
    Choice,
}

impl FieldType {
    /// Whether a value that reads as this type is stored in clear: numbers of the organisation, amounts, days, codes
    /// of components and ids of options. Everything else is sealed, for it may name a person.
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Number
                | Self::Bedrag
                | Self::Datum
                | Self::Loonheffingennummer
                | Self::WerkgeverId
                | Self::Kvk
                | Self::Componentcode
                | Self::Choice
        )
    }
}

/// A value that was read, and what to say about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The value in the form in which it is kept.
    pub value: String,
    /// Worth knowing, though the value stands.
    pub warning: Option<FieldWarning>,
}

/// A field that does not read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
pub struct Wrong {
    /// Name of the field; `administrations.0.name` for one in a list.
    pub field: String,
    pub problem: FieldProblem,
}

/// What is wrong with a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldProblem {
    Empty,
    /// Longer than is taken.
    TooLong,
    /// Holds characters that have no place in a line of text.
    ControlCharacters,
    /// Not a whole number.
    NotANumber,
    NotAnAmount,
    /// Not a day that exists.
    NotADate,
    NotAnEmail,
    /// Not a telephone number as Loket takes it.
    NotAPhone,
    /// Not nine digits, an L and two digits.
    NotAPayrollTaxesNumber,
    /// The nine digits fail the 11-proef: a digit was mistyped.
    FailsElevenTest,
    /// Not a GUID.
    NotAGuid,
    /// A plain number: that is the werkgevernummer, not the Werkgever ID.
    IsEmployerNumber,
    /// A GUID of only zeros.
    NilGuid,
    /// Not eight digits.
    NotAKvk,
    /// Less than 1.
    BelowOne,
    /// Less or more than this field takes.
    OutOfRange,
    /// An e-mail address or GUID, where an omgevingscode was asked for.
    NotAnEnvironmentCode,
    /// Not 3 to 50 of the characters that Loket takes in a user name.
    NotAUsername,
    /// Not one to six letters.
    NotInitials,
    /// Not 1 to 25 letters.
    NotALastName,
    /// A name, where the component's code was asked for.
    NotAComponentCode,
    NotAnOption,
    /// No web address that can be used here.
    NotAnAddress,
}

/// Worth knowing about a value that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum FieldWarning {
    /// As a rule a raamwerkcontractnummer starts with A020.
    UnusualContractNumber,
    /// A loonheffingennummer rarely ends in L00.
    SubNumberZero,
    /// Loket takes only letters in a last name: no space or dash.
    LastNameNotLetters,
    /// A user that exists can have this name, but Loket takes none like it for a new user.
    UsernameNotForNewUser,
}

/// The longest line of text that is taken, in characters.
pub const LINE: usize = 500;
/// The longest text of several lines that is taken, in characters.
pub const LONG: usize = 10_000;

/// Reads what was typed.
///
/// # Errors
/// What is wrong with the value; the typed text itself is to be kept by the caller.
pub fn read(field_type: FieldType, typed: &str) -> Result<Reading, FieldProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(FieldProblem::Empty);
    }
    let limit = if field_type == FieldType::LongText { LONG } else { LINE };
    if typed.chars().count() > limit {
        return Err(FieldProblem::TooLong);
    }
    let several_lines = field_type == FieldType::LongText;
    if typed.chars().any(|c| c.is_control() && !(several_lines && matches!(c, '\n' | '\r' | '\t'))) {
        return Err(FieldProblem::ControlCharacters);
    }
    if typed.chars().any(turns_text) {
        return Err(FieldProblem::ControlCharacters);
    }
    match field_type {
        FieldType::Text | FieldType::LongText | FieldType::Choice => Ok(plain(typed)),
        FieldType::Number => numbers::whole(typed).map(|n| plain(&n.to_string())),
        FieldType::Personeelsnummer => numbers::from_one(typed),
        FieldType::Componentcode => numbers::component_code(typed),
        FieldType::Bedrag => numbers::amount(typed),
        FieldType::Datum => numbers::date(typed),
        FieldType::Loonheffingennummer => numbers::payroll_taxes_number(typed),
        FieldType::Kvk => numbers::chamber_of_commerce(typed),
        FieldType::WerkgeverId => words::employer_id(typed),
        FieldType::Email => words::email(typed),
        FieldType::Telefoon => words::phone(typed),
        FieldType::Raamwerkcontractnummer => Ok(words::contract_number(typed)),
        FieldType::Omgevingscode => words::environment_code(typed),
        FieldType::Gebruikersnaam => words::username(typed),
        FieldType::Voorletters => words::initials(typed),
        FieldType::Achternaam => words::last_name(typed),
    }
}

/// Characters that make what follows read from right to left: with them a name shows as another than it is.
fn turns_text(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn plain(value: &str) -> Reading {
    Reading { value: value.to_owned(), warning: None }
}
