//! Upload files that somebody else made.

use domain::hours::finding::Level;
use domain::hours::known::{KnownComponent, LoketData};
use domain::reading::Source;
use office::Refusal;

use super::{NOVEMBER, Runs};

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

fn read<T>(content: T) -> Source<T> {
    Source::Read { at: jiff::Timestamp::UNIX_EPOCH, operations: vec![], content }
}

/// What was found, by kind; of what was not read each part once.
fn kinds(checked: &office::hours::UploadCheckView) -> Vec<&str> {
    let mut kinds: Vec<&str> = checked.findings.iter().map(|one| one.kind.as_str()).collect();
    kinds.dedup();
    kinds
}

#[test]
fn with_a_period_an_upload_file_has_the_findings_of_a_run_and_what_was_not_read_is_unknown() {
    use domain::hours::known::{KnownEmployment, KnownPeriod, PeriodState};
    let runs = Runs::new();
    let hours = runs.fixture.office.hours();
    runs.read(NOVEMBER);
    runs.map("NORM", 2);
    runs.map("OV125", 15);
    runs.approve();
    let (_, path) = runs.make();
    let checked = hours.check_upload_file(&path).unwrap();
    assert_eq!(checked.period.as_ref().unwrap().words.nl, "november 2026", "its name says so");
    assert!(checked.periods.iter().any(|period| period.id == 202_612));
    assert_eq!(kinds(&checked), ["secondRun", "notRead"]);
    let unread = checked.findings.iter().filter(|one| one.kind == "notRead").map(|one| one.text.nl.as_str());
    let unread: Vec<&str> = unread.collect();
    assert!(
        unread.contains(&"Of de periode nog open is is niet gelezen uit Loket. Of het klopt, is onbekend."),
        "{unread:?}"
    );
    let without = hours.check_upload_again(None, "loket-2015").unwrap();
    assert_eq!((without.period.is_none(), kinds(&without)), (true, vec!["notRead"]));

    let start = Some(jiff::civil::date(2020, 1, 1));
    let employment = |number: u32, end| KnownEmployment {
        id: format!("e{number}"),
        employee: number.to_string(),
        employee_number: Some(number),
        payroll_id: Some(number),
        name: format!("Persoon {number}"),
        birth_date: None,
        start,
        end,
        hours_per_week: None,
    };
    let november = checked.period.unwrap().period;
    let loket = LoketData {
        employments: read(vec![employment(6, Some(jiff::civil::date(2026, 10, 31)))]),
        import_product: read(false),
        period: read(KnownPeriod {
            period: november,
            state: Some(PeriodState::Closed),
            employments_with_data: None,
        }),
        ..LoketData::default()
    };
    hours.open_with(runs.run, loket).unwrap();
    let held = hours.check_upload_again(Some(november), "loket-2015").unwrap();
    let found = kinds(&held);
    for kind in ["productOff", "periodClosed", "notEmployed", "personUnknown"] {
        assert!(found.contains(&kind), "{kind} in {found:?}");
    }
    let unknown = held.findings.iter().find(|one| one.kind == "personUnknown").unwrap();
    assert_eq!(unknown.places.iter().map(|place| place.row).collect::<Vec<_>>(), [3]);

    let zero = hours.check_upload_again(Some(november), "loket-2015-empty-is-zero").unwrap();
    assert!(kinds(&zero).contains(&"emptyIsZero") && zero.profile == "loket-2015-empty-is-zero");
    assert_eq!(hours.check_upload_again(None, "anders").err(), Some(Refusal::NotFound));
    let other = runs.file("uren-395-2026-12.csv", "aanslnr;persnr;ploeg;2\r\n395;6;1;80\r\n");
    let december = hours.check_upload_file(&other).unwrap();
    assert!(kinds(&december).contains(&"totalDiffers"), "beside the totals of November");
    let fifth = hours.check_upload_again("2026-P13".parse().ok(), "loket-2015").unwrap();
    assert!(kinds(&fifth).contains(&"fifthWeek"));
}

#[test]
fn more_hours_of_a_surcharge_than_hours_are_said_of_an_upload_file_by_the_names_in_loket() {
    let runs = Runs::new();
    let hours = runs.fixture.office.hours();
    let component = |number: u32, description: &str| KnownComponent {
        number,
        description: description.into(),
        category: Some("Uren".into()),
    };
    let components = read(vec![component(2, "Normale uren"), component(15, "Nachttoeslag 25%")]);
    let path =
        runs.file("uren-395-2026-11.csv", "aanslnr;persnr;ploeg;2;15\r\n395;6;1;8;13\r\n395;9;1;8;2\r\n");
    let unread = hours.check_upload_file(&path).unwrap();
    assert!(!kinds(&unread).contains(&"surchargeExceeds"), "a number says nothing");
    hours.open_with(runs.run, LoketData { components, ..LoketData::default() }).unwrap();
    let checked = hours.check_upload_file(&path).unwrap();
    let found = checked.findings.iter().find(|one| one.kind == "surchargeExceeds").unwrap();
    assert_eq!(found.level, Level::Warning);
    assert_eq!(found.places.iter().map(|place| place.row).collect::<Vec<_>>(), [2]);
}
