package fec

import (
	"cmp"
	"slices"
	"strings"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// An account is what one client owes on ordinary or on doubtful accounts; the
// two never settle each other.
type account struct {
	ledger  *Ledger
	entries []entry
	o       Options

	claims   []*claim
	receipts []*receipt
	outside  []*claim // lettered with lines that are not in the file
	byAmount map[int64][]*receipt

	// Of a doubtful account.
	moved      map[int32]transfers // off the ordinary account, by entry
	moneySince date.Date           // the first credit; 0 when there is none
}

// settle makes the accounts of all clients from the lines.
func (l *Ledger) settle(o Options, entries []entry) {
	clients := map[string][]*Line{}
	for i := range l.Lines {
		line := &l.Lines[i]
		clients[line.Client] = append(clients[line.Client], line)
	}
	index := make(map[int]int, len(l.Lines)) // by line number
	for i := range l.Lines {
		index[l.Lines[i].Number] = i
	}
	ids := make([]string, 0, len(clients))
	for id := range clients {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		l.Accounts = append(l.Accounts, l.client(id, clients[id], o, entries, index))
	}
}

func (l *Ledger) client(id string, lines []*Line, o Options, entries []entry, index map[int]int) dunning.Account {
	var ordinary, doubtful []*Line
	name := ""
	for _, line := range lines {
		if line.ClientName != "" {
			name = line.ClientName // the last one is in use
		}
		if line.Doubtful {
			doubtful = append(doubtful, line)
		} else {
			ordinary = append(ordinary, line)
		}
	}
	a := &account{ledger: l, entries: entries, o: o}
	a.settle(ordinary)
	d := &account{ledger: l, entries: entries, o: o, moved: a.transfersBy()}
	for _, line := range doubtful {
		if line.amount() < 0 && (d.moneySince == 0 || line.Date < d.moneySince) {
			d.moneySince = line.Date
		}
	}
	d.settle(doubtful)

	out := dunning.Account{Client: dunning.Client{ID: id, Name: name, Terms: o.termsOf(id)}}
	docs := append(a.documents(), d.documents()...)
	slices.SortStableFunc(docs, func(a, b document) int {
		return cmp.Or(cmp.Compare(a.line.Date, b.line.Date), cmp.Compare(a.line.Number, b.line.Number))
	})
	number(docs)
	for _, doc := range docs {
		out.Invoices = append(out.Invoices, doc.inv)
		l.source[doc.inv] = index[doc.line.Number]
	}
	if slices.ContainsFunc(lines, (*Line).pooled) {
		out.Holds = append(out.Holds, dunning.Hold{From: l.From, Reason: HoldCollective})
	}
	for _, doc := range docs {
		// Contractors are paid the last 5 % a year after acceptance (law 71-584).
		if strings.HasPrefix(doc.line.Account, "4117") && doc.inv.Amount.IsPositive() {
			out.Holds = append(out.Holds, dunning.Hold{Invoice: doc.inv.ID, From: doc.line.Date, Reason: HoldRetention})
		}
	}
	for _, c := range append(a.outside, d.outside...) {
		out.Holds = append(out.Holds, dunning.Hold{
			Invoice: c.inv.ID,
			From:    c.line.Date, // whenever it was lettered: it is known now
			Reason:  HoldLetteredOutside,
		})
	}
	return out
}

// settle goes through the lettered groups, then through the rest.
func (a *account) settle(lines []*Line) {
	letters := map[string][]*Line{}
	var order []string
	var unlettered []*Line
	for _, line := range lines {
		switch {
		case line.amount() == 0:
			line.Use = NotUsed
			a.find(Finding{Code: ZeroLine, Line: line.Number, Client: line.Client, Account: line.Account})
		case line.Letter == "":
			unlettered = append(unlettered, line)
		default:
			if letters[line.Letter] == nil {
				order = append(order, line.Letter)
			}
			letters[line.Letter] = append(letters[line.Letter], line)
		}
	}
	rest := a.steps(unlettered)
	for _, letter := range order {
		for _, group := range groups(letters[letter]) {
			rest = append(rest, a.group(group)...)
		}
	}
	if a.o.Allocation != Unallocated {
		a.evident(rest)
	}
	w := &walk{account: a, oldest: a.o.Allocation == OldestFirst}
	w.run(rest)
}

// groups tells apart the uses of one letter by a client. Software starts again
// at AA, by account or by year: lines of one account and one letter date that
// balance among themselves are a group, all the others together are one more.
func groups(lines []*Line) [][]*Line {
	type key struct {
		account string
		on      date.Date
	}
	parts := map[key][]*Line{}
	var order []key
	for _, line := range lines {
		k := key{line.Account, line.LetterDate}
		if parts[k] == nil {
			order = append(order, k)
		}
		parts[k] = append(parts[k], line)
	}
	var out [][]*Line
	var others []*Line
	for _, k := range order {
		if balance(parts[k]).IsZero() {
			out = append(out, parts[k])
		} else {
			others = append(others, parts[k]...)
		}
	}
	if len(others) > 0 {
		out = append(out, others)
	}
	return out
}

func balance(lines []*Line) (sum minor.Sum) {
	for _, line := range lines {
		sum.Add(line.amount())
	}
	return sum
}

// group settles one lettered group and returns what is left of it: what only one
// credit can mean first, then the oldest debt first. The debits of a group without
// money were paid by lines that are not in this file: they stay open, since the
// ledger says so, but no other money goes to them, and a hold keeps reminders away.
func (a *account) group(lines []*Line) (left []step) {
	l := a.ledger
	l.Groups++
	w := &walk{account: a, oldest: true, letters: true}
	var steps []step
	large := make([]*Line, 0, len(lines))
	for _, line := range lines {
		if line.Nature == Transfer && line.amount() > 0 && line.amount() <= rounding {
			steps = append(steps, step{line: line, small: true})
		} else {
			large = append(large, line)
		}
	}
	steps = append(steps, a.steps(large)...)
	a.evident(steps)
	w.run(steps)
	sum := balance(lines)
	if sum.IsZero() {
		return nil
	}
	l.Partial++
	code := LetterPartial
	if !slices.ContainsFunc(w.paid, (*receipt).money) && len(w.open) > 0 {
		code = LetterOutside
		a.outside = append(a.outside, w.open...)
	}
	a.find(Finding{Code: code, Line: lines[0].Number, Client: lines[0].Client, Account: lines[0].Account,
		Text: lines[0].Letter, Amount: sum.Decimal(2), Count: len(lines)})
	for _, c := range w.open {
		c.queued = false
		if code == LetterPartial && c.left > 0 {
			left = append(left, step{line: c.line, claims: []*claim{c}})
		}
	}
	for _, r := range w.pending {
		if r.left > 0 {
			left = append(left, step{line: r.line, receipt: r})
		}
	}
	return left
}

// steps are what lines are in the walk. Sales of one entry and PieceRef are one
// invoice on several lines, by rate of VAT for instance.
func (a *account) steps(lines []*Line) (steps []step) {
	type piece struct {
		entry int32
		ref   string
	}
	invoices := map[piece]*claim{}
	for _, line := range lines {
		p := piece{line.entry, line.Ref}
		sale := line.Nature == Sale && line.amount() > 0 && numbered(line.Ref)
		if c := invoices[p]; c != nil && sale && c.left+line.amount() <= minor.Limit {
			a.extend(c, line)
			continue
		}
		s := a.step(line)
		if sale {
			invoices[p] = s.claims[0]
		}
		steps = append(steps, s)
	}
	return steps
}

// step is what a line is in the walk; claims and receipts are made here.
func (a *account) step(line *Line) step {
	switch {
	case line.amount() < 0:
		r := &receipt{line: line, left: -line.amount()}
		a.receipts = append(a.receipts, r)
		return step{line: line, receipt: r}
	case line.Nature == Money:
		return step{line: line}
	}
	if claims := a.inherited(line); claims != nil {
		return step{line: line, claims: claims}
	}
	return step{line: line, claims: []*claim{a.claim(line)}}
}

// returnedBy finds the payment that a debit against the bank takes back: of
// the same amount, not later, not taken back already; the latest one. Inside a
// lettered group it must be one of the group; outside, the lines must say so:
// the same PieceRef, or a label that speaks of a returned payment.
func (a *account) returnedBy(by *Line, w *walk) *receipt {
	if a.byAmount == nil {
		a.byAmount = map[int64][]*receipt{}
		for _, r := range a.receipts {
			a.byAmount[r.line.amount()] = append(a.byAmount[r.line.amount()], r)
		}
	}
	candidates, labelled := a.byAmount[-by.amount()], speaksOfReturn(by.Label)
	if w.letters {
		candidates, labelled = w.paid, true
	}
	var found *receipt
	for _, r := range candidates {
		same := r.line.amount() == -by.amount() && r.line.Nature == Money && !r.returned && r.line.Date <= by.Date
		told := labelled || r.line.refers() && r.line.Ref == by.Ref
		if same && told && (found == nil || r.line.Date >= found.line.Date) {
			found = r
		}
	}
	return found
}

// speaksOfReturn recognises the words of banks for a payment that came back.
func speaksOfReturn(label string) bool {
	w := words(label)
	for _, word := range []string{" IMPAYE ", " IMPAYES ", " REJET ", " REJETE ", " REJETEE ", " RETOUR ", " RETOURNE ", " SANS PROVISION "} {
		if strings.Contains(w, word) {
			return true
		}
	}
	return false
}

func (a *account) find(f Finding) {
	f.Text = shown(f.Text)
	a.ledger.Findings = append(a.ledger.Findings, f)
}
