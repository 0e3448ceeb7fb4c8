package exchange

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/terms"
)

// The wire forms are strings and booleans only: a date.Date or a decimal.Decimal
// decoded straight from JSON would accept 30 February and 1e9999.
type (
	accountJSON struct {
		Client   clientJSON    `json:"client"`
		Invoices []invoiceJSON `json:"invoices,omitempty"`
		Promises []promiseJSON `json:"promises,omitempty"`
		Holds    []holdJSON    `json:"holds,omitempty"`
		History  []actionJSON  `json:"history,omitempty"`
	}
	clientJSON struct {
		ID           string `json:"id"`
		Name         string `json:"name,omitempty"`
		Kind         string `json:"kind,omitempty"`
		Terms        string `json:"terms,omitempty"`
		Since        string `json:"since,omitempty"`
		CreditLimit  string `json:"credit_limit,omitempty"`
		Insured      bool   `json:"insured,omitempty"`
		Insolvency   string `json:"insolvency,omitempty"`
		EmailMissing bool   `json:"email_missing,omitempty"`
	}
	invoiceJSON struct {
		ID           string           `json:"id"`
		Currency     string           `json:"currency,omitempty"`
		Kind         string           `json:"kind,omitempty"`
		Issued       string           `json:"issued"`
		Booked       string           `json:"booked,omitempty"`
		Due          string           `json:"due,omitempty"`
		Terms        string           `json:"terms,omitempty"`
		Ordered      string           `json:"ordered,omitempty"`
		Delivered    string           `json:"delivered,omitempty"`
		Received     string           `json:"received,omitempty"`
		Amount       string           `json:"amount"`
		Net          string           `json:"net,omitempty"`
		Doubtful     bool             `json:"doubtful,omitempty"`
		DoubtfulFrom string           `json:"doubtful_from,omitempty"`
		Settlements  []settlementJSON `json:"settlements,omitempty"`
		Instalments  []instalmentJSON `json:"instalments,omitempty"`
		Disputes     []disputeJSON    `json:"disputes,omitempty"`
	}
	settlementJSON struct {
		Date   string `json:"date"`
		Amount string `json:"amount"`
		Kind   string `json:"kind,omitempty"`
		Ref    string `json:"ref,omitempty"`
	}
	instalmentJSON struct {
		Due    string `json:"due"`
		Amount string `json:"amount"`
	}
	disputeJSON struct {
		From   string `json:"from"`
		Until  string `json:"until,omitempty"`
		Amount string `json:"amount,omitempty"`
		Reason string `json:"reason,omitempty"`
	}
	promiseJSON struct {
		Invoice string `json:"invoice,omitempty"`
		Made    string `json:"made"`
		For     string `json:"for"`
		Amount  string `json:"amount,omitempty"`
	}
	holdJSON struct {
		Invoice string `json:"invoice,omitempty"`
		From    string `json:"from"`
		Until   string `json:"until,omitempty"`
		Reason  string `json:"reason,omitempty"`
		Owner   string `json:"owner,omitempty"`
	}
	actionJSON struct {
		Date    string `json:"date"`
		Step    string `json:"step,omitempty"`
		Channel string `json:"channel,omitempty"`
		Invoice string `json:"invoice,omitempty"`
		Policy  string `json:"policy,omitempty"`
		Ref     string `json:"ref,omitempty"`
	}
)

// WriteJSON writes accounts as a JSON array, indented, in the order given. What
// [ReadJSON] reads back is equal, amounts to their value.
func WriteJSON(w io.Writer, accounts []dunning.Account) error {
	wire := make([]accountJSON, len(accounts))
	for i, a := range accounts {
		wire[i] = toWire(a)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(wire)
}

// ReadJSON reads an array of accounts, one object each: the client, and the
// lists invoices, promises, holds, history. Names are those that [WriteJSON]
// writes; an unknown one, or one that stands twice, is an error. The errors are
// [*Problems]; each has its line and column, and the path of the value as its
// Column ("[3].invoices[0].due"). name is shown in them.
func ReadJSON(name string, r io.Reader) ([]dunning.Account, error) {
	ps := &Problems{}
	src, err := io.ReadAll(&bounded{skipBOM(r), maxBytes})
	if err != nil {
		ps.add(&Problem{File: name, What: err.Error()})
		return nil, ps
	}
	if !check(name, src, ps) {
		return nil, ps
	}
	var wire []accountJSON
	if err := json.Unmarshal(src, &wire); err != nil {
		ps.add(&Problem{File: name, What: err.Error()})
		return nil, ps
	}
	accounts := make([]dunning.Account, len(wire))
	for i, a := range wire {
		d := decoder{file: name, ps: ps, path: fmt.Sprintf("[%d]", i)}
		accounts[i] = d.account(a)
	}
	if len(ps.List) > 0 {
		locate(src, ps.List)
		return nil, ps.err()
	}
	return accounts, nil
}

// decoder turns the wire form into domain values and collects what it refuses.
type decoder struct {
	file string
	path string
	ps   *Problems
}

func (d decoder) in(format string, args ...any) decoder {
	d.path += fmt.Sprintf(format, args...)
	return d
}

func (d decoder) refuse(field, value, what, fix string) {
	d.ps.add(&Problem{File: d.file, Column: d.path + "." + field, Value: value, What: what, Fix: fix})
}

func (d decoder) day(field, value string) date.Date {
	if value == "" {
		return 0
	}
	day, err := dunning.ParseDate(value)
	if err != nil {
		d.refuse(field, value, err.Error(), "")
	}
	return day
}

func (d decoder) amount(field, value string) decimal.Decimal {
	if value == "" {
		return decimal.Decimal{}
	}
	amount, err := dunning.ParseAmount(value)
	if err != nil {
		d.refuse(field, value, err.Error(), "")
	}
	return amount
}

func (d decoder) terms(value string) terms.Terms {
	if value == "" {
		return terms.Terms{}
	}
	t, err := terms.Parse(value)
	if err != nil {
		d.refuse("terms", value, err.Error(), "")
	}
	return t
}

// kind finds the enum value whose name is value; the empty name is the zero
// value.
func kind[K interface {
	~uint8
	String() string
}](d decoder, field, value string) K {
	if value == "" {
		return 0
	}
	list := ""
	for k := K(0); k.String() != "unknown"; k++ {
		if k.String() == value {
			return k
		}
		list += " " + k.String()
	}
	d.refuse(field, value, fmt.Sprintf("%q is none of%s", clip(value), list), "")
	return 0
}
