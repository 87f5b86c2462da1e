//! Each way to use a route that takes place in a tenant.

use crate::site::PRODUCT;
use serde_json::{Value, json};

pub const NOBODY: &str = "019e42e58a8070000000000000000001";

/// References of one tenant.
#[derive(Debug, Clone)]
pub struct Ids {
    pub tenant: String,
    pub subject: String,
    pub record: String,
    pub file: String,
    pub activity: String,
    pub case: String,
    pub hold: String,
    pub push: String,
    pub telling: String,
    pub set: String,
    pub visit: String,
    pub handle: String,
    pub entry: String,
}

impl Ids {
    pub fn of_nobody() -> Self {
        let nobody = || NOBODY.to_owned();
        Self {
            tenant: nobody(),
            subject: nobody(),
            record: nobody(),
            file: nobody(),
            activity: nobody(),
            case: nobody(),
            hold: nobody(),
            push: nobody(),
            telling: nobody(),
            set: nobody(),
            visit: nobody(),
            handle: format!("{NOBODY}{}", "0".repeat(64)),
            entry: "1000000".into(),
        }
    }

    pub fn at(&self, tenant: &str) -> Self {
        Self { tenant: tenant.to_owned(), ..self.clone() }
    }

    pub fn path(&self, path: &str) -> String {
        let parts = [
            ("{product}", PRODUCT),
            ("{tenant}", &self.tenant),
            ("{subject}", &self.subject),
            ("{record}", &self.record),
            ("{activity}", &self.activity),
            ("{case}", &self.case),
            ("{hold}", &self.hold),
            ("{telling}", &self.telling),
            ("{set}", &self.set),
            ("{visit}", &self.visit),
            ("{entry}", &self.entry),
        ];
        parts.iter().fold(path.to_owned(), |path, (part, value)| path.replace(part, value))
    }
}

/// Who does it well: the person herself, the tenant's administrator, a service of the product, its officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Herself,
    Administrator,
    Service,
    Officer,
}

impl Who {
    pub fn actor(self, subject: &str) -> Value {
        match self {
            Self::Herself => json!({"capacity": "subject", "subject": subject}),
            Self::Administrator => {
                json!({"capacity": "subject", "subject": subject, "roles": ["administrator", "accountant"]})
            }
            Self::Service => json!({"capacity": "service", "roles": ["sign-in"]}),
            Self::Officer => {
                json!({"capacity": "staff", "roles": ["officer"], "subject": "11111111111111111111111111111111"})
            }
        }
    }
}

pub type Body = fn(&Ids, &Value) -> Value;

/// One way to use one route.
pub struct Use {
    pub route: &'static str,
    /// Who does it well; the rows stand in an order in which each of them can be done.
    pub well: Who,
    /// Without the actor.
    pub body: Body,
}

const fn by(well: Who, route: &'static str, body: Body) -> Use {
    Use { route, well, body }
}

pub fn uses() -> Vec<Use> {
    use Who::{Administrator, Herself, Officer, Service};
    vec![
        by(Herself, "POST may-act", |_, _| json!({})),
        by(Service, "POST standing", |ids, _| json!({"subject": ids.subject})),
        by(
            Herself,
            "POST consents",
            |ids, shown| json!({"subject": ids.subject, "purpose": "notify", "state": "given", "shown": shown}),
        ),
        by(
            Herself,
            "POST permissions",
            |ids, _| json!({"subject": ids.subject, "permission": "notification", "granted": true}),
        ),
        by(
            Herself,
            "POST answers",
            |ids, shown| json!({"subject": ids.subject, "to": "notice.location", "said": "accepted", "shown": shown}),
        ),
        by(Herself, "POST activities", |ids, _| json!({"subject": ids.subject, "kind": "check-in"})),
        by(Herself, "POST records", |ids, _| {
            json!({"purpose": "attendance", "kind": "check-in", "subject": ids.subject, "activity": ids.activity,
                "values": {"location": "38.9,121.6"}})
        }),
        by(Officer, "POST visits", |_, _| {
            json!({"recipient": "lab", "purpose": "attendance", "items": ["location"],
                "until": "2026-05-20T10:00:00+08:00"})
        }),
        by(Service, "POST visits/read", |ids, _| {
            json!({"handle": ids.handle, "subjects": [ids.subject], "records": [ids.record],
                "activity": ids.activity})
        }),
        by(Officer, "POST visits/{visit}/end", |_, _| json!({})),
        by(Herself, "POST activities/{activity}/close", |_, _| json!({})),
        by(
            Administrator,
            "POST attachments",
            |_, _| json!({"purpose": "provide-service", "kind": "attachment", "values": {"file": {"base64": "5Y+R56Wo"}}}),
        ),
        by(
            Administrator,
            "POST files",
            |_, _| json!({"purpose": "provide-service", "kind": "attachment", "files": ["file"]}),
        ),
        by(
            Administrator,
            "POST files/read",
            |ids, _| json!({"purpose": "provide-service", "record": ids.file, "item": "file"}),
        ),
        by(Herself, "POST read", |ids, _| json!({"purpose": "attendance", "which": {"records": [ids.record]}})),
        by(
            Herself,
            "POST read",
            |ids, _| json!({"purpose": "account", "subject": ids.subject, "which": {"of": {"subject": ids.subject, "kind": "account"}}}),
        ),
        by(Service, "POST read", |ids, _| {
            let value = if ids.subject == NOBODY { "nobody" } else { "hanmeimei" };
            json!({"purpose": "account", "items": ["username"],
                "which": {"found": {"kind": "account", "item": "username", "value": value}}})
        }),
        by(
            Administrator,
            "POST read",
            |ids, _| json!({"purpose": "provide-service", "which": {"listed": {"kind": "attachment", "after": ids.record}}}),
        ),
        by(Service, "POST verify", |ids, _| {
            let value = if ids.subject == NOBODY { "nobody" } else { "hanmeimei" };
            json!({"purpose": "account", "kind": "account", "item": "password",
                "found": {"item": "username", "value": value}, "candidate": "correct horse"})
        }),
        by(
            Service,
            "POST messages",
            |ids, _| json!({"subject": ids.subject, "class": "service-notice", "purpose": "notify", "channel": "in-app"}),
        ),
        by(Service, "POST codes", |ids, _| {
            let to = if ids.subject == NOBODY { "13900139000" } else { "13800138000" };
            json!({"purpose": "verification", "occasion": "login", "subject": ids.subject, "to": to})
        }),
        by(Service, "POST releases", |ids, _| {
            json!({"recipient": "apns", "purpose": "notify", "subject": ids.subject, "records": [ids.push],
                "fields": {"push-token": "clear"}})
        }),
        by(Officer, "POST grounds", |ids, _| {
            json!({"ground": "required-by-law", "subject": ids.subject, "items": ["location"],
                "asked_by": {"capacity": "staff", "roles": ["support"], "subject": "22222222222222222222222222222222"},
                "facts": ["authority", "provision", "case-number", "items", "subjects"]})
        }),
        by(Service, "POST cases", |ids, _| {
            json!({"contact": "officer", "way": "email", "kind": "questions", "subject": ids.subject,
                "key": "0123456789abcdef0123",
                "text": {"purpose": "inquiries", "kind": "inquiry", "values": {"inquiry-text": "Please look."}}})
        }),
        by(Officer, "POST cases/queue", |_, _| json!({})),
        by(Herself, "POST cases/{case}/trace", |_, _| json!({})),
        by(Officer, "POST cases/{case}/read", |_, _| json!({})),
        by(Officer, "POST cases/{case}/steps", |_, _| json!({"step": {"answer": {}}})),
        by(Officer, "POST holds", |ids, _| {
            json!({"ground": "keep", "records": [ids.record], "subjects": [ids.subject], "items": ["location"],
                "asked_by": {"capacity": "staff", "roles": ["support"], "subject": "22222222222222222222222222222222"}, "facts": {"law": "A law"},
                "until": "2027-05-20T09:00:00+08:00"})
        }),
        by(Officer, "POST holds/{hold}/lift", |_, _| json!({"reason": "it is over"})),
        by(Service, "POST events", |ids, _| json!({"event": "machine.lost", "subject": ids.subject})),
        by(Herself, "POST records/{record}/keep-for", |_, _| json!({"purpose": "attendance"})),
        by(
            Officer,
            "POST accounts/{subject}/leaves",
            |_, _| json!({"recipient": "alibaba-sms", "given_on": "2026-05-01", "digest": "0".repeat(64)}),
        ),
        by(Service, "POST sets", |_, _| json!({"derived": "places", "purpose": "counting"})),
        by(Service, "POST counts", |_, _| json!({"derived": "uses", "function": "search"})),
        by(Service, "POST sets/{set}/use", |_, _| json!({"purpose": "counting"})),
        by(Herself, "POST erase", |ids, _| json!({"records": [ids.push]})),
        by(Officer, "POST tellings/{telling}/steps", |_, _| json!({"step": "sent", "digest": "0".repeat(64)})),
        by(Administrator, "POST entries/{entry}/erase", |_, _| json!({})),
        by(Officer, "POST minors", |ids, _| json!({"subject": ids.subject, "finding": "guardian-agreed"})),
        by(Service, "POST suspend", |_, _| json!({})),
        by(Service, "POST resume", |_, _| json!({})),
        by(Herself, "POST accounts/{subject}/cancel", |_, _| json!({})),
        by(Administrator, "POST cancel", |_, _| json!({})),
        by(Service, "GET due", |_, _| Value::Null),
        by(Service, "GET entries", |_, _| Value::Null),
        by(Service, "GET certificate", |_, _| Value::Null),
        by(Service, "GET holds", |_, _| Value::Null),
        by(Service, "GET erasures", |_, _| Value::Null),
        by(Service, "GET visits", |_, _| Value::Null),
        by(Service, "GET tellings", |_, _| Value::Null),
        by(Service, "GET sets", |_, _| Value::Null),
        by(Service, "GET counts", |_, _| Value::Null),
    ]
}
