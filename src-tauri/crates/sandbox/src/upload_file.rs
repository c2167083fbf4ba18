//! The upload file for variable data, as a person brings it: its form, and what each row says.
//!
//! The form is that of Loket's manual: plain ASCII, semicolons, a decimal comma, and a head with the numbers of the
//! components. What an empty cell means is not known; here it leaves what is there.

use std::fmt;

use rust_decimal::Decimal;
use serde_json::{Value, json};

use crate::ids::{Kind, id};
use crate::provider::{Employee, Employer};

const HEAD: [&str; 3] = ["aanslnr", "persnr", "ploeg"];
const UNIT: &str = "verdelingseenheid";

/// A file that has the right form. Whether what it names exists is not looked at yet.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UploadFile {
    /// Whether it has a column for verdelingseenheid.
    pub with_unit: bool,
    pub components: Vec<u16>,
    pub rows: Vec<UploadRow>,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct UploadRow {
    /// Line of the file, from 1.
    pub line: usize,
    pub client: u32,
    pub payroll_id: u32,
    pub shift: u8,
    /// Code of the distribution unit.
    pub unit: Option<u32>,
    /// Component and value; an empty cell is left out.
    pub values: Vec<(u16, Decimal)>,
}

/// What is wrong with a file, in Dutch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Complaint {
    /// Line of the file, from 1; 0 when it is about the whole file.
    pub line: usize,
    pub why: String,
}

impl fmt::Display for Complaint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => out.write_str(&self.why),
            line => write!(out, "Regel {line}: {}", self.why),
        }
    }
}

/// A complaint about a line.
pub(crate) fn complaint(line: usize, why: impl Into<String>) -> Complaint {
    Complaint { line, why: why.into() }
}

impl UploadFile {
    /// Reads a file.
    ///
    /// # Errors
    /// All that is wrong with its form.
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<Complaint>> {
        let whole = |why: &str| vec![complaint(0, why)];
        if !bytes.is_ascii() {
            return Err(whole("Het bestand bevat tekens die niet mogen, zoals een é, een € of een BOM"));
        }
        let text = std::str::from_utf8(bytes).map_err(|_| whole("Het bestand is geen tekst"))?;
        let mut lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
        let (_, head) = lines.next().ok_or_else(|| whole("Het bestand is leeg"))?;
        let (with_unit, components) = read_head(head)?;
        let fixed = HEAD.len() + usize::from(with_unit);
        let (mut rows, mut wrong) = (Vec::new(), Vec::new());
        for (line, text) in lines {
            match read_row(line, text, with_unit, fixed, &components) {
                Ok(row) => rows.push(row),
                Err(why) => wrong.extend(why),
            }
        }
        if rows.is_empty() && wrong.is_empty() {
            return Err(whole("Het bestand heeft geen regels met uren"));
        }
        if wrong.is_empty() { Ok(Self { with_unit, components, rows }) } else { Err(wrong) }
    }
}

fn read_head(head: &str) -> Result<(bool, Vec<u16>), Vec<Complaint>> {
    let refuse = |why: String| vec![complaint(1, why)];
    let cells: Vec<&str> = head.split(';').collect();
    let (first, rest) = cells.split_at_checked(HEAD.len()).unwrap_or_default();
    if first != HEAD {
        return Err(refuse(format!("De kop moet beginnen met {};", HEAD.join(";"))));
    }
    let with_unit = rest.first() == Some(&UNIT);
    let numbers = rest.get(usize::from(with_unit)..).unwrap_or_default();
    let mut components = Vec::new();
    for cell in numbers {
        match cell.parse() {
            Ok(number) if components.contains(&number) => {
                return Err(refuse(format!("Component {cell} staat twee keer in de kop")));
            }
            Ok(number) => components.push(number),
            Err(_) => return Err(refuse(format!("\"{cell}\" in de kop is geen nummer van een component"))),
        }
    }
    if components.is_empty() {
        return Err(refuse("De kop noemt geen component".to_owned()));
    }
    Ok((with_unit, components))
}

fn read_row(
    line: usize,
    text: &str,
    with_unit: bool,
    fixed: usize,
    components: &[u16],
) -> Result<UploadRow, Vec<Complaint>> {
    let cells: Vec<&str> = text.split(';').collect();
    if cells.len() != fixed + components.len() {
        let why = format!("{} velden, en de kop heeft er {}", cells.len(), fixed + components.len());
        return Err(vec![complaint(line, why)]);
    }
    let mut wrong = Vec::new();
    let mut number = |place: usize, name: &str| -> u32 {
        let cell = cells.get(place).copied().unwrap_or_default();
        let read = cell.parse().ok().filter(|number| *number > 0);
        if read.is_none() {
            wrong.push(complaint(line, format!("{name} \"{cell}\" is geen nummer")));
        }
        read.unwrap_or_default()
    };
    let (client, payroll_id, shift) = (number(0, HEAD[0]), number(1, HEAD[1]), number(2, HEAD[2]));
    let unit = with_unit.then(|| number(3, UNIT));
    let mut values = Vec::new();
    for (component, cell) in components.iter().zip(&cells[fixed..]).filter(|(_, cell)| !cell.is_empty()) {
        match decimal(cell) {
            Some(value) => values.push((*component, value)),
            None => wrong.push(complaint(line, format!("component {component}: \"{cell}\" is geen getal"))),
        }
    }
    let shift = u8::try_from(shift).unwrap_or(u8::MAX);
    if wrong.is_empty() {
        Ok(UploadRow { line, client, payroll_id, shift, unit, values })
    } else {
        Err(wrong)
    }
}

/// Digits with a decimal comma, and a minus in front at most.
fn decimal(cell: &str) -> Option<Decimal> {
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b',');
    let has_digits = digits.bytes().next().is_some_and(|byte| byte.is_ascii_digit())
        && digits.bytes().last().is_some_and(|byte| byte.is_ascii_digit());
    if plain && has_digits { cell.replace(',', ".").parse().ok() } else { None }
}

impl UploadRow {
    /// The row as a body for the period data of this employee: without a unit of its own it goes to that of the employee.
    /// `into` is the period (YYYYPP) and the kind of payslip.
    pub fn body(&self, employer: &Employer, employee: &Employee, (period, payslip): (i32, i32)) -> Value {
        let unit = self.unit.unwrap_or(employee.department);
        let has_center = employee.department as usize <= employer.cost_centers.len();
        let components: Vec<Value> = self
            .values
            .iter()
            .map(|(component, value)| {
                let value = value.normalize().to_string().parse::<serde_json::Number>().ok();
                json!({"payrollComponent": {"key": component}, "value": value, "isSupplement": false})
            })
            .collect();
        json!({
            "payrollPeriod": {"year": period / 100, "periodNumber": period % 100},
            "shift": {"shiftNumber": self.shift}, "payslipType": {"key": payslip},
            "distributionUnit": {"key": id(Kind::DistributionUnit, employer.number, unit)},
            "costCenter": has_center.then(|| json!({"key": employee.department})),
            "payrollComponents": components
        })
    }
}

#[cfg(test)]
mod tests {
    use super::UploadFile;

    fn complaints(text: &str) -> Vec<String> {
        let read = UploadFile::read(text.as_bytes());
        read.unwrap_err().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_file_of_the_manual_is_read_and_an_empty_cell_is_left_out() {
        let text = "aanslnr;persnr;ploeg;2;15;16\r\n395;6;1;12,5;121;\r\n395;7;2;;0;1,25\r\n";
        let file = UploadFile::read(text.as_bytes()).unwrap();
        assert_eq!((file.with_unit, file.components.as_slice()), (false, &[2, 15, 16][..]));
        let values = |row: usize| file.rows[row].values.iter().map(|(key, value)| format!("{key}={value}"));
        assert_eq!(values(0).collect::<Vec<_>>(), ["2=12.5", "15=121"]);
        assert_eq!(values(1).collect::<Vec<_>>(), ["15=0", "16=1.25"]);
        assert_eq!((file.rows[1].line, file.rows[1].shift), (3, 2));
        let units = UploadFile::read(b"aanslnr;persnr;ploeg;verdelingseenheid;2\n101;1;1;3;8\n").unwrap();
        assert_eq!((units.with_unit, units.rows[0].unit), (true, Some(3)));
    }

    #[test]
    fn a_wrong_form_is_said_with_its_line() {
        for (text, says) in [
            ("", "leeg"),
            ("aanslnr;persnr;ploeg;2\r\n", "geen regels"),
            ("aansl;persnr;ploeg;2\n1;1;1;1\n", "Regel 1: De kop moet beginnen"),
            ("aanslnr;persnr;ploeg;uren\n1;1;1;1\n", "\"uren\""),
            ("aanslnr;persnr;ploeg;2;2\n1;1;1;1;1\n", "twee keer"),
            ("aanslnr;persnr;ploeg;2\n1;1;1\n", "Regel 2: 3 velden"),
            ("aanslnr;persnr;ploeg;2\n1;Jansen;1;8\n", "persnr \"Jansen\""),
            ("aanslnr;persnr;ploeg;2\n1;1;1;8.5\n", "\"8.5\" is geen getal"),
            ("aanslnr;persnr;ploeg;2\n1;1;1;7:30\n", "\"7:30\" is geen getal"),
            ("aanslnr,persnr,ploeg,2\n1,1,1,8\n", "De kop moet beginnen"),
            ("\u{feff}aanslnr;persnr;ploeg;2\n1;1;1;8\n", "BOM"),
            ("aanslnr;persnr;ploeg;2\n1;1;1;8 \u{20ac}\n", "tekens die niet mogen"),
        ] {
            assert!(
                complaints(text).iter().any(|why| why.contains(says)),
                "{text:?}: {:?}",
                complaints(text)
            );
        }
    }
}
