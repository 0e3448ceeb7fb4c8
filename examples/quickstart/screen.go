package main

import (
	"os"
	"strconv"
)

// A screen is what the text is written on: how wide it is, and whether it shows
// colours.
type screen struct {
	width   int
	colours bool
}

// terminal is the screen behind a file. Colours are used on a terminal only, and
// not when NO_COLOR is set (no-color.org). COLUMNS says how wide it is, then the
// terminal itself; a file has 120 columns.
func terminal(f *os.File) screen {
	p := screen{width: 120}
	if n := columnsOf(f); n > 0 {
		p.width = min(max(n, 60), 400)
	}
	if n, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && n >= 60 && n <= 400 {
		p.width = n
	}
	info, err := f.Stat()
	p.colours = err == nil && info.Mode()&os.ModeCharDevice != 0 && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return p
}

func (p screen) title(s string) string  { return p.wrap("1;36", s) }
func (p screen) strong(s string) string { return p.wrap("1", s) }
func (p screen) dim(s string) string    { return p.wrap("2", s) }
func (p screen) alert(s string) string  { return p.wrap("33", s) }

func (p screen) wrap(code, s string) string {
	if !p.colours || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}
