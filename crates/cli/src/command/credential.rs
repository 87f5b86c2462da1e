//! `yinuo credential`: who may call.

use crate::installation::{Place, product};
use crate::output::{self, Format};
use crate::status::{Failure, Outcome, Status};
use clap::{Args, Subcommand};
use policy::read::nearest;
use policy::{Name, Policy};
use server::credential::{Grants, Listed, Tenants, issue, list, revoke};
use yinuo::life::reference::Cell;

/// Arguments of `credential`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo credential issue back-end --data installation\n  yinuo credential list --data installation\n  yinuo credential revoke 0123456789abcdef --data installation"
)]
pub struct Credential {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Issue a credential. Its token is shown once and kept nowhere.
    Issue(Issue),
    /// List the credentials: whose each is, what it may speak for, since when, and whether it was revoked.
    List(List),
    /// Revoke a credential, at once and for good.
    Revoke(Revoke),
}

/// Arguments of `credential issue`.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  yinuo credential issue help-desk --role support --tenant 0198… --data installation"
)]
struct Issue {
    /// What the service is called.
    label: String,
    /// The product, if there are several.
    #[arg(long)]
    product: Option<String>,
    /// Only in this tenant; may be given again. In every tenant, if not given.
    #[arg(long, value_name = "TENANT")]
    tenant: Vec<Cell>,
    /// Only vouch for this role; may be given again. For every role, if not given.
    #[arg(long, value_name = "ROLE")]
    role: Vec<String>,
    #[command(flatten)]
    place: Place,
}

/// Arguments of `credential list`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo credential list --data installation --format json")]
struct List {
    #[command(flatten)]
    place: Place,
    /// How to print.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Arguments of `credential revoke`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  yinuo credential revoke 0123456789abcdef --data installation")]
struct Revoke {
    /// The public id: the part of the token after `yn_`.
    id: String,
    #[command(flatten)]
    place: Place,
}

impl Credential {
    /// Issues, lists or revokes.
    pub fn run(self) -> Outcome {
        match self.command {
            Command::Issue(command) => command.run(),
            Command::List(command) => command.run(),
            Command::Revoke(command) => command.run(),
        }
    }
}

/// That the policy has the role.
pub(super) fn known_role(policy: &Policy, role: &str) -> Result<(), Failure> {
    let roles = Grants::over(policy).roles;
    if roles.iter().any(|known| known == role) {
        return Ok(());
    }
    let near = nearest(role, roles.iter().map(Name::as_str));
    let help = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Err(Failure::Usage(format!("the policy knows no role `{role}`{help}")))
}

impl Issue {
    fn run(self) -> Outcome {
        let engine = self.place.open()?;
        let policy = engine.policy(&product(&engine, self.product.as_deref())?)?;
        let mut grants = Grants::over(&policy);
        if !self.tenant.is_empty() {
            grants.tenants = Tenants::List(self.tenant);
        }
        self.role.iter().try_for_each(|role| known_role(&policy, role))?;
        if !self.role.is_empty() {
            grants.roles = self.role.iter().map(|role| Name::from(role.as_str())).collect();
        }
        let issued = issue(&engine, &self.label, &grants)?;
        output::line(&format!("id     {}", issued.id));
        output::line(&format!("token  {}", issued.token));
        output::complain("the token is shown this once; send it as `Authorization: Bearer …`");
        Ok(Status::Done)
    }
}

impl List {
    fn run(self) -> Outcome {
        let engine = self.place.open()?;
        output::list(self.format, &list(&engine)?, row, "no credential was issued");
        Ok(Status::Done)
    }
}

fn row(listed: &Listed) -> Vec<String> {
    let named = |names: &[Name]| names.iter().map(Name::as_str).collect::<Vec<_>>().join(",");
    let tenants = match &listed.grants.tenants {
        Tenants::All => "every tenant".to_owned(),
        Tenants::List(cells) => cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(","),
    };
    let state = listed.revoked_at.map_or_else(|| "in force".to_owned(), |at| format!("revoked {at}"));
    let (products, roles) = (named(&listed.grants.products), named(&listed.grants.roles));
    vec![listed.issued_at.to_string(), listed.id.clone(), listed.label.clone(), state, products, tenants, roles]
}

impl Revoke {
    fn run(self) -> Outcome {
        let engine = self.place.open()?;
        if !revoke(&engine, &self.id)? {
            return Err(Failure::Failed(format!("no credential `{}` is in force", self.id)));
        }
        output::line(&format!("revoked {}", self.id));
        Ok(Status::Done)
    }
}
