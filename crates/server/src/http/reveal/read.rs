//! `POST /v1/{product}/tenants/{tenant}/read`: values are read for a purpose.

use crate::http::core::act::Call;
use crate::http::core::actor::{ActorBody, acting};
use crate::http::core::app::App;
use crate::http::core::place::{InTenant, Place};
use crate::http::core::problem::{Fault, Problem, Problems};
use crate::http::core::values::{Value, shown};
use crate::http::core::view::{Texts, limit};
use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use yinuo::life::Code;
use yinuo::life::reference::{Activity, Record, Subject};
use yinuo::life::reveal::Reveal;
use yinuo::policy::rows::Language;
use yinuo::policy::{Form, Name};
use yinuo::store::Wanted;
use yinuo::{Engine, Error, Reading, Revealed, Which, publish};

/// Values to read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Read {
    actor: ActorBody,
    /// Why.
    #[schema(value_type = String)]
    purpose: Name,
    /// Which records.
    which: WhichBody,
    /// The person whose values are asked for, if the request names one.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// Which items; all that the purpose may read, where none is listed.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    items: Vec<Name>,
    /// Within which activity.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    activity: Option<Activity>,
    /// In which form: `clear`, `masked`, `token` or `hashed`; the fullest that the purpose may read, unless it is said.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    form: Option<Form>,
}

acting!(Read);

/// Which records a read is about.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = Which)]
pub(crate) enum WhichBody {
    /// These.
    Records(Records),
    /// Those in which an item has this value, exactly.
    Found(Found),
    /// Every record of one type about one person.
    Of(Of),
    /// Records of one type, page by page.
    Listed(Listed),
}

/// Records by reference.
#[derive(Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Vec<String>)]
pub(crate) struct Records(Vec<Record>);

/// Records found by a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Found {
    /// The record's type.
    #[schema(value_type = String)]
    kind: Name,
    /// The item.
    #[schema(value_type = String)]
    item: Name,
    /// The value.
    #[schema(value_type = String)]
    value: Value,
}

/// Records of one person.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Of {
    /// The person.
    #[schema(value_type = String)]
    subject: Subject,
    /// The record's type.
    #[schema(value_type = String)]
    kind: Name,
}

/// A page of records.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listed {
    /// The record's type.
    #[schema(value_type = String)]
    kind: Name,
    /// The cursor that the page before gave as `next`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    after: Option<Record>,
    /// At most so many records; 50 unless told, 1000 at most.
    #[serde(default)]
    limit: Option<u32>,
}

/// What was read.
#[derive(Serialize, ToSchema)]
pub(crate) struct Told {
    /// The values.
    values: Vec<Seen>,
    /// The number of the read's entry in the tenant's log.
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<u64>,
    /// The cursor of the next page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    next: Option<Record>,
}

/// One value, in the form that the purpose may read.
#[derive(Serialize, ToSchema)]
struct Seen {
    /// The record.
    #[schema(value_type = String)]
    record: Record,
    /// The item.
    #[schema(value_type = String)]
    item: Name,
    /// `clear`, `masked`, `token`, `hashed`, `aggregate`.
    #[schema(value_type = String)]
    form: Form,
    /// The value as text.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    /// Where the value pointed to a member who is gone: the word for her, by language.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Object>)]
    former: Option<Texts>,
    /// The value's bytes, where they are no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    base64: Option<String>,
}

impl From<Reading> for Told {
    fn from(Reading { values, entry, .. }: Reading) -> Self {
        Self { values: values.into_iter().map(Seen::from).collect(), entry: Some(entry), next: None }
    }
}

impl From<Revealed> for Seen {
    fn from(revealed: Revealed) -> Self {
        let (text, base64) = shown(&revealed.value);
        let former = revealed.former.map(|word| {
            let said = Language::ALL
                .iter()
                .copied()
                .filter_map(|language| Some((language, publish::wording(&word, language)?)));
            said.map(|(language, word)| (language.as_str(), word.into_owned())).collect()
        });
        Self { record: revealed.record, item: revealed.item, form: revealed.form, text, former, base64 }
    }
}

/// Reads values; the read is on record before any value is opened. A look-up by value stands in this body, never in a
/// path.
#[utoipa::path(post, path = "/v1/{product}/tenants/{tenant}/read", tag = "reveal", params(InTenant), request_body = Read,
    responses((status = 200, description = "The values", body = Told), Problems))]
pub(crate) async fn handle(State(app): State<App>, call: Call<Read>) -> Response {
    app.ask("read", call, |engine, place, body| {
        let actor = (&body.actor).into();
        let (subject, items, activity) = (body.subject, body.items, body.activity);
        let mut request = Reveal { actor, purpose: body.purpose, subject, items, activity, form: body.form };
        let which = match body.which {
            WhichBody::Records(Records(records)) => Which::Records(records),
            WhichBody::Found(found) => Which::Found { kind: found.kind, item: found.item, value: found.value.0 },
            WhichBody::Of(of) => {
                request.subject = request.subject.or(Some(of.subject));
                Which::Of { subject: of.subject, kind: of.kind }
            }
            WhichBody::Listed(listed) => return list(engine, place, &request, listed),
        };
        let read = engine.read(&place.product, place.tenant, &request, &which);
        let read = match read {
            Err(fault) if is_absent(engine, place, &request, &which, &fault)? => {
                return Err(Problem::not_found().into());
            }
            other => other?,
        };
        Ok(Told::from(read))
    })
    .await
}

/// Whether a refusal that speaks of a person's own state came of records that are not there: then there is no person.
pub(super) fn is_absent(
    engine: &Engine,
    place: &Place,
    request: &Reveal,
    which: &Which,
    fault: &Error,
) -> Result<bool, Fault> {
    const OF_A_PERSON: [Code; 4] =
        [Code::ConsentRequired, Code::ConsentWithdrawn, Code::FeatureInactive, Code::PermissionDenied];
    let Which::Records(records) = which else { return Ok(false) };
    if request.subject.is_some() || !OF_A_PERSON.contains(&fault.code()) {
        return Ok(false);
    }
    let cell = place.existing_cell(engine)?;
    let wanted = Wanted { records: records.clone(), ..Wanted::default() };
    Ok(engine.store().load_facts(cell, place.named(), &wanted)?.0.records.is_empty())
}

fn list(engine: &Engine, place: &Place, request: &Reveal, listed: Listed) -> Result<Told, Fault> {
    let most = limit(listed.limit);
    let page = match place.existing_cell(engine) {
        Ok(cell) => engine.store().list_records(cell, &listed.kind, listed.after, most)?,
        // A strange cell is the engine's to refuse, and to put on record.
        Err(_) => Vec::new(),
    };
    let next = page.last().copied().filter(|_| u32::try_from(page.len()).is_ok_and(|length| length == most));
    match engine.read(&place.product, place.tenant, request, &Which::Records(page)) {
        Ok(Reading { values, entry, .. }) => {
            Ok(Told { values: values.into_iter().map(Seen::from).collect(), entry: Some(entry), next })
        }
        // Everything that stands before the records allowed it: the page is empty.
        Err(Error::Refused(refused)) if refused.refusal.code == Code::NotFound => {
            Ok(Told { values: Vec::new(), entry: refused.entry, next })
        }
        Err(fault) => Err(fault.into()),
    }
}
