package penalty

import (
	"fmt"

	"github.com/rickb777/date/v2"
	"github.com/shopspring/decimal"

	"github.com/creance/creance/dunning"
	"github.com/creance/creance/internal/minor"
)

// Validate reports every field of the rule that is out of range and every
// combination that means nothing or that the law forbids, at once, as
// [dunning.Problems]; nil when there is none.
func (r *Rule) Validate() error {
	v := ruleCheck{}
	v.ranges(r)
	v.rate(&r.Rate)
	v.indemnity(&r.Indemnity)
	v.combinations(r)
	v.happened(r)
	return v.problems.Err()
}

type ruleCheck struct{ problems dunning.Problems }

func (v *ruleCheck) report(field, value, what, fix string) {
	v.problems = append(v.problems, &dunning.Problem{Of: "rule", Field: field, Value: value, What: what, Fix: fix})
}

func (v *ruleCheck) ranges(r *Rule) {
	if r.Regime == NoRegime {
		v.report("regime", "", "is missing", "start from B2B, Contract, PublicBuyer, Consumer or ForCountry")
	}
	for _, e := range []struct {
		field      string
		value, end uint8
	}{
		{"regime", uint8(r.Regime), uint8(endRegime)}, {"path", uint8(r.Path), uint8(endRatePath)},
		{"floor", uint8(r.Floor), uint8(endFloor)}, {"day count", uint8(r.DayCount), uint8(endDayCount)},
		{"payment day", uint8(r.PaymentDay), uint8(endPaymentDay)}, {"rounding", uint8(r.Rounding), uint8(endRounding)},
		{"base", uint8(r.Base), uint8(endBase)}, {"allocation", uint8(r.Allocation), uint8(endAllocation)},
		{"closing", uint8(r.Closing), uint8(endClosing)}, {"credits", uint8(r.Credits), uint8(endCreditEffect)},
		{"returns", uint8(r.Returns), uint8(endReturnEffect)}, {"after opening", uint8(r.AfterOpening), uint8(endOpeningEffect)}, {"waived", uint8(r.Waived), uint8(endWaiver)},
		{"indemnity.unit", uint8(r.Indemnity.Unit), uint8(endIndemnityUnit)}, {"rate.anchor", uint8(r.Rate.Anchor), uint8(endAnchor)},
	} {
		if e.value >= e.end {
			v.report(e.field, fmt.Sprint(e.value), "is no value of its type", "use one of the constants")
		}
	}
}

func (v *ruleCheck) rate(f *Formula) {
	v.percent("rate.points", f.Points)
	v.percent("rate.round up", f.RoundUp)
	if f.Times < 0 || f.Times > 100 {
		v.report("rate.times", fmt.Sprint(f.Times), "is not between 1 and 100", "")
	}
	if f.Monthly && f.Reference != "" {
		v.report("rate.monthly", string(f.Reference), "references are yearly rates", "give the points in percent a year, or a fixed monthly rate")
	}
	if f.Reference == "" && f.Times != 0 {
		v.report("rate.times", fmt.Sprint(f.Times), "multiplies nothing: the rate is fixed", "set Reference, or leave Times at 0")
	}
	if f.Reference == "" && f.Points.IsNegative() {
		v.report("rate.points", shown(f.Points), "is negative", "")
	}
	if f.RoundUp.IsNegative() {
		v.report("rate.round up", shown(f.RoundUp), "is negative", "")
	}
	if f.Reference == "" && f.RoundUp.IsPositive() {
		v.report("rate.round up", shown(f.RoundUp), "rounds a rate that was agreed as it is", "leave it zero, or set Reference")
	}
}

func (v *ruleCheck) percent(field string, d decimal.Decimal) {
	if _, what := rateUnits(d); what != "" {
		v.report(field, shown(d), what, "give percent a year, 12.40 for 12,40 %")
	}
}

func (v *ruleCheck) indemnity(in *Indemnity) {
	if in.Unit == NoIndemnity {
		return
	}
	digits, ok := minor.Digits(in.Currency)
	if !ok {
		v.report("indemnity.currency", in.Currency, "is no ISO 4217 code", "")
		digits = 2
	}
	amount := func(field string, d decimal.Decimal) {
		if _, err := minor.Of(d, digits); err != nil || d.IsNegative() {
			v.report(field, shown(d), "is not an amount of its currency", "")
		}
	}
	amount("indemnity.min", in.Min)
	amount("indemnity.max", in.Max)
	if in.Max.IsPositive() && in.Min.GreaterThan(in.Max) {
		v.report("indemnity.min", shown(in.Min), "is above the maximum", "give the smaller sum as Min, or leave Max zero for none")
	}
	if len(in.Scale) == 0 {
		v.report("indemnity.scale", "", "is empty", "give one band, or Unit NoIndemnity")
	}
	var previous int64
	for i, b := range in.Scale {
		at := fmt.Sprintf("indemnity.scale[%d]", i)
		amount(at+".up to", b.UpTo)
		amount(at+".fixed", b.Fixed)
		v.percent(at+".percent", b.Percent)
		if !b.Fixed.IsZero() && !b.Percent.IsZero() {
			v.report(at, "", "has a fixed sum and a percentage", "give one of them")
		}
		if last := i == len(in.Scale)-1; last != b.UpTo.IsZero() {
			v.report(at+".up to", shown(b.UpTo), "must end every band but the last", "leave it zero on the last band only")
		}
		end, _ := minor.Of(b.UpTo, digits)
		if end > 0 && end <= previous {
			v.report(at+".up to", shown(b.UpTo), "is not above the band before", "")
		}
		previous = end
	}
}

func (v *ruleCheck) combinations(r *Rule) {
	statute := r.Rate.isStatutory()
	switch r.Regime {
	case Business:
		if r.Floor == NoFloor && !statute {
			v.report("floor", "", "is not tested on a contract rate", "use Contract, or choose a Floor: art. L441-10 II C. com. asks for 3 × the legal rate")
		}
		if r.Floor != NoFloor && statute {
			v.report("floor", "", "is tested on the statutory rate", "the floor limits contract rates only: use NoFloor")
		}
	case Procurement:
		if r.Waived != WaiveNothing || len(r.Freezes) > 0 {
			v.report("waived", "", "gives up interest of public procurement", "art. L2192-14 CCP makes any waiver void: remove it")
		}
		if !r.Rate.isPublic() {
			v.report("rate", "", "is not that of a public buyer", "art. R2192-31 CCP sets it whatever the contract says: start from PublicBuyer")
		}
		if r.PaymentDay != Included {
			v.report("payment day", "", "is counted otherwise than by the decree", "interest of public procurement runs up to the day of payment included: use Included")
		}
		fallthrough
	default:
		if r.Floor != NoFloor {
			v.report("floor", "", "belongs to contracts between firms", "use NoFloor")
		}
	}
	if r.Regime == Foreign {
		if _, known := profileOf(r.Country); !known {
			v.report("country", r.Country, "has no profile", "start from ForCountry")
		}
	} else if r.Country != "" {
		v.report("country", r.Country, "is set on a French rule", "leave it empty, or start from ForCountry")
	}
	if legal := r.Rate.Reference == LegalProfessional || r.Rate.Reference == LegalPrivate; r.Regime == Civil && legal && r.Path != PerHalfYear {
		v.report("path", "", "holds the legal rate of one half-year", "the legal rate is that of each half-year (art. L313-2 C. mon. fin.): use PerHalfYear")
	}
	if r.Regime == Civil && r.Indemnity.Unit != NoIndemnity {
		v.report("indemnity", "", "is claimed from a consumer", "the 40 EUR are owed between professionals only: use NoIndemnity")
	}
	if r.Base == HT && (r.Regime != Business || r.Floor == NoFloor) {
		v.report("base", "HT", "is not the base of the statutory rate", "the law counts on the sum due, VAT included: use TTC")
	}
	if r.Path == AtPayment && r.Allocation != PrincipalFirst {
		v.report("allocation", "", "pays interest first, whose rate only a later payment fixes", "use PrincipalFirst with AtPayment")
	}
	if r.Closing == AtFullPayment && r.Allocation == PrincipalFirst {
		v.report("closing", "", "means nothing when payments pay the principal first", "use AtLedgerBalance")
	}
	if r.CompoundFrom != 0 && r.Path == AtPayment {
		v.report("compound from", r.CompoundFrom.String(), "needs interest that is due each day", "use another Path than AtPayment")
	}
	if r.Regime == Foreign && r.CompoundFrom != 0 {
		v.report("compound from", r.CompoundFrom.String(), "is asked of another country's law", "art. 1343-2 C. civ. is French: remove it")
	}
	if r.Regime == Foreign && r.Insolvency != 0 {
		v.report("insolvency", r.Insolvency.String(), "stops interest by art. L622-28 C. com., which is French", "ask for the statement as of the day that law names, and remove it")
	}
	if r.AfterOpening == InterestRunsOn {
		v.runsOn(r)
	}
	if r.Enforceable != 0 {
		if r.Regime == Civil && r.Notice == 0 {
			v.report("notice", "", "is missing, and a judgment was given", "set Notice to the day from which interest is due: the notice, or the judgment itself (art. 1231-7 C. civ.)")
		}
		legal := r.Rate.Reference == LegalProfessional || r.Rate.Reference == LegalPrivate
		if !legal || r.Rate.Times > 1 || !r.Rate.Points.IsZero() {
			v.report("enforceable", r.Enforceable.String(), "raises the legal rate only", "art. L313-3 C. mon. fin. adds five points to the legal rate: use it as Rate, or remove the day")
		}
		if r.Path != PerHalfYear {
			v.report("enforceable", r.Enforceable.String(), "changes the rate during the delay", "use Path PerHalfYear")
		}
	}
	if r.Notice != 0 && r.Regime != Civil {
		v.report("notice", r.Notice.String(), "is not where this interest starts", "it starts the day after the due date, without notice: remove it")
	}
}

// runsOn checks the exception of art. L622-28 C. com. against the rest of the rule.
func (v *ruleCheck) runsOn(r *Rule) {
	if r.Insolvency == 0 {
		v.report("after opening", "", "keeps interest running after a judgment that is not given", "set Insolvency, or use InterestStops")
	}
	if r.Regime != Business || r.Floor == NoFloor {
		v.report("after opening", "", "keeps interest running that no contract gives", "art. L622-28 C. com. excepts the interest of long loans and deferrals: start from Contract, or use InterestStops")
	}
	if r.CompoundFrom != 0 {
		v.report("compound from", r.CompoundFrom.String(), "makes interest bear interest after an opening judgment", "art. L622-28 C. com. forbids it: remove it, or ask for the statement as of the eve of the judgment without Insolvency")
	}
}

// happened checks the days of what happened to the claim.
func (v *ruleCheck) happened(r *Rule) {
	for _, d := range []struct {
		field string
		day   date.Date
	}{{"notice", r.Notice}, {"enforceable", r.Enforceable}, {"insolvency", r.Insolvency}, {"compound from", r.CompoundFrom}, {"rate.since", r.Rate.Since}} {
		if d.day != 0 && (d.day < firstDay || d.day > lastDay) {
			v.report(d.field, d.day.String(), "is outside the years 1900-2999", "")
		}
	}
	for i, f := range r.Freezes {
		at := fmt.Sprintf("freezes[%d]", i)
		if f.From < firstDay || f.Until > lastDay || f.Until <= f.From {
			v.report(at, fmt.Sprintf("%s to %s", f.From, f.Until), "is no period", "From is its first day, Until the first day after it")
		}
	}
}

// shown is a decimal for a message, short even when its exponent is not.
func shown(d decimal.Decimal) string {
	if e := d.Exponent(); e > 20 || e < -20 || d.NumDigits() > 40 {
		return fmt.Sprintf("a number of %d digits, exponent %d", d.NumDigits(), e)
	}
	return d.String()
}
