package policy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// Every shipped policy says what it promises, and keeps it.
func TestShippedIsProved(t *testing.T) {
	for _, name := range policy.Shipped() {
		t.Run(name, func(t *testing.T) {
			doc, ok := policy.Named(name)
			require.True(t, ok)
			require.NotEmpty(t, doc.Guarantees)
			p, err := policy.Compile[policy.Facts](doc)
			require.NoError(t, err)
			for _, v := range p.Verify() {
				assert.Equal(t, policy.Proved, v.Result, v.Text(law.English))
			}
		})
	}
}
