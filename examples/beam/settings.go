package main

import (
	"errors"
	"fmt"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/kpi"
	"github.com/creance/creance/nightly"
	"github.com/creance/creance/policy"
)

// Settings travel to the workers as text.
type Settings struct {
	AsOf, From string // days
	Output     string // folder
}

// job is the night that the settings describe, under the statutory rates and the
// standard policy.
func (s Settings) job() (*nightly.Job, error) {
	asOf, err := dunning.ParseDate(s.AsOf)
	from, err2 := dunning.ParseDate(s.From)
	if err := errors.Join(err, err2); err != nil {
		return nil, fmt.Errorf("-as-of and -from: %w", err)
	}
	tariff, err := nightly.Statutory()
	if err != nil {
		return nil, err
	}
	return nightly.New(nightly.Settings{
		AsOf: asOf, Period: kpi.Period{From: from, Until: asOf + 1},
		Tariff: tariff, Decide: nightly.By(policy.Standard()), Workers: 1,
	})
}
