use super::*;

/// Under a decimal comma.
fn comma(text: &str) -> Option<String> {
    match written(text) {
        Written::Number(number) => number.comma.map(|amount| amount.to_string()),
        Written::Hours { hours, .. } => Some(hours.to_string()),
        _ => None,
    }
}

fn point(text: &str) -> Option<String> {
    match written(text) {
        Written::Number(number) => number.point.map(|amount| amount.to_string()),
        Written::Hours { hours, .. } => Some(hours.to_string()),
        _ => None,
    }
}

#[test]
fn numbers_with_a_decimal_comma() {
    for (text, amount) in [
        ("7,5", "7.5"),
        ("1.234,56", "1234.56"),
        ("1'234,50", "1234.5"),
        ("1 234,50", "1234.5"),
        ("1\u{202f}234,5", "1234.5"),
        ("1\u{a0}234", "1234"),
        ("50,00-", "-50"),
        ("(12,50)", "-12.5"),
        ("-4", "-4"),
        ("+4", "4"),
        ("€ 950,00", "950"),
        ("- 110,7", "-110.7"),
        ("2.500,00 EUR", "2500"),
        ("− 3,75", "-3.75"),
        ("950,-", "950"),
        ("-950,-", "-950"),
        ("950,--", "950"),
        ("€ 950,-", "950"),
        ("€ -12,50", "-12.5"),
        ("-€ 12,50", "-12.5"),
        ("1.234.567", "1234567"),
        (",5", "0.5"),
        ("\u{a0}8 ", "8"),
        ("EUR 12,50-", "-12.5"),
        ("1.000", "1000"),
        ("0012", "12"),
    ] {
        assert_eq!(comma(text).as_deref(), Some(amount), "{text}");
    }
}

#[test]
fn numbers_with_a_decimal_point() {
    for (text, amount) in [
        ("7.5", "7.5"),
        ("1,234.56", "1234.56"),
        ("1'234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("0.500", "0.5"),
        ("1.000", "1"),
        (".25", "0.25"),
        ("$12", ""),
    ] {
        assert_eq!(point(text).unwrap_or_default(), amount, "{text}");
    }
}

#[test]
fn a_manner_that_does_not_fit_is_no_number() {
    for text in ["7.5", "1,234.56", "12.34.56", "1.23.456", "1,5,6", "7,", "0.500", "1 23", "1'2'3"] {
        assert_eq!(comma(text), None, "{text}");
    }
    for text in ["7,5", "1.234,56", "1..2", "5.", "1 000'000"] {
        assert_eq!(point(text), None, "{text}");
    }
}

#[test]
fn durations_say_their_own_unit() {
    for (text, hours) in [
        ("7:30", "7.5"),
        ("152:30", "152.5"),
        ("01:00:01", "3601/3600"),
        ("-0:20", "-1/3"),
        ("1500:00", "1500"),
        ("7u30", "7.5"),
        ("7u", "7"),
        ("7 u 30", "7.5"),
        ("7 uur 30 min", "7.5"),
        ("7h30m", "7.5"),
        ("450 min", "7.5"),
        ("7,5 uur", "7.5"),
        ("7.5h", "7.5"),
        ("450 min.", "7.5"),
        ("7u 05", "85/12"),
        ("1h 0m 36s", "1.01"),
        ("PT7H30M", "7.5"),
        ("PT450M", "7.5"),
        ("P1DT2H", "26"),
        ("PT27000S", "7.5"),
        ("PT7,5H", "7.5"),
        ("PT1H", "1"),
        ("PT0S", "0"),
        ("pt8h", "8"),
        ("P2D", "48"),
        ("PT255H10M10S", "91861/360"),
        ("-PT1H", "-1"),
    ] {
        assert_eq!(comma(text).as_deref(), Some(hours), "{text}");
    }
}

#[test]
fn what_is_not_known_is_unreadable_and_never_nothing() {
    for text in [
        "7:3",
        "7:60",
        "7:30:61",
        "1:2:3:4",
        "P1W",
        "P1M",
        "P1Y",
        "PT",
        "P",
        "PT1H2H",
        "PT1M1H",
        "PT1.5H30M",
        "PT7H30",
        "7u5",
        "30u90m",
        "7m30u",
        "7u30u",
        "7.5u30",
        "--4",
        "-4-",
        "(-4)",
        "- 4 -",
        "8 of 9",
        "x",
        "-",
        "€",
        "$ 5",
        "12%",
        "1e3",
        "NaN",
        "∞",
        "７",
        "1234567890123",
        "7:30 PM",
        "7,5,",
        "u30",
        "1.500 uur",
        "-(-4)",
        "–",
    ] {
        assert_eq!(written(text), Written::Unreadable, "{text}");
    }
    assert_eq!(written(" \u{a0}"), Written::Nothing);
}

#[test]
fn a_single_group_is_a_thousand_or_one() {
    let ambiguous = |text: &str| matches!(written(text), Written::Number(number) if number.is_ambiguous());
    for text in ["1.000", "12,500", "999.999"] {
        assert!(ambiguous(text), "{text}");
    }
    for text in ["1000", "1.234,5", "1.234.567", "0.125", "7,5", "1'000"] {
        assert!(!ambiguous(text), "{text}");
    }
}
