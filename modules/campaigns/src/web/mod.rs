//! The pages of campaigns. Those below `/` and `/c/` are the same for everybody, so that caches may keep them;
//! `desk` is the creators' dashboard, `office` the moderators' rooms.

mod address;
mod amounts;
mod campaign;
mod cover;
mod data;
mod desk;
mod embed;
mod feed;
mod home;
mod live;
mod office;
mod parts;
mod public;
mod robots;
mod search;
mod share;
mod tile;
mod total;

use crate::live::{Hub, MOST};
use axum::{Extension, routing::get};
use kernel::web::{Routes, Tab};

pub(crate) const TEMPLATES: &[(&str, &str)] = &[
    ("campaigns/components.html", include_str!("../../templates/campaigns/components.html")),
    ("campaigns/cover.svg", include_str!("../../templates/campaigns/cover.svg")),
    ("campaigns/qr.svg", include_str!("../../templates/campaigns/qr.svg")),
    ("campaigns/feed.xml", include_str!("../../templates/campaigns/feed.xml")),
    ("campaigns/robots.txt", include_str!("../../templates/campaigns/robots.txt")),
    ("campaigns/search.html", include_str!("../../templates/campaigns/search.html")),
    ("campaigns/sitemap.xml", include_str!("../../templates/campaigns/sitemap.xml")),
    ("campaigns/home.html", include_str!("../../templates/campaigns/home.html")),
    ("campaigns/show.html", include_str!("../../templates/campaigns/show.html")),
    ("campaigns/embed.html", include_str!("../../templates/campaigns/embed.html")),
    ("campaigns/_support.html", include_str!("../../templates/campaigns/_support.html")),
    ("campaigns/_give.html", include_str!("../../templates/campaigns/_give.html")),
    ("campaigns/_share.html", include_str!("../../templates/campaigns/_share.html")),
    ("campaigns/_rewards.html", include_str!("../../templates/campaigns/_rewards.html")),
    ("campaigns/desk.html", include_str!("../../templates/campaigns/desk.html")),
    ("campaigns/desk_components.html", include_str!("../../templates/campaigns/desk_components.html")),
    ("campaigns/desk_index.html", include_str!("../../templates/campaigns/desk_index.html")),
    ("campaigns/desk_new.html", include_str!("../../templates/campaigns/desk_new.html")),
    ("campaigns/desk_show.html", include_str!("../../templates/campaigns/desk_show.html")),
    ("campaigns/desk_edit.html", include_str!("../../templates/campaigns/desk_edit.html")),
    ("campaigns/desk_edit_basics.html", include_str!("../../templates/campaigns/desk_edit_basics.html")),
    ("campaigns/desk_edit_story.html", include_str!("../../templates/campaigns/desk_edit_story.html")),
    ("campaigns/desk_edit_cover.html", include_str!("../../templates/campaigns/desk_edit_cover.html")),
    ("campaigns/desk_edit_budget.html", include_str!("../../templates/campaigns/desk_edit_budget.html")),
    ("campaigns/desk_edit_gifts.html", include_str!("../../templates/campaigns/desk_edit_gifts.html")),
    ("campaigns/desk_edit_rewards.html", include_str!("../../templates/campaigns/desk_edit_rewards.html")),
    ("campaigns/desk_edit_details.html", include_str!("../../templates/campaigns/desk_edit_details.html")),
    ("campaigns/_draft.html", include_str!("../../templates/campaigns/_draft.html")),
    ("campaigns/desk_updates.html", include_str!("../../templates/campaigns/desk_updates.html")),
    ("campaigns/desk_update.html", include_str!("../../templates/campaigns/desk_update.html")),
    ("campaigns/desk_comments.html", include_str!("../../templates/campaigns/desk_comments.html")),
    ("campaigns/desk_backers.html", include_str!("../../templates/campaigns/desk_backers.html")),
    ("campaigns/desk_sending.html", include_str!("../../templates/campaigns/desk_sending.html")),
    ("campaigns/desk_embed.html", include_str!("../../templates/campaigns/desk_embed.html")),
    ("campaigns/desk_log.html", include_str!("../../templates/campaigns/desk_log.html")),
    ("campaigns/desk_team.html", include_str!("../../templates/campaigns/desk_team.html")),
    ("campaigns/invitation.html", include_str!("../../templates/campaigns/invitation.html")),
    ("campaigns/updates.html", include_str!("../../templates/campaigns/updates.html")),
    ("campaigns/comments.html", include_str!("../../templates/campaigns/comments.html")),
    ("campaigns/history.html", include_str!("../../templates/campaigns/history.html")),
    ("campaigns/follow.html", include_str!("../../templates/campaigns/follow.html")),
    ("campaigns/follow_guest.html", include_str!("../../templates/campaigns/follow_guest.html")),
    ("campaigns/follow_confirm.html", include_str!("../../templates/campaigns/follow_confirm.html")),
    ("campaigns/followed.html", include_str!("../../templates/campaigns/followed.html")),
    ("campaigns/report.html", include_str!("../../templates/campaigns/report.html")),
    ("campaigns/prelaunch.html", include_str!("../../templates/campaigns/prelaunch.html")),
    ("campaigns/notify.html", include_str!("../../templates/campaigns/notify.html")),
    ("campaigns/notify_confirm.html", include_str!("../../templates/campaigns/notify_confirm.html")),
    ("campaigns/reports_index.html", include_str!("../../templates/campaigns/reports_index.html")),
    ("campaigns/reports_show.html", include_str!("../../templates/campaigns/reports_show.html")),
    ("campaigns/_reported_comment.html", include_str!("../../templates/campaigns/_reported_comment.html")),
    ("campaigns/_comments.html", include_str!("../../templates/campaigns/_comments.html")),
    ("campaigns/_comment_form.html", include_str!("../../templates/campaigns/_comment_form.html")),
    ("campaigns/_community.html", include_str!("../../templates/campaigns/_community.html")),
    ("campaigns/_organiser.html", include_str!("../../templates/campaigns/_organiser.html")),
    ("campaigns/review_index.html", include_str!("../../templates/campaigns/review_index.html")),
    ("campaigns/review_show.html", include_str!("../../templates/campaigns/review_show.html")),
    ("campaigns/office_index.html", include_str!("../../templates/campaigns/office_index.html")),
    (
        "campaigns/office_cancellations.html",
        include_str!("../../templates/campaigns/office_cancellations.html"),
    ),
    ("campaigns/office_extension.html", include_str!("../../templates/campaigns/office_extension.html")),
    ("campaigns/office_show.html", include_str!("../../templates/campaigns/office_show.html")),
];

/// Every page; staff may give a campaign so many days more.
pub(crate) fn routes(extension_days: u16) -> Routes {
    let own = Routes::default()
        .anyone("/", get(home::index))
        .anyone("/search", get(search::show))
        .anyone("/feed.atom", get(feed::feed))
        .anyone("/sitemap.xml", get(feed::site_map))
        .anyone("/c/{slug}", get(campaign::show))
        .anyone("/c/{slug}/", get(campaign::without_slash))
        .anyone("/c/{slug}/cover.svg", get(cover::show))
        .anyone("/c/{slug}/card.png", get(cover::card))
        .anyone("/c/{slug}/qr.svg", get(share::code))
        .anyone("/embed/c/{slug}", get(embed::show))
        .anyone("/c/{slug}/total.json", get(total::show))
        .anyone("/c/{slug}/live", get(live::follow).layer(Extension(Hub::of(MOST))))
        .anyone("/robots.txt", get(robots::show));
    office::routes(desk::routes(public::routes(own)), extension_days)
}

pub(crate) fn tabs() -> Vec<Tab> {
    office::tabs()
}
