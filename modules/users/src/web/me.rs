use crate::tables::user;
use axum::{extract::State, response::Response};
use kernel::{
    Context,
    web::{CurrentUser, Error, Page, Result, Role, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct Me {
    name: String,
    email: String,
    roles: Vec<&'static str>,
}

impl Page for Me {
    const TEMPLATE: &'static str = "users/me.html";
}

/// `GET /me`
pub(crate) async fn show(State(ctx): State<Context>, current: CurrentUser, view: View) -> Result<Response> {
    let user = user::by_id(ctx.db.read(), current.id).await?.ok_or(Error::SignedOut)?;
    let roles = current.roles.into_iter().map(Role::name).collect();
    view.show(&Me { name: user.name, email: user.email, roles })
}
