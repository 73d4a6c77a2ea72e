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
    addr: SocketAddr,
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
        let mailbox = Self(Arc::new(Inner { addr: listener.local_addr()?, store: Mutex::new(store) }));
        tokio::spawn(accept(listener, mailbox.clone()));
        Ok(mailbox)
    }

    /// Where it listens, as a setting of [`Config`](crate::Config).
    pub fn smtp_url(&self) -> String {
        format!("smtp://{}", self.0.addr)
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
    fn keep(&self, raw: &[u8]) -> std::io::Result<u32> {
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
