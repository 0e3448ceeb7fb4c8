package notice

import (
	"strconv"
	"strings"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// A Party is a creditor, a debtor or an agency.
type Party struct {
	Name    string
	Address string
}

// An Item is one invoice of the notice.
type Item struct {
	Invoice string
	Issued  date.Date
	Due     date.Date
	Amount  decimal.Decimal // open amount TTC
}

// A Notice is a formal notice before it is sent. Texts are what the letter
// says; an empty one is missing.
type Notice struct {
	Creditor, Debtor Party
	Client           dunning.ClientKind // of the debtor
	Date             date.Date
	Currency         string // ISO 4217; "" is EUR

	Subject string // must contain "mise en demeure" (or "formal notice")
	Demand  string // the sentence that asks for payment
	Items   []Item

	Interest  decimal.Decimal // penalties or interest claimed to date
	Indemnity decimal.Decimal // 40 EUR per late invoice between businesses
	Total     decimal.Decimal // what is asked for: items, interest and indemnity

	Deadline    int    // days left to pay
	Means       string // how to pay: bank account, link
	Consequence string // what follows without payment
	Signature   string
	Registered  bool // registered letter, paper or electronic
}

// Weight says how much a finding matters.
type Weight uint8

const (
	Required Weight = iota + 1 // without it the letter may not be a notice, or breaks a rule
	Usual                      // practice, and proof
)

// A Finding is one thing missing or wrong.
type Finding struct {
	Entry        // code, weight, words, ground
	Field string // "debtor.address", "items[2].due"
	Value string // the offending value; "" when something is missing
}

// Check reports all that is missing or wrong in the notice.
func Check(n Notice) []Finding {
	c := checker{}
	c.party("creditor", n.Creditor)
	c.party("debtor", n.Debtor)
	c.when(n.Date == 0, "no-date", "date", "")
	subject := strings.ToLower(n.Subject)
	c.when(!strings.Contains(subject, "mise en demeure") && !strings.Contains(subject, "formal notice"), "no-words", "subject", n.Subject)
	c.when(blank(n.Demand), "no-demand", "demand", "")
	c.when(len(n.Items) == 0, "no-items", "items", "")
	for i, it := range n.Items {
		c.item(i, it, n.Date)
	}
	c.sums(n)
	switch {
	case n.Deadline <= 0:
		c.add("no-deadline", "deadline", "")
	case n.Deadline < 8:
		c.add("deadline-short", "deadline", strconv.Itoa(n.Deadline))
	case n.Deadline > 30:
		c.add("deadline-very-long", "deadline", strconv.Itoa(n.Deadline))
	case n.Deadline > 15:
		c.add("deadline-long", "deadline", strconv.Itoa(n.Deadline))
	}
	c.when(blank(n.Means), "no-means", "means", "")
	c.when(blank(n.Consequence), "no-consequence", "consequence", "")
	c.when(blank(n.Signature), "no-signature", "signature", "")
	c.when(!n.Registered, "not-registered", "registered", "")
	return c.findings
}

// LastDay is the last day to pay under the notice, from the day the debtor
// received it, which does not count. It is 0 when one of them is missing.
func (n Notice) LastDay(received date.Date) date.Date {
	if received == 0 || n.Deadline <= 0 {
		return 0
	}
	return received + date.Date(n.Deadline)
}

type checker struct{ findings []Finding }

func (c *checker) add(code, field, value string) {
	if len(value) > 60 {
		value = strings.ToValidUTF8(value[:60], "") + "…"
	}
	c.findings = append(c.findings, Finding{Entry: entries[code], Field: field, Value: value})
}

func (c *checker) when(wrong bool, code, field, value string) {
	if wrong {
		c.add(code, field, value)
	}
}

func (c *checker) party(who string, p Party) {
	c.when(blank(p.Name), "no-"+who, who+".name", "")
	c.when(blank(p.Address), "no-address", who+".address", "")
}

func (c *checker) item(i int, it Item, sent date.Date) {
	at := "items[" + strconv.Itoa(i) + "]."
	c.when(blank(it.Invoice), "no-invoice", at+"invoice", "")
	c.when(it.Due == 0, "no-due", at+"due", "")
	c.when(it.Due != 0 && sent != 0 && it.Due >= sent, "not-due", at+"due", it.Due.String())
	c.when(it.Due != 0 && it.Issued > it.Due, "due-before-issue", at+"issued", it.Issued.String())
	c.when(!it.Amount.IsPositive(), "no-amount", at+"amount", "")
}

// sums checks what is asked for. Amounts that no currency takes are reported
// and not added.
func (c *checker) sums(n Notice) {
	digits, known := minor.Digits(n.Currency)
	if !known {
		c.add("unknown-currency", "currency", n.Currency)
		return
	}
	var sum minor.Sum
	sound := true
	read := func(field string, d decimal.Decimal) {
		v, err := minor.Of(d, digits)
		if err != nil || v < 0 {
			c.add("bad-amount", field, "")
			sound = false
		}
		sum.Add(v)
	}
	for i, it := range n.Items {
		read("items["+strconv.Itoa(i)+"].amount", it.Amount)
	}
	read("interest", n.Interest)
	read("indemnity", n.Indemnity)
	total, err := minor.Of(n.Total, digits)
	switch {
	case n.Total.IsZero():
		c.add("no-total", "total", "")
	case err != nil:
		c.add("bad-amount", "total", "")
	case sound && !sum.Decimal(digits).Equal(minor.Decimal(total, digits)):
		c.add("wrong-total", "total", minor.Decimal(total, digits).StringFixed(digits))
	}
	if !sound {
		return
	}
	if n.Client == dunning.Consumer {
		c.when(!n.Indemnity.IsZero(), "indemnity-consumer", "indemnity", n.Indemnity.StringFixed(digits))
		return
	}
	due := decimal.NewFromInt(40 * int64(len(n.Items)))
	if euros := n.Currency == "" || n.Currency == "EUR"; euros && !n.Indemnity.Equal(due) {
		c.add("indemnity-other", "indemnity", n.Indemnity.StringFixed(digits))
	}
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
