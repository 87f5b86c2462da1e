Feature: How often a function is used is counted, and not by whom

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And these people act
      | who     | as      | role    |
      | the app | service |         |
      | Wei Hua | staff   | support |
    And "Person" 1 to 2 have registered without a company giving
      | field   | value     |
      | account | person##  |
      | phone   | 138000##1 |

  @redeem.use.usage-statistics
  Scenario: A number for each function and day, and nothing else
    When "the app" counts a use of "redemption" under "derived.daily-use"
    Then it is carried out
    When "the app" counts a use of "redemption" under "derived.daily-use"
    And "the app" counts a use of "sign-in" under "derived.daily-use"
    Given it is "2026-11-22T00:00:00+08:00"
    When "the app" counts a use of "redemption" under "derived.daily-use"
    Then "redemption" was used 2 times on "2026-11-21"
    And "sign-in" was used 1 time on "2026-11-21"
    And "redemption" was used 1 time on "2026-11-22"
    And nothing tells who used "redemption"

  @redeem.use.usage-statistics
  Scenario Outline: What says who it was is refused, and is not counted: <with>
    When "the app" counts a use of "redemption" under "derived.daily-use"
    And "the app" counts a use of "redemption" under "derived.daily-use" with "<with>"
    Then it is refused with undeclared_field
    And "redemption" was used 1 time on "2026-11-21"
    And nothing tells who used "redemption"

    Examples:
      | with           |
      | subject        |
      | account        |
      | device-id-code |
      | ip-address     |

  @redeem.use.usage-statistics
  Scenario: Nobody counts in person, and no function that the policy does not name is counted
    When "Person 1" counts a use of "redemption" under "derived.daily-use"
    Then it is refused with undeclared_field
    When "Wei Hua" counts a use of "redemption" under "derived.daily-use"
    Then it is refused with actor_denied
    When "the app" counts a use of "redemption-by-person-1" under "derived.daily-use"
    Then it is refused with undeclared_field
    When "the app" counts a use of "redemption" under "derived.statistics"
    Then it is refused with undeclared_field
    And "redemption" was used 0 times on "2026-11-21"

  @redeem.use.usage-statistics
  Scenario: Whoever asks what is held of her learns that uses are counted, and that none is linked to her
    When "the app" counts a use of "redemption" under "derived.daily-use"
    And "Person 1" exports the own data
    Then it is carried out
    And the answer says that uses are counted under "derived.daily-use", and that none is linked to anybody
    And the answer holds "phone" of "Person 1's account" as "13800000011"
