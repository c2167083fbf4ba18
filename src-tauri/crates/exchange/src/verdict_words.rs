//! What Loket said of a line, in the words of the report. The screens have their own.

use domain::answer::Personal;
use domain::dossier::Checked;
use domain::reading::Unread;
use domain::record_words;
use domain::right::Right;
use domain::text::Language;
use domain::verdict::{Discrepancy, Outcome};

use crate::wording::{self, Mark};
use crate::words;

/// A verdict as lines: what was found and when, what is lacking, why one went on, and what Loket was asked.
pub(crate) fn describe(checked: &Checked, language: Language) -> Vec<String> {
    let verdict = &checked.verdict;
    let who = &checked.stamp.actor.initials;
    let found = record_words::outcome(&verdict.outcome, language).to_lowercase();
    let mut lines = vec![format!("Loket: {found} ({who}, {})", words::moment(checked.stamp.at, language))];
    lines.extend(details(&verdict.outcome, language));
    if let Some(unseen) = &checked.unseen {
        let (who, when) = (&unseen.stamp.actor.initials, words::moment(unseen.stamp.at, language));
        let words = pick(language, ("Later niet te zien", "Later not to be seen"));
        lines.push(format!("{words} ({who}, {when})"));
        lines.extend(unseen.because.iter().map(|why| unread(why, language)));
    }
    if let Some((reason, stamp)) = &checked.went_on {
        let (who, when) = (&stamp.actor.initials, words::moment(stamp.at, language));
        lines.push(record_words::went_on(who, &when, &clear(reason, language), language));
    }
    let asked = pick(language, ("Gevraagd", "Asked"));
    lines.extend(verdict.evidence.iter().map(|evidence| {
        format!("{asked}: {}, {}", evidence.operations.join(", "), words::moment(evidence.at, language))
    }));
    lines
}

fn pick(language: Language, words: (&'static str, &'static str)) -> &'static str {
    if language == Language::Nl { words.0 } else { words.1 }
}

fn details(outcome: &Outcome, language: Language) -> Vec<String> {
    match outcome {
        Outcome::Met => vec![],
        Outcome::Unmet { discrepancies } | Outcome::Unexpected { discrepancies } => {
            discrepancies.iter().map(|one| discrepancy(one, language)).collect()
        }
        Outcome::Unknown { because } => because.iter().map(|why| unread(why, language)).collect(),
    }
}

fn discrepancy(discrepancy: &Discrepancy, language: Language) -> String {
    let (words, detail) = match discrepancy {
        Discrepancy::NoSuchUser { user_name } => {
            (("Deze gebruiker is er niet", "No such user"), clear(user_name, language))
        }
        Discrepancy::IsOrdinaryUser { user_name } => {
            (("Dit is een gewone gebruiker", "This is an ordinary user"), clear(user_name, language))
        }
        Discrepancy::IsWebServiceUser { user_name } => {
            (("Dit is een webservicegebruiker", "This is a web-service user"), clear(user_name, language))
        }
        Discrepancy::SecondFactor => (
            (
                "Er wordt een tweede factor gevraagd, en die kan een koppeling niet geven",
                "A second factor is asked for, which a coupling cannot give",
            ),
            String::new(),
        ),
        Discrepancy::DepartmentOnly => (
            ("De gebruiker ziet alleen zijn eigen afdeling", "The user sees its own department only"),
            String::new(),
        ),
        Discrepancy::ConnectedThrough { user, employers, .. } => {
            let who = clear(user, language);
            let reach = employers.map(|count| format!(" ({count})")).unwrap_or_default();
            (
                (
                    "Gekoppeld door een gebruiker van het kantoor, met alle werkgevers van die gebruiker",
                    "Connected by a user of the office, with all employers of that user",
                ),
                format!("{who}{reach}"),
            )
        }
        Discrepancy::Barred { by } => (
            ("De gebruiker heeft geen toegang", "The user has no access"),
            record_words::bar(*by, language).to_owned(),
        ),
        Discrepancy::Blocked { status } => (
            ("De gebruiker heeft geen toegang. Loket zegt", "The user has no access. Loket says"),
            clear(status, language),
        ),
        Discrepancy::NoAccess => (
            ("De gebruiker kan niet bij deze werkgever", "The user cannot reach this employer"),
            String::new(),
        ),
        Discrepancy::SeesOthers { employers } => {
            let others = employers.map(|count| count.to_string()).unwrap_or_default();
            (("De gebruiker ziet ook andere werkgevers", "The user sees other employers too"), others)
        }
        Discrepancy::RightsMissing { rights } => (("Rechten ontbreken", "Rights are missing"), names(rights)),
        Discrepancy::RightsMissingFor { users, rights } => {
            let who = format!("{} ({})", names(rights), values(users, language));
            (("Rechten ontbreken", "Rights are missing"), who)
        }
        Discrepancy::RightsTooMany { rights } => (("Rechten te veel", "Rights too many"), rights.join(", ")),
        Discrepancy::SharedUser { handbooks } => {
            (("De gebruiker dient ook voor", "The user also serves"), handbooks.join(", "))
        }
        Discrepancy::NotConnected { applications } => {
            (("Niet verbonden", "Not connected"), applications.join(", "))
        }
        Discrepancy::CouplingBlocked => {
            (("De koppeling is geblokkeerd", "The coupling is blocked"), String::new())
        }
        other => return about_values(other, language),
    };
    line(language, words, &detail)
}

fn about_values(discrepancy: &Discrepancy, language: Language) -> String {
    let (words, detail) = match discrepancy {
        Discrepancy::Differs { entered, read, .. } => {
            let both = format!("{} / {}", clear(entered, language), values(read, language));
            (("Ingevuld en in Loket zijn niet gelijk", "Entered and in Loket are not the same"), both)
        }
        Discrepancy::NotInLoket { values: found, .. } => {
            (("Niet in Loket", "Not in Loket"), values(found, language))
        }
        Discrepancy::NotEntered { values: found, .. } => {
            (("In Loket en niet ingevuld", "In Loket and not entered"), values(found, language))
        }
        Discrepancy::WrongCategory { values: found } => {
            (("Component van de verkeerde soort", "Component of the wrong kind"), values(found, language))
        }
        Discrepancy::NotUnique { values: found, .. } => {
            (("Komt vaker voor", "Stands more than once"), values(found, language))
        }
        Discrepancy::OneOfProductsOff { products } => {
            (("Een van deze producten moet aan", "One of these products has to be on"), products.join(", "))
        }
        Discrepancy::ProductsOff { products } => {
            (("Product staat uit", "Product is off"), products.join(", "))
        }
        Discrepancy::ProductsOn { products } => (
            ("Product staat aan en is niet gekozen", "Product is on and was not chosen"),
            products.join(", "),
        ),
        Discrepancy::NoVariant => (
            ("MijnLoket staat uit, dus er is geen variant", "MijnLoket is off, so there is no variant"),
            String::new(),
        ),
        Discrepancy::HoursChanged { before, last } => {
            (("Uren veranderden sterk", "Hours changed much"), format!("{before} / {last}"))
        }
        Discrepancy::ProductNotAvailable { product } => (
            (
                "Product kan nog niet aan: er is een addendum nodig",
                "Product not available: an addendum is needed",
            ),
            product.clone(),
        ),
        _ => return String::new(),
    };
    line(language, words, &detail)
}

fn unread(why: &Unread, language: Language) -> String {
    let (words, detail) = match why {
        Unread::Never => (("Niet gelezen", "Not read"), String::new()),
        Unread::Offline => (("Loket was niet te bereiken", "Loket could not be reached"), String::new()),
        Unread::SignedOut => (("Niemand was aangemeld", "Nobody was signed in"), String::new()),
        Unread::NotPermitted { activity, rights, products } => {
            let given = [one_of(rights, language), one_of(products, language)];
            let given: Vec<_> = given.into_iter().filter(|names| !names.is_empty()).collect();
            let given = given.join("; ");
            let detail = if given.is_empty() { activity.clone() } else { format!("{activity} ({given})") };
            (("Geen rechten in Loket voor", "No rights in Loket for"), detail)
        }
        Unread::Vanished => (("Niet meer in Loket", "No longer in Loket"), String::new()),
        Unread::Changed => (("Loket antwoordde onverwacht", "Loket answered unexpectedly"), String::new()),
        Unread::Sealed => (("Verzegeld", "Sealed"), String::new()),
        Unread::NotOffered => (("Loket kan dit niet zeggen", "Loket cannot tell this"), String::new()),
        Unread::NotLinked => (
            ("Nog niet gekoppeld aan een werkgever in Loket", "Not linked to an employer in Loket yet"),
            String::new(),
        ),
        Unread::NotEntered { .. } => (("Nog niet ingevuld", "Not entered yet"), String::new()),
        Unread::UserNamesMissing => (
            (
                "Loket noemt niet van elke gebruiker de gebruikersnaam: deze kan erbij zijn",
                "Loket does not tell every user's user name: this one may be among them",
            ),
            String::new(),
        ),
        Unread::UserKindUnknown => (
            (
                "Loket zegt niet of dit een gewone gebruiker of een webservicegebruiker is",
                "Loket does not tell whether this is an ordinary user or a web-service user",
            ),
            String::new(),
        ),
        Unread::ApplicationUnknown { application } => (
            (
                "Of dit de applicatie van deze koppeling is, zegt Loket niet",
                "Loket does not tell whether this is the application of this coupling",
            ),
            application.clone(),
        ),
        Unread::RightsUnrecognised { rights } => (
            (
                "Loket noemt deze rechten anders dan bekend is",
                "Loket names these rights otherwise than is known",
            ),
            names(rights),
        ),
        Unread::EmployerOutOfReach => (
            (
                "Wie aangemeld is, kan niet bij deze werkgever: niet gekoppeld?",
                "Who is signed in cannot reach this employer: not linked?",
            ),
            String::new(),
        ),
        Unread::Filtered => (
            (
                "Je filterinstelling in Loket laat mensen weg",
                "Your filter setting in Loket leaves people out",
            ),
            String::new(),
        ),
    };
    line(language, words, &detail)
}

fn line(language: Language, words: (&'static str, &'static str), detail: &str) -> String {
    let words = pick(language, words);
    if detail.is_empty() { words.to_owned() } else { format!("{words}: {detail}") }
}

/// Names of which one is enough.
fn one_of(names: &[String], language: Language) -> String {
    let all = names.join(", ");
    if names.len() > 1 { format!("{}: {all}", pick(language, ("een van", "one of"))) } else { all }
}

fn names(rights: &[Right]) -> String {
    rights.iter().map(|right| right.name()).collect::<Vec<_>>().join(", ")
}

fn values(values: &[Personal], language: Language) -> String {
    values.iter().map(|value| clear(value, language)).collect::<Vec<_>>().join(", ")
}

fn clear(value: &Personal, language: Language) -> String {
    value.clear().map_or_else(|| wording::mark(Mark::Sealed, language), str::to_owned)
}

#[cfg(test)]
mod tests {
    use domain::reading::AccessBlock;

    use super::*;

    #[test]
    fn a_user_who_may_not_come_in_is_told_in_the_language_of_the_report() {
        let describe =
            |one: Discrepancy| [Language::Nl, Language::En].map(|language| discrepancy(&one, language));
        let by = AccessBlock::from_status("User is blocked").unwrap();
        assert_eq!(
            describe(Discrepancy::Barred { by }),
            [
                "De gebruiker heeft geen toegang: geblokkeerd in Loket",
                "The user has no access: blocked in Loket"
            ]
        );
        let unknown = Discrepancy::Blocked { status: "Suspended by owner".into() };
        assert_eq!(
            describe(unknown),
            [
                "De gebruiker heeft geen toegang. Loket zegt: Suspended by owner",
                "The user has no access. Loket says: Suspended by owner"
            ]
        );
    }
}
