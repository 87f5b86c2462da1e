//! Which files an item takes: kinds and sizes that the policy states, held while a file comes.

use super::stand::{Stand, house_of};
use super::{Given, attach};
use crate::support::{AINK, House, Person, code, name};
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use yinuo::life::{Code, Media, Personal, Remedy};
use yinuo::policy::Name;
use yinuo::{Collected, Error, Incoming};

const MIB: usize = 1 << 20;

/// The shipped policy, where a file is stated so.
fn stating(keys: &str) -> Vec<u8> {
    let text = String::from_utf8(AINK.to_vec()).unwrap();
    let stated = "shape = \"file\"\nat-most = \"100 MiB\"\n";
    assert_eq!(text.matches(stated).count(), 1);
    text.replace(stated, &format!("shape = \"file\"\n{keys}\n")).into_bytes()
}

/// A file without end, and how much of it was read.
struct Endless(Rc<Cell<usize>>);

impl Incoming for Endless {
    fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
        Ok(Box::new(Self(Rc::clone(&self.0))))
    }
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        buffer.fill(b'x');
        self.0.set(self.0.get() + buffer.len());
        Ok(buffer.len())
    }
}

fn refused(house: &House, who: Person, incoming: &mut dyn Incoming) -> (Code, Remedy, Option<Name>) {
    let Err(Error::Refused(refused)) = attach(house, who, incoming) else { panic!("it was taken") };
    (refused.refusal.code, refused.refusal.remedy, refused.refusal.promise)
}

#[test]
fn what_is_longer_than_stated_is_refused_while_it_comes_and_leaves_no_byte() {
    for stand in Stand::each() {
        let (house, who) = house_of(stand.config(), &stating("at-most = \"18 MiB\""));
        let (before, read) = (house.engine.log_size(who.cell).unwrap(), Rc::default());
        let (code, remedy, promise) = refused(&house, who, &mut Endless(Rc::clone(&read)));
        assert_eq!((code, remedy), (Code::TooLarge, Remedy::GiveAtMost("18 MiB".into())));
        assert_eq!(promise, Some(name("data.file")));
        assert!((18 * MIB + 1..20 * MIB).contains(&read.get()), "{} bytes were read", read.get());
        assert_eq!(house.engine.log_size(who.cell).unwrap(), before + 1, "it is on record");
        assert_eq!(stand.left(), [0, 0, 0]);
        assert_eq!(stand.server.as_ref().map_or(0, |server| server.parts().unwrap()), 0);
        let long = Given(vec![vec![b'x'; 18 * MIB + 1]]);
        assert_eq!(refused(&house, who, &mut { long }).0, Code::TooLarge);
        attach(&house, who, &mut Given(vec![vec![b'x'; 18 * MIB]])).unwrap();
        assert_eq!(stand.left(), stand.with(1, 18));
        house.assert_sound();
    }
}

#[test]
fn what_is_not_stated_is_held_to_the_longest_that_is_taken_at_all() {
    let stand = Stand::new("folder");
    let (house, who) = house_of(stand.config(), &stating(""));
    let (code, remedy, _) = refused(&house, who, &mut Endless(Rc::default()));
    assert_eq!((code, remedy), (Code::TooLarge, Remedy::GiveAtMost("256 MiB".into())));
    assert_eq!(stand.left(), [0, 0, 0]);
}

#[test]
fn a_kind_that_is_not_stated_is_refused_by_its_first_bytes() {
    let stand = Stand::new("database");
    let (house, who) = house_of(stand.config(), &stating("kinds = [\"recording\", \"paper\"]\nat-most = \"1 MiB\""));
    let before = house.engine.log_size(who.cell).unwrap();
    for begins in [&b"\xff\xd8\xff\xe0"[..], b"\x89PNG\r\n\x1a\n", b"RIFF\x24\0\0\0WEBPVP8 ", b"\0\0\0\x18ftypmp42"] {
        let read = Rc::new(Cell::new(0));
        struct Begins(&'static [u8], Rc<Cell<usize>>);
        impl Incoming for Begins {
            fn next(&mut self, _: &Name) -> io::Result<Box<dyn Read + '_>> {
                Ok(Box::new(self.0.chain(Endless(Rc::clone(&self.1)))))
            }
        }
        let (code, remedy, promise) = refused(&house, who, &mut Begins(begins, Rc::clone(&read)));
        let kinds = ["audio/mpeg", "audio/wav", "application/octet-stream"].map(name).to_vec();
        assert_eq!((code, remedy, promise), (Code::Malformed, Remedy::GiveAs(kinds), Some(name("data.file"))));
        assert!(read.get() <= Media::HEAD, "{} bytes were read", read.get());
    }
    assert_eq!(house.engine.log_size(who.cell).unwrap(), before + 4);
    assert_eq!(stand.left(), [0, 0, 0]);
    attach(&house, who, &mut Given(vec![b"%PDF-1.7".to_vec()])).unwrap();
}

#[test]
fn what_is_not_known_to_be_a_paper_is_none_where_no_kinds_are_stated() {
    const PLACE: &[u8] = b"+27.5916+086.5640/";
    let stand = Stand::new("database");
    let (house, who) = house_of(stand.config(), AINK);
    let atom = |kind: &[u8; 4], data: &[u8]| [&(data.len() as u32 + 8).to_be_bytes()[..], kind, data].concat();
    let moov = || atom(b"moov", &atom(b"udta", &atom(b"\xa9xyz", PLACE)));
    let late = [&b"<?xml version=\"1.0\"?><!--"[..], &[b' '; Media::HEAD], b"--><svg>", PLACE].concat();
    for file in [
        [moov(), atom(b"mdat", &[1; 64])].concat(),
        [atom(b"wide", b""), atom(b"mdat", &[1; 64]), moov()].concat(),
        [&b"BM\x36\0\0\0\0\0\0\0\x36\0\0\0\x28\0"[..], PLACE].concat(),
        [&b"FUJIFILMCCD-RAW 0201FF"[..], PLACE].concat(),
        [&b"<svg><metadata>"[..], PLACE, b"</metadata></svg>"].concat(),
        [&b"\xef\xbb\xbf\xff\xd8\xff\xe1"[..], PLACE].concat(),
        late,
    ] {
        let (code, remedy, promise) = refused(&house, who, &mut Given(vec![file.clone()]));
        let kinds = Media::KEPT.map(|media| name(media.as_str())).to_vec();
        let all = (Code::Malformed, Remedy::GiveAs(kinds), Some(name("data.file")));
        assert_eq!((code, remedy, promise), all, "{}", String::from_utf8_lossy(&file));
        let mut request = house.request(who.me(), "provide-service", "attachment", &[]);
        request.values = vec![("file".to_owned(), Personal::new(file))];
        let inline = crate::support::code(house.engine.collect(&house.product, who.tenant(), request));
        assert_eq!(inline, code);
    }
    assert_eq!(stand.left(), [0, 0, 0]);
    attach(&house, who, &mut Given(vec!["日期,金额\n".into()])).unwrap();
}

#[test]
fn a_value_of_a_file_that_comes_as_it_is_is_held_to_the_same_length() {
    let stand = Stand::new("database");
    let (house, who) = house_of(stand.config(), &stating("at-most = \"1 KiB\""));
    let give = |house: &House, length: usize| -> Result<Collected, Error> {
        house.collect(who, "provide-service", "attachment", &[("file", &"x".repeat(length))])
    };
    assert_eq!(code(give(&house, 1025)), Code::TooLarge);
    give(&house, 1024).unwrap();
}
