use driver::*;
use crate::journey_office::*;
use crate::journey_walk::Walk;
#[test]
fn zz() -> Outcome {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    let handbook = handbook("personeelssysteem-koppeling")?;
    begin(&app, &handbook)?;
    app.click(link("Begin met stap 1"))?;
    let mut walk = Walk::of(&app, &handbook);
    walk.on(8)?;
    app.evaluate("window.__e=[]; for (const t of ['mousedown','mouseup','click','change','focusout']) addEventListener(t, e=>window.__e.push(Math.round(performance.now())+' '+t+' '+e.target.tagName+'#'+e.target.id+' '+e.target.checked+' '+(e.clientX||'')+','+(e.clientY||'')+' top='+Math.round(document.getElementById('item-linked-checked').getBoundingClientRect().y)), true); return null", vec![])?;
    let r = walk.on(9);
    println!("{}", serde_json::to_string_pretty(&app.evaluate("return window.__e", vec![])?)?);
    let d = app.data().join("koppelwijzer.db");
    let o = std::process::Command::new("sqlite3").arg(&d).arg(".schema").output()?;
    println!("{}", String::from_utf8_lossy(&o.stdout));
    println!("{}", r.is_ok());
    Ok(())
}
