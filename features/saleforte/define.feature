Feature: Who answers, to what the policy applies, what its words mean, and what it explains

  Background:
    Given it is "2025-07-20T09:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field | value              |
      | phone | 13800138000        |
      | email | li.lei@example.com |
    And these people act
      | who              | as      | role         |
      | the officer      | staff   | officer      |
      | the lawyer       | staff   | legal        |
      | the guard        | staff   | security     |
      | the analyst      | staff   | product-team |
      | the chat service | service | chat-gateway |

  # ── Who answers ───────────────────────────────────────────────────────────────────────────────────────────

  @saleforte.define.controller-named
  Scenario: Who handles the data is named, with its contact and the version
    Then the document in "en" says of "controller" "ASTRUM AI SOLUTIONS PTE. LTD. decides why and how"
    And the document in "zh-Hans" says of "controller" "ASTRUM AI SOLUTIONS PTE. LTD."
    And the document in "zh-Hant" says of "controller" "ASTRUM AI SOLUTIONS PTE. LTD."
    And the document in "en" says of "controller" "the Saleforte-AI service provider"
    And the document in "en" says of "contact.protection" "contact@saleforte-ai.com"
    And the document in "en" says of "policy" "version V1.0"
    When the API is asked for "policy"
    Then the API answers "V1.0" as "version"

  @saleforte.define.controller-named
  Scenario: A version that names nobody is not published
    When it is published as version "V1.1" with "name = ''" in place of "name = { zh-Hans = 'ASTRUM AI SOLUTIONS PTE. LTD.（新加坡）', en = 'ASTRUM AI SOLUTIONS PTE. LTD.' }"
    Then the publication is refused with policy_invalid because of "read/empty-text"
    When it is published as version "V1.1" without its table "controller"
    Then the publication is refused with policy_invalid because of "law/missing-controller"
    And the document in "en" says of "controller" "ASTRUM AI SOLUTIONS PTE. LTD."

  @saleforte.define.legal-and-secure
  Scenario Outline: What the law and the measures ask of people is a duty with an owner, proof and a review: <duty>
    Then the version in force states "role.<role>" as "owner" of "<duty>"
    And the document in "en" says of "<duty>" "<law>"
    And the register says of "<duty>" "duty_open"
    When "<who>" enters that the duty "<duty>" was done at "2025-07-18T10:00:00+08:00"
    Then it is carried out
    And the register says of "<duty>" "done"
    And the proof of "<duty>" ends at "2026-07-18T10:00:00+08:00"
    And the register says of "<duty>" at "2026-07-18T10:00:00+08:00" "duty_open"
    And the register says of "<duty>" at "2025-07-20T08:59:59+08:00" "duty_open"

    Examples:
      | duty                   | who         | role     | law                                                          |
      | duty.compliance-review | the officer | officer  | PIPL, article 54                                             |
      | duty.impact-assessment | the officer | officer  | PIPL, articles 55 and 56                                     |
      | duty.childrens-audit   | the officer | officer  | Regulations on the Protection of Minors in Cyberspace        |
      | duty.representative    | the lawyer  | legal    | PIPL, article 53                                             |

  @saleforte.define.legal-and-secure
  Scenario Outline: A duty that is recorded one by one is one with an owner, proof and a review, too: <duty>
    Then the version in force states "role.<role>" as "owner" of "<duty>"
    And the document in "en" says of "<duty>" "PIPL, article 51"
    And the register says of "<duty>" "duty_open"
    When "<who>" enters that the duty "<duty>" was done for "<what>" at "2025-07-18T10:00:00+08:00" stating "<facts>"
    Then the duty "<duty>" for "<what>" is "met"
    And the duty "<duty>" for "<what>" at "2026-07-18T10:00:00+08:00" is "overdue"

    Examples:
      | duty                 | who         | role     | what        | facts                                                          |
      | duty.security-system | the guard   | security | description | version=2; responsible=role.security; standard=GB/T 35273; proof=S-1 |
      | duty.training        | the officer | officer  | the analyst | course=Privacy 3                                               |

  @saleforte.define.legal-and-secure
  Scenario: Who does not own a duty does not prove it, and every duty is in the register
    When "the analyst" enters that the duty "duty.training" was done for "the analyst" at "2025-07-18T10:00:00+08:00"
    Then it is refused with actor_denied
    And the register says of "duty.training" "duty_open"

  # ── What it explains ──────────────────────────────────────────────────────────────────────────────────────

  @saleforte.define.policy-explains-use
  Scenario: The policy explains what is collected, used, shared, kept and protected
    Then the document in "en" says of "statement.what-this-explains" "collect, use, share, keep and protect"
    And the document in "zh-Hans" says of "statement.what-this-explains" "收集、使用、共享、保存和保护"
    And the document in "en" says of "purpose.order" "We record: Order"
    And the document in "en" says of "purpose.order" "Used only by you"
    And the document in "en" says of "protect" "encryption keeps data confidential"
    And every data item is accounted for by promises to collect, use, retain and keep it

  @saleforte.define.policy-explains-use
  Scenario: A version that leaves one of them out is not published
    When it is published as version "V1.1" without its table "protect"
    Then the publication is refused with policy_invalid because of "law/missing-protect"
    When it is published as version "V1.1" without its table "purpose.campaign"
    Then the publication is refused with policy_invalid because of "names/unaccounted" at "data.entrant-name"
    When it is published as version "V1.1" without its table "retention.chats"
    Then the publication is refused with policy_invalid because of "retain/no-end" at "record.instagram-chat"

  @saleforte.collect.function-needs-information
  Scenario Outline: Of each function it is said what it needs, whether it is basic, and what works without it: <purpose>
    Then the document in "en" says of "<purpose>" "<kind>"
    And the document in "en" says of "<purpose>" "<needs>"
    And the document in "en" says of "<purpose>" "<without>"
    And "<item>" is collected for "<collected>"

    Examples:
      | purpose                 | kind                   | needs                     | without                                                     | item              | collected               |
      | purpose.account         | A basic function       | Account information       | you cannot register, sign in or subscribe                   | email             | purpose.account         |
      | purpose.profile         | An additional function | We record: Profile        | The basic functions work just the same                      | wechat-number     | purpose.profile         |
      | purpose.store-marketing | An additional function | We record: Shop           | You cannot use marketing that rests on shop data            | sales-data        | purpose.store-marketing |
      | purpose.campaign        | An additional function | We record: Entry          | You get no reward of that campaign                          | entrant-phone     | purpose.campaign        |
      | purpose.identity-check  | An additional function | Identity for the order    | You can buy every service that needs no such check          | id-number         | purpose.identity-check  |

  @saleforte.collect.function-needs-information
  Scenario: What the document names for a function is what the gate takes for it, and nothing else
    Given "Li Lei" has agreed to "profile"
    Then the document in "en" says of "statement.functions" "What each function needs"
    When "Li Lei" sends a "profile" for "profile" as "the profile"
      | field    | value    |
      | industry | Software |
    Then it is carried out
    And "the profile" holds "industry" and nothing else
    When "Li Lei" sends a "profile" for "profile"
      | field    | value      |
      | birthday | 1990-01-01 |
    Then it is refused with undeclared_field

  @saleforte.collect.registration-legal-basis
  Scenario: Why a telephone number or an e-mail address is needed
    Then the document in "en" says of "purpose.account" "Basis: a legal duty"
    And the document in "en" says of "purpose.account" "Cybersecurity Law of the PRC, article 26"
    And the document in "zh-Hans" says of "purpose.account" "《中华人民共和国网络安全法》第二十六条（用户真实身份信息）"
    And the document in "en" says of "purpose.account" "A telephone number or an e-mail address, as you choose"
    And the version in force states "legal-duty" as "basis" of "purpose.account"
    And "phone" is collected for "purpose.account"
    When "Qian Qi" registers with the company "Acme" giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is carried out
    When "Sun Ba" registers with the company "Acme" giving
      | field     | value  |
      | real-name | Sun Ba |
    Then it is refused with undeclared_field

  @saleforte.collect.registration-legal-basis
  Scenario: The entry of the first collection leads to the law, and a duty without its law is faulted
    When "Qian Qi" registers with the company "Acme" giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is carried out
    And the ledger says that it was done under "purpose.account"
    And the version in force states "legal-duty" as "basis" of "purpose.account"
    And the version in force states "《中华人民共和国网络安全法》第二十六条（用户真实身份信息）" as "law.zh-Hans" of "purpose.account"
    Given the file "policies/saleforte/policy.toml"
    When "" stands in the file in place of "law = { zh-Hans = '《中华人民共和国网络安全法》第二十六条（用户真实身份信息）', en = 'Cybersecurity Law of the PRC, article 26 (real identity of users)' }"
    Then check finds "law/duty-unnamed" at "purpose.account"

  # ── To what it applies ────────────────────────────────────────────────────────────────────────────────────

  @saleforte.define.scope-all-platforms
  Scenario: One policy applies on every platform, those to come included
    Then the document in "en" says of "policy" "websites, desktop clients, mobile devices and other terminals, those still to come included"
    And the document in "zh-Hans" says of "policy" "网站、软件客户端、移动端及今后其他终端"
    And the document in "en" says of "platform.website" "Website"
    And the document in "en" says of "platform.client" "Desktop client"
    And the document in "en" says of "platform.android" "App"
    And the document in "en" says of "platform.harmony" "App"
    And the document in "en" says of "platform.ios" "App"

  @saleforte.define.scope-all-platforms
  Scenario Outline: The same gate stands on <platform>, and no other policy does
    Given what follows happens on "<platform>"
    When "Qian Qi" registers with the company "Acme" without accepting the policy giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is refused with policy_not_accepted
    When "Qian Qi" registers with the company "Acme" giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is carried out
    And the ledger says that it happened on "<platform>"

    Examples:
      | platform |
      | website  |
      | client   |
      | android  |
      | harmony  |
      | ios      |

  @saleforte.define.scope-all-platforms
  Scenario: A platform to come is under the policy from the version that lists it on, and until then under none
    Given what follows happens on "glasses"
    When "Qian Qi" registers with the company "Acme" giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is refused with channel_denied
    When it is published as version "V1.1" with these rows added
      """
      [platform.glasses]
      label = { zh-Hans = "智能眼镜应用", en = "The app for glasses" }
      kind = "app"
      """
    And "Qian Qi" registers with the company "Acme" without accepting the policy giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is refused with policy_not_accepted
    When "Qian Qi" registers with the company "Acme" giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is carried out

  # What a partner's own platform collected under its own rules does not come in under this policy.
  @saleforte.define.scope-all-platforms @saleforte.define.scope-own-services-only
  Scenario: A partner's platform is none of ours
    Given what follows happens on "shop"
    When "Qian Qi" registers with the company "Acme" giving
      | field | value               |
      | email | qian.qi@example.com |
    Then it is refused with channel_denied
    When it is published as version "V1.1" with these rows added
      """
      [platform.glasses]
      label = { zh-Hans = "智能眼镜应用", en = "The app for glasses" }
      kind = "app"
      policy = "another"
      """
    Then the publication is refused with policy_invalid because of "read/unknown-key" at "platform.glasses"

  @saleforte.define.scope-own-services-only
  Scenario: A partner's service is no part of it, and that is said beside it
    Then the document in "en" says of "platform.shop" "this policy does not apply there"
    And the document in "en" says of "platform.shop" "follows its own rules"
    And the document in "en" does not say of "platform.website" "this policy does not apply there"
    And the document in "en" says of "policy" "Services that partners provide themselves follow the partner's rules"
    And the document in "en" says of "statement.partners" "it links to those rules"
    And the version in force states "true" as "foreign" of "platform.shop"
    When the API is asked for "promises/platform.weather/evidence"
    Then the API refuses it with "not_found"

  # ── What its words mean ───────────────────────────────────────────────────────────────────────────────────

  @saleforte.define.device-log-alone-not-personal
  Scenario: A lasting identifier is personal data, and so stands in the answer to its person
    Then the document in "en" says of "statement.device-data" "hold a lasting device identifier, they are protected as personal data"
    And the document in "zh-Hans" says of "statement.device-data" "含有持续的设备标识符，即作为个人信息保护"
    Given "860000000000001" is looked for, too
    And what follows happens on "android"
    And "Li Lei" has agreed to "device-identification"
    And "Li Lei" has begun a "visit" called "the visit"
    When "Li Lei" sends a "device-identifiers" for "device-identification" during "the visit" as "the identifiers"
      | field | value           |
      | imei  | 860000000000001 |
    Then it is carried out
    And "the identifiers" belongs to "Li Lei"
    And no value that was entered lies in clear in any file
    When "Li Lei" exports the own data
    Then the answer holds "imei" of "the identifiers" as "860000000000001"

  @saleforte.define.device-log-alone-not-personal
  Scenario: No item of a device is declared as being about nobody
    When it is published as version "V1.1" with these rows added
      """
      [data.serial-number]
      label = { zh-Hans = "设备序列号", en = "Serial number" }
      class = "device"
      sensitive = false
      keep = "open"
      """
    Then the publication is refused with policy_invalid because of "form/open-personal" at "data.serial-number"

  @saleforte.define.combined-treated-as-personal
  Scenario: A report tied to an account is personal data: purposes, recipients, answers and erasure hold for it
    Then the document in "en" says of "statement.device-data" "As soon as they are combined with other information that identifies you"
    Given "Li Lei" has agreed to "device-log"
    And "Li Lei" has agreed to "fit-display"
    And "Li Lei" has begun a "visit" called "the visit"
    And "Li Lei" sends a "device" for "device-log" during "the visit" as "the report"
      | field        | value     |
      | device-model | iPhone 16 |
      | ip-address   | 192.0.2.7 |
    When "Li Lei" exports the own data
    Then the answer holds "ip-address" of "the report" as "192.0.2.7"
    When "Li Lei" reads "the report" for "fit-display"
    Then it is refused with purpose_denied
    When "the chat service" releases the "device-model" of "the report" to "cm" for "instagram-chat"
    Then it is refused with field_not_allowed
    When "Li Lei" cancels the own account
    And it is "2025-07-21T09:00:00+08:00" and the worker has run
    Then nothing is left of "the report"

  @saleforte.define.anonymisation
  Scenario: Anonymised means that nobody is identified and nothing comes back; all else is still personal data
    Then the document in "en" says of "statement.anonymisation" "nobody can be identified and nothing can be restored"
    And the document in "en" says of "statement.anonymisation" "merely de-identified, and is still protected as personal data"
    And the document in "zh-Hans" says of "statement.anonymisation" "且不能复原"
    And the version in force states "anonymise" as "by" of "derived.training-sets"
    And the document in "en" says of "derived.training-sets" "nothing can be restored"
    And the version in force states "de-identify" as "by" of "derived.analysis-sets"
    And the document in "en" says of "derived.analysis-sets" "still about people"
    And the document in "en" does not say of "derived.analysis-sets" "Anonymised"
