use crate::{
    letters,
    password::Hash,
    tables::{
        link::{self, Link, Purpose},
        session,
        user::{self, User},
    },
    token,
};
use contracts::{
    UserId,
    users::{AccountLetter, AddressVerified, PreferencesChanged, UserRegistered},
};
use kernel::{Command, Transaction};
use sea_orm::DbErr;

/// Uses a mailed link up, in the browser that asked for it.
pub(crate) struct UseLink {
    pub(crate) token: String,
    pub(crate) browser: Vec<u8>,
    /// The new password, for a link that lets one be chosen.
    pub(crate) new: Option<Hash>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Used {
    /// They are who they say; sign them in and go on there.
    Enter(UserId, String),
    /// The password is another one, and nobody is signed in.
    PasswordReset,
    /// The address is another one.
    EmailChanged,
    /// It was used, is too old, belongs to another browser or to nobody.
    Ended,
}

impl Command for UseLink {
    type Output = Used;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<Used, DbErr> {
        let now = tx.accepted_at().await?;
        let found = link::by_token(tx, &token::hash(&self.token)).await?;
        let found = found.filter(|it| it.purpose != Purpose::FirstAdmin && it.works(&self.browser, now));
        let Some(link) = found else { return Ok(Used::Ended) };
        if link.purpose == Purpose::Reset && self.new.is_none() || !link::consume(tx, link.id).await? {
            return Ok(Used::Ended);
        }
        let known = user::by_email(tx, &link.email).await?;
        match (link.purpose, known) {
            (Purpose::ChangeEmail, _) => change_email(tx, &link).await,
            (Purpose::Register | Purpose::Join, None) => open(tx, link).await,
            (_, Some(user)) if user.disabled => Ok(Used::Ended),
            (Purpose::SignIn | Purpose::Join, Some(user)) => {
                verified(tx, &user).await?;
                Ok(Used::Enter(user.id, link.next))
            }
            (Purpose::Reset, Some(user)) => self.reset(tx, &user).await,
            // The address got an account while the link was under way, or lost it.
            // The first admin's link has a page of its own.
            (Purpose::Register, Some(_))
            | (Purpose::SignIn | Purpose::Reset, None)
            | (Purpose::FirstAdmin, _) => Ok(Used::Ended),
        }
    }
}

impl UseLink {
    async fn reset(&self, tx: &Transaction, user: &User) -> Result<Used, DbErr> {
        let Some(new) = &self.new else { return Ok(Used::Ended) };
        user::set_password(tx, user.id, new).await?;
        session::end_all(tx, user.id, None).await?;
        link::revoke(tx, user.id, &user.email).await?;
        verified(tx, user).await?;
        letters::note(tx, user, "account.reset_password", AccountLetter::PasswordReset).await?;
        Ok(Used::PasswordReset)
    }
}

async fn open(tx: &Transaction, link: Link) -> Result<Used, DbErr> {
    let Some(person) = link.person else { return Ok(Used::Ended) };
    let name = link.name.unwrap_or_else(|| link.email.split('@').next().unwrap_or_default().to_owned());
    let hash = link.hash.unwrap_or_else(Hash::none);
    let user = User {
        locale: link.locale,
        ..User::new(UserId::fresh(), person, link.email, name, hash, Some(tx.now))
    };
    if !user::insert_once(tx, &user).await? {
        return Ok(Used::Ended);
    }
    let registered = UserRegistered {
        user: user.id,
        person,
        registered_at: tx.now,
        name: Some(user.name.clone()),
        email: Some(user.email.clone()),
    };
    tx.send(&registered).await?;
    // The language of the page that they signed up on.
    let prefers = PreferencesChanged {
        user: user.id,
        person,
        locale: user.locale.clone(),
        news: user.news,
        changed_at: tx.now,
        name: None,
    };
    tx.send(&prefers).await?;
    verified(tx, &user).await?;
    Ok(Used::Enter(user.id, link.next))
}

/// The address is theirs: they have just followed a link that was mailed to it.
async fn verified(tx: &Transaction, user: &User) -> Result<(), DbErr> {
    user::set_verified(tx, user.id).await?;
    let verified = AddressVerified {
        user: user.id,
        person: user.person,
        verified_at: tx.now,
        email: Some(user.email.clone()),
    };
    tx.send(&verified).await
}

async fn change_email(tx: &Transaction, link: &Link) -> Result<Used, DbErr> {
    let owner = match link.user {
        Some(id) => user::by_id(tx, id).await?.filter(|it| !it.disabled),
        None => None,
    };
    let Some(old) = owner else { return Ok(Used::Ended) };
    if !user::set_email(tx, old.id, &link.email).await? {
        return Ok(Used::Ended);
    }
    link::revoke(tx, old.id, &old.email).await?;
    let new = User { email: link.email.clone(), ..old.clone() };
    verified(tx, &new).await?;
    letters::note(tx, &old, "account.change_address", AccountLetter::AddressReplaced).await?;
    letters::write(tx, AccountLetter::AddressInUse, (&new).into()).await?;
    Ok(Used::EmailChanged)
}
