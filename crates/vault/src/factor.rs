//! Second factors: a time-based code (RFC 6238) of six digits every half minute, and recovery codes that each serve once.
//!
//! Both are worked out from one secret of the key store, under a name of its own: destroying it ends both. Whether a code
//! was used before is not known here.

use crate::{KeyError, Secret, Suite, Vault};
use jiff::Timestamp;
use life::guard::factor::{Matched, RECOVERY_CODES};
use life::reference::{Factor, Subject};
use policy::Name;
use subtle::ConstantTimeEq;
use totp_rs::{Builder, Totp};
use zeroize::Zeroizing;

/// What a person is shown once: it is kept nowhere in this form.
#[derive(Clone)]
pub struct Enrolment {
    /// The address that an authenticator app reads, `otpauth://totp/…`.
    pub uri: Zeroizing<String>,
    /// Codes for when the app is lost; each serves once.
    pub recovery: Vec<Zeroizing<String>>,
}

impl std::fmt::Debug for Enrolment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Enrolment(…)")
    }
}

/// Seconds for which a code stands.
const STEP: u64 = 30;
/// Bytes of a recovery code's secret: 80 bits, sixteen letters.
const RECOVERY_BYTES: usize = 10;

impl Vault {
    /// Draws the secret of a person's second factor; durable when this returns.
    ///
    /// # Errors
    /// The key store's.
    pub fn enrol_factor(&self, product: &Name, person: Subject, factor: Factor) -> Result<Enrolment, KeyError> {
        let secret = self.named_secret(product, &named(factor))?;
        let totp = totp(&secret, Some((product, person)))?;
        let uri = totp.to_url().map_err(|_| KeyError::Primitive)?;
        let recovery = (0..RECOVERY_CODES).map(|number| recovery_code(&secret, number)).collect::<Result<_, _>>()?;
        Ok(Enrolment { uri: Zeroizing::new(uri), recovery })
    }

    /// What `code` is of this factor at `now`: the code of this half minute, the one before or the one after, or a recovery
    /// code.
    ///
    /// # Errors
    /// The key store's.
    pub fn match_factor(
        &self,
        product: &Name,
        factor: Factor,
        code: &str,
        now: Timestamp,
    ) -> Result<Option<Matched>, KeyError> {
        let Some(secret) = self.known_secret(product, &named(factor))? else { return Ok(None) };
        let code = code.trim();
        let seconds = u64::try_from(now.as_second()).unwrap_or(0);
        if let Some(step) = totp(&secret, None)?.check(code, seconds) {
            return Ok(Some(Matched::Step(step)));
        }
        let code = code.to_ascii_uppercase();
        let mut found = None;
        // Every one is compared, so that the time tells nothing.
        for number in 0..RECOVERY_CODES {
            let right = recovery_code(&secret, number)?;
            if bool::from(right.as_bytes().ct_eq(code.as_bytes())) {
                found = Some(Matched::Recovery(number));
            }
        }
        Ok(found)
    }

    /// Destroys the secret of a factor that was reset or enrolled anew.
    ///
    /// # Errors
    /// As [`Vault::destroy_backup_key`].
    pub fn destroy_factor(&self, product: &Name, factor: Factor) -> Result<(), KeyError> {
        self.destroy_named(product, &named(factor))
    }
}

fn named(factor: Factor) -> String {
    format!("second factor {factor}")
}

fn totp(secret: &Secret, whose: Option<(&Name, Subject)>) -> Result<Totp, KeyError> {
    let key = Suite::default().derive("yinuo second factor", secret.expose(), b"totp")?;
    let bytes = key.expose().first_chunk::<20>().ok_or(KeyError::Primitive)?;
    let builder = Builder::new()
        .with_secret(totp_rs::Secret::new_stack(*bytes))
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP)
        .with_issuer(whose.map(|(product, _)| product.as_str()))
        .with_account_name(whose.map(|(_, person)| person.to_string()).unwrap_or_default());
    builder.build().map_err(|_| KeyError::Primitive)
}

fn recovery_code(secret: &Secret, number: u8) -> Result<Zeroizing<String>, KeyError> {
    let key = Suite::default().derive("yinuo second factor", secret.expose(), &[b'r', number])?;
    let bytes = key.expose().first_chunk::<RECOVERY_BYTES>().ok_or(KeyError::Primitive)?;
    Ok(Zeroizing::new(totp_rs::Secret::new(Box::new(*bytes)).to_base32()))
}
