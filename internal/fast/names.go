package fast

// Names finds the index of a name in a list that never changes: the step of an
// action, asked once for each line of every history.
type Names struct {
	names []string
	slots []int32 // by hash; -1 where no name is
	seed  uint32
	shift uint32
	index map[string]int // used when no seed keeps the names apart
}

// NewNames makes the index of a list of different names.
func NewNames(names []string) *Names {
	n := &Names{names: names, index: make(map[string]int, len(names))}
	for i, name := range names {
		n.index[name] = i
	}
	bits := uint32(3)
	for 1<<bits < 4*len(names) {
		bits++
	}
	n.shift = 32 - bits
	for seed := range uint32(500) {
		n.seed = 2*seed*2_654_435_761 + 1
		if n.place(1 << bits) {
			return n
		}
	}
	n.slots = nil
	return n
}

// place gives every name a slot of its own; false when two want the same.
func (n *Names) place(size int) bool {
	n.slots = make([]int32, size)
	for i := range n.slots {
		n.slots[i] = -1
	}
	for i, name := range n.names {
		if name == "" {
			return false
		}
		at := &n.slots[n.hash(name)]
		if *at >= 0 {
			return false
		}
		*at = int32(i)
	}
	return true
}

func (n *Names) hash(s string) uint32 {
	h := uint32(len(s)) | uint32(s[0])<<8 | uint32(s[len(s)/2])<<16 | uint32(s[len(s)-1])<<24
	return h * n.seed >> n.shift
}

// Index is the place of a name in the list, -1 when it is not there.
func (n *Names) Index(name string) int {
	switch {
	case name == "":
		return -1
	case n.slots == nil:
		if i, ok := n.index[name]; ok {
			return i
		}
		return -1
	}
	if i := n.slots[n.hash(name)]; i >= 0 && n.names[i] == name {
		return int(i)
	}
	return -1
}
