package fec

import (
	"slices"
	"strings"
	"unicode"
)

// evident settles the debits where only one can be meant; see [Evident]. In a
// lettered group that needs no finding: who lettered it knows.
func (a *account) evident(steps []step) {
	var claims []*claim
	var receipts []*receipt
	for _, s := range steps {
		claims = append(claims, s.claims...)
		if s.receipt != nil {
			receipts = append(receipts, s.receipt)
		}
	}
	a.sameReference(claims, receipts)
	a.named(claims, receipts)
	a.sameAmount(claims, receipts)
}

// numbered references have a digit: "sans", "DIVERS" or "VIR" name nothing.
func numbered(ref string) bool { return strings.ContainsAny(ref, "0123456789") }

// refers reports whether the PieceRef of a line may name another document: one
// that repeats the number of its own entry does not.
func (l *Line) refers() bool { return numbered(l.Ref) && l.Ref != l.Entry }

// byReference are the claims by PieceRef, those whose line is one of some.
func byReference(claims []*claim, some func(*Line) bool) map[string][]*claim {
	byRef := map[string][]*claim{}
	for _, c := range claims {
		if some(c.line) {
			byRef[c.line.Ref] = append(byRef[c.line.Ref], c)
		}
	}
	return byRef
}

func (a *account) sameReference(claims []*claim, receipts []*receipt) {
	byRef := byReference(claims, (*Line).refers)
	for _, r := range receipts {
		if one := byRef[r.line.Ref]; r.line.refers() && len(one) == 1 && r.left <= one[0].left && one[0].takes() {
			a.settleEvident(SettledByRef, r, one[0])
		}
	}
}

// named settles the invoices that the label of a receipt names, "VIR F-12 F-13",
// when they make up its amount: a number in a label may be anything, the sum of
// several is no accident. It may be that of the entry, if the invoice has it too.
func (a *account) named(claims []*claim, receipts []*receipt) {
	byRef := byReference(claims, func(l *Line) bool { return numbered(l.Ref) })
	for _, r := range receipts {
		var list []*claim
		sum := int64(0)
		for _, word := range strings.FieldsFunc(r.line.Label, between) {
			one := byRef[word]
			if len(one) != 1 || slices.Contains(list, one[0]) || one[0].left <= 0 || one[0].line.Date > r.line.Date || !one[0].takes() {
				continue
			}
			list, sum = append(list, one[0]), sum+one[0].left
		}
		if sum != r.left {
			continue
		}
		for _, c := range list {
			a.settleEvident(SettledByRef, r, c)
		}
	}
}

// between reports whether a character stands between two numbers of a label.
func between(c rune) bool { return unicode.IsSpace(c) || strings.ContainsRune(",;:+&()", c) }

func (a *account) sameAmount(claims []*claim, receipts []*receipt) {
	byAmount, times := map[int64][]*claim{}, map[int64]int{}
	for _, c := range claims {
		if c.left > 0 {
			byAmount[c.left] = append(byAmount[c.left], c)
		}
	}
	for _, r := range receipts {
		times[r.left]++
	}
	for _, r := range receipts {
		one := byAmount[r.left]
		if r.left > 0 && times[r.left] == 1 && len(one) == 1 && one[0].line.Date <= r.line.Date && one[0].takes() {
			a.settleEvident(SettledByAmount, r, one[0])
		}
	}
}

func (a *account) settleEvident(code FindingCode, r *receipt, c *claim) {
	f := Finding{Code: code, Line: r.line.Number, Client: r.line.Client, Account: r.line.Account, Text: c.line.document(),
		Amount: r.line.Credit.Sub(r.line.Debit)}
	if r.pay(c) > 0 && (r.line.Letter == "" || r.line.Letter != c.line.Letter) {
		a.find(f)
	}
}
