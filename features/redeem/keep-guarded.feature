Feature: Who reads too much is noticed, who guesses is locked out, who broke the terms is kept out

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And these people act
      | who                 | as      | role       |
      | Guo Wei             | staff   | security   |
      | Chen Lu             | staff   | protection |
      | Ma Rui              | staff   | protection |
      | the sign-in service | service | sign-in    |
    And "Chen Lu" says who it is
    And "Ma Rui" says who it is

  # Every reading has its entry: the steps of the alarm count them, and the ledger's own check is in the last scenario.
  @redeem.keep.access-log-analysis
  Scenario: A hundred people within an hour raise nothing, the hundred and first raises an alarm that waits for somebody
    Given people 1 to 101 have registered
    When "Guo Wei" reads the "account" of people 1 to 60 for "security"
    And the engine is stopped and started again
    And "Guo Wei" reads the "account" of people 51 to 100 for "security"
    Then 0 alerts of "alarm.many-readings" were raised
    When "Guo Wei" reads the "account" of people 101 to 101 for "security"
    Then 1 alert of "alarm.many-readings" was raised
    And the newest alert of "alarm.many-readings" waits
    When "Guo Wei" looks into the newest alert of "alarm.many-readings"
    Then it is refused with actor_denied
    When "Chen Lu" looks into the newest alert of "alarm.many-readings"
    Then it is carried out
    And the newest alert of "alarm.many-readings" is looked into
    And no entry of the ledger is altered, taken out or swapped on the disk without its place being named

  @redeem.keep.access-log-analysis
  Scenario: Spread over more than an hour the same readings raise nothing
    Given people 1 to 101 have registered
    When "Guo Wei" reads the "account" of people 1 to 60 for "security"
    And it is "2026-11-21T10:00:00+08:00"
    And "Guo Wei" reads the "account" of people 61 to 101 for "security"
    Then 0 alerts of "alarm.many-readings" were raised

  Scenario: Ten wrong passwords lock the account for an hour, whatever is entered then, and nobody else's
    Given "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    And "Li Na" has registered without a company giving
      | field    | value          |
      | account  | lina           |
      | phone    | 13912345678    |
      | password | Other-staple-7 |
    When "the sign-in service" compares 9 wrong values with the "password" for "account" of the "account" in "" whose "phone" is "13812345678"
    Then 0 alerts of "alarm.wrong-passwords" were raised
    When "the sign-in service" compares 1 wrong values with the "password" for "account" of the "account" in "" whose "phone" is "13812345678"
    Then 1 alert of "alarm.wrong-passwords" was raised
    When it is "2026-11-21T09:59:59+08:00"
    And "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "" whose "phone" is "13812345678"
    Then it is refused with suspended
    When "the sign-in service" compares "Other-staple-7" with the "password" for "account" of the "account" in "" whose "phone" is "13912345678"
    Then it is accepted
    When it is "2026-11-21T10:00:00+08:00"
    And "the sign-in service" compares "Horse-staple-9" with the "password" for "account" of the "account" in "" whose "phone" is "13812345678"
    Then it is accepted

  @redeem.keep.failure-leads-to-suspension
  Scenario: Who broke the terms gets nothing more and reads nothing more, until two people lift it
    Given people 1 to 1 have registered
    And "Guo Wei" says who it is
    When "Guo Wei" reads the "account" of "person 1" for "security", the whole record
    Then it is carried out
    When "Guo Wei" suspends "service-partner" because "It sold a list", stating "The contract's penalty applies"
    Then it is refused with actor_denied
    When "Chen Lu" suspends "service-partner, Guo Wei" because "", stating "The contract's penalty applies"
    Then it is refused with malformed
    When "Chen Lu" suspends "service-partner, Guo Wei" because "It sold a list", stating "The contract's penalty applies"
    Then it is carried out
    And the suspension of "service-partner" states "It sold a list" and "The contract's penalty applies", decided by "Chen Lu"
    When "Guo Wei" reads the "account" of "person 1" for "security", the whole record
    Then it is refused with suspended
    When "Chen Lu" lifts the suspension of "service-partner" because "It proved its cure"
    Then it is refused with actor_denied
    When "Chen Lu" lifts the suspension of "service-partner" because "It proved its cure" together with "Chen Lu"
    Then it is refused with actor_denied
    When "Chen Lu" lifts the suspension of "service-partner" because "It proved its cure" together with "Ma Rui"
    Then it is carried out
    When "Guo Wei" reads the "account" of "person 1" for "security", the whole record
    Then it is carried out

  @redeem.keep.failure-leads-to-suspension
  Scenario: Nothing leaves for a recipient that is suspended, and something does again when two people have lifted it
    Given "Zhang Xiaoming" has registered without a company giving
      | field   | value       |
      | account | xiaoming    |
      | phone   | 13812345678 |
    And these people act
      | who      | as      | role |
      | the shop | service |      |
    And an agreement with "order-courier" is on file
    And "Zhang Xiaoming" has begun a "redemption-order" called "the purchase"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "the purchase" as "the order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    When "the shop" releases to "order-courier" for "redemption" from "the order" during "the purchase"
      | item  | form   |
      | phone | masked |
    Then it is carried out
    When "Chen Lu" suspends "order-courier" because "It sold a list", stating "The contract's penalty applies"
    And "the shop" releases to "order-courier" for "redemption" from "the order" during "the purchase"
      | item  | form   |
      | phone | masked |
    Then it is refused with suspended
    When "Chen Lu" lifts the suspension of "order-courier" because "It proved its cure" together with "Ma Rui"
    And "the shop" releases to "order-courier" for "redemption" from "the order" during "the purchase"
      | item  | form   |
      | phone | masked |
    Then it is carried out
