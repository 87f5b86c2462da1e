Feature: The clip of a spoken search ends with its answer, and so does every byte of it

  Background:
    Given it is "2026-11-21T09:00:00+08:00"
    And the policy "policies/redeem/policy.toml" is in force
    And "Zhang Xiaoming" has registered without a company giving
      | field    | value          |
      | account  | xiaoming       |
      | phone    | 13812345678    |
      | password | Horse-staple-9 |

  @redeem.retain.necessary-period
  Scenario: A clip of a voice search is gone when the search is answered
    Given "Zhang Xiaoming" has granted the permission "microphone"
    And "Zhang Xiaoming" has agreed to "voice-search"
    And "Zhang Xiaoming" has begun a "voice-input" called "the search"
    When "Zhang Xiaoming" uploads a recording as the "voice" of a "voice-clip" for "voice-search" during "the search" as "the clip"
    Then it is carried out
    When "Zhang Xiaoming" reads the file "voice" of "the clip" for "voice-search"
    Then the file is a recording without its place and its device
    When it is "2026-11-21T09:00:07+08:00"
    And "Zhang Xiaoming" ends "the search"
    Then 0 files are kept
    And nothing is left of "the clip"
    When "Zhang Xiaoming" reads the file "voice" of "the clip" for "voice-search"
    Then it is refused with not_found

  @redeem.retain.necessary-period
  Scenario: A clip goes with the consent under which it was taken
    Given "Zhang Xiaoming" has granted the permission "microphone"
    And "Zhang Xiaoming" has agreed to "voice-search"
    And "Zhang Xiaoming" has begun a "voice-input" called "the search"
    And "Zhang Xiaoming" uploads a recording as the "voice" of a "voice-clip" for "voice-search" during "the search" as "the clip"
    When "Zhang Xiaoming" withdraws the consent to "voice-search"
    Then 0 files are kept
    And nothing is left of "the clip"

  @redeem.retain.necessary-period
  Scenario Outline: What is no recording is not taken as a clip, and nothing of it is kept: <what>
    Given "Zhang Xiaoming" has granted the permission "microphone"
    And "Zhang Xiaoming" has agreed to "voice-search"
    And "Zhang Xiaoming" has begun a "voice-input" called "the search"
    When "Zhang Xiaoming" uploads <what> as the "voice" of a "voice-clip" for "voice-search" during "the search"
    Then it is refused with malformed
    And 0 files are kept

    Examples:
      | what    |
      | a photo |
      | a paper |

  @redeem.retain.necessary-period
  Scenario: A version that takes shorter clips refuses what the one before took
    Given "Zhang Xiaoming" has granted the permission "microphone"
    And "Zhang Xiaoming" has agreed to "voice-search"
    When it is published as version "2" with these lines in the row "data.voice"
      """
      at-most = "1 MiB"
      """
    Then the version "2" is in force
    Given "Zhang Xiaoming" has begun a "voice-input" called "the search"
    When "Zhang Xiaoming" uploads a recording as the "voice" of a "voice-clip" for "voice-search" during "the search"
    Then it is refused with too_large
    And 0 files are kept
