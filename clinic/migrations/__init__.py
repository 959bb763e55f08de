"""How the tables came to be, one step a file: from any earlier store to the present one."""
