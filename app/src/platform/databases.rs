use crate::config::Settings;
use anyhow::Context as _;
use kernel::Database;
use std::collections::BTreeMap;

/// One connection pool for each database, however many modules share it; or for each role in it.
#[derive(Default)]
pub(super) struct Databases {
    open: BTreeMap<(String, Option<String>), Database>,
    /// Whether everything is done by one thread, one thing at a time, as in a simulation.
    alone: bool,
}

impl Databases {
    /// For a simulation.
    pub(super) fn alone() -> Self {
        Self { alone: true, ..Self::default() }
    }

    /// The database of `module`.
    pub(super) async fn get(
        &mut self,
        settings: &Settings,
        module: &str,
        role: Option<String>,
    ) -> anyhow::Result<Database> {
        let url = settings.database_of(module);
        // There are no roles in SQLite, and a file has one writer.
        let role = role.filter(|_| !url.starts_with("sqlite:"));
        let place = (url.to_owned(), role);
        if let Some(db) = self.open.get(&place) {
            return Ok(db.clone());
        }
        let to_open = if url.starts_with("sqlite:") && !url.contains('?') {
            format!("{url}?mode=rwc")
        } else {
            url.to_owned()
        };
        let connected = match &place.1 {
            Some(role) => Database::connect_as(&to_open, role).await,
            None if self.alone && url.starts_with("sqlite:") => Database::connect_alone(&to_open).await,
            None => Database::connect(&to_open).await,
        };
        let db = connected.with_context(|| {
            let (key, bare) = (settings.database_key_of(module), bare(url));
            match &place.1 {
                Some(role) => format!(
                    "`{key}`: {bare} cannot be reached as {role}; run `tributary migrate` with `database_roles`"
                ),
                None if url.starts_with("sqlite:") => format!(
                    "`{key}`: {bare} cannot be opened; it must be a file in a folder that is there and may be \
                     written to"
                ),
                None => format!(
                    "`{key}`: {bare} cannot be reached; write postgres://user:password@host/name, of a server that \
                     runs and a database that is there"
                ),
            }
        })?;
        self.open.insert(place, db.clone());
        Ok(db)
    }
}

/// The address without its password.
fn bare(url: &str) -> String {
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, host))) => format!("{scheme}://…@{host}"),
        _ => url.to_owned(),
    }
}
