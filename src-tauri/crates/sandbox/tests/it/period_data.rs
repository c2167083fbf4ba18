//! Period data: sent, merged by its key, and read back.

use serde_json::{Value, json};

use super::against_specification::period_record;
use super::browser::{Client, at};

const ONE: &str =
    "/v2/providers/employers/employees/employments/ef000001-0000-4000-8000-000100000001/payrollperioddata";
const PERIOD: &str = "/v2/providers/employers/payrolladministrations/ad000001-0000-4000-8000-000100000001/payrollPeriods/202608/payrollperioddata";

fn overtime(client: &Client) -> Value {
    let path = format!("{PERIOD}?payslipType=1&payrollComponentId=15");
    client.get(&path).items().first().map_or(Value::Null, |row| row["payrollComponents"][0]["value"].clone())
}

#[test]
fn values_are_written_added_left_and_deleted() {
    let client = Client::new();
    let send = |value: Value, method: &str| {
        let mut body = period_record();
        body["payrollComponents"][0]["value"] = value;
        body["processingMethod"] = json!(method);
        assert_eq!(client.send("PATCH", ONE, &body).status, 200);
        overtime(&client)
    };
    assert_eq!(overtime(&client), Value::Null);
    assert_eq!(send(json!(2.5), "overwrite"), json!(2.5));
    assert_eq!(send(json!(1.25), "addUp"), json!(3.75));
    assert_eq!(send(json!(9), "doNotOverwrite"), json!(3.75));
    assert_eq!(send(json!(0), "overwrite"), json!(0));
    assert_eq!(send(Value::Null, "overwrite"), Value::Null);
    let hours = client.get(&format!("{PERIOD}?payslipType=1&payrollComponentCategory=1")).items();
    assert_eq!(hours[0]["payrollComponents"][0]["payrollComponent"]["key"], 2, "what was not sent stays");
}

#[test]
fn what_breaks_a_rule_is_refused_and_the_rest_is_kept() {
    let client = Client::new();
    for (pointer, value) in [
        ("/payrollComponents/0/value", json!(1000)),
        ("/payrollComponents/0/value", json!(-1)),
        ("/payrollComponents/0/payrollComponent/key", json!(99)),
        ("/payrollPeriod/periodNumber", json!(13)),
        ("/shift/shiftNumber", json!(16)),
        ("/shift/shiftNumber", json!(4)),
        ("/distributionUnit/key", json!("df000001-0000-4000-8000-000200000001")),
        ("/costCenter/key", json!(99)),
    ] {
        let mut body = period_record();
        *body.pointer_mut(pointer).unwrap() = value;
        assert_eq!(client.send("PATCH", ONE, &body).status, 400, "{pointer}");
    }
    let (mut good, mut wrong) = (period_record(), period_record());
    good["employmentId"] = json!("ef000001-0000-4000-8000-000100000001");
    wrong["employmentId"] = json!("ef000001-0000-4000-8000-000100000002");
    wrong["payrollComponents"][0]["value"] = json!(-5);
    let reply = client.send("PATCH", &at(1, "/payrollperioddata"), &json!([good, wrong]));
    assert_eq!(reply.status, 200);
    assert_eq!(reply.json()["messages"][0]["id"], wrong["employmentId"]);
    assert_eq!(overtime(&client), json!(2.5));
    assert_eq!(client.send("PATCH", &at(1, "/payrollperioddata"), &json!([wrong])).status, 400);
}

#[test]
fn asking_for_no_component_is_refused() {
    let client = Client::new();
    assert_eq!(client.get(&format!("{PERIOD}?payslipType=1")).status, 400);
    assert_eq!(client.get(&format!("{PERIOD}?payrollComponentId=15")).status, 400);
    let missing = PERIOD.replace("202608", "202613");
    assert_eq!(client.get(&format!("{missing}?payslipType=1&payrollComponentId=15")).status, 404);
}

#[test]
fn the_defaults_are_a_body_that_can_be_sent() {
    let client = Client::new();
    let mut body = client.get(&format!("{ONE}/defaults")).json()["content"].clone();
    body["payrollPeriod"] = json!({"year": 2026, "periodNumber": 8});
    body["payrollComponents"] = json!([{"payrollComponent": {"key": 15}, "value": 4, "isSupplement": false}]);
    assert_eq!(client.send("PATCH", ONE, &body).status, 200);
    assert_eq!(overtime(&client), json!(4));
}

#[test]
fn without_product_50_or_the_right_period_data_is_not_changed() {
    let client = Client::new();
    client.press(&[("wat", "product"), ("werkgever", "1"), ("ding", "50")]);
    let refused = client.send("PATCH", ONE, &period_record());
    assert_eq!(refused.status, 403, "{}", refused.text);
    assert!(refused.text.contains("module"), "{}", refused.text);
    assert_eq!(client.send("PATCH", &at(1, "/payrollperioddata"), &json!([period_record()])).status, 403);
    assert_eq!(overtime(&client), Value::Null);
    client.press(&[("wat", "product"), ("werkgever", "1"), ("ding", "50")]);
    client.press(&[("wat", "recht"), ("werkgever", "1"), ("gebruiker", "1"), ("ding", "managePeriodData")]);
    let refused = client.send("PATCH", ONE, &period_record());
    assert!(refused.status == 403 && refused.text.contains("rechten"), "{}", refused.text);
}

#[test]
fn a_closed_period_takes_nothing_and_an_open_one_again() {
    let client = Client::new();
    let close = || client.press(&[("wat", "periode"), ("werkgever", "1"), ("ding", "1/202608")]);
    close();
    let refused = client.send("PATCH", ONE, &period_record());
    assert_eq!(refused.status, 400);
    let message = &refused.json()["messages"][0];
    assert_eq!(message["properties"][0], "payrollPeriod");
    assert_eq!(message["id"], "ef000001-0000-4000-8000-000100000001");
    let mut next = period_record();
    next["payrollPeriod"]["periodNumber"] = json!(9);
    assert_eq!(client.send("PATCH", ONE, &next).status, 200);
    close();
    assert_eq!(client.send("PATCH", ONE, &period_record()).status, 200);
    for odd in ["1/202613", "2/202608", "202608", "1/x"] {
        let fields = [("wat", "periode"), ("werkgever", "1"), ("ding", odd)];
        assert_eq!(client.post_form("/oefenen", &fields).status, 400, "{odd}");
    }
}

#[test]
fn automatic_processes_fill_in_leave_and_a_base_for_everybody() {
    let client = Client::new();
    let rows = |component: u16| {
        client.get(&format!("{PERIOD}?payslipType=1&payrollComponentId={component}")).items()
    };
    assert!(rows(18).is_empty() && rows(4019).is_empty());
    client.press(&[("wat", "automatisch"), ("werkgever", "1")]);
    let hours = rows(2);
    assert!(!hours.is_empty());
    assert_eq!((rows(18).len(), rows(4019).len()), (hours.len(), hours.len()));
    client.press(&[("wat", "automatisch"), ("werkgever", "1")]);
    assert!(rows(18).is_empty());
}

#[test]
fn only_a_component_that_is_a_toeslag_too_can_be_supplemented() {
    let client = Client::new();
    let mut body = period_record();
    body["payrollComponents"][0]["isSupplement"] = json!(true);
    assert_eq!(client.send("PATCH", ONE, &body).status, 400);
    body["payrollComponents"][0]["payrollComponent"]["key"] = json!(4015);
    assert_eq!(client.send("PATCH", ONE, &body).status, 200);
    let row = &client.get(&format!("{PERIOD}?payslipType=1&payrollComponentId=4015")).items()[0];
    assert_eq!(row["payrollComponents"][0]["isSupplement"], true);
    assert_eq!(row["payrollComponents"][0]["payrollComponent"]["canBeSupplemented"], true);
}
