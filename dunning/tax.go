package dunning

import (
	"fmt"

	"github.com/shopspring/decimal"
)

// TaxBasis says whether the amounts of a figure include VAT.
type TaxBasis uint8

const (
	TTC TaxBasis = iota // toutes taxes comprises: VAT included, as receivables are
	HT                  // hors taxes: without VAT
	endTaxBasis
)

// String is "TTC" or "HT"; "unknown" for another value.
func (b TaxBasis) String() string {
	switch b {
	case TTC:
		return "TTC"
	case HT:
		return "HT"
	}
	return "unknown"
}

// Valid reports whether the basis is one of those declared here.
func (b TaxBasis) Valid() bool { return b < endTaxBasis }

// CheckNet is nil when Net can stand for the amount without VAT: it has the
// sign of Amount and does not exceed it. The error is a [*NetError]. Only
// figures on the basis [HT] need it.
func (inv *Invoice) CheckNet() error {
	if inv.Net.Sign() != inv.Amount.Sign() || !bounded(inv.Net) || !bounded(inv.Amount) || inv.Net.Abs().GreaterThan(inv.Amount.Abs()) {
		return &NetError{Invoice: inv.ID, Amount: inv.Amount, Net: inv.Net}
	}
	return nil
}

// A NetError says that a document has no usable amount without VAT, which
// figures on the basis HT need.
type NetError struct {
	Invoice     string
	Amount, Net decimal.Decimal
}

func (e *NetError) Error() string {
	return fmt.Sprintf("invoice %q: net amount %s does not go with %s TTC; figures HT need the net amount of every document", clip(e.Invoice), shown(e.Net), shown(e.Amount))
}

// A CurrencyError says that a document is in another currency than the figure
// it should be counted in. Currencies are never mixed and never converted.
type CurrencyError struct {
	Invoice    string
	Want, Have string
}

func (e *CurrencyError) Error() string {
	return fmt.Sprintf("invoice %q is in %q and not in %s; count each currency apart", clip(e.Invoice), clip(e.Have), e.Want)
}
