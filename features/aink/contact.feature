Feature: Where to write, who answers, and by when

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/aink/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field    | value              |
      | username | lilei              |
      | email    | li.lei@example.com |
    And "Han Mei" has registered with the company "Acme" giving
      | field    | value               |
      | username | hanmeimei           |
      | email    | han.mei@example.com |
    And these people act
      | who      | as     | role          |
      | Han Mei  | member | administrator |
      | Zhao Min | staff  | officer       |
      | Sun Yan  | staff  | support       |

  @aink.contact.subjects-of-contact
  Scenario Outline: Questions, requests and reports each become a case with its term
    When "Li Lei" writes to "contact.officer" by "email" about "<kind>" with a "inquiry" for "inquiries" as "the letter"
      | field        | value                   |
      | inquiry-text | Please look into this.  |
    Then it is carried out
    And the case "the letter" came through "contact.officer" by "email" at "2026-05-20T09:00:00+08:00"
    And the case "the letter" is answered for by "role.officer"
    And the case "the letter" is due at "2026-06-11T00:00:00+08:00"
    And the ledger says of the case "the letter" "case.opened"

    Examples:
      | kind         |
      | questions    |
      | right.access |
      | violations   |

  @aink.contact.subjects-of-contact
  Scenario: A violation is reported without an account, and nobody but the officer reads it
    When "a passer-by" writes to "contact.officer" by "email" about "violations" with a "inquiry" for "inquiries" as "the report"
      | field        | value                              |
      | inquiry-text | Somebody sells lists of customers. |
    Then it is carried out
    When "Sun Yan" reads the case "the report"
    Then it is refused with actor_denied
    When "Zhao Min" reads the case "the report"
    Then the answer is
      | item         | form  | value                              |
      | inquiry-text | clear | Somebody sells lists of customers. |

  @aink.contact.subjects-of-contact
  Scenario: A report of a violation does not go to customer service
    When "a passer-by" writes to "contact.support" by "email" about "violations" as "the report"
    Then it is refused with channel_denied
    And the refusal names the channels "contact.officer.email"

  @aink.contact.protection-officer
  Scenario: The officer is named with the address, and rights come to the officer
    Then the version in force states "privacy@ainaike.com" as "email" of "contact.officer"
    And the version in force states "role.officer" as "by" of "contact.officer"
    And the document in "zh-Hans" says of "contact.officer" "个人信息保护负责人"
    When "Li Lei" writes to "contact.support" by "email" about "right.delete" as "the request"
    Then the case "the request" is answered for by "role.officer"

  @aink.contact.protection-officer
  Scenario: The register names who is in office, and a gap shows at once
    Then the register says of "role.officer" "duty_open"
    When "Zhao Min" appoints "Ma Rui" to the office "role.officer" from "2026-05-01T00:00:00+08:00" until "2026-06-01T00:00:00+08:00"
    Then it is carried out
    And the register says of "role.officer" "held by Ma Rui"
    And the register says of "role.officer" at "2026-05-31T23:59:59+08:00" "held by Ma Rui"
    And the register says of "role.officer" at "2026-06-01T00:00:00+08:00" "duty_open"

  @aink.contact.protection-officer
  Scenario: What nobody has answered in time comes to the officer
    When "Li Lei" writes to "contact.support" by "email" about "questions" as "the question"
    Then the case "the question" is answered for by "role.support"
    When it is "2026-06-11T00:00:01+08:00" and the worker has run
    Then the case "the question" is overdue
    And "Zhao Min" has to answer the cases "the question"

  @aink.contact.customer-service
  Scenario: A request that arrives at customer service is the officer's, and its term runs from its arrival
    Then the version in force states "support@ainaike.com" as "email" of "contact.support"
    And the document in "en" says of "contact.support" "support@ainaike.com"
    When "Li Lei" writes to "contact.support" by "email" about "rights" as "the request"
    And it is "2026-05-25T09:00:00+08:00"
    And "Sun Yan" hands the case "the request" over to "contact.officer"
    Then the case "the request" is answered for by "role.officer"
    And the case "the request" came through "contact.support" by "email" at "2026-05-20T09:00:00+08:00"
    And the case "the request" is due at "2026-06-11T00:00:00+08:00"

  @aink.contact.address
  Scenario: The address is that of the version in force
    Then the version in force states "Jinpu New District, Dalian, Liaoning Province, China" as "address.en" of "controller"
    And the document in "en" says of "controller" "Jinpu New District, Dalian, Liaoning Province, China"
    And the document in "zh-Hans" says of "controller" "中国辽宁省大连市金普新区"

  @aink.contact.address
  Scenario Outline: Without an address or without any way to write, the policy is not published
    Given the file "policies/aink/policy.toml"
    When "<instead>" stands in the file in place of "<passage>"
    And the file is published
    Then the publication is refused with policy_invalid

    Examples:
      | passage                                                                                                      | instead      |
      | address = { zh-Hans = '中国辽宁省大连市金普新区', en = 'Jinpu New District, Dalian, Liaoning Province, China' } | address = '' |
      | email = 'privacy@ainaike.com'                                                                                | email = ''   |

  @aink.rights.export-ios-path
  Scenario: Export is offered in the iOS app, and by letter all the same
    Then the document in "en" says of "right.export" "in the iOS app under"
    And the document in "zh-Hans" says of "right.export" "iOS 应用内“我的”>“数据导出”"
    When "Li Lei" writes to "contact.officer" by "email" about "right.export" as "the request"
    Then it is carried out
    And the case "the request" is due at "2026-06-11T00:00:00+08:00"

  @aink.processor.apple-own-policy
  Scenario: People are told that Apple handles the token under its own policy
    Then the recipient "apns" gets exactly
      | item       | form  |
      | push-token | clear |
    When the API is asked for "recipients"
    Then the API answers "global" as "country" of "recipient.apns"
    And the document in "en" says of "recipient.apns" "apple.com/legal/privacy"
    And the document in "en" says of "notice.push" "apple.com/legal/privacy"
    And the document in "zh-Hans" says of "notice.push" "apple.com/legal/privacy"
    And the version in force states "before-permission" as "when" of "notice.push"

  @aink.minors.customer-data-disclosure
  Scenario: Before the first upload customers are told of minors in their data
    Then the document in "en" says of "minors" "may indirectly concern minors, such as employees' children"
    And the version in force states "before-upload" as "when" of "notice.upload"
    And the document in "en" says of "notice.upload" "A customer's duties where its business data concerns minors"
    And the document in "en" says of "minors" "The most that is shown of it: partly hidden"

  @aink.minors.customer-data-disclosure
  Scenario: A field that is marked as a minor's is sealed, shown partly hidden, and otherwise read as before
    Given "Han Mei" has accepted "notice.upload" for the company "Acme"
    And "Zhang Xiaoming" is looked for, too
    And what is sent next marks "employee-name" as a minor's
    When "Han Mei" sends a "payroll" for "provide-service" as "the intern's pay"
      | field         | value          |
      | employee-name | Zhang Xiaoming |
      | salary        | 900.00         |
    Then it is carried out
    And no value that was entered lies in clear in any file
    When "Han Mei" sends a "payroll" for "provide-service" as "the pay"
      | field         | value        |
      | employee-name | Wang Fang    |
      | salary        | 9500.00      |
    And "Han Mei" reads "the intern's pay" for "provide-service"
    Then the answer is
      | item          | form   | value  |
      | employee-name | masked | ****** |
      | salary        | clear  | 900.00 |
    When "Han Mei" reads "the pay" for "provide-service"
    Then the answer is
      | item          | form  | value     |
      | employee-name | clear | Wang Fang |
      | salary        | clear | 9500.00   |

  @aink.minors.customer-data-disclosure
  Scenario Outline: What is marked as a minor's goes to <recipient>: <end>
    Given "Han Mei" has accepted "notice.upload" for the company "Acme"
    And "Han Mei" has agreed to "notify"
    And "Han Mei" has agreed to "assistant"
    And "Han Mei" has granted the permission "notification"
    And an agreement with "<recipient>" is on file
    And "Han Mei" has begun an "<activity>" called "the use"
    And what is sent next marks "<item>" as a minor's
    When "Han Mei" sends a "<record>" for "<purpose>" during "the use" as "the marked one"
      | field  | value   |
      | <item> | <value> |
    And "Han Mei" releases the "<item>" of "the marked one" to "<recipient>" for "<purpose>" during "the use"
    Then it ends with "<end>"
    When "Han Mei" sends a "<record>" for "<purpose>" during "the use" as "the other one"
      | field  | value   |
      | <item> | <value> |
    And "Han Mei" releases the "<item>" of "the other one" to "<recipient>" for "<purpose>" during "the use"
    Then it is carried out

    Examples:
      | recipient   | purpose         | activity          | record         | item       | value                            | end               |
      | apns        | notify          | request           | push           | push-token | 740f4707bebcf74f9b7c25d48e335894 | field_not_allowed |
      | dashscope   | assistant       | assistant-session | assistant-turn | question   | When does my daughter start?     | field_not_allowed |
      | alibaba-oss | provide-service | request           | attachment     | file       | The school report of a child     | carried out       |

  @aink.minors.customer-responsible
  Scenario: Nothing is uploaded before the company has accepted what it answers for
    Then the document in "en" says of "minors" "you answer for its lawfulness"
    And the document in "zh-Hans" says of "minors" "对上传内容的合法性负责"
    And the document in "en" says of "notice.upload" "before the enterprise customer accepted it"
    When "Li Lei" sends an "attachment" for "provide-service"
      | field | value                        |
      | file  | The school report of a child |
    Then it is refused with policy_not_accepted
    And exactly 0 records of "attachment" are held
    When "Li Lei" accepts "notice.upload" for the company "Acme"
    Then it is refused with actor_denied
    When it is "2026-05-20T09:05:00+08:00"
    And "Han Mei" accepts "notice.upload" for the company "Acme"
    Then it is carried out
    And it is on record that "Acme" accepted "notice.upload" of version "2026-05-17" by "button" at "2026-05-20T09:05:00+08:00"
    And the ledger holds these acts, and each entry names the version in force
      | act     |
      | consent |
    When "Li Lei" sends an "attachment" for "provide-service"
      | field | value                        |
      | file  | The school report of a child |
    Then it is carried out
