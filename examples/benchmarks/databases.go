package main

import (
	"context"
	"database/sql"
	"database/sql/driver"

	"github.com/marcboeker/go-duckdb"
	_ "modernc.org/sqlite"

	"github.com/creance/creance/dunning"
)

// A database holds open invoices as columns: client, days late, cents. What it
// is timed on is the aged balance by client into a table of its own, the state
// that an accumulator has after the last Add; reading the rows out is not timed,
// neither here nor there.
type database struct {
	name string
	db   *sql.DB
}

const aged = `SELECT client,
	SUM(CASE WHEN late <= 0 THEN cents ELSE 0 END) AS not_due,
	SUM(CASE WHEN late BETWEEN 1 AND 30 THEN cents ELSE 0 END) AS d30,
	SUM(CASE WHEN late BETWEEN 31 AND 60 THEN cents ELSE 0 END) AS d60,
	SUM(CASE WHEN late BETWEEN 61 AND 90 THEN cents ELSE 0 END) AS d90,
	SUM(CASE WHEN late > 90 THEN cents ELSE 0 END) AS more
	FROM invoices GROUP BY client`

const schema = `CREATE TABLE invoices (client VARCHAR, late INTEGER, cents BIGINT)`

func duckDB(invoices []*dunning.Invoice) (*database, error) {
	connector, err := duckdb.NewConnector("", nil)
	if err != nil {
		return nil, err
	}
	d := &database{name: "duckdb", db: sql.OpenDB(connector)}
	d.db.SetMaxOpenConns(1)
	if _, err := d.db.Exec(schema); err != nil {
		return nil, err
	}
	conn, err := d.db.Conn(context.Background())
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	return d, conn.Raw(func(raw any) error {
		appender, err := duckdb.NewAppenderFromConn(raw.(driver.Conn), "", "invoices")
		if err != nil {
			return err
		}
		for _, inv := range invoices {
			client, late, cents := columns(inv)
			if err := appender.AppendRow(client, int32(late), cents); err != nil {
				return err
			}
		}
		return appender.Close()
	})
}

func sqlite(invoices []*dunning.Invoice) (*database, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, err
	}
	d := &database{name: "sqlite", db: db}
	d.db.SetMaxOpenConns(1)
	if _, err := d.db.Exec(schema); err != nil {
		return nil, err
	}
	tx, err := d.db.Begin()
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	insert, err := tx.Prepare("INSERT INTO invoices VALUES (?, ?, ?)")
	if err != nil {
		return nil, err
	}
	for _, inv := range invoices {
		client, late, cents := columns(inv)
		if _, err := insert.Exec(client, late, cents); err != nil {
			return nil, err
		}
	}
	return d, tx.Commit()
}

func columns(inv *dunning.Invoice) (client string, late int, cents int64) {
	return inv.Client, int(today - inv.Due), inv.Amount.Shift(2).IntPart()
}

// age computes the aged balance.
func (d *database) age() error {
	if _, err := d.db.Exec("DROP TABLE IF EXISTS aged"); err != nil {
		return err
	}
	_, err := d.db.Exec("CREATE TEMP TABLE aged AS " + aged)
	return err
}

func (d *database) rows() ([]agedRow, error) {
	result, err := d.db.Query("SELECT client, CAST(not_due AS BIGINT), CAST(d30 AS BIGINT), CAST(d60 AS BIGINT), CAST(d90 AS BIGINT), CAST(more AS BIGINT) FROM aged ORDER BY client")
	if err != nil {
		return nil, err
	}
	defer result.Close()
	var rows []agedRow
	for result.Next() {
		var r agedRow
		if err := result.Scan(&r.client, &r.columns[0], &r.columns[1], &r.columns[2], &r.columns[3], &r.columns[4]); err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, result.Err()
}
