Feature: Kept for the time that its purpose needs, until the account is closed, and longer only where a law says so

  Nobody has to ask for an erasure: the clock moves, and the worker does what is due.

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    And "Li Na" has registered without a company giving
      | field    | value          |
      | account  | lina           |
      | phone    | 13900139000    |
      | password | Horse-staple-8 |
    And these people act
      | who        | as    | role       |
      | Wu Qian    | staff | legal      |
      | Wei Hua    | staff | support    |
      | Zhao Min   | staff | fulfilment |
      | the guard  | staff | security   |
      | the operator | service |          |

  @redeem.retain.necessary-period
  Scenario: A clip of a voice search is gone when the search is answered
    Given "Zhang Xiaoming" has granted the permission "microphone"
    And "Zhang Xiaoming" has agreed to "voice-search"
    And "Zhang Xiaoming" has begun a "voice-input" called "the search"
    And "Zhang Xiaoming" sends a "voice-clip" for "voice-search" during "the search" as "the clip"
      | field | value                      |
      | voice | clip-of-a-spoken-query-0001 |
    Then these read back
      | what     | by             | for          | item  | value                       |
      | the clip | Zhang Xiaoming | voice-search | voice | clip-of-a-spoken-query-0001 |
    When it is "2026-11-21T09:00:07+08:00"
    And "Zhang Xiaoming" ends "the search"
    Then nothing is left of "the clip"

  @redeem.retain.necessary-period
  Scenario: A field with two purposes lives until the later end, and not beyond the cancellation
    When it is published as version "2" with "[retention.saved-address]\ncovers = ['saved-address']\nfrom = 'purpose.ended'\nneeded-for = ['save-address', 'offers']\nwithin = 'at once'\nthen = 'erase'\n\n[retention.account]\ncovers = ['account', 'profile', 'third-party-account', 'guardian']" in place of "[retention.account]\ncovers = ['account', 'profile', 'third-party-account', 'saved-address', 'guardian']"
    Given "Zhang Xiaoming" has agreed to "save-address"
    And "Zhang Xiaoming" has agreed to "offers"
    And "Zhang Xiaoming" sends a "saved-address" for "save-address" as "the address"
      | field            | value                     |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    When "Zhang Xiaoming" withdraws the consent to "save-address"
    Then all is left of "the address"
    And none of these can be read: consent_withdrawn
      | what        | by             | for          |
      | the address | Zhang Xiaoming | save-address |
    When "Zhang Xiaoming" cancels the own account
    Then nothing is left of "the address"

  @redeem.retain.necessary-period
  Scenario Outline: A pair of field and purpose without an end is not published: <what>
    When it is published as version "2" with "<new>" in place of "<old>"
    Then the publication is refused with policy_invalid because of "<finding>"

    Examples:
      | what           | old                       | new                       | finding           |
      | no rule        | covers = ['voice-clip']   | covers = []               | retain/no-end     |
      | no end         | from = 'activity.closed'\nwithin = 'at once'\nthen = 'erase'\nsooner = [\n  { from = 'record.created', within = 'setting.voice-kept' },\n  { from = 'permission.revoked', within = 'at once' },\n  { from = 'consent.withdrawn', within = 'at once' },\n  { from = 'account.cancelled', within = 'at once' },\n  { from = 'minor.found', within = 'at once' },\n]\nnote | from = 'purpose.ended'\nwithin = 'at once'\nthen = 'erase'\nnote | retain/needed-for |

  @redeem.retain.legal-extension
  Scenario: Kept longer by a law: locked at the purpose's end, and gone at the law's without anybody acting
    Given "Zhang Xiaoming" has begun a "redemption-order" called "the purchase"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "the purchase" as "the order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    When "Wu Qian" holds "redeemed-goods" of "the order" on "ground.keep-for-law" asked by "Wei Hua" until "2029-11-21T09:00:00+08:00" as "the extension"
      | fact      | on file    |
      | provision | article 31 |
    Then it is refused with basis_required
    When "Wu Qian" holds "redeemed-goods" of "the order" on "ground.keep-for-law" asked by "Wei Hua" until "2029-11-21T09:00:00+08:00" as "the extension"
      | fact      | on file        |
      | law       | E-commerce Law |
      | provision | article 31     |
    Then it is carried out
    When nobody asks for anything until "2027-05-21T09:00:00+08:00"
    Then of "the order" the item "delivery-address" is not there and "redeemed-goods" is
    And none of these can be read: restricted
      | what      | by             | for        |
      | the order | Zhao Min       | redemption |
      | the order | Zhang Xiaoming | redemption |
    And these read back
      | what      | by      | for             | item           | value    |
      | the order | Wu Qian | legal-retention | redeemed-goods | A kettle |
    When "Zhang Xiaoming" erases "the order"
    Then it is refused with retention_locked until "2029-11-21T09:00:00+08:00"
    And the refusal names "ground.keep-for-law" and the law "E-commerce Law, article 31"
    When nobody asks for anything until "2029-11-21T08:59:59+08:00" but the worker wakes every 60 days
    Then of "the order" nothing but the hold "the extension" is left
    When nobody asks for anything until "2029-11-21T09:00:00+08:00"
    Then nothing is left of "the order"

  @redeem.retain.until-cancellation
  Scenario: Until the day of the cancellation, and not into the next
    Given "Zhang Xiaoming" has begun a "redemption-order" called "the purchase"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "the purchase" as "the order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    And "Zhang Xiaoming" has begun a "redemption-order" called "another purchase"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "another purchase" as "the kept order"
      | field            | value                     |
      | redeemed-goods   | A lamp                    |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    And "Wu Qian" holds "redeemed-goods" of "the kept order" on "ground.keep-for-law" asked by "Wei Hua" until "2029-11-21T09:00:00+08:00" as "the extension"
      | fact      | on file        |
      | law       | E-commerce Law |
      | provision | article 31     |
    When it is "2026-11-25T10:00:00+08:00"
    And "Zhang Xiaoming" cancels the own account
    Then it is carried out
    And none of these can be read: account_disabled
      | what                     | by             | for        |
      | Zhang Xiaoming's account | Zhang Xiaoming | account    |
    When nobody asks for anything until "2026-11-26T00:00:00+08:00"
    Then nothing is left of "the order"
    And nothing is left of "Zhang Xiaoming's account"
    And of "the kept order" nothing but the hold "the extension" is left
    And of "the kept order" the item "full-name" is not there and "redeemed-goods" is

  @redeem.retain.until-cancellation
  Scenario: An account that nobody uses stays for any number of days
    When nobody asks for anything until "2036-11-21T09:00:00+08:00" but the worker wakes every 120 days
    Then all is left of "Zhang Xiaoming's account"
    And these read back
      | what                     | by             | for     | item    | value    |
      | Zhang Xiaoming's account | Zhang Xiaoming | account | account | x***     |

  @redeem.retain.until-cancellation
  Scenario: A rule that keeps data on after the cancellation needs a law
    When it is published as version "2" with "from = 'account.cancelled'\nfor = '30 days'\nthen = 'erase'\nsooner = [\n  { from = 'account.idle'" in place of "from = 'account.cancelled'\nwithin = 'at once'\nthen = 'erase'\nsooner = [\n  { from = 'account.idle'"
    Then the publication is refused with policy_invalid because of "retain/after-cancellation" at "retention.account"

  @redeem.retain.expired-delete-or-anonymise
  Scenario: At the end nothing gives the identified form back, and the ledger says what was done
    Given "Zhang Xiaoming" has granted the permission "location"
    And "Zhang Xiaoming" has agreed to "nearby"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called    | record   | for    | values                                                      |
      | the place | position | nearby | latitude=29.868336; longitude=121.543990; precise-location=29.868336,121.543990 |
    When it is "2026-11-22T09:00:00+08:00"
    Then none of these can be read: not_found
      | what      | by             | for    |
      | the place | Zhang Xiaoming | nearby |
    When the worker wakes
    Then no row or byte is left of "the place"
    And the log says that under "retention.positions" 1 record was "erased"
    When nobody asks for anything until "2026-11-23T00:00:00+08:00"
    Then no row, key or byte is left of
      | what      |
      | the place |

  @redeem.retain.expired-delete-or-anonymise
  Scenario: Of a cancelled account everything is erased, and nothing made anonymous
    When "Zhang Xiaoming" cancels the own account
    Then nothing is left of "Zhang Xiaoming's account"
    And the log says that under "retention.account" 1 record was "erased"
    And the log says that under "retention.account" 0 records were "anonymised"

  Scenario: The service ends, and with it everything in every cell
    Given "Li Na" has begun a "redemption-order" called "the purchase"
    And "Li Na" sends an "order" for "redemption" during "the purchase" as "the order"
      | field            | value               |
      | redeemed-goods   | A kettle            |
      | full-name        | Li Na               |
      | phone            | 13900139000         |
      | delivery-address | 3 Lu Xun Road, Wuxi |
    When "Li Na" says that "service.ended" happened to the product
    Then it is refused with actor_denied
    When "the operator" says that "service.ended" happened to "Li Na"
    Then it is refused with malformed
    When "the operator" says that "planet.ended" happened to the product
    Then it is refused with undeclared_field
    When "the operator" says that "service.ended" happened to the product
    Then it is carried out
    When nobody asks for anything until "2026-11-22T09:00:00+08:00"
    Then nothing is left of "the order"
    And nothing is left of "Li Na's account"
    And nothing is left of "Zhang Xiaoming's account"

  Scenario: Of one person something happened: what was hers before it goes, and she may begin anew
    When "the operator" says that "account.idle" happened to "Li Na"
    And nobody asks for anything until "2026-12-21T09:00:00+08:00"
    Then nothing is left of "Li Na's account"
    And all is left of "Zhang Xiaoming's account"
    When "Li Na" sends a "account" for "account"
      | field   | value |
      | account | lina2 |
    Then it is carried out
