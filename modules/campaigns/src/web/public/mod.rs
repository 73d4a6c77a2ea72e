//! What stands around a campaign's page: updates, comments, followers, its history, reports, and the page before it begins.

mod comments;
mod follow;
mod history;
mod media;
mod prelaunch;
mod report;
mod updates;

pub(super) use self::prelaunch::before_launch;

use axum::routing::{get, post};
use kernel::web::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .anyone("/c/{slug}/updates", get(updates::index))
        .signed_in("/c/{slug}/updates/all", get(updates::all))
        .anyone("/c/{slug}/comments", get(comments::index).post(comments::create))
        .signed_in("/c/{slug}/comments/{comment}/removal", post(comments::take_back))
        .anyone("/c/{slug}/history", get(history::index))
        .anyone("/c/{slug}/report", get(report::new).post(report::create))
        .anyone("/c/{slug}/notify", get(prelaunch::new).post(prelaunch::create))
        .signed_in("/c/{slug}/follow", get(follow::show).post(follow::choose))
        .signed_in("/me/follows", get(follow::index))
        .anyone("/media/{image}/{file}", get(media::show))
}
