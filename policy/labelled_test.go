package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// A reader finds the labels of the policy and days in words; a program keeps
// the ids.
func TestLabelled(t *testing.T) {
	p := policy.Standard()
	a := sent(account(invoice("F1", "2026-02-04", "2000.00")), "2026-02-05", "relance-1", "F1")
	d := decide(t, p, a, "2026-02-09")
	told := breaking(p.Labelled(d).Text(law.French))
	assert.Equal(t, "Rien à envoyer : Deuxième relance : étape à venir (dernier envoi + 7 jours), jusqu’au 12 février 2026 exclu ; trop tôt après le dernier contact (5 février 2026), jusqu’au 12 février 2026 exclu. Prochaine action possible : 12 février 2026 (Deuxième relance).", told)
	assert.Equal(t, "relance-2", d.Blockers[0].Rule, "the decision itself was changed")
	assert.Equal(t, "relance-2", d.NextStep)
	d = decide(t, p, a, "2026-05-05")
	require.NotEmpty(t, d.Passed)
	assert.Contains(t, breaking(p.Labelled(d).Text(law.French)), "après Première relance du 5 février 2026, sans Deuxième relance, Troisième relance, dont le jour est passé")
	assert.Equal(t, []string{"relance-2", "relance-3"}, d.Passed)
}

// One reason stands once: a hold on promises says what the promise says. A hold
// about something else does not speak for it.
func TestLabelledMergesReasons(t *testing.T) {
	promised := account(invoice("F1", "2026-02-04", "2000.00"))
	promised.Promises = []dunning.Promise{{Invoice: "F1", Made: day("2026-02-05"), For: day("2026-02-20")}}
	disputed := account(invoice("F1", "2026-02-04", "2000.00"))
	disputed.Invoices[0].Disputes = []dunning.Dispute{{From: day("2026-02-05")}}
	for name, c := range map[string]struct {
		holds         string
		account       *dunning.Account
		codes, merged string
	}{
		"promise":            {"{ id: promesse, when: promise_open, reason: Promesse, end: promise_until + 1 }", promised, "hold:promesse promised", "hold:promesse"},
		"dispute":            {"{ id: litige, when: disputed, reason: Litige, scope: disputed_part }", disputed, "hold:litige disputed", "hold:litige"},
		"something else":     {"{ id: gros, when: overdue > 100.00, reason: Gros }", disputed, "hold:gros disputed", "hold:gros disputed"},
		"a hold that is off": {"{ id: litige, when: disputed and insolvency, reason: Litige }", disputed, "disputed", "disputed"},
	} {
		p := compile(t, "holds:\n  - "+c.holds+"\nsteps:\n  - { id: a, at: due + 1, channel: letter }\n")
		d := decide(t, p, c.account, "2026-02-10")
		assert.Equal(t, c.codes, codesOf(d), name)
		assert.Equal(t, c.merged, codesOf(p.Labelled(d)), name)
		assert.Equal(t, c.codes, codesOf(d), name)
	}
}

func codesOf(d policy.Decision) (text string) {
	for i, b := range d.Blockers {
		if i > 0 {
			text += " "
		}
		if text += string(b.Code); b.Rule != "" {
			text += ":" + b.Rule
		}
	}
	return text
}

func TestDaysInWords(t *testing.T) {
	for at, want := range map[string]string{
		"due + 1": "échéance + 1 jour", "due - 6": "échéance - 6 jours", "previous + 7": "dernier envoi + 7 jours",
		"end_of_month(due + 30) + 10": "fin du mois de (échéance + 30 jours) + 10 jours",
		`date("2027-01-31")`:          "31 janvier 2027",
		"issued + 45":                 "émission + 45 jours", "promise_until + 1": "fin de la promesse + 1 jour",
	} {
		b := policy.Blocker{Code: policy.NotReached, Rule: "a", Detail: at}
		assert.Equal(t, "a : étape à venir ("+want+")", breaking(b.Text(law.French)))
		assert.Equal(t, "a: the step is still to come ("+at+")", b.Text(law.English))
	}
}
