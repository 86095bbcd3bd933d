"""The date of a dashboard in a list, which ministack writes as text where CloudWatch's JSON has a number.

The AWS SDK for JavaScript refuses to read it.
"""

import json

from ministack.services import cloudwatch


def mend():
    if not writes_text():
        return []
    answer = cloudwatch._json_ok

    def answer_with_numbers(data):
        for entry in data.get("DashboardEntries", []):
            entry["LastModified"] = cloudwatch._dashboards[entry["DashboardName"]]["LastModified"]
        return answer(data)

    cloudwatch._json_ok = answer_with_numbers
    return ["CloudWatch: dates of dashboards"]


def writes_text():
    cloudwatch._dashboards["probe"] = {"DashboardName": "probe", "DashboardArn": "", "Size": 0, "LastModified": 0}
    _, _, body = cloudwatch._list_dashboards({}, {}, False, is_json=True)
    del cloudwatch._dashboards["probe"]
    return isinstance(json.loads(body)["DashboardEntries"][0]["LastModified"], str)
