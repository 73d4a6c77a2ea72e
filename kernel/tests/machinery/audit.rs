use crate::world::{World, worlds};
use kernel::{
    Actor, Audit, Keys, Transaction,
    audit::{Broken, RootFile, RootKey, Search, seal, search, verify},
    db::with,
};
use sea_orm::{DbBackend, DbErr};
use std::path::{Path, PathBuf};

/// An audit log of six entries with a signed root over four of them, and where its roots are.
async fn written(world: &World) -> anyhow::Result<(PathBuf, Vec<RootKey>)> {
    let keys = RootKey::all(&Keys::for_tests())?;
    let file = std::env::temp_dir().join(format!("roots-{}", uuid::Uuid::new_v4()));
    for number in 1..=6 {
        note(world, number, false).await?;
        seal(&world.ctx).await?;
        if number == 4 {
            assert!(RootFile::at(&file).add(&world.ctx, &keys).await?);
        }
        world.clock.advance(std::time::Duration::from_secs(1));
    }
    Ok((file, keys))
}

async fn note(world: &World, number: u32, fail: bool) -> Result<(), DbErr> {
    let command = with(move |tx: &Transaction| {
        Box::pin(async move {
            let entry = Audit::new(Actor::Console, "thing.change", format!("thing/{number}"));
            tx.audit(entry.because("a test").to(serde_json::json!({ "number": number }))).await?;
            if fail { Err(DbErr::Custom("as the test wants".into())) } else { Ok(()) }
        })
    });
    world.ctx.run(command).await
}

async fn broken(world: &World, file: &Path, keys: &[RootKey]) -> anyhow::Result<Option<Broken>> {
    let (db, roots) = (world.ctx.db.read(), RootFile::at(file));
    verify(db, "probe", Some(&roots), keys).await
}

/// Somebody who owns the database goes around its triggers.
async fn behind_its_back(world: &World, statements: &[&str]) -> anyhow::Result<()> {
    let around: &[&str] = match world.ctx.db.backend() {
        DbBackend::Sqlite => &[
            "DROP TRIGGER probe_audit_unchanged",
            "DROP TRIGGER probe_audit_kept",
            "DROP TRIGGER probe_audit_seal_unchanged",
            "DROP TRIGGER probe_audit_seal_kept",
        ],
        _ => &[
            "ALTER TABLE probe_audit DISABLE TRIGGER ALL",
            "ALTER TABLE probe_audit_seal DISABLE TRIGGER ALL",
        ],
    };
    for statement in around.iter().chain(statements) {
        world.ctx.db.execute(statement, vec![]).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_was_written_is_found_whole_and_in_order() -> anyhow::Result<()> {
    for world in worlds().await? {
        let (file, keys) = written(&world).await?;
        assert_eq!(broken(&world, &file, &keys).await?, None);
        let found = search(
            world.ctx.db.read(),
            "probe",
            &Search { subject: "thing/".into(), ..Search::default() },
            10,
        )
        .await?;
        assert_eq!(found.iter().map(|it| it.seq).collect::<Vec<_>>(), [6, 5, 4, 3, 2, 1].map(Some));
        assert_eq!(found[0].became.as_deref(), Some("{\"number\":6}"));
        let first = Search { concerning: "thing/1".into(), kinds: vec!["thing."], ..Search::default() };
        assert_eq!(search(world.ctx.db.read(), "probe", &first, 10).await?.len(), 1);
        let two = Search { about: vec!["thing/1".into(), "thing/2".into()], ..Search::default() };
        assert_eq!(search(world.ctx.db.read(), "probe", &two, 10).await?.len(), 2);
        let others = Search { kinds: vec!["other.", "things."], ..Search::default() };
        assert!(search(world.ctx.db.read(), "probe", &others, 10).await?.is_empty());
        let none = Search { actor: "user/nobody".into(), ..Search::default() };
        assert!(search(world.ctx.db.read(), "probe", &none, 10).await?.is_empty());
    }
    Ok(())
}

#[tokio::test]
async fn a_change_that_did_not_happen_leaves_no_entry() -> anyhow::Result<()> {
    for world in worlds().await? {
        assert!(note(&world, 1, true).await.is_err());
        assert_eq!(seal(&world.ctx).await?, 0);
        assert_eq!(world.count("SELECT COUNT(*) FROM probe_audit").await?, 0);
    }
    Ok(())
}

#[tokio::test]
async fn the_database_refuses_to_change_or_remove_an_entry() -> anyhow::Result<()> {
    for world in worlds().await? {
        written(&world).await?;
        for statement in [
            "UPDATE probe_audit SET actor = 'console'",
            "DELETE FROM probe_audit",
            "UPDATE probe_audit_seal SET hash = hash",
            "DELETE FROM probe_audit_seal",
        ] {
            let refused = world.ctx.db.execute(statement, vec![]).await;
            let error = refused.err().map(|it| it.to_string()).unwrap_or_default();
            assert!(error.contains("only ever added to"), "{statement}: {error}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn each_way_to_tamper_is_found_and_its_first_position_named() -> anyhow::Result<()> {
    let third = "(SELECT entry FROM probe_audit_seal WHERE seq = 3)";
    let id = "'00000000-0000-0000-0000-00000000abcd'";
    let alter = format!("UPDATE probe_audit SET actor = 'nobody' WHERE id = {third}");
    let delete = format!("DELETE FROM probe_audit WHERE id = {third}");
    // Positions 3 and 4 change places.
    let reorder = [
        "UPDATE probe_audit_seal SET seq = 99 WHERE seq = 3",
        "UPDATE probe_audit_seal SET seq = 3 WHERE seq = 4",
        "UPDATE probe_audit_seal SET seq = 4 WHERE seq = 99",
    ];
    let forged = |sql: &str, backend| match backend {
        DbBackend::Sqlite => sql.replace(id, "x'0000000000000000000000000000abcd'"),
        _ => sql.to_owned(),
    };
    let entry = format!(
        "INSERT INTO probe_audit SELECT {id}, at, actor, action, subject, reason, was, became, correlation_id \
         FROM probe_audit WHERE id = {third}"
    );
    let put_between = [
        "UPDATE probe_audit_seal SET seq = seq + 100 WHERE seq > 2",
        "UPDATE probe_audit_seal SET seq = seq - 99 WHERE seq > 100",
        &format!("INSERT INTO probe_audit_seal SELECT 3, {id}, hash FROM probe_audit_seal WHERE seq = 4"),
    ];
    let cut_off = [
        "DELETE FROM probe_audit WHERE id IN (SELECT entry FROM probe_audit_seal WHERE seq > 2)",
        "DELETE FROM probe_audit_seal WHERE seq > 2",
    ];
    let ways: [(&str, Vec<&str>, i64); 6] = [
        ("altered", vec![&alter], 3),
        ("deleted", vec![&delete], 3),
        ("reordered", reorder.to_vec(), 3),
        ("put between", [entry.as_str()].into_iter().chain(put_between).collect(), 3),
        ("put in without a seal", vec![&entry], 7),
        ("cut off", cut_off.to_vec(), 3),
    ];
    for (way, statements, position) in ways {
        for world in worlds().await? {
            let (file, keys) = written(&world).await?;
            let backend = world.ctx.db.backend();
            let statements: Vec<_> = statements.iter().map(|it| forged(it, backend)).collect();
            behind_its_back(&world, &statements.iter().map(String::as_str).collect::<Vec<_>>()).await?;
            let found = broken(&world, &file, &keys).await?;
            assert_eq!(found.as_ref().map(|it| it.position), Some(position), "{way}: {found:?}");
        }
    }
    Ok(())
}

#[tokio::test]
async fn a_chain_rewritten_from_end_to_end_is_another_one_than_the_signed_root_tells_of() -> anyhow::Result<()>
{
    for world in worlds().await? {
        let (file, keys) = written(&world).await?;
        behind_its_back(
            &world,
            &[
                "UPDATE probe_audit SET actor = 'nobody' WHERE id = (SELECT entry FROM probe_audit_seal WHERE seq = 3)",
                "INSERT INTO probe_audit_new SELECT id FROM probe_audit",
                "DELETE FROM probe_audit_seal",
            ],
        )
        .await?;
        seal(&world.ctx).await?;
        assert_eq!(
            verify(world.ctx.db.read(), "probe", None, &keys).await?,
            None,
            "the chain alone is whole"
        );
        let found = broken(&world, &file, &keys).await?.map(|it| it.position);
        assert_eq!(found, Some(1), "the root covers positions 1 to 4");
    }
    Ok(())
}

#[tokio::test]
async fn a_forged_root_and_a_removed_one_are_found() -> anyhow::Result<()> {
    let world = worlds().await?.swap_remove(0);
    let (file, keys) = written(&world).await?;
    RootFile::at(&file).add(&world.ctx, &keys).await?;
    let text = std::fs::read_to_string(&file)?;
    let strangers = RootKey::all(&Keys::new(vec![kernel::Key { id: "k9".into(), secret: vec![9; 32] }]))?;
    assert!(broken(&world, &file, &strangers).await?.is_some(), "signed by nobody we know");
    std::fs::write(&file, text.lines().skip(1).collect::<String>())?;
    let found = broken(&world, &file, &keys).await?.expect("a line is missing");
    assert!(found.what.contains("removed"), "{found}");
    Ok(())
}

/// Several processes may be told of one file, and sign at the same hour.
#[tokio::test]
async fn roots_that_are_signed_at_once_follow_each_other() -> anyhow::Result<()> {
    for world in worlds().await? {
        let (file, keys) = written(&world).await?;
        let roots = RootFile::at(&file);
        let adding = (0..8).map(|_| roots.add(&world.ctx, &keys));
        let added = futures::future::try_join_all(adding).await?;
        assert_eq!(added.iter().filter(|it| **it).count(), 1, "what grew is signed once");
        assert_eq!(broken(&world, &file, &keys).await?, None);
    }
    Ok(())
}

/// SEC-42: `keys rotate`, and later the line of the older key is taken out.
#[tokio::test]
async fn what_a_key_signed_that_was_taken_out_is_believed_where_the_next_one_vouches_for_it_and_nothing_after()
-> anyhow::Result<()> {
    let new = kernel::Key { id: "k9".into(), secret: vec![9; 32] };
    let both = Keys::new([vec![new.clone()], Keys::for_tests().all().to_vec()].concat());
    let (alone, both) = (RootKey::all(&Keys::new(vec![new]))?, RootKey::all(&both)?);
    for (signs, is_believed) in [(&both, true), (&alone, false)] {
        let world = worlds().await?.swap_remove(0);
        let (file, old) = written(&world).await?;
        assert!(RootFile::at(&file).add(&world.ctx, signs).await?, "two entries came since");
        let found = broken(&world, &file, &alone).await?;
        assert_eq!(found.is_none(), is_believed, "{found:?}");

        note(&world, 7, false).await?;
        seal(&world.ctx).await?;
        assert!(RootFile::at(&file).add(&world.ctx, &old).await?, "whoever has the old key signs");
        let found = broken(&world, &file, &alone).await?;
        assert!(found.is_some_and(|it| it.what.contains("not signed")), "and is not believed");
    }
    Ok(())
}
