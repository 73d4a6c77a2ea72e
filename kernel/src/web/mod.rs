//! stub
/// r
#[derive(Default)]
pub struct Routes;
/// t
pub struct Tab;
/// w
pub struct WebState;
impl WebState {
    /// t
    pub fn for_tests() -> anyhow::Result<Self> {
        Ok(Self)
    }
}
