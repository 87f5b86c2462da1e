Feature: Whoever asks is heard: three ways, at any hour, with a case, a due instant and somebody who answers

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    And "Li Na" has registered without a company giving
      | field    | value          |
      | account  | lina           |
      | phone    | 13900139000    |
      | password | Horse-staple-8 |
    And these people act
      | who       | as    | role       |
      | Wei Hua   | staff | support    |
      | Zhou Ying | staff | protection |

  @redeem.contact.any-time
  Scenario Outline: A question is taken at three in the morning of a public holiday: <contact> by <way>
    Given it is "2027-01-01T03:00:00+08:00"
    When "<who>" writes to "<contact>" by "<way>" about "questions" as "the question"
    Then it is carried out
    And the case "the question" came through "<contact>" by "<way>" at "2027-01-01T03:00:00+08:00"
    And the case "the question" is open

    Examples:
      | who            | contact                  | way   |
      | Zhang Xiaoming | contact.customer-service | page  |
      | a passer-by    | contact.customer-service | email |
      | Zhang Xiaoming | contact.feedback         | page  |
      | a passer-by    | contact.contact-us       | page  |

  @redeem.contact.any-time
  Scenario Outline: A way that is not listed is refused, and the listed ones are named: <contact> by <way>
    When "a passer-by" writes to "<contact>" by "<way>" about "questions" as "the question"
    Then it is refused with channel_denied
    And the refusal names the channels "contact.call-back.page, contact.contact-us.page, contact.customer-service.email, contact.customer-service.page, contact.feedback.page, contact.officer.email"

    Examples:
      | contact                  | way   |
      | contact.short-video      | page  |
      | contact.customer-service | phone |
      | contact.feedback         | email |

  @redeem.contact.protection-questions
  Scenario Outline: A question on protection goes to the department for it, whichever way it came: <contact>
    When "Zhang Xiaoming" writes to "<contact>" by "<way>" about "protection" as "the question"
    Then the case "the question" is answered for by "role.protection"
    And "Zhou Ying" has to answer the cases "the question"
    And "Wei Hua" has to answer the cases ""

    Examples:
      | contact                  | way   |
      | contact.customer-service | email |
      | contact.feedback         | page  |
      | contact.contact-us       | page  |
      | contact.officer          | email |

  @redeem.contact.protection-questions
  Scenario: What the document shows is what the policy in force states
    Then the document in "en" says of "contact.officer" "privacy@redeem.example"
    And the document in "zh-Hans" says of "contact.officer" "privacy@redeem.example"
    And the version in force states "privacy@redeem.example" as "email" of "contact.officer"

  # The link into the app is the app's; that the case leads to it is what the document says of the right.
  @redeem.contact.cancel-through-customer-service
  Scenario: Asked of customer service, closing an account is a case; it takes effect only in the app
    When "Zhang Xiaoming" writes to "contact.customer-service" by "email" about "cancellation" as "the wish"
    Then it is carried out
    And the case "the wish" is answered for by "role.protection"
    And the document in "en" says of "right.close" "it leads you to the confirmation in the app"
    Given the "account" of "Zhang Xiaoming", read for "account", is called "Zhang Xiaoming's account"
    When "Zhang Xiaoming" cancels the own account
    Then it is carried out
    And none of these can be read: account_disabled
      | what                     | by             | for     |
      | Zhang Xiaoming's account | Zhang Xiaoming | account |

  @redeem.contact.cancel-through-customer-service @redeem.contact.customer-service
  Scenario: The path to customer service is the one in force, in each language
    Then the document in "en" says of "contact.customer-service" "Get Customer Service Contact"
    And the document in "zh-Hans" says of "contact.customer-service" "获取客服联系方式"
    And the version in force states "service@redeem.example" as "email" of "contact.customer-service"

  @redeem.contact.customer-service
  Scenario: What comes in by that path has its time of arrival
    When "a passer-by" writes to "contact.customer-service" by "page" about "comments" with a "feedback" for "feedback" as "the comment"
      | field         | value                 |
      | feedback-text | The flask came broken |
    Then the case "the comment" came through "contact.customer-service" by "page" at "2026-11-21T09:00:00+08:00"

  @redeem.contact.customer-service
  Scenario: A contact that leads nowhere is not published
    When it is published as version "2" with these rows added
      """
      [contact.help-desk]
      label = { zh-Hans = "帮助台", en = "Help desk" }
      page = ""
      for = ["questions"]
      """
    Then the publication is refused with policy_invalid because of "read/empty-text" at "contact.help-desk"

  @redeem.contact.feedback-page
  Scenario: Feedback is sealed, read for its purpose by who answers it, and gone when its case is long closed
    Given "Offer flasks in blue, too" is looked for, too
    When "Zhang Xiaoming" writes to "contact.feedback" by "page" about "suggestions" with a "feedback" for "feedback" as "the idea"
      | field         | value                     |
      | feedback-text | Offer flasks in blue, too |
    Then it is carried out
    And the case "the idea" came through "contact.feedback" by "page" at "2026-11-21T09:00:00+08:00"
    And no value that was entered lies in clear in any file
    When "Zhou Ying" reads the case "the idea"
    Then the answer is
      | item          | form  | value                     |
      | feedback-text | clear | Offer flasks in blue, too |
    When the text of the case "the idea" is called "the text"
    And "Zhou Ying" reads "the text" for "guardian-consent"
    Then it is refused with purpose_denied
    When "Zhou Ying" answers the case "the idea"
    And "Zhou Ying" closes the case "the idea"
    And it is "2027-05-21T07:59:59+08:00" and the worker has run
    Then all is left of "the text"
    When it is "2027-05-21T09:00:00+08:00" and the worker has run
    Then nothing is left of "the text"

  @redeem.contact.call-back
  Scenario: A call back is due within a day, and overdue a second later
    When "Zhang Xiaoming" writes to "contact.call-back" by "page" about "call-back" with a "call-back" for "return-call" as "the call"
      | field | value       |
      | phone | 13812345678 |
    Then the case "the call" is due at "2026-11-22T09:00:00+08:00"
    And the case "the call" is answered for by "role.support"
    When it is "2026-11-22T09:00:00+08:00"
    Then the case "the call" is not overdue
    When it is "2026-11-22T09:00:01+08:00" and the worker has run
    Then the case "the call" is overdue

  @redeem.contact.call-back
  Scenario: The number serves that call alone, and goes when the call is done
    When "Zhang Xiaoming" writes to "contact.call-back" by "page" about "call-back" with a "call-back" for "return-call" as "the call"
      | field | value       |
      | phone | 13812345678 |
    And the text of the case "the call" is called "the number"
    And "Wei Hua" reads "the number" for "feedback"
    Then it is refused with purpose_denied
    When "Wei Hua" answers the case "the call"
    And "Wei Hua" closes the case "the call"
    Then nothing is left of "the number"

  @redeem.contact.call-back
  Scenario: Without somebody's wish there is nothing to call
    Then "Wei Hua" has to answer the cases ""

  @redeem.contact.contact-us-page
  Scenario: The page has an address; without one it is not published
    Then the document in "en" says of "contact.contact-us" "https://redeem.example/contact"
    And the version in force states "https://redeem.example/contact" as "page" of "contact.contact-us"
    When it is published as version "2" with "page = ''" in place of "page = 'https://redeem.example/contact'"
    Then the publication is refused with policy_invalid because of "read/empty-text"

  @redeem.contact.any-question
  Scenario Outline: Questions, comments and suggestions are taken by each of the three ways: <kind> to <contact>
    When "Zhang Xiaoming" writes to "<contact>" by "page" about "<kind>" as "the letter"
    Then it is carried out
    And the case "the letter" is answered for by "role.protection"
    When "Zhang Xiaoming" asks after the case "the letter"
    Then it is carried out
    When "Li Na" asks after the case "the letter"
    Then it is refused with requester_denied

    Examples:
      | kind        | contact                  |
      | questions   | contact.customer-service |
      | comments    | contact.customer-service |
      | suggestions | contact.customer-service |
      | questions   | contact.feedback         |
      | comments    | contact.feedback         |
      | suggestions | contact.feedback         |
      | questions   | contact.contact-us       |
      | comments    | contact.contact-us       |
      | suggestions | contact.contact-us       |
