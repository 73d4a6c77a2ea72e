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

/// The largest request that is read to its end, so that whoever sent too much is told in words.
const LARGEST: usize = 64 * 1024 * 1024;
/// The longest answer beside the picture.
const LONGEST: usize = 16 * 1024;
/// The most answers there can be.
const MOST_ANSWERS: usize = 20;

/// The cover's form: what was typed, and the picture that was chosen. Its token stands before the picture.
pub(in crate::web::desk) struct Sent {
    pub(super) fields: Fields,
    /// Nothing when no file was chosen.
    pub(super) picture: Option<Result<Vec<u8>, PictureProblem>>,
}

impl FromRequest<Context> for Sent {
    type Rejection = Error;

    async fn from_request(mut request: Request, ctx: &Context) -> Result<Self> {
        DefaultBodyLimit::max(LARGEST).apply(&mut request);
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts.clone(), body);
        let mut form = Multipart::from_request(request, &()).await.map_err(|_| unreadable())?;
        let (mut answers, mut picture) = (Vec::new(), None);
        while let Some(field) = form.next_field().await.map_err(refused)? {
            if field.name() == Some("picture") {
                // Nobody has us read a large file from a page that is not ours.
                checked(&parts, &answers, ctx).await?;
                // A browser sends a file without a name when none was chosen.
                let chosen = field.file_name().is_some_and(|it| !it.is_empty());
                let file = read(field, MOST_BYTES).await?;
                picture = chosen.then_some(file.ok_or(PictureProblem::TooLarge));
                continue;
            }
            let name = field.name().unwrap_or_default().to_owned();
            let answer = read(field, LONGEST).await?.ok_or(Error::TooLarge)?;
            answers.push((name, String::from_utf8(answer).map_err(|_| unreadable())?));
            if answers.len() > MOST_ANSWERS {
                return Err(Error::TooLarge);
            }
        }
        Ok(Self { fields: checked(&parts, &answers, ctx).await?, picture })
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

/// The bytes of a field; `None` when there are more than `most`, of which the rest is read and left.
async fn read(mut field: Field<'_>, most: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes: Option<Vec<u8>> = Some(Vec::new());
    while let Some(chunk) = field.chunk().await.map_err(refused)? {
        bytes = bytes.filter(|it| it.len() + chunk.len() <= most);
        if let Some(bytes) = &mut bytes {
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(bytes)
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
