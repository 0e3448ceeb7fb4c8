package main

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/rickb777/date/v2"
	"github.com/stretchr/testify/require"
)

const clientsOfLife = 24

// days of a life: each has a night and a morning on which mails are sent.
var days = []date.Date{monday, monday + 8, monday + 16}

// TestKilledAtAnyPointNothingIsLostNorDoubled plays three nights and three
// mornings again and again, killing the program (SIGKILL) at random points of
// each, and compares the database and the mails with a life that nobody
// disturbed.
func TestKilledAtAnyPointNothingIsLostNorDoubled(t *testing.T) {
	program := program(t)
	onEach(t, func(t *testing.T, dsn string) {
		wanted := 100
		if strings.HasPrefix(dsn, "postgres") {
			wanted = 50
		}
		if n, err := strconv.Atoi(os.Getenv("CREANCE_KILLS")); err == nil {
			wanted = n
		}
		random := rand.New(rand.NewPCG(7, uint64(wanted)))
		calm := live(t, program, dsn, nil)
		require.NotEmpty(t, calm.mails)
		nights, mornings, repeated := 0, 0, 0
		for life := 0; nights+mornings < wanted; life++ {
			require.Less(t, life, wanted, "hardly a process could be killed before it was done")
			again := newSQLite(t)
			if strings.HasPrefix(dsn, "postgres") {
				again = newPostgres(t)
			}
			l := live(t, program, again, random)
			require.Equal(t, calm.dump, l.dump, "life %d: other rows than without any kill", life)
			for id := range l.mails {
				require.Contains(t, calm.mails, id, "a mail that nobody should have got")
			}
			for id := range calm.mails {
				require.Contains(t, l.mails, id, "a mail is lost")
				repeated += l.mails[id] - 1
			}
			nights, mornings = nights+l.nightKills, mornings+l.mailKills
			require.LessOrEqual(t, l.repeats(), l.mailKills, "a mail went twice without a kill to excuse it")
		}
		t.Logf("%d processes killed, %d while deciding and %d while sending; %d mails arrived twice, with the same Message-ID; %d mails and %d rows as without a kill",
			nights+mornings, nights, mornings, repeated, len(calm.mails), strings.Count(calm.dump, "\n")+1)
	})
}

// TestKilledWhileItMakesItsTables kills the first start on a new database; the
// next one finds or makes every table.
func TestKilledWhileItMakesItsTables(t *testing.T) {
	program := program(t)
	onEach(t, func(t *testing.T, dsn string) {
		show := []string{program, "show", "-db", dsn}
		random := rand.New(rand.NewPCG(3, 9))
		killedOnce := 0
		for range 12 {
			c := exec.Command(show[0], show[1:]...)
			require.NoError(t, c.Start())
			time.Sleep(time.Duration(random.IntN(15_000)) * time.Microsecond)
			require.NoError(t, c.Process.Kill())
			killedOnce += killed(t, c)
		}
		require.Positive(t, killedOnce)
		finish(t, show...)
		o := open(t, dsn)
		world(t, o, 3)
		require.Equal(t, 3, night(t, o, monday).Clients)
	})
}

// A life is what became of a database.
type life struct {
	dump       string
	mails      map[string]int // how often each Message-ID arrived
	nightKills int
	mailKills  int
}

func (l life) repeats() int {
	n := 0
	for _, times := range l.mails {
		n += times - 1
	}
	return n
}

// live plays the days on a new database; with a source of chance it kills.
func live(t *testing.T, program, dsn string, random *rand.Rand) life {
	o := open(t, dsn)
	world(t, o, clientsOfLife)
	server := newMailServer(t)
	folder := t.TempDir()
	l := life{mails: map[string]int{}}
	for i, day := range days {
		if i > 0 { // some pay in between
			for c := i; c < clientsOfLife; c += 6 {
				write(t, o, `INSERT INTO settlements (id, invoice, paid_on, amount) VALUES ($1, $2, $3, $4)`,
					fmt.Sprintf("B-%d-%d", i, c), fmt.Sprintf("F-%04d-0", c), (day - 1).String(), 2000+100*c)
			}
		}
		nightly := []string{program, "nightly", "-db", dsn, "-day", day.String(), "-v"}
		send := []string{program, "send", "-db", dsn, "-day", day.String(), "-smtp", server.addr, "-folder", folder, "-lease", "0s"}
		if random != nil {
			for range 3 {
				l.nightKills += killAtLine(t, random, nightly)
				requireWhole(t, o)
			}
		}
		finish(t, nightly...)
		if random != nil {
			for range 3 {
				l.mailKills += killAtMail(t, random, server, send)
				requireWhole(t, o)
			}
		}
		finish(t, send...)
	}
	for _, m := range server.mails() {
		l.mails[m.id]++
	}
	l.dump = dump(t, o)
	written, err := filepath.Glob(filepath.Join(folder, "*"))
	require.NoError(t, err)
	require.NotEmpty(t, written)
	return l
}

// requireWhole looks at what a kill left: an action that may leave has its
// messages.
func requireWhole(t *testing.T, o *Office) {
	t.Helper()
	require.Equal(t, "0", text(t, o, `SELECT CAST(COUNT(*) AS TEXT) FROM actions WHERE state IN ('planned', 'sending', 'sent')
		AND NOT EXISTS (SELECT 1 FROM outbox WHERE action = actions.id)`))
}

// program is the command as a user builds it. What -race and -cover add would
// make each of its many short lives ten times longer.
func program(t *testing.T) string {
	t.Helper()
	path, err := built()
	require.NoError(t, err)
	return path
}

// built is removed by TestMain.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "creance-invoicing-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "invoicing")
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", path, ".").CombinedOutput(); err != nil {
		return "", fmt.Errorf("go build: %w: %s", err, out)
	}
	return path, nil
})

// finish runs the program to its end.
func finish(t *testing.T, command ...string) {
	t.Helper()
	out, err := exec.Command(command[0], command[1:]...).CombinedOutput()
	require.NoError(t, err, "%v: %s", command, out)
}

// killAtLine starts a night and kills it some clients later.
func killAtLine(t *testing.T, random *rand.Rand, command []string) int {
	t.Helper()
	c := exec.Command(command[0], command[1:]...)
	pipe, err := c.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, c.Start())
	lines := bufio.NewScanner(pipe)
	for range random.IntN(clientsOfLife) {
		if !lines.Scan() {
			break
		}
	}
	time.Sleep(time.Duration(random.IntN(4000)) * time.Microsecond)
	require.NoError(t, c.Process.Kill())
	return killed(t, c)
}

// killAtMail starts a morning and kills it while one of the mails is under way:
// before the server has kept it or just after.
func killAtMail(t *testing.T, random *rand.Rand, server *mailServer, command []string) int {
	t.Helper()
	c := exec.Command(command[0], command[1:]...)
	left := random.IntN(8)
	delay := time.Duration(random.IntN(4000)) * time.Microsecond
	after := random.IntN(2) == 0
	process := make(chan *os.Process, 1)
	server.set(func() {
		server.taken = func() {
			if left--; left != -1 {
				return
			}
			p := <-process
			if after {
				time.AfterFunc(delay, func() { p.Kill() })
			} else {
				p.Kill()
			}
		}
	})
	defer server.set(func() { server.taken = nil })
	require.NoError(t, c.Start())
	process <- c.Process
	return killed(t, c)
}

// killed is 1 when the process was killed and 0 when it was done before.
func killed(t *testing.T, c *exec.Cmd) int {
	t.Helper()
	err := c.Wait()
	if status, ok := c.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 1
	}
	require.NoError(t, err)
	return 0
}
