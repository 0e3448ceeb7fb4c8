package dunning_test

import (
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/law"
)

var (
	issued    = date.New(2025, 1, 20)
	delivered = date.New(2025, 1, 15)
	received  = date.New(2025, 1, 23)
	ordered   = date.New(2024, 12, 1)
)

func TestDueDate(t *testing.T) {
	full := dunning.Invoice{ID: "F1", Issued: issued, Delivered: delivered, Received: received, Ordered: ordered}
	bare := dunning.Invoice{ID: "F1", Issued: issued}
	stated := full
	stated.Due = date.New(2025, 3, 31)
	for name, c := range map[string]struct {
		invoice dunning.Invoice
		terms   string
		due     string // "" when a date is missing
		start   dunning.Start
	}{
		"agreed":                         {full, "30 jours", "2025-02-19", dunning.FromIssue},
		"end of month":                   {full, "45 jours fin de mois", "2025-03-31", dunning.FromIssue},
		"nothing agreed":                 {full, "délai légal", "2025-02-14", dunning.FromDelivery},
		"nothing agreed, no delivery":    {bare, "délai légal", "2025-02-19", dunning.IssueForDelivery},
		"by transfer, no delay agreed":   {bare, "délai légal par virement", "2025-02-19", dunning.IssueForDelivery},
		"from delivery":                  {full, "30 jours après livraison", "2025-02-14", dunning.FromDelivery},
		"from delivery, not known":       {bare, "30 jours après livraison", "", dunning.FromDelivery},
		"on receipt":                     {full, "à réception", "2025-01-23", dunning.FromReceipt},
		"on receipt, not known":          {bare, "à réception", "2025-01-20", dunning.IssueForReceipt},
		"days from receipt, not known":   {bare, "30 jours date de réception", "", dunning.FromReceipt},
		"with the order":                 {full, "à la commande", "2024-12-01", dunning.FromOrder},
		"with the order, not known":      {bare, "à la commande", "", dunning.FromOrder},
		"stated on the invoice":          {stated, "30 jours", "2025-03-31", dunning.StatedDue},
		"parts: the last one":            {full, "30 % à la commande, solde à 30 jours", "2025-02-19", dunning.FromIssue},
		"parts: the last from delivery":  {full, "30 % à la commande, solde à la livraison", "2025-01-15", dunning.FromDelivery},
		"discount does not move the due": {full, "2/10 net 30", "2025-02-19", dunning.FromIssue},
	} {
		inv := c.invoice
		var err error
		inv.Terms, err = terms.Parse(c.terms)
		require.NoError(t, err, name)
		d, err := inv.DeriveDue()
		if c.due == "" {
			missing := new(dunning.MissingDateError)
			require.ErrorAs(t, err, &missing, name)
			assert.Equal(t, inv.Terms.Base(), missing.Base)
			assert.Contains(t, err.Error(), `invoice "F1": its terms count from the `+missing.Base.String()+" date")
			assert.Zero(t, inv.DueDate(), name)
			_, known := inv.DaysLate(issued)
			assert.False(t, known)
			continue
		}
		require.NoError(t, err, name)
		assert.Equal(t, c.due, inv.DueDate().String(), name)
		assert.Equal(t, inv.DueDate(), d.Due, name)
		assert.Equal(t, c.start, d.Start, name)
		late, known := inv.DaysLate(d.Due + 1)
		assert.True(t, known)
		assert.Equal(t, 1, late)
		if d.Start != dunning.StatedDue {
			assert.NotZero(t, d.Basis.Confidence, name)
			assert.Equal(t, d.Start.ByDefault(), d.Basis.Confidence == law.Judgment, name)
		}
	}
}

func TestDueDerivationText(t *testing.T) {
	plain := strings.NewReplacer("\u00a0", " ", "\u202f", " ")
	inv := dunning.Invoice{ID: "F1", Issued: issued}
	d, err := inv.DeriveDue()
	require.NoError(t, err)
	assert.Equal(t, "date de facture, faute de connaître celle de livraison : 20 janvier 2025 ; délai légal de 30 jours (art. L441-10 I C. com.) : 19 février 2025", plain.Replace(d.Text(law.French)))
	assert.Equal(t, "invoice date, the delivery date not being known: 20 January 2025; statutory 30 days (art. L441-10 I C. com.): 19 February 2025", plain.Replace(d.Text(law.English)))
	inv.Due = date.New(2025, 3, 1)
	d, err = inv.DeriveDue()
	require.NoError(t, err)
	assert.Equal(t, "échéance portée sur la facture : 1er mars 2025", plain.Replace(d.Text(law.French)))
	inv.Due, inv.Terms = 0, terms.Net(-3)
	_, err = inv.DeriveDue()
	assert.ErrorContains(t, err, "delay -1 is outside 0-3650 days")
	assert.Zero(t, inv.DueDate())
}
