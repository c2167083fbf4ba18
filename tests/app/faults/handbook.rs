//! Handbooks of others: their mistakes are named by line, and a new version waits for a yes.

use driver::{App, Result, button, checkbox, link, radio};
use serde_json::json;

use crate::journey::office::{Dialogs, EMPLOYER, add_employer, introduce};

#[test]
fn mistakes_in_a_handbook_are_listed_by_line_and_nothing_is_taken_in() -> Result {
    let files = Dialogs::new()?;
    let app = started(&files)?;
    let right = book(1, "Eigen proef", &["Doe dit"]);
    let wrong = right.replace("version = 1", "version = \"een\"").replace("Doe dit", "Doe \u{202e}dit");
    let line =
        |words: &str| wrong.lines().position(|line| line.contains(words)).map(|at| (at + 1).to_string());
    import(&app, &files, &wrong)?;
    app.wait_for_text("fouten in dit bestand")?;
    app.wait_for_text("Er is niets geïmporteerd.")?;
    let text = app.text()?;
    for place in [line("version = "), line("Doe ")] {
        let place = place.unwrap_or_default();
        assert!(
            text.lines().any(|shown| shown.split_whitespace().next() == Some(&*place)),
            "line {place}: {text}"
        );
    }
    assert!(!text.contains('\u{202e}'), "what turns text around is not shown as it is");
    assert!(!app.has(link("Eigen proef"))?);
    import(&app, &files, "dit is geen handboek")?;
    app.wait_for_text("fout in dit bestand")?;
    import(&app, &files, &right)?;
    app.wait_for_text("Eigen proef, versie 1, is geïmporteerd")
}

#[test]
fn a_new_version_changes_a_dossier_only_after_a_yes() -> Result {
    let files = Dialogs::new()?;
    let app = started(&files)?;
    import(&app, &files, &book(1, "Eigen proef", &["Doe dit", "Doe ook dat"]))?;
    app.wait_for_text("Eigen proef, versie 1, is geïmporteerd")?;
    let dossier = begin(&app, "Eigen proef")?;
    let step = format!("{dossier}/stap/first");
    app.go(&step)?;
    app.click(checkbox("Doe dit"))?;
    app.wait_for_text("Bewaard om ")?;
    app.go("/handboeken")?;
    import(&app, &files, &book(2, "Eigen proef", &["Doe dit", "Doe iets anders", "Doe nog meer"]))?;
    app.wait_for_text("Eigen proef, versie 2, is geïmporteerd")?;
    app.go(&step)?;
    app.wait_for(checkbox("Doe ook dat"))?;
    assert!(app.is_checked(checkbox("Doe dit"))?);
    app.go(&dossier)?;
    app.wait_for_text("Dit dossier volgt versie 1.")?;
    app.click(button("Bekijk wat er verandert"))?;
    app.wait_for_text("Was: Doe ook dat")?;
    app.wait_for_text("Doe nog meer")?;
    app.click(button("Ga verder met versie 2"))?;
    app.wait_for_text("Dit dossier volgt nu versie 2")?;
    app.go(&step)?;
    app.wait_for(checkbox("Doe nog meer"))?;
    assert!(app.is_checked(checkbox("Doe dit"))?, "what was answered stays");
    assert!(!app.has(checkbox("Doe ook dat"))?);
    Ok(())
}

/// The program at its handbooks, with an employer to start a dossier for.
fn started(files: &Dialogs) -> Result<App> {
    let app = App::start(files.program())?;
    introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
    add_employer(&app, EMPLOYER)?;
    app.go("/handboeken")?;
    app.wait_for(button("Importeer een eigen handboek"))?;
    Ok(app)
}

fn import(app: &App, files: &Dialogs, text: &str) -> Result {
    files.offer("eigen.toml", text.as_bytes())?;
    app.click(button("Importeer een eigen handboek"))
}

/// Starts a dossier of it for the employer; where it is.
fn begin(app: &App, title: &str) -> Result<String> {
    app.go("/werkgevers")?;
    app.click(link(EMPLOYER))?;
    app.click(link("Nieuw dossier"))?;
    app.click(radio(title))?;
    app.click(button("Begin dossier"))?;
    app.wait_until("the dossier's page", || Ok(app.place()?.starts_with("/dossiers/")))?;
    app.place()
}

/// A small handbook with a line to tick for each of these words, and one to type in.
fn book(version: u32, title: &str, lines: &[&str]) -> String {
    // A string of JSON is one of TOML too.
    let text = |words: &str| format!("{{ nl = {0}, en = {0} }}", json!(words));
    let first = lines.first().copied().unwrap_or_default();
    let mut book = format!(
        "id = \"eigen-proef\"\nversion = {version}\ntitle = {title}\nshort = {title}\npartner = \"Proef\"\n\
         scope = \"employer\"\ngeneration = \"rest\"\nsummary = {first}\nafterwards = {first}\n\n\
         [[warnings]]\ntext = {first}\n\n\
         [[steps]]\nid = \"first\"\ntitle = {first}\nhint = {first}\nwho = \"office\"\n",
        title = text(title),
        first = text(first),
    );
    for (number, words) in lines.iter().enumerate() {
        let ask = "{ kind = \"confirm\" }";
        book.push_str(&line(&format!("line-{number}"), &text(words), ask));
    }
    book + &line("open", &text("Open vraag"), "{ kind = \"field\", type = \"text\" }")
}

fn line(id: &str, label: &str, ask: &str) -> String {
    format!("\n[[steps.items]]\nid = \"{id}\"\nlabel = {label}\nask = {ask}\n")
}
