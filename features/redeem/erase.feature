Feature: What a person has erased is gone here, and everybody who was sent it is told

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    And these people act
      | who      | as      | role       |
      | the shop | service |            |
      | Wu Qian  | staff   | legal      |
      | Zhao Min | staff   | fulfilment |
    And an agreement with "order-courier" is on file
    And an agreement with "overseas-merchant" is on file
    And an agreement with "chosen-affiliate" is on file
    And "Zhang Xiaoming" has agreed to "cross-border-redemption"
    And "Zhang Xiaoming" has begun a "redemption-order" called "the purchase"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "the purchase" as "the order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    And "Zhang Xiaoming" has begun a "cross-border-order" called "the purchase abroad"
    And "Zhang Xiaoming" sends an "cross-border-order" for "cross-border-redemption" during "the purchase abroad" as "the order abroad"
      | field            | value                     |
      | redeemed-goods   | A lamp                    |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    And "the shop" releases to "order-courier" for "redemption" from "the order" during "the purchase"
      | item             | form   |
      | phone            | masked |
      | delivery-address | clear  |
    And "the shop" releases to "overseas-merchant" for "cross-border-redemption" from "the order abroad" during "the purchase abroad"
      | item      | form  |
      | phone     | clear |
      | full-name | clear |

  # Told in the policy's "promptly", 24 hours, and confirmed in as long again.
  @redeem.erase.notify-recipients
  Scenario: Who was sent it is told what it was sent, and no more; nobody else is
    Given it is "2026-11-25T10:00:00+08:00"
    When "Zhang Xiaoming" erases "the order, the order abroad"
    Then it is carried out
    And of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks  | items                   | state |
      | order-courier     | erase | delivery-address, phone | due   |
      | overseas-merchant | erase | full-name, phone        | due   |
    And "order-courier" has until "2026-11-26T10:00:00+08:00" for the erasure of "Zhang Xiaoming"
    When "Zhang Xiaoming" enters that "order-courier" was told of the erasure of "Zhang Xiaoming"
    Then it is refused with actor_denied
    When "Wu Qian" enters that "order-courier" was told of the erasure of "Zhang Xiaoming" with nothing to prove it
    Then it is refused with basis_required
    When "Wu Qian" enters that "order-courier" confirmed the erasure of "Zhang Xiaoming"
    Then it is refused with conflict
    When it is "2026-11-26T09:00:00+08:00" and the worker has run
    And "Wu Qian" enters that "order-courier" was told of the erasure of "Zhang Xiaoming"
    And "Wu Qian" enters that "overseas-merchant" was told of the erasure of "Zhang Xiaoming"
    Then it is carried out
    And "overseas-merchant" has until "2026-11-27T09:00:00+08:00" for the erasure of "Zhang Xiaoming"
    When "Wu Qian" enters that "order-courier" confirmed the erasure of "Zhang Xiaoming"
    Then it is carried out
    When it is "2026-11-27T08:59:59+08:00" and the worker has run
    Then of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks  | items                   | state     |
      | order-courier     | erase | delivery-address, phone | confirmed |
      | overseas-merchant | erase | full-name, phone        | sent      |
    When it is "2026-11-27T09:00:00+08:00" and the worker has run
    Then of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks  | items                   | state     |
      | order-courier     | erase | delivery-address, phone | confirmed |
      | overseas-merchant | erase | full-name, phone        | overdue   |
    And the telling to "overseas-merchant" of the erasure of "Zhang Xiaoming" was repeated 1 time
    And the log says that under "recipient.overseas-merchant" 0 records were "erased"

  @redeem.erase.notify-recipients
  Scenario: A recipient that stays silent gets nothing more about the person until it confirms; one that confirmed does
    Given it is "2026-11-25T10:00:00+08:00"
    And "Zhang Xiaoming" erases "the order, the order abroad"
    When "Wu Qian" enters that "order-courier" was told of the erasure of "Zhang Xiaoming"
    And "Wu Qian" enters that "order-courier" confirmed the erasure of "Zhang Xiaoming"
    And it is "2026-11-27T10:00:00+08:00" and the worker has run
    Given "Zhang Xiaoming" has begun a "redemption-order" called "another purchase"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "another purchase" as "another order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    And "Zhang Xiaoming" has begun a "cross-border-order" called "another purchase abroad"
    And "Zhang Xiaoming" sends an "cross-border-order" for "cross-border-redemption" during "another purchase abroad" as "another order abroad"
      | field            | value                     |
      | redeemed-goods   | A lamp                    |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    When "the shop" releases to "order-courier" for "redemption" from "another order" during "another purchase"
      | item  | form   |
      | phone | masked |
    Then it is carried out
    When "the shop" releases to "overseas-merchant" for "cross-border-redemption" from "another order abroad" during "another purchase abroad"
      | item  | form  |
      | phone | clear |
    Then it is refused with suspended
    When "Wu Qian" enters that "overseas-merchant" was told of the erasure of "Zhang Xiaoming"
    And "the shop" releases to "overseas-merchant" for "cross-border-redemption" from "another order abroad" during "another purchase abroad"
      | item  | form  |
      | phone | clear |
    Then it is refused with suspended
    When "Wu Qian" enters that "overseas-merchant" confirmed the erasure of "Zhang Xiaoming"
    And "the shop" releases to "overseas-merchant" for "cross-border-redemption" from "another order abroad" during "another purchase abroad"
      | item  | form  |
      | phone | clear |
    Then it is carried out

  @redeem.erase.notify-recipients
  Scenario: Whoever closes the account has everybody told who was ever sent something
    Given it is "2026-11-25T10:00:00+08:00"
    When "Zhang Xiaoming" cancels the own account
    Then it is carried out
    And of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks  | items                   | state |
      | order-courier     | erase | delivery-address, phone | due   |
      | overseas-merchant | erase | full-name, phone        | due   |

  @redeem.erase.notify-exceptions
  Scenario: One that the person authorised by herself is asked nothing, and she is told which and why
    Given "Wu Qian" files the authorisation of "Zhang Xiaoming" to "overseas-merchant" of "2026-11-20"
    When "Zhang Xiaoming" erases "the order, the order abroad"
    Then of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks    | items                   | state   |
      | order-courier     | erase   | delivery-address, phone | due     |
      | overseas-merchant | nothing | full-name, phone        | excused |
    And the authorisation of "2026-11-20" is why "overseas-merchant" is asked nothing about "Zhang Xiaoming"
    When "Wu Qian" enters that "overseas-merchant" was told of the erasure of "Zhang Xiaoming"
    Then it is refused with conflict

  @redeem.erase.notify-exceptions
  Scenario: What is only claimed excuses nobody
    When "Wu Qian" files the authorisation of "Zhang Xiaoming" to "overseas-merchant" of "2026-11-20" without a copy
    Then it is refused with basis_required
    When "Zhang Xiaoming" files the authorisation of "Zhang Xiaoming" to "overseas-merchant" of "2026-11-20"
    Then it is refused with actor_denied
    When "Wu Qian" files the authorisation of "Zhang Xiaoming" to "overseas-merchant" of "2027-11-20"
    Then it is refused with basis_required
    When "Zhang Xiaoming" erases "the order abroad"
    Then of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks  | items            | state |
      | overseas-merchant | erase | full-name, phone | due   |

  @redeem.erase.notify-exceptions
  Scenario: One that a law makes keep what it was sent is told to stop using it, and the policy names the law
    When it is published as version "2" with "scene = { zh-Hans = '配送您兑换的商品时', en = 'when goods are delivered to you' }\nkeeps-by-law = { zh-Hans = '《快递暂行条例》第三十四条', en = 'Interim Regulations on Express Delivery, article 34' }" in place of "scene = { zh-Hans = '配送您兑换的商品时', en = 'when goods are delivered to you' }"
    When "Zhang Xiaoming" erases "the order, the order abroad"
    Then of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks     | items                   | state |
      | order-courier     | restrict | delivery-address, phone | due   |
      | overseas-merchant | erase    | full-name, phone        | due   |
    And the law "快递暂行条例" is why "order-courier" keeps what it was sent

  @redeem.erase.cancel-deletes
  Scenario: Closed on one day, nothing is left on the next but what is held, which stays locked and is listed
    Given "Wu Qian" holds "redeemed-goods" of "the order" on "ground.keep-for-law" asked by "Zhao Min" until "2029-11-21T09:00:00+08:00" as "the extension"
      | fact      | on file        |
      | law       | E-commerce Law |
      | provision | article 31     |
    When it is "2026-11-25T10:00:00+08:00"
    And "Zhang Xiaoming" cancels the own account
    Then it is carried out
    And none of these can be read: account_disabled
      | what                     | by             | for     |
      | Zhang Xiaoming's account | Zhang Xiaoming | account |
    When nobody asks for anything until "2026-11-26T00:00:00+08:00"
    Then nothing is left of "Zhang Xiaoming's account"
    And nothing is left of "the order abroad"
    And of "the order" nothing but the hold "the extension" is left
    And the certificate of the erasure of "Zhang Xiaoming" says that nothing is due
    And the certificate of the erasure of "Zhang Xiaoming" says that these went
      | class      | values |
      | contact    | 5      |
      | content    | 1      |
      | credential | 1      |
      | identity   | 2      |
      | network    | 1      |
    And the certificate of the erasure of "Zhang Xiaoming" says that these stay
      | what      | item           | promise              |
      | the order | redeemed-goods | ground.keep-for-law  |

  @redeem.erase.self-service-pages
  Scenario Outline: What a page lets her clear she clears herself, at once, with no case and nobody's help: <what>
    Given "Zhang Xiaoming" has agreed to "<purpose>"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called   | record   | for       | values   |
      | the page | <record> | <purpose> | <values> |
    When "Zhang Xiaoming" erases "the page"
    Then it is carried out
    And none of these can be read: not_found
      | what     | by             | for       |
      | the page | Zhang Xiaoming | <purpose> |
    And no row or byte is left of "the page"
    And of the erasure of "Zhang Xiaoming" nobody is told
    And the certificate of the erasure of "Zhang Xiaoming" says that nothing is due

    Examples:
      | what        | record        | purpose      | values                                                                                   |
      | the address | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=88 Tianyi Square Ningbo    |
      | the profile | profile       | profile      | nickname=Xiaoming-of-Ningbo; gender=male                                                 |

  @redeem.erase.in-app-path
  Scenario: Closing is reached by the path in force, confirmed once, and begins in the same call
    Then the document in "en" says of "right.close" "Account Security"
    And the document in "zh-Hans" says of "right.close" "“我的”>“通用设置”>“账户安全”>“注销账户”"
    When "Zhang Xiaoming" cancels the own account at once
    Then it is refused with notice_missing
    When "Zhang Xiaoming" accepts "notice.closing"
    And "Zhang Xiaoming" cancels the own account at once
    Then it is carried out
    And nothing is left of "Zhang Xiaoming's account"
    And it is on record that "Zhang Xiaoming" accepted "notice.closing" of version "1" by "button" at "2026-11-21T09:00:00+08:00"

  @redeem.erase.all-records-irretrievable
  Scenario: Nothing brings it back: no role, no restored backup, no undoing; who comes again begins anew
    Given the "account" of "Zhang Xiaoming", read for "account", is called "Zhang Xiaoming's account"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record        | for          | values                                                                                |
      | the address | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=88 Tianyi Square Ningbo |
    And a backup is made, called "the backup of before"
    When "Zhang Xiaoming" cancels the own account
    Then no row, key or byte is left of
      | what                     |
      | Zhang Xiaoming's account |
      | the address              |
    And nothing is left of "the order"
    And nothing is left of "the order abroad"
    When "Zhang Xiaoming" cancels the own account
    Then it is refused with account_disabled
    When "Zhang Xiaoming" agrees to "save-address"
    Then it is refused with account_disabled
    When the data is lost and "the backup of before" is restored
    Then none of these can be read: account_disabled
      | what                     | by             | for        |
      | Zhang Xiaoming's account | Zhang Xiaoming | account    |
      | the order                | Zhang Xiaoming | redemption |
    And no row, key or byte is left of
      | what                     |
      | Zhang Xiaoming's account |
      | the address              |
    And of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks  | items                   | state |
      | order-courier     | erase | delivery-address, phone | due   |
      | overseas-merchant | erase | full-name, phone        | due   |
    When "Xiaoming again" registers without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    Then it is carried out
    And of the erasure of "Xiaoming again" nobody is told
    And exactly 1 record of "account" is held
    And exactly 0 records of "order" are held

  # Told with all else that is due: in the policy's "promptly", 24 hours.
  @redeem.erase.service-end
  Scenario: From the end of the service on nothing is used; a day later nothing can be read, here or from a backup, but what is held
    Given "Wu Qian" holds "redeemed-goods" of "the order" on "ground.keep-for-law" asked by "Zhao Min" until "2029-11-21T09:00:00+08:00" as "the extension"
      | fact      | on file        |
      | law       | E-commerce Law |
      | provision | article 31     |
    And a backup is made, called "the backup of before"
    And the "account" of "Zhang Xiaoming", read for "account", is called "Zhang Xiaoming's account"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record        | for          | values                                                                                |
      | the address | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=88 Tianyi Square Ningbo |
    When "the shop" says that "service.ended" happened to the product
    Then it is carried out
    And none of these can be read: restricted
      | what                     | by             | for          |
      | Zhang Xiaoming's account | Zhang Xiaoming | account      |
      | the address              | Zhang Xiaoming | save-address |
      | the order                | Zhang Xiaoming | redemption   |
    When "the shop" releases to "overseas-merchant" for "cross-border-redemption" from "the order abroad" during "the purchase abroad"
      | item  | form  |
      | phone | clear |
    Then it is refused with restricted
    When "Zhang Xiaoming" exports the own data
    Then it is refused with restricted
    When "Li Na" registers without a company giving
      | field    | value          |
      | account  | lina           |
      | phone    | 13900139000    |
      | password | Horse-staple-8 |
    Then it is refused with restricted
    When "Zhang Xiaoming" sends an "order" for "redemption" during "the purchase"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    Then it is refused with restricted
    And these read back
      | what      | by      | for             | item           | value    |
      | the order | Wu Qian | legal-retention | redeemed-goods | A kettle |
    When nobody asks for anything until "2026-11-22T09:00:00+08:00"
    Then no row, key or byte is left of
      | what                     |
      | Zhang Xiaoming's account |
      | the address              |
    And nothing is left of "the order abroad"
    And of "the order" nothing but the hold "the extension" is left
    And these read back
      | what      | by      | for             | item           | value    |
      | the order | Wu Qian | legal-retention | redeemed-goods | A kettle |
    And of the erasure of "Zhang Xiaoming" these are told
      | recipient         | asks  | items                   | state   |
      | order-courier     | erase | delivery-address, phone | overdue |
      | overseas-merchant | erase | full-name, phone        | overdue |
    When the data is lost and "the backup of before" is restored
    Then none of these can be read: restricted
      | what             | by             | for        |
      | the order        | Zhang Xiaoming | redemption |
      | the order abroad | Zhang Xiaoming | redemption |
    And no row, key or byte is left of
      | what                     |
      | Zhang Xiaoming's account |
