Feature: What people are told about recipients, risks, backups, minors and what they publish themselves

  Background:
    Given it is "2025-07-20T09:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field | value       |
      | phone | 13800138000 |
    And these people act
      | who         | as    | role    |
      | the officer | staff | officer |
      | the lawyer  | staff | legal   |

  # ── The chat providers ────────────────────────────────────────────────────────────────────────────────────

  @saleforte.processor.cm-identity
  Scenario: CM is named with its company, interface, scene, purpose, fields and manner
    Then the document in "en" says of "recipient.cm" "Company: CM.com N.V."
    And the document in "en" says of "recipient.cm" "Product: Business Messaging API"
    And the document in "en" says of "recipient.cm" "online chat"
    And the document in "en" says of "recipient.cm" "Send and receive Instagram messages"
    And the document in "en" says of "recipient.cm" "Over an encrypted backend interface"
    And the document in "en" says of "recipient.cm" "the Netherlands"
    And the document in "zh-Hans" says of "recipient.cm" "CM.com N.V."
    And the recipient "cm" gets exactly
      | item              | form  |
      | chat-account      | clear |
      | chat-profile-name | clear |
      | chat-profile-url  | clear |
      | chat-account-type | clear |
      | chat-message      | clear |
    When the API is asked for "recipients"
    Then the API answers "CM" as "name.en" of "recipient.cm"
    And the API answers "NL" as "country" of "recipient.cm"
    And the API answers "instagram-chat" as "purposes" of "recipient.cm"

  @saleforte.processor.ycloud-identity
  Scenario: YCloud is named with its company, interface, scene, purpose, fields and manner
    Then the document in "en" says of "recipient.ycloud" "Company: YCloud International Pte. Ltd"
    And the document in "en" says of "recipient.ycloud" "Product: YCloud API"
    And the document in "en" says of "recipient.ycloud" "online chat"
    And the document in "en" says of "recipient.ycloud" "Send and receive WhatsApp messages"
    And the document in "en" says of "recipient.ycloud" "Over an encrypted backend interface"
    And the document in "en" says of "recipient.ycloud" "Singapore"
    And the recipient "ycloud" gets exactly
      | item              | form  |
      | chat-account      | clear |
      | chat-profile-name | clear |
      | chat-profile-url  | clear |
      | chat-message      | clear |
    When the API is asked for "recipients"
    Then the API answers "YCloud" as "name.en" of "recipient.ycloud"
    And the API answers "SG" as "country" of "recipient.ycloud"
    And the API answers "whatsapp-chat" as "purposes" of "recipient.ycloud"

  @saleforte.processor.rongcloud-identity
  Scenario: RongCloud is named with its company, interface, scene, purpose, fields and manner
    Then the document in "en" says of "recipient.rongcloud" "Company: Beijing Yunzhong Rongxin Network Technology Co., Ltd."
    And the document in "zh-Hans" says of "recipient.rongcloud" "北京云中融信网络科技有限公司"
    And the document in "en" says of "recipient.rongcloud" "Product: IMLib SDK"
    And the document in "en" says of "recipient.rongcloud" "online chat"
    And the document in "en" says of "recipient.rongcloud" "Chat in real time"
    And the document in "en" says of "recipient.rongcloud" "Over an encrypted backend interface"
    And the recipient "rongcloud" gets exactly
      | item         | form  |
      | avatar       | clear |
      | nickname     | clear |
      | chat-message | clear |
    When the API is asked for "recipients"
    Then the API answers "RongCloud" as "name.en" of "recipient.rongcloud"
    And the API answers "CN" as "country" of "recipient.rongcloud"
    And the API answers "realtime-chat" as "purposes" of "recipient.rongcloud"

  @saleforte.processor.cm-identity @saleforte.processor.ycloud-identity @saleforte.processor.rongcloud-identity
  Scenario Outline: An entry with one of them empty is not published: <what>
    When it is published as version "V1.1" with "<key> = ''" in place of "<key> = <text>"
    Then the publication is refused with policy_invalid because of "read/empty-text" at "recipient.<recipient>"

    Examples:
      | what                   | recipient | key        | text                                                                                                       |
      | CM's name              | cm        | name       | { zh-Hans = 'CM', en = 'CM' }                                                                              |
      | CM's interface         | cm        | product    | { zh-Hans = 'Business Messaging API', en = 'Business Messaging API' }                                      |
      | CM's company           | cm        | legal-name | { zh-Hans = 'CM.com N.V.', en = 'CM.com N.V.' }                                                            |
      | YCloud's name          | ycloud    | name       | { zh-Hans = 'YCloud', en = 'YCloud' }                                                                      |
      | YCloud's interface     | ycloud    | product    | { zh-Hans = 'YCloud API', en = 'YCloud API' }                                                              |
      | YCloud's company       | ycloud    | legal-name | { zh-Hans = 'YCloud International Pte. Ltd（新加坡）', en = 'YCloud International Pte. Ltd' }              |
      | RongCloud's name       | rongcloud | name       | { zh-Hans = '融云', en = 'RongCloud' }                                                                     |
      | RongCloud's interface  | rongcloud | product    | { zh-Hans = 'IMLib SDK', en = 'IMLib SDK' }                                                                |
      | RongCloud's company    | rongcloud | legal-name | { zh-Hans = '北京云中融信网络科技有限公司', en = 'Beijing Yunzhong Rongxin Network Technology Co., Ltd.' } |

  @saleforte.processor.cm-identity @saleforte.processor.ycloud-identity @saleforte.processor.rongcloud-identity
  Scenario Outline: Nor is an entry without its scene, manner, purpose or link: <key> of <recipient>
    When it is published as version "V1.1" with these lines in the row "recipient.<recipient>"
      """
      <key> = <nothing>
      """
    Then the publication is refused with policy_invalid because of "<finding>" at "recipient.<recipient>"

    Examples:
      | recipient | key        | nothing | finding          |
      | cm        | scene      | ''      | read/empty-text  |
      | cm        | method     | ''      | read/empty-text  |
      | cm        | for        | []      | share/no-purpose |
      | cm        | policy-url | ''      | form/blank       |
      | ycloud    | scene      | ''      | read/empty-text  |
      | ycloud    | method     | ''      | read/empty-text  |
      | ycloud    | for        | []      | share/no-purpose |
      | ycloud    | policy-url | ''      | form/blank       |
      | rongcloud | scene      | ''      | read/empty-text  |
      | rongcloud | method     | ''      | read/empty-text  |
      | rongcloud | for        | []      | share/no-purpose |
      | rongcloud | policy-url | ''      | form/blank       |

  # Reaching the pages and comparing their hashes is done by people, once a month, and entered as proof of the duty.

  @saleforte.processor.cm-terms-link @saleforte.processor.ycloud-terms-link @saleforte.processor.rongcloud-terms-link
  Scenario Outline: Each provider's own rules are linked, and shown where a chat is first opened: <recipient>
    Then the document in "en" says of "<recipient>" "<link>"
    And the document in "zh-Hans" says of "<recipient>" "<link>"
    And the version in force states "<link>" as "policy-url" of "<recipient>"
    And the document in "en" says of "notice.chat-providers" "the link to its rules"
    And the document in "en" says of "notice.chat-providers" "Told when you first open a chat"
    And the document in "en" says of "notice.chat-providers" "<purpose>"
    When the API is asked for "recipients"
    Then the API answers "<link>" as "policy_url" of "<recipient>"

    Examples:
      | recipient           | link                                                                      | purpose                             |
      | recipient.cm        | https://www.cm.com/en-gb/app/legal/connect-engage/terms-and-conditions/   | Send and receive Instagram messages |
      | recipient.ycloud    | https://www.ycloud.com/privacy-policy                                     | Send and receive WhatsApp messages  |
      | recipient.rongcloud | https://www.rongcloud.cn/privacy                                          | Chat in real time                   |

  @saleforte.processor.cm-terms-link @saleforte.processor.ycloud-terms-link @saleforte.processor.rongcloud-terms-link
  Scenario: The links are checked every month; when the month is over the check is open again
    Then the register says of "duty.recipient-links" "duty_open"
    When "the lawyer" enters that the duty "duty.recipient-links" was done at "2025-07-19T10:00:00+08:00"
    Then it is carried out
    And the register says of "duty.recipient-links" "done"
    And the proof of "duty.recipient-links" ends at "2025-08-19T10:00:00+08:00"
    And the register says of "duty.recipient-links" at "2025-08-19T10:00:00+08:00" "duty_open"
    When "the officer" enters that the duty "duty.recipient-links" was done at "2025-07-19T10:00:00+08:00"
    Then it is refused with actor_denied

  # ── Risks ─────────────────────────────────────────────────────────────────────────────────────────────────

  @saleforte.notice.self-disclosure-warning
  Scenario: Whoever publishes something is warned before, and in the document
    Then the document in "en" says of "statement.own-posts" "may disclose personal data of yours or of others, sensitive data included"
    And the document in "zh-Hans" says of "statement.own-posts" "可能导致您本人或者他人的个人信息（包括敏感个人信息）被公开"
    And the version in force states "own-posts" as "topic" of "statement.own-posts"
    And the document in "en" says of "notice.own-posts" "before you publish or share something"
    And the document in "en" says of "notice.own-posts" "may disclose information of yours or of others"
    And the version in force states "before-sharing" as "when" of "notice.own-posts"

  @saleforte.keep.privacy-not-infringed
  Scenario: The promise to respect privacy stands beside the measures, and they show their state
    Then the document in "en" says of "statement.privacy-respected" "We respect your privacy rights, by the measures that this policy lists"
    And the version in force states "protect" as "beside" of "statement.privacy-respected"
    And the document in "en" says of "protect" "Access control lets authorised personnel alone reach personal data"
    And the document in "en" says of "protect" "Unauthorised access, use, modification, disclosure, damage and loss are guarded against"
    And the promise "protect" is "due"
    When it is "2025-07-21T09:00:01+08:00"
    Then the promise "protect" is "at-risk"
    When the worker wakes
    Then the promise "protect" is "due"

  @saleforte.incident.not-fully-secure
  Scenario: Nobody is told that the internet is safe
    Then the document in "en" says of "statement.not-fully-secure" "The internet is not wholly secure; we strive to keep what you send to us safe"
    And the document in "zh-Hans" says of "statement.not-fully-secure" "互联网环境无法做到百分之百的安全"
    And the version in force states "security" as "topic" of "statement.not-fully-secure"
    And the version in force states "protect, incident" as "beside" of "statement.not-fully-secure"
    And the document in "en" says of "protect" "guard against attacks"

  @saleforte.erase.backup-lag-disclosed
  Scenario: What is left in backups after erasure is told, with the day on which it is gone at the latest
    Then the document in "en" says of "statement.backups" "may not be cleared at once after erasure"
    And the document in "en" says of "statement.backups" "access to it is restricted until the backups are cleared"
    And the document in "zh-Hans" says of "statement.backups" "备份中的信息可能无法立即清除"
    And the version in force states "protect, right.delete" as "beside" of "statement.backups"
    And the document in "en" says of "setting.backup-keep" "30 days"
    And the version in force states "setting.backup-keep" as "backup-keep" of "protect"
    When it is published as version "V1.1" with "backup-keep = 'setting.some-time'" in place of "backup-keep = 'setting.backup-keep'"
    Then the publication is refused with policy_invalid because of "names/unknown" at "protect"

  # ── Minors ────────────────────────────────────────────────────────────────────────────────────────────────

  @saleforte.minors.browse-age-unknown
  Scenario: While somebody browses the age is unknown, and it is not guessed
    Then the document in "en" says of "statement.browsing-age" "we cannot tell whether you are under 14"
    And the document in "zh-Hans" says of "statement.browsing-age" "我们无法判断您是否未满十四周岁"
    And the version in force states "minors" as "topic" of "statement.browsing-age"
    And the document in "en" says of "never.age-guessing" "We do not guess your age from device information"
    Given "Li Lei" has agreed to "device-log"
    And "Li Lei" has begun a "visit" called "the visit"
    When "Li Lei" sends a "device" for "device-log" during "the visit"
      | field        | value     |
      | device-model | iPhone 16 |
      | inferred-age | 13        |
    Then it is refused with forbidden_field
    When "Li Lei" sends a "device" for "device-log" during "the visit"
      | field        | value     |
      | device-model | iPhone 16 |
      | age          | 13        |
    Then it is refused with undeclared_field
