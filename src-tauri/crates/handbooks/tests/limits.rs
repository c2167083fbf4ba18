//! Files that are too large, too deep or no handbook at all: a fault, soon, and never a crash.

use std::time::{Duration, Instant};

use handbooks::{BYTES, Fault, ITEMS, STEPS, VALUES, built_in, read, read_bytes};
use proptest::prelude::*;

const GOOD: &str = include_str!("good.toml");

/// Ample for a debug build on a busy machine; what grows with the square takes minutes.
const SOON: Duration = Duration::from_mins(1);

/// The faults, which come soon and in an orderly list.
fn faults_of(text: &str) -> Vec<Fault> {
    let start = Instant::now();
    let faults = read("x.toml", text).err().unwrap_or_default();
    assert!(start.elapsed() < SOON, "took {:?}", start.elapsed());
    assert!(faults.len() <= 501);
    faults
}

fn first(text: &str) -> String {
    faults_of(text).first().map(ToString::to_string).unwrap_or_default()
}

/// The text of each number below `count`, one after the other.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

fn step(id: &str, rest: &str) -> String {
    let text = "{ nl = \"Tekst.\", en = \"Text.\" }";
    format!("\n[[steps]]\nid = \"{id}\"\ntitle = {text}\nhint = {text}\nwho = \"office\"\n{rest}")
}

#[test]
fn a_file_over_its_limits_is_refused_at_once() {
    let large = format!("{GOOD}# {}", "x".repeat(BYTES));
    assert_eq!(first(&large), "x.toml:1:1: expected a file of at most 1048576 bytes");
    let faults = read_bytes("x.toml", large.as_bytes()).unwrap_err();
    assert_eq!(faults.len(), 1);
    let values = format!("{GOOD}extra = [{}]", "1,".repeat(VALUES));
    assert_eq!(first(&values), "x.toml:1:1: expected a file of at most 100000 values");
    let steps = each(STEPS + 1, |nth| step(&format!("s{nth}"), ""));
    assert!(first(&format!("{GOOD}{steps}")).ends_with("steps: expected a list of at most 200"));
    let items = "{},".repeat(ITEMS + 1);
    let items = format!("{GOOD}{}", step("veel", &format!("items = [{items}]")));
    assert!(first(&items).ends_with("expected at most 2000 items in all steps together"));
}

#[test]
fn as_many_steps_as_may_be_are_read() {
    let steps = each(STEPS - 2, |nth| {
        let before = nth.checked_sub(1).map_or("maken".to_owned(), |nth| format!("s{nth}"));
        step(&format!("s{nth}"), &format!("after = [\"{before}\"]"))
    });
    assert_eq!(faults_of(&format!("{GOOD}{steps}")), []);
}

#[test]
fn depth_is_refused() {
    for deep in [
        format!("x = {}", "[".repeat(500_000)),
        format!("x = {}1{}", "[".repeat(400_000), "]".repeat(400_000)),
        format!("x = {}", "{a=".repeat(300_000)),
        format!("{}a = 1", "a.".repeat(500_000)),
        format!("[{}a]", "a.".repeat(500_000)),
        format!("{GOOD}[{}a]", "steps.items.".repeat(6)),
    ] {
        assert!(!faults_of(&deep).is_empty());
    }
}

#[test]
fn thousands_of_faults_end_in_a_count() {
    let keys = each(30_000, |nth| format!("k{nth} = 1\n"));
    let faults = faults_of(&format!("{keys}{GOOD}"));
    assert_eq!(faults.len(), 501);
    assert!(faults[500].to_string().ends_with("fewer faults: 29500 more are not listed"));
}

#[test]
fn sheer_size_in_one_place_stays_quick() {
    let key = "k".repeat(500_000);
    let many = each(40_000, |nth| format!("\"w{nth}\","));
    let text = "text = { nl = \"P\", en = \"P\" }";
    let options = each(8000, |nth| {
        format!("{{ id = \"p{nth}\", product = \"P\", {text}, tier = \"t{nth}\", needs = [\"e{nth}\"] }},")
    });
    for text in [
        format!("\"{key}\" = [{}]\n{GOOD}", "\"\u{202E}\",".repeat(60_000)),
        format!("{GOOD}{}", step("a", &format!("after = [{many}]"))),
        format!("{GOOD}{}", step("a", &format!("when = {{ item = \"periode\", is = [{many}] }}"))),
        GOOD.replace("[\"vervolg\"]", &format!("[{many}{many}]").replace("w39999", "w0")),
        GOOD.replace("{ id = \"documenten\",", &format!("{options}\n    {{ id = \"documenten\",")),
        GOOD.replace("Nog nodig:", &"{x} ".repeat(200_000)),
        GOOD.replace("Let op.", &"\u{202E}\u{200B}x".repeat(100_000)),
        "= \n\n".repeat(200_000),
        format!("a = \"{}", "\\".repeat(900_000)),
    ] {
        assert!(!faults_of(&text).is_empty());
    }
}

/// A handbook with a piece of it cut out, doubled or replaced.
fn mutated() -> impl Strategy<Value = String> {
    let texts: Vec<&str> = std::iter::once(GOOD).chain(built_in().iter().map(|file| file.text)).collect();
    let pieces = prop_oneof![
        Just(String::new()),
        Just("\"".to_owned()),
        Just("[[steps]]\n".to_owned()),
        Just("{ nl = 1 }".to_owned()),
        Just("\u{202E}".to_owned()),
        Just("{missing:".to_owned()),
        Just("kind = \"list\"".to_owned()),
        "\\PC{0,8}",
        any::<String>(),
    ];
    (prop::sample::select(texts), any::<prop::sample::Index>(), 0usize..60, pieces).prop_map(
        |(text, at, length, piece)| {
            let mut characters: Vec<char> = text.chars().collect();
            let start = at.index(characters.len());
            let end = (start + length).min(characters.len());
            characters.splice(start..end, piece.chars());
            characters.into_iter().collect()
        },
    )
}

/// A handbook with one value of its tables replaced by a value of another kind.
fn with_other_value() -> impl Strategy<Value = String> {
    let lines: Vec<usize> = (0..GOOD.lines().count()).collect();
    let values = prop::sample::select(vec![
        "1",
        "-1",
        "\"\"",
        "true",
        "[]",
        "{}",
        "1.5",
        "inf",
        "[[], 1]",
        "1979-05-27",
    ]);
    (prop::sample::select(lines), values).prop_map(|(nth, value)| {
        let lines = GOOD.lines().enumerate().map(|(at, line)| match line.split_once(" = ") {
            Some((key, _)) if at == nth => format!("{key} = {value}\n"),
            _ => format!("{line}\n"),
        });
        lines.collect()
    })
}

/// Whatever stands in the file: no crash, and faults that point into it.
fn holds_for(text: &str) -> Result<(), TestCaseError> {
    let Err(faults) = read("x.toml", text) else {
        return Ok(());
    };
    prop_assert!(!faults.is_empty());
    let lines = text.split('\n').count();
    for fault in &faults {
        prop_assert!((1..=lines).contains(&(fault.line as usize)), "{fault}");
        prop_assert!(fault.column >= 1);
        let shown = fault.to_string();
        prop_assert!(!shown.contains(|c: char| c.is_control() || c == '\u{202E}'), "{shown:?}");
        prop_assert!(!shown.ends_with("expected "), "{shown:?}");
    }
    let places: Vec<_> = faults.iter().map(|fault| (fault.line, fault.column)).collect();
    prop_assert!(places.is_sorted());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in any::<String>()) {
        holds_for(&text)?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read_bytes("x.toml", &bytes);
    }

    #[test]
    fn any_toml(keys in prop::collection::vec(("[a-z_]{1,8}", "[\\[\\]{}\"=,.a-z0-9#\n ]{0,40}"), 0..10)) {
        let lines: Vec<_> = keys.iter().map(|(key, value)| format!("{key} = {value}")).collect();
        let text = lines.join("\n");
        holds_for(&text)?;
    }

    #[test]
    fn a_handbook_with_a_piece_changed(text in mutated()) {
        holds_for(&text)?;
    }

    #[test]
    fn a_handbook_with_a_value_of_another_kind(text in with_other_value()) {
        holds_for(&text)?;
    }
}
