use super::manage::give_at_console;
use crate::{
    email,
    password::Passwords,
    tables::user::{self, User},
};
use anyhow::{anyhow, bail};
use contracts::{
    PersonId, UserId,
    users::{AddressVerified, UserRegistered},
};
use kernel::{Command, Context, Transaction, web::Role};
use sea_orm::DbErr;
use secrecy::SecretString;

/// Somebody who is to have an account.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Their address.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// Their password: at least 15 characters.
    pub password: SecretString,
    /// What they may do beyond giving.
    pub roles: Vec<Role>,
}

/// Gives `new` an account and tells the other modules of it. An address that has one already keeps it as it
/// is, whatever else `new` says.
///
/// # Errors
/// When the address or the password cannot be one, or the database does not answer.
pub async fn register(ctx: &Context, passwords: &Passwords, new: NewUser) -> anyhow::Result<UserId> {
    let NewUser { email, name, password, roles } = new;
    let email = email::normal(&email).ok_or_else(|| anyhow!("{email:?} is not an address mail can reach"))?;
    let name = name.trim().to_owned();
    if name.is_empty() {
        bail!("an account needs a name");
    }
    if let Some(user) = user::by_email(ctx.db.read(), &email).await? {
        return Ok(user.id);
    }
    let hash = passwords.hash(&password).await?;
    // Whoever runs the platform vouches for the address.
    let verified_at = Some(ctx.clock.now());
    let user = User::new(UserId::fresh(), PersonId::fresh(), email, name, hash, verified_at);
    Ok(ctx.run(RegisterUser { user, roles }).await?)
}

/// Whether `email` has an account.
///
/// # Errors
/// When the database does not answer.
pub async fn is_registered(ctx: &Context, email: &str) -> anyhow::Result<bool> {
    let Some(email) = email::normal(email) else { return Ok(false) };
    Ok(user::by_email(ctx.db.read(), &email).await?.is_some())
}

struct RegisterUser {
    user: User,
    roles: Vec<Role>,
}

impl Command for RegisterUser {
    type Output = UserId;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<UserId, DbErr> {
        let Self { user, roles } = self;
        if !user::insert_once(tx, user).await? {
            let known = user::by_email(tx, &user.email).await?;
            return known.map(|it| it.id).ok_or_else(|| DbErr::RecordNotFound(user.email.clone()));
        }
        for role in roles {
            give_at_console(tx, user.id, *role, "the account was made with it").await?;
        }
        let registered = UserRegistered {
            user: user.id,
            person: user.person,
            registered_at: tx.now,
            name: Some(user.name.clone()),
            email: Some(user.email.clone()),
        };
        tx.send(&registered).await?;
        if let Some(verified_at) = user.verified_at {
            let (email, user, person) = (Some(user.email.clone()), user.id, user.person);
            tx.send(&AddressVerified { user, person, verified_at, email }).await?;
        }
        Ok(user.id)
    }
}
