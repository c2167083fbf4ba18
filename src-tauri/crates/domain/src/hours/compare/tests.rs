use super::*;
use crate::hours::upload::UploadRow;
use jiff::civil::date;

fn amount(text: &str) -> Amount {
    text.parse().unwrap()
}

/// Person, shift, unit, and amounts by component.
type Row<'a> = (u32, u8, Option<u32>, &'a [(u32, &'a str)]);

fn table(units: bool, rows: &[Row<'_>]) -> UploadTable {
    let rows: Vec<UploadRow> = rows
        .iter()
        .map(|(person, shift, unit, amounts)| UploadRow {
            person: *person,
            shift: *shift,
            distribution_unit: *unit,
            cost_center: None,
            amounts: amounts.iter().map(|(component, value)| (*component, amount(value))).collect(),
        })
        .collect();
    let components: BTreeSet<u32> = rows.iter().flat_map(|row| row.amounts.keys().copied()).collect();
    UploadTable {
        administration: 101,
        components: components.into_iter().collect(),
        distribution_units: units,
        shifts: false,
        rows,
        rounded: Vec::new(),
        not_imported: BTreeMap::new(),
    }
}

fn people(numbers: &[u32]) -> Employments {
    let by_number = numbers.iter().map(|number| (*number, format!("e{number}"))).collect();
    Employments { by_number, several: BTreeSet::new() }
}

fn stored(person: u32, component: u32, value: &str) -> StoredValue {
    StoredValue {
        employment: format!("e{person}"),
        name: format!("P. {person}"),
        shift: 1,
        distribution_unit: Some(1),
        cost_center: None,
        component,
        value: amount(value),
        supplement: None,
        is_allowance: Some(false),
        addressed: true,
    }
}

/// Without anything said of a Toeslag.
fn compare(
    table: &UploadTable,
    employments: &Employments,
    stored: &[StoredValue],
    before: Option<&[StoredValue]>,
) -> Comparison {
    super::compare(HoursTable { table, employments, allowances: &BTreeMap::new() }, stored, before)
}

fn preview(
    table: &UploadTable,
    employments: &Employments,
    stored: &[StoredValue],
    action: UploadAction,
) -> Preview {
    super::preview(HoursTable { table, employments, allowances: &BTreeMap::new() }, stored, action)
}

fn results(comparison: &Comparison) -> Vec<(Option<u32>, u32, CellResult)> {
    comparison.cells.iter().map(|cell| (cell.person, cell.component, cell.result)).collect()
}

const fn extra(reason: ExtraReason) -> CellResult {
    CellResult::Extra { reason }
}

#[test]
fn equal_different_missing_and_extra_are_told_apart_by_person_and_component() {
    let table = table(false, &[(1, 1, None, &[(2, "150"), (15, "4.5")]), (2, 1, None, &[(2, "80")])]);
    let loket = [stored(1, 2, "150"), stored(1, 15, "4"), stored(3, 2, "12"), stored(1, 16, "1")];
    let comparison = compare(&table, &people(&[1, 2]), &loket, None);
    assert_eq!(
        results(&comparison),
        [
            (Some(1), 2, CellResult::Equal),
            (Some(1), 15, CellResult::Different),
            (Some(1), 16, extra(ExtraReason::Unexplained)),
            (Some(2), 2, CellResult::Missing),
            (None, 2, extra(ExtraReason::Unexplained)),
        ]
    );
    let counts = comparison.counts();
    assert_eq!(
        (counts.equal, counts.different, counts.missing, counts.extra, counts.unexplained),
        (1, 1, 1, 2, 2)
    );
    assert!(!comparison.is_as_sent());
    assert_eq!(comparison.totals()[&2], (amount("230"), amount("162")));
    assert!(comparison.people_as_sent().is_empty());
}

#[test]
fn zero_is_a_value_and_not_the_same_as_none() {
    let table = table(false, &[(1, 1, None, &[(2, "0"), (15, "0")])]);
    let comparison = compare(&table, &people(&[1]), &[stored(1, 2, "0")], None);
    assert_eq!(results(&comparison), [(Some(1), 2, CellResult::Equal), (Some(1), 15, CellResult::Missing)]);
}

#[test]
fn units_are_compared_where_they_are_used_and_added_up_where_not() {
    let unit = |number, value| StoredValue { distribution_unit: Some(number), ..stored(1, 2, value) };
    let loket = [unit(1, "100"), unit(2, "50")];
    let whole = table(false, &[(1, 1, None, &[(2, "150")])]);
    assert!(compare(&whole, &people(&[1]), &loket, None).is_as_sent());
    let by_unit = table(true, &[(1, 1, Some(1), &[(2, "100")]), (1, 1, Some(3), &[(2, "50")])]);
    let comparison = compare(&by_unit, &people(&[1]), &loket, None);
    let counts = comparison.counts();
    assert_eq!((counts.equal, counts.missing, counts.unexplained), (1, 1, 1));
    let other_shift = StoredValue { shift: 2, ..stored(1, 2, "150") };
    assert_eq!(compare(&whole, &people(&[1]), &[other_shift], None).counts().missing, 1);
}

#[test]
fn what_everybody_has_beside_the_table_is_of_automatic_processes() {
    let table = table(false, &[(1, 1, None, &[(2, "8")]), (2, 1, None, &[(2, "8")])]);
    let sent = [stored(1, 2, "8"), stored(2, 2, "8")];
    let with = |more: &[StoredValue]| {
        let loket: Vec<_> = sent.iter().chain(more).cloned().collect();
        let comparison = compare(&table, &people(&[1, 2]), &loket, None);
        let extra = comparison.cells.into_iter().filter(|cell| cell.table.is_none());
        extra.map(|cell| cell.result).collect::<Vec<_>>()
    };
    let leave = [stored(1, 18, "16"), stored(2, 18, "12")];
    assert_eq!(with(&leave), [extra(ExtraReason::AutomaticProcesses); 2]);
    assert_eq!(with(&leave[..1]), [extra(ExtraReason::Unexplained)], "only one of two has it");
    // The table has a column for it: another file or a person put it there.
    assert_eq!(with(&[stored(3, 2, "8")]), [extra(ExtraReason::Unexplained)]);
}

#[test]
fn what_was_there_before_and_is_the_same_was_left_alone() {
    let table = table(false, &[(1, 1, None, &[(2, "8")])]);
    let before = [stored(1, 284, "45.5"), stored(2, 2, "7"), stored(1, 2, "6")];
    let after = [stored(1, 284, "45.5"), stored(2, 2, "9"), stored(1, 2, "8")];
    let comparison = compare(&table, &people(&[1]), &after, Some(&before));
    assert_eq!(
        results(&comparison),
        [
            (Some(1), 2, CellResult::Equal),
            (Some(1), 284, extra(ExtraReason::WasThere)),
            (None, 2, extra(ExtraReason::Unexplained)),
        ]
    );
}

#[test]
fn a_component_that_is_a_toeslag_too_says_whether_it_is_added_or_replaced() {
    let table = table(false, &[(1, 1, None, &[(2, "8"), (4015, "3")])]);
    let toeslag = |supplement| StoredValue { supplement, is_allowance: Some(true), ..stored(1, 4015, "3") };
    for (supplement, says) in
        [(Some(true), Allowance::Added), (Some(false), Allowance::Replaced), (None, Allowance::NotStated)]
    {
        let comparison = compare(&table, &people(&[1]), &[stored(1, 2, "8"), toeslag(supplement)], None);
        assert_eq!(comparison.cells[0].allowance, None);
        assert_eq!(comparison.cells[1].allowance, Some(says));
    }
}

#[test]
fn a_value_that_does_something_else_with_the_toeslag_than_was_meant_is_different() {
    let table = table(false, &[(1, 1, None, &[(4015, "3")])]);
    let employments = people(&[1]);
    let toeslag = |supplement| [StoredValue { supplement, is_allowance: Some(true), ..stored(1, 4015, "3") }];
    for (added, supplement, equal) in [
        (true, Some(true), true),
        (true, Some(false), false),
        (true, None, false),
        (false, Some(true), false),
        (false, Some(false), true),
        (false, None, true),
    ] {
        let allowances = BTreeMap::from([(4015, added)]);
        let hours = HoursTable { table: &table, employments: &employments, allowances: &allowances };
        let loket = toeslag(supplement);
        assert_eq!(super::compare(hours, &loket, None).is_as_sent(), equal, "{added} {supplement:?}");
        let seen = super::preview(hours, &loket, UploadAction::Overwrite);
        assert_eq!(seen.changes_anything(), !equal, "{added} {supplement:?}");
        let becomes = if added { Allowance::Added } else { Allowance::Replaced };
        assert_eq!(seen.cells[0].allowance_becomes, Some(becomes));
    }
}

#[test]
fn only_what_differs_is_left_and_keeps_its_place() {
    let table = table(
        true,
        &[
            (1, 1, Some(1), &[(2, "150"), (15, "4.5")]),
            (1, 2, Some(1), &[(2, "3")]),
            (2, 1, Some(1), &[(2, "80")]),
        ],
    );
    let loket = [stored(1, 2, "150"), stored(1, 15, "4"), stored(2, 2, "80"), stored(2, 16, "1")];
    let left = compare(&table, &people(&[1, 2]), &loket, None).remaining(&table);
    assert_eq!(left.components, [2, 15]);
    let rows: Vec<_> = left.rows.iter().map(|row| (row.person, row.shift, row.amounts.len())).collect();
    assert_eq!(rows, [(1, 1, 1), (1, 2, 1)]);
    assert_eq!(left.rows[0].amounts[&15], amount("4.5"));
}

#[test]
fn a_preview_says_what_is_there_what_it_becomes_and_what_is_left_alone() {
    let table = table(false, &[(1, 1, None, &[(2, "150"), (15, "4"), (16, "1")]), (9, 1, None, &[(2, "8")])]);
    let loket = [stored(1, 2, "150"), stored(1, 15, "2.5"), stored(1, 284, "45"), stored(2, 2, "7")];
    let told = |action| {
        let preview = preview(&table, &people(&[1]), &loket, action);
        assert_eq!(preview.unknown, [9]);
        let cells = preview.cells.into_iter().map(|cell| {
            let becomes = cell.becomes.map(|becomes| becomes.to_string()).unwrap_or_default();
            (cell.person, cell.component, becomes, cell.change)
        });
        cells.collect::<Vec<_>>()
    };
    assert_eq!(
        told(UploadAction::Overwrite),
        [
            (Some(1), 2, "150".into(), PreviewChange::Same),
            (Some(1), 15, "4".into(), PreviewChange::Changed),
            (Some(1), 16, "1".into(), PreviewChange::New),
            (Some(1), 284, "45".into(), PreviewChange::LeftAlone),
            (Some(9), 2, "8".into(), PreviewChange::New),
            (None, 2, "7".into(), PreviewChange::LeftAlone),
        ]
    );
    let added: Vec<_> = told(UploadAction::AddUp).into_iter().take(3).map(|cell| (cell.2, cell.3)).collect();
    assert_eq!(
        added,
        [
            ("300".into(), PreviewChange::Changed),
            ("6.5".into(), PreviewChange::Changed),
            ("1".into(), PreviewChange::New)
        ]
    );
}

#[test]
fn what_stands_in_another_record_of_the_same_person_is_said_and_counts() {
    let table = table(false, &[(1, 1, None, &[(2, "150")])]);
    let other = StoredValue { addressed: false, ..stored(1, 2, "10") };
    let seen = preview(&table, &people(&[1]), std::slice::from_ref(&other), UploadAction::Overwrite);
    assert_eq!((seen.cells[0].change, seen.cells[0].elsewhere), (PreviewChange::New, Some(amount("10"))));
    assert!(seen.changes_anything());
    // Read back, both count.
    let comparison = compare(&table, &people(&[1]), &[other, stored(1, 2, "150")], None);
    assert_eq!(comparison.cells[0].loket, Some(amount("160")));
    assert_eq!(comparison.cells[0].result, CellResult::Different);
}

#[test]
fn totals_typed_by_hand_are_equal_different_unknown_or_not_in_the_table() {
    let map = |pairs: &[(u32, &str)]| pairs.iter().map(|(key, value)| (*key, amount(value))).collect();
    let table: BTreeMap<u32, Amount> = map(&[(2, "230"), (15, "4.5"), (16, "1")]);
    let compared = compare_totals(&table, &map(&[(2, "230.00"), (15, "4"), (284, "12")]));
    let results: Vec<_> = compared.iter().map(|one| (one.component, one.result)).collect();
    assert_eq!(
        results,
        [
            (2, TotalResult::Equal),
            (15, TotalResult::Different),
            (16, TotalResult::NotTyped),
            (284, TotalResult::NotInTable)
        ]
    );
}

#[test]
fn a_number_with_two_employments_in_the_period_is_nobody_until_chosen() {
    let employment = |id: &str, start, end| KnownEmployment {
        id: id.into(),
        employee: "p".into(),
        employee_number: Some(12),
        payroll_id: None,
        name: String::new(),
        birth_date: None,
        start,
        end,
        hours_per_week: None,
    };
    let period: Period = "2026-11".parse().unwrap();
    let since = Some(date(2026, 1, 1));
    let over = employment("a", since, Some(date(2026, 10, 31)));
    let now = employment("b", since, None);
    let number = |one: &KnownEmployment| one.employee_number;
    let found = Employments::of(&[over.clone(), now.clone()], period, number);
    assert_eq!(found.by_number[&12], "b");
    let found = Employments::of(&[now.clone(), employment("c", None, None), over], period, number);
    assert_eq!((found.by_number.len(), found.several), (0, BTreeSet::from([12])));
}

#[test]
fn cost_centres_are_compared_where_they_are_used_and_added_up_where_not() {
    let mut table = table(false, &[(1, 1, None, &[(2, "8")])]);
    let at = |code: &str, value| StoredValue { cost_center: Some(code.into()), ..stored(1, 2, value) };
    let held = [at("100", "5"), at("200", "3")];
    let compared = |table: &UploadTable| compare(table, &people(&[1]), &held, None);
    assert!(compared(&table).is_as_sent(), "together they are what the table has");
    table.rows[0].cost_center = Some("100".into());
    let by_center = compared(&table);
    let counts = by_center.counts();
    assert_eq!((counts.different, counts.extra), (1, 1));
    assert_eq!(by_center.remaining(&table).rows, table.rows);
}

#[test]
fn people_whose_hours_may_stand_in_another_shift_are_named_and_compared_there() {
    let table = table(false, &[(1, 1, None, &[(2, "8")]), (2, 1, None, &[(2, "4")])]);
    let held = [StoredValue { shift: 2, ..stored(1, 2, "8") }, stored(2, 2, "4")];
    let in_the_first = compare(&table, &people(&[1, 2]), &held, None);
    assert_eq!(in_the_first.people_in_other_shifts(), [1].into());
    let placed = table.with_shifts(|person| (person == 1).then_some(2));
    assert!(compare(&placed, &people(&[1, 2]), &held, None).is_as_sent());
    assert_eq!(placed.rows[1].shift, 1);
}
