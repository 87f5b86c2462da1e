Feature: Whoever writes in gets a case, by when it is answered, and somebody who answers for it

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/examples/repairs/policy.toml" is in force
    And "Lin Tao" has registered without a company giving
      | field      | value   |
      | rider-name | Lin Tao |
    And these people act
      | who       | as    | role     |
      | Wei Hua   | staff | workshop |
      | Zhou Ying | staff | workshop |
      | Chen Lu   | staff | officer  |

  Scenario: A question is taken at any hour, from somebody without an account
    Given it is "2026-10-01T03:00:00+08:00"
    When "a passer-by" writes to "contact.workshop" by "email" about "questions" with a "letter" for "letters" as "the question"
      | field       | value                           |
      | letter-text | Do you mend a bent front wheel? |
    Then it is carried out
    And the case "the question" came through "contact.workshop" by "email" at "2026-10-01T03:00:00+08:00"
    And the case "the question" is answered for by "role.workshop"
    And the case "the question" is due at "2026-10-14T00:00:00+08:00"
    And "Wei Hua" has to answer the cases "the question"
    And "Chen Lu" has to answer the cases ""
    When "Wei Hua" reads the case "the question"
    Then the answer is
      | item        | form  | value                           |
      | letter-text | clear | Do you mend a bent front wheel? |
    When "Chen Lu" reads the case "the question"
    Then it is refused with actor_denied

  Scenario Outline: A channel that the policy does not list is refused, and the listed ones are named
    When "a passer-by" writes to "<contact>" by "<way>" about "<kind>" as "the mail"
    Then it is refused with channel_denied
    And the refusal names the channels "<listed>"

    Examples:
      | contact            | way   | kind       | listed                                                                                                                                                                                        |
      | contact.sales      | email | questions  | contact.call-back.page, contact.protection.email, contact.protection.post, contact.workshop.email, contact.workshop.phone, contact.workshop.post, contact.workshop.page                        |
      | contact.protection | phone | rights     | contact.call-back.page, contact.protection.email, contact.protection.post, contact.workshop.email, contact.workshop.phone, contact.workshop.post, contact.workshop.page                        |
      | contact.workshop   | email | violations | contact.protection.email, contact.protection.post                                                                                                                                              |

  Scenario: A word that no contact takes
    When "a passer-by" writes to "contact.workshop" by "email" about "weather" as "the mail"
    Then it is refused with malformed

  Scenario: A request about a right goes to who answers for rights, wherever it came in
    When "Lin Tao" writes to "contact.workshop" by "page" about "right.delete" as "the request"
    Then the case "the request" is answered for by "role.officer"
    And the case "the request" is due at "2026-06-04T00:00:00+08:00"

  Scenario: What came to the wrong desk is handed over, and its term runs on
    When "Lin Tao" writes to "contact.workshop" by "phone" about "rights" as "the request"
    Then the case "the request" is due at "2026-05-28T00:00:00+08:00"
    When it is "2026-05-21T09:00:00+08:00"
    And "Wei Hua" hands the case "the request" over to "contact.protection"
    Then the case "the request" is answered for by "role.officer"
    And the case "the request" is due at "2026-05-28T00:00:00+08:00"
    And "Wei Hua" has to answer the cases ""

  Scenario: Only who sent it can ask after it
    When "a passer-by" writes to "contact.workshop" by "email" about "questions" as "the question"
    And "a passer-by" asks after the case "the question" with its key
    Then it is carried out
    When "Lin Tao" asks after the case "the question"
    Then it is refused with requester_denied
    When "a passer-by" asks after the case "the question" with another key
    Then it is refused with requester_denied

  Scenario: Who has an account asks on it
    When "Lin Tao" writes to "contact.workshop" by "email" about "suggestions" as "the idea"
    And "Lin Tao" asks after the case "the idea"
    Then it is carried out

  Scenario: Answered at the last instant is in time, a second later is not
    When "Lin Tao" writes to "contact.call-back" by "page" about "call-back" with a "ring" for "ring-back" as "the call"
      | field   | value       |
      | ring-at | 13900139000 |
    Then the case "the call" is due at "2026-05-20T10:00:00+08:00"
    When it is "2026-05-20T10:00:00+08:00"
    Then the case "the call" is not overdue
    When it is "2026-05-20T10:00:01+08:00" and the worker has run
    Then the case "the call" is overdue
    And "Chen Lu" has to answer the cases "the call"
    When "Wei Hua" answers the case "the call"
    Then it is carried out
    And the ledger says of the case "the call" "case.opened, case.overdue, case.answered"

  Scenario: A number to ring is for ringing only, and gone when the call is done
    When "Lin Tao" writes to "contact.call-back" by "page" about "call-back" with a "ring" for "ring-back" as "the call"
      | field   | value       |
      | ring-at | 13900139000 |
    And the text of the case "the call" is called "the number"
    And "Wei Hua" reads "the number" for "letters"
    Then it is refused with purpose_denied
    When "Wei Hua" answers the case "the call"
    And "Wei Hua" closes the case "the call"
    Then the case "the call" is closed
    And nothing is left of "the number"

  Scenario: A letter is entered with the day of its arrival
    Given it is "2026-05-22T17:00:00+08:00"
    When "Wei Hua" writes to "contact.protection" by "post" about "right.access" for "Lin Tao" arrived at "2026-05-20T09:00:00+08:00" with a "letter" for "letters" as "the letter"
      | field       | value                    |
      | letter-text | Please show me my data.  |
    Then the case "the letter" was entered in time
    And the case "the letter" is due at "2026-06-04T00:00:00+08:00"
    When "Wei Hua" writes to "contact.protection" by "post" about "right.access" arrived at "2026-05-19T09:00:00+08:00" as "the second letter"
    Then the case "the second letter" was entered late
    When "Wei Hua" writes to "contact.protection" by "post" about "right.access" arrived at "2026-05-22T17:00:01+08:00" as "the third letter"
    Then it is refused with malformed

  Scenario: What speaks of a right is not set aside by one person alone, and who sent it can open it again
    When "a passer-by" writes to "contact.workshop" by "email" about "questions" with a "letter" for "letters" as "the mail"
      | field       | value                                     |
      | letter-text | Buy lamps. And please delete my address.  |
    And "Wei Hua" closes the case "the mail" as out of scope because "advertising"
    Then it is refused with actor_denied
    When "Wei Hua" closes the case "the mail" as out of scope because "advertising" together with "Wei Hua"
    Then it is refused with actor_denied
    When "Wei Hua" closes the case "the mail" as out of scope because "advertising" together with "Zhou Ying"
    Then it is carried out
    And the case "the mail" is out-of-scope
    When "Lin Tao" opens the case "the mail" again
    Then it is refused with requester_denied
    When it is "2026-05-21T09:00:00+08:00"
    And "a passer-by" opens the case "the mail" again with its key
    Then the case "the mail" is open
    And the case "the mail" is due at "2026-05-29T00:00:00+08:00"
    And the ledger says of the case "the mail" "case.opened, case.closed, case.reopened"

  Scenario: What speaks of no right is set aside by one
    When "a passer-by" writes to "contact.workshop" by "email" about "questions" with a "letter" for "letters" as "the mail"
      | field       | value                     |
      | letter-text | Have you heard of lamps?  |
    And "Wei Hua" closes the case "the mail" as out of scope because "advertising"
    Then it is carried out
