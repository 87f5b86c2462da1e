Feature: What was erased, refused or closed is used no more, from that instant on and for nothing

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
      | who                 | as      | role       |
      | Wei Hua             | staff   | support    |
      | Zhao Min            | staff   | fulfilment |
      | Wu Qian             | staff   | legal      |
      | Ma Rui              | staff   | analyst    |
      | the sign-in service | service | sign-in    |
      | the notifier        | service | notifier   |
      | the shop            | service |            |
    And the "account" of "Zhang Xiaoming", read for "account", is called "Zhang Xiaoming's account"

  @redeem.use.deleted-or-refused-not-used
  Scenario: An address that she cleared is there for nobody, with no message to anybody
    Given "Zhang Xiaoming" has agreed to "save-address"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record        | for          | values                                                                                |
      | the address | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=88 Tianyi Square Ningbo |
    When "Zhang Xiaoming" erases "the address"
    Then it is carried out
    And none of these can be read: not_found
      | what        | by             | for             |
      | the address | Zhang Xiaoming | save-address    |
      | the address | Wu Qian        | legal-retention |
    And no row or byte is left of "the address"
    And "Wei Hua" has to answer the cases ""

  # The picture goes with the permission, in the same act: whoever reads it finds nothing.
  @redeem.use.deleted-or-refused-not-used
  Scenario: What came by the camera is used no more once she refuses the camera in the system's settings
    Given "Zhang Xiaoming" has agreed to "take-picture"
    And "Zhang Xiaoming" has granted the permission "camera"
    And "Zhang Xiaoming" has begun a "shooting" called "the shooting"
    And "Zhang Xiaoming" sends a "shot" for "take-picture" during "the shooting" as "the picture"
      | field          | value                 |
      | camera-picture | A kettle with no lid  |
    When "Wei Hua" reads the "camera-picture" of "the picture" for "take-picture" during "the shooting"
    Then the answer is
      | item           | form  | value                |
      | camera-picture | clear | A kettle with no lid |
    When "Zhang Xiaoming" revokes the permission "camera"
    And "Wei Hua" reads the "camera-picture" of "the picture" for "take-picture" during "the shooting"
    Then it is refused with not_found
    When "Zhang Xiaoming" reads the "camera-picture" of "the picture" for "take-picture" during "the shooting"
    Then it is refused with not_found
    And nothing is left of "the picture"
    When "Zhang Xiaoming" sends a "shot" for "take-picture" during "the shooting"
      | field          | value               |
      | camera-picture | A kettle with a lid |
    Then it is refused with permission_denied
    And "Wei Hua" has to answer the cases ""

  # What she had is gone in the same act: where nobody is named there is nothing that could tell whose it was.
  @redeem.use.cancel-stops-use
  Scenario: At the instant of closing nobody reads, sends or releases anything of hers; who stays is served as before
    Given an agreement with "order-courier" is on file
    And "Zhang Xiaoming" has begun a "redemption-order" called "the purchase"
    And "Zhang Xiaoming" sends an "order" for "redemption" during "the purchase" as "the order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Zhang Xiaoming            |
      | phone            | 13812345678               |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    And "Li Na" has begun a "redemption-order" called "the other purchase"
    And "Li Na" sends an "order" for "redemption" during "the other purchase" as "the other order"
      | field            | value                     |
      | redeemed-goods   | A lamp                    |
      | full-name        | Li Na                     |
      | phone            | 13900139000               |
      | delivery-address | 14 Zhongshan Road, Ningbo |
    When "Zhang Xiaoming" cancels the own account
    Then none of these can be read: account_disabled
      | what                     | by             | for        |
      | Zhang Xiaoming's account | Zhang Xiaoming | account    |
      | the order                | Zhang Xiaoming | redemption |
    When "the shop" releases to "order-courier" for "redemption" from "the order" during "the purchase"
      | item             | form  |
      | delivery-address | clear |
    Then it is refused with account_disabled
    When "the notifier" sends "Zhang Xiaoming" a "policy-change" message for "policy-notice" over "sms"
    Then it is refused with account_disabled
    When "Zhang Xiaoming" exports the own data
    Then it is refused with account_disabled
    When "Zhao Min" reads the "redeemed-goods" of "the order" for "redemption" during "the purchase"
    Then it is refused with not_found
    When "the shop" releases to "order-courier" for "redemption" from "the other order" during "the other purchase"
      | item             | form  |
      | delivery-address | clear |
    Then it is carried out
    When "the notifier" sends "Li Na" a "policy-change" message for "policy-notice" over "sms"
    Then it is carried out
    When "Zhao Min" reads the "redeemed-goods" of "the other order" for "redemption" during "the other purchase"
    Then it is carried out

  @redeem.use.cancel-stops-use
  Scenario: An analysis that runs after an account was closed leaves it out
    Given "Person" 1 to 8 have registered without a company giving
      | field   | value     |
      | account | person##  |
      | phone   | 138000##1 |
    And "Person" 1 to 8 have agreed to "analysis"
    And "Person" 1 to 8 have sent an "order" for "redemption" during a "redemption-order"
      | field            | value                     |
      | redeemed-goods   | A kettle                  |
      | full-name        | Person ##                 |
      | phone            | 138000##1                 |
      | delivery-address | 12 Zhongshan Road, Ningbo |
    When "Person 3" cancels the own account
    And "Ma Rui" makes the set "correlation" of "phone, redeemed-goods" for "analysis" as "the set"
    And "Ma Rui" uses "the set" for "analysis"
    Then it is carried out
    And 7 different stand-ins of "phone" show, and each is one person's

  # Of who has closed her account nothing is kept by which a provider's account could be known again: it is not found. Who
  # still holds a session is told that the account is closed.
  @redeem.use.third-party-login
  Scenario: A bound account opens hers and no other; unbound or closed it opens none, and who comes back accepts anew
    Given "Zhang Xiaoming" has agreed to "third-party-login"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record              | for               | values                     |
      | the binding | third-party-account | third-party-login | third-party-id=wx-7f3a19c2 |
    When "the sign-in service" looks for the "third-party-account" whose "third-party-id" is "wx-7f3a19c2" for "third-party-login"
    Then it is carried out
    And what is found is of "Zhang Xiaoming"
    When "the sign-in service" looks for the "third-party-account" whose "third-party-id" is "wx-90c1d4aa" for "third-party-login"
    Then it is refused with not_found
    When "Zhang Xiaoming" erases "the binding"
    And "the sign-in service" looks for the "third-party-account" whose "third-party-id" is "wx-7f3a19c2" for "third-party-login"
    Then it is refused with not_found
    When "the sign-in service" looks for the "account" whose "account" is "xiaoming" for "account"
    Then it is carried out
    And what is found is of "Zhang Xiaoming"
    Given "Zhang Xiaoming" has entered, with all that each needs
      | called            | record              | for               | values                     |
      | the binding again | third-party-account | third-party-login | third-party-id=wx-7f3a19c2 |
    When "Zhang Xiaoming" cancels the own account
    And "the sign-in service" looks for the "third-party-account" whose "third-party-id" is "wx-7f3a19c2" for "third-party-login"
    Then it is refused with not_found
    And none of these can be read: account_disabled
      | what              | by             | for               |
      | the binding again | Zhang Xiaoming | third-party-login |
    When "Xiaoming again" registers without a company without accepting the policy giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |
    Then it is refused with policy_not_accepted
