Feature: What is kept at home is kept until somebody wants it erased, and then nowhere

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
      | who     | as    | role  |
      | Wei Hua | staff | sales |
    And "Lin Tao" has entered, with all that each needs
      | called   | record          | for                 | values                                                          |
      | the form | evaluation-form | evaluation-handling | full-name=Lin Tao; email=lin.tao@example.com; phone=13800138000 |
    And "Xu Ke" has entered, with all that each needs
      | called         | record          | for                 | values                                                      |
      | the other form | evaluation-form | evaluation-handling | full-name=Xu Ke; email=xu.ke@example.com; phone=13900139000 |
    And a backup is made, called "the backup of before"

  @jiku.keep.stored-until-deletion-request
  Scenario: Erased, it is gone here, from the ledger's mirror and from what a backup gives back; the place where it stood keeps nothing
    When "Lin Tao" erases everything of her own
    Then it is carried out
    And none of these can be read: not_found
      | what     | by      | for                 |
      | the form | Wei Hua | evaluation-handling |
      | the form | Lin Tao | evaluation-handling |
    And no row or byte is left of "the form"
    And the certificate of the erasure of "Lin Tao" says that these stay
      | what | item | promise |
    And the certificate of the erasure of "Lin Tao" says that nothing is due
    And the certificate of the erasure of "Lin Tao" says that no backup opens after "2026-06-04T09:00:00+08:00"
    When the data is lost and "the backup of before" is restored
    Then none of these can be read: not_found
      | what     | by      | for                 |
      | the form | Wei Hua | evaluation-handling |
      | the form | Lin Tao | evaluation-handling |
    And no row or byte is left of "the form"
    And these read back
      | what           | by      | for                 | item  | value             |
      | the other form | Wei Hua | evaluation-handling | email | xu.ke@example.com |
