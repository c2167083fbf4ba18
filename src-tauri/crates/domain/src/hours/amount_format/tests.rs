//! Units that stand in the head of a column.

use proptest::prelude::*;

use super::*;

fn evidence(cells: &[&str]) -> Evidence {
    let mut evidence = Evidence::default();
    for cell in cells {
        evidence.add(Cell::Text(cell), false);
    }
    evidence
}

/// Unit without a question, or nothing where it is asked.
fn decided(head: &str, cells: &[&str]) -> Option<Unit> {
    let (format, questions) = decide(head, &evidence(cells), &FormatChoice::default());
    assert_eq!(format.unit.is_none(), !questions.is_empty(), "{head} {cells:?}");
    format.unit
}

#[test]
fn a_unit_that_the_head_states_is_not_asked_about() {
    for (head, cells, unit) in [
        ("Uren (min)", ["450", "480"], Unit::Minutes),
        ("Duur in minuten", ["30", "20"], Unit::Minutes),
        ("Duration [minutes]", ["30", "20"], Unit::Minutes),
        ("Duur (in seconden)", ["3600", "1800"], Unit::Seconds),
        ("Uren (uu:mm)", ["7.30", "8.05"], Unit::HoursMinutes),
        ("uu:mm", ["7.30", "8"], Unit::HoursMinutes),
        ("Uren (decimaal)", ["7.30", "8.05"], Unit::Hours),
        ("Uren in decimalen", ["7.30", "8.05"], Unit::Hours),
        ("Reizen (km)", ["120", "80"], Unit::Pieces),
    ] {
        assert_eq!(decided(head, &cells), Some(unit), "{head}");
    }
}

#[test]
fn what_the_values_speak_against_or_the_head_only_hints_at_is_asked() {
    for (head, cells) in [
        ("Uren (min)", ["7,5", "8,0"]),
        ("Uren (min)", ["8", "7"]),
        ("Duur in minuten", ["0:30", "7:45"]),
        ("Uren (uu:mm)", ["7.75", "8.05"]),
        ("Uren (uu:mm)", ["730", "8.05"]),
        ("Uren", ["7.30", "8.05"]),
        ("Min uren", ["450", "480"]),
        ("duur_minuten", ["450", "480"]),
        ("Toeslag (min. een dag)", ["450", "480"]),
        ("Verlof (dagen)", ["1", "2"]),
    ] {
        assert_eq!(decided(head, &cells), None, "{head} {cells:?}");
    }
}

proptest! {
    #[test]
    fn under_minutes_a_number_is_minutes_and_a_time_is_never_another_amount(
        numbers in prop::collection::vec(1_i64..600, 0..6),
        times in prop::collection::vec((0_i64..10, 0_i64..60), 0..3),
    ) {
        let mut cells: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        cells.extend(times.iter().map(|(hours, minutes)| format!("{hours}:{minutes:02}")));
        let texts: Vec<&str> = cells.iter().map(String::as_str).collect();
        let (format, questions) = decide("Pauze (min)", &evidence(&texts), &FormatChoice::default());
        prop_assert_eq!(questions.is_empty(), times.is_empty() || !numbers.is_empty());
        let reads = texts.iter().map(|text| read_amount(Cell::Text(text), format));
        for (index, read) in reads.enumerate().filter(|_| questions.is_empty()) {
            let right = numbers.get(index).map(|minutes| Amount::fraction(*minutes, 60));
            prop_assert_eq!(read, right.ok_or(AmountFault::OtherFormat));
        }
    }
}
