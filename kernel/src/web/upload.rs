use super::{Error, FormToken};
use crate::Context;
use axum::{
    extract::{DefaultBodyLimit, FromRequest, Multipart, Request, multipart::MultipartError},
    http::StatusCode,
};

/// The largest request that is read to its end, so that whoever sent too much is told in words.
const LARGEST: usize = 64 * 1024 * 1024;

/// A file that came with a form of ours, up to `MOST` bytes of it. The form carries its token before the file.
pub struct Upload<const MOST: usize> {
    /// The file, byte for byte; empty when none was chosen.
    pub file: Vec<u8>,
    /// Whether there was more of it than is taken; then `file` is empty.
    pub too_large: bool,
}

impl<const MOST: usize> FromRequest<Context> for Upload<MOST> {
    type Rejection = Error;

    async fn from_request(mut request: Request, ctx: &Context) -> Result<Self, Error> {
        DefaultBodyLimit::max(LARGEST).apply(&mut request);
        let headers = request.headers().clone();
        let form = Multipart::from_request(request, &()).await;
        let mut form = form.map_err(|_| Error::bad("the form could not be read"))?;
        let (mut ours, mut upload) = (false, Self { file: Vec::new(), too_large: false });
        while let Some(mut field) = form.next_field().await.map_err(refused)? {
            if field.name() == Some("_token") {
                let token = field.text().await.map_err(refused)?;
                ours = FormToken::fits(&headers, &ctx.web.settings, &token);
                continue;
            }
            if !ours {
                return Err(Error::StaleForm);
            }
            while let Some(chunk) = field.chunk().await.map_err(refused)? {
                if upload.too_large || upload.file.len() + chunk.len() > MOST {
                    upload = Self { file: Vec::new(), too_large: true };
                } else {
                    upload.file.extend_from_slice(&chunk);
                }
            }
        }
        if ours { Ok(upload) } else { Err(Error::StaleForm) }
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of `map_err`")]
fn refused(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::bad("the form could not be read"),
    }
}
