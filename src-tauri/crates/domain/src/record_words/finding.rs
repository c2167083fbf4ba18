//! What a check found, and why it could not be told, as sentences.

use super::{Mark, bar, fill, mark, shown, text, words};
use crate::answer::Personal;
use crate::display::{inside_sentence, number};
use crate::dossier::Dossier;
use crate::handbook::Handbook;
use crate::hours;
use crate::item::Ask;
use crate::reading::Unread;
use crate::right::Right;
use crate::text::{Language, Text};
use crate::verdict::{Discrepancy, Outcome, Subject};

/// What is missing, too much or different, as a sentence. The handbook names the variants.
pub fn discrepancy(discrepancy: &Discrepancy, handbook: &Handbook, language: Language) -> String {
    let say = Say { handbook, language };
    let values: Vec<(&str, String)> = match discrepancy {
        Discrepancy::NoAccess
        | Discrepancy::CouplingBlocked
        | Discrepancy::SecondFactor
        | Discrepancy::DepartmentOnly
        | Discrepancy::NoVariant => vec![],
        Discrepancy::NoSuchUser { user_name }
        | Discrepancy::IsOrdinaryUser { user_name }
        | Discrepancy::IsWebServiceUser { user_name } => {
            vec![("user", say.value(Subject::User, user_name))]
        }
        Discrepancy::ConnectedThrough { user, employers, rights } => {
            return say.connected_through(user, *employers, rights);
        }
        Discrepancy::Barred { by } => vec![("why", bar(*by, language).to_owned())],
        Discrepancy::Blocked { status } => vec![("status", shown(status, language).to_owned())],
        Discrepancy::SeesOthers { employers } => {
            vec![("count", employers.map(|count| count.to_string()).unwrap_or_default())]
        }
        Discrepancy::RightsMissing { rights } => vec![("rights", names(rights))],
        Discrepancy::RightsMissingFor { users, rights } => {
            vec![("users", say.values(Subject::User, users)), ("rights", names(rights))]
        }
        Discrepancy::RightsTooMany { rights } => vec![("rights", rights.join(", "))],
        Discrepancy::SharedUser { handbooks } => vec![("others", handbooks.join(", "))],
        Discrepancy::NotConnected { applications } => vec![("applications", applications.join(", "))],
        Discrepancy::Differs { what, entered, read } => {
            let read = if read.is_empty() {
                inside_sentence(mark(Mark::Nothing, language))
            } else {
                say.values(*what, read)
            };
            let subject = text(&words(language).subjects, what.into()).to_owned();
            vec![("what", subject), ("entered", say.value(*what, entered)), ("read", read)]
        }
        Discrepancy::NotInLoket { what, values }
        | Discrepancy::NotEntered { what, values }
        | Discrepancy::NotUnique { what, values } => {
            let subject = inside_sentence(text(&words(language).subjects, what.into()));
            vec![("what", subject), ("values", say.values(*what, values))]
        }
        Discrepancy::WrongCategory { values } => vec![("values", say.values(Subject::Component, values))],
        Discrepancy::ProductsOff { products }
        | Discrepancy::OneOfProductsOff { products }
        | Discrepancy::ProductsOn { products } => vec![("products", products.join(", "))],
        Discrepancy::HoursChanged { before, last } => {
            let number = |hours: &rust_decimal::Decimal| number(&hours.to_string(), language);
            vec![("before", number(before)), ("last", number(last))]
        }
        Discrepancy::HoursDiffer { period, different, missing } => vec![
            ("period", hours::words::period(*period, language)),
            ("different", different.to_string()),
            ("missing", missing.to_string()),
        ],
        Discrepancy::HoursNotSent { period, people } => {
            vec![("period", hours::words::period(*period, language)), ("people", people.to_string())]
        }
        Discrepancy::ProductNotAvailable { product } => vec![("product", product.clone())],
    };
    let values: Vec<(&str, &str)> = values.iter().map(|(place, value)| (*place, value.as_str())).collect();
    fill(text(&words(language).discrepancies, name_of(discrepancy)), &values)
}

/// The name of the text that fits.
fn name_of(discrepancy: &Discrepancy) -> &'static str {
    match discrepancy {
        Discrepancy::SeesOthers { employers: Some(1) } => "seesOthersOne",
        Discrepancy::SeesOthers { employers: Some(_) } => "seesOthersWith",
        Discrepancy::NotConnected { applications } if !applications.is_empty() => "notConnectedWith",
        Discrepancy::Differs { what: Subject::Variant, .. } => "differsVariant",
        // Loket holds no such number: it is worked out from the employments.
        Discrepancy::Differs { what: Subject::EntitledEmployees, .. } => "differsExpected",
        other => other.into(),
    }
}

/// The lines of a dossier that fail, in the handbook's order: what each asks, and what is not so.
pub fn failing(handbook: &Handbook, dossier: &Dossier) -> Vec<Text> {
    let lines = handbook.items().filter_map(|(_, item)| {
        let checked = dossier.checks.get(&item.id).filter(|checked| checked.blocks())?;
        let Outcome::Unmet { discrepancies } = &checked.verdict.outcome else { return None };
        let said = |language| {
            let found: Vec<String> =
                discrepancies.iter().map(|one| discrepancy(one, handbook, language)).collect();
            let (label, found) = (item.label.in_language(language), found.join(" "));
            fill("{label}: {found}", &[("label", label), ("found", &found)])
        };
        Some(Text { nl: said(Language::Nl), en: said(Language::En) })
    });
    lines.collect()
}

/// Why something could not be told, as one or more sentences. The handbook names the items.
pub fn unread(why: &Unread, handbook: &Handbook, language: Language) -> String {
    if let Unread::NotEntered { item } = why
        && let Some((_, item)) = handbook.item(item)
    {
        let label = item.label.in_language(language);
        return fill(text(&words(language).unread, why.into()), &[("item", label)]);
    }
    unread_of_no_handbook(why, language)
}

/// The same where no handbook is followed.
pub fn unread_of_no_handbook(why: &Unread, language: Language) -> String {
    let texts = &words(language).unread;
    let said = text(texts, why.into());
    match why {
        Unread::NotEntered { item } => fill(said, &[("item", item.as_str())]),
        Unread::Rejected { said: answers } if !answers.is_empty() => {
            let sealed = mark(Mark::Sealed, language);
            let answers: Vec<_> = answers.iter().map(|one| one.clear().unwrap_or(sealed)).collect();
            fill(text(texts, "rejectedWith"), &[("said", &answers.join(" "))])
        }
        Unread::NotPermitted { activity, rights, products } => {
            let given = [
                (rights, "rights", "notPermittedRights", "notPermittedRightsWith"),
                (products, "products", "notPermittedProducts", "notPermittedProductsWith"),
            ];
            let mut sentences = vec![said.to_owned()];
            for (names, place, one, several) in given {
                if !names.is_empty() {
                    // Each of them by itself is enough.
                    let name = if names.len() == 1 { one } else { several };
                    sentences.push(fill(text(texts, name), &[(place, &names.join(", "))]));
                }
            }
            if sentences.len() == 1 {
                sentences.push(fill(text(texts, "notPermittedActivity"), &[("activity", activity)]));
            }
            sentences.join(" ")
        }
        Unread::ApplicationUnknown { application } => fill(said, &[("application", application)]),
        Unread::RightsUnrecognised { rights } => fill(said, &[("rights", &names(rights))]),
        _ => said.to_owned(),
    }
}

fn names(rights: &[Right]) -> String {
    rights.iter().map(|right| right.name()).collect::<Vec<_>>().join(", ")
}

#[derive(Clone, Copy)]
struct Say<'a> {
    handbook: &'a Handbook,
    language: Language,
}

impl Say<'_> {
    /// That the application hangs on a user of the office: which, what that user may, and how to undo it.
    fn connected_through(self, user: &Personal, employers: Option<u32>, rights: &[String]) -> String {
        let texts = &words(self.language).discrepancies;
        let by = fill(text(texts, "connectedThrough"), &[("user", &self.value(Subject::User, user))]);
        let reach = match employers {
            None => text(texts, "connectedThroughReach").to_owned(),
            Some(count) => {
                fill(text(texts, "connectedThroughReachWith"), &[("employers", &count.to_string())])
            }
        };
        let rights = (!rights.is_empty())
            .then(|| fill(text(texts, "connectedThroughRights"), &[("rights", &rights.join(", "))]));
        let advice = text(texts, "connectedThroughAdvice").to_owned();
        [Some(by), Some(reach), rights, Some(advice)].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    /// A value inside a sentence.
    fn value(self, what: Subject, value: &Personal) -> String {
        let Some(clear) = value.clear() else {
            return inside_sentence(mark(Mark::Sealed, self.language));
        };
        match what {
            Subject::Variant => self.variant(clear),
            Subject::PayrollPeriodType => {
                let period = words(self.language).periods.get(clear);
                period.map_or_else(|| clear.to_owned(), |period| inside_sentence(period))
            }
            Subject::Hours => number(clear, self.language),
            _ => clear.to_owned(),
        }
    }

    fn values(self, what: Subject, values: &[Personal]) -> String {
        values.iter().map(|value| self.value(what, value)).collect::<Vec<_>>().join(", ")
    }

    /// The name of a variant, by its id in the handbook.
    fn variant(self, id: &str) -> String {
        let tiers = self.handbook.items().filter_map(|(_, item)| match &item.ask {
            Ask::Products(products) => Some(&products.tiers),
            _ => None,
        });
        let tier = tiers.flatten().find(|tier| tier.id == id);
        tier.map_or(id, |tier| tier.name.in_language(self.language)).to_owned()
    }
}
