//! Pictures that people send: decoded with limits and drawn anew, so that nothing is left of the file that came:
//! neither where it was taken nor what somebody hid in it (security.md SEC-14). Pure.

use image::{
    DynamicImage, ImageDecoder, ImageReader, Limits, RgbImage, codecs::jpeg::JpegEncoder,
    imageops::FilterType,
};
use kernel::web::Text;
use std::io::Cursor;

/// The largest file that is looked at.
pub(crate) const MOST_BYTES: usize = 10 * 1024 * 1024;
/// The widths a picture is kept in. None is larger than it came.
const WIDTHS: [u32; 3] = [1600, 800, 400];
/// The longest side that is decoded, and the most pixels.
const LONGEST_SIDE: u32 = 12_000;
const MOST_PIXELS: u64 = 40_000_000;
/// What a decoder may hold beside the pixels, such as a packed colour profile that it unpacks. More than any file that is
/// looked at holds unpacked.
const MOST_BESIDE: u64 = 32 * 1024 * 1024;
/// A smaller picture would be blurred at the head of a page.
const NARROWEST: u32 = 800;
const QUALITY: u8 = 82;

/// Why a file is no picture for a campaign.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PictureProblem {
    #[error("no picture")]
    Nothing,
    #[error("more than {MOST_BYTES} bytes")]
    TooLarge,
    #[error("neither JPEG, PNG nor WebP")]
    NoPicture,
    #[error("too many pixels")]
    TooManyPixels,
    #[error("only {0} pixels wide")]
    TooNarrow(u32),
}

impl From<PictureProblem> for Text {
    fn from(problem: PictureProblem) -> Self {
        match problem {
            PictureProblem::Nothing => Self::of("picture-none"),
            PictureProblem::TooLarge => Self::of("picture-large"),
            PictureProblem::NoPicture => Self::of("picture-unreadable"),
            PictureProblem::TooManyPixels => Self::of("picture-pixels"),
            PictureProblem::TooNarrow(width) => Self::of("picture-narrow").with("width", i64::from(width)),
        }
    }
}

/// A picture in one width.
#[derive(Clone, Debug)]
pub(crate) struct Rendition {
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) jpeg: Vec<u8>,
}

/// The picture in `file` at a few widths, the right way up, as JPEG without metadata.
///
/// # Errors
/// When it is none, or too much or too little of one.
pub(crate) fn renditions(file: &[u8]) -> Result<Vec<Rendition>, PictureProblem> {
    let picture = decode(file)?;
    let widths = WIDTHS.into_iter().filter(|it| *it <= picture.width());
    Ok(widths.filter_map(|it| rendition(&picture, it)).collect())
}

fn decode(file: &[u8]) -> Result<RgbImage, PictureProblem> {
    if file.is_empty() {
        return Err(PictureProblem::Nothing);
    }
    if file.len() > MOST_BYTES {
        return Err(PictureProblem::TooLarge);
    }
    let mut decoder = decoder(file)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(PictureProblem::TooManyPixels);
    }
    let turned = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(problem)?;
    picture.apply_orientation(turned);
    if picture.width() < NARROWEST {
        return Err(PictureProblem::TooNarrow(picture.width()));
    }
    Ok(on_white(&picture))
}

/// Reads what stands before the pixels. The pixels are no part of its limit: who asks for them has counted them.
fn decoder(file: &[u8]) -> Result<impl ImageDecoder, PictureProblem> {
    let mut reader =
        ImageReader::new(Cursor::new(file)).with_guessed_format().map_err(|_| PictureProblem::NoPicture)?;
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_BESIDE);
    reader.limits(limits);
    reader.into_decoder().map_err(problem)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape of `map_err`")]
fn problem(error: image::ImageError) -> PictureProblem {
    match error {
        image::ImageError::Limits(_) => PictureProblem::TooManyPixels,
        _ => PictureProblem::NoPicture,
    }
}

/// JPEG knows nothing of transparency: what shines through is white.
fn on_white(picture: &DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.to_rgb8();
    }
    let seen = picture.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let mix = |colour: u8| {
            let mixed = (u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha))) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        image::Rgb([mix(red), mix(green), mix(blue)])
    })
}

fn rendition(picture: &RgbImage, width: u32) -> Option<Rendition> {
    let height = u64::from(picture.height()) * u64::from(width) / u64::from(picture.width().max(1));
    let height = u32::try_from(height).ok()?.max(1);
    let smaller = image::imageops::resize(picture, width, height, FilterType::Triangle);
    let mut jpeg = Vec::new();
    smaller.write_with_encoder(JpegEncoder::new_with_quality(&mut jpeg, QUALITY)).ok()?;
    Some(Rendition { width: i32::try_from(width).ok()?, height: i32::try_from(height).ok()?, jpeg })
}

#[cfg(test)]
mod tests;
