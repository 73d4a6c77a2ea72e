use super::*;
use proptest::prelude::*;

#[test]
fn a_story_keeps_its_paragraphs_emphasis_and_lists() {
    let html = to_html("# Why\n\nWe *plant* **trees**.\n\n- one\n- two\n");
    assert_eq!(
        html,
        "<h3>Why</h3>\n<p>We <em>plant</em> <strong>trees</strong>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    );
}

#[test]
fn lists_with_bullets_lists_with_numbers_and_tables_come_out_whole() {
    assert_eq!(to_html("- oak\n- elm\n"), "<ul>\n<li>oak</li>\n<li>elm</li>\n</ul>\n");
    assert_eq!(to_html("1. oak\n2. elm\n"), "<ol>\n<li>oak</li>\n<li>elm</li>\n</ol>\n");
    let table = to_html("| Tree | Height |\n| --- | ---: |\n| Oak | 20 m |\n").replace('\n', "");
    assert_eq!(
        table,
        "<table><thead><tr><th>Tree</th><th>Height</th></tr></thead><tbody><tr><td>Oak</td><td>20 m</td></tr></tbody></table>"
    );
}

#[test]
fn a_script_in_a_story_is_inert() {
    let html = to_html("Hello <script>alert(1)</script><img src=x onerror=alert(1)> there");
    assert_eq!(html, "<p>Hello  there</p>\n");
}

#[test]
fn links_leave_to_the_web_and_to_mail_only_and_vouch_for_nothing() {
    let html = to_html("[a](https://example.org) [b](javascript:alert(1)) [c](data:text/html,x) [d](/me)");
    assert!(html.contains(r#"<a href="https://example.org" rel="nofollow ugc noopener">a</a>"#), "{html}");
    assert_eq!(html.matches("href").count(), 1, "{html}");
}

#[test]
fn what_hides_a_script_from_a_filter_does_not_hide_it_from_ours() {
    // After the families of the OWASP filter evasion list.
    let tricks = [
        "<IMG SRC=\"jav&#x09;ascript:alert('XSS');\">",
        "<svg/onload=alert(1)>",
        "<<SCRIPT>alert(\"XSS\");//\\<</SCRIPT>",
        "<a href=\"jAvAsCrIpT&colon;alert(1)\">x</a>",
        "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>",
        "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
        "<form action=javascript:alert(1)><button>x</button></form>",
        "[x](javascript&#58;alert(1))",
        "<p style=\"background:url(javascript:alert(1))\" onclick=alert(1)>x</p>",
        "<base href=//evil.example><a href=x>x</a>",
    ];
    for trick in tricks {
        assert_harmless(&to_html(trick));
    }
}

#[test]
fn an_opening_is_cut_at_a_word() {
    assert_eq!(opening("**Many** gifts,\none river.", 100), "Many gifts, one river.");
    assert_eq!(opening("# Oak\n\nIt smells **good**.", 100), "Oak It smells good.");
    assert_eq!(opening("Many gifts, one river.", 12), "Many gifts,…");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]
    #[test]
    fn no_text_yields_an_element_that_is_not_on_the_list(text in "[<>a-z\"'/=&#:; \\[\\]()!*`\n]{0,120}") {
        assert_harmless(&to_html(&text));
    }
}

fn assert_harmless(html: &str) {
    for tag in html.split('<').skip(1) {
        let name: String =
            tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        assert!(ELEMENTS.contains(&name.as_str()), "<{name}> in {html}");
        let attributes = tag.split('>').next().unwrap_or_default();
        assert!(name == "a" || !attributes.contains('='), "an attribute in {html}");
        assert!(!attributes.to_lowercase().contains("javascript"), "a script's address in {html}");
    }
}
