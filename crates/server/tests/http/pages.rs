//! Pages that people read.

use crate::site::{PRODUCT, Site};
use serde_json::json;
use server::credential::{self, Grants};
use yinuo::life::Capacity;

#[test]
fn the_public_policy_is_found_in_the_readers_language_and_kept_by_its_tag() {
    let site = Site::start();
    let get =
        |path: &str, header: (&str, &str)| site.client.get(site.url(path)).header(header.0, header.1).send().unwrap();
    let sent = get(&format!("/p/{PRODUCT}"), ("accept-language", "en-GB,en;q=0.8"));
    assert_eq!(
        (sent.status().as_u16(), sent.headers()["location"].to_str().unwrap()),
        (302, format!("/p/{PRODUCT}/en").as_str())
    );
    let sent = get(&format!("/p/{PRODUCT}"), ("accept-language", "fr"));
    assert_eq!(sent.headers()["location"], format!("/p/{PRODUCT}/zh-Hans"));
    let page = get(&format!("/p/{PRODUCT}/en"), ("accept", "text/html"));
    let tag = page.headers()["etag"].to_str().unwrap().to_owned();
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    assert!(page.text().unwrap().contains("id=\"retention.account\""));
    assert_eq!(get(&format!("/p/{PRODUCT}/en"), ("if-none-match", &tag)).status(), 304);
    assert_eq!(get(&format!("/p/{PRODUCT}/zh-Hans"), ("if-none-match", &tag)).status(), 200);
    assert_eq!(get(&format!("/p/{PRODUCT}/fr"), ("accept", "*/*")).status(), 404);
    assert_eq!(get("/p/none/en", ("accept", "*/*")).status(), 404);
    let home = get("/", ("accept-language", "zh-CN")).text().unwrap();
    assert!(home.contains(&format!("/p/{PRODUCT}/en")) && home.contains("<html lang=\"zh-Hans\">"), "{home}");
}

#[test]
fn the_shorter_forms_lead_to_the_whole_document_in_every_language() {
    let site = Site::start();
    let get = |path: &str| site.client.get(site.url(&format!("/p/{PRODUCT}/{path}"))).send().unwrap();
    for language in ["zh-Hans", "zh-Hant", "en"] {
        for form in ["short", "notices", "data", "recipients"] {
            let page = get(&format!("{language}/{form}")).text().unwrap();
            assert!(page.contains(&format!("<html lang=\"{language}\">")), "{language}/{form}");
            assert!(page.contains(&format!("href=\"/p/{PRODUCT}/{language}\"")), "{language}/{form}");
        }
    }
    let machine = get("en/policy.jsonld");
    assert_eq!(machine.headers()["content-type"], "application/ld+json");
    assert!(machine.text().unwrap().contains("promise:retention.account"));
    assert_eq!(get("en/long").status(), 404);
    assert_eq!(get("fr/short").status(), 404);
}

#[test]
fn the_console_shows_every_promise_with_its_state_and_its_evidence() {
    let site = Site::start();
    let get = |path: &str| site.client.get(site.url(path)).send().unwrap().text().unwrap();
    let empty = get(&format!("/console/{PRODUCT}?lang=en"));
    assert!(empty.contains("None: the policy speaks of everything asked for so far."));
    for path in site.policy.promises().keys() {
        assert!(empty.contains(&format!("id=\"{path}\"")), "{path}");
    }
    let me = site.register("new", "lilei");
    site.check_in(&me);
    site.done(&me.at(&format!("accounts/{}/cancel", me.subject)), &json!({"actor": me.actor()}));
    let ask = json!({"actor": site.service(), "purpose": "horoscope", "kind": "x", "values": {"a": "b"}});
    site.post(&me.at("records"), &ask);
    for (language, due, gap) in
        [("en", "Due", "How often"), ("zh-Hans", "将到期", "次数"), ("zh-Hant", "將到期", "次數")]
    {
        let page = get(&format!("/console/{PRODUCT}?lang={language}"));
        assert!(page.contains(due) && page.contains(gap) && page.contains("horoscope"), "{language}");
        assert!(page.contains(&format!("<html lang=\"{language}\">")) && !page.contains("lilei"));
    }
}

#[test]
fn without_loopback_the_console_asks_for_a_credential_of_staff() {
    let site = Site::with(|settings| server::Settings { console: false, ..settings });
    let path = format!("/console/{PRODUCT}");
    let ask = |token: &str| site.client.get(site.url(&path)).bearer_auth(token).send().unwrap().status().as_u16();
    assert_eq!(ask("none"), 401);
    assert_eq!(ask(&site.token), 200);
    let grants = Grants { capacities: vec![Capacity::Service], ..Grants::over(&site.policy) };
    assert_eq!(ask(&credential::issue(&site.engine, "service", &grants).unwrap().token), 403);
    let grants = Grants { products: vec![], ..Grants::over(&site.policy) };
    assert_eq!(ask(&credential::issue(&site.engine, "elsewhere", &grants).unwrap().token), 404);
}

#[test]
fn a_name_of_another_site_that_points_here_gets_no_console() {
    let site = Site::start();
    let get =
        |host: &str| site.client.get(site.url(&format!("/console/{PRODUCT}"))).header("host", host).send().unwrap();
    assert_eq!(get("localhost:1").status(), 200);
    assert_eq!(get("rebound.example.org").status(), 401);
}

#[test]
fn the_console_draws_what_becomes_of_data_after_an_event() {
    let site = Site::start();
    let get = |query: &str| {
        let sent = site.client.get(site.url(&format!("/console/{PRODUCT}/timeline?{query}"))).send().unwrap();
        assert_eq!(sent.status(), 200, "{query}");
        sent.text().unwrap()
    };
    let empty = get("lang=en");
    assert!(empty.contains("<form") && !empty.contains("<svg") && !empty.contains("class=\"wrong\""));
    for (language, said) in [("en", "the enterprise customer cancels"), ("zh-Hans", "企业客户注销")] {
        let shown = get(&format!("lang={language}&on=tenant.cancelled&on=&at=2026-05-20T10:00"));
        assert!(shown.contains("<svg") && shown.contains(said) && shown.contains("2026-05-27 10:00"), "{language}");
        assert!(shown.contains(&format!("/console/{PRODUCT}?lang={language}#retention.tax-records")));
        assert!(shown.contains("value=\"tenant.cancelled\" selected"));
        // No style of the picture's own, which the content policy would not let through.
        assert!(shown.contains("lang=\"") && !shown.split("<svg").nth(1).unwrap().contains("<style"));
    }
    let both = get("lang=en&on=account.cancelled&on=minor.found&at=2026-05-20");
    assert!(both.contains("the person is found to be a minor, 2026-05-20 00:00"));
    let unknown = get("lang=en&on=%3Cb%3E&at=2026-05-20T10:00");
    assert!(unknown.contains("The policy knows no such event: &#60;b&#62;."), "{unknown}");
    assert!(get("lang=en&on=minor.fuond").contains("Did you mean minor.found?"));
    assert!(get("lang=zh-Hans&on=minor.found&at=soon").contains("无法识别这个时间"));
    assert!(get("lang=en&on=record.created&at=9999-12-30T22:00").contains("beyond the years"));
}

#[test]
fn the_content_policy_lets_the_timeline_s_form_and_style_through() {
    let site = Site::start();
    let sent = site.client.get(site.url(&format!("/console/{PRODUCT}/timeline"))).send().unwrap();
    let policy = sent.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self'") && policy.matches("'sha256-").count() == 3, "{policy}");
}
