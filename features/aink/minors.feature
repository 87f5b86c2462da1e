Feature: Minors

  The service is for businesses and is not offered to anybody under fourteen.

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/aink/policy.toml" is in force
    And "Han Mei" has registered with the company "Acme" giving
      | field    | value               |
      | username | hanmeimei           |
      | email    | han.mei@example.com |
    And "Wang Fang" has registered with the company "Beta" giving
      | field    | value                 |
      | username | wangfang              |
      | email    | wang.fang@example.com |
    And these people act
      | who                 | as       | role          |
      | Han Mei             | member   | administrator |
      | Wang Fang           | member   | administrator |
      | the officer         | staff    | officer       |
      | a guardian          | guardian |               |
      | the sign-in service | service  | sign-in       |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"
    And "Wang Fang" has accepted "notice.upload" for the company "Beta"

  # ── Registration ──────────────────────────────────────────────────────────────────────────────────────────

  @aink.minors.not-offered-under-14
  Scenario: On the eve of the fourteenth birthday registration is refused, at midnight it is not
    Given it is "2026-05-20T23:59:59+08:00"
    When "Xiao Ming" registers with "Acme", born on "2012-05-21", giving
      | field    | value                 |
      | username | xiaoming.sentinel     |
      | email    | xiao.ming@example.com |
    Then it is refused with age_denied
    And no value that was entered lies in clear in any file
    And "the sign-in service" finds 0 "account" in "Acme" whose "username" is "xiaoming.sentinel" for "account"
    When it is "2026-05-21T00:00:00+08:00"
    And "Xiao Ming" registers with "Acme", born on "2012-05-21", giving
      | field    | value                 |
      | username | xiaoming.sentinel     |
      | email    | xiao.ming@example.com |
    Then it is carried out
    And no value that was entered lies in clear in any file
    And "the sign-in service" finds 1 "account" in "Acme" whose "username" is "xiaoming.sentinel" for "account"

  @aink.minors.not-offered-under-14
  Scenario Outline: Whom <who> has reported as under age does not register
    Given "Xiao Ming" is known to "Acme" by a reference only
    And "<who>" reports that "Xiao Ming" is under age
    When "Xiao Ming" registers with "Acme", giving
      | field    | value                 |
      | username | xiaoming.sentinel     |
      | email    | xiao.ming@example.com |
    Then it is refused with age_denied
    And no value that was entered lies in clear in any file
    And "the sign-in service" finds 0 "account" in "Acme" whose "username" is "xiaoming.sentinel" for "account"

    Examples:
      | who         |
      | a guardian  |
      | the officer |

  @aink.minors.not-offered-under-14
  Scenario: A birth date is no field of this policy
    When "Xiao Ming" registers with "Acme", giving
      | field      | value                 |
      | username   | xiaoming.sentinel     |
      | email      | xiao.ming@example.com |
      | birth-date | 2012-05-21            |
    Then it is refused with undeclared_field

  # ── A minor is found ──────────────────────────────────────────────────────────────────────────────────────

  @aink.minors.disable-immediately
  Scenario: From the instant of the report nothing works for the account any more
    Given "Xiao Ming" has registered with the company "Acme" giving
      | field    | value                 |
      | username | xiaoming.sentinel     |
      | email    | xiao.ming@example.com |
      | password | Horse-staple-9        |
    And "Xiao Ming" has agreed to "device-log"
    When "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "username" is "xiaoming.sentinel"
    Then it is accepted
    When "the officer" reports that "Xiao Ming" is under age
    Then the report and the disabling are one entry in the log of "Acme"
    When "Xiao Ming" sends a "device" for "device-log"
      | field        | value     |
      | device-model | iPhone 16 |
    Then it is refused with account_disabled
    When "Xiao Ming" agrees to "notify"
    Then it is refused with account_disabled
    When "Xiao Ming" begins a "check-in" called "the check-in"
    Then it is refused with account_disabled
    When "Xiao Ming" looks at the own "account" for "account"
    Then it is refused with account_disabled
    When "Xiao Ming" sends an "inventory" for "provide-service"
      | field      | value            |
      | goods-note | Forty boxes more |
    Then it is refused with account_disabled
    When "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "username" is "xiaoming.sentinel"
    Then nobody is signed in

  @aink.minors.disable-immediately
  Scenario: A guardian's consent that staff verified keeps the account open; the minor's own word does not
    Given "Xiao Ming" has registered with the company "Acme" giving
      | field    | value                 |
      | username | xiaoming.sentinel     |
      | email    | xiao.ming@example.com |
    When "Xiao Ming" records that a guardian of "Xiao Ming" has agreed
    Then it is refused with actor_denied
    When "a guardian" records that a guardian of "Xiao Ming" has agreed
    Then it is refused with actor_denied
    When "the officer" records that a guardian of "Xiao Ming" has agreed
    Then it is carried out
    When "the officer" reports that "Xiao Ming" is under age
    And "Xiao Ming" agrees to "notify"
    Then it is carried out

  @aink.minors.delete-information
  Scenario: In the same run everything about the minor is erased, without waiting for the seven days
    Given "Xiao Ming" has registered with the company "Acme" giving
      | field    | value                 |
      | username | xiaoming.sentinel     |
      | email    | xiao.ming@example.com |
      | phone    | 13800138000           |
      | password | Horse-staple-9        |
    And the "account" of "Xiao Ming", read for "account", is called "the account"
    And "Horse-staple-9" is looked for, too
    And "Xiao Ming" has entered, with all that each needs
      | called       | record         | for               | values                                      |
      | the device   | device         | device-log        | device-model=iPhone 16 Pro Max              |
      | the token    | push           | notify            | push-token=740f4707bebcf74f9b7c25d48e335894 |
      | the point    | check-in       | attendance        | location=38.914003,121.614682               |
      | the voice    | voice-sample   | voice-recognition | voice=A-RECORDING-OF-A-CHILD                |
      | the question | assistant-turn | assistant         | question=What is two and two?               |
    And a backup is made, called "the old backup"
    When "a guardian" reports that "Xiao Ming" is under age
    Then no row, key or byte is left of
      | what         |
      | the account  |
      | the device   |
      | the token    |
      | the point    |
      | the voice    |
      | the question |
    And none of these can be read: account_disabled
      | what        | by        | for     |
      | the account | Xiao Ming | account |
    And none of these can be read: not_found
      | what        | by                  | for     |
      | the account | the sign-in service | account |
    And the log of "Acme" holds 1 erasure under "retention.account" because of "minor.found"
    And the log of "Acme" speaks of "Xiao Ming" by a reference that leads nowhere, and tells no value
    When the data is lost and "the old backup" is restored
    Then no row, key or byte is left of
      | what         |
      | the account  |
      | the device   |
      | the token    |
      | the point    |
      | the voice    |
      | the question |

  # ── What customers upload ─────────────────────────────────────────────────────────────────────────────────

  @aink.minors.no-review
  Scenario: Nobody looks through what a customer uploads, in whatever role
    Given "Han Mei" has entered, with all that each needs
      | called   | record     | for             | values                            |
      | the file | attachment | provide-service | file=The text of an uploaded file |
    Then nobody, in any role or as a job, may read "the file" for "content-review"
    When "Han Mei" reads "the file" for "provide-service"
    And nobody asks for anything until "2026-06-20T09:00:00+08:00"
    Then no reading for "content-review" was ever carried out

  @aink.minors.deletion-api
  Scenario: The customer erases one record, and it is gone from reads, searches and restored backups
    Given "Han Mei" has entered, with all that each needs
      | called       | record     | for             | values                               |
      | the file     | attachment | provide-service | file=The school report of a child    |
      | another file | attachment | provide-service | file=The text of another file        |
    And a backup is made, called "the old backup"
    When "Han Mei" erases "the file"
    Then it is carried out
    And the answer carries the number of the entry that proves it
    And no row or byte is left of "the file"
    And none of these can be read: not_found
      | what     | by      | for             |
      | the file | Han Mei | provide-service |
    When the data is lost and "the old backup" is restored
    Then no row or byte is left of "the file"
    And none of these can be read: not_found
      | what     | by      | for             |
      | the file | Han Mei | provide-service |
    And these read back
      | what         | by      | for             | item | value                    |
      | another file | Han Mei | provide-service | file | The text of another file |

  @aink.minors.deletion-api
  Scenario: The customer erases every record about one person; what the law needs of an invoice stays, the telephone goes
    Given "Xiao Ming" is known to "Acme" by a reference only
    And "Han Mei" has entered, with all that each needs
      | called      | record     | for             | values                                                                      | about     |
      | the payroll | payroll    | provide-service | employee-name=Zhang Xiaoming; salary=12345.67 yuan                          | Xiao Ming |
      | the file    | attachment | provide-service | file=The school report of a child                                           | Xiao Ming |
      | the invoice | invoice    | provide-service | invoice-number=26952000001; invoice-amount=1200.50; buyer-phone=13900139000 | Xiao Ming |
      | other goods | inventory  | provide-service | goods-note=Forty boxes of walnuts                                           |           |
    And a backup is made, called "the old backup"
    When "Han Mei" erases everything about "Xiao Ming"
    Then it is carried out
    And the answer carries the number of the entry that proves it
    And no row or byte is left of "the payroll"
    And no row or byte is left of "the file"
    And of "the invoice" the item "buyer-phone" is gone and "invoice-number" is there
    And "other goods" is still stored, under a key
    When "Han Mei" erases "the invoice"
    Then it is refused with retention_locked until "2037-01-01T00:00:00+08:00"
    When "Han Mei" erases everything about "Xiao Ming"
    Then it is refused with retention_locked until "2037-01-01T00:00:00+08:00"
    When the data is lost and "the old backup" is restored
    Then no row or byte is left of "the payroll"
    And no row or byte is left of "the file"
    And of "the invoice" the item "buyer-phone" is gone and "invoice-number" is there

  @aink.minors.deletion-api
  Scenario: Another customer's record is not there for it
    Given "Wang Fang" has entered, with all that each needs
      | called     | record     | for             | values                            |
      | B's file   | attachment | provide-service | file=The school report of a child |
    When "Han Mei" erases "B's file" in "Beta"
    Then it is refused with tenant_denied
    When "Han Mei" erases "B's file" in "Acme"
    Then it is refused with not_found
    And "B's file" is still stored, under a key
