//! Whether to send hours straight to Loket.

use domain::Language;
use domain::display::number;
use domain::hours::compare::PreviewChange;
use domain::hours::words::period;
use office::connection::hours::HoursQuestion;

use super::{MOST, Say, shown};
use crate::dialogs::Question;

/// Whether to send these hours to Loket: for whom, of when, for how many, and with which totals.
pub fn hours(question: &HoursQuestion) -> Question {
    let say = Say(question.language);
    let preview = &question.preview;
    let mut lines = vec![say.environment(question.environment).to_owned(), String::new()];
    lines.extend(say.employer(preview.employer_name.as_deref(), &preview.employer, &preview.employer_id));
    lines.push(format!(
        "{}: {}, {} {}",
        say.one("Administratie", "Administration"),
        shown(&preview.administration),
        say.one("aansluiting", "client number"),
        preview.client_number
    ));
    let when = period(preview.period, question.language);
    lines.push(format!("{}: {when}", say.one("Loonperiode", "Payroll period")));
    lines.push(String::new());
    let people = preview.people;
    lines.push(match (question.language, people) {
        (Language::Nl, 1) => "Voor 1 medewerker wordt iets verstuurd.".to_owned(),
        (Language::Nl, _) => format!("Voor {people} medewerkers wordt iets verstuurd."),
        (Language::En, 1) => "Something is sent for 1 employee.".to_owned(),
        (Language::En, _) => format!("Something is sent for {people} employees."),
    });
    let counts = preview.preview.counts();
    let count = |change| counts.get(&change).copied().unwrap_or(0);
    lines.push(format!(
        "{}: {}. {}: {}.",
        say.one("Nieuwe waarden", "New values"),
        count(PreviewChange::New),
        say.one("Waarden die worden overschreven", "Values that are overwritten"),
        count(PreviewChange::Changed)
    ));
    lines.push(String::new());
    let total = say.one("Totaal van component", "Total of component");
    let totals = preview.totals.iter().take(MOST);
    lines.extend(totals.map(|one| {
        let amount = number(&one.total.written(2, '.'), question.language);
        format!("{total} {}: {amount}", one.component)
    }));
    let rest = preview.totals.len().saturating_sub(MOST);
    if rest > 0 {
        lines.push(format!("{total}: {rest} {}", say.one("andere", "others")));
    }
    Question {
        title: say.one("Uren naar Loket versturen?", "Send hours to Loket?"),
        text: lines.join("\n"),
        yes: say.one("Ja, verstuur naar Loket", "Yes, send to Loket"),
        no: say.one("Annuleren", "Cancel"),
    }
}

#[cfg(test)]
mod tests {
    use domain::Environment;
    use domain::hours::compare::{Preview, PreviewCell};
    use domain::hours::run::ComponentTotal;
    use office::connection::hours::HoursPreview;

    use super::*;

    fn cell(person: u32, change: PreviewChange) -> PreviewCell {
        PreviewCell {
            person: Some(person),
            name: "S. Proef".into(),
            shift: 1,
            distribution_unit: None,
            cost_center: None,
            component: 2,
            now: None,
            becomes: Some("8".parse().unwrap()),
            change,
            elsewhere: None,
            allowance: None,
            allowance_becomes: None,
        }
    }

    fn question(language: Language) -> HoursQuestion {
        HoursQuestion {
            environment: Environment::Production,
            language,
            preview: HoursPreview {
                preview: Preview {
                    cells: vec![cell(12, PreviewChange::New), cell(34, PreviewChange::Changed)],
                    unknown: vec![],
                },
                people: 2,
                employer: "Café op de kaart".into(),
                administration: "Winkel".into(),
                employer_name: Some("Café De Proef\nLoket, acceptatie".into()),
                employer_id: "0f8fad5b-d9cb-469f-a165-70867728950e".into(),
                client_number: 395,
                period: "2026-11".parse().unwrap(),
                totals: vec![ComponentTotal { component: 2, total: "1152.5".parse().unwrap() }],
                token: String::new(),
            },
        }
    }

    #[test]
    fn it_says_where_for_whom_of_when_and_the_totals_and_names_no_person() {
        let text = hours(&question(Language::Nl)).text;
        assert_eq!(
            text,
            "Loket, productie: dit is echt.\n\nWerkgever in Loket: Café De Proef\u{FFFD}Loket, acceptatie\n\
             Werkgever ID: 0f8fad5b-d9cb-469f-a165-70867728950e\nAdministratie: Winkel, aansluiting 395\n\
             Loonperiode: november 2026\n\nVoor 2 medewerkers wordt iets verstuurd.\n\
             Nieuwe waarden: 1. Waarden die worden overschreven: 1.\n\nTotaal van component 2: 1.152,5"
        );
        let english = hours(&question(Language::En)).text;
        for words in ["production", "Payroll period: November 2026", "Total of component 2: 1,152.5"] {
            assert!(english.contains(words), "{words}: {english}");
        }
    }

    #[test]
    fn many_components_do_not_push_the_buttons_away() {
        let mut asked = question(Language::Nl);
        let total = |component| ComponentTotal { component, total: "8".parse().unwrap() };
        asked.preview.totals = (1..=300).map(total).collect();
        let text = hours(&asked).text;
        assert!(text.contains("Totaal van component: 275 andere") && text.lines().count() < 40, "{text}");
    }
}
