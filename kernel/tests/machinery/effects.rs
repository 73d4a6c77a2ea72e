//! Calls to the outside, written down before they are made.

use crate::world::worlds;
use kernel::{Context, Effect, EffectRow, Transaction, db::with};
use sea_orm::DbErr;

async fn intend(ctx: &Context, request: &'static str) -> Result<EffectRow, DbErr> {
    let command = with(move |tx: &Transaction| {
        Box::pin(async move {
            let (key, subject, request) = ("jar/1/fill/1".into(), "jar/1".into(), request.into());
            let effect = Effect { key, subject, step: "fill", provider: "somebody", request, undo_of: None };
            tx.intend(&effect).await
        })
    });
    ctx.run(command).await
}

/// T-08: another request under a name that was used is never sent.
#[tokio::test]
async fn t08_a_call_of_one_name_is_one_request_for_ever() -> anyhow::Result<()> {
    for world in worlds().await? {
        intend(&world.ctx, "amount=100").await?;
        assert_eq!(intend(&world.ctx, "amount=100").await?.request, "amount=100", "the same is the same");
        let other = intend(&world.ctx, "amount=200").await;
        assert!(other.is_err_and(|it| it.to_string().contains("meant to send something else")));
        let kept = EffectRow::find(world.ctx.db.read(), "probe", "jar/1/fill/1").await?;
        assert_eq!(kept.map(|it| it.request).as_deref(), Some("amount=100"));
    }
    Ok(())
}
