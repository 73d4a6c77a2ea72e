//! A `PostgreSQL` that is spoken to over TLS, as production wants it of one on another machine (decision 083).

use super::place::Place;
use anyhow::{Context as _, ensure};
use kernel::{Database, db::Sql as _};
use std::path::Path;
use tempfile::TempDir;
use tokio::process::Command;

/// The file of the authority that vouches for the tests' server; none when it has no certificate.
#[expect(clippy::disallowed_methods, reason = "who vouches for the tests' server")]
fn authority() -> Option<String> {
    std::env::var("TEST_DATABASE_CA").ok().filter(|it| !it.is_empty())
}

/// The file of an authority that vouches for nobody.
async fn another_authority(dir: &Path) -> anyhow::Result<String> {
    let words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=Another \
                 -keyout another.key -out another.pem";
    let done = Command::new("openssl").args(words.split_whitespace()).current_dir(dir).output().await?;
    ensure!(done.status.success(), "{}", super::text(&done.stderr));
    Ok(dir.join("another.pem").display().to_string())
}

/// Whether the server at `url` says that nobody who listens reads what we say.
async fn is_secret(url: &str) -> anyhow::Result<bool> {
    let db = Database::connect(url).await?;
    let sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    let row = db.read().one(sql, vec![]).await?.context("the server does not know us")?;
    let secret = row.try_get_by_index(0)?;
    db.close().await;
    Ok(secret)
}

#[tokio::test]
async fn a_server_is_believed_by_its_own_name_and_authority_alone() -> anyhow::Result<()> {
    let on_server = Place::each().await?.into_iter().find(|it| !it.is_sqlite());
    let (Some(authority), Some(mut place)) = (authority(), on_server) else {
        eprintln!("left out: TEST_DATABASE_URL and TEST_DATABASE_CA name no PostgreSQL with a certificate");
        return Ok(());
    };
    let at = place.database.clone();
    let good = format!("{at}?sslmode=verify-full&sslrootcert={authority}");
    ensure!(is_secret(&good).await?, "it is believed, and not spoken to in secret");
    ensure!(
        !is_secret(&format!("{at}?sslmode=disable")).await?,
        "whatever is asked for is said to be secret"
    );

    let dir = TempDir::new()?;
    let other = another_authority(dir.path()).await?;
    // The certificate is for the address.
    let by_name = at.replacen("@127.0.0.1:", "@localhost:", 1);
    ensure!(by_name != at, "the server has no address that the certificate could be for: {at}");
    let wrong = [
        (format!("{at}?sslmode=verify-full&sslrootcert={other}"), "UnknownIssuer"),
        (format!("{at}?sslmode=verify-ca&sslrootcert={other}"), "UnknownIssuer"),
        (format!("{at}?sslmode=verify-full"), "UnknownIssuer"),
        (
            format!("{by_name}?sslmode=verify-full&sslrootcert={authority}"),
            "not valid for name \"localhost\"",
        ),
    ];
    for (url, why) in &wrong {
        let error = Database::connect(url).await.err().with_context(|| format!("{url} was believed"))?;
        ensure!(error.to_string().contains(why), "{url}: {error}");
    }

    // The program itself, which has tables made there and then finds somebody else.
    place.set("DATABASE_URL", Some(good));
    place.runs("tributary migrate").await?;
    place.runs("tributary check").await?;
    for (url, why) in wrong {
        place.set("DATABASE_URL", Some(url));
        let words = place.refuses("tributary check", "").await?;
        ensure!(words.contains("`database_url`") && words.contains(why), "{words}");
    }
    Ok(())
}
