//! Where templates, texts and sources are.

use super::root;
use std::{fs, path::PathBuf};

/// Every file that ends in `.ending` and belongs to the product, not to its tests.
pub(super) fn files(ending: &str) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![root().join("kernel"), root().join("app")];
    for module in fs::read_dir(root().join("modules"))? {
        folders.push(module?.path());
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            let name = path.file_name().map(|it| it.to_string_lossy().into_owned()).unwrap_or_default();
            if path.is_dir() && name != "tests" && name != "target" {
                folders.push(path);
            } else if name.rsplit_once('.').is_some_and(|(_, it)| it == ending) && name != "tests.rs" {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Every template with words for people: pages and mails, and feeds.
pub(super) fn templates() -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for ending in ["html", "txt", "xml"] {
        found.extend(files(ending)?);
    }
    Ok(found)
}

/// The file as the lists of this folder name it: from the workspace's root.
pub(super) fn name(file: &std::path::Path) -> String {
    file.strip_prefix(root()).unwrap_or(file).to_string_lossy().into_owned()
}
