//! Who acts, as the calling service names them.

use serde::Deserialize;
use utoipa::ToSchema;
use yinuo::life::reference::Subject;
use yinuo::life::{Actor, Capacity};
use yinuo::policy::Name;

/// Who acts. The calling service vouches for it within what its credential grants.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = Actor)]
pub(crate) struct ActorBody {
    /// In what capacity: `subject`, `staff`, `guardian`, `service`.
    #[schema(value_type = CapacityWord)]
    capacity: Capacity,
    /// Which person, by reference.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    subject: Option<Subject>,
    /// In which roles of the policy, without `role.`.
    #[serde(default)]
    #[schema(value_type = Vec<String>)]
    roles: Vec<Name>,
}

/// In what capacity somebody acts.
#[derive(ToSchema)]
#[schema(as = Capacity, rename_all = "kebab-case")]
#[expect(dead_code, reason = "described, not read")]
pub(crate) enum CapacityWord {
    /// A person, in her own matter or as a member of a tenant.
    Subject,
    /// The company's staff.
    Staff,
    /// A guardian.
    Guardian,
    /// A service of the product.
    Service,
}

impl From<&ActorBody> for Actor {
    fn from(body: &ActorBody) -> Self {
        Self { capacity: body.capacity, subject: body.subject, roles: body.roles.clone() }
    }
}

/// A body that names who acts.
pub(crate) trait Acting {
    /// Who acts.
    fn actor(&self) -> Actor;
}

/// Says where a body names who acts.
macro_rules! acting {
    ($($body:ty),+) => {$(
        impl $crate::http::core::actor::Acting for $body {
            fn actor(&self) -> yinuo::life::Actor {
                (&self.actor).into()
            }
        }
    )+};
}
pub(crate) use acting;
