//! What a user would choose, from words on a command line.

use std::collections::BTreeMap;

use domain::hours::amount_format::{DecimalSign, FormatChoice, Unit};
use domain::hours::clock::RepeatedHour;
use domain::hours::day::DateOrder;
use domain::hours::head::HeadChoice;
use domain::hours::layout::Layout;
use domain::hours::period::Period;
use domain::hours::roles::Role;
use domain::hours::rows::Answers;
use domain::hours::sheet::Position;
use domain::hours::upload::{Choice, Mapping};

/// What can be chosen, for who runs it.
pub const USAGE: &str = "\
cargo xtask hours read FILE [choices]    what stands in the file, as JSON: rows, problems, must_warn, dropped, upload
cargo xtask hours write FILE [choices]   the upload file as well, when nothing stands in its way
cargo xtask hours proof                  the readers and the upload file beside csv-spectrum, Python and LibreOffice
cargo xtask hours fuzz SECONDS [READER]  changed files, of each reader for so long: csv, xlsx, xlsb, xls, ods, html

What is not chosen is guessed; what can be read in two ways is a problem until it is chosen.

  --person COLUMN[+COLUMN]       personnel number, and which column tells contracts apart
  --department COLUMN            --code COLUMN
  --shift COLUMN                 ploeg: a number of 1 to 15
  --amount COLUMN[=FORMAT,...]   may be given several times: a column a code. FORMAT is hours, minutes, seconds, h.mm
                                 (7.30 is 7 h 30), h:mm, days (parts of a day), money, pieces, comma or point
  --date COLUMN[=dmy|mdy]
  --period PERIOD                2026-10, 2026-P10 (four weeks) or 2026-W45
  --sheet NAME                   may be given several times
  --head ROW[-ROW]               the row with the names of the columns, or both rows
  --hidden-rows yes|no           whether hidden and filtered rows count
  --clock-times yes              hours are what passed between begin and end
  --begin COLUMN                 --end COLUMN   --break COLUMN
  --repeated-hour first|second   in the night in which the clock goes back
  --running yes|no               whether shifts that are still under way count
  --thousands yes|no             whether 1.000 is a thousand
  --correction yes               a file of mostly negative hours is meant so
  --round yes                    more decimals than are uploaded are rounded
  --split yes                    rows of another period stay behind
  --own-administration NAME      as the file names it: rows of others stay behind
  --leave-out ROW                or SHEET!ROW; may be given several times
  --employment PERSON=NUMBER     who a person of the file is in Loket; may be given several times

For write:
  --administration NUMBER        aansluitnummer
  --component CODE=NUMBER        may be given several times; CODE=- does not go along
  --profile NAME                 loket-2015 (default) or loket-2015-empty-is-zero
  --out FOLDER                   put the file there
";

/// What was chosen.
#[derive(Debug, Default)]
pub struct Choices {
    options: Vec<(String, String)>,
}

impl Choices {
    /// Takes words in pairs.
    ///
    /// # Errors
    /// A word that is no option, or an option without its value.
    pub fn parse(words: &[String]) -> Result<Self, String> {
        const KNOWN: [&str; 28] = [
            "person",
            "department",
            "shift",
            "code",
            "amount",
            "date",
            "period",
            "sheet",
            "head",
            "hidden-rows",
            "running",
            "clock-times",
            "begin",
            "end",
            "break",
            "repeated-hour",
            "thousands",
            "correction",
            "round",
            "split",
            "own-administration",
            "leave-out",
            "employment",
            "administration",
            "component",
            "profile",
            "out",
            "name",
        ];
        let mut options = Vec::new();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let option = word.strip_prefix("--").filter(|option| KNOWN.contains(option));
            let option = option.ok_or_else(|| format!("{word} is no choice"))?;
            let value = words.next().ok_or_else(|| format!("{word} needs a value"))?;
            options.push((option.to_owned(), value.clone()));
        }
        Ok(Self { options })
    }

    /// The choices in one line, for tests: words between spaces, or in single quotes.
    ///
    /// # Errors
    /// As [`Choices::parse`].
    pub fn line(line: &str) -> Result<Self, String> {
        let mut words = Vec::new();
        for (index, piece) in line.split('\'').enumerate() {
            if index % 2 == 1 {
                words.push(piece.to_owned());
            } else {
                words.extend(piece.split_whitespace().map(str::to_owned));
            }
        }
        Self::parse(&words)
    }

    /// Every value that was given for an option.
    pub fn all<'a>(&'a self, option: &'a str) -> impl Iterator<Item = &'a str> {
        self.options.iter().filter(move |(name, _)| name == option).map(|(_, value)| value.as_str())
    }

    /// The last value that was given for an option.
    pub fn one(&self, option: &str) -> Option<&str> {
        self.options.iter().rev().find(|(name, _)| name == option).map(|(_, value)| value.as_str())
    }

    fn yes_or_no(&self, option: &str) -> Result<Option<bool>, String> {
        match self.one(option) {
            None => Ok(None),
            Some("yes") => Ok(Some(true)),
            Some("no") => Ok(Some(false)),
            Some(other) => Err(format!("--{option} {other}: yes or no")),
        }
    }

    /// The head that was chosen: its first row, or both as `3-4`.
    ///
    /// # Errors
    /// What is no number, or more than two rows.
    pub fn head(&self) -> Result<HeadChoice, String> {
        let Some(rows) = self.one("head") else { return Ok(HeadChoice::default()) };
        let fault = || format!("--head {rows}: a row, or two that follow each other: 3-4");
        let number = |text: &str| text.parse::<u32>().map_err(|_| fault());
        match rows.split_once('-') {
            None => Ok(HeadChoice { row: Some(number(rows)?), rows: None }),
            Some((first, last)) if number(last)? == number(first)? + 1 => {
                Ok(HeadChoice { row: Some(number(first)?), rows: Some(2) })
            }
            Some(_) => Err(fault()),
        }
    }

    /// The period that was chosen.
    ///
    /// # Errors
    /// What is no period.
    pub fn period(&self) -> Result<Option<Period>, String> {
        self.one("period")
            .map(|period| period.parse().map_err(|fault| format!("--period {period}: {fault}")))
            .transpose()
    }

    /// Puts what was chosen into the layout that was guessed.
    ///
    /// # Errors
    /// A column that the file does not have, or a format that is none.
    pub fn apply(&self, layout: &mut Layout) -> Result<(), String> {
        let missing = |column: &str| format!("column '{column}': no such column, or one that is never read");
        if let Some(person) = self.one("person") {
            layout.clear(Role::Contract);
            let (person, contract) = match person.split_once('+') {
                Some((person, contract)) => (person.trim(), Some(contract.trim())),
                None => (person, None),
            };
            layout.assign(person, Role::Person).map_err(|_| missing(person))?;
            if let Some(contract) = contract {
                layout.assign(contract, Role::Contract).map_err(|_| missing(contract))?;
            }
        }
        for (option, role) in [
            ("department", Role::Department),
            ("shift", Role::Shift),
            ("name", Role::Name),
            ("begin", Role::Start),
            ("end", Role::End),
            ("break", Role::Break),
        ] {
            if let Some(column) = self.one(option) {
                layout.clear(role);
                layout.assign(column, role).map_err(|_| missing(column))?;
            }
        }
        if let Some(code) = self.one("code") {
            layout.clear(Role::WageCode);
            layout.assign(code, Role::HoursCode).map_err(|_| missing(code))?;
        }
        if self.one("amount").is_some() {
            layout.clear(Role::Amount);
        }
        let thousands = self.yes_or_no("thousands")?;
        for amount in self.all("amount") {
            let (column, format) = match amount.rsplit_once('=') {
                Some((column, format)) => (column, parse_format(format)?),
                None => (amount, FormatChoice::default()),
            };
            layout.assign(column, Role::Amount).map_err(|_| missing(column))?;
            if let Some(found) = layout.column_mut(column) {
                found.format = format;
            }
        }
        for column in layout.columns.iter_mut().filter(|column| column.role == Role::Amount) {
            column.format.thousands = thousands;
        }
        if let Some(date) = self.one("date") {
            let (column, order) = match date.rsplit_once('=') {
                Some((column, "dmy")) => (column, Some(DateOrder::DayMonth)),
                Some((column, "mdy")) => (column, Some(DateOrder::MonthDay)),
                Some((_, other)) => return Err(format!("{other}: dmy or mdy")),
                None => (date, None),
            };
            layout.assign(column, Role::Date).map_err(|_| missing(column))?;
            layout.date_order = order;
        }
        let sheets: Vec<String> = self.all("sheet").map(str::to_owned).collect();
        layout.sheets = (!sheets.is_empty()).then_some(sheets);
        layout.hidden_rows = self.yes_or_no("hidden-rows")?;
        layout.running = self.yes_or_no("running")?;
        layout.correction = self.yes_or_no("correction")?;
        layout.round = self.yes_or_no("round")?;
        layout.clock_times = self.yes_or_no("clock-times")?;
        if layout.clock_times == Some(true) {
            layout.clear(Role::Amount);
        }
        layout.repeated_hour = match self.one("repeated-hour") {
            None => None,
            Some("first") => Some(RepeatedHour::First),
            Some("second") => Some(RepeatedHour::Second),
            Some(other) => return Err(format!("--repeated-hour {other}: first or second")),
        };
        Ok(())
    }

    /// What was chosen for this file alone.
    ///
    /// # Errors
    /// A row or a person that does not read.
    pub fn answers(&self) -> Result<Answers, String> {
        let mut answers = Answers {
            split: self.yes_or_no("split")? == Some(true),
            administration: self.one("own-administration").map(str::to_owned),
            ..Answers::default()
        };
        for row in self.all("leave-out") {
            let (sheet, number) = row.rsplit_once('!').unwrap_or(("", row));
            let number = number.parse().map_err(|_| format!("--leave-out {row}: a row"))?;
            answers.left_out.insert(Position { sheet: sheet.to_owned(), row: number, column: None });
        }
        answers.coupled = self.mapping()?.people.into_keys().collect();
        Ok(answers)
    }

    /// What people and codes are in Loket.
    ///
    /// # Errors
    /// What is not written as PERSON=NUMBER.
    pub fn mapping(&self) -> Result<Mapping, String> {
        let pairs = |option| -> Result<BTreeMap<String, Choice>, String> {
            self.all(option)
                .map(|pair| {
                    let (name, number) =
                        pair.rsplit_once('=').ok_or_else(|| format!("--{option} {pair}: NAME=NUMBER"))?;
                    let choice = match number {
                        "-" => Choice::NotImported { reason: "gekozen".to_owned() },
                        _ => Choice::Number {
                            number: number.parse().map_err(|_| format!("--{option} {pair}: a number"))?,
                        },
                    };
                    Ok((name.to_owned(), choice))
                })
                .collect()
        };
        Ok(Mapping { people: pairs("employment")?, codes: pairs("component")?, ..Mapping::default() })
    }
}

fn parse_format(words: &str) -> Result<FormatChoice, String> {
    let mut format = FormatChoice::default();
    for word in words.split(',') {
        match word {
            "hours" | "uren" | "h:mm" => format.unit = Some(Unit::Hours),
            "minutes" | "minuten" => format.unit = Some(Unit::Minutes),
            "seconds" | "seconden" => format.unit = Some(Unit::Seconds),
            "h.mm" => format.unit = Some(Unit::HoursMinutes),
            "days" => format.unit = Some(Unit::Days),
            "money" => format.unit = Some(Unit::Money),
            "pieces" => format.unit = Some(Unit::Pieces),
            "comma" => format.decimal = Some(DecimalSign::Comma),
            "point" => format.decimal = Some(DecimalSign::Point),
            _ => return Err(format!("{word} is no format")),
        }
    }
    Ok(format)
}
