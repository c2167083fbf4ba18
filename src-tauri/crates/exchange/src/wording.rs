//! The words that files need and that are not in a handbook: statuses and happenings, in both languages.
//! The screens have their own.

use domain::handbook::Who;
use domain::progress::{DossierStatus, StepStatus};
use domain::{Language, Personal};

use domain::history::{Happening, HistoryLine};

fn pick(language: Language, nl: &str, en: &str) -> String {
    if language == Language::Nl { nl.to_owned() } else { en.to_owned() }
}

/// The status of a step in words.
pub(crate) fn step_status(status: &StepStatus, language: Language) -> String {
    match status {
        StepStatus::NotStarted => pick(language, "Nog niet begonnen", "Not started"),
        StepStatus::Busy => pick(language, "Bezig", "In progress"),
        StepStatus::Waiting { on, .. } => waiting(on, language),
        StepStatus::Done => pick(language, "Afgerond", "Done"),
        StepStatus::CannotStart { .. } => pick(language, "Kan nog niet starten", "Cannot start yet"),
        StepStatus::Problem => pick(language, "Er is een probleem", "There is a problem"),
        StepStatus::DependsOn { .. } => pick(language, "Hangt af van een keuze", "Depends on a choice"),
        StepStatus::NotApplicable { reason } => {
            let words = pick(language, "Niet van toepassing", "Not applicable");
            match reason.as_ref().and_then(|reason| reason.clear()) {
                Some(reason) => format!("{words}: {reason}"),
                None => words,
            }
        }
    }
}

/// The status of a dossier in words.
pub(crate) fn dossier_status(status: &DossierStatus, language: Language) -> String {
    match status {
        DossierStatus::NotStarted => pick(language, "Nog niet begonnen", "Not started"),
        DossierStatus::Busy => pick(language, "Bezig", "In progress"),
        DossierStatus::Waiting { on, .. } => waiting(on, language),
        DossierStatus::Problem => pick(language, "Er is een probleem", "There is a problem"),
        DossierStatus::Done => pick(language, "Afgerond", "Done"),
    }
}

fn waiting(on: &Personal, language: Language) -> String {
    let on = on.clear().map_or_else(|| mark(Mark::Sealed, language), str::to_owned);
    format!("{} {on}", pick(language, "Wacht op", "Waiting for"))
}

/// Who does a step.
pub(crate) fn who(who: &Who, partner: &str, language: Language) -> String {
    match who {
        Who::Office => pick(language, "Jouw kantoor", "Your office"),
        Who::Employer => pick(language, "De werkgever", "The employer"),
        Who::Third => partner.to_owned(),
    }
}

/// What happened, in one line.
pub(crate) fn happening(line: &HistoryLine, language: Language) -> String {
    let subject = line.item.as_ref().or(line.step.as_ref()).map(|text| text.in_language(language));
    let value = line.value.as_ref().map(|text| text.in_language(language));
    let mut words = what(line.what, language);
    for more in subject.into_iter().chain(value) {
        words = format!("{words}: {more}");
    }
    if line.undone { format!("{words} ({})", pick(language, "ongedaan gemaakt", "undone")) } else { words }
}

fn what(what: Happening, language: Language) -> String {
    let (nl, en) = match what {
        Happening::Started => ("Dossier gestart", "Dossier started"),
        Happening::Answered => ("Ingevuld", "Filled in"),
        Happening::Cleared => ("Leeggemaakt", "Cleared"),
        Happening::SecretKept => ("Wachtwoord bewaard in de sleutelhanger", "Password kept in the keychain"),
        Happening::SecretForgotten => ("Wachtwoord vergeten", "Password forgotten"),
        Happening::StepCompleted => ("Stap afgerond", "Step completed"),
        Happening::StepReopened => ("Stap heropend", "Step reopened"),
        Happening::StepSetAside => ("Stap niet van toepassing", "Step not applicable"),
        Happening::WaitStarted => ("Wachten begonnen", "Waiting started"),
        Happening::WaitEnded => ("Binnengekomen", "Arrived"),
        Happening::CheckMet => ("Gecontroleerd in Loket: in orde", "Checked in Loket: in order"),
        Happening::CheckFailed => ("Gecontroleerd in Loket: niet in orde", "Checked in Loket: not in order"),
        Happening::CheckUnexpected => {
            ("Gecontroleerd in Loket: anders dan verwacht", "Checked in Loket: not as expected")
        }
        Happening::CheckUnknown => {
            ("Gecontroleerd in Loket: niet te zien", "Checked in Loket: could not be told")
        }
        Happening::WentOn => ("Toch verder gegaan", "Went on all the same"),
        Happening::UserMade => ("Gebruiker aangemaakt in Loket", "User made in Loket"),
        Happening::RightsSet => ("Rechten gezet in Loket", "Rights set in Loket"),
        Happening::ProductsSwitched => ("Producten geschakeld in Loket", "Products switched in Loket"),
        Happening::ChangeStarted => ("Wijziging in Loket begonnen", "Change in Loket started"),
        Happening::FileMade => ("Bestand gemaakt", "File made"),
        Happening::ChangeFailed => ("Wijziging in Loket niet gelukt", "Change in Loket not made"),
        Happening::ChangePartly => ("Wijziging in Loket deels gelukt", "Change in Loket made in part"),
        Happening::ChangeUncertain => ("Wijziging in Loket onzeker", "Change in Loket uncertain"),
        Happening::NoteAdded => ("Notitie", "Note"),
        Happening::DueSet => ("Streefdatum", "Target date"),
        Happening::HandbookMoved => ("Handboek bijgewerkt naar versie", "Handbook updated to version"),
        Happening::SignedOff => ("Afgetekend", "Signed off"),
        Happening::Countersigned => ("Meegelezen en akkoord", "Seen and agreed by a second person"),
        Happening::Reopened => ("Heropend", "Reopened"),
        Happening::Imported => ("Ingelezen uit een bestand", "Taken in from a file"),
        Happening::Undone => ("Ongedaan gemaakt", "Undone"),
    };
    pick(language, nl, en)
}

/// Where a value came from, in words.
pub(crate) fn origin(origin: &domain::answer::Origin, language: Language) -> String {
    use domain::answer::OriginSource;
    match &origin.source {
        OriginSource::Settings => pick(language, "Uit je instellingen", "From your settings"),
        OriginSource::Employer => pick(language, "Van de kaart van de werkgever", "From the employer's card"),
        OriginSource::Loket => pick(language, "Uit Loket", "From Loket"),
        OriginSource::Dossier { .. } => pick(language, "Uit een eerder dossier", "From an earlier dossier"),
    }
}

/// Words for answers that are not a value themselves.
pub(crate) fn mark(word: Mark, language: Language) -> String {
    let (nl, en) = match word {
        Mark::Yes => ("Ja", "Yes"),
        Mark::None => ("Geen", "None"),
        Mark::Kept => ("Bewaard in de sleutelhanger", "Kept in the keychain"),
        Mark::Sent => ("Verstuurd", "Sent"),
        Mark::Filled => ("Ingevuld", "Filled in"),
        Mark::Submitted => ("Verzonden", "Submitted"),
        Mark::Processed => ("Verwerkt", "Processed"),
        Mark::Sealed => ("Verzegeld", "Sealed"),
        Mark::Arrived => ("Binnen op", "Arrived on"),
    };
    pick(language, nl, en)
}

/// See [`mark`].
#[derive(Clone, Copy)]
pub(crate) enum Mark {
    Yes,
    None,
    Kept,
    Sent,
    Filled,
    Submitted,
    Processed,
    Sealed,
    Arrived,
}
