//! Build script of the shell: declares the app's own commands to Tauri, so that each call from the page is
//! checked against the capability, and makes sure there is a page to compile in.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where the commands live, one file a noun. The list of commands is read from there and kept nowhere else.
const COMMANDS: &str = "src-tauri/src/commands";
/// What Vite writes and Tauri compiles in.
const PAGE: &str = "ui/dist";

fn main() -> Result<(), Box<dyn Error>> {
    for watched in [COMMANDS, PAGE, "src-tauri/capabilities", "icons"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    ensure_page(Path::new(PAGE))?;
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let permissions = declare_commands(&out)?;
    let manifest = tauri_build::AppManifest::new().permissions_path_pattern(permissions.leak());
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("src-tauri/capabilities/*.json")
            .app_manifest(manifest),
    )?;
    Ok(())
}

/// Writes a page that says what to do when the real one was not built: without any page nothing compiles, and
/// the crates' tests should not need npm.
fn ensure_page(folder: &Path) -> std::io::Result<()> {
    let index = folder.join("index.html");
    if index.exists() {
        return Ok(());
    }
    fs::create_dir_all(folder)?;
    fs::write(
        index,
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Koppelwijzer</title>\
         <h1>The page was not built</h1><p>Run <code>cargo xtask start</code>.</p></html>\n",
    )
}

/// Declares one permission, `commands`, that covers every command of the app; returns the pattern of its file.
fn declare_commands(out: &Path) -> Result<String, Box<dyn Error>> {
    let folder = out.join("commands");
    fs::create_dir_all(&folder)?;
    let mut text = String::from(
        "[[permission]]\nidentifier = \"commands\"\ndescription = \"Every command of the app.\"\ncommands.allow = [\n",
    );
    for name in command_names(Path::new(COMMANDS))? {
        writeln!(text, "  \"{name}\",")?;
    }
    text.push_str("]\n");
    fs::write(folder.join("commands.toml"), text)?;
    Ok(format!("{}/*.toml", folder.display()))
}

/// The names of the functions marked `#[tauri::command]` under `folder`, sorted.
fn command_names(folder: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let mut names = Vec::new();
    if !folder.is_dir() {
        return Ok(names);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        // A command in a folder would be in the program and refused when the page calls it.
        if path.is_dir() {
            return Err(format!("{}: commands stand in files, one a noun", path.display()).into());
        }
        if path.extension().is_some_and(|ending| ending == "rs") {
            names.extend(commands_in(&fs::read_to_string(&path)?));
        }
    }
    names.sort();
    Ok(names)
}

/// The command names in one source text: the first `fn` after each `#[tauri::command`.
fn commands_in(source: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in source.lines().map(str::trim_start) {
        if line.starts_with("#[tauri::command") {
            marked = true;
        } else if marked
            && !line.starts_with("//")
            && let Some((_, rest)) = line.split_once("fn ")
        {
            let name = |letter: &char| letter.is_alphanumeric() || *letter == '_';
            names.push(rest.chars().take_while(name).collect());
            marked = false;
        }
    }
    names
}
