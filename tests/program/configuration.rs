use super::{run, text};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// A secret that no message may show.
const SECRET: &str = "9f2c1be07a5d4e38b6a1c0d2e4f6a8b0";
const PASSWORD: &str = "hunter-of-foxes";

/// A configuration in which nothing is wrong but that nobody listens where mail goes.
fn good(database: &str) -> Vec<(&'static str, String)> {
    [
        ("TRIBUTARY_PUBLIC_URL", "https://give.example.org"),
        ("TRIBUTARY_DATABASE_URL", database),
        ("TRIBUTARY_STRIPE_SECRET_KEY", "sk_test_something"),
        ("TRIBUTARY_STRIPE_WEBHOOK_SECRET", "whsec_4f9a1c7be2"),
        ("TRIBUTARY_SMTP_URL", "smtp://127.0.0.1:1"),
        ("TRIBUTARY_SECRET", SECRET),
    ]
    .map(|(key, value)| (key, value.to_owned()))
    .into()
}

/// Keys that are wrong together, and the key and the words that come of it.
struct Together {
    set: &'static [(&'static str, &'static str)],
    key: &'static str,
    fix: &'static str,
}

const TOGETHER: &[Together] = &[
    Together {
        set: &[("ACME_DOMAINS", "give.example.org")],
        key: "`acme_contact`",
        fix: "the authority writes there",
    },
    Together {
        set: &[
            ("TLS_CERTIFICATE", "/nowhere/chain.pem"),
            ("TLS_KEY", "/nowhere/key.pem"),
            ("LISTEN", "127.0.0.1:0"),
        ],
        key: "`tls_certificate`",
        fix: "/nowhere/chain.pem cannot be read",
    },
];

/// Each wrong value with the words that name the fix.
const WRONG: &[(&str, &str, &str)] = &[
    ("SECRET", "short", "openssl rand -hex 32"),
    ("SECRET", "", "openssl rand -hex 32"),
    ("SECRET", "20394857", "a string is wanted"),
    ("SECRET_FILE", "/nowhere/secret", "`secret` and `secret_file`: give one of the two"),
    ("DATABASE_URL", "mysql://me:hunter-of-foxes@elsewhere/x", "postgres://user:password@host/name"),
    ("DATABASE_URL", "postgres://me:hunter-of-foxes@127.0.0.1:1/x", "postgres://user:password@host/name"),
    ("DATABASE_URL", "sqlite:///nowhere/x.db", "a folder that is there"),
    ("DATABASE_URL", "sqlite://", "write sqlite://path"),
    ("PAYMENTS_DATABASE_URL", "postgres://me:hunter-of-foxes@127.0.0.1:1/x", "of a server that runs"),
    ("PUBLIC_URL", "not an address", "https://host"),
    ("PUBLIC_URL", "http://give.example.org", "https://"),
    ("PUBLIC_URL", "https://give.example.org/app", "nothing else"),
    ("PUBLIC_URL", "https://me:hunter-of-foxes@give.example.org", "write https://host"),
    ("MAX_CONNECTION", "7", "tributary.example.toml has them all"),
    ("MAX_CONNECTIONS", "many", "write max_connections = 10000"),
    ("MAX_CONNECTIONS_PER_ADDRESS", "-1", "write max_connections_per_address = 100"),
    ("GUARD", "perhaps", "write guard = true"),
    ("DATABASE_ROLES", "some", "write database_roles = false"),
    ("MODE", "real", "write mode = \"production\""),
    ("ONLY", "payment", "payments"),
    ("LISTEN", "here", "127.0.0.1:8080"),
    ("HTTP_LISTEN", "here", "0.0.0.0:80"),
    ("TRUSTED_PROXIES", "10.0.0.0/99", "trusted_proxies"),
    ("TLS_CERTIFICATE", "/nowhere/chain.pem", "give both or neither"),
    ("CHECKOUT_ORIGIN", "checkout.stripe.com; script-src *", "https://host"),
    ("STRIPE_API_BASE", "api", "https://host"),
    ("STRIPE_SECRET_KEY", "", "sk_live_"),
    ("STRIPE_SECRET_KEY", "sk_test_sandbox", "production needs one of Stripe's"),
    ("STRIPE_WEBHOOK_SECRET", "whsec_sandbox", "Stripe's dashboard"),
    ("STRIPE_WEBHOOK_SECRET", "", "whsec_"),
    ("STRIPE_WEBHOOK_SECRET", "whsec_4f9a1c7be2,", "one of them is empty"),
    ("SMTP_URL", "me:hunter-of-foxes@mail.example.org", "smtps://user:password@host"),
    ("SMTP_URL", "http://me:hunter-of-foxes@mail.example.org", "smtps://user:password@host"),
    ("MAIL_FROM", "Tributary no-reply", "Name <name@host>"),
    ("LOG", "payments=loud", "write `info`"),
];

#[tokio::test]
async fn a_wrong_configuration_ends_the_start_with_the_key_and_what_to_do() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let database = format!("sqlite://{}/x.db", dir.path().display());
    let mut amiss = Vec::new();
    for (key, value, fix) in WRONG {
        let name = format!("TRIBUTARY_{key}");
        let mut environment = good(&database);
        environment.retain(|(it, _)| *it != name);
        let mut said: Vec<_> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        said.extend([(&*name, *value), ("RUST_BACKTRACE", "1")]);
        let Ok(refused) = run(&["serve"], &said).await else {
            amiss.push(format!("{key}={value} did not end the start"));
            continue;
        };
        let words = text(&refused.stderr);
        let is_named = words.contains(&format!("`{}`", key.to_lowercase())) || words.contains(&name);
        let shown = [SECRET, PASSWORD, "20394857"].iter().any(|it| words.contains(it));
        let broke = words.contains("backtrace") || words.contains("panicked");
        if refused.status.code() != Some(2) || !is_named || !words.contains(fix) || shown || broke {
            amiss.push(format!("{key}={value} ({fix}) ended with {}: {words}", refused.status));
        }
    }
    assert!(amiss.is_empty(), "{}", amiss.join("\n"));
    Ok(())
}

#[tokio::test]
async fn a_database_server_that_does_not_answer_is_named_within_a_few_seconds() -> anyhow::Result<()> {
    // Whoever connects here is taken in and told nothing.
    let silent = TcpListener::bind("127.0.0.1:0").await?;
    for server in ["127.0.0.1:1".to_owned(), silent.local_addr()?.to_string()] {
        let environment = good(&format!("postgres://me:{PASSWORD}@{server}/x"));
        let said: Vec<_> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let began = Instant::now();
        let refused = run(&["serve"], &said).await?;
        let (took, words) = (began.elapsed(), text(&refused.stderr));
        assert_eq!(refused.status.code(), Some(2), "{server}: {words}");
        assert!(words.contains("`database_url`") && words.contains("of a server that runs"), "{words}");
        assert!(words.contains(&server) && !words.contains(PASSWORD), "{words}");
        assert!(took < Duration::from_secs(6), "{server} was named after {took:?}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_wrong_together_ends_the_start_too() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let environment = good(&format!("sqlite://{}/x.db", dir.path().display()));
    for Together { set, key, fix } in TOGETHER {
        let wrong: Vec<_> = set.iter().map(|(key, value)| (format!("TRIBUTARY_{key}"), *value)).collect();
        let mut said: Vec<_> = environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        said.extend(wrong.iter().map(|(name, value)| (name.as_str(), *value)));
        let refused = run(&["serve"], &said).await?;
        let words = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{key}: {words}");
        assert!(words.contains(key) && words.contains(fix), "{key}, {fix}: {words}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_missing_ends_the_start_with_the_key_and_an_example() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let database = format!("sqlite://{}/x.db", dir.path().display());
    for (missing, _) in good(&database) {
        let environment = good(&database);
        let said = environment.iter().filter(|(name, _)| *name != missing);
        let said: Vec<_> = said.map(|(name, value)| (*name, value.as_str())).collect();
        let refused = run(&["serve"], &said).await?;
        let words = text(&refused.stderr);
        assert_eq!(refused.status.code(), Some(2), "{missing}: {words}");
        assert!(words.contains(missing) && words.contains("for example"), "{missing}: {words}");
    }
    Ok(())
}

#[tokio::test]
async fn a_wrong_value_in_the_file_is_named_with_the_file() -> anyhow::Result<()> {
    let dir = TempDir::new()?;
    let file = dir.path().join("mine.toml");
    std::fs::write(&file, "public_url = \"https://give.example.org\"\nmax_connections = \"many\"\n")?;
    let refused = run(&["serve", "--config", &file.display().to_string()], &[]).await?;
    let words = text(&refused.stderr);
    assert_eq!(refused.status.code(), Some(2), "{words}");
    assert!(words.contains("`max_connections`") && words.contains("TOML file"), "{words}");
    Ok(())
}
