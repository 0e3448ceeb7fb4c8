package terms_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/internal/ledgertest"
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
						if n++; n%ledgertest.Less != 0 {
							continue
						}
						text := start.text + delay + end.text + base.text + tail
						want := start.apply(base.apply(end.apply(terms.EndOfMonth(30))))
						got, err := terms.Parse(text)
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

// TestPartsAndDiscounts crosses the ways of writing parts, and those of writing
// a discount, with the ways of joining them: what is read is what was meant, and
// most of it is read.
func TestPartsAndDiscounts(t *testing.T) {
	firsts := map[string]string{
		"30 % à la commande": "à la commande", "à la commande 30 %": "à la commande", "acompte 30 %": "à la commande", "Un acompte de 30 % à la signature du devis": "à la commande",
		"30 % comptant": "comptant", "30 % à réception de facture": "à réception de facture", "30% d'acompte à la livraison": "à la livraison", "30 % à 30 jours": "à 30 jours", "30 % fin de mois": "fin de mois",
	}
	rests := map[string]string{
		"70 % à 60 jours": "à 60 jours", "le solde à 45 jours fin de mois le 10": "à 45 jours fin de mois le 10", "reste à la livraison": "à la livraison", "70 % le 15 du mois suivant": "fin de mois le 15",
		"le solde de 70 % à réception de facture": "à réception de facture", "solde 30 jours après livraison": "à 30 jours à compter de la livraison", "70 % fin de mois 45 jours": "fin de mois 45 jours",
	}
	discounts := []string{"escompte 2 % sous 8 jours", "2 % d'escompte à 8 jours", "escompte de 2 % pour paiement sous 8 jours", "2 % si paiement sous 8 jours", "8 jours 2 %", "2 % 8 jours", "2% Skonto innerhalb 8 Tagen", "2/8", "2% 8"}
	nets := map[string]string{
		"30 jours net": "30 jours", "net à 30 jours": "30 jours", "30 jours nets fin de mois": "30 jours fin de mois", "net 45 jours fin de mois le 10": "45 jours fin de mois le 10",
		"30 jours sans escompte": "30 jours", "30 Tage netto": "30 jours", "net 30": "30 jours",
	}
	joints := []string{", ", " et ", " - ", "; ", ". ", " puis ", " + ", " / ", " ou ", ", sinon "}
	read, all := 0, 0
	check := func(text, want string) {
		all++
		r := terms.Read(text)
		if r.Refusal == nil {
			read++
			assert.Equal(t, want, r.Terms.String(), "%q", text)
		}
	}
	for _, joint := range joints {
		for first, one := range firsts {
			for rest, other := range rests {
				if joint != " ou " && joint != ", sinon " {
					check("Paiement : "+first+joint+rest, "30 % "+one+", 70 % "+other)
				}
			}
		}
		for _, discount := range discounts {
			for net, term := range nets {
				check(discount+joint+net, term+", escompte 2 % sous 8 jours")
				if joint != " ou " && joint != ", sinon " {
					check(net+joint+discount, term+", escompte 2 % sous 8 jours")
				}
			}
		}
	}
	assert.Greater(t, read*100/all, 70, "%d of %d are read", read, all)
}
