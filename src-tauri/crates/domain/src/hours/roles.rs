//! What a column holds, guessed from the words of its head.

use serde::{Deserialize, Serialize};

/// What a column is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// Personnel number, or what else says who it is.
    Person,
    /// Which employment, where a number has several.
    Contract,
    Name,
    BirthDate,
    Department,
    /// The day that the amount is for.
    Date,
    /// The day on which a shift ends.
    EndDate,
    Period,
    HoursCode,
    WageCode,
    Amount,
    /// Clock times, which are never turned into hours here.
    Start,
    End,
    /// Whether a shift is still under way.
    Running,
    Administration,
    Remark,
    NotUsed,
    /// Was dropped unread.
    Dropped,
}

/// The words of a head that tell its role, whole and in this order. A word in `never` means that it is something else.
struct Words {
    role: Role,
    /// Heads that are exactly this.
    exact: &'static [&'static str],
    /// Words that occur in the head.
    within: &'static [&'static str],
    never: &'static [&'static str],
}

const WORDS: [Words; 15] = [
    Words {
        role: Role::Running,
        exact: &["nog bezig", "loopt nog", "running", "is running", "in progress", "bezig", "lopend"],
        within: &[],
        never: &[],
    },
    Words {
        role: Role::BirthDate,
        exact: &[
            "geboortedatum",
            "geb datum",
            "gebdatum",
            "geboortedag",
            "birthdate",
            "birth date",
            "date of birth",
            "dob",
            "birthday",
        ],
        within: &["geboortedatum"],
        never: &[],
    },
    Words {
        role: Role::Person,
        exact: &[
            "personeelsnummer",
            "personeelsnr",
            "personeels nr",
            "personeels nummer",
            "persnr",
            "pers nr",
            "persnummer",
            "pnr",
            "personeelsnummers",
            "medewerkernummer",
            "medewerkernr",
            "medewerker nr",
            "medewerker nummer",
            "mdw nr",
            "mdwnr",
            "mdw",
            "werknemernummer",
            "werknemernr",
            "werknemer nr",
            "werknemersnummer",
            "wn nr",
            "wnr",
            "employee number",
            "employee no",
            "employee nr",
            "employee id",
            "employeenumber",
            "employeeid",
            "emp id",
            "emp no",
            "personnel number",
            "personnel no",
            "payroll id",
            "payroll number",
            "payrollid",
            "staff number",
            "staff id",
            "externe code medewerker",
            "loonnummer",
        ],
        within: &[],
        never: &[],
    },
    Words {
        role: Role::Contract,
        exact: &[
            "contract",
            "contractnummer",
            "contractnr",
            "contract nr",
            "dienstverband",
            "dienstverbandnummer",
            "dienstverband nr",
            "dv",
            "dv nr",
            "dvb",
            "ikv",
            "inkomstenverhouding",
            "employment",
            "employment number",
            "volgnummer dienstverband",
        ],
        within: &[],
        never: &[],
    },
    Words {
        role: Role::Administration,
        exact: &[
            "aansluitnummer",
            "aansluitnr",
            "aanslnr",
            "aansl nr",
            "administratie",
            "administratienummer",
            "clientnummer",
            "loonheffingennummer",
            "administration",
            "werkgever",
            "werkgevernummer",
            "bedrijf",
            "company",
        ],
        within: &[],
        never: &[],
    },
    Words {
        role: Role::EndDate,
        exact: &["einddatum", "end date", "datum tot", "datum einde", "datum eind", "tot datum", "date to"],
        within: &[],
        never: &[],
    },
    Words {
        role: Role::Start,
        exact: &[
            "start",
            "begin",
            "van",
            "in",
            "aanvang",
            "starttijd",
            "start tijd",
            "begintijd",
            "start time",
            "time in",
            "clock in",
            "inklok",
            "tijd in",
            "tijd van",
            "van tijd",
        ],
        within: &["starttijd", "begintijd", "start", "begin"],
        never: &["datum", "date", "saldo"],
    },
    Words {
        role: Role::End,
        exact: &[
            "einde",
            "eind",
            "end",
            "tot",
            "uit",
            "eindtijd",
            "eind tijd",
            "end time",
            "time out",
            "clock out",
            "uitklok",
            "tijd uit",
            "tijd tot",
        ],
        within: &["eindtijd", "einde", "eind", "end"],
        never: &["datum", "date", "saldo", "totaal"],
    },
    Words {
        role: Role::Date,
        exact: &[
            "datum",
            "date",
            "dag",
            "day",
            "start date",
            "startdatum",
            "begindatum",
            "werkdatum",
            "boekdatum",
            "work date",
            "datum van",
            "datum dienst",
        ],
        within: &["datum", "date"],
        never: &[
            "aangemaakt",
            "created",
            "wijziging",
            "updated",
            "export",
            "goedgekeurd",
            "dienst",
            "indienst",
        ],
    },
    Words {
        role: Role::Period,
        exact: &[
            "periode",
            "loonperiode",
            "period",
            "maand",
            "month",
            "weeknummer",
            "week",
            "weeknr",
            "verloningsperiode",
            "jaarperiode",
        ],
        within: &[],
        never: &[],
    },
    Words {
        role: Role::WageCode,
        exact: &[
            "looncode",
            "loon code",
            "looncomponent",
            "looncomponentcode",
            "component",
            "componentcode",
            "componentnummer",
            "component nr",
            "wage code",
            "wage type",
            "pay code",
            "paycode",
            "loonsoort",
            "loonsoortcode",
        ],
        within: &[],
        never: &[],
    },
    Words {
        role: Role::HoursCode,
        exact: &[
            "uursoort",
            "urensoort",
            "uurcode",
            "urencode",
            "uur code",
            "soort",
            "soort uren",
            "uursoortcode",
            "activiteit",
            "activity",
            "task",
            "taak",
            "code",
            "type",
            "hour type",
            "hours type",
            "hours code",
            "urentype",
            "uurtype",
            "soort uur",
            "omschrijving uursoort",
        ],
        within: &["uursoort", "urensoort"],
        never: &[],
    },
    Words {
        role: Role::Amount,
        exact: &["aantal", "bedrag", "amount", "quantity", "saldo", "waarde", "value", "totaal", "total"],
        within: &[
            "uren",
            "uur",
            "hours",
            "duur",
            "duration",
            "netto",
            "net",
            "gewerkt",
            "worked",
            "overwerk",
            "overuren",
            "overtime",
            "toeslag",
            "ort",
            "min",
            "minuten",
            "minutes",
            "bruto",
            "bedrag",
            "aantal",
            "verlof",
            "ziek",
            "vakantie",
            "verlofuren",
        ],
        never: &["code", "soort", "status", "per", "tarief", "reden"],
    },
    Words {
        role: Role::Department,
        exact: &[
            "afdeling",
            "afd",
            "afdelingsnaam",
            "afdelingscode",
            "locatie",
            "vestiging",
            "kostenplaats",
            "kostenplaatscode",
            "kpl",
            "department",
            "dept",
            "location",
            "cost center",
            "cost centre",
            "costcenter",
            "team",
            "project",
            "verdelingseenheid",
            "filiaal",
            "kostendrager",
        ],
        within: &["afdeling", "kostenplaats", "locatie", "vestiging", "verdelingseenheid"],
        never: &[],
    },
    Words {
        role: Role::Name,
        exact: &[
            "naam",
            "medewerker",
            "werknemer",
            "gebruiker",
            "user",
            "name",
            "employee",
            "employee name",
            "naam medewerker",
            "medewerkernaam",
            "voornaam",
            "achternaam",
            "first name",
            "last name",
            "roepnaam",
            "volledige naam",
            "full name",
            "personeelslid",
        ],
        within: &["naam", "name"],
        never: &["afdeling", "project", "klant", "bestand"],
    },
];

/// Remarks and what else is known not to be used.
const REMARKS: [&str; 10] = [
    "opmerking",
    "opmerkingen",
    "toelichting",
    "omschrijving",
    "description",
    "remark",
    "remarks",
    "notitie",
    "note",
    "comment",
];

/// A head in small letters, without signs: `Pers.nr.` is `pers nr`.
pub fn plain_head(head: &str) -> String {
    let lower = head.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The role that the words of a head tell, and the word that does; none where they tell nothing.
pub fn role_of_head(head: &str) -> Option<(Role, &'static str)> {
    let plain = plain_head(head);
    let words: Vec<&str> = plain.split(' ').collect();
    let mut exact = WORDS.iter().flat_map(|entry| entry.exact.iter().map(move |word| (entry.role, *word)));
    if let Some(found) = exact.find(|(_, word)| *word == plain) {
        return Some(found);
    }
    if let Some(word) = REMARKS.iter().find(|word| words.contains(*word)) {
        return Some((Role::Remark, word));
    }
    WORDS.iter().find_map(|entry| {
        if entry.never.iter().any(|word| words.contains(word)) {
            return None;
        }
        let word = entry.within.iter().find(|word| words.contains(*word))?;
        Some((entry.role, *word))
    })
}

/// An address, which says who it is where there is no number.
pub fn is_address(head: &str) -> bool {
    matches!(
        plain_head(head).as_str(),
        "email" | "e mail" | "mail" | "emailadres" | "e mailadres" | "email address"
    )
}

/// How likely an amount column is the hours that were worked, higher first: net before gross, and never what was planned, what
/// differs or what was a break.
pub fn preference(head: &str) -> i32 {
    let plain = plain_head(head);
    let words: Vec<&str> = plain.split(' ').collect();
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let never = [
        "gepland",
        "planned",
        "geplande",
        "rooster",
        "verschil",
        "difference",
        "pauze",
        "break",
        "saldo",
        "balance",
        "plan",
        "norm",
        "contract",
        "bruto",
        "gross",
        "totaal",
        "total",
        "meer",
        "minder",
        "contracturen",
    ];
    if has(&never) {
        return -1;
    }
    let net = ["netto", "net", "gewerkt", "gewerkte", "worked", "goedgekeurd", "approved"];
    let decimal = ["uur", "decimal", "decimaal"];
    i32::from(has(&net)) * 2 + i32::from(has(&decimal))
}

/// A head without the words of its unit: `Netto (min)` and `Netto (uur)` are both `netto`.
pub fn stem(head: &str) -> String {
    const UNITS: [&str; 20] = [
        "min", "minuten", "minuut", "minutes", "uur", "uren", "u", "h", "hrs", "hours", "hour", "decimal",
        "decimaal", "dec", "hh", "mm", "uu", "sec", "seconds", "seconden",
    ];
    let plain = plain_head(head).replace('_', " ");
    plain.split(' ').filter(|word| !UNITS.contains(word)).collect::<Vec<_>>().join(" ")
}
