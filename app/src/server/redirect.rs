use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Leads pages to the same path of `public_url`. What was posted in the clear is refused instead, and so is whatever
/// machines ask for: whoever follows would send it in the clear once more (ASVS 5.0.0, V4.1.2).
pub(crate) fn to_https(public_url: &str) -> Router {
    let public_url = public_url.to_owned();
    Router::new().fallback(move |request: Request| {
        let public_url = public_url.clone();
        async move { lead(&public_url, &request) }
    })
}

fn lead(public_url: &str, request: &Request) -> Response {
    let path = request.uri().path();
    let of_machines = ["/webhooks/", "/metrics", "/readyz"].iter().any(|it| path.starts_with(it));
    if of_machines || !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::UPGRADE_REQUIRED, "This site speaks HTTPS only. Nothing was done.\n")
            .into_response();
    }
    let path = request.uri().path_and_query().map_or("/", |it| it.as_str());
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("{public_url}{path}"))]).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    fn answer(method: Method, path: &str) -> Response {
        let request = Request::builder().method(method).uri(path).body(Body::empty());
        lead("https://give.example.org", &request.expect("a request"))
    }

    #[test]
    fn pages_are_led_to_https_with_all_that_was_asked_for() {
        let led = answer(Method::GET, "/search?q=trees");
        assert_eq!(led.status(), StatusCode::PERMANENT_REDIRECT);
        assert_eq!(led.headers()[header::LOCATION], "https://give.example.org/search?q=trees");
    }

    #[test]
    fn what_machines_ask_for_and_what_is_posted_in_the_clear_is_refused() {
        let asked = [
            (Method::POST, "/webhooks/stripe"),
            (Method::GET, "/webhooks/stripe"),
            (Method::GET, "/metrics"),
            (Method::POST, "/login"),
        ];
        for (method, path) in asked {
            let refused = answer(method, path);
            assert_eq!(refused.status(), StatusCode::UPGRADE_REQUIRED, "{path}");
            assert!(!refused.headers().contains_key(header::LOCATION), "{path}");
        }
    }
}
