"""A distribution that asks an origin group, which ministack's CloudFront stores and answers 502 for.

CloudFront asks the group's first origin, and the other one when that fails. No bucket of the engine fails: here the first
one is all there is.
"""

from ministack.services import cloudfront

PROBE = """<DistributionConfig>
  <Origins><Items><Origin><Id>first</Id><DomainName>probe.test</DomainName></Origin></Items></Origins>
  <OriginGroups><Items><OriginGroup>
    <Id>group</Id>
    <Members><Items><OriginGroupMember><OriginId>first</OriginId></OriginGroupMember></Items></Members>
  </OriginGroup></Items></OriginGroups>
</DistributionConfig>"""


def mend():
    parse = cloudfront.parse_distribution_dataplane_config
    if "group" in parse({"config_xml": PROBE})["origins"]:
        return []

    def parse_with_groups(dist):
        parsed = parse(dist)
        for group in cloudfront._dist_config_el(dist).iterfind("{*}OriginGroups/{*}Items/{*}OriginGroup"):
            first = group.findtext("{*}Members/{*}Items/{*}OriginGroupMember/{*}OriginId")
            parsed["origins"][group.findtext("{*}Id")] = parsed["origins"].get(first)
        return parsed

    cloudfront.parse_distribution_dataplane_config = parse_with_groups
    return ["CloudFront: origin groups"]
