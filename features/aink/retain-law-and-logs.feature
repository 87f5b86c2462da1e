Feature: What a law wants kept, how long logs are kept, and codes that hardly are

  Nobody has to ask for an erasure: the clock moves, and the worker does what is due.

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/aink/policy.toml" is in force
    And "Han Mei" has registered with the company "Acme" giving
      | field        | value                |
      | username     | hanmeimei            |
      | email        | han.mei@example.com  |
      | company-name | Acme Trading Limited |
    And "Li Lei" has registered with the company "Acme" giving
      | field        | value                |
      | username     | lilei.sentinel       |
      | email        | li.lei@example.com   |
      | company-name | Acme Trading Limited |
      | phone        | 13800138000          |
      | password     | Horse-staple-9       |
    And these people act
      | who                 | as      | role          |
      | Han Mei             | member  | administrator |
      | the officer         | staff   | officer       |
      | the billing service | service |               |
      | the sign-in service | service | sign-in       |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"

  # ── What the law wants kept ───────────────────────────────────────────────────────────────────────────────

  @aink.retain.legal-10-years
  Scenario: An invoice of 20 May 2026 is kept to the end of 2036, whoever wants it gone, and goes with the year
    Given "Han Mei" has entered, with all that each needs
      | called      | record  | for             | values                                                                        |
      | the invoice | invoice | provide-service | invoice-number=26952000001; invoice-amount=1200.50; buyer-name=Beta Stores Co |
    And it is "2026-06-01T09:00:00+08:00"
    And "Han Mei" cancels the company "Acme"
    And nobody asks for anything until "2026-06-08T09:00:00+08:00"
    When "Li Lei" erases "the invoice"
    Then it is refused with retention_locked until "2037-01-01T00:00:00+08:00"
    When "Han Mei" erases "the invoice"
    Then it is refused with retention_locked until "2037-01-01T00:00:00+08:00"
    When "the officer" erases "the invoice" in "Acme"
    Then it is refused with retention_locked until "2037-01-01T00:00:00+08:00"
    When nobody asks for anything until "2036-12-31T23:59:59+08:00" but the worker wakes every 120 days
    Then "the invoice" is still stored, under a key
    And these read back
      | what        | by          | for             | item           | value          |
      | the invoice | the officer | legal-retention | invoice-number | 26952000001    |
      | the invoice | the officer | legal-retention | invoice-amount | 1200.50        |
      | the invoice | the officer | legal-retention | buyer-name     | Beta Stores Co |
    When "Han Mei" erases "the invoice"
    Then it is refused with retention_locked until "2037-01-01T00:00:00+08:00"
    When it is "2037-01-01T00:00:00+08:00"
    Then none of these can be read: not_found
      | what        | by          | for             |
      | the invoice | the officer | legal-retention |
    When the worker wakes
    Then no row, key or byte is left of
      | what        |
      | the invoice |
    And the log of "Acme" holds 1 erasure under "retention.tax-records" because of "record.created"

  @aink.retain.legal-classes
  Scenario: After cancellation a law holds orders, invoices, vouchers and contracts, and of them only what it needs
    Given "Han Mei" has entered, with all that each needs
      | called           | record    | for             | values                                                                                                   |
      | the invoice      | invoice   | provide-service | invoice-number=26952000001; invoice-amount=1200.50; buyer-name=Beta Stores Co; buyer-phone=13900139000 |
      | the voucher      | voucher   | provide-service | voucher-text=Paid the rent of May                                                                        |
      | the order        | order     | subscription    | order-amount=2999.00; plan=Professional, one year                                                        |
      | the contract     | contract  | subscription    | contract-text=Subscription agreement 2026-17                                                             |
      | the goods note   | inventory | provide-service | goods-note=Forty boxes of walnuts                                                                        |
      | the recharge     | recharge  | subscription    | recharge-amount=500000.00                                                                                |
      | the photo        | receipt   | ocr-entry       | image=PHOTO-OF-A-MENU-NOT-AN-INVOICE                                                                     |
    And "Li Lei" has entered, with all that each needs
      | called           | record         | for        | values                           |
      | the point        | check-in       | attendance | location=38.914003,121.614682    |
      | the question     | assistant-turn | assistant  | question=What is my stock worth? |
    When "Han Mei" cancels the company "Acme"
    And nobody asks for anything until "2026-05-27T09:00:00+08:00"
    Then the law keeps of "Acme" exactly
      | what         | items                                      | law            | until                     |
      | the invoice  | buyer-name, invoice-amount, invoice-number | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | the voucher  | voucher-text                               | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | the order    | order-amount, plan                         | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | the contract | contract-text                              | Accounting Law | 2037-01-01T00:00:00+08:00 |
    And no row, key or byte is left of
      | what           |
      | the goods note |
      | the recharge   |
      | the photo      |
      | the point      |
      | the question   |
    And of "the invoice" the item "buyer-phone" is gone and "invoice-number" is there
    And these read back
      | what         | by          | for             | item           | value                          |
      | the invoice  | the officer | legal-retention | invoice-number | 26952000001                    |
      | the voucher  | the officer | legal-retention | voucher-text   | Paid the rent of May           |
      | the order    | the officer | legal-retention | order-amount   | 2999.00                        |
      | the contract | Han Mei     | legal-retention | contract-text  | Subscription agreement 2026-17 |
    And none of these can be read: restricted
      | what         | by                  | for             |
      | the invoice  | Han Mei             | provide-service |
      | the invoice  | the officer         | provide-service |
      | the invoice  | the officer         | process-request |
      | the voucher  | Li Lei              | provide-service |
      | the order    | Han Mei             | subscription    |
      | the contract | the billing service | improve-service |
    And every entry of the log of "Acme" ends within 12 months

  # ── Logs ──────────────────────────────────────────────────────────────────────────────────────────────────

  @aink.retain.access-logs-6-months
  Scenario: An access log entry of 31 August is kept to 28 February, to the second, and goes alone
    Given "Han Mei" has entered, with all that each needs
      | called         | record    | for             | values                            |
      | the goods note | inventory | provide-service | goods-note=Forty boxes of walnuts |
    When it is "2026-08-31T10:00:00+08:00"
    And "Han Mei" reads "the goods note" for "provide-service"
    And the entry of that in the log of "Acme" is called "the reading"
    And it is "2026-08-31T10:00:01+08:00"
    And "Li Lei" reads "the goods note" for "provide-service"
    And the entry of that in the log of "Acme" is called "the later reading"
    When "Han Mei" asks that the entry "the reading" be erased or altered
    Then it is refused with retention_locked until "2027-02-28T10:00:00+08:00"
    When "the officer" asks that the entry "the reading" be erased or altered
    Then it is refused with retention_locked until "2027-02-28T10:00:00+08:00"
    And a change of the entry "the reading" on the disk does not go unnoticed
    When nobody asks for anything until "2027-02-28T09:59:59+08:00"
    Then the entry "the reading" reads back
    When "the officer" asks that the entry "the reading" be erased or altered
    Then it is refused with retention_locked until "2027-02-28T10:00:00+08:00"
    When nobody asks for anything until "2027-02-28T10:00:00+08:00"
    Then the entry "the reading" is gone but for its commitment
    And the entry "the later reading" reads back
    When nobody asks for anything until "2027-02-28T10:00:01+08:00"
    Then the entry "the later reading" is gone but for its commitment
    And the ledger of the product verifies, body by body

  @aink.retain.audit-logs-12-months
  Scenario: An audit entry is kept for twelve months, no change of it goes unnoticed, and the chain outlives it
    Given the "account" of "Li Lei", read for "account", is called "the account"
    When "Han Mei" agrees to "notify"
    And the entry of that in the log of "Acme" is called "the consent"
    And "the officer" asks that the entry "the consent" be erased or altered
    Then it is refused with retention_locked until "2027-05-20T09:00:00+08:00"
    And a change of the entry "the consent" on the disk does not go unnoticed
    When "Li Lei" cancels the own account
    And the entry of that in the log of "Acme" is called "the cancellation"
    And nobody asks for anything until "2027-05-20T08:59:59+08:00"
    Then the entry "the consent" reads back
    When "the officer" asks that the entry "the consent" be erased or altered
    Then it is refused with retention_locked until "2027-05-20T09:00:00+08:00"
    When nobody asks for anything until "2027-05-20T09:00:00+08:00"
    Then the entry "the consent" is gone but for its commitment
    And the entry "the cancellation" is gone but for its commitment
    And the ledger of the product verifies, body by body
    When nobody asks for anything until "2027-06-20T09:00:00+08:00"
    Then the log of "Acme" holds 0 erasures under "retention.account" because of "account.cancelled"
    And the evidence of "retention.account" still says that it was last carried out at "2026-05-27T08:00:00+08:00", and never late
    And no row, key or byte is left of
      | what        |
      | the account |
    And the ledger of the product verifies, body by body

  # ── Codes by SMS ──────────────────────────────────────────────────────────────────────────────────────────

  @aink.retain.sms-code-5-minutes
  Scenario: A code is good for less than five minutes, once, and only the newest
    Given an agreement with "alibaba-sms" is on file
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the 1st code"
    When it is "2026-05-20T09:04:59+08:00"
    And "the sign-in service" tries "the 1st code" for "verification" in "Acme"
    Then it is accepted
    When "the sign-in service" tries "the 1st code" for "verification" in "Acme"
    Then it is refused with expired
    Given it is "2026-05-20T10:00:00+08:00"
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the 2nd code"
    When it is "2026-05-20T10:05:00+08:00"
    And "the sign-in service" tries "the 2nd code" for "verification" in "Acme"
    Then it is refused with expired
    When the worker wakes
    Then no row or byte is left of "the 1st code"
    And no row or byte is left of "the 2nd code"
    Given it is "2026-05-20T11:00:00+08:00"
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the 3rd code"
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the 4th code"
    When "the sign-in service" tries "the 3rd code" for "verification" in "Acme"
    Then it is not accepted
    When "the sign-in service" tries "the 4th code" for "verification" in "Acme"
    Then it is accepted

  @aink.retain.sms-code-no-plaintext
  Scenario: The digits of a code and the number that they went to are nowhere in clear, and no backup holds them
    Given an agreement with "alibaba-sms" is on file
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the code"
    Then "the code" is still stored, under a key
    And "the code" is stored as a keyed hash
    And "the code" lies in no file, neither as digits nor as a bare hash
    When a backup is made, called "the backup in between"
    Then "the code" lies in no file, neither as digits nor as a bare hash
    When nobody asks for anything until "2026-05-20T09:05:00+08:00"
    Then "the code" lies in no file, neither as digits nor as a bare hash
    And no row or byte is left of "the code"

  @aink.retain.sms-code-no-plaintext
  Scenario: A backup that was taken while a code was good holds no usable one
    Given an agreement with "alibaba-sms" is on file
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the code"
    And a backup is made, called "the backup in between"
    When it is "2026-05-20T09:02:00+08:00"
    And the data is lost and "the backup in between" is restored
    And "the sign-in service" tries "the code" for "verification" in "Acme"
    Then it is refused with expired
    And no row or byte is left of "the code"
