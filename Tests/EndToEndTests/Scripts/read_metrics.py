"""Reads a metrics file with Prometheus's own parser, and holds it against the conventions that `promtool check metrics` holds.

Printed: the value of every sample, by its name and labels.
"""

import json
import re
import sys

from prometheus_client.parser import text_string_to_metric_families

text = open(sys.argv[1], encoding="utf-8").read()
assert text.endswith("\n")
values = {}
for family in text_string_to_metric_families(text):
    assert family.documentation.endswith("."), family.name
    assert family.type == "gauge", family.name
    assert re.fullmatch(r"techshare_[a-z_]+", family.name), family.name
    # A gauge is no counter, and base units stand last in the name.
    assert not re.search(r"(_total|_count|_sum|_bucket|milliseconds|kilobytes)$", family.name), family.name
    assert family.samples, family.name
    for sample in family.samples:
        labels = ",".join(f"{key}={value}" for key, value in sorted(sample.labels.items()))
        name = f"{sample.name}{{{labels}}}" if labels else sample.name
        assert name not in values, name
        values[name] = sample.value
print(json.dumps(values))
