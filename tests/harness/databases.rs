use kernel::Database;
use std::{collections::BTreeMap, path::Path};
use tempfile::TempDir;
use tokio::{fs, sync::OnceCell};

/// Databases that were prepared once, to be copied by every test that begins with them, by the module whose they
/// are, or `all`: the files' bytes, or the names of databases on the server. First the one that all modules share,
/// then one for each.
static PREPARED_FILES: [OnceCell<BTreeMap<String, Vec<u8>>>; 2] = [const { OnceCell::const_new() }; 2];
static PREPARED_ON_SERVER: [OnceCell<BTreeMap<String, String>>; 2] = [const { OnceCell::const_new() }; 2];
/// What the databases of a test are called.
const SHARED: &str = "all";

/// How many databases there are, and of which kind.
#[derive(Clone, Debug)]
pub struct Shape {
    server: Option<String>,
    split: bool,
}

/// Every shape there is to test: `SQLite` always, `PostgreSQL` too when `TEST_DATABASE_URL` names a server. With one
/// database for all modules, unless `TEST_SPLIT` asks for one for each: `sqlite` for that kind alone, anything else
/// for both. `TEST_ONLY=postgres` leaves `SQLite` out.
pub fn shapes() -> Vec<Shape> {
    let split = said("TEST_SPLIT");
    let mut shapes = vec![Shape { server: None, split: split.is_some() }];
    let server = said("TEST_DATABASE_URL");
    if said("TEST_ONLY").is_some_and(|it| it == "postgres") && server.is_some() {
        shapes.clear();
    }
    shapes.extend(server.map(|it| Shape { server: Some(it), split: split.is_some_and(|it| it != "sqlite") }));
    shapes
}

#[expect(clippy::disallowed_methods, reason = "where the tests' server is, and what to test")]
fn said(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|it| !it.is_empty())
}

impl Shape {
    /// The same with a database for each module.
    #[must_use]
    pub fn split(&self) -> Self {
        Self { server: self.server.clone(), split: true }
    }

    /// Fresh databases: the one of all modules, and those of single ones.
    pub async fn databases(&self, dir: &Path) -> anyhow::Result<(String, BTreeMap<String, String>)> {
        let mut fresh = BTreeMap::new();
        for name in std::iter::once(SHARED).chain(self.names()) {
            fresh.insert(name.to_owned(), self.fresh(dir, name).await?);
        }
        Ok(told_apart(fresh))
    }

    /// Copies of databases that `prepare` fills once and closes.
    pub async fn copy<F>(
        &self,
        dir: &Path,
        prepare: impl FnOnce(TempDir, String, BTreeMap<String, String>) -> F,
    ) -> anyhow::Result<(String, BTreeMap<String, String>)>
    where
        F: Future<Output = anyhow::Result<()>>,
    {
        let Some(server) = &self.server else {
            let files = PREPARED_FILES[usize::from(self.split)].get_or_try_init(|| async {
                let (dir, held) = (TempDir::new()?, TempDir::new()?);
                let (shared, each) = self.databases(dir.path()).await?;
                prepare(held, shared, each).await?;
                let mut files = BTreeMap::new();
                for name in self.names() {
                    files.insert(name.to_owned(), fs::read(dir.path().join(format!("{name}.db"))).await?);
                }
                anyhow::Ok(files)
            });
            for (name, bytes) in files.await? {
                fs::write(dir.join(format!("{name}.db")), bytes).await?;
            }
            return self.databases(dir).await;
        };
        let prepared = PREPARED_ON_SERVER[usize::from(self.split)].get_or_try_init(|| async {
            let (shared, each) = self.databases(dir).await?;
            prepare(TempDir::new()?, shared.clone(), each.clone()).await?;
            anyhow::Ok(if self.split { each } else { BTreeMap::from([(SHARED.to_owned(), shared)]) })
        });
        let mut copies = BTreeMap::new();
        for (name, url) in prepared.await? {
            let template = url.rsplit_once('/').map_or("", |(_, name)| name);
            copies.insert(name.clone(), on_server(server, &format!(" TEMPLATE {template}")).await?);
        }
        Ok(told_apart(copies))
    }

    /// What its databases are called: every one that some module is on.
    fn names(&self) -> impl Iterator<Item = &'static str> {
        let names = if self.split { migrations::MODULES } else { &[SHARED] };
        names.iter().copied()
    }

    async fn fresh(&self, dir: &Path, name: &str) -> anyhow::Result<String> {
        let Some(server) = &self.server else { return Ok(format!("sqlite://{}/{name}.db", dir.display())) };
        on_server(server, "").await
    }
}

/// The one of all modules, and those of single ones. Of no use when each has its own, but it has to be said.
fn told_apart(mut all: BTreeMap<String, String>) -> (String, BTreeMap<String, String>) {
    let shared = all.remove(SHARED).or_else(|| all.values().next().cloned()).unwrap_or_default();
    (shared, all)
}

/// How the database at `url` is opened when it may not be there yet.
pub(crate) fn to_open(url: &str) -> String {
    if url.starts_with("sqlite:") { format!("{url}?mode=rwc") } else { url.to_owned() }
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
