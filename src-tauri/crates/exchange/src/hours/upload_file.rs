//! The file that is uploaded to Loket: plain ASCII, made by a profile that is data. Before it counts as made, what is on disk
//! is read back with [`is_of`].

use std::collections::BTreeMap;
use std::fmt::Write;

use domain::hours::exact::Amount;
use domain::hours::period::{Period, PeriodKind};
use domain::hours::upload::UploadTable;
use serde::Deserialize;
use sha2::{Digest, Sha256};

/// What an empty cell means to Loket.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EmptyCell {
    /// What is there stays.
    Keep,
    /// It becomes 0.
    Zero,
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LineEnd {
    Crlf,
    Lf,
}

/// The layout of an upload file.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    pub separator: char,
    pub line_end: LineEnd,
    pub decimal_sign: char,
    pub decimals: usize,
    /// Names of the columns before the components.
    pub administration: String,
    pub person: String,
    pub shift: String,
    pub distribution_unit: String,
    pub empty_cell: EmptyCell,
}

const PROFILES: [&str; 2] =
    [include_str!("layouts/loket-2015.toml"), include_str!("layouts/loket-2015-empty-is-zero.toml")];

/// The profiles that come with the program; the first is the usual one.
///
/// # Errors
/// A profile that does not read, which a test rules out.
pub fn profiles() -> Result<Vec<Profile>, UploadFault> {
    PROFILES.into_iter().map(profile).collect()
}

/// Reads a profile.
///
/// # Errors
/// Text that is no profile, or signs that would make a file that cannot be read back.
pub fn profile(text: &str) -> Result<Profile, UploadFault> {
    let profile: Profile = toml::from_str(text).map_err(|_| UploadFault::Profile)?;
    let sign = |c: char| c.is_ascii_punctuation() && !matches!(c, '"' | '-' | '\'') || c == '\t';
    let name = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let names = [&profile.administration, &profile.person, &profile.shift, &profile.distribution_unit];
    let fits = sign(profile.separator)
        && sign(profile.decimal_sign)
        && profile.separator != profile.decimal_sign
        && profile.decimals <= 6
        && names.into_iter().all(|column| name(column));
    if fits { Ok(profile) } else { Err(UploadFault::Profile) }
}

/// Why there is no upload file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UploadFault {
    #[error("the profile does not read")]
    Profile,
    /// An amount has more decimals than the profile writes; it should have been rounded in the table.
    #[error("an amount has more decimals than the file holds")]
    Decimals,
}

/// A finished upload file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UploadFile {
    /// `uren-<aansluitnummer>-<jjjj>-<pp>.csv`
    pub name: String,
    pub bytes: Vec<u8>,
    /// In small letters.
    pub sha256: String,
    pub people: usize,
    pub rows: usize,
    /// By component, of what is written.
    pub totals: BTreeMap<u32, Amount>,
    /// Cells that hold nothing, of which the profile says what that means.
    pub empty_cells: usize,
}

/// Makes the upload file of a table. The same table always makes the same bytes.
///
/// # Errors
/// An amount that does not fit the profile.
pub fn upload_file(
    table: &UploadTable,
    profile: &Profile,
    period: Period,
) -> Result<UploadFile, UploadFault> {
    let bytes = upload_bytes(table, profile)?;
    Ok(UploadFile {
        name: format!("uren-{}-{}-{:02}.csv", table.administration, period.year, period.number),
        sha256: format!("{:x}", Sha256::digest(&bytes)),
        people: table.people(),
        rows: table.rows.len(),
        totals: table.totals(),
        empty_cells: table.empty_cells(),
        bytes,
    })
}

/// The period that the name of an upload file says, for an administration that is paid by this kind of period: names are made
/// as [`upload_file`] makes them, with whatever was put behind. None for any other name.
pub fn period_of_name(name: &str, administration: u32, kind: PeriodKind) -> Option<Period> {
    let rest = name.strip_prefix(&format!("uren-{administration}-"))?;
    let (year, rest) = rest.split_once('-')?;
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits).filter(|number| number.len() == 2)?;
    let ends = rest.get(digits..)?.starts_with(['.', ' ', '-']);
    Period::new(year.parse().ok()?, kind, number.parse().ok()?).filter(|_| ends)
}

/// The bytes of the upload file of a table.
///
/// # Errors
/// As [`upload_file`].
pub fn upload_bytes(table: &UploadTable, profile: &Profile) -> Result<Vec<u8>, UploadFault> {
    Ok(written(table, profile)?.into_bytes())
}

/// Whether bytes are the upload file of a table, by a second reader: every cell of the one is in the other, and nothing else.
pub fn is_of(bytes: &[u8], table: &UploadTable, profile: &Profile) -> bool {
    bytes.is_ascii() && is_read_back(bytes, table, profile) == Some(true)
}

fn written(table: &UploadTable, profile: &Profile) -> Result<String, UploadFault> {
    let end = match profile.line_end {
        LineEnd::Crlf => "\r\n",
        LineEnd::Lf => "\n",
    };
    let mut head = vec![profile.administration.clone(), profile.person.clone(), profile.shift.clone()];
    if table.distribution_units {
        head.push(profile.distribution_unit.clone());
    }
    head.extend(table.components.iter().map(u32::to_string));
    let mut text = head.join(&profile.separator.to_string()) + end;
    for row in &table.rows {
        // Writing to text never fails.
        let _ =
            write!(text, "{1}{0}{2}{0}{3}", profile.separator, table.administration, row.person, row.shift);
        if table.distribution_units {
            text.push(profile.separator);
            text.extend(row.distribution_unit.map(|unit| unit.to_string()));
        }
        for component in &table.components {
            text.push(profile.separator);
            let Some(amount) = row.amounts.get(component) else { continue };
            if amount.rounded(profile.decimals) != *amount {
                return Err(UploadFault::Decimals);
            }
            text.push_str(&amount.written(profile.decimals, profile.decimal_sign));
        }
        text.push_str(end);
    }
    Ok(text)
}

/// Reads an upload file with another reader than wrote it, and compares it cell by cell. None for what is no such file.
fn is_read_back(bytes: &[u8], table: &UploadTable, profile: &Profile) -> Option<bool> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(u8::try_from(profile.separator).ok()?)
        .quoting(false)
        .has_headers(false)
        .from_reader(bytes);
    let mut record = csv::StringRecord::new();
    if !reader.read_record(&mut record).ok()? {
        return None;
    }
    let fixed = [&profile.administration, &profile.person, &profile.shift];
    if record.iter().take(3).ne(fixed.into_iter().map(String::as_str)) {
        return None;
    }
    let distribution_units = record.get(3) == Some(profile.distribution_unit.as_str());
    let before = if distribution_units { 4 } else { 3 };
    let components: Option<Vec<u32>> = record.iter().skip(before).map(|number| number.parse().ok()).collect();
    let components = components?;
    if distribution_units != table.distribution_units || components != table.components {
        return Some(false);
    }
    for row in &table.rows {
        if !reader.read_record(&mut record).ok()? || record.len() != before + components.len() {
            return Some(false);
        }
        let number = |at: usize| record.get(at)?.parse::<u32>().ok();
        let unit = record.get(3).filter(|unit| distribution_units && !unit.is_empty());
        let unit = unit.map(str::parse).transpose().ok()?;
        let whose = (number(0)?, number(1)?, number(2)?, unit);
        if whose != (table.administration, row.person, u32::from(row.shift), row.distribution_unit) {
            return Some(false);
        }
        let mut found = 0;
        for (component, cell) in components.iter().zip(record.iter().skip(before)) {
            if cell.is_empty() {
                continue;
            }
            found += 1;
            if row.amounts.get(component) != Some(&decimal(cell, profile.decimal_sign)?) {
                return Some(false);
            }
        }
        // None of those that are missing in the file is in the table.
        if found != row.amounts.len() {
            return Some(false);
        }
    }
    Some(!reader.read_record(&mut record).ok()?)
}

/// A decimal number, digit by digit.
fn decimal(text: &str, sign: char) -> Option<Amount> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (mut number, mut behind, mut divisor) = (0_i64, false, 1_i64);
    for c in digits.chars() {
        if c == sign && !behind {
            behind = true;
            continue;
        }
        number = number.checked_mul(10)?.checked_add(i64::from(c.to_digit(10)?))?;
        divisor = if behind { divisor.checked_mul(10)? } else { divisor };
    }
    let amount = Amount::fraction(number, divisor)?;
    Some(if negative { -amount } else { amount })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::hours::upload::UploadRow;
    use proptest::prelude::*;

    fn table(rows: Vec<UploadRow>, components: Vec<u32>, distribution_units: bool) -> UploadTable {
        UploadTable {
            administration: 395,
            components,
            distribution_units,
            shifts: false,
            rows,
            rounded: Vec::new(),
            not_imported: BTreeMap::new(),
        }
    }

    fn row(person: u32, unit: Option<u32>, amounts: &[(u32, &str)]) -> UploadRow {
        let amounts =
            amounts.iter().map(|(component, amount)| (*component, amount.parse().unwrap())).collect();
        UploadRow { person, shift: 1, distribution_unit: unit, cost_center: None, amounts }
    }

    fn usual() -> Profile {
        profiles().unwrap().remove(0)
    }

    #[test]
    fn the_file_is_what_the_manual_shows() {
        let amounts = [(2, "12.5"), (15, "121"), (16, "2"), (284, "100"), (367, "68"), (4015, "15")];
        let table = table(
            vec![row(6, None, &amounts), row(7, None, &[(15, "0")])],
            vec![2, 15, 16, 284, 367, 4015],
            false,
        );
        let file = upload_file(&table, &usual(), "2026-11".parse().unwrap()).unwrap();
        let expected =
            "aanslnr;persnr;ploeg;2;15;16;284;367;4015\r\n395;6;1;12,5;121;2;100;68;15\r\n395;7;1;;0;;;;\r\n";
        assert_eq!(String::from_utf8(file.bytes).unwrap(), expected);
        assert_eq!(file.name, "uren-395-2026-11.csv");
        assert_eq!((file.people, file.rows, file.empty_cells, file.sha256.len()), (2, 2, 5, 64));
        assert_eq!(file.totals[&15].to_string(), "121");
    }

    #[test]
    fn a_verdelingseenheid_has_its_column() {
        let rows = vec![row(6, Some(12), &[(2, "12.5")]), row(6, Some(30), &[(2, "8")])];
        let file = upload_file(&table(rows, vec![2], true), &usual(), "2026-P13".parse().unwrap()).unwrap();
        let expected = "aanslnr;persnr;ploeg;verdelingseenheid;2\r\n395;6;1;12;12,5\r\n395;6;1;30;8\r\n";
        assert_eq!(String::from_utf8(file.bytes).unwrap(), expected);
        assert_eq!(file.people, 1);
    }

    #[test]
    fn a_name_says_its_period_and_any_other_says_none() {
        let of = |name: &str, kind| period_of_name(name, 395, kind).map(|period| period.to_string());
        for name in ["uren-395-2026-11.csv", "uren-395-2026-11 (2).csv", "uren-395-2026-11-verbeterd.csv"] {
            assert_eq!(of(name, PeriodKind::Month).as_deref(), Some("2026-11"), "{name}");
        }
        assert_eq!(of("uren-395-2026-13.csv", PeriodKind::FourWeeks).as_deref(), Some("2026-P13"));
        for name in [
            "uren-395-2026-13.csv",
            "uren-396-2026-11.csv",
            "uren-395-2026-111.csv",
            "uren.csv",
            "uren-395-x-11.csv",
        ] {
            assert_eq!(of(name, PeriodKind::Month), None, "{name}");
        }
    }

    #[test]
    fn what_was_not_rounded_is_not_written() {
        let table = table(vec![row(6, None, &[(2, "1/3")])], vec![2], false);
        assert_eq!(upload_file(&table, &usual(), "2026-11".parse().unwrap()), Err(UploadFault::Decimals));
    }

    #[test]
    fn profiles_read_and_nonsense_does_not() {
        let names: Vec<String> = profiles().unwrap().into_iter().map(|profile| profile.name).collect();
        assert_eq!(names, ["loket-2015", "loket-2015-empty-is-zero"]);
        for (from, to) in [
            ("separator = \";\"", "separator = \",\""),
            ("decimals = 2", "decimals = 9"),
            ("persnr", "pers nr"),
            ("crlf", "cr"),
        ] {
            assert_eq!(profile(&PROFILES[0].replace(from, to)), Err(UploadFault::Profile), "{to}");
        }
    }

    proptest! {
        #[test]
        fn every_table_reads_back_as_itself(
            cells in prop::collection::btree_map(1_u32..5000, prop::collection::btree_map(1_u32..5000, -99_999_i64..99_999, 1..6), 1..20),
        ) {
            let rows: Vec<UploadRow> = cells
                .into_iter()
                .map(|(person, amounts)| UploadRow {
                    person,
                    shift: 1,
                    distribution_unit: None,
                    cost_center: None,
                    amounts: amounts.into_iter().map(|(component, cents)| (component, Amount::fraction(cents, 100).unwrap())).collect(),
                })
                .collect();
            let components: std::collections::BTreeSet<u32> = rows.iter().flat_map(|row| row.amounts.keys().copied()).collect();
            let table = table(rows, components.into_iter().collect(), false);
            let file = upload_file(&table, &usual(), "2026-11".parse().unwrap()).unwrap();
            prop_assert!(is_of(&file.bytes, &table, &usual()));
            prop_assert_eq!(&file.totals, &table.totals());
            prop_assert_eq!(upload_file(&table, &usual(), "2026-11".parse().unwrap()).unwrap().bytes, file.bytes);
        }
    }
}
