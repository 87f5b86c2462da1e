Feature: Who has everything erased is told before what ends with it, and nobody knows her afterwards

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And what follows happens on "website"
    And "Lin Tao" has registered without a company giving
      | field      | value            |
      | visitor-id | 7f3a19c2-5e0b-41 |
    And "Xu Ke" has registered without a company giving
      | field      | value            |
      | visitor-id | 90c1d4aa-8f21-77 |
    And these people act
      | who       | as    | role       |
      | Chen Lu   | staff | officer    |
      | Wei Hua   | staff | sales      |
    And "Lin Tao" has entered, with all that each needs
      | called   | record          | for                 | values                                                          |
      | the form | evaluation-form | evaluation-handling | full-name=Lin Tao; email=lin.tao@example.com; phone=13800138000 |
    And "Xu Ke" has entered, with all that each needs
      | called         | record          | for                 | values                                                      |
      | the other form | evaluation-form | evaluation-handling | full-name=Xu Ke; email=xu.ke@example.com; phone=13900139000 |

  @jiku.erase.ends-service
  Scenario: Without having been told and confirming it nothing is erased, and the request stays open, its term running
    When "Lin Tao" writes to "contact.privacy-desk" by "email" about "right.delete" as "the request"
    And "Lin Tao" erases everything of her own at once
    Then it is refused with notice_missing
    And the case "the request" is open
    And the document in "en" says of "notice.closing" "products and services that need it can no longer be provided to you"
    And all is left of "the form"
    When "Lin Tao" accepts "notice.closing"
    And "Lin Tao" erases everything of her own at once
    Then it is carried out
    And it is on record that "Lin Tao" accepted "notice.closing" of version "1" by "button" at "2026-05-20T09:00:00+08:00"
    And none of these can be read: not_found
      | what     | by      | for                 |
      | the form | Wei Hua | evaluation-handling |
      | the form | Lin Tao | evaluation-handling |
    And these read back
      | what           | by      | for                 | item  | value             |
      | the other form | Wei Hua | evaluation-handling | email | xu.ke@example.com |

  @jiku.erase.ends-benefits
  Scenario: Nothing is left by which she could be known as a customer of before
    When "Lin Tao" erases everything of her own
    Then no row or byte is left of "the form"
    And exactly 1 record of "evaluation-form" is held
    And the certificate of the erasure of "Lin Tao" says that these stay
      | what | item | promise |
    And the certificate of the erasure of "Lin Tao" says that nothing is due
