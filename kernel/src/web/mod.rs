//! stub
/// r
#[derive(Default)]
pub struct Routes;
/// t
pub struct Tab;
/// w
pub struct WebState;
