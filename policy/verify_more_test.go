package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// Statements on several shipped policies, each true or a day, a cent or a word
// beside the truth. What is refuted is decided again and errs again.
func TestStatements(t *testing.T) {
	t.Parallel()
	const proved, refuted = policy.Proved, policy.Refuted
	for _, c := range []struct {
		name, never string
		want        policy.Result
	}{
		{"small-business", `step == "j15" and days_overdue < 15`, proved},
		{"small-business", `step == "j15" and days_overdue < 16`, refuted},
		{"small-business", `route != "" and days_overdue < 46`, proved},
		{"small-business", `route != "" and days_overdue < 47`, refuted},
		{"small-business", `step == "agence" and overdue >= 300.00`, proved},
		{"small-business", `step == "agence" and overdue >= 299.99`, refuted},
		{"small-business", `by_email and tone == "firm"`, proved},
		{"small-business", `by_sms and tone == "courteous"`, refuted},
		{"consumers", `penalties > 0.00 and client_kind != "consumer"`, proved},
		{"consumers", `step == "injonction" and last_step == "conciliation" and days_overdue < 81`, proved},
		{"consumers", `step == "injonction" and last_step == "conciliation" and days_overdue < 82`, refuted},
		{"consumers", `client_kind == "consumer" and penalties > 0.00`, refuted},
		{"consumers", `limitation_days_left == 0`, refuted},
		{"public-buyers", `deadline > 0 and deadline < 15`, proved},
		{"public-buyers", `by_phone and segment == "urgence"`, proved},
		{"public-buyers", `by_registered_letter and segment == "urgence"`, refuted},
		{"association", `steps_sent >= 4 and not final`, refuted},
		{"association", `by_phone and not reviewed`, proved},
		{"axelor-rel-part", `step == "niveau-2" and overdue == overdue`, ""},
		{"axelor-rel-part", `step == "niveau-2" and overdue <= 50.01`, refuted},
		{"koprogo-charges", `by_bailiff and days_overdue < 75`, proved},
		{"koprogo-charges", `by_bailiff and days_overdue < 76`, refuted},
		{"tryton-procedure", `step == "niveau-2" and last_step == "none"`, proved},
	} {
		doc, ok := policy.Named(c.name)
		require.True(t, ok)
		doc.Guarantees = []policy.Guarantee{{ID: "g", Never: c.never}}
		p, err := policy.Compile[policy.Facts](doc)
		if c.want == "" {
			assert.Error(t, err, "amounts are not compared for equality in a guarantee either")
			continue
		}
		require.NoError(t, err, c.never)
		v := p.Verify()[0]
		assert.Equal(t, c.want, v.Result, "%s: %s", c.name, v.Text(law.English))
		if v.Example != nil {
			again, err := p.Decide(v.Example.Facts)
			require.NoError(t, err)
			assert.Equal(t, v.Example.Decision.ID, again.ID, c.never)
		}
	}
}
