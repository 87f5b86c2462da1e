Feature: What is stored is sealed, and a disclosure runs through every step or does not leave

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/jiku/policy.toml" is in force
    And what follows happens on "website"
    And "Lin Tao" has registered without a company giving
      | field      | value            |
      | visitor-id | 7f3a19c2-5e0b-41 |
    And these people act
      | who     | as    | role  |
      | Wei Hua | staff | sales |
    And "Lin Tao" has agreed to "evaluation-handling"
    And "Lin Tao" has begun a "product-evaluation" called "the evaluation"
    And "Lin Tao" has entered, with all that each needs
      | called   | record          | for                 | values                                                                                                                       |
      | the form | evaluation-form | evaluation-handling | full-name=LIN-TAO-SENTINEL; email=sentinel@example.com; phone=13800138000; wechat-id=wechat-sentinel; qq-number=9871234560 |

  @jiku.keep.storage-disclosure-procedures
  Scenario: Name, e-mail, phone, WeChat ID and QQ number lie in clear in no file
    When a backup is made, called "the backup"
    And the worker wakes
    Then no value that was entered lies in clear in any file
    And the same search would find "LIN-TAO-SENTINEL" written as
      | a form                           |
      | LIN-TAO-SENTINEL                 |
      | 4c494e2d54414f2d53454e54494e454c |

  # Each refusal leaves an entry and nothing else: that is what `it is refused` looks at.
  @jiku.keep.storage-disclosure-procedures
  Scenario: Recipient, agreement and fields are looked at in turn, and the entry stands before anything leaves
    When "Wei Hua" releases the "email" of "the form" to "unlisted-vendor" for "evaluation-handling"
    Then it is refused with no_recipient
    When "Wei Hua" releases the "email" of "the form" to "crm-platform" for "evaluation-handling" during "the evaluation"
    Then it is refused with agreement_missing
    Given an agreement with "crm-platform" is on file
    When "Wei Hua" releases the "wechat-id" of "the form" to "crm-platform" for "evaluation-handling" during "the evaluation"
    Then it is refused with field_not_allowed
    When "Wei Hua" releases the "email" of "the form" to "crm-platform" for "evaluation-handling" during "the evaluation"
    Then it is carried out

  @jiku.keep.storage-disclosure-procedures
  Scenario: Without TLS nothing is sent
    Then an endpoint may be configured
      | recipient    | address                 | region      | answer             |
      | crm-platform | https://crm.example.com | cn-shanghai | accepted           |
      | crm-platform | http://crm.example.com  | cn-shanghai | insecure_transport |
