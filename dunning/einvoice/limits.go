package einvoice

// Hard limits of one document. Real ones stay far below: the largest of the
// field carry their attachments with them.
const (
	maxBytes    = 32 << 20 // of the file
	maxDepth    = 100      // of nested elements
	maxTag      = 64 << 10 // bytes of one tag with its attributes
	maxElements = 50_000   // kept, lines of the invoice not counted
	maxErrors   = 100      // of which the texts are kept
	maxShown    = 80       // characters of a value shown in a message
)
