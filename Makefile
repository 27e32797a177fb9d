# Every target only calls a script, so that all of it also runs where make is absent.
.PHONY: setup demo test check bench fuzz lab lint format lock

setup demo test check bench fuzz lab lint format lock:
	@sh scripts/$@.sh
