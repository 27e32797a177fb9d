"""What a tree of files says about its keys: logical keys, copies that disagree, faults seen without a token, misuse in code."""
