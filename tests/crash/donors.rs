//! Donors who give while the program comes and goes.

use anyhow::Context as _;
use reqwest::{Client, header, redirect};
use sandbox::{PayOutcome, Sandbox};
use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

const DONORS: u32 = 8;

/// What donors were told.
#[derive(Clone, Debug, Default)]
pub(super) struct Acknowledged {
    /// Pledges whose form was answered with the way to the payment.
    pub(super) pledges: BTreeSet<String>,
    /// Of those, the ones the sandbox took the money of.
    pub(super) paid: BTreeSet<String>,
}

/// Donors at work.
pub(super) struct Load {
    told: Arc<Mutex<Acknowledged>>,
    donors: JoinSet<()>,
    stop: CancellationToken,
}

impl Load {
    pub(super) fn start(url: String, sandbox: Sandbox) -> Self {
        let (told, stop) = (Arc::<Mutex<Acknowledged>>::default(), CancellationToken::new());
        let mut donors = JoinSet::new();
        for number in 0..DONORS {
            let donor = Donor { url: url.clone(), sandbox: sandbox.clone(), told: told.clone(), number };
            let stop = stop.clone();
            donors.spawn(async move {
                let Ok(client) = client() else { return };
                while !stop.is_cancelled() {
                    // The program is away half of the time: what fails is tried again, as a donor would.
                    if donor.give(&client).await.is_err() {
                        tokio::time::sleep(Duration::from_millis(50)).await;
                    }
                }
            });
        }
        Self { told, donors, stop }
    }

    pub(super) async fn stop(mut self) -> Acknowledged {
        self.stop.cancel();
        while self.donors.join_next().await.is_some() {}
        self.told.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

pub(super) struct Donor {
    url: String,
    sandbox: Sandbox,
    told: Arc<Mutex<Acknowledged>>,
    number: u32,
}

impl Donor {
    /// One donor at the program at `url`.
    pub(super) fn at(url: &str, sandbox: &Sandbox) -> Self {
        Self { url: url.to_owned(), sandbox: sandbox.clone(), told: Arc::default(), number: 0 }
    }

    async fn give(&self, client: &Client) -> anyhow::Result<()> {
        let pledge = self.promise(client).await?;
        let pay = client.get(format!("{}/p/{pledge}/pay", self.url));
        let answer = pay.header(header::COOKIE, self.cookie()).send().await?;
        let checkout =
            answer.headers().get(header::LOCATION).context("no page to pay on yet")?.to_str()?.to_owned();
        let session = checkout.rsplit('/').next().context("no session")?;
        if matches!(self.sandbox.pay(session, "4242424242424242")?, PayOutcome::Done) {
            self.note(|told| told.paid.insert(pledge.clone()));
        }
        Ok(())
    }

    fn cookie(&self) -> String {
        format!("form={:064x}", self.number + 1)
    }

    /// Sends the form until it is answered. The pledge that was acknowledged.
    pub(super) async fn promise(&self, client: &Client) -> anyhow::Result<String> {
        let slugs = campaigns::demo_campaigns(tests::START).into_iter().map(|it| it.slug).collect::<Vec<_>>();
        let slug = &slugs[usize::try_from(self.number)? % slugs.len()];
        let cookie = self.cookie();
        let page =
            client.get(format!("{}/c/{slug}/give", self.url)).header(header::COOKIE, &cookie).send().await?;
        let page = page.error_for_status()?.text().await?;
        let pledge = value(&page, "pledge")?;
        let form = [
            ("_token", value(&page, "_token")?),
            ("pledge", pledge.clone()),
            ("amount", "other".into()),
            ("other", "1000".into()),
            ("tip", "0".into()),
            ("name", "Ananya".into()),
            ("email", "ananya@example.test".into()),
        ];
        let body = serde_urlencoded::to_string(&form)?;
        // Sent until it is answered: a donor who hears nothing presses the button again.
        let answer = loop {
            let post = client
                .post(format!("{}/c/{slug}/pledges", self.url))
                .header(header::COOKIE, &cookie)
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(body.clone());
            match post.send().await {
                Ok(answer) => break answer,
                Err(_) => tokio::time::sleep(Duration::from_millis(30)).await,
            }
        };
        anyhow::ensure!(answer.status().as_u16() == 303, "the form answered {}", answer.status());
        self.note(|told| told.pledges.insert(pledge.clone()));
        Ok(pledge)
    }

    fn note(&self, what: impl FnOnce(&mut Acknowledged) -> bool) {
        what(&mut self.told.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

pub(super) fn client() -> anyhow::Result<Client> {
    Ok(Client::builder().redirect(redirect::Policy::none()).timeout(Duration::from_secs(5)).build()?)
}

fn value(page: &str, name: &str) -> anyhow::Result<String> {
    let mut fields = page.split("<input").skip(1).filter(|it| it.contains(&format!("name=\"{name}\"")));
    let value = fields.find_map(|it| it.split("value=\"").nth(1)?.split('"').next());
    value.map(str::to_owned).with_context(|| format!("no field {name}"))
}
