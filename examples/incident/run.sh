#!/bin/sh
# Explains the incident of this folder. The argument is the jwtriage to use.
set -u
cd "$(dirname "$0")"
jwtriage=${1:-jwtriage}

set -- diagnose @token.txt \
    --verifier "orders=orders/.env?reader=docker#AUTH_PUBLIC_KEY" \
    --verifier "billing=billing/secret.yaml#billing-auth/public%2Epem" \
    --verifier "web=web/jwks-cached.json" \
    --candidate auth/jwks.json

echo "\$ jwtriage $*"
echo
"$jwtriage" "$@"
status=$?
# Exit 1 is what an explained problem gives: here it is what should happen.
[ $status -eq 1 ] && exit 0
echo "the incident was not explained (exit $status)" >&2
exit 1
