//! Mail servers that refuse, forget to answer, or do not know who is asking.

use crate::{
    post_office::{CUT, END, PostOffice},
    world::World,
};
use contracts::pledges::Collection;
use kernel::db::Sql;
use std::time::Duration;

const QUEUED: i16 = 0;
const SENT: i16 = 1;
const REFUSED: i16 = 2;

/// A gift whose receipt is to be sent through `office`.
async fn given(office: &PostOffice) -> anyhow::Result<World> {
    let world = World::with_server(office.url()).await?;
    world.reserve(Collection::Charge, None).await?;
    world.activate(Collection::Charge).await?;
    world.settle_twice().await?;
    Ok(world)
}

async fn pass(world: &World, hours: u64) -> anyhow::Result<()> {
    for _ in 0..hours {
        world.clock.advance(Duration::from_hours(1));
        world.settle_twice().await?;
    }
    Ok(())
}

async fn state(world: &World) -> anyhow::Result<(i16, Option<String>)> {
    let sql = "SELECT state, error FROM notifications_mail";
    let row = world.context("notifications").db.read().one(sql, vec![]).await?;
    let row = row.ok_or_else(|| anyhow::anyhow!("there is no mail"))?;
    Ok((row.try_get("", "state")?, row.try_get("", "error")?))
}

fn message_id(mail: &str) -> &str {
    mail.lines().find_map(|it| it.strip_prefix("Message-ID: ")).unwrap_or_default()
}

#[tokio::test]
async fn a_server_that_cannot_just_now_is_asked_later_and_gets_the_mail_once() -> anyhow::Result<()> {
    for (command, answer) in [
        ("MAIL", "421 too many of you"),
        ("RCPT", "451 come back later"),
        ("DATA", "452 no room"),
        (END, "450 not yet"),
    ] {
        let office = PostOffice::open().await?;
        office.goes_wrong(command, answer, 2);
        let world = given(&office).await?;
        assert_eq!((state(&world).await?.0, office.mails().len()), (QUEUED, 0), "{command} {answer}");
        pass(&world, 24).await?;
        assert_eq!((state(&world).await?.0, office.mails().len()), (SENT, 1), "{command} {answer}");
        assert!(world.platform.check().await?.holds);
    }
    Ok(())
}

#[tokio::test]
async fn an_address_that_is_refused_is_noted_with_the_servers_words_and_not_asked_for_again()
-> anyhow::Result<()> {
    let office = PostOffice::open().await?;
    office.goes_wrong("RCPT", "550 5.1.1 nobody of that name lives here", usize::MAX);
    let world = given(&office).await?;
    let (state_then, why) = state(&world).await?;
    assert_eq!(state_then, REFUSED);
    assert!(why.as_deref().unwrap_or_default().contains("nobody of that name lives here"), "{why:?}");
    pass(&world, 48).await?;
    assert_eq!((office.asked().len(), office.mails().len()), (1, 0), "{:?}", office.asked());
    let health = world.platform.health().await?;
    let dead: Vec<_> = health.iter().flat_map(|it| &it.dead_jobs).collect();
    assert_eq!(dead.len(), 1, "it is laid before a person: {dead:?}");
    assert!(world.platform.check().await?.holds);
    Ok(())
}

#[tokio::test]
async fn a_mail_whose_answer_was_lost_comes_twice_at_most_and_under_one_id() -> anyhow::Result<()> {
    let office = PostOffice::open().await?;
    office.goes_wrong(END, CUT, 1);
    let world = given(&office).await?;
    assert_eq!(state(&world).await?.0, QUEUED, "nobody knows whether it was taken");
    pass(&world, 24).await?;
    assert_eq!(state(&world).await?.0, SENT);
    let mails = office.mails();
    assert_eq!(mails.len(), 2, "{mails:#?}");
    assert!(!message_id(&mails[0]).is_empty(), "{}", mails[0]);
    assert_eq!(message_id(&mails[0]), message_id(&mails[1]));
    assert!(world.platform.check().await?.holds);
    Ok(())
}

#[tokio::test]
async fn a_server_that_does_not_know_us_refuses_no_address_and_mails_wait_until_it_does() -> anyhow::Result<()>
{
    let office = PostOffice::open().await?;
    office.goes_wrong("AUTH", "535 5.7.8 wrong password", 3);
    let world = given(&office).await?;
    assert_eq!(state(&world).await?.0, QUEUED, "{:?}", state(&world).await?);
    pass(&world, 24).await?;
    assert_eq!((state(&world).await?.0, office.mails().len()), (SENT, 1));
    Ok(())
}
