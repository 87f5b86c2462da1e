//! The ACS3-HMAC-SHA256 signature, computed again from the bytes that were received.
//!
//! Source: Alibaba Cloud, *V3 request body and signature mechanism*. The canonical request is
//! method, path, sorted query, signed headers, their names and the hash of the body; the key of the
//! HMAC is the secret itself.

use crate::digest::{hmac_sha256_hex, sha256_hex};
use crate::percent;
use crate::refusal::Reason;
use crate::request::Request;

/// The algorithm's name, which opens the `Authorization` header and the string to sign.
const ALGORITHM: &str = "ACS3-HMAC-SHA256";

/// The `Authorization` header, taken apart.
struct Claim<'a> {
    credential: &'a str,
    signed: Vec<&'a str>,
    signature: &'a str,
}

/// Holds a request against its own signature.
///
/// # Errors
/// The first of: no readable claim, another access key, a header that must be signed and is not, a
/// body that does not have the stated hash, a signature that does not come out.
pub(crate) fn verify(request: &Request, key_id: &str, secret: &str) -> Result<(), Reason> {
    let claim = request.header("authorization").and_then(claim).ok_or(Reason::SignatureUnreadable)?;
    if claim.credential != key_id {
        return Err(Reason::AccessKeyUnknown);
    }
    if !covers(&claim.signed, request) {
        return Err(Reason::HeaderUnsigned);
    }
    if request.header("x-acs-content-sha256") != Some(sha256_hex(&request.body).as_str()) {
        return Err(Reason::BodyHashWrong);
    }
    let expected = compute(request, &claim.signed, secret).ok_or(Reason::SignatureWrong)?;
    (expected == claim.signature).then_some(()).ok_or(Reason::SignatureWrong)
}

/// The signature that these bytes ought to carry, over every header that must be signed.
///
/// Shape: 64 lower-case hexadecimal digits. `None` when the bytes are no request.
#[must_use]
pub fn signature_of(raw: &[u8], secret: &str) -> Option<String> {
    let request = crate::request::parse(raw)?;
    compute(&request, &must_be_signed(&request), secret)
}

fn claim(header: &str) -> Option<Claim<'_>> {
    let mut parts = header.strip_prefix(ALGORITHM)?.strip_prefix(' ')?.split(',');
    let claim = Claim {
        credential: parts.next()?.trim().strip_prefix("Credential=")?,
        signed: parts.next()?.trim().strip_prefix("SignedHeaders=")?.split(';').collect(),
        signature: parts.next()?.trim().strip_prefix("Signature=")?,
    };
    parts.next().is_none().then_some(claim)
}

/// `host`, `content-type` and every `x-acs-*` that the request carries, sorted.
fn must_be_signed(request: &Request) -> Vec<&str> {
    let must = |name: &&str| matches!(*name, "host" | "content-type") || name.starts_with("x-acs-");
    let mut names = request.headers.iter().map(|(name, _)| name.as_str()).filter(must).collect::<Vec<_>>();
    names.sort_unstable();
    names
}

/// Whether the claim names each header that must be signed, and names them sorted and once.
fn covers(signed: &[&str], request: &Request) -> bool {
    let ordered = signed.is_sorted_by(|left, right| left < right);
    ordered && signed.contains(&"host") && must_be_signed(request).iter().all(|name| signed.contains(name))
}

fn compute(request: &Request, signed: &[&str], secret: &str) -> Option<String> {
    let canonical = canonical_request(request, signed)?;
    let to_sign = format!("{ALGORITHM}\n{}", sha256_hex(canonical.as_bytes()));
    Some(hmac_sha256_hex(secret.as_bytes(), to_sign.as_bytes()))
}

fn canonical_request(request: &Request, signed: &[&str]) -> Option<String> {
    let mut query = percent::pairs(&request.query)?;
    query.sort();
    let query = query
        .iter()
        .map(|(key, value)| format!("{}={}", percent::encode(key), percent::encode(value)))
        .collect::<Vec<_>>()
        .join("&");
    let headers = signed
        .iter()
        .map(|name| request.header(name).map(|value| format!("{name}:{value}\n")))
        .collect::<Option<String>>()?;
    Some(format!(
        "{}\n{}\n{query}\n{headers}\n{}\n{}",
        request.method,
        request.path,
        signed.join(";"),
        sha256_hex(&request.body)
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the vendor's page, as it would arrive.
    const RUN_INSTANCES: &str = "POST /?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai \
        HTTP/1.1\r\nhost: ecs.cn-shanghai.aliyuncs.com\r\nx-acs-action: RunInstances\r\n\
        x-acs-content-sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\r\n\
        x-acs-date: 2023-10-26T10:22:32Z\r\nx-acs-signature-nonce: 3156853299f313e23d1673dc12e1703d\r\n\
        x-acs-version: 2014-05-26\r\n\r\n";

    #[test]
    fn the_published_vector_comes_out() {
        let request = crate::request::parse(RUN_INSTANCES.as_bytes()).unwrap();
        let canonical = canonical_request(&request, &must_be_signed(&request)).unwrap();
        assert_eq!(
            sha256_hex(canonical.as_bytes()),
            "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(
            signature_of(RUN_INSTANCES.as_bytes(), "YourAccessKeySecret").unwrap(),
            "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn the_order_of_the_query_does_not_count() {
        let turned = RUN_INSTANCES.replace(
            "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai",
            "RegionId=cn-shanghai&ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        );
        assert_eq!(
            signature_of(turned.as_bytes(), "YourAccessKeySecret"),
            signature_of(RUN_INSTANCES.as_bytes(), "YourAccessKeySecret")
        );
    }
}
