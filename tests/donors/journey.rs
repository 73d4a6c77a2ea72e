//! One gift from first click to last, in the words a test needs.

use anyhow::{Context as _, ensure};
use sandbox::PayOutcome;
use tests::{Answer, Browser, TestApp};

pub(crate) const VISA: &str = "4242424242424242";

/// A pledge and the browser that made it.
pub(crate) struct Journey<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) browser: Browser,
    pub(crate) slug: String,
    pub(crate) pledge: String,
}

/// The slugs of the demo's campaigns that `wanted` wants.
pub(crate) fn slug(wanted: impl Fn(&campaigns::NewCampaign) -> bool) -> anyhow::Result<String> {
    let all = campaigns::demo_campaigns(tests::START);
    Ok(all.into_iter().find(|it| wanted(it)).context("no campaign of that kind")?.slug)
}

/// What a donor fills in: `amount` of the campaign's currency, and perhaps more.
pub(crate) async fn fill_in(
    browser: &Browser,
    slug: &str,
    amount: &str,
    more: &[(&str, &str)],
) -> anyhow::Result<Vec<(String, String)>> {
    let form = browser.get(&format!("/c/{slug}/give")).await?;
    ensure!(form.status == 200, "the form of {slug} answered {}: {}", form.status, form.text);
    let mut fields = vec![
        ("_token", form.field("_token")?),
        ("pledge", form.field("pledge")?),
        ("amount", "other".to_owned()),
        ("other", amount.to_owned()),
        ("tip", "0".to_owned()),
        ("name", "Ananya".to_owned()),
        ("email", "ananya@example.test".to_owned()),
    ];
    for (name, value) in more {
        fields.retain(|(it, _)| it != name);
        fields.push((name, (*value).to_owned()));
    }
    Ok(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

pub(crate) async fn send(
    browser: &Browser,
    slug: &str,
    fields: &[(String, String)],
) -> anyhow::Result<Answer> {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(&format!("/c/{slug}/pledges"), &fields).await
}

impl<'a> Journey<'a> {
    /// A guest promises `amount` to `slug`.
    pub(crate) async fn promise(app: &'a TestApp, slug: &str, amount: &str) -> anyhow::Result<Self> {
        Self::promise_with(app, slug, amount, &[]).await
    }

    /// A guest promises `amount`, with more to say.
    pub(crate) async fn promise_with(
        app: &'a TestApp,
        slug: &str,
        amount: &str,
        more: &[(&str, &str)],
    ) -> anyhow::Result<Self> {
        let browser = app.browser();
        let fields = fill_in(&browser, slug, amount, more).await?;
        let answer = send(&browser, slug, &fields).await?;
        ensure!(answer.status == 303, "the form answered {}: {}", answer.status, answer.text);
        let pledge = answer.pledge()?;
        app.settle_once().await?;
        Ok(Self { app, browser, slug: slug.to_owned(), pledge })
    }

    /// Where the donor finds the pledge's page.
    pub(crate) fn at(&self) -> String {
        self.app.page_of(&self.pledge)
    }

    /// The provider's session that awaits this donor.
    pub(crate) async fn session(&self) -> anyhow::Result<String> {
        let answer = self.browser.get(&format!("{}/pay", self.at())).await?;
        ensure!(answer.status == 303, "paying answered {}: {}", answer.status, answer.text);
        let session = answer.location.rsplit('/').next().context("no session")?;
        Ok(session.split(['?', '#']).next().unwrap_or(session).to_owned())
    }

    /// Pays with `card` on the provider's page, and lets everything happen that follows.
    pub(crate) async fn pay(&self, card: &str) -> anyhow::Result<PayOutcome> {
        let outcome = self.app.sandbox.pay(&self.session().await?, card)?;
        self.app.settle().await?;
        Ok(outcome)
    }

    /// The donor's page about the pledge.
    pub(crate) async fn page(&self) -> anyhow::Result<String> {
        Ok(self.browser.get(&self.at()).await?.text)
    }

    /// What the campaign has raised, in minor units.
    pub(crate) async fn raised(&self) -> anyhow::Result<i64> {
        raised(self.app, &self.slug).await
    }

    /// Staff give back `amount`.
    pub(crate) async fn refund(&self, amount: &str) -> anyhow::Result<Answer> {
        let staff = self.app.signed_in("finance").await?;
        let path = format!("/backoffice/pledges/{}", self.pledge);
        let page = staff.get(&path).await?;
        // Where nothing is offered it is asked for all the same: a form may have been open since before.
        let refund = page.field("refund").unwrap_or_else(|_| contracts::RefundId::fresh().to_string());
        let token = page.field("_token")?;
        let form = [("_token", &*token), ("refund", &refund), ("amount", amount), ("reason", "asked for")];
        let answer = staff.post(&format!("{path}/refund"), &form).await?;
        self.app.settle().await?;
        Ok(answer)
    }

    /// The subjects of the mails this donor got, oldest first.
    pub(crate) fn mails(&self) -> Vec<String> {
        let mut mails = self.app.mailbox.messages();
        mails.reverse();
        mails.into_iter().map(|it| it.subject()).collect()
    }
}

/// What `slug` has raised, in minor units.
pub(crate) async fn raised(app: &TestApp, slug: &str) -> anyhow::Result<i64> {
    let total = app.browser().get(&format!("/c/{slug}/total.json")).await?;
    let total: serde_json::Value = serde_json::from_str(&total.text)?;
    total["raised"]["minor"].as_i64().context("no total")
}
