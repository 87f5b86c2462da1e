Feature: What was erased lies in a backup until that ends, and serves nobody from there

  Background:
    Given it is "2025-07-17T08:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Shen Yi" has registered with the company "Acme" giving
      | field | value               |
      | phone | 13800138000         |
      | email | shen.yi@example.com |
    And these people act
      | who              | as      | role         |
      | the chat service | service | chat-gateway |
    And "Shen Yi" is shown "notice.chat-providers"
    And "Shen Yi" has agreed to "instagram-chat"
    And "Shen Yi" has entered, with all that each needs
      | called           | record         | for            | values                                                                                                         |
      | the message      | instagram-chat | instagram-chat | chat-account=shenyi.sells; chat-profile-name=Shen Yi sells kettles; chat-message=Two kettles, KETTLE-SENTINEL |
      | the next message | instagram-chat | instagram-chat | chat-account=shenyi.trade; chat-profile-name=Kettles of Shen Yi; chat-message=Three kettles, please           |
    When it is "2025-07-17T09:00:00+08:00"
    And a backup is made, called "the backup of nine"
    And it is "2025-07-17T10:00:00+08:00"
    And "Shen Yi" erases "the message"
    And the worker wakes

  @saleforte.keep.backup-restricted
  Scenario: Restored an hour after the erasure, a backup of an hour before it brings nothing back, and nobody reads it
    When it is "2025-07-17T11:00:00+08:00"
    Then a drill of "the backup of nine" finds everything
    When the data is lost and "the backup of nine" is restored
    Then no row or byte is left of "the message"
    And none of these can be read: not_found
      | what        | by               | for            |
      | the message | Shen Yi          | instagram-chat |
      | the message | the chat service | instagram-chat |
    And these read back
      | what             | by      | for            | item         | value                 |
      | the next message | Shen Yi | instagram-chat | chat-message | Three kettles, please |

  @saleforte.keep.backup-restricted
  Scenario: After thirty days no backup opens that held it; a second later one that does shows
    When nobody asks for anything until "2025-07-18T08:00:00+08:00"
    And the newest backup is called "the next backup"
    And nobody asks for anything until "2025-08-16T08:59:59+08:00"
    Then the promise "protect" is "due"
    When it is "2025-08-16T09:00:01+08:00"
    Then the promise "protect" is "at-risk"
    When the worker wakes
    Then the promise "protect" is "due"
    And "the backup of nine" cannot be read any more, for its key is destroyed
    When the data is lost and "the next backup" is restored
    Then no row or byte is left of "the message"
