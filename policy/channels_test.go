package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// What a client without an address gets: the channels that the step says, else
// those that are left of it.
func TestWithoutEmail(t *testing.T) {
	for step, want := range map[string][2]string{
		"channel: email":                                          {"email", ""},
		"channel: [email, phone]":                                 {"email, phone", "phone"},
		"channel: email, without_email: letter":                   {"email", "letter"},
		"channel: [email, phone], without_email: [letter, phone]": {"email, phone", "letter, phone"},
		"channel: letter":                                         {"letter", "letter"},
	} {
		p := compile(t, "steps:\n  - { id: a, at: due + 1, "+step+" }\nguarantees:\n"+
			"  - { id: lettre, never: by_letter and not email_missing }\n  - { id: courriel, never: by_email and email_missing }\n")
		for i, missing := range []bool{false, true} {
			a := account(invoice("F1", "2026-02-04", "100.00"))
			a.Client.EmailMissing = missing
			d := decide(t, p, a, "2026-02-05")
			var channels string
			for _, c := range d.Channels {
				if channels != "" {
					channels += ", "
				}
				channels += c.String()
			}
			assert.Equal(t, want[i], channels, "%s, %v", step, missing)
			if want[i] == "" {
				assert.Equal(t, "none: no_address:a", shown(d))
			}
		}
		lettered := policy.Proved
		if step == "channel: letter" {
			lettered = policy.Refuted
		}
		verdicts := p.Verify()
		assert.Equal(t, lettered, verdicts[0].Result, step)
		assert.Equal(t, policy.Proved, verdicts[1].Result, step)
	}
}

// The canonical form keeps it, and a policy without it keeps its hash.
func TestWithoutEmailInTheHash(t *testing.T) {
	doc := policy.StandardDocument()
	again, err := policy.Parse("x.json", doc.Canonical())
	require.NoError(t, err)
	assert.Equal(t, doc.Hash(), again.Hash())
	assert.Equal(t, []dunning.Channel{dunning.Letter}, again.Steps[1].WithoutEmail)
	again.Steps[1].WithoutEmail = nil
	assert.NotEqual(t, doc.Hash(), again.Hash())
}

// The client whom nobody ever chases: Verify shows him, Lint warns of him, and
// he really waits.
func TestNobodyWritesToHim(t *testing.T) {
	t.Parallel()
	doc := policy.StandardDocument()
	doc.Steps[1].WithoutEmail = nil
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	codes := []string{}
	for _, d := range p.Lint() {
		codes = append(codes, d.Code+" "+d.Path)
	}
	assert.Equal(t, []string{"P416 steps[1].channel"}, codes)
	for _, v := range p.Verify() {
		if v.ID != "terme" {
			assert.Equal(t, policy.Proved, v.Result, v.Text(law.English))
			continue
		}
		require.Equal(t, policy.Refuted, v.Result)
		assert.True(t, v.Example.Facts.EmailMissing)
		assert.Equal(t, "none: no_address:relance-1", shown(v.Example.Decision))
		assert.False(t, arrives(t, p, v.Example.Facts))
		assert.True(t, arrives(t, policy.Standard(), v.Example.Facts))
	}
}
