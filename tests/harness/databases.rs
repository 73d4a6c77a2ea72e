use kernel::Database;
use std::{collections::BTreeMap, path::Path};

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

    async fn fresh(&self, dir: &Path, name: &str) -> anyhow::Result<String> {
        let Some(server) = &self.server else { return Ok(format!("sqlite://{}/{name}.db", dir.display())) };
        let database = format!("t{}", uuid::Uuid::new_v4().simple());
        let admin = Database::connect(server).await?;
        admin.execute(&format!("CREATE DATABASE {database}"), vec![]).await?;
        admin.close().await;
        let (base, _) = server.rsplit_once('/').unwrap_or((server, ""));
        Ok(format!("{base}/{database}"))
    }
}
