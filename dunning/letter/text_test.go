package letter_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/letter"
	"github.com/creance/creance/law"
	"github.com/creance/creance/penalty"
)

// A sheet is one text written to one kind of client.
type sheet struct {
	letter.Variant
	client  dunning.ClientKind
	data    *letter.Data // shared by the texts of the same data
	message letter.Message
}

var sheets struct {
	once sync.Once
	all  []sheet
}

// each goes through every text to every kind of client, written once for all
// the tests.
func each(t *testing.T, check func(s sheet)) {
	t.Helper()
	sheets.once.Do(func() { sheets.all = writeAll(t) })
	require.NotEmpty(t, sheets.all)
	for _, s := range sheets.all {
		check(s)
	}
}

func writeAll(t *testing.T) []sheet {
	t.Helper()
	type written struct {
		kind   letter.Kind
		client dunning.ClientKind
	}
	data := map[written][]letter.Data{}
	var all []sheet
	for _, v := range letter.Default().Variants() {
		for _, client := range clients {
			if !possible(v.Kind, client) {
				continue
			}
			key := written{v.Kind, client}
			if data[key] == nil {
				full := sample(t, v.Kind, client)
				single := one(full)
				single.Plan = planOf(single)
				single.Promise.Amount = dec("100")
				data[key] = append(settings(t, v.Kind, client), full, single)
				if v.Kind != letter.FormalNotice && v.Kind != letter.Mediation && v.Kind != letter.PlanProposal {
					single.Deadline = 0
					data[key] = append(data[key], single)
				}
			}
			for i := range data[key] {
				d := &data[key][i]
				m, err := letter.Default().Write(v, *d)
				require.NoError(t, err, "%s to a %s", v, client)
				all = append(all, sheet{v, client, d, m})
			}
		}
	}
	return all
}

// eachLine goes through the lines of the texts, each once for a language, a
// kind of text and a kind of client, whatever the number of texts it stands in;
// those of SMS apart.
func eachLine(t *testing.T, check func(s sheet, line string)) {
	t.Helper()
	type place struct {
		lang   law.Lang
		kind   letter.Kind
		client dunning.ClientKind
		sms    bool
		line   string
	}
	seen := map[place]bool{}
	each(t, func(s sheet) {
		for line := range strings.SplitSeq(s.message.Subject+"\n"+s.message.Body, "\n") {
			if at := (place{s.Lang, s.Kind, s.client, s.Channel == dunning.SMS, line}); !seen[at] {
				seen[at] = true
				check(s, line)
			}
		}
	})
}

// settings are less usual data: gestures on penalties, credits, contested
// parts, other agents, other means of payment.
func settings(t *testing.T, kind letter.Kind, client dunning.ClientKind) []letter.Data {
	var all []letter.Data
	if client == dunning.Business && kind != letter.Preventive {
		for _, waived := range []penalty.Waiver{penalty.WaiveInterest, penalty.WaiveIndemnity, penalty.WaiveAll} {
			a, rule := account(client), penalty.B2B()
			rule.Waived = waived
			d, err := letter.Overdue(a, "", today, statements(t, a, rule)...)
			require.NoError(t, err)
			all = append(all, complete(d, client))
		}
	}
	if client == dunning.Consumer && kind != letter.Preventive {
		a, rule := account(client), penalty.Consumer()
		rule.Notice = date.New(2026, 9, 1)
		d, err := letter.Overdue(a, "", today, statements(t, a, rule)...)
		require.NoError(t, err)
		all = append(all, complete(d, client))
	}
	d := sample(t, kind, client)
	d.Statements = nil
	if kind == letter.FormalNotice {
		d.Statements = sample(t, kind, client).Statements
	} else {
		d.Invoices[0].Disputed = dec("50")
	}
	d.Invoices = append(d.Invoices, letter.Invoice{ID: "A-9", Issued: today - 40, Due: today - 40, Amount: dec("-75.20"), Open: dec("-75.20")})
	d.Payment = letter.Payment{Link: "https://payer.example/1", Other: "par chèque", Reference: "C-7"}
	d.Agent.Role = letter.Lawyer
	d.Role, d.Creditor.SIREN, d.Creditor.Email, d.Creditor.Phone = "", "", "", ""
	d.Promise.Amount, d.Plan = dec("10"), planOf(d)
	all = append(all, d)
	d.Agent.Role = letter.Bailiff
	d.Creditor.Phone = "02 00 00 00 00"
	return append(all, d)
}

func planOf(d letter.Data) []letter.Instalment {
	return []letter.Instalment{{Due: today + 30, Amount: total(d)}}
}

func total(d letter.Data) decimal.Decimal {
	sum := decimal.Decimal{}
	for _, inv := range d.Invoices {
		sum = sum.Add(inv.Open).Sub(inv.Disputed)
	}
	for _, s := range d.Statements {
		sum = sum.Add(s.Interest).Add(s.Indemnity)
	}
	return sum
}

var (
	frenchMoney  = regexp.MustCompile(`(−?[0-9\x{202f} ]*[0-9](?:,[0-9]+)?)[\x{a0} ]€`)
	englishMoney = regexp.MustCompile(`-?€([0-9,]+(?:\.[0-9]+)?)`)
)

// amountsIn reads every sum of euros in a text.
func amountsIn(t *testing.T, text string, lang law.Lang) []string {
	t.Helper()
	var found []string
	pattern, clean := frenchMoney, strings.NewReplacer("\u202f", "", " ", "", ",", ".", "−", "-")
	if lang == law.English {
		pattern, clean = englishMoney, strings.NewReplacer(",", "")
	}
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		d, err := decimal.NewFromString(clean.Replace(m[1]))
		require.NoError(t, err, m[0])
		found = append(found, d.StringFixed(2))
	}
	return found
}

// allowed are the sums that the data justifies: its own, and their totals.
func allowed(d letter.Data) map[string]bool {
	sums := map[string]bool{"40.00": true} // the law's own
	add := func(ds ...decimal.Decimal) {
		for _, x := range ds {
			sums[x.Abs().StringFixed(2)] = true
		}
	}
	principal, interest, indemnity := decimal.Decimal{}, decimal.Decimal{}, decimal.Decimal{}
	for _, inv := range d.Invoices {
		add(inv.Amount, inv.Open, inv.Disputed, inv.Open.Sub(inv.Disputed))
		principal = principal.Add(inv.Open).Sub(inv.Disputed)
	}
	for _, s := range d.Statements {
		interest, indemnity = interest.Add(s.Interest), indemnity.Add(s.Indemnity)
	}
	all := principal.Add(interest).Add(indemnity)
	add(principal, interest, indemnity, interest.Add(indemnity), all)
	add(d.Promise.Amount, d.Receipt.Amount, d.Offer.Discount, all.Sub(d.Offer.Discount))
	for _, p := range d.Plan {
		add(p.Amount)
	}
	return sums
}

func TestEveryAmountComesFromTheData(t *testing.T) {
	count := 0
	sums := map[*letter.Data]map[string]bool{}
	read := map[string][]string{} // the amounts of a line, by language
	each(t, func(s sheet) {
		if sums[s.data] == nil {
			sums[s.data] = allowed(*s.data)
		}
		for line := range strings.SplitSeq(s.message.Subject+"\n"+s.message.Body, "\n") {
			key := s.Lang.String() + line
			amounts, done := read[key]
			if !done {
				amounts = amountsIn(t, line, s.Lang)
				read[key] = amounts
			}
			for _, sum := range amounts {
				if !sums[s.data][sum] {
					t.Errorf("%s to a %s prints %s", s.Variant, s.client, sum)
				}
				count++
			}
		}
	})
	assert.Greater(t, count, 1000, "the texts print amounts")
}

// TestRandomNotices adds up what the formal notice prints, for random ledgers.
func TestRandomNotices(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	v := letter.Variant{Kind: letter.FormalNotice, Channel: dunning.RegisteredLetter, Tone: letter.Formal}
	for range 40 {
		a := &dunning.Account{Client: dunning.Client{ID: "C", Name: "Client"}}
		for i := range 1 + r.IntN(5) {
			due := today - date.Date(1+r.IntN(400))
			inv := &dunning.Invoice{ID: fmt.Sprintf("F-%d", i), Client: "C", Issued: due - 30, Due: due, Amount: decimal.New(1000+r.Int64N(5_000_000), -2)}
			if r.IntN(2) == 0 {
				part := inv.Amount.Mul(dec("0.4")).Round(2)
				inv.Settlements = []dunning.Settlement{{Date: due + date.Date(r.IntN(int(today-due))), Amount: part}}
			}
			a.Invoices = append(a.Invoices, inv)
		}
		statements := statements(t, a, penalty.B2B())
		d, err := letter.Overdue(a, "", today, statements...)
		require.NoError(t, err)
		m, err := letter.Default().Write(v, complete(d, dunning.Business))
		require.NoError(t, err)
		ok := allowed(d)
		for _, sum := range amountsIn(t, m.Body, law.French) {
			assert.True(t, ok[sum], sum)
		}
		payable := decimal.Decimal{}
		for _, s := range statements {
			payable = payable.Add(s.Payable)
		}
		lines := regexp.MustCompile(`– total à régler\x{a0}: (.*)`).FindStringSubmatch(m.Body)
		require.NotNil(t, lines)
		assert.Equal(t, []string{payable.StringFixed(2)}, amountsIn(t, lines[1], law.French), "the total is what settles the claim")
	}
}

func TestTypography(t *testing.T) {
	bad := map[law.Lang]map[string]*regexp.Regexp{
		law.French: {
			"plain space before a sign":    regexp.MustCompile(` [:;!?»%€]`),
			"no space before a sign":       regexp.MustCompile(`[\pL\d][;!?»€]`),
			"straight apostrophe":          regexp.MustCompile(`\pL'\pL`),
			"article that does not join":   regexp.MustCompile(`\b(de|à) les? (facture|client)`),
			"plain space in an article":    regexp.MustCompile(`(article|articles|L\.|R\.|D\.|n°) \S`),
			"plain space inside a number":  regexp.MustCompile(`\d \d{3},`),
			"words of the other language":  regexp.MustCompile(`(?i)\b(please|invoice|payment|deadline|business)\b`),
			"anglicism or familiar word":   regexp.MustCompile(`(?i)\b(email|mail|cash|reporting|ASAP|svp|cdlt)\b`),
			"a date in figures in a text":  regexp.MustCompile(`\d{4}-\d{2}-\d{2}`),
			"the thou form":                regexp.MustCompile(`(?i)\b(tu|toi|ton|tes)\b`),
			"an agreement in two versions": regexp.MustCompile(`\(s\)|\(e\)|\(es\)`),
		},
		law.English: {
			"a space before a sign":       regexp.MustCompile(`[ \x{a0}][:;!?]`),
			"straight apostrophe":         regexp.MustCompile(`\pL'\pL`),
			"words of the other language": regexp.MustCompile(`(?i)\b(facture|règlement|veuillez|échéance)\b`),
		},
	}
	always := map[string]*regexp.Regexp{
		"leading space":     regexp.MustCompile(`^[ \t]`),
		"trailing space":    regexp.MustCompile(`[ \t]$`),
		"two spaces":        regexp.MustCompile(`  `),
		"an empty place":    regexp.MustCompile(`<no value>|\(\)|, ,|«\x{a0}»`),
		"a space and a dot": regexp.MustCompile(` [.,]`),
		"template syntax":   regexp.MustCompile(`[{}]`),
	}
	names := strings.NewReplacer("compta@atelier-brun.example", "", "par e-mail", "") // of the sample, not our words
	eachLine(t, func(s sheet, line string) {
		if s.Channel == dunning.SMS {
			return // the GSM alphabet has no such signs
		}
		for what, pattern := range always {
			assert.Empty(t, pattern.FindString(line), "%s to a %s: %s", s.Variant, s.client, what)
		}
		line = names.Replace(line)
		for what, pattern := range bad[s.Lang] {
			assert.Empty(t, pattern.FindString(line), "%s to a %s: %s", s.Variant, s.client, what)
		}
	})
	each(t, func(s sheet) {
		if strings.Contains(s.message.Body, "\n\n\n") || strings.TrimSpace(s.message.Body) != s.message.Body {
			t.Errorf("%s to a %s: blank lines too many", s.Variant, s.client)
		}
	})
}

// TestOneDayForAllChannels: what is written and what is sent by SMS leave the
// client the same time.
func TestOneDayForAllChannels(t *testing.T) {
	for _, kind := range []letter.Kind{letter.Reminder2, letter.Reminder3} {
		d := sample(t, kind, dunning.Business)
		write := func(channel dunning.Channel, lang law.Lang) string {
			m, err := letter.Default().Write(letter.Variant{Kind: kind, Channel: channel, Tone: letter.Firm, Lang: lang}, d)
			require.NoError(t, err)
			return m.Body
		}
		assert.Contains(t, write(dunning.SMS, law.French), "Merci de régler d'ici au 08/12/2026.")
		assert.Contains(t, write(dunning.SMS, law.English), "Please pay by 2026-12-08.")
		assert.Contains(t, write(dunning.Email, law.French), "au plus tard le 8\u00a0décembre 2026.")
		d.Deadline = 0
		assert.Contains(t, write(dunning.SMS, law.French), "Merci de régler sous 8 jours.")
		assert.Contains(t, write(dunning.SMS, law.English), "Please pay within 8 days.")
		text := write(dunning.Email, law.French)
		assert.Contains(t, text, "dans un délai de huit jours.")
		assert.NotContains(t, text, "cette date", "no date was named")
	}
}

// TestWhatATotalIsMadeOf: the parts are named and joined as they are, when one
// of them was waived too.
func TestWhatATotalIsMadeOf(t *testing.T) {
	for waived, want := range map[penalty.Waiver]map[letter.Kind]string{
		0: {
			letter.HandOver:      "11~234,50~€ au titre des factures, 655,48~€ de pénalités de retard à ce jour et 80,00~€ d’indemnité forfaitaire pour frais de recouvrement.",
			letter.DiscountOffer: "dont 735,48~€ de pénalités de retard et d’indemnité forfaitaire pour frais de recouvrement.",
		},
		penalty.WaiveInterest: {
			letter.HandOver:      "11~234,50~€ au titre des factures et 80,00~€ d’indemnité forfaitaire pour frais de recouvrement.",
			letter.DiscountOffer: "dont 80,00~€ d’indemnité forfaitaire pour frais de recouvrement.",
		},
		penalty.WaiveIndemnity: {
			letter.HandOver:      "11~234,50~€ au titre des factures et 655,48~€ de pénalités de retard à ce jour.",
			letter.DiscountOffer: "dont 655,48~€ de pénalités de retard.",
		},
	} {
		a, rule := account(dunning.Business), penalty.B2B()
		rule.Waived = waived
		d, err := letter.Overdue(a, "", today, statements(t, a, rule)...)
		require.NoError(t, err)
		for kind, words := range want {
			tone := letter.Formal
			if kind == letter.DiscountOffer {
				tone = letter.Courteous
			}
			m, err := letter.Default().Write(letter.Variant{Kind: kind, Channel: dunning.Letter, Tone: tone}, complete(d, dunning.Business))
			require.NoError(t, err)
			assert.Contains(t, strings.NewReplacer("\u00a0", "~", "\u202f", "~").Replace(m.Body), words, "%s", kind)
		}
	}
}

func TestVariants(t *testing.T) {
	channels := map[string]bool{}
	french, english := 0, 0
	for _, v := range letter.Default().Variants() {
		channels[fmt.Sprint(v.Kind, v.Channel, v.Tone, v.Lang)] = true
		if v.Lang == law.French {
			french++
		} else {
			english++
		}
	}
	assert.Equal(t, french, english, "each text is there in both languages")
	for _, kind := range []letter.Kind{letter.Reminder1, letter.Reminder2, letter.Reminder3} {
		for _, channel := range []dunning.Channel{dunning.Email, dunning.SMS, dunning.Phone, dunning.Letter} {
			for _, tone := range []letter.Tone{letter.Courteous, letter.Firm, letter.Formal} {
				assert.True(t, channels[fmt.Sprint(kind, channel, tone, law.French)], "%s %s %s", kind, channel, tone)
			}
		}
	}
	_, err := letter.Default().Write(letter.Variant{Kind: letter.Preventive, Channel: dunning.Email, Tone: letter.Firm}, letter.Data{})
	var missing *letter.VariantError
	require.ErrorAs(t, err, &missing)
	assert.NotEmpty(t, missing.Exist)
	assert.Equal(t, "letter: no text fr/preventive by email, firm; there is email courteous, sms courteous, phone courteous, letter courteous", err.Error())
	_, err = letter.Default().Write(letter.Variant{Kind: "thanks"}, letter.Data{})
	require.ErrorAs(t, err, &missing)
	assert.Contains(t, err.Error(), "kinds are preventive, reminder-1")
}
