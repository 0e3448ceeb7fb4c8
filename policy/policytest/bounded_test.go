package policytest_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
	"github.com/creance/creance/policy/policytest"
)

// A file of tests whose timelines come to a million days is refused before any
// of them is played, at the test that goes too far.
func TestDecisionsAreBounded(t *testing.T) {
	const hold = "policy: x\nversion: 1\ncarrying: invoice\nsegments: [{ id: s }]\nsteps:\n  - { id: a, at: due + 1, channel: letter }\n"
	many := func(n int, of func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(of(i))
		}
		return b.String()
	}
	for name, c := range map[string]struct {
		tests string
		place string
	}{
		"long timelines": {many(400, func(i int) string {
			return fmt.Sprintf("  - { name: t%d, invoices: [{ id: F, due: 2026-02-04, amount: 1.00 }], expect: { 2026-02-05: a, 2035-12-01: { none: finished } } }\n", i)
		}), "t.test.yaml:114:5"},
		"many invoices": {"  - name: t\n    expect: { 2026-02-05: a, 2035-12-01: { none: finished } }\n    invoices:\n" + many(200, func(i int) string {
			return fmt.Sprintf("      - { id: F%d, due: 2026-02-04, amount: 1.00 }\n", i)
		}), "t.test.yaml:3:5"},
		"many events": {"  - name: t\n    invoices: [{ id: F, due: 2026-02-04, amount: 1.00 }]\n    expect: { 2026-02-05: a, 2035-12-01: { none: finished } }\n    events:\n" + many(2000, func(i int) string {
			return fmt.Sprintf("      - { day: 2026-02-%02d, contact: phone }\n", 1+i%28)
		}), "t.test.yaml:3:5"},
	} {
		_, err := policytest.Check(fstest.MapFS{
			"p.yaml":      {Data: []byte(hold)},
			"t.test.yaml": {Data: []byte("policy: p.yaml\ntests:\n" + c.tests)},
		})
		ds, ok := err.(policy.Diagnostics)
		if assert.True(t, ok, "%s: %v", name, err) && assert.Len(t, ds, 1) {
			assert.Equal(t, "T104", ds[0].Code)
			assert.True(t, strings.HasPrefix(ds.Error(), c.place+": "), "%s: %v", name, err)
			assert.Contains(t, ds.Text(law.French), "plus de 400000 décisions")
		}
	}
}
