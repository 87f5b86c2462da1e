Feature: Who asks customer service to erase has a request that the protection department alone decides

  Background:
    Given it is "2025-09-25T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Li Lei" has registered with the company "Acme" giving
      | field | value              |
      | phone | 13800138000        |
      | email | li.lei@example.com |
    And these people act
      | who         | as    | role    |
      | the officer | staff | officer |
      | the agent   | staff | support |

  @saleforte.erase.request-by-customer-service
  Scenario Outline: Each ground is taken at customer service, with its time and when it is due; an agent does not close it: <ground>
    When "Li Lei" writes to "contact.support" by "page" about "right.delete" with an "incoming-letter" for "answer-letters" as "the request"
      | field       | value    |
      | letter-text | <ground> |
    Then it is carried out
    And the case "the request" came through "contact.support" by "page" at "2025-09-25T10:00:00+08:00"
    And the case "the request" is due at "2025-10-23T00:00:00+08:00"
    And the case "the request" is answered for by "role.officer"
    And "the agent" has to answer the cases ""
    When "the agent" closes the case "the request"
    Then it is refused with actor_denied
    When "the agent" answers the case "the request"
    Then it is refused with actor_denied
    And the case "the request" is open
    When it is "2025-10-23T00:00:01+08:00" and the worker has run
    Then the case "the request" is overdue
    When "the officer" answers the case "the request"
    And "the officer" closes the case "the request"
    Then it is carried out
    And the case "the request" is closed
    And the document in "en" says of "right.delete" "<told>"

    Examples:
      | ground                                          | told                          |
      | You process it against the law                  | breaks the law                |
      | You took it without my consent                  | lacks consent                 |
      | You process it against what we agreed           | breaks the agreement          |
      | I withdraw my consent                           | you withdraw consent             |
      | You ended the service                           | where the service stops       |
