//! How the program that people run is linked, so that it takes less memory. Everything here is left out where it is
//! not known to work: the program is then larger, and the same.

use std::{env, path::Path, process::Command};

#[expect(clippy::disallowed_methods, reason = "what Cargo tells a build script")]
fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|it| it == value);
    let common = is("TARGET", "x86_64-unknown-linux-gnu") && is("HOST", "x86_64-unknown-linux-gnu");
    if !common || is("PROFILE", "debug") {
        return;
    }
    // Rust links for this target by its own copy of LLD since 1.90, where it is built with one and nobody says
    // otherwise. It makes one of functions that are the same: `async-stripe` has thousands.
    let told = env::var_os("RUSTC_LINKER").is_some()
        || env::var("CARGO_ENCODED_RUSTFLAGS").is_ok_and(|it| !it.is_empty());
    if !told && sysroot().is_some_and(|it| Path::new(&it).join(LLD).exists()) {
        println!("cargo:rustc-link-arg-bins=-Wl,--icf=all");
    }
    // 300 000 addresses to fill in at the start are told in kilobytes, not in megabytes. glibc reads that since 2.36.
    if glibc().is_some_and(|it| it >= (2, 36)) {
        println!("cargo:rustc-link-arg-bins=-Wl,-z,pack-relative-relocs");
    }
}

/// Where Rust keeps its copy of LLD, under what [`sysroot`] says.
const LLD: &str = "lib/rustlib/x86_64-unknown-linux-gnu/bin/rust-lld";

/// Where the compiler at hand keeps what belongs to it.
#[expect(clippy::disallowed_methods, reason = "what Cargo tells a build script")]
fn sysroot() -> Option<String> {
    let said = Command::new(env::var("RUSTC").ok()?).args(["--print", "sysroot"]).output().ok()?;
    Some(String::from_utf8(said.stdout).ok()?.trim().to_owned())
}

/// The version of the C library here, where the program runs, too.
fn glibc() -> Option<(u32, u32)> {
    let said = Command::new("getconf").arg("GNU_LIBC_VERSION").output().ok()?;
    let said = String::from_utf8(said.stdout).ok()?;
    let (major, minor) = said.trim().strip_prefix("glibc ")?.split_once('.')?;
    Some((major.parse().ok()?, minor.split('.').next()?.parse().ok()?))
}
