//! Files that are no handbook, given as one: refused whole, said so, and nothing of them comes onto the disk.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use driver::{App, Fault, PeakMemory, Result, button, field, link};

use crate::journey::office::{Dialogs, introduce};

/// More than the program may grow by looking at a file that it refuses, in bytes.
const GROWTH: u64 = 64 * 1024 * 1024;
/// What stands in a file name or an entry of an archive when something of it should come onto the disk.
const MARK: &str = "kwaad";

/// What is said of an archive.
const ARCHIVE: &str = "Dit is iets anders, zoals een zip-bestand of een document.";

/// Makes archives as a real program does: one that unpacks to a thousand times its size, one in another, one with very
/// many entries, one with names that lead out of the folder or mean something to a system.
const ARCHIVES: &str = r#"
import io, stat, sys, zipfile
def packed(fill):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as archive:
        fill(archive)
    return out.getvalue()
def bomb(archive):
    with archive.open('boek.toml', 'w', force_zip64=True) as entry:
        for _ in range(100):
            entry.write(bytes(1 << 20))
def nested(archive):
    archive.writestr('binnen.zip', packed(bomb))
def many(archive):
    for number in range(20000):
        archive.writestr(f'{number}.toml', '')
def names(archive):
    for name in ['../../kwaad.toml', '/tmp/kwaad.toml', 'C:\\kwaad.toml', '..\\kwaad.toml', 'CON', 'NUL.toml',
                 'kwaad.toml', 'KWAAD.toml', 'kwa\u00e4d.toml', 'kwaa\u0308d.toml']:
        archive.writestr(name, 'id = "kwaad"')
    link = zipfile.ZipInfo('kwaad-koppeling')
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive.writestr(link, '/etc/passwd')
def stored(archive):
    archive.writestr(zipfile.ZipInfo('boek.toml'), 'id = "kwaad"')
for name, fill in [('bom', bomb), ('genest', nested), ('veel', many), ('namen', names), ('kaal', stored)]:
    open(f'{sys.argv[1]}/{name}', 'wb').write(packed(fill))
"#;

#[test]
fn an_archive_is_refused_whole_whatever_it_is_called() -> Result {
    let files = Dialogs::new()?;
    let app = at_the_handbooks(&files)?;
    let made = tempfile::tempdir()?;
    let python = Command::new("python3").args(["-c", ARCHIVES]).arg(made.path()).status()?;
    assert!(python.success());
    let peak = PeakMemory::start(app.pid()?)?;
    for kind in ["bom", "genest", "veel", "namen", "kaal"] {
        let bytes = fs::read(made.path().join(kind))?;
        for ending in ["zip", "toml"] {
            let name = format!("{kind}.{ending}");
            files.offer(&name, &bytes)?;
            app.click(button("Importeer een eigen handboek"))?;
            app.wait_for_text(&name)?;
            app.wait_for_text("fout in dit bestand")?;
            app.wait_for_text("Er is niets geïmporteerd.")?;
            app.wait_for_text(ARCHIVE)?;
        }
    }
    let grown = peak.grown()?;
    assert!(grown < GROWTH, "grew by {grown}");
    nothing_came_in(&app, &files)
}

#[test]
fn names_that_lead_elsewhere_lead_nowhere() -> Result {
    let files = Dialogs::new()?;
    let app = at_the_handbooks(&files)?;
    // As the name in the handbook, which is what it is kept under.
    for id in
        ["../../kwaad", "/tmp/kwaad", r"C:\\kwaad", r"..\\kwaad", "CON.", "kwa\u{e4}d", "KWAAD", "kwaad "]
    {
        files.offer("eigen.toml", book(id).as_bytes())?;
        app.click(button("Importeer een eigen handboek"))?;
        app.wait_for_text("fout in dit bestand")?;
        app.wait_for_text("Er is niets geïmporteerd.")?;
        app.go("/")?;
        app.go("/handboeken")?;
        app.wait_until_gone("fout in dit bestand")?;
    }
    nothing_came_in(&app, &files)?;
    // As the name of the file, which is for nothing but to say which file it was.
    for (number, name) in
        ["CON.toml", r"..\..\kwaad.toml", "C:kwaad.toml", "kwaad\n.toml", "..toml"].iter().enumerate()
    {
        files.offer(name, book(&format!("eigen-{number}")).as_bytes())?;
        app.click(button("Importeer een eigen handboek"))?;
        app.wait_for_text(&format!("Boek eigen-{number}, versie 1, is geïmporteerd"))?;
    }
    assert_eq!(marked(app.desktop().home())?, Vec::<PathBuf>::new());
    Ok(())
}

#[test]
fn a_file_that_is_too_large_is_refused_before_it_is_read() -> Result {
    let files = Dialogs::new()?;
    let app = at_the_handbooks(&files)?;
    files.offer("groot.toml", b"")?;
    File::options().write(true).open(files.path().join("open/groot.toml"))?.set_len(100 * 1024 * 1024)?;
    let before = bytes_read(&app)?;
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("Dit bestand is te groot")?;
    app.wait_for_text("Er is niets geïmporteerd.")?;
    let read = bytes_read(&app)? - before;
    assert!(read < 10 * 1024 * 1024, "{read} bytes were read");
    // What may be read is still more than a handbook is.
    files.offer("groot.toml", &vec![b'#'; 5 * 1024 * 1024])?;
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("fout in dit bestand")?;
    nothing_came_in(&app, &files)
}

#[test]
fn what_is_no_file_is_not_read() -> Result {
    let files = Dialogs::new()?;
    let app = at_the_handbooks(&files)?;
    let open = files.path().join("open");
    let pipe = open.join("pijp.toml");
    assert!(Command::new("mkfifo").arg(&pipe).status()?.success());
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("Dit is er niet meer")?;
    fs::remove_file(&pipe)?;
    app.go("/")?;
    app.go("/handboeken")?;
    std::os::unix::fs::symlink("/dev/zero", open.join("eindeloos.toml"))?;
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("Dit is er niet meer")?;
    nothing_came_in(&app, &files)
}

/// The program with nothing in it, at its handbooks.
fn at_the_handbooks(files: &Dialogs) -> Result<App> {
    let app = App::start(files.program())?;
    introduce(&app, "Zonder Loket: zelf een werkgever invoeren")?;
    app.wait_for(field("Bedrijfsnaam"))?;
    app.go("/handboeken")?;
    app.wait_for(button("Importeer een eigen handboek"))?;
    Ok(app)
}

/// The handbooks are those that come with the program, nothing lies about, and the next import goes well.
fn nothing_came_in(app: &App, files: &Dialogs) -> Result {
    assert_eq!(marked(app.desktop().home())?, Vec::<PathBuf>::new());
    assert!(!Path::new("/tmp/kwaad.toml").exists());
    app.go("/")?;
    app.go("/handboeken")?;
    app.wait_for(button("Importeer een eigen handboek"))?;
    assert!(!app.text()?.contains(", eigen"), "no handbook of one's own");
    files.offer("goed.toml", book("goed").as_bytes())?;
    app.click(button("Importeer een eigen handboek"))?;
    app.wait_for_text("Boek goed, versie 1, is geïmporteerd")?;
    app.wait_for(link("Boek goed"))
}

/// The files under a folder whose name says that they came out of what was given.
fn marked(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for there in fs::read_dir(folder)? {
        let there = there?;
        if there.file_name().to_string_lossy().to_lowercase().contains(MARK) {
            found.push(there.path());
        }
        if there.file_type()?.is_dir() {
            found.extend(marked(&there.path())?);
        }
    }
    Ok(found)
}

/// All that the program has read so far, from files and otherwise.
fn bytes_read(app: &App) -> Result<u64> {
    let counts = fs::read_to_string(format!("/proc/{}/io", app.pid()?))?;
    let line = counts.lines().find_map(|line| line.strip_prefix("rchar: "));
    line.and_then(|count| count.parse().ok()).ok_or_else(|| Fault::new("no count of what was read"))
}

fn book(id: &str) -> String {
    let text = |words: &str| format!("{{ nl = \"{words}\", en = \"{words}\" }}");
    let title = text(&format!("Boek {}", id.trim().replace(['\\', '/'], "-")));
    format!(
        "id = \"{id}\"\nversion = 1\ntitle = {title}\nshort = {title}\npartner = \"Proef\"\nscope = \"employer\"\n\
         generation = \"rest\"\nsummary = {title}\nafterwards = {title}\n\n\
         [[steps]]\nid = \"first\"\ntitle = {title}\nhint = {title}\nwho = \"office\"\n\n\
         [[steps.items]]\nid = \"line\"\nlabel = {title}\nask = {{ kind = \"confirm\" }}\n"
    )
}
