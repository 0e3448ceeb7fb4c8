package nightly

import (
	"fmt"
	"strings"
)

// An AccountError says which account was refused and why.
type AccountError struct {
	Index  int    // place in the input, from 0
	Client string // "" when the account could not be read
	Err    error
}

func (e *AccountError) Error() string {
	return fmt.Sprintf("account %d (client %.40q): %v", e.Index, e.Client, e.Err)
}

func (e *AccountError) Unwrap() error { return e.Err }

// Errors are those of all the accounts a run has refused, in the order of the
// input. errors.As and errors.AsType find what is inside each.
type Errors []*AccountError

// shown bounds the message: the list itself is complete.
const shown = 10

func (es Errors) Error() string {
	var b strings.Builder
	fmt.Fprintf(&b, "nightly: %d accounts were refused", len(es))
	for _, e := range es[:min(len(es), shown)] {
		fmt.Fprintf(&b, "\n%v", e)
	}
	if len(es) > shown {
		fmt.Fprintf(&b, "\nand %d more", len(es)-shown)
	}
	return b.String()
}

// Unwrap gives errors.Is and errors.As the single errors.
func (es Errors) Unwrap() []error {
	list := make([]error, len(es))
	for i, e := range es {
		list[i] = e
	}
	return list
}

func (es Errors) orNil() error {
	if len(es) == 0 {
		return nil
	}
	return es
}

// A StoppedError says that a run ended because Settings.MaxErrors accounts were
// refused; what came after was not computed.
type StoppedError struct {
	Accounts int // given out before the end
	Refused  int
}

func (e *StoppedError) Error() string {
	return fmt.Sprintf("nightly: stopped after %d accounts: %d of them were refused", e.Accounts, e.Refused)
}
