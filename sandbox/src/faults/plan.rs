use serde::{Deserialize, Serialize};

/// How often more an event may be delivered: whoever waits for the others waits behind all of them.
const MOST_COPIES: u32 = 100;

/// What shall go wrong. Empty: nothing. As JSON it is the body of `POST /sandbox/faults`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct FaultPlan {
    /// Chance is drawn from it, so that a plan repeats.
    pub seed: u64,
    /// Faults of API requests.
    pub requests: Vec<RequestRule>,
    /// Faults of webhook deliveries.
    pub webhooks: Vec<WebhookRule>,
}

/// When an API request goes wrong, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRule {
    /// `GET` or `POST`; none: both.
    #[serde(default)]
    pub method: Option<String>,
    /// How the path starts; `*` stands for one segment. Empty: every path.
    #[serde(default)]
    pub path: String,
    /// The first matching request that may be struck, counted from 1.
    #[serde(default = "first")]
    pub nth: u64,
    /// How many are struck at most; none: no limit.
    #[serde(default)]
    pub count: Option<u64>,
    /// From 0 to 1; 1 where it is not given.
    #[serde(default = "always")]
    pub probability: f64,
    /// What happens.
    pub fault: Fault,
}

/// What can go wrong with a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// This status, nothing done, nothing remembered by the idempotency key.
    ErrorBefore(u16),
    /// This status, nothing done, but the idempotency key remembers and replays the error.
    StoredErrorBefore(u16),
    /// Done, but answered with this status, which the idempotency key remembers and replays.
    ErrorAfter(u16),
    /// Nothing done; after so many milliseconds the connection closes without an answer.
    DropBefore(u64),
    /// Done and remembered; after so many milliseconds the connection closes without an answer.
    DropAnswerAfter(u64),
    /// So many milliseconds pass before anything is done. The idempotency key is in use meanwhile.
    DelayMs(u64),
    /// 429 with this `Retry-After` in seconds, nothing done.
    RateLimit(u64),
    /// 409 as if another request with the same idempotency key were under way, nothing done.
    Conflict,
}

/// When the delivery of an event goes wrong, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebhookRule {
    /// How the event's type starts, such as `charge.`. Empty: every event.
    #[serde(default)]
    pub event: String,
    /// The first matching delivery that may be struck, counted from 1.
    #[serde(default = "first")]
    pub nth: u64,
    /// How many are struck at most; none: no limit.
    #[serde(default)]
    pub count: Option<u64>,
    /// From 0 to 1; 1 where it is not given.
    #[serde(default = "always")]
    pub probability: f64,
    /// What happens.
    pub fault: WebhookFault,
}

/// What can go wrong with a delivery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WebhookFault {
    /// Never delivered. The event is still listed by `/v1/events`.
    Drop,
    /// Delivered so many times more.
    Duplicate(u32),
    /// Delivered so many seconds later, on the sandbox's clock.
    DelaySeconds(u32),
    /// Signed with a secret that nobody has, once; the retry is right.
    WrongSignature,
    /// Signed with a time of an hour ago, once; the retry is right.
    StaleTimestamp,
    /// What is due together is delivered newest first.
    Reverse,
    /// What is due together is delivered in a random order.
    Shuffle,
}

impl FaultPlan {
    /// The plan, when each of its rules can come about.
    ///
    /// # Errors
    /// What is wrong with it, in words.
    pub(crate) fn checked(self) -> Result<Self, String> {
        let requests = self.requests.iter().map(|it| (it.nth, it.probability));
        let webhooks = self.webhooks.iter().map(|it| (it.nth, it.probability));
        for (nth, probability) in requests.chain(webhooks) {
            if nth == 0 {
                return Err("`nth` counts from 1".to_owned());
            }
            if !(0.0..=1.0).contains(&probability) {
                return Err(format!("`probability` is from 0 to 1, and not {probability}"));
            }
        }
        let mut copies = self.webhooks.iter().filter_map(|it| it.fault.copies());
        if let Some(many) = copies.find(|it| *it > MOST_COPIES) {
            return Err(format!("an event is delivered at most {MOST_COPIES} times more, and not {many}"));
        }
        let statuses = self.requests.iter().filter_map(|it| it.fault.status());
        let strange: Vec<_> = statuses.filter(|it| !(400..600).contains(it)).collect();
        match strange.first() {
            Some(status) => Err(format!("an error has a status from 400 to 599, and not {status}")),
            None => Ok(self),
        }
    }
}

impl Fault {
    /// The status it answers with, where the plan says which.
    fn status(&self) -> Option<u16> {
        match self {
            Self::ErrorBefore(status) | Self::StoredErrorBefore(status) | Self::ErrorAfter(status) => {
                Some(*status)
            }
            _ => None,
        }
    }
}

impl WebhookFault {
    /// How often more an event is delivered, where the plan says so.
    fn copies(&self) -> Option<u32> {
        match self {
            Self::Duplicate(times) => Some(*times),
            _ => None,
        }
    }
}

impl RequestRule {
    /// A rule for every request whose path starts like that.
    pub fn new(method: &str, path: &str, fault: Fault) -> Self {
        let (method, path) = (Some(method.to_owned()), path.to_owned());
        Self { method, path, nth: 1, count: None, probability: 1.0, fault }
    }

    /// The same rule, striking only so many requests.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self { count: Some(count), ..self }
    }

    pub(super) fn matches(&self, method: &str, path: &str) -> bool {
        let method_fits = self.method.as_deref().is_none_or(|it| it.eq_ignore_ascii_case(method));
        method_fits && path_fits(&self.path, path)
    }
}

impl WebhookRule {
    /// A rule for every event whose type starts like that.
    pub fn new(event: &str, fault: WebhookFault) -> Self {
        Self { event: event.to_owned(), nth: 1, count: None, probability: 1.0, fault }
    }

    /// The same rule, striking only so many deliveries.
    #[must_use]
    pub fn times(self, count: u64) -> Self {
        Self { count: Some(count), ..self }
    }

    pub(super) fn matches(&self, kind: &str) -> bool {
        kind.starts_with(&self.event)
    }
}

fn path_fits(pattern: &str, path: &str) -> bool {
    if !pattern.contains('*') {
        return path.starts_with(pattern);
    }
    let mut segments = path.split('/');
    pattern.split('/').all(|wanted| segments.next().is_some_and(|it| wanted == "*" || wanted == it))
}

fn first() -> u64 {
    1
}

fn always() -> f64 {
    1.0
}
