use super::{PASSWORD, Visitor};
use anyhow::ensure;
use std::time::{Duration, Instant};
use tests::{TestApp, shapes};

const EMAIL: &str = "asha@example.test";
/// Whoever is signed in and asks for another address.
const ASKER: &str = "ravi@example.test";
const TRIALS: usize = 200;
/// In microseconds (SEC-4).
const TOLERANCE: i64 = 5_000;

/// How much longer a known address takes than an unknown one at `page`, in microseconds: the mean of the differences of
/// pairs asked one after the other, without the tenth at either end. What a busy machine adds, it adds to both or to a
/// few.
async fn longer(app: &TestApp, page: &str) -> anyhow::Result<i64> {
    let visitor = Visitor::of(app);
    let signed_in = page.starts_with("/me/");
    if signed_in {
        visitor.sign_in(ASKER, PASSWORD).await?;
    }
    let token = visitor.browser.get(page).await?.field("_token")?;
    let mut differences = Vec::new();
    for trial in 0..TRIALS {
        // So that nobody is told to wait.
        app.clock.advance(Duration::from_mins(6));
        if signed_in {
            ensure!(visitor.confirm(page).await?.location == page, "who they are is asked first");
        }
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
            ensure!(matches!(answer.status, 303 | 422), "{page}: {}", answer.status);
            ensure!(!signed_in || answer.location == "/link/sent", "{page} led to {}", answer.location);
        }
        differences.push(difference);
    }
    Ok(mean_of_most(differences))
}

/// Their mean without the tenth at either end.
fn mean_of_most(mut all: Vec<i64>) -> i64 {
    all.sort_unstable();
    let tenth = all.len() / 10;
    let most = &all[tenth..all.len() - tenth];
    most.iter().sum::<i64>() / i64::try_from(most.len()).unwrap_or(1)
}

#[test]
fn a_few_that_take_very_long_do_not_count_and_what_is_there_every_fifth_time_does() {
    let mut few = vec![10; TRIALS];
    few[..TRIALS / 20].fill(1_000_000);
    assert_eq!(mean_of_most(few), 10);
    let mut fifth = vec![0; TRIALS];
    fifth[..TRIALS / 5].fill(10 * TOLERANCE);
    assert!(mean_of_most(fifth) > TOLERANCE, "a median would not see it");
}

#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_known_one() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    for email in [EMAIL, ASKER] {
        Visitor::of(&app).register("Asha", email).await?;
    }
    for page in ["/login", "/login/link", "/login/reset", "/signup", "/me/email"] {
        // A difference of ours is there every time; one of a busy machine is not.
        let mut seen = Vec::new();
        while seen.len() < 8 && seen.last().is_none_or(|it: &i64| it.abs() >= TOLERANCE) {
            seen.push(longer(&app, page).await?);
        }
        let last = seen.last().copied().unwrap_or_default();
        assert!(last.abs() < TOLERANCE, "{page}: a known address takes {seen:?} µs longer");
    }
    Ok(())
}
