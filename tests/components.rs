//! The components that pages are made of. The gallery (`/dev/ui`) shows them, and is looked at in place of the pages:
//! what no page is made of would be looked at in vain.

use anyhow::ensure;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// What the product is to have (experience.md 1.4) and no page needs yet. It only gets shorter.
const WAITING: [(&str, &str); 5] = [
    ("dialog", "what is asked once more is asked on a page of its own, which needs no script"),
    ("htmx", "no page asks for a part of itself; the gallery does, under the policy of pages for one person"),
    ("hx", "the same"),
    ("skeleton", "no page waits for a part of itself"),
    ("stepper", "giving is one form, and a draft is written in any order"),
];

/// What templates define and use.
#[derive(Default)]
struct Made {
    /// Each component, with those that it is made of.
    components: BTreeMap<String, BTreeSet<String>>,
    /// Those of the kernel, which the gallery is to show.
    shared: BTreeSet<String>,
    /// What pages use themselves.
    on_pages: BTreeSet<String>,
    /// Templates with a script, or an element of htmx, that no component has stamped.
    unstamped: Vec<String>,
    /// Templates of pages that the browser asks for again also where a script does it better (WCAG 2.2.1).
    restless: Vec<String>,
    /// Templates in which a group of fields has an id, to which something could lead in vain.
    unfocused: Vec<String>,
}

impl Made {
    fn of_everything() -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut made = Self::default();
        let mut folders = vec![root.join("kernel/templates"), root.join("app/templates")];
        for module in fs::read_dir(root.join("modules"))? {
            folders.push(module?.path().join("templates"));
        }
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|it| it == "html") {
                    made.read(&path, &fs::read_to_string(&path)?);
                }
            }
        }
        ensure!(made.shared.len() > 30 && made.on_pages.len() > 20, "the templates were not found");
        Ok(made)
    }

    fn read(&mut self, path: &Path, template: &str) {
        let of_kernel = path.components().any(|it| it.as_os_str() == "kernel");
        for (name, parts) in definitions(template) {
            if of_kernel {
                self.shared.insert(name.clone());
            }
            self.components.insert(name, parts);
        }
        let has_script = outside_definitions(template).replace("{{ <", "").contains("<script");
        if has_script || has_bare_htmx(template) {
            self.unstamped.push(path.display().to_string());
        }
        if looks_again_unasked(template) {
            self.restless.push(path.display().to_string());
        }
        if has_group_with_address(template) {
            self.unfocused.push(path.display().to_string());
        }
        if !(of_kernel && path.ends_with("gallery.html")) {
            self.on_pages.extend(calls(&outside_definitions(template)));
        }
    }

    /// Everything that is on a page, also as a part of something else.
    fn seen(&self) -> BTreeSet<&str> {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&str> = self.on_pages.iter().map(String::as_str).collect();
        while let Some(name) = next.pop() {
            if seen.insert(name) {
                next.extend(self.components.get(name).into_iter().flatten().map(String::as_str));
            }
        }
        seen
    }
}

/// A process reads them when somebody asks for them.
#[tokio::test]
async fn every_page_of_every_module_can_be_read() -> anyhow::Result<()> {
    for shape in tests::shapes().into_iter().take(1) {
        tests::TestApp::start(&shape).await?.ctx("users")?.web.templates.read_all()?;
    }
    Ok(())
}

#[test]
fn every_component_is_on_a_page() -> anyhow::Result<()> {
    let made = Made::of_everything()?;
    let seen = made.seen();
    let waiting = |name: &str| WAITING.iter().any(|(it, _)| *it == name);
    let unseen: Vec<_> =
        made.shared.iter().filter(|it| !seen.contains(it.as_str()) && !waiting(it)).collect();
    assert_eq!(unseen, Vec::<&String>::new(), "make pages of it, or take it out");
    let done: Vec<_> = WAITING.iter().filter(|(it, _)| seen.contains(it)).collect();
    assert_eq!(done, Vec::<&(&str, &str)>::new(), "it is on a page now: take it out of WAITING");
    Ok(())
}

#[test]
fn a_component_counts_where_a_page_uses_it_and_not_where_it_is_defined_or_shown() {
    let mut made = Made::default();
    let components = "{# Two #}{% component box(text: string) %}<p>{{ <sign /> }}{{ text }}</p>{% endcomponent %}
                      {% component sign() %}<i></i>{% endcomponent %}{% component alone() %}{% endcomponent %}";
    made.read(Path::new("kernel/templates/components/x.html"), components);
    made.read(Path::new("kernel/templates/gallery.html"), "{{ <box text=\"x\" /> }}{{ <alone /> }}");
    assert_eq!(made.seen(), BTreeSet::new());
    made.read(Path::new("modules/m/templates/m/page.html"), "<b>{% <box text={x}> %}<i>{% </box> %}</b>");
    assert_eq!(made.seen(), BTreeSet::from(["box", "sign"]));
    assert_eq!(made.shared.len(), 3);
}

/// The nonce of a page stands on its scripts and its elements of htmx because a component writes it there.
#[test]
fn no_script_and_no_element_of_htmx_is_written_without_the_nonce_of_its_page() -> anyhow::Result<()> {
    assert_eq!(Made::of_everything()?.unstamped, Vec::<String>::new());
    for (template, stamped) in [
        ("<button hx-get=\"/x\"{{ <hx nonce={ui.nonce} /> }}>{{ <icon name=\"x\" /> }}</button>", true),
        ("<button hx-get=\"/x\">Go</button>", false),
        ("<b{{ <hx nonce={ui.nonce} /> }}></b><button class=\"btn\"\nhx-post=\"/x\">Go</button>", false),
        ("{{ <script name=\"js/x.js\" nonce={ui.nonce} /> }}", true),
        ("<script src=\"/x.js\"></script>", false),
        ("{% component script(name: string) %}<script></script>{% endcomponent %}", true),
    ] {
        let mut made = Made::default();
        made.read(Path::new("modules/m/templates/m/page.html"), template);
        assert_eq!(made.unstamped.is_empty(), stamped, "{template}");
    }
    Ok(())
}

#[test]
fn no_page_is_asked_for_again_under_the_hands_of_whoever_has_scripts() -> anyhow::Result<()> {
    assert_eq!(Made::of_everything()?.restless, Vec::<String>::new());
    for (template, unasked) in [
        ("<head><meta http-equiv=\"refresh\" content=\"5\"></head>", true),
        ("<noscript data-look-again=\"5\"><meta http-equiv=\"refresh\" content=\"5\"></noscript>", false),
        ("<noscript></noscript><meta http-equiv=\"refresh\" content=\"5\">", true),
    ] {
        assert_eq!(looks_again_unasked(template), unasked, "{template}");
    }
    Ok(())
}

/// A list of what is wrong leads to something that takes the focus, also without a script (UX-20): a group of choices takes
/// none, its first choice does.
#[test]
fn what_is_wrong_leads_to_no_group_of_choices_but_to_the_first_of_them() -> anyhow::Result<()> {
    assert_eq!(Made::of_everything()?.unfocused, Vec::<String>::new());
    for (template, has_address) in [
        ("<fieldset class=\"stack\" id=\"freq\"><legend>", true),
        ("<fieldset{% if bad %} aria-describedby=\"x-problem\"{% endif %}><input id=\"x\">", false),
        ("<div class=\"choices\" id=\"x\">", true),
        ("<label class=\"check\" id=\"x\">", true),
    ] {
        assert_eq!(has_group_with_address(template), has_address, "{template}");
    }
    Ok(())
}

/// Whether something in `template` that only holds fields has an id, as if it were one.
fn has_group_with_address(template: &str) -> bool {
    let groups = ["<fieldset", "<div class=\"choices\"", "<div class=\"seg\"", "<label"];
    let tags = groups.iter().flat_map(|it| template.split(it).skip(1));
    tags.filter_map(|it| it.split('>').next()).any(|it| it.contains(" id=\""))
}

/// Whether `template` has the browser ask for it again, and not only where there are no scripts.
fn looks_again_unasked(template: &str) -> bool {
    let mut scripted = template.split("<noscript").enumerate().map(|(nth, it)| match nth {
        0 => it,
        _ => it.split_once("</noscript>").map_or("", |(_, after)| after),
    });
    scripted.any(|it| it.contains("http-equiv=\"refresh\""))
}

/// Whether an element of `template` has attributes of htmx and not the nonce.
fn has_bare_htmx(template: &str) -> bool {
    let stamp = " hx-nonce";
    let text = ["ui.nonce", "nonce"].iter().fold(template.to_owned(), |text, it| {
        text.replace(&format!("{{{{ <hx nonce={{{it}}} /> }}}}"), stamp)
    });
    let mut elements = text.split('<').map(|it| it.split('>').next().unwrap_or_default());
    let htmx = |it: &str| it.trim_start_matches("data-").starts_with("hx-");
    elements.any(|it| it.split_whitespace().any(htmx) && !it.contains(stamp))
}

/// The components that `template` defines, with those that each is made of.
fn definitions(template: &str) -> Vec<(String, BTreeSet<String>)> {
    let begun = template.split("{% component ").skip(1);
    begun.map(|it| (word(it), calls(it.split("{% endcomponent %}").next().unwrap_or_default()))).collect()
}

fn outside_definitions(template: &str) -> String {
    let parts = template.split("{% endcomponent %}");
    parts.filter_map(|it| it.split("{% component ").next()).collect()
}

/// The components that are used in `template`: `{{ <name … /> }}` and `{% <name …> %}`.
fn calls(template: &str) -> BTreeSet<String> {
    let begins = |at: usize| {
        let before = template[..at].trim_end();
        before.ends_with("{{") || before.ends_with("{%")
    };
    let used = template.match_indices('<').filter(|(at, _)| begins(*at));
    used.map(|(at, _)| word(&template[at + 1..])).filter(|it| !it.is_empty()).collect()
}

fn word(text: &str) -> String {
    text.chars().take_while(|it| it.is_alphanumeric() || *it == '_').collect()
}
