//! What is kept of what the provider says: no more than this module reads of it.

use super::super::Event;
use serde_json::{Value, json};

/// None when it has not even an id.
pub(crate) fn event(it: &Value) -> Option<Event> {
    Some(Event {
        id: word(&it["id"])?,
        kind: word(&it["type"])?,
        object: word(&it["data"]["object"]["id"]).unwrap_or_default(),
        account: word(&it["account"]),
        payload: of_event(it).to_string(),
    })
}

/// A text that both databases can hold: `PostgreSQL` takes no NUL.
fn word(it: &Value) -> Option<String> {
    it.as_str().filter(|it| !it.contains('\0')).map(str::to_owned)
}

/// What is kept of an event: what this module reads of it. The rest, which may say who pays and from where, is read
/// at the provider when it is needed (security SEC-44).
fn of_event(it: &Value) -> Value {
    let object = &it["data"]["object"];
    let metadata = &object["metadata"];
    json!({
        "id": it["id"],
        "type": it["type"],
        "created": it["created"],
        "livemode": it["livemode"],
        "data": { "object": {
            "id": object["id"],
            "object": object["object"],
            "account": only_id(&object["account"]),
            "payment_intent": only_id(&object["payment_intent"]),
            "metadata": { "payment_id": metadata["payment_id"], "refund_id": metadata["refund_id"] },
        } },
    })
}

/// What is kept of an answer: which object it is about and how that stands, or why it was refused.
pub(super) fn of_answer(body: &str) -> String {
    let Ok(it) = serde_json::from_str::<Value>(body) else { return String::new() };
    let error = &it["error"];
    if error.is_object() {
        let intent = json!({ "id": only_id(&error["payment_intent"]) });
        let (kind, code, declined) = (&error["type"], &error["code"], &error["decline_code"]);
        let param = &error["param"];
        return json!({ "error": {
            "type": kind, "code": code, "decline_code": declined, "param": param, "payment_intent": intent,
        } })
        .to_string();
    }
    json!({ "id": it["id"], "object": it["object"], "status": it["status"] }).to_string()
}

/// The id of an object that is told of by its id or in full.
pub(super) fn only_id(it: &Value) -> &Value {
    if it.is_object() { &it["id"] } else { it }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_event_only_that_is_kept_which_is_read() {
        let told = json!({
            "id": "evt_1", "type": "charge.succeeded", "livemode": false,
            "data": { "object": {
                "id": "ch_1", "object": "charge", "payment_intent": "pi_1",
                "metadata": { "payment_id": "0190", "note": "asha@example.test" },
                "billing_details": { "email": "asha@example.test", "name": "Asha" },
            } },
        });
        let kept = event(&told).unwrap().payload;
        assert!(!kept.contains("sha"), "{kept}");
        let kept: Value = serde_json::from_str(&kept).unwrap();
        assert_eq!(kept["data"]["object"]["payment_intent"], "pi_1");
        assert_eq!(kept["data"]["object"]["metadata"]["payment_id"], "0190");
    }

    #[test]
    fn an_event_whose_id_no_database_can_hold_is_none() {
        let told = |id: &str| json!({ "id": id, "type": "charge.succeeded" });
        assert!(event(&told("evt_1")).is_some());
        assert!(event(&told("evt_\0")).is_none());
    }

    #[test]
    fn of_an_answer_only_that_is_kept_which_is_read() {
        let refused = json!({ "error": {
            "type": "card_error", "code": "card_declined", "message": "asha@example.test cannot pay",
            "payment_intent": { "id": "pi_1", "receipt_email": "asha@example.test" },
        } });
        let kept = of_answer(&refused.to_string());
        assert!(!kept.contains("asha"), "{kept}");
        let kept: Value = serde_json::from_str(&kept).unwrap();
        assert_eq!(kept["error"]["payment_intent"]["id"], "pi_1");
        let made = json!({ "id": "cus_1", "object": "customer", "email": "asha@example.test" });
        assert_eq!(of_answer(&made.to_string()), r#"{"id":"cus_1","object":"customer","status":null}"#);
    }
}
