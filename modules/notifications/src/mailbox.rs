//! A mail server that delivers nowhere: it takes every mail over real SMTP and keeps it, so that the demo can
//! show what would have been sent.
//!
//! `smtp` speaks the protocol (RFC 5321), `store` keeps the mails as files that survive a restart.

mod smtp;
mod store;

pub use self::store::Received;

use self::store::Store;
use std::{
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};

/// How many may speak to it at once.
const CONNECTIONS: usize = 32;

/// The mailbox. Cloning it gives another handle to the same one.
#[derive(Clone, Debug)]
pub struct Mailbox(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    /// Where it listens; nowhere, when it is in memory.
    addr: Option<SocketAddr>,
    store: Mutex<Store>,
}

impl Mailbox {
    /// Listens for SMTP on `addr` (port 0 takes any free one) and keeps mails in the folder `dir`, which may
    /// hold those of an earlier run.
    ///
    /// # Errors
    /// When the address is taken or the folder cannot be read or made.
    pub async fn start(addr: SocketAddr, dir: &Path) -> anyhow::Result<Self> {
        let store = Store::open(dir)?;
        let listener = TcpListener::bind(addr).await?;
        let mailbox = Self(Arc::new(Inner { addr: Some(listener.local_addr()?), store: Mutex::new(store) }));
        tokio::spawn(accept(listener, mailbox.clone()));
        Ok(mailbox)
    }

    /// A mailbox in memory, without a mail server before it: mails are put into it as they are. For a simulation.
    pub fn in_memory() -> Self {
        Self(Arc::new(Inner { addr: None, store: Mutex::new(Store::in_memory()) }))
    }

    /// Where it listens, as a setting of [`Config`](crate::Config). In memory it listens nowhere.
    pub fn smtp_url(&self) -> String {
        self.0.addr.map_or_else(|| "smtp://localhost:1".to_owned(), |addr| format!("smtp://{addr}"))
    }

    /// Whether mails are put into it instead of being sent to it.
    pub(crate) fn is_in_memory(&self) -> bool {
        self.0.addr.is_none()
    }

    /// Every mail it keeps, newest first.
    pub fn messages(&self) -> Vec<Received> {
        self.store().newest_first()
    }

    /// The mail with this number.
    pub fn message(&self, number: u32) -> Option<Received> {
        self.store().find(number)
    }

    /// Keeps a mail as it came over the wire.
    pub(crate) fn keep(&self, raw: &[u8]) -> std::io::Result<u32> {
        self.store().keep(raw)
    }

    fn store(&self) -> std::sync::MutexGuard<'_, Store> {
        self.0.store.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn accept(listener: TcpListener, mailbox: Mailbox) {
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let Ok(permit) = room.clone().acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let mailbox = mailbox.clone();
                tokio::spawn(async move {
                    serve(stream, mailbox).await;
                    drop(permit);
                });
            }
            Err(error) => tracing::warn!(%error, "the mailbox could not answer"),
        }
    }
}

async fn serve(mut stream: TcpStream, mailbox: Mailbox) {
    let (read, write) = stream.split();
    if let Err(error) = smtp::converse(read, write, |raw| mailbox.keep(raw)).await {
        tracing::debug!(%error, "a conversation with the mailbox broke off");
    }
}
