//! The first admin: nobody has a known password, so whoever starts the program is given a token, once.

use super::manage::give_at_console;
use crate::{
    password::Hash,
    tables::{
        link::{self, Link, Purpose},
        role,
        user::{self, User},
    },
    token,
};
use contracts::{PersonId, UserId, users::UserRegistered};
use kernel::{Command, Context, Transaction, web::Role};
use sea_orm::DbErr;
use std::time::Duration;

/// How long the token works.
const LIFE: Duration = Duration::from_hours(1);

/// Where the first admin opens their account: a path that works once, for an hour. `None` when there is an admin.
///
/// # Errors
/// When the database does not answer.
pub async fn invite_first_admin(ctx: &Context) -> anyhow::Result<Option<String>> {
    let token = token::fresh();
    Ok(ctx.run(Invite { token: token.clone() }).await?.then(|| format!("/setup/{token}")))
}

struct Invite {
    token: String,
}

impl Command for Invite {
    type Output = bool;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<bool, DbErr> {
        if role::anybody_has(tx, Role::Admin).await? {
            return Ok(false);
        }
        link::delete_all(tx, Purpose::FirstAdmin).await?;
        let link = Link::new(Purpose::FirstAdmin, String::new(), Vec::new(), "/me/security");
        link::insert(tx, &link).await?;
        let until = tx.accepted_at().await?.after(LIFE);
        link::issue(tx, link.id, &token::hash(&self.token), PersonId::fresh(), until).await
    }
}

/// Opens the account of the first admin and uses the token up. `None` when the token has ended, or an admin came
/// first, or the address has an account.
pub(crate) struct OpenFirstAdmin {
    pub(crate) token: String,
    pub(crate) name: String,
    pub(crate) email: String,
    pub(crate) hash: Hash,
}

impl Command for OpenFirstAdmin {
    type Output = Option<UserId>;
    type Error = DbErr;

    async fn run(&self, tx: &Transaction) -> Result<Option<UserId>, DbErr> {
        let now = tx.accepted_at().await?;
        let found = link::by_token(tx, &token::hash(&self.token)).await?;
        let found = found.filter(|it| it.purpose == Purpose::FirstAdmin && it.lives(now));
        let Some((id, person)) = found.and_then(|it| Some((it.id, it.person?))) else { return Ok(None) };
        if role::anybody_has(tx, Role::Admin).await? || user::by_email(tx, &self.email).await?.is_some() {
            return Ok(None);
        }
        if !link::consume(tx, id).await? {
            return Ok(None);
        }
        let (name, email) = (self.name.clone(), self.email.clone());
        let user = User::new(UserId::fresh(), person, email, name, self.hash.clone(), Some(tx.now));
        user::insert_once(tx, &user).await?;
        for role in Role::STAFF {
            give_at_console(tx, user.id, *role, "the first admin").await?;
        }
        let registered = UserRegistered {
            user: user.id,
            person,
            registered_at: tx.now,
            name: Some(user.name.clone()),
            email: Some(user.email.clone()),
        };
        tx.send(&registered).await?;
        Ok(Some(user.id))
    }
}
