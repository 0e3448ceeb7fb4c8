package mention_test

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"go.yaml.in/yaml/v3"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/mention"
	"github.com/creance/creance/law"
)

func decode(t *testing.T, file string, into any) {
	t.Helper()
	src, err := os.ReadFile("testdata/law/" + file)
	require.NoError(t, err)
	dec := yaml.NewDecoder(bytes.NewReader(src))
	dec.KnownFields(true)
	require.NoError(t, dec.Decode(into))
}

var kinds = map[mention.RateKind]string{mention.Statutory: "statutory", mention.Fixed: "fixed", mention.LegalMultiple: "legal-multiple", mention.ECBPlus: "ecb-plus", mention.Other: "other"}

func rateText(r mention.Report) string {
	switch {
	case !r.RateFound:
		return ""
	case r.Rate.Kind == mention.Statutory || r.Rate.Kind == mention.Other:
		return kinds[r.Rate.Kind]
	}
	return kinds[r.Rate.Kind] + " " + r.Rate.Value.String()
}

func discountText(r mention.Report) string {
	d := r.Discount
	switch {
	case !r.DiscountFound:
		return ""
	case d.None():
		return "none"
	}
	text := d.Percent.String() + " %"
	if d.Yearly {
		text += " a year"
	}
	if d.Days > 0 {
		text += fmt.Sprintf(" in %d days", d.Days)
	}
	return text
}

func TestLawCheck(t *testing.T) {
	var cases []struct {
		Name, Article, Source, Given string
		Expect                       struct {
			Rate, Indemnity, Discount string
			Findings                  []string
		}
	}
	decode(t, "check.yaml", &cases)
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article)
			require.NotEmpty(t, c.Source)
			r := mention.Check(c.Given)
			var codes []string
			for _, f := range r.Findings {
				codes = append(codes, f.Code)
				assert.NotEmpty(t, f.Text(law.French))
				assert.NotEmpty(t, f.Text(law.English))
				assert.NotEmpty(t, f.Basis.Article)
				assert.NotZero(t, f.Basis.Confidence)
				assert.Equal(t, strings.ToUpper(f.Code[:3]), string(f.About))
			}
			assert.Equal(t, c.Expect.Findings, codes)
			assert.Equal(t, c.Expect.Rate, rateText(r))
			assert.Equal(t, c.Expect.Discount, discountText(r))
			if c.Expect.Indemnity == "" {
				c.Expect.Indemnity = "0"
			}
			assert.Equal(t, c.Expect.Indemnity, r.Indemnity.Truncate(0).String())
		})
	}
}

func TestLawWrite(t *testing.T) {
	var cases []struct {
		Name, Article, Source string
		Given                 struct {
			Client, Rate, Value, Percent, Shown string
			Days                                int
			Yearly                              bool
		}
		Expect struct {
			PMD, PMT, AAB []string
			Error         string
		}
	}
	decode(t, "write.yaml", &cases)
	num := func(s string) decimal.Decimal {
		if s == "" {
			return decimal.Decimal{}
		}
		return decimal.RequireFromString(s)
	}
	for _, c := range cases {
		t.Run(c.Name, func(t *testing.T) {
			require.NotEmpty(t, c.Article)
			require.NotEmpty(t, c.Source)
			g := c.Given
			r := mention.Rule{Shown: num(g.Shown), Discount: mention.Discount{Percent: num(g.Percent), Days: g.Days, Yearly: g.Yearly}}
			for k, name := range kinds {
				if name == g.Rate {
					r.Rate = mention.Rate{Kind: k, Value: num(g.Value)}
				}
			}
			for k := dunning.Business; k <= dunning.Consumer; k++ {
				if k.String() == g.Client {
					r.Client = k
				}
			}
			notes, err := r.Mentions(law.French)
			if c.Expect.Error != "" {
				require.ErrorContains(t, err, c.Expect.Error)
				return
			}
			require.NoError(t, err)
			want := map[mention.Code][]string{mention.PMD: c.Expect.PMD, mention.PMT: c.Expect.PMT, mention.AAB: c.Expect.AAB}
			if r.Client == dunning.Consumer {
				assert.Empty(t, notes)
				return
			}
			require.Len(t, notes, 3)
			for _, n := range notes {
				plain := strings.ReplaceAll(n.Text, "\u00a0", " ")
				for _, w := range want[n.Code] {
					assert.Contains(t, plain, w)
				}
				assert.NotEmpty(t, n.Basis.Article)
			}
		})
	}
}
