//! The commands of `tributary`.

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

/// Crowdfunding: many gifts, one river.
#[derive(Debug, Parser)]
#[command(name = "tributary", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What `tributary` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show the product: embedded database, payment sandbox, local mailbox, seeded campaigns. No real money.
    Demo(Demo),
    /// Run the product, as tributary.toml and TRIBUTARY_* say.
    Serve(Configured),
    /// Bring the tables up to date and stop.
    Migrate(Configured),
    /// Check every invariant on the live database. Exit code 0 when all hold, 1 when one does not, 2 when it could not
    /// check.
    Check {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
        /// Print JSON.
        #[arg(long)]
        json: bool,
        /// Check the demo that keeps its data here instead.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Fold a read model anew from its messages.
    Rebuild {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
        /// The module that owns it.
        module: String,
        /// The subscription that fills it.
        subscription: String,
    },
    /// Run the payment sandbox on its own.
    Sandbox {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:8081")]
        listen: SocketAddr,
        /// Where browsers find its pages; where it listens, unless told otherwise.
        #[arg(long)]
        public_url: Option<String>,
        /// Where it delivers webhooks.
        #[arg(long)]
        webhook_url: Option<String>,
        /// What it signs them with.
        #[arg(long, default_value = "whsec_sandbox")]
        webhook_secret: String,
        /// Where it keeps its journal; in memory, unless told otherwise.
        #[arg(long)]
        journal: Option<PathBuf>,
    },
    /// Write a copy of the database while it is in use (`SQLite`; for `PostgreSQL` see bin/backup-postgres), and the keys
    /// that seal what its messages tell of people into a file apart, which is to be kept for days only.
    Backup {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
        /// Where to write it. Databases of single modules are written beside it.
        #[arg(long)]
        to: PathBuf,
        /// Where to write the keys of its people; beside the copy with `.keys` at the end, unless told otherwise.
        #[arg(long)]
        keys_to: Option<PathBuf>,
        /// A file with 64 hexadecimal digits, to encrypt both with.
        #[arg(long)]
        key_file: Option<PathBuf>,
    },
    /// Put a copy in the place of the database. Whoever listened to the lost one notices.
    Restore {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
        /// The copy. Left out on `PostgreSQL`, after bin/restore-postgres, to say that the database was restored.
        #[arg(long)]
        from: Option<PathBuf>,
        /// The keys of its people, of its own time or newer: whoever was forgotten by then stays so. Beside the copy with
        /// `.keys` at the end, unless told otherwise.
        #[arg(long, requires = "from")]
        keys_from: Option<PathBuf>,
        /// Go on without them: what messages of before tell of people can never be read again.
        #[arg(long, requires = "from", conflicts_with = "keys_from")]
        without_keys: bool,
        /// The file with the key that both were encrypted with.
        #[arg(long)]
        key_file: Option<PathBuf>,
        /// Replace a database that is there.
        #[arg(long)]
        replace: bool,
    },
    /// Look after the secrets.
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Look at the audit log.
    #[command(subcommand)]
    Audit(Audit),
    /// Live through everything that can go wrong, thrown from a seed. Exit code 1 when something does not hold.
    Simulate {
        /// What everything is thrown from.
        #[arg(long)]
        seed: u64,
        /// How many seeds, from that one on.
        #[arg(long, default_value_t = 1)]
        seeds: u64,
        /// How many campaigns there are.
        #[arg(long, default_value_t = 3)]
        campaigns: usize,
        /// How many pledges are made at most.
        #[arg(long, default_value_t = 4)]
        pledges: usize,
        /// How many days things go wrong at most.
        #[arg(long, default_value_t = 45)]
        days: u32,
        /// How many stories at once; as many as there are processors, unless said.
        #[arg(long)]
        threads: Option<usize>,
        /// A server of `PostgreSQL` to simulate on, `postgres://user@host/name`: databases are made beside that one
        /// and dropped. Without it, in files.
        #[arg(long)]
        database: Option<String>,
        /// Print every step, of one story after the other.
        #[arg(long)]
        trace: bool,
    },
    /// Look after people who run the platform.
    #[command(subcommand)]
    Admin(Admin),
}

/// What can be done with secrets.
#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    /// Put a new key before the others in the file that `secret_file` names, or make that file. The old ones still
    /// open what was made with them; take the last line out when they are no longer needed.
    Rotate {
        /// The file.
        #[arg(long)]
        file: PathBuf,
    },
}

/// What can be done with the audit log.
#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Look whether it is as it was written: the chain in the database and the signed roots outside it. Names the
    /// first broken position of each module. Exit code 0 when there is none, 1 otherwise.
    Verify {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
        /// The file of signed roots, when it is not the one of the configuration.
        #[arg(long)]
        roots: Option<PathBuf>,
        /// Look at the demo that keeps its data here instead.
        #[arg(long)]
        data: Option<PathBuf>,
    },
    /// Sign what was added since the last root, now instead of at the next full hour.
    Root {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
    },
}

/// What can be done about staff.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Make an account with every role. The password is read from standard input.
    Create {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
        /// Its address.
        #[arg(long)]
        email: String,
        /// Its name.
        #[arg(long)]
        name: String,
    },
    /// Print everybody who works here: their roles, since when and given by whom, when they last signed in, their second
    /// factors and open sessions.
    Review {
        /// Where the configuration is.
        #[command(flatten)]
        configured: Configured,
        /// Print CSV, a line for each role.
        #[arg(long)]
        csv: bool,
    },
}

/// Where the configuration is.
#[derive(Clone, Debug, Args)]
pub struct Configured {
    /// The configuration file; tributary.toml, unless told otherwise.
    #[arg(long)]
    pub config: Option<PathBuf>,
}

/// What to show, and where.
#[derive(Debug, Args)]
pub struct Demo {
    /// The port to listen on.
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
    /// Where to keep its data.
    #[arg(long, default_value = "data/demo")]
    pub data: PathBuf,
    /// The database to use instead of a file in `data`, such as `postgres://user@host/name`.
    #[arg(long)]
    pub database: Option<String>,
    /// Do not plant campaigns and people into an empty database.
    #[arg(long)]
    pub empty: bool,
    /// Somebody listens already, and standard input is what they listen on. A demo that made its past goes on so.
    #[arg(long, hide = true)]
    pub listening: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUNBOOK: &str = include_str!("../../docs/security/runbook.md");

    #[test]
    fn every_command_of_the_runbook_is_one_that_there_is() {
        let lines = RUNBOOK.split('`').skip(1).step_by(2).filter(|it| it.starts_with("tributary "));
        let lines: Vec<_> = lines.collect();
        assert!(lines.contains(&"tributary admin review --csv"), "{lines:?}");
        for line in lines {
            let read = Cli::try_parse_from(line.split_whitespace());
            assert!(read.is_ok(), "`{line}`: {}", read.err().map(|it| it.to_string()).unwrap_or_default());
        }
        assert!(Cli::try_parse_from(["tributary", "admin", "forgive"]).is_err());
    }
}
