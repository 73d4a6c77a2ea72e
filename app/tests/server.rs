//! The server against real clients: honest ones, old ones, slow ones and many.

use anyhow::Context as _;
use axum::{
    Router,
    extract::ConnectInfo,
    routing::{get, post},
};
use rcgen::CertifiedKey;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName},
    version,
};
use std::{
    collections::BTreeMap,
    fs,
    net::SocketAddr,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsConnector;
use tokio_util::sync::{CancellationToken, DropGuard};
use tributary::{
    Proxies, Server, Tls,
    config::{Acme, Certificate, Limits, ServerSettings},
};

struct Running {
    address: SocketAddr,
    tls: Option<Tls>,
    _stop: DropGuard,
}

async fn start(tls: Option<Tls>, limits: Limits, proxies: &[&str]) -> anyhow::Result<Running> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    let router = Router::new()
        .route(
            "/",
            get(|ConnectInfo(who): ConnectInfo<SocketAddr>| async move { format!("hello {}", who.ip()) }),
        )
        .route("/large", get(|| async { vec![b'x'; 64 * 1024 * 1024] }))
        .route("/form", post(|body: axum::body::Bytes| async move { body.len().to_string() }));
    let stop = CancellationToken::new();
    let networks = proxies.iter().map(|it| it.parse()).collect::<anyhow::Result<_>>()?;
    let server = Server { router, tls: tls.clone(), limits, proxies: Proxies::new(networks) };
    tokio::spawn(server.serve(listener, stop.clone()));
    Ok(Running { address, tls, _stop: stop.drop_guard() })
}

async fn plain() -> anyhow::Result<Running> {
    start(None, Limits::default(), &[]).await
}

/// Writes a fresh certificate for localhost into `dir`; gives back what a client must trust.
fn certificate(dir: &Path) -> anyhow::Result<(Certificate, CertificateDer<'static>)> {
    let CertifiedKey { cert, signing_key } =
        rcgen::generate_simple_self_signed(vec!["localhost".to_owned()])?;
    let files = Certificate { chain: dir.join("chain.pem"), key: dir.join("key.pem") };
    fs::write(&files.chain, cert.pem())?;
    fs::write(&files.key, signing_key.serialize_pem())?;
    Ok((files, cert.der().clone()))
}

/// Shakes hands as a client that trusts `trusted`, speaks `versions`, and asks for `/`. What came back, and over
/// which version.
async fn ask(
    address: SocketAddr,
    trusted: &CertificateDer<'static>,
    versions: &[&'static rustls::SupportedProtocolVersion],
) -> anyhow::Result<(String, Option<rustls::ProtocolVersion>)> {
    let mut roots = RootCertStore::empty();
    roots.add(trusted.clone())?;
    let config = ClientConfig::builder_with_protocol_versions(versions)
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    let name = ServerName::try_from("localhost")?;
    let mut stream = TlsConnector::from(Arc::new(config)).connect(name, stream).await?;
    stream.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.or_else(|error| match error.kind() {
        std::io::ErrorKind::UnexpectedEof => Ok(0),
        _ => Err(error),
    })?;
    Ok((answer, stream.get_ref().1.protocol_version()))
}

#[tokio::test]
async fn tls_1_2_and_1_3_are_spoken() -> anyhow::Result<()> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let dir = tempfile::tempdir()?;
    let (files, trusted) = certificate(dir.path())?;
    let running = start(Some(Tls::from_files(files)?), Limits::default(), &[]).await?;
    for (versions, expected) in [
        (&version::TLS12, rustls::ProtocolVersion::TLSv1_2),
        (&version::TLS13, rustls::ProtocolVersion::TLSv1_3),
    ] {
        let (answer, spoken) = ask(running.address, &trusted, &[versions]).await?;
        assert_eq!(spoken, Some(expected));
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("hello 127.0.0.1"), "{answer}");
    }
    Ok(())
}

#[tokio::test]
async fn tls_1_1_is_refused_with_an_alert() -> anyhow::Result<()> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let dir = tempfile::tempdir()?;
    let (files, _) = certificate(dir.path())?;
    let running = start(Some(Tls::from_files(files)?), Limits::default(), &[]).await?;
    // A ClientHello of TLS 1.1 (RFC 4346): version 0x0302, no session, one cipher suite, no compression.
    let mut hello = vec![0x03, 0x02];
    hello.extend([7; 32]);
    hello.extend([0x00, 0x00, 0x02, 0x00, 0x2f, 0x01, 0x00]);
    let length = u8::try_from(hello.len())?;
    let mut record = vec![0x16, 0x03, 0x01, 0x00, length + 4, 0x01, 0x00, 0x00, length];
    record.extend(hello);
    let mut stream = TcpStream::connect(running.address).await?;
    stream.write_all(&record).await?;
    let mut answer = Vec::new();
    drop(tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await?);
    assert_eq!(answer.first(), Some(&0x15), "an alert, not a handshake: {answer:02x?}");
    assert_eq!(answer.get(5), Some(&2), "a fatal one: {answer:02x?}");
    Ok(())
}

#[tokio::test]
async fn a_changed_certificate_is_taken_up_and_a_broken_one_is_not() -> anyhow::Result<()> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let dir = tempfile::tempdir()?;
    let (files, first) = certificate(dir.path())?;
    let running = start(Some(Tls::from_files(files.clone())?), Limits::default(), &[]).await?;
    let tls = running.tls.as_ref().context("tls")?;
    assert!(!tls.reload()?, "nothing has changed");
    ask(running.address, &first, &[&version::TLS13]).await?;
    tokio::time::sleep(Duration::from_millis(20)).await;
    let (_, second) = certificate(dir.path())?;
    assert!(tls.reload()?);
    ask(running.address, &second, &[&version::TLS13]).await?;
    assert!(ask(running.address, &first, &[&version::TLS13]).await.is_err(), "the old one is gone");
    tokio::time::sleep(Duration::from_millis(20)).await;
    fs::write(&files.chain, "rubbish")?;
    assert!(tls.reload().is_err());
    ask(running.address, &second, &[&version::TLS13]).await?;
    Ok(())
}

/// Sends `first` and then `drip` every 400 ms; how long until the server closed.
async fn drip(address: SocketAddr, first: &str, drip: &str) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(first.as_bytes()).await?;
    let (mut read, mut write) = stream.split();
    let mut answer = Vec::new();
    let closed = read.read_to_end(&mut answer);
    tokio::pin!(closed);
    loop {
        tokio::select! {
            _ = &mut closed => return Ok(begun.elapsed()),
            () = tokio::time::sleep(Duration::from_millis(400)) => {
                if write.write_all(drip.as_bytes()).await.is_err() {
                    return Ok(begun.elapsed());
                }
            }
        }
        anyhow::ensure!(begun.elapsed() < Duration::from_secs(40), "never closed");
    }
}

async fn honest(address: SocketAddr) -> anyhow::Result<Duration> {
    let begun = Instant::now();
    let text = reqwest::get(format!("http://{address}/")).await?.text().await?;
    anyhow::ensure!(text.starts_with("hello"), "{text}");
    Ok(begun.elapsed())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn slow_headers_and_bodies_and_silence_are_closed_while_an_honest_client_is_served()
-> anyhow::Result<()> {
    let running = plain().await?;
    let at = running.address;
    let headers = tokio::spawn(drip(at, "GET / HTTP/1.1\r\nHost: a\r\n", "X-a: b\r\n"));
    let silence = tokio::spawn(drip(at, "", ""));
    let body = tokio::spawn(drip(at, "POST /form HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n", "x"));
    for _ in 0..10 {
        assert!(honest(at).await? < Duration::from_secs(2));
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    for (what, closed) in [("headers", headers), ("silence", silence), ("body", body)] {
        let after = closed.await??;
        assert!(after > Duration::from_secs(4) && after < Duration::from_secs(9), "{what} after {after:?}");
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_does_not_read_what_was_asked_for_is_closed() -> anyhow::Result<()> {
    let running = plain().await?;
    let mut stream = TcpStream::connect(running.address).await?;
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await?;
    tokio::time::sleep(Duration::from_secs(15)).await;
    let mut read = Vec::new();
    // What the kernels had in their buffers still comes; the rest does not.
    let ended = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut read)).await;
    assert!(ended.is_ok() && read.len() < 64 * 1024 * 1024, "{} bytes came", read.len());
    Ok(())
}

#[tokio::test]
async fn one_address_has_so_many_connections_and_no_more() -> anyhow::Result<()> {
    let running = start(None, Limits { connections: 10, per_address: 3 }, &[]).await?;
    let mut held = Vec::new();
    for _ in 0..3 {
        held.push(TcpStream::connect(running.address).await?);
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    let mut fourth = TcpStream::connect(running.address).await?;
    fourth.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.ok();
    let mut answer = Vec::new();
    drop(fourth.read_to_end(&mut answer).await);
    assert!(answer.is_empty(), "the fourth was closed without a word");
    held.clear();
    tokio::time::sleep(Duration::from_millis(100)).await;
    honest(running.address).await?;
    Ok(())
}

#[tokio::test]
async fn only_a_trusted_proxy_says_who_is_asking() -> anyhow::Result<()> {
    let said = |address: SocketAddr| async move {
        let request = reqwest::Client::new().get(format!("http://{address}/"));
        let request = request.header("x-forwarded-for", "1.2.3.4, 198.51.100.7");
        anyhow::Ok(request.send().await?.text().await?)
    };
    assert_eq!(said(plain().await?.address).await?, "hello 127.0.0.1");
    let behind = start(None, Limits::default(), &["127.0.0.0/8"]).await?;
    assert_eq!(said(behind.address).await?, "hello 198.51.100.7");
    Ok(())
}

#[tokio::test]
async fn headers_that_are_too_large_are_refused() -> anyhow::Result<()> {
    let running = plain().await?;
    let request = reqwest::Client::new().get(format!("http://{}/", running.address));
    let status = request.header("x-long", "x".repeat(60_000)).send().await.map(|it| it.status().as_u16());
    assert!(matches!(status, Ok(431) | Err(_)), "{status:?}");
    honest(running.address).await?;
    Ok(())
}

/// What the server answers to `sent`, until it closes or has nothing more to say.
async fn answered(address: SocketAddr, sent: &str) -> anyhow::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(sent.as_bytes()).await?;
    let mut answer = Vec::new();
    drop(tokio::time::timeout(Duration::from_secs(3), stream.read_to_end(&mut answer)).await);
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// ASVS 5.0.0, V4.2.1: whoever stands in front could see another end of it, and take what follows for somebody else's.
#[tokio::test]
async fn a_request_whose_end_can_be_read_in_two_ways_is_refused_and_nothing_behind_it_answered()
-> anyhow::Result<()> {
    let running = plain().await?;
    let next = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    let chunks = "2\r\nhi\r\n0\r\n\r\n";
    for (headers, body) in [
        ("Content-Length: 2\r\nContent-Length: 3", "hi"),
        ("Content-Length: +2", "hi"),
        ("Content-Length : 2", "hi"),
        ("X-Folded: a\r\n b\r\nContent-Length: 2", "hi"),
        ("Transfer-Encoding: chunked, identity", chunks),
        ("Transfer-Encoding: xchunked", chunks),
        ("Transfer-Encoding: chunked", "2x\r\nhi\r\n0\r\n\r\n"),
        ("Transfer-Encoding: chunked", "fffffffffffffffff\r\nhi\r\n0\r\n\r\n"),
    ] {
        let sent = format!("POST /form HTTP/1.1\r\nHost: a\r\n{headers}\r\n\r\n{body}{next}");
        let answer = answered(running.address, &sent).await?;
        assert!(answer.starts_with("HTTP/1.1 400"), "{headers}: {answer}");
        assert!(!answer.contains("hello"), "{headers}: what follows was answered, too: {answer}");
    }
    let both = "Content-Length: 40\r\nTransfer-Encoding: chunked";
    let sent = format!("POST /form HTTP/1.1\r\nHost: a\r\n{both}\r\n\r\n{chunks}{next}");
    let answer = answered(running.address, &sent).await?;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\n2"), "{answer}");
    Ok(())
}

/// SEC-41: its settings say so (RFC 9113, section 6.5.2).
#[tokio::test]
async fn one_http_2_connection_has_so_many_requests_at_once_and_so_many_bytes_of_headers()
-> anyhow::Result<()> {
    let running = plain().await?;
    let mut stream = TcpStream::connect(running.address).await?;
    // How a client begins: the preface, and settings that change nothing.
    stream.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0").await?;
    let mut head = [0; 9];
    stream.read_exact(&mut head).await?;
    assert_eq!(head[3], 4, "its settings come first");
    let mut settings = vec![0; usize::from(u16::from_be_bytes([head[1], head[2]]))];
    stream.read_exact(&mut settings).await?;
    let setting =
        |it: &[u8]| (u16::from_be_bytes([it[0], it[1]]), u32::from_be_bytes([it[2], it[3], it[4], it[5]]));
    let settings: BTreeMap<u16, u32> = settings.chunks_exact(6).map(setting).collect();
    assert_eq!((settings.get(&3), settings.get(&6)), (Some(&128), Some(&(32 * 1024))), "{settings:?}");
    Ok(())
}

#[tokio::test]
async fn a_configured_domain_is_served_with_certificates_from_an_authority_in_every_build()
-> anyhow::Result<()> {
    drop(rustls::crypto::ring::default_provider().install_default());
    let dir = tempfile::tempdir()?;
    let acme = Acme {
        domains: vec!["give.example.org".into()],
        contact: "ops@example.org".into(),
        cache: dir.path().to_owned(),
        // Nobody is there, so none is issued.
        directory: Some("https://127.0.0.1:1/directory".into()),
    };
    let tls = Tls::of(&ServerSettings { acme: Some(acme), ..ServerSettings::default() })?;
    let site = start(Some(tls.context("no TLS")?), Limits::default(), &[]).await?;
    let mut wire = TcpStream::connect(site.address).await?;
    wire.write_all(b"GET / HTTP/1.1\r\nHost: give.example.org\r\n\r\n").await?;
    let mut answer = Vec::new();
    // Whoever speaks without TLS is told so by an alert, or by the end of the connection.
    drop(tokio::time::timeout(Duration::from_secs(10), wire.read_to_end(&mut answer)).await?);
    assert!(!answer.starts_with(b"HTTP/"), "it waits for a certificate and speaks to nobody without one");
    Ok(())
}
