use super::Visitor;
use std::time::{Duration, Instant};
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";
const TRIALS: usize = 200;
/// In microseconds (SEC-4).
const TOLERANCE: i64 = 5_000;

/// How much longer a known address takes than an unknown one at `page`, in microseconds: the median of the
/// differences of pairs asked one after the other. What a busy machine adds, it adds to both or to a few.
async fn longer(app: &TestApp, page: &str) -> anyhow::Result<i64> {
    let visitor = Visitor::of(app);
    let token = visitor.browser.get(page).await?.field("_token")?;
    let mut differences = Vec::new();
    for trial in 0..TRIALS {
        // So that nobody is told to wait.
        app.clock.advance(Duration::from_mins(6));
        let stranger = format!("nobody{trial:04}@example.test");
        let mut pair = [(EMAIL, 1), (stranger.as_str(), -1)];
        pair.rotate_left(trial % 2);
        let mut difference = 0;
        for (email, sign) in pair {
            let form = [
                ("_token", token.as_str()),
                ("name", "Asha"),
                ("email", email),
                ("password", "not this one at all"),
            ];
            let begun = Instant::now();
            let answer = visitor.browser.post(page, &form).await?;
            difference += sign * i64::try_from(begun.elapsed().as_micros())?;
            anyhow::ensure!(matches!(answer.status, 303 | 422), "{page}: {}", answer.status);
        }
        differences.push(difference);
    }
    differences.sort_unstable();
    Ok(differences[differences.len() / 2])
}

#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_known_one() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    Visitor::of(&app).register("Asha", EMAIL).await?;
    for page in ["/login", "/login/link", "/login/reset", "/signup"] {
        // A difference of ours is there every time; one of a busy machine is not.
        let mut seen = Vec::new();
        while seen.len() < 3 && seen.last().is_none_or(|it: &i64| it.abs() >= TOLERANCE) {
            seen.push(longer(&app, page).await?);
        }
        let last = seen.last().copied().unwrap_or_default();
        assert!(last.abs() < TOLERANCE, "{page}: a known address takes {seen:?} µs longer");
    }
    Ok(())
}
