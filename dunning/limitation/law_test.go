package limitation_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning/limitation"
	"github.com/creance/creance/internal/ledgertest"
	"github.com/creance/creance/law"
)

var kinds = map[string]limitation.Kind{
	"commercial": limitation.Commercial, "consumer": limitation.Consumer, "carriage": limitation.Carriage,
	"telecom": limitation.Telecom, "public-debtor": limitation.PublicDebtor, "judgment": limitation.Judgment,
	"judgment-interest": limitation.JudgmentInterest,
}

var events = map[string]limitation.EventKind{
	"acknowledgment": limitation.Acknowledgment, "part-payment": limitation.PartPayment, "court-claim": limitation.CourtClaim,
	"order-request": limitation.OrderRequest, "order-service": limitation.OrderService, "enforcement": limitation.Enforcement,
	"proof-of-claim": limitation.ProofOfClaim, "written-claim": limitation.WrittenClaim, "formal-notice": limitation.FormalNotice,
	"mediation": limitation.Mediation, "participative": limitation.Participative, "small-claims": limitation.SmallClaims,
	"expert-measure": limitation.ExpertMeasure,
}

var day = ledgertest.Day

func TestLaw(t *testing.T) {
	var cases []struct {
		Name, Article, Source string
		Given                 struct {
			Kind, Due, Performed, Invoiced, Judged string
			FromInvoice                            bool   `yaml:"from_invoice"`
			AsOf                                   string `yaml:"as_of"`
			Longer                                 int
			Events                                 []struct {
				Kind, Date, Until string
				Pending, Void     bool
			}
		}
		Expect struct {
			Start            string
			LastDay          string `yaml:"last_day"`
			DaysLeft         int    `yaml:"days_left"`
			Expired, Stopped bool
			Codes            []string
			Confidence       string
		}
	}
	ledgertest.Read(t, "limitation.yaml", &cases)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article)
			require.NotEmpty(t, c.Source)
			kind, known := kinds[c.Given.Kind]
			require.True(t, known)
			claim := limitation.Claim{
				Kind: kind, Due: day(t, c.Given.Due), Performed: day(t, c.Given.Performed),
				Invoiced: day(t, c.Given.Invoiced), Judged: day(t, c.Given.Judged), Longer: c.Given.Longer,
			}
			if c.Given.FromInvoice {
				claim.Start = limitation.FromInvoice
			}
			for _, e := range c.Given.Events {
				k, known := events[e.Kind]
				require.True(t, known, e.Kind)
				claim.Events = append(claim.Events, limitation.Event{Kind: k, Date: day(t, e.Date), Until: day(t, e.Until), Pending: e.Pending, Void: e.Void})
			}
			a, err := claim.At(day(t, c.Given.AsOf))
			require.NoError(t, err)
			assert.Equal(t, c.Expect.Start, a.Start.String())
			assert.Equal(t, c.Expect.LastDay, a.LastDay.String())
			assert.Equal(t, c.Expect.DaysLeft, a.DaysLeft)
			assert.Equal(t, c.Expect.Expired, a.Expired)
			assert.Equal(t, c.Expect.Stopped, a.Stopped)
			var codes []string
			for _, s := range a.Steps[1:] {
				codes = append(codes, s.Code)
			}
			assert.Equal(t, c.Expect.Codes, codes)
			if c.Expect.Confidence == "" {
				c.Expect.Confidence = "2+"
			}
			assert.Equal(t, c.Expect.Confidence, a.Confidence.String())
			checkAnswer(t, a)
		})
	}
}

// checkAnswer walks what every answer must carry.
func checkAnswer(t *testing.T, a limitation.Answer) {
	t.Helper()
	for _, s := range a.Steps {
		assert.NotEmpty(t, s.Basis.Article)
		assert.NotEmpty(t, s.Basis.Source)
		assert.NotZero(t, s.Basis.Confidence)
		assert.NotZero(t, s.Basis.Checked)
		assert.NotEqual(t, s.Text(law.French), s.Text(law.English))
	}
	for _, lang := range []law.Lang{law.French, law.English} {
		if a.Kind == limitation.PublicDebtor {
			assert.Contains(t, a.Text(lang), "68-1250")
		} else {
			assert.Contains(t, a.Text(lang), "20-23.204")
		}
	}
}
