use crate::tables::image;
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use kernel::{
    Context,
    web::{Error, Result},
};
use uuid::Uuid;

/// `GET /media/{image}/{width}.jpg`: never changes, so caches keep it for ever. A picture can do nothing but be
/// seen, whoever asks for it and however.
pub(super) async fn show(
    State(ctx): State<Context>,
    Path((id, file)): Path<(String, String)>,
) -> Result<Response> {
    let id = Uuid::parse_str(&id).map_err(|_| Error::NotFound)?;
    let width = file.strip_suffix(".jpg").and_then(|it| it.parse::<i32>().ok()).ok_or(Error::NotFound)?;
    let bytes = image::find(ctx.db.read(), id, width).await?.ok_or(Error::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("image/jpeg")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
    ];
    Ok((headers, bytes).into_response())
}
