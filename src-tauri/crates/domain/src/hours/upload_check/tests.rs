use super::*;

fn columns() -> UploadColumns {
    UploadColumns {
        administration: "aanslnr".into(),
        person: "persnr".into(),
        shift: "ploeg".into(),
        distribution_unit: "verdelingseenheid".into(),
        decimal_sign: ',',
        decimals: 2,
        empty_is_zero: false,
    }
}

fn checked(text: &str) -> CheckedUpload {
    let mut lines = (1..)
        .zip(text.lines())
        .map(|(line, text)| (line, text.split(';').map(str::to_owned).collect::<Vec<_>>()));
    let (_, head) = lines.next().unwrap();
    let lines = UploadLines { head, rows: lines.collect(), form: vec![] };
    check_upload(&lines, &columns(), |_| None)
}

/// What was found besides that Loket was not read, with its places.
fn found(text: &str) -> Vec<(String, Vec<String>)> {
    let findings = checked(text).findings.into_iter().filter(|one| one.kind != "notRead");
    let place = |place: &PlaceView| place.cell.clone().unwrap_or_else(|| place.row.to_string());
    findings.map(|one| (one.kind.clone(), one.places.iter().map(place).collect())).collect()
}

fn one(kind: &str, place: &str) -> Vec<(String, Vec<String>)> {
    vec![(kind.to_owned(), vec![place.to_owned()])]
}

const HEAD: &str = "aanslnr;persnr;ploeg;2;15\n";

#[test]
fn a_file_in_order_has_nothing_to_mend() {
    let checked = checked(&format!("{HEAD}395;6;1;12,5;\n395;9;1;8;1,25\n"));
    assert_eq!(checked.findings.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["notRead"]);
    assert!(!checked.mends && checked.table.is_some());
    assert_eq!(checked.totals[&2].to_string(), "20.5");
}

#[test]
fn each_cell_that_is_wrong_is_said_with_its_address() {
    let row = |row: &str| found(&format!("{HEAD}{row}\n"));
    assert_eq!(row("395;6;1;-4;"), one("negative", "D2"));
    assert_eq!(row("395;6;1;1000;"), one("tooLarge", "D2"));
    assert_eq!(row("395;6;1;1,234;"), one("tooManyDecimals", "D2"));
    assert_eq!(row("395;6;1;7:30;"), one("amountUnreadable", "D2"));
    assert_eq!(row("395;6;1;1.234;"), one("amountUnreadable", "D2"), "a thousand or one and a bit");
    assert_eq!(row("395;6;1;;1.5"), one("decimalSign", "E2"));
    assert_eq!(row("395;6;16;8;"), one("shiftNumber", "C2"));
    assert_eq!(row("395;Jan;1;8;"), one("noPerson", "B2"));
    assert_eq!(row(";6;1;8;"), one("noAdministration", "A2"));
    assert_eq!(row("395;6;1;8"), one("rowWidth", "2"));
    assert_eq!(row("395;6;1;8;\n395;6;1;8;"), one("doubleRow", "D3"));
    assert_eq!(row("395;6;1;8;\n395;6;1;;1"), one("splitRow", "3"));
    assert_eq!(row("395;6;1;8;\n396;6;1;8;")[0].0, "severalAdministrations");
    assert_eq!(found("persoon;uren\n6;8\n")[0].0, "noHead");
    assert_eq!(found("aanslnr;persnr;ploeg;NORM\n395;6;1;8\n"), one("componentName", "D1"));
    assert_eq!(found("aanslnr;persnr;ploeg;2;2\n395;6;1;8;8\n")[0].0, "componentTwice");
}

#[test]
fn what_nobody_has_to_guess_is_mended_and_nothing_else() {
    let text = "Aanslnr;persnr;ploeg;15;2\n395;9;1;1.25;8\n395;6;1;;12.5\n395;6;1;2;\n";
    let mended = checked(text);
    assert!(mended.mends && mended.findings.iter().all(|one| one.mended || one.kind == "notRead"));
    let table = mended.table.unwrap();
    assert_eq!(table.components, [2, 15]);
    let rows: Vec<(u32, String)> = table
        .rows
        .iter()
        .map(|row| {
            (row.person, format!("{:?}", row.amounts.values().map(ToString::to_string).collect::<Vec<_>>()))
        })
        .collect();
    assert_eq!(rows, [(6, "[\"12.5\", \"2\"]".to_owned()), (9, "[\"8\", \"1.25\"]".to_owned())]);
    for text in ["395;6;1;8;\n395;6;1;8;", "395;6;1;-4;1.5", "395;6;1;8;\n396;6;1;8;1.5"] {
        let checked = checked(&format!("{HEAD}{text}\n"));
        assert!(checked.table.is_none() && checked.findings.iter().all(|one| !one.mended), "{text}");
    }
}
