package fec

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/locale"
	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/law"
)

// A FindingCode names a sort of finding; programs may depend on it.
type FindingCode string

// What is odd about lines that were used or could not be.
const (
	ZeroLine         FindingCode = "zero-line"         // a line without amount: the only lines not used
	NoAuxiliary      FindingCode = "no-auxiliary"      // several clients on one account, none named
	LetterPartial    FindingCode = "letter-partial"    // a lettered group that does not balance: the rest is treated as not lettered
	LetterOutside    FindingCode = "letter-outside"    // debits lettered with lines of another file: open here, held
	SettledByRef     FindingCode = "settled-reference" // not lettered, allocated by PieceRef or label
	SettledByAmount  FindingCode = "settled-amount"    // not lettered, allocated by exact amount
	SettledOldest    FindingCode = "settled-oldest"    // not lettered, or the rest of the group in Text: allocated to the oldest debts
	SettledEarly     FindingCode = "settled-early"     // a credit dated before the document it settles
	LeftOnAccount    FindingCode = "on-account"        // a credit, or a part of it, that settles nothing
	PaymentReturned  FindingCode = "payment-returned"  // a payment that came back; what it had settled is open again
	ToExplain        FindingCode = "to-explain"        // a debit that is no sale and is still open: a document of kind Suspense
	DatedLater       FindingCode = "dated-later"       // PieceDate after EcritureDate; terms count from PieceDate
	OpeningDated     FindingCode = "opening-dated"     // à-nouveaux known by their PieceDate: due dates and interest count from it
	OpeningBalance   FindingCode = "opening-balance"   // the other à-nouveaux: due dates count from the opening day, and no interest
	OpeningTwice     FindingCode = "opening-twice"     // à-nouveaux after the first entries: balances may be counted twice
	UnbalancedEntry  FindingCode = "unbalanced-entry"  // customer entries whose debits are not their credits
	ForeignKept      FindingCode = "foreign-currency"  // an entry in a foreign currency, read in euros (KeepEuros)
	NearbyAccount    FindingCode = "nearby-account"    // 413, 418, 4191, 47: may hold what customers owe or paid
	DoubtfulAccounts FindingCode = "doubtful"          // lines on doubtful accounts
	MissingColumns   FindingCode = "missing-columns"   // columns of the law that the file does not have
	ShortLines       FindingCode = "short-lines"       // lines without their last empty cells
	LostCharacters   FindingCode = "lost-characters"   // bytes that the character set does not have
	NoCustomers      FindingCode = "no-customers"      // no line on a customer account
)

// A Finding is one thing a reader of the balance should know. It never
// changes the balance.
type Finding struct {
	Code    FindingCode
	Line    int             // the line, or the first of several; 1 when it is the whole file
	Count   int             // lines concerned, where it is about several
	Client  string          // "" when it is not about one
	Account string          // "" when it is not about one
	Amount  decimal.Decimal // in euros, debits positive except where a credit is meant; zero when there is none
	Text    string          // a date, a letter, names of columns: see Code
}

var findingTexts = map[FindingCode][2]string{
	ZeroLine:         {"montant nul : ligne sans effet, non utilisée", "no amount: the line has no effect and is not used"},
	NoAuxiliary:      {"compte %[1]s (lignes : %[4]d) : ses clients ne sont pas distingués", "account %[1]s (lines: %[4]d): its clients are not told apart"},
	LetterPartial:    {"client %[1]s : lettrage %[3]s non soldé, reste %[5]s", "client %[1]s: letter group %[3]s does not balance, %[5]s is left"},
	LetterOutside:    {"client %[1]s : lettrage %[3]s sans règlement dans ce fichier, %[5]s à vérifier avant toute relance", "client %[1]s: letter group %[3]s has no settlement in this file, check %[5]s before any reminder"},
	SettledByRef:     {"client %[1]s : %[5]s non lettrés, affectés à %[3]s, que l’écriture nomme", "client %[1]s: %[5]s without letter, allocated to %[3]s, which the entry names"},
	SettledByAmount:  {"client %[1]s : %[5]s non lettrés, affectés à %[3]s de même montant", "client %[1]s: %[5]s without letter, allocated to %[3]s of the same amount"},
	SettledOldest:    {"client %[1]s : %[5]s non lettrés, affectés aux dettes les plus anciennes (art. 1342-10 C. civ.)", "client %[1]s: %[5]s without letter, allocated to the oldest debts (art. 1342-10 C. civ.)"},
	SettledEarly:     {"client %[1]s : %[5]s réglés avant le document du %[3]s", "client %[1]s: %[5]s settled before the document of %[3]s"},
	LeftOnAccount:    {"client %[1]s : %[5]s au crédit, non affectés", "client %[1]s: %[5]s on account, not allocated"},
	PaymentReturned:  {"client %[1]s : règlement de %[5]s repris par un débit (impayé ou remboursement)", "client %[1]s: payment of %[5]s taken back by a debit (returned or refunded)"},
	ToExplain:        {"client %[1]s : débit de %[5]s qui n’est pas une vente, à justifier", "client %[1]s: debit of %[5]s that is no sale, to be explained"},
	DatedLater:       {"client %[1]s : pièce datée du %[3]s, après son écriture ; l’échéance part de la pièce", "client %[1]s: document dated %[3]s, after its entry; the due date counts from the document"},
	OpeningDated:     {"à-nouveaux datés (lignes : %[4]d), solde %[5]s : échéances, règlements et intérêts comptés de la date de pièce", "brought forward with their date (lines: %[4]d), balance %[5]s: due dates, settlements and interest counted from the date of the document"},
	OpeningBalance:   {"à-nouveaux sans date d’origine (lignes : %[4]d), solde %[5]s : échéances comptées de l’ouverture du %[3]s, sans intérêts", "brought forward without their date (lines: %[4]d), balance %[5]s: due dates counted from the opening of %[3]s, no interest"},
	OpeningTwice:     {"à-nouveaux au %[3]s, après d’autres écritures : %[5]s peut-être comptés deux fois", "balances brought forward on %[3]s, after other entries: %[5]s may be counted twice"},
	UnbalancedEntry:  {"écritures de clients non équilibrées : %[4]d, écart %[5]s", "customer entries that do not balance: %[4]d, by %[5]s"},
	ForeignKept:      {"écriture en %[3]s, lue pour ses montants en euros", "entry in %[3]s, read for its amounts in euros"},
	NearbyAccount:    {"compte %[2]s (%[3]s), hors comptes clients : solde %[5]s (lignes : %[4]d)", "account %[2]s (%[3]s), not among the customers: balance %[5]s (lines: %[4]d)"},
	DoubtfulAccounts: {"clients douteux : solde %[5]s (lignes : %[4]d)", "doubtful accounts: balance %[5]s (lines: %[4]d)"},
	MissingColumns:   {"colonnes absentes : %[3]s", "columns not there: %[3]s"},
	ShortLines:       {"lignes sans leurs dernières cellules vides : %[4]d", "lines without their last empty cells: %[4]d"},
	LostCharacters:   {"lignes avec des caractères illisibles en %[3]s : %[4]d", "lines with characters that are not %[3]s: %[4]d"},
	NoCustomers:      {"aucune ligne sur les comptes %[3]s", "no line on accounts %[3]s"},
}

// settledRest is SettledOldest about what a lettered group left.
var settledRest = [2]string{"client %[1]s : %[5]s du lettrage %[3]s, non soldé, affectés aux dettes les plus anciennes (art. 1342-10 C. civ.)", "client %[1]s: %[5]s of letter group %[3]s, which does not balance, allocated to the oldest debts (art. 1342-10 C. civ.)"}

// nearby says what a watched account holds.
var nearby = []struct{ prefix, fr, en string }{
	{"413", "effets à recevoir", "bills receivable"},
	{"418", "produits non encore facturés", "not yet invoiced"},
	{"4191", "avances reçues", "advances received"},
	{"47", "compte d’attente", "suspense account"},
}

// In writes the finding in a language: "ligne 12 : …".
func (f Finding) In(lang law.Lang) string {
	texts, place := findingTexts[f.Code], "ligne %d : "
	text, detail := texts[0], f.Text
	if lang == law.English {
		text, place = texts[1], "line %d: "
	}
	if f.Code == NearbyAccount {
		for _, n := range nearby {
			if strings.HasPrefix(f.Account, n.prefix) {
				detail = n.fr
				if lang == law.English {
					detail = n.en
				}
			}
		}
	}
	if f.Code == SettledOldest && f.Text != "" {
		text = settledRest[0]
		if lang == law.English {
			text = settledRest[1]
		}
	}
	switch f.Code {
	case DatedLater, SettledEarly, OpeningBalance, OpeningTwice:
		if d, err := dunning.ParseDate(f.Text); err == nil {
			detail = locale.ShortDate(d, lang)
		}
	}
	if strings.Contains(text, "%") {
		text = fmt.Sprintf(text, shown(f.Client), shown(f.Account), detail, f.Count, locale.Money(f.Amount, "EUR", lang))
	}
	return fmt.Sprintf(place, f.Line) + text
}

// findInFile gathers the findings that are not about one client.
func (r *reader) findInFile(l *Ledger, text decoder) {
	find := func(f Finding) { l.Findings = append(l.Findings, f) }
	if absent := r.cols.absent(); len(absent) > 0 {
		find(Finding{Code: MissingColumns, Line: 1, Text: strings.Join(absent, ", ")})
	}
	if r.short > 0 {
		find(Finding{Code: ShortLines, Line: r.firstShort, Count: r.short})
	}
	if text.set == UTF8 && r.chars.broken > 0 {
		find(Finding{Code: LostCharacters, Line: 1, Count: r.chars.broken, Text: string(text.set)})
	}
	if len(l.Lines) == 0 {
		find(Finding{Code: NoCustomers, Line: 1, Text: strings.Join(append(r.o.Customers[:len(r.o.Customers):len(r.o.Customers)], r.o.Doubtful...), ", ")})
	}
	for account, w := range r.watched {
		if !w.sum.IsZero() {
			find(Finding{Code: NearbyAccount, Line: w.first, Count: w.lines, Account: text.decode(account), Amount: w.sum.Decimal(2)})
		}
	}
	for at, f := range r.foreign {
		if r.entries[at].customers > 0 {
			find(Finding{Code: ForeignKept, Line: f.err.Line, Text: shown(text.decode(f.err.Cell))})
		}
	}
	r.findUnbalanced(find)
	l.findOpenings(find)
	l.findPooled(find)
}

func (r *reader) findUnbalanced(find func(Finding)) {
	count, first, off := 0, 0, minor.Sum{}
	for i := range r.entries {
		if e := &r.entries[i]; e.customers > 0 && !r.balances(e) {
			if count++; first == 0 || int(e.line) < first {
				first = int(e.line)
			}
			off.Merge(e.sum)
		}
	}
	if count > 0 {
		find(Finding{Code: UnbalancedEntry, Line: first, Count: count, Amount: off.Decimal(2)})
	}
}
