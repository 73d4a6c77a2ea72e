use super::*;
use image::{ImageFormat, Rgba, RgbaImage};

fn png(width: u32, height: u32) -> Vec<u8> {
    let picture = RgbaImage::from_fn(width, height, |x, _| {
        if x % 2 == 0 { Rgba([200, 40, 40, 255]) } else { Rgba([0, 0, 0, 0]) }
    });
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A JPEG of one colour with an EXIF block that says `words` and turns it by `orientation`.
fn jpeg_with_exif(width: u32, height: u32, orientation: u8, words: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    RgbImage::from_pixel(width, height, image::Rgb([10, 120, 90]))
        .write_with_encoder(JpegEncoder::new(&mut plain))
        .unwrap();
    // TIFF, big-endian, one entry: orientation (0x0112), a short, one of it.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.push(orientation);
    exif.extend_from_slice(&[0, 0, 0, 0, 0, 0]);
    exif.extend_from_slice(words);
    let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
    let mut file = vec![0xff, 0xd8, 0xff, 0xe1, length[0], length[1]];
    file.extend_from_slice(&exif);
    file.extend_from_slice(&plain[2..]);
    file
}

#[test]
fn a_picture_is_kept_in_widths_no_larger_than_it_came() {
    let widths = |width| -> Vec<i32> {
        renditions(&png(width, 600)).unwrap().into_iter().map(|it| it.width).collect()
    };
    assert_eq!(widths(1_000), [800, 400]);
    assert_eq!(widths(1_600), [1600, 800, 400]);
}

#[test]
fn what_is_served_is_a_jpeg_that_can_be_read() {
    for it in renditions(&png(900, 600)).unwrap() {
        let read = image::load_from_memory_with_format(&it.jpeg, ImageFormat::Jpeg).unwrap();
        assert_eq!(i32::try_from(read.width()), Ok(it.width));
        assert_eq!(i32::try_from(read.height()), Ok(it.height));
    }
}

#[test]
fn where_a_picture_was_taken_is_not_passed_on() {
    let canary = b"GPS 47.5460 N 9.6829 E";
    let file = jpeg_with_exif(1_000, 600, 1, canary);
    assert!(file.windows(canary.len()).any(|it| it == canary));
    for it in renditions(&file).unwrap() {
        assert!(!it.jpeg.windows(canary.len()).any(|it| it == canary));
        assert!(!it.jpeg.windows(4).any(|it| it == b"Exif"));
    }
}

#[test]
fn a_picture_taken_sideways_is_put_upright() {
    let upright = renditions(&jpeg_with_exif(1_200, 900, 6, b"")).unwrap();
    assert_eq!((upright[0].width, upright[0].height), (800, 1_066));
}

#[test]
fn what_is_no_picture_is_told_so() {
    let script = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";
    for file in [&script[..], b"GIF89a", b"%PDF-1.7", &png(900, 600)[..100]] {
        assert_eq!(renditions(file).unwrap_err(), PictureProblem::NoPicture);
    }
    assert_eq!(renditions(b"").unwrap_err(), PictureProblem::Nothing);
    assert_eq!(renditions(&vec![0; MOST_BYTES + 1]).unwrap_err(), PictureProblem::TooLarge);
    assert_eq!(renditions(&png(799, 10)).unwrap_err(), PictureProblem::TooNarrow(799));
}

/// SEC-14: a file that is a picture and something else besides is a picture, and nothing else, once it is drawn anew.
#[test]
fn of_a_file_that_is_two_things_only_the_picture_is_left() {
    let page = b"<html><script>alert(document.cookie)</script></html>";
    // The end of a ZIP without files, which is looked for from behind.
    let archive = [&b"PK\x05\x06"[..], &[0; 18][..]].concat();
    let pictures = [png(900, 600), jpeg_with_exif(900, 600, 1, b"*/=alert(1);/*")];
    for (picture, other) in pictures.iter().flat_map(|it| [(it, &page[..]), (it, &archive[..])]) {
        let file = [&picture[..], other].concat();
        for it in renditions(&file).unwrap() {
            for hidden in [&b"<script"[..], b"PK\x05\x06", b"alert(1)"] {
                assert!(!it.jpeg.windows(hidden.len()).any(|it| it == hidden), "{hidden:?} is left");
            }
            assert_eq!(it.jpeg[it.jpeg.len() - 2..], [0xff, 0xd9], "nothing follows the picture");
        }
    }
    // The other way round it is no picture at all.
    assert_eq!(renditions(&[&page[..], &png(900, 600)[..]].concat()).unwrap_err(), PictureProblem::NoPicture);
}

#[test]
fn a_header_that_promises_a_gigabyte_is_not_believed() {
    let mut file = png(900, 600);
    // The width and height of a PNG are at these places; its checksum follows them.
    file[16..24].copy_from_slice(&[0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0]);
    let sum = crc(&file[12..29]).to_be_bytes();
    file[29..33].copy_from_slice(&sum);
    assert_eq!(renditions(&file).unwrap_err(), PictureProblem::TooManyPixels);
}

#[test]
fn a_jpeg_that_says_it_is_65_500_pixels_wide_is_not_believed() {
    let mut file = jpeg_with_exif(900, 600, 1, b"");
    let frame = file.windows(2).position(|it| it == b"\xff\xc0").unwrap();
    // Behind the marker stand its length, the bits of a sample, height and width.
    file[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert_eq!(renditions(&file).unwrap_err(), PictureProblem::TooManyPixels);
}

/// SEC-14: what is packed beside the pixels is not unpacked without end, and the picture is kept.
#[test]
fn a_colour_profile_that_would_unpack_to_much_stays_packed() {
    let profile = |bytes| with_chunk(&png(900, 600), *b"iCCP", &packed_zeros(bytes));
    let (small, bomb) = (profile(65_536), profile(64 * 1024 * 1024));
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert!(decoder(&small).unwrap().icc_profile().unwrap().is_some(), "one of a usual size is read");
    assert!(decoder(&bomb).unwrap().icc_profile().unwrap().is_none(), "64 MiB were unpacked");
    let words = with_chunk(&png(900, 600), *b"zTXt", &packed_zeros(64 * 1024 * 1024));
    for file in [small, bomb, words] {
        assert_eq!(renditions(&file).unwrap().len(), 2);
    }
}

/// The PNG in `file` with one chunk more, behind its header.
fn with_chunk(file: &[u8], kind: [u8; 4], body: &[u8]) -> Vec<u8> {
    let named = [&kind[..], body].concat();
    let length = u32::try_from(body.len()).unwrap().to_be_bytes();
    [&file[..33], &length[..], &named[..], &crc(&named).to_be_bytes()[..], &file[33..]].concat()
}

/// The body of a chunk that has a name and, packed by deflate (RFC 1951), at least `bytes` zeros.
fn packed_zeros(bytes: usize) -> Vec<u8> {
    // One block, the last, in the fixed code: a zero, then 258 times what stands one before, again and again; the end.
    let times = bytes.div_ceil(258);
    let again = std::iter::repeat_n("1100010100000", times);
    let (mut packed, mut byte, mut at) = (b"name\0\0\x78\x01".to_vec(), 0_u8, 0);
    for bit in std::iter::once("11000110000").chain(again).chain(["0000000", "0000000"]).flat_map(str::bytes)
    {
        byte |= u8::from(bit == b'1') << at;
        at = (at + 1) % 8;
        if at == 0 {
            packed.push(std::mem::take(&mut byte));
        }
    }
    // Adler-32 of zeros: 1, and above it how many they are.
    let many = u32::try_from((times * 258 + 1) % 65_521).unwrap();
    packed.extend_from_slice(&((many << 16) | 1).to_be_bytes());
    packed
}

/// CRC-32 as PNG wants it (ISO 3309).
fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(
            sum ^ u32::from(*byte),
            |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 },
        )
    })
}
