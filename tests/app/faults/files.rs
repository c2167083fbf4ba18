//! Files out, where something gets in their way: the whole file or none, nothing written over, and the dossier as it was.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use driver::{App, Fault, Result};
use serde_json::Value;

use crate::faults::disturb::{Held, holdable, read_only, small_disk};
use crate::journey::office::{Dialogs, begin, export, handbook};

const SAFE: &str = "Je dossiers zijn niet veranderd. Er staat geen half bestand.";
/// What names of files in the making start with.
const PASSING: &str = ".koppelwijzer-";

#[test]
fn a_file_that_is_there_is_not_written_over() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(files.program())?;
    begin(&app, &handbook("asr-werkgever")?)?;
    let first = exported(&app, &files)?;
    fs::write(files.path().join(&first), "van een ander")?;
    export(&app)?;
    let second = numbered(&first, 2);
    app.wait_for_text(&second)?;
    let there = listed(files.path())?;
    assert_eq!(there.keys().collect::<Vec<_>>(), [&second, &first]);
    assert_eq!(there[&first], b"van een ander");
    Ok(())
}

#[test]
fn an_export_that_is_killed_leaves_the_whole_file_or_none_and_no_stray() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(holdable(files.program()))?;
    let dossier = dossier(&app)?;
    let first = exported(&app, &files)?;
    let folder = files.path().display().to_string();
    // Before it gets its name; then before that name is made durable.
    for (calls, number, stands) in [("renameat2,renameat,rename,linkat,link", 2, false), ("fsync", 2, true)] {
        let name = numbered(&first, number);
        let target = files.path().join(&name).display().to_string();
        let kill = format!("inject={calls}:signal=KILL");
        let traced = format!("trace={calls}");
        let _held = Held::by(&app, &["-e", &traced, "-e", &kill, "-P", &target, "-P", &folder])?;
        // It may be gone before it answered the click.
        let _ = export(&app);
        gone(&app)?;
        app.kill();
        let there = listed(files.path())?;
        assert_eq!(there.contains_key(&name), stands, "{:?}", there.keys());
        assert_eq!(there.keys().any(|name| name.starts_with(PASSING)), !stands, "{:?}", there.keys());
        app.restart()?;
        let there = listed(files.path())?;
        assert!(!there.keys().any(|name| name.starts_with(PASSING)), "no stray: {:?}", there.keys());
        if stands {
            let (before, events) = content(&there[&first])?;
            let (after, mut later) = content(&there[&name])?;
            assert_eq!(after, before, "whole");
            // Only the making of the first file was recorded since: the other one was killed before that.
            assert_eq!(later.pop().ok_or_else(|| Fault::new("no event"))?["action"]["do"], "fileMade");
            assert_eq!(later, events, "whole");
        }
        app.go(&dossier)?;
    }
    export(&app)?;
    app.wait_for_text(&numbered(&first, 3))
}

#[test]
fn a_folder_that_may_not_be_written_to_is_said_and_another_try_succeeds() -> Result {
    let files = Dialogs::new()?;
    let mut app = App::start(read_only(files.program(), files.path())?)?;
    let dossier = dossier(&app)?;
    export(&app)?;
    app.wait_for_text("Het bestand is niet gemaakt.")?;
    app.wait_for_text("Je mag hier niet schrijven. Kies een andere plaats.")?;
    app.wait_for_text(SAFE)?;
    assert!(listed(files.path())?.is_empty());
    *app.options_mut() = files.program();
    app.restart()?;
    app.go(&dossier)?;
    exported(&app, &files).map(|_| ())
}

#[test]
fn a_full_disk_takes_no_file_and_is_said() -> Result {
    let files = Dialogs::new()?;
    let app = App::start(small_disk(files.program(), files.path(), 64)?)?;
    begin(&app, &handbook("asr-werkgever")?)?;
    // The small disk is there for the program alone; this is the way in.
    let inside = Path::new("/proc").join(app.pid()?.to_string()).join("root");
    let disk = inside.join(files.path().strip_prefix("/")?);
    let filler = disk.join("filler");
    fs::write(&filler, vec![0; 60 * 1024])?;
    export(&app)?;
    app.wait_for_text("Het bestand is niet gemaakt.")?;
    app.wait_for_text("De schijf is vol. Maak ruimte, of kies een andere plaats.")?;
    app.wait_for_text(SAFE)?;
    assert_eq!(listed(&disk)?.into_keys().collect::<Vec<_>>(), ["filler"]);
    fs::remove_file(&filler)?;
    export(&app)?;
    app.wait_for_text("Gemaakt: ")?;
    assert_eq!(listed(&disk)?.len(), 1);
    Ok(())
}

/// From the first start to a dossier; where it is.
fn dossier(app: &App) -> Result<String> {
    begin(app, &handbook("asr-werkgever")?)?;
    app.place()
}

/// Exports and waits for the file; its name.
fn exported(app: &App, files: &Dialogs) -> Result<String> {
    export(app)?;
    let path = files.saved(app, ".koppelwijzer")?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    app.wait_for_text(&name)?;
    Ok(name)
}

/// The name that a file gets when its own is taken.
fn numbered(name: &str, number: u32) -> String {
    name.replace(".koppelwijzer", &format!(" ({number}).koppelwijzer"))
}

/// What a dossier's file says beside its history, and the events of that history; not when it was made.
fn content(file: &[u8]) -> Result<(Value, Vec<Value>)> {
    let mut content: Value = serde_json::from_slice(file)?;
    let fields = content.as_object_mut().ok_or_else(|| Fault::new("the file is not an object"))?;
    fields.remove("made_at").ok_or_else(|| Fault::new("the file does not say when it was made"))?;
    // These follow from the events, and from when it was made.
    for name in ["head", "opened", "opened_sha256", "beside_sha256"] {
        fields.remove(name).ok_or_else(|| Fault::new("a field is missing in the file"))?;
    }
    match fields.remove("events") {
        Some(Value::Array(events)) => Ok((content, events)),
        _ => Err(Fault::new("the file holds no events")),
    }
}

/// Every file in a folder with what is in it.
fn listed(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for there in fs::read_dir(folder)? {
        let path = there?.path();
        if path.is_file() {
            found.insert(
                path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                fs::read(&path)?,
            );
        }
    }
    Ok(found)
}

/// Waits until the program has ended.
fn gone(app: &App) -> Result {
    let start = std::time::Instant::now();
    while app.is_running() {
        if start.elapsed() > std::time::Duration::from_mins(1) {
            return Err(Fault::new("the program was not killed in the middle of an export"));
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    Ok(())
}
