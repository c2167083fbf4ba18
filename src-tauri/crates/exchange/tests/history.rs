//! What happened in a dossier and how far it is, in the report and in the tables.

// Outside test functions too, a test may stop at what it did not expect.
#![allow(clippy::unwrap_used)]

#[path = "../../domain/tests/shared/context.rs"]
mod context;

use domain::board::BoardRow;
use domain::context::DossierContext;
use domain::event::{Action, Event, START};
use domain::handbook::Handbook;
use domain::reading::{Evidence, Unread};
use domain::right::Right;
use domain::state::DossierState;
use domain::verdict::{Discrepancy, Outcome, Verdict};
use domain::{Actor, Answer, Environment, Language, Stamp};
use exchange::dossier_report::dossier_report;
use exchange::report::{Report, html};
use exchange::rows::{board_row, history_rows};
use exchange::table::history_csv;
use jiff::Timestamp;
use uuid::Uuid;

/// Three lines that can be checked, a choice, and a step that falls away by it.
fn handbook() -> Handbook {
    let text = |words: &str| serde_json::json!({ "nl": words, "en": words });
    let confirm = |id: &str, label: &str| serde_json::json!({ "id": id, "label": text(label), "ask": { "kind": "confirm" }, "check": "userIsActive" });
    let no = serde_json::json!({ "item": "branch", "is": ["yes"] });
    let options = [("yes", "Ja"), ("no", "Nee")];
    let options = options.map(|(id, words)| serde_json::json!({ "id": id, "text": text(words) }));
    let option = |id: &str| serde_json::json!({ "id": id, "product": id, "text": text(id), "tier": "start" });
    let products = serde_json::json!({
        "kind": "products", "tiers": [{ "id": "start", "name": text("Start") }],
        "options": [option("Verlof"), option("Declaraties")]
    });
    serde_json::from_value(serde_json::json!({
        "id": "test", "version": 1, "title": text("Koppelen"), "short": text("Koppelen"), "partner": "p",
        "scope": "office", "generation": "rest", "summary": text("t"), "afterwards": text("t"),
        "steps": [
            { "id": "first", "title": text("Controleer"), "hint": text("t"), "who": "office", "items": [
                confirm("user", "De gebruiker"), confirm("rights", "De rechten"), confirm("link", "De koppeling"),
                { "id": "branch", "label": text("Met uren?"), "ask": { "kind": "choice", "options": options } } ] },
            { "id": "second", "title": text("Uren"), "hint": text("t"), "who": "office", "when": no, "items": [
                { "id": "more", "label": text("Hoeveel?"), "ask": { "kind": "field", "type": "number" } } ] },
            { "id": "third", "title": text("Producten"), "hint": text("t"), "who": "office", "items": [
                { "id": "chosen", "label": text("Welke?"), "ask": products },
                { "id": "on", "label": text("Welke staan aan?"),
                  "ask": { "kind": "products", "compare": "chosen" } } ] },
        ]
    }))
    .unwrap()
}

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

fn checked(item: &str, outcome: Outcome, operation: &str) -> Action {
    let evidence = Evidence { operations: vec![operation.into()], at: at(19), digest: "00".into() };
    let verdict = Verdict { outcome, remarks: vec![], evidence: vec![evidence] };
    let check = serde_json::from_str("\"userIsActive\"").unwrap();
    Action::Checked { item: item.into(), check, verdict, other_input: false }
}

/// A run of three checks, one check that was undone, and two answers.
fn context() -> DossierContext {
    let actor = Actor { name: "Noor Voorbeeld".into(), initials: "NV".into() };
    let start =
        Action::DossierStarted { handbook: "test".into(), employer: None, due: None, environment: None };
    let lacking = vec![Discrepancy::RightsMissing { rights: vec![Right::ViewHrm] }];
    let set = |ids: &[&str]| Answer::Set { ids: ids.iter().map(ToString::to_string).collect() };
    let answered =
        |item: &str, answer| Action::ItemAnswered { item: item.into(), answer: Some(answer), origin: None };
    let actions = [
        (0, start),
        (20, checked("user", Outcome::Met, "GetUsers")),
        (20, checked("rights", Outcome::Unmet { discrepancies: lacking }, "GetAuthorizations")),
        (20, checked("link", Outcome::Unknown { because: vec![Unread::Offline] }, "GetProviders")),
        (30, checked("user", Outcome::Met, "GetUsersAgain")),
        (31, Action::Undone { event: Uuid::from_u128(5).into() }),
        (40, answered("branch", Answer::of("no"))),
        (41, answered("chosen", set(&["Verlof"]))),
        (42, answered("on", set(&["Verlof"]))),
    ];
    let events = (1..).zip(actions).map(|(number, (second, action))| Event {
        id: Uuid::from_u128(number).into(),
        chain: Uuid::from_u128(99).into(),
        at: at(second),
        actor: actor.clone(),
        version: 1,
        previous: START.into(),
        action,
    });
    let events: Vec<Event> = events.collect();
    context::context(handbook(), events, at(60))
}

const RUN: &str = "Gecontroleerd in Loket: 1 in orde, 1 niet in orde (De rechten), 1 niet te controleren";
const EACH: [&str; 3] = [
    "Gecontroleerd in Loket, klopt: De gebruiker",
    "Gecontroleerd in Loket, klopt niet: De rechten",
    "Kon niet worden gecontroleerd in Loket: De koppeling",
];

fn report(context: &DossierContext) -> Report {
    let made = Stamp { actor: context.settings.actor.clone().unwrap(), at: at(60) };
    dossier_report(context, vec![], Environment::Production, made)
}

#[test]
fn a_run_of_checks_is_one_line_of_the_report_with_each_check_in_the_appendix() {
    let report = report(&context());
    let history: Vec<_> = report.history.iter().map(|line| &*line.what).collect();
    assert_eq!(history[..3], ["Dossier gestart", RUN, &*format!("{} (ongedaan gemaakt)", EACH[0])]);
    let checks: Vec<_> = report.checks.iter().map(|check| &*check.what).collect();
    assert_eq!(checks, [&EACH[..], &[history[2]]].concat());
    assert_eq!(report.checks[1].details, ["Deze rechten ontbreken: Raadplegen HRM."]);
    assert_eq!(report.checks[2].details, ["Loket was niet te bereiken."]);
    let asked: Vec<_> = report.checks.iter().map(|check| check.asked.concat()).collect();
    let operations = ["GetUsers,", "GetAuthorizations,", "GetProviders,", "GetUsersAgain,"];
    assert!(asked.iter().zip(operations).all(|(said, name)| said.starts_with(name)), "{asked:?}");
}

#[test]
fn the_operations_of_the_api_stand_in_the_appendix_and_not_under_an_answer() {
    let report = report(&context());
    let under_answers = report.steps.iter().flat_map(|step| &step.lines).flat_map(|line| &line.loket);
    let under_answers: String = under_answers.cloned().collect();
    assert!(
        under_answers.contains("Loket: klopt niet (NV") && !under_answers.contains("GetAuth"),
        "{under_answers}"
    );
    let page = html(&report, Language::Nl);
    let (before, appendix) = page.split_once("<h2>Bijlage: controles in Loket</h2>").unwrap();
    assert!(
        !before.contains("GetAuthorizations") && appendix.contains("GetAuthorizations, 18 november 2026")
    );
}

#[test]
fn a_run_of_checks_is_one_row_of_the_table_with_each_check_in_it() {
    let rows = history_rows(&context());
    assert_eq!((&*rows[1].what, &*rows[1].step), (RUN, ""));
    assert_eq!(rows[1].checks, EACH);
    assert_eq!(rows[2].step, "Controleer", "a check by itself has its step");
    assert!(rows[2].checks.is_empty());
    let csv = String::from_utf8(history_csv(&rows, Environment::Production, Language::Nl).bytes).unwrap();
    assert!(EACH.iter().all(|check| csv.contains(check)), "{csv}");
}

#[test]
fn products_stand_on_and_off_in_the_history_and_under_the_answer() {
    let report = report(&context());
    assert!(report.history.iter().any(|line| line.what == "Welke staan aan? aan: Verlof; uit: Declaraties"));
    let lines = &report.steps[2].lines;
    assert_eq!(lines[0].answer, ["Verlof"]);
    assert_eq!(lines[1].answer, ["aan: Verlof", "uit: Declaraties"]);
}

/// "6 of 7" on paper and "6 of 6" on the screen: the same count everywhere.
#[test]
fn the_report_the_table_of_the_board_and_the_dossier_count_the_same_steps() {
    let context = context();
    let summary = DossierState::of(&context).summary;
    assert_eq!((summary.done, summary.total - summary.set_aside, summary.set_aside), (0, 2, 1));
    let page = html(&report(&context), Language::Nl);
    assert!(page.contains("0 van de 2 stappen afgerond, 1 niet van toepassing."));
    let row = BoardRow { summary, employer: None, employer_number: None };
    let row = board_row(&row, "Kantoor Voorbeeld", Language::Nl);
    assert_eq!((row.done, row.steps), (0, 2));
}
