//! A report as an office would get it, with made-up names and numbers.

#![allow(clippy::unwrap_used)]

use domain::{Actor, Environment, Stamp};
use exchange::report::{
    AnswerLine, Chain, CheckMade, Fact, Happening, MadeFile, Report, ReportStep, Source, StepStatus,
};

fn stamp(name: &str, initials: &str, at: &str) -> Stamp {
    let actor = Actor { name: name.into(), initials: initials.into() };
    Stamp { actor, at: at.parse().unwrap() }
}

fn fact(label: &str, value: &str) -> Fact {
    Fact { label: label.into(), value: value.into() }
}

fn line(label: &str, answer: &str, by: &str) -> AnswerLine {
    AnswerLine {
        label: label.into(),
        answer: answer.lines().map(str::to_owned).collect(),
        by: (!by.is_empty()).then(|| by.to_owned()),
        ..AnswerLine::default()
    }
}

fn with_origin(mut line: AnswerLine, origin: &str) -> AnswerLine {
    line.origin = Some(origin.into());
    line
}

fn required(mut line: AnswerLine, requirement: &str) -> AnswerLine {
    line.requirement = Some(requirement.into());
    line
}

fn step(part: &str, title: &str, status: StepStatus, words: &str, lines: Vec<AnswerLine>) -> ReportStep {
    ReportStep {
        title: title.into(),
        part: part.into(),
        status,
        status_words: words.into(),
        who: "Jouw kantoor".into(),
        lines,
        notes: vec![],
        waits: vec![],
    }
}

/// The whole report, in Dutch.
pub fn report() -> Report {
    Report {
        title: "Aanmelden bij a.s.r.".into(),
        subject: "Bakkerij Voorbeeld B.V.".into(),
        handbook_version: 3,
        partner: "a.s.r.".into(),
        employer: vec![
            fact("Naam", "Bakkerij Voorbeeld B.V."),
            fact("Werkgever ID", "3f2a9c10-1111-4222-8333-444455556666"),
            fact("Werkgevernummer", "1047"),
            fact("Loonheffingennummer", "123456782L01\n111222333L02"),
            fact("Loonperiode", "Per maand, 23 dienstverbanden"),
        ],
        office: vec![
            fact("Naam", "Kantoor Voorbeeld"),
            fact("E-mail", "salaris@kantoor-voorbeeld.example"),
        ],
        sources: vec![
            Source {
                title: "Handleiding aanmelden nieuwe werkgever".into(),
                url: "https://asr.example/salarisverwerkers/aanmelden".into(),
                dated: Some("2016-08".into()),
                read: Some(jiff::civil::date(2026, 10, 3)),
            },
            Source {
                title: "Gebruikers en rechten in Loket".into(),
                url: "https://help.loket.example/gebruikers".into(),
                dated: None,
                read: None,
            },
        ],
        steps: steps(),
        warnings: vec![
            "De gebruiker in Loket was op 20 november geblokkeerd. Kantoor Voorbeeld ging verder met de reden: \
             wordt maandag hersteld."
                .into(),
        ],
        sign_off: Some(stamp("Noor Voorbeeld", "NV", "2026-11-20T13:02:00Z")),
        countersign: None,
        second_person: true,
        history: history(),
        checks: checks(),
        chain: Chain {
            events: 31,
            head: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".into(),
            verified: true,
            authenticated: 31,
            imported: 0,
        },
        files: vec![MadeFile {
            name: "aanmelding bakkerij voorbeeld.csv".into(),
            at: "2026-11-20T12:40:00Z".parse().unwrap(),
            sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad".into(),
        }],
        environment: Environment::Production,
        made: stamp("Noor Voorbeeld", "NV", "2026-11-20T13:05:00Z"),
    }
}

fn steps() -> Vec<ReportStep> {
    let nv = "Noor Voorbeeld, 17 november 2026 9.20";
    let sp = "Sjoerd Proef, 18 november 2026 15.48";
    let (prepare, apply, finish) = ("Klaarzetten in Loket", "Aanmelden", "Afronden");
    let user = vec![
        line("Gebruikersnaam", "asr.koppeling@kantoor-voorbeeld.example", nv),
        line("Soort gebruiker", "Standaardgebruiker", nv),
        required(line("Wachtwoord", "Bewaard op de computer", nv), "alleen voor deze koppeling"),
    ];
    let rights = vec![required(
        line(
            "Rechten",
            "Raadplegen werkgever\nRaadplegen werknemer\nRaadplegen dienstverband\nRaadplegen loonverwerking\n\
             Raadplegen loonoutput beperkt",
            sp,
        ),
        "precies zes rechten; Raadplegen uurcodes ontbreekt nog",
    )];
    let form = vec![
        line("Raamwerkcontractnummer", "A020 4711", nv),
        with_origin(
            line("Loonheffingennummer", "123456782L01", nv),
            "Uit Loket, administratie 1. Gelezen 20 november 2026 14.02.",
        ),
        with_origin(
            line("E-mail van je kantoor", "salaris@kantoor-voorbeeld.example", ""),
            "Uit je instellingen",
        ),
        line("Ingangsdatum", "1 januari 2027", nv),
        line("Premie per maand", "€ 1.234,50", nv),
        line(
            "DGA's",
            "P. Proef, personeelsnummer 14\nZoë Çelik-Łuczak, personeelsnummer 41\nIJsbrand Müller, personeelsnummer 102",
            sp,
        ),
        line(
            "Toelichting",
            "De werkgever betaalt per maand, de vakantietoeslag in mei. Er zijn drie dienstverbanden die voor 1 januari eindigen; die hoeven niet mee. Ααβ Жя ½ “aanhaling” – streep.",
            sp,
        ),
        line("Bijzonderheden", "", ""),
    ];
    let mut steps = vec![
        step(prepare, "Maak een eigen gebruiker in Loket", StepStatus::Done, "Afgerond", user),
        step(
            prepare,
            "Controleer of de gebruiker actief is",
            StepStatus::Problem,
            "Er is een probleem",
            vec![line("Actief in Loket", "Klopt niet: geblokkeerd", "Gelezen 20 november 2026 14.02")],
        ),
        step(prepare, "Geef de zes rechten", StepStatus::Waiting, "Wacht op Loket", rights),
        step(
            apply,
            "Kies de administratie",
            StepStatus::NotApplicable,
            "Niet van toepassing",
            vec![line("Reden", "Deze werkgever heeft één loonheffingennummer.", sp)],
        ),
        step(apply, "Verzamel de gegevens voor het formulier", StepStatus::Busy, "Bezig", form),
        step(apply, "Vul het formulier van a.s.r. in", StepStatus::Blocked, "Kan nog niet starten", vec![]),
        step(finish, "Wacht op a.s.r. en Keylane", StepStatus::NotStarted, "Nog niet begonnen", vec![]),
    ];
    steps[2].waits = vec!["Loket, helpdesk, sinds 18 november 2026. Gevraagd: recht Raadplegen uurcodes. Herinnering op 24 november 2026.".into()];
    steps[2].notes = vec!["Contactpersoon bij de bakkerij is vrijdag afwezig. Bel op maandag. (Noor Voorbeeld, 17 november 2026 9.20)".into()];
    steps[6].who = "a.s.r.".into();
    steps
}

fn history() -> Vec<Happening> {
    let what = [
        "Dossier begonnen, streefdatum 24 november 2026",
        "Gebruikersnaam ingevuld: asr.koppeling@kantoor-voorbeeld.example",
        "Soort gebruiker gekozen: Standaardgebruiker",
        "Maak een eigen gebruiker in Loket afgerond",
        "Reden vastgelegd bij Kies de administratie: er is er één",
        "Recht aangevraagd bij Loket, helpdesk",
        "Personeelsnummer van P. Proef ingevuld: 41",
        "Gecontroleerd in Loket: gebruiker is geblokkeerd",
    ];
    let happening = |place: usize| Happening {
        at: format!("2026-11-{:02}T{:02}:12:00Z", 17 + place / 8, 8 + place % 8).parse().unwrap(),
        who: if place.is_multiple_of(3) { "Sjoerd Proef" } else { "Noor Voorbeeld" }.into(),
        what: what[place % what.len()].into(),
    };
    (0..31).map(happening).collect()
}

fn checks() -> Vec<CheckMade> {
    let check = |what: &str, details: &[&str]| CheckMade {
        at: "2026-11-20T13:02:00Z".parse().unwrap(),
        who: "Noor Voorbeeld".into(),
        what: what.into(),
        details: details.iter().map(ToString::to_string).collect(),
        asked: vec!["GetEmployerUsersByEmployerId, GetUserAuthorizations, 20 november 2026 14.02".into()],
    };
    vec![
        check("Gecontroleerd in Loket, klopt: Gebruikersnaam", &[]),
        check(
            "Gecontroleerd in Loket, klopt niet: Rechten",
            &["Deze rechten ontbreken: Raadplegen verlofadministratie."],
        ),
    ]
}
