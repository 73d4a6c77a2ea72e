//! A database that is made for the run and removed after it.

use anyhow::Context as _;
use kernel::Database;
use std::path::Path;
use tempfile::TempDir;
use uuid::Uuid;

pub(crate) struct Place {
    pub(crate) url: String,
    /// The server that holds the database, and the database's name.
    made_on: Option<(Database, String)>,
    dir: TempDir,
}

impl Place {
    /// A fresh database: on the server at `server`, or `SQLite` in a scratch folder.
    pub(crate) async fn make(server: Option<&str>) -> anyhow::Result<Self> {
        let dir = TempDir::new()?;
        let Some(server) = server else {
            return Ok(Self {
                url: format!("sqlite://{}/bench.db", dir.path().display()),
                made_on: None,
                dir,
            });
        };
        let name = format!("bench_{}", Uuid::new_v4().simple());
        let admin = Database::connect(server).await.context("--database cannot be reached")?;
        admin.execute(&format!("CREATE DATABASE {name}"), vec![]).await?;
        let (base, _) = server.rsplit_once('/').context("--database names no database")?;
        Ok(Self { url: format!("{base}/{name}"), made_on: Some((admin, name)), dir })
    }

    /// The scratch folder.
    pub(crate) fn folder(&self) -> &Path {
        self.dir.path()
    }

    /// Removes what [`make`](Self::make) made. Nobody is connected to it any more.
    pub(crate) async fn unmake(self) -> anyhow::Result<()> {
        if let Some((admin, name)) = self.made_on {
            admin.execute(&format!("DROP DATABASE {name} WITH (FORCE)"), vec![]).await?;
        }
        Ok(())
    }
}
