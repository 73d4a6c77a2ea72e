//! What is signed before money leaves.

use super::{
    adds_up,
    payouts::{Ended, GOOD_BANK, ROOM},
};
use anyhow::Context as _;
use tests::shapes;

#[tokio::test]
async fn whoever_agrees_to_a_payout_signs_how_much_to_whom_and_to_which_bank_account() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        let second = it.app.signed_in("finance2").await?;
        let (decision, hash, token) = it.shown(&second).await?;
        let form = [("_token", &*token), ("hash", &*hash)];
        let asked = second.post(&decision, &form).await?;
        assert!(asked.location.starts_with("/me/confirm"), "{} {}", asked.status, asked.text);
        let page = second.get(&asked.location).await?.text;
        for words in ["Agree to pay out", "₹5,745.60", "Payee", "acct_", "Ends in 6789"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        let again = second.post(&decision, &form).await?;
        assert!(again.location.starts_with("/me/confirm"), "to be shown it is not to sign it");
        let token = second.sign(&again).await?;
        it.app.settle().await?;
        assert!(it.app.sandbox.objects("transfer").is_empty(), "to sign it is not to send it");
        let form = [("_token", &*token), ("hash", &*hash)];
        assert_eq!(second.post(&decision, &form).await?.location, ROOM);
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("payout").len(), 1);
        adds_up(&it.app).await?;
    }
    Ok(())
}

#[tokio::test]
async fn what_was_signed_of_one_payout_counts_for_no_other_and_to_say_no_needs_no_signature()
-> anyhow::Result<()> {
    let it = Ended::with_bank(&shapes()[0], GOOD_BANK).await?;
    it.propose(&it.app.signed_in("finance").await?).await?;
    let (second, ..) = it.signed().await?;
    assert_eq!(it.say_no(&second).await?.location, ROOM);
    it.app.settle().await?;
    // The reserve is smaller by what a donor got back meanwhile, and so is what is proposed next.
    assert_eq!(it.gift(84_000)?.refund("840").await?.status, 303);
    it.propose(&it.app.signed_in("finance").await?).await?;
    let (decision, hash, token) = it.shown(&second).await?;
    let other = second.post(&decision, &[("_token", &token), ("hash", &hash)]).await?;
    assert!(other.location.starts_with("/me/confirm"), "{} {}", other.status, other.text);
    assert!(it.app.sandbox.objects("transfer").is_empty());
    Ok(())
}

#[tokio::test]
async fn a_swapped_payload_is_refused() -> anyhow::Result<()> {
    let it = Ended::with_bank(&shapes()[0], GOOD_BANK).await?;
    it.propose(&it.app.signed_in("finance").await?).await?;
    let second = it.app.signed_in("finance2").await?;
    let (decision, hash, token) = it.shown(&second).await?;
    let sql =
        "UPDATE payments_proposal SET payload = replace(payload, '\"minor\":574560', '\"minor\":999999')";
    let changed = it.app.ctx("payments")?.db.execute(sql, vec![]).await?;
    assert_eq!(changed, 1);
    let answer = second.post(&decision, &[("_token", &token), ("hash", &hash)]).await?;
    assert_eq!(answer.status, 400);
    assert!(answer.text.contains("not what you were shown"), "{}", answer.text);
    it.weeks().await?;
    assert!(it.app.sandbox.objects("transfer").is_empty());
    Ok(())
}

#[tokio::test]
async fn what_was_sent_before_it_was_signed_is_sent_with_one_click_from_the_room() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        let (second, decision, hash, _) = it.signed().await?;
        let room = second.get(ROOM).await?;
        let shown = room.text.replace("&#x2F;", "/");
        let kept = shown.split("<form").find(|it| it.contains("card stack typed"));
        let kept = kept.with_context(|| format!("nothing is offered: {}", room.text))?;
        assert!(kept.contains(&format!("action=\"{decision}\"")), "{kept}");
        assert!(kept.contains(&format!("name=\"hash\" value=\"{hash}\"")), "{kept}");
        let (token, kept) = (room.field("_token")?, room.field("hash")?);
        assert_eq!(second.post(&decision, &[("_token", &token), ("hash", &kept)]).await?.location, ROOM);
        assert!(!second.get(ROOM).await?.text.contains("card stack typed"), "it was sent");
        it.weeks().await?;
        assert_eq!(it.app.sandbox.objects("payout").len(), 1);
        adds_up(&it.app).await?;
    }
    Ok(())
}

/// SEC-20: who agrees is asked when they agree, and not when they signed.
#[tokio::test]
async fn whoever_lost_the_role_after_they_signed_agrees_to_nothing() -> anyhow::Result<()> {
    for shape in shapes() {
        let it = Ended::with_bank(&shape, GOOD_BANK).await?;
        it.propose(&it.app.signed_in("finance").await?).await?;
        let (second, decision, hash, token) = it.signed().await?;

        let admin = it.app.signed_in("admin").await?;
        let email = it.app.mail_of("finance2")?.replace('@', "%40");
        let person = admin.get(&format!("/backoffice/people?q={email}")).await?.location;
        let path = format!("{person}/role");
        let revoke = async |token: &str| {
            let form =
                [("_token", token), ("role", "finance"), ("what", "revoke"), ("reason", "left the desk")];
            admin.post(&path, &form).await
        };
        let asked = revoke(&admin.get(&person).await?.field("_token")?).await?;
        let signed = admin.sign(&asked).await?;
        assert_eq!(revoke(&signed).await?.location, person);

        let answer = second.post(&decision, &[("_token", &token), ("hash", &hash)]).await?;
        assert!(answer.location.starts_with("/login"), "{} {}", answer.status, answer.text);
        let again = it.app.signed_in("finance2").await?;
        let token = again.get("/me").await?.field("_token")?;
        let answer = again.post(&decision, &[("_token", &token), ("hash", &hash)]).await?;
        assert_eq!(answer.status, 404, "{}", answer.text);
        it.weeks().await?;
        assert!(it.app.sandbox.objects("transfer").is_empty());
        adds_up(&it.app).await?;
    }
    Ok(())
}
