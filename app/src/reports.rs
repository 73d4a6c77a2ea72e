//! What browsers report that a page was not let do (SEC-11): a mistake of ours, a script of an extension, or somebody who
//! tries something.
//!
//! Anybody may send anything here, so nothing of a report is kept as it came: its parts are looked up in lists of ours,
//! and what is in none of them is called something else. An address may be a secret, and is cut down to the first part
//! of a path that we have.

use crate::server::{Rates, rated};
use axum::{
    Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Request},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn},
    routing::post,
};
use kernel::web::{CSP_REPORTS, bare};
use serde::Deserialize;
use std::sync::Arc;
use url::Url;

/// What is answered here.
pub(crate) const PATHS: &[&str] = &[CSP_REPORTS];

/// How many bytes of reports are read at once. Browsers send those of a page together, each with the whole policy.
const MOST: usize = 16 * 1024;

/// What a page may be kept from by the policies that we have.
const DIRECTIVES: &[&str] = &[
    "base-uri",
    "connect-src",
    "default-src",
    "font-src",
    "form-action",
    "frame-ancestors",
    "frame-src",
    "img-src",
    "manifest-src",
    "media-src",
    "object-src",
    "require-trusted-types-for",
    "script-src",
    "script-src-attr",
    "script-src-elem",
    "style-src",
    "style-src-attr",
    "style-src-elem",
    "trusted-types",
    "worker-src",
];

/// What browsers call what has no address, and the kinds of addresses that are no site's.
const BLOCKED: &[&str] =
    &["inline", "eval", "wasm-eval", "trusted-types-policy", "trusted-types-sink", "data", "blob", "file"];

/// What is said of a thing that is in no list.
const OTHER: &str = "other";

/// One of what a browser sends (Reporting API).
#[derive(Deserialize)]
struct Report {
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    body: Violation,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Violation {
    effective_directive: Option<String>,
    #[serde(rename = "blockedURL")]
    blocked: Option<String>,
    #[serde(rename = "documentURL")]
    document: Option<String>,
}

/// What is noted of it, in words of ours alone.
#[derive(Debug, PartialEq, Eq)]
struct Noted {
    directive: &'static str,
    blocked: &'static str,
    page: &'static str,
}

/// Takes reports about the pages at `shown`, from one network only so many.
pub(crate) fn routes(shown: Vec<&'static str>) -> Router {
    let (shown, rates): (Arc<[&'static str]>, _) = (shown.into(), Rates::default());
    let take = move |headers: HeaderMap, body: Bytes| {
        let shown = shown.clone();
        async move { take(&shown, &headers, &body) }
    };
    Router::new()
        .route(CSP_REPORTS, post(take))
        .layer(DefaultBodyLimit::max(MOST))
        .layer(from_fn(move |request: Request, next: Next| rated(rates.clone(), request, next)))
}

/// `POST /csp-reports`
fn take(shown: &[&'static str], headers: &HeaderMap, body: &[u8]) -> StatusCode {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|it| it.to_str().ok()).unwrap_or_default();
    // Another site cannot make a browser send this kind without asking us first, and we do not answer that.
    if kind.split(';').next().map(str::trim) != Some("application/reports+json") {
        return StatusCode::BAD_REQUEST;
    }
    let Ok(reports) = serde_json::from_slice::<Vec<Report>>(body) else { return StatusCode::BAD_REQUEST };
    for report in reports.iter().filter(|it| it.kind == "csp-violation") {
        let Noted { directive, blocked, page } = report.body.noted(shown);
        metrics::counter!("tributary_csp_violations_total", "directive" => directive).increment(1);
        tracing::warn!(directive, blocked, page, "a browser kept a page from something");
    }
    StatusCode::NO_CONTENT
}

impl Violation {
    fn noted(&self, shown: &[&'static str]) -> Noted {
        Noted {
            directive: listed(DIRECTIVES, self.effective_directive.as_deref()),
            blocked: listed(BLOCKED, self.blocked.as_deref()),
            page: self.document.as_deref().and_then(|it| page(shown, it)).unwrap_or(OTHER),
        }
    }
}

fn listed(list: &[&'static str], word: Option<&str>) -> &'static str {
    list.iter().copied().find(|it| Some(*it) == word).unwrap_or(OTHER)
}

/// The first part of the path at `address`, when a path of ours begins so: `/p` of `/ar/p/0190…`.
fn page(shown: &[&'static str], address: &str) -> Option<&'static str> {
    let address = Url::parse(address).ok()?;
    let asked = first(bare(address.path()));
    shown.iter().copied().map(first).find(|it| *it == asked)
}

fn first(path: &str) -> &str {
    path.match_indices('/').nth(1).map_or(path, |(at, _)| path.split_at(at).0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, extract::ConnectInfo, http::Request as Asked};
    use std::net::SocketAddr;
    use tower::ServiceExt as _;

    const SHOWN: [&str; 4] = ["/", "/p/{pledge}", "/me", "/backoffice/people"];

    fn violation(directive: &str, blocked: &str, document: &str) -> Noted {
        let violation = Violation {
            effective_directive: Some(directive.to_owned()),
            blocked: Some(blocked.to_owned()),
            document: Some(document.to_owned()),
        };
        violation.noted(&SHOWN)
    }

    async fn send(router: &Router, kind: &str, body: String) -> anyhow::Result<StatusCode> {
        let from = ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4711)));
        let request = Asked::post(CSP_REPORTS).header(header::CONTENT_TYPE, kind).extension(from);
        Ok(router.clone().oneshot(request.body(Body::from(body))?).await?.status())
    }

    #[test]
    fn of_a_report_only_words_of_ours_are_noted() {
        let of_a_donor = "https://give.example.org/ar/p/01a22c87-4107-7748-95ec-82b20273e945?returned=1";
        assert_eq!(
            violation("script-src-elem", "inline", of_a_donor),
            Noted { directive: "script-src-elem", blocked: "inline", page: "/p" }
        );
        assert_eq!(
            violation("x\nforged line", "https://evil.example/?who=asha@example.org", "https://a.test/asha"),
            Noted { directive: OTHER, blocked: OTHER, page: OTHER }
        );
        assert_eq!(violation("img-src", "data", "https://give.example.org").page, "/");
        assert_eq!(violation("img-src", "data", "no address").page, OTHER);
        assert_eq!(Violation::default().noted(&SHOWN).directive, OTHER);
    }

    #[tokio::test]
    async fn reports_are_taken_and_nothing_else_is() -> anyhow::Result<()> {
        let router = routes(SHOWN.to_vec());
        let report = r#"[{"type":"csp-violation","age":1,"url":"https://a.test/me","user_agent":"x","body":
            {"effectiveDirective":"img-src","blockedURL":"data","documentURL":"https://a.test/me",
            "disposition":"enforce","lineNumber":null}}, {"type":"deprecation","body":{}}]"#;
        for (kind, body, status) in [
            ("application/reports+json", report.to_owned(), StatusCode::NO_CONTENT),
            ("application/reports+json; charset=utf-8", "[]".to_owned(), StatusCode::NO_CONTENT),
            ("text/plain", report.to_owned(), StatusCode::BAD_REQUEST),
            ("application/reports+json", "{}".to_owned(), StatusCode::BAD_REQUEST),
            ("application/reports+json", " ".repeat(MOST + 1), StatusCode::PAYLOAD_TOO_LARGE),
        ] {
            assert_eq!(send(&router, kind, body.clone()).await?, status, "{kind} {body}");
        }
        Ok(())
    }

    #[tokio::test]
    async fn one_network_sends_only_so_many() -> anyhow::Result<()> {
        let router = routes(SHOWN.to_vec());
        for _ in 0..20 {
            let status = send(&router, "application/reports+json", "[]".to_owned()).await?;
            assert_eq!(status, StatusCode::NO_CONTENT);
        }
        let status = send(&router, "application/reports+json", "[]".to_owned()).await?;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        Ok(())
    }
}
