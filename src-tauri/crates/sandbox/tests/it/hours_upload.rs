//! The upload by hand: what a person chooses and brings, what is taken and what is refused.

use super::browser::{Client, Reply};

const PAGE: &str = "/werkgever/1/uren";
const PERIOD: &str = "/v2/providers/employers/payrolladministrations/ad000001-0000-4000-8000-000100000001/payrollPeriods/202608/payrollperioddata?payslipType=1&payrollComponentId=";

/// Sends the form of the page; `more` replaces fields.
fn upload(client: &Client, file: &[u8], more: &[(&str, &str)]) -> Reply {
    let mut fields = vec![
        ("administratie", "1"),
        ("jaar", "2026"),
        ("periode", "8"),
        ("soort", "CSV"),
        ("actie", "Overschrijven"),
        ("verdelingseenheid", "Nee"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    let part = |(name, value): (&str, &str)| {
        format!("--grens\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let fields: String = fields.into_iter().map(part).collect();
    let body = format!(
        "{fields}--grens\r\ncontent-disposition: form-data; name=\"bestand\"; filename=\"uren.csv\"\r\n\
         content-type: text/csv\r\n\r\n{}\r\n--grens--\r\n",
        std::str::from_utf8(file).unwrap()
    );
    let media = "multipart/form-data; boundary=grens";
    client.ask("POST", PAGE, &[("content-type", media)], &body)
}

fn value(client: &Client, component: u32, person: u32) -> String {
    let rows = client.get(&format!("{PERIOD}{component}")).items();
    let own = rows.iter().find(|row| row["employment"]["payrollId"] == person);
    own.map_or("nothing".to_owned(), |row| row["payrollComponents"][0]["value"].to_string())
}

#[test]
fn the_form_offers_what_the_dialog_of_loket_does() {
    let client = Client::new();
    let page = client.ask("GET", PAGE, &[], "").text;
    for part in [
        "Administratie",
        "Bestand",
        "Jaar",
        "Periode",
        "CSV",
        "Overschrijven",
        "Optellen",
        "Verdelingseenheid",
        "Uploaden",
        "101 Bakkerij De Gouden Korenaar",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let own = client.ask("GET", "/werkgever/1", &[], "").text;
    assert!(
        own.contains(PAGE) && own.contains("Automatische processen") && own.contains("Afsluiten of openen")
    );
    assert_eq!(client.ask("GET", "/werkgever/99/uren", &[], "").status, 404);
}

#[test]
fn a_file_is_taken_and_overwrites_or_adds_up() {
    let client = Client::new();
    let file = b"aanslnr;persnr;ploeg;2;15;4015\r\n101;1;1;150,25;4,5;\r\n101;2;1;;0;1,25\r\n";
    let reply = upload(&client, file, &[]);
    assert_eq!(reply.status, 200, "{}", reply.text);
    assert!(reply.text.contains("2 regels, 2 medewerkers, 4 waarden"), "{}", reply.text);
    assert_eq!((value(&client, 2, 1), value(&client, 15, 1)), ("150.25".into(), "4.5".into()));
    assert_eq!((value(&client, 15, 2), value(&client, 4015, 2)), ("0".into(), "1.25".into()));
    let more = b"aanslnr;persnr;ploeg;15\r\n101;1;1;1,5\r\n";
    assert_eq!(upload(&client, more, &[("actie", "Optellen")]).status, 200);
    assert_eq!(value(&client, 15, 1), "6");
    assert_eq!(upload(&client, more, &[]).status, 200);
    assert_eq!((value(&client, 15, 1), value(&client, 2, 1)), ("1.5".into(), "150.25".into()));
    let unit = b"aanslnr;persnr;ploeg;verdelingseenheid;15\r\n101;1;2;3;9\r\n";
    assert_eq!(upload(&client, unit, &[("verdelingseenheid", "Ja")]).status, 200);
    let rows = client.get(&format!("{PERIOD}15")).items();
    let own: Vec<_> = rows.iter().filter(|row| row["employment"]["payrollId"] == 1).collect();
    assert_eq!(own.len(), 2);
    assert_eq!(
        (&own[1]["distributionUnit"]["code"], &own[1]["shift"]["shiftNumber"]),
        (&3.into(), &2.into())
    );
}

#[test]
fn what_is_wrong_is_said_with_its_line_and_nothing_is_kept() {
    let client = Client::new();
    for (file, says) in [
        ("aanslnr;persnr;ploeg;99\n101;1;1;8\n", "component 99 is er niet"),
        ("aanslnr;persnr;ploeg;15\n101;1;1;8\n101;99;1;8\n", "Regel 3: persnr 99 is er niet"),
        ("aanslnr;persnr;ploeg;15\n101;1;4;8\n", "Regel 2: ploeg 4 is er niet"),
        ("aanslnr;persnr;ploeg;15\n102;1;1;8\n", "aanslnr 102 is niet van"),
        ("aanslnr;persnr;ploeg;15\n101;1;1;-8\n", "is negatief"),
        ("aanslnr;persnr;ploeg;15\n101;1;1;1000\n", "1000 uur of meer"),
        ("aanslnr;persnr;ploeg;15\n101;1;1;8\u{20ac}\n", "tekens die niet mogen"),
        ("aanslnr,persnr,ploeg,15\n101,1,1,8\n", "De kop moet beginnen"),
        ("aanslnr;persnr;ploeg;verdelingseenheid;15\n101;1;1;1;8\n", "kies bij Verdelingseenheid Ja"),
    ] {
        let reply = upload(&client, file.as_bytes(), &[]);
        assert_eq!(reply.status, 400, "{file}");
        assert!(
            reply.text.contains(says) && reply.text.contains("niets opgeslagen"),
            "{says}: {}",
            reply.text
        );
        assert_eq!(value(&client, 15, 1), "nothing", "{file}");
    }
    let with_unit = [("verdelingseenheid", "Ja")];
    let file = b"aanslnr;persnr;ploeg;verdelingseenheid;15\n101;1;1;4;8\n";
    assert!(upload(&client, file, &with_unit).text.contains("verdelingseenheid 4 is er niet"));
    let good = b"aanslnr;persnr;ploeg;15\n101;1;1;8\n";
    assert!(upload(&client, good, &with_unit).text.contains("kies bij Verdelingseenheid Nee"));
    assert_eq!(upload(&client, good, &[("soort", "XML")]).status, 400);
    assert_eq!(upload(&client, good, &[("periode", "")]).status, 400);
    client.press(&[("wat", "periode"), ("werkgever", "1"), ("ding", "1/202608")]);
    assert!(upload(&client, good, &[]).text.contains("de loonperiode is afgesloten"));
    client.press(&[("wat", "product"), ("werkgever", "1"), ("ding", "50")]);
    assert!(upload(&client, good, &[]).text.contains("(50) staat uit"));
    assert_eq!(value(&client, 15, 1), "nothing");
}

#[test]
fn who_left_before_the_period_gets_no_hours() {
    let client = Client::new();
    let people = client.get(&super::browser::at(1, "/employees/employments")).items();
    let gone = people.iter().find(|one| !one["endDate"].is_null()).unwrap();
    let file = format!("aanslnr;persnr;ploeg;15\n101;{};1;8\n", gone["payrollId"]);
    let reply = upload(&client, file.as_bytes(), &[]);
    assert!(reply.status == 400 && reply.text.contains("niet in dienst in deze periode"), "{}", reply.text);
}
