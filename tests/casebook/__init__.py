"""The case book: incidents generated from the catalogue of root causes, written without a look at how they are diagnosed."""
