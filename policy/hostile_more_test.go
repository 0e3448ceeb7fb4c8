package policy_test

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// oddNumbers are forms that look like numbers.
var oddNumbers = []string{
	"+1", "-0", ".5", "5.", "1__0", "1_", "_1", "01", "0_1", "1e5", "1E-5", "0b2", "0x_1", "0o8", "1.0.0", "1,5", "1'000", "١", "٣", "½", "Ⅷ", "²", "−1",
	"1\u00a0000", "1\u202f000", "∞", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1000000000000000.01", "0.000000000000000000000000001",
	"99999999999999999999999", "-.1", "1.e", "NaN", "~", "null", "1:30", "0.1_0",
}

// utf16Of is a text in another encoding.
func utf16Of(s string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		b.WriteByte(byte(u))
		b.WriteByte(byte(u >> 8))
	}
	return b.String()
}

// oddTexts are files that few editors write.
func oddTexts() map[string]string {
	times := strings.Repeat
	list := map[string]string{
		"cyclic alias": "a: &a [*a]\n", "self map": "a: &a { b: *a }\n", "merge list": "<<: [{ policy: x }, { version: 1 }]\n",
		"overlong": "policy: \xc0\xaf\n", "surrogate bytes": "policy: \xed\xa0\x80\n", "surrogate escape": inWhen(`"client == \"\uD800\""`),
		"UTF-16": utf16Of("\ufeff" + hostileHead), "UTF-16 without a mark": utf16Of(hostileHead), "two marks": "\ufeff\ufeff" + hostileHead, "a mark inside": hostileHead + "\ufeffcurrency: EUR\n",
		"NUL at the end": hostileHead + "\x00", "NUL first": "\x00" + hostileHead, "vertical tab": hostileHead + "\v", "line separators": "policy: x\u2028version: 1\u2029" + hostileHead[10:],
		"deep flow": times("[", 10_000), "deep flow, closed": times("[", 10_000) + times("]", 10_000), "deep maps": times("{a: ", 5_000), "deep keys": times("? ", 10_000) + "x\n", "deep lists": times("- ", 20_000) + "x\n",
		"a quoted duplicate": hostileHead + "\"policy\": y\n", "an escaped duplicate": hostileHead + "\"\\x70olicy\": y\n", "a long key": hostileHead + times("k", 100_000) + ": 1\n",
		"tag": strings.Replace(hostileHead, "policy: x", "policy: !!binary x", 1), "python": strings.Replace(hostileHead, "policy: x", "policy: !!python/object:os.system x", 1),
		"many tabs": strings.ReplaceAll(hostileHead, "  - ", "\t- "), "YAML 9.9": "%YAML 9.9\n---\n" + hostileHead, "complex key": "? [a, b]\n: x\n" + hostileHead,
		"steps that follow one another": hostileHead + times("  - { id: a, at: previous + 1 }\n", 3_000),
		"conditions in a ring":          "policy: x\nversion: 1\nlet: { a: b or disputed, b: c or disputed, c: a or disputed }\n" + hostileHead[20:],
		"closed parentheses":            inWhen("'" + times("(", 1_300) + "disputed" + times(")", 1_300) + "'"), "nots": inWhen("'" + times("not ", 900) + "disputed'"), "ends of months": inWhen("'" + times("end_of_month(", 200) + "due" + times(")", 200) + " > due'"),
		"a long list": inWhen("'days_overdue in [" + times("1, ", 60_000) + "2]'"), "a long text": inWhen("'client == \"" + times("x", 5_000) + "\"'"), "a wide sum": hostileHead + "  - { id: b, at: 'due" + times(" + 1000", 200) + "' }\n",
	}
	doubled := "policy: x\nversion: 1\nlet:\n  l0: disputed\n"
	for i := range 500 {
		doubled += fmt.Sprintf("  l%d: l%d or l%d\n", i+1, i, i)
	}
	list["conditions that double"] = doubled + hostileHead[20:]
	for i, n := range oddNumbers {
		list[fmt.Sprint("money ", i)] = inWhen("'overdue > " + n + " or " + n + " x'")
		list[fmt.Sprint("days ", i)] = hostileHead + "  - { id: b, at: due + " + n + " +, deadline: " + n + " }\n"
		list[fmt.Sprint("repeat ", i)] = hostileHead + "  - { id: b, at: due + 2, repeat: { every: 0, max: " + n + " } }\n"
		list[fmt.Sprint("limit ", i)] = hostileHead + "limits: { min_contact_delay: " + n + "x, min_item: " + n + " }\n"
		list[fmt.Sprint("apart ", i)] = hostileHead + "guarantees: [{ id: g, apart: " + n + ", reaches: a }]\n"
	}
	return list
}

// Each is refused, at a place, in both languages, and none of them is repeated
// at length in what is said about it.
func TestOddFiles(t *testing.T) {
	t.Parallel()
	list := oddTexts()
	require.Greater(t, len(list), 200)
	for name, text := range list {
		doc, err := policy.Parse("p.yaml", []byte(text))
		if err == nil {
			_, err = policy.Compile[policy.Facts](doc)
		}
		ds, ok := err.(policy.Diagnostics)
		if !assert.True(t, ok, "%s: %v", name, err) {
			continue
		}
		for _, d := range ds {
			assert.Positive(t, d.Line, "%s: %s", name, d.Message)
			assert.Positive(t, d.Column, "%s: %s", name, d.Message)
			assert.Less(t, len(d.Message)+len(d.Suggestion), 1_000, name)
			bilingual(t, d)
		}
	}
}

// What an author most often means is offered as it has to be written.
func TestOddFilesAreAnswered(t *testing.T) {
	for text, want := range map[string]string{
		"policy: x\nversion: 1\nsegments: [tous]\nsteps: [{ id: a, at: due + 1 }]\n":      "(write { id: tous })",
		"policy: x\nversion: 1\nsegments: [{ id: s }]\nsteps:\n  - relance\n":             "(write { id: relance })",
		hostileHead + "currency: $\n":                                                     "(write USD)",
		hostileHead + "currency: euro\n":                                                  "(write EUR, or leave it out for euros)",
		hostileHead + "  - { id: b, at: as_of + 1 }\n":                                    "count from a date that stays",
		hostileHead + "holds: [{ id: h, when: disputed, end: previous + 4_000 - 100 }]\n": "count at most 3650 days",
	} {
		doc, err := policy.Parse("p.yaml", []byte(text))
		if err == nil {
			_, err = policy.Compile[policy.Facts](doc)
		}
		assert.ErrorContains(t, err, want)
	}
}
