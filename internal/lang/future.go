package lang

import "slices"

// Horizon ends the search for the day on which a condition will hold, in days:
// ten years are further than any dunning file looks.
const Horizon = 3660

// FirstTrue is the number of days, 1 or more, until the condition holds if
// nothing happens but the passing of time; false when it will not within ten
// years. Only the clocks move: days late, days since the last contact, the
// end of a promise. Amounts stay as they are.
func (e *Eval) FirstTrue(n Node) (int64, bool) {
	days := []int64{}
	Walk(n, func(n Node) { days = e.turns(n, days) })
	slices.Sort(days)
	future := Eval{Row: e.Row, Fault: e.Fault}
	for _, d := range slices.Compact(days) {
		if d < 1 || d > Horizon {
			continue
		}
		future.Later = d
		if future.Bool(n) {
			return d, true
		}
	}
	return 0, false
}

// turns adds the days around which one comparison may change its outcome. A
// difference that grows by s each day changes sign where it crosses zero, so a
// few days around that point are enough; the caller evaluates them.
func (e *Eval) turns(n Node, days []int64) []int64 {
	switch n := n.(type) {
	case *Fact:
		if until := e.untilSlot(n.Symbol); until > 0 {
			days = append(days, e.Row.Nums[until]-e.Row.Nums[0]+1)
		}
	case *Compare:
		if n.X.Type().Kind != Text && n.X.Type().Kind != Bool {
			days = e.crossing(n.X, n.Y, days)
		}
	case *In:
		if n.X.Type().Kind != Text {
			for _, c := range n.List {
				days = e.crossing(n.X, c, days)
			}
		}
	case *Call:
		if e.moves(n) {
			days = everyDayOfAYear(days)
		}
	}
	return days
}

func everyDayOfAYear(days []int64) []int64 {
	for d := range int64(366) {
		days = append(days, d+1)
	}
	return days
}

func (e *Eval) untilSlot(s *Symbol) int {
	if s.Type.Kind != Bool {
		return 0
	}
	return e.Row.Until[s.Slot]
}

func (e *Eval) crossing(x, y Node, days []int64) []int64 {
	sx, okX := e.slope(x)
	sy, okY := e.slope(y)
	if !okX || !okY {
		return everyDayOfAYear(days) // the end of a month moves in jumps
	}
	if sx == sy {
		return days
	}
	now := Eval{Row: e.Row, Fault: e.Fault}
	vx, vy := now.Num(x), now.Num(y)
	if vx == Absent || vy == Absent {
		return days
	}
	at := (vy - vx) / (sx - sy)
	return append(days, at-1, at, at+1, at+2)
}

// slope is how much a number grows each day; false when it is not linear.
func (e *Eval) slope(n Node) (int64, bool) {
	switch n := n.(type) {
	case *Fact:
		return int64(e.Row.Slope[n.Symbol.Slot]), true
	case *Number:
		return 0, true
	case *Neg:
		s, ok := e.slope(n.X)
		return -s, ok
	case *Arith:
		sx, okX := e.slope(n.X)
		sy, okY := e.slope(n.Y)
		switch {
		case !okX || !okY:
			return 0, false
		case n.Op == "+":
			return sx + sy, true
		case n.Op == "-":
			return sx - sy, true
		}
		if f, ok := n.Y.(*Number); ok {
			return sx * f.Value, true
		}
		if f, ok := n.X.(*Number); ok {
			return sy * f.Value, true
		}
		return 0, false
	case *MonthEnd:
		s, ok := e.slope(n.X)
		return 0, ok && s == 0
	case *Call:
		return 0, !e.moves(n)
	}
	return 0, true
}
