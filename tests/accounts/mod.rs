//! What people do with their accounts.

mod activity;
mod factors;
mod forms;
mod guests;
mod keeping;
mod opening;
mod staff;
mod timing;
mod typed;
mod ways;

use anyhow::Context as _;
use tests::{Answer, Browser, TestApp};

/// A password nobody else has.
pub(crate) const PASSWORD: &str = "seven herons at the weir";

/// Somebody at a browser of their own.
pub(crate) struct Visitor<'a> {
    pub(crate) app: &'a TestApp,
    pub(crate) browser: Browser,
}

impl<'a> Visitor<'a> {
    pub(crate) fn of(app: &'a TestApp) -> Self {
        Self { app, browser: app.browser() }
    }

    /// Opens `page` and sends its form to `action` with `fields`.
    pub(crate) async fn send(
        &self,
        page: &str,
        action: &str,
        fields: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        let token = self.browser.get(page).await?.field("_token")?;
        let mut form = vec![("_token", token.as_str())];
        form.extend_from_slice(fields);
        self.browser.post(action, &form).await
    }

    pub(crate) async fn sign_in(&self, email: &str, password: &str) -> anyhow::Result<Answer> {
        self.send("/login", "/login", &[("email", email), ("password", password), ("next", "/me")]).await
    }

    /// Asks for an account and opens it by the mailed link.
    pub(crate) async fn register(&self, name: &str, email: &str) -> anyhow::Result<Answer> {
        let fields = [("name", name), ("email", email), ("password", PASSWORD), ("next", "/me")];
        let asked = self.send("/signup", "/signup", &fields).await?;
        anyhow::ensure!(asked.location == "/link/sent", "{} {}", asked.status, asked.text);
        self.app.settle().await?;
        let link = self.app.link_to(email)?;
        self.send(&link, &link, &[]).await
    }

    /// Asks for a link at `page` for `email`, and opens it.
    pub(crate) async fn by_link(&self, page: &str, action: &str, email: &str) -> anyhow::Result<Answer> {
        let asked = self.send(page, action, &[("email", email), ("next", "/me")]).await?;
        anyhow::ensure!(asked.location == "/link/sent", "{} {}", asked.status, asked.text);
        self.app.settle().await?;
        let link = self.app.link_to(email)?;
        self.send(&link, &link, &[]).await
    }

    /// Shows by the password that it is them, on the way to `next`.
    pub(crate) async fn confirm(&self, next: &str) -> anyhow::Result<Answer> {
        self.send("/me/confirm", "/me/confirm", &[("password", PASSWORD), ("next", next)]).await
    }

    pub(crate) async fn is_in(&self) -> anyhow::Result<bool> {
        Ok(self.browser.get("/me").await?.status == 200)
    }
}

/// What the mailbox holds.
pub(crate) trait Mails {
    /// The subjects of the mails to `email`, the oldest first.
    fn subjects_to(&self, email: &str) -> Vec<String>;
    /// The path of the link in the last mail to `email` that has one.
    fn link_to(&self, email: &str) -> anyhow::Result<String>;
}

impl Mails for TestApp {
    fn subjects_to(&self, email: &str) -> Vec<String> {
        let mut mails = self.mailbox.messages();
        mails.sort_by_key(|it| it.number);
        mails.iter().filter(|it| it.to().contains(email)).map(notifications::Received::subject).collect()
    }

    fn link_to(&self, email: &str) -> anyhow::Result<String> {
        let mut mails = self.mailbox.messages();
        mails.sort_by_key(|it| std::cmp::Reverse(it.number));
        let link = mails.iter().filter(|it| it.to().contains(email)).find_map(|it| {
            let text = it.text();
            let from = text.find("/link/")?;
            text[from..].split_whitespace().next().map(str::to_owned)
        });
        link.with_context(|| format!("no link was mailed to {email}"))
    }
}
