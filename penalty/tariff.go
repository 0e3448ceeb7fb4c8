package penalty

import "github.com/rickb777/date/v2"

// tariff is the rate of a rule, with what may replace or raise it.
type tariff struct {
	agreed    meter
	floor     *meter    // nil: not tested, or only reported
	statutory *meter    // replaces a rate below the floor; nil: the floor itself does
	surcharge date.Date // first day of the five points; 0: none
}

const fivePoints = 5 * percent

// at is the rate of day d and the first day that may have another one.
func (t *tariff) at(d date.Date) (step, error) {
	s, err := t.agreed.at(d)
	if err != nil {
		return step{}, err
	}
	if t.floor != nil {
		floor, err := t.floor.at(d)
		if err != nil {
			return step{}, err
		}
		until := min(s.until, floor.until)
		if s.units < floor.units {
			s = floor
			if t.statutory != nil {
				if s, err = t.statutory.at(d); err != nil {
					return step{}, err
				}
			}
			s.ground.raised = true
		}
		s.until = min(s.until, until)
	}
	if t.surcharge != 0 {
		if d < t.surcharge {
			s.until = min(s.until, t.surcharge)
		} else {
			s.units += fivePoints
			s.ground.surcharge = true
		}
	}
	return s, nil
}

// floorMeter is 3 × the legal rate of a professional creditor: between firms
// the creditor always is one, and the other column would nearly treble it. The
// law asks for three times the rate since 2009.
func floorMeter(rates *Rates) (meter, error) {
	f := TimesLegal(3)
	f.Since = tenPoints
	return newMeter(f, rates)
}

func newMeter(f Formula, rates *Rates) (meter, error) {
	m := meter{Formula: f}
	m.points, _ = rateUnits(f.Points) // bounded by Validate
	m.roundUp, _ = rateUnits(f.RoundUp)
	if f.Reference == "" {
		return m, nil
	}
	var err error
	m.series, err = rates.find(f.Reference, 0)
	return m, err
}
