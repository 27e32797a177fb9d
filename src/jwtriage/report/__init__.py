"""One file per format over one Report; no renderer knows a cause by name."""
