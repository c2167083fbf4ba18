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
