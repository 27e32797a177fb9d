"""What the whole world knows: default secrets, sample key pairs, and whether a secret could be guessed."""
