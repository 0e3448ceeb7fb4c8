package letter

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Bounds of what one text speaks of.
const (
	maxInvoices = 500
	maxLines    = 1000 // of all statements
	maxPlan     = 120
	maxAddress  = 6
	maxExtra    = 50
	maxRunes    = 200 // of one text
)

// checker gathers what is wrong with the data of one text.
type checker struct {
	of       string
	digits   int32
	problems dunning.Problems
}

func (c *checker) report(bad bool, field, value, what, fix string) {
	if bad {
		c.problems = append(c.problems, &dunning.Problem{Of: c.of, Field: field, Value: value, What: what, Fix: fix})
	}
}

// line checks a text of one line.
func (c *checker) line(field, text string) {
	hidden := func(r rune) bool { return unicode.IsControl(r) || isFormat(r) }
	switch {
	case !utf8.ValidString(text):
		c.report(true, field, strconv.QuoteToASCII(text), "is not valid UTF-8", "convert it from its charset first")
	case utf8.RuneCountInString(text) > maxRunes:
		c.report(true, field, text, fmt.Sprintf("has more than %d characters", maxRunes), "shorten it")
	case slices.ContainsFunc([]rune(text), hidden):
		c.report(true, field, text, "has a line break or a character that is not seen", "give one line of plain text")
	}
}

// form checks a text that has a form of its own, when it is there.
func (c *checker) form(field, text string, ok bool, what, fix string) {
	c.line(field, text)
	c.report(text != "" && !ok, field, text, what, fix)
}

func (c *checker) amount(field string, d decimal.Decimal) bool {
	_, err := minor.Of(d, c.digits)
	if err != nil {
		// An exponent such as 1e9999999 is not written out.
		c.report(true, field, "", err.Error(), "give an amount in its currency, at most ten thousand billion")
	}
	return err == nil
}

func (c *checker) party(field string, p Party) {
	c.line(field+".name", p.Name)
	c.line(field+".short", p.Short)
	c.line(field+".salutation", p.Salutation)
	c.line(field+".phone", p.Phone)
	c.report(len(p.Address) > maxAddress, field+".address", strconv.Itoa(len(p.Address)), "lines are too many for an envelope", fmt.Sprintf("use at most %d", maxAddress))
	for i, text := range p.Address {
		c.line(fmt.Sprintf("%s.address[%d]", field, i), text)
		c.report(blank(text), fmt.Sprintf("%s.address[%d]", field, i), text, "is an empty line", "leave it out")
	}
	c.form(field+".email", p.Email, mailForm.MatchString(p.Email), "is not one e-mail address", "give name@domain")
	c.form(field+".siren", p.SIREN, sirenProblem(p.SIREN) == "", sirenProblem(p.SIREN), "give the nine digits of the register")
}

// validate reports every value that cannot be printed or that contradicts
// another one. What is merely absent is said by required.
func (d *Data) validate(v Variant) dunning.Problems {
	digits, known := dunning.CurrencyDigits(d.Currency)
	c := &checker{of: "letter " + v.String(), digits: digits}
	c.report(!known, "currency", d.Currency, "is not an ISO 4217 code", `use one such as "EUR"`)
	c.report(d.Client > dunning.Consumer, "client", strconv.Itoa(int(d.Client)), "is no kind of client", "use dunning.Business, Public or Consumer")
	c.party("creditor", d.Creditor)
	c.party("debtor", d.Debtor)
	c.party("agent", d.Agent.Party)
	c.report(d.Agent.Role >= endAgentRole, "agent.role", strconv.Itoa(int(d.Agent.Role)), "is unknown", "use Agency, Lawyer or Bailiff")
	c.line("place", d.Place)
	c.line("signatory", d.Signatory)
	c.line("role", d.Role)
	c.line("registered_ref", d.RegisteredRef)
	c.payment(d.Payment)
	c.days(d)
	c.report(len(d.Extra) > maxExtra, "extra", strconv.Itoa(len(d.Extra)), "words are too many", fmt.Sprintf("use at most %d", maxExtra))
	for _, key := range slices.Sorted(maps.Keys(d.Extra)) {
		c.line("extra key", key)
		c.line("extra."+key, d.Extra[key])
	}
	if c.invoices(v, d) && c.statements(d) {
		c.kind(v, d)
	}
	return c.problems
}

var firstDay, lastDay = date.New(1900, 1, 1), date.New(2999, 12, 31)

// days refuses dates that are numbers gone wrong.
func (c *checker) days(d *Data) {
	day := func(field string, on date.Date) {
		c.report(on != 0 && (on < firstDay || on > lastDay), field, on.String(), "is not in the years 1900 to 2999", "")
	}
	day("date", d.Date)
	day("deadline", d.Deadline)
	day("promise.made", d.Promise.Made)
	day("promise.for", d.Promise.For)
	day("receipt.date", d.Receipt.Date)
	day("offer.until", d.Offer.Until)
	day("freeze.from", d.Freeze.From)
	day("freeze.until", d.Freeze.Until)
	for i, inv := range d.Invoices[:min(len(d.Invoices), maxInvoices)] {
		day(fmt.Sprintf("invoices[%d].issued", i), inv.Issued)
		day(fmt.Sprintf("invoices[%d].due", i), inv.Due)
	}
	for i, p := range d.Plan[:min(len(d.Plan), maxPlan)] {
		day(fmt.Sprintf("plan[%d].due", i), p.Due)
	}
}

func (c *checker) payment(p Payment) {
	c.form("payment.iban", p.IBAN, ibanProblem(p.IBAN) == "", ibanProblem(p.IBAN), "copy it from the bank's document")
	c.form("payment.bic", p.BIC, bicForm.MatchString(p.BIC), "is not 8 or 11 letters and digits", "copy it from the bank's document")
	c.report(p.BIC != "" && p.IBAN == "", "payment.bic", p.BIC, "is given without an IBAN", "give both, or the IBAN alone")
	c.line("payment.holder", p.Holder)
	c.form("payment.link", p.Link, linkForm.MatchString(p.Link), "is not an https address", "give https://…")
	c.line("payment.other", p.Other)
	c.line("payment.reference", p.Reference)
}

// invoices is false when an amount is such that no sum can be made.
func (c *checker) invoices(v Variant, d *Data) bool {
	ok := true
	if len(d.Invoices) > maxInvoices {
		c.report(true, "invoices", strconv.Itoa(len(d.Invoices)), "are too many for one text", fmt.Sprintf("send at most %d, or a statement of account beside it", maxInvoices))
		return false
	}
	chases := v.Kind == Reminder1 || v.Kind == Reminder2 || v.Kind == Reminder3 || v.Kind == FormalNotice || v.Kind == HandOver
	seen := map[string]bool{}
	for i, inv := range d.Invoices {
		at := fmt.Sprintf("invoices[%d].", i)
		c.line(at+"id", inv.ID)
		c.report(blank(inv.ID), at+"id", "", "is empty", "give the number printed on the document")
		c.report(inv.Issued == 0, at+"issued", "", "is absent", "give the date of the document")
		c.report(inv.Due == 0, at+"due", "", "is absent", "give the due date")
		key := inv.ID + "\x00" + inv.Due.String()
		c.report(seen[key], at+"id", inv.ID, "is there twice with the same due date", "give each due date once")
		seen[key] = true
		amounts := []bool{c.amount(at+"amount", inv.Amount), c.amount(at+"open", inv.Open), c.amount(at+"disputed", inv.Disputed)}
		if slices.Contains(amounts, false) {
			ok = false
			continue
		}
		c.report(inv.Open.IsZero(), at+"open", "0", "leaves nothing to speak of", "leave the invoice out")
		c.report(inv.Disputed.IsNegative() || inv.Disputed.IsPositive() && inv.Disputed.GreaterThanOrEqual(inv.Open),
			at+"disputed", inv.Disputed.String(), "is not a part of what is open", "leave a wholly contested invoice out")
		credit := inv.Open.IsNegative()
		c.report(chases && !credit && inv.Due >= d.Date, at+"due", inv.Due.String(), "is not past: nobody is late", "write a preventive reminder, or wait")
		c.report(v.Kind == Preventive && !credit && inv.Due < d.Date, at+"due", inv.Due.String(), "is past", "write a reminder")
	}
	return ok
}

// kind checks what belongs to one kind of text.
func (c *checker) kind(v Variant, d *Data) {
	sums := d.sums()
	if len(d.Invoices) > 0 {
		least := sums.principal.IsPositive() || v.Kind == PaymentReceipt && !sums.principal.IsNegative()
		c.report(!least, "invoices", sums.principal.String(), "add up to nothing that is owed, credits set off", "write nothing: the account is in the client's favour")
	}
	c.report(d.Deadline != 0 && d.Deadline <= d.Date, "deadline", d.Deadline.String(), "is not after the date of the text", "give a day to come")
	switch days := int(d.Deadline - d.Date); {
	case v.Kind == FormalNotice && d.Deadline > d.Date && (days < 8 || days > 30):
		c.report(true, "deadline", d.Deadline.String(), fmt.Sprintf("is %d days after the date", days), "a formal notice leaves 8 or 15 days, 30 at most")
	}
	switch v.Kind {
	case PlanProposal, PlanConfirmation:
		c.plan(d, sums.total())
	case PromiseReceipt:
		p := d.Promise
		if c.amount("promise.amount", p.Amount) {
			c.report(p.Amount.IsNegative() || p.Amount.GreaterThan(sums.total()), "promise.amount", p.Amount.String(), "is not a part of what is claimed", "give what was promised, interest left out where none is claimed")
		}
		c.order("promise.made", p.Made, "promise.for", p.For)
		c.report(p.Made > d.Date, "promise.made", p.Made.String(), "is after the date of the text", "")
	case PaymentReceipt:
		if c.amount("receipt.amount", d.Receipt.Amount) {
			c.report(d.Receipt.Amount.IsNegative(), "receipt.amount", d.Receipt.Amount.String(), "is negative", "a returned payment is not thanked for")
		}
		c.report(d.Receipt.Date > d.Date, "receipt.date", d.Receipt.Date.String(), "is after the date of the text", "")
	case DiscountOffer:
		if c.amount("offer.discount", d.Offer.Discount) {
			c.report(d.Offer.Discount.IsNegative() || d.Offer.Discount.GreaterThanOrEqual(sums.total()), "offer.discount", d.Offer.Discount.String(), "is not a part of what is claimed", "")
		}
		c.order("date", d.Date, "offer.until", d.Offer.Until)
		c.report(d.Client == dunning.Public && len(d.Statements) > 0, "statements", "", "cannot be part of the discount: interest owed by a public buyer cannot be waived (art. L2192-14 CCP)", "offer a discount on the invoices alone")
	case PenaltyFreeze:
		c.report(d.Client == dunning.Public, "client", "public", "cannot be let off interest: any waiver is void (art. L2192-14 CCP)", "send a reminder")
		c.report(d.Client == dunning.Consumer, "client", "consumer", "owes no penalties that could be frozen", "propose an instalment plan")
		c.order("freeze.from", d.Freeze.From, "freeze.until", d.Freeze.Until)
	}
}

// order checks two days that are both there.
func (c *checker) order(first string, a date.Date, second string, b date.Date) {
	c.report(a != 0 && b != 0 && b <= a, second, b.String(), "is not after "+first, "exchange them")
}

func (c *checker) plan(d *Data, claimed decimal.Decimal) {
	if len(d.Plan) > maxPlan {
		c.report(true, "plan", strconv.Itoa(len(d.Plan)), "payments are too many for one text", fmt.Sprintf("use at most %d", maxPlan))
		return
	}
	total, previous := decimal.Decimal{}, d.Date-1
	for i, p := range d.Plan {
		at := fmt.Sprintf("plan[%d].", i)
		if !c.amount(at+"amount", p.Amount) {
			return
		}
		c.report(!p.Amount.IsPositive(), at+"amount", p.Amount.String(), "is not positive", "")
		c.report(p.Due <= previous, at+"due", p.Due.String(), "is before the text or not after the payment before it", "give the payments in the order of their days")
		total, previous = total.Add(p.Amount), p.Due
	}
	c.report(len(d.Plan) > 0 && !total.Equal(claimed), "plan", total.String(), "is not what is claimed, "+claimed.String(), "spread the whole sum, interest included when statements are given")
}
