"""One class a grammar file, one method a rule: trees become values."""
