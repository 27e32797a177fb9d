"""Live stores and running systems, read only: each is asked because the operator named it, with the rights the operator has."""
