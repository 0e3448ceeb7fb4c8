package policy_test

import (
	"reflect"
	"testing"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"
	"github.com/stretchr/testify/assert"

	"github.com/creance/creance/policy"
)

// Each fact stands in the row where reflection puts it, alone: a field that is
// added to Facts, or moved, has to be read in row.go too.
func TestRow(t *testing.T) {
	p := policy.Standard()
	told := 0
	of := reflect.TypeFor[policy.Facts]()
	for i := range of.NumField() {
		if tag := of.Field(i).Tag.Get("policy"); tag == "-" {
			continue
		}
		told++
		f := policy.Facts{}
		field := reflect.ValueOf(&f).Elem().Field(i)
		switch v := field.Addr().Interface().(type) {
		case *bool:
			*v = true
		case *int:
			*v = 7
		case *date.Date:
			*v = 20_000
		case *decimal.Decimal:
			*v = decimal.New(25, -2)
		case *string:
			if of.Field(i).Name == "TermsVerdict" {
				*v = "excessive"
			}
		default:
			field.SetUint(2)
		}
		quick, plain, sound := p.Rows(&f)
		assert.True(t, sound, of.Field(i).Name)
		assert.Equal(t, plain, quick, of.Field(i).Name)
	}
	fields, numbers, texts := p.Slots()
	assert.Equal(t, told, fields)
	assert.Equal(t, told, numbers+texts)
}
