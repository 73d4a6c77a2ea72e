use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use serde_json::Value;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::domain::{self, PayOutcome, connect, debits, disputes, due, intents, radar, sessions};
use crate::errors::ApiError;
use crate::faults::{FaultPlan, Faults};
use crate::idempotency;
use crate::ledger::{self, LedgerReport};
use crate::objects::{Account, Card};
use crate::settings::Settings;
use crate::traffic::{Gate, Limits, Traffic};
use crate::turn::{Asker, Turn};
use crate::webhooks::{self, Deliveries, Delivery};
use crate::world::{Entry, World, shown, text};
use crate::{control, http, pages};

/// A stand-in for Stripe. Clones are the same sandbox.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

/// Why a sandbox did not start or did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// The journal could not be read or written.
    #[error("the sandbox's journal cannot be used")]
    Journal(#[from] std::io::Error),
    /// The processor's refusal, in its words.
    #[error("{0}")]
    Refused(String),
}

impl From<ApiError> for SandboxError {
    fn from(error: ApiError) -> Self {
        Self::Refused(error.message().to_owned())
    }
}

pub(crate) struct Inner {
    pub(crate) settings: Settings,
    /// Rings when an event may be waiting for delivery.
    pub(crate) news: Notify,
    /// Held during a round of deliveries.
    pub(crate) delivering: tokio::sync::Mutex<()>,
    /// Held from the signing of a webhook to its answer, and by whoever moves time meanwhile.
    pub(crate) under_way: tokio::sync::Mutex<()>,
    world: Mutex<World>,
    faults: Mutex<Faults>,
    gate: Mutex<Gate>,
    clock: Clock,
    requests: AtomicU64,
}

impl Sandbox {
    /// A sandbox with those settings. With a journal it takes up what the journal has kept.
    pub fn new(settings: Settings) -> Result<Self, SandboxError> {
        let mut world = World::new(settings.seed);
        if let Some(path) = &settings.journal {
            world.recover(path)?;
        }
        let clock = Clock::new(settings.clock.clone(), settings.advance.clone());
        clock.set_offset(world.clock_offset);
        idempotency::forget(&mut world, clock.now());
        Ok(Self(Arc::new(Inner {
            settings,
            news: Notify::new(),
            delivering: tokio::sync::Mutex::new(()),
            under_way: tokio::sync::Mutex::new(()),
            world: Mutex::new(world),
            faults: Mutex::new(Faults::new(FaultPlan::default())),
            gate: Mutex::default(),
            clock,
            requests: AtomicU64::new(0),
        })))
    }

    /// Stripe's API, the hosted pages and the controls.
    pub fn router(&self) -> Router {
        let inner = Arc::clone(&self.0);
        Router::new().merge(http::router()).merge(pages::router()).merge(control::router()).with_state(inner)
    }

    /// Delivers webhooks in the background until the task is aborted.
    pub fn spawn_webhooks(&self) -> JoinHandle<()> {
        tokio::spawn(webhooks::keep_delivering(Arc::clone(&self.0)))
    }

    /// Delivers every webhook that is due, and those that come of it.
    pub async fn deliver_due(&self) -> Deliveries {
        webhooks::deliver_due(&self.0).await
    }

    /// How many deliveries are under way or wait for another try.
    pub fn pending_deliveries(&self) -> usize {
        self.0.look(|world| world.deliveries.len())
    }

    /// Sets the fault plan; its counters start anew.
    pub fn set_faults(&self, plan: FaultPlan) {
        *self.0.faults() = Faults::new(plan);
    }

    /// How many requests and deliveries the present fault plan has struck. Putting deliveries out of order is
    /// not counted.
    pub fn faults_struck(&self) -> u64 {
        self.0.faults().struck()
    }

    /// Nothing goes wrong any more.
    pub fn clear_faults(&self) {
        self.set_faults(FaultPlan::default());
    }

    /// How often it may be asked from now on; without limits, as often as anybody likes. What is counted starts anew.
    pub fn set_limits(&self, limits: Option<Limits>) {
        *self.0.gate() = Gate::new(limits);
    }

    /// What came to each endpoint, such as `GET /v1/refunds/*`, since the limits were set.
    pub fn traffic(&self) -> BTreeMap<String, Traffic> {
        self.0.gate().traffic()
    }

    /// The sandbox's time in microseconds since the epoch.
    pub fn now(&self) -> i64 {
        self.0.now()
    }

    /// Moves the time, and does what has become due.
    pub fn advance(&self, micros: i64) {
        self.0.advance(micros);
    }

    /// Does what moves time while no webhook is under way: one that was signed before time moved would be too old
    /// when it arrives.
    pub async fn between_webhooks<T>(&self, moves: impl FnOnce() -> T) -> T {
        let _still = self.0.under_way.lock().await;
        moves()
    }

    /// The sandbox's own books.
    pub fn ledger(&self) -> LedgerReport {
        self.0.tick();
        self.0.look(ledger::report)
    }

    /// An object as the API shows it.
    pub fn object(&self, id: &str) -> Option<Value> {
        self.0.tick();
        let now = self.0.now().div_euclid(1_000_000);
        self.0.look(|world| world.get(id).map(|it| shown(&it, now)))
    }

    /// All objects of a kind such as `refund` or `event`, oldest first.
    pub fn objects(&self, kind: &str) -> Vec<Value> {
        self.0.tick();
        let now = self.0.now().div_euclid(1_000_000);
        self.0.look(|world| world.of_kind(kind).map(|it| shown(&it, now)).collect())
    }

    /// The types of all events, oldest first.
    pub fn event_types(&self) -> Vec<String> {
        self.objects("event").iter().map(|it| text(it, "type").to_owned()).collect()
    }

    /// Does what a donor does on the hosted page of that session with that card.
    pub fn pay(&self, session: &str, card_number: &str) -> Result<PayOutcome, SandboxError> {
        let card = Card {
            email: Some("donor@example.com".to_owned()),
            name: Some("Test Donor".to_owned()),
            ..Card::ready_made(card_number)
        };
        self.0.pay(session, &card)
    }

    /// The same with a card that is good until the end of that month.
    pub fn pay_until(
        &self,
        session: &str,
        card_number: &str,
        (exp_year, exp_month): (i64, i64),
    ) -> Result<PayOutcome, SandboxError> {
        let card = Card { exp_month, exp_year, ..Card::ready_made(card_number) };
        self.0.pay(session, &card)
    }

    /// Does what a donor does on the hosted page of that session with that bank account: what comes of it is known days
    /// later.
    pub fn debit(&self, session: &str, iban: &str) -> Result<PayOutcome, SandboxError> {
        let (email, name) = (Some("donor@example.com".to_owned()), Some("Test Donor".to_owned()));
        self.0.debit(session, &Account { iban: iban.to_owned(), email, name })
    }

    /// The bank of a donor takes a charge back. Gives the dispute's id.
    pub fn dispute(&self, charge: &str) -> Result<String, SandboxError> {
        Ok(self.0.turn(Asker::default(), |turn| disputes::open(turn, charge))?)
    }

    /// The bank of a donor warns that a charge may be fraud, such as `made_with_stolen_card`. Gives the warning's id.
    pub fn warn(&self, charge: &str, fraud_type: &str) -> Result<String, SandboxError> {
        Ok(self.0.turn(Asker::default(), |turn| radar::warn(turn, charge, fraud_type))?)
    }

    /// The bank decides a dispute.
    pub fn decide(&self, dispute: &str, won: bool) -> Result<(), SandboxError> {
        Ok(self.0.turn(Asker::default(), |turn| {
            let dispute = turn.find("dispute", dispute, "id")?;
            disputes::close(turn, &dispute, won);
            Ok::<_, ApiError>(())
        })?)
    }

    /// Does what a creator does on the hosted page: gives a bank account, and a document or not.
    pub fn onboard(&self, account: &str, bank: &str, document: bool) -> Result<(), SandboxError> {
        let filled = connect::Onboarding { bank: bank.to_owned(), document };
        Ok(self.0.turn(Asker::default(), |turn| connect::onboard(turn, account, &filled))?)
    }

    /// The processor wants something more of an account before it pays out, by `deadline` (seconds).
    pub fn require(&self, account: &str, what: &str, deadline: i64) {
        self.0.turn(Asker::default(), |turn| connect::require(turn, account, what, deadline));
    }

    /// The processor wants something more of an account by `deadline` (seconds), and pays it out meanwhile.
    pub fn ask_by(&self, account: &str, what: &str, deadline: i64) {
        self.0.turn(Asker::default(), |turn| connect::ask_by(turn, account, what, deadline));
    }

    /// What a connected account holds of a currency, in minor units.
    pub fn held(&self, account: &str, currency: &str) -> i64 {
        self.0.tick();
        self.0.look(|world| world.get(account).map_or(0, |it| connect::held(&it, currency)))
    }

    /// The bank of a creator sends a payout back with that code, even when it had arrived.
    pub fn send_back(&self, payout: &str, code: &str) -> Result<(), SandboxError> {
        Ok(self.0.turn(Asker::default(), |turn| connect::send_back(turn, payout, code))?)
    }

    /// As if somebody else had paid `amount` into a connected account: its owner sells elsewhere, too.
    pub fn credit(&self, account: &str, currency: &str, amount: i64) {
        self.0.turn(Asker::default(), |turn| connect::hold(turn, account, currency, amount));
    }

    /// Answers the 3-D Secure question of an intent.
    pub fn authenticate(&self, intent: &str, confirmed: bool) -> Result<PayOutcome, SandboxError> {
        self.0.authenticate(intent, confirmed)
    }
}

impl Inner {
    pub(crate) fn now(&self) -> i64 {
        self.clock.now()
    }

    pub(crate) fn advance(&self, micros: i64) {
        self.clock.advance(micros);
        self.advanced();
    }

    /// As [`Inner::advance`], unless it would then be later than `latest`. Whether time moved.
    pub(crate) fn advance_within(&self, micros: i64, latest: i64) -> bool {
        let moved = self.clock.advance_within(micros, latest);
        if moved {
            self.advanced();
        }
        moved
    }

    fn advanced(&self) {
        if self.clock.offset() != 0 {
            self.change(Entry::ClockOffset(self.clock.offset()));
        }
        idempotency::forget(&mut self.world(), self.now());
        self.tick();
        self.news.notify_one();
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        self.faults.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn gate(&self) -> MutexGuard<'_, Gate> {
        self.gate.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads the world.
    pub(crate) fn look<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        read(&self.world())
    }

    /// Changes the world outside a turn, without a word in the journal.
    pub(crate) fn touch<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        change(&mut self.world())
    }

    /// Makes one change and keeps it.
    pub(crate) fn change(&self, entry: Entry) {
        let mut world = self.world();
        world.change(entry);
        log_failure(world.commit());
    }

    /// Does what has become due.
    pub(crate) fn tick(&self) {
        self.turn(Asker::default(), |_| ());
    }

    /// One turn at the world. What is due comes first; all changes are kept together.
    pub(crate) fn turn<T>(&self, asker: Asker, act: impl FnOnce(&mut Turn<'_>) -> T) -> T {
        let mut world = self.world();
        let told = world.last_delivery;
        let mut turn = Turn {
            world: &mut world,
            now: self.clock.now(),
            public_url: &self.settings.public_url,
            endpoints: &self.settings.webhooks,
            asker,
        };
        due::tick(&mut turn);
        let result = act(&mut turn);
        log_failure(world.commit());
        if world.last_delivery > told {
            self.news.notify_one();
        }
        result
    }

    pub(crate) fn pay(&self, session: &str, card: &Card) -> Result<PayOutcome, SandboxError> {
        let outcome = self.turn(Asker::default(), |turn| sessions::pay(turn, session, card))?;
        Ok(outcome.into())
    }

    pub(crate) fn debit(&self, session: &str, account: &Account) -> Result<PayOutcome, SandboxError> {
        let outcome = self.turn(Asker::default(), |turn| debits::pay(turn, session, account))?;
        Ok(outcome.into())
    }

    pub(crate) fn authenticate(&self, intent: &str, confirmed: bool) -> Result<PayOutcome, SandboxError> {
        let outcome: domain::Outcome =
            self.turn(Asker::default(), |turn| intents::answered(turn, intent, confirmed))?;
        Ok(outcome.into())
    }

    pub(crate) fn due_deliveries(&self) -> Vec<Delivery> {
        let now = self.now();
        let mut due: Vec<_> =
            self.look(|world| world.deliveries.values().filter(|it| it.due <= now).cloned().collect());
        due.sort_by_key(|it| (it.due, it.id));
        due
    }

    /// A new request id. It is not kept: a restart begins anew.
    pub(crate) fn request_id(&self) -> String {
        let count = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("req_{:08x}{count:06x}", self.settings.seed & 0xffff_ffff)
    }
}

fn log_failure(result: std::io::Result<()>) {
    if let Err(error) = result {
        tracing::error!(%error, "the sandbox's journal could not be written");
    }
}
