use super::*;

const GPS: &[u8] = b"31.2304N121.4737E";
const NAME: &[u8] = b"Canon EOS of Han Meimei";

fn cleaned(media: Media, file: &[u8]) -> io::Result<Vec<u8>> {
    let mut clean = Vec::new();
    Cleaned::of(media, &mut &file[..]).read_to_end(&mut clean)?;
    // One byte at a time it is the same.
    let (mut slow, mut from) = (Vec::new(), file);
    let mut one = Cleaned::of(media, &mut from);
    let mut byte = [0];
    while one.read(&mut byte)? > 0 {
        slow.push(byte[0]);
    }
    assert_eq!(slow, clean);
    // And where no more than one is at hand.
    let mut dripped = Vec::new();
    Cleaned::of(media, &mut Drip(file)).read_to_end(&mut dripped)?;
    assert_eq!(dripped, clean);
    assert_eq!(cleaned_again(media, &clean), clean, "what is clean stays as it is");
    Ok(clean)
}

/// Gives one byte at a time.
struct Drip<'f>(&'f [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = buffer.len().min(1);
        self.0.read(&mut buffer[..most])
    }
}

fn cleaned_again(media: Media, file: &[u8]) -> Vec<u8> {
    let mut clean = Vec::new();
    Cleaned::of(media, &mut &file[..]).read_to_end(&mut clean).unwrap();
    clean
}

fn holds(file: &[u8], bytes: &[u8]) -> bool {
    file.windows(bytes.len()).any(|window| window == bytes)
}

/// EXIF data that say how the picture is turned, where it was taken and with what.
fn exif(turned: u8, big: bool) -> Vec<u8> {
    let two = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let four = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
    let mut tiff = if big { b"MM\0*".to_vec() } else { b"II*\0".to_vec() };
    tiff.extend(four(8));
    tiff.extend(two(2));
    // The device's name, of which only the place stands here; then how it is turned.
    for (tag, kind, count, value) in [
        (0x0110, 2, NAME.len() as u32, four(38)),
        (0x0112, 3, 1, [&two(turned.into())[..], &[0, 0]].concat().try_into().unwrap()),
    ] {
        tiff.extend(two(tag));
        tiff.extend(two(kind));
        tiff.extend(four(count));
        tiff.extend(value);
    }
    tiff.extend(four(0));
    tiff.extend(NAME);
    tiff.extend(GPS);
    tiff
}

fn segment(code: u8, payload: &[u8]) -> Vec<u8> {
    [&[0xff, code][..], &(payload.len() as u16 + 2).to_be_bytes(), payload].concat()
}

/// A picture of two scans with every mark that a telephone leaves.
fn jpeg(turned: u8, big: bool) -> Vec<u8> {
    let scan =
        [&segment(0xda, &[1, 1, 0, 0, 63, 0])[..], &[0x12, 0xff, 0x00, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56]].concat();
    [
        &[0xff, 0xd8][..],
        &segment(0xe0, b"JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01RGB"),
        &segment(0xe1, &[b"Exif\0\0", &exif(turned, big)[..]].concat()),
        &segment(0xe1, &[b"http://ns.adobe.com/xap/1.0/\0", GPS].concat()),
        &segment(0xe2, &[b"ICC_PROFILE\0\x01\x01colours", GPS].concat()),
        &segment(0xe2, &[b"MPF\0", NAME].concat()),
        &segment(0xed, &[b"Photoshop 3.0\0", GPS].concat()),
        &segment(0xfe, NAME),
        &segment(0xdb, &[0; 65]),
        &segment(0xc0, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        &scan,
        &segment(0xe1, GPS),
        &[0xff],
        &scan,
        &[0xff, 0xd9],
        // A film behind the picture.
        b"\0\0\0\x18ftypmp42",
        GPS,
    ]
    .concat()
}

#[test]
fn of_a_jpeg_the_picture_and_how_it_is_turned_are_left() {
    for (turned, big) in [(1, true), (6, true), (6, false), (8, false)] {
        let file = jpeg(turned, big);
        assert!(holds(&file, GPS) && holds(&file, NAME));
        let clean = cleaned(Media::Jpeg, &file).unwrap();
        for mark in [GPS, NAME, b"xap", b"Photoshop", b"MPF", b"RGB", b"ftyp", b"ICC_PROFILE", b"colours"] {
            assert!(!holds(&clean, mark), "{}", String::from_utf8_lossy(mark));
        }
        for part in [&b"\xff\xdb\0\x43"[..], &[0x12, 0xff, 0, 0xff, 0, 0x34, 0xff, 0xd0, 0x56, 0xff]] {
            assert!(holds(&clean, part), "{part:02x?}");
        }
        assert!(clean.ends_with(&[0xff, 0xd9]));
        let kept = [&b"Exif\0\0"[..], &turned::tiff(turned)].concat();
        assert_eq!(holds(&clean, &kept), turned > 1);
        assert_eq!(holds(&clean, b"Exif"), turned > 1);
    }
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    [&(data.len() as u32).to_be_bytes()[..], kind, data, b"crc."].concat()
}

#[test]
fn of_a_png_the_picture_and_how_it_is_turned_are_left() {
    let parts = |exif: Vec<u8>| {
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &[0; 13]),
            exif,
            chunk(b"tEXt", NAME),
            chunk(b"iTXt", GPS),
            chunk(b"zTXt", GPS),
            chunk(b"tIME", NAME),
            chunk(b"prVt", GPS),
            chunk(b"IDAT", &[7; 100]),
            chunk(b"IEND", b""),
            GPS.to_vec(),
        ]
        .concat()
    };
    let clean = cleaned(Media::Png, &parts(chunk(b"eXIf", &exif(3, true)))).unwrap();
    assert!(!holds(&clean, GPS) && !holds(&clean, NAME));
    assert!(holds(&clean, &turned::tiff(3)) && holds(&clean, &[7; 100]) && clean.ends_with(b"\0\0\0\0IENDcrc."));
    let bare = cleaned(Media::Png, &parts(Vec::new())).unwrap();
    assert!(!holds(&bare, b"eXIf"));
    assert_eq!(clean.len(), bare.len() + 12 + 26);
}

#[test]
fn no_segment_of_a_picture_is_longer_than_what_it_is_made_of() {
    for code in [0xc0, 0xc4, 0xc9, 0xcc, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf] {
        let scan = [&segment(0xda, &[1, 1, 0, 0, 63, 0])[..], &[1, 2, 3, 0xff, 0xd9]].concat();
        let file = [&[0xff, 0xd8][..], &segment(code, GPS), &scan].concat();
        assert_eq!(cleaned(Media::Jpeg, &file).unwrap_err().kind(), ErrorKind::InvalidData, "{code:02x}");
    }
    let counts = [&[0x10][..], &[0, 1, 2], &[0; 13], &[7, 8, 9]].concat();
    let two = [&counts[..], &counts].concat();
    let tables = [segment(0xc4, &two), segment(0xdb, &[&[0; 65][..], &[0x11; 129]].concat()), segment(0xdd, &[0, 4])];
    let unknown = [0xc8, 0x02, 0xf0, 0xfd].map(|code| segment(code, GPS)).concat();
    let scan = [&segment(0xda, &[1, 1, 0, 0, 63, 0])[..], &[1, 2, 3, 0xff, 0xd9]].concat();
    let clean = cleaned(Media::Jpeg, &[&[0xff, 0xd8][..], &tables.concat(), &unknown, &scan].concat()).unwrap();
    assert_eq!(clean, [&[0xff, 0xd8][..], &tables.concat(), &scan].concat());

    let png = |kind: &[u8; 4], data: &[u8]| {
        let (begins, ends) = (b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IEND", b""));
        [begins, chunk(b"IHDR", &[0; 13]), chunk(kind, data), chunk(b"IDAT", &[7; 10]), ends].concat()
    };
    let long = GPS.repeat(60);
    for kind in [b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"cICP", b"mDCV", b"cLLI", b"bKGD", b"hIST", b"pHYs"] {
        let clean = cleaned(Media::Png, &png(kind, &long)).unwrap();
        assert!(!holds(&clean, GPS) && !holds(&clean, kind), "{}", String::from_utf8_lossy(kind));
    }
    for kind in [b"IHDR", b"PLTE", b"IEND"] {
        let fault = cleaned(Media::Png, &png(kind, &long)).unwrap_err();
        assert_eq!(fault.kind(), ErrorKind::InvalidData, "{}", String::from_utf8_lossy(kind));
    }
    assert!(holds(&cleaned(Media::Png, &png(b"pHYs", &[0; 9])).unwrap(), b"pHYs"));
}

#[test]
fn of_a_png_neither_a_profile_nor_a_palette_is_left() {
    let file = |profile: &[u8]| {
        [
            b"\x89PNG\r\n\x1a\n".to_vec(),
            chunk(b"IHDR", &[0; 13]),
            chunk(b"iCCP", profile),
            chunk(b"gAMA", &[0, 0, 0xb1, 0x8f]),
            chunk(b"sPLT", &[NAME, b"\0\x08", &[1; 6]].concat()),
            chunk(b"IDAT", &[7; 100]),
            chunk(b"IEND", b""),
        ]
        .concat()
    };
    for profile in [&[b"sRGB\0\0", GPS].concat()[..], &[NAME, b"\0\0colours"].concat(), NAME, &[5; 200_000], b""] {
        let clean = cleaned(Media::Png, &file(profile)).unwrap();
        for mark in [GPS, NAME, b"iCCP", b"sPLT", b"colours", &[5; 100]] {
            assert!(!holds(&clean, mark), "{}", String::from_utf8_lossy(mark));
        }
        assert!(holds(&clean, b"gAMA") && holds(&clean, &[7; 100]) && clean.ends_with(b"IENDcrc."));
    }
}

fn riff_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let pad = vec![0; data.len() % 2];
    [&kind[..], &(data.len() as u32).to_le_bytes(), data, &pad].concat()
}

fn riff_file(form: &[u8; 4], chunks: &[Vec<u8>]) -> Vec<u8> {
    let body = chunks.concat();
    [b"RIFF", &(body.len() as u32 + 4).to_le_bytes()[..], form, &body].concat()
}

#[test]
fn of_a_webp_the_picture_and_how_it_is_turned_are_left() {
    let frame = [vec![1; 16], riff_chunk(b"VP8 ", &[9; 11]), riff_chunk(b"note", GPS)].concat();
    let file = riff_file(
        b"WEBP",
        &[
            riff_chunk(b"VP8X", &[&[0x2c, 0, 0, 0, 1, 0, 0, 1, 0, 0], GPS].concat()),
            riff_chunk(b"ICCP", &[b"colours", GPS].concat()),
            riff_chunk(b"ANIM", &[&[8; 6], NAME].concat()),
            riff_chunk(b"VP8 ", &[9; 41]),
            riff_chunk(b"ANMF", &frame),
            riff_chunk(b"EXIF", &exif(6, false)),
            riff_chunk(b"XMP ", GPS),
            riff_chunk(b"note", NAME),
        ],
    );
    let clean = cleaned(Media::Webp, &[&file[..], GPS].concat()).unwrap();
    assert!(!holds(&clean, GPS) && !holds(&clean, NAME));
    assert_eq!(clean.len(), file.len(), "lengths stay what they are");
    assert!(holds(&clean, &turned::tiff(6)) && holds(&clean, &[9; 41]));
    assert_eq!(clean[20], 0x08, "it has EXIF data, no XMP and no colour profile");
    assert!(holds(&clean, &[0x08, 0, 0, 0, 1, 0, 0, 1, 0, 0]) && holds(&clean, &[8; 6]));
    for kind in [&b"XMP "[..], b"ICCP", b"colours"] {
        assert!(!holds(&clean, kind), "{}", String::from_utf8_lossy(kind));
    }
}

/// One channel of 16 bits, 8000 times a second.
const PCM: [u8; 16] = [1, 0, 1, 0, 0x40, 0x1f, 0, 0, 0x80, 0x3e, 0, 0, 2, 0, 16, 0];

#[test]
fn of_a_wave_recording_the_sound_is_left() {
    let file = riff_file(
        b"WAVE",
        &[
            riff_chunk(b"fmt ", &PCM),
            riff_chunk(b"fact", &[&[3; 4], GPS].concat()),
            riff_chunk(b"LIST", &[b"INFOIART", NAME].concat()),
            riff_chunk(b"bext", GPS),
            riff_chunk(b"JUNK", GPS),
            riff_chunk(b"data", &[5; 1001]),
            riff_chunk(b"id3 ", NAME),
        ],
    );
    let clean = cleaned(Media::Wave, &file).unwrap();
    assert!(!holds(&clean, GPS) && !holds(&clean, NAME) && holds(&clean, &[5; 1001]));
    // Some leave the last byte out where the last chunk is odd.
    let odd = riff_file(b"WAVE", &[[&b"data"[..], &3_u32.to_le_bytes(), &[5; 3]].concat()]);
    assert_eq!(cleaned(Media::Wave, &odd).unwrap(), odd);
}

#[test]
fn the_format_of_a_recording_is_as_long_as_its_kind_has_it() {
    let of = |kind: u16| [&kind.to_le_bytes()[..], &PCM[2..]].concat();
    let extended = |kind: u16, size: u16, rest: &[u8]| [&of(kind)[..], &size.to_le_bytes(), rest].concat();
    let name = |kind: u16| [&kind.to_le_bytes()[..], b"\0\0\0\0\x10\0\x80\0\0\xaa\0\x38\x9b\x71"].concat();
    let named = |name: &[u8]| [&[16, 0, 4, 0, 0, 0], name].concat();
    let data = riff_chunk(b"data", &[5; 100]);
    let wave =
        |format: &[u8], rest: &[u8]| riff_file(b"WAVE", &[riff_chunk(b"fmt ", format), rest.to_vec(), data.clone()]);
    for (format, kept) in [
        (PCM.to_vec(), PCM.to_vec()),
        (extended(1, 0, b""), extended(1, 0, b"")),
        (extended(1, 0xffff, GPS), extended(1, 0, b"")),
        (extended(7, 23, &[NAME, GPS].concat()), extended(7, 0, b"")),
        ([&PCM[..], b"Hangzhou"].concat(), PCM.to_vec()),
        (extended(0x11, 2, &[0xf9, 1]), extended(0x11, 2, &[0xf9, 1])),
        (extended(0x31, 25, &[&[0x40, 1], NAME].concat()), extended(0x31, 2, &[0x40, 1])),
        (extended(0xfffe, 22, &named(&name(1))), extended(0xfffe, 22, &named(&name(1)))),
        (extended(0xfffe, 22, &[&named(&name(3)), NAME].concat()), extended(0xfffe, 22, &named(&name(3)))),
    ] {
        let file = wave(&format, b"");
        let clean = cleaned(Media::Wave, &file).unwrap();
        let blank = (format.len().next_multiple_of(2) - kept.len())
            .checked_sub(8)
            .map(|left| riff_chunk(b"JUNK", &vec![0; left]));
        assert_eq!(clean, wave(&kept, &blank.unwrap_or_default()), "{format:02x?}");
        assert_eq!(clean.len(), file.len());
    }
    for bad in [
        [&PCM[..], b"Ning"].concat(),
        extended(1, 4, b"Ning"),
        extended(2, 32, &[0; 32]),
        extended(0x55, 12, &[0; 12]),
        extended(0xfffe, 22, &named(b"Hangzhou, China.")),
        extended(0xfffe, 22, &named(&name(2))),
        extended(0x11, 0, b""),
        PCM[..14].to_vec(),
    ] {
        let fault = cleaned(Media::Wave, &wave(&bad, b"")).unwrap_err();
        assert_eq!(fault.kind(), ErrorKind::InvalidData, "{bad:02x?}");
    }
}

#[test]
fn of_an_mp3_the_frames_are_left() {
    // 128 kbit/s at 44.1 kHz: 417 bytes; with one of padding 418. Of MPEG 2 at 22.05 kHz and 64 kbit/s: 208.
    let frame = |head: [u8; 4], length: usize| [&head[..], &vec![6; length - 4]].concat();
    let frames =
        [frame([0xff, 0xfb, 0x90, 0], 417), frame([0xff, 0xfb, 0x92, 0], 418), frame([0xff, 0xf3, 0x80, 0], 208)];
    let id3 = |flags: u8, rest: &[u8]| [b"ID3\x04\0", &[flags, 0, 0, 1, 0][..], &[b'x'; 128 - 17], GPS, rest].concat();
    let tag = [b"TAG", NAME, &[0; 128 - 26]].concat();
    for front in [id3(0, b""), id3(0x10, b"3DI\x04\0\0\0\0\0\0"), Vec::new()] {
        for back in [tag.clone(), [b"APETAGEX", GPS].concat(), vec![0; 64], Vec::new()] {
            let file = [front.clone(), frames.concat(), back].concat();
            assert_eq!(cleaned(Media::Mp3, &file).unwrap(), frames.concat());
        }
    }
    let short = &frames.concat()[..1000];
    assert_eq!(cleaned(Media::Mp3, short).unwrap(), short, "a last frame that ends early");
    for bad in [id3(0, b""), [&frames[0][..], GPS, &frames[0]].concat(), [id3(0, b""), b"fLaC".to_vec()].concat()] {
        assert_eq!(cleaned(Media::Mp3, &bad).unwrap_err().kind(), ErrorKind::InvalidData);
    }
}

#[test]
fn a_file_that_is_cut_or_is_not_what_it_begins_as_is_refused() {
    let webp = riff_file(b"WEBP", &[riff_chunk(b"VP8 ", &[9; 41])]);
    let png = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(b"IHDR", &[0; 13]), chunk(b"IEND", b"")].concat();
    for (media, file) in [(Media::Jpeg, jpeg(6, true)), (Media::Png, png), (Media::Webp, webp)] {
        let whole = cleaned(media, &file).unwrap();
        for cut in 0..file.len() {
            match cleaned(media, &file[..cut]) {
                Err(fault) => assert_eq!(fault.kind(), ErrorKind::InvalidData),
                // Only what stood behind the end was cut off.
                Ok(clean) => assert_eq!(clean, whole, "{media:?} cut to {cut}"),
            }
        }
    }
    for (media, bad) in [
        (Media::Jpeg, &b"\xff\xd8\xffGPS"[..]),
        (Media::Jpeg, b"\xff\xd8\xff\xe1\0\x01"),
        (Media::Png, b"\x89PNG\r\n\x1a\n\xff\xff\xff\xffIDAT"),
        (Media::Webp, b"RIFF\x10\0\0\0WEBPVP8 \xff\xff\xff\x7f"),
        (Media::Wave, b"RIFF\0\0\0\0WAVE"),
    ] {
        assert_eq!(cleaned(media, bad).unwrap_err().kind(), ErrorKind::InvalidData, "{bad:02x?}");
    }
}

#[test]
fn what_is_no_picture_goes_on_as_it_comes() {
    for media in [Media::Paper, Media::Other] {
        assert_eq!(cleaned(media, GPS).unwrap(), GPS);
    }
}
