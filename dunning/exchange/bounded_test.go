package exchange

import (
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

// What is beyond the bound is an error: nothing is cut off in silence.
func TestBounded(t *testing.T) {
	whole, err := io.ReadAll(&bounded{strings.NewReader("0123456789"), 10})
	assert.NoError(t, err)
	assert.Equal(t, "0123456789", string(whole))
	_, err = io.ReadAll(&bounded{strings.NewReader("0123456789"), 9})
	assert.ErrorContains(t, err, "split it")
	ps := &Problems{}
	assert.Empty(t, readTable("f", &bounded{strings.NewReader("a,b\n1,2\n"), 5}, Format{}, []column[struct{}]{
		{names: []string{"a"}, set: func(*struct{}, string, Format) error { return nil }},
		{names: []string{"b"}, set: func(*struct{}, string, Format) error { return nil }},
	}, ps))
	assert.ErrorContains(t, ps.err(), "f:1: has more than")
}
