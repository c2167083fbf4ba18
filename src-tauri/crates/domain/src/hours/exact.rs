//! Exact amounts: whole numbers, decimals and fractions, without binary floating point.

use std::fmt;
use std::iter::Sum;
use std::ops::Neg;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most digits that are read before and after the decimal sign. With these bounds the sums of a file of any size
/// stay within 128 bits.
const MOST_DIGITS: usize = 12;
const MOST_DECIMALS: usize = 18;

/// An exact amount, kept as a reduced fraction: 20 minutes are 1/3 of an hour and three of them are 1.
///
/// Shown, and stored, with a point and without zeros at the end, or as a fraction where the decimals do not end: `8.5`, `1/3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Ratio<i128>);

impl Amount {
    /// Nothing, which is not the same as no amount.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(Ratio::from_integer(i128::from(number)))
    }

    /// A fraction; none when the divisor is zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        (denominator != 0).then(|| Self(Ratio::new(i128::from(numerator), i128::from(denominator))))
    }

    /// Decimals from their digits, without sign and separators: `("1234", "5")` is 1234.5. None when they are no digits, or
    /// more than twelve before or eighteen behind.
    pub fn from_digits(whole: &str, decimals: &str) -> Option<Self> {
        let plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        let whole = if whole.is_empty() { "0" } else { whole.trim_start_matches('0') };
        let fits = whole.len() <= MOST_DIGITS && decimals.len() <= MOST_DECIMALS;
        if !fits || !plain(whole) || !plain(decimals) {
            return None;
        }
        let digits = format!("{whole}{decimals}");
        let number: i128 = if digits.is_empty() { 0 } else { digits.parse().ok()? };
        Some(Self(Ratio::new(number, power_of_ten(decimals.len()))))
    }

    /// A number of a workbook. Excel calculates with fifteen digits and shows no more, so that 0.1 + 0.2, which is stored as
    /// 0.30000000000000004, is 0.3. None for what is no number or is too large to be an amount.
    pub fn from_workbook(number: f64) -> Option<Self> {
        if !number.is_finite() || number.abs() >= 1e12 {
            return None;
        }
        let written = format!("{:.14e}", number.abs());
        let (mantissa, exponent) = written.split_once('e')?;
        let exponent: i32 = exponent.parse().ok()?;
        let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
        let digits = digits.trim_end_matches('0');
        let point = exponent + 1;
        let (whole, decimals) = match usize::try_from(point) {
            Ok(point) if point >= digits.len() => (format!("{digits:0<point$}"), String::new()),
            Ok(point) => (digits[..point].to_owned(), digits[point..].to_owned()),
            Err(_) => (String::new(), format!("{}{digits}", "0".repeat(point.unsigned_abs() as usize))),
        };
        let decimals = decimals.get(..MOST_DECIMALS).unwrap_or(&decimals);
        let amount = Self::from_digits(&whole, decimals)?;
        Some(if number < 0.0 { -amount } else { amount })
    }

    /// A part of a day, as workbooks store times, in hours: 62.5 is 1500. Times are stored in binary and are therefore read
    /// to the second; what is no whole number of seconds was not written as a time and stays what it is.
    pub fn from_days(days: f64) -> Option<Self> {
        if !days.is_finite() || days.abs() >= 1e6 {
            return None;
        }
        let seconds = days * 86_400.0;
        let whole = seconds.round();
        if (seconds - whole).abs() < 1e-3 {
            // Below 1e6 days there is no loss in this.
            #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
            return Self::fraction(whole as i64, 3600);
        }
        Self::from_workbook(days)?.times(24)
    }

    /// None when it grows beyond all bounds, which no sum of amounts that were read does.
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(&other.0).map(Self)
    }

    /// The difference; none as for [`Amount::plus`].
    pub fn minus(self, other: Self) -> Option<Self> {
        self.0.checked_sub(&other.0).map(Self)
    }

    /// The product; none as for [`Amount::plus`].
    pub fn times(self, number: i64) -> Option<Self> {
        self.0.checked_mul(&Ratio::from_integer(i128::from(number))).map(Self)
    }

    /// None when divided by zero.
    pub fn over(self, number: i64) -> Option<Self> {
        (number != 0)
            .then(|| self.0.checked_div(&Ratio::from_integer(i128::from(number))).map(Self))
            .flatten()
    }

    /// The quotient; none when divided by nothing, or as for [`Amount::plus`].
    pub fn divided_by(self, other: Self) -> Option<Self> {
        if other.is_zero() { None } else { self.0.checked_div(&other.0).map(Self) }
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self == Self::ZERO
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self < Self::ZERO
    }

    /// Whether it has no decimals.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        if self.is_negative() { -self } else { self }
    }

    /// The whole part, towards zero, and what is left.
    pub fn split(self) -> (Self, Self) {
        (Self(self.0.trunc()), Self(self.0.fract()))
    }

    /// How many decimals it has; none where they do not end.
    pub fn decimals(self) -> Option<usize> {
        let mut rest = *self.0.denom();
        let (mut twos, mut fives) = (0, 0);
        while rest % 2 == 0 {
            rest /= 2;
            twos += 1;
        }
        while rest % 5 == 0 {
            rest /= 5;
            fives += 1;
        }
        (rest == 1).then_some(twos.max(fives))
    }

    /// Rounded once, half away from zero as on paper.
    #[must_use]
    pub fn rounded(self, decimals: usize) -> Self {
        let scale = Ratio::from_integer(power_of_ten(decimals.min(MOST_DECIMALS)));
        match self.0.checked_mul(&scale) {
            Some(scaled) => Self(scaled.round() / scale),
            None => self,
        }
    }

    /// Written with a decimal sign, rounded to so many decimals and without zeros at the end: `12,5`, `8,67`, `0`.
    pub fn written(self, decimals: usize, sign: char) -> String {
        let rounded = self.rounded(decimals);
        let places = rounded.decimals().unwrap_or(0);
        let scaled = rounded.0 * Ratio::from_integer(power_of_ten(places));
        let digits = format!("{:0>width$}", scaled.to_integer().abs(), width = places + 1);
        let (whole, part) = digits.split_at(digits.len() - places);
        let minus = if rounded.is_negative() { "-" } else { "" };
        if part.is_empty() { format!("{minus}{whole}") } else { format!("{minus}{whole}{sign}{part}") }
    }
}

fn power_of_ten(exponent: usize) -> i128 {
    10_i128.pow(u32::try_from(exponent.min(30)).unwrap_or(30))
}

impl fmt::Display for Amount {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimals() {
            Some(decimals) if decimals <= MOST_DECIMALS => formatter.write_str(&self.written(decimals, '.')),
            _ => write!(formatter, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

impl Neg for Amount {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

/// The sum of many; `None` when it grows beyond all bounds.
impl Sum<Amount> for Option<Amount> {
    fn sum<I: Iterator<Item = Amount>>(mut amounts: I) -> Self {
        amounts.try_fold(Amount::ZERO, Amount::plus)
    }
}

impl std::str::FromStr for Amount {
    type Err = NoAmount;

    /// Reads the form in which it is stored.
    fn from_str(text: &str) -> Result<Self, NoAmount> {
        let (negative, body) = match text.strip_prefix('-') {
            Some(body) => (true, body),
            None => (false, text),
        };
        let amount = if let Some((numerator, denominator)) = body.split_once('/') {
            let ratio = |text: &str| text.parse::<i128>().ok().filter(|number| *number >= 0);
            let denominator = ratio(denominator).filter(|number| *number > 0).ok_or(NoAmount)?;
            Self(Ratio::new(ratio(numerator).ok_or(NoAmount)?, denominator))
        } else {
            let (whole, decimals) = body.split_once('.').unwrap_or((body, ""));
            if whole.is_empty() || (body.contains('.') && decimals.is_empty()) {
                return Err(NoAmount);
            }
            Self::from_digits(whole, decimals).ok_or(NoAmount)?
        };
        Ok(if negative { -amount } else { amount })
    }
}

/// Text that is no stored amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no amount")]
pub struct NoAmount;

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn three_times_twenty_minutes_is_an_hour() {
        let third = Amount::fraction(20, 60).unwrap();
        assert_eq!(third.to_string(), "1/3");
        let sum: Option<Amount> = [third; 3].into_iter().sum();
        assert_eq!(sum.unwrap().to_string(), "1");
    }

    #[test]
    fn a_sum_is_rounded_once() {
        let minutes = [450, 50, 20].map(|minutes| Amount::fraction(minutes, 60).unwrap());
        let sum: Option<Amount> = minutes.into_iter().sum();
        assert_eq!(sum.unwrap().to_string(), "26/3");
        assert_eq!(sum.unwrap().written(2, ','), "8,67");
    }

    #[test]
    fn half_is_rounded_away_from_zero() {
        assert_eq!(amount("0.125").written(2, ','), "0,13");
        assert_eq!(amount("-0.125").written(2, ','), "-0,13");
        assert_eq!(amount("-0.001").written(2, ','), "0");
        assert_eq!(amount("1250").written(2, ','), "1250");
    }

    #[test]
    fn numbers_of_a_workbook_are_what_excel_shows() {
        let read = |number: f64| Amount::from_workbook(number).unwrap().to_string();
        assert_eq!(read(0.1 + 0.2), "0.3");
        assert_eq!(read(36.5), "36.5");
        assert_eq!(read(-0.05), "-0.05");
        assert_eq!(read(152.0), "152");
        assert_eq!(read(1500.0), "1500");
        assert_eq!(read(0.0), "0");
        assert_eq!(Amount::from_workbook(f64::NAN), None);
        assert_eq!(Amount::from_workbook(1e300), None);
    }

    #[test]
    fn a_part_of_a_day_never_passes_through_a_date() {
        let read = |days: f64| Amount::from_days(days).unwrap().to_string();
        assert_eq!(read(62.5), "1500");
        assert_eq!(read(26.5 / 24.0), "26.5");
        assert_eq!(read(7.75 / 24.0), "7.75");
        assert_eq!(read(1.0 / 288.0), "1/12");
        assert_eq!(read(0.33333), "7.99992");
    }

    #[test]
    fn what_is_stored_reads_back() {
        for text in ["0", "8.5", "-7.5", "1/3", "-1/12", "32401/3600", "123456789012.123456789012345678"] {
            assert_eq!(amount(text).to_string(), text);
        }
        for text in ["", ".", "1.", ".5", "1/0", "--1", "1,5", "1e3", "1234567890123"] {
            assert_eq!(text.parse::<Amount>(), Err(NoAmount), "{text}");
        }
    }
}
