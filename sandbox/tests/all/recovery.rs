use sandbox::{Sandbox, Settings};

use crate::harness::{GIFT, HOUR, Shop};

const CHARGE: &str =
    "amount=500&currency=usd&payment_method=pm_card_visa&confirm=true&payment_method_types[]=card";

fn kept(path: &std::path::Path) -> Settings {
    Settings { journal: Some(path.to_owned()), ..Settings::default() }
}

#[tokio::test]
async fn a_sandbox_that_died_goes_on_where_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.jsonl");
    let before = Shop::told(kept(&path));
    let first = before.post_once("k1", "/v1/payment_intents", CHARGE).await;
    let session = before.session().await;
    before.sandbox.pay(&session, "4242424242424242").unwrap();
    let open = before.post("/v1/checkout/sessions", GIFT).await.object()["id"].as_str().unwrap().to_owned();
    let (ledger, events) = (before.sandbox.ledger(), before.sandbox.event_types());
    let waiting = before.sandbox.pending_deliveries();
    // Nothing is closed or flushed: as after kill -9.
    std::mem::forget(before);

    let after = Shop::told(kept(&path));
    assert_eq!(after.sandbox.ledger(), ledger);
    assert_eq!(after.sandbox.event_types(), events);
    assert_eq!((after.sandbox.pending_deliveries(), waiting), (events.len(), events.len()));
    let replayed = after.post_once("k1", "/v1/payment_intents", CHARGE).await;
    assert_eq!((replayed.header("idempotent-replayed"), &replayed.text), ("true", &first.text));
    assert!(after.sandbox.pay(&session, "4242424242424242").is_err());
    after.wait(24 * HOUR);
    assert_eq!(after.sandbox.object(&open).unwrap()["status"], "expired");
    let ids: Vec<_> = after.sandbox.objects("event").iter().map(|it| it["id"].to_string()).collect();
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len(), "no id is given twice");
}

#[tokio::test]
async fn a_last_line_cut_short_is_as_if_the_request_had_never_come() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.jsonl");
    let before = Shop::with(kept(&path));
    before.post_once("k1", "/v1/payment_intents", CHARGE).await.object();
    let whole = std::fs::metadata(&path).unwrap().len();
    before.post_once("k2", "/v1/payment_intents", CHARGE).await.object();
    let file = std::fs::OpenOptions::new().write(true).open(&path).unwrap();
    file.set_len(std::fs::metadata(&path).unwrap().len() - 10).unwrap();

    let after = Shop::with(kept(&path));
    assert_eq!(after.sandbox.ledger().payments.len(), 1);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), whole);
    let again = after.post_once("k2", "/v1/payment_intents", CHARGE).await;
    assert_eq!(again.header("idempotent-replayed"), "");
    assert_eq!(Shop::with(kept(&path)).sandbox.ledger().payments.len(), 2);
}

#[test]
fn a_journal_that_is_none_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.jsonl");
    std::fs::write(&path, "this is no journal\n").unwrap();
    assert!(Sandbox::new(kept(&path)).is_err());
}

#[tokio::test]
async fn a_clock_that_was_moved_stays_moved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.jsonl");
    let fixed = || Settings { clock: std::sync::Arc::new(|| 0), ..kept(&path) };
    let sandbox = Sandbox::new(fixed()).unwrap();
    sandbox.advance(HOUR * 1_000_000);
    drop(sandbox);
    assert_eq!(Sandbox::new(fixed()).unwrap().now(), HOUR * 1_000_000);
}
