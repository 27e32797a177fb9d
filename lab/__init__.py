"""The lab: other people's services, gateways and issuers on one machine, in which real faults are played and explained. No part of the product."""
