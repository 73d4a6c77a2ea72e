//! What stands around a campaign's page: updates, comments, followers, its history, reports, and the page before it begins.

mod comments;
mod door;
mod follow;
mod follow_guest;
mod history;
mod media;
mod prelaunch;
mod report;
mod updates;

pub(super) use self::{door::kept_secret, prelaunch::before_launch};

use self::door::Door;
use axum::{
    Extension,
    routing::{get, post},
};
use kernel::web::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    let door = Extension(Door::new());
    routes
        .anyone("/c/{slug}/updates", get(updates::index))
        .signed_in("/c/{slug}/updates/all", get(updates::all))
        .anyone("/c/{slug}/comments", get(comments::index).post(comments::create))
        .signed_in("/c/{slug}/comments/{comment}/removal", post(comments::take_back))
        .anyone("/c/{slug}/history", get(history::index))
        .anyone("/c/{slug}/report", get(report::new).post(report::create))
        .anyone("/c/{slug}/notify", get(prelaunch::new).post(prelaunch::ask).layer(door.clone()))
        .anyone("/launches/{secret}", get(prelaunch::show).post(prelaunch::confirm))
        .anyone("/c/{slug}/follow", get(follow::show).post(follow::choose))
        .anyone("/c/{slug}/follow/guest", post(follow_guest::ask).layer(door))
        .anyone("/follows/{secret}", get(follow_guest::show).post(follow_guest::confirm))
        .signed_in("/me/follows", get(follow::index))
        .anyone("/media/{image}/{file}", get(media::show))
}
