"""Prints what cfn-lint knows of all resource types, and the zones of all regions, as JSON."""

import json

from cfnlint.helpers import AVAILABILITY_ZONES, REGIONS
from cfnlint.schema.manager import PROVIDER_SCHEMA_MANAGER as manager


def resolved(schema, value):
    while "$ref" in value:
        _, value = schema.resolver.resolve(value["$ref"])
    return value


def kind(schema, pointer):
    value = resolved(schema, schema.resolver.resolve_cfn_pointer(pointer))
    found = value.get("type")
    types = found if isinstance(found, list) else [found]
    if "string" in types or types == [None]:
        return "date" if value.get("format") == "date-time" else "string"
    if types == ["array"]:
        return "objects" if resolved(schema, value.get("items", {})).get("type") == "object" else "strings"
    return {"number": "integer"}.get(types[0], types[0])


def attributes(schema):
    for name, pointer in schema.get_atts.items():
        # Names with a wildcard are regular expressions; what is inside of a list cannot be asked for.
        plain = name.replace("\\.", ".").replace(".*", "*")
        if "*" not in plain[:-1]:
            yield plain, kind(schema, pointer)


def names(schema, of):
    return [pointer.removeprefix("/properties/") for pointer in schema.schema.get(of, [])]


def replacements(schema):
    """Properties that only a new resource can have (ALWAYS), or perhaps (CONDITIONALLY), by name."""
    found = {name: "CONDITIONALLY" for name in names(schema, "conditionalCreateOnlyProperties")}
    for name in names(schema, "createOnlyProperties"):
        # Of a change inside of a property it depends on where it is.
        found.setdefault(name.split("/")[0], "CONDITIONALLY" if "/" in name else "ALWAYS")
        if "/" not in name:
            found[name] = "ALWAYS"
    readOnly = names(schema, "readOnlyProperties")
    return {name.split("/")[0]: kind for name, kind in found.items() if name not in readOnly}


types = {}
for region in sorted(REGIONS, key=lambda name: name != "us-east-1"):
    for name in manager.get_resource_types(region):
        if name not in types:
            schema = manager.get_resource_schema(region, name)
            types[name] = {
                "identifier": names(schema, "primaryIdentifier"),
                "readOnly": names(schema, "readOnlyProperties"),
                "attributes": dict(attributes(schema)),
                "replacements": replacements(schema),
            }
print(json.dumps({"types": types, "zones": AVAILABILITY_ZONES}))
