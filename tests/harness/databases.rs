use kernel::Database;
use std::{collections::BTreeMap, path::Path};
use tempfile::TempDir;
use tokio::{fs, sync::OnceCell};

/// A database that was prepared once, to be copied by every test that begins with it: the file's bytes, or the
/// name of a database on the server.
static PREPARED_FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
static PREPARED_ON_SERVER: OnceCell<String> = OnceCell::const_new();

/// How many databases there are, and of which kind.
#[derive(Clone, Debug)]
pub struct Shape {
    server: Option<String>,
    split: bool,
}

/// Every shape there is to test: `SQLite` always, `PostgreSQL` too when `TEST_DATABASE_URL` names a server.
pub fn shapes() -> Vec<Shape> {
    #[expect(clippy::disallowed_methods, reason = "where the tests' server is")]
    let server = std::env::var("TEST_DATABASE_URL").ok();
    let mut shapes = vec![Shape { server: None, split: false }];
    shapes.extend(server.map(|server| Shape { server: Some(server), split: false }));
    shapes
}

impl Shape {
    /// The same with a database for each module.
    #[must_use]
    pub fn split(&self) -> Self {
        Self { server: self.server.clone(), split: true }
    }

    /// Fresh databases: the one of all modules, and those of single ones.
    pub async fn databases(&self, dir: &Path) -> anyhow::Result<(String, BTreeMap<String, String>)> {
        let shared = self.fresh(dir, "all").await?;
        let mut own = BTreeMap::new();
        if self.split {
            for module in migrations::MODULES {
                own.insert((*module).to_owned(), self.fresh(dir, module).await?);
            }
        }
        Ok((shared, own))
    }

    /// Whether each module has a database of its own.
    pub fn is_split(&self) -> bool {
        self.split
    }

    /// A copy of one database for all modules, which `prepare` fills once and closes.
    pub async fn copy<F>(
        &self,
        dir: &Path,
        prepare: impl FnOnce(TempDir, String) -> F,
    ) -> anyhow::Result<String>
    where
        F: Future<Output = anyhow::Result<()>>,
    {
        let Some(server) = &self.server else {
            let file = PREPARED_FILE.get_or_try_init(|| async {
                let (dir, held) = (TempDir::new()?, TempDir::new()?);
                prepare(held, self.fresh(dir.path(), "all").await?).await?;
                anyhow::Ok(fs::read(dir.path().join("all.db")).await?)
            });
            let url = self.fresh(dir, "all").await?;
            fs::write(dir.join("all.db"), file.await?).await?;
            return Ok(url);
        };
        let prepared = PREPARED_ON_SERVER.get_or_try_init(|| async {
            let url = self.fresh(dir, "all").await?;
            prepare(TempDir::new()?, url.clone()).await?;
            anyhow::Ok(url)
        });
        let template = prepared.await?.rsplit_once('/').map_or("", |(_, name)| name);
        on_server(server, &format!(" TEMPLATE {template}")).await
    }

    async fn fresh(&self, dir: &Path, name: &str) -> anyhow::Result<String> {
        let Some(server) = &self.server else { return Ok(format!("sqlite://{}/{name}.db", dir.display())) };
        on_server(server, "").await
    }
}

/// A new database, made like `how` says.
async fn on_server(server: &str, how: &str) -> anyhow::Result<String> {
    let database = format!("t{}", uuid::Uuid::new_v4().simple());
    let admin = Database::connect(server).await?;
    admin.execute(&format!("CREATE DATABASE {database}{how}"), vec![]).await?;
    admin.close().await;
    let (base, _) = server.rsplit_once('/').unwrap_or((server, ""));
    Ok(format!("{base}/{database}"))
}
