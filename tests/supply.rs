//! What comes with the dependencies: `deny.toml` says what may, and here it is held against every crate of the lock
//! file. `cargo deny check bans licenses sources` reads the same file, and says more about it.

use anyhow::Context as _;
use cargo_metadata::{MetadataCommand, Package};
use figment::{
    Figment,
    providers::{Format as _, Toml},
};
use serde::Deserialize;
use spdx::{Expression, LicenseItem, ParseMode};
use std::{collections::BTreeSet, fs, path::Path, process::Command};

#[derive(Deserialize)]
struct Deny {
    licenses: Licenses,
    bans: Bans,
    sources: Sources,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

impl Deny {
    fn read() -> anyhow::Result<Self> {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../deny.toml");
        Ok(Figment::new().merge(Toml::file_exact(file)).extract()?)
    }

    /// What is wrong with using `package`.
    fn objects_to(&self, package: &Package) -> Option<String> {
        let Some(source) = &package.source else { return None };
        if let Some(banned) = self.bans.deny.iter().find(|it| it.name == package.name.as_str()) {
            return Some(banned.reason.clone());
        }
        let from = source.repr.strip_prefix("registry+").unwrap_or(&source.repr);
        if !self.sources.allow_registry.iter().any(|it| it == from) {
            return Some(format!("it comes from {from}"));
        }
        self.objects_to_licence(package.license.as_deref())
    }

    fn objects_to_licence(&self, licence: Option<&str>) -> Option<String> {
        let Some(licence) = licence else { return Some("it names no licence".into()) };
        let Ok(terms) = Expression::parse_mode(licence, ParseMode::LAX) else {
            return Some(format!("its licence cannot be read: {licence}"));
        };
        let fine = terms.evaluate(|it| match &it.license {
            LicenseItem::Spdx { id, .. } => self.licenses.allow.iter().any(|name| name == id.name),
            LicenseItem::Other { .. } => false,
        });
        (!fine).then(|| format!("its licence is {licence}"))
    }
}

/// The crates that are built, as `name vVersion`. Cargo's metadata names those of features nobody asks for, too.
fn used() -> anyhow::Result<BTreeSet<String>> {
    let tree = ["tree", "--workspace", "--locked", "--edges", "all", "--prefix", "none"];
    let cargo = option_env!("CARGO").unwrap_or("cargo");
    let output = Command::new(cargo).args(tree).current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let first_two = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    Ok(String::from_utf8(output.stdout)?.lines().map(first_two).collect())
}

#[test]
fn every_dependency_has_a_licence_we_allow_comes_from_where_we_allow_and_is_not_banned() -> anyhow::Result<()>
{
    let deny = Deny::read()?;
    let metadata = MetadataCommand::new().other_options(["--locked".to_owned()]).exec()?;
    let used = used()?;
    assert!(used.len() > 300, "only {} crates are looked at", used.len());
    let mut objections = Vec::new();
    for package in
        metadata.packages.iter().filter(|it| used.contains(&format!("{} v{}", it.name, it.version)))
    {
        objections
            .extend(deny.objects_to(package).map(|it| format!("{} {}: {it}", package.name, package.version)));
    }
    assert!(objections.is_empty(), "{objections:#?}");
    Ok(())
}

#[test]
fn a_licence_is_fine_when_one_of_those_to_choose_from_is_and_all_of_those_that_bind_together_are()
-> anyhow::Result<()> {
    let deny = Deny::read()?;
    for fine in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
        assert_eq!(deny.objects_to_licence(Some(fine)), None, "{fine}");
    }
    for not in ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "LicenseRef-Ours", "whatever I like"] {
        assert!(deny.objects_to_licence(Some(not)).is_some(), "{not}");
    }
    assert!(deny.objects_to_licence(None).is_some());
    Ok(())
}

#[test]
fn the_list_of_what_the_program_is_made_of_names_each_crate_of_it_once_with_what_it_is() -> anyhow::Result<()>
{
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(root.join("bin/sbom")).output()?;
    anyhow::ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list: serde_json::Value = serde_json::from_slice(&output.stdout)?;
    assert!(list["bomFormat"] == "CycloneDX" && list["specVersion"] == "1.5");
    let components = list["components"].as_array().context("no components")?;
    let crates: Vec<_> = components.iter().filter(|it| it["type"] == "library").collect();
    let references: BTreeSet<_> = crates.iter().filter_map(|it| it["bom-ref"].as_str()).collect();
    assert!(crates.len() > 300, "only {} crates", crates.len());
    assert_eq!(references.len(), crates.len(), "each once");
    for name in ["axum", "sea-orm", "rustls", "argon2", "ring"] {
        let found =
            crates.iter().find(|it| it["name"] == name).with_context(|| format!("{name} is missing"))?;
        assert_eq!(found["hashes"][0]["content"].as_str().map(str::len), Some(64), "{name}");
        assert!(found["licenses"][0]["expression"].is_string(), "{name}");
    }
    assert!(
        crates.iter().all(|it| it["name"] != "tests" && it["name"] != "bench"),
        "what is not in the program"
    );
    let needed = list["dependencies"].as_array().context("no dependencies")?;
    let needed = needed.iter().filter_map(|it| it["dependsOn"].as_array()).flatten();
    for reference in needed.filter_map(serde_json::Value::as_str) {
        assert!(references.contains(reference), "{reference} is needed and not listed");
    }
    assert!(
        components.iter().any(|it| it["name"].as_str().is_some_and(|it| it.starts_with("static/files/js/"))),
        "scripts"
    );
    Ok(())
}

/// The names and texts of the scripts that are ours.
fn scripts() -> anyhow::Result<Vec<(String, String)>> {
    let mut scripts = Vec::new();
    for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../static/files/js"))? {
        let path = entry?.path();
        let name = path.display().to_string();
        if !name.ends_with(".min.js") {
            scripts.push((name, fs::read_to_string(&path)?));
        }
    }
    anyhow::ensure!(scripts.len() > 5, "only {} scripts were found", scripts.len());
    Ok(scripts)
}

/// What others made is held against its hash, and on pages for one person by Trusted Types.
#[test]
fn no_script_of_ours_makes_markup_or_code_of_text() -> anyhow::Result<()> {
    for (name, text) in scripts()? {
        for sink in [
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "srcdoc",
            "eval(",
            "new Function",
        ] {
            assert!(!text.contains(sink), "{name} has {sink}");
        }
    }
    Ok(())
}

/// ASVS 5.0.0, V14.3.3 and V6.2.7: whoever uses the browser next finds nothing, and passwords are pasted as managers do.
#[test]
fn no_script_of_ours_keeps_anything_in_the_browser_or_looks_at_what_is_pasted() -> anyhow::Result<()> {
    for (name, text) in scripts()? {
        for place in [
            "localStorage",
            "sessionStorage",
            "indexedDB",
            "document.cookie",
            "caches.",
            "serviceWorker",
            "paste",
        ] {
            assert!(!text.contains(place), "{name} has {place}");
        }
    }
    Ok(())
}
