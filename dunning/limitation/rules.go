package limitation

import (
	"time"

	"github.com/rickb777/date/v2"

	"github.com/creance/creance/law"
)

// Effect is what an event does to the clock.
type Effect uint8

const (
	None       Effect = iota // nothing
	Interrupts               // a new whole period starts
	Suspends                 // the clock stops
)

var checked = date.New(2026, time.November, 23)

func basis(article, source string, c law.Confidence) law.Basis {
	return law.Basis{Article: article, Source: source, Confidence: c, From: reform, Checked: checked}
}

type period struct {
	years int
	basis law.Basis
}

var periods = [endKind]period{
	Commercial:       {5, basis("art. L110-4 C. com. et 2224 C. civ.", "texts as in force since law 2008-561; counting: Cass. 1re civ. 12 Dec. 2018, 17-25.697 (vivaldi-chronos)", law.Agreed)},
	Consumer:         {2, basis("art. L218-2 C. consom.", "efl, legavox; the starting day is disputed: completion of the service or knowledge of the facts, older case law the invoice", law.Judgment)},
	Carriage:         {1, law.Basis{Article: "art. L133-6 C. com.", Source: "text; from the day of delivery", Confidence: law.Agreed, From: date.New(2000, time.September, 21), Checked: checked}},
	Telecom:          {1, law.Basis{Article: "art. L34-2 CPCE", Source: "text (code des postes et des communications électroniques)", Confidence: law.Agreed, From: date.New(2004, time.July, 10), Checked: checked}},
	PublicDebtor:     {4, law.Basis{Article: "art. 1 loi 68-1250 du 31 décembre 1968", Source: "amf83; rjc.fr.eu.org; the administration must raise it at first instance", Confidence: law.Agreed, From: date.New(1969, time.January, 1), Checked: checked}},
	Judgment:         {10, basis("art. L111-4 CPCE", "text; legavox", law.Agreed)},
	JudgmentInterest: {5, basis("art. 2224 C. civ.", "Cass. 1re civ. 8 June 2016, 15-19.614 (legavox)", law.Agreed)},
}

var invoiceStart = basis("art. L218-2 C. consom.", "older case law counted from the invoice; option chosen by the caller", law.Judgment)

type eventRule struct {
	effect  Effect
	lasting bool // the interruption lasts until the proceedings end
	public  Effect
	basis   law.Basis
}

var publicBasis = law.Basis{
	Article: "art. 2 loi 68-1250 du 31 décembre 1968", Source: "legibase (text of art. 2); Dalloz actualité 13 June 2008; the new period runs from 1 January of the following year",
	Confidence: law.Agreed, From: date.New(1969, time.January, 1), Checked: checked,
}

// Against a public debtor the causes are those of law 68-1250 and no others: a
// written claim, proceedings, a writing of the administration, a payment. The
// other causes of the civil code are not counted, which is the careful reading.
var kinds = [endEvent]eventRule{
	Acknowledgment: {Interrupts, false, Interrupts, basis("art. 2240 C. civ.", "aurelienbamde; doctrine", law.Agreed)},
	PartPayment:    {Interrupts, false, Interrupts, basis("art. 2240 C. civ.", "Cass. 1re civ. 25 Feb. 2016, 15-15.994; 25 Jan. 2017, 15-25.759: for the whole claim", law.Agreed)},
	CourtClaim:     {Interrupts, true, Interrupts, basis("art. 2241 à 2243 C. civ.", "doctrine.fr and kohenavocats (texts)", law.Agreed)},
	OrderRequest:   {None, false, None, basis("art. 2241 C. civ.", "Cass. com. 6 Dec. 2011, 10-23.466: the service of the order interrupts, not the request", law.Single)},
	OrderService:   {Interrupts, true, Interrupts, basis("art. 2241 C. civ.", "Cass. com. 6 Dec. 2011, 10-23.466", law.Single)},
	Enforcement:    {Interrupts, false, None, basis("art. 2244 C. civ.", "aurelienbamde; legavox", law.Agreed)},
	ProofOfClaim:   {Interrupts, true, None, basis("art. L622-25-1 C. com.", "Cass. com. 24 March 2021, 19-23.413 (vivaldi-chronos, hal): until the proceedings close", law.Agreed)},
	WrittenClaim:   {None, false, Interrupts, basis("art. 2240 à 2244 C. civ.", "Cass. com. 18 May 2022, 20-23.204: a letter is none of the causes of interruption", law.Agreed)},
	FormalNotice:   {None, false, Interrupts, basis("art. 2240 à 2244 C. civ.", "Cass. com. 18 May 2022, 20-23.204", law.Agreed)},
	Mediation:      {Suspends, false, None, basis("art. 2238 C. civ.", "french-business-law (text); village-justice", law.Agreed)},
	Participative:  {Suspends, false, None, basis("art. 2238 C. civ.", "french-business-law (text); village-justice", law.Agreed)},
	SmallClaims:    {Suspends, false, None, basis("art. 2238 C. civ. et L125-1 CPCE", "french-business-law (text); R125-2 CPCE has the letter quote it", law.Agreed)},
	ExpertMeasure:  {Suspends, false, None, basis("art. 2239 C. civ.", "karila", law.Single)},
}

var (
	ceilingBasis = basis("art. 2232 C. civ.", "doc-du-juriste: twenty years from the birth of the right; not after a claim in court or an act of enforcement", law.Single)
	floorBasis   = basis("art. 2238 et 2239 C. civ.", "at least six months are left when the clock starts again", law.Agreed)
)
