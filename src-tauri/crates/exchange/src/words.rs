//! The words that stand in the files themselves: headings, and how dates and times are written.

use domain::answer::Origin;
use domain::{Language, display, record_words};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where the offices are: times in files are shown as the clock there stood.
const HERE: TimeZone = jiff::tz::get!("Europe/Amsterdam");

/// The headings and short sentences of one language.
#[derive(Debug)]
pub struct Words {
    /// The language as a tag for documents.
    pub tag: &'static str,
    /// Head of the files' first column that names an employer.
    pub employer: &'static str,
    /// The office.
    pub office: &'static str,
    /// A handbook.
    pub handbook: &'static str,
    /// The version of something.
    pub version: &'static str,
    /// Status of a dossier or step.
    pub status: &'static str,
    /// What comes next.
    pub next: &'static str,
    /// For whom one waits.
    pub waiting_on: &'static str,
    /// Since when.
    pub since: &'static str,
    /// The day it should be done.
    pub due: &'static str,
    /// How far: steps done of steps in all.
    pub progress: &'static str,
    pub employer_number: &'static str,
    pub colleague: &'static str,
    pub last_check: &'static str,
    /// When.
    pub when: &'static str,
    /// Who.
    pub who: &'static str,
    /// What.
    pub what: &'static str,
    /// A step.
    pub step: &'static str,
    /// A field of a form.
    pub field: &'static str,
    /// Its value.
    pub value: &'static str,
    /// Where a value came from.
    pub origin: &'static str,
    /// Kind of document.
    pub report: &'static str,
    /// Skip link.
    pub skip: &'static str,
    /// Heading: signed off and by whom.
    pub sign_off: &'static str,
    /// Nobody has yet.
    pub not_yet: &'static str,
    /// Heading of warnings.
    pub warnings: &'static str,
    /// Who does a step.
    pub done_by: &'static str,
    /// What a line has to satisfy.
    pub requirement: &'static str,
    /// Notes.
    pub notes: &'static str,
    /// Waits.
    pub waits: &'static str,
    /// Answers of a step, as caption of their table.
    pub answers: &'static str,
    /// No answer.
    pub unanswered: &'static str,
    /// Heading: files made.
    pub files: &'static str,
    /// A file.
    pub file: &'static str,
    /// When a file was made.
    pub made: &'static str,
    /// The SHA-256 of a file.
    pub fingerprint: &'static str,
    /// Heading: sources.
    pub sources: &'static str,
    /// When a source was read.
    pub read_on: &'static str,
    /// Before the date of a source itself.
    pub dated: &'static str,
    /// Heading: history.
    pub history: &'static str,
    /// Heading of the appendix: each check in Loket.
    pub checks: &'static str,
    /// The checks of one run.
    pub each_check: &'static str,
    /// What Loket was asked.
    pub asked: &'static str,
    /// Heading: how all this is held.
    pub chain: &'static str,
    /// Number of events.
    pub events: &'static str,
    /// Hash of the last event.
    pub head: &'static str,
    /// Whether the chain is whole.
    pub whole: &'static str,
    /// It is.
    pub is_whole: &'static str,
    /// It is not.
    pub is_broken: &'static str,
    /// How many events are proven to be what this computer wrote.
    pub authenticated: &'static str,
    /// What the code of an event proves and does not prove.
    pub code_proves: &'static str,
    /// What the chain of hashes alone proves.
    pub chain_proves: &'static str,
    /// What the second pair of eyes proves.
    pub countersign_proves: &'static str,
    /// Who made the report.
    pub made_by: &'static str,
}

const DUTCH: Words = Words {
    tag: "nl-NL",
    employer: "Werkgever",
    office: "Kantoor",
    handbook: "Handboek",
    version: "Versie",
    status: "Status",
    next: "Volgende stap",
    waiting_on: "Wacht op",
    since: "Sinds",
    due: "Streefdatum",
    progress: "Voortgang",
    employer_number: "Werkgevernummer",
    colleague: "Collega",
    last_check: "Laatste controle",
    when: "Wanneer",
    who: "Wie",
    what: "Wat",
    step: "Stap",
    field: "Veld",
    value: "Waarde",
    origin: "Herkomst",
    report: "Verslag",
    skip: "Ga naar de inhoud",
    sign_off: "Afronding",
    not_yet: "Nog niet",
    warnings: "Let op",
    done_by: "Wie",
    requirement: "Vereist",
    notes: "Notities",
    waits: "Wachten",
    answers: "Antwoorden",
    unanswered: "Niet ingevuld",
    files: "Gemaakte bestanden",
    file: "Bestand",
    made: "Gemaakt",
    fingerprint: "SHA-256",
    sources: "Bronnen",
    read_on: "gelezen",
    dated: "document van",
    history: "Geschiedenis",
    checks: "Bijlage: controles in Loket",
    each_check: "Elke controle",
    asked: "Gevraagd aan Loket",
    chain: "Vastlegging",
    events: "Gebeurtenissen",
    head: "Controlecode van de laatste",
    whole: "Gecontroleerd",
    is_whole: "De keten is volledig: elke gebeurtenis sluit aan op de vorige.",
    is_broken: "De keten is niet volledig. Vertrouw dit verslag pas als je weet wat er ontbreekt.",
    authenticated: "Bewezen met de sleutel van deze computer",
    code_proves: "Deze gebeurtenissen hebben een code, gemaakt met de sleutel van deze computer: zonder die sleutel kan \
                  niemand ze ongemerkt wijzigen. De code bewijst niet dat wat is ingevuld klopt, of wie er aan het \
                  toetsenbord zat.",
    chain_proves: "De keten alleen toont vergissingen en schade: wie alle gebeurtenissen opnieuw schrijft, kan ook de \
                   keten opnieuw maken.",
    countersign_proves: "Met andere initialen dan de eerste. De app stelt niet vast wie dat was.",
    made_by: "Gemaakt door",
};

const ENGLISH: Words = Words {
    tag: "en-GB",
    employer: "Employer",
    office: "Office",
    handbook: "Handbook",
    version: "Version",
    status: "Status",
    next: "Next step",
    waiting_on: "Waiting for",
    since: "Since",
    due: "Target date",
    progress: "Progress",
    employer_number: "Employer number",
    colleague: "Colleague",
    last_check: "Last check",
    when: "When",
    who: "Who",
    what: "What",
    step: "Step",
    field: "Field",
    value: "Value",
    origin: "Origin",
    report: "Report",
    skip: "Go to the content",
    sign_off: "Completion",
    not_yet: "Not yet",
    warnings: "Please note",
    done_by: "Who",
    requirement: "Required",
    notes: "Notes",
    waits: "Waiting",
    answers: "Answers",
    unanswered: "Not filled in",
    files: "Files made",
    file: "File",
    made: "Made",
    fingerprint: "SHA-256",
    sources: "Sources",
    read_on: "read",
    dated: "document dated",
    history: "History",
    checks: "Appendix: checks in Loket",
    each_check: "Each check",
    asked: "Asked of Loket",
    chain: "Record",
    events: "Events",
    head: "Checksum of the last",
    whole: "Checked",
    is_whole: "The chain is complete: every event follows on from the one before it.",
    is_broken: "The chain is not complete. Do not rely on this report until you know what is missing.",
    authenticated: "Proven with the key of this computer",
    code_proves: "These events carry a code made with the key of this computer: without that key nobody can change them \
                  unnoticed. The code does not prove that what was filled in is true, or who was at the keyboard.",
    chain_proves: "The chain alone shows mistakes and damage: whoever rewrites all events can also rebuild the chain.",
    countersign_proves: "With other initials than those of the first. The app does not establish who that was.",
    made_by: "Made by",
};

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Nl => &DUTCH,
        Language::En => &ENGLISH,
    }
}

/// A day in words: `20 november 2026`.
pub fn day(date: Date, language: Language) -> String {
    format!("{} {}", date.day(), month_of(date, language))
}

/// A date of which the day or the month can be missing (`2026-11-20`, `2026-11`, `2026`) in words. What is none of
/// these stays as it is written.
pub fn part_of_date(written: &str, language: Language) -> String {
    let month = || format!("{written}-01").parse::<Date>().ok().map(|date| month_of(date, language));
    let whole = written.parse::<Date>().ok().map(|date| day(date, language));
    whole.or_else(month).unwrap_or_else(|| written.to_owned())
}

fn month_of(date: Date, language: Language) -> String {
    format!("{} {}", record_words::month(date, language), date.year())
}

/// A moment in words, by the clock in the Netherlands: `20 november 2026 14.02`.
pub fn moment(at: Timestamp, language: Language) -> String {
    let here = at.to_zoned(HERE);
    let day = day(here.date(), language);
    match language {
        Language::Nl => format!("{day} {}.{:02}", here.hour(), here.minute()),
        Language::En => format!("{day}, {}:{:02}", here.hour(), here.minute()),
    }
}

/// A moment in figures, by the clock in the Netherlands and as Dutch Excel takes it for a date: `20-11-2026 14:02`.
pub fn short_moment(at: Timestamp) -> String {
    let here = at.to_zoned(HERE);
    let day = display::day(here.date());
    format!("{day} {:02}:{:02}", here.hour(), here.minute())
}

/// Where a value came from and since when it was known there.
pub fn origin(origin: &Origin, language: Language) -> String {
    record_words::origin(&origin.source, &moment(origin.at, language), language)
}

/// Which events came from a dossier file, and what that means.
pub fn came_from_a_file(events: usize, language: Language) -> String {
    match language {
        Language::Nl => format!(
            "Gebeurtenissen 1 tot en met {events} komen uit een dossierbestand. Wat daar eerder mee is gebeurd, bewijst \
             deze computer niet. Dat geldt ook voor de notities, de persoonlijke antwoorden en de gegevens van de \
             werkgever in dat bestand: wie het opnieuw maakt, kan er iets anders in zetten."
        ),
        Language::En => format!(
            "Events 1 to {events} came from a dossier file. This computer does not prove what happened to them before. \
              That also goes for the notes, the personal answers and the employer's details in that file: whoever \
              makes it anew can put something else in it."
        ),
    }
}

/// The foot of a page: `pagina 2 van 5`.
pub fn page_of(page: usize, pages: usize, language: Language) -> String {
    match language {
        Language::Nl => format!("pagina {page} van {pages}"),
        Language::En => format!("page {page} of {pages}"),
    }
}

/// A part of a name to tell files of the same name apart, for a file that could not take its place.
pub fn kept(language: Language) -> &'static str {
    match language {
        Language::Nl => "bewaard",
        Language::En => "kept",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_stand_as_the_clock_in_the_netherlands_did() {
        let winter: Timestamp = "2026-11-20T13:02:00Z".parse().unwrap();
        let summer: Timestamp = "2026-07-01T22:30:00Z".parse().unwrap();
        assert_eq!(moment(winter, Language::Nl), "20 november 2026 14.02");
        assert_eq!(moment(summer, Language::En), "2 July 2026, 0:30");
        assert_eq!(short_moment(winter), "20-11-2026 14:02");
    }

    #[test]
    fn the_foot_of_a_page_counts_pages() {
        assert_eq!(page_of(2, 5, Language::Nl), "pagina 2 van 5");
    }
}
