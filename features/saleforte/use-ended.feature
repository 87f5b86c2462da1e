Feature: Once a consent is withdrawn, what rested on it is processed no more; what rests on another goes on

  Background:
    Given it is "2025-07-17T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Visitor" 1 to 20 have registered with the company "Acme" giving
      | field | value     |
      | phone | 138000##1 |
    And these people act
      | who              | as      | role         |
      | the analyst      | staff   | product-team |
      | the guard        | staff   | security     |
      | the chat service | service | chat-gateway |
    And an agreement with "ycloud" is on file
    And "Visitor" 1 to 20 have agreed to "service-log"
    And "Visitor" 1 to 20 have agreed to "analysis"
    And "Visitor" 1 to 20 have agreed to "abnormal-accounts"
    And "Visitor" 1 to 20 have sent a "service-log" for "service-log" during a "visit"
      | field        | value                |
      | browsing     | Company page         |
      | search-query | steel traders        |
      | access-time  | 2025-07-17T10:00:00Z |
      | ip-address   | 203.0.113.#          |

  @saleforte.use.withdraw-ends-processing
  Scenario: Withdrawn, a chat is read, sent and released no more, from that instant on
    Given "Visitor 1" has agreed to "whatsapp-chat"
    And "Visitor 1" is shown "notice.chat-providers"
    And "Visitor 1" has begun a "whatsapp-conversation" called "the chat"
    And "Visitor 1" sends a "whatsapp-chat" for "whatsapp-chat" during "the chat" as "the message"
      | field             | value                 |
      | chat-account      | +8613800138000        |
      | chat-profile-name | Visitor sells kettles |
      | chat-message      | Three kettles, please |
    When "the chat service" releases to "ycloud" for "whatsapp-chat" from "the message" during "the chat"
      | item         | form  |
      | chat-message | clear |
    Then it is carried out
    When "Visitor 1" withdraws the consent to "whatsapp-chat"
    Then it is carried out
    When "the chat service" reads "the message" for "whatsapp-chat" in "Acme" during "the chat"
    Then it is refused with consent_withdrawn
    When "Visitor 1" reads "the message" for "whatsapp-chat" in "Acme" during "the chat"
    Then it is refused with consent_withdrawn
    When "the chat service" releases to "ycloud" for "whatsapp-chat" from "the message" during "the chat"
      | item         | form  |
      | chat-message | clear |
    Then it is refused with consent_withdrawn
    When "Visitor 1" sends a "whatsapp-chat" for "whatsapp-chat" during "the chat"
      | field        | value       |
      | chat-account | +8613800138000 |
      | chat-message | Hello again |
    Then it is refused with consent_withdrawn

  # The set stands for what is queued before and run after: it is decided when it runs.
  @saleforte.use.withdraw-ends-processing
  Scenario: An analysis that runs afterwards leaves her out, and the log is still read for what she allows
    When "the analyst" makes the set "analysis-sets" for "analysis" in "Acme" as "the set of before"
    Then it is carried out
    And "the set of before" has 20 rows, and at least 20 people share what the fewest share
    When "Visitor 1" withdraws the consent to "analysis"
    And it is "2025-07-18T10:00:00+08:00"
    And "the analyst" makes the set "analysis-sets" for "analysis" in "Acme" as "the set of after"
    Then it ends with "reidentification_denied"
    When "the guard" reads the "ip-address" of "Visitor 1's service-log" for "abnormal-accounts"
    Then the answer is
      | item       | form  | value       |
      | ip-address | clear | 203.0.113.1 |
