package main

import (
	"bytes"
	"reflect"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"

	"github.com/creance/creance/aging"
	"github.com/creance/creance/dunning"
	"github.com/creance/creance/dunning/exchange"
	"github.com/creance/creance/kpi"
)

// What crosses between workers with a coder of its own. Without one Beam would
// send the exported fields only, and decimals as zero.
type (
	// Account is a client with his documents.
	Account struct{ Of dunning.Account }
	// Aged is an aged balance in the making, as element and as accumulator.
	Aged struct{ Of *aging.Accumulator }
	// Figures are key figures in the making.
	Figures struct{ Of *kpi.Accumulator }
)

func init() {
	beam.RegisterCoder(reflect.TypeFor[Account](), encodeAccount, decodeAccount)
	beam.RegisterCoder(reflect.TypeFor[Aged](), encodeAged, decodeAged)
	beam.RegisterCoder(reflect.TypeFor[Figures](), encodeFigures, decodeFigures)
}

func encodeAccount(a Account) ([]byte, error) {
	var b bytes.Buffer
	err := exchange.WriteJSON(&b, []dunning.Account{a.Of})
	return b.Bytes(), err
}

func decodeAccount(data []byte) (Account, error) {
	accounts, err := exchange.ReadJSON("account", bytes.NewReader(data))
	if err != nil {
		return Account{}, err
	}
	return Account{accounts[0]}, nil
}

// An accumulator that has counted nothing has no day or period yet.

func encodeAged(a Aged) ([]byte, error) {
	if a.Of == nil {
		return nil, nil
	}
	return a.Of.MarshalBinary()
}

func decodeAged(data []byte) (Aged, error) {
	if len(data) == 0 {
		return Aged{}, nil
	}
	a := Aged{new(aging.Accumulator)}
	return a, a.Of.UnmarshalBinary(data)
}

func encodeFigures(f Figures) ([]byte, error) {
	if f.Of == nil {
		return nil, nil
	}
	return f.Of.MarshalBinary()
}

func decodeFigures(data []byte) (Figures, error) {
	if len(data) == 0 {
		return Figures{}, nil
	}
	f := Figures{new(kpi.Accumulator)}
	return f, f.Of.UnmarshalBinary(data)
}
