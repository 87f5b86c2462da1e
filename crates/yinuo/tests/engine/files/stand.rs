//! What a house with files stands on: the database, a folder, or a bucket of a server in this process.

use crate::support::{AINK, House, Person, START, at, folder};
use fake_object_store::{BUCKET, KEY_ID, ObjectStore, SECRET};
use std::path::{Path, PathBuf};
use yinuo::life::reference::Record;
use yinuo::{Bucket, BucketSecret, Config, Engine, Error, FilePlace, Tenant};

/// The bucket of a server, whoever has the key.
pub(super) fn bucket(endpoint: &str, secret: &str) -> FilePlace {
    let bucket = Bucket {
        bucket: BUCKET.into(),
        prefix: "files".into(),
        endpoint: Some(endpoint.to_owned()),
        region: "cn-hangzhou".into(),
        key_id: KEY_ID.into(),
        secret: BucketSecret::new(secret.into()),
        bucket_in_host: false,
        allow_loopback_plain: true,
    };
    FilePlace::Outside(yinuo::PlaceSettings::Bucket(bucket))
}

/// `place`: `database`, `folder`, or the address of an object store.
pub(super) fn config(folder: &Path, place: &str) -> Config {
    let mut config = Config::under(folder);
    config.files = match place {
        "database" => FilePlace::Embedded,
        "folder" => FilePlace::Outside(folder.join("data").join("files").into()),
        endpoint => bucket(endpoint, SECRET),
    };
    config
}

/// What a house stands on.
pub(super) struct Stand {
    folder: tempfile::TempDir,
    pub(super) place: String,
    pub(super) server: Option<ObjectStore>,
}

impl Stand {
    pub(super) fn new(place: &str) -> Self {
        let server = (place == "bucket").then(|| ObjectStore::start().unwrap());
        let place = server.as_ref().map_or_else(|| place.to_owned(), ObjectStore::endpoint);
        Self { folder: folder(), place, server }
    }

    /// One for each place in which files may lie.
    pub(super) fn each() -> impl Iterator<Item = Self> {
        ["database", "folder", "bucket"].into_iter().map(Self::new)
    }

    pub(super) fn outside() -> impl Iterator<Item = Self> {
        Self::each().skip(1)
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn config(&self) -> Config {
        config(self.path(), &self.place)
    }

    pub(super) fn house(&self) -> (House, Person) {
        house(self.config())
    }

    /// Restores a backup into an installation that has lost its data folder.
    pub(super) fn restore(&self, backup: &Path, now: jiff::Timestamp) -> (House, yinuo::Restored) {
        std::fs::rename(self.path().join("data"), self.path().join("lost")).unwrap();
        let clock = std::sync::Arc::new(yinuo::StandingClock::at(now));
        let (engine, restored) = Engine::restore(self.config(), clock.clone(), backup).unwrap();
        (House::around(engine, clock, AINK), restored)
    }

    /// Everything that lies where files lie outside the database, the halves of what did not arrive too.
    pub(super) fn things(&self) -> Vec<PathBuf> {
        match &self.server {
            Some(server) => {
                let file = |path: &PathBuf| path.to_string_lossy().contains(".file") || is_part(path);
                server.files().unwrap().into_iter().filter(file).filter(|path| !is_record_of_server(path)).collect()
            }
            None => {
                let mut things = below(&self.path().join("data").join("files"));
                things.retain(|thing| !thing.ends_with("owner.mark"));
                things
            }
        }
    }

    /// How many files, and how many chunks of them, the database knows; and how many files lie outside it.
    pub(super) fn left(&self) -> [usize; 3] {
        let data = self.data();
        let count = |table: &str| {
            data.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0)).unwrap() as usize
        };
        [count("file"), count("file_chunk"), self.things().len()]
    }

    /// What is left where so many files of so many chunks are.
    pub(super) fn with(&self, files: usize, chunks: usize) -> [usize; 3] {
        if self.place == "database" { [files, chunks, 0] } else { [files, 0, files] }
    }

    pub(super) fn data(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.path().join("data").join(yinuo::store::DATABASE)).unwrap()
    }

    /// The bytes with which each sealed chunk begins.
    pub(super) fn fronts(&self) -> Vec<Vec<u8>> {
        let data = self.data();
        let mut select = data.prepare("SELECT substr(body, 1, 16) FROM file_chunk").unwrap();
        let mut fronts: Vec<Vec<u8>> = select.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        for thing in self.things() {
            let bytes = std::fs::read(thing).unwrap();
            fronts.extend(bytes.chunks((1 << 20) + 16).map(|chunk| chunk[..16].to_vec()));
        }
        fronts
    }

    /// Whether anything of the installation, backups included, or of its bucket holds these bytes.
    pub(super) fn holds(&self, bytes: &[u8]) -> bool {
        let server = self.server.iter().flat_map(|server| server.files().unwrap());
        below(self.path()).into_iter().chain(server).any(|path| found_in(&std::fs::read(path).unwrap(), bytes))
    }
}

pub(super) fn is_part(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(".part-"))
}

/// What the server keeps of a thing beside it.
pub(super) fn is_record_of_server(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "json")
}

pub(super) fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(below(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

pub(super) fn house(config: Config) -> (House, Person) {
    house_of(config, AINK)
}

/// The same under a policy of one's own.
pub(super) fn house_of(config: Config, policy: &[u8]) -> (House, Person) {
    let house = House::open(config, policy, at(START));
    let (who, _) = house.register(Tenant::New, &[("username", "lilei"), ("email", "l@example.com")]).unwrap();
    (house, who)
}

pub(super) fn erase(house: &House, who: Person, record: Record) -> Result<yinuo::Erased, Error> {
    let wish = yinuo::Wish { records: vec![record], ..Default::default() };
    house.engine.erase(&house.product, who.tenant(), &who.administrator(), wish)
}

pub(super) fn found_in(text: &[u8], bytes: &[u8]) -> bool {
    let starts = text.iter().enumerate().filter(|(_, byte)| **byte == bytes[0]);
    starts.into_iter().any(|(at, _)| text[at..].starts_with(bytes))
}
