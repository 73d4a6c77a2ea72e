use super::*;
use crate::form;

fn params(raw: &str) -> Params {
    Params::new(form::decode(raw.as_bytes()).unwrap())
}

fn refusal<T: std::fmt::Debug>(result: ApiResult<T>) -> (String, String) {
    let body = result.unwrap_err().body("req_1");
    let error = &body["error"];
    (error["code"].as_str().unwrap_or_default().to_owned(), error["param"].as_str().unwrap().to_owned())
}

#[test]
fn what_nobody_read_is_unknown() {
    let mut params = params("amount=5&colour=red");
    assert_eq!(params.integer("amount").unwrap(), Some(5));
    assert_eq!(refusal(params.finish()), ("parameter_unknown".to_owned(), "colour".to_owned()));
}

#[test]
fn an_unknown_name_inside_a_list_is_told_with_its_whole_path() {
    let mut params = params("line_items[0][colour]=red");
    let item = params.branches("line_items").unwrap().remove(0);
    assert_eq!(refusal(item.finish()).1, "line_items[0][colour]");
}

#[test]
fn integers_are_whole_ascii_and_fit() {
    for raw in ["amount=1.5", "amount=1e9", "amount=12%2C345", "amount=%D9%A3", "amount=99999999999999999999"]
    {
        let refused = refusal(params(raw).integer("amount"));
        assert_eq!(refused, ("parameter_invalid_integer".to_owned(), "amount".to_owned()), "{raw}");
    }
    assert_eq!(params("amount=-5").integer("amount").unwrap(), Some(-5));
}

#[test]
fn missing_empty_and_wrongly_shaped_values_are_told_apart() {
    assert_eq!(refusal(params("").required_integer("amount")).0, "parameter_missing");
    assert_eq!(refusal(params("amount=").required_integer("amount")).0, "parameter_invalid_empty");
    assert_eq!(refusal(params("amount[a]=1").integer("amount")).1, "amount");
    assert_eq!(refusal(params("metadata=1").metadata("metadata")).1, "metadata");
    assert_eq!(refusal(params("expand=a").texts("expand")).1, "expand");
    assert!(params("mode=gift").one_of("mode", &["payment", "setup"]).is_err());
    assert!(params("confirm=yes").boolean("confirm").is_err());
}

#[test]
fn metadata_keeps_within_its_limits() {
    let long = "x".repeat(501);
    assert!(params(&format!("metadata[a]={long}")).metadata("metadata").is_err());
    assert!(params(&format!("metadata[{}]=a", &long[..41])).metadata("metadata").is_err());
    let many: Vec<_> = (0..51).map(|it| format!("metadata[k{it}]=1")).collect();
    assert!(params(&many.join("&")).metadata("metadata").is_err());
    assert_eq!(params("metadata[a]=1&metadata[b]=").metadata("metadata").unwrap().len(), 1);
    let before: Map<String, Value> = (0..50).map(|it| (format!("k{it}"), json!("1"))).collect();
    let over = |raw: &str| params(raw).metadata_over("metadata", &json!(before));
    assert!(over("metadata[one_more]=1").is_err());
    assert_eq!(over("metadata[one_more]=1&metadata[k0]=").unwrap().len(), 50);
}
