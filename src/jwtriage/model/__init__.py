"""The nouns that every room shares: frozen, without input or output, without judgement."""
