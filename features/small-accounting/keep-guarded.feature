Feature: Who is refused again and again is noticed

  Background:
    Given it is "2025-03-03T09:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And what follows happens on "app"
    And "Li Lei" has registered without a company giving
      | field   | value       |
      | phone   | 13800138000 |
      | user-id | user-1      |
    And these people act
      | who     | as    | role     |
      | Guo Wei | staff | security |
      | Sun Yan | staff | support  |
    And "Li Lei" has agreed to "bookkeeping"
    And "Li Lei" has entered, with all that each needs
      | called    | record | for         | values                                                               |
      | the lunch | entry  | bookkeeping | entry-amount=38.50; entry-account=6222021234567890128; entry-note=ok |

  @small-accounting.keep.no-unauthorized-access
  Scenario: The fifth refusal within ten minutes raises an alarm, the fourth does not
    When "Sun Yan" reads "the lunch" for "bookkeeping" 4 times, refused with actor_denied
    Then 0 alerts of "alarm.refusals" were raised
    When "Sun Yan" reads "the lunch" for "bookkeeping"
    Then it is refused with actor_denied
    And 1 alert of "alarm.refusals" was raised
    And the newest alert of "alarm.refusals" waits
    When "Guo Wei" looks into the newest alert of "alarm.refusals"
    Then it is carried out
    And the newest alert of "alarm.refusals" is looked into

  @small-accounting.keep.no-unauthorized-access
  Scenario: Five within more than ten minutes raise none, and nobody is counted with another
    When "Sun Yan" reads "the lunch" for "bookkeeping" 4 times, refused with actor_denied
    And "Guo Wei" reads "the lunch" for "bookkeeping" 4 times, refused with actor_denied
    And it is "2025-03-03T09:10:00+08:00"
    And "Sun Yan" reads "the lunch" for "bookkeeping" 4 times, refused with actor_denied
    Then 0 alerts of "alarm.refusals" were raised

  @small-accounting.keep.no-unauthorized-access
  Scenario Outline: Whoever has no grant for it reads nothing, and it is recorded: <role> for <purpose>
    Given these people act
      | who     | as    | role   |
      | Someone | staff | <role> |
    When "Someone" reads the "<item>" of "the lunch" for "<purpose>"
    Then it is refused with <code>

    Examples:
      | role       | item         | purpose        | code           |
      | support    | entry-amount | bookkeeping    | actor_denied   |
      | support    | entry-note   | support        | purpose_denied |
      | maintainer | entry-note   | bookkeeping    | actor_denied   |
      | analyst    | entry-amount | bookkeeping    | actor_denied   |
      | security   | entry-note   | bookkeeping    | actor_denied   |
      | officer    | entry-note   | bookkeeping    | actor_denied   |
      | counsel    | entry-amount | bookkeeping    | actor_denied   |
      | content    | entry-amount | device-service | actor_denied   |
