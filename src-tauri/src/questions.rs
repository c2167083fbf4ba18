//! The questions that a window of the system asks: the page cannot show, change or answer them.

mod hours;

use domain::loket_change::LoketChange;
use domain::text::Text;
use domain::{Environment, Language};
use office::connection::change_question::LoketChangeQuestion;
use office::connection::loket_changes::LoketChangePreview;

use crate::dialogs::Question;

pub use hours::hours;

/// Longer texts of Loket are cut off, so that the buttons stay on the screen.
const LONGEST: usize = 200;
/// Of a longer list the rest is counted.
const MOST: usize = 25;

/// Whether to change this in Loket.
pub fn change(question: &LoketChangeQuestion) -> Question {
    let say = Say(question.language);
    let preview = &question.preview;
    let mut lines = vec![say.environment(question.environment).to_owned(), String::new()];
    lines.extend(say.employer(preview.employer_name.as_deref(), &preview.employer, &preview.employer_id));
    lines.push(String::new());
    lines.extend(say.change_lines(preview));
    Question {
        title: say.one("Wijzigen in Loket?", "Change this in Loket?"),
        text: lines.join("\n"),
        yes: say.one("Ja, wijzig in Loket", "Yes, change it in Loket"),
        no: say.one("Annuleren", "Cancel"),
    }
}

/// Whether to close although a change in Loket is still under way.
pub fn close_anyway(language: Language) -> Question {
    let say = Say(language);
    Question {
        title: say.one("Toch sluiten?", "Close anyway?"),
        text: say
            .one(
                "Er loopt nog een wijziging in Loket, en Loket antwoordt niet. Als je nu sluit, staat niet in de \
                 geschiedenis of die gelukt is. Controleer dat dan zelf in Loket.",
                "A change in Loket is still under way, and Loket does not answer. If you close now, the history does \
                 not say whether it was made. In that case, check it in Loket yourself.",
            )
            .to_owned(),
        yes: say.one("Sluit toch", "Close anyway"),
        no: say.one("Blijf open", "Stay open"),
    }
}

/// What the window is called while closing waits for a change.
pub fn waiting(language: Language) -> &'static str {
    Say(language).one(
        "Koppelwijzer sluit zodra de wijziging in Loket klaar is",
        "Koppelwijzer closes when the change in Loket is done",
    )
}

/// What is said when the installer of a newer version could not be started after the records were put away.
pub fn not_installed(language: Language) -> &'static str {
    Say(language).one(
        "De nieuwe versie is niet geïnstalleerd: Windows startte het installatieprogramma niet. Je gegevens zijn bewaard. \
         Koppelwijzer sluit nu. Open het opnieuw om verder te werken met deze versie.",
        "The new version was not installed: Windows did not start the installer. Your records are saved. Koppelwijzer closes \
         now. Open it again to go on with this version.",
    )
}

/// The language in which is asked.
#[derive(Clone, Copy)]
struct Say(Language);

impl Say {
    fn one(self, dutch: &'static str, english: &'static str) -> &'static str {
        if self.0 == Language::En { english } else { dutch }
    }

    fn environment(self, environment: Environment) -> &'static str {
        match environment {
            Environment::Sandbox => self.one("Oefen-Loket: dit is oefenen.", "sandbox: this is practice."),
            Environment::Acceptance => self.one(
                "Loket, acceptatie: dit is een proefomgeving.",
                "Loket, acceptance: this is a test environment.",
            ),
            Environment::Production => {
                self.one("Loket, productie: dit is echt.", "Loket, production: this is real.")
            }
        }
    }

    /// Whom it is of: by the name that Loket has, else by that of the card.
    fn employer(self, in_loket: Option<&str>, on_card: &str, id: &str) -> [String; 2] {
        let name = match in_loket {
            Some(name) => format!("{}: {}", self.one("Werkgever in Loket", "Employer in Loket"), shown(name)),
            None => format!(
                "{}: {}",
                self.one(
                    "Loket laat de naam van de werkgever niet zien. Op je kaart",
                    "Loket does not show the name of the employer. On your card"
                ),
                shown(on_card)
            ),
        };
        [name, format!("Werkgever ID: {}", shown(id))]
    }

    fn change_lines(self, preview: &LoketChangePreview) -> Vec<String> {
        match &preview.change {
            LoketChange::MakeUser { user_name, rights } => {
                let mut lines = vec![format!(
                    "{}: {}",
                    self.one("Nieuwe gebruiker", "New user"),
                    shown(user_name.clear().unwrap_or_default())
                )];
                lines.extend(preview.user.as_ref().map(|user| {
                    let name = format!("{} {}", user.initials, user.last_name);
                    format!("{}: {}, {}", self.one("Naam", "Name"), shown(&name), shown(&user.email))
                }));
                lines.extend(self.list("Krijgt", "Gets", rights.iter().map(|right| right.name())));
                lines
            }
            LoketChange::SetRights { user_name, give, take } => {
                let mut lines = vec![format!(
                    "{}: {}",
                    self.one("Rechten van gebruiker", "Rights of user"),
                    shown(user_name.clear().unwrap_or_default())
                )];
                lines.extend(self.list("Krijgt", "Gets", give));
                lines.extend(self.list("Verliest", "Loses", take));
                lines
            }
            LoketChange::SwitchProducts { on, off } => {
                let mut lines = vec![];
                lines.extend(self.list("Product gaat aan", "Product goes on", on));
                lines.extend(self.list("Product gaat uit", "Product goes off", off));
                lines.extend(preview.variant.as_ref().map(|variant| {
                    let from = variant.from.as_ref().map(|from| self.text(from));
                    match (self.0, from, self.text(&variant.to)) {
                        (Language::En, Some(from), to) => format!("The variant goes from {from} to {to}."),
                        (Language::En, None, to) => format!("The variant becomes {to}."),
                        (Language::Nl, Some(from), to) => format!("De variant gaat van {from} naar {to}."),
                        (Language::Nl, None, to) => format!("De variant wordt {to}."),
                    }
                }));
                lines
            }
        }
    }

    /// One a line, so that none hides behind another.
    fn list<T: AsRef<str>>(
        self,
        dutch: &'static str,
        english: &'static str,
        names: impl IntoIterator<Item = T>,
    ) -> Vec<String> {
        let names: Vec<T> = names.into_iter().collect();
        let what = self.one(dutch, english);
        let mut lines: Vec<String> =
            names.iter().take(MOST).map(|name| format!("{what}: {}", shown(name.as_ref()))).collect();
        let rest = names.len().saturating_sub(MOST);
        if rest > 0 {
            lines.push(format!("{what}: {rest} {}", self.one("andere", "others")));
        }
        lines
    }

    fn text(self, text: &Text) -> String {
        shown(text.in_language(self.0))
    }
}

/// A text of somebody else as it can be shown: on one line, without characters that hide or turn the others, and not
/// without end.
fn shown(text: &str) -> String {
    let hides = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
    };
    let mut letters = text.chars().map(|letter| if hides(letter) { '\u{FFFD}' } else { letter });
    let mut shown: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(language: Language, loket_change: LoketChange) -> LoketChangeQuestion {
        LoketChangeQuestion {
            environment: Environment::Production,
            language,
            preview: LoketChangePreview {
                change: loket_change,
                employer_name: Some("Bakkerij in Loket B.V.".into()),
                employer_id: "0f8fad5b-d9cb-469f-a165-70867728950e".into(),
                employer: "Bakkerij op de kaart".into(),
                stays: vec![],
                user: None,
                variant: None,
                token: String::new(),
            },
        }
    }

    fn rights() -> LoketChange {
        LoketChange::SetRights {
            user_name: "koppeling.zomer".into(),
            give: vec!["Inlezen uren".into(), "Raadplegen".into()],
            take: vec!["Verwijderen".into()],
        }
    }

    #[test]
    fn it_says_where_for_whom_and_what_in_both_languages() {
        let dutch = change(&question(Language::Nl, rights())).text;
        assert_eq!(
            dutch,
            "Loket, productie: dit is echt.\n\nWerkgever in Loket: Bakkerij in Loket B.V.\n\
             Werkgever ID: 0f8fad5b-d9cb-469f-a165-70867728950e\n\nRechten van gebruiker: koppeling.zomer\n\
             Krijgt: Inlezen uren\nKrijgt: Raadplegen\nVerliest: Verwijderen"
        );
        let english = change(&question(Language::En, rights()));
        assert_eq!((english.yes, english.no), ("Yes, change it in Loket", "Cancel"));
        for words in ["production", "Bakkerij in Loket B.V.", "Gets: Raadplegen", "Loses: Verwijderen"] {
            assert!(english.text.contains(words), "{words}: {}", english.text);
        }
    }

    #[test]
    fn each_environment_is_named_and_a_name_that_is_the_cards_is_said_to_be() {
        let mut asked =
            question(Language::Nl, LoketChange::SwitchProducts { on: vec!["MijnLoket".into()], off: vec![] });
        asked.preview.employer_name = None;
        for (environment, words) in [
            (Environment::Sandbox, "Oefen-Loket"),
            (Environment::Acceptance, "acceptatie"),
            (Environment::Production, "productie"),
        ] {
            asked.environment = environment;
            let text = change(&asked).text;
            assert!(text.starts_with(words) || text.starts_with(&format!("Loket, {words}")), "{text}");
            assert!(text.contains("Op je kaart: Bakkerij op de kaart"), "{text}");
            assert!(text.contains("Product gaat aan: MijnLoket"), "{text}");
        }
    }

    #[test]
    fn a_name_cannot_add_lines_turn_the_text_or_push_the_buttons_away() {
        let mut asked = question(Language::Nl, rights());
        asked.preview.employer_name =
            Some(format!("Zomer\nLoket, acceptatie\u{202E}{}", "x".repeat(100_000)));
        let text = change(&asked).text;
        assert!(text.len() < 1_000);
        assert!(text.contains("Zomer\u{FFFD}Loket, acceptatie\u{FFFD}x"), "{text}");
        let many = (0..500).map(|nth| format!("Recht {nth}")).collect();
        let loket_change = LoketChange::SetRights { user_name: "u".into(), give: many, take: vec![] };
        let text = change(&question(Language::Nl, loket_change)).text;
        assert!(text.contains("Krijgt: 475 andere") && text.lines().count() < 40, "{text}");
    }
}
