Feature: What the policy is, whose the data is, and for whom the service is

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
      | who                 | as      | role          |
      | Han Mei             | member  | administrator |
      | the app             | service |               |
      | the billing service | service |               |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"

  @aink.define.version-date
  Scenario: The policy of 17 May 2026 is in force, and every act names it
    Given "Li Lei" has agreed to "notify"
    And "Li Lei" has agreed to "device-log"
    And "Li Lei" has granted the permission "notification"
    And an agreement with "apns" is on file
    And "Li Lei" sends a "push" for "notify" as "the push"
      | field      | value                            |
      | push-token | 740f4707bebcf74f9b7c25d48e335894 |
    When "the app" releases the "push-token" of "the push" to "apns" for "notify"
    Then it is carried out
    When "Li Lei" sends a "device" for "device-log" as "the report"
      | field        | value     |
      | device-model | iPhone 16 |
    And "Li Lei" erases "the report"
    Then it is carried out
    And the policy in force says that it was last updated on "2026-05-17"
    And the ledger holds these acts, and each entry names the version in force
      | act      |
      | register |
      | consent  |
      | collect  |
      | release  |
      | erase    |

  @aink.define.version-date
  Scenario: Another text under the same version does not replace the policy
    When it is published under the same version with "within = '8 days'" in place of "within = 'setting.payment-kept'"
    Then the publication is refused with policy_invalid
    And the policy in force says that it was last updated on "2026-05-17"

  @aink.define.scope
  Scenario: For every data item it can be asked why it is held
    Then every data item is accounted for by promises to collect, use, retain and keep it

  @aink.define.scope
  Scenario: A data item that nothing collects makes the policy fail
    When it is published as version "next" with these rows added
      """
      [data.shoe-size]
      label = { zh-Hans = "鞋码", en = "Shoe size" }
      class = "content"
      sensitive = false
      """
    Then the publication is refused with policy_invalid because of "names/unaccounted" at "data.shoe-size"

  @aink.define.scope
  Scenario: A data item that nothing reads makes the policy fail
    When it is published as version "next" with "reads = { push-token = 'masked' }" in place of "reads = { voice = 'clear' }"
    Then the publication is refused with policy_invalid because of "names/unaccounted" at "data.voice"

  @aink.define.scope
  Scenario: A data item without an end makes the policy fail
    When it is published as version "next" with "covers = []" in place of "covers = ['voice-sample']"
    Then the publication is refused with policy_invalid because of "retain/no-end" at "voice"

  @aink.define.scope
  Scenario: Without a word on how data is protected the policy fails
    When it is published as version "next" without its table "protect"
    Then the publication is refused with policy_invalid because of "law/missing-protect"

  @aink.define.tenant-owns-business-data
  Scenario: An invoice is the company's, also when who entered it has gone
    Given "Li Lei" sends an "invoice" for "provide-service" as "the invoice"
      | field          | value        |
      | invoice-number | 26952000001  |
      | invoice-amount | 1200.00      |
      | buyer-phone    | 13900139000  |
    Then "the invoice" belongs to the company "Acme"
    When "Li Lei" cancels the own account
    And it is "2026-05-28T09:00:00+08:00" and the worker has run
    And "Han Mei" reads "the invoice" for "provide-service"
    Then the answer is
      | item           | form  | value       |
      | invoice-number | clear | 26952000001 |
      | invoice-amount | clear | 1200.00     |
      | buyer-phone    | clear | 13900139000 |

  @aink.define.tenant-owns-business-data
  Scenario: Only the company's administrator exports its data
    Given "Li Lei" sends an "inventory" for "provide-service" as "the note"
      | field      | value               |
      | goods-note | forty boxes of nuts |
    When "Li Lei" exports what the company holds
    Then it is refused with actor_denied
    When "Han Mei" exports what the company holds
    Then it is carried out
    And the answer holds "goods-note" of "the note" as "forty boxes of nuts"

  @aink.define.tenant-owns-business-data
  Scenario: Only the company's administrator erases its data
    Given "Li Lei" sends an "inventory" for "provide-service" as "the note"
      | field      | value               |
      | goods-note | forty boxes of nuts |
    When "Li Lei" erases "the note"
    Then it is refused with actor_denied
    And all is left of "the note"
    When "Han Mei" erases "the note"
    Then it is carried out
    And nothing is left of "the note"

  @aink.define.ownership-covers-generated
  Scenario: What the system works out from a sale is the company's as the sale is
    Given "Zhao Liu" has registered with the company "Bolt" giving
      | field    | value                |
      | username | zhaoliu              |
      | email    | zhao.liu@example.com |
    And "Li Lei" sends an "invoice" for "provide-service" as "the sale"
      | field          | value       |
      | invoice-number | 26952000002 |
      | invoice-amount | 800.00      |
    And "the billing service" sends a "receivable" for "provide-service" in "Acme" as "the receivable"
      | field        | value             |
      | counterparty | Nuts and Bolts Co |
      | balance      | 800.00            |
    Then "the receivable" belongs to the company "Acme"
    When "Zhao Liu" reads "the receivable" for "provide-service" in "Acme"
    Then it is refused with tenant_denied
    When "Han Mei" exports what the company holds
    Then it is carried out
    And the answer holds "balance" of "the receivable" as "800.00"
    And the answer holds "invoice-amount" of "the sale" as "800.00"

  @aink.define.ownership-covers-generated
  Scenario Outline: What the system worked out goes when the company's data goes: <event>
    Given "the billing service" sends a "receivable" for "provide-service" in "Acme" as "the receivable"
      | field        | value             |
      | counterparty | Nuts and Bolts Co |
      | balance      | 800.00            |
    When "<who>" <event> the company "Acme"
    And it is "<before>" and the worker has run
    Then all is left of "the receivable"
    When it is "<end>" and the worker has run
    Then nothing is left of "the receivable"

    Examples:
      | who                 | event    | before                    | end                       |
      | Han Mei             | cancels  | 2026-05-27T07:59:59+08:00 | 2026-05-27T09:00:00+08:00 |
      | the billing service | suspends | 2026-08-18T08:59:59+08:00 | 2026-08-18T09:00:00+08:00 |

  @aink.define.ownership-covers-generated
  Scenario: The administrator clears what the system worked out
    Given "the billing service" sends a "receivable" for "provide-service" in "Acme" as "the receivable"
      | field   | value  |
      | balance | 800.00 |
    When "Li Lei" erases "the receivable"
    Then it is refused with actor_denied
    When "Han Mei" erases "the receivable"
    Then it is carried out
    And nothing is left of "the receivable"

  @aink.define.enterprise-audience
  Scenario: Every account belongs to a company
    Then the policy in force is for "business"
    When "Zhao Liu" registers with the company "Bolt" giving
      | field        | value                |
      | username     | zhaoliu              |
      | email        | zhao.liu@example.com |
      | company-name | Bolt                 |
    Then it is carried out
    When "Qian Qi" registers with the company "Bolt" giving
      | field    | value               |
      | username | qianqi              |
      | email    | qian.qi@example.com |
    Then it is carried out
    And "Qian Qi" works for the company "Bolt"
    When "Sun Ba" registers without a company giving
      | field    | value              |
      | username | sunba              |
      | email    | sun.ba@example.com |
    Then it is refused with tenant_denied
    And no account stands outside a company
