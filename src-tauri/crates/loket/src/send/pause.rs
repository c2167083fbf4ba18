//! `Retry-After` in both its forms, and the date of an answer.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use reqwest::header::{DATE, HeaderMap, RETRY_AFTER};

/// How long Loket asks to wait. None when it does not say, or says it unreadably.
///
/// A date is counted from the answer's own date, so that a wrong clock here does not matter.
pub(crate) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = text.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let from = SystemTime::from(date_of(headers).unwrap_or(now));
    Some(until.duration_since(from).unwrap_or_default())
}

/// When the answer was sent, by Loket's clock.
pub(crate) fn date_of(headers: &HeaderMap) -> Option<Timestamp> {
    let text = headers.get(DATE)?.to_str().ok()?;
    Timestamp::try_from(httpdate::parse_http_date(text).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().expect("name"), value.parse().expect("value")))
            .collect()
    }

    fn wait(pairs: &[(&'static str, &'static str)]) -> Option<Duration> {
        retry_after(&headers(pairs), "2026-03-02T10:00:00Z".parse().expect("time"))
    }

    #[test]
    fn a_pause_is_read_in_seconds_and_as_a_date() {
        assert_eq!(wait(&[("retry-after", "20")]), Some(Duration::from_secs(20)));
        assert_eq!(wait(&[("retry-after", "3600")]), Some(Duration::from_hours(1)));
        assert_eq!(wait(&[("retry-after", "Mon, 02 Mar 2026 10:00:30 GMT")]), Some(Duration::from_secs(30)));
        assert_eq!(wait(&[("retry-after", "Mon, 02 Mar 2026 09:00:00 GMT")]), Some(Duration::ZERO));
        assert_eq!(wait(&[]), None);
        for odd in ["-1", "soon", "1.5", "99999999999999999999999"] {
            assert_eq!(wait(&[("retry-after", odd)]), None, "{odd}");
        }
    }

    #[test]
    fn a_date_is_counted_by_lokets_clock_and_not_by_a_wrong_one_here() {
        let pairs =
            [("date", "Tue, 03 Mar 2026 10:00:00 GMT"), ("retry-after", "Tue, 03 Mar 2026 10:00:07 GMT")];
        assert_eq!(wait(&pairs), Some(Duration::from_secs(7)));
    }
}
