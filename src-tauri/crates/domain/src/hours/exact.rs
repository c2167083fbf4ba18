//! Exact amounts: whole numbers, decimals and fractions, without binary floating point.

use std::cmp::Ordering;
use std::fmt;
use std::ops::Neg;

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The most digits that are read before and after the decimal sign. With these bounds the sums of a file of any size
/// stay within 128 bits.
const MOST_DIGITS: usize = 12;
const MOST_DECIMALS: usize = 18;

/// An exact amount, kept as a reduced fraction: 20 minutes are 1/3 of an hour and three of them are 1.
///
/// Shown, and stored, with a point and without zeros at the end, or as a fraction where the decimals do not end: `8.5`, `1/3`.
///
/// Files have amounts by the hundred thousand, so what nearly all of them are, small numbers over small divisors, is calculated in
/// 64 bits; [`Ratio`] does the others.
#[derive(Debug, Clone, Copy)]
pub struct Amount(Ratio<i128>);

// Always reduced, with a divisor above nothing: so equal amounts are equal in both parts.
impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.0.numer() == other.0.numer() && self.0.denom() == other.0.denom()
    }
}

impl Eq for Amount {}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.0.denom() == other.0.denom() {
            return self.0.numer().cmp(other.0.numer());
        }
        let one = self.0.numer().checked_mul(other.0.denom());
        match (one, other.0.numer().checked_mul(self.0.denom())) {
            (Some(one), Some(two)) => one.cmp(&two),
            _ => self.0.cmp(&other.0),
        }
    }
}

mod sum;
#[cfg(test)]
mod tests;

pub use sum::Sum;

impl Amount {
    /// Nothing, which is not the same as no amount.
    pub const ZERO: Self = Self(Ratio::new_raw(0, 1));

    /// A whole number.
    pub fn whole(number: i64) -> Self {
        Self(Ratio::from_integer(i128::from(number)))
    }

    /// A fraction; none when the divisor is zero.
    pub fn fraction(numerator: i64, denominator: i64) -> Option<Self> {
        let (numerator, denominator) = (i128::from(numerator), i128::from(denominator));
        match denominator.signum() {
            0 => None,
            sign => Some(Self::reduced(numerator * sign, denominator * sign)),
        }
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
        // At most thirty digits, which fit in 128 bits.
        let digits = whole.bytes().chain(decimals.bytes()).map(|digit| i128::from(digit - b'0'));
        let number = digits.fold(0, |number, digit| number * 10 + digit);
        Some(Self::reduced(number, power_of_ten(decimals.len())))
    }

    /// A fraction by its smallest divisor, which `denominator` above nothing is a multiple of.
    fn reduced(numerator: i128, denominator: i128) -> Self {
        if denominator == 1 {
            return Self(Ratio::new_raw(numerator, 1));
        }
        match (u64::try_from(numerator.unsigned_abs()), u64::try_from(denominator)) {
            (Ok(small), Ok(divisor)) => {
                let common = i128::from(common_divisor(small, divisor));
                Self(Ratio::new_raw(numerator / common, denominator / common))
            }
            _ => Self(Ratio::new(numerator, denominator)),
        }
    }

    /// A number of a workbook. Excel calculates with fifteen digits and shows no more, so that 0.1 + 0.2, which is stored as
    /// 0.30000000000000004, is 0.3. None for what is no number or is too large to be an amount.
    pub fn from_workbook(number: f64) -> Option<Self> {
        if !number.is_finite() || number.abs() >= 1e12 {
            return None;
        }
        if let Some(amount) = Self::of_few_decimals(number) {
            return Some(amount);
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

    /// A number of at most six decimals and fifteen digits, of which only one such number is as near: nearly all that stand in files.
    fn of_few_decimals(number: f64) -> Option<Self> {
        for power in [1, 100, 1_000_000_i64] {
            // Below 2^53 this and the way back are exact, or rounded to the one nearest number.
            #[expect(clippy::cast_precision_loss, reason = "a power of ten that is small")]
            let scale = power as f64;
            let scaled = (number * scale).round();
            if scaled.abs() < 1e15 && (scaled / scale).to_bits() == number.to_bits() {
                #[expect(clippy::cast_possible_truncation, reason = "bounded above")]
                return Self::fraction(scaled as i64, power);
            }
        }
        None
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
        let small = |amount: Self| {
            let (numerator, divisor) = (i64::try_from(*amount.0.numer()), i64::try_from(*amount.0.denom()));
            Some((i128::from(numerator.ok()?), divisor.ok()?.unsigned_abs()))
        };
        let (Some((one, by)), Some((two, over))) = (small(self), small(other)) else {
            return self.0.checked_add(&other.0).map(Self);
        };
        if by == over {
            return Some(Self::reduced(one + two, i128::from(by)));
        }
        let common = common_divisor(by, over);
        // Two numbers of 63 bits each: neither product nor their sum leaves 128.
        let (by, over) = (i128::from(by / common), i128::from(over / common));
        Some(Self::reduced(one * over + two * by, by * over * i128::from(common)))
    }

    /// The difference; none as for [`Amount::plus`].
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(-other)
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
        *self.0.numer() == 0
    }

    /// Whether it is below 0.
    pub fn is_negative(self) -> bool {
        self.0.numer().is_negative()
    }

    /// Whether it has no decimals.
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// The whole number that it is; none when it has decimals, or is large.
    pub fn to_whole(self) -> Option<i64> {
        self.is_whole().then(|| i64::try_from(*self.0.numer()).ok()).flatten()
    }

    /// Whether it is a whole number of quarters.
    pub fn is_quarters(self) -> bool {
        matches!(self.0.denom(), 1 | 2 | 4)
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
        let scale = power_of_ten(decimals.min(MOST_DECIMALS));
        let (numerator, denominator) = (*self.0.numer(), *self.0.denom());
        if scale % denominator == 0 {
            return self;
        }
        let twice = numerator.unsigned_abs().checked_mul(scale.unsigned_abs()).and_then(|n| n.checked_mul(2));
        let divisor = denominator.unsigned_abs().checked_mul(2);
        let (Some(twice), Some(divisor)) = (twice, divisor) else { return self };
        let Some(nearest) = twice.checked_add(denominator.unsigned_abs()).map(|sum| sum / divisor) else {
            return self;
        };
        let Ok(nearest) = i128::try_from(nearest) else { return self };
        Self::reduced(if numerator < 0 { -nearest } else { nearest }, scale)
    }

    /// Written with a decimal sign, rounded to so many decimals and without zeros at the end: `12,5`, `8,67`, `0`.
    pub fn written(self, decimals: usize, sign: char) -> String {
        let rounded = self.rounded(decimals);
        let places = rounded.decimals().unwrap_or(0);
        // The divisor divides this power of ten: that is what having so many decimals means.
        let scaled = rounded.0.numer() * (power_of_ten(places) / rounded.0.denom());
        let mut text = if rounded.is_negative() { String::from("-") } else { String::new() };
        let digits = scaled.unsigned_abs().to_string();
        let (whole, part) = digits.split_at(digits.len().saturating_sub(places));
        text.push_str(if whole.is_empty() { "0" } else { whole });
        if places > 0 {
            text.push(sign);
            text.extend(std::iter::repeat_n('0', places - part.len()));
            text.push_str(part);
        }
        text
    }
}

/// The greatest common divisor; of 0 and a number that number.
fn common_divisor(mut one: u64, mut two: u64) -> u64 {
    while two != 0 {
        (one, two) = (two, one % two);
    }
    one.max(1)
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
