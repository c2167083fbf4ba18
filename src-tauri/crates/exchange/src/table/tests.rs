use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;

/// Reads a file the way another program does: after the mark, with semicolons.
fn read(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).expect("the mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).from_reader(bytes);
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        row.iter().map(str::to_owned).collect()
    });
    rows.collect()
}

fn form(value: &str) -> FormRow {
    FormRow { value: value.into(), ..FormRow::default() }
}

#[test]
fn the_board_is_what_dutch_excel_takes_in() {
    let row = BoardRow {
        employer: "Bakkerij \"Voorbeeld\"; B.V.".into(),
        employer_number: "1047".into(),
        handbook: "Aanmelden bij a.s.r.".into(),
        status: "Wacht op Loket".into(),
        next: "Geef de zes rechten".into(),
        waiting_on: "Loket, helpdesk".into(),
        since: Some(jiff::civil::date(2026, 11, 18)),
        due: None,
        done: 2,
        steps: 9,
        colleague: "Sam Proef".into(),
        checked: Some("2026-11-20T13:02:00Z".parse().unwrap()),
    };
    let table = board_csv(&[row], Environment::Production, Language::Nl);
    let text = String::from_utf8(table.bytes).unwrap();
    assert_eq!(
        text,
        "\u{feff}Werkgever;Werkgevernummer;Handboek;Status;Volgende stap;Wacht op;Sinds;Streefdatum;Voortgang;\
         Collega;Laatste controle\r\n\
         \"Bakkerij \"\"Voorbeeld\"\"; B.V.\";1047;Aanmelden bij a.s.r.;Wacht op Loket;Geef de zes rechten;\
         Loket, helpdesk;18-11-2026;;2 van 9;Sam Proef;20-11-2026 14:02\r\n"
    );
    assert!(table.cut.is_empty());
    let english = board_csv(&[], Environment::Production, Language::En);
    assert!(String::from_utf8(english.bytes).unwrap().contains("Target date"));
}

#[test]
fn history_stands_by_the_clock_of_the_office() {
    let row = HistoryRow {
        at: "2026-11-20T13:02:00Z".parse().unwrap(),
        who: "Noor Voorbeeld".into(),
        step: String::new(),
        what: "Notitie:\r\nbel maandag".into(),
        checks: vec!["Klopt: rechten".into(), "Klopt niet: gebruiker".into()],
    };
    let rows = read(&history_csv(&[row], Environment::Production, Language::Nl).bytes);
    assert_eq!(rows[1][0], "20-11-2026 14:02");
    assert_eq!(rows[1][3], "Notitie:\nbel maandag");
    assert_eq!((&*rows[0][4], &*rows[1][4]), ("Elke controle", "Klopt: rechten\nKlopt niet: gebruiker"));
}

#[test]
fn what_looks_like_a_formula_gets_an_apostrophe() {
    for sign in ["=", "+", "-", "@", "\t", "\n", "＝"] {
        let text = format!("{sign}SUM(A1)");
        let rows = read(&form_csv(&[form(&text)], Environment::Production, Language::Nl).bytes);
        assert_eq!(rows[1][2], format!("'{text}"));
    }
    let rows = read(&form_csv(&[form("\rcmd")], Environment::Production, Language::Nl).bytes);
    assert_eq!(rows[1][2], "'\ncmd");
    let rows = read(&form_csv(&[form("a=1")], Environment::Production, Language::Nl).bytes);
    assert_eq!(rows[1][2], "a=1");
}

#[test]
fn a_formula_after_a_comma_gets_an_apostrophe_too() {
    for (text, written) in [
        ("Bakker,=1+1", "Bakker,'=1+1"),
        ("Bakker,\"=1+1", "Bakker,\"'=1+1"),
        ("Bakker\n@SUM(A1)", "Bakker\n'@SUM(A1)"),
        ("=a,-b", "'=a,'-b"),
        ("Bakker, =1", "Bakker, =1"),
        ("een,twee", "een,twee"),
    ] {
        let bytes = form_csv(&[form(text)], Environment::Production, Language::Nl).bytes;
        assert_eq!(read(&bytes)[1][2], written);
        // What Excel does where the list separator is a comma: quotes within a field are letters to it.
        let file = String::from_utf8(bytes).unwrap();
        let cells = file.split(['\n', ',']).map(|cell| cell.trim_start_matches('"'));
        assert!(cells.into_iter().all(|cell| !looks_like_formula(cell)), "{text}");
    }
    let row = ["", "", "", "", "Bakker,=1"].map(String::from).to_vec();
    assert_eq!(machine_csv(&columns(), &[row]), Err(TableFault::Formula { row: 2, column: 5 }));
}

#[test]
fn a_cell_that_is_too_long_is_cut_and_reported() {
    let fits = "x".repeat(LONGEST_CELL);
    assert!(form_csv(&[form(&fits)], Environment::Production, Language::Nl).cut.is_empty());
    // Each of these takes two units; one more than fits.
    let long = "😀".repeat(LONGEST_CELL / 2 + 1);
    let table = form_csv(&[form("kort"), form(&long)], Environment::Production, Language::Nl);
    assert_eq!(table.cut, [Cut { row: 3, column: 3, length: 32_768 }]);
    let cell = &read(&table.bytes)[2][2];
    assert!(cell.encode_utf16().count() <= LONGEST_CELL && cell.ends_with("😀…"));
}

fn columns() -> Vec<Column> {
    let kinds = [Kind::Digits, Kind::Number { places: 2 }, Kind::Day, Kind::Code, Kind::Text];
    let column = |(place, kind)| Column { name: format!("kolom {place}"), kind };
    kinds.into_iter().enumerate().map(column).collect()
}

#[test]
fn a_machine_file_holds_exactly_what_was_given() {
    let row: Vec<String> =
        ["007", "-12,50", "29-02-2028", "A.1-b_c", "Uren; \"week\" 1"].map(String::from).to_vec();
    let bytes = machine_csv(&columns(), &[row.clone(), vec![String::new(); 5]]).unwrap();
    let rows = read(&bytes);
    assert_eq!(rows[1], row);
    assert_eq!(rows[2], vec![""; 5]);
}

#[test]
fn a_machine_file_refuses_what_does_not_fit_with_its_place() {
    for (column, cell) in [
        (1, "1a"),
        (1, "+1"),
        (2, "1.5"),
        (2, "1,555"),
        (2, "--1"),
        (2, ",5"),
        (3, "30-02-2026"),
        (3, "2026-01-01"),
        (3, "1-1-2026"),
        (4, "-a"),
        (4, "a b"),
        (5, "a\tb"),
    ] {
        let mut row = vec![String::new(); 5];
        row[column - 1] = cell.into();
        let fault = machine_csv(&columns(), &[vec![String::new(); 5], row]);
        let kind = columns()[column - 1].kind;
        assert_eq!(fault, Err(TableFault::NotOfKind { row: 3, column, kind }), "{cell}");
    }
    for text in ["=1", "+x", "-x", "@x", "\tx", "\rx"] {
        let mut row = vec![String::new(); 5];
        row[4] = text.into();
        let fault = machine_csv(&columns(), &[row]);
        assert_eq!(fault, Err(TableFault::Formula { row: 2, column: 5 }), "{text:?}");
    }
    let mut row = vec![String::new(); 5];
    row[4] = "x".repeat(LONGEST_CELL + 1);
    assert_eq!(machine_csv(&columns(), &[row]), Err(TableFault::TooLong { row: 2, column: 5 }));
    let ragged = machine_csv(&columns(), &[vec![]]);
    assert_eq!(ragged, Err(TableFault::Ragged { row: 2, cells: 0 }));
}

/// What a cell for people should be read back as.
fn expected(text: &str) -> String {
    human_cell(text).0
}

/// Text with what goes wrong in CSV in it more often than by chance.
fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just(";".to_owned()),
        Just("\"".to_owned()),
        Just("\r\n".to_owned()),
        Just("\n".to_owned()),
        Just("\r".to_owned()),
        Just("\t".to_owned()),
        Just("\0".to_owned()),
        Just("=".to_owned()),
        Just("'".to_owned()),
        Just("€é ".to_owned()),
        "(?s).{0,5}",
    ];
    proptest::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn rows() -> impl Strategy<Value = Vec<FormRow>> {
    let row = (nasty(), nasty(), nasty(), nasty());
    let row = row.prop_map(|(part, field, value, origin)| FormRow { part, field, value, origin });
    proptest::collection::vec(row, 0..8)
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in rows()) {
        let table = form_csv(&rows, Environment::Production, Language::Nl);
        let read = read(&table.bytes);
        prop_assert_eq!(read.len(), rows.len() + 1);
        for (row, cells) in rows.iter().zip(&read[1..]) {
            let wanted = [&row.part, &row.field, &row.value, &row.origin].map(|text| expected(text));
            prop_assert_eq!(&wanted[..], &cells[..]);
        }
        for cell in read.iter().flatten() {
            prop_assert!(!looks_like_formula(cell));
        }
    }

    #[test]
    fn a_machine_file_is_refused_or_exact(cells in proptest::collection::vec(nasty(), 5)) {
        if let Ok(bytes) = machine_csv(&columns(), std::slice::from_ref(&cells)) {
            prop_assert_eq!(&read(&bytes)[1], &cells);
        }
    }
}

/// Another program altogether: Python's csv module reads the file and says what is in it.
#[test]
#[cfg_attr(windows, ignore = "needs python3")]
fn python_reads_the_same() {
    const SCRIPT: &str = "import csv,json,sys,io\n\
        csv.field_size_limit(10**9)\n\
        text=io.TextIOWrapper(sys.stdin.buffer,encoding='utf-8-sig',newline='')\n\
        print(json.dumps(list(csv.reader(text,delimiter=';',strict=True))))";
    let texts = [
        "gewoon",
        "met ; en \"aanhaling\"",
        "twee\nregels",
        "\r\n",
        "=1+1",
        "\tx",
        "\0",
        "ë€ł😀",
        "",
        "\"",
        "\"\"",
        ";;",
        "'",
        "a\rb",
        " x ",
        "\u{feff}x",
        "-5",
    ];
    let rows: Vec<_> = texts.into_iter().map(form).collect();
    let mut python = Command::new("python3")
        .args(["-c", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test reads the file with Python's csv module: install python3");
    let bytes = form_csv(&rows, Environment::Production, Language::Nl).bytes;
    python.stdin.take().unwrap().write_all(&bytes).unwrap();
    let output = python.wait_with_output().unwrap();
    assert!(output.status.success(), "python3 refused the file");
    let read: Vec<Vec<String>> = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(read.len(), texts.len() + 1);
    for (text, cells) in texts.iter().zip(&read[1..]) {
        assert_eq!(cells[2], expected(text), "{text:?}");
    }
}

/// Fault 74.
#[test]
fn a_table_of_the_sandbox_says_so_in_its_head() {
    for (environment, first) in [(Environment::Sandbox, "OEFENEN Stap"), (Environment::Production, "Stap")] {
        let rows = read(&form_csv(&[form("x")], environment, Language::Nl).bytes);
        assert_eq!(rows[0][0], first);
        assert!(rows.iter().all(|row| row.len() == 4));
    }
}
