package law_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/internal/deptest"
	"github.com/creance/creance/law"
)

func TestImports(t *testing.T) {
	deptest.Pure(t, map[string]string{deptest.Module: "every package rests on this one"})
}

func TestInForceIsHalfOpen(t *testing.T) {
	from, until := date.New(2024, 1, 1), date.New(2026, 9, 1)
	b := law.Basis{From: from, Until: until}
	assert.False(t, b.InForce(from-1))
	assert.True(t, b.InForce(from))
	assert.True(t, b.InForce(until-1))
	assert.False(t, b.InForce(until))
	assert.True(t, law.Basis{}.InForce(from), "nothing known of its dates: current law")
}

func TestMarks(t *testing.T) {
	for c, want := range map[law.Confidence]string{law.Agreed: "2+", law.Single: "1", law.Memory: "M", law.Judgment: "J", 0: "?", 99: "?"} {
		text, err := c.MarshalText()
		assert.NoError(t, err)
		assert.Equal(t, want, string(text))
	}
}

func TestLang(t *testing.T) {
	for _, code := range []string{"fr", "en"} {
		l, ok := law.ParseLang(code)
		assert.True(t, ok)
		assert.Equal(t, code, l.String())
	}
	_, ok := law.ParseLang("de")
	assert.False(t, ok)
}

func ExampleBasis_InForce() {
	// A payment order issued from 1 September 2026 must be served within three
	// months; the old six months still run for earlier orders.
	threeMonths := law.Basis{
		Article:    "art. 1411 CPC",
		Source:     "décret 2026-96 du 16 février 2026",
		Confidence: law.Agreed,
		From:       date.New(2026, time.September, 1),
	}
	fmt.Println(threeMonths.InForce(date.New(2026, time.August, 31)), threeMonths.Confidence)
	// Output: false 2+
}

func ExampleConfidence() {
	for _, c := range []law.Confidence{law.Agreed, law.Single, law.Memory, law.Judgment} {
		fmt.Print(c, " ")
	}
	fmt.Println()
	// Output: 2+ 1 M J
}
