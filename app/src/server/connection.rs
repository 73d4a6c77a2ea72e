use super::{
    Server,
    body::Timed,
    pulse::{Felt, Pulse, Verdict},
};
use axum::{
    extract::{ConnectInfo, Request},
    response::Response,
};
use hyper::{Version, body::Incoming};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::conn::auto,
    service::TowerToHyperService,
};
use kernel::web::{Encrypted, Stopping};
use std::{convert::Infallible, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_util::sync::CancellationToken;
use tower::{ServiceExt as _, service_fn};

/// How long a TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(5);
/// How often a connection's pulse is felt.
const FEEL: Duration = Duration::from_millis(500);
/// How much of headers is read before it is too much, in bytes.
const HEADERS: u32 = 32 * 1024;
/// How many requests at once one HTTP/2 connection may have.
const STREAMS: u32 = 128;

/// One client's connection.
pub(super) struct Connection {
    pub(super) server: Arc<Server>,
    pub(super) peer: SocketAddr,
    pub(super) stop: CancellationToken,
}

impl Connection {
    pub(super) async fn serve(self, stream: TcpStream) {
        let Some(tls) = self.server.tls.clone() else { return self.answer(stream, false).await };
        match tokio::time::timeout(HANDSHAKE, tls.accept(stream)).await {
            Ok(Ok(stream)) => self.answer(stream, true).await,
            Ok(Err(error)) => tracing::debug!(%error, "a handshake did not come about"),
            Err(_) => tracing::debug!("a handshake took too long"),
        }
    }

    async fn answer<S>(self, stream: S, encrypted: bool)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let pulse = Pulse::new();
        let io = TokioIo::new(Felt { stream, pulse: pulse.clone() });
        let (server, peer, beats) = (self.server.clone(), self.peer, pulse.clone());
        let stopping = Stopping(self.stop.clone());
        let service = service_fn(move |request: Request<Incoming>| {
            let beat = beats.request(request.version() == Version::HTTP_2);
            let mut request = marked(&server, peer, encrypted, request);
            request.extensions_mut().insert(stopping.clone());
            let server = server.clone();
            async move {
                let response: Result<Response, Infallible> = server.router.clone().oneshot(request).await;
                drop(beat);
                response
            }
        });
        let mut builder = auto::Builder::new(TokioExecutor::new());
        // The pulse sees to slow headers; this is for what it cannot see.
        builder.http1().timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(60));
        builder.http1().max_buf_size(HEADERS as usize);
        builder.http2().timer(TokioTimer::new()).max_concurrent_streams(STREAMS);
        builder.http2().max_header_list_size(HEADERS).max_send_buf_size(64 * 1024);
        builder
            .http2()
            .keep_alive_interval(Duration::from_secs(20))
            .keep_alive_timeout(Duration::from_secs(10));
        let serving = builder.serve_connection(io, TowerToHyperService::new(service));
        tokio::pin!(serving);
        let (mut feel, mut ending) = (tokio::time::interval(FEEL), false);
        loop {
            tokio::select! {
                ended = serving.as_mut() => {
                    if let Err(error) = ended {
                        tracing::debug!(%error, "a connection broke off");
                    }
                    return;
                }
                () = self.stop.cancelled(), if !ending => {
                    ending = true;
                    serving.as_mut().graceful_shutdown();
                }
                _ = feel.tick() => match pulse.verdict() {
                    Verdict::Keep => (),
                    Verdict::Finish if ending => (),
                    Verdict::Finish => {
                        ending = true;
                        serving.as_mut().graceful_shutdown();
                    }
                    Verdict::Close => {
                        metrics::counter!("tributary_slow_connections_total").increment(1);
                        return;
                    }
                },
            }
        }
    }
}

/// The request with what is known of its client.
fn marked(server: &Server, peer: SocketAddr, encrypted: bool, mut request: Request<Incoming>) -> Request {
    let client = server.proxies.client(peer.ip(), encrypted, request.headers_mut());
    let port = if client.address == peer.ip() { peer.port() } else { 0 };
    request.extensions_mut().insert(ConnectInfo(SocketAddr::new(client.address, port)));
    if client.secure {
        request.extensions_mut().insert(Encrypted);
    }
    request.map(|body| axum::body::Body::new(Timed::new(body)))
}
