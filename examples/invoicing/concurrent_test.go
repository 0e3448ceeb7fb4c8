package main

import (
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// While the night is decided somebody books payments from another program: he
// waits for the client being decided at most, never for the night.
func TestWorkIsNotBlockedByTheNight(t *testing.T) {
	const clients = 60
	onEach(t, func(t *testing.T, dsn string) {
		o, counter := open(t, dsn), open(t, dsn)
		world(t, o, clients)
		var done atomic.Bool
		var booked atomic.Int64
		var work sync.WaitGroup
		work.Go(func() {
			for i := 0; !done.Load(); i++ {
				_, err := counter.ExecContext(t.Context(), `INSERT INTO settlements (id, invoice, paid_on, amount) VALUES ($1, $2, $3, 1)`,
					fmt.Sprintf("B-%d", i), fmt.Sprintf("F-%04d-0", i%clients), monday.String())
				if err != nil {
					t.Error(err)
					return
				}
				booked.Add(1)
				time.Sleep(4 * time.Millisecond)
			}
		})
		during := map[int64]bool{} // how many were booked when a client was done
		n, err := o.Nightly(t.Context(), monday, func(client string, _ Plan, err error) {
			if err != nil {
				t.Errorf("%s: %v", client, err)
			}
			during[booked.Load()] = true
		})
		done.Store(true)
		work.Wait()
		require.NoError(t, err)
		require.Equal(t, clients, n.Clients)
		require.Greater(t, n.Planned, 15)
		require.Greater(t, len(during), 5, "payments are booked all along the night")
		t.Logf("%d actions; meanwhile %d payments were booked", n.Planned+n.Waiting, booked.Load())
	})
}

func TestPaymentDuringTheNightIsSeen(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o, counter := open(t, dsn), open(t, dsn)
		world(t, o, 20)
		const late = "C0019"
		first := true
		_, err := o.Nightly(t.Context(), monday, func(client string, _ Plan, err error) {
			require.NoError(t, err)
			if first {
				write(t, counter, `INSERT INTO settlements (id, invoice, paid_on, amount)
					SELECT 'all-' || number, number, $1, amount FROM invoices WHERE client = $2`, monday.String(), late)
			}
			first = false
		})
		require.NoError(t, err)
		require.Equal(t, "0", text(t, o, `SELECT CAST(COUNT(*) AS TEXT) FROM actions WHERE client = $1`, late))

		other := open(t, map[bool]func(*testing.T) string{true: newPostgres, false: newSQLite}[o.postgres](t))
		world(t, other, 20)
		night(t, other, monday)
		require.Equal(t, "1", text(t, other, `SELECT CAST(COUNT(*) AS TEXT) FROM actions WHERE client = $1`, late), "without the payment there is one")
	})
}

// Two schedulers were set up by mistake: everything happens once all the same.
func TestTwoRunsAtOnce(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		a, b, s := open(t, dsn), open(t, dsn), newMailServer(t)
		world(t, a, 30)
		folder := Folder(t.TempDir())
		both := func(work func(o *Office) error) {
			var runs sync.WaitGroup
			for _, o := range []*Office{a, b} {
				runs.Go(func() {
					if err := work(o); err != nil {
						t.Error(err)
					}
				})
			}
			runs.Wait()
		}
		both(func(o *Office) error {
			_, err := o.Nightly(t.Context(), monday, func(client string, _ Plan, err error) {
				if err != nil {
					t.Errorf("%s: %v", client, err)
				}
			})
			return err
		})
		planned := text(t, a, `SELECT CAST(COUNT(*) AS TEXT) FROM actions WHERE state = 'planned'`)
		require.NotEqual(t, "0", planned)
		var sent atomic.Int64
		both(func(o *Office) error {
			p, err := o.Send(t.Context(), Delivery{Mail: s.mailer(), Desk: folder, Day: monday, Lease: time.Minute, Now: time.Now})
			sent.Add(int64(p.Sent))
			return err
		})
		require.Equal(t, planned, fmt.Sprint(sent.Load()))
		seen := map[string]bool{}
		for _, m := range s.mails() {
			require.False(t, seen[m.id], "%s went twice", m.id)
			seen[m.id] = true
		}
	})
}

// What leaves a transaction half done leaves nothing.
func TestActionAndOutboxAreOneTransaction(t *testing.T) {
	onEach(t, func(t *testing.T, dsn string) {
		o := open(t, dsn)
		one(t, o, monday-4)
		err := o.Transact(t.Context(), func(tx *sql.Tx) error {
			p, err := o.plan(t.Context(), tx, "C1", monday)
			require.NoError(t, err)
			require.Len(t, p.Drafts, 1)
			require.NoError(t, p.apply(t.Context(), tx))
			return fmt.Errorf("the disk is full")
		})
		require.ErrorContains(t, err, "the disk is full")
		require.Equal(t, "", dump(t, o))
	})
}
