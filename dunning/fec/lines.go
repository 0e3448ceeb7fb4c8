package fec

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// maxLine bounds the bytes of one line, and so the memory a hostile file can
// ask for. Lines of real files have 150 to 500.
const maxLine = 64 << 10

// A lineReader cuts a file into lines. A line ends with LF and any number of
// CR before it (CR LF, CR CR LF), or with CR alone when the first 64 KiB of
// the file have no LF at all.
type lineReader struct {
	r      *bufio.Reader
	end    byte // '\n', or '\r' in a file of lone CR
	number int  // of the line last read
	crlf   LineEnd
}

// A LineEnd says how the lines of a file end.
type LineEnd string

// The line ends of the field.
const (
	LF     LineEnd = "LF"
	CRLF   LineEnd = "CR LF"
	CRCRLF LineEnd = "CR CR LF"
	CR     LineEnd = "CR"
)

// A line is one line without its end; its bytes live until the next is read.
type line struct {
	text   []byte
	number int
	long   bool // cut at maxLine
	ended  bool // an end of line was there: the last line of a file may have none
}

// newLineReader also gives the first bytes of the file, 64 KiB at most.
func newLineReader(r io.Reader) (*lineReader, []byte, error) {
	lr := &lineReader{r: bufio.NewReaderSize(r, maxLine), end: '\n'}
	head, err := lr.r.Peek(maxLine)
	if errors.Is(err, io.EOF) {
		err = nil
	}
	if bytes.IndexByte(head, '\n') < 0 && bytes.IndexByte(head, '\r') >= 0 {
		lr.end, lr.crlf = '\r', CR
	}
	return lr, head, err
}

// next reads a line; io.EOF comes alone, after the last one.
func (lr *lineReader) next() (line, error) {
	text, err := lr.r.ReadSlice(lr.end)
	if err != nil && (len(text) == 0 || !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull)) {
		return line{number: lr.number + 1}, err
	}
	lr.number++
	l := line{text: text, number: lr.number}
	if errors.Is(err, bufio.ErrBufferFull) {
		// What follows overwrites the buffer that text points into.
		l.text, l.long = bytes.Clone(text), true
		for errors.Is(err, bufio.ErrBufferFull) {
			_, err = lr.r.ReadSlice(lr.end)
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return l, err
		}
	}
	l.ended = err == nil
	if l.ended && !l.long {
		l.text = lr.strip(text[:len(text)-1])
	}
	return l, nil
}

// strip takes the CRs before an LF away, and remembers the first line's.
func (lr *lineReader) strip(text []byte) []byte {
	short := bytes.TrimRight(text, "\r")
	if lr.crlf == "" {
		switch len(text) - len(short) {
		case 0:
			lr.crlf = LF
		case 1:
			lr.crlf = CRLF
		default:
			lr.crlf = CRCRLF
		}
	}
	return short
}
