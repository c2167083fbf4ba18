use std::collections::BTreeSet;

use rust_decimal::Decimal;
use strum::VariantNames;

use super::*;
use crate::answer::Personal;
use crate::handbook::Handbook;
use crate::history::Happening;
use crate::reading::Unread;
use crate::right::Right;
use crate::verdict::{Discrepancy, Subject};

const BOTH: [Language; 2] = [Language::Nl, Language::En];

fn groups(words: &RecordWords) -> [(&'static str, &Texts); 17] {
    let RecordWords {
        happenings,
        statuses,
        outcomes,
        bars,
        discrepancies,
        unread,
        subjects,
        periods,
        marks,
        origins,
        who,
        waits,
        check_runs,
        sign_off,
        progress,
        facts,
        filters,
        months: _,
    } = words;
    [
        ("happenings", happenings),
        ("statuses", statuses),
        ("outcomes", outcomes),
        ("bars", bars),
        ("discrepancies", discrepancies),
        ("unread", unread),
        ("subjects", subjects),
        ("periods", periods),
        ("marks", marks),
        ("origins", origins),
        ("who", who),
        ("waits", waits),
        ("checkRuns", check_runs),
        ("signOff", sign_off),
        ("progress", progress),
        ("facts", facts),
        ("filters", filters),
    ]
}

fn all(words: &RecordWords) -> BTreeMap<String, &str> {
    let texts = groups(words).into_iter().flat_map(|(group, texts)| {
        texts.iter().map(move |(name, text)| (format!("{group}.{name}"), text.as_str()))
    });
    texts.collect()
}

fn places(text: &str) -> BTreeSet<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn both_languages_have_the_same_words_with_the_same_places() {
    let (dutch, english) = (all(words(Language::Nl)), all(words(Language::En)));
    assert!(dutch.len() > 140, "they read");
    assert_eq!(dutch.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    for (name, text) in &dutch {
        assert_eq!(places(text), places(english[name]), "{name}");
        assert!(!text.is_empty() && !english[name].is_empty(), "{name}");
    }
}

/// The words and names of filter settings that Loket is known to use.
const FILTERS: &[&str] = &[
    "ActiveEmployments",
    "ActiveAndFutureEmployments",
    "ActiveAndHistoricEmployments",
    "ActiveInOrAfterCurrentYearEmployments",
    "filterOnEmployedStatus",
    "filterOnOnCallEmployment",
    "filterOnAdministrations",
    "filterOnEmploymentTypes",
];

#[test]
fn a_filter_of_loket_has_its_name_here_and_an_unknown_one_is_named_as_lokets() {
    assert_eq!(filter("ActiveEmployments", Language::Nl), "alleen wie nu in dienst is");
    assert_eq!(filter("NewSetting", Language::Nl), "“NewSetting” (zo noemt Loket het)");
    assert_eq!(filter("unknown", Language::En), "“unknown” (as Loket calls it)");
}

#[test]
fn every_month_has_a_name() {
    for language in BOTH {
        assert_eq!(words(language).months.iter().collect::<BTreeSet<_>>().len(), 12);
        assert_eq!(month(jiff::civil::date(2026, 12, 1), language).to_lowercase(), "december");
    }
}

#[test]
fn every_variant_has_words_and_no_words_are_of_none() {
    // Of each group: the names that need words, and what else it has.
    let named: [(&str, &[&str], &[&str]); 17] = [
        ("happenings", Happening::VARIANTS, &["undoneMark", "clockMark"]),
        ("statuses", StepStatus::VARIANTS, &["ruledOutBy"]),
        ("outcomes", Outcome::VARIANTS, &["wentOn", "unseen"]),
        ("bars", AccessBlock::VARIANTS, &[]),
        (
            "discrepancies",
            Discrepancy::VARIANTS,
            &[
                "seesOthersOne",
                "differsVariant",
                "differsExpected",
                "connectedThroughReach",
                "connectedThroughRights",
                "connectedThroughAdvice",
            ],
        ),
        ("unread", Unread::VARIANTS, &["notPermittedRights", "notPermittedProducts", "notPermittedActivity"]),
        ("subjects", Subject::VARIANTS, &[]),
        ("periods", PayrollPeriodType::VARIANTS, &[]),
        (
            "marks",
            Mark::VARIANTS,
            &["markOn", "arrivedOn", "switchedOn", "switchedOff", "notTicked", "rows", "rowsOne", "moreRows"],
        ),
        ("origins", OriginSource::VARIANTS, &[]),
        ("who", Who::VARIANTS, &[]),
        ("waits", &["since", "asked"], &[]),
        ("checkRuns", &["found", "met", "failed", "unexpected", "unknown"], &[]),
        ("signOff", &["signed", "countersigned"], &[]),
        ("progress", &["steps", "notApplicable"], &["stepsOne"]),
        ("facts", FactLabel::VARIANTS, &[]),
        ("filters", FILTERS, &["unknown"]),
    ];
    for language in BOTH {
        for ((group, texts), (of, names, more)) in groups(words(language)).into_iter().zip(named) {
            assert_eq!(group, of);
            for name in names.iter().chain(more) {
                assert!(texts.get(*name).is_some_and(|text| !text.is_empty()), "{group}.{name}");
            }
            for key in texts.keys() {
                let name = key.strip_suffix("With").unwrap_or(key);
                assert!(names.contains(&name) || more.contains(&name), "{group}.{key} is of nothing");
            }
        }
        let statuses = &words(language).statuses;
        assert!(DossierStatus::VARIANTS.iter().all(|name| statuses.contains_key(*name)));
    }
}

#[test]
fn a_place_is_filled_once_and_a_value_that_ends_a_sentence_keeps_its_sign() {
    assert_eq!(fill("{item}: {value}", &[("item", "Is het zo?"), ("value", "{item}")]), "Is het zo? {item}");
    assert_eq!(fill("{item}: {value}", &[("item", "Naam"), ("value", "Noor")]), "Naam: Noor");
    assert_eq!(fill("Nog niet: {item}.", &[("item", "Is het zo?")]), "Nog niet: Is het zo?");
    assert_eq!(fill("Niet {values}. Wel.", &[("values", "De Bakker B.V.")]), "Niet De Bakker B.V. Wel.");
}

fn handbook() -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let tier = |id: &str, name: &str| serde_json::json!({ "id": id, "name": text(name) });
    let book = serde_json::json!({
        "id": "test", "version": 1, "title": text("t"), "short": text("t"), "partner": "p", "scope": "employer",
        "generation": "rest", "summary": text("t"), "afterwards": text("t"),
        "steps": [ { "id": "first", "title": text("t"), "hint": text("t"), "who": "office", "items": [
            { "id": "modules", "label": text("Welke producten?"), "ask": { "kind": "products",
              "tiers": [tier("start", "Start"), tier("plus", "Plus")] } } ] } ]
    });
    serde_json::from_value(book).unwrap()
}

fn values(values: &[&str]) -> Vec<Personal> {
    values.iter().map(|value| (*value).into()).collect()
}

/// One of each kind, with what is counted or chosen in each way.
fn discrepancies() -> Vec<Discrepancy> {
    let products = || vec!["Workflow".to_owned()];
    let mut all = vec![
        Discrepancy::NoSuchUser { user_name: "koppel".into() },
        Discrepancy::IsOrdinaryUser { user_name: "koppel".into() },
        Discrepancy::IsWebServiceUser { user_name: "koppel".into() },
        Discrepancy::SecondFactor,
        Discrepancy::DepartmentOnly,
        Discrepancy::NoVariant,
        Discrepancy::ConnectedThrough { user: "jansen".into(), employers: None, rights: vec![] },
        Discrepancy::ConnectedThrough {
            user: "jansen".into(),
            employers: Some(12),
            rights: vec!["Beheren".into()],
        },
        Discrepancy::Barred { by: AccessBlock::UserBlocked },
        Discrepancy::Blocked { status: "Suspended".into() },
        Discrepancy::NoAccess,
        Discrepancy::RightsMissing { rights: vec![Right::ViewHrm] },
        Discrepancy::RightsMissingFor { users: values(&["jansen"]), rights: vec![Right::ViewHrm] },
        Discrepancy::RightsTooMany { rights: vec!["Beheren".into()] },
        Discrepancy::SharedUser { handbooks: vec!["Leerrekening".into()] },
        Discrepancy::NotConnected { applications: vec![] },
        Discrepancy::NotConnected { applications: vec!["a.s.r.".into()] },
        Discrepancy::CouplingBlocked,
        Discrepancy::WrongCategory { values: values(&["14"]) },
        Discrepancy::ProductsOff { products: products() },
        Discrepancy::OneOfProductsOff { products: products() },
        Discrepancy::ProductsOn { products: products() },
        Discrepancy::HoursChanged { before: Decimal::from(1200), last: Decimal::new(8005, 1) },
        Discrepancy::HoursDiffer { period: "2026-11".parse().unwrap(), different: 1, missing: 2 },
        Discrepancy::HoursNotSent { period: "2026-W45".parse().unwrap(), people: 3 },
        Discrepancy::ProductNotAvailable { product: "MijnLoket".into() },
    ];
    all.extend([None, Some(1), Some(3)].map(|employers| Discrepancy::SeesOthers { employers }));
    for &what in SUBJECTS {
        let values = || values(&["14"]);
        all.extend([
            Discrepancy::Differs { what, entered: "41".into(), read: values() },
            Discrepancy::Differs { what, entered: "41".into(), read: vec![] },
            Discrepancy::NotInLoket { what, values: values() },
            Discrepancy::NotEntered { what, values: values() },
            Discrepancy::NotUnique { what, values: values() },
        ]);
    }
    all
}

const SUBJECTS: &[Subject] = &[
    Subject::EmployerId,
    Subject::PayrollTaxesNumber,
    Subject::PayrollPeriodType,
    Subject::EntitledEmployees,
    Subject::Director,
    Subject::CostCenter,
    Subject::DistributionUnit,
    Subject::Component,
    Subject::Employee,
    Subject::PersonnelNumber,
    Subject::Hours,
    Subject::Variant,
    Subject::User,
];

fn reasons() -> Vec<Unread> {
    let not_permitted = |rights: &[&str], products: &[&str]| Unread::NotPermitted {
        activity: "GetModules".into(),
        rights: rights.iter().map(ToString::to_string).collect(),
        products: products.iter().map(ToString::to_string).collect(),
    };
    vec![
        Unread::Never,
        Unread::NotLinked,
        Unread::Offline,
        Unread::SignedOut,
        not_permitted(&[], &[]),
        not_permitted(&["Raadplegen HRM"], &["Rapporten"]),
        not_permitted(&["Raadplegen HRM", "Beheren HRM"], &["Rapporten", "HRM"]),
        Unread::Vanished,
        Unread::Changed,
        Unread::Sealed,
        Unread::NotOffered,
        Unread::NotEntered { item: "modules".into() },
        Unread::Filtered,
        Unread::ListChanged,
        Unread::Rejected { said: vec![] },
        Unread::Rejected { said: values(&["Filter is not valid"]) },
        Unread::NotStated,
        Unread::UserNamesMissing,
        Unread::UserKindUnknown,
        Unread::ApplicationUnknown { application: "Rooster".into() },
        Unread::RightsUnrecognised { rights: vec![Right::ViewHrm] },
        Unread::EmployerOutOfReach,
    ]
}

/// A whole sentence, with nothing left out.
fn assert_sentence(said: &str) {
    assert!(said.starts_with(char::is_uppercase) || said.starts_with("koppel"), "{said}");
    assert!(said.ends_with(['.', '?']), "{said}");
    for wrong in ["{", "}", "  ", ": .", " .", ", .", ".."] {
        assert!(!said.contains(wrong), "{said}");
    }
}

#[test]
fn every_discrepancy_and_reason_is_a_whole_sentence_in_both_languages() {
    let (handbook, discrepancies, reasons) = (handbook(), discrepancies(), reasons());
    let kinds: BTreeSet<&str> = discrepancies.iter().map(Into::into).collect();
    assert_eq!(kinds.len(), Discrepancy::VARIANTS.len(), "one of each");
    assert_eq!(SUBJECTS.len(), Subject::VARIANTS.len(), "one of each");
    let kinds: BTreeSet<&str> = reasons.iter().map(Into::into).collect();
    assert_eq!(kinds.len(), Unread::VARIANTS.len(), "one of each");
    for one in &discrepancies {
        let said = BOTH.map(|language| discrepancy(one, &handbook, language));
        for sentence in &said {
            assert_sentence(sentence);
        }
        assert_ne!(said[0], said[1]);
    }
    for why in &reasons {
        let said = BOTH.map(|language| unread(why, &handbook, language));
        for sentence in &said {
            assert_sentence(sentence);
        }
        assert_ne!(said[0], said[1]);
    }
}

#[test]
fn values_are_said_as_on_the_screen() {
    let handbook = handbook();
    let said = |one: &Discrepancy| discrepancy(one, &handbook, Language::Nl);
    let differs = |what, entered: &str, read: &[&str]| Discrepancy::Differs {
        what,
        entered: entered.into(),
        read: values(read),
    };
    let sealed = Personal::Sealed("AAAA".into());
    for (one, words) in [
        (differs(Subject::Variant, "start", &["plus"]), "Variant volgens je keuze: Start. In Loket: Plus."),
        (
            differs(Subject::PayrollPeriodType, "fourWeeks", &["month"]),
            "Loonperiode in dit dossier: per 4 weken. In Loket: per maand.",
        ),
        (
            differs(Subject::EntitledEmployees, "12", &["14"]),
            "Ingevuld: 12. Op grond van de dienstverbanden verwacht: 14.",
        ),
        (
            differs(Subject::PersonnelNumber, "41", &[]),
            "Personeelsnummer in dit dossier: 41. In Loket: niets.",
        ),
        (
            Discrepancy::Differs {
                what: Subject::PersonnelNumber,
                entered: sealed.clone(),
                read: vec![sealed],
            },
            "Personeelsnummer in dit dossier: versleuteld. In Loket: versleuteld.",
        ),
        (
            Discrepancy::NotInLoket { what: Subject::CostCenter, values: values(&["100", "200"]) },
            "Niet in Loket: kostenplaats 100, 200.",
        ),
        (
            Discrepancy::HoursChanged { before: Decimal::from(1200), last: Decimal::new(8005, 1) },
            "De laatste loonperiode telt 800,5 uur, die ervoor 1.200 uur.",
        ),
        (Discrepancy::SeesOthers { employers: Some(1) }, "De gebruiker kan ook bij 1 andere werkgever."),
        (
            Discrepancy::Blocked { status: "Suspended by owner.".into() },
            "De gebruiker heeft geen toegang. Loket zegt: Suspended by owner.",
        ),
    ] {
        assert_eq!(said(&one), words);
    }
    assert_eq!(
        unread(&Unread::NotEntered { item: "modules".into() }, &handbook, Language::Nl),
        "Nog niet ingevuld: Welke producten?"
    );
}

#[test]
fn a_user_who_may_not_come_in_is_said_in_both_languages() {
    let handbook = handbook();
    let said = |one: Discrepancy| BOTH.map(|language| discrepancy(&one, &handbook, language));
    let by = AccessBlock::from_status("User is blocked").unwrap();
    assert_eq!(
        said(Discrepancy::Barred { by }),
        [
            "De gebruiker heeft geen toegang: geblokkeerd in Loket.",
            "The user has no access: blocked in Loket."
        ]
    );
    assert_eq!(
        said(Discrepancy::Blocked { status: "Suspended by owner".into() }),
        [
            "De gebruiker heeft geen toegang. Loket zegt: Suspended by owner.",
            "The user has no access. Loket says: Suspended by owner."
        ]
    );
}

#[test]
fn progress_counts_what_does_not_apply() {
    assert_eq!(progress(0, 1, 0, Language::Nl), "0 van de 1 stap afgerond");
    assert_eq!(progress(7, 9, 1, Language::Nl), "7 van de 9 stappen afgerond, 1 niet van toepassing");
    assert_eq!(progress(9, 9, 0, Language::En), "9 of 9 steps completed");
}
