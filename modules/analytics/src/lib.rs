//! Analytics.

/// The module, ready to be mounted.
pub fn module() -> kernel::Module {
    kernel::Module::named("analytics")
}
