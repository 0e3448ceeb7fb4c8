package main

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/url"
	"path/filepath"
	"strings"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // PostgreSQL, driver "pgx"
	"modernc.org/sqlite"               // SQLite, driver "sqlite"
)

// A Database is SQLite or PostgreSQL. The SQL of this program runs on both; the
// difference is how a client is locked.
type Database struct {
	*sql.DB
	postgres bool
}

// Open opens a PostgreSQL database ("postgres://user@host/name") or else a
// SQLite file, and brings its tables up to date.
func Open(ctx context.Context, dsn string) (*Database, error) {
	driver, source := "sqlite", ""
	postgres := strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://")
	if postgres {
		driver, source = "pgx", dsn
	} else {
		path, err := filepath.Abs(dsn)
		if err != nil {
			return nil, err
		}
		// With a write-ahead log nobody who reads waits for somebody who writes.
		options := url.Values{"_pragma": {"busy_timeout(10000)", "journal_mode(WAL)", "foreign_keys(1)"}}
		source = (&url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: options.Encode()}).String()
	}
	db, err := sql.Open(driver, source)
	if err != nil {
		return nil, err
	}
	d := &Database{db, postgres}
	if err := d.migrate(ctx); err != nil {
		db.Close()
		return nil, fmt.Errorf("database %s: %w", d.name(dsn), err)
	}
	return d, nil
}

// name is a dsn without its password.
func (db *Database) name(dsn string) string {
	if u, err := url.Parse(dsn); err == nil && db.postgres {
		return u.Redacted()
	}
	return dsn
}

//go:embed migrations/*.sql
var migrations embed.FS

// migrate runs each file of migrations once, in the order of their names, each
// in a transaction of its own. Two programs may start at the same time: the row
// of a version is inserted first, and whoever comes second waits for it.
func (db *Database) migrate(ctx context.Context) error {
	if err := db.retry(ctx, func() error {
		_, err := db.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS schema_version (name TEXT PRIMARY KEY)`)
		return err
	}); err != nil {
		return err
	}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	for _, name := range names {
		script, err := migrations.ReadFile(name)
		if err != nil {
			return err
		}
		err = db.Transact(ctx, func(tx *sql.Tx) error {
			done, err := tx.ExecContext(ctx, `INSERT INTO schema_version (name) VALUES ($1) ON CONFLICT DO NOTHING`, name)
			if err != nil {
				return err
			}
			if n, err := done.RowsAffected(); err != nil || n == 0 {
				return err
			}
			_, err = tx.ExecContext(ctx, string(script))
			return err
		})
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// Transact runs work in a transaction that sees one state of the database from
// its first query to its last. The database refuses such a transaction when
// somebody changed the same rows meanwhile: the work is then done again from
// the start, so it must do nothing else than read and write the database.
func (db *Database) Transact(ctx context.Context, work func(*sql.Tx) error) error {
	return db.retry(ctx, func() error {
		tx, err := db.BeginTx(ctx, db.options(false))
		if err != nil {
			return err
		}
		defer tx.Rollback()
		if err := work(tx); err != nil {
			return err
		}
		return tx.Commit()
	})
}

// Look is Transact for work that only reads. It locks nothing.
func (db *Database) Look(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, db.options(true))
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return work(tx)
}

func (db *Database) options(readOnly bool) *sql.TxOptions {
	if !db.postgres {
		return nil // a SQLite transaction sees one state anyway
	}
	return &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: readOnly}
}

// Lock makes the transaction the only one that decides for a client. It must be
// the first statement. PostgreSQL locks the row of the client; SQLite has one
// lock for all writers, which any writing statement takes.
func (db *Database) Lock(ctx context.Context, tx *sql.Tx, client string) error {
	query := `UPDATE clients SET id = id WHERE id = $1 AND 1 = 0`
	if db.postgres {
		query = `SELECT id FROM clients WHERE id = $1 FOR UPDATE`
	}
	_, err := tx.ExecContext(ctx, query, client)
	return err
}

// retry does work again when the database says that it met somebody else's.
func (db *Database) retry(ctx context.Context, work func() error) error {
	const most = 10
	for try := 1; ; try++ {
		err := work()
		if err == nil || try == most || !collision(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(rand.IntN(10*try)) * time.Millisecond):
		}
	}
}

// collision reports whether an error comes from what somebody else did at the
// same time.
func collision(err error) bool {
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch e.Code {
		case "40001", "40P01", // not serialisable, deadlock
			"23505", "42P07", "42710": // two programs created the same row or table
			return true
		}
	}
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		const busy = 5 // a new file is made a log by one program at a time
		return e.Code()&0xff == busy
	}
	return false
}
