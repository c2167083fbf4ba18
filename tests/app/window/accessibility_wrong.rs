//! The same for what is wrong: input that does not read, a handbook with faults, rows with errors, and starts of which the
//! page says that something was not as it should be.

use std::fs;

use driver::{App, Result, button, heading, link};
use serde_json::json;

use crate::faults::disturb::read_only;
use crate::journey::office::{Dialogs, EMPLOYER, add_employer, handbook, introduce, start_dossier};
use crate::window::judge::Judge;

const CHANGE: &str = "const [id, change, done] = arguments;
window.__TAURI_INTERNALS__.invoke('change_dossier', { id, change }).then(() => done(null), (refused) => done(refused))";

#[test]
fn no_violation_where_something_is_wrong_in_the_light() -> Result {
    judge(false)
}

#[test]
fn no_violation_where_something_is_wrong_in_the_dark() -> Result {
    judge(true)
}

fn judge(dark: bool) -> Result {
    let files = Dialogs::new()?;
    let options = if dark { files.program().dark() } else { files.program() };
    let mut app = App::start(options)?;
    let mut judge = Judge::default();
    wrong_input(&app, &mut judge)?;
    let faulty = "id = \"Eigen Proef\"\nversion = \"een\"\ntitle = { nl = \"Proef\" }\nsoort = 1\n";
    files.offer("stuk.toml", faulty.as_bytes())?;
    app.go("/handboeken")?;
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("in dit bestand")?;
    judge.look(&app, "a handbook with faults")?;
    rows(&app, &mut judge)?;
    starts(&mut app, &files, dark, &mut judge)?;
    judge.expect_nothing();
    Ok(())
}

fn wrong_input(app: &App, judge: &mut Judge) -> Result {
    app.click(button("Doorgaan"))?;
    app.wait_for_text("Er is een probleem")?;
    judge.look(app, "a first start without a name")?;
    introduce(app, "Zonder Loket: zelf een werkgever invoeren")?;
    app.fill("Loonheffingennummer", "123")?;
    app.fill("KvK-nummer", "een twee drie")?;
    app.click(button("Doorgaan"))?;
    app.wait_for_text("Er is een probleem")?;
    judge.look(app, "an employer without a name")?;
    judge.look_at(app, "/werkgevers")?;
    judge.look_at(app, "/")?;
    app.go("/nieuw")?;
    app.click(button("Begin dossier"))?;
    app.wait_for_text("Er is een probleem")?;
    judge.look(app, "a dossier of nothing")?;
    app.go("/instellingen")?;
    app.fill("E-mail van je kantoor", "geen adres")?;
    app.press("Tab")?;
    app.wait_until_still()?;
    judge.look(app, "a setting that does not read")
}

/// A mapping table with rows that do not read.
fn rows(app: &App, judge: &mut Judge) -> Result {
    app.go("/werkgevers/nieuw")?;
    add_employer(app, EMPLOYER)?;
    start_dossier(app, &handbook("personeelssysteem-koppeling")?)?;
    let dossier = app.place()?;
    let id = dossier.rsplit('/').next().unwrap_or_default();
    let row = |from: &str, to: &str| json!([{ "clear": from }, { "clear": to }]);
    let rows = json!([row("Gewerkte uren", "310"), row("Toeslag 150%", "drie"), row("", "320")]);
    let answer = json!({ "kind": "rows", "rows": rows, "none": false });
    for change in [
        // The step comes after this one.
        json!({ "kind": "setStepAside", "step": "connect", "reason": "Ingericht door de leverancier" }),
        json!({ "kind": "answerItem", "item": "hour-components", "answer": answer }),
    ] {
        assert_eq!(app.evaluate_later(CHANGE, vec![json!(id), change])?, json!(null));
    }
    // What was changed behind the page's back is read when the dossier is opened anew.
    app.go("/")?;
    app.wait_for(heading("Overzicht"))?;
    app.go(&format!("{dossier}/stap/map-hours"))?;
    app.wait_for(button("Doorgaan"))?;
    judge.look(app, "a mapping table")?;
    app.press("Control+Enter")?;
    app.wait_for_text("Er is een probleem")?;
    judge.look(app, "a mapping table with rows that do not read")?;
    judge.look_at(app, &format!("{dossier}/alles"))
}

/// Starts after which the page says that something was not as it should be.
fn starts(app: &mut App, files: &Dialogs, dark: bool, judge: &mut Judge) -> Result {
    app.go("/instellingen")?;
    app.click(button("Maak nu een back-up"))?;
    app.wait_for_text("De back-up is gemaakt")?;
    app.close()?;
    fs::write(app.data().join("koppelwijzer.db"), "geen gegevens")?;
    app.restart()?;
    app.wait_for_text("Je gegevens waren beschadigd en zijn hersteld uit een back-up")?;
    judge.look(app, "records that were restored")?;
    app.close()?;
    let options = if dark { files.program().dark() } else { files.program() };
    *app.options_mut() = read_only(options, &app.data())?;
    app.restart()?;
    app.wait_for_text("Je kunt nu alleen lezen.")?;
    judge.look(app, "records that can only be read")?;
    app.click(link("Instellingen"))?;
    app.wait_for(heading("Instellingen"))?;
    judge.look(app, "settings that can only be read")
}
