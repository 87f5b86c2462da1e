Feature: Who may see personal data: a signed agreement, a grant with purpose, reason and end, and each read on record

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
      | Wei Hua   | newcomer | support    |
    And "Zhang Xiaoming" has begun a "redemption-order" called "order 77"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "order 77" as "the order"
      | field            | value                        |
      | redeemed-goods   | a thermos flask              |
      | full-name        | 张小明                       |
      | phone            | 13812345678                  |
      | delivery-address | 北京市海淀区中关村大街 1 号  |

  @redeem.keep.accessor-confidentiality
  Scenario Outline: Without a signed agreement nothing is read, whatever the purpose and the role: <purpose>
    When "<who>" reads "the order" for "<purpose>"
    Then it is refused with agreement_missing

    Examples:
      | who     | purpose    |
      | Sun Li  | redemption |
      | Wei Hua | support    |
      | Wei Hua | redemption |

  @redeem.keep.accessor-confidentiality @redeem.keep.confidentiality-duty
  Scenario: The agreement opens from its signature to its end, and who has none is named
    When "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "redemption" because "Orders of November" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    Then it is refused with agreement_missing
    When it is "2026-11-21T10:00:00+08:00"
    And "Zhou Ying" enters that the duty "duty.accessor-confidentiality" was done for "Sun Li" at "2026-11-21T10:00:00+08:00" to be reviewed at "2026-12-01T00:00:00+08:00"
    And "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "redemption" because "Orders of November" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    And "Sun Li" reads "the order" for "redemption"
    Then it is carried out
    And the duty "duty.accessor-confidentiality" is open for ""
    And the register says of "duty.accessor-confidentiality" "done"
    When it is "2026-12-01T00:00:00+08:00"
    And "Sun Li" reads "the order" for "redemption"
    Then it is refused with agreement_missing
    And the duty "duty.accessor-confidentiality" is open for "Sun Li"
    And the register says of "duty.accessor-confidentiality" "duty_open"

  @redeem.keep.need-to-know
  Scenario: A grant has a person, fields, a purpose, a reason and an end at most ninety days ahead
    Given "Zhou Ying" enters that the duty "duty.accessor-confidentiality" was done for "Sun Li" at "2026-11-20T10:00:00+08:00"
    When "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "redemption" because " " from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    Then it is refused with malformed
    When "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "redemption" because "Order 77" from "2026-11-21T09:00:00+08:00" until "2027-02-19T09:00:01+08:00"
    Then it is refused with malformed
    When "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "support" because "Order 77" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    Then it is refused with purpose_denied
    When "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "redemption" with "voice" because "Order 77" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    Then it is refused with field_not_allowed
    When "Wei Hua" grants "Sun Li" as "fulfilment" the purpose "redemption" because "Order 77" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    Then it is refused with actor_denied
    When "Zhou Ying" grants "Sun Li" as "fulfilment" the purpose "redemption" with "phone" because "Order 77" from "2026-11-21T09:30:00+08:00" until "2027-02-19T09:00:00+08:00"
    Then it is carried out
    When "Sun Li" reads "the order" for "redemption"
    Then it is refused with actor_denied
    When it is "2026-11-21T09:30:00+08:00"
    And "Sun Li" reads "the order" for "redemption"
    Then the answer is
      | item  | form   | value       |
      | phone | masked | 138****5678 |
    When "Sun Li" reads the "delivery-address" of "the order" for "redemption"
    Then it is refused with actor_denied
    When it is "2027-02-19T09:00:00+08:00"
    And "Sun Li" reads "the order" for "redemption"
    Then it is refused with actor_denied
    And the grants are "Order 77: over"

  @redeem.keep.access-control-no-violation
  Scenario: Service reads the masked number of the person whose ticket is open, as long as the role and the grant are hers
    Given "Chen Jie" has registered without a company giving
      | field    | value          |
      | account  | chenjie        |
      | phone    | 13900001111    |
      | password | Horse-staple-8 |
    When "Zhou Ying" enters that the duty "duty.accessor-confidentiality" was done for "Wei Hua" at "2026-11-21T09:00:00+08:00"
    And "Wei Hua" grants "Wei Hua" as "support" the purpose "support" because "Tickets" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    Then it is refused with actor_denied
    When "Zhou Ying" grants "Wei Hua" as "support" the purpose "support" because "Tickets" from "2026-11-21T09:00:00+08:00" until "2026-12-21T09:00:00+08:00"
    Then it is carried out
    When "Wei Hua" reads the "phone" of "the order" for "support"
    Then it is refused with actor_denied
    Given "Wei Hua" has begun a "ticket" of "Chen Jie" called "another's ticket"
    And "Wei Hua" has begun a "ticket" of "Zhang Xiaoming" called "the ticket"
    When "Wei Hua" reads the "phone" of "the order" for "support" during "another's ticket"
    Then it is refused with actor_denied
    When "Wei Hua" reads the "phone" of "the order" for "support" during "the ticket"
    Then the answer is
      | item  | form   | value       |
      | phone | masked | 138****5678 |
    When it is "2026-11-25T09:00:00+08:00"
    And "Zhou Ying" ends the grants of "Wei Hua" as "support"
    And "Wei Hua" reads the "phone" of "the order" for "support" during "the ticket"
    Then it is refused with actor_denied
