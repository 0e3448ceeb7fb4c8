package mention

import (
	"regexp"
	"strings"
)

// anyOf is a pattern that matches one of the wordings, on text folded to lower
// case without accents.
func anyOf(wordings ...string) *regexp.Regexp {
	return regexp.MustCompile(strings.Join(wordings, "|"))
}

const (
	notDue = `(?:(?: ne| n')[^.;]{0,20}\bpas\b[^.;]{0,12}(?:applicab|appliqu|dues?\b|exigib|factur)|(?: ne s'| ne seront )[^.;]{0,12}\b(?:appliqu|exig|du)\w*(?: pas)\b)` // "ne sont pas applicables", "ne s'appliquent pas"
	letOff = `(?:exonere|dispense)\w* de(?: toute?| la| l')? ?`                                                                                                           // "exonéré de l'"
	giveUp = `(?:renonc\w+|waiv\w+)[^.;]{0,60}`                                                                                                                           // "renonçons aux", "waives"
	setOut = `[^.;]{0,60}(?:\bnon (?:dues?|exigibles?|applicables?)\b|\bexclue?s?\b|sans objet|\bn/a\b|do(?:es)? not apply|(?:is|are) (?:excluded|not due))`
)

// Wordings that deny what the law grants.
var (
	pmdDenied = anyOf(
		`(?:aucune? (?:autre )?|sans (?:aucune? )?|pas (?:non plus )?(?:de |d')|\bni )(?:penalit\w*|interets? (?:de retard|moratoires?))`,
		`penalites?(?: de retard)? ?: ?(?:neant|aucune?|non\b|0(?:[.,]0+)? ?%)`,
		`penalites?(?: de retard)?`+notDue,
		letOff+`penalit`,
		giveUp+`(?:penalt|penalit|late[- ]payment|interets? (?:de retard|moratoires?))`,
		`\bno (?:late[- ]payment |late |default )?(?:penalt|fee|interest|charge)`,
		`without (?:any )?(?:late[- ]payment |late )?(?:penalt|interest)`,
	)
	pmtDenied = anyOf(
		`(?:aucune? |pas (?:de |d')|sans (?:aucune? )?|\bni )indemnites? (?:forfaitaires?|de recouvrement|de retard|pour frais|n'est|ne sera)`,
		`(?:aucune? |aucuns |pas (?:de |d')|sans (?:aucune? )?|\bni )frais (?:forfaitaires )?de recouvrement`,
		`indemnites?(?: forfaitaires?)?(?: (?:pour|de) frais(?: de recouvrement)?)? ?: ?(?:neant|aucune?|non\b|0(?:[.,]0+)? ?(?:€|eur))`,
		`indemnites?(?: forfaitaires?)?[^.;]{0,40}`+notDue,
		letOff+`indemnit`,
		giveUp+`(?:indemnit|frais de recouvrement|recovery cost|collection (?:cost|fee|charge))`,
		`\bno (?:fixed |flat |lump[- ]sum )?(?:indemnity|compensation|recovery cost|collection (?:cost|fee|charge))`,
	)
	// Said of a note after it is named: "pénalités de retard : sans objet".
	pmdSetOut = anyOf(`(?:penalites?|interets? (?:de retard|moratoires?)|penalties|late (?:fees|charges)|late[- ]payment interest)` + setOut)
	pmtSetOut = anyOf(`(?:indemnites?|frais de recouvrement|indemnity|recovery costs?)` + setOut)
	// pmdNotice makes penalties wait for a notice; "sans mise en demeure" does not.
	pmdNotice = anyOf(`(?:apres|a compter de|suite a|a reception de|a la suite de|following|after)(?: la| une| l'envoi d'une| reception de la| a)? (?:mise en demeure|formal notice)`)
	// pmdLateStart lets days of lateness pass before penalties run.
	pmdLateStart = anyOf(`(?:a compter|a partir|au-dela) (?:du|de) (\d{1,3}) ?(?:er|eme|ieme|e)? ?jours? (?:de retard|apres l'echeance|suivant (?:la date d'|l')echeance|suivant la date de reglement)`,
		`(?:after|from) (?:the )?(\d{1,3})(?:st|nd|rd|th)? days? (?:late|overdue|of delay)`)
	// perStep counts the indemnity by reminder.
	perStep = anyOf(`(?:par|a chaque|pour chaque) (?:relance|rappel|lettre|mise en demeure|echeance impayee|jour|semaine|mois)`, `per day`, `per month`, `per reminder`, `each reminder`)
)

// Wordings about the discount.
var (
	aabNone = anyOf(
		`(?:aucune?|pas d[e']|pas lieu a (?:un |l')?|sans|\bni|\bno|without(?: any)?|nul)(?: \w+){0,2}? ?(?:escompte|discount)`,
		`(?:escompte|discount)s?[^.;%]{0,60}(?:neant|aucun\b|: ?non\b|: ?nul\b|none\b|nil\b|not granted)`,
		`(?:escompte|discount)s?[^.;%]{0,60}(?:n'est (?:pas )?|ne sera (?:pas )?)(?:accorde|consenti|pratique)`,
		`(?:escompte|discount)[^.;%]{0,60}[: ]0(?:[.,]0+)? ?%`,
	)
	aabWhen  = anyOf(`(\d{1,3}) ?(?:jours?|j\b|days?)`)
	aabEarly = anyOf(`anticip`, `avant (?:la date d')?l?'?echeance`, `comptant`, `before the due`, `early`, `a reception`, `sous huitaine`)
	yearly   = anyOf(`annuel`, `l'an\b`, `par an\b`, `yearly`, `annual`, `per year`, `per annum`, `p\.a\.`, `prorata`, `pro rata`)
)
