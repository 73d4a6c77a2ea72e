//! Gifts by hand that are confirmed in the very moment in which everything that was given to their campaign goes back, and
//! around its deadline.

use super::bench::{Bench, rupees};
use crate::{
    batch::GiveBack,
    offline::{self, Decide, Enter, Gift, Keeper, Method, RefundOffline, State, TakeOn},
    sealed,
    subscribers::people::KeepMembers,
};
use contracts::{OfflineGiftId, PersonId, UserId, campaigns::CampaignPublished, users::AccountClosed};
use kernel::{Command, HandleError, React as _, Transaction, db::with};
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;

/// How long a transaction stays open that another must wait for.
const WHILE: Duration = Duration::from_millis(300);

/// Does `command`, says so, and is committed only after a while.
struct Lingers<C> {
    command: C,
    done: Arc<Notify>,
}

impl<C: Command> Command for Lingers<C> {
    type Output = C::Output;
    type Error = C::Error;

    async fn run(&self, tx: &Transaction) -> Result<C::Output, C::Error> {
        let done = self.command.run(tx).await?;
        self.done.notify_one();
        tokio::time::sleep(WHILE).await;
        Ok(done)
    }
}

/// Somebody wrote down the gift that is called `number` in its list.
async fn entered(bench: &Bench, number: &str) -> OfflineGiftId {
    let id = OfflineGiftId::fresh();
    let gift = Gift {
        id,
        campaign: bench.campaign.campaign,
        person: PersonId::fresh(),
        amount: rupees(500),
        method: Method::Cash,
        name: None,
        received_on: "2026-09-20".into(),
        source: "the box at the door".into(),
        external_id: number.into(),
        state: State::Entered,
        entered_by: UserId::fresh(),
        entered_at: bench.ctx.clock.now(),
        keeper: None,
    };
    assert_eq!(bench.ctx.run(Enter { gifts: vec![gift] }).await.unwrap(), 1);
    id
}

#[tokio::test]
async fn a_gift_by_hand_that_is_confirmed_as_everything_goes_back_is_to_be_handed_back() {
    for confirmed_first in [true, false] {
        let bench = Bench::start().await;
        let gift = entered(&bench, "1").await;
        let confirm = Decide { gift, by: UserId::fresh(), confirmed: true, keeper: None };
        let give_back = GiveBack {
            campaign: bench.campaign.campaign,
            by: UserId::fresh(),
            reason: "the well cannot be dug".into(),
        };
        let done = Arc::new(Notify::new());
        let (confirmed, opened) = if confirmed_first {
            let first = Lingers { command: confirm, done: done.clone() };
            let second = async {
                done.notified().await;
                bench.ctx.run(give_back).await
            };
            tokio::join!(bench.ctx.run(first), second)
        } else {
            let first = Lingers { command: give_back, done: done.clone() };
            let second = async {
                done.notified().await;
                bench.ctx.run(confirm).await
            };
            let (opened, confirmed) = tokio::join!(bench.ctx.run(first), second);
            (confirmed, opened)
        };
        confirmed.unwrap();
        assert!(opened.unwrap(), "the batch is opened once");
        let gifts = offline::listed(bench.ctx.db.read()).await.unwrap();
        let states: Vec<_> = gifts.into_iter().map(|(it, _)| it.state).collect();
        assert_eq!(states, [State::RefundDue], "confirmed first: {confirmed_first}");
        bench.check().await;
    }
}

#[tokio::test]
async fn a_gift_by_hand_that_nobody_had_confirmed_at_the_deadline_does_not_count_towards_the_goal() {
    let bench = Bench::all_or_nothing().await;
    let hour = Duration::from_secs(3600);
    let deadline_at = bench.ctx.clock.now().after(hour);
    bench.publish(CampaignPublished { deadline_at, ..bench.campaign.clone() }).await;
    let (in_time, late) = (entered(&bench, "1").await, entered(&bench, "2").await);
    let confirm = |gift| Decide { gift, by: UserId::fresh(), confirmed: true, keeper: None };
    bench.ctx.run(confirm(in_time)).await.unwrap();
    // The very instant of the deadline is after it.
    bench.clock.advance(hour);
    bench.ctx.run(confirm(late)).await.unwrap();
    let campaign = bench.campaign.campaign;
    let sealed = bench.ctx.run(with(move |tx| Box::pin(sealed::write(tx, campaign)))).await.unwrap();
    assert_eq!(sealed, Some((1, rupees(500))));
    bench.check().await;
}

fn finance(name: &str) -> Keeper {
    Keeper { user: UserId::fresh(), name: name.to_owned() }
}

/// Who sees to each gift, in the order of their numbers.
async fn keepers(bench: &Bench) -> Vec<String> {
    let gifts = offline::listed(bench.ctx.db.read()).await.unwrap().into_iter().map(|(it, _)| it);
    let mut all: Vec<_> = gifts.map(|it| (it.external_id, it.keeper.map(|it| it.name))).collect();
    all.sort();
    all.into_iter().map(|(_, name)| name.unwrap_or_default()).collect()
}

/// Hears that somebody's account was closed.
struct Closed(AccountClosed);

impl Command for Closed {
    type Output = ();
    type Error = HandleError;

    async fn run(&self, tx: &Transaction) -> Result<(), HandleError> {
        KeepMembers.react(tx, self.0.clone()).await
    }
}

#[tokio::test]
async fn whoever_closed_their_account_is_named_with_no_gift_and_is_given_none_to_hand_back() {
    let bench = Bench::start().await;
    let (asha, ben) = (finance("Asha"), finance("Ben"));
    for (number, keeper) in [("1", &asha), ("2", &ben)] {
        let gift = entered(&bench, number).await;
        bench.clock.advance(Duration::from_secs(60));
        let keeps = Some(keeper.clone());
        bench.ctx.run(Decide { gift, by: keeper.user, confirmed: true, keeper: keeps }).await.unwrap();
    }
    let closed_at = bench.ctx.clock.now();
    bench
        .ctx
        .run(Closed(AccountClosed { user: ben.user, person: PersonId::fresh(), closed_at }))
        .await
        .unwrap();
    assert_eq!(keepers(&bench).await, ["Asha", ""]);
    let (campaign, by) = (bench.campaign.campaign, UserId::fresh());
    bench.ctx.run(GiveBack { campaign, by, reason: "no well".into() }).await.unwrap();
    assert_eq!(keepers(&bench).await, ["Asha", "Asha"]);
    bench.check().await;
}

#[tokio::test]
async fn to_hand_gifts_back_is_given_to_whoever_answers_for_money_and_never_to_whoever_cancelled() {
    let bench = Bench::start().await;
    let (asha, ben) = (finance("Asha"), finance("Ben"));
    let decided = entered(&bench, "decided").await;
    let confirm = |gift| Decide { gift, by: UserId::fresh(), confirmed: true, keeper: None };
    bench.ctx.run(confirm(decided)).await.unwrap();
    let note = "twice".to_owned();
    let refund = RefundOffline { gift: decided, by: asha.user, keeper: Some(asha.clone()), note };
    bench.ctx.run(refund).await.unwrap();
    // Support, Asha and Ben confirm one each, and the one that is called "late" comes when all is over.
    for (number, keeper) in [("1", None), ("2", Some(&asha)), ("3", Some(&ben))] {
        let by = keeper.map_or_else(UserId::fresh, |it| it.user);
        let gift = entered(&bench, number).await;
        bench.clock.advance(Duration::from_secs(60));
        bench.ctx.run(Decide { gift, by, confirmed: true, keeper: keeper.cloned() }).await.unwrap();
    }
    let (campaign, by) = (bench.campaign.campaign, UserId::fresh());
    bench.ctx.run(GiveBack { campaign, by, reason: "no well".into() }).await.unwrap();
    let late = entered(&bench, "late").await;
    bench.ctx.run(confirm(late)).await.unwrap();

    // Support's goes to whoever of finance confirmed one last, and so does what came late.
    assert_eq!(keepers(&bench).await, ["Ben", "Asha", "Ben", "Asha", "Ben"]);
    let chi = finance("Chi");
    bench.ctx.run(TakeOn { gift: late, keeper: chi.clone() }).await.unwrap();
    assert_eq!(keepers(&bench).await, ["Ben", "Asha", "Ben", "Asha", "Chi"]);
    let waiting = entered(&bench, "waiting").await;
    bench.ctx.run(TakeOn { gift: waiting, keeper: chi }).await.unwrap_err();
    bench.check().await;
}
