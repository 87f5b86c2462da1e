Feature: Data has a class and a grade; nobody reads above a clearance, and no grade is lowered by one alone

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    And these people act
      | who       | as       | role       |
      | Zhou Ying | staff    | protection |
      | Sun Li    | newcomer | fulfilment |
    And "Zhang Xiaoming" has begun a "redemption-order" called "order 77"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "order 77" as "the order"
      | field            | value                        |
      | redeemed-goods   | a thermos flask              |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |
    And "Zhou Ying" enters that the duty "duty.accessor-confidentiality" was done for "Sun Li" at "2026-11-21T09:00:00+08:00"
    And "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "redemption" because "Orders of November" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"

  # A field comes into the store through a version that declares it: one in which it has no class or no grade is refused.
  @redeem.keep.classification-grading
  Scenario: A field without a class is not published, so it is never stored
    When it is published as version "2" with "# none" in place of "class = 'characteristic'"
    Then the publication is refused with policy_invalid because of "form/unclassified-field" at "gender"
    And the version in force states "characteristic" as "class" of "data.gender"

  @redeem.keep.classification-grading
  Scenario Outline: A field whose class has no grade from 1 to 4 is not published, so it is never stored: <grade>
    When it is published as version "2" with "<grade>" in place of "characteristic = 2"
    Then the publication is refused with policy_invalid because of "form/unclassified-field" at "<at>"

    Examples:
      | grade              | at             |
      | characterless = 2  | gender         |
      | characteristic = 0 | characteristic |
      | characteristic = 5 | characteristic |

  @redeem.keep.classification-grading
  Scenario: Whoever is cleared to grade 2 does not read what is at grade 3; the person herself reads all of hers
    When "Sun Li" reads the "phone" of "the order" for "redemption"
    Then the answer is
      | item  | form   | value       |
      | phone | masked | 138****5678 |
    When it is published as version "2" with these lines in the row "role.fulfilment"
      """
      cleared = 2
      """
    Then the version "2" is in force
    When "Sun Li" reads the "phone" of "the order" for "redemption"
    Then it is refused with actor_denied
    When "Sun Li" reads the "delivery-address" of "the order" for "redemption"
    Then it is refused with actor_denied
    When "Sun Li" reads "the order" for "redemption"
    Then the answer is
      | item           | form   | value           |
      | full-name      | masked | 张**            |
      | redeemed-goods | clear  | a thermos flask |
    When "Zhang Xiaoming" reads the "phone" of "the order" for "redemption"
    Then it is carried out
    When it is published as version "3" with these lines in the row "role.fulfilment"
      """
      cleared = 1
      """
    And "Sun Li" reads "the order" for "redemption"
    Then it is refused with actor_denied

  @redeem.keep.classification-grading
  Scenario: A grade is lowered by two people together, and by nobody alone
    When it is published as version "2" with these lines in the row "protect"
      """
      grades = { identity = 2, characteristic = 2, contact = 1, network = 2, device = 2, content = 2, whereabouts = 3, credential = 4, child = 4 }
      """
    Then the publication is refused with policy_invalid
    And the publication is refused because of "data.delivery-address"
    When it is published as version "2" with these lines in the row "protect", approved by "Zhou Ying"
      """
      grades = { identity = 2, characteristic = 2, contact = 1, network = 2, device = 2, content = 2, whereabouts = 3, credential = 4, child = 4 }
      """
    Then the publication is refused because of "data.delivery-address"
    When it is published as version "2" with these lines in the row "protect", approved by "Zhou Ying" and "Zhou Ying"
      """
      grades = { identity = 2, characteristic = 2, contact = 1, network = 2, device = 2, content = 2, whereabouts = 3, credential = 4, child = 4 }
      """
    Then the publication is refused because of "data.delivery-address"
    When it is published as version "2" with these lines in the row "protect", approved by "Zhou Ying" and "Sun Li"
      """
      grades = { identity = 2, characteristic = 2, contact = 1, network = 2, device = 2, content = 2, whereabouts = 3, credential = 4, child = 4 }
      """
    Then it is published, as "Zhou Ying" and "Sun Li" approved
    And the version "2" is in force

  @redeem.keep.classification-grading
  Scenario: A sensitive field stays at grade 3, whatever the grade of its class becomes
    When it is published as version "2" with these lines in the row "protect", approved by "Zhou Ying" and "Sun Li"
      """
      grades = { identity = 2, characteristic = 2, contact = 1, network = 2, device = 2, content = 2, whereabouts = 3, credential = 4, child = 4 }
      """
    And it is published as version "3" with these lines in the row "role.fulfilment"
      """
      cleared = 2
      """
    And "Sun Li" reads the "delivery-address" of "the order" for "redemption"
    Then it is carried out
    When "Sun Li" reads the "phone" of "the order" for "redemption"
    Then it is refused with actor_denied
