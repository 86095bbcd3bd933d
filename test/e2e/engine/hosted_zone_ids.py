"""Ids of moto's hosted zones, which begin with any letter or digit; Route 53's begin with Z."""

from moto.route53.models import HostedZoneIdentifier


def mend():
    generate = HostedZoneIdentifier.generate
    probe = HostedZoneIdentifier("000000000000", "example.com", None)
    if all(generate(probe).startswith("Z") for _ in range(20)):
        return []
    HostedZoneIdentifier.generate = lambda *given, **named: "Z" + generate(*given, **named)[1:]
    return ["Route 53: ids of hosted zones"]
