//! What is checked out has the same bytes on every system.

use std::fs;
use std::process::Command;

use crate::sources::{below, none, root};

#[test]
fn texts_of_the_project_end_their_lines_in_one_way() {
    let written =
        [".rs", ".ts", ".svelte", ".css", ".toml", ".sql", ".json", ".md", ".snap", ".html", ".txt"];
    let findings: Vec<String> = below(".", &written)
        .into_iter()
        .filter(|source| source.text.contains("\r\n"))
        .map(|source| source.path)
        .collect();
    none("what the program compiles in, and the tests read, has no carriage returns", &findings);
    let hours = fs::read(root().join("tests/hours/files/uren.csv")).unwrap();
    assert!(
        hours.windows(2).any(|two| two == b"\r\n"),
        "an hours file keeps the line ends it was written with"
    );
}

/// Git says of each file what is in the repository and what `.gitattributes` makes of it.
#[test]
fn every_tracked_file_has_the_attributes_that_fit_its_bytes() {
    if !root().join(".git").exists() {
        eprintln!("NOT CHECKED: this is no clone of the repository");
        return;
    }
    let told = Command::new("git")
        .args(["-c", "safe.directory=*", "-c", "core.quotePath=false", "ls-files", "--eol"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told = String::from_utf8(told.stdout).unwrap();
    assert!(told.lines().count() > 1000, "{} files", told.lines().count());
    let findings: Vec<&str> = told.lines().filter(|line| !fits(line)).collect();
    none(
        "text is in the repository with line feeds alone, and all else says in .gitattributes that it is no text",
        &findings.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>(),
    );
}

/// A line of `git ls-files --eol`: `i/lf w/lf attr/text=auto eol=lf`, a tab and the path. Guessing is for files that are
/// added: what is no text is named as such.
fn fits(line: &str) -> bool {
    let Some((told, _)) = line.split_once('\t') else { return false };
    let Some((content, attributes)) = told.split_once("attr/") else { return false };
    let stored = content.split_whitespace().next().unwrap_or_default();
    match attributes.trim() {
        "-text" => true,
        "text=auto eol=lf" => ["i/lf", "i/none"].contains(&stored),
        _ => false,
    }
}

#[test]
fn an_attribute_that_does_not_fit_is_found() {
    assert!(fits("i/lf    w/lf    attr/text=auto eol=lf\tsrc/main.rs"));
    assert!(fits("i/-text w/-text attr/-text\ticons/icon.png"));
    assert!(fits("i/crlf  w/crlf  attr/-text\turen.csv"));
    for wrong in [
        "i/crlf  w/crlf  attr/text=auto eol=lf\turen.csv",
        "i/mixed w/mixed attr/text=auto eol=lf\ta.sql",
        "i/-text w/-text attr/text=auto eol=lf\tnew.webp",
        "i/lf    w/lf    attr/                 \tsrc/main.rs",
    ] {
        assert!(!fits(wrong), "{wrong}");
    }
}
