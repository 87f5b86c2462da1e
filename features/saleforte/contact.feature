Feature: Whoever writes in gets a case, with its time of arrival, who answers for it, and by when

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
      | the deputy  | staff | officer |
      | the agent   | staff | support |

  @saleforte.contact.email
  Scenario Outline: A question, an opinion or a suggestion by e-mail becomes a case: <kind>
    When "a passer-by" writes to "contact.protection" by "email" about "<kind>" with an "incoming-letter" for "answer-letters" as "the mail"
      | field       | value                          |
      | letter-text | What does this policy mean by that? |
    Then it is carried out
    And the case "the mail" came through "contact.protection" by "email" at "2025-09-25T10:00:00+08:00"
    And the case "the mail" is answered for by "role.officer"
    And the case "the mail" is due at "2025-10-23T00:00:00+08:00"
    When "the officer" reads the case "the mail"
    Then the answer is
      | item        | form  | value                          |
      | letter-text | clear | What does this policy mean by that? |

    Examples:
      | kind        |
      | questions   |
      | opinions    |
      | suggestions |

  @saleforte.contact.email
  Scenario: The address shown is that of the version in force
    Then the document in "en" says of "contact.protection" "contact@saleforte-ai.com"
    And the document in "zh-Hans" says of "contact.protection" "contact@saleforte-ai.com"
    And the version in force states "contact@saleforte-ai.com" as "email" of "contact.protection"
    When the API is asked for "contacts"
    Then the API answers "contact@saleforte-ai.com" as "email" of "contact.protection"

  @saleforte.contact.email
  Scenario Outline: A version with an address that is none is not published: <address>
    When it is published as version "V1.1" with "email = '<address>'" in place of "email = 'contact@saleforte-ai.com'"
    Then the publication is refused with policy_invalid because of "form/email" at "contact.protection"
    And the document in "en" says of "contact.protection" "contact@saleforte-ai.com"

    Examples:
      | address            |
      |                    |
      | contact            |
      | contact@saleforte  |
      | @saleforte-ai.com  |

  @saleforte.contact.rights-channels
  Scenario Outline: Access, correction and supplement are asked for at both desks, at any hour: <right> by <way>
    Given it is "2025-10-03T03:00:00+08:00"
    When "Li Lei" writes to "<contact>" by "<way>" about "<right>" as "the request"
    Then it is carried out
    And the case "the request" came through "<contact>" by "<way>" at "2025-10-03T03:00:00+08:00"
    And the case "the request" is due at "2025-10-29T00:00:00+08:00"

    Examples:
      | contact            | way   | right         |
      | contact.protection | email | right.access  |
      | contact.support    | page  | right.access  |
      | contact.protection | email | right.correct |
      | contact.support    | page  | right.correct |

  @saleforte.contact.rights-channels
  Scenario: The channels of each right are told, and completing stands beside correcting
    Then the document in "en" says of "right.access" "contact@saleforte-ai.com"
    And the document in "en" says of "right.access" "Customer service on the website"
    And the document in "en" says of "right.correct" "Correct and complete your personal data"
    And the document in "en" says of "right.correct" "Customer service on the website"

  @saleforte.contact.rights-channels
  Scenario: Another address of the company is answered with the right ones
    When "Li Lei" writes to "contact.sales" by "email" about "rights" as "the request"
    Then it is refused with channel_denied
    And the refusal names the channels "contact.protection.email, contact.support.page"

  @saleforte.contact.protection-department
  Scenario: The department and its address are one queue, and the department can be reached
    When "Li Lei" writes to "contact.protection" by "email" about "rights" as "the first"
    And it is "2025-09-25T11:00:00+08:00"
    And "Li Lei" writes to "contact.support" by "page" about "right.delete" as "the second"
    Then the case "the first" is answered for by "role.officer"
    And the case "the second" is answered for by "role.officer"
    And "the officer" has to answer the cases "the first, the second"
    And the document in "en" says of "contact.protection" "Write to contact@saleforte-ai.com"

  @saleforte.contact.protection-department
  Scenario: A version that names the department and no way to reach it is not published, as the source was
    When it is published as version "V1.1" with "email = ''" in place of "email = 'contact@saleforte-ai.com'"
    Then the publication is refused with policy_invalid
    Given the file "policies/saleforte/as-written.policy.toml"
    Then check finds "law/contact-way" at "contact.department"

  @saleforte.contact.report-disclosure-error
  Scenario: An error in the disclosure is a case; until a version lists a field it is not collected
    When "Li Lei" writes to "contact.protection" by "email" about "errors" with an "incoming-letter" for "answer-letters" as "the report"
      | field       | value                                     |
      | letter-text | The page does not name wechat-moments.    |
    Then it is carried out
    And the case "the report" came through "contact.protection" by "email" at "2025-09-25T10:00:00+08:00"
    And the case "the report" is answered for by "role.officer"
    And the case "the report" is due at "2025-10-23T00:00:00+08:00"
    When "a passer-by" writes to "contact.support" by "page" about "errors" as "the other report"
    Then the case "the other report" is answered for by "role.support"
    Given "Li Lei" has agreed to "profile"
    When "Li Lei" sends a "profile" for "profile"
      | field          | value |
      | wechat-moments | yes   |
    Then it is refused with undeclared_field
    When it is "2025-10-23T00:00:01+08:00" and the worker has run
    Then the case "the report" is overdue

  @saleforte.contact.unrelated-not-answered
  Scenario: What concerns something else is set aside by a person, with a reason, and can be opened again
    When "a passer-by" writes to "contact.protection" by "email" about "questions" with an "incoming-letter" for "answer-letters" as "the mail"
      | field       | value                    |
      | letter-text | Have you heard of lamps? |
    And "the officer" closes the case "the mail" as out of scope because "advertising"
    Then it is carried out
    And the case "the mail" is out-of-scope
    When it is "2025-09-26T10:00:00+08:00"
    And "a passer-by" opens the case "the mail" again with its key
    Then the case "the mail" is open
    And the ledger says of the case "the mail" "case.opened, case.closed, case.reopened"
    And the document in "en" says of "statement.no-more-answers" "may stay unanswered"

  @saleforte.contact.unrelated-not-answered
  Scenario Outline: What speaks of a right is not set aside by one person alone: <word>
    When "a passer-by" writes to "contact.protection" by "email" about "questions" with an "incoming-letter" for "answer-letters" as "the mail"
      | field       | value                                 |
      | letter-text | Nice lamps. And I want to <word> it.  |
    And "the officer" closes the case "the mail" as out of scope because "advertising"
    Then it is refused with actor_denied
    When "the officer" closes the case "the mail" as out of scope because "advertising" together with "the officer"
    Then it is refused with actor_denied
    When "the officer" closes the case "the mail" as out of scope because "advertising" together with "the deputy"
    Then it is carried out
    And the case "the mail" is out-of-scope

    Examples:
      | word     |
      | delete   |
      | withdraw |
      | appeal   |
      | access   |
      | complaint |
      | leak     |
