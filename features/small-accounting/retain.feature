Feature: Kept until it is no longer needed

  Nobody has to ask for an erasure: the clock moves, and the worker does what is due.

  Background:
    Given it is "2026-08-31T10:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And what follows happens on "app"
    And "Lin Xia" has registered without a company giving
      | field   | value       |
      | phone   | 13800138000 |
    And these people act
      | who       | as    | role     |
      | the guard | staff | security |
      | the agent | staff | support  |

  @small-accounting.retain.until-no-longer-needed
  Scenario Outline: What has no end of need cannot be published: <what>
    When it is published as version "2" with "<new>" in place of "<old>"
    Then the publication is refused with policy_invalid because of "<finding>"

    Examples:
      | what        | old                               | new                              | finding           |
      | no rule     | covers = ['support-message']      | covers = []                      | retain/no-end     |
      | no purpose  | needed-for = ['interactive']      | needed-for = []                  | retain/needed-for |
      | no number   | from = 'activity.closed'\nfor = 'setting.support-kept' | from = 'activity.closed'\nfor = 'as needed' | read/period |

  @small-accounting.retain.until-no-longer-needed
  Scenario: A log of six months reads back to its last second, and no longer
    Given "Lin Xia" has agreed to "device-service"
    And "Lin Xia" has begun an "app-session" called "the session"
    And "Lin Xia" sends a "log" for "device-service" during "the session" as "the log"
      | field     | value                    |
      | log-event | opened the ledger of May |
    When nobody asks for anything until "2027-02-28T09:59:59+08:00" but the worker wakes every 10 days
    Then these read back
      | what    | by        | for            | item      | value                    |
      | the log | the guard | device-service | log-event | opened the ledger of May |
    When it is "2027-02-28T10:00:00+08:00"
    Then none of these can be read: not_found
      | what    | by        | for            |
      | the log | the guard | device-service |
    When the worker wakes
    Then nothing is left of "the log"

  @small-accounting.retain.until-no-longer-needed
  Scenario: What was written to customer service goes when its request is closed and its term is over
    Given "Lin Xia" has begun a "support-request" called "the request"
    And "Lin Xia" sends a "support-message" for "support" during "the request" as "the message"
      | field        | value                |
      | support-text | My total is off by 1 |
    When nobody asks for anything until "2027-08-31T10:00:00+08:00" but the worker wakes every 30 days
    Then these read back
      | what        | by        | for     | item         | value                |
      | the message | the agent | support | support-text | My total is off by 1 |
    When "Lin Xia" ends "the request"
    And nobody asks for anything until "2028-02-29T09:59:59+08:00" but the worker wakes every 30 days
    Then all is left of "the message"
    When nobody asks for anything until "2028-02-29T10:00:00+08:00"
    Then nothing is left of "the message"

  @small-accounting.retain.until-no-longer-needed
  Scenario: When the last purpose of a value ends, it goes
    Given "Lin Xia" has agreed to "interactive"
    And "Lin Xia" sends an "interaction" for "interactive" as "the choice"
      | field          | value          |
      | feature-choice | show my badges |
    When nobody asks for anything until "2029-08-31T10:00:00+08:00" but the worker wakes every 120 days
    Then all is left of "the choice"
    When "Lin Xia" withdraws the consent to "interactive"
    Then nothing is left of "the choice"
