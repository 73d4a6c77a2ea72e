use axum::http::StatusCode;
use serde_json::{Map, Value, json};

/// An answer that says no, in Stripe's form: <https://docs.stripe.com/api/errors>.
#[derive(Debug)]
pub(crate) struct ApiError(Box<Details>);

#[derive(Debug)]
struct Details {
    status: StatusCode,
    fields: Map<String, Value>,
    /// Whether an idempotency key remembers it. Stripe forgets what failed before the endpoint began.
    remembered: bool,
}

pub(crate) type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    fn new(status: StatusCode, kind: &str, message: impl Into<String>) -> Self {
        let mut fields = Map::new();
        fields.insert("type".to_owned(), json!(kind));
        fields.insert("message".to_owned(), json!(message.into()));
        Self(Box::new(Details { status, fields, remembered: true }))
    }

    /// The request makes no sense as it stands.
    pub(crate) fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_error", message)
    }

    /// A parameter is unknown, missing or of the wrong type: nothing began, so no key remembers it.
    pub(crate) fn parameter(message: impl Into<String>, param: impl Into<String>) -> Self {
        Self::invalid(message).param(param).forgotten()
    }

    /// The object named in the path is not there.
    pub(crate) fn missing(kind: &str, id: &str, param: &str) -> Self {
        let mut error = Self::missing_param(kind, id, param);
        error.0.status = StatusCode::NOT_FOUND;
        error
    }

    /// An object named in a parameter is not there.
    pub(crate) fn missing_param(kind: &str, id: &str, param: &str) -> Self {
        Self::invalid(format!("No such {kind}: '{id}'")).code("resource_missing").param(param)
    }

    pub(crate) fn card(message: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYMENT_REQUIRED, "card_error", message)
    }

    pub(crate) fn idempotency(status: StatusCode, message: impl Into<String>) -> Self {
        Self::new(status, "idempotency_error", message).forgotten()
    }

    pub(crate) fn unauthorized(message: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "invalid_request_error", message).forgotten()
    }

    /// The connected account that is named is not there, or none of the platform's.
    pub(crate) fn no_access(account: &str) -> Self {
        let message = format!(
            "The provided key does not have access to account '{account}' (or that account does not exist). Application access may have been revoked."
        );
        let mut error = Self::invalid(message).code("account_invalid").forgotten();
        error.0.status = StatusCode::FORBIDDEN;
        error
    }

    pub(crate) fn rate_limit() -> Self {
        let message = "Request rate limit exceeded. You can learn more about rate limits here https://stripe.com/docs/rate-limits.";
        Self::new(StatusCode::TOO_MANY_REQUESTS, "invalid_request_error", message)
            .code("rate_limit")
            .forgotten()
    }

    /// Our own fault, or one that a plan asked for.
    pub(crate) fn server(status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self::new(status, "api_error", "An unknown error occurred. (Sandbox: the fault plan asked for it.)")
    }

    pub(crate) fn unknown_route(method: &str, path: &str) -> Self {
        let message = format!(
            "Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/."
        );
        let mut error = Self::invalid(message).forgotten();
        error.0.status = StatusCode::NOT_FOUND;
        error
    }

    pub(crate) fn code(self, code: &str) -> Self {
        let url = format!("https://stripe.com/docs/error-codes/{}", code.replace('_', "-"));
        self.with("code", json!(code)).with("doc_url", json!(url))
    }

    pub(crate) fn param(self, param: impl Into<String>) -> Self {
        self.with("param", json!(param.into()))
    }

    pub(crate) fn with(mut self, field: &str, value: Value) -> Self {
        self.0.fields.insert(field.to_owned(), value);
        self
    }

    pub(crate) fn forgotten(mut self) -> Self {
        self.0.remembered = false;
        self
    }

    pub(crate) fn status(&self) -> StatusCode {
        self.0.status
    }

    pub(crate) fn remembered(&self) -> bool {
        self.0.remembered
    }

    pub(crate) fn message(&self) -> &str {
        self.0.fields.get("message").and_then(Value::as_str).unwrap_or_default()
    }

    /// The body of the answer.
    pub(crate) fn body(&self, request: &str) -> Value {
        let mut fields = self.0.fields.clone();
        let log = format!("https://dashboard.stripe.com/test/logs/{request}");
        fields.insert("request_log_url".to_owned(), json!(log));
        json!({ "error": fields })
    }
}
