//! Sums of many amounts.

use super::Amount;

/// The sum of many; `None` when it grows beyond all bounds.
impl std::iter::Sum<Amount> for Option<Amount> {
    fn sum<I: Iterator<Item = Amount>>(mut amounts: I) -> Self {
        amounts.try_fold(Amount::ZERO, Amount::plus)
    }
}

/// A sum that grows by many amounts: reduced once, when it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Sum {
    numerator: i128,
    denominator: i128,
}

impl Default for Sum {
    fn default() -> Self {
        Self { numerator: 0, denominator: 1 }
    }
}

impl Sum {
    /// Adds an amount. One that would make the sum grow beyond all bounds is left out, which no amount that was read does.
    pub fn add(&mut self, amount: Amount) {
        let (numerator, denominator) = (*amount.0.numer(), *amount.0.denom());
        // Mostly the divisor is one that was seen before.
        let fits = match (u64::try_from(self.denominator), u64::try_from(denominator)) {
            (Ok(own), Ok(other)) => own.is_multiple_of(other).then(|| i128::from(own / other)),
            _ => None,
        };
        let grown = fits.and_then(|times| self.numerator.checked_add(numerator.checked_mul(times)?));
        if let Some(grown) = grown {
            self.numerator = grown;
        } else if let Some(sum) = self.amount().plus(amount) {
            (self.numerator, self.denominator) = (*sum.0.numer(), *sum.0.denom());
        }
    }

    /// The sum so far.
    pub fn amount(&self) -> Amount {
        Amount::reduced(self.numerator, self.denominator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_is_exact_whatever_the_divisors_are() {
        let amounts = ["1/3", "0.25", "1/7", "-2", "1/3", "123456789012.123456789012345678", "1/3", "0.1"];
        let amounts: Vec<Amount> = amounts.into_iter().map(|text| text.parse().unwrap()).collect();
        let mut sum = Sum::default();
        for amount in &amounts {
            sum.add(*amount);
        }
        let expected: Option<Amount> = amounts.into_iter().sum();
        assert_eq!(Some(sum.amount()), expected);
    }
}
