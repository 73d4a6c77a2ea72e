//! People who do what a page offers them, whatever it is.

use super::{
    form,
    visitor::{Answer, Visitor},
    world::{Life, World, sign, sign_in},
};
use anyhow::Context as _;
use axum::Router;
use std::fmt;

/// Who works in the back office, or runs the campaigns: the first part of an address of the demo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Who {
    Finance,
    /// Whoever agrees to what the first of finance proposed, or proposes.
    Finance2,
    Moderator,
    Support,
    Creator,
    /// Who alone gives a campaign more time.
    Admin,
}

impl Who {
    pub(super) const ALL: [Self; 6] =
        [Self::Finance, Self::Finance2, Self::Moderator, Self::Support, Self::Creator, Self::Admin];

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Finance => "finance",
            Self::Finance2 => "finance2",
            Self::Moderator => "moderator",
            Self::Support => "support",
            Self::Creator => "creator",
            Self::Admin => "admin",
        }
    }
}

/// By how many days an admin moves an end at most.
pub(super) const MORE_DAYS: usize = 6;

/// Somebody who does something.
#[derive(Clone, Copy, Debug)]
enum Somebody<'a> {
    /// The donor of a pledge.
    Donor(&'a str),
    /// Somebody who signed in.
    Known(Who),
}

impl fmt::Display for Somebody<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Donor(pledge) => write!(f, "the donor of {pledge}"),
            Self::Known(who) => f.write_str(who.name()),
        }
    }
}

/// Rooms of the back office with something to decide: who goes there, and which of its links lead further in.
const ROOMS: &[(&[Who], &str, &str)] = &[
    (&[Who::Finance, Who::Finance2], "/backoffice/batches", "/backoffice/batches/"),
    (&[Who::Finance, Who::Finance2], "/backoffice/disputes", "/backoffice/disputes/"),
    (&[Who::Finance, Who::Finance2], "/backoffice/refunds", "/backoffice/refunds/"),
    (&[Who::Finance, Who::Finance2], "/backoffice/payouts", "/backoffice/payouts/"),
    (&[Who::Finance, Who::Finance2], "/backoffice/reconciliation", "/backoffice/reconciliation/"),
    (&[Who::Finance, Who::Finance2], "/backoffice/pledges", "/backoffice/pledges/"),
    (&[Who::Finance, Who::Finance2], "/backoffice/cancellations", "/backoffice/cancellations/"),
    (&[Who::Support, Who::Finance], "/backoffice/offline", "/backoffice/offline/"),
];

/// A donor opens the page of a gift, or of what follows from it, and does something there.
pub(super) async fn donor(world: &mut World, life: &Life) -> anyhow::Result<()> {
    let Some(pledge) = world.dice.pick(&world.pledges).cloned() else { return Ok(()) };
    let (site, mut donor) = (life.site(&mut world.dice)?, Visitor::default());
    let mut path = format!("/p/{pledge}");
    let mut page = donor.get(&site, &path).await?;
    let ways =
        [form::links(&page.text, "/plans/"), form::links(&page.text, &format!("{path}/change"))].concat();
    if world.dice.percent(60)
        && let Some(way) = world.dice.pick(&ways)
    {
        path.clone_from(way);
        page = donor.get(&site, &path).await?;
    }
    do_something(world, &site, &mut donor, &page, Somebody::Donor(&pledge)).await
}

/// Somebody of the staff opens a room and does something there.
pub(super) async fn staff(world: &mut World, life: &Life) -> anyhow::Result<()> {
    let Some((people, room, within)) = world.dice.pick(ROOMS) else { return Ok(()) };
    let Some(who) = world.dice.pick(people).copied() else { return Ok(()) };
    let site = life.site(&mut world.dice)?;
    let mut page = enter(world, &site, who, room).await?;
    let doors = form::links(&page.text, within);
    if let Some(door) = world.dice.pick(&doors) {
        page = enter(world, &site, who, door).await?;
    }
    let mut visitor = world.staff(who).clone();
    do_something(world, &site, &mut visitor, &page, Somebody::Known(who)).await?;
    world.staff(who).clone_from(&visitor);
    Ok(())
}

/// A moderator stops a campaign, lets it go on, or ends it.
pub(super) async fn moderator(world: &mut World, life: &Life) -> anyhow::Result<()> {
    let site = life.site(&mut world.dice)?;
    let room = enter(world, &site, Who::Moderator, "/backoffice/campaigns").await?;
    let campaigns = form::links(&room.text, "/backoffice/campaigns/");
    let Some(campaign) = world.dice.pick(&campaigns) else { return Ok(()) };
    let page = enter(world, &site, Who::Moderator, campaign).await?;
    let mut visitor = world.staff(Who::Moderator).clone();
    do_something(world, &site, &mut visitor, &page, Somebody::Known(Who::Moderator)).await?;
    world.staff(Who::Moderator).clone_from(&visitor);
    Ok(())
}

/// An admin gives a campaign some days more, where the page offers that (rule R9). Any day that it offers would do; those
/// of a week keep the story as short as it is.
pub(super) async fn admin(world: &mut World, life: &Life) -> anyhow::Result<()> {
    let site = life.site(&mut world.dice)?;
    let room = enter(world, &site, Who::Admin, "/backoffice/campaigns").await?;
    let campaigns = form::links(&room.text, "/backoffice/campaigns/");
    let Some(campaign) = world.dice.pick(&campaigns) else { return Ok(()) };
    let path = campaign.split('/').take(4).collect::<Vec<_>>().join("/") + "/extension";
    let page = enter(world, &site, Who::Admin, &path).await?;
    let Some(first) = form::least(&page.text, "day") else { return Ok(()) };
    let later = jiff::Span::new().days(i64::try_from(world.dice.below(MORE_DAYS))?);
    let day = first.parse::<jiff::civil::Date>()?.checked_add(later)?;
    let form = [
        ("_token", page.value("_token")?),
        ("day", day.to_string()),
        ("reason", "The rains came late".to_owned()),
    ];
    // Whether it was given is not known when the program ends over it.
    world.more_time = true;
    for _ in 0..=usize::from(world.dice.percent(20)) {
        let answer = world.staff(Who::Admin).post(&site, &path, &form).await?;
        world.trace.note(format!("admin sends {path} until {day}: {}", answer.status));
    }
    Ok(())
}

/// Finance notes that a sponsor adds to gifts.
pub(super) async fn finance(world: &mut World, life: &Life) -> anyhow::Result<()> {
    const ROOM: &str = "/backoffice/matching";
    let Some(slug) = world.dice.pick(&world.slugs).cloned() else { return Ok(()) };
    let site = life.site(&mut world.dice)?;
    let page = enter(world, &site, Who::Finance, ROOM).await?;
    let cap = world.dice.pick(&["50", "500", "5000"]).copied().unwrap_or("50");
    let form = [
        ("_token", page.value("_token")?),
        ("pool", page.value("pool")?),
        ("campaign", slug.clone()),
        ("sponsor", "A sponsor".to_owned()),
        ("percent", "100".to_owned()),
        ("cap", cap.to_owned()),
        ("per_gift", String::new()),
        ("per_donor", String::new()),
        ("days", "2".to_owned()),
    ];
    let answer = world.staff(Who::Finance).post(&site, ROOM, &form).await?;
    world.trace.note(format!("a sponsor matches gifts to {slug} up to {cap}: {}", answer.status));
    Ok(())
}

/// The creator of the campaigns asks to be paid out, and gives the processor what it wants.
pub(super) async fn creator(world: &mut World, life: &Life) -> anyhow::Result<()> {
    const BANKS: [&str; 3] = ["000123456789", "000123456789", "000111111113"];
    let accounts = world.sandbox.objects("account");
    let open: Vec<_> = accounts.iter().filter(|it| it["payouts_enabled"] != true).collect();
    if let Some(account) = world.dice.pick(&open).and_then(|it| it["id"].as_str()) {
        let bank = world.dice.pick(&BANKS).copied().unwrap_or_default();
        world.sandbox.onboard(account, bank, true)?;
        world.trace.note(format!("the creator gives {account} the bank account {bank}"));
        return Ok(());
    }
    let site = life.site(&mut world.dice)?;
    let own = enter(world, &site, Who::Creator, "/dashboard").await?;
    let campaigns = form::links(&own.text, "/dashboard/campaigns/");
    let Some(campaign) = world.dice.pick(&campaigns) else { return Ok(()) };
    let path = campaign.split('/').take(4).collect::<Vec<_>>().join("/");
    let page = enter(world, &site, Who::Creator, &format!("{path}/money")).await?;
    let mut visitor = world.staff(Who::Creator).clone();
    do_something(world, &site, &mut visitor, &page, Somebody::Known(Who::Creator)).await?;
    world.staff(Who::Creator).clone_from(&visitor);
    Ok(())
}

/// A page for somebody who has to sign in, and to have done so within minutes for what moves money (SEC-6).
pub(super) async fn enter(world: &mut World, site: &Router, who: Who, path: &str) -> anyhow::Result<Answer> {
    if world.has_just_signed_in(who) {
        let page = world.staff(who).get(site, path).await?;
        if page.status != 303 {
            return Ok(page);
        }
    }
    let mut visitor = Visitor::default();
    sign_in(&mut visitor, site, who).await?;
    world.signs_in(who, visitor);
    world.staff(who).get(site, path).await
}

/// Any of the forms of `page` is filled in somehow, and sent once or twice. What somebody has to sign they sign, and send
/// it again.
async fn do_something(
    world: &mut World,
    site: &Router,
    visitor: &mut Visitor,
    page: &Answer,
    who: Somebody<'_>,
) -> anyhow::Result<()> {
    let forms: Vec<_> = form::all(&page.text).into_iter().filter(|it| !elsewhere(&it.action)).collect();
    let Some(form) = world.dice.pick(&forms) else { return Ok(()) };
    let mut fields = form.fill_in(&mut world.dice);
    for _ in 0..=usize::from(world.dice.percent(20)) {
        let mut answer =
            visitor.post(site, &form.action, &fields).await.with_context(|| format!("{fields:?}"))?;
        if let (Somebody::Known(known), true) = (who, answer.location.starts_with("/me/confirm")) {
            let token = sign(visitor, site, known, &answer).await?;
            for (_, value) in fields.iter_mut().filter(|(name, _)| *name == "_token") {
                value.clone_from(&token);
            }
            answer =
                visitor.post(site, &form.action, &fields).await.with_context(|| format!("{fields:?}"))?;
        }
        let said: Vec<_> = fields.iter().filter(|(name, _)| *name != "_token").collect();
        world.trace.note(format!("{who} sends {} {said:?}: {}", form.action, answer.status));
    }
    Ok(())
}

/// Forms that every page has, and those of what has nothing to do with money.
fn elsewhere(action: &str) -> bool {
    ["/logout", "/search", "/signup", "/login", "/preferences"].iter().any(|it| action.starts_with(it))
}
