package kpi

import (
	"iter"
	"slices"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
)

// checked is the day the definitions were last compared with their sources.
var checked = date.New(2026, 11, 22)

// A Result is what was accumulated: the amounts that the figures are made of,
// and one method for each definition. It is a copy; adding more documents does
// not change it.
//
// A method that has nothing to divide by returns a typed error, and a Figure
// that carries its name but no value. The figure is then unknown, not zero.
type Result struct {
	Period Period

	Opening     decimal.Decimal // receivables at the start of the period, credits deducted
	Receivables decimal.Decimal // receivables at closing, credits deducted
	Owed        decimal.Decimal // open invoices at closing, credits apart
	NotDue      decimal.Decimal // of Owed
	Overdue     decimal.Decimal // of Owed; the rest has no known due date
	Disputed    decimal.Decimal // of Owed
	Sales       decimal.Decimal // invoiced in the period, credit notes deducted
	Collected   decimal.Decimal // money received in the period, money on account included

	totals
	months []month
	digits int32
}

// Result is the state of the figures after what was added so far. It changes
// nothing: more may be added afterwards.
func (a *Accumulator) Result() (Result, error) {
	if err := a.check(); err != nil {
		return Result{}, err
	}
	r := Result{Period: a.period, totals: a.totals, months: slices.Clone(a.months), digits: a.digits}
	r.Opening, r.Receivables, r.Owed = r.sum(opening), r.sum(closing), r.sum(owed)
	r.NotDue, r.Overdue, r.Disputed = r.sum(notDue), r.sum(overdue), r.sum(contested)
	r.Sales, r.Collected = r.sum(sales), r.sum(collected)
	return r, nil
}

func (r Result) sum(i int) decimal.Decimal { return r.sums[i].Decimal(r.digits) }

func (r Result) days() decimal.Decimal { return decimal.NewFromInt(int64(r.Period.Length())) }

// Figures yields every figure in a fixed order, with its error when it has no
// value.
func (r Result) Figures() iter.Seq2[Figure, error] {
	return func(yield func(Figure, error) bool) {
		for _, compute := range []func() (Figure, error){
			r.DSO, r.DSOAverage, r.DSOCountBack, r.BestDSO, r.BestDSOCountBack, r.DaysDelinquent,
			r.PaymentDelay, r.LatePaymentDelay, r.DaysToPay, r.DaysToPayMean,
			r.CollectionRate, r.RecoveryRate, r.PaidOnTime, r.PaidOnTimeByAmount,
			r.DisputeRate, r.DisputeRateByAmount, r.OverdueShare, r.CollectionEfficiency, r.CashWithheld,
		} {
			if !yield(compute()) {
				return
			}
		}
	}
}

// DSO is the days of sales outstanding by the balance method: receivables ×
// days / sales. The error is a [*NoSalesError].
func (r Result) DSO() (Figure, error) {
	return r.overSales(DSO, r.Receivables.Mul(r.days()))
}

// DSOAverage is the DSO on the mean of opening and closing receivables. The
// error is a [*NoSalesError].
func (r Result) DSOAverage() (Figure, error) {
	half := decimal.New(5, -1)
	return r.overSales(DSOAverage, r.Opening.Add(r.Receivables).Mul(half).Mul(r.days()))
}

// BestDSO is the DSO if nobody were late: receivables not due × days / sales.
// The error is a [*NoSalesError].
func (r Result) BestDSO() (Figure, error) {
	return r.overSales(BestDSO, r.NotDue.Mul(r.days()))
}

// DaysDelinquent (retard moyen, ADD) is DSO − best DSO. Credits are deducted
// from the receivables, so many of them can make it negative. The error is a
// [*NoSalesError].
func (r Result) DaysDelinquent() (Figure, error) {
	return r.overSales(DaysDelinquent, r.Receivables.Sub(r.NotDue).Mul(r.days()))
}

// What it means that there is nothing to divide by.
var (
	owedMore  = [2]string{"les clients ont plus à recevoir qu’à payer", "the clients are owed more than they owe"}
	noPayment = [2]string{"aucun paiement de la période sur une facture d’échéance connue", "no payment on an invoice with a known due date in the period"}
	noReceipt = [2]string{"aucun paiement de facture dans la période", "no payment on an invoice in the period"}
	noLate    = [2]string{"aucun paiement en retard dans la période", "no payment came late in the period"}
	noPaid    = [2]string{"aucune facture d’échéance connue soldée dans la période", "no invoice with a known due date was paid in the period"}
	noSettled = [2]string{"aucune facture soldée dans la période", "no invoice was paid in the period"}
	noDue     = [2]string{"rien n’était échu et impayé au début de la période", "nothing was due and unpaid at the start of the period"}
	noOpen    = [2]string{"rien n’est ouvert à la clôture", "nothing is open at closing"}
	noEffort  = [2]string{"rien n’était à encaisser dans la période", "nothing could be collected in the period"}
)

// PaymentDelay is the mean of payment − due date over the money received in the
// period, weighted by amount; early payments count as negative. The error is
// an [*UndefinedError].
func (r Result) PaymentDelay() (Figure, error) {
	return r.over(PaymentDelay, r.sum(receivedDelay), r.sum(receivedDue), r.counts[dueReceivedCount], noPayment)
}

// LatePaymentDelay is the same mean over the payments that came late. The error
// is an [*UndefinedError] when none did.
func (r Result) LatePaymentDelay() (Figure, error) {
	return r.over(LatePaymentDelay, r.sum(receivedOverdue), r.sum(receivedLate), r.counts[lateCount], noLate)
}

// DaysToPay (délai moyen de paiement pondéré) is the mean of payment − issue
// date over the money received in the period, weighted by amount. The error is
// an [*UndefinedError].
func (r Result) DaysToPay() (Figure, error) {
	return r.over(DaysToPay, r.sum(receivedDays), r.sum(received), r.counts[receivedCount], noReceipt)
}

// DaysToPayMean (délai moyen de paiement) is the mean of last payment − issue
// date over the invoices settled in the period, each counting once; invoices
// paid in part are left out. The error is an [*UndefinedError].
func (r Result) DaysToPayMean() (Figure, error) {
	n := r.counts[paidCount]
	return r.over(DaysToPayMean, decimal.NewFromInt(r.counts[paidDays]), decimal.NewFromInt(n), n, noSettled)
}

// CollectionRate (taux de recouvrement) is the money received in the period
// over its sales. It can exceed 100 % when old debts come in; [Result.RecoveryRate]
// is the other figure published under this name. The error is a [*NoSalesError].
func (r Result) CollectionRate() (Figure, error) {
	return r.overSales(CollectionRate, r.Collected)
}

// RecoveryRate (taux de recouvrement) is the share of what was due and unpaid
// at the start that came in during the period. The error is an [*UndefinedError].
func (r Result) RecoveryRate() (Figure, error) {
	return r.over(RecoveryRate, r.sum(collectedOfDue), r.sum(dueAtStart), r.counts[dueCount], noDue)
}

// PaidOnTime is the share of the invoices settled in the period, by count, on
// which no payment came after its due date. The error is an [*UndefinedError].
func (r Result) PaidOnTime() (Figure, error) {
	n := r.counts[paidDueCount]
	return r.over(PaidOnTime, decimal.NewFromInt(r.counts[paidTimelyCount]), decimal.NewFromInt(n), n, noPaid)
}

// PaidOnTimeByAmount is the same share by the money received on the invoices.
// The error is an [*UndefinedError].
func (r Result) PaidOnTimeByAmount() (Figure, error) {
	return r.over(PaidOnTimeByAmount, r.sum(paidAmountTimely), r.sum(paidAmount), r.counts[paidDueCount], noPaid)
}

// DisputeRate (taux de litige) is the share of open invoices in dispute at
// closing, by count. The error is an [*UndefinedError].
func (r Result) DisputeRate() (Figure, error) {
	n := r.counts[owedCount]
	return r.over(DisputeRate, decimal.NewFromInt(r.counts[contestedCount]), decimal.NewFromInt(n), n, noOpen)
}

// DisputeRateByAmount is the share by the amount contested. The error is an
// [*UndefinedError].
func (r Result) DisputeRateByAmount() (Figure, error) {
	return r.over(DisputeRateByAmount, r.Disputed, r.Owed, r.counts[owedCount], noOpen)
}

// OverdueShare (taux de retard) is the part of the open invoices that is
// overdue at closing, credits apart. The error is an [*UndefinedError].
func (r Result) OverdueShare() (Figure, error) {
	return r.over(OverdueShare, r.Overdue, r.Owed, r.counts[owedCount], noOpen)
}

// CollectionEfficiency (CEI) is what was collected of all that could be:
// (opening + sales − closing) / (opening + sales − closing not due), with the
// sales of the whole period, not of a mean month. The error is a
// [*NoSalesError], or an [*UndefinedError] when nothing could be collected.
func (r Result) CollectionEfficiency() (Figure, error) {
	if !r.Sales.IsPositive() {
		return r.empty(CollectionEfficiency), &NoSalesError{Figure: CollectionEfficiency, Sales: r.Sales, Period: r.Period}
	}
	total := r.Opening.Add(r.Sales)
	return r.over(CollectionEfficiency, total.Sub(r.Receivables), total.Sub(r.NotDue), r.counts[salesCount], noEffort)
}

// CashWithheld (rétention de trésorerie) is the yardstick of the DGCCRF: sum of
// amount × days late over the payments received late in the period, divided by
// the days of the period. It is an amount of money, zero when nobody paid late.
func (r Result) CashWithheld() (Figure, error) {
	return r.figure(CashWithheld, r.sum(receivedOverdue), r.days(), r.counts[lateCount]), nil
}
