//! Papers, told by what is known of them: whatever is not known is no paper.
//!
//! Own recognisers, not a library's: one that knows hundreds of kinds still calls what it does not know nothing, and five
//! beginnings and what text is are all that is taken here.

/// How papers begin that are no text: PDF, ZIP (office documents of today, OFD), an empty ZIP, OLE2 (office documents of
/// before 2007).
const BEGIN: [&[u8]; 4] = [b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"];

/// How pictures and recordings begin whose heads may hold nothing but letters: PostScript, GIF, portable maps, X pixmaps and
/// bitmaps, Radiance, Fuji's raw pictures, MIFF, AMR, SILK, Ogg, FLAC.
const LETTERED: [&str; 24] = [
    "%!PS",
    "GIF87a",
    "GIF89a",
    "P1\n",
    "P2\n",
    "P3\n",
    "P4\n",
    "P5\n",
    "P6\n",
    "P7\n",
    "Pf\n",
    "PF\n",
    "/* XPM",
    "#define ",
    "#?RADIANCE",
    "#?RGBE",
    "FUJIFILMCCD-RAW",
    "id=ImageMagick",
    "#!AMR",
    "#!SILK",
    "OggS",
    "fLaC",
    "8BPS",
    "#VRML",
];

/// Whether what begins like this is a paper.
pub(super) fn is_paper(head: &[u8]) -> bool {
    BEGIN.iter().any(|begin| head.starts_with(begin)) || text(head).is_some_and(|text| !is_drawn(&text))
}

/// The text that a file begins with: UTF-8, or UTF-16 behind its byte-order mark, whole lines of characters that are written.
fn text(head: &[u8]) -> Option<String> {
    let text = match head {
        [0xff, 0xfe, wide @ ..] => utf16(wide, u16::from_le_bytes)?,
        [0xfe, 0xff, wide @ ..] => utf16(wide, u16::from_be_bytes)?,
        [0xef, 0xbb, 0xbf, narrow @ ..] => utf8(narrow)?.to_owned(),
        _ => utf8(head)?.to_owned(),
    };
    let unwritten = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\x0c');
    (!text.contains(unwritten)).then_some(text)
}

/// The last character may be cut.
fn utf8(head: &[u8]) -> Option<&str> {
    match std::str::from_utf8(head) {
        Ok(text) => Some(text),
        Err(fault) if fault.error_len().is_none() => std::str::from_utf8(head.get(..fault.valid_up_to())?).ok(),
        Err(_) => None,
    }
}

fn utf16(wide: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let mut units: Vec<u16> = wide.as_chunks::<2>().0.iter().map(|pair| unit(*pair)).collect();
    // The last character may be cut between its halves.
    units.pop_if(|last| (0xd800..0xdc00).contains(last));
    String::from_utf16(&units).ok()
}

/// Whether a text is a picture, a drawing or a page: one of [`LETTERED`], or markup other than an XML document whose root is
/// seen and is neither `svg` nor `html`.
fn is_drawn(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    LETTERED.iter().any(|begin| text.starts_with(begin)) || (text.starts_with('<') && !is_plain_xml(text))
}

fn is_plain_xml(text: &str) -> bool {
    let drawn = |root: &str| ["svg", "html"].iter().any(|name| root.eq_ignore_ascii_case(name));
    text.starts_with("<?xml") && !text.contains("w3.org/2000/svg") && root(text).is_some_and(|root| !drawn(root))
}

/// The name of the root element without its prefix (XML 1.0, production 1: document); nothing where it comes later.
fn root(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start().strip_prefix('<')?;
        let (_, rest) = match text.strip_prefix("!--") {
            Some(comment) => comment.split_once("-->")?,
            None if text.starts_with('?') => text.split_once("?>")?,
            None if text.starts_with('!') => text.split_once('>')?,
            None => {
                let (name, _) = text.split_once(|c: char| c.is_whitespace() || c == '>' || c == '/')?;
                return Some(name.rsplit_once(':').map_or(name, |(_, local)| local));
            }
        };
        text = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_what_is_known_to_be_one() {
        let wide: Vec<u8> = "\u{feff}发票 7".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let cut = "发票".as_bytes().get(..4).unwrap();
        for head in [
            &b"%PDF-1.7"[..],
            b"PK\x03\x04\x14\0",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0",
            b"{\\rtf1\\ansi",
            b"date,amount\r\n2026-11-23,7\r\n",
            b"{\"amount\": 7}",
            b"\xef\xbb\xbfdate\tamount",
            b"<?xml version=\"1.0\"?>\n<!-- of <svg> --><e:EInvoice xmlns:e=\"urn:e\">",
            "发票 7".as_bytes(),
            cut,
            &wide,
            wide.get(..5).unwrap(),
            b"",
        ] {
            assert!(is_paper(head), "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn what_is_not_known_is_no_paper() {
        let wide: Vec<u8> = "\u{feff}<svg>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        let late = [&b"<?xml version=\"1.0\"?><!--"[..], &[b' '; 2000], b"--"].concat();
        for head in [
            &b"\0\0\0\x20moov"[..],
            b"\0\0\x10\0mdat\0\0\0\0",
            b"\0\0\0\x08wide\0\0\0\0mdat",
            b"\0\0\0\x08free\0\0\0\0mdat",
            b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0",
            b"FUJIFILMCCD-RAW 0201FF",
            b"v/1\x01",
            b"II\xbc\x01",
            b"FLV\x01\x05",
            b"\0\0\x01\xba\x44",
            b"\x47\x40\0\x10",
            b"\x02#!SILK_V3",
            b"#!SILK_V3",
            b"\x8bJNG\r\n\x1a\n",
            b"\x8aMNG\r\n\x1a\n",
            b"\xff\x4f\xff\x51",
            b".RMF\0\0\0\x12",
            b"\xef\xbb\xbf\xff\xd8\xff\xe1",
            b"\xef\xbb\xbfGIF89a",
            b"\xff\xfe\xff\xd8\xff\xe1",
            b"%!PS-Adobe-3.0",
            b"P6\n2 2",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\"><metadata>",
            b" \n<SVG>",
            b"<?xml version=\"1.0\"?><svg>",
            b"<?xml version=\"1.0\"?><!DOCTYPE svg><a:svg x='1'>",
            b"<?xml version=\"1.0\"?><html>",
            b"<!DOCTYPE html><title>",
            b"<?xml version=\"1.0\"?><x xmlns:s=\"http://www.w3.org/2000/svg\"><s:svg>",
            &late,
            &wide,
        ] {
            assert!(!is_paper(head), "{}", String::from_utf8_lossy(head));
        }
    }
}
