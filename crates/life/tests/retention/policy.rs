//! Policies of all sorts: the same promises with other numbers, in three versions.

use policy::Policy;
use proptest::prelude::*;

/// What is drawn of one version.
#[derive(Debug, Clone)]
pub struct Numbers {
    pub note_days: u32,
    pub longer_days: u32,
    pub order_days: u32,
    pub cancelled_days: u32,
    pub completed_days: u32,
    pub tax_days: u32,
    pub reply_days: u32,
    /// Whether a law wants prices kept.
    pub taxed: bool,
    /// Whether each item of an order has a rule of its own, under another name.
    pub apart: bool,
}

/// The days on which the versions come into force.
pub const VERSIONS: [&str; 3] = ["2026-01-01", "2026-03-01", "2026-06-01"];

pub fn numbers() -> impl Strategy<Value = Numbers> {
    let days =
        (1_u32..200, 1_u32..100, 1_u32..200, 0_u32..20, 1_u32..300, 1_u32..300, 0_u32..10, any::<(bool, bool)>());
    days.prop_map(
        |(note_days, longer_days, order_days, cancelled_days, completed_days, tax_days, reply_days, (taxed, apart))| {
            Numbers {
                note_days,
                longer_days,
                order_days,
                cancelled_days,
                completed_days,
                tax_days,
                reply_days,
                taxed,
                apart,
            }
        },
    )
}

/// The versions, each as it follows the one before.
pub fn versions(drawn: &[Numbers]) -> Vec<Policy> {
    let mut versions: Vec<Policy> = Vec::new();
    for (at, (numbers, from)) in drawn.iter().zip(VERSIONS).enumerate() {
        let text = text(numbers, from, at + 1);
        let (policy, _) = Policy::load(text.as_bytes()).unwrap_or_else(|invalid| panic!("{invalid:?}\n{text}"));
        let mut policy = match versions.last() {
            Some(earlier) => policy.following(earlier),
            None => policy,
        };
        versions.iter().for_each(|earlier| policy.follow(earlier));
        versions.push(policy);
    }
    versions
}

fn days(days: u32) -> String {
    if days == 0 { "at once".to_owned() } else { format!("{days} days") }
}

fn text(numbers: &Numbers, from: &str, version: usize) -> String {
    let Numbers {
        note_days,
        longer_days,
        order_days,
        cancelled_days,
        completed_days,
        tax_days,
        reply_days,
        taxed,
        apart,
    } = numbers;
    let (cancelled, reply) = (days(*cancelled_days), days(*reply_days));
    let tax = format!(
        "[retention.tax]\ncovers = [\"order.price\"]\nfrom = \"record.created\"\nfor = \"{tax_days} days\"\nthen = \"erase\"\n\
         basis = \"A tax law\"\nsurvives = [\"account.cancelled\"]\nonly-for = \"law\"\n"
    );
    let tax = if *taxed { tax } else { String::new() };
    let order = |row: &str, covers: &str| {
        format!(
            "[retention.{row}]\ncovers = [{covers}]\nfrom = \"record.created\"\nwithin = \"{order_days} days\"\nthen = \"erase\"\n\
             sooner = [{{ from = \"account.cancelled\", within = \"{cancelled}\" }}]\nextends = [\"complaint\"]\n\n"
        )
    };
    let orders = match apart {
        true => order("goods", "\"order.goods\"") + &order("price", "\"order.price\""),
        false => order("order", "\"order.goods\", \"order.price\""),
    };
    format!(
        "{}version = \"{version}\"\nupdated = {from}\neffective = {from}\n{}\n\
         [retention.note]\ncovers = [\"note\"]\nfrom = \"record.created\"\nfor = \"{note_days} days\"\nthen = \"erase\"\n\
         sooner = [{{ from = \"account.cancelled\", within = \"{cancelled}\" }}, {{ from = \"consent.withdrawn\", within = \"at once\" }}]\n\
         longer-by = \"{longer_days} days\"\n\n\
         {orders}\
         [retention.sales]\ncovers = [\"order.goods\"]\nfrom = \"order.completed\"\nfor = \"{completed_days} days\"\ncounted = \"days\"\n\
         then = \"erase\"\nbasis = \"A trade law\"\nsurvives = [\"account.cancelled\"]\nonly-for = \"law\"\n\n\
         [retention.reply]\ncovers = [\"reply\"]\nfrom = \"purpose.ended\"\nneeded-for = [\"survey\", \"calls\"]\nwithin = \"{reply}\"\n\
         then = \"erase\"\n\n{tax}",
        HEAD, REST
    )
}

const HEAD: &str = r#"
language = 1
[policy]
id = "drawn"
name = "Drawn"
languages = ["en"]
rules = []
time-zone = "Asia/Shanghai"
audience = "consumer"
about = "A policy of drawn numbers."
"#;

const REST: &str = r#"
[controller]
name = "Drawn Numbers Ltd."
address = "1 Reading Lane, Suzhou, Jiangsu, China"
country = "CN"
[contact.desk]
label = "Desk"
email = "desk@drawn.example"
for = ["questions", "rights"]
[data.name]
label = "Name"
class = "identity"
[data.text]
label = "Text"
class = "identity"
[data.goods]
label = "Goods"
class = "identity"
[data.price]
label = "Price"
class = "identity"
[data.answer]
label = "Answer"
class = "identity"
[record.account]
label = "Account"
holds = ["name"]
holder = "subject"
category = "account"
[record.note]
label = "Note"
holds = ["text"]
holder = "subject"
category = "account"
[record.order]
label = "Order"
holds = ["goods", "price"]
holder = "subject"
category = "orders"
[record.reply]
label = "Reply"
holds = ["answer"]
holder = "subject"
category = "optional"
[activity.complaint]
label = "a complaint that is open"
opened-by = "subject"
[activity.round]
label = "a survey that is open"
opened-by = "subject"
[event."order.completed"]
label = "an order is completed"
of = "record"
[role.clerk]
label = "clerks"
of = "staff"
[role.lawyer]
label = "lawyers"
of = "staff"
[purpose.account]
label = "Keep your account"
function = "basic"
basis = "contract"
collects = ["account"]
reads = { name = "clear" }
by = ["subject", "role.clerk"]
opens-account = true
[purpose.notes]
label = "Keep your notes"
function = "basic"
basis = "consent"
consent = "general"
collects = ["note"]
reads = { text = "clear" }
by = ["subject", "role.clerk"]
[purpose.drafts]
label = "Keep your drafts"
function = "additional"
basis = "consent"
consent = "separate"
collects = ["note"]
reads = { text = "clear" }
by = ["subject", "role.clerk"]
without = "Nothing changes."
[purpose.orders]
label = "Handle orders"
function = "basic"
basis = "contract"
collects = ["order"]
reads = { goods = "clear", price = "clear" }
by = ["subject", "role.clerk"]
[purpose.survey]
label = "Ask you"
function = "additional"
basis = "consent"
consent = "separate"
during = "round"
collects = ["reply"]
reads = { answer = "clear" }
by = ["role.clerk"]
without = "Nothing changes."
[purpose.calls]
label = "Ring you"
function = "additional"
basis = "consent"
consent = "separate"
reads = { answer = "clear" }
by = ["role.clerk"]
without = "Nothing changes."
[purpose.law]
label = "Keep what a law wants kept"
function = "basic"
basis = "legal-duty"
reads = { goods = "clear", price = "clear" }
by = ["role.lawyer"]
law = "A law"
outlives-account = true
[purpose.held]
label = "Handle what is kept longer"
function = "basic"
basis = "legal-duty"
reads = { text = "clear", goods = "clear", price = "clear", answer = "clear" }
by = ["role.lawyer"]
law = "A law"
outlives-account = true
[ground.court]
label = "A court"
allows = ["keep"]
law = "PIPL, article 13(1)(3)"
needs = ["case-number", "items", "subjects"]
approved-by = "role.lawyer"
only-for = "held"
review = "1 year"
[retention.account]
covers = ["account"]
from = "account.cancelled"
within = "7 days"
then = "erase"
[log.all]
label = "Log"
of = ["read"]
for = "1 year"
[transfer]
stays-in = ["CN"]
label = "The data stays in China."
[place.east]
label = "East China"
region = "cn-hangzhou"
country = "CN"
[protect]
suite = "aes-256-gcm"
backup-every = "24 hours"
backup-keep = "14 days"
measures = ["Everything in transit is encrypted with TLS."]
[incident]
notify-within = "24 hours"
channels = ["email"]
content = ["what happened"]
[right.access]
label = "See your data"
within = "15 days"
channels = ["contact.desk"]
"#;
