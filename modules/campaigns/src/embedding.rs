//! Sites that show a campaign within their own pages, as their owners write them and as a policy names them.

use kernel::web::Text;

/// The most sites that are named: they are sent with each answer.
const MOST: usize = 20;
/// The longest name of a host, and its port.
const LONGEST: usize = 260;

/// The sites written in `typed`, one a line, each `https://` and a host: what a policy takes, and nothing that could say
/// more in it.
///
/// # Errors
/// What is wrong, when a line is no site or there are too many.
pub(crate) fn read(typed: &str) -> Result<String, Text> {
    let mut sites: Vec<String> = Vec::new();
    for line in typed.lines().map(str::trim).filter(|it| !it.is_empty()) {
        let site = site(line).ok_or_else(|| Text::of("embed-wrong").with("site", line))?;
        if !sites.contains(&site) {
            sites.push(site);
        }
        // Each is looked for among those before it, so it is not found out at the end that there are thousands.
        if sites.len() > MOST {
            return Err(Text::of("embed-many").with("most", MOST));
        }
    }
    Ok(sites.join("\n"))
}

/// The sources that may show a campaign of which `sites` are kept: where none are, every page that is encrypted.
pub(crate) fn ancestors(sites: &str) -> String {
    if sites.is_empty() { "https:".to_owned() } else { sites.lines().collect::<Vec<_>>().join(" ") }
}

fn site(line: &str) -> Option<String> {
    let line = line.to_ascii_lowercase();
    let line = line.strip_prefix("https://").unwrap_or(&line);
    let line = line.strip_suffix('/').unwrap_or(line);
    let (host, port) = line.split_once(':').map_or((line, None), |(host, port)| (host, Some(port)));
    let fits = |label: &str| {
        !label.is_empty()
            && label.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'-')
            && !label.starts_with('-')
    };
    let host_fits = host.contains('.') && host.split('.').all(fits);
    let port_fits = port.is_none_or(|it| {
        it.bytes().all(|it| it.is_ascii_digit()) && it.parse::<u16>().is_ok_and(|it| it > 0)
    });
    (line.len() <= LONGEST && host_fits && port_fits).then(|| format!("https://{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_are_read_as_people_write_them_and_kept_as_a_policy_names_them() {
        let typed = " Example.org \n\nhttps://news.example.org/\nhttps://example.org\nshop.example.org:8443";
        let kept = "https://example.org\nhttps://news.example.org\nhttps://shop.example.org:8443";
        assert_eq!(read(typed).ok().as_deref(), Some(kept));
        assert_eq!(ancestors(kept), kept.replace('\n', " "));
        assert_eq!(read(" \n ").ok().as_deref(), Some(""));
        assert_eq!(ancestors(""), "https:");
    }

    #[test]
    fn what_is_no_site_says_nothing_in_a_policy() {
        for line in [
            "*",
            "example",
            "'none'",
            "http://example.org",
            "example.org; script-src *",
            "example.org, example.net",
            "example.org example.net",
            "example.org/page",
            "https://",
            "example.org:0",
            "example.org:+80",
            "a..b",
            ".org",
            "ex\u{e4}mple.org",
        ] {
            assert!(read(line).is_err(), "{line}");
        }
        let named =
            |many: usize| (0..many).map(|it| format!("{it}.example.org")).collect::<Vec<_>>().join("\n");
        assert!(read(&named(MOST)).is_ok());
        assert!(read(&named(MOST + 1)).is_err());
    }
}
