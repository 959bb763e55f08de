"""The commands of `strikemat`: the top of the arrows, where every room is known."""
