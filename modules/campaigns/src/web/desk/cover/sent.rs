use crate::{
    draft::Fields,
    picture::{MOST_BYTES, PictureProblem},
};
use axum::{
    body::Body,
    extract::{
        DefaultBodyLimit, FromRequest, Multipart, Request,
        multipart::{Field, MultipartError},
    },
    http::{StatusCode, request::Parts},
};
use kernel::{
    Context,
    web::{Error, Form, Result},
};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// The largest request that is read to its end, so that whoever sent too much is told in words.
const LARGEST: usize = 64 * 1024 * 1024;
/// How many files may be held at once, from when they are no small ones until they are drawn: each may be ten megabytes.
static HELD: Semaphore = Semaphore::const_new(16);
/// Up to here a file is a small one.
const SMALL: usize = 1024 * 1024;
/// How long whoever found no place is told to wait.
const PAUSE: Duration = Duration::from_secs(10);
/// The longest answer beside the picture.
const LONGEST: usize = 16 * 1024;
/// The most answers there can be.
const MOST_ANSWERS: usize = 20;

/// The cover's form: what was typed, and the picture that was chosen. Its token stands before the picture.
pub(in crate::web::desk) struct Sent {
    pub(super) fields: Fields,
    /// Nothing when no file was chosen.
    pub(super) picture: Option<Result<Vec<u8>, PictureProblem>>,
    /// The place that the picture takes up until it is drawn.
    pub(super) held: Option<SemaphorePermit<'static>>,
}

impl FromRequest<Context> for Sent {
    type Rejection = Error;

    async fn from_request(mut request: Request, ctx: &Context) -> Result<Self> {
        DefaultBodyLimit::max(LARGEST).apply(&mut request);
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let mut form = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
        let (mut answers, mut picture, mut held) = (Vec::new(), None, None);
        while let Some(field) = form.next_field().await.map_err(refused)? {
            if field.name() == Some("picture") {
                // Nobody has us read a large file from a page that is not ours.
                checked(&parts, &answers, ctx).await?;
                // A browser sends a file without a name when none was chosen.
                let chosen = field.file_name().is_some_and(|it| !it.is_empty());
                let file = read(field, MOST_BYTES, &mut held).await?;
                picture = chosen.then_some(file.ok_or(PictureProblem::TooLarge));
                continue;
            }
            let name = field.name().unwrap_or_default().to_owned();
            let answer = read(field, LONGEST, &mut held).await?.ok_or(Error::TooLarge)?;
            answers.push((name, String::from_utf8(answer).map_err(|_| unreadable())?));
            if answers.len() > MOST_ANSWERS {
                return Err(Error::TooLarge);
            }
        }
        Ok(Self { fields: checked(&parts, &answers, ctx).await?, picture, held })
    }
}

/// The answers, read by the rules of every other form: from a page of ours, shown in this session, each once.
async fn checked(parts: &Parts, answers: &[(String, String)], ctx: &Context) -> Result<Fields> {
    let written = serde_urlencoded::to_string(answers).map_err(|_| unreadable())?;
    let request = Request::from_parts(parts.clone(), Body::from(written));
    match Form::<Fields>::from_request(request, ctx).await {
        Ok(Form(fields)) => Ok(fields),
        // A picture cannot be offered to be sent once more.
        Err(Error::OtherSession(_)) => Err(Error::StaleForm),
        Err(error) => Err(error),
    }
}

/// The bytes of a field; `None` when there are more than `most`, of which the rest is read and left. Many have to find a
/// place; few have not, so that nobody keeps the places from others by sending slowly.
async fn read(
    mut field: Field<'_>,
    most: usize,
    held: &mut Option<SemaphorePermit<'static>>,
) -> Result<Option<Vec<u8>>> {
    let mut bytes: Option<Vec<u8>> = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(refused)? {
        bytes = bytes.filter(|it| it.len() + chunk.len() <= most);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
            if bytes.len() > SMALL && held.is_none() {
                *held = Some(place(&HELD)?);
            }
        }
    }
    Ok(bytes)
}

fn place(places: &'static Semaphore) -> Result<SemaphorePermit<'static>> {
    places.try_acquire().map_err(|_| Error::Unavailable(PAUSE))
}

fn refused(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => unreadable(),
    }
}

fn unreadable() -> Error {
    Error::bad("the form could not be read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_finds_no_place_for_a_large_file_is_told_to_wait() {
        static ONE: Semaphore = Semaphore::const_new(1);
        let first = place(&ONE);
        assert!(first.is_ok());
        assert!(matches!(place(&ONE), Err(Error::Unavailable(_))));
        drop(first);
        assert!(place(&ONE).is_ok());
    }
}
