//! Values that are made of digits.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::{FieldProblem, FieldWarning, Reading, plain};

/// Digits of a number that may have been pasted with spaces in it.
fn digits(typed: &str) -> Option<String> {
    let kept: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    (!kept.is_empty() && kept.chars().all(|c| c.is_ascii_digit())).then_some(kept)
}

/// A whole number, 0 or more.
pub(super) fn whole(typed: &str) -> Result<u32, FieldProblem> {
    digits(typed).and_then(|kept| kept.parse().ok()).ok_or(FieldProblem::NotANumber)
}

/// A personnel number: from 1.
pub(super) fn from_one(typed: &str) -> Result<Reading, FieldProblem> {
    match whole(typed)? {
        0 => Err(FieldProblem::BelowOne),
        number => Ok(plain(&number.to_string())),
    }
}

/// The code of a payroll component: a number, where people tend to give the name.
pub(super) fn component_code(typed: &str) -> Result<Reading, FieldProblem> {
    match whole(typed) {
        Ok(0) | Err(_) => Err(FieldProblem::NotAComponentCode),
        Ok(code) => Ok(plain(&code.to_string())),
    }
}

/// An amount: `12,50`, `12.50`, `€ 1.234,50`; kept as `1234.50`.
pub(super) fn amount(typed: &str) -> Result<Reading, FieldProblem> {
    let bare: String = typed
        .trim_start_matches("EUR")
        .trim_end_matches("EUR")
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '€')
        .collect();
    let (negative, bare) = bare.strip_prefix('-').map_or((false, bare.as_str()), |rest| (true, rest));
    let plain_digits = decimal_point(bare).ok_or(FieldProblem::NotAnAmount)?;
    let mut value: Decimal = plain_digits.parse().map_err(|_| FieldProblem::NotAnAmount)?;
    if value.scale() > 2 || value >= Decimal::from(1_000_000_000) {
        return Err(FieldProblem::NotAnAmount);
    }
    value.rescale(2);
    value.set_sign_negative(negative && !value.is_zero());
    Ok(plain(&value.to_string()))
}

/// Brings thousands and decimals back to digits with one point. The last sign decides: two places
/// after it, or one, make it the decimal sign; three make it a thousands sign.
fn decimal_point(bare: &str) -> Option<String> {
    if bare.is_empty() || !bare.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let Some(last) = bare.rfind(['.', ',']) else {
        return Some(bare.to_owned());
    };
    let (whole, places) = (&bare[..last], &bare[last + 1..]);
    let sign = bare.as_bytes()[last];
    if places.len() == 3 && !whole.is_empty() && whole != "0" {
        return grouped(bare, sign).then(|| bare.chars().filter(char::is_ascii_digit).collect());
    }
    let other = if sign == b',' { b'.' } else { b',' };
    if places.is_empty() || whole.is_empty() || !grouped(whole, other) {
        return None;
    }
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    Some(format!("{whole}.{places}"))
}

/// Whether a number is plain digits, or groups of three parted by this one sign.
fn grouped(number: &str, sign: u8) -> bool {
    let mut groups = number.split(char::from(sign));
    let first = groups.next().unwrap_or_default();
    let rest: Vec<_> = groups.collect();
    let all_digits = |group: &str| !group.is_empty() && group.chars().all(|c| c.is_ascii_digit());
    all_digits(first)
        && (rest.is_empty() || first.len() <= 3)
        && rest.iter().all(|group| group.len() == 3 && all_digits(group))
}

/// A day: `dd-mm-jjjj` with dashes, dots or slashes, or `jjjj-mm-dd`; kept as `yyyy-mm-dd`.
pub(super) fn date(typed: &str) -> Result<Reading, FieldProblem> {
    let parts: Vec<&str> = typed.split(['-', '.', '/', ' ']).collect();
    let [first, month, last] = parts.as_slice() else {
        return Err(FieldProblem::NotADate);
    };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 || month.len() > 2 || day.len() > 2 {
        return Err(FieldProblem::NotADate);
    }
    let read = |part: &str| part.parse::<i16>().ok().filter(|n| *n > 0);
    let made = read(year).zip(read(month)).zip(read(day)).and_then(|((year, month), day)| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    });
    made.map(|date| plain(&date.to_string())).ok_or(FieldProblem::NotADate)
}

/// Nine digits, an L and two digits, kept as `111111110L46`.
pub(super) fn payroll_taxes_number(typed: &str) -> Result<Reading, FieldProblem> {
    let kept: String =
        typed.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let odd = typed.chars().any(|c| !c.is_ascii_alphanumeric() && !c.is_whitespace() && !".-_/".contains(c));
    let (nine, rest) = kept.split_at_checked(9).ok_or(FieldProblem::NotAPayrollTaxesNumber)?;
    let sub = rest.strip_prefix('L').ok_or(FieldProblem::NotAPayrollTaxesNumber)?;
    let numeric = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    if odd || sub.len() != 2 || !numeric(nine) || !numeric(sub) {
        return Err(FieldProblem::NotAPayrollTaxesNumber);
    }
    if !passes_eleven_test(nine) {
        return Err(FieldProblem::FailsElevenTest);
    }
    let warning = (sub == "00").then_some(FieldWarning::SubNumberZero);
    Ok(Reading { value: kept, warning })
}

/// The 11-proef on nine digits: weights 9 to 2 and -1; the sum is above 0 and divisible by 11.
fn passes_eleven_test(nine: &str) -> bool {
    let weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
    let sum: i32 = nine.bytes().zip(weights).map(|(digit, weight)| i32::from(digit - b'0') * weight).sum();
    sum > 0 && sum % 11 == 0
}

/// Eight digits; may start with 0.
pub(super) fn chamber_of_commerce(typed: &str) -> Result<Reading, FieldProblem> {
    digits(&typed.replace('.', ""))
        .filter(|kept| kept.len() == 8)
        .map_or(Err(FieldProblem::NotAKvk), |kept| Ok(plain(&kept)))
}

#[cfg(test)]
mod tests {
    use crate::field::{FieldProblem, FieldType, FieldWarning, read};
    use proptest::prelude::*;

    fn value(kind: FieldType, typed: &str) -> Result<String, FieldProblem> {
        read(kind, typed).map(|reading| reading.value)
    }

    #[test]
    fn payroll_taxes_numbers_that_exist_for_tests_pass() {
        for nine in ["111111110", "111222333", "123456782", "002564440"] {
            assert_eq!(
                value(FieldType::Loonheffingennummer, &format!("{nine}l01")),
                Ok(format!("{nine}L01"))
            );
        }
    }

    #[test]
    fn payroll_taxes_number_forgives_spaces_and_dots_and_warns_on_zero() {
        assert_eq!(value(FieldType::Loonheffingennummer, " 1111.11.110 L 46 "), Ok("111111110L46".into()));
        let zero = read(FieldType::Loonheffingennummer, "111111110L00").unwrap();
        assert_eq!(zero.warning, Some(FieldWarning::SubNumberZero));
    }

    #[test]
    fn payroll_taxes_number_says_what_is_wrong() {
        use FieldProblem::{FailsElevenTest, NotAPayrollTaxesNumber};
        assert_eq!(value(FieldType::Loonheffingennummer, "111111111L01"), Err(FailsElevenTest));
        assert_eq!(value(FieldType::Loonheffingennummer, "000000000L01"), Err(FailsElevenTest));
        for wrong in ["111111110", "111111110L1", "111111110B01", "L01", "é11111110L01", "111111110+L01"] {
            assert_eq!(value(FieldType::Loonheffingennummer, wrong), Err(NotAPayrollTaxesNumber), "{wrong}");
        }
    }

    #[test]
    fn amounts_in_dutch_and_english_writing() {
        for (typed, kept) in [
            ("12,50", "12.50"),
            ("12.50", "12.50"),
            ("€ 12,5", "12.50"),
            ("EUR 12", "12.00"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1.234", "1234.00"),
            ("0,05", "0.05"),
            ("-3,10", "-3.10"),
        ] {
            assert_eq!(value(FieldType::Bedrag, typed), Ok(kept.into()), "{typed}");
        }
        for wrong in ["12,345,6", "1.23.4", "twaalf", "12,", ",50", "0,055", "1.2345,00"] {
            assert_eq!(value(FieldType::Bedrag, wrong), Err(FieldProblem::NotAnAmount), "{wrong}");
        }
    }

    #[test]
    fn dates_and_numbers() {
        assert_eq!(value(FieldType::Datum, "1-2-2026"), Ok("2026-02-01".into()));
        assert_eq!(value(FieldType::Datum, "2026-02-01"), Ok("2026-02-01".into()));
        assert_eq!(value(FieldType::Datum, "31/02/2026"), Err(FieldProblem::NotADate));
        assert_eq!(value(FieldType::Personeelsnummer, "007"), Ok("7".into()));
        assert_eq!(value(FieldType::Personeelsnummer, "0"), Err(FieldProblem::BelowOne));
        assert_eq!(value(FieldType::Componentcode, "Gewerkte uren"), Err(FieldProblem::NotAComponentCode));
        assert_eq!(value(FieldType::Kvk, "01 23 45 67"), Ok("01234567".into()));
        assert_eq!(value(FieldType::Kvk, "1234567"), Err(FieldProblem::NotAKvk));
    }

    proptest! {
        #[test]
        fn one_mistyped_digit_is_always_found(base in 1u32..99_999_999, place in 0usize..9, add in 1u8..10) {
            let nine = (0..10).map(|last| format!("{base:08}{last}")).find(|nine| super::passes_eleven_test(nine));
            if let Some(nine) = nine {
                let mut bytes = nine.clone().into_bytes();
                bytes[place] = b'0' + (bytes[place] - b'0' + add) % 10;
                let wrong = String::from_utf8(bytes).unwrap();
                prop_assert!(!super::passes_eleven_test(&wrong));
            }
        }

        #[test]
        fn an_amount_that_was_kept_reads_the_same_again(cents in -99_999_999i64..99_999_999) {
            let sign = if cents < 0 { "-" } else { "" };
            let typed = format!("{sign}{},{:02}", cents.abs() / 100, cents.abs() % 100);
            let kept = value(FieldType::Bedrag, &typed).unwrap();
            prop_assert_eq!(value(FieldType::Bedrag, &kept).unwrap(), kept);
        }

        #[test]
        fn every_day_survives_dutch_writing(days in 0i64..60_000) {
            let day = jiff::civil::date(1950, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap();
            let typed = day.strftime("%d-%m-%Y").to_string();
            prop_assert_eq!(value(FieldType::Datum, &typed).unwrap(), day.to_string());
        }
    }
}
