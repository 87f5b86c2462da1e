Feature: What people entrust is sealed, each person's apart, and answers nobody who has no business with it

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field   | value       |
      | account | xiaoming    |
      | phone   | 13812345678 |
    And "Li Na" has registered without a company giving
      | field   | value       |
      | account | lina        |
      | phone   | 13900139000 |
    And these people act
      | who        | as      | role       |
      | Wei Hua    | staff   | support    |
      | Zhao Min   | staff   | fulfilment |
      | the intern | staff   |            |
    And "Zhang Xiaoming" has agreed to "save-address"
    And "Li Na" has agreed to "save-address"
    And "Zhang Xiaoming" has entered, with all that each needs
      | called      | record        | for          | values                                                                                |
      | the address | saved-address | save-address | full-name=Zhang Xiaoming; phone=13812345678; delivery-address=ZHONGSHAN-ROAD-SENTINEL |
    And "Li Na" has entered, with all that each needs
      | called      | record        | for          | values                                                                          |
      | her address | saved-address | save-address | full-name=Li Na Sentinel; phone=13812345678; delivery-address=LU-XUN-ROAD-SENTINEL |

  @redeem.keep.encrypted-storage
  Scenario: Name, phone and address lie in clear in no file: data, journal, index, ledger, backup
    Given "13812345678" is looked for, too
    And "13900139000" is looked for, too
    When a backup is made, called "the backup"
    And "Zhang Xiaoming" reads "the address" for "save-address"
    Then it is carried out
    And no value that was entered lies in clear in any file
    And the same search would find "13812345678" written as
      | a form                                       |
      | 13812345678                                  |
      | 3133383132333435363738                       |
      | MTM4MTIzNDU2Nzg=                             |

  # No door takes a sealed form from outside, so nothing can be handed in as if it were sealed: what comes in is sealed
  # here, and what the store is given in clear for a sealed item is found by the doctor.
  @redeem.keep.encrypted-storage
  Scenario: The same phone is sealed differently each time and for each person
    When "Zhang Xiaoming" enters the same "saved-address" 20 times for "save-address": "full-name=Zhang Xiaoming; phone=13812345678; delivery-address=ZHONGSHAN-ROAD-SENTINEL"
    Then the 24 stored values of "phone" have as many different nonces and ciphertexts

  # The product has no tenants: each person is apart from every other.
  @redeem.keep.isolation
  Scenario: Nobody's ciphertext opens in another's place, and what is hers is to others as if it did not exist
    Then the "phone" of "her address" put in place of the "phone" of "the address" is tampered to "Zhang Xiaoming" for "save-address"
    And the "delivery-address" of "the address" put in place of the "delivery-address" of "her address" is tampered to "Li Na" for "save-address"
    When "Zhang Xiaoming" reads "her address" for "save-address"
    Then it is refused with actor_denied
    And these read back
      | what        | by             | for          | item  | value       |
      | the address | Zhang Xiaoming | save-address | phone | 138****5678 |
      | her address | Li Na          | save-address | phone | 138****5678 |

  @redeem.keep.no-unauthorised-access
  Scenario: Without a role, in another's matter, or for a purpose that does not read it: refused, and nothing changes
    When "the intern" reads "the address" for "save-address"
    Then it is refused with actor_denied
    When "Li Na" reads "the address" for "save-address"
    Then it is refused with actor_denied
    When "Zhao Min" reads "the address" for "redemption"
    Then it is refused with purpose_denied
    When "Zhang Xiaoming" reads the "delivery-address" of "the address" for "account"
    Then it is refused with purpose_denied
    And no value that was entered lies in clear in any file
    And these read back
      | what        | by             | for          | item  | value       |
      | the address | Zhang Xiaoming | save-address | phone | 138****5678 |

  @redeem.keep.transport-encryption
  Scenario: Nothing is asked and nothing is sent without TLS
    Then a server of this installation answers over TLS, and plain text with nothing of what was asked
    And without TLS a server does not listen on "0.0.0.0:0": insecure_transport
    And an endpoint may be configured
      | recipient       | address                      | region      | answer             |
      | order-courier   | https://courier.example.com  | cn-shanghai | accepted           |
      | order-courier   | http://courier.example.com   | cn-shanghai | insecure_transport |
      | service-partner | http://partner.example.com   | cn-shanghai | insecure_transport |
      | service-partner | ws://partner.example.com     | cn-shanghai | insecure_transport |
      | login-provider  | ftp://login.example.com      | cn-shanghai | insecure_transport |
