"""Builds the events of openlineage.ndjson files with the classes of openlineage-python, which are made from the specification.

A key that the specification has not, or a value that its classes refuse, ends this program. Each event must come out of
the classes as it went in. Printed: a list of events a file, with what matters of them.
"""

import json
import sys
import uuid

import attr
from openlineage.client.generated import base
from openlineage.client.generated.dataset_version_dataset import DatasetVersionDatasetFacet
from openlineage.client.serde import Serde


def build(kind, values, nested={}):
    """An instance of one class; what it names by itself, such as its schema, must be what stands in the file."""
    given = {}
    for field in attr.fields(kind):
        if field.name not in values:
            continue
        value = values[field.name]
        if not field.init:
            assert value == kind._get_schema(), value
        else:
            given[field.alias] = nested[field.name](value) if field.name in nested else value
    unknown = set(values) - {field.name for field in attr.fields(kind)}
    assert not unknown, unknown
    return kind(**given)


def facets(values):
    assert set(values) <= {"version"}, values
    return {name: build(DatasetVersionDatasetFacet, facet) for name, facet in values.items()}


def datasets(kind):
    return lambda values: [build(kind, value, {"facets": facets}) for value in values]


def without_nothing(value):
    """Serde leaves out what is empty; so does this."""
    if isinstance(value, dict):
        return {key: without_nothing(item) for key, item in value.items() if item not in ({}, [], None)}
    return [without_nothing(item) for item in value] if isinstance(value, list) else value


def read(line):
    event = json.loads(line)
    built = build(
        base.RunEvent,
        event,
        {
            "eventType": base.EventType,
            "run": lambda run: build(base.Run, run),
            "job": lambda job: build(base.Job, job),
            "inputs": datasets(base.InputDataset),
            "outputs": datasets(base.OutputDataset),
        },
    )
    assert without_nothing(json.loads(Serde.to_json(built))) == without_nothing(event)
    assert uuid.UUID(event["run"]["runId"]).version == 5
    return {
        "type": event["eventType"],
        "run": event["run"]["runId"],
        "job": event["job"]["namespace"] + "/" + event["job"]["name"],
        "inputs": [f"{item['name']}@{item['facets']['version']['datasetVersion']}" for item in event["inputs"]],
        "outputs": [f"{item['name']}@{item['facets']['version']['datasetVersion']}" for item in event["outputs"]],
    }


print(json.dumps([[read(line) for line in open(name)] for name in sys.argv[1:]]))
