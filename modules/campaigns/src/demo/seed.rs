//! What the dashboard and the moderators' rooms show in a demo: made by the same commands that people use.

use crate::{
    commands::{
        comment::WriteComment,
        launch_campaign::ScheduleCampaign,
        post_update::{SaveUpdate, When},
        report::{ReportCampaign, fresh},
        review_campaign::ReviewCampaign,
        start_campaign::StartCampaign,
        submit_campaign::SubmitCampaign,
    },
    draft::{Draft, LineText},
    lifecycle::Step,
    tables::{campaign, comment::Comment, draft, update, update::Update},
};
use anyhow::Context as _;
use contracts::{
    CampaignId, Currency, ReportId, Timestamp, UpdateId, UserId,
    campaigns::{Audience, FundingModel},
};
use kernel::Context;
use std::time::Duration;
use uuid::Uuid;

/// Those who act in the demo.
#[derive(Clone, Copy, Debug)]
pub struct DemoPeople {
    /// Runs all campaigns.
    pub creator: UserId,
    /// Reviews them.
    pub moderator: UserId,
    /// Asks something.
    pub donor: UserId,
}

/// Fills the dashboard and the moderators' rooms of a demo: a draft, campaigns in review, one that is to begin,
/// updates, comments and a report. What is there already stays as it is.
///
/// # Errors
/// When the database does not answer.
pub async fn seed_desk(ctx: &Context, people: DemoPeople) -> anyhow::Result<()> {
    begun(ctx, people, "A slide for the town pool", None).await?;
    begun(ctx, people, "Benches along the lake path", Some(Step::Submit)).await?;
    begun(ctx, people, "Bees on the school roof", Some(Step::RequestChanges)).await?;
    begun(ctx, people, "A choir for the night shift", Some(Step::Schedule)).await?;
    news(ctx, people).await
}

/// A draft that has come as far as `until`.
async fn begun(ctx: &Context, people: DemoPeople, title: &str, until: Option<Step>) -> anyhow::Result<()> {
    let now = ctx.clock.now();
    let id = CampaignId::fresh();
    let mut draft = Draft::begun(title, "Lake path volunteers", Currency::Eur, FundingModel::KeepItAll);
    if draft::is_taken(ctx.db.read(), &draft.slug, id).await? {
        return Ok(());
    }
    if until.is_some() {
        write(&mut draft, now);
    }
    let preview_token = Uuid::new_v4().simple().to_string();
    ctx.run(StartCampaign { id, creator: people.creator, draft, preview_token }).await?;
    let Some(until) = until else { return Ok(()) };
    ctx.run(SubmitCampaign { campaign: id, by: people.creator }).await?;
    let (decision, reason) = match until {
        Step::RequestChanges => {
            (Step::RequestChanges, "Say who looks after it once it stands, and what that costs.")
        }
        Step::Schedule => (Step::Approve, ""),
        _ => return Ok(()),
    };
    let by = people.moderator;
    ctx.run(ReviewCampaign { campaign: id, decision, by, reason: reason.to_owned() }).await?;
    if until == Step::Schedule {
        let opens_at = now.after(Duration::from_hours(5 * 24));
        ctx.run(ScheduleCampaign { campaign: id, by: people.creator, opens_at }).await?;
    }
    Ok(())
}

fn write(draft: &mut Draft, now: Timestamp) {
    let ends = now.after(Duration::from_hours(45 * 24));
    "One evening a week, for everybody, and for good.".clone_into(&mut draft.promise);
    "Lindau, Germany".clone_into(&mut draft.place);
    "community".clone_into(&mut draft.category);
    "4800".clone_into(&mut draft.goal);
    draft.deadline = crate::deadline::day_of(ends, &draft.zone).map(|it| it.to_string()).unwrap_or_default();
    "We are nine neighbours who meet on Thursdays. Last year we mended the jetty with what we had; this needs more \
     than we have.\n\nThe town gives the ground and the water. What is missing is the material and two days of \
     somebody who has done it before.\n\nYou will see photographs of every step, and the bills."
        .clone_into(&mut draft.story);
    let line = |label: &str, amount: &str| LineText { label: label.to_owned(), amount: amount.to_owned() };
    draft.budget = vec![
        line("Material", "3100"),
        line("Two days of work", "1400"),
        line("Tools, hired for a week", "60"),
        line("The platform's share (5%)", "240"),
    ];
    "The town may want it somewhere else. Then we ask everybody who gave before we build."
        .clone_into(&mut draft.risks);
}

/// Updates, comments and a report of the campaigns that run.
async fn news(ctx: &Context, people: DemoPeople) -> anyhow::Result<()> {
    let db = ctx.db.read();
    let campaign =
        campaign::at(db, "shade-for-the-upper-kaveri").await?.context("the demo's first campaign")?;
    if !update::of(db, campaign.id).await?.is_empty() {
        return Ok(());
    }
    let update = |title: &str, body: &str, audience| Update {
        id: UpdateId::fresh(),
        campaign: campaign.id,
        author: people.creator,
        title: title.to_owned(),
        body: body.to_owned(),
        audience,
        due_at: None,
        posted_at: None,
    };
    let posted = [
        update(
            "The nursery has room for all of them",
            "We walked the beds this week. The saplings are **knee high** and will be moved after the first rain.",
            Audience::Public,
        ),
        update(
            "Where your trees will stand",
            "The first stretch is between the two weirs. Come and see it on any Saturday; we start at seven.",
            Audience::Backers,
        ),
    ];
    for update in posted {
        ctx.run(SaveUpdate { update, when: When::Now }).await?;
    }
    let comment = |author, name: &str, from_team, words: &str| Comment {
        id: contracts::chance::next_id(),
        campaign: campaign.id,
        author,
        author_name: Some(name.to_owned()),
        from_team,
        words: words.to_owned(),
        at: Timestamp(0),
        hidden_reason: None,
        taken_back_at: None,
        answers: None,
        turned_back: false,
    };
    let asked = comment(people.donor, "Demo donor", false, "Who waters them in the first summer?");
    let words = "The farmers along the canal do, each a stretch. It is in the budget.";
    let answer = comment(people.creator, "Demo creator", true, words);
    let answer = Comment { answers: Some(asked.id), ..answer };
    for comment in [asked, answer] {
        ctx.run(WriteComment { comment }).await?;
    }
    let other = campaign::at(db, "supper-on-the-harbor").await?.context("another campaign of the demo")?;
    let report = fresh(ReportId::fresh(), other.id, "untrue", "The permit in the story is from last year.");
    ctx.run(ReportCampaign { report, locale: "en".to_owned(), email: None }).await?;
    Ok(())
}
