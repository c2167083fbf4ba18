//! What a file says that was made outside the production environment, so that it never passes for real.

use domain::{Environment, Language};

/// The words that mark a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnvironmentWords {
    /// One word in capitals: it begins names of files, headings and titles.
    pub mark: &'static str,
    pub sentence: &'static str,
}

/// How a file of an environment is marked; none in production.
pub const fn environment_words(environment: Environment, language: Language) -> Option<EnvironmentWords> {
    let (mark, sentence) = match (environment, language) {
        (Environment::Production, _) => return None,
        (Environment::Sandbox, Language::Nl) => {
            ("OEFENEN", "Gemaakt in de oefenomgeving: verzonnen werkgevers, niets hiervan staat in Loket.")
        }
        (Environment::Sandbox, Language::En) => {
            ("PRACTICE", "Made in the practice environment: fictional employers, none of this is in Loket.")
        }
        (Environment::Acceptance, Language::Nl) => {
            ("ACCEPTATIE", "Gemaakt in de acceptatieomgeving van Loket: testgegevens, geen echte gegevens.")
        }
        (Environment::Acceptance, Language::En) => {
            ("ACCEPTANCE", "Made in Loket's acceptance environment: test data, not real data.")
        }
    };
    Some(EnvironmentWords { mark, sentence })
}

/// A title with the mark of its environment before it; in production as it is.
pub fn marked(title: &str, environment: Environment, language: Language) -> String {
    match environment_words(environment, language) {
        Some(words) => format!("{} {title}", words.mark),
        None => title.to_owned(),
    }
}
