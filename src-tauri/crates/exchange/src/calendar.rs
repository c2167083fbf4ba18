//! Reminders as a calendar file.
//!
//! Each is an event of a whole day: Outlook takes those in by a double click and shows them on top
//! of the day, where it ignores to-do's in a file. The day stays free, and the alarm goes off at
//! the start of it: Outlook then shows it when it is opened that morning.

use domain::id::DossierId;
use domain::{Environment, Language};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::environment_words;

/// Something to come back to on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    pub dossier: DossierId,
    /// The item or step that waits; with the dossier it makes the reminder's lasting identity.
    pub item: String,
    /// The day to come back.
    pub on: Date,
    /// One line: what and for whom.
    pub title: String,
    /// More words: what was asked, since when, what to do then.
    pub words: String,
}

/// Writes a calendar file (RFC 5545). Taking the same reminder in again moves it, not doubles it.
///
/// `made_at` stands in the file as the moment of writing.
pub fn calendar(
    reminders: &[Reminder],
    made_at: Timestamp,
    environment: Environment,
    language: Language,
) -> Vec<u8> {
    let mut lines = Lines(String::new());
    let product = match language {
        Language::Nl => "-//Koppelwijzer//Herinneringen//NL",
        Language::En => "-//Koppelwijzer//Reminders//EN",
    };
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", product);
    lines.put("CALSCALE", "GREGORIAN");
    lines.put("METHOD", "PUBLISH");
    let mark = environment_words::environment_words(environment, language);
    if let Some(words) = mark {
        lines.put("X-WR-CALNAME", &format!("{} Koppelwijzer", words.mark));
    }
    for reminder in reminders {
        let title = environment_words::marked(&reminder.title, environment, language);
        let sentence = mark.map(|words| format!("{}\n", words.sentence)).unwrap_or_default();
        let words = format!("{sentence}{}", reminder.words);
        event(&mut lines, &Reminder { title, words, ..reminder.clone() }, made_at);
    }
    lines.put("END", "VCALENDAR");
    lines.0.into_bytes()
}

fn event(lines: &mut Lines, reminder: &Reminder, made_at: Timestamp) {
    let title = escaped(&one_line(&reminder.title));
    lines.put("BEGIN", "VEVENT");
    lines.put("UID", &uid(reminder));
    lines.put("DTSTAMP", &made_at.strftime("%Y%m%dT%H%M%SZ").to_string());
    // A later file counts as a newer version of the same reminder.
    let sequence = made_at.as_second().clamp(0, i64::from(i32::MAX));
    lines.put("SEQUENCE", &sequence.to_string());
    lines.put("DTSTART;VALUE=DATE", &figures(reminder.on));
    // The last day there is has no day after it: then there is no end, which means one day too.
    if let Ok(end) = reminder.on.tomorrow() {
        lines.put("DTEND;VALUE=DATE", &figures(end));
    }
    lines.put("SUMMARY", &title);
    lines.put("DESCRIPTION", &escaped(&plain(&reminder.words)));
    lines.put("TRANSP", "TRANSPARENT");
    lines.put("X-MICROSOFT-CDO-ALLDAYEVENT", "TRUE");
    lines.put("X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
    lines.put("BEGIN", "VALARM");
    lines.put("ACTION", "DISPLAY");
    lines.put("DESCRIPTION", &title);
    lines.put("TRIGGER", "PT0S");
    lines.put("END", "VALARM");
    lines.put("END", "VEVENT");
}

fn figures(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

/// The longest line, in bytes, without its end (RFC 5545, 3.1).
const LONGEST_LINE: usize = 75;

/// A calendar file in the making. Written here and not with the `icalendar` crate: 0.17 makes lines
/// of 76 bytes and puts the clock's time into alarms.
struct Lines(String);

impl Lines {
    /// Adds a line, folded where it is too long and never within a character.
    fn put(&mut self, name: &str, value: &str) {
        let mut length = 0;
        for c in name.chars().chain([':']).chain(value.chars()) {
            if length + c.len_utf8() > LONGEST_LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(c);
            length += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

/// Text as a value (RFC 5545, 3.3.11).
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace('\n', "\\n")
}

/// The same for the same item of the same dossier, and made of nothing that a calendar stumbles on.
fn uid(reminder: &Reminder) -> String {
    let item: String =
        reminder.item.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect();
    format!("{}.{item}@koppelwijzer", reminder.dossier)
}

/// Words on one line.
fn one_line(words: &str) -> String {
    plain(words).replace('\n', " ")
}

/// Words with plain line ends and without control characters, which a calendar cannot hold.
fn plain(words: &str) -> String {
    words
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect()
}

#[cfg(test)]
mod tests {
    use icalendar::{Calendar, CalendarComponent, Component, Event};
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn sample(title: &str, words: &str) -> Reminder {
        Reminder {
            dossier: Uuid::from_u128(7).into(),
            item: "wait-for-loket".into(),
            on: jiff::civil::date(2026, 11, 30),
            title: title.into(),
            words: words.into(),
        }
    }

    fn made(reminders: &[Reminder]) -> String {
        let at = "2026-11-20T13:02:00Z".parse().unwrap();
        String::from_utf8(calendar(reminders, at, Environment::Production, Language::Nl)).unwrap()
    }

    fn read(text: &str) -> Vec<Event> {
        let calendar: Calendar = text.parse().unwrap();
        let events = calendar.components.into_iter().map(|component| match component {
            CalendarComponent::Event(event) => event,
            other => panic!("not an event: {other:?}"),
        });
        events.collect()
    }

    fn value(event: &Event, name: &str) -> String {
        event.property_value(name).unwrap().to_owned()
    }

    fn unescaped(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, (c == '\\').then(|| chars.next()).flatten()) {
                (_, Some('n')) => out.push('\n'),
                (_, Some(other)) => out.push(other),
                (c, None) => out.push(c),
            }
        }
        out
    }

    #[test]
    fn a_reminder_is_a_whole_day_with_an_alarm() {
        let text = made(&[sample("Bel Loket; over a, b", "Gevraagd: recht\r\nBel \\ mail")]);
        let events = read(&text);
        let event = &events[0];
        assert_eq!(value(event, "DTSTART"), "20261130");
        assert_eq!(value(event, "DTEND"), "20261201");
        assert!(text.contains("DTSTART;VALUE=DATE:20261130\r\n"));
        assert_eq!(value(event, "UID"), format!("{}.wait-for-loket@koppelwijzer", Uuid::from_u128(7)));
        assert_eq!(value(event, "DTSTAMP"), "20261120T130200Z");
        assert_eq!(value(event, "SUMMARY"), "Bel Loket; over a, b");
        assert_eq!(value(event, "DESCRIPTION"), "Gevraagd: recht\nBel \\ mail");
        assert_eq!(event.components().len(), 1);
        assert!(text.contains("METHOD:PUBLISH\r\n"));
        let alarm = &event.components()[0];
        assert_eq!(alarm.component_kind(), "VALARM");
        assert_eq!(alarm.property_value("TRIGGER"), Some("PT0S"));
    }

    /// Fault 74.
    #[test]
    fn a_calendar_of_the_sandbox_says_so() {
        let at = "2026-11-20T13:02:00Z".parse().unwrap();
        let bytes = calendar(&[sample("Bel Loket", "Gevraagd")], at, Environment::Sandbox, Language::Nl);
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains("X-WR-CALNAME:OEFENEN Koppelwijzer\r\n"), "{text}");
        let events = read(&text);
        assert_eq!(value(&events[0], "SUMMARY"), "OEFENEN Bel Loket");
        assert!(value(&events[0], "DESCRIPTION").starts_with("Gemaakt in de oefenomgeving"), "{text}");
        let production = made(&[sample("Bel Loket", "Gevraagd")]);
        assert!(!production.contains("X-WR-CALNAME") && production.contains("SUMMARY:Bel Loket"));
    }

    #[test]
    fn the_same_reminders_make_the_same_file() {
        let reminders = [sample("a", "b"), sample("c", "d")];
        assert_eq!(made(&reminders), made(&reminders));
        assert_eq!(read(&made(&reminders)).len(), 2);
        assert!(read(&made(&[])).is_empty());
    }

    #[test]
    fn a_break_in_a_text_starts_no_property() {
        let text = made(&[sample("x\r\nEND:VEVENT\rATTACH:y\nURL:z", "\u{0}\u{7}w")]);
        let events = read(&text);
        assert_eq!(events.len(), 1);
        assert_eq!(value(&events[0], "SUMMARY"), "x END:VEVENT ATTACH:y URL:z");
        assert!(["ATTACH", "URL"].iter().all(|name| events[0].property_value(name).is_none()));
    }

    proptest! {
        #[test]
        fn any_words_come_back_from_short_lines(title in "\\PC{0,200}", words in "(\\PC|\n){0,300}") {
            let text = made(&[sample(&title, &words)]);
            for line in text.split_terminator("\r\n") {
                prop_assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{}", line);
            }
            // Unfolded by the letter of the standard: a line end with a space after it goes.
            let unfolded = text.replace("\r\n ", "");
            let line = |name: &str| {
                let found = unfolded.split("\r\n").find_map(|line| line.strip_prefix(name));
                unescaped(found.unwrap())
            };
            prop_assert_eq!(line("SUMMARY:"), one_line(&title));
            prop_assert_eq!(line("DESCRIPTION:"), plain(&words));
        }
    }
}
