//! The real program, halted in the middle of a call for longer than it may keep its work, while another one runs.

use super::{
    Place,
    donors::{self, Acknowledged, Donor},
    free_address, settled,
};
use anyhow::{Context as _, ensure};
use reqwest::header;
use sandbox::{Fault, FaultPlan, PayOutcome, RequestRule};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};
use tests::{Process, shapes};

/// How long the provider takes to answer the call in which the program is halted.
const SLOW: u64 = 5_000;
/// By then somebody else has what the one that was halted had: its lease is half a minute.
const TAKEN_OVER: Duration = Duration::from_secs(90);

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_program_that_is_halted_and_goes_on_overwrites_nothing_of_what_its_successor_noted()
-> anyhow::Result<()> {
    for shape in shapes() {
        let place = Place::prepared(&shape).await?;
        place.sandbox.set_faults(first_page_is_slow());
        let halted = place.start().await?;
        let pledge = Donor::at(&place.url, &place.sandbox).promise(&donors::client()?).await?;
        let asked = Instant::now();
        while place.sandbox.faults_struck() == 0 {
            ensure!(asked.elapsed() < Duration::from_secs(60), "no page was asked for");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        // Whoever is halted in the middle of a commit keeps everybody else out of a file, which is another story.
        tokio::time::sleep(Duration::from_secs(1)).await;
        halted.signal("STOP").await?;
        let (successor, url) = beside(&place).await?;
        let session = opened(&url, &pledge).await?;
        ensure!(place.sandbox.objects("checkout.session").len() == 1, "one call, whoever makes it");
        halted.signal("CONT").await?;
        // It reads the answer that waited for it, and has to find out that the work is no longer its own.
        tokio::time::sleep(Duration::from_secs(3)).await;
        for url in [&place.url, &url] {
            ensure!(opened(url, &pledge).await? == session, "another page at {url}");
        }
        let paid = place.sandbox.pay(&session, "4242424242424242")?;
        ensure!(matches!(paid, PayOutcome::Done), "it was not paid");
        let told = BTreeSet::from([pledge]);
        let told = Acknowledged { pledges: told.clone(), paid: told };
        for url in [&place.url, &url] {
            settled(url, &place.sandbox, &told).await?;
        }
        ensure!(place.sandbox.objects("checkout.session").len() == 1, "a second page was opened");
        halted.kill().await?;
        successor.kill().await?;
        place.holds().await?;
    }
    Ok(())
}

fn first_page_is_slow() -> FaultPlan {
    let slow = RequestRule {
        method: Some("POST".into()),
        path: "/v1/checkout/sessions".into(),
        nth: 1,
        count: Some(1),
        probability: 1.0,
        fault: Fault::DelayMs(SLOW),
    };
    FaultPlan { requests: vec![slow], ..FaultPlan::default() }
}

/// Another program on the same database, and where it answers.
async fn beside(place: &Place) -> anyhow::Result<(Process, String)> {
    let address = free_address().await?;
    let url = format!("http://{address}");
    let mut environment = place.environment.clone();
    environment.retain(|(name, _)| *name != "TRIBUTARY_LISTEN");
    environment.push(("TRIBUTARY_LISTEN", address.to_string()));
    Ok((Process::start(&["serve"], &environment, &url).await?, url))
}

/// The session of the page to pay on that the program at `url` leads to, once there is one.
async fn opened(url: &str, pledge: &str) -> anyhow::Result<String> {
    let (client, begun) = (donors::client()?, Instant::now());
    loop {
        // Whoever is busy with a database that somebody halted may not answer at once.
        if let Ok(answer) = client.get(format!("{url}/p/{pledge}/pay")).send().await
            && let Some(location) = answer.headers().get(header::LOCATION)
        {
            let location = location.to_str()?;
            ensure!(location.contains("/checkout/"), "it leads to {location}");
            return Ok(location.rsplit('/').next().context("no session")?.to_owned());
        }
        ensure!(begun.elapsed() < TAKEN_OVER, "nobody opened the page");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}
