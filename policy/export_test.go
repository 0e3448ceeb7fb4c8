package policy

// OnTree evaluates on the trees, as [OnVM] does on expr's machine.
func OnTree() Option { return func(o *options) { o.tree = true } }
