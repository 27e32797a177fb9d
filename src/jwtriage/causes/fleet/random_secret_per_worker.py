"""Each worker process makes a secret of its own.

## What happens
The secret is drawn at random when the module is loaded. With several workers the same token is accepted and rejected in turn,
about one time in the number of workers. With a single worker the fault vanishes until the next restart.

## Where it comes from
`os.urandom` or `secrets.token_hex` at import, under a server with several workers.

Seen in vimalloc/flask-jwt-extended#240, perara/wg-manager#23, rommapp/romm#2250, bytedance/deer-flow#2980.

## How to fix it
Read the secret from the environment or a secret store, and refuse to start without it.

Loading the application before the fork (`--preload`) only hides the fault: each restart still makes all tokens invalid.
"""
