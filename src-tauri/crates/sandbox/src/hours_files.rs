//! Hours files to learn on, of the first fictional employer: as a roster would write them.

use std::fmt::Write;

use jiff::civil::{Date, Weekday};
use rust_decimal::Decimal;

use crate::calendar::periods;
use crate::provider::{Employee, Employer, Fixed};

/// An hours file to learn on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoursFile {
    /// Name of the file.
    pub name: String,
    pub bytes: Vec<u8>,
    pub lesson: HoursLesson,
}

/// What there is to learn of an hours file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoursLesson {
    /// It is good: a row a day, with a total that agrees.
    Good,
    /// Faults to find: somebody nobody knows, somebody who left, a row without a personnel number, a time among decimals,
    /// a word, negative hours, a row twice, a day of another month and a total that does not agree.
    WithFaults,
    /// It adds to an earlier file: Overschrijven would lose the hours of that.
    AddsToEarlier,
}

/// The employer whose files they are; it has one administration with months.
const EMPLOYER: u16 = 1;
const HEAD: &str = "Personeelsnummer;Naam;Afdeling;Datum;Uursoort;Uren";
/// Nobody has this number.
const NOBODY: u32 = 99;

/// The employer whose files they are, by its id, and the aansluitnummer of its administration.
pub fn hours_files_of() -> (uuid::Uuid, u32) {
    (crate::ids::employer_id(EMPLOYER), u32::from(EMPLOYER) * 100 + 1)
}

/// Three hours files of the month of `today`: one that is good, one with faults to find, and one that adds to an
/// earlier one. The people and their hours are made up; the same month always gives the same bytes.
pub fn hours_files(today: Date) -> Vec<HoursFile> {
    let fixed = Fixed::build(today.year(), 0, 0);
    let Some(employer) = fixed.employer(EMPLOYER) else { return Vec::new() };
    let kind = employer.administrations.first().map_or(1, |administration| administration.period);
    let period = periods(kind, today.year()).into_iter().find(|one| one.start <= today && today <= one.end);
    let Some(period) = period else { return Vec::new() };
    let days: Vec<Date> = period
        .start
        .series(jiff::Span::new().days(1))
        .take_while(|day| *day <= period.end)
        .filter(|day| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday))
        .collect();
    let named = |what: &str| format!("uren-oefenen-{}-{:02}-{what}.csv", period.year, period.number);
    vec![
        HoursFile {
            name: named("goed"),
            bytes: good(employer, &days).into_bytes(),
            lesson: HoursLesson::Good,
        },
        HoursFile {
            name: named("met-fouten"),
            bytes: with_faults(employer, &days).into_bytes(),
            lesson: HoursLesson::WithFaults,
        },
        HoursFile {
            name: named("aanvulling"),
            bytes: correction(employer, &days).into_bytes(),
            lesson: HoursLesson::AddsToEarlier,
        },
    ]
}

/// The rows of a file, with the sum of what was added to it.
#[derive(Default)]
struct Rows {
    text: String,
    sum: Decimal,
}

impl Rows {
    fn new() -> Self {
        // With a BOM, so that Excel reads it as it is.
        Self { text: format!("\u{feff}{HEAD}\r\n"), sum: Decimal::ZERO }
    }

    fn add(&mut self, employer: &Employer, employee: &Employee, day: Date, code: &str, hours: Decimal) {
        let department = usize::try_from(employee.department).unwrap_or_default().saturating_sub(1);
        let department = employer.departments.get(department).map_or("", String::as_str);
        let number = employee.number.to_string();
        self.write(&number, &employee.formatted_name(), department, day, code, &written(hours));
        self.sum += hours;
    }

    fn write(&mut self, number: &str, name: &str, department: &str, day: Date, code: &str, hours: &str) {
        let day = day.strftime("%d-%m-%Y");
        // Writing to a String does not fail.
        let _ = write!(self.text, "{number};{name};{department};{day};{code};{hours}\r\n");
    }

    fn with_total(mut self, sum: Decimal) -> String {
        let _ = write!(self.text, "Totaal;;;;;{}\r\n", written(sum));
        self.text
    }
}

fn written(hours: Decimal) -> String {
    format!("{hours:.2}").replace('.', ",")
}

/// Hours of a day by contract.
fn a_day(employee: &Employee) -> Decimal {
    Decimal::from(employee.hours) / Decimal::from(5)
}

fn good(employer: &Employer, days: &[Date]) -> String {
    let mut rows = Rows::new();
    for employee in &employer.employees {
        for (place, day) in days.iter().enumerate().filter(|(_, day)| employee.runs_on(**day)) {
            rows.add(employer, employee, *day, "Normaal", a_day(employee));
            // Now and then somebody stays longer.
            if (place + employee.number as usize).is_multiple_of(9) {
                rows.add(employer, employee, *day, "Overwerk 125%", Decimal::new(15, 1));
            }
        }
    }
    let sum = rows.sum;
    rows.with_total(sum)
}

fn with_faults(employer: &Employer, days: &[Date]) -> String {
    let mut rows = Rows::new();
    let week = days.get(..5).unwrap_or(days);
    let (Some(monday), Some(first)) = (week.first().copied(), employer.employees.first()) else {
        return rows.text;
    };
    let working = || employer.employees.iter().filter(|employee| employee.runs_on(monday));
    for employee in working() {
        for day in week {
            rows.add(employer, employee, *day, "Normaal", a_day(employee));
        }
    }
    let name = first.formatted_name();
    let department = employer.departments.first().map_or("", String::as_str);
    let mut wrong = |number: &str, name: &str, day: Date, hours: &str| {
        rows.write(number, name, department, day, "Normaal", hours);
    };
    wrong(&NOBODY.to_string(), "Onbekend", monday, "8,00");
    if let Some(gone) = employer.employees.iter().find(|employee| employee.end.is_some()) {
        wrong(&gone.number.to_string(), &gone.formatted_name(), monday, "8,00");
    }
    let own = first.number.to_string();
    wrong("", &name, monday, "4,00");
    wrong(&own, &name, monday, "7:30");
    wrong(&own, &name, monday, "acht");
    wrong(&own, &name, monday, "-4,00");
    wrong(&own, &name, monday, &written(a_day(first)));
    wrong(&own, &name, monday.saturating_sub(jiff::Span::new().days(20)), "8,00");
    let sum = rows.sum + Decimal::from(10);
    rows.with_total(sum)
}

fn correction(employer: &Employer, days: &[Date]) -> String {
    const DIFFERENCES: [i64; 5] = [-20, 15, -10, -5, -25];
    let mut rows = Rows::new();
    let Some(day) = days.get(2).copied() else { return rows.text };
    let working = employer.employees.iter().filter(|employee| employee.runs_on(day));
    for (employee, tenths) in working.zip(DIFFERENCES) {
        rows.add(employer, employee, day, "Normaal", Decimal::new(tenths, 1));
    }
    rows.text
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::hours_files;

    #[test]
    fn the_same_month_gives_the_same_three_files() {
        let files = hours_files(date(2026, 11, 30));
        assert_eq!(files, hours_files(date(2026, 11, 1)));
        let names: Vec<_> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(
            names,
            [
                "uren-oefenen-2026-11-goed.csv",
                "uren-oefenen-2026-11-met-fouten.csv",
                "uren-oefenen-2026-11-aanvulling.csv"
            ]
        );
        let text = String::from_utf8(files[0].bytes.clone()).unwrap();
        assert!(text.starts_with("\u{feff}Personeelsnummer;Naam;") && text.contains("\r\nTotaal;;;;;"));
        assert!(text.contains(";02-11-2026;Normaal;"), "{text}");
        assert!(!text.contains("-10-2026"));
    }

    #[test]
    fn every_month_has_its_files() {
        for month in 1..=12 {
            assert_eq!(hours_files(date(2027, month, 15)).len(), 3);
        }
    }
}
