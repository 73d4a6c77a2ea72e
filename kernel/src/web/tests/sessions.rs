use super::*;
use crate::db::Sql;

async fn open_to(site: &Site, role: Option<Role>) -> anyhow::Result<Vec<&'static str>> {
    let mut browser = site.browser();
    if let Some(role) = role {
        assert_eq!(browser.post(&format!("/as/{role}"), "").await?.status, StatusCode::OK);
    }
    let mut open = Vec::new();
    for path in ["/mine", "/desk", "/vault"] {
        match browser.get(path).await?.status {
            StatusCode::OK => open.push(path),
            StatusCode::NOT_FOUND => assert!(role.is_some(), "{path} does not exist for the wrong role"),
            status => assert_eq!((role, status), (None, StatusCode::SEE_OTHER), "{path}"),
        }
    }
    Ok(open)
}

#[tokio::test]
async fn a_path_is_open_to_those_it_names_and_to_nobody_else() -> anyhow::Result<()> {
    let site = Site::start().await?;
    assert_eq!(open_to(&site, None).await?, [""; 0]);
    assert_eq!(open_to(&site, Some(Role::Donor)).await?, ["/mine"]);
    assert_eq!(open_to(&site, Some(Role::Creator)).await?, ["/mine"]);
    assert_eq!(open_to(&site, Some(Role::Support)).await?, ["/mine", "/desk"]);
    assert_eq!(open_to(&site, Some(Role::Finance)).await?, ["/mine", "/desk", "/vault"]);
    Ok(())
}

#[tokio::test]
async fn whoever_works_here_gets_nowhere_without_a_second_factor_unless_it_is_the_demo() -> anyhow::Result<()>
{
    let rooms = ["/desk", "/vault", "/log"];
    for demo in [false, true] {
        let site = Site::open(demo).await?;
        let mut finance = site.browser();
        finance.post("/as/finance", "").await?;
        for room in rooms {
            let answer = finance.get(room).await?;
            let led = (answer.status, answer.header(header::LOCATION));
            let expected = if demo { (StatusCode::OK, "") } else { (StatusCode::SEE_OTHER, "/me/security") };
            assert_eq!(led, expected, "{room}, demo: {demo}");
        }
        finance.post("/factor", "").await?;
        for room in rooms {
            assert_eq!(finance.get(room).await?.status, StatusCode::OK, "{room}");
        }
    }
    let site = Site::open(false).await?;
    let mut donor = site.browser();
    donor.post("/as/donor", "").await?;
    for room in rooms {
        assert_eq!(donor.get(room).await?.status, StatusCode::NOT_FOUND, "{room} does not exist for a donor");
    }
    Ok(())
}

#[tokio::test]
async fn nobody_is_paid_out_without_a_second_factor_unless_it_is_the_demo() -> anyhow::Result<()> {
    for demo in [false, true] {
        let site = Site::open(demo).await?;
        let mut creator = site.browser();
        creator.post("/as/creator", "").await?;
        let stale = creator.get("/payee").await?;
        assert!(stale.header(header::LOCATION).starts_with("/me/confirm"), "who they are is asked first");
        creator.post("/proved/false", "").await?;
        let answer = creator.get("/payee").await?;
        let expected = if demo { (StatusCode::OK, "") } else { (StatusCode::SEE_OTHER, "/me/security") };
        assert_eq!((answer.status, answer.header(header::LOCATION)), expected, "demo: {demo}");
        creator.post("/proved/true", "").await?;
        assert_eq!(creator.get("/payee").await?.status, StatusCode::OK, "demo: {demo}");
    }
    Ok(())
}

#[tokio::test]
async fn the_back_office_does_not_know_whoever_comes_by_way_of_another_site() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut finance = site.browser();
    finance.post("/as/finance", "").await?;
    assert_eq!(finance.get("/vault").await?.status, StatusCode::OK);
    let strict = finance.cookies.remove("adm").expect("the cookie of the back office");
    // A browser sends the one cookie and keeps the other to itself when another site leads here.
    let from_elsewhere = finance.get("/vault").await?;
    assert_eq!(from_elsewhere.status, StatusCode::FORBIDDEN);
    assert!(from_elsewhere.text.contains("href=\"/vault\""), "one click from here: {}", from_elsewhere.text);
    assert!(!finance.cookies.contains_key("adm"), "it is given with the sign-in and at no other time");
    assert_eq!(finance.get("/mine").await?.status, StatusCode::OK, "what is one's own opens");
    finance.cookies.insert("adm".into(), "0".repeat(64));
    assert_eq!(finance.get("/vault").await?.status, StatusCode::FORBIDDEN, "a made-up one");
    finance.cookies.insert("adm".into(), strict.clone());
    assert_eq!(finance.get("/vault").await?.status, StatusCode::OK);
    let mut other = site.browser();
    other.post("/as/finance", "").await?;
    other.cookies.insert("adm".into(), strict);
    assert_eq!(other.get("/vault").await?.status, StatusCode::FORBIDDEN, "another session's");
    Ok(())
}

#[tokio::test]
async fn the_cookies_of_a_site_with_tls_are_for_this_host_alone_and_the_office_s_is_strict()
-> anyhow::Result<()> {
    let site = Site::as_set(true, true).await?;
    let cookies = |answer: &Answer| -> Vec<String> {
        let all = answer.headers.get_all(header::SET_COOKIE).iter();
        all.filter_map(|it| it.to_str().ok()).map(str::to_owned).collect()
    };
    let mut browser = site.browser();
    let mut all = cookies(&browser.get("/form").await?);
    all.extend(cookies(&browser.post("/as/admin", "").await?));
    assert_eq!(all.len(), 3, "{all:?}");
    for (name, same_site) in [("__Host-form=", "Lax"), ("__Host-sid=", "Lax"), ("__Host-adm=", "Strict")] {
        let cookie = all.iter().find(|it| it.starts_with(name)).expect(name);
        let says = |what: &str| cookie.split("; ").any(|it| it == what);
        let whole = says("Secure") && says("HttpOnly") && says("Path=/") && !cookie.contains("Domain");
        assert!(whole && says(&format!("SameSite={same_site}")), "{cookie}");
    }
    let donor = cookies(&site.browser().post("/as/donor", "").await?);
    assert!(donor.iter().all(|it| !it.starts_with("__Host-adm")), "a donor needs none: {donor:?}");
    Ok(())
}

#[tokio::test]
async fn whoever_is_not_signed_in_comes_back_to_what_they_asked_for() -> anyhow::Result<()> {
    let mut browser = Site::start().await?.browser();
    let asked = browser.get("/mine?page=2").await?;
    assert_eq!(asked.header(header::LOCATION), "/login?next=%2Fmine%3Fpage%3D2");
    assert_eq!(browser.post("/mine", "").await?.header(header::LOCATION), "/login");
    for (sent_from, leads) in [
        ("http://localhost/mine?page=2", "/login?next=%2Fmine"),
        ("http://localhost/nowhere", "/login?next=%2Fmine"),
        ("http://elsewhere.example//evil.example", "/login?next=%2Fmine"),
    ] {
        let posted = Request::post("/mine").header(header::REFERER, sent_from).body(Body::empty())?;
        assert_eq!(browser.send(posted).await?.header(header::LOCATION), leads, "{sent_from}");
    }
    Ok(())
}

#[tokio::test]
async fn a_session_is_kept_under_a_hash_and_ends_for_good() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    browser.post("/as/donor", "").await?;
    let id = browser.cookies["sid"].clone();
    let stored = "SELECT COUNT(*) FROM users_session WHERE user_id IS NOT NULL AND id <> $1";
    let count = site.db.read().one(stored, vec![id.clone().into()]).await?.expect("a count");
    assert_eq!(count.try_get_by_index::<i64>(0)?, 1);

    browser.post("/as/admin", "").await?;
    assert_ne!(browser.cookies["sid"], id, "another id at each sign-in");
    let mut thief = site.browser();
    thief.cookies.insert("sid".into(), id);
    assert_eq!(thief.get("/mine").await?.status, StatusCode::SEE_OTHER, "the old id is dead");

    thief.cookies = browser.cookies.clone();
    assert_eq!(browser.post("/out", "").await?.status, StatusCode::OK);
    assert_eq!(thief.get("/mine").await?.status, StatusCode::SEE_OTHER, "and so is the last one");
    Ok(())
}

/// SEC-7: 256 random bits, of which the library knows 128.
#[tokio::test]
async fn neither_half_of_a_session_s_cookie_opens_anything_without_the_other() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    browser.post("/as/donor", "").await?;
    let whole = browser.cookies["sid"].clone();
    let (id, half) = whole.split_once('.').expect("two halves");
    assert_eq!((id.len(), half.len()), (22, 32), "128 bits in each");
    let mut thief = site.browser();
    for wrong in [id.to_owned(), format!("{id}."), format!("{id}.{}", "0".repeat(32)), format!(".{half}")] {
        thief.cookies.insert("sid".into(), wrong.clone());
        assert_eq!(thief.get("/mine").await?.status, StatusCode::SEE_OTHER, "{wrong}");
    }
    assert_eq!(browser.get("/mine").await?.status, StatusCode::OK, "who tried in vain ended nothing");

    browser.post("/factor", "").await?;
    let (new_id, new_half) = browser.cookies["sid"].split_once('.').expect("two halves");
    assert!(new_id != id && new_half != half, "both are new with a new proof");
    thief.cookies.insert("sid".into(), format!("{new_id}.{half}"));
    assert_eq!(thief.get("/mine").await?.status, StatusCode::SEE_OTHER, "the old half is dead");
    let stored = "SELECT COUNT(*) FROM users_session WHERE half = $1";
    let count = site.db.read().one(stored, vec![new_half.into()]).await?.expect("a count");
    assert_eq!(count.try_get_by_index::<i64>(0)?, 0, "a hash is kept");
    assert_eq!(browser.get("/mine").await?.status, StatusCode::OK);
    Ok(())
}

#[tokio::test]
async fn a_session_that_is_saved_late_stays_ended() -> anyhow::Result<()> {
    use tower_sessions::{SessionStore as _, session::Record};
    let site = Site::start().await?;
    let store = SessionStore::new(site.db.clone(), site.clock.clone());
    let expiry_date = Timestamp::from_seconds(0).to_utc();
    let mut record = Record { id: tower_sessions::session::Id::default(), data: [].into(), expiry_date };
    store.create(&mut record).await?;
    record.data.insert("basket".into(), 3.into());
    store.save(&record).await?;
    let count = "SELECT COUNT(*) FROM users_session";
    let kept = site.db.read().one(count, vec![]).await?.expect("a count");
    assert_eq!(kept.try_get_by_index::<i64>(0)?, 1);
    store.delete(&record.id).await?;
    store.save(&record).await?;
    let kept = site.db.read().one(count, vec![]).await?.expect("a count");
    assert_eq!(kept.try_get_by_index::<i64>(0)?, 0);
    Ok(())
}

#[tokio::test]
async fn a_session_nobody_used_for_a_day_ends_by_our_clock() -> anyhow::Result<()> {
    let site = Site::start().await?;
    let mut browser = site.browser();
    browser.post("/as/donor", "").await?;
    let day = Duration::from_hours(24);
    site.clock.advance(day.saturating_sub(Duration::from_secs(1)));
    assert_eq!(browser.get("/mine").await?.status, StatusCode::OK, "and that was using it");
    site.clock.advance(day);
    assert_eq!(browser.get("/mine").await?.status, StatusCode::SEE_OTHER);
    Ok(())
}
