//! Style sheets, fonts and scripts, inside the program. Every address holds a hash of its content, so browsers
//! and caches may keep it for ever.

use include_dir::{Dir, include_dir};
use sha2::{Digest, Sha256};
use std::{
    borrow::Cow,
    collections::BTreeMap,
    io::Write as _,
    sync::{LazyLock, OnceLock},
};

static FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/files");

/// A static file.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its content.
    pub bytes: Cow<'static, [u8]>,
    /// Its media type.
    pub content_type: String,
    /// Packed when it is first asked for, so that a start waits for nothing. Nothing where packing gains nothing.
    packed: OnceLock<Option<Vec<u8>>>,
}

impl Asset {
    /// Its content in Brotli, when that is smaller.
    pub fn brotli(&self) -> Option<&[u8]> {
        let packs = ["text/", "image/svg"].iter().any(|it| self.content_type.starts_with(it));
        let pack = || packs.then(|| packed(&self.bytes)).flatten();
        self.packed.get_or_init(pack).as_deref()
    }
}

fn packed(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 16 * 1024, 9, 22);
    writer.write_all(bytes).ok()?;
    let small = writer.into_inner();
    (small.len() < bytes.len()).then_some(small)
}

static ASSETS: LazyLock<Assets> = LazyLock::new(Assets::load);

#[derive(Default)]
struct Assets {
    /// By name: the address.
    paths: BTreeMap<String, String>,
    /// By address: the file.
    files: BTreeMap<String, Asset>,
}

/// The address of the file called `name`: `app.css`, `js/live.js`, `fonts/figtree.woff2`.
pub fn path(name: &str) -> Option<String> {
    ASSETS.paths.get(name).cloned()
}

/// The file at `path`, an address that [`path`] gave out.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.files.get(path)
}

impl Assets {
    fn load() -> Self {
        let mut assets = Self::default();
        for folder in ["fonts", "js", "images"] {
            for file in FILES.get_dir(folder).map(Dir::files).into_iter().flatten() {
                assets.add(&file.path().to_string_lossy(), Cow::Borrowed(file.contents()));
            }
        }
        let css = assets.style_sheet();
        assets.add("app.css", Cow::Owned(css.into_bytes()));
        assets
    }

    /// All sheets as one, in the order of their names, with the addresses of the fonts.
    fn style_sheet(&self) -> String {
        let mut sheets: Vec<_> = FILES.get_dir("css").map(Dir::files).into_iter().flatten().collect();
        sheets.sort_by_key(|it| it.path());
        let css = sheets.iter().filter_map(|it| it.contents_utf8()).collect::<Vec<_>>().join("\n");
        let fonts = self.paths.iter().filter(|(name, _)| name.starts_with("fonts/"));
        fonts.fold(css, |css, (name, path)| css.replace(&format!("\"{name}\""), &format!("\"{path}\"")))
    }

    fn add(&mut self, name: &str, bytes: Cow<'static, [u8]>) {
        let hash = hex::encode(&Sha256::digest(&bytes)[..4]);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let path = format!("/assets/{stem}.{hash}.{ending}");
        let guess = mime_guess::from_ext(ending).first_or_octet_stream();
        let text = matches!(ending, "css" | "js" | "svg");
        let content_type = if text { format!("{guess}; charset=utf-8") } else { guess.to_string() };
        self.paths.insert(name.to_owned(), path.clone());
        self.files.insert(path, Asset { bytes, content_type, packed: OnceLock::new() });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Loaded together, or not at all.
    const HTMX: [&str; 2] = ["js/htmx.min.js", "js/hx-csp.min.js"];

    #[test]
    fn the_style_sheet_is_one_and_names_fonts_by_their_content() {
        let sheet = path("app.css")
            .and_then(|it| find(&it))
            .map(|it| String::from_utf8_lossy(&it.bytes).into_owned());
        let sheet = sheet.unwrap_or_default();
        let font = path("fonts/figtree.woff2").unwrap_or_default();
        assert!(sheet.contains(&font) && !sheet.contains("\"fonts/"), "fonts are named by their content");
    }

    #[test]
    fn vendored_files_are_the_ones_that_were_written_down() {
        let list = include_str!("../VENDORED.md");
        let fonts = FILES.get_dir("fonts").map(Dir::files).into_iter().flatten();
        let others = HTMX.into_iter().chain(["images/icons.svg"]).filter_map(|it| FILES.get_file(it));
        let files: Vec<_> = fonts.chain(others).collect();
        assert_eq!(files.len(), 13);
        for file in files {
            let hash = hex::encode(Sha256::digest(file.contents()));
            assert!(list.contains(&hash), "{} is not the file of VENDORED.md", file.path().display());
        }
    }

    #[test]
    fn sheets_and_scripts_are_small_when_packed() {
        let packed =
            |name: &str| path(name).and_then(|it| find(&it)).and_then(Asset::brotli).map(<[u8]>::len);
        let sheet = packed("app.css").unwrap_or(usize::MAX);
        assert!(sheet <= 15 * 1024, "the sheet may be 15 KB, it is {sheet}");
        let scripts = FILES.get_dir("js").map(Dir::files).into_iter().flatten();
        let all: usize = scripts.filter_map(|it| packed(&it.path().to_string_lossy())).sum();
        let htmx: usize = HTMX.into_iter().filter_map(packed).sum();
        // A page may load 20 KB of them (UX-22), which is looked at where it is loaded; no page loads all.
        assert!((1..=15 * 1024).contains(&htmx), "htmx may be 15 KB, it is {htmx}");
        let ours = all - htmx;
        assert!((1..=8 * 1024).contains(&ours), "our scripts may be 8 KB, they are {ours}");
        assert_eq!(packed("fonts/figtree.woff2"), None, "a font is packed already");
    }
}
