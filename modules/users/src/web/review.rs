use crate::review::{StaffMember, review, review_csv};
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::{
    Context,
    web::{Page, Result, StepUp, View},
};
use serde::Serialize;

#[derive(Serialize)]
struct ReviewPage {
    staff: Vec<StaffMember>,
}

impl Page for ReviewPage {
    const TEMPLATE: &'static str = "users/review.html";
}

/// `GET /backoffice/people/review`: everybody who works here, to be looked over.
pub(crate) async fn show(State(ctx): State<Context>, view: View) -> Result<Response> {
    view.show(&ReviewPage { staff: review(&ctx).await? })
}

/// `GET /backoffice/people/review.csv`: the same, to keep. It leaves the site, so whoever takes it has just proved that
/// it is them (SEC-6).
pub(crate) async fn file(State(ctx): State<Context>, _: StepUp) -> Result<Response> {
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"staff.csv\"")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    Ok((headers, review_csv(&review(&ctx).await?)).into_response())
}
