package fast

import (
	"reflect"
	"unsafe"

	"github.com/shopspring/decimal"

	"github.com/creance/creance/internal/lang"
	"github.com/creance/creance/internal/minor"
)

// This is the only file that reads memory by its offset. The offsets are those
// that reflection gives for the fields of the very type the pointer has.

// A Field is a fact and where it stands in its struct.
type Field struct {
	*lang.Symbol
	Offset uintptr
	Type   reflect.Type
	Used   bool // an expression names it
}

// A Reader reads the facts of one type of struct into a row.
type Reader struct {
	wholes  []whole
	smalls  []small
	moneys  []place
	ratios  []place
	choices []choice
	bools   []place
	texts   []place
}

type place struct {
	offset uintptr
	slot   int
}

// A whole is an int or a date, which must not leave [-bound, bound].
type whole struct {
	place
	bound int64
}

// A small is a whole number of another size, or a choice kept as its index,
// below limit.
type small struct {
	place
	kind  reflect.Kind
	limit int64 // of a choice; 0 otherwise
}

// A choice is one of a list of texts.
type choice struct {
	place
	values []string
}

// NewReader makes a reader of fields that fit their symbols.
func NewReader(fields []Field) *Reader {
	r := &Reader{}
	for _, f := range fields {
		at := place{f.Offset, f.Slot}
		switch kind := f.Type.Kind(); {
		case f.Symbol.Type.Kind == lang.Bool:
			if f.Used {
				r.bools = append(r.bools, at)
			}
		case f.Symbol.Type.Kind == lang.Text:
			if f.Used {
				r.texts = append(r.texts, at)
			}
		case f.Symbol.Type.Kind == lang.Money:
			r.moneys = append(r.moneys, at)
		case f.Symbol.Type.Kind == lang.Ratio:
			r.ratios = append(r.ratios, at)
		case kind == reflect.String:
			r.choices = append(r.choices, choice{at, f.Symbol.Type.Values})
		case f.Symbol.Type.Kind == lang.Enum:
			r.smalls = append(r.smalls, small{at, kind, int64(len(f.Symbol.Type.Values))})
		case f.Type.Size() != 8:
			r.smalls = append(r.smalls, small{at, kind, 0})
		case f.Symbol.Type.Kind == lang.Date:
			r.wholes = append(r.wholes, whole{at, lang.MaxDate})
		default:
			r.wholes = append(r.wholes, whole{at, lang.MaxInt})
		}
	}
	return r
}

// Read fills the row from a struct, amounts in minor units of a currency with
// that many digits. It is false when a value has to be looked at more closely:
// it is out of bounds, or not exact as it stands. Facts that need no check and
// that no expression uses are left out.
func Read[F any](r *Reader, from *F, digits int32, row *lang.Row) bool {
	p, nums := unsafe.Pointer(from), row.Nums
	wrong := uint64(0) // its highest bit says so
	wholes := r.wholes
	for i := range wholes {
		f := &wholes[i]
		n := *(*int64)(unsafe.Add(p, f.offset))
		nums[f.slot] = n
		wrong |= lang.Beyond(n, f.bound)
	}
	moneys := r.moneys
	for i := range moneys {
		f := &moneys[i]
		d := (*decimal.Decimal)(unsafe.Add(p, f.offset))
		n, err := minor.Of(*d, digits)
		if err != nil {
			return false
		}
		nums[f.slot] = n
	}
	ok := wrong>>63 == 0
	for i := range r.ratios {
		f := &r.ratios[i]
		d := (*decimal.Decimal)(unsafe.Add(p, f.offset))
		n, err := minor.Of(*d, lang.RatioDigits)
		nums[f.slot], ok = n, ok && err == nil && d.Exponent() >= -18 && n < lang.MaxRatio && n > -lang.MaxRatio
	}
	for i := range r.smalls {
		f := &r.smalls[i]
		n := f.read(p)
		nums[f.slot], ok = n, ok && (f.limit == 0 || n >= 0 && n < f.limit) && n <= lang.MaxInt && n >= -lang.MaxInt
	}
	for i := range r.choices {
		f := &r.choices[i]
		n := f.index(*(*string)(unsafe.Add(p, f.offset)))
		nums[f.slot], ok = n, ok && n >= 0
	}
	for _, f := range r.bools {
		nums[f.slot] = int64(*(*uint8)(unsafe.Add(p, f.offset))) // Go keeps a bool as 0 or 1
	}
	for _, f := range r.texts {
		row.Texts[f.slot] = *(*string)(unsafe.Add(p, f.offset))
	}
	return ok
}

func (f *small) read(p unsafe.Pointer) int64 {
	at := unsafe.Add(p, f.offset)
	switch f.kind {
	case reflect.Int:
		return int64(*(*int)(at))
	case reflect.Uint:
		return int64(*(*uint)(at))
	case reflect.Int8:
		return int64(*(*int8)(at))
	case reflect.Int16:
		return int64(*(*int16)(at))
	case reflect.Int32:
		return int64(*(*int32)(at))
	case reflect.Uint8:
		return int64(*(*uint8)(at))
	case reflect.Uint16:
		return int64(*(*uint16)(at))
	case reflect.Uint32:
		return int64(*(*uint32)(at))
	}
	return *(*int64)(at) // a huge uint64 is negative here and refused
}

func (f *choice) index(text string) int64 {
	if text == "" {
		return 0 // the first value is the default
	}
	for i, v := range f.values {
		if v == text {
			return int64(i)
		}
	}
	return -1
}

// Within is the T that stands at an offset inside an F.
func Within[T, F any](f *F, offset uintptr) *T {
	return (*T)(unsafe.Add(unsafe.Pointer(f), offset))
}
