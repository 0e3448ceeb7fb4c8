package main

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// postgres is the server of the tests: the one that CREANCE_PG names, or one
// that was started for them. Without any, why says what is missing.
var postgres struct {
	dsn, why string
	count    atomic.Int64
}

// newPostgres is a new, empty database. Where nobody could have installed
// PostgreSQL the test is skipped; in continuous integration it fails.
func newPostgres(t *testing.T) string {
	t.Helper()
	if postgres.dsn == "" {
		message := "PostgreSQL is not tested: " + postgres.why + "; install Debian's postgresql, or name a server: CREANCE_PG=postgres://user@host/database"
		if os.Getenv("CI") != "" || os.Getenv("CREANCE_SHARED") == "required" {
			t.Fatal(message)
		}
		t.Skip(message)
	}
	name := fmt.Sprintf("creance_test_%d_%d", os.Getpid(), postgres.count.Add(1))
	server, err := sql.Open("pgx", postgres.dsn)
	require.NoError(t, err)
	_, err = server.ExecContext(t.Context(), "CREATE DATABASE "+name)
	require.NoError(t, err)
	t.Cleanup(func() {
		server.ExecContext(context.Background(), "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
		server.Close()
	})
	u, err := url.Parse(postgres.dsn)
	require.NoError(t, err)
	u.Path = "/" + name
	return u.String()
}

// startPostgres starts a server in a temporary folder, on a free port of the
// loopback interface only, unless there is one to use.
func startPostgres() (stop func()) {
	if dsn := os.Getenv("CREANCE_PG"); dsn != "" {
		postgres.dsn = dsn
		return func() {}
	}
	dsn, stop, err := temporaryCluster()
	if err != nil {
		postgres.why = err.Error()
		return func() {}
	}
	postgres.dsn = dsn
	return stop
}

func temporaryCluster() (dsn string, stop func(), err error) {
	bin, err := postgresPrograms()
	if err != nil {
		return "", nil, err
	}
	dir, err := os.MkdirTemp("", "creance-postgres-")
	if err != nil {
		return "", nil, err
	}
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
		}
	}()
	// PostgreSQL refuses to run as root.
	as := []string{"env"}
	if os.Getuid() == 0 {
		as = []string{"runuser", "-u", "postgres", "--"}
		owner, err := user.Lookup("postgres")
		if err != nil {
			return "", nil, err
		}
		uid, _ := strconv.Atoi(owner.Uid)
		gid, _ := strconv.Atoi(owner.Gid)
		if err := os.Chown(dir, uid, gid); err != nil {
			return "", nil, err
		}
	}
	data := filepath.Join(dir, "data")
	initdb := asUser(as, filepath.Join(bin, "initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
	if out, err := initdb.CombinedOutput(); err != nil {
		return "", nil, fmt.Errorf("initdb: %w: %s", err, out)
	}
	port, err := freePort()
	if err != nil {
		return "", nil, err
	}
	// The shell ends the server when its own input ends, which is when this
	// process is gone, however it went.
	server := asUser(as, "sh", "-c", `"$@" & server=$!; cat >/dev/null; kill -INT $server; wait $server`, "sh",
		filepath.Join(bin, "postgres"), "-D", data, "-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "max_connections=200",
		// The tests kill programs, never the server: it need not wait for the disk.
		"-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off")
	life, err := server.StdinPipe()
	if err != nil {
		return "", nil, err
	}
	log, err := os.Create(filepath.Join(dir, "log"))
	if err != nil {
		return "", nil, err
	}
	server.Stdout, server.Stderr = log, log
	if err := server.Start(); err != nil {
		return "", nil, err
	}
	stop = func() {
		life.Close()
		server.Wait()
		log.Close()
		os.RemoveAll(dir)
	}
	dsn = "postgres://postgres@127.0.0.1:" + port + "/postgres?sslmode=disable"
	if err := answers(dsn); err != nil {
		log.Seek(0, io.SeekStart)
		said, _ := io.ReadAll(log)
		stop()
		return "", nil, fmt.Errorf("the server does not answer: %w: %s", err, said)
	}
	return dsn, stop, nil
}

// asUser is a program run as somebody else, in a folder that everybody may enter.
func asUser(as []string, args ...string) *exec.Cmd {
	args = append(as[:len(as):len(as)], args...)
	c := exec.Command(args[0], args[1:]...)
	c.Dir = "/"
	return c
}

// postgresPrograms is the folder of initdb and postgres.
func postgresPrograms() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // Debian
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	path, err := exec.LookPath("initdb")
	if err != nil {
		return "", fmt.Errorf("no initdb in /usr/lib/postgresql/*/bin nor in %s", strings.Join(filepath.SplitList(os.Getenv("PATH")), ", "))
	}
	return filepath.Dir(path), nil
}

func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// answers waits until the server takes queries.
func answers(dsn string) error {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return err
	}
	defer db.Close()
	for range 150 {
		if err = db.Ping(); err == nil {
			return nil
		}
		time.Sleep(200 * time.Millisecond)
	}
	return err
}
