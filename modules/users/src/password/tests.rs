use super::{ENOUGH, Hash, NOBODY, PasswordError, Passwords, Pepper, QUEUE, Verdict};
use secrecy::SecretString;
use std::time::Duration;

fn pepper(id: &str) -> Pepper {
    Pepper { id: id.to_owned(), secret: format!("{id}: 0123456789abcdef").into() }
}

fn passwords(ids: &[&str]) -> Passwords {
    Passwords::new(ids.iter().map(|id| pepper(id)).collect()).expect("the peppers are sound")
}

fn secret(text: &str) -> SecretString {
    text.to_owned().into()
}

#[tokio::test]
async fn the_right_password_is_known_and_another_is_not() -> Result<(), PasswordError> {
    let passwords = passwords(&["2026"]);
    let hash = passwords.hash(&secret("correct horse battery")).await?;
    assert!(hash.phc.starts_with(&ENOUGH.prefix()), "{hash:?}");
    assert_eq!(passwords.verify(Some(&hash), &secret("correct horse battery")).await?, Verdict::Right);
    assert_eq!(passwords.verify(Some(&hash), &secret("Correct horse battery")).await?, Verdict::Wrong);
    assert_eq!(passwords.verify(None, &secret("correct horse battery")).await?, Verdict::Wrong);
    Ok(())
}

#[tokio::test]
async fn a_hash_is_worth_nothing_without_its_pepper() -> Result<(), PasswordError> {
    let hash = passwords(&["2026"]).hash(&secret("correct horse battery")).await?;
    let stolen = Hash { pepper: "other".into(), ..hash.clone() };
    let verdict = passwords(&["other"]).verify(Some(&stolen), &secret("correct horse battery")).await?;
    assert_eq!(verdict, Verdict::Wrong);
    // As for whoever is not there: an answer of another kind would tell who is.
    let gone = passwords(&["other"]).verify(Some(&hash), &secret("correct horse battery")).await?;
    assert_eq!(gone, Verdict::Wrong);
    Ok(())
}

#[tokio::test]
async fn an_older_pepper_or_weaker_parameters_ask_for_a_new_hash() -> Result<(), PasswordError> {
    use argon2::{Argon2, Params, PasswordHasher};
    use secrecy::ExposeSecret;
    let hash = passwords(&["2025"]).hash(&secret("correct horse battery")).await?;
    let now = passwords(&["2026", "2025"]);
    assert_eq!(now.verify(Some(&hash), &secret("correct horse battery")).await?, Verdict::RightButOld);

    let weak = Argon2::from(Params::new(8 * 1024, 1, 1, None).expect("sound"));
    let input = super::peppered(&pepper("2026"), &secret("correct horse battery"))?;
    let phc = weak.hash_password(input.expose_secret()).expect("it hashes").to_string();
    let hash = Hash { phc, pepper: "2026".into() };
    assert_eq!(now.verify(Some(&hash), &secret("correct horse battery")).await?, Verdict::RightButOld);
    Ok(())
}

#[tokio::test]
async fn a_chosen_password_is_long_enough_and_not_too_long() {
    let passwords = passwords(&["2026"]);
    assert!(matches!(passwords.hash(&secret("fourteen chars")).await, Err(PasswordError::TooShort)));
    assert!(matches!(passwords.hash(&secret(&"x".repeat(1025))).await, Err(PasswordError::TooLong)));
    assert!(passwords.hash(&secret("पन्द्रह अक्षर हैं यहाँ")).await.is_ok());
}

#[test]
fn peppers_are_named_apart_and_long_enough() {
    let short = Pepper { id: "a".into(), secret: "short".to_owned().into() };
    for peppers in [vec![], vec![short], vec![pepper("a"), pepper("a")], vec![pepper("")]] {
        assert!(matches!(Passwords::new(peppers), Err(PasswordError::Peppers)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_finds_the_queue_full_is_sent_away_at_once() {
    let passwords = passwords(&["2026"]);
    let all = passwords.0.queue.acquire_many(u32::try_from(QUEUE).expect("small")).await.expect("open");
    let answer = tokio::time::timeout(Duration::from_secs(1), passwords.hash_accepted(&secret("x"))).await;
    assert!(matches!(answer, Ok(Err(PasswordError::Busy))), "{answer:?}");
    let answer = passwords.verify(None, &secret("x")).await;
    assert!(
        matches!(answer, Err(PasswordError::Busy)),
        "an unknown address waits in the same queue: {answer:?}"
    );
    drop(all);
    assert!(passwords.hash_accepted(&secret("x")).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_hangs_up_has_no_second_hash_computed_beside_the_first() {
    let passwords = passwords(&["2026"]);
    let ((begun, began), (end, ended)) = (tokio::sync::oneshot::channel(), std::sync::mpsc::channel::<()>());
    let asking = passwords.clone();
    let work = move || {
        begun.send(()).map_err(|()| super::failed("nobody waits for it"))?;
        ended.recv().map_err(super::failed)
    };
    let asked = tokio::spawn(async move { asking.in_turn(work).await });
    began.await.expect("it began");
    asked.abort();
    assert!(asked.await.is_err_and(|it| it.is_cancelled()));
    assert_eq!(passwords.0.turn.available_permits(), 0, "the first is still computed");
    assert_eq!(passwords.0.queue.available_permits(), QUEUE - 1);
    end.send(()).expect("it waits");
    assert!(passwords.hash_accepted(&secret("x")).await.is_ok());
}

#[test]
fn nobodys_hash_costs_what_every_other_costs() {
    let parsed = argon2::password_hash::phc::PasswordHash::new(NOBODY).expect("it parses");
    assert!(NOBODY.starts_with(&ENOUGH.prefix()));
    assert_eq!(parsed.hash.map(|it| it.as_bytes().len()), Some(32));
    assert_eq!(parsed.salt.map(|it| it.as_ref().len()), Some(15));
}
