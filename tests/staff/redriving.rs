//! Messages that wait for a person and have one cause, redriven together once it is gone (kernel.md 3.11).

use kernel::outbox::Envelope;
use serde_json::json;
use tests::{START, TestApp, shapes};
use uuid::Uuid;

const ROOM: &str = "/backoffice/redrive";
/// Of this pledges make nothing, whatever it says.
const NOTHING: &str = "payments.of_nothing";
/// This they hear, and it cannot be read when nothing is in it.
const EMPTY: &str = "payments.payment_failed";
const FULL: &str = "the disk is full";

/// Has a message wait of `key` that pledges could not handle because of `error`.
async fn waits(app: &TestApp, key: &str, topic: &str, error: &str) -> anyhow::Result<()> {
    let envelope = Envelope {
        pos: 1_000_000,
        message_id: Uuid::new_v4(),
        topic: topic.to_owned(),
        version: 1,
        key: key.to_owned(),
        key_seq: 1,
        payload: json!({}),
        sealed_fields: Vec::new(),
        correlation: Uuid::new_v4(),
        traceparent: None,
        created_at: START,
    };
    let db = &app.ctx("pledges")?.db;
    let letter = "INSERT INTO pledges_dead_letter (subscriber, source, pos, message_id, key, topic, version, envelope, \
                  error_class, error, attempts, state, created_at) \
                  VALUES ('follow_payments', 'payments', $1, $2, $3, $4, 1, $5, 2, $6, 5, 0, $7)";
    let values = vec![
        envelope.pos.into(),
        envelope.message_id.into(),
        key.into(),
        topic.into(),
        serde_json::to_string(&envelope)?.into(),
        error.into(),
        START.0.into(),
    ];
    db.execute(letter, values).await?;
    let parked = "INSERT INTO pledges_parked_key (subscriber, key, since, first_pos, reason) \
                  VALUES ('follow_payments', $1, $2, 1, $3) ON CONFLICT DO NOTHING";
    db.execute(parked, vec![key.into(), START.0.into(), error.into()]).await?;
    Ok(())
}

async fn parked(app: &TestApp) -> anyhow::Result<Vec<String>> {
    let health = app.platform.health().await?;
    let mut keys: Vec<_> = health.into_iter().flat_map(|it| it.parked).map(|it| it.key).collect();
    keys.sort();
    Ok(keys)
}

#[tokio::test]
async fn many_keys_with_one_cause_are_shown_and_then_redriven_and_none_that_was_not_shown()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        for (key, topic, error) in [
            ("pledge/one", NOTHING, FULL),
            ("pledge/one", NOTHING, "an earlier message of its key is kept"),
            ("pledge/two", NOTHING, FULL),
            ("pledge/three", EMPTY, FULL),
            ("pledge/four", NOTHING, "something else"),
        ] {
            waits(&app, key, topic, error).await?;
        }
        let support = app.signed_in("support").await?;
        let stuck = support.get("/backoffice").await?.text;
        assert!(stuck.contains("/backoffice/redrive?module=pledges"), "{stuck}");
        let plan =
            support.get(&format!("{ROOM}?module=pledges&subscriber=&topic=&error=disk+is+full")).await?;
        let shows = |key: &str| plan.text.contains(&format!("<code>pledge/{key}</code>"));
        assert_eq!(["one", "two", "three", "four"].map(shows), [true, true, true, false], "{}", plan.text);
        assert_eq!(parked(&app).await?.len(), 4, "to look does nothing");

        waits(&app, "pledge/five", NOTHING, FULL).await?;
        let (token, upto) = (plan.field("_token")?, plan.field("upto")?);
        let form = [
            ("_token", &*token),
            ("module", "pledges"),
            ("subscriber", ""),
            ("topic", ""),
            ("error", "disk is full"),
            ("upto", &upto),
        ];
        let done = support.post(&format!("{ROOM}/many"), &form).await?;
        assert_eq!(done.status, 200, "{}", done.text);
        assert_eq!(parked(&app).await?, ["pledge/five", "pledge/four", "pledge/three"]);
        for said in ["2 keys flow again; 3 messages were handled.", "Still refused", "cannot be read"] {
            assert!(done.text.contains(said), "{said}: {}", done.text);
        }
        assert!(done.text.contains("<code>pledge/five</code>"), "it is shown what waits now: {}", done.text);
        app.settle_once().await?;
        let log = app.signed_in("admin").await?.get("/backoffice/audit?action=key.redrive").await?.text;
        assert_eq!(log.matches(">follow_payments/pledge/").count(), 3, "{log}");
    }
    Ok(())
}

#[tokio::test]
async fn of_a_module_that_is_not_here_nothing_is_redriven() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let support = app.signed_in("support").await?;
    let room = support.get(ROOM).await?;
    assert_eq!((room.status, room.text.contains("id=\"plan\"")), (200, false), "{}", room.text);
    assert_eq!(support.get(&format!("{ROOM}?module=nowhere")).await?.status, 404);
    let token = support.get("/me").await?.field("_token")?;
    let form = [
        ("_token", &*token),
        ("module", "nowhere"),
        ("subscriber", ""),
        ("topic", ""),
        ("error", ""),
        ("upto", "1"),
    ];
    assert_eq!(support.post(&format!("{ROOM}/many"), &form).await?.status, 404);
    Ok(())
}
