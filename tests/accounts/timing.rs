use super::Visitor;
use std::time::{Duration, Instant};
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";
const TRIALS: usize = 200;
/// SEC-4.
const TOLERANCE: Duration = Duration::from_millis(5);

/// The mean of all but the slowest tenth, which belong to the machine.
fn mean(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times.truncate(times.len() * 9 / 10);
    times.iter().sum::<Duration>() / u32::try_from(times.len().max(1)).unwrap_or(1)
}

/// How far the means of a known and of unknown addresses lie apart at `page`, asked in turns.
async fn apart(app: &TestApp, page: &str) -> anyhow::Result<Duration> {
    let visitor = Visitor::of(app);
    let token = visitor.browser.get(page).await?.field("_token")?;
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    for trial in 0..TRIALS {
        // So that nobody is told to wait.
        app.clock.advance(Duration::from_mins(6));
        let stranger = format!("nobody{trial:04}@example.test");
        for (email, times) in [(EMAIL, &mut known), (stranger.as_str(), &mut unknown)] {
            let form = [
                ("_token", token.as_str()),
                ("name", "Asha"),
                ("email", email),
                ("password", "not this one at all"),
            ];
            let begun = Instant::now();
            let answer = visitor.browser.post(page, &form).await?;
            times.push(begun.elapsed());
            anyhow::ensure!(matches!(answer.status, 303 | 422), "{page}: {}", answer.status);
        }
    }
    Ok(mean(known).abs_diff(mean(unknown)))
}

#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_known_one() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    Visitor::of(&app).register("Asha", EMAIL).await?;
    for page in ["/login", "/login/link", "/login/reset", "/signup"] {
        // A difference of ours is there every time; one of a busy machine is not.
        let mut differences = Vec::new();
        for _ in 0..3 {
            let difference = apart(&app, page).await?;
            if difference < TOLERANCE {
                differences.clear();
                break;
            }
            differences.push(difference);
        }
        assert!(differences.is_empty(), "{page}: the means lie {differences:?} apart");
    }
    Ok(())
}
