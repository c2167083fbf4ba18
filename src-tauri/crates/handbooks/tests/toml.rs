//! The TOML itself: what the app brings is TOML 1.0, which every editor knows, and mistakes in it are told apart.

use handbooks::{Expected, TomlProblem, built_in, read};

const GOOD: &str = include_str!("good.toml");

#[test]
fn every_built_in_file_is_toml_1_0() {
    for file in built_in() {
        let read = file.text.parse::<toml_1_0::Table>();
        assert!(read.is_ok(), "{}: {}", file.file, read.unwrap_err());
    }
    // The reader that the test asks is stricter than that of the app.
    assert!("a = {\n  b = 1,\n}\n".parse::<toml_1_0::Table>().is_err());
}

#[test]
fn mistakes_in_the_toml_are_told_by_what_was_done() {
    use TomlProblem as P;
    let cases = [
        (r#"partner = "Voorbeeld BV""#, r#"partner = "Voorbeeld BV"#, P::UnclosedText),
        (r#"partner = "Voorbeeld BV""#, "partner = 'Voorbeeld BV", P::UnclosedText),
        (r#"partner = "Voorbeeld BV""#, "partner = Voorbeeld", P::UnquotedText),
        (r#"partner = "Voorbeeld BV""#, "partner = Voorbeeld BV", P::UnquotedText),
        (r#"partner = "Voorbeeld BV""#, "partner = “Voorbeeld BV”", P::UnquotedText),
        (r#"partner = "Voorbeeld BV""#, r#"partner = Voorbeeld BV""#, P::UnquotedText),
        (r#"partner = "Voorbeeld BV""#, r#"partner = "Voorbeeld "BV"""#, P::AfterValue),
        (r#"partner = "Voorbeeld BV""#, r#"partner = "Voorbeeld BV" BV"#, P::AfterValue),
        (r#"partner = "Voorbeeld BV""#, r#"partner = "C:\Users""#, P::Backslash),
        (r#"partner = "Voorbeeld BV""#, r#"partner = "Voor\qbeeld""#, P::Backslash),
        (r#"partner = "Voorbeeld BV""#, r#"partner "Voorbeeld BV""#, P::NoEquals),
        (r#"partner = "Voorbeeld BV""#, "partner", P::NoEquals),
        (r#"partner = "Voorbeeld BV""#, "partner =", P::NoValue),
        (r#"partner = "Voorbeeld BV""#, r#"= "Voorbeeld BV""#, P::NoKey),
        (r#"partner = "Voorbeeld BV""#, r#"andere partij = "Voorbeeld BV""#, P::NoEquals),
        (r#"partner = "Voorbeeld BV""#, r#"partner = = "Voorbeeld BV""#, P::TooMany),
        (r#"nl = "Let op.", "#, r#"nl = "Let op." "#, P::NoComma),
        (r#"nl = "Let op.", "#, r#"nl = "Let op.",, "#, P::TooMany),
        (r#"["aantal", "bedrag"]"#, r#"["aantal" "bedrag"]"#, P::NoComma),
        (r#"rights = ["viewWages", "viewHrm"] }"#, r#"rights = ["viewWages", "viewHrm" }"#, P::UnclosedList),
        ("version = 3", "version = 3\nversion = 4", P::Twice),
        ("version = 3", "version = 03", P::Number),
        ("version = 3", "version = 3x", P::Number),
        ("[[steps]]", "[[steps]", P::UnclosedHead),
        ("[[steps]]", "[[steps", P::UnclosedHead),
        (r#"after = ["maken"]"#, r#"after = ["maken""#, P::UnclosedList),
    ];
    let mut wrong = vec![];
    for (old, new, problem) in cases {
        assert!(GOOD.contains(old), "nothing to replace: {old}");
        let faults = read("x.toml", &GOOD.replacen(old, new, 1)).unwrap_err();
        match &faults[0].expected {
            Expected::Toml { problem: found, .. } if *found == problem => {}
            other => wrong.push(format!("{new}: {problem:?}, found {other:?}")),
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}
