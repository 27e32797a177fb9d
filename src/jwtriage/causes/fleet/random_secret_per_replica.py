"""Each replica makes a secret of its own.

## What happens
The application generates a secret when none is configured. Behind a load balancer each replica verifies only the tokens that it
issued itself, so the share of failures grows with the number of replicas.

## Where it comes from
Defaults of the kind *generate if empty*, and more than one replica.

Seen in drakkan/sftpgo#652, cybertec-postgresql/pgwatch#1544, kgateway-dev/kgateway#4955, keboola/mcp-server#508.

## How to fix it
Configure one secret for all replicas from one Secret object.

Sticky sessions only hide the fault: it comes back with the next restart of a replica.
"""
