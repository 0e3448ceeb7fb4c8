// Package wire is the binary form of the accumulators: integers and strings in
// a row, nothing else. JSON would do but for one thing: it replaces the bytes
// of a string that are not UTF-8, and an account number from an old ledger must
// come back as it went in.
package wire

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// ErrTruncated says that the bytes end too early or run on too long.
var ErrTruncated = errors.New("the encoded state is truncated or damaged")

// An Encoder collects values. The zero value is ready for use.
type Encoder struct{ buf []byte }

// Int appends an integer.
func (e *Encoder) Int(n int64) { e.buf = binary.AppendVarint(e.buf, n) }

// Ints appends a list of integers with its length.
func (e *Encoder) Ints(ns []int64) {
	e.Int(int64(len(ns)))
	for _, n := range ns {
		e.Int(n)
	}
}

// String appends a string with its length.
func (e *Encoder) String(s string) {
	e.Int(int64(len(s)))
	e.buf = append(e.buf, s...)
}

// Bytes is all that was appended.
func (e *Encoder) Bytes() []byte { return e.buf }

// A Decoder reads back what an Encoder wrote. After the first error every
// read gives a zero value; [Decoder.Close] reports the error.
type Decoder struct {
	rest []byte
	err  error
}

// NewDecoder reads the format mark and refuses any other.
func NewDecoder(data []byte, mark string) *Decoder {
	d := &Decoder{rest: data}
	if got := d.String(); d.err == nil && got != mark {
		d.err = fmt.Errorf("the encoded state is not of the kind %q", mark)
	}
	return d
}

// Int reads an integer.
func (d *Decoder) Int() int64 {
	if d.err != nil {
		return 0
	}
	n, size := binary.Varint(d.rest)
	if size <= 0 {
		d.err = ErrTruncated
		return 0
	}
	d.rest = d.rest[size:]
	return n
}

// Len reads the length of a list. Each element takes a byte at least, so a
// forged length cannot make the caller allocate more than it sent.
func (d *Decoder) Len() int {
	n := d.Int()
	if n < 0 || n > int64(len(d.rest)) {
		d.err = ErrTruncated
		return 0
	}
	return int(n)
}

// Ints reads a list of integers; an empty list is nil.
func (d *Decoder) Ints() []int64 {
	n := d.Len()
	if n == 0 {
		return nil
	}
	ns := make([]int64, n)
	for i := range ns {
		ns[i] = d.Int()
	}
	return ns
}

// String reads a string.
func (d *Decoder) String() string {
	n := d.Len()
	s := string(d.rest[:n])
	d.rest = d.rest[n:]
	return s
}

// Close reports the first error, or that bytes are left over.
func (d *Decoder) Close() error {
	if d.err == nil && len(d.rest) > 0 {
		d.err = ErrTruncated
	}
	return d.err
}
