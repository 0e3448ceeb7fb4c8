package fec

import (
	"bytes"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/internal/minor"
	"github.com/creance/creance/internal/say"
)

// line reads the present line: checks its dates and amounts whatever the
// account, tells its entry and journal what was seen, and keeps it when it
// stands on a customer account.
func (r *reader) line() {
	before := r.errs.count
	on := r.date(ecritureDate, true)
	refDate, letterDate := r.date(pieceDate, false), r.date(dateLet, false)
	r.unusedDate(validDate)
	r.unusedDate(dateRglt)
	account := r.intern(r.cell(compteNum))
	if account == "" {
		r.problem(compteNum, BadAccount, empty, say.Both("chaque ligne porte un numéro de compte", "every line stands on an account"))
	}
	debited, credited := r.amounts()
	if r.errs.count > before {
		return
	}
	if r.from == 0 || on < r.from {
		r.from = on
	}
	r.until = max(r.until, on)

	amount := debited - credited
	at := r.entryOf(on)
	e := &r.entries[at]
	e.sum.Add(amount)
	r.numbers[e.number].Add(amount)
	j := r.journal()
	j.Lines++
	j.days[on]++
	customer, doubtful := r.isCustomer(account)
	r.currency(at, customer)
	if !customer {
		e.see(account, amount)
		switch {
		case revenue(account), strings.HasPrefix(account, "4457"):
			j.sold++
		case strings.HasPrefix(account, "5"):
			j.moved++
		}
		r.watch(account, amount)
		return
	}
	if e.customers++; e.customers == 1 {
		e.line = int32(r.number)
	}
	client := r.cell(compAuxNum)
	if len(client) == 0 {
		client = r.cell(idClient)
	}
	r.kept = append(r.kept, Line{
		Number:      r.number,
		Journal:     j.Code,
		Entry:       string(r.cell(ecritureNum)),
		Date:        on,
		Account:     account,
		AccountName: r.intern(r.cell(compteLib)),
		Client:      r.intern(client),
		ClientName:  r.intern(r.cell(compAuxLib)),
		Ref:         string(r.cell(pieceRef)),
		RefDate:     refDate,
		Label:       string(r.cell(ecritureLib)),
		Letter:      r.intern(r.cell(ecritureLet)),
		LetterDate:  letterDate,
		Doubtful:    doubtful,
		entry:       at,
		debit:       debited,
		credit:      credited,
	})
}

// cell is the trimmed text of a column, empty where the file has none.
func (r *reader) cell(f field) []byte {
	if !r.cols.has(f) {
		return nil
	}
	return trim(r.cells[r.cols.at[f]].text)
}

var empty = say.Both("est vide", "is empty")

// problem reports a cell of the present line.
func (r *reader) problem(f field, code Code, what, fix say.Text) {
	r.errs.add(r.errorAt(f, code, what, fix))
}

func (r *reader) errorAt(f field, code Code, what, fix say.Text) *Error {
	c := r.cells[r.cols.at[f]]
	return (&Error{Line: r.number, Col: column(r.text, c.offset), Field: f.String(), Cell: excerpt(trim(c.text)), Code: code}).says(what, fix)
}

func (r *reader) date(f field, required bool) date.Date {
	text := r.cell(f)
	if d, ok := r.dates[string(text)]; ok {
		return d
	}
	d, what, fix := day(text)
	switch {
	case what != say.Text{}:
		r.problem(f, BadDate, what, fix)
	case d == 0 && required:
		r.problem(f, BadDate, empty, say.Both("chaque ligne porte sa date, au format AAAAMMJJ", "every line needs its date, AAAAMMJJ"))
	case d != 0:
		r.dates[string(text)] = d
	}
	return d
}

// unusedDate refuses a day that is not in the calendar, since the file is
// damaged then; what else stands in a column that is not used does no harm.
func (r *reader) unusedDate(f field) {
	if text := r.cell(f); len(text) == 8 && len(bytes.Trim(text, "0123456789")) == 0 {
		r.date(f, false)
	}
}

// amounts are the debit and the credit of the present line, in cents.
func (r *reader) amounts() (debited, credited int64) {
	if r.cols.has(debit) && r.cols.has(credit) {
		return r.amount(debit), r.amount(credit)
	}
	n := r.amount(montant)
	switch side(r.cell(sens)) {
	case 1:
		return n, 0
	case -1:
		return 0, n
	}
	r.problem(sens, BadSide, say.Both("n’est ni un débit ni un crédit", "is neither a debit nor a credit"),
		say.Both("écrivez D ou C (ou +1, -1)", "write D or C (or +1, -1)"))
	return 0, 0
}

func (r *reader) amount(f field) int64 {
	n, problem := cents(r.cells[r.cols.at[f]].text)
	if problem != (say.Text{}) {
		r.problem(f, BadAmount, problem, amountFix)
	}
	return n
}

// entryOf finds the entry of the present line. Its lines need not follow one
// another. Numbers may start again (each month, in each journal), so journal
// and date are part of the key; without a number, the PieceRef is.
func (r *reader) entryOf(on date.Date) int32 {
	k := append(r.key[:0], r.cell(journalCode)...)
	k = append(k, 0)
	number := r.cell(ecritureNum)
	if len(number) > 0 {
		k = append(k, number...)
	} else {
		k = append(append(k, 0), r.cell(pieceRef)...)
	}
	shared := len(k)
	k = append(k, 0, byte(on), byte(on>>8), byte(on>>16), byte(on>>24))
	if len(number) == 0 {
		shared = len(k) // it shares no number with those of other days
	}
	r.key = k
	at, ok := r.byKey[string(k)]
	if !ok {
		at = int32(len(r.entries))
		r.byKey[string(k)] = at
		r.entries = append(r.entries, entry{number: r.numberOf(k[:shared])})
	}
	r.last = at
	return at
}

// numberOf is the place of a key in reader.numbers.
func (r *reader) numberOf(key []byte) int32 {
	at, ok := r.byNumber[string(key)]
	if !ok {
		at = int32(len(r.numbers))
		r.byNumber[string(key)] = at
		r.numbers = append(r.numbers, minor.Sum{})
	}
	return at
}

func (r *reader) journal() *Journal {
	code := r.cell(journalCode)
	j, ok := r.journals[string(code)]
	if !ok {
		j = &Journal{Code: string(code), Label: string(r.cell(journalLib)), days: map[date.Date]int{}}
		r.journals[j.Code] = j
	}
	return j
}

// currency notes a line that states a foreign currency.
func (r *reader) currency(entry int32, customer bool) {
	switch string(r.cell(idevise)) {
	case "", "EUR", "eur", "Eur", "EURO", "Euro", "euro", "EUROS", "Euros", "euros", "E", "978", "0":
		return
	case "€", "\xa4", "\x80", "\xd5": // its sign in each character set
		return
	}
	if known, ok := r.foreign[entry]; ok && (known.customer || !customer) {
		return
	}
	r.foreign[entry] = foreignCell{
		err: r.errorAt(idevise, BadCurrency, say.Both("n’est pas l’euro, dans l’écriture d’un client", "is not the euro, in the entry of a customer"),
			say.Both("la créance est dans cette devise, alors que Debit et Credit sont en euros : retirez l’écriture, ou choisissez KeepEuros",
				"the claim is in that currency and Debit and Credit are in euros: take the entry out, or choose KeepEuros")),
		customer: customer,
	}
}

// watch sums the accounts near the customers': 413 bills, 418 not yet
// invoiced, 4191 advances, 47 suspense.
func (r *reader) watch(account string, amount int64) {
	for _, prefix := range watchedAccounts {
		if strings.HasPrefix(account, prefix) {
			w := r.watched[account]
			if w == nil {
				w = &watched{first: r.number}
				r.watched[account] = w
			}
			w.sum.Add(amount)
			w.lines++
			return
		}
	}
}

var watchedAccounts = []string{"413", "418", "4191", "471", "472", "473", "474", "475"}
