"""The job that refreshes key sets is held up by another issuer's failing URL.

## What happens
One process fetches the sets of all issuers in a loop. One address hangs or fails, the loop waits and retries, and the sets of the
healthy issuers grow old. Their new keys are never seen, although their own addresses answer.

## Where it comes from
istiod with one unreachable `jwksUri` in some RequestAuthentication of some namespace; home-made refreshers without a timeout for
each address.
Seen in istio/istio#51636.

## How to fix it
Remove or repair the address that fails (look for failed fetches in the refresher's log), then restart the refresher; give each
address its own timeout and schedule.
"""
