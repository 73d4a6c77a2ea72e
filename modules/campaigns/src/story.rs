//! A creator's story: Markdown to the little HTML that a stranger's text may use (security.md SEC-13).

use ammonia::Builder;
use pulldown_cmark::{Options, Parser, TagEnd, html};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

/// All that is left of a story. No images: there is no media store to serve them from.
const ELEMENTS: [&str; 21] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h3",
    "h4",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// The story as HTML that is safe to show.
///
/// Headings begin at the third level, since the page's own are above them. Links leave to http, https and mail
/// only, and vouch for nothing.
pub(crate) fn to_html(markdown: &str) -> String {
    let options = Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, options).map(lowered));
    SANITISER.clean(&page).to_string()
}

/// The first `length` characters of the story without its marks, cut at a word; for descriptions.
pub(crate) fn opening(markdown: &str, length: usize) -> String {
    let text: String = Parser::new(markdown)
        .filter_map(|it| match it {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => Some(text.to_string()),
            // What is bold or a link stands within a sentence; a paragraph or a heading ends one.
            pulldown_cmark::Event::End(
                TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough | TagEnd::Link,
            ) => None,
            pulldown_cmark::Event::SoftBreak
            | pulldown_cmark::Event::HardBreak
            | pulldown_cmark::Event::End(_) => Some(" ".to_owned()),
            _ => None,
        })
        .collect();
    let mut opening = String::new();
    for word in text.split_whitespace() {
        if opening.chars().count() + word.chars().count() >= length {
            return format!("{opening}…");
        }
        if !opening.is_empty() {
            opening.push(' ');
        }
        opening.push_str(word);
    }
    opening
}

fn lowered(event: pulldown_cmark::Event<'_>) -> pulldown_cmark::Event<'_> {
    use pulldown_cmark::{Event, HeadingLevel, Tag};
    let lower = |level| if level <= HeadingLevel::H3 { HeadingLevel::H3 } else { HeadingLevel::H4 };
    match event {
        Event::Start(Tag::Heading { level, .. }) => {
            Event::Start(Tag::Heading { level: lower(level), id: None, classes: vec![], attrs: vec![] })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

/// Made once: its sets of names cost more than most stories do.
static SANITISER: LazyLock<Builder<'static>> = LazyLock::new(sanitiser);

fn sanitiser() -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(ELEMENTS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href", "title"]))]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(Some("nofollow ugc noopener"));
    builder
}

#[cfg(test)]
mod tests;
