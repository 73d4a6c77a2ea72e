use axum::Router;
use sandbox::Sandbox;

/// The sandbox's own pages, its API and its controls, beside the product: `/v1/…`, `/checkout/…`, `/3ds/…`,
/// `/sandbox/clock`, `/sandbox/faults`, `/sandbox/ledger`.
pub(super) fn routes(sandbox: Sandbox) -> Router {
    sandbox.router()
}
