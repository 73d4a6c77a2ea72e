//! The dashboard: where creators and their teams write, begin and follow campaigns. Whoever is on no campaign's
//! team finds nothing here but the way to begin one.

mod backers;
mod bar;
mod comments;
mod cover;
mod edit;
mod embed;
mod index;
mod log;
mod new;
mod preview;
mod sending;
mod show;
mod steps;
mod team;
mod updates;

pub(super) use self::{
    bar::{Bar, Found, enter, tone},
    preview::Preview,
    show::{HistoryRow, NoteRow, history, names, notes},
};
use axum::routing::{get, post};
use kernel::web::Routes;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .signed_in("/dashboard", get(index::index))
        .signed_in("/dashboard/campaigns", post(new::create))
        .signed_in("/dashboard/campaigns/new", get(new::new))
        .signed_in("/dashboard/campaigns/{campaign}", get(show::show))
        .signed_in("/dashboard/campaigns/{campaign}/edit", get(edit::begin))
        .signed_in("/dashboard/campaigns/{campaign}/edit/{section}", get(edit::edit).post(edit::update))
        .signed_in("/dashboard/campaigns/{campaign}/submission", post(steps::submit))
        .signed_in("/dashboard/campaigns/{campaign}/withdrawal", post(steps::withdraw))
        .signed_in("/dashboard/campaigns/{campaign}/launch", post(steps::launch))
        .signed_in("/dashboard/campaigns/{campaign}/launch/removal", post(steps::unschedule))
        .signed_in("/dashboard/campaigns/{campaign}/cancellation", post(steps::cancel))
        .signed_in("/dashboard/campaigns/{campaign}/notes", post(steps::note))
        .signed_in("/dashboard/campaigns/{campaign}/cover", post(cover::create))
        .signed_in("/dashboard/campaigns/{campaign}/cover/removal", post(cover::remove))
        .signed_in("/dashboard/campaigns/{campaign}/updates", get(updates::index).post(updates::create))
        .signed_in("/dashboard/campaigns/{campaign}/updates/new", get(updates::new))
        .signed_in("/dashboard/campaigns/{campaign}/updates/{update}", get(updates::edit))
        .signed_in("/dashboard/campaigns/{campaign}/updates/{update}/removal", post(updates::discard))
        .signed_in("/dashboard/campaigns/{campaign}/comments", get(comments::index))
        .signed_in("/dashboard/campaigns/{campaign}/comments/{comment}/hiding", post(comments::hide))
        .signed_in("/dashboard/campaigns/{campaign}/backers", get(backers::index))
        .signed_in("/dashboard/campaigns/{campaign}/backers.csv", get(backers::file))
        .signed_in(
            "/dashboard/campaigns/{campaign}/backers/{backer}/reward",
            get(sending::show).post(sending::create),
        )
        .signed_in("/dashboard/campaigns/{campaign}/embed", get(embed::show).post(embed::update))
        .signed_in("/dashboard/campaigns/{campaign}/log", get(log::index))
        .signed_in("/dashboard/campaigns/{campaign}/backers/{backer}/reward/removal", post(sending::remove))
        .signed_in("/dashboard/campaigns/{campaign}/team", get(team::index).post(team::invite))
        .signed_in("/dashboard/campaigns/{campaign}/team/{user}/removal", post(team::remove))
        .signed_in("/dashboard/campaigns/{campaign}/invitations/{invitation}/removal", post(team::revoke))
        .signed_in("/invitations/{secret}", get(team::invited).post(team::accept))
        .anyone("/preview/{token}", get(preview::show))
}
