use super::*;

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

#[test]
fn three_times_twenty_minutes_is_an_hour() {
    let third = Amount::fraction(20, 60).unwrap();
    assert_eq!(third.to_string(), "1/3");
    let sum: Option<Amount> = [third; 3].into_iter().sum();
    assert_eq!(sum.unwrap().to_string(), "1");
}

#[test]
fn a_sum_is_rounded_once() {
    let minutes = [450, 50, 20].map(|minutes| Amount::fraction(minutes, 60).unwrap());
    let sum: Option<Amount> = minutes.into_iter().sum();
    assert_eq!(sum.unwrap().to_string(), "26/3");
    assert_eq!(sum.unwrap().written(2, ','), "8,67");
}

#[test]
fn half_is_rounded_away_from_zero() {
    assert_eq!(amount("0.125").written(2, ','), "0,13");
    assert_eq!(amount("-0.125").written(2, ','), "-0,13");
    assert_eq!(amount("-0.001").written(2, ','), "0");
    assert_eq!(amount("1250").written(2, ','), "1250");
}

#[test]
fn numbers_of_a_workbook_are_what_excel_shows() {
    let read = |number: f64| Amount::from_workbook(number).unwrap().to_string();
    assert_eq!(read(0.1 + 0.2), "0.3");
    assert_eq!(read(36.5), "36.5");
    assert_eq!(read(-0.05), "-0.05");
    assert_eq!(read(152.0), "152");
    assert_eq!(read(1500.0), "1500");
    assert_eq!(read(0.0), "0");
    assert_eq!(Amount::from_workbook(f64::NAN), None);
    assert_eq!(Amount::from_workbook(1e300), None);
}

#[test]
fn a_part_of_a_day_never_passes_through_a_date() {
    let read = |days: f64| Amount::from_days(days).unwrap().to_string();
    assert_eq!(read(62.5), "1500");
    assert_eq!(read(26.5 / 24.0), "26.5");
    assert_eq!(read(7.75 / 24.0), "7.75");
    assert_eq!(read(1.0 / 288.0), "1/12");
    assert_eq!(read(0.33333), "7.99992");
}

#[test]
fn what_is_stored_reads_back() {
    for text in ["0", "8.5", "-7.5", "1/3", "-1/12", "32401/3600", "123456789012.123456789012345678"] {
        assert_eq!(amount(text).to_string(), text);
    }
    for text in ["", ".", "1.", ".5", "1/0", "--1", "1,5", "1e3", "1234567890123"] {
        assert_eq!(text.parse::<Amount>(), Err(NoAmount), "{text}");
    }
}
