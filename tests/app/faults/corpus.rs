//! What would run, load or lead away if it were taken for markup, in every text of a handbook: on every screen that
//! shows it, it stands there as it was written.

use driver::{App, Result, button, checkbox, control, heading, link, radio};
use serde_json::{Value, json};

use crate::faults::corpus_book::{TITLE, book, payloads, wrong_book};
use crate::journey::office::{Dialogs, EMPLOYER, add_employer, introduce};

/// All that the screens are made of. Anything else was made of words.
const ELEMENTS: &str = "a abbr article aside br button circle code dd details div dl dt fieldset form g h1 h2 h3 h4 header \
    footer hr input kbd label legend li line main mark nav ol option p path polyline progress rect section select small span \
    strong summary svg table caption tbody td textarea th thead time tr ul dialog search output";

/// What runs, and what should not be on the page: an empty list when all is well.
const MADE: &str = "const known = new Set(arguments[0].split(/\\s+/));
    const leads = /^(href|src|srcdoc|action|formaction|data|xlink:href|style|id|name)$/;
    const made = [...document.querySelectorAll('body *')].filter((element) => !known.has(element.localName)
        || [...element.attributes].some(({ name, value }) =>
            name.startsWith('on') || (leads.test(name) && /__pwned|evil|:\\/\\//.test(value))));
    const ran = [typeof window.__pwned !== 'undefined' && 'a payload ran',
        location.protocol !== 'tauri:' && 'the page was left', document.forms.x && 'a form was made',
        document.querySelectorAll('base, meta[http-equiv=refresh], script:not([type=module]), frameset').length > 0
            && 'the head was changed'].filter(Boolean);
    return [...ran, ...made.map((element) => element.outerHTML.slice(0, 200))]";

/// Which of the words do not stand on the page, everything unfolded.
const MISSING: &str = "for (const fold of document.querySelectorAll('details')) fold.open = true;
    const plain = (text) => text.replace(/\\s+/g, ' ').trim();
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => field.value);
    const page = plain([document.body.innerText, ...fields].join('\\n'));
    return arguments[0].filter((words) => !page.includes(plain(words)))";

#[test]
fn no_words_of_a_handbook_run_or_become_markup() -> Result {
    let payloads = payloads();
    assert!(payloads.len() >= 150, "{}", payloads.len());
    let files = Dialogs::new()?;
    let app = started(&files)?;
    take(&app, &files, "eigen.toml", &book(&payloads))?;
    app.wait_for_text("is geïmporteerd")?;
    look(&app, &[TITLE])?;
    app.go("/handboeken/eigen-proef")?;
    app.wait_for(heading(TITLE))?;
    look(&app, &payloads)?;
    let dossier = begin(&app)?;
    look(&app, &payloads)?;
    for (number, words) in payloads.iter().enumerate() {
        app.go(&format!("{dossier}/stap/step-{number}"))?;
        app.wait_for(control(format!("item-line-{number}")))?;
        look(&app, &[words])?;
    }
    for page in ["alles", "controleren"] {
        app.go(&format!("{dossier}/{page}"))?;
        look(&app, &payloads)?;
    }
    for (place, shown) in [("/", TITLE), ("/nieuw", TITLE), ("/werkgevers", EMPLOYER)] {
        app.go(place)?;
        look(&app, &[shown])?;
    }
    app.click(link(EMPLOYER))?;
    look(&app, &[TITLE])
}

#[test]
fn what_is_typed_about_such_a_handbook_is_only_words_too() -> Result {
    let payloads: Vec<&str> =
        payloads().into_iter().filter(|words| words.contains("onerror")).take(3).collect();
    let files = Dialogs::new()?;
    let app = started(&files)?;
    take(&app, &files, "eigen.toml", &book(&payloads))?;
    app.wait_for_text("is geïmporteerd")?;
    let dossier = begin(&app)?;
    app.go(&format!("{dossier}/stap/step-0"))?;
    app.fill("Open vraag", payloads[1])?;
    app.press("Tab")?;
    app.wait_for_text("Bewaard om ")?;
    app.click(checkbox(payloads[0]))?;
    app.click(button("Notitie"))?;
    app.fill("Nieuwe notitie", payloads[2])?;
    app.click(button("Bewaar notitie"))?;
    app.wait_until_gone("Bewaar notitie")?;
    look(&app, &payloads)?;
    for page in ["alles", "controleren", "geschiedenis"] {
        app.go(&format!("{dossier}/{page}"))?;
        look(&app, &payloads[..2])?;
    }
    app.press("Control+k")?;
    app.type_text("proef")?;
    app.wait_until("an answer", || {
        Ok(app.evaluate("return document.querySelector('[role=option]') !== null", vec![])? == json!(true))
    })?;
    look(&app, &[TITLE])
}

#[test]
fn what_is_wrong_in_a_handbook_is_quoted_as_words() -> Result {
    // Longer ones are cut where they are quoted.
    let payloads: Vec<&str> = payloads().into_iter().filter(|words| words.len() <= 110).collect();
    assert!(payloads.len() >= 100);
    let files = Dialogs::new()?;
    let app = started(&files)?;
    let name = "<img src=x onerror=top.__pwned=1>.toml";
    for part in payloads.chunks(40) {
        take(&app, &files, name, &wrong_book(part))?;
        look(&app, part)?;
        look(&app, &[name, "Er is niets geïmporteerd."])?;
    }
    Ok(())
}

/// Nothing ran, nothing was made of words, and these words stand there; the page may still be on its way to them.
fn look(app: &App, shown: &[&str]) -> Result {
    let mut missing = Value::Null;
    let there = app.wait_until("the words on the page", || {
        missing = app.evaluate(MISSING, vec![json!(shown)])?;
        Ok(missing == json!([]))
    });
    let made = app.evaluate(MADE, vec![json!(ELEMENTS)])?;
    assert_eq!(made, json!([]), "made of words at {}", app.place()?);
    assert!(there.is_ok(), "not shown at {}: {missing:#}", app.place()?);
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

fn take(app: &App, files: &Dialogs, name: &str, text: &str) -> Result {
    files.offer(name, text.as_bytes())?;
    app.click(button("Importeer een eigen handboek"))
}

/// Starts a dossier of it for the employer; where it is.
fn begin(app: &App) -> Result<String> {
    app.go("/werkgevers")?;
    app.click(link(EMPLOYER))?;
    app.click(link("Nieuw dossier"))?;
    app.click(radio(TITLE))?;
    app.click(button("Begin dossier"))?;
    app.wait_until("the dossier's page", || Ok(app.place()?.starts_with("/dossiers/")))?;
    app.place()
}
