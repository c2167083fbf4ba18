//! The words that files need and that are not in a handbook. What the records hold is worded by [`record_words`].

use domain::handbook::Who;
use domain::progress::{DossierStatus, StepStatus};
use domain::{Language, Personal, record_words};

fn pick(language: Language, nl: &str, en: &str) -> String {
    if language == Language::Nl { nl.to_owned() } else { en.to_owned() }
}

/// The status of a step in words.
pub(crate) fn step_status(status: &StepStatus, language: Language) -> String {
    let on = match status {
        StepStatus::Waiting { on, .. } => shown(on, language),
        _ => String::new(),
    };
    let words = record_words::step_status(status, &on, language);
    match status {
        StepStatus::NotApplicable { reason: Some(reason) } if reason.clear().is_some() => {
            format!("{words}: {}", shown(reason, language))
        }
        _ => words,
    }
}

/// The status of a dossier in words.
pub(crate) fn dossier_status(status: &DossierStatus, language: Language) -> String {
    let on = match status {
        DossierStatus::Waiting { on, .. } => shown(on, language),
        _ => String::new(),
    };
    record_words::dossier_status(status, &on, language)
}

/// A value, or that it is sealed.
pub(crate) fn shown(value: &Personal, language: Language) -> String {
    value.clear().map_or_else(|| mark(Mark::Sealed, language), str::to_owned)
}

/// Who does a step.
pub(crate) fn who(who: &Who, partner: &str, language: Language) -> String {
    match who {
        Who::Office => pick(language, "Jouw kantoor", "Your office"),
        Who::Employer => pick(language, "De werkgever", "The employer"),
        Who::Third => partner.to_owned(),
    }
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
