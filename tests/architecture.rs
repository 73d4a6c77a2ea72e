//! What keeps a module removable. Each guard has been seen to fail once.

use crate::defences::asvs::tests_in;
use anyhow::Context as _;
use cargo_metadata::{Metadata, MetadataCommand, Package};
use kernel::{Database, db::Sql, web::Access};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// The crates of ours that a module may use.
const MODULE_MAY_USE: [&str; 3] = ["contracts", "kernel", "migrations"];
/// What a module's own tests may use besides.
const MODULE_TESTS_MAY_USE: [&str; 1] = ["sandbox"];

fn workspace() -> anyhow::Result<Metadata> {
    Ok(MetadataCommand::new().no_deps().exec()?)
}

fn modules(workspace: &Metadata) -> impl Iterator<Item = &Package> {
    workspace.workspace_packages().into_iter().filter(|it| migrations::MODULES.contains(&it.name.as_str()))
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

#[test]
fn modules_never_depend_on_each_other() -> anyhow::Result<()> {
    let workspace = workspace()?;
    let members: BTreeSet<_> =
        workspace.workspace_packages().into_iter().map(|it| it.name.to_string()).collect();
    assert_eq!(modules(&workspace).count(), 6);
    for module in modules(&workspace) {
        for dependency in module.dependencies.iter().filter(|it| members.contains(&it.name)) {
            let name = dependency.name.as_str();
            let in_tests = dependency.kind == cargo_metadata::DependencyKind::Development;
            let fine = MODULE_MAY_USE.contains(&name) || (in_tests && MODULE_TESTS_MAY_USE.contains(&name));
            assert!(fine, "modules/{} depends on {name}; send it a message instead", module.name);
        }
    }
    Ok(())
}

#[test]
fn contracts_are_plain_values() -> anyhow::Result<()> {
    let allowed = ["sea-orm", "serde", "serde_json", "thiserror", "time", "uuid", "proptest"];
    let workspace = workspace()?;
    let contracts = workspace.workspace_packages().into_iter().find(|it| it.name.as_str() == "contracts");
    for dependency in &contracts.context("contracts")?.dependencies {
        assert!(allowed.contains(&dependency.name.as_str()), "contracts must not know {}", dependency.name);
    }
    Ok(())
}

/// Amounts are whole minor units (rule R14). Only the picture of a campaign is drawn with fractions, and users know
/// no amounts.
#[test]
fn no_amount_is_a_float() -> anyhow::Result<()> {
    let picture = root().join("modules/campaigns/src/card");
    let modules = migrations::MODULES.iter().filter(|it| **it != "users");
    let modules = modules.map(|it| root().join(format!("modules/{it}/src")));
    for folder in modules.chain([root().join("contracts/src")]) {
        for file in sources(&folder)?.iter().filter(|it| !it.with_extension("").starts_with(&picture)) {
            let source = code(&fs::read_to_string(file)?);
            for word in source.split(|it: char| !it.is_alphanumeric() && it != '_') {
                let kind = word.trim_start_matches(|it: char| it.is_ascii_digit() || it == '_');
                assert!(!["f32", "f64"].contains(&kind), "{}: {word}", file.display());
            }
        }
    }
    Ok(())
}

/// Ids that anybody can foretell open other people's pages.
#[test]
fn only_the_simulation_draws_from_a_seed_or_ends_the_program() -> anyhow::Result<()> {
    let workspace = workspace()?;
    for package in workspace.workspace_packages() {
        let folder = package.manifest_path.parent().context("a package has a folder")?.join("src");
        for file in sources(folder.as_std_path())? {
            let text = std::fs::read_to_string(&file)?;
            let asks = ["seed_this_thread", "decide_on_this_thread"].iter().any(|it| text.contains(it));
            let path = file.to_string_lossy();
            let may =
                path.contains("/simulate/") || path.ends_with("chance.rs") || path.ends_with("death.rs");
            assert!(may || !asks, "{path} must leave chance and life to the machine");
        }
    }
    Ok(())
}

/// ASVS 5.0.0, V12.3.2: clients of mail, of the provider and of databases call "dangerous" what lets a false server in.
#[test]
fn no_client_of_ours_believes_a_server_without_its_certificate() -> anyhow::Result<()> {
    let workspace = workspace()?;
    for package in workspace.workspace_packages() {
        let folder = package.manifest_path.parent().context("a package has a folder")?.join("src");
        for file in sources(folder.as_std_path())? {
            let code = code(&fs::read_to_string(&file)?);
            for word in code.split(|it: char| !it.is_alphanumeric() && it != '_') {
                assert!(!word.starts_with("danger"), "{}: {word}", file.display());
            }
        }
    }
    Ok(())
}

/// Whoever hears and whoever works draws ids where a simulation can throw them, or one seed is two stories.
#[test]
fn no_module_draws_an_id_past_the_dice() -> anyhow::Result<()> {
    for module in migrations::MODULES {
        for file in sources(&root().join(format!("modules/{module}/src")))? {
            for (number, line) in fs::read_to_string(&file)?.lines().enumerate() {
                let past = ["now_v7", "new_v7"].iter().any(|it| line.contains(it));
                assert!(!past, "{}:{}: {line}: ask contracts::chance", file.display(), number + 1);
            }
        }
    }
    Ok(())
}

#[test]
fn only_payments_knows_the_provider_s_crates_and_only_notifications_knows_mail() -> anyhow::Result<()> {
    for package in workspace()?.workspace_packages() {
        let in_use = |prefix: &str| {
            package
                .dependencies
                .iter()
                .any(|it| it.name.starts_with(prefix) && it.kind == cargo_metadata::DependencyKind::Normal)
        };
        assert!(!in_use("async-stripe") || package.name.as_str() == "payments", "{}", package.name);
        assert!(!in_use("lettre") || package.name.as_str() == "notifications", "{}", package.name);
    }
    Ok(())
}

#[test]
fn the_kernel_names_no_noun_of_the_field() -> anyhow::Result<()> {
    let nouns = ["pledge", "campaign", "refund", "reward", "payout"];
    for file in sources(&root().join("kernel/src"))? {
        for (number, line) in fs::read_to_string(&file)?.lines().enumerate() {
            // Comments may give examples.
            let code = line.split("//").next().unwrap_or_default().to_lowercase();
            let named = nouns.iter().find(|it| code.contains(**it));
            assert!(named.is_none(), "{}:{}: {line}", file.display(), number + 1);
        }
    }
    Ok(())
}

#[test]
fn a_module_touches_no_table_of_another() -> anyhow::Result<()> {
    for module in migrations::MODULES {
        let folders = [format!("modules/{module}/src"), format!("migrations/src/{module}")];
        for folder in folders {
            for file in sources(&root().join(folder))? {
                let text = fs::read_to_string(&file)?;
                for other in migrations::MODULES.iter().filter(|it| *it != module) {
                    for verb in ["FROM ", "INTO ", "UPDATE ", "JOIN ", "TABLE ", "REFERENCES "] {
                        let touched = text.contains(&format!("{verb}{other}_"));
                        assert!(!touched, "{}: {verb}{other}_…", file.display());
                    }
                    // The kernel reads and writes tables that a module names.
                    for field in ["table_name = ", "table: "] {
                        let named = text.contains(&format!("{field}\"{other}_"));
                        assert!(!named, "{}: {field}{other}_…", file.display());
                    }
                }
            }
        }
    }
    Ok(())
}

#[tokio::test]
async fn the_tables_of_each_module_are_its_own_and_are_made_without_the_others() -> anyhow::Result<()> {
    for module in migrations::MODULES {
        let dir = TempDir::new()?;
        let db = Database::connect(&format!("sqlite://{}/one.db?mode=rwc", dir.path().display())).await?;
        migrations::up(db.schema(), module).await?;
        migrations::up(db.schema(), module).await?;
        assert_eq!(migrations::missing(db.schema(), module).await?, 0);
        let tables = db.read().all("SELECT name FROM sqlite_master WHERE type = 'table'", vec![]).await?;
        for table in tables {
            let name: String = table.try_get("", "name")?;
            let own = name.starts_with(&format!("{module}_")) || name.starts_with("sqlite_");
            assert!(own, "{module} makes {name}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn every_module_starts_alone() -> anyhow::Result<()> {
    for shape in tests::shapes() {
        for module in migrations::MODULES {
            let alone =
                tests::Alone::start(module, &shape).await.with_context(|| format!("{module} alone"))?;
            alone.answers_on_every_path().await.with_context(|| format!("the paths of {module}"))?;
            alone.hears_what_it_listens_to().await.with_context(|| format!("what {module} hears"))?;
        }
    }
    Ok(())
}

#[test]
fn no_page_of_the_back_office_is_for_anyone() -> anyhow::Result<()> {
    for module in tests::modules()? {
        for (path, access) in module.routes.listed() {
            let inside = path.starts_with("/backoffice");
            let guarded = matches!(access, Access::Roles(_) | Access::Allowed(_));
            assert!(!inside || guarded, "{path} of {} is for {access:?}", module.name);
        }
    }
    Ok(())
}

/// Where the provider may be spoken to: by jobs, and by what they are made of.
const SPEAKS: [&str; 5] = ["jobs/", "provider/", "provider.rs", "effects.rs", "house.rs"];

#[test]
fn no_handler_speaks_to_the_provider() -> anyhow::Result<()> {
    // Commands and subscribers get a transaction and a `Desk`, which writes requests and sends none. Whoever held
    // a `House` or a `Provider` there could call while the transaction is open.
    let folder = root().join("modules/payments/src");
    let mut jobs = 0;
    for file in sources(&folder)? {
        let path = file.strip_prefix(&folder)?.to_string_lossy().into_owned();
        let code = code(&fs::read_to_string(&file)?);
        let mut words = code.split(|it: char| !it.is_alphanumeric() && it != '_');
        let holds = words.any(|it| ["House", "Provider"].contains(&it)) || code.contains("stripe::Stripe");
        if path.starts_with("jobs/") {
            jobs += usize::from(holds);
            let kept = ["house: House", "(House)", "(pub(crate) House)", "(pub(super) House)"];
            assert!(!kept.iter().any(|it| code.contains(it)), "{path}: a command holds the provider");
        }
        // `lib.rs` makes the two of them and hands them out.
        let may = path == "lib.rs" || SPEAKS.iter().any(|it| path.starts_with(it));
        assert!(may || !holds, "{path} holds the provider; a job speaks to it, a `Desk` is for handlers");
    }
    assert!(jobs > 5, "the jobs are not where this test looks for them");
    Ok(())
}

/// What stands between backquotes in `text` and may be the name of a test: a sentence of three words at least.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let is_sentence = |it: &&str| {
        it.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
            && it.bytes().filter(|it| *it == b'_').count() > 1
    };
    text.split('`').skip(1).step_by(2).filter(is_sentence)
}

/// What `text` leads to in this repository.
fn links(text: &str) -> impl Iterator<Item = &str> {
    let after = text.split("](").skip(1).filter_map(|it| it.split([')', '#']).next());
    after.filter(|it| !it.is_empty() && !it.contains("://"))
}

#[test]
fn every_test_that_is_named_for_an_invariant_is_there_and_every_link_leads_somewhere() -> anyhow::Result<()> {
    let mut names = BTreeSet::new();
    tests_in(&root(), &mut names)?;
    let page = fs::read_to_string(root().join("ARCHITECTURE.md"))?;
    let invariants: Vec<_> = page.lines().filter(|it| it.starts_with("- **Invariant:**")).collect();
    assert!(invariants.len() > 50, "the invariants are not where this test looks for them");
    for line in invariants {
        let missing: Vec<_> = named(line).filter(|it| !names.contains(*it)).collect();
        assert!(missing.is_empty(), "there is no test {missing:?}: {line}");
        let shown = named(line).chain(links(line)).next().is_some() || line.contains("`clippy.toml`");
        assert!(shown, "what shows it? {line}");
    }
    for page in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"] {
        let text = fs::read_to_string(root().join(page))?;
        let dead: Vec<_> = links(&text).filter(|it| !root().join(it).exists()).collect();
        assert!(dead.is_empty(), "{page} leads to {dead:?}, which is not there");
    }
    Ok(())
}

#[test]
fn each_decision_has_a_number_of_its_own() -> anyhow::Result<()> {
    let mut taken = BTreeSet::new();
    for entry in fs::read_dir(root().join("docs/decisions"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let number = name.split('-').next().unwrap_or_default().to_owned();
        assert!(number.len() == 3 && number.bytes().all(|it| it.is_ascii_digit()), "{name} has no number");
        assert!(taken.insert(number), "{name}: another decision has that number");
    }
    assert!(taken.len() > 50, "the decisions are not where this test looks for them");
    Ok(())
}

/// Without comments.
fn code(text: &str) -> String {
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// Rust and SQL files under `folder`, tests aside.
fn sources(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("tests") {
            found.extend(sources(&path)?);
        } else if path.extension().is_some_and(|it| it == "rs" || it == "sql") && !path.ends_with("tests.rs")
        {
            found.push(path);
        }
    }
    Ok(found)
}
