//! The walls of the house: who may know whom, and the rules that every file keeps.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod documented;
mod line_ends;
mod sources;
mod wording;

use sources::{below, dependencies, none, packages};

/// Each package of the workspace and the ones of it that it may know.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("domain", &[]),
    // Renaming and removing files that another program may hold, in one manner for all rooms that have files.
    ("file_access", &[]),
    ("handbooks", &["domain"]),
    ("records", &["domain", "file_access"]),
    ("exchange", &["domain", "file_access"]),
    ("loket", &["domain"]),
    ("vault", &[]),
    ("sandbox", &["domain", "file_access"]),
    ("office", &["domain", "handbooks", "records", "exchange", "loket", "vault", "sandbox", "file_access"]),
    ("koppelwijzer", &["office", "domain"]),
    ("contract", &[]),
    ("driver", &[]),
    ("peer", &["sandbox"]),
    // A row of a table of measurements.
    ("figures", &[]),
    // Reads and writes hours files on a command line, with the product's own code, which it proves and measures.
    ("hours", &["domain", "exchange", "figures"]),
    // It makes a sample office to look at, and measures single rooms beside the least that could do the same.
    (
        "measure",
        &[
            "driver",
            "domain",
            "handbooks",
            "records",
            "exchange",
            "figures",
            "hours",
            "loket",
            "vault",
            "office",
            "peer",
        ],
    ),
    ("xtask", &[]),
];

/// Only these know the window.
const KNOW_THE_WINDOW: [&str; 2] = ["koppelwijzer", "measure"];

const CODE: [&str; 4] = [".rs", ".ts", ".svelte", ".css"];

#[test]
fn rooms_know_only_whom_they_may() {
    let packages = packages();
    let names: Vec<&str> = packages.iter().map(|package| package["name"].as_str().unwrap()).collect();
    let mut findings = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().unwrap();
        let Some((_, allowed)) = MAY_KNOW.iter().find(|(room, _)| *room == name) else {
            findings.push(format!("{name} has no place in the house"));
            continue;
        };
        for dependency in dependencies(package) {
            if names.contains(&dependency.as_str()) && !allowed.contains(&dependency.as_str()) {
                findings.push(format!("{name} knows {dependency}"));
            }
            let window = dependency.starts_with("tauri") || ["wry", "tao"].contains(&dependency.as_str());
            if window && !KNOW_THE_WINDOW.contains(&name) {
                findings.push(format!("{name} knows the window through {dependency}"));
            }
        }
    }
    none("a room may know only the rooms named here", &findings);
}

#[test]
fn the_domain_is_pure() {
    let impure = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "SystemTime",
        "Instant::now",
        "Timestamp::now",
        "Zoned::now",
        "now_v7",
        "new_v4",
        "rand::",
        "getrandom",
        "async fn",
        ".await",
    ];
    let mut findings = Vec::new();
    for source in below("src-tauri/crates/domain/src", &[".rs"]) {
        for word in impure.iter().filter(|word| source.text.contains(**word)) {
            findings.push(format!("{}: {word}", source.path));
        }
    }
    none("the domain has no I/O, no clock, no randomness, nothing asynchronous", &findings);
}

#[test]
fn only_the_host_knows_the_window() {
    let mut findings = Vec::new();
    for source in below("ui/src", &[".ts", ".svelte", ".js"]) {
        if source.path.starts_with("ui/src/host/") {
            continue;
        }
        for line in source.text.lines() {
            let bindings =
                line.contains("import") && (line.contains("/bindings'") || line.contains("/bindings.ts'"));
            if line.contains("@tauri-apps")
                || line.contains("__TAURI")
                || bindings && !source.path.ends_with(".test.ts")
            {
                findings.push(format!("{}: {}", source.path, line.trim()));
            }
        }
    }
    none("screens and parts reach the program through ui/src/host only", &findings);
}

#[test]
fn the_page_shows_text_as_text() {
    let mut findings = Vec::new();
    for source in below("ui/src", &[".ts", ".svelte"]) {
        for word in [
            "{@html",
            ".innerHTML =",
            ".outerHTML =",
            "insertAdjacentHTML",
            "document.write",
            "new Function",
            "eval(",
        ] {
            if source.text.contains(word) {
                findings.push(format!("{}: {word}", source.path));
            }
        }
    }
    none("no text ever becomes markup or script", &findings);
}

#[test]
fn files_stay_under_400_lines() {
    let long: Vec<String> = below(".", &CODE)
        .iter()
        .filter(|source| !source.path.ends_with("/bindings.ts"))
        .map(|source| (&source.path, source.text.lines().count()))
        .filter(|(_, lines)| *lines > 400)
        .map(|(path, lines)| format!("{path}: {lines}"))
        .collect();
    none("a file has at most 400 lines", &long);
}

#[test]
fn nothing_is_called_manager() {
    let vague = ["Manager", "Service", "Helper", "Helpers", "Util", "Utils", "Processor"];
    let files = [
        "types.rs",
        "types.ts",
        "utils.rs",
        "utils.ts",
        "util.rs",
        "util.ts",
        "helpers.rs",
        "helpers.ts",
        "misc.rs",
        "misc.ts",
    ];
    let mut findings = Vec::new();
    for source in below(".", &CODE) {
        let name = source.path.rsplit('/').next().unwrap();
        if files.contains(&name)
            || source.path.split('/').any(|folder| folder == "utils" || folder == "helpers")
        {
            findings.push(source.path.clone());
        }
        for declared in source.text.lines().filter_map(declared_name) {
            if vague.iter().any(|word| declared.ends_with(word)) {
                findings.push(format!("{}: {declared}", source.path));
            }
        }
    }
    none("a name says what the thing is", &findings);
}

/// The name a line declares, when it declares a type.
fn declared_name(line: &str) -> Option<&str> {
    let words = ["struct ", "enum ", "trait ", "type ", "class ", "interface "];
    let line = line.trim_start();
    let line = ["pub ", "pub(crate) ", "export ", "default "]
        .iter()
        .fold(line, |rest, word| rest.strip_prefix(word).unwrap_or(rest));
    let rest = words.iter().find_map(|word| line.strip_prefix(word))?;
    let end = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(rest.len());
    Some(&rest[..end])
}

#[test]
fn no_test_is_left_out() {
    let mut findings = Vec::new();
    for source in below(".", &[".rs"]) {
        for (number, line) in source.text.lines().enumerate() {
            let line = line.trim_start();
            // What needs a program of Debian says which, and is passed over on Windows alone.
            let on_windows = line.starts_with("#[cfg_attr(windows, ignore = \"needs ");
            if line.starts_with("#[ignore")
                || line.starts_with("#[cfg_attr") && line.contains("ignore") && !on_windows
            {
                findings.push(format!("{}:{}", source.path, number + 1));
            }
        }
    }
    for source in below("ui", &[".test.ts", ".test.svelte.ts"]) {
        for word in [".skip(", ".only(", ".todo(", "xit(", "xdescribe("] {
            if source.text.contains(word) {
                findings.push(format!("{}: {word}", source.path));
            }
        }
    }
    none("every test runs", &findings);
}

#[test]
fn commands_only_forward() {
    let mut findings = Vec::new();
    for source in below("src-tauri/src/commands", &[".rs"]) {
        let lines: Vec<&str> = source.text.lines().collect();
        for (number, _) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("#[tauri::command")) {
            let length = lines[number..].iter().position(|line| *line == "}").unwrap_or(usize::MAX);
            let body = lines[number..]
                .iter()
                .position(|line| line.ends_with('{'))
                .map_or(0, |start| length.saturating_sub(start + 1));
            if body > 10 {
                findings.push(format!("{}:{} has {body} lines", source.path, number + 1));
            }
        }
    }
    none("a command has at most ten lines and only forwards", &findings);
}
