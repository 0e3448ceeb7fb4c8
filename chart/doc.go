// Package chart draws the figures of accounts receivable as SVG: the aged
// balance as [Bars], a key figure over the months as a [Line].
//
// A drawing is self-contained: no script, no style sheet, no font of its own,
// text in the colour of the page around it. Each has a title and a description
// for those who cannot see it, and writes its amounts beside the marks, so that
// nothing depends on colour alone.
//
// Coordinates are computed with decimals rounded to a tenth of a pixel: the
// same figures give the same bytes on any machine.
package chart
