Feature: Whoever analyses gets the de-identified form alone, and gets it within a day

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And these people act
      | who    | as    | role    |
      | Ma Rui | staff | analyst |
    And "Person" 1 to 8 have registered without a company giving
      | field   | value     |
      | account | person##  |
      | phone   | 138000##1 |
    And "Person" 1 to 8 have agreed to "analysis"

  @redeem.use.deidentify-after-collection
  Scenario: Within a day of collection the set is there, made by nobody, and shows nobody
    Given "Person" 1 to 8 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value       |
      | redeemed-goods   | A kettle    |
      | full-name        | Person ##   |
      | phone            | 138000##1   |
      | delivery-address | 杭州市西湖区#号 |
    Then no set is listed
    And the promise "derived.correlation" is "due"
    When nobody asks for anything until "2026-11-22T09:00:00+08:00"
    Then the promise "derived.correlation" is "kept"
    Given the newest set of "derived.correlation" is called "the day"
    When "Ma Rui" uses "the day" for "analysis"
    Then it is carried out
    And "the day" has 16 rows, and at least 5 people share what the fewest share
    And no row shows any of "Person 0, person0, 13800, 杭州"
    And 8 different stand-ins of "phone" show, and each is one person's
    When "Ma Rui" reads the "phone" of "Person 3's order" for "redemption"
    Then it is refused with actor_denied
    When "Ma Rui" reads the "phone" of "Person 3's order" for "redemption" as clear
    Then it is refused with actor_denied

  @redeem.use.deidentify-after-collection
  Scenario: A day and a second without one: nothing is there for whoever analyses, and the promise is at risk; made late, it is "broken"
    When it is "2026-11-22T09:00:01+08:00"
    Then no set is listed
    And the promise "derived.correlation" is "at-risk"
    When "Ma Rui" reads the "phone" of "Person 3's account" for "analysis"
    Then it is refused with purpose_denied
    When "Ma Rui" reads the "phone" of "Person 3's account" for "account"
    Then it is refused with actor_denied
    Given the worker wakes
    Then the promise "derived.correlation" is "broken"
    Given the newest set of "derived.correlation" is called "the day"
    When "Ma Rui" uses "the day" for "analysis"
    Then it is carried out

  @redeem.use.deidentify-after-collection
  Scenario: What came in later goes into the next set, which holds nothing of the one before
    Given "Person" 1 to 8 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value       |
      | redeemed-goods   | A kettle    |
      | full-name        | Person ##   |
      | phone            | 138000##1   |
      | delivery-address | 杭州市西湖区#号 |
    When nobody asks for anything until "2026-11-22T09:00:00+08:00"
    Given "Person" 1 to 6 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value       |
      | redeemed-goods   | A samovar   |
      | full-name        | Person ##   |
      | phone            | 138000##1   |
      | delivery-address | 杭州市西湖区#号 |
    When nobody asks for anything until "2026-11-23T09:00:00+08:00"
    Given the newest set of "derived.correlation" is called "the next day"
    When "Ma Rui" uses "the next day" for "analysis"
    Then it is carried out
    And this shows
      | redeemed-goods | rows |
      | A samovar      | 6    |

  @redeem.use.deidentify-after-collection
  Scenario: Who would be one of four is in no set, whatever the day
    Given "Person" 1 to 4 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value       |
      | redeemed-goods   | A samovar   |
      | full-name        | Person ##   |
      | phone            | 138000##1   |
      | delivery-address | 杭州市西湖区#号 |
    When nobody asks for anything until "2026-11-22T09:00:00+08:00"
    Given the newest set of "derived.correlation" is called "the day"
    When "Ma Rui" uses "the day" for "analysis"
    Then this shows
      | redeemed-goods | rows |
      |                | 8    |
    And the promise "derived.correlation" is "kept"

  @redeem.use.deidentified-cannot-identify
  Scenario: What was given out after a backup is remembered by the restore of it
    Given "Person" 9 to 9 have registered without a company giving
      | field   | value     |
      | account | person##  |
      | phone   | 138000##1 |
    When a backup is made, called "the backup"
    And "Ma Rui" makes the set "correlation" of "account" for "analysis" as "the set"
    Then it is carried out
    When the data is lost and "the backup" is restored
    Given "Person" 9 to 9 have agreed to "analysis"
    When "Ma Rui" makes the set "correlation" of "account" for "analysis"
    Then it is refused with reidentification_denied
