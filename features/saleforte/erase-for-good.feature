Feature: What was in a closed account cannot be had again; what the company shares stays, without her name

  Background:
    Given it is "2025-07-17T10:00:00+08:00"
    And the policy "policies/saleforte/policy.toml" is in force
    And "Shen Yi" has registered with the company "Acme" giving
      | field | value               |
      | phone | 13800138000         |
      | email | shen.yi@example.com |
    And "Tan Rui" has registered with the company "Acme" giving
      | field | value       |
      | phone | 13900139000 |
    And these people act
      | who         | as     | role          |
      | Tan Rui     | member | administrator |
      | the officer | staff  | officer       |
      | the agent   | staff  | support       |
    And "Shen Yi" has agreed to "profile"
    And "Shen Yi" has entered, with all that each needs
      | called      | record  | for     | values                                                                   |
      | the profile | profile | profile | nickname=Kettle-Queen-of-Yiwu; real-name=欧阳忆秋; wechat-number=shenyi8888 |
    And "Shen Yi" sends a "lead" for "customer-management" as "the deal"
      | field        | value                    |
      | lead-name    | Kettle Shop of Lyon      |
      | lead-contact | 13811113333              |
      | entered-by   | the reference of Shen Yi |

  @saleforte.erase.cancel-unrecoverable
  Scenario: A record that the company shares names its author while she is there, and "former user" once her account is closed
    Then these read back
      | what     | by      | for                 | item       | value               |
      | the deal | Tan Rui | customer-management | lead-name  | Kettle Shop of Lyon |
      | the deal | Tan Rui | customer-management | entered-by | 欧阳忆秋            |
    When "Shen Yi" cancels the own account
    Then these read back
      | what     | by      | for                 | item         | value               |
      | the deal | Tan Rui | customer-management | lead-name    | Kettle Shop of Lyon |
      | the deal | Tan Rui | customer-management | lead-contact | 13811113333         |
      | the deal | Tan Rui | customer-management | entered-by   | 已注销用户          |
    And "entered-by" of "the deal" is called by "Tan Rui" for "customer-management"
      | language | word       |
      | zh-Hans  | 已注销用户 |
      | zh-Hant  | 已註銷使用者 |
      | en       | former user |
    When nobody asks for anything until "2025-07-18T10:00:00+08:00"
    Then no row, key or byte is left of
      | what        |
      | the profile |
    And these read back
      | what     | by      | for                 | item       | value      |
      | the deal | Tan Rui | customer-management | entered-by | 已注销用户 |

  @saleforte.erase.cancel-unrecoverable
  Scenario: No role, no export and no restore gives anything of hers again, and nobody undoes it
    Given a backup is made, called "the backup of before"
    When "Shen Yi" cancels the own account
    And nobody asks for anything until "2025-07-18T10:00:00+08:00"
    Then none of these can be read: not_found
      | what        | by          | for                 |
      | the profile | Tan Rui     | customer-management |
      | the profile | the officer | answer-letters      |
      | the profile | the agent   | answer-letters      |
    When "Shen Yi" reads the "nickname" of "the profile" for "profile"
    Then it is refused with account_disabled
    When "Shen Yi" exports the own data
    Then it is refused with account_disabled
    When "the agent" sends a "profile" for "profile" about "Shen Yi" in "Acme"
      | field    | value                |
      | nickname | Kettle-Queen-of-Yiwu |
    Then it is refused with account_disabled
    When "Tan Rui" exports what the company holds
    Then it is carried out
    And the answer holds "lead-name" of "the deal" as "Kettle Shop of Lyon"
    And the answer holds "entered-by" of "the deal" as "已注销用户"
    And the answer holds nothing of "the profile"
    When "Shen Yi" agrees to "profile"
    Then it is refused with account_disabled
    When the data is lost and "the backup of before" is restored
    Then none of these can be read: not_found
      | what        | by          | for                 |
      | the profile | Tan Rui     | customer-management |
      | the profile | the officer | answer-letters      |
    And no row, key or byte is left of
      | what        |
      | the profile |
    And these read back
      | what     | by      | for                 | item       | value               |
      | the deal | Tan Rui | customer-management | lead-name  | Kettle Shop of Lyon |
      | the deal | Tan Rui | customer-management | entered-by | 已注销用户          |
