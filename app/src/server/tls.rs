//! Certificates: from files that are read again when they change, or from an authority.

use crate::config::{Acme, Certificate, ServerSettings};
use anyhow::Context as _;
use futures::StreamExt as _;
use rustls::{
    ServerConfig,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _},
    server::{ClientHello, ResolvesServerCert},
    sign::CertifiedKey,
};
use std::{
    fs, io,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, SystemTime},
};
use tokio::net::TcpStream;
use tokio_rustls::{TlsAcceptor, server::TlsStream};
use tokio_util::sync::CancellationToken;

/// How often files of certificates are looked at.
const LOOK: Duration = Duration::from_secs(30);

/// Speaks TLS 1.2 and 1.3, and nothing older: rustls has nothing older.
#[derive(Clone)]
pub struct Tls {
    acceptor: TlsAcceptor,
    files: Option<Arc<Files>>,
}

impl Tls {
    /// As `settings` want it; none when they want none.
    ///
    /// # Errors
    /// When a certificate or its key cannot be read or used.
    pub fn of(settings: &ServerSettings) -> anyhow::Result<Option<Self>> {
        if let Some(certificate) = &settings.certificate {
            return Self::from_files(certificate.clone()).map(Some);
        }
        Ok(settings.acme.as_ref().map(Self::from_authority))
    }

    /// With the certificate in these files.
    ///
    /// # Errors
    /// When they cannot be read or used.
    pub fn from_files(certificate: Certificate) -> anyhow::Result<Self> {
        let files = Arc::new(Files::read(certificate)?);
        let config = ServerConfig::builder().with_no_client_auth().with_cert_resolver(files.clone());
        Ok(Self { acceptor: acceptor(config, &[b"h2", b"http/1.1"]), files: Some(files) })
    }

    /// With certificates that an authority issues and renews by itself (ACME, TLS-ALPN-01).
    fn from_authority(acme: &Acme) -> Self {
        let config = rustls_acme::AcmeConfig::new(&acme.domains)
            .contact_push(format!("mailto:{}", acme.contact))
            .cache(rustls_acme::caches::DirCache::new(acme.cache.clone()));
        let mut state = match &acme.directory {
            Some(directory) => config.directory(directory).state(),
            None => config.directory_lets_encrypt(true).state(),
        };
        let config = ServerConfig::builder().with_no_client_auth().with_cert_resolver(state.resolver());
        tokio::spawn(async move {
            while let Some(event) = state.next().await {
                match event {
                    Ok(event) => tracing::info!(?event, "certificates"),
                    Err(error) => tracing::error!(%error, "no certificate was issued"),
                }
            }
        });
        Self { acceptor: acceptor(config, &[b"h2", b"http/1.1", b"acme-tls/1"]), files: None }
    }

    pub(super) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        self.acceptor.accept(stream).await
    }

    /// Reads the files again when they have changed; whether they had. What cannot be used is not taken: the
    /// certificate before it stays.
    ///
    /// # Errors
    /// When they have changed and cannot be used.
    pub fn reload(&self) -> anyhow::Result<bool> {
        self.files.as_ref().map_or(Ok(false), |it| it.reload())
    }

    /// Looks for changed files until `stop`.
    pub async fn keep_up(self, stop: CancellationToken) {
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = tokio::time::sleep(LOOK) => (),
            }
            match self.reload() {
                Ok(true) => tracing::info!("the new certificate is in use"),
                Ok(false) => (),
                Err(error) => {
                    tracing::error!(error = format!("{error:#}"), "the old certificate stays in use");
                }
            }
        }
    }
}

fn acceptor(mut config: ServerConfig, protocols: &[&[u8]]) -> TlsAcceptor {
    config.alpn_protocols = protocols.iter().map(|it| it.to_vec()).collect();
    TlsAcceptor::from(Arc::new(config))
}

#[derive(Debug)]
struct Files {
    certificate: Certificate,
    current: RwLock<(Arc<CertifiedKey>, Option<SystemTime>)>,
}

impl Files {
    fn read(certificate: Certificate) -> anyhow::Result<Self> {
        let current = RwLock::new((Arc::new(certified(&certificate)?), changed(&certificate)));
        Ok(Self { certificate, current })
    }

    fn reload(&self) -> anyhow::Result<bool> {
        let now = changed(&self.certificate);
        if self.current.read().unwrap_or_else(PoisonError::into_inner).1 == now {
            return Ok(false);
        }
        let fresh = Arc::new(certified(&self.certificate)?);
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = (fresh, now);
        Ok(true)
    }
}

impl ResolvesServerCert for Files {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.current.read().unwrap_or_else(PoisonError::into_inner).0.clone())
    }
}

fn certified(files: &Certificate) -> anyhow::Result<CertifiedKey> {
    let chain = CertificateDer::pem_file_iter(&files.chain)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("`tls_certificate`: {} cannot be read", files.chain.display()))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .with_context(|| format!("`tls_key`: {} cannot be read", files.key.display()))?;
    let provider = CryptoProvider::get_default().context("the TLS library was not set up")?;
    CertifiedKey::from_der(chain, key, provider)
        .context("`tls_certificate` and `tls_key` do not belong together")
}

/// When the later of both files was changed.
fn changed(files: &Certificate) -> Option<SystemTime> {
    let at = |path| fs::metadata(path).and_then(|it| it.modified()).ok();
    at(&files.chain).max(at(&files.key))
}
