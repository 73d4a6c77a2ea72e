use axum::{
    Router,
    extract::Request,
    http::{Method, StatusCode, header},
    response::{IntoResponse, Response},
};

/// Leads everything to the same path of `public_url`. What was posted in the clear is refused instead: whoever
/// follows would send it in the clear once more.
pub(crate) fn to_https(public_url: &str) -> Router {
    let public_url = public_url.to_owned();
    Router::new().fallback(move |request: Request| {
        let public_url = public_url.clone();
        async move { lead(&public_url, &request) }
    })
}

fn lead(public_url: &str, request: &Request) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::UPGRADE_REQUIRED, "This site speaks HTTPS only. Nothing was done.\n")
            .into_response();
    }
    let path = request.uri().path_and_query().map_or("/", |it| it.as_str());
    (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, format!("{public_url}{path}"))]).into_response()
}
