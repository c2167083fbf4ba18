//! Small pieces that many answers share.

use serde_json::{Value, json};

/// A key with its name.
pub(super) fn pair(key: impl Into<i64>, value: &str) -> Value {
    json!({"key": key.into(), "value": value})
}

/// An address in this town. Everybody lives in the same made-up street.
pub(super) fn address(town: &str, house: u32) -> Value {
    json!({
        "street": "Oefenstraat", "city": town, "houseNumber": house, "houseNumberAddition": null,
        "furtherIndication": null, "postalCode": "0000 AA", "location": null,
        "country": {"key": 530, "value": "Nederland", "isoCode": "NL"}
    })
}

/// The same with the province, where the specification has one.
pub(super) fn address_with_province(town: &str, house: u32) -> Value {
    let mut address = address(town, house);
    address["province"] = Value::Null;
    address
}
