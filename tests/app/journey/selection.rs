//! Several dossiers at once, from the board.

use domain::handbook::Handbook;
use domain::id::StepId;
use driver::{App, Fault, Result, button, checkbox, field, radio};
use serde_json::{Value, json};

use crate::journey::office::{handbook, introduce};
use crate::program;

const CALL: &str = "const [command, given, done] = arguments;
window.__TAURI_INTERNALS__.invoke(command, given).then(
    (answer) => done({ done: answer ?? null }),
    (refused) => done({ refused }),
)";

fn call(app: &App, command: &str, given: Value) -> Result<Value> {
    let answer = app.evaluate_later(CALL, vec![json!(command), given])?;
    answer.get("done").cloned().ok_or_else(|| Fault::new(format!("{command}: {answer}")))
}

/// Employers with a dossier of this handbook each; the ids of those.
fn start(app: &App, handbook: &Handbook, count: usize) -> Result<Vec<Value>> {
    let mut employers = vec![];
    for nth in 0..count {
        let card = json!({
            "id": "00000000-0000-0000-0000-000000000000", "company_name": format!("Werkgever {nth}"),
            "employer_id": null, "employer_number": null, "kvk": null, "email": null,
            "administrations": [], "changed": "2026-11-20T10:00:00Z", "loket": null,
        });
        let saved = call(app, "save_employer_card", json!({ "typed": card }))?;
        employers.push(saved["card"]["employer"]["id"].clone());
    }
    let given = json!({ "handbook": handbook.id, "employers": employers, "due": null });
    let started = call(app, "start_dossiers", given)?;
    let ids = started.as_array().into_iter().flatten().map(|summary| summary["dossier"].clone());
    Ok(ids.collect())
}

/// What an item of the handbook asks.
fn label(handbook: &Handbook, item: &str) -> Result<String> {
    let found = handbook.item(&item.into()).map(|(_, item)| item.label.nl.clone());
    found.ok_or_else(|| Fault::new(format!("no item {item}")))
}

#[test]
fn ten_dossiers_move_on_in_one_go_and_the_one_that_cannot_says_why() -> Result {
    let handbook = handbook("asr-werkgever")?;
    let mut app = App::start(program())?;
    introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
    app.wait_for(field("Bedrijfsnaam"))?;
    let dossiers = start(&app, &handbook, 10)?;
    // In one of them a choice was made that asks for more than can be said for all.
    let webservice = json!({ "kind": "value", "value": { "clear": "webservice" } });
    let chosen = json!({ "kind": "answerItem", "item": "user-generation", "answer": webservice });
    call(&app, "change_dossier", json!({ "id": dossiers[9], "change": chosen }))?;
    app.go("/")?;
    app.click(checkbox("Kies alle getoonde dossiers"))?;
    app.click(button("Rond stap af"))?;
    app.click(checkbox(label(&handbook, "office-signed-up")?))?;
    app.click(radio("Dat is niet gevraagd"))?;
    app.click(checkbox(label(&handbook, "employer-requested")?))?;
    app.click(button("Rond af in 10 dossiers"))?;
    app.wait_for_text("Gedaan in 9 van de 10 dossiers.")?;
    let why = format!("Nog niet in orde: {}", label(&handbook, "generation-settled")?);
    app.wait_for_text(&why)?;
    let violations = app.axe()?;
    assert!(violations.is_empty(), "{violations:#?}");
    app.click(button("Maak ongedaan: Werkgever 3, a.s.r. werkgever"))?;
    app.wait_for_text("Teruggedraaid")?;
    // What was said is on disk, each dossier by itself.
    app.restart()?;
    let board = call(&app, "board", json!({}))?;
    let rows = board["rows"].as_array().cloned().unwrap_or_default();
    let next = |dossier: &Value| {
        let row = rows.iter().find(|row| row["dossier"] == *dossier)?;
        let place = usize::try_from(row["next"].as_u64()?).ok()?;
        Some(StepId::from(board["steps"][place]["step"].as_str()?))
    };
    let first = handbook.steps.first().map(|step| step.id.clone());
    let stayed = dossiers.iter().map(|dossier| next(dossier) == first);
    let expected = (0..10).map(|nth| nth == 3 || nth == 9);
    assert_eq!(stayed.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    // Beside Loket several dossiers fit on the first screen: the filters and the week are behind a button.
    app.set_size(420, 900)?;
    app.wait_for(button("Filter"))?;
    let fits = "return [...document.querySelectorAll('table.board .line')]
        .filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length";
    app.wait_until("dossiers on the first screen", || {
        Ok(app.evaluate(fits, vec![])?.as_u64().is_some_and(|count| count >= 3))
    })?;
    let violations = app.axe()?;
    assert!(violations.is_empty(), "{violations:#?}");
    // Nothing half: of what was said for all, the one that cannot has nothing.
    let state = call(&app, "open_dossier", json!({ "id": dossiers[9] }))?;
    assert_eq!(state["state"]["items"]["office-signed-up"]["answer"], Value::Null);
    Ok(())
}
