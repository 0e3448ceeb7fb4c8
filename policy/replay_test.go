package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

func TestReplay(t *testing.T) {
	p := compile(t, "calendar: { business_days: FR }\n"+threeSteps)
	for name, c := range map[string]struct {
		sent  []string // day, step
		paid  string
		grace int
		want  []string
	}{
		"as decided":       {sent: []string{"2026-03-03", "r1", "2026-03-10", "r2", "2026-03-20", "med"}},
		"approved in time": {sent: []string{"2026-03-03", "r1", "2026-03-10", "r2", "2026-03-23", "med"}, grace: 2},
		"too late": {sent: []string{"2026-03-05", "r1", "2026-03-12", "r2", "2026-03-23", "med"},
			want: []string{"C1 F1: r1 sent on 5 March 2026, for 3 March 2026 (2 days after)"}},
		"too early": {sent: []string{"2026-03-03", "r1", "2026-03-06", "r2", "2026-03-16", "med"},
			want: []string{"C1 F1: r2 sent on 6 March 2026, for 10 March 2026 (4 days too early): r2: the step is still to come (previous + 7), until 10 March 2026 excluded"}},
		"on a Sunday": {sent: []string{"2026-03-03", "r1", "2026-03-10", "r2", "2026-03-22", "med"}, grace: 9,
			want: []string{"C1 F1: med sent on 22 March 2026, for 20 March 2026 (2 days after): not a business day, until 23 March 2026 excluded"}},
		"another step": {sent: []string{"2026-03-03", "med"}, want: []string{"C1 F1: r1 decided on 3 March 2026, med sent on 3 March 2026"}},
		"a step of another policy": {sent: []string{"2026-03-03", "r1", "2026-03-05", "courtesy", "2026-03-10", "r2", "2026-03-20", "med"},
			want: []string{"C1 F1: courtesy sent on 5 March 2026 although the policy did not decide it: r2: the step is still to come (previous + 7), until 10 March 2026 excluded; too soon after the last contact (3 March 2026), until 6 March 2026 excluded"}},
		"twice on a day": {sent: []string{"2026-03-03", "r1", "2026-03-03", "r2", "2026-03-13", "med"},
			want: []string{"C1 F1: r2 sent on 3 March 2026 although the policy did not decide it"}},
		"never":                    {want: []string{"C1 F1: r1 decided on 3 March 2026 and not sent", "C1 F1: r2 decided on 10 March 2026 and not sent", "C1 F1: med decided on 20 March 2026 and not sent"}},
		"paid before it was sent":  {paid: "2026-03-06", want: []string{"C1 F1: r1 decided on 3 March 2026 and not sent: nothing is owed"}},
		"paid within grace":        {paid: "2026-03-06", grace: 3},
		"a call beside the policy": {sent: []string{"2026-03-03", "r1", "2026-03-09", "", "2026-03-12", "r2", "2026-03-23", "med"}},
	} {
		t.Run(name, func(t *testing.T) {
			inv := invoice("F1", "2026-03-02", "100.00")
			if c.paid != "" {
				paid(inv, c.paid, "100.00")
			}
			a := account(inv)
			for i := 0; i < len(c.sent); i += 2 {
				sent(a, c.sent[i], c.sent[i+1], "F1")
			}
			r, err := p.Replay(over(a), day("2026-03-01"), day("2026-04-01"), c.grace)
			require.NoError(t, err)
			var got []string
			for _, d := range r.Differences {
				got = append(got, breaking(d.Text(law.English)))
				assert.NotContains(t, d.Text(law.French), " sent ")
			}
			assert.Equal(t, c.want, got)
		})
	}
}

// Each invoice or currency is its own file.
func TestReplayOfSeveralFiles(t *testing.T) {
	p := compile(t, "carrying: invoice\n"+threeSteps)
	a := account(invoice("F1", "2026-03-02", "100.00"), invoice("F2", "2026-03-02", "90.00"))
	sent(sent(sent(a, "2026-03-03", "r1", "F2"), "2026-03-03", "r1", "F1"), "2026-03-03", "r1", "F3")
	r, err := p.Replay(over(a), day("2026-03-01"), day("2026-03-08"), 0)
	require.NoError(t, err)
	assert.Equal(t, 2, r.Matched)
	require.Len(t, r.Differences, 1)
	assert.Equal(t, policy.NotDecided, r.Differences[0].Kind)
	assert.Equal(t, "F3", r.Differences[0].Invoice, "an invoice that is not in the account is not forgotten")

	p = compile(t, threeSteps)
	dollars := invoice("F9", "2026-03-02", "70.00")
	dollars.Currency = "USD"
	r, err = p.Replay(over(sent(account(invoice("F1", "2026-03-02", "100.00"), dollars), "2026-03-03", "r1", "F9")), day("2026-03-03"), day("2026-03-04"), 3)
	require.NoError(t, err)
	require.Len(t, r.Differences, 1)
	assert.Contains(t, breaking(r.Text(law.French)), "C1 F9 : r1 envoyée le 3 mars 2026 sans que la politique la décide : la politique est dans une autre devise (EUR)")
}

func TestReplayMistakes(t *testing.T) {
	p := compile(t, threeSteps)
	_, err := p.Replay(over(account()), day("2026-03-02"), day("2026-03-01"), -1)
	assert.ErrorContains(t, err, "is not after from")
	assert.ErrorContains(t, err, "grace")
	_, err = p.Replay(over(account(&dunning.Invoice{})), day("2026-03-01"), day("2026-03-02"), 0)
	_, ok := err.(dunning.Problems)
	assert.True(t, ok, "%v", err)
}
