Feature: A third party uses the data inside the environment that the company provides, and nothing leaves it

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field   | value       |
      | account | xiaoming    |
      | phone   | 13812345678 |
    And these people act
      | who      | as      | role       |
      | Chen Lu  | staff   | protection |
      | Ma Rui   | staff   | protection |
      | Wei Hua  | staff   | support    |
      | the shop | service |            |
    And "Chen Lu" says who it is
    And "Ma Rui" says who it is
    And "Zhang Xiaoming" has entered, with all that each needs
      | called    | record | for      | values                                                                               |
      | the phone | device | security | ip-address=203.0.113.7; hardware-model=K30; os-type=Android 14; device-id-code=0f3a |
    And an agreement with "service-partner" is on file

  @redeem.keep.cloud-environment-for-recipients
  Scenario: Inside, listed fields are read one person at a time, and each reading is on record
    When "Chen Lu" lets "service-partner" in for "security" to read "hardware-model, os-type" until "2026-11-21T17:00:00+08:00" as "the visit"
    Then it is carried out
    When "os-type" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7"
    Then the answer is
      | item    | form  | value      |
      | os-type | clear | Android 14 |
    And the ledger has 1 reading of "os-type" of "Zhang Xiaoming" on "the visit" by "service-partner"
    When "device-id-code" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7"
    Then it is refused with field_not_allowed
    When "os-type" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7" with another secret
    Then it is refused with actor_denied
    And the ledger has 1 reading of "os-type" of "Zhang Xiaoming" on "the visit" by "service-partner"

  @redeem.keep.cloud-environment-for-recipients
  Scenario: A bulk reading, a copy out and an address outside are refused
    Given people 1 to 20 have registered
    And "person 1" has entered, with all that each needs
      | called          | record | for      | values                                          |
      | the other phone | device | security | ip-address=203.0.113.8; os-type=HarmonyOS       |
    When "Chen Lu" lets "service-partner" in for "security" to read "account, os-type" until "2026-11-21T17:00:00+08:00" as "the visit"
    And "os-type" of "Zhang Xiaoming, person 1" is read on "the visit" from "10.2.0.7"
    Then it is refused with channel_denied
    When "os-type" of "Zhang Xiaoming" is read on "the visit" from "203.0.113.50"
    Then it is refused with channel_denied
    When "the shop" releases the "os-type" of "the phone" to "service-partner" for "security"
    Then it is refused with channel_denied
    When "account" of people 1 to 20 is read on "the visit" from "10.2.0.7", one by one
    And "account" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7"
    Then it is refused with channel_denied
    When "account" of "person 20" is read on "the visit" from "10.2.0.7"
    Then it is carried out

  @redeem.keep.cloud-environment-for-recipients
  Scenario: The department lets in, for what the policy lists and a working day at most
    When "Wei Hua" lets "service-partner" in for "security" to read "os-type" until "2026-11-21T17:00:00+08:00" as "the visit"
    Then it is refused with actor_denied
    When "Chen Lu" lets "service-partner" in for "redemption" to read "os-type" until "2026-11-21T17:00:00+08:00" as "the visit"
    Then it is refused with purpose_denied
    When "Chen Lu" lets "service-partner" in for "security" to read "phone" until "2026-11-21T17:00:00+08:00" as "the visit"
    Then it is refused with field_not_allowed
    When "Chen Lu" lets "service-partner" in for "security" to read "os-type" until "2026-11-21T17:00:01+08:00" as "the visit"
    Then it is refused with malformed
    When "Chen Lu" lets "order-courier" in for "redemption" to read "phone" until "2026-11-21T17:00:00+08:00" as "the visit"
    Then it is refused with channel_denied

  @redeem.keep.cloud-environment-for-recipients
  Scenario: The handle opens nothing once the visit is over, or was ended
    When "Chen Lu" lets "service-partner" in for "security" to read "os-type" until "2026-11-21T17:00:00+08:00" as "the visit"
    And "Chen Lu" lets "service-partner" in for "security" to read "os-type" until "2026-11-21T17:00:00+08:00" as "another visit"
    And "Wei Hua" lets the recipient out of "the visit"
    Then it is refused with actor_denied
    When "Chen Lu" lets the recipient out of "the visit"
    Then it is carried out
    When "os-type" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7"
    Then it is refused with actor_denied
    When it is "2026-11-21T16:59:59+08:00"
    And "os-type" of "Zhang Xiaoming" is read on "another visit" from "10.2.0.7"
    Then it is carried out
    When it is "2026-11-21T17:00:00+08:00"
    And "os-type" of "Zhang Xiaoming" is read on "another visit" from "10.2.0.7"
    Then it is refused with actor_denied

  @redeem.keep.cloud-environment-for-recipients
  Scenario: A suspension and a withdrawn consent act at once, as they do on what leaves
    Given "Zhang Xiaoming" has enabled the feature "nearby"
    And "Zhang Xiaoming" has granted the permission "location"
    And "Zhang Xiaoming" has begun a "nearby-search" called "the search"
    And "Zhang Xiaoming" sends a "position" for "nearby" during "the search" as "the point"
      | field     | value  |
      | latitude  | 39.98  |
      | longitude | 116.31 |
    When "Chen Lu" lets "service-partner" in for "nearby" to read "latitude, longitude" until "2026-11-21T17:00:00+08:00" as "the visit"
    And "latitude" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7" during "the search"
    Then it is carried out
    When "Chen Lu" suspends "service-partner" because "It sold a list", stating "The contract's penalty applies"
    And "latitude" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7" during "the search"
    Then it is refused with suspended
    When "Chen Lu" lifts the suspension of "service-partner" because "It proved its cure" together with "Ma Rui"
    And "latitude" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7" during "the search"
    Then it is carried out
    When "Zhang Xiaoming" withdraws the consent to "nearby"
    And "latitude" of "Zhang Xiaoming" is read on "the visit" from "10.2.0.7" during "the search"
    Then it is refused with consent_withdrawn
