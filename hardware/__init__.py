"""The mat that a person can build: circuit, parts list, electrodes, and their proofs."""
