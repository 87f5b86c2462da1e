Feature: How long data is kept, and that it is gone afterwards

  Nobody has to ask for an erasure: the clock moves, and the worker does what is due.
  "No row, key or byte is left" means: no row in the database, no key that opens one, and no value in clear, in UTF-16,
  hexadecimal or base64 in any file of data, keys, ledger, mirror and backups.

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

  # ── Accounts ──────────────────────────────────────────────────────────────────────────────────────────────

  @aink.retain.account-lifetime
  Scenario: An account that is open for eleven years is kept for eleven years
    Given the "account" of "Li Lei", read for "account", is called "the account"
    When nobody asks for anything until "2037-05-20T09:00:00+08:00" but the worker wakes every 120 days
    Then these read back
      | what        | by     | for     | item         | value                |
      | the account | Li Lei | account | username     | lilei.sentinel       |
      | the account | Li Lei | account | email        | li.lei@example.com   |
      | the account | Li Lei | account | company-name | Acme Trading Limited |
    And the promise "retention.account" was carried out 0 times

  @aink.retain.account-after-cancellation
  Scenario: A cancelled account is gone within seven days, and no backup brings it back
    Given the "account" of "Li Lei", read for "account", is called "the account"
    And "Horse-staple-9" is looked for, too
    And a backup is made, called "the old backup"
    When "Li Lei" cancels the own account
    Then it is carried out
    And the answer says that all of it is gone by "2026-05-27T09:00:00+08:00"
    When "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "Acme" whose "username" is "lilei.sentinel"
    Then it is refused with account_disabled
    When nobody asks for anything until "2026-05-27T07:59:59+08:00"
    Then "the account" is still stored, under a key
    And none of these can be read: account_disabled
      | what        | by     | for     |
      | the account | Li Lei | account |
    When nobody asks for anything until "2026-05-27T09:00:00+08:00"
    Then no row, key or byte is left of
      | what        |
      | the account |
    And none of these can be read: account_disabled
      | what        | by     | for     |
      | the account | Li Lei | account |
    And none of these can be read: not_found
      | what        | by                  | for     |
      | the account | the sign-in service | account |
    And the log of "Acme" holds 1 erasure under "retention.account" because of "account.cancelled"
    And the ledger of the product verifies, body by body
    When the data is lost and "the old backup" is restored
    Then no row, key or byte is left of
      | what        |
      | the account |
    And none of these can be read: account_disabled
      | what        | by     | for     |
      | the account | Li Lei | account |

  @aink.retain.cancellation-scope
  Scenario: Credentials, identity and device information go within the seven days; the logs keep a reference to nobody
    Given the "account" of "Li Lei", read for "account", is called "the account"
    And "Horse-staple-9" is looked for, too
    And "Li Lei" has entered, with all that each needs
      | called     | record | for        | values                                                                                                       |
      | the device | device | device-log | device-model=iPhone 16 Pro Max; os-version=iOS 26.0.1-sentinel; access-time=2026-05-20T08:59; activity=opened the ledger |
      | the token  | push   | notify     | push-token=740f4707bebcf74f9b7c25d48e335894                                                                  |
    When "Li Lei" sends a "account" for "account"
      | field              | value            |
      | username           | lilei.sentinel   |
      | email              | li.lei@example.com |
      | second-factor-seed | JBSWY3DPEHPK3PXP |
    Then it is refused with undeclared_field
    When "Li Lei" sends a "account" for "account"
      | field         | value                  |
      | username      | lilei.sentinel         |
      | email         | li.lei@example.com     |
      | session-token | 5f4dcc3b5aa765d61d8327 |
    Then it is refused with undeclared_field
    When "Li Lei" cancels the own account
    And nobody asks for anything until "2026-05-27T09:00:00+08:00"
    Then no row, key or byte is left of
      | what        |
      | the account |
      | the device  |
      | the token   |
    And none of these can be read: account_disabled
      | what        | by     | for        |
      | the account | Li Lei | account    |
      | the device  | Li Lei | device-log |
      | the token   | Li Lei | notify     |
    And the log of "Acme" speaks of "Li Lei" by a reference that leads nowhere, and tells no value

  # ── The tenant's business data ────────────────────────────────────────────────────────────────────────────

  @aink.retain.business-active
  Scenario: Business data of an active tenant stays, however old, until the tenant itself removes it
    Given "Li Lei" has entered, with all that each needs
      | called         | record     | for             | values                                                                         |
      | the invoice    | invoice    | provide-service | invoice-number=26952000001; invoice-amount=1200.50; buyer-phone=13900139000    |
      | the voucher    | voucher    | provide-service | voucher-text=Paid the rent of May                                              |
      | the receivable | receivable | provide-service | counterparty=Beta Stores Co; balance=1200.50                                   |
      | the goods note | inventory  | provide-service | goods-note=Forty boxes of walnuts                                              |
      | the payroll    | payroll    | provide-service | employee-name=Zhang Weiguo; salary=12345.67 yuan; bank-account=6222021234567890128 |
      | the file       | attachment | provide-service | file=The text of an uploaded file                                              |
      | the order      | order      | subscription    | order-amount=2999.00; plan=Professional, one year                              |
    When nobody asks for anything until "2037-05-20T09:00:00+08:00" but the worker wakes every 120 days
    Then these read back
      | what           | by     | for             | item           | value                        |
      | the invoice    | Li Lei | provide-service | invoice-number | 26952000001                  |
      | the invoice    | Li Lei | provide-service | buyer-phone    | 13900139000                  |
      | the voucher    | Li Lei | provide-service | voucher-text   | Paid the rent of May         |
      | the receivable | Li Lei | provide-service | balance        | 1200.50                      |
      | the goods note | Li Lei | provide-service | goods-note     | Forty boxes of walnuts       |
      | the payroll    | Li Lei | provide-service | bank-account   | 6222021234567890128          |
      | the file       | Li Lei | provide-service | file           | The text of an uploaded file |
      | the order      | Li Lei | subscription    | order-amount   | 2999.00                      |
    And the promise "retention.business" was carried out 0 times
    When "Li Lei" erases "the goods note"
    Then it is refused with actor_denied
    When "Han Mei" erases "the goods note"
    Then it is carried out
    And no row or byte is left of "the goods note"

  @aink.retain.business-on-cancellation
  Scenario: A tenant that cancels: nobody reads from that instant, and within seven days nothing is left
    Given "Han Mei" has entered, with all that each needs
      | called         | record     | for             | values                                                                             |
      | the invoice    | invoice    | provide-service | invoice-number=26952000001; invoice-amount=1200.50; buyer-phone=13900139000        |
      | the receivable | receivable | provide-service | counterparty=Beta Stores Co; balance=1200.50                                       |
      | the goods note | inventory  | provide-service | goods-note=Forty boxes of walnuts                                                  |
      | the payroll    | payroll    | provide-service | employee-name=Zhang Weiguo; salary=12345.67 yuan; bank-account=6222021234567890128 |
      | the file       | attachment | provide-service | file=The text of an uploaded file                                                  |
      | the photo      | receipt    | ocr-entry       | image=PHOTO-OF-A-RECEIPT-SENTINEL                                                  |
    And the "account" of "Li Lei", read for "account", is called "the account"
    And a backup is made, called "the old backup"
    When "Han Mei" cancels the company "Acme"
    Then it is carried out
    And the answer says that all of it is gone by "2026-05-27T09:00:00+08:00"
    And none of these can be read: account_disabled
      | what           | by                  | for             |
      | the invoice    | Han Mei             | provide-service |
      | the invoice    | Li Lei              | provide-service |
      | the receivable | Han Mei             | provide-service |
      | the goods note | Han Mei             | provide-service |
      | the payroll    | Han Mei             | provide-service |
      | the file       | Han Mei             | provide-service |
      | the photo      | Han Mei             | ocr-entry       |
      | the account    | Li Lei              | account         |
      | the account    | the sign-in service | account         |
    When nobody asks for anything until "2026-05-27T07:59:59+08:00"
    Then "the goods note" is still stored, under a key
    When nobody asks for anything until "2026-05-27T09:00:00+08:00"
    Then no row, key or byte is left of
      | what           |
      | the receivable |
      | the goods note |
      | the payroll    |
      | the file       |
      | the photo      |
      | the account    |
    And of "the invoice" the item "buyer-phone" is gone and "invoice-number" is there
    And the log of "Acme" holds 1 erasure under "retention.business" because of "tenant.cancelled"
    When the data is lost and "the old backup" is restored
    Then no row, key or byte is left of
      | what           |
      | the receivable |
      | the goods note |
      | the payroll    |
      | the file       |
      | the photo      |
      | the account    |
    And of "the invoice" the item "buyer-phone" is gone and "invoice-number" is there
    And none of these can be read: account_disabled
      | what           | by      | for             |
      | the goods note | Han Mei | provide-service |

  @aink.retain.cancellation-legal-exception
  Scenario: Of three invoices and three inventory notes the three invoices stay, each with its law and its end
    Given "Han Mei" has entered, with all that each needs
      | called           | record    | for             | values                                              |
      | the 1st invoice  | invoice   | provide-service | invoice-number=26952000001; invoice-amount=1200.50  |
      | the 2nd invoice  | invoice   | provide-service | invoice-number=26952000002; invoice-amount=2200.50  |
      | the 3rd invoice  | invoice   | provide-service | invoice-number=26952000003; invoice-amount=3200.50  |
      | the 1st note     | inventory | provide-service | goods-note=Forty boxes of walnuts                   |
      | the 2nd note     | inventory | provide-service | goods-note=Fifty boxes of walnuts                   |
      | the 3rd note     | inventory | provide-service | goods-note=Sixty boxes of walnuts                   |
    When "Han Mei" cancels the company "Acme"
    And nobody asks for anything until "2026-05-27T09:00:00+08:00"
    Then the law keeps of "Acme" exactly
      | what            | items                          | law            | until                     |
      | the 1st invoice | invoice-amount, invoice-number | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | the 2nd invoice | invoice-amount, invoice-number | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | the 3rd invoice | invoice-amount, invoice-number | Accounting Law | 2037-01-01T00:00:00+08:00 |
    And the certificate of "Acme" says under "retention.business" that 3 are erased and 3 are held
    And no row, key or byte is left of
      | what         |
      | the 1st note |
      | the 2nd note |
      | the 3rd note |

  # ── Suspended for non-payment ─────────────────────────────────────────────────────────────────────────────

  @aink.retain.suspended-90-days
  Scenario: A suspended tenant's data is kept unchanged for ninety days, and used by nobody
    Given "Han Mei" has entered, with all that each needs
      | called         | record    | for             | values                                             |
      | the invoice    | invoice   | provide-service | invoice-number=26952000001; invoice-amount=1200.50 |
      | the goods note | inventory | provide-service | goods-note=Forty boxes of walnuts                  |
    And "the billing service" suspends the company "Acme"
    And everything stored of "Acme" is noted
    When nobody asks for anything until "2026-08-18T08:59:59+08:00"
    Then everything stored of "Acme" is as it was noted
    And "the invoice" is still stored, under a key
    And "the goods note" is still stored, under a key
    And the promise "retention.business" was carried out 1 time
    And none of these can be read: account_disabled
      | what           | by      | for             |
      | the invoice    | Han Mei | provide-service |
      | the goods note | Han Mei | provide-service |
    When "the billing service" resumes the company "Acme" after payment
    Then it is carried out
    And these read back
      | what           | by      | for             | item       | value                  |
      | the goods note | Han Mei | provide-service | goods-note | Forty boxes of walnuts |

  @aink.retain.suspended-cleared
  Scenario: After ninety days without renewal everything is cleared, by itself and for that reason
    Given "Han Mei" has entered, with all that each needs
      | called         | record    | for             | values                                             |
      | the goods note | inventory | provide-service | goods-note=Forty boxes of walnuts                  |
      | the file       | attachment | provide-service | file=The text of an uploaded file                 |
    And the "account" of "Li Lei", read for "account", is called "the account"
    And a backup is made, called "the old backup"
    And "the billing service" suspends the company "Acme"
    When nobody asks for anything until "2026-08-18T09:00:00+08:00"
    Then no row, key or byte is left of
      | what           |
      | the goods note |
      | the file       |
      | the account    |
    And none of these can be read: account_disabled
      | what           | by      | for             |
      | the goods note | Han Mei | provide-service |
      | the account    | Li Lei  | account         |
    And the log of "Acme" holds 1 erasure under "retention.business" because of "tenant.suspended"
    And the log of "Acme" holds 1 erasure under "retention.account" because of "tenant.suspended"
    And "the old backup" cannot be read any more, for its key is destroyed
    When "the billing service" resumes the company "Acme" after payment
    Then it is refused with expired

  @aink.retain.suspended-cleared
  Scenario: Who renews within the ninety days keeps everything
    Given "Han Mei" has entered, with all that each needs
      | called         | record    | for             | values                                             |
      | the goods note | inventory | provide-service | goods-note=Forty boxes of walnuts                  |
    And "the billing service" suspends the company "Acme"
    And nobody asks for anything until "2026-08-18T08:59:59+08:00"
    And "the billing service" resumes the company "Acme" after payment
    When nobody asks for anything until "2026-09-18T09:00:00+08:00"
    Then these read back
      | what           | by      | for             | item       | value                  |
      | the goods note | Han Mei | provide-service | goods-note | Forty boxes of walnuts |

  @aink.retain.suspended-legal-exception
  Scenario: What the law wants kept stays after the ninety days, locked, and goes at its own end
    Given "Han Mei" has entered, with all that each needs
      | called         | record    | for             | values                                                                      |
      | the invoice    | invoice   | provide-service | invoice-number=26952000001; invoice-amount=1200.50; buyer-phone=13900139000 |
      | the order      | order     | subscription    | order-amount=2999.00; plan=Professional, one year                           |
      | the contract   | contract  | subscription    | contract-text=Subscription agreement 2026-17                                |
      | the goods note | inventory | provide-service | goods-note=Forty boxes of walnuts                                           |
    And it is "2027-02-01T09:00:00+08:00"
    And "Han Mei" has entered, with all that each needs
      | called             | record  | for             | values                                             |
      | next year's invoice | invoice | provide-service | invoice-number=27952000001; invoice-amount=4200.50 |
    And "the billing service" suspends the company "Acme"
    When nobody asks for anything until "2027-05-02T09:00:00+08:00"
    Then the law keeps of "Acme" exactly
      | what                | items                          | law            | until                     |
      | the invoice         | invoice-amount, invoice-number | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | the order           | order-amount, plan             | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | the contract        | contract-text                  | Accounting Law | 2037-01-01T00:00:00+08:00 |
      | next year's invoice | invoice-amount, invoice-number | Accounting Law | 2038-01-01T00:00:00+08:00 |
    And no row, key or byte is left of
      | what           |
      | the goods note |
    When "Han Mei" erases "the order"
    Then it is refused with retention_locked until "2037-01-01T00:00:00+08:00"
    When nobody asks for anything until "2036-12-31T23:59:59+08:00" but the worker wakes every 120 days
    Then "the order" is still stored, under a key
    When nobody asks for anything until "2037-01-01T00:00:00+08:00"
    Then no row, key or byte is left of
      | what         |
      | the invoice  |
      | the order    |
      | the contract |
    And the law keeps of "Acme" exactly
      | what                | items                          | law            | until                     |
      | next year's invoice | invoice-amount, invoice-number | Accounting Law | 2038-01-01T00:00:00+08:00 |
    When nobody asks for anything until "2038-01-01T00:00:00+08:00"
    Then no row, key or byte is left of
      | what                |
      | next year's invoice |
    And the law keeps nothing of "Acme"
