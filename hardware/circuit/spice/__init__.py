"""Proof by simulation: ngspice decks from the circuit's own values, and what they say."""
