//! `filter`, `orderBy` and paging, by the rules that Loket states for all lists.

use std::cmp::Ordering;

use serde_json::Value;

/// What a list was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Query {
    pub filter: Option<String>,
    pub order_by: Option<String>,
    pub page_number: usize,
    pub page_size: usize,
    rest: Vec<(String, String)>,
}

/// The page size when none is asked, and the largest that is given.
const PAGE_SIZE: usize = 250;
const LARGEST_PAGE: usize = 1000;

impl Query {
    /// Reads the part of an address after the question mark. Names are read without regard to capitals.
    ///
    /// # Errors
    /// Says which parameter cannot be read.
    pub fn read(raw: &str) -> Result<Self, String> {
        let mut query = Self { page_number: 1, page_size: PAGE_SIZE, ..Self::default() };
        for (name, value) in url::form_urlencoded::parse(raw.as_bytes()) {
            match name.to_lowercase().as_str() {
                "filter" => query.filter = Some(value.into_owned()),
                "orderby" => query.order_by = Some(value.into_owned()),
                "pagenumber" => query.page_number = count(&value).ok_or("pageNumber")?,
                "pagesize" => query.page_size = count(&value).ok_or("pageSize")?.min(LARGEST_PAGE),
                _ => query.rest.push((name.into_owned(), value.into_owned())),
            }
        }
        Ok(query)
    }

    /// Another parameter of the address.
    pub fn other(&self, name: &str) -> Option<&str> {
        self.rest.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// Whether every item has to be looked at, and not only those of the page.
    pub fn needs_all(&self) -> bool {
        self.filter.is_some() || self.order_by.is_some()
    }
}

fn count(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number > 0)
}

/// A filter: alternatives, each a row of conditions that all hold. `and` binds stronger than `or`.
#[derive(Debug, PartialEq)]
pub(crate) struct Filter(Vec<Vec<Condition>>);

#[derive(Debug, PartialEq)]
struct Condition {
    field: String,
    operator: Operator,
    value: String,
    quoted: bool,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Operator {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
    Lk,
}

impl Filter {
    /// Reads `city lk 'Lond' and id ne 3`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let mut words = words(text)?.into_iter();
        let mut alternatives = vec![Vec::new()];
        loop {
            let (Some((field, false)), Some((operator, false)), Some((value, quoted))) =
                (words.next(), words.next(), words.next())
            else {
                return Err("a condition is a field, an operator and a value".to_owned());
            };
            let operator = Operator::read(&operator).ok_or_else(|| format!("unknown operator {operator}"))?;
            if let Some(row) = alternatives.last_mut() {
                row.push(Condition { field, operator, value, quoted });
            }
            match words.next().map(|(word, _)| word.to_lowercase()).as_deref() {
                None => return Ok(Self(alternatives)),
                Some("and") => {}
                Some("or") => alternatives.push(Vec::new()),
                Some(other) => return Err(format!("expected and/or, found {other}")),
            }
        }
    }

    /// Whether an item passes.
    pub fn passes(&self, item: &Value) -> bool {
        self.0.iter().any(|row| row.iter().all(|condition| condition.holds(item)))
    }

    /// The first field that items of this form do not have.
    pub fn unknown_field<'a>(&'a self, item: &Value) -> Option<&'a str> {
        self.0.iter().flatten().map(|condition| condition.field.as_str()).find(|path| !has(item, path))
    }
}

impl Operator {
    fn read(word: &str) -> Option<Self> {
        Some(match word.to_lowercase().as_str() {
            "eq" => Self::Eq,
            "ne" => Self::Ne,
            "gt" => Self::Gt,
            "ge" => Self::Ge,
            "lt" => Self::Lt,
            "le" => Self::Le,
            "lk" => Self::Lk,
            _ => return None,
        })
    }
}

impl Condition {
    fn holds(&self, item: &Value) -> bool {
        let found = field(item, &self.field).unwrap_or(&Value::Null);
        let null = !self.quoted && self.value.eq_ignore_ascii_case("null");
        if null || found.is_null() {
            return match self.operator {
                Operator::Eq => null && found.is_null(),
                Operator::Ne => null != found.is_null(),
                _ => false,
            };
        }
        let text = lower(found);
        let wanted = self.value.to_lowercase();
        if self.operator == Operator::Lk {
            return text.contains(&wanted);
        }
        let order = match (found.as_f64(), wanted.parse::<f64>()) {
            (Some(one), Ok(other)) => one.partial_cmp(&other),
            _ => Some(text.cmp(&wanted)),
        };
        order.is_some_and(|order| match self.operator {
            Operator::Eq => order == Ordering::Equal,
            Operator::Ne => order != Ordering::Equal,
            Operator::Gt => order == Ordering::Greater,
            Operator::Ge => order != Ordering::Less,
            Operator::Lt => order == Ordering::Less,
            Operator::Le => order != Ordering::Greater,
            Operator::Lk => false,
        })
    }
}

/// Words and quoted texts; the flag says which were quoted. A doubled quote inside quotes is one quote.
fn words(text: &str) -> Result<Vec<(String, bool)>, String> {
    let mut words = Vec::new();
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_whitespace() {
            continue;
        }
        let mut word = String::new();
        if letter == '\'' {
            loop {
                match letters.next() {
                    Some('\'') if letters.peek() == Some(&'\'') => word.extend(letters.next()),
                    Some('\'') => break,
                    Some(other) => word.push(other),
                    None => return Err("a quote is not closed".to_owned()),
                }
            }
            words.push((word, true));
        } else {
            word.push(letter);
            while let Some(other) = letters.next_if(|other| !other.is_whitespace()) {
                word.push(other);
            }
            words.push((word, false));
        }
    }
    Ok(words)
}

fn field<'a>(item: &'a Value, path: &str) -> Option<&'a Value> {
    path.split('.').try_fold(item, |value, name| {
        value.as_object()?.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    })
}

/// Whether items of this form have the field; what lies below a null is taken on trust.
fn has(item: &Value, path: &str) -> bool {
    let mut value = item;
    for name in path.split('.') {
        if value.is_null() {
            return true;
        }
        match field(value, name) {
            Some(inner) => value = inner,
            None => return false,
        }
    }
    true
}

fn lower(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_lowercase)
}

/// Sorts by `-companyName,address.houseNumber`.
///
/// # Errors
/// Names the first field that items of this form do not have.
pub(crate) fn sort(items: &mut [Value], order_by: &str) -> Result<(), String> {
    let keys: Vec<(bool, &str)> = order_by
        .split(',')
        .map(str::trim)
        .map(|key| key.strip_prefix('-').map_or((false, key), |key| (true, key)))
        .collect();
    if let Some(first) = items.first()
        && let Some((_, unknown)) = keys.iter().find(|(_, key)| !has(first, key))
    {
        return Err((*unknown).to_owned());
    }
    items.sort_by(|one, other| {
        keys.iter()
            .map(|(descending, key)| {
                let order = compare(field(one, key), field(other, key));
                if *descending { order.reverse() } else { order }
            })
            .find(|order| *order != Ordering::Equal)
            .unwrap_or(Ordering::Equal)
    });
    Ok(())
}

fn compare(one: Option<&Value>, other: Option<&Value>) -> Ordering {
    let (one, other) = (one.unwrap_or(&Value::Null), other.unwrap_or(&Value::Null));
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => one.total_cmp(&other),
        _ => (!one.is_null(), lower(one)).cmp(&(!other.is_null(), lower(other))),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Filter, Query, sort};

    fn item() -> Value {
        json!({"companyName": "Bakkerij", "number": 12, "end": null, "start": "2017-03-01",
               "unit": {"key": 4}, "on": true})
    }

    #[test]
    fn filters_as_the_documentation_writes_them() {
        for (filter, passes) in [
            ("unit.key eq 4", true),
            ("UNIT.KEY eq 5", false),
            ("companyname lk 'akker'", true),
            ("companyName eq 'BAKKERIJ'", true),
            ("end eq null", true),
            ("end ne null", false),
            ("start le '2017-03-01' and number gt 11", true),
            ("start le 2016-01-01", false),
            ("number lt 3 or on eq true and number ge 12", true),
            ("number lt 3 or on eq false", false),
            ("number gt 9", true),
        ] {
            assert_eq!(Filter::read(filter).unwrap().passes(&item()), passes, "{filter}");
        }
    }

    #[test]
    fn what_is_no_filter_is_refused() {
        for filter in
            ["", "number", "number is 3", "number eq 3 also on eq true", "name eq 'open", "a eq 1 and"]
        {
            assert!(Filter::read(filter).is_err(), "{filter}");
        }
        assert_eq!(Filter::read("nmber eq 3").unwrap().unknown_field(&item()), Some("nmber"));
        assert_eq!(Filter::read("unit.key eq 3").unwrap().unknown_field(&item()), None);
    }

    #[test]
    fn sorts_down_and_up() {
        let mut items =
            vec![json!({"a": 2, "b": "x"}), json!({"a": 10, "b": "y"}), json!({"a": 10, "b": "c"})];
        sort(&mut items, "-a,b").unwrap();
        assert_eq!(
            items,
            [json!({"a": 10, "b": "c"}), json!({"a": 10, "b": "y"}), json!({"a": 2, "b": "x"})]
        );
        assert_eq!(sort(&mut items, "z"), Err("z".to_owned()));
    }

    #[test]
    fn paging_has_bounds() {
        let query = Query::read("pageSize=5000&PageNumber=3&payslipType=2").unwrap();
        assert_eq!((query.page_size, query.page_number, query.other("payslipType")), (1000, 3, Some("2")));
        assert!(Query::read("pageNumber=0").is_err());
    }
}
