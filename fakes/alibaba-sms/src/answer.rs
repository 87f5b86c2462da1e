//! Answers as the vendor writes them.

use serde_json::{Value, json};

use crate::clock::beijing;
use crate::state::Accepted;

/// The request id of every answer. A constant: nothing in the fake is drawn at random.
const REQUEST_ID: &str = "819BE656-D2E0-4858-8B21-B2E477085AAF";

/// `SendSms` accepted.
pub(crate) fn sent(biz_id: &str) -> Vec<u8> {
    ok(&json!({ "Message": "OK", "RequestId": REQUEST_ID, "BizId": biz_id, "Code": "OK" }))
}

/// Refused in the business layer, status 200.
pub(crate) fn business(code: &str, message: &str) -> Vec<u8> {
    ok(&json!({ "Message": message, "RequestId": REQUEST_ID, "Code": code }))
}

/// Refused in the gateway.
pub(crate) fn gateway(status: u16, code: &str, message: &str) -> Vec<u8> {
    let body = json!({
        "RequestId": REQUEST_ID, "HostId": "dysmsapi.aliyuncs.com", "Code": code, "Message": message,
        "Recommend": format!("https://api.aliyun.com/troubleshoot?q={code}"),
    });
    render(status, "", &body.to_string())
}

/// One page of `QuerySendDetails`, with the number of all records.
pub(crate) fn details(page: &[Accepted], total: usize) -> Vec<u8> {
    let records = page.iter().map(detail).collect::<Vec<_>>();
    ok(&json!({
        "TotalCount": total.to_string(), "Message": "OK", "RequestId": REQUEST_ID, "Code": "OK",
        "SmsSendDetailDTOs": { "SmsSendDetailDTO": records },
    }))
}

fn detail(accepted: &Accepted) -> Value {
    let (_, at) = beijing(accepted.at_unix);
    json!({
        "PhoneNum": accepted.phone, "TemplateCode": accepted.template, "SendStatus": 3, "ErrCode": "DELIVERED",
        "Content": format!("【{}】您的验证码为:{},请勿告知他人。", accepted.sign_name, accepted.code),
        "SendDate": at, "ReceiveDate": at, "OutId": "",
    })
}

/// Status 200 with a text that is no JSON.
pub(crate) fn garbled() -> Vec<u8> {
    render(200, "", "<html>busy</html>")
}

/// Status 307 to another address.
pub(crate) fn redirect(to: &str) -> Vec<u8> {
    render(307, &format!("Location: {to}\r\n"), "")
}

fn ok(body: &Value) -> Vec<u8> {
    render(200, "", &body.to_string())
}

/// Every answer closes its connection: one request, one connection, nothing to keep apart.
fn render(status: u16, extra: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    let kind = "Content-Type: application/json;charset=utf-8\r\nConnection: close\r\n";
    format!("HTTP/1.1 {status} Fake\r\n{kind}{extra}Content-Length: {length}\r\n\r\n{body}").into_bytes()
}
