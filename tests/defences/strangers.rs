//! What is somebody else's is not there, whatever is asked of it (SEC-21).

use super::hostile::Form;
use crate::{accounts::Visitor, creators::desk::Desk};
use std::collections::BTreeSet;
use tests::{TestApp, shapes};

/// Nobody's.
const ID: &str = "01a22c87-4107-7748-95ec-82b20273e945";

/// Begins a campaign of their own: they are a creator, too.
async fn begins_a_campaign(who: &Visitor<'_>) -> anyhow::Result<()> {
    let page = "/dashboard/campaigns/new";
    let id = who.browser.get(page).await?.field("id")?;
    let fields = [
        ("id", &*id),
        ("title", "A swing by the mill"),
        ("organiser", "Mill volunteers"),
        ("currency", "EUR"),
        ("model", "keep_it_all"),
    ];
    let begun = who.send(page, "/dashboard/campaigns", &fields).await?;
    anyhow::ensure!(begun.status == 303, "{}: {}", begun.status, begun.text);
    who.app.settle().await
}

#[tokio::test]
async fn another_creator_finds_no_page_of_a_campaign_and_none_of_its_forms_does_anything_for_them()
-> anyhow::Result<()> {
    for shape in shapes() {
        let app = TestApp::start(&shape).await?;
        let (begun, draft) = (Desk::launched(&app).await?, Desk::begin(&app).await?);
        let ravi = Visitor::of(&app);
        ravi.register("Ravi", "ravi@example.test").await?;
        begins_a_campaign(&ravi).await?;
        let owner = app.signed_in("creator").await?;
        let token = ravi.browser.get("/me").await?.field("_token")?;
        let (mut pages, mut sent) = (0, BTreeSet::new());
        for id in [&draft.id, &begun.id] {
            for (_, path, _) in &app.routes {
                let Some(room) = path.strip_prefix("/dashboard/campaigns/{campaign}") else { continue };
                let room = room.replace("{section}", "basics");
                let room = room.split('/').map(|it| if it.starts_with('{') { ID } else { it });
                let room = room.collect::<Vec<_>>().join("/");
                let path = format!("/dashboard/campaigns/{id}{room}");
                let page = owner.get(&path).await?;
                pages += usize::from(page.status == 200);
                let theirs = ravi.browser.get(&path).await?;
                let nobodys = ravi.browser.get(&format!("/dashboard/campaigns/{ID}{room}")).await?;
                assert_eq!(theirs.status, nobodys.status, "{path} tells that it is there");
                assert_ne!(theirs.status, 200, "{path}: {}", theirs.text);
                for form in Form::all_of(&path, &page.text) {
                    // A picture is sent in another way, to the page that was asked for above.
                    if !form.action.contains(id.as_str()) || form.action.ends_with("/cover") {
                        continue;
                    }
                    let fields = form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
                    let own =
                        fields.map(|(name, value)| (name, if name == "_token" { &*token } else { value }));
                    let answer = ravi.browser.post(&form.action, &own.collect::<Vec<_>>()).await?;
                    assert_eq!(answer.status, 404, "{}: {}", form.action, answer.text);
                    sent.insert(form.action);
                }
            }
        }
        assert!(pages >= 12 && sent.len() >= 6, "{pages} pages, {sent:?}");
        app.settle().await?;
        app.holds().await?;
    }
    Ok(())
}
