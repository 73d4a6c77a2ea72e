//! Shows the gallery of components alone, within seconds of a change: `cargo run -p kernel --example gallery`.

use axum::{Router, middleware::from_fn_with_state};
use kernel::{
    Database, FixedClock, Module, PlatformBuilder,
    web::{WebState, files, gallery, in_languages, packed, show_errors},
};
use std::sync::Arc;

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let web = Arc::new(WebState::for_tests()?);
    let clock = Arc::new(FixedClock::at(contracts::Timestamp::from_seconds(1_772_366_400)));
    let db = Database::connect("sqlite::memory:").await?;
    let module = Module { routes: gallery(), ..Module::named("users") };
    let (_, hosted) = PlatformBuilder::new(clock, web.clone()).host(module, db).build();
    let mut pages = Router::new();
    for (ctx, routes) in hosted {
        pages = pages.merge(routes.into_routers().0.with_state(ctx));
    }
    let pages = pages.layer(from_fn_with_state(web.clone(), show_errors));
    let router = in_languages(pages.merge(files()), true).layer(packed());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}/dev/ui", listener.local_addr()?);
    Ok(axum::serve(listener, router).await?)
}
