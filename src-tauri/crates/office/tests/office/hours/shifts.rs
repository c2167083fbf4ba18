//! Ploegen from the file to the upload file.

use domain::hours::known::{KnownShift, LoketData};
use domain::hours::run::{HoursRunChange, MappingChoice, MappingOf};
use domain::hours::view::WayOut;
use domain::reading::Source;
use office::Refusal;

use super::{Runs, file};

#[test]
fn a_ploeg_goes_from_the_file_to_the_upload_file_and_one_that_is_not_there_is_an_error_with_a_way_out() {
    let runs = Runs::new();
    let office = &runs.fixture.office;
    runs.read(
        "Personeelsnummer;Ploeg;Uursoort;Datum;Uren\r\n6;3;NORM;02-11-2026;8,00\r\n6;1;NORM;03-11-2026;2,00\r\n\
         9;;NORM;02-11-2026;7,25\r\n9;Nacht;NORM;03-11-2026;4,00\r\n12;16;NORM;03-11-2026;1,00\r\n",
    );
    let view = runs.map("NORM", 2);
    let rows: Vec<_> = file(&view).shift_mapping.iter().map(|row| (row.name.as_str(), row.open)).collect();
    assert_eq!(rows, [("3", false), ("1", false), ("Nacht", true), ("16", true)]);
    let unclear: Vec<_> = file(&view).findings.iter().filter(|one| one.kind == "shiftNotMapped").collect();
    assert_eq!(unclear.len(), 2);
    assert_eq!(unclear[0].ways_out[0], WayOut::Map { of: MappingOf::Shift, name: "Nacht".into() });
    let map = |name: &str, number| HoursRunChange::Map {
        of: MappingOf::Shift,
        names: vec![name.to_owned()],
        choice: Some(MappingChoice::Shift { number }),
    };
    assert_eq!(office.hours().change(runs.run, map("Nacht", 16)).err(), Some(Refusal::BadInput));
    runs.change(map("Nacht", 2));
    runs.change(map("16", 3));

    let known = |number, description: &str| KnownShift { number, description: description.into() };
    let shifts = vec![known(1, "Dag"), known(2, "Nacht")];
    let shifts = Source::Read { at: jiff::Timestamp::UNIX_EPOCH, operations: vec![], content: shifts };
    let view = office.hours().open_with(runs.run, LoketData { shifts, ..LoketData::default() }).unwrap();
    let unknown: Vec<_> = file(&view).findings.iter().filter(|one| one.kind == "shiftUnknown").collect();
    assert_eq!(unknown.iter().map(|one| one.places[0].row).collect::<Vec<_>>(), [2, 6]);
    assert_eq!(unknown[0].text.nl, "Ploeg 3 bestaat niet in Loket.");
    assert_eq!(file(&view).choices.shifts.as_ref().unwrap().len(), 2);
    runs.change(map("3", 2));
    runs.change(map("16", 1));
    runs.approve();
    let (_, path) = runs.make();
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(
        text,
        "aanslnr;persnr;ploeg;2\r\n395;6;1;2\r\n395;6;2;8\r\n395;9;1;7,25\r\n395;9;2;4\r\n395;12;1;1\r\n"
    );
}
