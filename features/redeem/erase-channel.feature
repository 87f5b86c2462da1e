Feature: An account is closed in the app, by the person herself with her second factor, and in no other way

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    And these people act
      | who          | as      | role       |
      | Zhou Ying    | staff   | protection |
      | Wei Hua      | staff   | support    |
      | the mail box | service |            |

  # The number of customer service is shown in the app; who rings asks to be rung, and the call is entered there.
  @redeem.erase.only-channel
  Scenario Outline: Asked for by <how>, it is not carried out; the case stays open and leads to the app, where it is
    When "<entered by>" writes to "contact.<contact>" by "<way>" about "<what>" for "Zhang Xiaoming" as "the wish"
    Then it is carried out
    And the case "the wish" is answered for by "role.<role>"
    When "<who>" closes the account of "Zhang Xiaoming"
    Then it is refused with channel_denied
    And the refusal leads to "app, branch" by "Account Security"
    When "<who>" closes the account of "Zhang Xiaoming" on "app"
    Then it is refused with channel_denied
    When "Zhou Ying" closes the account of "Zhang Xiaoming" in the case "the wish"
    Then it is refused with channel_denied
    And the refusal leads to "app, branch" by "Account Security"
    When "Zhou Ying" enters that "Zhang Xiaoming" has proven to have sent the case "the wish"
    And "Zhou Ying" closes the account of "Zhang Xiaoming" in the case "the wish"
    Then it is refused with channel_denied
    And the account of "Zhang Xiaoming" is open
    And the case "the wish" is open
    When "Zhang Xiaoming" cancels the own account
    Then it is carried out
    And the account of "Zhang Xiaoming" is not open
    And the case "the wish" is open
    When "<answers>" answers the case "the wish"
    Then the case "the wish" is answered

    Examples:
      | how       | entered by     | contact          | way   | what         | role       | who          | answers   |
      | e-mail    | the mail box   | customer-service | email | right.close  | protection | the mail box | Zhou Ying |
      | e-mail    | the mail box   | customer-service | email | cancellation | protection | Zhou Ying    | Zhou Ying |
      | feedback  | Zhang Xiaoming | feedback         | page  | right.close  | protection | the mail box | Zhou Ying |
      | telephone | Wei Hua        | call-back        | page  | right.close  | protection | Wei Hua      | Zhou Ying |
      | operator  | Zhou Ying      | officer          | email | right.close  | protection | Zhou Ying    | Zhou Ying |

  @redeem.erase.only-channel
  Scenario: Done by herself, it takes effect in the app and in its branch, and not on a page
    Given what follows happens on "website"
    When "Zhang Xiaoming" cancels the own account
    Then it is refused with channel_denied
    And the refusal leads to "app, branch" by "Account Security"
    And the account of "Zhang Xiaoming" is open
    When what follows happens on "branch"
    And "Zhang Xiaoming" cancels the own account
    Then it is carried out
    And the account of "Zhang Xiaoming" is not open

  @redeem.erase.only-channel
  Scenario: Her session without the second factor closes nothing, also when it was proved a while ago
    Given "Zhang Xiaoming" has signed in with a password only
    When "Zhang Xiaoming" cancels the own account
    Then it is refused with second_factor_required
    And the way that is named is "prove-factor"
    Given "Zhang Xiaoming" has set up an authenticator app
    When "Zhang Xiaoming" cancels the own account
    Then it is refused with second_factor_required
    When "Zhang Xiaoming" enters the code of his app
    And it is "2026-11-21T09:15:00+08:00"
    And "Zhang Xiaoming" cancels the own account
    Then it is refused with second_factor_required
    And the account of "Zhang Xiaoming" is open
    When "Zhang Xiaoming" enters the code of his app
    And "Zhang Xiaoming" cancels the own account
    Then it is carried out
    And the account of "Zhang Xiaoming" is not open
    # The factor went with the account.
    When "Zhang Xiaoming" enters the code of his app
    Then it is refused with second_factor_required

  @redeem.erase.only-channel
  Scenario: The document says where it takes effect, and that nothing else closes it
    Then the document in "en" says of "right.close" "It takes effect here only, done by yourself"
    And the document in "zh-Hans" says of "right.close" "仅由您本人在"
    And the document in "zh-Hans" says of "right.close" "操作时须验证第二因素"
