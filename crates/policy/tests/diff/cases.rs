//! One policy, and what single changes of it mean.

/// A small policy in which every row that a fragment may name is there.
pub(crate) const BASE: &str = r#"
language = 1
[policy]
id = "small"
name = "Small"
version = "1"
updated = 2026-01-01
effective = 2026-02-01
languages = ["zh-Hans", "en"]
time-zone = "Asia/Shanghai"
audience = "consumer"
about = "A shop."
[controller]
name = "Small Ltd."
address = "1 Lane"
country = "CN"
[data.phone]
label = "Phone"
sensitive = false
[data.place]
label = "Place"
sensitive = true
[data.bill]
label = "Bill"
sensitive = false
[record.account]
label = "Account"
holds = ["phone"]
holder = "subject"
category = "account"
[record.visit]
label = "Visit"
holds = ["place"]
holder = "subject"
category = "optional"
[purpose.serve]
label = "Serve"
function = "basic"
basis = "contract"
collects = ["account"]
reads = { phone = "masked" }
by = ["subject"]
[purpose.visits]
label = "Visits"
function = "additional"
basis = "consent"
consent = "separate"
collects = ["visit"]
reads = { place = "clear" }
by = ["subject"]
during = "walk"
without = "Everything else works."
[activity.walk]
label = "A walk"
opened-by = "subject"
takes = { place = 1 }
closes-after = "1 hour"
[automated.rank]
label = "The order of shops"
purpose = "visits"
logic = "The nearest first."
effect = "You see other shops."
appeal = "desk"
within = "12 working days"
[cookie.basket]
label = "Remembers what you chose"
kind = "essential"
life = "7 days"
[recipient.sms]
name = "SMS"
role = "processor"
country = "CN"
for = ["serve"]
receives = { phone = "clear" }
agreement = "paper"
method = "Encrypted."
policy-url = "https://sms.example.org/privacy"
erases-within = "30 days"
[agreement.paper]
label = "paper"
terms = ["consistent"]
[retention.account]
covers = ["account"]
from = "account.cancelled"
within = "7 days"
then = "erase"
[retention.visit]
covers = ["visit"]
from = "record.created"
within = "setting.kept"
then = "erase"
sooner = [{ from = "account.cancelled", within = "7 days" }]
[setting.kept]
label = "Kept"
default = "3 months"
max = "6 months"
[never.faces]
label = "No faces"
classes = ["biometric"]
names = ["face"]
[protect]
suite = "sm4-gcm"
key-sensitive = ["place", "phone"]
backup-every = "24 hours"
backup-keep = "30 days"
[right.access]
label = "See it"
within = "15 working days"
channels = ["contact.desk", "the counter"]
[contact.desk]
label = "Desk"
email = "desk@example.org"
within = "3 days"
[minors]
under = 14
offered = false
on-discovery = "disable"
within = "at once"
contact = "desk"
label = "Not for children"
[incident]
notify-within = "72 hours"
report-within = "72 hours"
channels = ["phone", "email"]
[change.material]
label = "Material"
before = "30 days"
channels = ["email"]
asks-again = true
[change.editorial]
label = "Wording"
before = "at once"
channels = ["page"]
asks-again = false
"#;

/// Before, after, the promise, what is said of it, and the kinds of its reasons.
pub(crate) type Case = (&'static str, &'static str, &'static str, &'static str, &'static [&'static str]);

/// Every kind of change.
pub(crate) const CASES: &[Case] = &[
    ("within = \"7 days\"\nthen", "within = \"1 week\"\nthen", "retention.account", "reworded", &[]),
    ("within = \"7 days\"\nthen", "within = \"8 days\"\nthen", "retention.account", "widened", &["retention"]),
    ("within = \"7 days\"\nthen", "within = \"3 days\"\nthen", "retention.account", "narrowed", &["retention"]),
    ("within = \"7 days\"\nthen", "within = \"5 working days\"\nthen", "retention.account", "changed", &["retention"]),
    ("within = \"7 days\"\nthen", "for = \"7 days\"\nthen", "retention.account", "widened", &["retention"]),
    ("within = \"7 days\"\nthen", "for = \"3 days\"\nthen", "retention.account", "narrowed", &["retention"]),
    (
        "within = \"7 days\"\nthen = \"erase\"",
        "within = \"7 days\"\nthen = \"restrict\"",
        "retention.account",
        "widened",
        &["retention"],
    ),
    (
        "from = \"account.cancelled\"\nwithin",
        "from = \"tenant.cancelled\"\nwithin",
        "retention.account",
        "widened",
        &["retention"],
    ),
    (
        "from = \"record.created\"\nwithin",
        "from = \"consent.withdrawn\"\nwithin",
        "retention.visit",
        "widened",
        &["retention"],
    ),
    (
        "sooner = [{ from = \"account.cancelled\", within = \"7 days\" }]",
        "",
        "retention.visit",
        "widened",
        &["retention"],
    ),
    ("within = \"7 days\" }]", "within = \"9 days\" }]", "retention.visit", "widened", &["retention"]),
    ("default = \"3 months\"", "default = \"6 months\"", "retention.visit", "widened", &["retention"]),
    ("default = \"3 months\"", "default = \"6 months\"", "setting.kept", "widened", &["retention"]),
    ("max = \"6 months\"", "max = \"1 year\"", "retention.visit", "widened", &["retention"]),
    ("max = \"6 months\"", "max = \"4 months\"", "setting.kept", "narrowed", &["retention"]),
    ("covers = [\"account\"]", "covers = [\"account.phone\"]", "retention.account", "reworded", &[]),
    ("reads = { phone = \"masked\" }", "reads = { phone = \"clear\" }", "purpose.serve", "widened", &["category"]),
    ("reads = { phone = \"masked\" }", "reads = { phone = \"hashed\" }", "purpose.serve", "narrowed", &["category"]),
    ("reads = { phone = \"masked\" }", "reads = { place = \"masked\" }", "purpose.serve", "changed", &["category"]),
    ("holds = [\"phone\"]", "holds = [\"phone\", \"bill\"]", "record.account", "widened", &["category"]),
    (
        "holds = [\"phone\"]",
        "holds = [\"phone\", \"bill\"]\noptional = [\"bill\"]",
        "record.account",
        "widened",
        &["category"],
    ),
    ("function = \"additional\"", "function = \"basic\"", "purpose.visits", "widened", &["purpose"]),
    ("consent = \"separate\"", "consent = \"general\"", "purpose.visits", "widened", &["purpose"]),
    ("consent = \"separate\"", "consent = \"written\"", "purpose.visits", "narrowed", &["purpose"]),
    ("basis = \"contract\"", "basis = \"legal-duty\"", "purpose.serve", "changed", &["purpose"]),
    // The label of a purpose is the purpose; spaces, marks and case say nothing.
    ("label = \"Serve\"", "label = \"Advertise\"", "purpose.serve", "changed", &["purpose"]),
    ("label = \"Serve\"", "label = \" serve.\"", "purpose.serve", "reworded", &[]),
    ("label = \"Serve\"", "label = { zh-Hans = \"服务\", en = \"Serve\" }", "purpose.serve", "changed", &["purpose"]),
    ("label = \"Bill\"", "label = \"Bill and messages\"", "data.bill", "changed", &["category"]),
    ("label = \"Account\"", "label = \"Your account\"", "record.account", "reworded", &[]),
    ("label = \"No faces\"", "label = \"Some faces\"", "never.faces", "changed", &["prohibition"]),
    ("label = \"See it\"", "label = \"See some of it\"", "right.access", "changed", &["rights"]),
    ("label = \"A walk\"", "label = \"Any time\"", "activity.walk", "changed", &["method"]),
    ("takes = { place = 1 }", "takes = { place = 100 }", "activity.walk", "widened", &["category"]),
    ("closes-after = \"1 hour\"\n", "", "activity.walk", "widened", &["method"]),
    ("without = \"Everything else works.\"", "without = \"Nothing works.\"", "purpose.visits", "changed", &["rights"]),
    // What software decides, how, and what it does.
    ("logic = \"The nearest first.\"\n", "", "automated.rank", "widened", &["method"]),
    ("effect = \"You see other shops.\"\n", "", "automated.rank", "widened", &["method"]),
    ("logic = \"The nearest first.\"", "logic = \"Who pays first.\"", "automated.rank", "changed", &["method"]),
    // A deadline that goes is no deadline.
    ("appeal = \"desk\"\nwithin = \"12 working days\"", "appeal = \"desk\"", "automated.rank", "widened", &["rights"]),
    ("within = \"3 days\"\n", "", "contact.desk", "widened", &["rights"]),
    ("report-within = \"72 hours\"\n", "", "incident", "widened", &["incident"]),
    ("erases-within = \"30 days\"\n", "", "recipient.sms", "widened", &["retention"]),
    ("within = \"7 days\"\nthen", "then", "retention.account", "widened", &["retention"]),
    ("life = \"7 days\"", "session = true", "cookie.basket", "narrowed", &["retention"]),
    // How a recipient gets the data is told; where its own policy stands is not weighed.
    ("method = \"Encrypted.\"", "method = \"Sent in clear.\"", "recipient.sms", "changed", &["recipient"]),
    ("method = \"Encrypted.\"\n", "", "recipient.sms", "widened", &["recipient"]),
    ("sms.example.org/privacy", "sms.example.org/policy", "recipient.sms", "changed", &[]),
    (
        "receives = { phone = \"clear\" }",
        "receives = { phone = \"clear\", place = \"aggregate\" }",
        "recipient.sms",
        "widened",
        &["recipient"],
    ),
    ("for = [\"serve\"]", "for = [\"serve\", \"visits\"]", "recipient.sms", "widened", &["purpose"]),
    (
        "role = \"processor\"\ncountry = \"CN\"",
        "role = \"controller\"\ncountry = \"CN\"",
        "recipient.sms",
        "widened",
        &["recipient"],
    ),
    (
        "role = \"processor\"\ncountry = \"CN\"",
        "role = \"processor\"\ncountry = \"US\"",
        "recipient.sms",
        "widened",
        &["cross-border"],
    ),
    ("\nagreement = \"paper\"", "", "recipient.sms", "widened", &["recipient"]),
    (
        "terms = [\"consistent\"]",
        "terms = [\"consistent\", \"no-other-use\"]",
        "agreement.paper",
        "narrowed",
        &["recipient"],
    ),
    (
        "label = \"Place\"\nsensitive = true",
        "label = \"Place\"\nsensitive = false",
        "data.place",
        "widened",
        &["category"],
    ),
    ("names = [\"face\"]", "", "never.faces", "widened", &["prohibition"]),
    ("names = [\"face\"]", "names = [\"face\", \"iris\"]", "never.faces", "narrowed", &[]),
    (
        "[never.faces]\nlabel = \"No faces\"\nclasses = [\"biometric\"]\nnames = [\"face\"]",
        "",
        "never.faces",
        "removed",
        &["prohibition"],
    ),
    ("suite = \"sm4-gcm\"", "suite = \"aes-256-gcm\"", "protect", "changed", &["safeguard"]),
    ("key-sensitive = [\"place\", \"phone\"]", "key-sensitive = [\"phone\"]", "protect", "widened", &["safeguard"]),
    ("key-sensitive = [\"place\", \"phone\"]", "key-sensitive = [\"phone\", \"place\"]", "protect", "reworded", &[]),
    ("backup-keep = \"30 days\"", "backup-keep = \"60 days\"", "protect", "widened", &["retention"]),
    ("backup-every = \"24 hours\"", "backup-every = \"48 hours\"", "protect", "widened", &["safeguard"]),
    ("within = \"15 working days\"", "within = \"20 working days\"", "right.access", "widened", &["rights"]),
    ("within = \"15 working days\"", "within = \"10 working days\"", "right.access", "narrowed", &["rights"]),
    ("within = \"15 working days\"", "within = \"15 days\"", "right.access", "changed", &["rights"]),
    (
        "channels = [\"contact.desk\", \"the counter\"]",
        "channels = [\"contact.desk\"]",
        "right.access",
        "widened",
        &["rights"],
    ),
    (
        "channels = [\"contact.desk\", \"the counter\"]",
        "channels = [\"contact.desk\", \"The counter.\"]",
        "right.access",
        "reworded",
        &[],
    ),
    // A way in for another: a contact for a sentence, or a sentence for a sentence.
    (
        "channels = [\"contact.desk\", \"the counter\"]",
        "channels = [\"at our counter only\", \"the counter\"]",
        "right.access",
        "changed",
        &["rights"],
    ),
    (
        "channels = [\"contact.desk\", \"the counter\"]",
        "channels = [\"contact.desk\", \"the far counter\"]",
        "right.access",
        "changed",
        &["rights"],
    ),
    ("email = \"desk@example.org\"", "email = \"office@example.org\"", "contact.desk", "changed", &["contact"]),
    ("under = 14", "under = 12", "minors", "widened", &["minors"]),
    ("notify-within = \"72 hours\"", "notify-within = \"24 hours\"", "incident", "narrowed", &[]),
    ("notify-within = \"72 hours\"", "notify-within = \"96 hours\"", "incident", "widened", &["incident"]),
    ("before = \"30 days\"", "before = \"7 days\"", "change.material", "widened", &["notice"]),
    ("before = \"30 days\"", "before = \"60 days\"", "change.material", "narrowed", &[]),
    ("asks-again = true", "asks-again = false", "change.material", "widened", &["notice"]),
    ("languages = [\"zh-Hans\", \"en\"]", "languages = [\"en\", \"zh-Hans\"]", "policy", "changed", &[]),
    ("version = \"1\"", "version = \"2\"", "policy", "reworded", &[]),
];
