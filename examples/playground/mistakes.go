package main

import (
	"github.com/creance/creance/law"
	"github.com/creance/creance/policy"
)

// mistake is a diagnostic as it is shown under the editor. The line is cut at
// the column, so that the caret stands under the right character whatever the
// width of those before it.
type mistake struct {
	*policy.Diagnostic
	Sort          string // what kind of mistake it is, in the reader's language
	Before, After string
}

func (r reader) mistakes(ds policy.Diagnostics) []mistake {
	list := make([]mistake, len(ds))
	for i, d := range ds {
		line := []rune(d.Snippet)
		at := min(max(d.Column-1, 0), len(line))
		list[i] = mistake{Diagnostic: d, Before: string(line[:at]), After: string(line[at:])}
		if r.lang == law.French {
			list[i].Sort = sorts[d.Code]
		}
	}
	return list
}

// sorts says in French what each code of ERRORS.md is about: the messages
// themselves are in English.
var sorts = map[string]string{
	"P001": "Le texte n’est pas du YAML, est vide ou contient deux documents.",
	"P002": "Le texte est trop long.",
	"P003": "Listes ou groupes imbriqués sans fin.",
	"P004": "Ancres, alias et types explicites n’ont pas cours dans une politique.",
	"P005": "Clé inconnue, souvent une faute de frappe.",
	"P006": "La même clé figure deux fois.",
	"P007": "Une clé obligatoire manque.",
	"P008": "Une liste est attendue à la place d’un texte, ou l’inverse.",
	"P009": "Le nombre n’est pas écrit simplement.",
	"P010": "La date n’existe pas dans le calendrier.",
	"P011": "Ce mot n’est pas de ceux que la clé admet.",
	"P101": "L’expression est vide.",
	"P102": "L’expression est trop longue : nommez-en des parties sous let.",
	"P103": "Parenthèses, signes ou négations imbriqués sans fin.",
	"P104": "L’expression est illisible.",
	"P105": "Le langage n’a pas cette construction.",
	"P201": "Ce nom n’est ni un fait, ni déclaré sous constants ou let.",
	"P202": "Deux valeurs de types différents se rencontrent.",
	"P203": "Une condition est attendue ici, ou un jour.",
	"P204": "On ne teste pas l’égalité de montants ou de ratios.",
	"P205": "Le nombre ne convient pas à ce qu’il est comparé.",
	"P206": "Ce choix n’a pas cette valeur.",
	"P207": "Le résultat pourrait être trop grand pour rester exact.",
	"P208": "La fonction n’existe pas, ou est appelée autrement.",
	"P209": "Une date qui peut manquer est utilisée dans une condition.",
	"P210": "La condition est toujours la même.",
	"P211": "Une date de l’expression n’existe pas dans le calendrier.",
	"P301": "Un réglage a une valeur qu’il ne peut avoir.",
	"P302": "Ce nom ne peut servir : lettres non admises, ou déjà pris.",
	"P303": "Deux éléments ont le même identifiant.",
	"P304": "Le dernier segment doit prendre tous les autres clients.",
	"P305": "Un segment n’est jamais atteint.",
	"P306": "L’étape nomme un segment qui n’existe pas.",
	"P307": "Une constante ou une condition est déclarée sans servir.",
	"P308": "Rien ne précède la première étape d’un segment.",
	"P309": "Une étape suit une étape finale.",
	"P310": "La répétition n’a pas de fin.",
	"P311": "L’étape est à la fois facultative et obligatoire.",
	"P314": "Une étape avant l’échéance n’est pas courtoise.",
	"P315": "Il n’y a pas d’étape, ou aucune pour un segment.",
	"P316": "Une étape vient avant celle qui la précède.",
	"P317": "Une garantie ne dit rien, ou dit deux choses.",
	"P318": "without_email dit comment une étape par e-mail joint le client qui n'en a pas.",
	"P401": "Une condition n’est jamais vraie.",
	"P402": "Une condition est toujours vraie.",
	"P403": "Une partie de la condition ne change rien.",
	"P404": "Un segment n’est jamais atteint : ceux du dessus prennent tous ses dossiers.",
	"P405": "Une suspension n’arrête que ce qu’une autre, au-dessus, arrête déjà.",
	"P406": "Une étape n’est jamais envoyée.",
	"P407": "Des dossiers attendent sans fin à une étape obligatoire.",
	"P408": "Une étape finale est placée avant une étape obligatoire.",
	"P409": "L’échelle peut finir sans étape finale.",
	"P410": "Une étape est répétée plus d’un an.",
	"P411": "Une étape peut partir avant tout retard, sans être courtoise.",
	"P412": "Une condition regarde une autre devise que celle de la politique.",
	"P413": "Le contentieux peut venir sans mise en demeure.",
	"P414": "Une étape qui regarde les pénalités peut viser un particulier.",
	"P415": "Une étape compte à rebours depuis celle qui la précède.",
	"P416": "Un client sans adresse e-mail ne dépasse jamais cette étape.",
	"P420": "Un point n’a pas pu être décidé.",
}
