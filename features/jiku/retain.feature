Feature: Kept as long as it is needed, and longer only on one of four grounds

  Nobody has to ask for an erasure: the clock moves, and the worker does what is due.

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
      | Sun Yan   | staff | counsel    |
      | He Ming   | staff | researcher |
    And "Lin Tao" has agreed to "evaluation-handling"
    And "Lin Tao" has agreed to "survey-taking"
    And "Lin Tao" has begun a "product-evaluation" called "the evaluation"
    And "Lin Tao" sends an "evaluation-form" for "evaluation-handling" during "the evaluation" as "the form"
      | field     | value               |
      | full-name | Lin Tao             |
      | email     | lin.tao@example.com |
      | phone     | 13800138000         |

  # ── As long as it is needed ───────────────────────────────────────────────────────────────────────────────

  @jiku.retain.only-as-necessary
  Scenario Outline: A field without an end, and an end without a number, cannot be published: <what>
    When it is published as version "2" with "<new>" in place of "<old>"
    Then the publication is refused with policy_invalid because of "<finding>"

    Examples:
      | what        | old                                          | new                        | finding       |
      | no rule     | covers = ['evaluation-form']                 | covers = []                | retain/no-end |
      | no number   | for = 'setting.evaluation-kept'              | for = 'as long as useful'  | read/period   |
      | no purpose  | needed-for = ['survey-taking']               | needed-for = []            | retain/needed-for |

  @jiku.retain.only-as-necessary
  Scenario: An evaluation without a purchase: 180 days after it was closed, to the second, the form is gone
    When it is "2026-06-01T10:00:00+08:00"
    And "Lin Tao" ends "the evaluation"
    And nobody asks for anything until "2026-11-28T09:59:59+08:00"
    Then these read back
      | what     | by      | for                 | item  | value               |
      | the form | Wei Hua | evaluation-handling | email | lin.tao@example.com |
    When it is "2026-11-28T10:00:00+08:00"
    Then none of these can be read: not_found
      | what     | by      | for                 |
      | the form | Wei Hua | evaluation-handling |
      | the form | Lin Tao | evaluation-handling |
    When the worker wakes
    Then nothing is left of "the form"
    And the promise "retention.evaluation-form" was carried out 2 times

  @jiku.retain.only-as-necessary
  Scenario: As long as the business lasts its particulars are kept, and the form of the evaluation is not
    Given "Wei Hua" has begun a "business-engagement" called "the subscription"
    And "Wei Hua" sends an "engagement-form" for "customer-contract" about "Lin Tao" during "the subscription" as "the contract"
      | field          | value                 |
      | contact-person | Lin Tao               |
      | email          | lin.tao@example.com   |
    And "Lin Tao" ends "the evaluation"
    When nobody asks for anything until "2029-05-20T09:00:00+08:00" but the worker wakes every 90 days
    Then nothing is left of "the form"
    And these read back
      | what         | by      | for               | item           | value   |
      | the contract | Wei Hua | customer-contract | contact-person | Lin Tao |
    When "Wei Hua" ends "the subscription"
    And nobody asks for anything until "2029-11-16T09:00:00+08:00" but the worker wakes every 30 days
    Then nothing is left of "the contract"

  @jiku.retain.no-longer-than-purpose
  Scenario: A reply to a survey goes when the survey is closed, though the person stays
    Given "Lin Tao" has begun a "survey-round" called "the survey"
    And "Lin Tao" sends a "survey-reply" for "survey-taking" during "the survey" as "the reply"
      | field         | value                |
      | survey-answer | The manual is too thin |
    When "Lin Tao" ends "the survey"
    Then nothing is left of "the reply"
    And these read back
      | what     | by      | for                 | item  | value               |
      | the form | Wei Hua | evaluation-handling | email | lin.tao@example.com |

  @jiku.retain.no-longer-than-purpose
  Scenario: With two purposes it goes when the last one ends, and is read for that one alone meanwhile
    When it is published as version "2" with "needed-for = ['survey-taking', 'survey-invitation']" in place of "needed-for = ['survey-taking']"
    And it is published as version "3" with "reads = { contact-person = 'clear', email = 'clear', full-name = 'clear', survey-answer = 'clear' }" in place of "reads = { contact-person = 'clear', email = 'clear', full-name = 'clear' }"
    Then the version "3" is in force
    Given "Lin Tao" has agreed to "survey-taking"
    And "Lin Tao" has agreed to "survey-invitation"
    And "Lin Tao" has begun a "survey-round" called "the survey"
    And "Lin Tao" sends a "survey-reply" for "survey-taking" during "the survey" as "the reply"
      | field         | value                  |
      | survey-answer | The manual is too thin |
    When "Lin Tao" ends "the survey"
    Then these read back
      | what      | by      | for               | item          | value                  |
      | the reply | He Ming | survey-invitation | survey-answer | The manual is too thin |
    And none of these can be read: restricted
      | what      | by      | for           |
      | the reply | Lin Tao | survey-taking |
    When "Lin Tao" withdraws the consent to "survey-invitation"
    Then nothing is left of "the reply"

  @jiku.retain.no-longer-than-purpose
  Scenario: A purpose that came later keeps nothing of what was there before
    Given "Lin Tao" has begun a "survey-round" called "the survey"
    And "Lin Tao" sends a "survey-reply" for "survey-taking" during "the survey" as "the reply"
      | field         | value                  |
      | survey-answer | The manual is too thin |
    When "He Ming" asks that "the reply" be kept for "release-marketing"
    Then it is refused with purpose_denied
    When "He Ming" asks that "the reply" be kept for "product-development"
    Then it is refused with purpose_denied
    When it is published as version "2" with "needed-for = ['survey-taking', 'survey-invitation']" in place of "needed-for = ['survey-taking']"
    And the worker wakes
    And "He Ming" asks that "the reply" be kept for "survey-invitation"
    Then it is refused with purpose_denied
    When "Lin Tao" ends "the survey"
    Then nothing is left of "the reply"

  # ── Longer, on one of four grounds ────────────────────────────────────────────────────────────────────────

  @jiku.retain.longer-only-for-listed
  Scenario: Four grounds keep longer, and no other does
    Then the version in force states "keep" as "allows" of "ground.keep-for-law"
    And the version in force states "keep" as "allows" of "ground.keep-for-court"
    And the version in force states "keep" as "allows" of "ground.keep-for-authority"
    And the version in force states "keep" as "allows" of "ground.keep-for-dispute"
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.good-customer" asked by "Sun Yan" as "the hold"
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.national-security" asked by "Sun Yan" as "the hold"
    Then it is refused with basis_required

  @jiku.retain.longer-only-for-listed
  Scenario: Fields, people, reference, approver: each is needed
    When "Chen Lu" holds "" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-court" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    Then it is refused with actor_denied
    When "Sun Yan" holds "email" of "Lin Tao" on "ground.keep-for-court" asked by "Chen Lu" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    Then it is refused with actor_denied
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    Then it is carried out
    And "the hold" keeps something of 1 record, until it is lifted
    And "the hold" is looked at again by "2027-05-20T09:00:00+08:00"

  @jiku.retain.longer-only-for-listed
  Scenario: What is held is read for the hold's purpose only, what it does not name goes in time, and lifting it ends it at once
    Given "Chen Lu" holds "email, full-name" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    And "Lin Tao" ends "the evaluation"
    When nobody asks for anything until "2026-11-16T08:59:59+08:00"
    Then these read back
      | what     | by      | for                 | item  | value               |
      | the form | Wei Hua | evaluation-handling | phone | 13800138000         |
    When nobody asks for anything until "2026-11-16T09:00:00+08:00"
    Then of "the form" the item "phone" is not there and "email" is
    And of "the form" nothing but the hold "the hold" is left
    And none of these can be read: restricted
      | what     | by      | for                 |
      | the form | Wei Hua | evaluation-handling |
      | the form | Lin Tao | evaluation-handling |
    And these read back
      | what     | by      | for       | item  | value               |
      | the form | Sun Yan | held-data | email | lin.tao@example.com |
    When it is "2027-02-01T09:00:00+08:00"
    And "Wei Hua" lifts "the hold" because of "the judgment of 2027-01-20"
    Then it is refused with actor_denied
    When "Chen Lu" lifts "the hold" because of ""
    Then it is refused with basis_required
    When "Chen Lu" lifts "the hold" because of "the judgment of 2027-01-20"
    Then it is carried out
    And nothing is left of "the form"
    And none of these can be read: not_found
      | what     | by      | for       |
      | the form | Sun Yan | held-data |

  @jiku.retain.longer-only-for-listed
  Scenario: While a rule still keeps it a hold opens nothing, and it keeps what comes later from the same person
    Given "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    And "Lin Tao" sends an "evaluation-form" for "evaluation-handling" during "the evaluation" as "the second form"
      | field     | value               |
      | email     | lin.tao@example.org |
    And "Xu Ke" has agreed to "evaluation-handling"
    And "Xu Ke" has begun a "product-evaluation" called "another evaluation"
    And "Xu Ke" sends an "evaluation-form" for "evaluation-handling" during "another evaluation" as "another's form"
      | field     | value               |
      | email     | xu.ke@example.com   |
    When "Lin Tao" cancels the own account
    And "Xu Ke" cancels the own account
    And nobody asks for anything until "2026-06-04T09:00:00+08:00"
    Then these read back
      | what            | by      | for       | item  | value               |
      | the form        | Sun Yan | held-data | email | lin.tao@example.com |
      | the second form | Sun Yan | held-data | email | lin.tao@example.org |
    And nothing is left of "another's form"

  @jiku.retain.hold-law
  Scenario: On a law: law, article and term; it ends by itself, to the second
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-law" asked by "Sun Yan" for "3 years" as "the hold"
      | fact      | on file           |
      | law       | E-commerce Law    |
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-law" asked by "Sun Yan" as "the hold"
      | fact      | on file           |
      | law       | E-commerce Law    |
      | provision | article 31        |
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-law" asked by "Sun Yan" for "3 years" from "2026-05-01T00:00:00+08:00" as "the hold"
      | fact      | on file           |
      | law       | E-commerce Law    |
      | provision | article 31        |
    Then it is carried out
    And "the hold" keeps something of 1 record, until "2029-05-01T00:00:00+08:00"
    When "Lin Tao" ends "the evaluation"
    And nobody asks for anything until "2029-04-30T23:59:59+08:00" but the worker wakes every 60 days
    And "Lin Tao" erases "the form"
    Then it is refused with retention_locked until "2029-05-01T00:00:00+08:00"
    And the refusal names "ground.keep-for-law" and the law "E-commerce Law, article 31"
    When nobody asks for anything until "2029-05-01T00:00:00+08:00"
    Then nothing is left of "the form"

  @jiku.retain.hold-court
  Scenario: On the process of a court: it stays until it is lifted, and who asks for erasure is told why not
    Given "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    And "Lin Tao" ends "the evaluation"
    When nobody asks for anything until "2031-05-20T09:00:00+08:00" but the worker wakes every 120 days
    And "Lin Tao" erases "the form"
    Then it is refused with retention_locked
    And the refusal names "ground.keep-for-court" and the law "PIPL, article 13(1)(3)"
    And "the form" holds "email" and nothing else
    When "Chen Lu" lifts "the hold" because of "the enforcement was closed on 2031-05-19"
    Then it is carried out
    And nothing is left of "the form"

  @jiku.retain.hold-authority
  Scenario: On the demand of an authority: a number, and a day on which it is looked at again
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-authority" asked by "Sun Yan" as "the hold"
      | fact      | on file                          |
      | authority | Shanghai Cyberspace Administration |
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-authority" asked by "Sun Yan" looked at again by "2027-05-20T09:00:01+08:00" as "the hold"
      | fact        | on file                          |
      | authority   | Shanghai Cyberspace Administration |
      | case-number | Hu Wang Xin (2026) 12            |
    Then it is refused with malformed
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-authority" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Shanghai Cyberspace Administration |
      | case-number | Hu Wang Xin (2026) 12            |
    Then it is carried out
    And "the hold" is looked at again by "2027-05-20T09:00:00+08:00"
    When nobody asks for anything until "2027-05-20T08:59:59+08:00" but the worker wakes every 60 days
    Then "the hold" is listed as not overdue
    When nobody asks for anything until "2027-05-20T09:00:00+08:00"
    Then "the hold" is listed as overdue
    And these read back
      | what     | by      | for       | item  | value               |
      | the form | Sun Yan | held-data | email | lin.tao@example.com |

  @jiku.retain.hold-disputes-safety
  Scenario: In a dispute: an open case and why it is needed, and not for a dispute that may come
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-dispute" asked by "Sun Yan" as "the hold"
      | fact      | on file                                  |
      | necessity | the complaint rests on the address given |
    Then it is refused with basis_required
    When "Lin Tao" writes to "contact.privacy-desk" by "email" about "complaints" as "the complaint"
    And "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-dispute" asked by "Sun Yan" with the case "the complaint" as "the hold"
    Then it is refused with basis_required
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-dispute" asked by "Sun Yan" with the case "the complaint" as "the hold"
      | fact      | on file                                  |
      | necessity | the complaint rests on the address given |
    Then it is carried out
    When "Lin Tao" ends "the evaluation"
    And nobody asks for anything until "2027-01-20T09:00:00+08:00"
    Then these read back
      | what     | by      | for       | item  | value               |
      | the form | Sun Yan | held-data | email | lin.tao@example.com |
    When "Chen Lu" closes the case "the complaint"
    Then it is carried out
    And nothing is left of "the form"
    When "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-dispute" asked by "Sun Yan" with the case "the complaint" as "a later hold"
      | fact      | on file                                  |
      | necessity | the complaint rests on the address given |
    Then it is refused with basis_required

  Scenario: What has ended is not held, whether or not the sweep has run
    Given "Lin Tao" ends "the evaluation"
    And it is "2026-11-16T09:00:00+08:00"
    When "Chen Lu" holds "phone" of "the form" on "ground.keep-for-court" asked by "Sun Yan" as "the late hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    Then it is refused with not_found
    When the worker wakes
    Then nothing is left of "the form"

  Scenario: A hold that was placed after a backup is there after its restore, and so is one that was lifted gone
    Given a backup is made, called "the old backup"
    And "Chen Lu" holds "email" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 771       |
    And "Chen Lu" holds "phone" of "Lin Tao" on "ground.keep-for-court" asked by "Sun Yan" as "the other hold"
      | fact        | on file                          |
      | authority   | Changning District People's Court |
      | case-number | (2026) Hu 0105 Min Chu 772       |
    And "Chen Lu" lifts "the other hold" because of "it was withdrawn"
    And "Lin Tao" ends "the evaluation"
    When the data is lost and "the old backup" is restored
    And nobody asks for anything until "2026-11-16T09:00:00+08:00"
    Then these read back
      | what     | by      | for       | item  | value               |
      | the form | Sun Yan | held-data | email | lin.tao@example.com |
    And of "the form" the item "phone" is not there and "email" is
    And of "the form" nothing but the hold "the hold" is left
