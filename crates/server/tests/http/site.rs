//! A server with a published policy and a standing clock, and a service that calls it.

use reqwest::blocking::{Client, RequestBuilder, Response};
use reqwest::{Certificate, Method};
use serde_json::{Value, json};
use server::credential::{self, Grants};
use server::{Running, Settings, Tls};
use std::sync::Arc;
use yinuo::policy::Policy;
use yinuo::{Config, Engine, StandingClock};

pub const POLICY: &[u8] = include_bytes!("../../../../policies/aink/policy.toml");
pub const PRODUCT: &str = "aink";

pub struct Site {
    pub running: Option<Running>,
    pub engine: Arc<Engine>,
    pub clock: Arc<StandingClock>,
    pub policy: Arc<Policy>,
    pub client: Client,
    pub token: String,
    pub folder: tempfile::TempDir,
}

pub struct Answer {
    pub status: u16,
    pub text: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("{} {}", self.status, self.text))
    }

    pub fn code(&self) -> String {
        self.json()["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl From<Response> for Answer {
    fn from(response: Response) -> Self {
        Self { status: response.status().as_u16(), text: response.text().unwrap() }
    }
}

/// An account, and where it is.
#[derive(Debug, Clone)]
pub struct Person {
    pub tenant: String,
    pub subject: String,
}

impl Person {
    pub fn actor(&self) -> Value {
        json!({"capacity": "subject", "subject": self.subject})
    }

    pub fn with_role(&self, role: &str) -> Value {
        json!({"capacity": "subject", "subject": self.subject, "roles": [role]})
    }

    pub fn at(&self, rest: &str) -> String {
        format!("/v1/{PRODUCT}/tenants/{}/{rest}", self.tenant)
    }
}

impl Site {
    pub fn start() -> Self {
        Self::with(|settings| settings)
    }

    pub fn with(change: impl FnOnce(Settings) -> Settings) -> Self {
        Self::of(|config| config, change)
    }

    pub fn of(configure: impl FnOnce(Config) -> Config, change: impl FnOnce(Settings) -> Settings) -> Self {
        Self::under(POLICY, configure, change)
    }

    pub fn under(
        source: &[u8],
        configure: impl FnOnce(Config) -> Config,
        change: impl FnOnce(Settings) -> Settings,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(StandingClock::at("2026-05-20T09:00:00+08:00".parse().unwrap()));
        let engine = Arc::new(Engine::open(configure(Config::under(folder.path())), clock.clone()).unwrap());
        let policy = engine.publish(source).unwrap();
        let token = credential::issue(&engine, "back end", &Grants::over(&policy)).unwrap().token;
        let settings = Settings {
            address: "127.0.0.1:0".parse().unwrap(),
            tls: Tls::Local { folder: folder.path().join("tls") },
            base_url: None,
            console: true,
        };
        let running = server::start(Arc::clone(&engine), change(settings)).unwrap();
        let client = client(&running);
        Self { running: Some(running), engine, clock, policy, client, token, folder }
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.running.as_ref().unwrap().url())
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path)).bearer_auth(&self.token)
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        self.request(Method::POST, path).json(body).send().unwrap().into()
    }

    /// A record and the files that follow it, each by its item.
    pub fn with_files(&self, path: &str, record: &Value, files: &[(&str, &[u8])]) -> RequestBuilder {
        let mut body =
            format!("--part\r\ncontent-disposition: form-data; name=record\r\n\r\n{record}\r\n").into_bytes();
        for (item, bytes) in files {
            body.extend(
                format!("--part\r\ncontent-disposition: form-data; name={item}; filename=a.jpg\r\n\r\n").into_bytes(),
            );
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(b"--part--\r\n");
        self.request(Method::POST, path).header("content-type", "multipart/form-data; boundary=part").body(body)
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request(Method::GET, path).send().unwrap().into()
    }

    /// Posts, and takes the answer where the act was done.
    pub fn done(&self, path: &str, body: &Value) -> Value {
        let answer = self.post(path, body);
        assert!((200..300).contains(&answer.status), "{path}: {} {}", answer.status, answer.text);
        answer.json()
    }

    pub fn shown(&self) -> Value {
        json!({"notice": self.policy.hash, "language": "zh-Hans", "action": "tick"})
    }

    pub fn service(&self) -> Value {
        json!({"capacity": "service", "roles": ["sign-in"]})
    }

    pub fn register(&self, tenant: &str, name: &str) -> Person {
        let body = json!({
            "actor": self.service(), "tenant": tenant, "accepts": self.shown(),
            "values": {"username": name, "email": format!("{name}@example.com"), "phone": "13800138000", "password": "correct horse"},
        });
        let done = self.done(&format!("/v1/{PRODUCT}/accounts"), &body);
        let text = |key: &str| done[key].as_str().unwrap().to_owned();
        let person = Person { tenant: text("tenant"), subject: text("subject") };
        if tenant == "new" {
            let administrator = person.with_role("administrator");
            let accepted =
                json!({"actor": administrator, "to": "notice.upload", "said": "accepted", "shown": self.shown()});
            self.done(&person.at("answers"), &accepted);
        }
        person
    }

    /// Agrees, permits, opens, checks in: the record.
    pub fn check_in(&self, person: &Person) -> String {
        self.done(&person.at("consents"), &json!({"actor": person.actor(), "subject": person.subject, "purpose": "attendance", "state": "given", "shown": self.shown()}));
        self.done(
            &person.at("permissions"),
            &json!({"actor": person.actor(), "subject": person.subject, "permission": "location", "granted": true}),
        );
        let opened = self.done(
            &person.at("activities"),
            &json!({"actor": person.actor(), "subject": person.subject, "kind": "check-in"}),
        );
        let done = self.done(&person.at("records"), &self.point(person, opened["activity"].as_str()));
        done["record"].as_str().unwrap().to_owned()
    }

    pub fn point(&self, person: &Person, activity: Option<&str>) -> Value {
        json!({"actor": person.actor(), "purpose": "attendance", "kind": "check-in", "subject": person.subject,
            "values": {"location": "38.9,121.6"}, "activity": activity})
    }

    pub fn read(&self, person: &Person, purpose: &str, records: &[&str]) -> Value {
        json!({"actor": person.actor(), "purpose": purpose, "which": {"records": records}})
    }
}

pub fn client(running: &Running) -> Client {
    let builder = Client::builder().redirect(reqwest::redirect::Policy::none());
    match running.root_pem() {
        Some(root) => builder.tls_certs_only([Certificate::from_pem(&std::fs::read(root).unwrap()).unwrap()]),
        None => builder,
    }
    .build()
    .unwrap()
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.running.take());
        if !std::thread::panicking() {
            let verified = self.engine.verify_ledger(&self.policy.product).unwrap();
            assert!(verified.is_sound(), "{verified:?}");
        }
    }
}
