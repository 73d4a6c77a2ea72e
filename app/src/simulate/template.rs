use super::{
    DAY,
    home::{Home, Original},
    people::Who,
    visitor::Visitor,
    world::{START, settings, sign_in},
};
use crate::{App, Ingredients, Migrate};
use axum::{
    body::Bytes,
    http::{Request, Response},
};
use contracts::{Currency, Money, campaigns::FundingModel};
use kernel::{Clock as _, FixedClock};
use notifications::Mailbox;
use std::{collections::BTreeMap, sync::Arc};

/// A database with campaigns and people, to be copied, and staff who have signed in.
pub(super) struct Template {
    pub(super) original: Original,
    pub(super) slugs: Vec<String>,
    pub(super) staff: BTreeMap<Who, Visitor>,
}

impl Template {
    /// On `server` when there is one, and in a file otherwise.
    pub(super) fn make(campaigns: usize, server: Option<&str>) -> anyhow::Result<Self> {
        let clock = Arc::new(FixedClock::at(START));
        let time = clock.clone();
        let _seeded = contracts::chance::seed_this_thread(0, move || time.now().0);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let home = Home::new(server)?;
        let (slugs, staff) = runtime.block_on(Self::fill(&home, clock, campaigns))?;
        drop(runtime);
        Ok(Self { original: home.keep()?, slugs, staff })
    }

    async fn fill(
        home: &Home,
        clock: Arc<FixedClock>,
        campaigns: usize,
    ) -> anyhow::Result<(Vec<String>, BTreeMap<Who, Visitor>)> {
        let ingredients = Ingredients { clock, mailbox: Some(Mailbox::in_memory()), migrate: Migrate::All };
        let app = App::build_on(&settings(home), ingredients, Some(Arc::new(Nobody))).await?;
        let mut creator = None;
        for user in users::demo_users() {
            let creates = user.email.starts_with(Who::Creator.name());
            if let Some(ctx) = app.platform.context("users") {
                let id = users::register(ctx, &app.passwords, user).await?;
                creator = creator.or(creates.then_some(id));
            }
        }
        let mut slugs = Vec::new();
        for mut campaign in some(campaigns) {
            campaign.creator = creator.unwrap_or(campaign.creator);
            slugs.push(campaign.slug.clone());
            if let Some(ctx) = app.platform.context("campaigns") {
                campaigns::publish(ctx, campaign).await?;
            }
        }
        app.platform.settle().await?;
        let mut staff = BTreeMap::new();
        for who in Who::ALL {
            sign_in(staff.entry(who).or_default(), &app.router, who).await?;
        }
        for host in app.platform.hosts() {
            host.ctx.db.close().await;
        }
        Ok((slugs, staff))
    }
}

/// A line at whose end nobody is: there is nothing to pay yet.
struct Nobody;

#[async_trait::async_trait]
impl payments::Line for Nobody {
    async fn call(&self, _: Request<Bytes>) -> Result<Response<String>, String> {
        Err("nobody is there".to_owned())
    }
}

/// So many campaigns, of both kinds and of several currencies: the first lasts for more than a year and takes bank debits,
/// and the others end soon.
fn some(many: usize) -> Vec<campaigns::NewCampaign> {
    let (save, charge): (Vec<_>, Vec<_>) =
        campaigns::demo_campaigns(START).into_iter().partition(|it| it.model == FundingModel::AllOrNothing);
    let (lasting, charge): (Vec<_>, Vec<_>) =
        charge.into_iter().partition(|it| it.deadline_at > START.after(DAY * 366));
    let [mut lasting, mut charge, mut save] = [lasting, charge, save].map(Vec::into_iter);
    let mut chosen = Vec::new();
    for number in 0..many.max(1) {
        let next = match number % 3 {
            0 => lasting.next().map(in_euros).or_else(|| charge.next()),
            1 => save.next().or_else(|| charge.next()),
            _ => charge.next(),
        };
        chosen.extend(next.map(|it| soon(it, number)));
    }
    chosen
}

/// The same in euros, in which banks can be asked for a gift.
fn in_euros(mut it: campaigns::NewCampaign) -> campaigns::NewCampaign {
    let euros = |money: Money| Money::new(money.minor, Currency::Eur);
    (it.goal, it.minimum) = (euros(it.goal), euros(it.minimum));
    if let Some(unit) = &mut it.unit {
        unit.price = euros(unit.price);
    }
    for impact in &mut it.impacts {
        impact.amount = euros(impact.amount);
    }
    for line in &mut it.budget {
        line.amount = euros(line.amount);
    }
    for reward in &mut it.rewards {
        reward.price = euros(reward.price);
    }
    it
}

/// With an end that is lived to see, and a goal that a few gifts may reach.
fn soon(mut it: campaigns::NewCampaign, number: usize) -> campaigns::NewCampaign {
    if it.deadline_at <= START.after(DAY * 366) {
        it.deadline_at = START.after(DAY * u32::try_from(1 + 2 * number).unwrap_or(1));
    }
    if it.model == FundingModel::AllOrNothing {
        it.goal.minor = it.minimum.minor * 40;
        it.budget = vec![campaigns::BudgetLine { label: "Everything".to_owned(), amount: it.goal }];
    }
    it
}
