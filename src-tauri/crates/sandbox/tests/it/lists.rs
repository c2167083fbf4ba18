//! Pages, filters, orders, filter settings, and numbers of changes.

use sandbox::{Options, employer_id};

use super::browser::{Client, at};

#[test]
fn pages_hold_everything_once() {
    let client = Client::with(Options { employers: 3, employees: 600, ..Options::default() });
    let path = at(15, "/employees/employments");
    let mut ids = std::collections::BTreeSet::new();
    for page in 1..=3 {
        let reply = client.get(&format!("{path}?pageNumber={page}")).json();
        assert_eq!((reply["totalSize"].as_u64(), reply["totalPages"].as_u64()), (Some(600), Some(3)));
        assert_eq!(reply["currentPage"].as_u64(), Some(page));
        ids.extend(reply["_embedded"].as_array().unwrap().iter().map(|item| item["id"].to_string()));
    }
    assert_eq!(ids.len(), 600);
    assert!(client.get(&format!("{path}?pageNumber=4")).items().is_empty());
    assert_eq!(client.get("/v2/providers/employers").items().len(), 16);
}

#[test]
fn filters_and_orders_work_on_any_field() {
    let client = Client::new();
    let path = at(14, "/employees/employments");
    let directors = client.get(&format!("{path}?filter=isDirectorAndMajorShareholder%20eq%20true")).items();
    assert_eq!(directors.len(), 2);
    let last = client.get(&format!("{path}?orderBy=-employee.employeeNumber&pageSize=1")).items();
    assert_eq!(last[0]["employee"]["employeeNumber"], 40);
    let unknown = client.get(&format!("{path}?filter=colour%20eq%201"));
    assert_eq!(unknown.status, 400);
    assert_eq!(unknown.json()["messages"][0]["type"], "BrokenBusinessRule");
    assert_eq!(client.get(&format!("{path}?pageNumber=0")).status, 400);
}

#[test]
fn the_users_own_filter_setting_shortens_the_list() {
    let client = Client::new();
    let path = at(10, "/employees/employments");
    let settings = format!("/globalfilter/user/filtersettings/{}", employer_id(10));
    assert_eq!(client.get(&settings).json()["content"]["filterOnEmployedStatus"], "ActiveEmployments");
    let before = client.get(&path).items().len();
    client.press(&[("wat", "filter"), ("werkgever", "10")]);
    assert_eq!(client.get(&settings).json()["content"]["filterOnEmployedStatus"], "AllEmployments");
    let after = client.get(&path).items().len();
    assert!(before < after && after == 26, "{before} {after}");
}

#[test]
fn a_change_raises_the_employers_number_and_no_other() {
    let client = Client::new();
    let path = "/v2/providers/employers/lastmodifiedversionnumbers?orderBy=-lastModifiedVersionNumber";
    let highest = client.get(path).items()[0]["lastModifiedVersionNumber"].as_u64().unwrap();
    client.press(&[("wat", "product"), ("werkgever", "2"), ("ding", "70")]);
    let since = format!("{path}&filter=lastModifiedVersionNumber%20gt%20{highest}");
    let changed = client.get(&since).items();
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["id"], employer_id(2).to_string());
}
