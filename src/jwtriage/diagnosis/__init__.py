"""The counterfactual search: which fewest changes make the signature verify, and what that proves."""
