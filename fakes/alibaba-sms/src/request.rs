//! A bounded reader for one HTTP/1.1 request. The bytes are kept as they came; nothing is normalised.

use std::io::Read;

/// Head and body are each refused above this many bytes; a real SendSms has well under 2 KiB.
const BYTES_MAX: usize = 16 * 1024;

/// One request: the raw bytes and the parts read from them.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    /// Every byte received, head and body.
    pub(crate) raw: Vec<u8>,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    /// Names lowered, values trimmed, in the order in which they came.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// The value of a header that must occur exactly once.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut found = self.headers.iter().filter(|(key, _)| key == name);
        let (_, value) = found.next()?;
        found.next().is_none().then_some(value.as_str())
    }
}

/// Reads one request from a connection; `None` when it is cut short, too long or not HTTP/1.1.
pub(crate) fn read(stream: &mut impl Read) -> Option<Request> {
    let mut received = Vec::new();
    let head_end = loop {
        if let Some(end) = end_of_head(&received) {
            break end;
        }
        if received.len() > BYTES_MAX {
            return None;
        }
        read_some(stream, &mut received)?;
    };
    let total = head_end.checked_add(body_length(received.get(..head_end)?)?)?;
    while received.len() < total {
        read_some(stream, &mut received)?;
    }
    parse(&received)
}

/// Reads a request that is already whole.
pub(crate) fn parse(raw: &[u8]) -> Option<Request> {
    let head_end = end_of_head(raw)?;
    let head = std::str::from_utf8(raw.get(..head_end)?).ok()?;
    let body = raw.get(head_end..)?;
    if body.len() != body_length(head.as_bytes())? {
        return None;
    }
    let mut lines = head.trim_end_matches("\r\n").split("\r\n");
    let mut request_line = lines.next()?.split(' ');
    let (method, target, version) = (request_line.next()?, request_line.next()?, request_line.next()?);
    if version != "HTTP/1.1" || request_line.next().is_some() {
        return None;
    }
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Some(Request {
        raw: raw.to_vec(),
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        headers: lines.map(header_line).collect::<Option<_>>()?,
        body: body.to_vec(),
    })
}

fn header_line(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    let token = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (!name.is_empty() && name.bytes().all(token)).then(|| (name.to_ascii_lowercase(), value.trim().to_owned()))
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|at| at + 4)
}

/// The declared length of the body; 0 when the head declares none.
fn body_length(head: &[u8]) -> Option<usize> {
    let head = std::str::from_utf8(head).ok()?;
    let mut declared = head
        .split("\r\n")
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let Some((_, value)) = declared.next() else {
        return Some(0);
    };
    let length = value.trim().parse::<usize>().ok()?;
    (declared.next().is_none() && length <= BYTES_MAX).then_some(length)
}

fn read_some(stream: &mut impl Read, received: &mut Vec<u8>) -> Option<()> {
    let mut chunk = [0_u8; 4096];
    let count = stream.read(&mut chunk).ok()?;
    received.extend_from_slice(chunk.get(..count)?);
    (count > 0).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_read_as_they_came() {
        let request = read(&mut &b"POST /a?b=1 HTTP/1.1\r\nHost: x \r\nContent-Length: 2\r\n\r\nhi"[..]).unwrap();
        assert_eq!((request.path.as_str(), request.query.as_str()), ("/a", "b=1"));
        assert_eq!(request.header("host"), Some("x"));
        assert_eq!(request.body, b"hi");
    }

    #[test]
    fn short_long_and_ambiguous_requests_are_not_read() {
        assert!(read(&mut &b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nhi"[..]).is_none());
        assert!(read(&mut &b"POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n"[..]).is_none());
        assert!(read(&mut &b"POST / HTTP/1.1\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n"[..]).is_none());
        assert!(read(&mut vec![b'a'; 40_000].as_slice()).is_none());
        assert!(read(&mut &b"POST / HTTP/1.1\r\n folded: x\r\n\r\n"[..]).is_none());
    }

    #[test]
    fn a_header_that_occurs_twice_has_no_value() {
        let request = parse(b"GET / HTTP/1.1\r\na: 1\r\nA: 2\r\n\r\n").unwrap();
        assert_eq!(request.header("a"), None);
    }
}
