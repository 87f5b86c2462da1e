//! What a picture or a recording says of place, device and person is taken out on the way in.
//!
//! Promises: of JPEG, PNG, WebP, MP3 and WAVE only what makes up the picture or the sound goes on (EXIF, XMP, IPTC, ID3,
//! comments, thumbnails, hidden second pictures and what stands behind the end do not), and how a picture is turned is kept.
//! A file is read once, piece by piece; of none more than 64 KiB is held.
//!
//! A colour profile is a program with texts of its own: none goes on, and the colours of JPEG and WebP, and of a PNG that does not say otherwise
//! by numbers, are read as sRGB. Of a WAVE recording the format is PCM, floating point, A-law, µ-law, IMA ADPCM or GSM, and cut to what these need.
//!
//! Not promised: anything about what can be seen or heard, and the colours of a picture that was not in sRGB. What is neither picture nor
//! recording goes on as it comes.

mod jpeg;
mod mp3;
mod png;
mod riff;
mod turned;
mod wave;

use life::Media;
use std::io::{self, BufRead, BufReader, Error, ErrorKind, Read};

/// A file without its marks, as it comes.
pub(crate) struct Cleaned<'r> {
    from: Source<'r>,
    out: Out,
    form: Form,
}

/// What is read from, piece by piece.
pub(super) struct Source<'r>(BufReader<&'r mut dyn Read>);

/// What goes on: bytes at hand, and then so many as they come.
#[derive(Default)]
pub(super) struct Out {
    bytes: Vec<u8>,
    given: usize,
    blank: u64,
    copy: u64,
    ended: bool,
}

enum Form {
    Jpeg(jpeg::Jpeg),
    Png(png::Png),
    Riff(riff::Riff),
    Mp3(mp3::Mp3),
    AsItIs,
}

impl<'r> Cleaned<'r> {
    pub(crate) fn of(media: Media, from: &'r mut dyn Read) -> Self {
        let form = match media {
            Media::Jpeg => Form::Jpeg(jpeg::Jpeg::default()),
            Media::Png => Form::Png(png::Png::default()),
            Media::Webp => Form::Riff(riff::Riff::webp()),
            Media::Wave => Form::Riff(riff::Riff::wave()),
            Media::Mp3 => Form::Mp3(mp3::Mp3::default()),
            Media::Other | Media::Paper => Form::AsItIs,
        };
        Self { from: Source(BufReader::with_capacity(64 * 1024, from)), out: Out::default(), form }
    }
}

impl Read for Cleaned<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let (from, out) = (&mut self.from, &mut self.out);
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some(left) = out.bytes.get(out.given..).filter(|left| !left.is_empty()) {
                let taken = left.len().min(buffer.len());
                let (front, _) = buffer.split_at_mut(taken);
                front.copy_from_slice(left.get(..taken).unwrap_or_default());
                out.given += taken;
                return Ok(taken);
            }
            if out.blank > 0 {
                let most = usize::try_from(out.blank).unwrap_or(usize::MAX).min(buffer.len());
                let (front, _) = buffer.split_at_mut(most);
                front.fill(0);
                out.blank -= most as u64;
                return Ok(most);
            }
            if out.copy > 0 {
                let most = usize::try_from(out.copy).unwrap_or(usize::MAX).min(buffer.len());
                let (front, _) = buffer.split_at_mut(most);
                let read = from.0.read(front)?;
                // A recording may end within its last frame; nothing else may.
                if read == 0 && !matches!(self.form, Form::Mp3(_)) {
                    return Err(amiss("expected the whole file"));
                }
                if read > 0 {
                    out.copy -= read as u64;
                    return Ok(read);
                }
                (out.copy, out.ended) = (0, true);
            }
            if out.ended {
                // What stands behind the end is read, so that nobody waits with it, and goes nowhere.
                from.drop_rest()?;
                return Ok(0);
            }
            out.bytes.clear();
            out.given = 0;
            match &mut self.form {
                Form::Jpeg(form) => form.step(from, out)?,
                Form::Png(form) => form.step(from, out)?,
                Form::Riff(form) => form.step(from, out)?,
                Form::Mp3(form) => form.step(from, out)?,
                Form::AsItIs => return from.0.read(buffer),
            }
        }
    }
}

impl Source<'_> {
    /// The next `N` bytes.
    pub(super) fn bytes<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.0.read_exact(&mut bytes).map_err(cut)?;
        Ok(bytes)
    }

    /// The next `N` bytes, or as many as are left.
    pub(super) fn at_most<const N: usize>(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::with_capacity(N);
        (&mut self.0).take(N as u64).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// The next bytes, of which there are few.
    pub(super) fn some(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).map_err(cut)?;
        Ok(bytes)
    }

    /// Passes over so many bytes.
    pub(super) fn skip(&mut self, length: u64) -> io::Result<()> {
        let passed = io::copy(&mut (&mut self.0).take(length), &mut io::sink())?;
        if passed == length { Ok(()) } else { Err(amiss("expected the whole file")) }
    }

    /// The bytes that are at hand; none at the end.
    pub(super) fn at_hand(&mut self) -> io::Result<&[u8]> {
        self.0.fill_buf()
    }

    /// Takes so many of those that are at hand.
    pub(super) fn took(&mut self, count: usize) {
        self.0.consume(count);
    }

    fn drop_rest(&mut self) -> io::Result<()> {
        io::copy(&mut self.0, &mut io::sink()).map(|_| ())
    }
}

impl Out {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next bytes go on as they come, after those at hand.
    pub(super) const fn copy(&mut self, length: u64) {
        self.copy = length;
    }

    /// So many zeros go on, after the bytes at hand.
    pub(super) const fn blank(&mut self, length: u64) {
        self.blank = length;
    }

    /// Nothing goes on after what is at hand.
    pub(super) const fn end(&mut self) {
        self.ended = true;
    }
}

pub(super) fn amiss(expected: &'static str) -> Error {
    Error::new(ErrorKind::InvalidData, expected)
}

/// An end where there should be none is the file's own fault; whatever else happens is not.
fn cut(fault: Error) -> Error {
    if fault.kind() == ErrorKind::UnexpectedEof { amiss("expected the whole file") } else { fault }
}

#[cfg(test)]
mod tests;
