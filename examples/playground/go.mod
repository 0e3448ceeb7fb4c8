module github.com/creance/creance/examples/playground

go 1.26.0

replace github.com/creance/creance => ../..

require (
	github.com/creance/creance v0.0.0-00010101000000-000000000000
	github.com/rickb777/date/v2 v2.2.0
	github.com/shopspring/decimal v1.6.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/expr-lang/expr v1.17.8 // indirect
	github.com/govalues/decimal v0.1.36 // indirect
	github.com/rickar/cal/v2 v2.1.29 // indirect
	github.com/rickb777/period v1.0.22 // indirect
	github.com/rickb777/plural v1.4.7 // indirect
	go.yaml.in/yaml/v3 v3.0.6 // indirect
	golang.org/x/text v0.43.0 // indirect
)
