//! Where a simulated database is: a file of its own, or a database of its own on a server.

use kernel::Database;
use std::{fs, path::PathBuf};
use tokio::runtime::Builder;

/// A database that is gone with this value.
pub(super) enum Home {
    /// A file in a folder of its own, in memory where the system has such a place.
    Folder(PathBuf),
    /// The one called `name` on the server at `server`.
    Server { server: String, name: String },
}

/// A filled database, to be copied for each story.
pub(super) enum Original {
    Bytes(Vec<u8>),
    Database(Home),
}

impl Home {
    /// An empty one: on `server` when there is one, and a file otherwise.
    pub(super) fn new(server: Option<&str>) -> anyhow::Result<Self> {
        match server {
            Some(server) => Self::on_server(server, "template0"),
            None => Self::folder(),
        }
    }

    fn folder() -> anyhow::Result<Self> {
        let shared = PathBuf::from("/dev/shm");
        let base = if shared.is_dir() { shared } else { std::env::temp_dir() };
        let path = base.join(unique("tributary-simulation-"));
        fs::create_dir_all(&path)?;
        Ok(Self::Folder(path))
    }

    fn on_server(server: &str, template: &str) -> anyhow::Result<Self> {
        let name = unique("tributary_simulation_");
        at(server, format!("CREATE DATABASE {name} TEMPLATE {template}"))?;
        Ok(Self::Server { server: server.to_owned(), name })
    }

    /// How it is reached.
    pub(super) fn url(&self) -> String {
        match self {
            Self::Folder(path) => format!("sqlite://{}", path.join(FILE).display()),
            Self::Server { server, name } => {
                let (before, database) = server.rsplit_once('/').unwrap_or((server, ""));
                let options = database.split_once('?').map(|(_, it)| format!("?{it}"));
                format!("{before}/{name}{}", options.unwrap_or_default())
            }
        }
    }

    /// What is here, which nobody has open, as it is to be copied.
    pub(super) fn keep(self) -> anyhow::Result<Original> {
        Ok(match &self {
            Self::Folder(path) => Original::Bytes(fs::read(path.join(FILE))?),
            Self::Server { .. } => Original::Database(self),
        })
    }
}

impl Original {
    /// A copy.
    pub(super) fn copy(&self) -> anyhow::Result<Home> {
        match self {
            Self::Bytes(bytes) => {
                let home = Home::folder()?;
                if let Home::Folder(path) = &home {
                    fs::write(path.join(FILE), bytes)?;
                }
                Ok(home)
            }
            Self::Database(Home::Server { server, name }) => Home::on_server(server, name),
            Self::Database(Home::Folder(_)) => anyhow::bail!("a folder is kept as its bytes"),
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        match self {
            Self::Folder(path) => drop(fs::remove_dir_all(path)),
            // A program that ended may not have hung up yet.
            Self::Server { server, name } => {
                drop(at(server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")));
            }
        }
    }
}

const FILE: &str = "all.db";

fn unique(of_what: &str) -> String {
    format!("{of_what}{}", uuid::Uuid::new_v4().simple())
}

/// Tells the server to do `what`. Not to be called inside a runtime.
fn at(server: &str, what: String) -> anyhow::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let admin = Database::connect(server).await?;
        let done = admin.execute(&what, vec![]).await;
        admin.close().await;
        done.map(drop)
    })?;
    Ok(())
}
