// The page of a step that was taken along: it fills the places where questions stand with what the state of this person tells.
