Feature: What is collected, and what never is

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/aink/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field        | value              |
      | username     | lilei              |
      | email        | li.lei@example.com |
      | company-name | Acme Trading Co    |
    And "Han Mei" has registered with the company "Acme" giving
      | field    | value               |
      | username | hanmeimei           |
      | email    | han.mei@example.com |
    And these people act
      | who                 | as      | role          |
      | Han Mei             | member  | administrator |
      | the app             | service |               |
      | the import          | service |               |
      | the officer         | staff   | officer       |
      | the push sender     | service | push-sender   |
      | the billing service | service |               |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"

  @aink.collect.closed-list
  Scenario Outline: What the policy does not list is not collected: <field>
    Given "Li Lei" has agreed to "device-log"
    When "Li Lei" sends a "device" for "device-log"
      | field        | value     |
      | device-model | iPhone 16 |
      | <field>      | <value>   |
    Then it is refused with undeclared_field
    And the ledger names the field "<field>" and not its value
    And exactly 0 records of "device" are held
    When "Li Lei" sends a "device" for "device-log" as "the report"
      | field        | value     |
      | device-model | iPhone 16 |
    Then it is carried out
    And "the report" holds "device-model" and nothing else

    Examples:
      | field          | value                  |
      | national_id    | 11010519491231002X     |
      | marital_status | divorced               |
      | contacts_list  | Wang Fang, 13900139000 |

  @aink.collect.account-information
  Scenario: An account is a user name, an e-mail address and a company name
    When "Qian Qi" registers with the company "Acme" giving
      | field        | value               |
      | username     | qianqi              |
      | email        | qian.qi@example.com |
      | company-name | Acme Trading Co     |
    Then it is carried out
    And "Qian Qi's account" is filed in the category "account"
    And "Qian Qi's account" holds "username, email, company-name" and nothing else
    And "Qian Qi's account" belongs to "Qian Qi"
    When "Qian Qi" reads "Qian Qi's account" for "account"
    Then the answer is
      | item         | form  | value               |
      | username     | clear | qianqi              |
      | email        | clear | qian.qi@example.com |
      | company-name | clear | Acme Trading Co     |

  @aink.collect.account-information
  Scenario: A birth date is no part of an account
    When "Qian Qi" registers with the company "Acme" giving
      | field        | value               |
      | username     | qianqi              |
      | email        | qian.qi@example.com |
      | company-name | Acme Trading Co     |
      | birth-date   | 1990-11-30          |
    Then it is refused with undeclared_field
    And the ledger names the field "birth-date" and not its value

  @aink.collect.account-information
  Scenario: Nobody is registered who has not accepted the policy
    When "Qian Qi" registers with the company "Acme" without accepting the policy giving
      | field        | value               |
      | username     | qianqi              |
      | email        | qian.qi@example.com |
      | company-name | Acme Trading Co     |
    Then it is refused with policy_not_accepted

  @aink.collect.business-data
  Scenario Outline: Business data of five kinds is the company's: <kind>
    When "Li Lei" sends a "<kind>" for "provide-service" as "the entry"
      | field    | value          |
      | <first>  | <first value>  |
      | <second> | <second value> |
    Then it is carried out
    And "the entry" is filed in the category "business"
    And "the entry" belongs to the company "Acme"
    When "Han Mei" reads "the entry" for "provide-service"
    Then the answer is
      | item     | form  | value          |
      | <first>  | clear | <first value>  |
      | <second> | clear | <second value> |

    Examples:
      | kind       | first          | first value       | second         | second value |
      | invoice    | invoice-number | 26952000001       | invoice-amount | 1200.00      |
      | receivable | counterparty   | Nuts and Bolts Co | balance        | 800.00       |
      | payroll    | employee-name  | Wang Fang         | salary         | 9500.00      |

  @aink.collect.business-data
  Scenario Outline: Business data of five kinds is the company's, continued: <kind>
    When "Li Lei" sends a "<kind>" for "provide-service" as "the entry"
      | field  | value   |
      | <item> | <value> |
    Then it is carried out
    And "the entry" is filed in the category "business"
    And "the entry" belongs to the company "Acme"
    When "Han Mei" reads "the entry" for "provide-service"
    Then the answer is
      | item   | form  | value   |
      | <item> | clear | <value> |

    Examples:
      | kind      | item         | value                       |
      | voucher   | voucher-text | travel costs of the quarter |
      | inventory | goods-note   | forty boxes of nuts         |

  @aink.collect.business-data
  Scenario: There is no sixth kind
    When "Li Lei" sends a "medical-record" for "provide-service"
      | field     | value       |
      | diagnosis | common cold |
    Then it is refused with undeclared_field
    And the ledger names the field "medical-record" and not its value

  @aink.collect.business-data
  Scenario: No business data without a company, nor by somebody of another one
    Given "Zhao Liu" has registered with the company "Bolt" giving
      | field    | value                |
      | username | zhaoliu              |
      | email    | zhao.liu@example.com |
    When "Li Lei" sends a "voucher" for "provide-service" in "no company"
      | field        | value                       |
      | voucher-text | travel costs of the quarter |
    Then it is refused with tenant_denied
    When "Zhao Liu" sends a "voucher" for "provide-service" in "Acme"
      | field        | value                       |
      | voucher-text | travel costs of the quarter |
    Then it is refused with tenant_denied

  @aink.collect.business-data
  Scenario: A suspended company enters nothing
    Given "the billing service" suspends the company "Acme"
    When "Li Lei" sends a "voucher" for "provide-service"
      | field        | value                       |
      | voucher-text | travel costs of the quarter |
    Then it is refused with account_disabled

  @aink.collect.device-and-log
  Scenario: A device report holds model, system version, times of access and activity
    Given "Li Lei" has agreed to "device-log"
    When "Li Lei" sends a "device" for "device-log" as "the report"
      | field        | value                |
      | device-model | iPhone 16            |
      | os-version   | iOS 19.1             |
      | access-time  | 2026-05-20T08:59:58Z |
      | activity     | opened the ledger    |
    Then it is carried out
    When "Li Lei" reads "the report" for "device-log"
    Then the answer is
      | item         | form  | value                |
      | device-model | clear | iPhone 16            |
      | os-version   | clear | iOS 19.1             |
      | access-time  | clear | 2026-05-20T08:59:58Z |
      | activity     | clear | opened the ledger    |

  @aink.collect.device-and-log
  Scenario Outline: A device report holds nothing else: <field>
    Given "Li Lei" has agreed to "device-log"
    When "Li Lei" sends a "device" for "device-log"
      | field        | value                |
      | device-model | iPhone 16            |
      | os-version   | iOS 19.1             |
      | access-time  | 2026-05-20T08:59:58Z |
      | activity     | opened the ledger    |
      | <field>      | <value>              |
    Then it is refused with undeclared_field
    And the ledger names the field "<field>" and not its value
    And exactly 0 records of "device" are held

    Examples:
      | field          | value             |
      | imei           | 490154203237518   |
      | mac            | 3c:22:fb:12:34:56 |
      | installed_apps | chess, weather    |
      | ip             | 203.0.113.77      |

  @aink.collect.subscription-records
  Scenario Outline: Subscriptions, recharges and invoicing details are kept for the company: <kind>
    When "Li Lei" sends a "<kind>" for "subscription" as "the entry"
      | field  | value   |
      | <item> | <value> |
    Then it is carried out
    And "the entry" is filed in the category "subscription"
    And "the entry" belongs to the company "Acme"
    When "Han Mei" reads "the entry" for "subscription"
    Then the answer is
      | item   | form  | value   |
      | <item> | clear | <value> |

    Examples:
      | kind      | item            | value           |
      | order     | order-amount    | 1999.00         |
      | recharge  | recharge-amount | 500.00          |
      | invoicing | invoice-title   | Acme Trading Co |

  @aink.collect.subscription-records
  Scenario: A recharge holds no card number
    When "Li Lei" sends a "recharge" for "subscription"
      | field           | value               |
      | recharge-amount | 500.00              |
      | card-number     | 6222021234567890128 |
    Then it is refused with undeclared_field
    And the ledger names the field "card-number" and not its value

  @aink.collect.no-biometrics
  Scenario Outline: No biometric field, from nobody: <field> from <who>
    Given "Li Lei" has agreed to "attendance"
    And "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has agreed to "device-log"
    When "<who>" sends a "<kind>" for "<purpose>" about "Li Lei" in "Acme"
      | field   | value              |
      | <field> | 0101-1101-0010-111 |
    Then it is refused with forbidden_field
    And the ledger names the field "<field>" and not its value

    Examples:
      | field         | who         | kind         | purpose           |
      | face_template | Li Lei      | device       | device-log        |
      | face_template | Han Mei     | payroll      | provide-service   |
      | face_template | the import  | attachment   | provide-service   |
      | face_template | the officer | account      | account           |
      | fingerprint   | Li Lei      | check-in     | attendance        |
      | fingerprint   | Han Mei     | payroll      | provide-service   |
      | fingerprint   | the import  | attachment   | provide-service   |
      | voiceprint    | Li Lei      | voice-sample | voice-recognition |
      | voiceprint    | the app     | voice-sample | voice-recognition |
      | iris          | Li Lei      | device       | device-log        |
      | iris          | the officer | device       | device-log        |
      | Iris          | the import  | gate-log     | door-opening      |

  @aink.collect.no-biometrics
  Scenario: No company's door brings them in either
    Given "Zhao Liu" has registered with the company "Bolt" giving
      | field    | value                |
      | username | zhaoliu              |
      | email    | zhao.liu@example.com |
    When "Zhao Liu" sends a "payroll" for "provide-service"
      | field         | value              |
      | employee-name | Wang Fang          |
      | salary        | 9500.00            |
      | fingerprint   | 0101-1101-0010-111 |
    Then it is refused with forbidden_field

  @aink.collect.no-biometrics
  Scenario Outline: No policy can declare a biometric field: <item>
    When it is published as version "next" with these rows added
      """
      [data.<item>]
      label = { zh-Hans = "生物识别", en = "Biometric" }
      class = "<class>"
      sensitive = true
      necessity = { zh-Hans = "识别", en = "To recognise" }

      [record.extra]
      label = { zh-Hans = "附加", en = "Extra" }
      holds = ["<item>"]
      holder = "subject"
      category = "optional"

      [purpose.extra]
      label = { zh-Hans = "附加", en = "Extra" }
      function = "additional"
      basis = "consent"
      consent = "separate"
      collects = ["extra"]
      reads = { <item> = "clear" }
      by = ["subject"]
      without = { zh-Hans = "无", en = "Nothing" }

      [retention.extra]
      covers = ["extra"]
      from = "account.cancelled"
      within = "7 days"
      then = "erase"
      """
    Then the publication is refused with policy_invalid because of "law/prohibited" at "<item>"

    Examples:
      | item          | class     |
      | fingerprint   | content   |
      | face-template | content   |
      | voiceprint    | content   |
      | iris          | content   |
      | hand-shape    | biometric |

  @aink.collect.no-biometrics
  Scenario: A recording of a command holds the recording and nothing drawn from it
    Given "Li Lei" has agreed to "voice-recognition"
    And "Li Lei" has granted the permission "microphone"
    And "Li Lei" has begun a "voice-session" called "the session"
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session" as "the recording"
      | field | value        |
      | voice | spoken words |
    Then it is carried out
    And "the recording" holds "voice" and nothing else
    When "Li Lei" sends a "voice-sample" for "voice-recognition" during "the session"
      | field             | value              |
      | voice             | spoken words       |
      | speaker_embedding | 0.113, 0.771, 0.25 |
    Then it is refused with forbidden_field
    And exactly 1 record of "voice-sample" is held

  @aink.collect.no-idfa
  Scenario Outline: No advertising identifier: <field>
    Given "Li Lei" has agreed to "device-log"
    When "Li Lei" sends a "device" for "device-log"
      | field        | value                                |
      | device-model | iPhone 16                            |
      | <field>      | 6d92078a-8246-4ba4-ae5b-76104861e7dc |
    Then it is refused with forbidden_field
    And the ledger names the field "<field>" and not its value

    Examples:
      | field          |
      | idfa           |
      | IDFA           |
      | oaid           |
      | gaid           |
      | advertising_id |

  @aink.collect.no-idfa
  Scenario: There is no purpose of advertising, neither to collect nor to read
    Given "Li Lei" sends an "invoice" for "provide-service" as "the invoice"
      | field          | value       |
      | invoice-number | 26952000001 |
      | invoice-amount | 1200.00     |
    When "Li Lei" reads "the invoice" for "advertising"
    Then it is refused with purpose_denied
    When "Li Lei" sends a "device" for "advertising"
      | field        | value     |
      | device-model | iPhone 16 |
    Then it is refused with purpose_denied

  @aink.collect.no-idfa
  Scenario: No policy can declare a purpose of advertising
    When it is published as version "next" with these rows added
      """
      [purpose.advertising]
      label = { zh-Hans = "广告", en = "Advertising" }
      function = "additional"
      basis = "consent"
      consent = "separate"
      reads = { device-model = "clear" }
      by = ["subject"]
      without = { zh-Hans = "无", en = "Nothing" }
      """
    Then the publication is refused with policy_invalid because of "law/prohibited" at "advertising"

  @aink.collect.no-cross-app-tracking
  Scenario: What happens in other apps is not recorded
    Given "Li Lei" has agreed to "device-log"
    When "Li Lei" sends a "device" for "device-log" from the "other-app"
      | field    | value             |
      | activity | opened the ledger |
    Then it is refused with forbidden_field
    When "Li Lei" sends a "device" for "device-log" from the "app"
      | field    | value             |
      | activity | opened the ledger |
    Then it is carried out

  @aink.collect.no-cross-app-tracking
  Scenario: Nobody's identity is joined with one from outside, and no tracker gets one
    Given "Li Lei" has agreed to "notify"
    And "Li Lei" has granted the permission "notification"
    And "Li Lei" sends a "push" for "notify" as "the push"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
    When "the push sender" reads "the push" for "identity-join"
    Then it is refused with purpose_denied
    When "the app" sends a "push" for "identity-join" about "Li Lei" in "Acme"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
    Then it is refused with purpose_denied
    When "the push sender" releases the "push-token" of "the push" to "ad-tracker" for "notify"
    Then it is refused with no_recipient
    When "the push sender" releases the "push-token" of "the push" to "ad-tracker" for "identity-join"
    Then it is refused with no_recipient
