package terms_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/dunning/terms"
)

type variant struct {
	text  string
	apply func(terms.Terms) terms.Terms
}

func same(t terms.Terms) terms.Terms { return t }

// TestVariants crosses the everyday ways of writing each element: all of them
// are read, and to the same terms.
func TestVariants(t *testing.T) {
	from := func(b terms.Base) func(terms.Terms) terms.Terms {
		return func(t terms.Terms) terms.Terms { return t.From(b) }
	}
	on10 := func(t terms.Terms) terms.Terms { return t.On(10) }
	by := func(m terms.Method) func(terms.Terms) terms.Terms {
		return func(t terms.Terms) terms.Terms { return t.By(m) }
	}
	starts := []variant{{"", same}, {"Paiement à ", same}, {"RÈGLEMENT ", same}, {"Conditions de paiement : ", same}, {"Payable sous ", same}, {"Délai de règlement: ", same}, {"Virement à ", by(terms.Transfer)}, {"LCR ", by(terms.Bill)}, {"par chèque à ", by(terms.Cheque)}}
	delays := []string{"30 jours", "30 j", "30j", "30 jrs", "30 j.", "trente jours", "30 (trente) jours", "trente (30) jours", "30 jours nets", "30 jours net"}
	ends := []variant{
		{"", func(t terms.Terms) terms.Terms { return terms.Net(30) }},
		{" fin de mois", same}, {" FDM", same}, {" fin du mois", same}, {" F.D.M.", same}, {", fin de mois", same}, {" fin de mois civil", same},
		{" fin de mois le 10", on10}, {" FDM le 10", on10}, {" fin de mois, le 10", on10}, {" fin de mois le 10 du mois suivant", on10}, {" le 10 du mois suivant", on10},
	}
	bases := []variant{
		{"", same}, {" date de facture", same}, {" à compter de la date d’émission de la facture", same}, {" après facturation", same},
		{" à réception de facture", from(terms.Receipt)}, {" date de réception", from(terms.Receipt)}, {" à compter de la réception de la facture", from(terms.Receipt)},
		{" après livraison", from(terms.Delivery)}, {" à compter de la date de livraison", from(terms.Delivery)}, {" à compter de la commande", from(terms.Order)},
	}
	tails := []string{"", ".", ", sans escompte", ". Pas d'escompte pour paiement anticipé. Pénalités de retard : 3 fois le taux légal, indemnité forfaitaire de 40 €.", " - pénalités 12 %"}
	n := 0
	for _, start := range starts {
		for _, delay := range delays {
			for _, end := range ends {
				for _, base := range bases {
					for _, tail := range tails {
						text := start.text + delay + end.text + base.text + tail
						want := start.apply(base.apply(end.apply(terms.EndOfMonth(30))))
						got, err := terms.Parse(text)
						n++
						if err != nil || got != want {
							assert.Fail(t, "variant", "%q: %s, want %s (%v)", text, got, want, err)
						}
					}
				}
			}
		}
	}
	t.Logf("%d variants", n)
}
