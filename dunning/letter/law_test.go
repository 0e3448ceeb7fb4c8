package letter_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

var notices = []letter.Variant{
	{Kind: letter.FormalNotice, Channel: dunning.RegisteredLetter, Tone: letter.Formal, Lang: law.French},
	{Kind: letter.FormalNotice, Channel: dunning.RegisteredLetter, Tone: letter.Formal, Lang: law.English},
}

// TestFormalNoticeHasEverything goes through the usual contents, element by
// element, without the code that checks them.
func TestFormalNoticeHasEverything(t *testing.T) {
	for _, v := range notices {
		for _, client := range clients {
			d := sample(t, v.Kind, client)
			m, err := letter.Default().Write(v, d)
			require.NoError(t, err)
			want := []string{
				"mise en demeure", d.Creditor.Name, d.Debtor.Name, d.Place, d.Signatory, d.RegisteredRef,
				locale.Date(d.Date, v.Lang), locale.Date(d.Deadline, v.Lang), locale.Money(total(d), "", v.Lang),
				strings.ReplaceAll(d.Payment.IBAN, " ", "\u00a0"), d.Payment.BIC, "injonction de payer",
			}
			if client == dunning.Public {
				want = want[:len(want)-1] // asked of another court, by another way
				want = append(want, "2192-13", "2192-31", "2192-35")
			}
			if client == dunning.Business {
				want = append(want, "441-10", "441-5")
			}
			if client == dunning.Consumer {
				want = append(want, "1231-6", "1344-1")
			}
			want = append(append(want, d.Creditor.Address...), d.Debtor.Address...)
			for _, inv := range d.Invoices {
				want = append(want, inv.ID, locale.Date(inv.Issued, v.Lang), locale.Date(inv.Due, v.Lang), locale.Money(inv.Amount, "", v.Lang), locale.Money(inv.Open, "", v.Lang))
			}
			for _, s := range d.Statements {
				for _, l := range s.Lines {
					want = append(want, l.Text(v.Lang), locale.Date(l.From, v.Lang), locale.Date(l.Until-1, v.Lang))
				}
			}
			text := strings.ToLower(m.Subject + "\n" + m.Body)
			for _, w := range want {
				assert.Contains(t, text, strings.ToLower(w), "%s to a %s", v, client)
			}
		}
	}
}

var (
	firmsOnly    = regexp.MustCompile(`441-|40[\s\x{a0}]€|€40\b|(?i)indemnité|indemnity|pénalité|penalt`)
	publicOnly   = regexp.MustCompile(`2192|(?i)commande publique|procurement`)
	noThreat     = regexp.MustCompile(`(?i)saisi[er] (vos|votre)|huissier|fichage|prison|plainte|pénale(ment)?\b|criminal|blacklist|interrompt|interrupts`)
	beforeTheDue = regexp.MustCompile(`(?i)retard|impayé|pénalité|mise en demeure|late|overdue|unpaid|penalt`)
)

func TestTextsKeepToTheLawOfTheClient(t *testing.T) {
	quoted := map[letter.Variant]bool{}
	eachLine(t, func(s sheet, line string) {
		assert.Empty(t, noThreat.FindString(line), "%s to a %s", s.Variant, s.client)
		if s.client == dunning.Consumer {
			assert.Empty(t, firmsOnly.FindString(line), "%s to a consumer", s.Variant)
		}
		if s.client != dunning.Public {
			assert.Empty(t, publicOnly.FindString(line), "%s to a %s", s.Variant, s.client)
		} else {
			assert.NotContains(t, line, "441-", "%s to a public buyer", s.Variant)
			assert.NotContains(t, line, "injonction", "%s: there is no payment order against a public body", s.Variant)
		}
		if s.Kind == letter.Preventive {
			assert.Empty(t, beforeTheDue.FindString(line), "%s", s.Variant)
		}
	})
	each(t, func(s sheet) {
		if s.client == dunning.Public && strings.Contains(s.message.Body, "2192-") {
			quoted[s.Variant] = true
		}
	})
	assert.Greater(t, len(quoted), 20, "a public buyer is quoted his own code")
}

func TestStatementsOfAnotherLawAreRefused(t *testing.T) {
	v := letter.Variant{Kind: letter.Reminder3, Channel: dunning.Email, Tone: letter.Firm}
	german, err := penalty.ForCountry("BE")
	require.NoError(t, err)
	for name, c := range map[string]struct {
		client dunning.ClientKind
		rule   penalty.Rule
		says   string
	}{
		"penalties of a firm from a consumer":  {dunning.Consumer, penalty.B2B(), "penalty.Consumer"},
		"penalties of a firm from a town hall": {dunning.Public, penalty.B2B(), "penalty.PublicBuyer"},
		"interest of a town hall from a firm":  {dunning.Business, penalty.PublicBuyer(), "penalty.B2B"},
		"interest of Belgium from a firm":      {dunning.Business, german.Rule, "penalty.B2B"},
	} {
		a := account(c.client)
		d, err := letter.Overdue(a, "", today, statements(t, a, c.rule)...)
		require.NoError(t, err)
		_, err = letter.Default().Write(v, complete(d, c.client))
		assert.ErrorContains(t, err, c.says, name)
	}
}

func TestConsumerInterestAfterTheNotice(t *testing.T) {
	a := account(dunning.Consumer)
	rule := penalty.Consumer()
	rule.Notice = date.New(2026, 9, 1)
	d, err := letter.Overdue(a, "", today, statements(t, a, rule)...)
	require.NoError(t, err)
	m, err := letter.Default().Write(notices[0], complete(d, dunning.Consumer))
	require.NoError(t, err)
	assert.Contains(t, m.Body, "continuent de courir jusqu’au complet paiement (articles\u00a01231-6 et 1344-1 du code civil)")
	assert.Contains(t, m.Body, "intérêts de retard")
	assert.NotContains(t, m.Body, "441-10")
}

func TestWhatCannotBeOffered(t *testing.T) {
	freeze := letter.Variant{Kind: letter.PenaltyFreeze, Channel: dunning.Email, Tone: letter.Courteous}
	_, err := letter.Default().Write(freeze, sample(t, freeze.Kind, dunning.Public))
	assert.ErrorContains(t, err, "art. L2192-14 CCP")
	_, err = letter.Default().Write(freeze, sample(t, freeze.Kind, dunning.Consumer))
	assert.ErrorContains(t, err, "owes no penalties")
	offer := letter.Variant{Kind: letter.DiscountOffer, Channel: dunning.Email, Tone: letter.Courteous}
	a := account(dunning.Public)
	d, err := letter.Overdue(a, "", today, statements(t, a, penalty.PublicBuyer())...)
	require.NoError(t, err)
	_, err = letter.Default().Write(offer, complete(d, dunning.Public))
	assert.ErrorContains(t, err, "cannot be waived")
}

// TestForbiddenTemplates: a template of one's own that claims what is not owed
// writes nothing.
func TestForbiddenTemplates(t *testing.T) {
	v := letter.Variant{Kind: letter.Reminder1, Channel: dunning.Email, Tone: letter.Firm}
	for words, clients := range map[string]map[dunning.ClientKind]bool{
		"Voir l'article L. 441-10 du code de commerce.":      {dunning.Consumer: true, dunning.Public: true},
		"Voir art. D441-5 C. com.":                           {dunning.Consumer: true, dunning.Public: true},
		"Vous devez l'indemnité forfaitaire.":                {dunning.Consumer: true},
		"Voir l'article R. 2192-31.":                         {dunning.Consumer: true, dunning.Business: true},
		"Notre facture L441-10 n'a rien à voir avec la loi.": {},
	} {
		set, err := letter.Default().With(map[string]string{"fr/reminder-1.tmpl": `{{define "text/firm"}}` + words + `{{end}}`})
		require.NoError(t, err)
		for _, client := range []dunning.ClientKind{dunning.Business, dunning.Public, dunning.Consumer} {
			_, err := set.Write(v, sample(t, v.Kind, client))
			var forbidden *letter.ForbiddenError
			assert.Equal(t, clients[client], err != nil, "%s to a %s: %v", words, client, err)
			if err != nil {
				require.ErrorAs(t, err, &forbidden)
				assert.NotEmpty(t, forbidden.Error())
			}
		}
	}
	for words, fails := range map[string]bool{
		"La présente mise en demeure interrompt la prescription.":              true,
		"La présente mise en demeure n'interrompt pas la prescription.":        false,
		"This notice interrupts the limitation period.":                        true,
		"Vous interrompez vos travaux ; la prescription est une autre affaire": false,
	} {
		set, err := letter.Default().With(map[string]string{"fr/formal-notice.tmpl": `{{define "frame/registered_letter"}}{{template "frame/letter" .}} ` + words + `{{end}}`})
		require.NoError(t, err)
		_, err = set.Write(notices[0], sample(t, letter.FormalNotice, dunning.Business))
		assert.Equal(t, fails, err != nil, "%s: %v", words, err)
		_, err = set.Write(notices[0], sample(t, letter.FormalNotice, dunning.Public))
		assert.NoError(t, err, "a written claim does interrupt limitation against a public body")
	}
}
