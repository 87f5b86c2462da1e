Feature: Whose policy it is, to what it applies, and what accepting it means

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And what follows happens on "website"
    And "Lin Tao" has registered without a company giving
      | field      | value            |
      | visitor-id | 7f3a19c2-5e0b-41 |
    And these people act
      | who              | as      | role      |
      | Wei Hua          | staff   | sales     |
      | Zhou Ying        | staff   | support   |
      | the website      | service | site      |
      | the mail service | service | mailer    |

  @jiku.define.version-dates
  Scenario: Two blank dates and no version: the text as it stands cannot be published
    Given the file "policies/jiku/as-written.policy.toml"
    Then check finds "read/type"
    When the file is published
    Then the publication is refused with policy_invalid because of "read/type"

  @jiku.define.version-dates
  Scenario Outline: Each date alone is enough to refuse it: <key>
    Given the file "policies/jiku/policy.toml"
    When "<key> = ''" stands in the file in place of "<key> = <day>"
    And the file is published
    Then the publication is refused with policy_invalid because of "read/type"

    Examples:
      | key       | day        |
      | updated   | 2026-05-01 |
      | effective | 2026-05-08 |

  @jiku.define.version-dates
  Scenario: It binds from no day before it was last changed
    Given the file "policies/jiku/policy.toml"
    When "updated = 2026-05-09" stands in the file in place of "updated = 2026-05-01"
    Then check finds "law/dates" at "policy"
    When the file is published
    Then the publication is refused with policy_invalid because of "law/dates"

  @jiku.define.version-dates
  Scenario: With both dates it is in force from the first second of its day in Shanghai
    Then no version is in force at "2026-05-07T23:59:59+08:00"
    And the version in force at "2026-05-08T00:00:00+08:00" is "1"
    And the policy in force says that it was last updated on "2026-05-01"
    And the ledger holds these acts, and each entry names the version in force
      | act      |
      | register |

  @jiku.define.controller
  Scenario: Four names, one party
    Then the document in "en" says of "controller"
      """
      Jiku Technology (Shanghai) Co., Ltd. decides why and how your data is processed. Also called 即库科技（上海）有限公司, 即库科技 (Jiku) and Jiku; all these names mean the same party. Address: Room 7-1788, No. 500 Loushanguan Road, Changning District, Shanghai, China. Postal code: 200051. Seat: mainland China.
      """
    And the document in "zh-Hans" says of "controller" "即库科技（上海）有限公司"
    And the document in "zh-Hans" says of "controller" "Jiku Technology (Shanghai) Co., Ltd."
    And the document in "zh-Hant" says of "controller" "200051"
    And the version in force states "即库科技（上海）有限公司" as "name.zh-Hans" of "controller"
    And the version in force states "200051" as "postcode" of "controller"

  @jiku.define.scope
  Scenario Outline: Each handling of data has a paragraph of its own: <promise>
    Then the document in "en" says of "statement.lifecycle" "collected, stored, used, shared, transferred and protected"
    And the document in "en" says of "<promise>" "<says>"

    Examples:
      | promise                     | says                              |
      | purpose.evaluation-handling | We record                         |
      | retention.evaluation-form   | 180 days                          |
      | recipient.crm-platform      | E-mail address                    |
      | transfer                    | kept in mainland China alone      |
      | protect                     | encrypted item by item            |
      | ground.legal-obligation     | Provided to that authority alone  |

  @jiku.define.scope
  Scenario: For every data item it can be asked why it is held
    Then every data item is accounted for by promises to collect, use, retain and keep it
    And "wechat-id" is collected for "purpose.evaluation-handling"
    And "wechat-id" is used for "purpose.evaluation-handling, purpose.held-data"
    And "wechat-id" goes to ""
    And "wechat-id" ends by "retention.evaluation-form"
    And "phone" goes to "recipient.crm-platform"

  @jiku.define.scope
  Scenario: A data item that nothing collects makes the policy fail
    When it is published as version "2" with these rows added
      """
      [data.fax-number]
      label = { zh-Hans = "传真号码", en = "Fax number" }
      class = "contact"
      sensitive = false
      """
    Then the publication is refused with policy_invalid because of "names/unaccounted" at "data.fax-number"

  @jiku.define.scope
  Scenario: A data item without an end makes the policy fail
    When it is published as version "2" with "covers = []" in place of "covers = ['evaluation-form']"
    Then the publication is refused with policy_invalid because of "retain/no-end" at "record.evaluation-form"

  @jiku.define.social-channels
  Scenario: A post on a channel of ours is taken with declared fields only
    Given "Lin Tao" is shown "notice.posting"
    And "Lin Tao" has agreed to "owned-channels"
    And what follows happens on "support-forum"
    When "Lin Tao" sends a "channel-post" for "owned-channels"
      | field     | value     |
      | post-text | Thank you |
      | likes     | 12        |
    Then it is refused with undeclared_field
    And exactly 0 records of "channel-post" are held
    When "Lin Tao" sends a "channel-post" for "owned-channels" as "the post"
      | field     | value     |
      | post-text | Thank you |
    Then it is carried out

  # A channel that is not listed is refused as channel_denied: as a source, and as a target as no_recipient.
  @jiku.define.social-channels
  Scenario Outline: What is posted on <channel> is a source of ours: <end>
    Given "Lin Tao" is shown "notice.posting"
    And "Lin Tao" has agreed to "owned-channels"
    And what follows happens on "<channel>"
    When "Lin Tao" sends a "channel-post" for "owned-channels"
      | field     | value     |
      | post-text | Thank you |
    Then it ends with "<end>"
    And exactly <held> records of "channel-post" are held

    Examples:
      | channel        | end            | held |
      | support-forum  | carried out    | 1    |
      | wechat-channel | carried out    | 1    |
      | website        | channel_denied | 0    |
      | another-forum  | channel_denied | 0    |

  @jiku.define.social-channels
  Scenario: A post on a channel of ours is found by who asks for her data, and goes with it
    Given "Lin Tao" is shown "notice.posting"
    And "Lin Tao" has agreed to "owned-channels"
    And what follows happens on "support-forum"
    And "Lin Tao" sends a "channel-post" for "owned-channels" as "the post"
      | field     | value                 |
      | post-text | Does it run on Linux? |
    When "Lin Tao" exports the own data
    Then the answer holds "post-text" of "the post" as "Does it run on Linux?"
    When "Zhou Ying" releases the "post-text" of "the post" to "another-forum" for "owned-channels"
    Then it is refused with no_recipient
    When "Lin Tao" erases "the post"
    Then it is carried out
    And nothing is left of "the post"
    And the document in "en" says of "platform.support-forum" "Forum"
    And the document in "en" says of "platform.wechat-channel" "Official social channel"

  @jiku.define.read-before-use
  Scenario: The policy is read before anything is accepted, and leaves no trace of who reads it
    Then the document is published in "zh-Hans, zh-Hant, en"
    And the document in "en" says of "statement.read-first" "without a cookie, without signing in and without agreeing to anything"
    And the document in "en" says of "notice.first-visit" "This policy in full"
    When the API is asked for "policy"
    Then the API answers "1" as "version"
    And exactly 0 records of "site-visit" are held

  @jiku.define.acceptance-condition
  Scenario: Forms wait for an act that accepts, and for their own consent
    Given "a visitor" is known by a reference only
    Then the policy is unanswered by "a visitor"
    And "a visitor" is asked to accept the policy
    When "a visitor" sends an "evaluation-form" for "evaluation-handling"
      | field | value               |
      | email | visitor@example.com |
    Then it is refused with policy_not_accepted
    When "a visitor" registers without a company without accepting the policy giving
      | field      | value            |
      | visitor-id | 0c4d88aa-1b52-40 |
    Then it is refused with policy_not_accepted
    And exactly 1 record of "acceptance" is held
    When it is "2026-05-20T09:05:00+08:00"
    And "a visitor" registers without a company giving
      | field      | value            |
      | visitor-id | 0c4d88aa-1b52-40 |
    Then it is carried out
    And the ledger says that it happened on "website"
    And it is on record that "a visitor" accepted "policy" of version "1" by "button" at "2026-05-20T09:05:00+08:00"
    And "a visitor" is not asked to accept the policy
    Given "a visitor" has begun a "product-evaluation" called "the evaluation"
    When "a visitor" sends an "evaluation-form" for "evaluation-handling" during "the evaluation"
      | field | value               |
      | email | visitor@example.com |
    Then it is refused with consent_required
    When "a visitor" agrees to "evaluation-handling"
    And "a visitor" sends an "evaluation-form" for "evaluation-handling" during "the evaluation"
      | field | value               |
      | email | visitor@example.com |
    Then it is carried out
    And the ledger holds these acts, and each entry names the version in force
      | act      |
      | register |
      | consent  |
      | collect  |

  # What is off until somebody turns it on is refused as feature_inactive, and after a refusal as consent_withdrawn.
  @jiku.define.acceptance-condition
  Scenario Outline: Accepting the policy is no consent to <purpose>
    When "Lin Tao" sends a "<record>" for "<purpose>"
      | field   | value   |
      | <field> | <value> |
    Then it is refused with feature_inactive
    And exactly 0 records of "<record>" are held
    And the document in "en" says of "statement.not-marketing" "no consent to marketing, surveys or analytics cookies"

    Examples:
      | purpose         | record     | field     | value    |
      | site-statistics | page-count | page-path | /pricing |
      | site-operation  | site-visit | domain-name | jiku.example |

  @jiku.define.acceptance-condition
  Scenario: Accepting the policy is no consent to marketing
    When "the mail service" sends "Lin Tao" a "release-news" message for "release-marketing" over "email"
    Then it is refused with consent_required
    When "Lin Tao" agrees to "release-marketing"
    And "the mail service" sends "Lin Tao" a "release-news" message for "release-marketing" over "email"
    Then it is carried out
    When "Lin Tao" withdraws the consent to "release-marketing"
    And "the mail service" sends "Lin Tao" a "release-news" message for "release-marketing" over "email"
    Then it is refused with consent_withdrawn

  @jiku.define.leave-if-not-agreed
  Scenario: Who declines leaves, and nothing of the visit is left or added but that she declined
    Given "Lin Tao" has agreed to "site-operation"
    And "Lin Tao" sends a "site-visit" for "site-operation" as "the visit"
      | field        | value        |
      | ip-address   | 203.0.113.17 |
      | browser-type | Firefox      |
    When it is "2026-05-20T09:05:00+08:00"
    And "Lin Tao" declines the policy
    Then it is carried out
    When it is "2026-05-20T09:05:00+08:00" and the worker has run
    Then nothing is left of "the visit"
    And nothing is left of "Lin Tao's account"
    When "Lin Tao" sends a "site-visit" for "site-operation"
      | field          | value |
      | requested-file | /docs |
    Then it is refused with consent_withdrawn
    And exactly 0 records of "site-visit" are held
    And exactly 0 records of "acceptance" are held
    And the policy is declined by "Lin Tao"
    And it is on record that "Lin Tao" declined "policy" of version "1" by "button" at "2026-05-20T09:05:00+08:00"

  @jiku.define.leave-if-not-agreed
  Scenario: Who declines at once is remembered by a random reference, and not asked again before the policy changes
    Given "a visitor" is known by a reference only
    When "a visitor" declines the policy
    Then it is carried out
    And the policy is declined by "a visitor"
    And "a visitor" is not asked to accept the policy
    When "a visitor" sends a "site-visit" for "site-operation"
      | field          | value |
      | requested-file | /docs |
    Then it is refused with consent_withdrawn
    And exactly 0 records of "site-visit" are held
    And exactly 1 record of "acceptance" is held
    When it is published as version "2" with "sells, maintains and supports its software on" in place of "sells and supports its software on"
    Then "a visitor" is not asked to accept the policy
    When it is published as version "3" with "reads = { ip-address = 'clear', browser-type" in place of "reads = { ip-address = 'masked', browser-type"
    Then "a visitor" is asked to accept the policy
    When "a visitor" declines the policy
    Then "a visitor" is not asked to accept the policy

  @jiku.define.refrain-from-information
  Scenario: The page for who declines says it, and nobody is watched for it
    Then the document in "en" says of "notice.decline" "does not use information obtained from the website"
    And the document in "zh-Hans" says of "notice.decline" "不要使用从网站获得的信息"
    And the document in "en" says of "notice.decline" "when you do not agree"
    And the document in "en" says of "statement.decline" "nobody is watched for it"
    And exactly 0 records of "site-visit" are held

  @jiku.define.personal-information-processor
  Scenario: Jiku decides why and how, for every category of this policy
    Then the document in "en" says of "statement.processor" "personal information processor (个人信息处理者) in the sense of the PIPL"
    And the document in "zh-Hans" says of "statement.processor" "《个人信息保护法》所称的个人信息处理者"
    And the document in "en" says of "controller" "decides why and how your data is processed"
    And the recipients are "tencent-cloud, crm-platform, baidu-analytics, legal-adviser, helpdesk-system, billing-provider, mail-carrier, marketing-platform"

  @jiku.define.personal-information-processor
  Scenario Outline: Each provider is an entrusted party: <recipient>
    Then the document in "en" says of "recipient.<recipient>" "Acts on our behalf"
    And the document in "zh-Hans" says of "recipient.<recipient>" "受我们委托处理"
    And the version in force states "processor" as "role" of "recipient.<recipient>"

    Examples:
      | recipient          |
      | tencent-cloud      |
      | crm-platform       |
      | baidu-analytics    |
      | legal-adviser      |
      | helpdesk-system    |
      | billing-provider   |
      | mail-carrier       |
      | marketing-platform |
