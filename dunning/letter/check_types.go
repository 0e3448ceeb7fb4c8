package letter

import (
	"fmt"
	"reflect"
)

// resultOf is the type of a function's result, or what is wrong with its
// arguments.
func resultOf(function string, args []reflect.Type) (result reflect.Type, wrong string) {
	least, most := 2, 2
	switch function {
	case "not", "len":
		least, most = 1, 1
	case "and", "or":
		least, most = 1, 16
	case "eq":
		most = 16
	}
	if len(args) < least || len(args) > most {
		return nil, fmt.Sprintf("%s takes %d to %d values, not %d", function, least, most, len(args))
	}
	first := args[0]
	if function == "len" {
		if k := first.Kind(); k != reflect.Slice && k != reflect.String && k != reflect.Map {
			return nil, fmt.Sprintf("len of %s", describe(first))
		}
		return intType, ""
	}
	for _, a := range args[1:] {
		if a != first {
			return nil, fmt.Sprintf("%s compares %s with %s", function, describe(first), describe(a))
		}
	}
	switch function {
	case "and", "or":
		return first, ""
	case "not":
		return boolType, ""
	}
	ordered := function != "eq" && function != "ne"
	if k := first.Kind(); k != reflect.String && k != reflect.Int && (k != reflect.Bool || ordered) {
		return nil, fmt.Sprintf("%s cannot compare %s", function, describe(first))
	}
	return boolType, ""
}

// describe names a type as the author of a template knows it.
func describe(typ reflect.Type) string {
	switch {
	case typ == stringType:
		return "a text"
	case typ == intType:
		return "a number"
	case typ == boolType:
		return "yes or no"
	case typ.Kind() == reflect.Slice:
		return "a list"
	case typ.Kind() == reflect.Map:
		return "a set of words"
	}
	return typ.Name()
}

func fieldNames(typ reflect.Type) []string {
	names := make([]string, typ.NumField())
	for i := range names {
		names[i] = typ.Field(i).Name
	}
	return names
}
