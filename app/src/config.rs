//! Configuration: `tributary.toml`, then `TRIBUTARY_*` from the environment, read once at the start.

mod address;
mod raw;
mod secrets;
mod server;

pub use self::server::{Acme, Certificate, Limits, Network, ServerSettings};

use anyhow::{Context as _, bail};
use figment::{
    Figment,
    providers::{Env, Format, Toml},
};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use std::{collections::BTreeMap, net::SocketAddr, num::NonZeroU32, path::PathBuf};

use self::{
    address::{address, database, is_this_machine, origin, refuse_plain_database},
    raw::Raw,
    secrets::{from_file, refuse_weak},
};

/// How careful the product is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Shows itself: sandbox, mailbox, movable clock, known passwords. No real money.
    Demo,
    /// Real people's money.
    Production,
}

/// Every setting, checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Demo or production.
    pub mode: Mode,
    /// Where it listens.
    pub listen: SocketAddr,
    /// Where people find it, without a slash at its end.
    pub public_url: String,
    /// The database of every module that has none of its own.
    pub database_url: String,
    /// Databases of single modules.
    pub module_databases: BTreeMap<String, String>,
    /// Where Stripe's API answers.
    pub stripe_api_base: String,
    /// The key for it.
    pub stripe_secret_key: SecretString,
    /// The secrets of its webhooks: the present one, and while it changes the one before.
    pub stripe_webhook_secrets: Vec<SecretString>,
    /// How many calls of one kind this process makes to it in a second at most.
    pub stripe_calls_per_second: NonZeroU32,
    /// Whether donors may pay by bank debit, which takes days, where a gift is taken at once.
    pub slow_methods: bool,
    /// How many days more a campaign can be given by staff, once.
    pub extension_days: u16,
    /// Where mail is handed over.
    pub smtp_url: SecretString,
    /// Who mail is from.
    pub mail_from: String,
    /// Signs forms and makes keyed hashes: one key a line, newest first, as `k2=…`.
    pub secret: SecretString,
    /// How the server stands on the network.
    pub server: ServerSettings,
    /// The modules that run in this process; all of them when empty.
    pub only: Vec<String>,
    /// Origins the donor is sent to in order to pay.
    pub checkout_origins: Vec<String>,
}

impl Settings {
    /// Reads `tributary.toml` (or `file`) and the environment.
    ///
    /// # Errors
    /// With the key that is wrong or missing and how to put it right.
    pub fn read(file: Option<PathBuf>) -> anyhow::Result<Self> {
        let chosen = file.is_some();
        let file = file.unwrap_or_else(|| "tributary.toml".into());
        if chosen && !file.exists() {
            bail!("--config {}: there is no such file", file.display());
        }
        let figment = Figment::new()
            .merge(Toml::file(&file))
            .merge(Env::prefixed("TRIBUTARY_").ignore(&["log"]).filter(|it| !is_of_a_service(it.as_str())));
        Self::check(Raw::read(&figment)?)
    }

    fn check(mut raw: Raw) -> anyhow::Result<Self> {
        raw.secret = from_file("secret", raw.secret, raw.secret_file.take())?;
        raw.smtp_url = from_file("smtp_url", raw.smtp_url, raw.smtp_url_file.take())?;
        raw.stripe_secret_key =
            from_file("stripe_secret_key", raw.stripe_secret_key, raw.stripe_secret_key_file.take())?;
        raw.stripe_webhook_secret = from_file(
            "stripe_webhook_secret",
            raw.stripe_webhook_secret,
            raw.stripe_webhook_secret_file.take(),
        )?;
        let mode = raw.mode.unwrap_or(Mode::Production);
        let module_databases = [
            ("users", raw.users_database_url),
            ("campaigns", raw.campaigns_database_url),
            ("pledges", raw.pledges_database_url),
            ("payments", raw.payments_database_url),
            ("analytics", raw.analytics_database_url),
            ("notifications", raw.notifications_database_url),
        ];
        let module_databases: BTreeMap<_, _> =
            module_databases.into_iter().filter_map(|(name, url)| Some((name.to_owned(), url?))).collect();
        for (module, url) in &module_databases {
            database(&format!("{module}_database_url"), url)?;
        }
        let listen = raw.listen.unwrap_or_else(|| "127.0.0.1:8080".into());
        let public_url = needed("public_url", raw.public_url, "https://give.example.org")?;
        let database_url =
            needed("database_url", raw.database_url, "sqlite://tributary.db or postgres://user@host/name")?;
        database("database_url", &database_url)?;
        let checkout = raw.checkout_origin.unwrap_or_else(|| "https://checkout.stripe.com".into());
        let stripe_api_base = raw.stripe_api_base.unwrap_or_else(|| "https://api.stripe.com".into());
        let webhook = needed(
            "stripe_webhook_secret",
            raw.stripe_webhook_secret,
            "whsec_… (two with a comma while one replaces the other)",
        )?;
        let settings = Self {
            mode,
            listen: listen
                .parse()
                .with_context(|| format!("`listen`: {listen} is no address; write 127.0.0.1:8080"))?,
            public_url: origin("public_url", &public_url)?,
            database_url,
            module_databases,
            stripe_api_base: address("stripe_api_base", &stripe_api_base)?,
            stripe_secret_key: needed(
                "stripe_secret_key",
                raw.stripe_secret_key,
                "sk_live_… from Stripe's dashboard",
            )?,
            stripe_webhook_secrets: split(&webhook),
            stripe_calls_per_second: raw.stripe_calls_per_second.unwrap_or(payments::CALLS_PER_SECOND),
            // An account has to be let take them by Stripe first; the sandbox always is.
            slow_methods: raw.slow_methods.unwrap_or(mode == Mode::Demo),
            extension_days: raw.extension_days.unwrap_or(campaigns::EXTENSION_DAYS),
            smtp_url: needed("smtp_url", raw.smtp_url, "smtps://user:password@mail.example.org")?,
            mail_from: raw.mail_from.unwrap_or_else(|| "Tributary <no-reply@localhost>".into()),
            secret: needed(
                "secret",
                raw.secret,
                "at least 32 random characters, such as `openssl rand -hex 32` prints",
            )?,
            server: raw.server.check()?,
            only: raw
                .only
                .map(|it| it.split(',').map(|it| it.trim().to_owned()).collect())
                .unwrap_or_default(),
            checkout_origins: vec![origin("checkout_origin", &checkout)?],
        };
        settings.refuse_what_cannot_be()?;
        settings.refuse_what_production_must_not_have()?;
        Ok(settings)
    }

    fn refuse_what_cannot_be(&self) -> anyhow::Result<()> {
        for module in &self.only {
            if !migrations::MODULES.contains(&module.as_str()) {
                bail!("`only`: there is no module {module}; there are {}", migrations::MODULES.join(", "));
            }
        }
        // Whatever is signed with nothing would be believed.
        if self.stripe_webhook_secrets.iter().any(|it| it.expose_secret().is_empty()) {
            bail!(
                "`stripe_webhook_secret`: one of them is empty; write whsec_…, and a comma between two alone"
            );
        }
        self.keys().map(drop)
    }

    fn refuse_what_production_must_not_have(&self) -> anyhow::Result<()> {
        if self.mode == Mode::Demo {
            return Ok(());
        }
        if self.stripe_secret_key.expose_secret().starts_with("sk_test_sandbox") {
            bail!("`stripe_secret_key`: this is the sandbox's key; production needs one of Stripe's");
        }
        if self.stripe_secret_key.expose_secret().trim().is_empty() {
            bail!("`stripe_secret_key` is empty: write sk_live_… from Stripe's dashboard");
        }
        for line in self.secret.expose_secret().lines() {
            refuse_weak("secret", line.trim(), "`openssl rand -hex 32` prints a good one")?;
        }
        for secret in &self.stripe_webhook_secrets {
            let good = "Stripe's dashboard shows the webhook's own, whsec_…";
            refuse_weak("stripe_webhook_secret", secret.expose_secret(), good)?;
        }
        if let Some(token) = &self.server.metrics_token {
            refuse_weak("metrics_token", token.expose_secret(), "`openssl rand -hex 32` prints a good one")?;
        }
        for module in migrations::MODULES {
            refuse_plain_database(&self.database_key_of(module), self.database_of(module))?;
        }
        if self.stripe_api_base.starts_with("http://") && !is_this_machine(&self.stripe_api_base) {
            bail!(
                "`stripe_api_base`: {} is not encrypted on its way, and the secret key goes there; write https://",
                self.stripe_api_base
            );
        }
        if self.smtp_url.expose_secret().starts_with("smtp://")
            && !self.smtp_url.expose_secret().contains("tls=required")
            && !is_this_machine(self.smtp_url.expose_secret())
        {
            bail!(
                "`smtp_url` is not encrypted on its way, and mails hold links that sign in; write smtps://…, or \
                 smtp://…?tls=required"
            );
        }
        if !self.is_secure() && !is_this_machine(&self.public_url) {
            bail!(
                "`public_url`: {} is not encrypted on its way; production needs https://, with `tls_certificate` \
                 and `tls_key`, `acme_domains`, or a proxy in `trusted_proxies` that speaks it",
                self.public_url
            );
        }
        Ok(())
    }

    /// The product's secrets, newest first.
    ///
    /// # Errors
    /// When one of them is too short or two have one name.
    pub fn keys(&self) -> anyhow::Result<kernel::Keys> {
        secrets::keys(&self.secret)
    }

    /// The database of `module`.
    pub fn database_of(&self, module: &str) -> &str {
        self.module_databases.get(module).unwrap_or(&self.database_url)
    }

    /// The key that names the database of `module`.
    pub fn database_key_of(&self, module: &str) -> String {
        match self.module_databases.get(module) {
            Some(_) => format!("{module}_database_url"),
            None => "database_url".to_owned(),
        }
    }

    /// Whether `module` runs in this process.
    pub fn runs(&self, module: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|it| it == module)
    }

    /// Where a creator says whom to pay: Stripe has that on a host of its own, a stand-in beside its payment page.
    pub fn account_origins(&self) -> Vec<String> {
        let stripe = self.stripe_api_base == "https://api.stripe.com";
        if stripe { vec!["https://connect.stripe.com".to_owned()] } else { self.checkout_origins.clone() }
    }

    /// Whether people reach it over TLS, so that cookies may insist on it.
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

fn needed<T>(key: &str, value: Option<T>, example: &str) -> anyhow::Result<T> {
    value.with_context(|| {
        format!(
            "`{key}` is missing: set TRIBUTARY_{} or {key} in tributary.toml, for example {example}",
            key.to_uppercase()
        )
    })
}

/// Whether a key of the environment was put there by Kubernetes, for a Service that is called tributary
/// (kubernetes.io/docs/concepts/services-networking/service, "Environment variables").
fn is_of_a_service(key: &str) -> bool {
    let key = key.to_ascii_lowercase();
    key == "port" || key.starts_with("port_") || key.starts_with("service_")
}

fn split(secrets: &SecretString) -> Vec<SecretString> {
    secrets.expose_secret().split(',').map(|it| it.trim().to_owned().into()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn raw() -> Raw {
        Raw {
            public_url: Some("https://give.example.org/".into()),
            database_url: Some("sqlite://a.db".into()),
            stripe_secret_key: Some("sk_live_1".to_owned().into()),
            stripe_webhook_secret: Some("whsec_4f9a1c7be2, whsec_8d03e5b6a1".to_owned().into()),
            smtp_url: Some("smtp://127.0.0.1:25".to_owned().into()),
            secret: Some("9f2c1be07a5d4e38b6a1c0d2e4f6a8b0".to_owned().into()),
            ..Raw::default()
        }
    }

    fn problem(raw: Raw) -> String {
        Settings::check(raw).err().map(|it| format!("{it:#}")).unwrap_or_default()
    }

    #[test]
    fn good_settings_are_taken() -> anyhow::Result<()> {
        let settings = Settings::check(raw())?;
        assert_eq!(settings.public_url, "https://give.example.org");
        assert_eq!(settings.stripe_webhook_secrets.len(), 2);
        assert_eq!(settings.database_of("payments"), "sqlite://a.db");
        assert_eq!(settings.checkout_origins, ["https://checkout.stripe.com"]);
        assert_eq!(settings.account_origins(), ["https://connect.stripe.com"]);
        Ok(())
    }

    #[test]
    fn what_is_missing_is_named_with_the_fix() {
        let text = problem(Raw { smtp_url: None, ..raw() });
        assert!(text.contains("TRIBUTARY_SMTP_URL"), "{text}");
    }

    #[test]
    fn what_cannot_be_is_named() {
        assert!(problem(Raw { listen: Some("nowhere".into()), ..raw() }).contains("`listen`"));
        assert!(problem(Raw { database_url: Some("mysql://x".into()), ..raw() }).contains("`database_url`"));
        assert!(problem(Raw { only: Some("pledge".into()), ..raw() }).contains("`only`"));
        assert!(problem(Raw { secret: Some("short".to_owned().into()), ..raw() }).contains("`secret`"));
    }

    #[test]
    fn production_refuses_the_key_of_the_sandbox() {
        let text = problem(Raw { stripe_secret_key: Some("sk_test_sandbox".to_owned().into()), ..raw() });
        assert!(text.contains("`stripe_secret_key`"), "{text}");
    }

    #[test]
    fn production_refuses_what_everybody_knows_and_what_anybody_can_read_on_its_way() {
        let known = Raw { secret: Some("0123456789abcdef0123456789abcdef".to_owned().into()), ..raw() };
        assert!(problem(known).contains("`secret`"));
        let webhook = Raw { stripe_webhook_secret: Some("whsec_…".to_owned().into()), ..raw() };
        assert!(problem(webhook).contains("`stripe_webhook_secret`"));
        let plain = Raw { public_url: Some("http://give.example.org".into()), ..raw() };
        assert!(problem(plain).contains("`public_url`"));
        let api = Raw { stripe_api_base: Some("http://api.example.org".into()), ..raw() };
        assert!(problem(api).contains("`stripe_api_base`"));
        let mail = |url: &str| Raw { smtp_url: Some(url.to_owned().into()), ..raw() };
        let said = problem(mail("smtp://post:opensesame@mail.example.org"));
        assert!(said.contains("`smtp_url`") && !said.contains("opensesame"), "{said}");
        assert_eq!(problem(mail("smtp://post:opensesame@mail.example.org?tls=required")), "");
        assert_eq!(problem(mail("smtps://post:opensesame@mail.example.org")), "");
        let far = |more: &str| Raw {
            database_url: Some(format!("postgres://us:opensesame@db.example.org/tributary{more}")),
            ..raw()
        };
        for plain in ["", "?sslmode=prefer", "?sslmode=require", "?host=db2.example.org"] {
            let said = problem(far(plain));
            assert!(said.contains("sslmode=verify-full") && !said.contains("opensesame"), "{plain}: {said}");
        }
        for good in ["?sslmode=verify-full", "?sslmode=verify-ca&sslrootcert=ca.pem", "?host=/run/postgresql"]
        {
            assert_eq!(problem(far(good)), "", "{good}");
        }
        let here = Raw { database_url: Some("postgres://us@127.0.0.1:5432/tributary".into()), ..raw() };
        assert_eq!(problem(here), "");
        let one = Raw { payments_database_url: Some("postgres://us@10.0.0.7/payments".into()), ..raw() };
        assert!(problem(one).contains("`payments_database_url`"));
        let mut watched = raw();
        watched.server.metrics_token = Some("short".to_owned().into());
        assert!(problem(watched).contains("`metrics_token`"));
        let local = Raw { public_url: Some("http://127.0.0.1:8080".into()), ..raw() };
        assert_eq!(problem(local), "");
    }

    #[test]
    fn what_kubernetes_says_of_a_service_is_no_key_of_ours() {
        for name in ["PORT", "port_8080_tcp_addr", "SERVICE_HOST", "service_port_http"] {
            assert!(is_of_a_service(name), "{name}");
        }
        let ours = raw::keys().into_iter().find(|it| is_of_a_service(it));
        assert_eq!(ours, None);
    }

    #[test]
    fn a_key_nobody_knows_is_refused_by_name() -> anyhow::Result<()> {
        let dir = tempfile::tempdir()?;
        let file = dir.path().join("tributary.toml");
        std::fs::write(&file, "publik_url = \"https://give.example.org\"\n")?;
        let error = Settings::read(Some(file)).err().map(|it| format!("{it:#}")).unwrap_or_default();
        assert!(error.contains("publik_url"), "{error}");
        Ok(())
    }
}
