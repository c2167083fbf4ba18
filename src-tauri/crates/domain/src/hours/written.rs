//! How an amount is written in a text cell, before it is known in which format its column is written.

use super::exact::Amount;

#[cfg(test)]
mod tests;

/// An amount as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Nothing, or only spaces.
    Nothing,
    /// Says its own unit: `7:30`, `7u30`, `450 min`, `PT7H30M`. In hours.
    Hours {
        hours: Amount,
        form: HoursForm,
    },
    Number(Number),
    /// Not written as an amount.
    Unreadable,
}

/// How a duration is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoursForm {
    /// `7:30`
    Clock,
    /// `7u30`, `450 min`
    Units,
    /// `PT7H30M`
    Iso,
}

/// Digits with or without separators.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// What it is where a comma is the decimal sign; none when it is not written so.
    pub comma: Option<Amount>,
    /// What it is where a point is the decimal sign.
    pub point: Option<Amount>,
    /// Digits behind the last separator, where that is a comma or a point that occurs once.
    pub decimals: Option<usize>,
    /// A euro sign, or `EUR`, stands with it.
    pub currency: bool,
}

impl Number {
    /// `1.000`: a thousand or one, by what the separator means.
    pub fn is_ambiguous(self) -> bool {
        matches!((self.comma, self.point), (Some(comma), Some(point)) if comma != point)
    }
}

/// Reads what is written.
pub fn written(text: &str) -> Written {
    let text = text.trim_matches(is_space);
    if text.is_empty() {
        return Written::Nothing;
    }
    // No amount is without a digit, and most texts of a file are.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Written::Unreadable;
    }
    let Some((negative, body)) = without_sign(text) else { return Written::Unreadable };
    let signed = |amount: Amount| if negative { -amount } else { amount };
    if let Some(hours) = clock(body) {
        return Written::Hours { hours: signed(hours), form: HoursForm::Clock };
    }
    if let Some(hours) = iso(body) {
        return Written::Hours { hours: signed(hours), form: HoursForm::Iso };
    }
    let (plain, currency) = without_currency(body);
    // - € 50,00 and € 50,00-: the sign may stand within as well, but not twice.
    let Some((within, plain)) = (if currency { without_sign(plain) } else { Some((false, plain)) }) else {
        return Written::Unreadable;
    };
    if negative && within {
        return Written::Unreadable;
    }
    if let Some(number) = number(plain, currency) {
        let signed = |amount: Amount| if negative || within { -amount } else { amount };
        let (comma, point) = (number.comma.map(signed), number.point.map(signed));
        return Written::Number(Number { comma, point, ..number });
    }
    if currency {
        return Written::Unreadable;
    }
    match units(body) {
        Some(hours) => Written::Hours { hours: signed(hours), form: HoursForm::Units },
        None => Written::Unreadable,
    }
}

/// Spaces of every width, also those that do not break.
fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn is_minus(c: char) -> bool {
    matches!(c, '-' | '−' | '–' | '‐' | '‑' | '﹣' | '－')
}

/// The sign and what is left. None where two signs stand.
fn without_sign(text: &str) -> Option<(bool, &str)> {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        let inner = inner.trim_matches(is_space);
        return (!inner.starts_with(is_minus) && !inner.ends_with(is_minus)).then_some((true, inner));
    }
    if let Some(rest) = text.strip_prefix(is_minus) {
        let rest = rest.trim_start_matches(is_space);
        let (_, cents) = without_zero_cents(rest);
        return (cents || !rest.ends_with(is_minus)).then_some((true, rest));
    }
    if let Some(rest) = text.strip_prefix('+') {
        return Some((false, rest.trim_start_matches(is_space)));
    }
    if without_zero_cents(text).1 {
        return Some((false, text));
    }
    match text.strip_suffix(is_minus) {
        Some(rest) => Some((true, rest.trim_end_matches(is_space))),
        None => Some((false, text)),
    }
}

/// `950,-` is 950 and not minus 950.
fn without_zero_cents(text: &str) -> (&str, bool) {
    let rest = text.trim_end_matches(is_minus);
    if rest.len() == text.len() {
        return (text, false);
    }
    match rest.strip_suffix([',', '.']) {
        Some(whole) if whole.ends_with(|c: char| c.is_ascii_digit()) => (whole, true),
        _ => (text, false),
    }
}

fn without_currency(text: &str) -> (&str, bool) {
    let lower = text.to_lowercase();
    for sign in ["€", "euro", "eur"] {
        if lower.len() == text.len() && lower.starts_with(sign) {
            return (text[sign.len()..].trim_start_matches(is_space), true);
        }
        if lower.len() == text.len() && lower.ends_with(sign) {
            return (text[..text.len() - sign.len()].trim_end_matches(is_space), true);
        }
    }
    (text, false)
}

/// `7:30`, `152:30`, `01:00:01`.
fn clock(text: &str) -> Option<Amount> {
    let mut parts = text.split(':');
    let hours = digits(parts.next()?, 6)?;
    let minutes = two_digits(parts.next()?)?;
    let seconds = match parts.next() {
        Some(seconds) => two_digits(seconds)?,
        None => 0,
    };
    let whole = parts.next().is_none();
    whole.then(|| Amount::fraction(hours * 3600 + minutes * 60 + seconds, 3600)).flatten()
}

fn digits(text: &str, most: usize) -> Option<i64> {
    let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// Minutes or seconds: two digits below 60.
fn two_digits(text: &str) -> Option<i64> {
    (text.len() == 2).then(|| digits(text, 2)).flatten().filter(|number| *number < 60)
}

/// ISO 8601: days are 24 hours. Months and years have no fixed length, and a week may be of work or of the calendar: those
/// are not read.
fn iso(text: &str) -> Option<Amount> {
    let upper = text.to_ascii_uppercase();
    let body = upper.strip_prefix('P')?;
    let (days, time) = match body.split_once('T') {
        Some((days, time)) if !time.is_empty() => (days, time),
        Some(_) => return None,
        None => (body, ""),
    };
    let mut total = Amount::ZERO;
    let mut parts = 0;
    let mut fraction_before = false;
    for (part, units) in
        [(days, [('D', 86_400), ('?', 0), ('?', 0)]), (time, [('H', 3600), ('M', 60), ('S', 1)])]
    {
        let mut rest = part;
        let mut units = units.into_iter();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_ascii_alphabetic())?;
            let unit = rest[end..].chars().next()?;
            let (_, seconds) = units.find(|(name, _)| *name == unit)?;
            let (whole, decimals) = rest[..end].split_once(['.', ',']).unwrap_or((&rest[..end], ""));
            // Only the last part may have decimals, of which an hour needs no more than nine.
            if fraction_before || whole.is_empty() || whole.len() > 9 || decimals.len() > 9 {
                return None;
            }
            fraction_before = rest[..end].contains(['.', ',']);
            if fraction_before && decimals.is_empty() {
                return None;
            }
            let amount = Amount::from_digits(whole, decimals)?;
            total = total.plus(amount.times(seconds)?.over(3600)?)?;
            parts += 1;
            rest = &rest[end + 1..];
        }
    }
    (parts > 0).then_some(total)
}

/// `7u30`, `7 u 30 min`, `7,5 uur`, `450 min`.
fn units(text: &str) -> Option<Amount> {
    let lower = text.to_lowercase();
    let compact: String = lower.chars().filter(|c| !is_space(*c)).collect();
    let mut rest = compact.as_str();
    let mut total = Amount::ZERO;
    let mut last = 0;
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_alphabetic()).unwrap_or(rest.len());
        let (number, behind) = rest.split_at(end);
        let length = behind.find(|c: char| !c.is_alphabetic()).unwrap_or(behind.len());
        let (unit, next) = behind.split_at(length);
        let seconds = match unit {
            "u" | "uur" | "uren" | "h" | "hr" | "hrs" | "hour" | "hours" | "std" => 3600,
            "m" | "min" | "minuut" | "minuten" | "minute" | "minutes" | "mins" => 60,
            "s" | "sec" | "seconden" | "seconds" => 1,
            // 7u30: minutes without their unit, in two digits.
            "" if last == 3600 => {
                two_digits(number)?;
                60
            }
            _ => return None,
        };
        // From large to small, each once; only the only part may have decimals.
        if last != 0 && (seconds >= last || digits(number, 2).is_none_or(|number| number >= 60)) {
            return None;
        }
        let amount = sure_number(number)?;
        if last != 0 && !total.times(3600)?.over(i64::from(last))?.is_whole() {
            return None;
        }
        total = total.plus(amount.times(i64::from(seconds))?.over(3600)?)?;
        last = seconds;
        rest = next.strip_prefix('.').unwrap_or(next);
    }
    (last != 0).then_some(total)
}

/// Digits with at most one separator that can only be the decimal sign.
fn sure_number(text: &str) -> Option<Amount> {
    let number = number(text, false)?;
    match (number.comma, number.point) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

/// Digits with separators, in both formats.
fn number(text: &str, currency: bool) -> Option<Number> {
    let (text, zero_cents) = without_zero_cents(text);
    let apostrophe = |c: char| matches!(c, '\'' | '’' | '‘' | '´' | '`');
    let fits = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',') || is_space(c) || apostrophe(c);
    if !text.contains(|c: char| c.is_ascii_digit()) || !text.chars().all(fits) {
        return None;
    }
    let read = |decimal: char| {
        let (whole, decimals) = match text.rsplit_once(decimal) {
            Some((_, "")) => return None,
            Some((whole, decimals)) => (whole, decimals),
            None => (text, ""),
        };
        let grouped: Vec<char> = whole.chars().filter(|c| !c.is_ascii_digit()).collect();
        let same = grouped.windows(2).all(|pair| pair[0] == pair[1]);
        if !same
            || grouped.first().is_some_and(|c| *c == decimal)
            || !decimals.bytes().all(|b| b.is_ascii_digit())
        {
            return None;
        }
        let groups: Vec<&str> = whole.split(|c: char| !c.is_ascii_digit()).collect();
        let whole_groups = match groups.as_slice() {
            [_] => true,
            // 0.500 is a half and never five hundred.
            [first, rest @ ..] => {
                matches!(first.len(), 1..=3)
                    && !first.starts_with('0')
                    && rest.iter().all(|group| group.len() == 3)
            }
            [] => false,
        };
        whole_groups.then(|| Amount::from_digits(&groups.concat(), decimals)).flatten()
    };
    let (comma, point) = (read(','), read('.'));
    if comma.is_none() && point.is_none() {
        return None;
    }
    let separators: Vec<char> = text.chars().filter(|c| matches!(c, '.' | ',')).collect();
    let decimals = match separators.as_slice() {
        [sign] if !zero_cents => text.rsplit_once(*sign).map(|(_, decimals)| decimals.len()),
        _ => None,
    };
    Some(Number { comma, point, decimals, currency })
}
