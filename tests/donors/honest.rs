//! Giving is honest by construction: no box is ticked before somebody ticks it, nothing is added to the sum that was
//! chosen, and what is said to run out does (experience.md 1.1; Directive 2011/83/EU, article 22).

use super::journey::send;
use anyhow::Context as _;
use campaigns::{NewCampaign, deadline};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Duration,
};
use tests::{START, TestApp, shapes};

const DAY: Duration = Duration::from_secs(86_400);

/// By what a template may tick a box: by what somebody ticked before, in this form, in their account or in their draft.
/// `ticked` is what the component is told, which is looked at where it is told.
const BY_SOMEBODY: [&str; 5] = ["form.", "news", "ticked", "it.digital", "reward.id in it.with"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The templates of all pages but the gallery, which shows what a ticked box looks like.
fn templates() -> anyhow::Result<Vec<PathBuf>> {
    let mut folders = vec![root().join("kernel/templates"), root().join("app/templates")];
    for module in fs::read_dir(root().join("modules"))? {
        folders.push(module?.path().join("templates"));
    }
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "html") && !path.ends_with("gallery.html") {
                found.push(path);
            }
        }
    }
    Ok(found)
}

/// By what each box of `template` is ticked: the condition, or nothing where it always is.
fn ticks(template: &str) -> Vec<&str> {
    let tags = template.split("<input").skip(1).filter_map(|it| it.split('>').next());
    let boxes = tags.filter(|it| it.contains("type=\"checkbox\""));
    let written = boxes.filter_map(|it| it.split_once(" checked")).map(|(before, _)| {
        let condition = before.strip_suffix("%}").and_then(|it| it.rsplit_once("{% if "));
        condition.map_or("", |(_, it)| it.trim())
    });
    let told = template.split("ticked={").skip(1).filter_map(|it| it.split('}').next());
    written.chain(told).collect()
}

fn is_by_somebody(condition: &str) -> bool {
    BY_SOMEBODY.iter().any(|it| condition.starts_with(it))
}

#[test]
fn no_template_ticks_a_box_by_itself() -> anyhow::Result<()> {
    let mut many = 0;
    for path in templates()? {
        let template = fs::read_to_string(&path)?;
        for condition in ticks(&template) {
            assert!(is_by_somebody(condition), "{}: ticked by {condition:?}", path.display());
            many += 1;
        }
    }
    assert!(many > 8, "the boxes were not found");
    for (template, by_itself) in [
        ("<input type=\"checkbox\" name=\"x\"{% if form.x != none %} checked{% endif %}>", false),
        ("<input type=\"checkbox\" name=\"x\">", false),
        ("<input type=\"checkbox\" name=\"x\" checked>", true),
        ("<input type=\"checkbox\" name=\"x\"{% if offer.fee %} checked{% endif %}>", true),
        ("{{ <checkbox name=\"x\" label={t(key=\"x\")} ticked={form.x != none} /> }}", false),
        ("{{ <checkbox name=\"x\" label={t(key=\"x\")} ticked={true} /> }}", true),
    ] {
        assert_eq!(ticks(template).into_iter().any(|it| !is_by_somebody(it)), by_itself, "{template}");
    }
    Ok(())
}

#[test]
fn no_script_counts_down() -> anyhow::Result<()> {
    let mut many = 0;
    for entry in fs::read_dir(root().join("static/files/js"))? {
        let path = entry?.path();
        if !path.to_string_lossy().ends_with(".min.js") {
            assert!(!fs::read_to_string(&path)?.contains("setInterval"), "{}", path.display());
            many += 1;
        }
    }
    assert!(many > 5, "the scripts were not found");
    Ok(())
}

fn open() -> Vec<NewCampaign> {
    let all = campaigns::demo_campaigns(START);
    all.into_iter().filter(|it| it.opens_at <= START && it.deadline_at > START).collect()
}

/// The value of the attribute `name` of a tag.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, value) = tag.split_once(&format!(" {name}=\""))?;
    value.split('"').next().map(|it| it.replace("&#x2F;", "/"))
}

/// What a browser sends of the form that leads to `action` when nobody has touched it.
fn untouched(page: &str, action: &str) -> anyhow::Result<Vec<(String, String)>> {
    let (_, form) = page.split_once(&format!("action=\"{action}\"")).context("no such form")?;
    let form = form.split("</form>").next().unwrap_or_default();
    let tags = form.split("<input").skip(1).filter_map(|it| it.split('>').next());
    let sent = tags.filter(|it| {
        let kind = attribute(it, "type").unwrap_or_default();
        !matches!(kind.as_str(), "radio" | "checkbox") || it.contains(" checked")
    });
    let field = |tag| Some((attribute(tag, "name")?, attribute(tag, "value").unwrap_or_default()));
    Ok(sent.filter_map(field).collect())
}

fn chosen(fields: &[(String, String)]) -> anyhow::Result<&str> {
    let amount = fields.iter().find(|(name, _)| name == "amount");
    amount.map(|(_, value)| value.as_str()).context("no amount is chosen")
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

#[tokio::test]
async fn a_form_that_nobody_touched_costs_what_was_chosen_and_no_more() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let open = open();
    assert!(open.len() > 3, "nothing is open");
    for NewCampaign { slug, .. } in open {
        let browser = app.browser();
        let page = browser.get(&format!("/c/{slug}")).await?.text;
        let led = untouched(&page, &format!("/c/{slug}/give"))?;
        let form = browser.get(&format!("/c/{slug}/give?{}", serde_urlencoded::to_string(&led)?)).await?.text;
        let mut fields = untouched(&form, &format!("/c/{slug}/pledges"))?;
        let (there, here) = (chosen(&led)?.to_owned(), chosen(&fields)?.to_owned());
        assert!(here == there || here.starts_with(&format!("{there}.")), "{slug}: {there} became {here}");

        fields.push(("step".to_owned(), "total".to_owned()));
        let sent = send(&browser, &slug, &fields).await?;
        assert_eq!(sent.status, 303, "{}", sent.text);
        let shown = browser.get(&sent.location).await?.text;
        let (_, total) = shown.split_once("class=\"total num\">").context("no total")?;
        let total = total.split('<').next().unwrap_or_default();
        assert_eq!(digits(total), digits(&here), "{slug}: {total} for {here}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_left_is_told_by_the_deadline_to_every_visitor_alike() -> anyhow::Result<()> {
    let app = TestApp::start(&shapes()[0]).await?;
    let long =
        open().into_iter().find(|it| it.deadline_at > START.after(10 * DAY)).context("all end soon")?;
    for _ in 0..2 {
        let now = kernel::Clock::now(&*app.clock);
        let (many, unit) = deadline::left(now, long.deadline_at).context("it has ended")?;
        for _visitor in 0..2 {
            let page = app.browser().get(&format!("/c/{}", long.slug)).await?.text;
            assert!(page.contains(&format!("left</dt><dd>{many}</dd>")), "{many} {unit}: {page}");
        }
        app.pass(3 * DAY, DAY).await?;
    }
    Ok(())
}
