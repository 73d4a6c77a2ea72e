//! The controls over HTTP: how far the time goes, and whose requests are heard.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use sandbox::{Settings, system_micros};

use crate::harness::{Answer, Shop};

const YEAR: i64 = 365 * 86_400;
const DAY: &str = r#"{"advance":"PT24H"}"#;

async fn send(shop: &Shop, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    shop.send(request.body(Body::from(body.to_owned())).unwrap()).await
}

async fn advance(shop: &Shop, by: &str) -> Answer {
    send(shop, "POST", "/sandbox/clock", &[], &format!(r#"{{"advance":"{by}"}}"#)).await
}

#[tokio::test]
async fn time_goes_forward_and_at_most_fifty_years_ahead_of_the_present() {
    let shop = Shop::open();
    let before = shop.seconds();
    for wrong in ["-PT1H", "PT51000000H", "P19000W", "P1M", "tomorrow", "P99999999999999999999D"] {
        let answer = advance(&shop, wrong).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{wrong}: {}", answer.text);
        assert!(answer.json()["error"].as_str().is_some_and(|it| !it.is_empty()), "{}", answer.text);
        assert_eq!(shop.seconds(), before, "{wrong}: nothing moved");
    }
    let now = system_micros() / 1_000_000;
    let left = now + 49 * YEAR - before;
    assert_eq!(advance(&shop, &format!("PT{left}S")).await.object()["now"], now + 49 * YEAR);
    assert_eq!(advance(&shop, &format!("PT{}S", 2 * YEAR)).await.status, StatusCode::BAD_REQUEST);
    assert_eq!(shop.seconds(), now + 49 * YEAR);
}

#[tokio::test]
async fn a_clock_of_its_own_does_not_wrap_either() {
    let sandbox = sandbox::Sandbox::new(Settings::default()).unwrap();
    sandbox.advance(i64::MAX);
    sandbox.advance(i64::MAX);
    assert_eq!(sandbox.now(), i64::MAX);
}

#[tokio::test]
async fn pages_from_elsewhere_move_nothing() {
    let shop = Shop::open();
    let before = shop.seconds();
    let foreign: [&[(&str, &str)]; 6] = [
        &[("host", "localhost:8080"), ("origin", "https://elsewhere.test")],
        &[("host", "localhost:8080"), ("origin", "http://localhost:3000")],
        &[("host", "localhost:8080"), ("origin", "null")],
        &[("origin", "http://localhost:8080")],
        &[("host", "localhost:8080"), ("sec-fetch-site", "cross-site")],
        &[
            ("host", "localhost:8080"),
            ("origin", "http://localhost:8080"),
            ("origin", "https://elsewhere.test"),
        ],
    ];
    for headers in foreign {
        for (method, path, body) in [
            ("POST", "/sandbox/clock", DAY),
            ("POST", "/sandbox/faults", r#"{"webhooks":[{"fault":"drop"}]}"#),
            ("DELETE", "/sandbox/faults", ""),
        ] {
            let answer = send(&shop, method, path, headers, body).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} {headers:?}");
            assert!(answer.json()["error"].is_string());
        }
    }
    assert_eq!(shop.seconds(), before);
    let plan = send(&shop, "GET", "/sandbox/faults", &[], "").await.object();
    assert_eq!(plan["webhooks"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn its_own_pages_and_curl_are_heard_whatever_the_content_type() {
    let shop = Shop::open();
    let before = shop.seconds();
    let own: [&[(&str, &str)]; 4] = [
        &[],
        &[("content-type", "text/plain")],
        &[("host", "localhost:8080"), ("origin", "http://localhost:8080"), ("sec-fetch-site", "same-origin")],
        &[("host", "Demo.Test"), ("origin", "https://demo.test"), ("content-type", "application/json")],
    ];
    for headers in own {
        send(&shop, "POST", "/sandbox/clock", headers, DAY).await.object();
    }
    assert_eq!(shop.seconds() - before, 4 * 86_400);
}
