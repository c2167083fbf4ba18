//! Heads that name a week or a day beside something else: `NORM week 45`, `Normaal 2-11`, `Week 45 Overwerk`.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::hours::day::{month, weekday};
use crate::hours::period::{Period, PeriodKind};

/// A head, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatedHead {
    /// What it names beside the week or day.
    pub name: String,
    pub days: HeadDays,
}

/// The week or day that a head names. Most do not say the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeadDays {
    /// By ISO 8601, or one day of it.
    Week {
        year: Option<i16>,
        week: i8,
        weekday: Option<Weekday>,
    },
    Day {
        year: Option<i16>,
        month: i8,
        day: i8,
    },
}

/// Takes a head apart; none where it names no week or day, or nothing else. A day of the week stays with the name: `Toeslag za` and
/// `Toeslag zo` are paid differently.
pub fn dated_head(head: &str) -> Option<DatedHead> {
    let signs = |c: char| matches!(c, ':' | ',' | ';' | '(' | ')');
    let words: Vec<&str> = head.split_whitespace().collect();
    let plain: Vec<String> = words.iter().map(|word| word.trim_matches(signs).to_lowercase()).collect();
    let (mut name, mut days) = (Vec::new(), None);
    let year_at = |index: usize| plain.get(index).and_then(|word| year(word));
    let mut at = 0;
    while let Some(word) = plain.get(at) {
        let next = plain.get(at + 1).map(String::as_str);
        let found = if let Some(week) = next.filter(|_| is_week(word)).and_then(week_number) {
            let year = year_at(at + 2);
            Some((HeadDays::Week { year, week, weekday: None }, 2 + usize::from(year.is_some())))
        } else if let Some((year, week)) = joined_week(word) {
            Some((HeadDays::Week { year, week, weekday: None }, 1))
        } else if let Some((day, month)) = number(word).zip(next.and_then(month)) {
            let year = year_at(at + 2);
            Some((date(year, month, day)?, 2 + usize::from(year.is_some())))
        } else {
            joined_date(word).map(|days| (days, 1))
        };
        let Some((found, taken)) = found else {
            name.push(at);
            at += 1;
            continue;
        };
        // Two of them are a span of days, or something else.
        if days.replace(found).is_some() {
            return None;
        }
        at += taken;
    }
    let of_week = name.iter().find_map(|at| weekday(&plain[*at]));
    let is_code = |at: &usize| plain[*at].contains(char::is_alphanumeric) && weekday(&plain[*at]).is_none();
    if !name.iter().any(is_code) {
        return None;
    }
    let days = match days? {
        HeadDays::Week { year, week, .. } => HeadDays::Week { year, week, weekday: of_week },
        day @ HeadDays::Day { .. } => day,
    };
    let name: Vec<&str> = name.into_iter().map(|at| words[at]).collect();
    Some(DatedHead { name: name.join(" "), days })
}

impl HeadDays {
    /// Its first and last day, of the year that is nearest to a period; none where no such year has it.
    pub fn near(self, period: Period) -> Option<(Date, Date)> {
        let (Self::Week { year, .. } | Self::Day { year, .. }) = self;
        let years = year.map_or(period.year - 1..=period.year + 1, |year| year..=year);
        let distance = |(first, _): &(Date, Date)| first.duration_since(period.first()).as_hours().abs();
        years.filter_map(|year| self.in_year(year)).min_by_key(distance)
    }

    fn in_year(self, year: i16) -> Option<(Date, Date)> {
        match self {
            Self::Day { month, day, .. } => Date::new(year, month, day).ok().map(|day| (day, day)),
            Self::Week { week, weekday, .. } => {
                let week = Period::new(year, PeriodKind::Week, week)?;
                let Some(weekday) = weekday else { return Some((week.first(), week.last())) };
                let behind: Span = i32::from(weekday.to_monday_zero_offset()).days();
                let day = week.first().checked_add(behind).ok()?;
                Some((day, day))
            }
        }
    }
}

fn is_week(word: &str) -> bool {
    matches!(word, "week" | "wk" | "w" | "weeknr" | "weeknummer")
}

fn week_number(word: &str) -> Option<i8> {
    number(word).filter(|week| (1..=53).contains(week))
}

fn number(word: &str) -> Option<i8> {
    let plain = matches!(word.len(), 1 | 2) && word.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten()
}

fn year(word: &str) -> Option<i16> {
    let plain = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| word.parse().ok()).flatten().filter(|year| (1990..2100).contains(year))
}

/// `wk45`, `2026-W45`.
fn joined_week(word: &str) -> Option<(Option<i16>, i8)> {
    let (year, rest) = match word.split_once('-') {
        Some((before, rest)) => (Some(year(before)?), rest),
        None => (None, word),
    };
    let start = rest.find(|c: char| c.is_ascii_digit())?;
    is_week(&rest[..start]).then(|| week_number(&rest[start..])).flatten().map(|week| (year, week))
}

/// `2-11`, `2/11/2026`, `2026-11-02`, `2-nov`: the day first, as far as that is possible.
fn joined_date(word: &str) -> Option<HeadDays> {
    let parts: Vec<&str> = word.split(['-', '/']).collect();
    let (one, two, year) = match parts.as_slice() {
        [one, two] => (*one, *two, None),
        [first, month, day] if first.len() == 4 => (*day, *month, Some(year(first)?)),
        [one, two, last] => (*one, *two, Some(year(last)?)),
        _ => return None,
    };
    let (day, second) = (number(one)?, number(two).or_else(|| month(two))?);
    // Such as 11/13 only in one order.
    if second > 12 && day <= 12 { date(year, day, second) } else { date(year, second, day) }
}

/// A day that some year has.
fn date(year: Option<i16>, month: i8, day: i8) -> Option<HeadDays> {
    // 2024 has a 29th of February.
    Date::new(year.unwrap_or(2024), month, day).ok().map(|_| HeadDays::Day { year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Name with first and last day.
    fn near(head: &str, period: &str) -> Option<(String, Date, Date)> {
        let dated = dated_head(head)?;
        let (first, last) = dated.days.near(period.parse().unwrap())?;
        Some((dated.name, first, last))
    }

    #[test]
    fn a_week_or_day_is_told_apart_from_what_stands_beside_it() {
        let (monday, sunday) = (date(2026, 11, 2), date(2026, 11, 8));
        for (head, name, first, last) in [
            ("NORM week 45", "NORM", monday, sunday),
            ("OV125 wk 45", "OV125", monday, sunday),
            ("Week 45 Overwerk 150 %", "Overwerk 150 %", monday, sunday),
            ("NORM (wk45)", "NORM", monday, sunday),
            ("NORM 2026-W45", "NORM", monday, sunday),
            ("NORM week 45 2026", "NORM", monday, sunday),
            ("Toeslag week 45 zo", "Toeslag zo", sunday, sunday),
            ("Toeslag zo week 45", "Toeslag zo", sunday, sunday),
            ("Normaal 2-11", "Normaal", monday, monday),
            ("Normaal ma 2/11", "Normaal ma", monday, monday),
            ("Normaal 2 nov", "Normaal", monday, monday),
            ("Normaal 2 november 2026", "Normaal", monday, monday),
            ("Normaal 2-nov", "Normaal", monday, monday),
            ("Normaal 2026-11-02", "Normaal", monday, monday),
            ("284 week 45", "284", monday, sunday),
        ] {
            assert_eq!(near(head, "2026-11"), Some((name.to_owned(), first, last)), "{head}");
        }
    }

    #[test]
    fn other_heads_stay_whole() {
        for head in [
            "Normaal",
            "Week 45",
            "week 45 ma",
            "2-11",
            "Toeslag za",
            "Toeslag 25 %",
            "ORT 0-6",
            "ORT 20-24",
            "Normaal 31-11",
            "Normaal week 54",
            "Normaal week",
            "Normaal 2-11 3-11",
            "Normaal week 45 week 46",
            "Aantal 8-",
            "",
        ] {
            assert_eq!(dated_head(head), None, "{head}");
        }
    }

    #[test]
    fn the_year_is_the_one_nearest_to_the_period() {
        let day = |day| Some(("Normaal".to_owned(), day, day));
        assert_eq!(near("Normaal 28-12", "2027-W01"), day(date(2026, 12, 28)));
        assert_eq!(near("Normaal 2-1", "2026-W53"), day(date(2027, 1, 2)));
        assert_eq!(near("Normaal 29-2", "2026-02"), None, "no such day near it");
        let week = near("Normaal week 53", "2027-01").unwrap();
        assert_eq!((week.1, week.2), (date(2026, 12, 28), date(2027, 1, 3)));
    }
}
