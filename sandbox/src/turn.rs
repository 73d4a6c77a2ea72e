use serde_json::{Map, Value, json};

use crate::API_VERSION;
use crate::errors::{ApiError, ApiResult};
use crate::settings::Endpoint;
use crate::webhooks;
use crate::world::{Entry, PRIVATE, World, shown, text};

/// Who asks, for the events that come of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Asker {
    /// `req_…`; none when something happens by itself or on a hosted page.
    pub(crate) request: Option<String>,
    pub(crate) idempotency_key: Option<String>,
    /// The connected account for which it asks (`Stripe-Account`).
    pub(crate) account: Option<String>,
}

/// One turn at the world: a request, or something whose time has come.
pub(crate) struct Turn<'a> {
    pub(crate) world: &'a mut World,
    /// Microseconds since the epoch; the same throughout the turn.
    pub(crate) now: i64,
    pub(crate) public_url: &'a str,
    /// Who is told of events.
    pub(crate) endpoints: &'a [Endpoint],
    pub(crate) asker: Asker,
}

impl Turn<'_> {
    /// Seconds since the epoch, as Stripe counts.
    pub(crate) fn seconds(&self) -> i64 {
        self.now.div_euclid(1_000_000)
    }

    pub(crate) fn id(&mut self, prefix: &str) -> String {
        self.world.ids.next(prefix)
    }

    /// The object of that kind, or the 404 that Stripe gives.
    pub(crate) fn find(&self, kind: &str, id: &str, param: &str) -> ApiResult<Value> {
        self.lookup(kind, id).ok_or_else(|| ApiError::missing(spoken(kind), id, param))
    }

    /// As [`Turn::find`], for an object that a parameter names: 400.
    pub(crate) fn find_param(&self, kind: &str, id: &str, param: &str) -> ApiResult<Value> {
        self.lookup(kind, id).ok_or_else(|| ApiError::missing_param(spoken(kind), id, param))
    }

    pub(crate) fn lookup(&self, kind: &str, id: &str) -> Option<Value> {
        self.world.copy(id).filter(|it| text(it, "object") == kind)
    }

    pub(crate) fn put(&mut self, object: Value) {
        self.world.change(Entry::Put(object));
    }

    /// Takes away what nothing else names and nothing happens to by itself.
    pub(crate) fn remove(&mut self, id: &str) {
        self.world.change(Entry::Gone(id.to_owned()));
    }

    /// Changes fields of an object and gives its new state.
    pub(crate) fn update(&mut self, id: &str, changes: Value) -> Value {
        let mut object = self.world.copy(id).unwrap_or_default();
        merge(&mut object, changes);
        self.put(object.clone());
        object
    }

    /// Changes what only the sandbox knows about an object.
    pub(crate) fn remember(&mut self, id: &str, changes: Value) {
        let mut object = self.world.copy(id).unwrap_or_default();
        if !object[PRIVATE].is_object() {
            object[PRIVATE] = json!({});
        }
        merge(&mut object[PRIVATE], changes);
        self.put(object);
    }

    /// Records that something happened to an object, and tells the endpoints.
    pub(crate) fn event(&mut self, kind: &str, object: &str) {
        self.event_about(kind, object, None);
    }

    /// As [`Turn::event`], with the values that changed.
    pub(crate) fn changed(&mut self, kind: &str, object: &str, previous: Value) {
        self.event_about(kind, object, Some(previous));
    }

    fn event_about(&mut self, kind: &str, object: &str, previous: Option<Value>) {
        let mut data = Map::new();
        let seconds = self.seconds();
        data.insert(
            "object".to_owned(),
            self.world.get(object).map(|it| shown(&it, seconds)).unwrap_or_default(),
        );
        if let Some(previous) = previous {
            data.insert("previous_attributes".to_owned(), previous);
        }
        let id = self.id("evt");
        let account = self.world.get(object).map(|it| account_of(&it)).unwrap_or_default();
        let mut event = json!({
            "id": id,
            "object": "event",
            "api_version": API_VERSION,
            "created": seconds,
            PRIVATE: { "data": Value::Object(data).to_string() },
            "livemode": false,
            "pending_webhooks": 0,
            "request": { "id": self.asker.request, "idempotency_key": self.asker.idempotency_key },
            "type": kind,
        });
        if account.is_string() {
            event["account"] = account;
        }
        let told: Vec<_> = (0..self.endpoints.len()).filter(|it| self.endpoints[*it].hears(&event)).collect();
        event["pending_webhooks"] = json!(told.len());
        self.put(event);
        webhooks::enqueue(self, &id, kind, &told);
    }
}

/// The connected account whose object it is, or that it is itself; null for the platform's own.
fn account_of(object: &Value) -> Value {
    match text(object, "object") {
        "account" => object["id"].clone(),
        _ => object[PRIVATE]["account"].clone(),
    }
}

fn merge(object: &mut Value, changes: Value) {
    if let (Some(fields), Value::Object(changes)) = (object.as_object_mut(), changes) {
        fields.extend(changes);
    }
}

/// The kind as error messages say it.
fn spoken(kind: &str) -> &str {
    match kind {
        "payment_method" => "PaymentMethod",
        "checkout.session" => "checkout.session",
        other => other,
    }
}
