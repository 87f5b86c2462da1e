//! Kinds of files, told by what is in them and never by their name.

mod paper;

use policy::rows::FileKind;

/// What a file is.
///
/// ```
/// use life::Media;
/// assert_eq!(Media::of(b"\x89PNG\r\n\x1a\n"), Media::Png);
/// assert_eq!(Media::of(b"invoice 7"), Media::Paper);
/// assert_eq!(Media::of(b"\0\0\0\x20moov"), Media::Other);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Media {
    /// A JPEG picture.
    Jpeg,
    /// A PNG picture.
    Png,
    /// A WebP picture.
    Webp,
    /// An MP3 recording.
    Mp3,
    /// A WAVE recording.
    Wave,
    /// Whatever else: a picture, recording, drawing or film of which place, device and person cannot be taken out here, and what
    /// is not known.
    Other,
    /// What is known to be neither picture nor recording: PDF, ZIP and the office documents in it, OLE2, text. Kept as it comes.
    Paper,
}

impl Media {
    /// The pictures and recordings that are kept.
    pub const KEPT: [Self; 5] = [Self::Jpeg, Self::Png, Self::Webp, Self::Mp3, Self::Wave];

    /// How many bytes tell what a file is: so many that the root of an XML document is among them.
    pub const HEAD: usize = 1024;

    /// The media type (RFC 6838).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Mp3 => "audio/mpeg",
            Self::Wave => "audio/wav",
            Self::Other | Self::Paper => "application/octet-stream",
        }
    }

    /// What the policy calls it; nothing for what nobody may give.
    #[must_use]
    pub const fn kind(self) -> Option<FileKind> {
        match self {
            Self::Jpeg | Self::Png | Self::Webp => Some(FileKind::Picture),
            Self::Mp3 | Self::Wave => Some(FileKind::Recording),
            Self::Paper => Some(FileKind::Paper),
            Self::Other => None,
        }
    }

    /// What begins like this, by its first [`HEAD`](Self::HEAD) bytes.
    #[must_use]
    pub fn of(file: &[u8]) -> Self {
        let head = file.get(..Self::HEAD).unwrap_or(file);
        let riff = |kind: &[u8]| head.starts_with(b"RIFF") && head.get(8..12) == Some(kind);
        match head {
            [0xff, 0xd8, 0xff, ..] => Self::Jpeg,
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Self::Png,
            _ if riff(b"WEBP") => Self::Webp,
            _ if riff(b"WAVE") => Self::Wave,
            [b'I', b'D', b'3', ..] => Self::Mp3,
            // A frame of layer III; the other layers are no MP3.
            [0xff, second, ..] if second & 0xe6 == 0xe2 => Self::Mp3,
            _ if paper::is_paper(head) => Self::Paper,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_kind() {
        for (head, media) in [
            (&b"\xff\xd8\xff\xe1"[..], Media::Jpeg),
            (b"\xff\xd8\xff", Media::Jpeg),
            (b"\x89PNG\r\n\x1a\n", Media::Png),
            (b"RIFF\x24\0\0\0WEBPVP8X", Media::Webp),
            (b"RIFF\x24\0\0\0WAVEfmt ", Media::Wave),
            (b"RIFF\x24\0\0\0AVI LIST", Media::Other),
            (b"ID3\x04", Media::Mp3),
            (b"\xff\xfb\x90\x00", Media::Mp3),
            (b"\xff\xf3\x44\x00", Media::Mp3),
            (b"\xff\xf1\x50\x80", Media::Other),
            (b"\xff\xfd\x90\x00", Media::Other),
            (b"\0\0\0\x18ftypheic", Media::Other),
            (b"\0\0\0\x18ftypmp42", Media::Other),
            (b"II*\0\x08\0\0\0", Media::Other),
            (b"MM\0*\0\0\0\x08", Media::Other),
            (b"GIF89a", Media::Other),
            (b"OggS\0", Media::Other),
            (b"fLaC", Media::Other),
            (b"#!AMR\n", Media::Other),
            (b"%PDF-1.7", Media::Paper),
            (b"PK\x03\x04", Media::Paper),
            ("发票".as_bytes(), Media::Paper),
            (b"\xff", Media::Other),
            (b"", Media::Paper),
        ] {
            assert_eq!(Media::of(head), media, "{head:02x?}");
        }
    }
}
