Feature: Everything about a person is sealed on the way and where it lies

  Background:
    Given it is "2025-03-03T09:00:00+08:00"
    And the policy "policies/small-accounting/policy.toml" is in force
    And what follows happens on "app"
    And "Li Lei" has registered without a company giving
      | field   | value              |
      | phone   | 13800138000        |
      | user-id | USER-ID-SENTINEL-1 |
    And these people act
      | who       | as    | role     |
      | Guo Wei   | staff | security |
      | Sun Yan   | staff | support  |
    And "Li Lei" has agreed to "bookkeeping"
    And "Li Lei" has agreed to "device-service"
    And "Li Lei" has entered, with all that each needs
      | called      | record          | for            | values                                                                           |
      | the lunch   | entry           | bookkeeping    | entry-amount=38.50; entry-account=6222021234567890128; entry-note=LUNCH-SENTINEL |
      | the device  | usage           | device-service | device-model=MODEL-SENTINEL; device-id=DEVICE-ID-SENTINEL; diagnostic=DIAGNOSTIC-SENTINEL |
      | the message | support-message | support        | support-text=SUPPORT-TEXT-SENTINEL                                               |
    And "13800138000" is looked for, too
    And "USER-ID-SENTINEL-1" is looked for, too

  @small-accounting.keep.encrypted
  Scenario: After every flow no sentinel lies in any file, in no spelling
    When "Li Lei" reads "the lunch" for "bookkeeping"
    Then it is carried out
    When "Sun Yan" reads "the lunch" for "bookkeeping"
    Then it is refused with actor_denied
    When "Li Lei" exports the own data
    Then it is carried out
    When a backup is made, called "the backup"
    And "Li Lei" erases "the message"
    Then it is carried out
    When the worker wakes
    Then the ledger of the product verifies, body by body
    And no value that was entered lies in clear in any file
    And the same search would find "LUNCH-SENTINEL" written as
      | a form                       |
      | LUNCH-SENTINEL               |
      | 4c554e43482d53454e54494e454c |
      | TFVOQ0gtU0VOVElORUw=         |

  @small-accounting.keep.encrypted
  Scenario: A changed byte makes the read fail
    Then any one bit of the "entry-note" in "the lunch" turned over is tampered to "Li Lei" reading for "bookkeeping"

  @small-accounting.keep.encrypted
  Scenario: Nothing goes anywhere without TLS
    Then a server of this installation answers over TLS, and plain text with nothing of what was asked
    And without TLS a server does not listen on "0.0.0.0:0": insecure_transport
    And an endpoint may be configured
      | recipient   | address                  | region      | answer             |
      | sms-carrier | https://sms.example.com  | cn-hangzhou | accepted           |
      | sms-carrier | http://sms.example.com   | cn-hangzhou | insecure_transport |
