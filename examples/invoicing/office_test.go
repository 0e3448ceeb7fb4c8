package main

import (
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/policy"
)

// one is a client with one invoice of 1 200,00 €, due on a day.
func one(t *testing.T, o *Office, due date.Date) {
	t.Helper()
	write(t, o, `INSERT INTO clients (id, name, email, phone, street, city) VALUES ('C1', 'Client Un', 'un@client.example', '0600000001', '1 rue Une', '75001 Paris')`)
	write(t, o, `INSERT INTO invoices (number, client, issued, due, amount) VALUES ('F-1', 'C1', $1, $2, 120000)`, (due - 30).String(), due.String())
}

func pay(t *testing.T, o *Office, id string, day date.Date, cents int, kind string) {
	t.Helper()
	write(t, o, `INSERT INTO settlements (id, invoice, paid_on, amount, kind) VALUES ($1, 'F-1', $2, $3, $4)`, id, day.String(), cents, kind)
}

func post(t *testing.T, o *Office, s *mailServer, day date.Date) Post {
	t.Helper()
	p, err := o.Send(t.Context(), Delivery{Mail: s.mailer(), Desk: Folder(t.TempDir()), Day: day, Lease: time.Minute, Now: time.Now})
	require.NoError(t, err)
	return p
}

const states = `SELECT COALESCE(MAX(state), 'none') FROM actions WHERE step = $1`

func TestSentReminderMovesTheLadder(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		one(t, o, monday-4)
		require.Equal(t, Night{Clients: 1, Planned: 1}, night(t, o, monday))
		require.Equal(t, Night{Clients: 1}, night(t, o, monday), "a second run on the same day changes nothing")
		id := text(t, o, `SELECT id FROM actions`)

		require.Equal(t, Night{Clients: 1, Planned: 1}, night(t, o, monday+1), "the same letter, written again for the new day")
		require.Equal(t, id, text(t, o, `SELECT id FROM actions`))

		require.Equal(t, 1, post(t, o, s, monday+1).Sent)
		require.Zero(t, post(t, o, s, monday+1).Sent)
		mails := s.mails()
		require.Len(t, mails, 1)
		require.Equal(t, "<"+id+"@atelier-brun.example>", mails[0].id)
		require.Equal(t, "un@client.example", mails[0].to)
		require.Equal(t, text(t, o, `SELECT subject FROM outbox`), mails[0].subject)
		require.Equal(t, strings.TrimRight(text(t, o, `SELECT body FROM outbox`), "\n"), strings.TrimRight(mails[0].body, "\n"), "to the last line")
		require.Contains(t, mails[0].body, "1\u202f200,00\u00a0€")

		require.Equal(t, Night{Clients: 1}, night(t, o, monday+2), "too soon for the next step")
		require.Equal(t, 1, night(t, o, monday+8).Planned)
		require.Equal(t, "planned", text(t, o, states, "relance-2"))
		require.Equal(t, "sent", text(t, o, states, "relance-1"))
	})
}

// A run for a day of the past decides what was decided then, which has been
// sent meanwhile.
func TestPastDayChangesNothing(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		one(t, o, monday-4)
		night(t, o, monday)
		require.Equal(t, 1, post(t, o, s, monday).Sent)
		before := dump(t, o)
		require.Equal(t, Night{Clients: 1}, night(t, o, monday-3))
		require.Equal(t, before, dump(t, o))
	})
}

func TestPaidBetweenTheNightAndTheMorning(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		one(t, o, monday-4)
		night(t, o, monday)
		pay(t, o, "B-1", monday, 120000, "payment")
		require.Equal(t, Post{Withdrawn: 1}, post(t, o, s, monday))
		require.Empty(t, s.mails())
		require.Equal(t, "withdrawn", text(t, o, states, "relance-1"))

		pay(t, o, "B-2", monday, 120000, "returned")
		require.Equal(t, 1, night(t, o, monday).Planned, "the payment came back, and so does the reminder")
		require.Equal(t, 1, post(t, o, s, monday).Sent)
	})
}

func TestPartPaymentRewritesTheText(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		one(t, o, monday-4)
		night(t, o, monday)
		pay(t, o, "B-1", monday, 20000, "payment")
		require.Equal(t, 1, post(t, o, s, monday).Sent)
		require.Contains(t, s.mails()[0].body, "1\u202f000,00\u00a0€")
	})
}

// sentBefore is a client who had his three reminders.
func sentBefore(t *testing.T, o *Office) {
	t.Helper()
	one(t, o, monday-60)
	for i, step := range []string{"relance-1", "relance-2", "relance-3"} {
		write(t, o, `INSERT INTO actions (id, client, invoice, step, label, policy, reason, currency, amount, written_on, manual, state, sent_on, channel)
			VALUES ($1, 'C1', 'F-1', $1, '', '', '', 'EUR', 0, $2, 0, 'sent', $2, 'letter')`, step, (monday - 50 + date.Date(10*i)).String())
	}
}

func TestFormalNoticeWaitsForApproval(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		sentBefore(t, o)
		require.Equal(t, Night{Clients: 1, Waiting: 1}, night(t, o, monday))
		require.Equal(t, Post{}, post(t, o, s, monday), "what waits does not leave")
		id := text(t, o, `SELECT id FROM actions WHERE state = 'waiting'`)

		a := Approval{ID: id[:6], By: "Claire", Day: monday}
		require.ErrorContains(t, o.Approve(t.Context(), a), "registered letter")
		require.Equal(t, "", text(t, o, `SELECT approved_by FROM actions WHERE id = $1`, id), "an approval that is refused leaves no trace")

		pay(t, o, "B-1", monday, 20000, "payment")
		a.Ref = "1A 234 567 8901 2"
		require.ErrorContains(t, o.Approve(t.Context(), a), "amount has changed")
		night(t, o, monday)
		require.NoError(t, o.Approve(t.Context(), a))
		require.Equal(t, 1, night(t, o, monday+1).Planned, "the approval holds for the amount, not for the day")
		require.Equal(t, 1, post(t, o, s, monday+1).Sent)
		require.Contains(t, text(t, o, `SELECT body FROM outbox WHERE action = $1`, id), "n°\u00a01A 234 567 8901 2")
		require.Equal(t, a.Ref, text(t, o, `SELECT ref FROM actions WHERE id = $1`, id))

		require.ErrorContains(t, o.Approve(t.Context(), a), "does not wait for anybody: it is sent")
		a.ID = "zz"
		require.ErrorContains(t, o.Approve(t.Context(), a), "no action")
	})
}

func TestServerThatRefusesForNow(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		one(t, o, monday-4)
		night(t, o, monday)
		s.set(func() { s.answer = func(verb, _ string) string { return map[string]string{"RCPT": "451 later"}[verb] } })
		p := post(t, o, s, monday)
		require.Equal(t, 1, p.Later)
		require.Contains(t, p.Problems[0], "451")
		require.Equal(t, "planned", text(t, o, states, "relance-1"), "it has certainly not left, so it may still be withdrawn")
		s.set(func() { s.answer = nil })
		require.Equal(t, 1, post(t, o, s, monday).Sent)
	})
}

func TestAddressThatDoesNotExist(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		one(t, o, monday-4)
		night(t, o, monday)
		s.set(func() {
			s.answer = func(verb, to string) string {
				if verb == "RCPT" && to == "un@client.example" {
					return "550 no such user"
				}
				return ""
			}
		})
		require.Equal(t, 1, post(t, o, s, monday).Refused)
		require.Equal(t, Night{Clients: 1}, night(t, o, monday+1), "nothing more is tried until somebody looks")
		require.Contains(t, text(t, o, `SELECT note FROM actions`), "550")

		write(t, o, `UPDATE clients SET email = 'deux@client.example'`)
		require.NoError(t, o.Approve(t.Context(), Approval{ID: text(t, o, `SELECT id FROM actions`), By: "Claire", Day: monday + 1}))
		require.Equal(t, 1, post(t, o, s, monday+1).Sent)
		require.Equal(t, "deux@client.example", s.mails()[0].to)
	})
}

// The server has taken the message and the line breaks before it says so: the
// only case in which a mail may go twice.
func TestNobodyKnowsWhetherItLeft(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, s := open(t, dsn), newMailServer(t)
		one(t, o, monday-4)
		night(t, o, monday)
		s.set(func() { s.silent = true })
		require.Equal(t, 1, post(t, o, s, monday).Later)
		require.Equal(t, "sending", text(t, o, states, "relance-1"))

		pay(t, o, "B-1", monday, 20000, "payment")
		require.Equal(t, Night{Clients: 1, Busy: 1}, night(t, o, monday+1))
		s.set(func() {
			s.silent = false
			s.answer = func(verb, _ string) string { return map[string]string{"RCPT": "451 later"}[verb] }
		})
		require.Equal(t, 1, post(t, o, s, monday+1).Later)
		require.Equal(t, "sending", text(t, o, states, "relance-1"), "the first copy may have arrived: a refusal of the second proves nothing")
		s.set(func() { s.answer = nil })
		require.Equal(t, 1, post(t, o, s, monday+1).Sent)
		mails := s.mails()
		require.Len(t, mails, 2)
		require.Equal(t, mails[0], mails[1], "the same message, to the letter")
	})
}

func TestServerThatIsDownStopsTheRun(t *testing.T) {
	o := open(t, newSQLite(t))
	world(t, o, 20)
	night(t, o, monday)
	s := newMailServer(t)
	s.listener.Close()
	p, err := o.Send(t.Context(), Delivery{Mail: s.mailer(), Desk: Folder(t.TempDir()), Day: monday, Lease: time.Minute, Now: time.Now})
	require.ErrorContains(t, err, "stopped after 5 actions in a row")
	require.Equal(t, 5, p.Later)
}

func TestWrongDataOfOneClient(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o := open(t, dsn)
		world(t, o, 20)
		write(t, o, `UPDATE invoices SET due = '2026-02-30', currency = 'XXY' WHERE number = 'F-0003-0'`)
		var wrong []string
		n, err := o.Nightly(t.Context(), monday, func(client string, _ Plan, err error) {
			if err != nil {
				wrong = append(wrong, client+": "+err.Error())
			}
		})
		require.NoError(t, err)
		require.Equal(t, 20, n.Clients)
		require.Equal(t, 1, n.Failed)
		require.Len(t, wrong, 1)
		for _, want := range []string{"C0003", `invoice "F-0003-0"`, "2026-02-30", "XXY"} {
			require.Contains(t, wrong[0], want)
		}
	})
}

// Every text of the invented clients can be written and claims what its
// decision asks for, one invoice at a time too.
func TestTextsClaimWhatThePolicyAsksFor(t *testing.T) {
	for _, carrying := range []policy.Carrying{policy.OldestDue, policy.EachInvoice} {
		t.Run(string(carrying), func(t *testing.T) {
			doc := policy.StandardDocument()
			doc.Carrying = carrying
			o, err := openOffice(t.Context(), newSQLite(t), doc)
			require.NoError(t, err)
			defer o.Close()
			world(t, o, 100)
			require.Greater(t, night(t, o, monday).Planned, 40)
			waits := text(t, o, `SELECT COALESCE(MAX(client || ': ' || note), '') FROM actions WHERE state = 'waiting' AND note <> 'to be approved'
				AND note NOT LIKE '%registered letter' AND NOT ($1 = 'invoice' AND client IN (SELECT client FROM invoices WHERE amount < 0))`, string(carrying))
			require.Equal(t, "", waits)
			// Which invoice a credit is set off against, with a file for each, is
			// for a person to say.
			require.Equal(t, carrying == policy.EachInvoice, text(t, o, `SELECT COALESCE(MAX(note), '') FROM actions WHERE note LIKE '%by hand'`) != "")
		})
	}
}

func TestMigrationsRunOnceHoweverManyStart(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		var all sync.WaitGroup
		errs := make([]error, 6)
		for i := range errs {
			all.Go(func() {
				db, err := Open(t.Context(), dsn)
				if errs[i] = err; err == nil {
					db.Close()
				}
			})
		}
		all.Wait()
		for _, err := range errs {
			require.NoError(t, err)
		}
		o := open(t, dsn)
		require.Equal(t, "2", text(t, o, `SELECT CAST(COUNT(*) AS TEXT) FROM schema_version`))
		write(t, o, `INSERT INTO clients (id, name) VALUES ('C1', 'kept')`)
		require.Equal(t, "kept", text(t, open(t, dsn), `SELECT name FROM clients`))
	})
}
