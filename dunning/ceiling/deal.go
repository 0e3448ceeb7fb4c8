package ceiling

import "github.com/rickb777/date/v2"

// A Deal is what the law asks about a sale before it limits its due date. The
// zero value of each field means "not known" or "not so", whichever is written.
// Facts that exclude one another are refused by [Deal.Validate].
type Deal struct {
	Buyer  Buyer
	Sector Sector // general rule when zero

	Issued    date.Date // date of the invoice
	Delivered date.Date // receipt of the goods, or end of the service
	Received  date.Date // receipt of the payment request, for public buyers

	ReceiptUnrecorded bool // the public buyer recorded no receipt: the date of the request, Issued, plus 2 days is taken for it (R2192-14 CCP); the creditor proves that date

	NothingAgreed bool    // the parties agreed on no term: 30 days from delivery
	Default       Default // whether the ceiling of the sector holds then too
	Stipulated    Answer  // whether the contract expressly provides the derogation in end of month (or for export)
	Reading       Reading // which reading of "fin de mois" the contract states
	Periodic      bool    // a periodic (summary) invoice, CGI art. 289 I 3

	Overseas    bool      // goods imported into an overseas territory (L441-13)
	Clearance   date.Date // customs clearance at the final port
	HandedOver  date.Date // goods handed over in mainland France, when the buyer receives them there
	Export      bool      // goods bought free of VAT to be resold unchanged outside the EU (L441-12)
	Large       bool      // the buyer is a large enterprise, to which L441-12 does not apply
	SeasonOpens date.Date // opening of the season, for snow-sports equipment
}

// Buyer is the kind of the paying party.
type Buyer uint8

const (
	Firm              Buyer = iota // a business: L441-10 and following
	Authority                      // State, local authority, public establishment: 30 days
	Health                         // public health establishment, armed-forces health service: 50 days
	PublicUndertaking              // other public undertaking: 60 days
	Consumer                       // no ceiling
	endBuyer
)

// Default says which ceiling a sector has where nothing was agreed. Art. L441-11
// II C. com. departs from L441-10 I for "the term agreed" and is silent on deals
// without one; no decision was found.
type Default uint8

const (
	GeneralDefault Default = iota // the 30 days from delivery of L441-10 I alone (20 for livestock, which are shorter whatever is read)
	SectorToo                     // the ceiling of the sector as well: the earlier of the two dates
)

// Answer is what is known of a yes-or-no fact.
type Answer uint8

// What may be known of a fact.
const (
	Unknown Answer = iota
	Yes
	No
)

// Reading is an official reading of a number of days "fin de mois".
type Reading uint8

const (
	EitherReading Reading = iota // the contract does not say: both are admitted
	DaysFirst                    // days, then end of month (method A)
	MonthEndFirst                // end of month, then days (method B)
)

// Sector is a trade with ceilings of its own: art. L441-11 II C. com., numbered
// as there, and books (law 2010-97).
type Sector uint8

// The sectors; General is the common rule.
const (
	General          Sector = iota
	PerishableFood          // 1° perishable food, frozen meat and fish, ready meals
	GrowingContracts        // 1° c) seasonal products under integration contracts, periodic invoice
	Livestock               // 2° livestock for consumption and fresh meat
	ExcisedDrinks           // 3° alcoholic drinks subject to excise (spirits, beer)
	Wine                    // 4° grapes, musts, wine and drinks subject to circulation duty
	Transport               // 5° road haulage, vehicle rental, freight forwarding and agency, customs brokerage
	GreenSpaces             // 6° a) green-space equipment
	FarmEquipment           // 6° b) agricultural equipment except tractors, transport and livestock equipment
	SnowSports              // 7° snow-sports equipment
	Leather                 // 8° leather goods
	Watches                 // 9° watches, jewellery, gold and silverware
	Toys                    // 10° toys
	Books                   // terms freely agreed
	endSector
)
