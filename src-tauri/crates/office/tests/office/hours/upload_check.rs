//! Upload files that somebody else made.

use office::Refusal;

use super::Runs;

#[test]
fn an_upload_file_of_somebody_else_is_checked_and_mended_beside_the_old_one() {
    let runs = Runs::new();
    let hours = runs.fixture.office.hours();
    let old = "\u{feff}Aanslnr,persnr,ploeg,15,2\n395,9,1,1.25,8\n\n395,6,1,,\"12.5\"\n";
    let path = runs.file("van-een-ander.csv", old);
    let checked = hours.check_upload_file(&path).unwrap();
    assert_eq!(
        (checked.administration, checked.employer.as_deref()),
        (Some(395), Some("Bakkerij Voorbeeld B.V."))
    );
    assert_eq!((checked.people, checked.rows), (2, 2));
    let kinds: Vec<&str> = checked.findings.iter().map(|one| one.kind.as_str()).collect();
    for kind in ["notAscii", "separator", "lineEnd", "quotes", "emptyLines", "columnName", "decimalSign"] {
        assert!(kinds.contains(&kind), "{kind} in {kinds:?}");
    }
    let number = checked.mended.unwrap();
    assert_eq!(hours.mended_name(number).unwrap(), "van-een-ander-verbeterd.csv");
    let target = runs.files.path().join("van-een-ander.csv");
    let name = hours.write_mended(number, &target).unwrap();
    assert_eq!(name, "van-een-ander (2).csv", "never over the old one");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), old);
    let text = std::fs::read_to_string(runs.files.path().join(&name)).unwrap();
    assert_eq!(text, "aanslnr;persnr;ploeg;2;15\r\n395;6;1;12,5;\r\n395;9;1;8;1,25\r\n");

    let again = hours.check_upload_file(&runs.files.path().join(&name)).unwrap();
    assert_eq!(again.findings.iter().map(|one| one.kind.as_str()).collect::<Vec<_>>(), ["notRead"]);
    assert_eq!(again.mended, None);
    let left =
        hours.check_upload_file(&runs.file("kapot.csv", "aanslnr;persnr;ploeg;2\r\n395;6;1;-4\r\n")).unwrap();
    assert_eq!(left.mended, None, "what has to be guessed is not mended");
    assert!(left.findings[0].kind == "negative" && left.findings[0].places[0].cell.as_deref() == Some("D2"));
    assert!(matches!(hours.write_mended(number + 7, &target), Err(Refusal::NotFound)));
    let image = runs.files.path().join("plaatje.csv");
    std::fs::write(&image, [0_u8, 1, 2, 3, 0, 0, 7]).unwrap();
    assert!(matches!(hours.check_upload_file(&image), Err(Refusal::HoursFile { .. })));
}
