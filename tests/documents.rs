//! The documents say what is so.

// What cannot be read fails the test.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder.
fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") && !path.ends_with("node_modules") {
            sources(&path, into);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            into.push(path);
        }
    }
}

/// Names of all functions in the tests of the project.
fn functions() -> BTreeSet<String> {
    let mut files = vec![];
    sources(&root().join("src-tauri"), &mut files);
    sources(&root().join("tests"), &mut files);
    let mut names = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let after = text.split("fn ").skip(1);
        names.extend(
            after.map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()),
        );
    }
    names
}

#[test]
fn every_fault_names_tests_that_exist() {
    let known = functions();
    let text = fs::read_to_string(root().join("docs/faults.md")).unwrap();
    let rows: Vec<_> =
        text.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| #")).collect();
    assert!(rows.len() >= 30, "{} rows", rows.len());
    for row in rows {
        let shown_by = row.trim_end_matches('|').rsplit('|').next().unwrap();
        let names: Vec<_> = shown_by.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test: {row}");
        for name in names {
            assert!(known.contains(name), "there is no test {name}: {row}");
        }
    }
}

#[test]
fn what_is_promised_to_administrators_names_tests_that_exist() {
    let known = functions();
    let text = fs::read_to_string(root().join("docs/beheer.md")).unwrap();
    let (_, proof) = text.split_once("## Bewijs").unwrap();
    let names: Vec<_> = proof.split('`').skip(1).step_by(2).filter(|name| !name.contains(' ')).collect();
    assert!(names.len() >= 12, "{} tests", names.len());
    for name in names {
        assert!(known.contains(name), "there is no test {name}");
    }
}

#[test]
fn the_readme_names_commands_and_documents_that_exist() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let xtask = fs::read_to_string(root().join("xtask/src/main.rs")).unwrap();
    for command in ["start", "test", "check", "bench", "pictures"] {
        assert!(text.contains(&format!("cargo xtask {command}")), "{command}");
        assert!(xtask.contains(&format!("\"{command}\"")), "{command}");
    }
    let links = text.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    for link in links.filter(|link| !link.starts_with("https://")) {
        assert!(root().join(link).is_file(), "{link} is not there");
    }
}
