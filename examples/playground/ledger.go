package main

import (
	"context"
	"errors"
	"html/template"
	"io"
	"net/http"
	"path"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning/fec"
	"github.com/creance/creance/dunning/terms"
	"github.com/creance/creance/kpi"
)

// ledgerAnswer is what the page shows of an accounting export.
type ledgerAnswer struct {
	Fields []fieldError  `json:"fields"`
	Result template.HTML `json:"result"`
}

// showLedger reads a FEC from the body. The day and the terms are in the query.
func showLedger(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	in := &formReader{reader: readerOf(q.Get("lang"))}
	day := in.date("ledgerday", q.Get("day"), false)
	agreed := terms.Terms{}
	if wording := q.Get("terms"); wording != "" {
		var err error
		if agreed, err = terms.Parse(wording); err != nil {
			in.wrong("ledgerterms", err.Error(), err.Error())
		}
	}
	name := path.Base(q.Get("name"))
	if name == "." || name == "/" {
		name = "FEC"
	}
	out := ledgerAnswer{}
	if len(in.errs) == 0 {
		var err error
		out.Result, err = in.ledger(r.Context(), name, r.Body, day, fec.Options{Terms: agreed})
		if err != nil {
			if !tooLarge(w, err) {
				fail(w, err)
			}
			return
		}
	}
	out.Fields = in.errs
	answer(w, out)
}

// whileDue is a reader that ends with its context.
type whileDue struct {
	ctx context.Context
	io.Reader
}

func (r whileDue) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}

func (r reader) ledger(ctx context.Context, name string, body io.Reader, day date.Date, o fec.Options) (template.HTML, error) {
	l, err := fec.Read(name, whileDue{ctx, body}, o)
	if refused, ok := errors.AsType[*fec.Errors](err); ok {
		if _, big := errors.AsType[*http.MaxBytesError](err); big {
			return "", err
		}
		return r.render("refused.html", map[string]any{"Name": name, "Errors": refused, "Lang": r.lang})
	}
	if err != nil {
		return "", err
	}
	if day == 0 {
		day = l.Until
	}
	if day == 0 {
		return r.render("refused.html", map[string]any{"Name": name, "Errors": nil})
	}
	v := &ledgerView{reader: r, Ledger: l, Name: name, Day: day}
	if err := v.measure(ctx); err != nil {
		return "", err
	}
	return r.render("ledger.html", v)
}

// ledgerView is an accounting export as it is shown.
type ledgerView struct {
	reader
	*fec.Ledger
	Name      string
	Day       date.Date
	Balance   aging.Balance
	Identity  aging.Identity // the columns against the lines of the file
	Period    kpi.Period
	Figures   []figure
	Months    []monthly
	Collected []kpi.CurvePoint
	names     map[string]string
}

// figure is a key figure, or the reason why there is none.
type figure struct {
	kpi.Figure
	Missing error
}

// monthly is the DSO at the end of a month.
type monthly struct {
	Month string
	kpi.Figure
}

func (v *ledgerView) measure(ctx context.Context) error {
	aged, err := aging.Of(v.Day, aging.Standard(), v.Invoices())
	if err != nil {
		return err
	}
	v.Balance = aged.Balance("EUR")
	v.Identity = v.Balance.Against(v.Ledger.Balance(v.Day))
	slices.SortStableFunc(v.Balance.Clients, func(a, b aging.Row) int { return b.Open.Cmp(a.Open) })
	v.names = map[string]string{}
	for _, a := range v.Accounts {
		v.names[a.Client.ID] = a.Client.Name
	}
	v.Period = kpi.Period{From: max(v.From, v.Day-364), Until: v.Day + 1}
	if v.Period.From >= v.Period.Until {
		v.Period.From = v.Day
	}
	result, err := v.sums(ctx, v.Period)
	if err != nil {
		return err
	}
	for f, err := range result.Figures() {
		v.Figures = append(v.Figures, figure{f, err})
	}
	if v.Collected, err = kpi.CollectionCurve(v.Invoices(), v.Day, "EUR"); err != nil {
		return err
	}
	return v.months(ctx)
}

// quarter is how many days of sales the DSO of a month looks back on.
const quarter = 90

// months computes the DSO at the end of the last twelve months, as far as the
// file reaches back.
func (v *ledgerView) months(ctx context.Context) error {
	end := v.Day
	for range 12 {
		if end-quarter+1 < v.From {
			break
		}
		result, err := v.sums(ctx, kpi.Period{From: end - quarter + 1, Until: end + 1})
		if err != nil {
			return err
		}
		// A month without sales has no DSO, and no point on the curve.
		if dso, err := result.DSO(); err == nil {
			v.Months = append(v.Months, monthly{v.month(end), dso})
		}
		end -= date.Date(end.Day())
	}
	slices.Reverse(v.Months)
	return nil
}

func (v *ledgerView) sums(ctx context.Context, p kpi.Period) (kpi.Result, error) {
	if err := ctx.Err(); err != nil {
		return kpi.Result{}, err
	}
	sums := kpi.New(p)
	for inv := range v.Invoices() {
		if err := sums.Add(inv); err != nil {
			return kpi.Result{}, err
		}
	}
	return sums.Result()
}

// columns are the amounts of a row of the aged balance, left to right.
func columns(row aging.Row) []decimal.Decimal {
	all := append([]decimal.Decimal{row.NotDue}, row.Overdue...)
	return append(all, row.Unknown, row.Credits)
}
