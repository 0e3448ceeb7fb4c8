package policy_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

func TestScratch(t *testing.T) {
	src, err := os.ReadFile("policies/standard.yaml")
	require.NoError(t, err)
	text := string(src) + `
guarantees:
  - { id: g1, never: step == "mise-en-demeure" and days_overdue < 30 }
  - { id: g2, apart: 7 }
  - { id: g2b, apart: 8 }
  - { id: g3, never: insolvency }
  - { id: g4, never: disputed }
  - { id: g5, always: tone == "courteous" or days_overdue > 0 }
  - { id: g6, never: amount < 5.00 }
  - { id: g7, never: amount < 20.00 }
  - { id: g8, never: step == "contentieux" and days_overdue < 45 }
  - { id: g9, never: step == "contentieux" and days_overdue < 46 }
  - { id: g10, never: route != "" and last_step == "relance-3" }
  - { id: g11, never: by_email and email_missing }
  - { id: g12, never: segment == "particuliers" and route == "injonction-de-payer" }
  - { id: g13, never: days_overdue > 0 and amount > overdue - disputed_amount }
  - { id: r1, reaches: final }
  - { id: r2, reaches: final, when: collectable >= 20.00 }
  - { id: r3, reaches: final, when: collectable >= 20.00 and balance >= 5.00 }
  - { id: r4, reaches: final, when: collectable >= 20.00 and balance >= 5.00 and not insolvency }
  - { id: r5, reaches: final, when: collectable >= 20.00 and balance >= 5.00 and not insolvency and not email_missing }
  - { id: r6, reaches: mediation, when: collectable >= 20.00 and balance >= 5.00 and not insolvency and not email_missing }
  - { id: g14, never: step == "relance-3" and days_overdue < 9 }
`
	_ = strings.TrimSpace
	doc, err := policy.Parse("x.yaml", []byte(text))
	require.NoError(t, err)
	p, err := policy.Compile[policy.Facts](doc)
	require.NoError(t, err)
	start := time.Now()
	for _, v := range p.Verify() {
		fmt.Println(v.Text(law.English))
		if v.Example != nil {
			fmt.Printf("   %+v\n", v.Example.Facts.History)
		}
	}
	fmt.Println(time.Since(start))
}
