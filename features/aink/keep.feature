Feature: How data is kept: sealed, apart, at home, and copied only under keys of its own

  Background:
    Given it is "2026-05-20T09:00:00+08:00"
    And the policy "policies/aink/policy.toml" is in force
    And "Han Mei" has registered with the company "Acme" giving
      | field        | value                 |
      | username     | hanmeimei.sentinel    |
      | email        | same@example.com      |
      | company-name | Acme Trading Limited  |
      | phone        | 13800138000           |
      | password     | Horse-staple-9        |
    And "Wang Fang" has registered with the company "Beta" giving
      | field        | value                 |
      | username     | wangfang.sentinel     |
      | email        | same@example.com      |
    And these people act
      | who                 | as      | role          |
      | Han Mei             | member  | administrator |
      | Wang Fang           | member  | administrator |
      | the officer         | staff   | officer       |
      | the sign-in service | service | sign-in       |
      | the push sender     | service | push-sender   |
    And "Han Mei" has accepted "notice.upload" for the company "Acme"
    And "Wang Fang" has accepted "notice.upload" for the company "Beta"

  # ── Sealing ───────────────────────────────────────────────────────────────────────────────────────────────

  @aink.keep.aes-256-gcm
  Scenario: Every key sensitive field is sealed with AES-256-GCM, and any change of what is stored is noticed
    Given the "account" of "Han Mei", read for "account", is called "A's account"
    And the "account" of "Wang Fang", read for "account", is called "B's account"
    And an agreement with "alibaba-sms" is on file
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the code"
    And "Han Mei" has entered, with all that each needs
      | called          | record         | for               | values                                                                                               |
      | the point       | check-in       | attendance        | location=38.914003,121.614682                                                                        |
      | the payment     | payment        | payment           | order-amount=2999.00; payer-account=2088123456789012                                                 |
      | the payroll     | payroll        | provide-service   | employee-name=Zhang Weiguo; salary=12345.67 yuan; bank-account=6222021234567890128                   |
      | the invoice     | invoice        | provide-service   | invoice-number=26952000001; invoice-amount=1200.50; buyer-name=Beta Stores Co; buyer-phone=13900139001 |
      | another invoice | invoice        | provide-service   | invoice-number=26952000002; invoice-amount=2200.50; buyer-name=Beta Stores Co; buyer-phone=13900139001 |
      | the photo       | receipt        | ocr-entry         | image=PHOTO-OF-A-RECEIPT-SENTINEL                                                                    |
      | the voice       | voice-sample   | voice-recognition | voice=A-RECORDING-OF-A-VOICE                                                                         |
      | the file        | attachment     | provide-service   | file=The text of an uploaded file                                                                    |
      | the question    | assistant-turn | assistant         | question=What is my stock worth?                                                                     |
      | the token       | push           | notify            | push-token=740f4707bebcf74f9b7c25d48e335894                                                          |
    Then every key sensitive field is stored under AES-256-GCM, with a key of 32 bytes and a tag of 16
    And any one bit of the "email" in "A's account" turned over is tampered to "Han Mei" reading for "account"
    And any one bit of the "salary" in "the payroll" turned over is tampered to "Han Mei" reading for "provide-service"
    And the "buyer-phone" of "another invoice" put in place of the "buyer-phone" of "the invoice" is tampered to "Han Mei" for "provide-service"
    And the "buyer-name" of "the invoice" put in place of the "buyer-phone" of "the invoice" is tampered to "Han Mei" for "provide-service"
    And the "email" of "A's account" put in place of the "email" of "B's account" is tampered to "Wang Fang" for "account"
    And with a root key of 16 bytes nothing opens

  @aink.keep.aes-256-gcm
  Scenario: The same value entered ten thousand times is sealed ten thousand times differently
    When "Han Mei" enters the same "attachment" 10000 times for "provide-service": "file=The text of an uploaded file"
    Then the 10000 stored values of "file" have as many different nonces and ciphertexts

  @aink.keep.encrypted-at-rest
  Scenario: After every flow no key sensitive value lies in clear in any file
    Given the "account" of "Han Mei", read for "account", is called "A's account"
    And "Horse-staple-9" is looked for, too
    And an agreement with "alibaba-sms" is on file
    And "the sign-in service" sends a code for "verification" on "login" to "13900139000" in "Acme", called "the code"
    And "Han Mei" has entered, with all that each needs
      | called          | record         | for               | values                                                                                               |
      | the point       | check-in       | attendance        | location=38.914003,121.614682                                                                        |
      | the payment     | payment        | payment           | order-amount=2999.00; payer-account=2088123456789012                                                 |
      | the payroll     | payroll        | provide-service   | employee-name=Zhang Weiguo; salary=12345.67 yuan; bank-account=6222021234567890128                   |
      | the invoice     | invoice        | provide-service   | invoice-number=26952000001; invoice-amount=1200.50; buyer-name=Beta Stores Co; buyer-phone=13900139001 |
      | the photo       | receipt        | ocr-entry         | image=PHOTO-OF-A-RECEIPT-SENTINEL                                                                    |
      | the voice       | voice-sample   | voice-recognition | voice=A-RECORDING-OF-A-VOICE                                                                         |
      | the file        | attachment     | provide-service   | file=The text of an uploaded file                                                                    |
      | the question    | assistant-turn | assistant         | question=What is my stock worth?                                                                     |
      | the token       | push           | notify            | push-token=740f4707bebcf74f9b7c25d48e335894                                                          |
    Then every item on the list of key sensitive fields was entered
    When "Han Mei" reads "the payroll" for "provide-service"
    Then it is carried out
    And "the sign-in service" finds 1 "account" in "Acme" whose "username" is "hanmeimei.sentinel" for "account"
    When "Han Mei" exports what the company holds
    Then it is carried out
    When "Han Mei" sends a "payroll" for "provide-service"
      | field         | value                 |
      | employee-name | A-REFUSED-EMPLOYEE    |
      | salary        | A-REFUSED-SALARY      |
      | nickname      | A-REFUSED-NICKNAME    |
    Then it is refused with undeclared_field
    Given "A-REFUSED-EMPLOYEE" is looked for, too
    And "A-REFUSED-SALARY" is looked for, too
    And "A-REFUSED-NICKNAME" is looked for, too
    And a backup is made, called "the backup"
    When the worker wakes
    Then the ledger of the product verifies, body by body
    And no value that was entered lies in clear in any file
    And "the code" lies in no file, neither as digits nor as a bare hash
    And the same search would find "Horse-staple-9" written as
      | a form               |
      | Horse-staple-9       |
      | 486f7273652d737461706c652d39 |
      | 486F7273652D737461706C652D39 |
      | SG9yc2Utc3RhcGxlLTk= |
      | AEhvcnNlLXN0YXBsZS05 |
      | AABIb3JzZS1zdGFwbGUtOQ== |

  # ── On the way ────────────────────────────────────────────────────────────────────────────────────────────

  @aink.keep.tls-all
  Scenario: An address without TLS is refused when it is configured
    Then an endpoint may be configured
      | recipient   | address                          | region      | answer             |
      | alibaba-sms | https://dysmsapi.aliyuncs.com    | cn-hangzhou | accepted           |
      | alibaba-sms | http://dysmsapi.aliyuncs.com     | cn-hangzhou | insecure_transport |
      | alibaba-sms | http://127.0.0.1:8080            | cn-hangzhou | insecure_transport |
      | alibaba-sms | ws://dysmsapi.aliyuncs.com       | cn-hangzhou | insecure_transport |
      | dashscope   | http://dashscope.aliyuncs.com    | cn-beijing  | insecure_transport |
      | alibaba-oss | http://oss-cn-beijing.aliyuncs.com | cn-beijing | insecure_transport |
      | apns        | http://api.push.apple.com        |             | insecure_transport |

  @aink.keep.tls-all
  Scenario: The service itself listens on TLS only
    Then a server of this installation answers over TLS, and plain text with nothing of what was asked
    And without TLS a server does not listen on "0.0.0.0:0": insecure_transport

  @aink.keep.tls-all
  Scenario Outline: A recipient whose certificate is <certificate> gets <times> messages
    Given an agreement with "alibaba-sms" is on file
    And "alibaba-sms" shows a certificate that is <certificate>
    Then a code that "the sign-in service" sends for "verification" on "login" in "Acme" reaches it <times> times

    Examples:
      | certificate      | times |
      | valid            | 1     |
      | expired          | 0     |
      | for-another-name | 0     |

  # ── Tenants apart ─────────────────────────────────────────────────────────────────────────────────────────

  @aink.keep.tenant-isolation
  Scenario: To one tenant another's records are as if they did not exist
    Given "Han Mei" has entered, with all that each needs
      | called      | record  | for             | values                                             |
      | A's invoice | invoice | provide-service | invoice-number=26952000001; invoice-amount=1200.50 |
    And "Wang Fang" has entered, with all that each needs
      | called      | record  | for             | values                                             |
      | B's invoice | invoice | provide-service | invoice-number=26952000001; invoice-amount=1200.50 |
    Then to "Han Mei" of "Acme" the "invoice" "B's invoice" of "Beta" is, for "provide-service", as if it did not exist
    And to "Wang Fang" of "Beta" the "invoice" "A's invoice" of "Acme" is, for "provide-service", as if it did not exist
    And "Han Mei" of "Acme" lists 1 "account" for "account" and none of "Beta", even by the "email" "same@example.com"
    And equal values of "email" have different look-up entries in "Acme" and "Beta"
    When somebody copies the rows of "A's invoice" into "Beta" behind the engine's back
    Then reading "the copy of A's invoice" as "Wang Fang" for "provide-service" ends in tampered
    And these read back
      | what        | by        | for             | item           | value       |
      | A's invoice | Han Mei   | provide-service | invoice-number | 26952000001 |
      | B's invoice | Wang Fang | provide-service | invoice-number | 26952000001 |

  @aink.keep.tenant-isolation
  Scenario: Clearing one tenant changes no byte that another can read
    Given "Han Mei" has entered, with all that each needs
      | called      | record    | for             | values                                             |
      | A's invoice | invoice   | provide-service | invoice-number=26952000001; invoice-amount=1200.50 |
      | A's goods   | inventory | provide-service | goods-note=Forty boxes of walnuts                  |
    And "Wang Fang" has entered, with all that each needs
      | called      | record    | for             | values                                             |
      | B's invoice | invoice   | provide-service | invoice-number=26952000001; invoice-amount=1200.50 |
      | B's goods   | inventory | provide-service | goods-note=Fifty boxes of walnuts                  |
    And everything stored of "Beta" is noted
    When "Han Mei" cancels the company "Acme"
    And nobody asks for anything until "2026-05-27T09:00:00+08:00"
    Then no row, key or byte is left of
      | what      |
      | A's goods |
    And everything stored of "Beta" is as it was noted
    And these read back
      | what        | by        | for             | item           | value                  |
      | B's invoice | Wang Fang | provide-service | invoice-number | 26952000001            |
      | B's goods   | Wang Fang | provide-service | goods-note     | Fifty boxes of walnuts |

  # ── Backups ───────────────────────────────────────────────────────────────────────────────────────────────

  @aink.keep.automatic-backups
  Scenario: A day passes without any call, and there is a backup that gives everything back
    Given "Han Mei" has entered, with all that each needs
      | called      | record    | for             | values                                                                      |
      | the invoice | invoice   | provide-service | invoice-number=26952000001; invoice-amount=1200.50; buyer-phone=13900139000 |
      | the payroll | payroll   | provide-service | employee-name=Zhang Weiguo; salary=12345.67 yuan                            |
    And everything stored of "Acme" is noted
    When nobody asks for anything until "2026-05-21T08:59:59+08:00"
    Then 0 backups were made
    When nobody asks for anything until "2026-05-21T09:00:00+08:00"
    Then 1 backup was made
    And no value that was entered lies in clear in any file
    When the newest backup is called "last night's"
    And the data is lost and "last night's" is restored
    Then everything stored of "Acme" is as it was noted
    And these read back
      | what        | by      | for             | item           | value         |
      | the invoice | Han Mei | provide-service | invoice-number | 26952000001   |
      | the invoice | Han Mei | provide-service | buyer-phone    | 13900139000   |
      | the payroll | Han Mei | provide-service | salary         | 12345.67 yuan |
    And "the sign-in service" finds 1 "account" in "Acme" whose "email" is "same@example.com" for "account"

  @aink.keep.automatic-backups
  Scenario: Who was erased after the backup stays erased when it is restored
    Given "Li Lei" has registered with the company "Acme" giving
      | field    | value              |
      | username | lilei.sentinel     |
      | email    | li.lei@example.com |
    And the "account" of "Li Lei", read for "account", is called "the account"
    When nobody asks for anything until "2026-05-21T09:00:00+08:00"
    And the newest backup is called "last night's"
    And "Li Lei" cancels the own account
    And nobody asks for anything until "2026-05-28T09:00:00+08:00"
    And the data is lost and "last night's" is restored
    Then no row, key or byte is left of
      | what        |
      | the account |
    And none of these can be read: not_found
      | what        | by                  | for     |
      | the account | the sign-in service | account |
    And "the sign-in service" finds 0 "account" in "Acme" whose "username" is "lilei.sentinel" for "account"

  @aink.keep.automatic-backups
  Scenario: A backup that was missed is reported from the next second on, until it is made
    When it is "2026-05-21T09:00:00+08:00"
    Then the promise "protect" is "due"
    When it is "2026-05-21T09:00:01+08:00"
    Then the promise "protect" is "at-risk"
    And 0 backups were made
    When the worker wakes
    Then 1 backup was made
    And the promise "protect" is "due"

  # ── At home ───────────────────────────────────────────────────────────────────────────────────────────────

  @aink.keep.mainland-only
  Scenario: Data stands in mainland China; another place is refused when the policy is loaded, and so is a later move
    Then a policy that writes "cn-qingdao" differently is answered
      | instead        | answer        |
      | cn-nanjing     | accepted      |
      | cn-hongkong    | region_denied |
      | ap-southeast-1 | region_denied |
      | us-east-1      | region_denied |
      | atlantis-1     | region_denied |
    And an installation may stand here
      | region         | answer        |
      | cn-beijing     | accepted      |
      | cn-hongkong    | region_denied |
      | ap-southeast-1 | region_denied |
      | atlantis-1     | region_denied |
    And moved to "ap-southeast-1" it does not start: region_denied
    And moved to "cn-hongkong" it does not start: region_denied
    And these are all the places where data stands or goes
      | promise               | region      | country |
      | place.north           | cn-beijing  | CN      |
      | place.north-qingdao   | cn-qingdao  | CN      |
      | place.east            | cn-hangzhou | CN      |
      | place.east-shanghai   | cn-shanghai | CN      |
      | transfer              | cn-hangzhou | CN      |
      | recipient.alibaba-oss |             | CN      |
      | recipient.alibaba-sms | cn-hangzhou | CN      |
      | recipient.alipay      |             | CN      |
      | recipient.dashscope   |             | CN      |
      | recipient.apns        |             | global  |

  @aink.keep.alibaba-north-east
  Scenario: Regions of north and east China that the policy names are accepted, others in the mainland are not
    Then an installation may stand here
      | region      | answer        |
      | cn-beijing  | accepted      |
      | cn-qingdao  | accepted      |
      | cn-hangzhou | accepted      |
      | cn-shanghai | accepted      |
      | cn-shenzhen | region_denied |
      | cn-chengdu  | region_denied |
    And moved to "cn-shenzhen" it does not start: region_denied
    And once a policy writes "cn-shenzhen" instead of "cn-qingdao", an installation may stand there

  @aink.keep.business-data-stays
  Scenario Outline: What a company holds does not leave for <region>, whatever is agreed
    Given "Han Mei" has agreed to "notify"
    And "Han Mei" has agreed to "assistant"
    And "Han Mei" has agreed to "payment"
    And an agreement with "apns" is on file
    And an agreement with "alibaba-oss" is on file
    And an agreement with "dashscope" is on file
    Then nothing that "Acme" holds leaves for an endpoint in "<region>" when "Han Mei" sends it: region_denied

    Examples:
      | region         |
      | us-east-1      |
      | ap-southeast-1 |
      | cn-hongkong    |
      | atlantis-1     |

  @aink.keep.business-data-stays
  Scenario: An endpoint abroad of a recipient at home is refused when it is configured
    Then an endpoint may be configured
      | recipient   | address                                           | region         | answer        |
      | dashscope   | https://dashscope.aliyuncs.com                    | cn-beijing     | accepted      |
      | dashscope   | https://dashscope-intl.aliyuncs.com               | ap-southeast-1 | region_denied |
      | alibaba-oss | https://oss-cn-hangzhou.aliyuncs.com              | cn-hangzhou    | accepted      |
      | alibaba-oss | https://oss-us-east-1.aliyuncs.com                | us-east-1      | region_denied |
      | alibaba-sms | https://dysmsapi.ap-southeast-1.aliyuncs.com      | ap-southeast-1 | region_denied |
      | alipay      | https://openapi.alipay.com                        | cn-hangzhou    | accepted      |
      | alipay      | https://open-eu-central-1.alipay.com              | eu-central-1   | region_denied |
      | alipay      | https://openapi.alipay.com                        | cn-hongkong    | region_denied |
