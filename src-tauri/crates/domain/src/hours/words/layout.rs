//! How the columns of a file are read, in words.

use super::{filled, words};
use crate::hours::amount_format::{DecimalSign, Unit};
use crate::hours::layout::Reason;
use crate::hours::roles::Role;
use crate::hours::rows::ColumnFormat;
use crate::text::Language;

/// A role as a column's label.
pub fn role(role: Role, language: Language) -> String {
    filled(&words(language).roles, role.into(), &[])
}

/// What numbers of a column count.
pub fn unit(unit: Unit, language: Language) -> String {
    filled(&words(language).units, unit.into(), &[])
}

/// Why a column has its role.
pub fn reason(reason: &Reason, language: Language) -> String {
    let all = words(language);
    let value = match reason {
        Reason::Head { word } => ("word", word.clone()),
        Reason::CodeOfHead { code } => ("code", code.clone()),
        Reason::OtherPreferred { column } => ("column", column.clone()),
        Reason::Sensitive { holds } => ("holds", filled(&all.sensitive, holds.into(), &[])),
        Reason::Values | Reason::Chosen | Reason::Hidden | Reason::Unknown => ("", String::new()),
    };
    filled(&all.reasons, reason.into(), &[(value.0, &value.1)])
}

/// How a column of amounts is read: `komma is decimaal, 4 cellen als 7:30 zijn uren en minuten`.
pub fn format(format: &ColumnFormat, language: Language) -> String {
    let texts = &words(language).formats;
    let mut said = vec![];
    match format.format.unit {
        Some(one) => {
            let name = if format.unit_in_head { "unitInHead" } else { "unit" };
            said.push(filled(texts, name, &[("unit", &unit(one, language))]));
        }
        None => said.push(filled(texts, "asked", &[])),
    }
    match format.format.decimal.filter(|_| format.decimals > 0) {
        Some(DecimalSign::Comma) => said.push(filled(texts, "comma", &[])),
        Some(DecimalSign::Point) => said.push(filled(texts, "point", &[])),
        None => {}
    }
    if format.clocks > 0 {
        let name = if format.clocks == 1 { "clocksOne" } else { "clocks" };
        said.push(filled(texts, name, &[("count", &format.clocks.to_string())]));
    }
    if format.format.thousands == Some(true) {
        said.push(filled(texts, "thousands", &[]));
    }
    said.join(", ")
}
