use super::{
    chaos::{Call, Chaos},
    trace::Trace,
};
use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{Request, Response},
};
use tower::ServiceExt as _;

/// The way to a provider in memory.
pub(super) struct InMemory {
    pub(super) provider: Router,
    pub(super) chaos: Chaos,
    pub(super) trace: Trace,
}

impl InMemory {
    async fn ask(&self, call: Request<Bytes>) -> anyhow::Result<Response<String>> {
        let answer = self.provider.clone().oneshot(call.map(Body::from)).await?;
        let (parts, body) = answer.into_parts();
        let text = String::from_utf8_lossy(&to_bytes(body, usize::MAX).await?).into_owned();
        Ok(Response::from_parts(parts, text))
    }
}

#[async_trait::async_trait]
impl payments::Line for InMemory {
    async fn call(&self, call: Request<Bytes>) -> Result<Response<String>, String> {
        let fate = self.chaos.call();
        let what = format!("{} {}", call.method(), call.uri().path());
        if fate == Call::DiesBefore {
            self.chaos.die(&format!("before {what}"));
            return std::future::pending().await;
        }
        if fate == Call::LostBefore {
            self.trace.note(format!("{what} is lost on its way"));
            return Err("timeout: simulated".to_owned());
        }
        let answer = self.ask(call).await.map_err(|error| format!("broken connection: {error}"))?;
        let what = format!("{what} is answered {}", answer.status().as_u16());
        if fate == Call::DiesAfter {
            self.chaos.die(&format!("{what}, which it never hears"));
            return std::future::pending().await;
        }
        if fate == Call::LostAfter {
            self.trace.note(format!("{what}, and the answer is lost"));
            return Err("timeout: simulated".to_owned());
        }
        self.trace.note(what);
        Ok(answer)
    }
}
