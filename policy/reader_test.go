package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Mistakes of form that a gallery entry would not add to.
func TestReaderMistakes(t *testing.T) {
	head := "policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1 }\n"
	for text, want := range map[string]string{
		"policy: [x]\nversion: 1\nsegments: []\nsteps: []\n":                   "1:9: a text is expected here, found a list",
		"policy: { a: b }\nversion: 1\nsegments: []\nsteps: []\n":              "1:9: a text is expected here, found keys and values",
		"policy:\nversion: 1\nsegments: []\nsteps: []\n":                       "1:8: a text is expected here, found nothing",
		head + "constants: [a]\n":                                              "6:12: names and values are expected here, found a list",
		head + "constants: { [a]: 3 }\n":                                       "6:14: a name is one word",
		head + "constants: { a: 3, a: 4 }\n":                                   "6:20: a stands twice here",
		head + "constants: { a: [3] }\n":                                       "6:17: a text is expected here",
		head + "let: { a: [3] }\n":                                             "6:11: a text is expected here",
		head + "let: { a: x, a: y }\n":                                         "6:14: a stands twice here",
		head + "? [a]\n: 3\n":                                                  "6:3: a key is one word",
		head + "limits: 3\n":                                                   "6:9: keys and values are expected here, found \"3\"",
		head + "limits: { min_contact_delay: 99999 }\n":                        "6:30: 99999 is more than 3650",
		head + "limits: { min_contact_delay: 7d }\n":                           "6:30: \"7d\" is not a whole number",
		head + "limits: { min_contact_delay: [7] }\n":                          "6:30: a text is expected here",
		head + "limits: { min_account: 1__0 }\n":                               "6:24: \"1__0\" is not an amount",
		head + "limits: { min_account: 010.00 }\n":                             "6:24: \"010.00\" is not an amount",
		head + "limits: { min_account: [1] }\n":                                "6:24: a text is expected here",
		head + "calendar: { closed: [2026-02-30, [3]] }\n":                     "6:22: date \"2026-02-30\" is not in the calendar",
		head + "calendar: { closed: 3 }\n":                                     "6:21: a list is expected here",
		head + "effective: [1]\n":                                              "6:12: a text is expected here",
		head + "catch_up: [1]\n":                                               "6:11: a text is expected here",
		head + "  - { id: b, at: due + 2, final: 1 }\n":                        "6:34: \"1\" is neither true nor false",
		head + "  - { id: b, at: due + 2, final: [1] }\n":                      "6:34: a text is expected here",
		head + "  - { id: b, at: due + 2, channel: fax }\n":                    "6:36: unknown channel \"fax\" (known: email, sms, phone, letter, registered_letter, bailiff)",
		head + "  - { id: b, at: due + 2, channel: none }\n":                   "6:36: unknown channel \"none\"",
		head + "  - { id: b, at: due + 2, channel: [[email]] }\n":              "6:37: a text is expected here",
		head + "  - { id: b, at: due + 2, channel: { a: b } }\n":               "6:36: a list is expected here",
		head + "  - { id: b, at: due + 2, segments: [[s]] }\n":                 "6:38: a text is expected here",
		head + "  - { id: b, at: due + 2, channel: [email, email] }\n":         "6:44: \"email\" is there twice",
		head + "  - { id: b, at: due + 2, segments: [s, s] }\n":                "6:41: \"s\" is there twice",
		head + "  - { id: b, at: due + 2, repeat: { max: 2 } }\n":              "6:35: every is missing",
		head + "constants: { a: 1e3 }\n":                                       "6:17: \"1e3\" is not a number",
		head + "let: { a: disputed, b: a }\n":                                  "6:21: \"b\" is not used",
		head + "let: { previous: disputed }\n":                                 "6:8: \"previous\" is a word of the language",
		head + "constants: { a: 1 }\nlet: { a: disputed }\n":                   "7:8: \"a\" is declared twice",
		head + "a-very-long-key-that-nobody-would-ever-write-in-a-policy: 3\n": "6:1: unknown key \"a-very-long-key-that-nobody-would-ever-w…\"",
		"version: 1\nsegments: [{ id: a, when: disputed }, { id: b, when: disputed }, { id: s }]\npolicy: x\nsteps:\n  - { id: a, at: due + 1 }\n": "2:39: this segment is never reached: \"a\" above it has the same condition",
		"policy: x\n---\n": "holds a second document",
		"policy: \"x\n":    "1:9: this quote is not closed",
		"a: b: c\n":        "1:5: this text holds a colon (put it in quotes: \"…\")",
	} {
		err := build("p.yaml", []byte(text))
		assert.ErrorContains(t, err, want, "%s", text)
	}
}
