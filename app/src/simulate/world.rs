use super::{
    DAY, Plan,
    actions::{self, Action},
    chaos::Chaos,
    dice::Dice,
    end,
    home::Home,
    line::InMemory,
    people::Who,
    template::Template,
    trace::Trace,
    visitor::{Answer, Visitor},
};
use crate::{
    App, Ingredients, Migrate,
    config::{Mode, ServerSettings, Settings},
};
use anyhow::{Context as _, ensure};
use axum::Router;
use contracts::Timestamp;
use kernel::{Chore, Clock as _, FixedClock, Platform, death};
use notifications::Mailbox;
use sandbox::{Endpoint, RouterTransport, Sandbox};
use std::{collections::BTreeMap, sync::Arc, time::Duration};
use tokio::runtime::{Builder, Runtime};

/// 1 March 2026, noon UTC.
pub(super) const START: Timestamp = Timestamp(1_772_366_400_000_000);
/// How long after they signed in staff are known without being asked.
const FRESH: Duration = Duration::from_mins(5);
const WEBHOOK_SECRET: &str = "whsec_simulation";
const PROVIDER: &str = "http://provider.test";

/// Everything that outlives the program: its database, its provider, its mailbox, time, and people.
pub(super) struct World {
    pub(super) plan: Plan,
    pub(super) dice: Dice,
    pub(super) clock: Arc<FixedClock>,
    pub(super) sandbox: Sandbox,
    pub(super) mailbox: Mailbox,
    pub(super) chaos: Chaos,
    pub(super) trace: Trace,
    /// Campaigns to give to.
    pub(super) slugs: Vec<String>,
    /// Who has signed in.
    staff: BTreeMap<Who, Visitor>,
    /// When each of them last did.
    signed_in: BTreeMap<Who, Timestamp>,
    /// The pledges that donors made, or died over, as the addresses of their pages have them.
    pub(super) pledges: Vec<String>,
    /// Payments whose bank asks its donor.
    pub(super) asked: Vec<String>,
    /// Whether any campaign may have been given more time.
    pub(super) more_time: bool,
    transport: Arc<RouterTransport>,
    home: Home,
    /// How many programs share the database.
    replicas: usize,
    steps: usize,
}

/// The program, from one start to its end.
pub(super) struct Life {
    /// One, or several that share the database.
    pub(super) programs: Vec<App>,
    chores: Vec<Chore>,
}

impl Life {
    /// The pages, by any of the programs.
    pub(super) fn site(&self, dice: &mut Dice) -> anyhow::Result<Router> {
        Ok(dice.pick(&self.programs).context("no program runs")?.router.clone())
    }

    /// Any of the programs.
    pub(super) fn platform(&self, dice: &mut Dice) -> anyhow::Result<Arc<Platform>> {
        Ok(dice.pick(&self.programs).context("no program runs")?.platform.clone())
    }

    /// Anything that any of them does by itself.
    pub(super) fn chore(&self, dice: &mut Dice) -> Option<Chore> {
        dice.pick(&self.chores).cloned()
    }
}

impl World {
    pub(super) fn new(plan: Plan, template: &Template) -> anyhow::Result<Self> {
        let mut dice = Dice::of(plan.seed);
        let clock = Arc::new(FixedClock::at(START));
        let trace = Trace::new(clock.clone());
        let transport = Arc::new(RouterTransport::default());
        let time = clock.clone();
        let sandbox = Sandbox::new(sandbox::Settings {
            public_url: PROVIDER.to_owned(),
            webhooks: vec![Endpoint {
                url: "http://product.test/webhooks/stripe".into(),
                secret: WEBHOOK_SECRET.into(),
                ..Endpoint::default()
            }],
            clock: Arc::new(move || time.now().0),
            transport: transport.clone(),
            seed: plan.seed,
            ..sandbox::Settings::default()
        })?;
        let home = template.original.copy()?;
        let chaos = Chaos::new(dice.others(), trace.clone());
        let replicas = if dice.percent(25) { 2 } else { 1 };
        trace.note(format!("seed {}: {replicas} programs on one database", plan.seed));
        Ok(Self {
            plan,
            clock,
            sandbox,
            mailbox: Mailbox::in_memory(),
            chaos,
            trace,
            slugs: template.slugs.clone(),
            staff: template.staff.clone(),
            signed_in: BTreeMap::new(),
            pledges: Vec::new(),
            asked: Vec::new(),
            more_time: false,
            transport,
            home,
            replicas,
            steps: 60 + 30 * plan.pledges,
            dice,
        })
    }

    /// The browser of one of the staff, or of the creator.
    pub(super) fn staff(&mut self, who: Who) -> &mut Visitor {
        self.staff.entry(who).or_default()
    }

    /// Whether `who` signed in so lately that they may do whatever is theirs to do.
    pub(super) fn has_just_signed_in(&self, who: Who) -> bool {
        self.signed_in.get(&who).is_some_and(|at| self.clock.now().since(*at) < FRESH)
    }

    /// `who` has signed in with the browser `with`.
    pub(super) fn signs_in(&mut self, who: Who, with: Visitor) {
        self.signed_in.insert(who, self.clock.now());
        self.staff.insert(who, with);
    }

    /// First with everything that goes wrong, then without.
    ///
    /// # Errors
    /// What does not hold.
    pub(super) fn live_through(&mut self) -> anyhow::Result<()> {
        let clock = self.clock.clone();
        let _seeded = contracts::chance::seed_this_thread(self.plan.seed, move || clock.now().0);
        let lived = self.live_and_end();
        death::decide_on_this_thread(None);
        lived
    }

    fn live_and_end(&mut self) -> anyhow::Result<()> {
        let until = START.after(DAY * self.plan.days);
        while self.steps > 0 && self.clock.now() < until {
            let runtime = runtime()?;
            runtime.block_on(self.live(until))?;
            // Whatever was under way never goes on.
            self.transport.disconnect();
            drop(runtime);
        }
        self.trace.note("nothing goes wrong any more");
        self.chaos.calm();
        self.sandbox.clear_faults();
        let runtime = runtime()?;
        runtime.block_on(end::all_ends_well(self))
    }

    /// One life of the program: until it ends, or nothing goes wrong any more.
    async fn live(&mut self, until: Timestamp) -> anyhow::Result<()> {
        let life = self.start(self.replicas).await?;
        let chaos = self.chaos.clone();
        while self.steps > 0 && self.clock.now() < until {
            self.steps -= 1;
            let Action { name, act, .. } = actions::any(&mut self.dice);
            tokio::select! {
                biased;
                () = chaos.death() => return Ok(()),
                done = act(self, &life) => done.with_context(|| format!("while somebody wants to {name}"))?,
            }
        }
        Ok(())
    }

    /// Starts `programs` programs on the database.
    pub(super) async fn start(&mut self, programs: usize) -> anyhow::Result<Life> {
        let mut life = Life { programs: Vec::new(), chores: Vec::new() };
        for _ in 0..programs {
            let ingredients = Ingredients {
                clock: self.clock.clone(),
                mailbox: Some(self.mailbox.clone()),
                migrate: Migrate::Nothing,
            };
            let provider = self.sandbox.router();
            let way = InMemory { provider, chaos: self.chaos.clone(), trace: self.trace.clone() };
            let program = App::build_on(&settings(&self.home), ingredients, Some(Arc::new(way))).await?;
            self.transport.connect(program.router.clone());
            life.chores.extend(program.platform.chores());
            life.programs.push(program);
        }
        self.chaos.begin();
        Ok(life)
    }
}

/// Somebody of the demo signs in.
pub(super) async fn sign_in(staff: &mut Visitor, site: &Router, who: Who) -> anyhow::Result<()> {
    let (email, password) = known(who)?;
    let form = [
        ("_token", staff.get(site, "/login").await?.value("_token")?),
        ("email", email),
        ("password", password),
        ("next", "/me".to_owned()),
    ];
    let answer = staff.post(site, "/login", &form).await?;
    ensure!(answer.status == 303, "sign-in answered {}: {}", answer.status, answer.text);
    Ok(())
}

/// Somebody of the demo signs what is shown on the page that `asked` leads to. Gives the token of forms from then on.
pub(super) async fn sign(
    staff: &mut Visitor,
    site: &Router,
    who: Who,
    asked: &Answer,
) -> anyhow::Result<String> {
    let page = staff.get(site, &asked.location).await?;
    let form = [
        ("_token", page.value("_token")?),
        ("deed", page.value("deed")?),
        ("next", page.value("next")?.replace("&#x2F;", "/")),
        ("password", known(who)?.1),
    ];
    let answer = staff.post(site, "/me/confirm", &form).await?;
    ensure!(answer.status == 303, "signing answered {}: {}", answer.status, answer.text);
    staff.get(site, "/me").await?.value("_token")
}

/// The address and the password of somebody of the demo.
fn known(who: Who) -> anyhow::Result<(String, String)> {
    let person = users::demo_users().into_iter().find(|it| it.email.starts_with(who.name()));
    let person = person.with_context(|| format!("nobody is {who:?}"))?;
    Ok((person.email, secrecy::ExposeSecret::expose_secret(&person.password).to_owned()))
}

pub(super) fn settings(home: &Home) -> Settings {
    Settings {
        mode: Mode::Demo,
        listen: ([127, 0, 0, 1], 0).into(),
        public_url: "http://product.test".into(),
        database_url: home.url(),
        module_databases: BTreeMap::new(),
        stripe_api_base: PROVIDER.to_owned(),
        stripe_secret_key: "sk_test_sandbox".to_owned().into(),
        stripe_webhook_secrets: vec![WEBHOOK_SECRET.to_owned().into()],
        stripe_calls_per_second: payments::CALLS_PER_SECOND,
        slow_methods: true,
        extension_days: campaigns::EXTENSION_DAYS,
        smtp_url: "smtp://localhost:1".to_owned().into(),
        mail_from: "Tributary <no-reply@product.test>".into(),
        secret: "a simulation signs its forms with this".to_owned().into(),
        server: ServerSettings::default(),
        only: Vec::new(),
        checkout_origins: vec![PROVIDER.to_owned()],
    }
}

fn runtime() -> anyhow::Result<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
