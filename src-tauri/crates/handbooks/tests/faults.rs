//! Each rule, broken once: the faults that come out, with their places. The snapshots hold them.

use std::collections::BTreeSet;

use handbooks::{Fault, read, read_accepted, read_bytes};

const GOOD: &str = include_str!("good.toml");

/// The good handbook with the first `old` replaced by `new`.
fn with(old: &str, new: &str) -> String {
    assert!(GOOD.contains(old), "nothing to replace: {old}");
    GOOD.replacen(old, new, 1)
}

fn faults_of(text: &str) -> Vec<Fault> {
    read("x.toml", text).err().unwrap_or_default()
}

/// What each change to the good handbook leads to, as text.
fn report(cases: &[(&str, &str)]) -> String {
    let mut report = vec![];
    for (old, new) in cases {
        let faults = faults_of(&with(old, new));
        assert!(!faults.is_empty(), "no fault: {old} -> {new}");
        report.push(format!("{old}  ->  {new}"));
        report.extend(faults.iter().map(|fault| format!("    {fault}")));
    }
    report.join("\n")
}

const SHAPE: &[(&str, &str)] = &[
    ("Voorbeeld BV", "VVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVVV"),
    (r#"["aantal", "bedrag"]"#, r#"["aantal", "bedrag", "aantal"]"#),
    ("version = 3", r#"version = "3""#),
    ("version = 3", "version = 0"),
    ("version = 3", "version = 4294967296"),
    ("version = 3", "version = 99999999999999999999999"),
    ("version = 3", "version = nan"),
    ("version = 3", "version = 1.5"),
    ("version = 3\n", ""),
    ("partner =", "parnter ="),
    (r#"scope = "employer""#, r#"scope = "werkgever""#),
    (r#"scope = "employer""#, "scope = 3"),
    (r#"type = "gebruikersnaam""#, r#"type = "gebruiker""#),
    (r#"kind = "field", type = "gebruikersnaam""#, r#"kind = "veld", type = "gebruikersnaam""#),
    (r#"kind = "field", type = "gebruikersnaam""#, r#"type = "gebruikersnaam""#),
    (r#"ask = { kind = "field", type = "gebruikersnaam" }"#, r#"ask = "field""#),
    (r#"kind = "field", type = "gebruikersnaam""#, "kind = 3"),
    (r#"kind = "field", type = "gebruikersnaam""#, r#"kind = "field", typ = "gebruikersnaam""#),
    (r#"check = "userHasRights""#, r#"check = "userRights""#),
    (r#""viewHrm""#, r#""hrm""#),
    (r#"rights = ["viewWages", "viewHrm"]"#, "rights = []"),
    ("remind = { to", "remind = { naar"),
    ("[[steps]]", "[steps]"),
    (r#"on = "Voorbeeld""#, r#"on = { nl = "de werkgever" }"#),
    (r#"on = "Voorbeeld""#, r#"on = """#),
    (r#"on = "Voorbeeld""#, "on = 3"),
    ("days = 5", "days = 0"),
    ("days = 5", "days = 1000"),
];

const WRITING: &[(&str, &str)] = &[
    (r#"id = "voorbeeld""#, r#"id = "Voor beeld""#),
    ("read = 2026-10-01", r#"read = "2026-02-30""#),
    ("read = 2026-10-01", r#"read = "gisteren""#),
    ("read = 2026-10-01", "read = 2026-10-01\ndated = \"2016-13\""),
    ("read = 2026-10-01", "read = 2026-10-01\ndated = \"zomer 2016\""),
    ("https://www.voorbeeld.example/bron", "http://x.example"),
    ("https://www.voorbeeld.example/bron", "https://"),
    ("https://www.voorbeeld.example/bron", "https://a:b@x.example"),
    ("https://www.voorbeeld.example/bron", "https://аsr.nl/"),
    ("https://www.voorbeeld.example/bron", "https://127.0.0.1/"),
    ("https://www.voorbeeld.example/bron", "https://x.example\\\\@y.nl"),
    (r#"nl = "Let op.""#, "nl = \"Let \\u202Eop.\""),
    (r#"nl = "Let op.""#, "nl = \"Let \u{202E}op.\""),
    (r#"partner = "Voorbeeld BV""#, "partner = \"a\\nb\""),
    (r#"nl = "Let op.""#, r#"nl = """#),
    (r#"nl = "Let op.", "#, ""),
    (r#"nl = "Rechten voor {gebruiker}""#, r#"nl = "Rechten voor {gebruker}""#),
    (r#"nl = "Rechten voor {gebruiker}""#, r#"nl = "Rechten voor {wachtwoord}""#),
    (r#"nl = "Rechten voor {gebruiker}""#, r#"nl = "Rechten voor {gebruiker""#),
    ("{missing:rechten}", "{missing:gebruiker}"),
    (r#"to = "{employer.email}""#, r#"to = "iemand""#),
    (r#"to = "{employer.email}""#, r#"to = "aan {employer.email}""#),
    (r#"partner = "Voorbeeld BV""#, "partner = Voorbeeld BV"),
];

const NAMES: &[(&str, &str)] = &[
    (r#"after = ["maken"]"#, r#"after = ["sturen"]"#),
    (r#"after = ["maken"]"#, r#"after = ["weg"]"#),
    (r#"who = "office""#, "who = \"office\"\nafter = [\"sturen\"]"),
    (
        r#"who = "office""#,
        "who = \"office\"\nwho_when = { when = { item = \"periode\", is = [\"month\"] }, who = \"employer\" }",
    ),
    (
        r#"who = "office""#,
        "who = \"office\"\nwho_when = { when = { item = \"gebruikr\", is = [\"x\"] }, who = \"employer\" }",
    ),
    (r#"id = "sturen""#, r#"id = "maken""#),
    ("id = \"aantal\"\nlabel", "id = \"rechten\"\nlabel"),
    (r#"item = "periode", is = ["month"]"#, r#"item = "aantal", is = ["month"]"#),
    (r#"item = "periode", is = ["month"]"#, r#"item = "klaar", is = ["yes"]"#),
    (r#"item = "periode", is = ["month"]"#, r#"item = "weg", is = ["month"]"#),
    (r#"item = "periode", is = ["month"]"#, r#"item = "periode", is = ["maand"]"#),
    (r#"item = "periode", is = ["month"]"#, r#"item = "periode", is = []"#),
    (r#"item = "keuze", is = ["verlof", "dossier"]"#, r#"item = "aan", is = ["verlof", "documents"]"#),
    (r#"item = "keuze", is = ["verlof", "dossier"]"#, r#"item = "aantal", is = ["007"]"#),
    (r#"leads_to = ["vervolg"]"#, r#"leads_to = ["voorbeeld"]"#),
    (r#"check = "userHasRights""#, "needed_for = [\"weg\"]\ncheck = \"userHasRights\""),
    (r#"check = "userHasRights""#, "needed_for = [\"maken\"]\ncheck = \"userHasRights\""),
];

const ASKS: &[(&str, &str)] = &[
    (r#"scope = "employer""#, r#"scope = "office""#),
    (r#""viewHrm""#, r#""viewWages""#),
    (r#"username = "gebruiker""#, r#"username = "rechten""#),
    (r#"username = "gebruiker""#, r#"username = "weg""#),
    (
        r#"fields = ["gebruiker", "periode"]"#,
        r#"fields = ["gebruiker", "weg", "formulier", "bericht", "gebruiker"]"#,
    ),
    (r#"kind = "choice","#, r#"kind = "choice", removes = { secret = "rechten", option = "weg" },"#),
    (r#"of = ["aantal", "bedrag"]"#, r#"of = ["aantal", "weg"]"#),
    (r#"of = ["aantal", "bedrag"]"#, r#"of = ["aantal"]"#),
    (r#"type = "bedrag""#, r#"type = "text""#),
    (r#"tier = "plus""#, r#"tier = "pro""#),
    (r#"needs = ["dossier"]"#, r#"needs = ["weg"]"#),
    (r#"compare = "keuze""#, r#"compare = "klaar""#),
    (r#"compare = "keuze""#, ""),
    (r#"{ id = "verlof", product"#, r#"{ id = "dossier", product"#),
    ("type = \"choice\", options = [\n      { id", "type = \"text\", options = [\n      { id"),
    (r#"type = "achternaam""#, r#"type = "choice""#),
    ("type = \"number\" }\n\n[[steps]]", "type = \"choice\" }\n\n[[steps]]"),
    (r#"type = "gebruikersnaam""#, r#"type = "gebruikersnaam", fill = "administration.payrollPeriodType""#),
    (r#"fill = "administration.payrollPeriodType""#, r#"fill = "office.name""#),
    (r#"type = "gebruikersnaam""#, r#"type = "gebruikersnaam", proposal_only = true"#),
    (r#"fill = "administration.payrollPeriodType""#, "proposal_only = true"),
    (r#"type = "gebruikersnaam""#, r#"type = "gebruikersnaam", max = 12"#),
    ("type = \"number\" }\n\n[[steps]]", "type = \"number\", min = 12, max = 1 }\n\n[[steps]]"),
    (
        "{ id = \"month\", text = { nl = \"Maand\", en = \"Month\" } },\n    { id = \"fourWeeks\"",
        "{ id = \"maand\", text = { nl = \"Maand\", en = \"Month\" } },\n    { id = \"vierweken\"",
    ),
];

const CHECKS: &[(&str, &str)] = &[
    (r#"check = "userHasRights""#, r#"check = "costCentersExist""#),
    (r#"check = "userHasRights""#, r#"check = "mijnLoketIsOn""#),
    (r#"generation = "rest""#, r#"generation = "soap""#),
    (
        "ask = { kind = \"field\", type = \"gebruikersnaam\" }",
        "check = \"employerIdMatches\"\nask = { kind = \"field\", type = \"gebruikersnaam\" }",
    ),
    (
        "ask = { kind = \"field\", type = \"number\" }",
        "check = \"directorsMatch\"\nask = { kind = \"list\", columns = [{ id = \"a\", label = { nl = \"A\", en = \"A\" }, type = \"datum\" }] }",
    ),
    ("ask = { kind = \"confirm\" }", "check = \"conditionProductsAreOn\"\nask = { kind = \"confirm\" }"),
    (
        "ask = { kind = \"confirm\" }",
        "when = { item = \"periode\", is = [\"month\"] }\ncheck = \"conditionProductsAreOn\"\nask = { kind = \"confirm\" }",
    ),
    ("ask = { kind = \"confirm\" }", "run = { fact = \"year\" }\nask = { kind = \"confirm\" }"),
    (
        "ask = { kind = \"confirm\" }",
        "run = { fact = \"way\" }\nask = { kind = \"choice\", options = [{ id = \"a\", text = { nl = \"A\", en = \"A\" } }, { id = \"b\", text = { nl = \"B\", en = \"B\" } }] }",
    ),
];

/// The check looks at the products that the line's own condition names.
#[test]
fn a_check_on_the_products_of_a_condition_is_taken_with_one() {
    let ask = "ask = { kind = \"confirm\" }";
    let check = format!("check = \"conditionProductsAreOn\"\n{ask}");
    for item in ["keuze", "aan"] {
        let when = format!("when = {{ item = \"{item}\", is = [\"verlof\"] }}\n{check}");
        assert_eq!(faults_of(&with(ask, &when)), [], "{item}");
    }
    let absent = format!("when = {{ item = \"weg\", is = [\"verlof\"] }}\n{check}");
    assert_eq!(faults_of(&with(ask, &absent)).len(), 1, "reported once: there is no such item");
}

/// What the check of an item needs and the item or the handbook does not give, with line and place.
#[test]
fn what_checks_need() {
    insta::assert_snapshot!(report(CHECKS));
    let office = with(r#"scope = "employer""#, r#"scope = "office""#);
    let office = office.replacen(r#"check = "userHasRights""#, r#"check = "applicationIsConnected""#, 1);
    let faults: Vec<_> = faults_of(&office).iter().map(ToString::to_string).collect();
    let reported = |words: &str| faults.iter().any(|fault| fault.contains(words));
    assert!(
        reported("nothing of an employer in a handbook for the office, found `applicationIsConnected`"),
        "{faults:?}"
    );
    assert!(reported("`applicationIsConnected` is for `confirm`"), "{faults:?}");
}

#[test]
fn the_shape() {
    insta::assert_snapshot!(report(SHAPE));
}

#[test]
fn how_things_are_written() {
    insta::assert_snapshot!(report(WRITING));
}

#[test]
fn names_and_order() {
    insta::assert_snapshot!(report(NAMES));
}

#[test]
fn what_items_ask() {
    insta::assert_snapshot!(report(ASKS));
}

#[test]
fn the_good_one_has_none() {
    let handbook = read("x.toml", GOOD).unwrap();
    assert_eq!((handbook.id.as_str(), handbook.version), ("voorbeeld", 3));
    assert_eq!(handbook.items().count(), 14);
    // A day may stand without quotes.
    assert_eq!(handbook.sources[0].read, "2026-10-01");
}

#[test]
fn whom_one_waits_for_is_a_name_or_stands_in_two_languages() {
    let on = |text: &str| {
        let handbook = read("x.toml", text).unwrap();
        let mut waits = handbook.items().filter_map(|(_, item)| match &item.ask {
            domain::Ask::Wait(wait) => Some(wait.on.clone()),
            _ => None,
        });
        waits.next().unwrap()
    };
    let name = on(GOOD);
    assert_eq!((name.nl.as_str(), name.en.as_str()), ("Voorbeeld", "Voorbeeld"));
    let two = on(&with(r#"on = "Voorbeeld""#, r#"on = { nl = "de werkgever", en = "the employer" }"#));
    assert_eq!((two.nl.as_str(), two.en.as_str()), ("de werkgever", "the employer"));
}

#[test]
fn a_condition_can_look_at_what_was_chosen_in_a_mapping() {
    let to = r#"label = { nl = "Kostenplaats", en = "Cost centre" }, type = "text""#;
    let text = |word: &str| format!("text = {{ nl = \"{word}\", en = \"{word}\" }}");
    let options =
        format!("options = [{{ id = \"geen\", {} }}, {{ id = \"wel\", {} }}]", text("Geen"), text("Wel"));
    let to_choice = to.replace("\"text\"", &format!("\"choice\", {options}"));
    let item = |word: &str| {
        let label = "label = { nl = \"Gekoppeld\", en = \"Linked\" }";
        let when = format!("when = {{ item = \"afdelingen\", is = [\"{word}\"] }}");
        format!("\n[[steps.items]]\nid = \"gekoppeld\"\n{label}\n{when}\nask = {{ kind = \"confirm\" }}\n")
    };
    let chosen = with(to, &to_choice);
    for word in ["some", "none", "geen", "wel"] {
        assert_eq!(faults_of(&format!("{chosen}{}", item(word))), [], "{word}");
    }
    for text in [format!("{chosen}{}", item("weg")), format!("{GOOD}{}", item("wel"))] {
        let faults = faults_of(&text);
        assert!(faults[0].to_string().contains("an answer to `afdelingen`, one of"), "{faults:?}");
    }
}

#[test]
fn faults_of_all_kinds_are_reported_together_from_top_to_bottom() {
    let text = with("version = 3", "version = 0")
        .replacen("type = \"gebruikersnaam\"", "type = \"gebruiker\"", 1)
        .replacen("after = [\"maken\"]", "after = [\"weg\"]", 1)
        .replacen("tier = \"plus\"", "tier = \"pro\"", 1);
    let lines: Vec<_> = faults_of(&text).iter().map(|fault| fault.line).collect();
    assert_eq!(lines, [3, 33, 69, 135]);
}

#[test]
fn every_mistake_in_the_toml_that_stands_apart_is_reported() {
    let text = with("version = 3", "version = drie").replacen("days = 5", "days = vijf", 1);
    let places: Vec<_> = faults_of(&text).iter().map(|fault| (fault.line, fault.column)).collect();
    assert_eq!(places, [(3, 11), (85, 99)]);
}

#[test]
fn a_place_to_fill_is_pointed_at() {
    let text = with("{missing:rechten}", "{missing:gebruiker}");
    assert_eq!(faults_of(&text)[0].column, 29);
}

#[test]
fn conditions_do_not_pile_up() {
    let item = |nth: usize| {
        let when = match nth {
            0 => String::new(),
            _ => format!("when = {{ item = \"ketting-{}\", is = [\"yes\"] }}\n", nth - 1),
        };
        let label = "label = { nl = \"Ketting\", en = \"Chain\" }";
        format!("\n[[steps.items]]\nid = \"ketting-{nth}\"\n{label}\n{when}ask = {{ kind = \"confirm\" }}\n")
    };
    let with_chain = |length: usize| format!("{GOOD}{}", (0..=length).map(item).collect::<String>());
    // The step itself hangs on a condition already.
    assert_eq!(faults_of(&with_chain(7)), []);
    let faults: Vec<_> = faults_of(&with_chain(12)).iter().map(|fault| fault.path.clone()).collect();
    assert_eq!(faults, ["steps[1].items[17].when"]);
}

#[test]
fn text_from_windows_reads_the_same() {
    let windows = format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n"));
    assert_eq!(read("x.toml", &windows).unwrap(), read("x.toml", GOOD).unwrap());
    let broken = windows.replace("version = 3", "version = 0");
    assert_eq!(faults_of(&broken), faults_of(&with("version = 3", "version = 0")));
}

#[test]
fn what_was_accepted_reads_the_same_again() {
    let windows = format!("\u{FEFF}{}", GOOD.replace('\n', "\r\n"));
    for text in [GOOD, &windows] {
        assert_eq!(read_accepted(text).unwrap(), read("x.toml", text).unwrap());
    }
    let fault = read_accepted("id = 1\n[[steps]\n").unwrap_err();
    assert_eq!(fault.line, 2);
    assert!(read_accepted("id = 1").is_err());
}

#[test]
fn bytes_that_are_not_utf8_are_pointed_at() {
    let mut bytes = GOOD.as_bytes().to_vec();
    let at = GOOD.find("Voorbeeld BV").unwrap();
    bytes[at] = 0xE9;
    let faults = read_bytes("x.toml", &bytes).unwrap_err();
    assert_eq!(faults[0].to_string(), "x.toml:6:12: expected text stored as UTF-8");
    assert!(read_bytes("x.toml", GOOD.as_bytes()).is_ok());
    // Read with losses, the lost character shows as well.
    let lost = String::from_utf8_lossy(&bytes);
    assert_eq!((faults_of(&lost)[0].line, faults_of(&lost)[0].column), (6, 12));
}

#[test]
fn a_file_that_is_no_text_is_refused_as_such() {
    let archive = [&b"PK\x03\x04\x14\x00\x00\x00"[..], GOOD.as_bytes()].concat();
    let large = [&archive[..], &vec![0; 2 * handbooks::BYTES]].concat();
    for bytes in [&archive, &large] {
        let faults = read_bytes("x.zip", bytes).unwrap_err();
        assert_eq!(faults.len(), 1);
        assert_eq!(faults[0].to_string(), "x.zip:1:1: expected a text file");
    }
    let utf16: Vec<u8> =
        std::iter::once('\u{FEFF}').chain(GOOD.chars()).flat_map(|c| (c as u16).to_le_bytes()).collect();
    assert!(
        read_bytes("x.toml", &utf16).unwrap_err()[0].to_string().ends_with("expected text stored as UTF-8")
    );
}

#[test]
fn a_fault_crosses_to_the_screen_as_code_and_data() {
    let fault = &faults_of(&with("version = 3", "version = \"3\""))[0];
    let expected = serde_json::json!({
        "file": "x.toml", "line": 3, "column": 11, "path": "version",
        "expected": { "code": "kind", "kind": "wholeNumber", "found": "text" },
    });
    assert_eq!(serde_json::to_value(fault).unwrap(), expected);
}

#[test]
fn every_rule_is_broken_somewhere_here() {
    let cases = [SHAPE, WRITING, NAMES, ASKS, CHECKS].concat();
    let mut seen: BTreeSet<String> = cases
        .iter()
        .flat_map(|(old, new)| faults_of(&with(old, new)))
        .map(|fault| format!("{:?}", fault.expected))
        .map(|shown| shown.split(' ').next().unwrap_or_default().to_owned())
        .collect();
    // Tested here apart, or as limits; `Other` is for what no file is known to bring out.
    let apart =
        ["BytesAtMost", "ValuesAtMost", "ItemsAtMost", "Fewer", "TextFile", "Utf8", "ShorterChain", "Other"];
    seen.extend(apart.map(str::to_owned));
    let source = include_str!("../src/fault.rs");
    let all = source.split("pub enum Expected {").nth(1).unwrap().split("\n}").next().unwrap();
    let names = all.lines().filter_map(|line| line.strip_prefix("    "));
    let names = names.filter(|line| line.starts_with(char::is_uppercase));
    for name in names.map(|line| line.trim_end_matches([' ', '{', ','])) {
        assert!(seen.contains(name), "no case for {name}");
    }
}
