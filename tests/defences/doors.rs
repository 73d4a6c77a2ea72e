//! Forms that have a mail written to whatever address is typed into them, and how often anybody may ask for what costs.

use super::guard::proof;
use crate::{creators::awaiting::scheduled, donors::journey::slug};
use axum::{body::Body, extract::ConnectInfo, http::Request};
use contracts::campaigns::FundingModel;
use std::{net::SocketAddr, time::Duration};
use tests::{Answer, Browser, TestApp, shapes};

const MOMENT: Duration = Duration::from_secs(4);

/// Such a form, open in a browser.
struct Form {
    browser: Browser,
    action: String,
    token: String,
    id: String,
    shown: String,
}

impl Form {
    async fn open(app: &TestApp, page: &str, action: &str) -> anyhow::Result<Self> {
        let browser = app.browser();
        let it = browser.get(page).await?;
        let (token, id, shown) = (it.field("_token")?, it.field("id")?, it.field("_shown")?);
        Ok(Self { browser, action: action.to_owned(), token, id, shown })
    }

    async fn send(&self, email: &str, shown: &str, proof: &str) -> anyhow::Result<Answer> {
        let form = [
            ("_token", &*self.token),
            ("_shown", shown),
            ("_proof", proof),
            ("id", &*self.id),
            ("email", email),
            ("consent", "on"),
        ];
        self.browser.post(&self.action, &form).await
    }
}

/// Asks for mail to so many addresses that a proof is asked for, and uses that one for another address.
async fn try_out(app: &TestApp, form: &Form) -> anyhow::Result<()> {
    app.clock.advance(MOMENT);
    for number in 0..5 {
        let email = format!("a{number}@example.test");
        assert_eq!(form.send(&email, &form.shown, "").await?.status, 303, "{email} at {}", form.action);
    }
    let mut asked = form.send("b@example.test", &form.shown, "").await?;
    for _ in 0..10 {
        asked = form.send("b@example.test", &form.shown, "").await?;
        assert_eq!(asked.status, 422, "a proof is asked for at {}", form.action);
    }
    let stamp = asked.field("_shown")?;
    let found = proof(&stamp)?;
    app.clock.advance(MOMENT);
    let other = form.send("c@example.test", &stamp, &found).await?;
    assert_eq!(other.status, 422, "it was not asked for this one at {}", form.action);
    let right = form.send("b@example.test", &stamp, &found).await?;
    assert!(right.location.ends_with("sent=yes"), "{}: {} {}", form.action, right.status, right.text);
    Ok(())
}

#[tokio::test]
async fn a_proof_is_good_for_the_address_it_was_asked_for_at_every_form_that_writes_to_one()
-> anyhow::Result<()> {
    let app = TestApp::guarded(&shapes()[0]).await?;
    let slug = slug(|it| it.model == FundingModel::KeepItAll)?;
    let follow = format!("/c/{slug}/follow");
    try_out(&app, &Form::open(&app, &follow, &format!("{follow}/guest")).await?).await?;

    let app = TestApp::guarded(&shapes()[0]).await?;
    scheduled(&app).await?;
    let notify = "/c/a-bench-by-the-lake/notify";
    try_out(&app, &Form::open(&app, notify, notify).await?).await
}

/// SEC-9. The demo is shown, and tested, from one address, so it is only where people's money is real.
#[tokio::test]
async fn whoever_searches_too_often_waits_and_nobody_of_another_network_does() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let real = app.in_production().await?;
    let browser = Browser::new(real.router.clone());
    let ask = async |last: u8| {
        let address = SocketAddr::from(([192, 0, 2, last], 443));
        let request = Request::get("/search?q=river").extension(ConnectInfo(address));
        browser.send(request, Body::empty()).await
    };
    // Sixty at once, and one more for each half second that all of it takes.
    let mut asked = 1;
    let mut answer = ask(1).await?;
    while answer.status == 200 && asked < 600 {
        answer = ask(1).await?;
        asked += 1;
    }
    assert!(answer.status == 429 && asked > 60, "after {asked}: {} {}", answer.status, answer.text);
    assert!(answer.headers.contains_key("retry-after"), "{:?}", answer.headers);
    assert_eq!(ask(2).await?.status, 200, "another network waits for nobody");
    Ok(())
}
